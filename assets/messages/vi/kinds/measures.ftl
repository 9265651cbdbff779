### All that is said of measures.

kind-measures = Biện pháp xử lý

column-measure = Biện pháp
column-taken-on = Ngày áp dụng

ui-none-measures = Chưa có biện pháp nào.
