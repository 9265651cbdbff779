### All that is said of measures.

kind-measures = Biện pháp xử lý

column-measure = Biện pháp
column-taken-on = Ngày áp dụng
column-decided-by = Nơi quyết định
column-ends-on = Hết hiệu lực

hint-measures-decided-by = Ai ra quyết định. Luật giới hạn thời gian theo nơi quyết định.
hint-measures-ends-on = Ngày cuối cùng của biện pháp. Trang chính nhắc trước ngày này.

choice-measure-issuer-chair = Chủ tịch UBND cấp xã
choice-measure-issuer-court = Tòa án
choice-measure-issuer-police = Công an
choice-measure-issuer-other = Nơi khác

ui-none-measures = Chưa có biện pháp nào.
