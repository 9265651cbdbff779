### The window: home.

ui-count-errors = { $count } lỗi
ui-count-warnings = { $count } cảnh báo
ui-count-fine = { $count } mục đã đủ
ui-due = Thời hạn
ui-due-before = Gửi trước ngày { $day }
ui-days-left = Còn { $count } ngày
ui-days-late = Quá hạn { $count } ngày
ui-period-covers = Kỳ tính từ { $from } đến hết { $to }.
ui-last-submission = Lần nộp gần nhất
ui-revision = Lần nộp { $revision }
ui-drafts = Đang gõ dở
ui-safe = An toàn dữ liệu
ui-last-backup = Sao lưu gần nhất: { $at }
ui-backup-old = Đã lâu chưa sao lưu. Hãy sao lưu ra USB và cất ở nơi khác.
ui-recovery-open = Tờ khôi phục chưa được in và kiểm tra.
ui-receiver = Nơi nhận
ui-receiver-lead = Chưa có danh bạ của tỉnh, nên chưa xuất được gói. Hãy gửi thẻ đơn vị cho tỉnh (phần Quản trị), rồi nhập danh bạ tỉnh gửi lại.
ui-register-due = Theo dõi vụ việc
ui-register-retention = { $count } người đã hết thời hạn lưu danh tính: cần rà soát năm nay.
ui-home-receiving = Tiếp nhận báo cáo của đơn vị
ui-home-undecided = { $count } báo cáo chờ xem xét
ui-home-waiting = { $count } đơn vị chờ phiếu tiếp nhận
ui-home-refused = { $count } tệp bị từ chối
ui-home-unseen = { $count } gói mới trong thư mục đang theo dõi
