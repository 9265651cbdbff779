### What is wrong with a text that is to have a form (JSON, TOML), after a colon: so without a capital letter.

misread-missing = thiếu phần “{ $detail }”{ $place }
misread-unknown = không có phần nào tên “{ $detail }” ở đó{ $place }
misread-twice = phần “{ $detail }” ghi hai lần{ $place }
misread-no-choice = “{ $detail }” không nằm trong các giá trị chọn được{ $place }
misread-wrong-type = giá trị “{ $detail }” không đúng kiểu{ $place }
misread-other-type = có giá trị không đúng kiểu hoặc thiếu phần{ $place }
misread-too-long = dài quá mức cho phép{ $place }
misread-form = sai cú pháp{ $place }
