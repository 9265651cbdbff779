### All that is said of referrals.

kind-referrals = Chuyển gửi

column-referred-on = Ngày chuyển gửi
column-referral-outcome = Kết quả chuyển gửi
column-outcome-on = Ngày biết kết quả

choice-referral-outcome-taken = Nơi đó đã tiếp nhận
choice-referral-outcome-completed = Đã hỗ trợ xong
choice-referral-outcome-not-gone = Chưa đến được nơi đó
choice-referral-outcome-turned-away = Bị từ chối tiếp nhận

ui-none-referrals = Chưa chuyển gửi đến đâu.

column-shared = Thông tin gửi kèm
column-urgent = Khẩn cấp
column-escorted = Có người đi cùng

hint-referrals-consent-by = Mỗi lần chuyển gửi phải được đồng ý riêng: đến nơi nào, gửi những gì.
hint-referrals-shared = Chỉ gửi điều nơi đó cần. Tên và diễn biến chỉ gửi khi đã được đồng ý giữ.

choice-shared-part-number = Chỉ số của người đó
choice-shared-part-name = Tên
choice-shared-part-contact = Cách liên hệ an toàn
choice-shared-part-need = Cần hỗ trợ gì
choice-shared-part-account = Diễn biến
choice-shared-part-danger = Dấu hiệu nguy hiểm
