### The catalogue.

catalogue-unreadable = Không đọc được tệp danh mục { $file }: { $detail }.
catalogue-broken = Danh mục bị từ chối: tệp { $file }, { $place }: { $detail }.
catalogue-unknown = Không có danh mục "{ $detail }" trong chương trình.
catalogue-none-of-year = Cơ sở dữ liệu chưa có danh mục của năm { $detail }. Hãy nhập danh bạ, hoặc tệp danh mục của tỉnh.
unit-act-merge = Sáp nhập
unit-act-split = Chia tách
unit-act-rename = Đổi tên
unit-act-move = Chuyển cấp trên
unit-act-abolish = Giải thể
unit-act-found = Thành lập mới
