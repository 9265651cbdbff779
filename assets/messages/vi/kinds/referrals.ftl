### All that is said of referrals.

kind-referrals = Chuyển gửi

column-referred-on = Ngày chuyển gửi
column-referral-outcome = Kết quả chuyển gửi
column-outcome-on = Ngày biết kết quả

choice-referral-outcome-taken = Nơi đó đã tiếp nhận
choice-referral-outcome-completed = Đã hỗ trợ xong
choice-referral-outcome-not-gone = Chị không đến
choice-referral-outcome-turned-away = Bị từ chối tiếp nhận

ui-none-referrals = Chưa chuyển gửi đến đâu.
