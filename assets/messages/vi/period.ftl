### A period.

period-no-such-period = Danh mục không có báo cáo { $detail }.
period-not-complete = Chưa chốt được: còn { $detail } lỗi. Hãy xem ở “Việc cần làm” hoặc “Chốt và nộp” (lệnh tienbo check) và sửa.
period-needs-reason = Còn { $detail } cảnh báo. Hãy sửa, hoặc chốt kèm lý do (dòng lệnh: --reason).
period-already-closed = Kỳ { $detail } đã chốt. Muốn sửa và nộp lại, hãy mở lại kỳ.
period-not-closed = Kỳ { $detail } chưa chốt. Hãy chốt trước.
period-no-unit = Danh mục của kỳ không có đơn vị { $detail }.
period-not-printable = Chưa có mẫu in cho { $detail }.
period-stale-facts = Chưa chốt: thông tin gửi đi của { $detail } vụ việc không khớp với sổ. Lệnh tienbo verify (Quản trị, “Kiểm tra”) nêu từng vụ; cán bộ phụ trách vụ việc mở vụ đó, sửa và lưu lại một mục để thông tin được làm mới, rồi chốt lại.
period-failed = Không thực hiện được: chương trình gặp lỗi bên trong. Hãy thử lại; nếu vẫn vậy, hãy báo người hỗ trợ.
period-frozen = Nội dung giữ lại lúc chốt không đọc được: { $detail }. Hãy khôi phục từ bản sao lưu.
period-unit-gone = Đến cuối kỳ { $detail } đơn vị này không còn (đã sáp nhập, chia tách hoặc giải thể): đơn vị mới báo cáo cho kỳ đó.
