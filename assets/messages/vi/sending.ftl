### Packages made and given away.

sending-no-receiver = Chưa có khóa tin cậy của nơi nhận. Hãy nhập danh bạ (roster) hoặc thẻ của nơi nhận và đặt tin cậy.
sending-package-lost = Gói đã xuất của kỳ { $detail } không còn trên máy này. Hãy mở lại kỳ và chốt thành lần nộp mới.
sending-nothing-decided = Chưa tiếp nhận hoặc trả lại báo cáo nào của đơn vị { $detail }, nên chưa có phiếu.
sending-cannot-receive = Đơn vị { $detail } chưa nhận vụ việc được: cần thẻ mới của đơn vị đó (có khóa sổ vụ việc), đã đối chiếu hoặc có trong danh bạ.
sending-no-transfer = Không có vụ việc nào được tiếp nhận từ gói { $detail }.
sending-no-room = Ổ đĩa không đủ chỗ: cần { $needed } byte, còn { $free } byte. Hãy xóa bớt hoặc dùng ổ khác.
sending-not-read-back = Tệp { $detail } đọc lại không đúng. Hãy dùng USB khác.
sending-file-lost = Chưa xuất: tệp đính kèm "{ $detail }" của kỳ này bị mất hoặc bị sửa. Hãy khôi phục bản sao lưu gần nhất; hoặc mở lại kỳ, gỡ tệp đó (đính kèm lại nếu còn) rồi chốt lại.
sending-clock = Chưa ký gì: đồng hồ máy đang chỉ { $now }, nhưng việc mới nhất trong sổ là lúc { $newest }. Hãy chỉnh ngày giờ của máy rồi làm lại; nếu đồng hồ đúng, người phụ trách xác nhận ở trang đầu (lệnh tienbo clock --right).
