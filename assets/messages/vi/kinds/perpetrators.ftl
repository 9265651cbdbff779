### All that is said of perpetrators.

kind-perpetrators = Người gây bạo lực

hint-perpetrators-person = Để trống: chương trình cấp số mới. Người đã có trong sổ: nhập số của người đó (tìm ở “Tìm người”).
hint-perpetrators-prosecuted = Không: ở mức chưa bị truy cứu trách nhiệm hình sự. Bỏ trống: chưa rõ.

ui-none-perpetrators = Chưa ghi người gây bạo lực.
