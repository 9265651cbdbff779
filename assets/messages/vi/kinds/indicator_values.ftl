### All that is said of indicator_values.

kind-indicator-values = Kết quả chỉ tiêu

column-indicator = Mã chỉ tiêu
column-value = Giá trị
column-numerator = Tử số
column-denominator = Mẫu số
column-note = Ghi chú

hint-indicator-values-indicator = Mã dòng của Phụ lục 01, ví dụ I.1.
hint-indicator-values-value = Một giá trị, hoặc tử số và mẫu số.

ui-empty-indicator-values = Kết quả các chỉ tiêu của Phụ lục 01.
