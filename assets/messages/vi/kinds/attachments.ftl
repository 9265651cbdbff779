### All that is said of attachments.

kind-attachments = Tệp đính kèm

column-record = Thuộc bản ghi
column-sha256 = Mã băm SHA-256
column-size = Dung lượng (byte)
column-travels = Gửi kèm báo cáo
