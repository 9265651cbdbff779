### All that is said of narratives.

kind-narratives = Nội dung thuyết minh

column-section = Mục
column-period = Kỳ báo cáo
column-text = Nội dung thuyết minh
