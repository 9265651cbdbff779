//! Excel in: what people write is understood, what is wrong is named by its cell, and a workbook is
//! taken in whole or not at all, once.

use calamine::{Data, Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tienbo_core::exchange::{Table, TableCell};
use tienbo_core::model::RecordKind;
use tienbo_support::forge::stored;
use tienbo_support::{
    COMMUNE, CliOffice, files, folder, python, repository, sample, shown, string, tienbo,
};
use unicode_normalization::UnicodeNormalization;

enum Put<'a> {
    Text(&'a str),
    Number(f64),
    Date(&'a str),
}
use Put::{Date, Number, Text};

/// Writes one sheet under its headings.
fn book(path: &Path, sheet: &str, heads: &[&str], rows: &[Vec<Option<Put>>]) -> PathBuf {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let page = book.add_worksheet();
    page.set_name(sheet).unwrap();
    for (column, head) in heads.iter().enumerate() {
        page.write(0, column as u16, *head).unwrap();
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                None => {}
                Some(Text(text)) => drop(page.write(row, column, *text).unwrap()),
                Some(Number(number)) => drop(page.write(row, column, *number).unwrap()),
                Some(Date(iso)) => {
                    let day = ExcelDateTime::parse_from_str(iso).unwrap();
                    page.write_with_format(row, column, day, &date).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
    path.to_owned()
}

const DOCUMENTS: &str = "Văn bản ban hành";
const DOCUMENT_HEADS: [&str; 5] = [
    "Ký hiệu văn bản *",
    "Ngày *",
    "Cơ quan ban hành *",
    "Trích yếu *",
    "Loại",
];
const EVENTS: &str = "Cuộc truyền thông";
const EVENT_HEADS: [&str; 7] = [
    "Ngày",
    "Hình thức",
    "Đơn vị tổ chức",
    "Nội dung",
    "Số nam",
    "Số nữ",
    "Chi phí (đồng)",
];

#[test]
fn what_people_write_is_understood() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let decomposed: String = "  Kế hoạch   tuyên truyền về bình đẳng giới "
        .nfd()
        .collect();
    let path = book(
        &work.path().join("documents.xlsx"),
        DOCUMENTS,
        &DOCUMENT_HEADS,
        &[
            vec![
                Some(Text("05/KH-BVSTBPN")),
                Some(Text(" 5/3/2024 ")),
                Some(Text("Ban VSTBPN")),
                Some(Text(&decomposed)),
                Some(Text("kế hoạch")),
            ],
            vec![],
            vec![
                Some(Number(7.0)),
                Some(Date("2024-03-06")),
                Some(Text("Ban VSTBPN")),
                Some(Text("x")),
                Some(Text("CÔNG VĂN")),
            ],
        ],
    );
    commune.done(&["import-xlsx", &shown(&path)]);
    let listed = commune.done(&["list", "issued_documents"]);
    assert_eq!(listed[0]["date"], "2024-03-05");
    assert_eq!(
        listed[0]["summary"],
        "Kế hoạch tuyên truyền về bình đẳng giới"
    );
    assert_eq!(listed[0]["kind"], "plan");
    assert_eq!(listed[1]["symbol"], "7");
    assert_eq!(listed[1]["date"], "2024-03-06");
    assert_eq!(listed[1]["kind"], "letter");

    let path = book(
        &work.path().join("events.xlsx"),
        EVENTS,
        &EVENT_HEADS,
        &[vec![
            Some(Text("15/11/2024")),
            Some(Text("Tọa đàm")),
            Some(Text("Ban VSTBPN")),
            Some(Text("x")),
            Some(Text("1.234")),
            Some(Number(20.0)),
            Some(Text("12.500.000")),
        ]],
    );
    commune.done(&["import-xlsx", &shown(&path)]);
    let event = &commune.done(&["list", "communication_events"])[0];
    assert_eq!(
        (&event["men"], &event["women"], &event["cost"]),
        (
            &Value::from(1234),
            &Value::from(20),
            &Value::from(12_500_000)
        )
    );

    // Found whatever the diacritics.
    let found = commune.done(&["list", "issued_documents", "--search", "binh dang GIOI"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn every_wrong_cell_is_named_and_nothing_is_taken_in() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let good = || {
        vec![
            Some(Text("15/11/2024")),
            Some(Text("Tọa đàm")),
            Some(Text("Ban VSTBPN")),
            Some(Text("x")),
            Some(Number(1.0)),
            None,
            None,
        ]
    };
    let mut wrong_date = good();
    wrong_date[0] = Some(Text("31/02/2024"));
    let mut wrong_choice = good();
    wrong_choice[1] = Some(Text("Đi bộ"));
    let mut missing = good();
    missing[3] = None;
    let mut negative = good();
    negative[4] = Some(Number(-3.0));
    let mut no_number = good();
    no_number[5] = Some(Text("hai mươi"));
    let mut no_people = good();
    no_people[4] = None;
    let rows = [
        good(),
        wrong_date,
        wrong_choice,
        missing,
        negative,
        no_number,
        no_people,
    ];
    let path = book(&work.path().join("wrong.xlsx"), EVENTS, &EVENT_HEADS, &rows);
    let ran = commune.run(&["import-xlsx", &shown(&path)]);
    assert_eq!(ran.code, 4);
    let told = ran.json();
    let cells: Vec<(String, String)> = told["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| (string(&cell["cell"]), string(&cell["sentence"])))
        .collect();
    let expected = [
        ("A3", "tháng này chỉ đến ngày 29/02/2024"),
        ("B4", "\"Đi bộ\" không có trong danh sách"),
        ("D5", "chưa nhập"),
        ("E6", "nằm ngoài khoảng cho phép"),
        ("F7", "\"hai mươi\" không phải là số"),
        ("E8", "chưa có số người"),
    ];
    assert_eq!(cells.len(), expected.len(), "{cells:#?}");
    for ((cell, sentence), (place, words)) in cells.iter().zip(expected) {
        assert_eq!(cell, place);
        assert!(sentence.contains(words), "{sentence}");
    }
    assert_eq!(
        commune.done(&["list", "communication_events"]),
        Value::Array(Vec::new())
    );

    let path = book(
        &work.path().join("heads.xlsx"),
        EVENTS,
        &EVENT_HEADS[1..],
        &[],
    );
    let ran = commune.run(&["import-xlsx", &shown(&path)]);
    assert_eq!(ran.json()["error"], "workbook-no-column");
}

/// A compound file with one stream of a name, as old Excel writes it: a header of 512 bytes, then a sector
/// of its directory.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 512 + 512];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    for (entry, name) in ["Root Entry", stream].into_iter().enumerate() {
        for (place, unit) in name.encode_utf16().enumerate() {
            let at = 512 + 128 * entry + 2 * place;
            bytes[at..at + 2].copy_from_slice(&unit.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn what_is_taken_for_a_workbook_is_told_as_what_it_is() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let utf16: Vec<u8> = "\u{FEFF}Ngày;Nội dung"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let sheets = "application/vnd.oasis.opendocument.spreadsheet";
    let files: [(&str, Vec<u8>, &str); 10] = [
        ("khoa.xlsx", compound("EncryptedPackage"), "protected"),
        ("cu.xls", compound("Workbook"), "old-excel"),
        ("rat-cu.xls", vec![9, 0, 4, 0, 0, 0, 16, 0], "old-excel"),
        (
            "nhi-phan.xlsb",
            stored(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"x")]),
            "binary-excel",
        ),
        (
            "mo.ods",
            stored(&[
                ("mimetype", sheets.as_bytes()),
                ("META-INF/manifest.xml", b"<a/>"),
            ]),
            "open-document",
        ),
        ("bang.csv", "Ngày;Nội dung\r\n1;a\r\n".into(), "text"),
        ("bang-16.csv", utf16, "text"),
        ("trang.xls", "<html><table></table></html>".into(), "text"),
        ("khac.xlsx", vec![0, 1, 2, 3], "not-a-workbook"),
        ("rong.xlsx", Vec::new(), "not-a-workbook"),
    ];
    for (name, bytes, told) in files {
        let path = work.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let ran = commune.run(&["import-xlsx", &shown(&path)]);
        assert_eq!(ran.json()["error"], format!("workbook-{told}"), "{name}");
    }
}

#[test]
fn a_finding_names_its_inspection_as_people_do() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let heads = ["Cuộc kiểm tra", "Ngày", "Loại", "Nội dung"];
    let row = vec![
        Some(Text("12/KH-KT")),
        Some(Text("01/06/2024")),
        Some(Text("Kiến nghị, đề xuất")),
        Some(Text("x")),
    ];
    let path = book(
        &work.path().join("findings.xlsx"),
        "Tồn tại, kiến nghị",
        &heads,
        &[row],
    );
    let ran = commune.run(&["import-xlsx", &shown(&path)]);
    assert_eq!(ran.json()["cells"][0]["cell"], "A2");

    let inspections = ["Kế hoạch, quyết định", "Ngày", "Đơn vị được kiểm tra"];
    let row = vec![
        Some(Text("12/KH-KT")),
        Some(Text("01/06/2024")),
        Some(Text("Trường A\nTrường B")),
    ];
    let first = book(
        &work.path().join("inspections.xlsx"),
        "Cuộc kiểm tra",
        &inspections,
        &[row],
    );
    commune.done(&["import-xlsx", &shown(&first)]);
    commune.done(&["import-xlsx", &shown(&path)]);
    let inspection = &commune.done(&["list", "inspections"])[0]["id"];
    assert_eq!(
        &commune.done(&["list", "inspection_findings"])[0]["inspection"],
        inspection
    );
}

#[test]
fn the_same_workbook_again_changes_nothing() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let path = shown(&sample("xa-mau-vu-ninh.xlsx"));
    let first = commune.done(&["import-xlsx", &path]);
    let added: i64 = first["added"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_i64)
        .sum();
    let before = commune.done(&["figures", "2024"]);
    let again = commune.done(&["import-xlsx", &path]);
    assert_eq!(again["added"], serde_json::json!({}));
    assert_eq!(again["unchanged"], added);
    assert_eq!(commune.done(&["figures", "2024"]), before);
}

#[test]
fn templates_and_samples_are_what_the_program_writes() {
    let work = folder();
    let fresh = work.path().join("samples");
    assert_eq!(tienbo(&["samples", &shown(&fresh)]).code, 0);
    let kept = repository("assets/samples");
    let names = |folder: &Path| -> Vec<String> {
        files(folder)
            .iter()
            .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names(&fresh), names(&kept));
    for name in names(&fresh) {
        let same =
            std::fs::read(fresh.join(&name)).unwrap() == std::fs::read(kept.join(&name)).unwrap();
        assert!(
            same,
            "{name}: write it anew with `tienbo samples assets/samples`"
        );
    }
    // An empty template is taken in, and adds nothing.
    let commune = CliOffice::new(work.path(), COMMUNE);
    for name in names(&kept).iter().filter(|name| name.starts_with("mau-")) {
        let imported = commune.done(&["import-xlsx", &shown(&kept.join(name))]);
        assert_eq!(imported["added"], serde_json::json!({}), "{name}");
    }
}

/// How a number may stand in a cell.
fn spelled(number: i64, way: u8) -> String {
    let grouped = tienbo_core::model::grouped(number);
    match way {
        0 => number.to_string(),
        1 => grouped,
        2 => format!("  {number} "),
        _ => grouped.replace('.', "\u{a0}"),
    }
}

type Event = (u32, u32, i64, i64, u8, String);

fn events() -> impl Strategy<Value = Vec<Event>> {
    let text = "[A-ZĐa-zđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ ]{1,30}x";
    prop::collection::vec(
        (
            1u32..=12,
            1u32..=28,
            0i64..2_000_000,
            0i64..2_000_000,
            0u8..4,
            text,
        ),
        1..20,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_spelling_comes_in_as_the_same_records(events in events()) {
        let work = folder();
        let commune = CliOffice::new(work.path(), COMMUNE);
        let spelled: Vec<_> = events.iter().map(|(month, day, men, women, way, text)| (
            if way % 2 == 0 { format!("{day}/{month}/24") } else { format!("2024-{month:02}-{day:02}") },
            spelled(*men, *way),
            spelled(*women, 3 - *way),
            if way % 2 == 0 { text.nfd().collect::<String>() } else { text.replace(' ', "  ") },
        )).collect();
        let rows: Vec<_> = spelled.iter().zip(&events).map(|((date, men, women, text), event)| vec![
            Some(if event.4 % 2 == 0 { Text(date) } else { Date(date) }),
            Some(Text("Tọa đàm")),
            Some(Text("committee")),
            Some(Text(text)),
            Some(Text(men)),
            Some(Text(women)),
        ]).collect();
        let path = book(&work.path().join("events.xlsx"), EVENTS, &EVENT_HEADS, &rows);
        // Days drawn by chance may look as though Excel had turned some of them round.
        commune.done(&["import-xlsx", &shown(&path), "--despite-slips"]);
        let listed = commune.done(&["list", "communication_events"]);
        let mut found: Vec<_> = listed.as_array().unwrap().iter().map(|event| (
            string(&event["date"]),
            event["men"].as_i64(),
            event["women"].as_i64(),
            string(&event["content"]),
        )).collect();
        let mut expected: Vec<_> = events.iter().map(|(month, day, men, women, _, text)| (
            format!("2024-{month:02}-{day:02}"),
            Some(*men),
            Some(*women),
            text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "),
        )).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}

/// Texts that a spreadsheet would take for something else: a formula, a number, a day, a value of its own.
const TAKEN_FOR_ELSE: [&str; 18] = [
    "=1+1",
    "+84912345678",
    "-5",
    "@SUM(A1)",
    "=cmd|'/C calc'!A0",
    "{=A1}",
    "'=1",
    "＝1",
    "0912345678",
    "007",
    "001085012345",
    "12345678901234567890",
    "1e5",
    "1.234",
    "TRUE",
    "#N/A",
    "05/03/2024",
    "http://example.org/",
];

/// The texts in the cells of a workbook as calamine reads them; no cell has a formula.
fn texts_by_calamine(file: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let mut texts = Vec::new();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert_eq!(formulas.used_cells().next(), None, "{sheet}");
        let cells = book.worksheet_range(&sheet).unwrap();
        texts.extend(cells.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        }));
    }
    texts
}

/// The same as openpyxl reads them.
fn texts_by_openpyxl(file: &Path) -> Vec<String> {
    let cells: Value = serde_json::from_str(&python("read_cells.py", &[file])).unwrap();
    let sheets = cells.as_object().unwrap().values();
    let rows = sheets.flat_map(|rows| rows.as_array().unwrap());
    let cells = rows.flat_map(|row| row.as_array().unwrap());
    let texts = cells.filter_map(|cell| {
        assert_ne!(cell[0], "f", "a formula: {cell}");
        (cell[0] == "s").then(|| string(&cell[1]))
    });
    texts.collect()
}

/// That each of some texts stands in a workbook as that text, so many times.
fn stay_texts(file: &Path, expected: &[&str], times: usize) {
    for (reader, read) in [
        ("calamine", texts_by_calamine(file)),
        ("openpyxl", texts_by_openpyxl(file)),
    ] {
        for text in expected {
            let found = read.iter().filter(|of| of == text).count();
            assert_eq!(found, times, "{reader}: {text:?} in {read:?}");
        }
    }
}

#[test]
fn texts_of_a_workbook_stay_texts() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    // Records as they are given out, each text in three columns of its own.
    let record = work.path().join("document.json");
    for text in TAKEN_FOR_ELSE {
        let document = serde_json::json!({"symbol": text, "date": "2024-03-05", "issuer": text,
            "summary": text});
        std::fs::write(&record, document.to_string()).unwrap();
        commune.done(&["add", "issued_documents", &shown(&record)]);
    }
    let book = work.path().join("documents.xlsx");
    let kind = RecordKind::IssuedDocument;
    commune.open().write_workbook(kind, &book, "").unwrap();
    stay_texts(&book, &TAKEN_FOR_ELSE, 3);
    // Taken in again they are what they were.
    let again = CliOffice::new(&work.path().join("again"), COMMUNE);
    again.done(&["import-xlsx", &shown(&book), "--add-doubles"]);
    let symbols = |office: &CliOffice| {
        let listed = office.done(&["list", "issued_documents"]);
        let listed = listed.as_array().unwrap().iter();
        let mut symbols: Vec<String> = listed.map(|document| string(&document["symbol"])).collect();
        symbols.sort();
        symbols
    };
    assert_eq!(symbols(&again), symbols(&commune));

    // A table: its heads, cells and notes; and its title.
    let all = TAKEN_FOR_ELSE.map(str::to_owned);
    let table = Table {
        title: "=9+9".to_owned(),
        heads: all.to_vec(),
        rows: vec![all.clone().map(TableCell::Text).to_vec()],
        notes: all.to_vec(),
        ..Table::default()
    };
    let book = work.path().join("table.xlsx");
    std::fs::write(&book, table.file(&book).unwrap()).unwrap();
    stay_texts(&book, &TAKEN_FOR_ELSE, 3);
    stay_texts(&book, &["=9+9"], 1);
}

/// What is typed into the templates with Calc, whatever the language whose numbers and days it expects, is what is
/// taken in: it neither changes nor is it taken for something else.
#[test]
fn what_is_typed_into_the_templates_with_calc_is_what_is_read() {
    for locale in ["vi-VN", "en-US"] {
        let work = folder();
        let commune = CliOffice::new(work.path(), COMMUNE);
        let typed = |template: &str, rows: Value| {
            serde_json::json!({
                "book": shown(&sample(template)),
                "rows": rows,
                "to": shown(&work.path().join(template)),
            })
        };
        let documents = serde_json::json!([
            {"Ký hiệu văn bản *": "05/KH-BVSTBPN", "Ngày *": "5/3/2024",
             "Cơ quan ban hành *": "Ban VSTBPN", "Trích yếu *": "1-2", "Loại": "Kế hoạch"},
            {"Ký hiệu văn bản *": "007", "Ngày *": "12/11/2024",
             "Cơ quan ban hành *": "=1+1", "Trích yếu *": "TRUE", "Loại": "Công văn"},
        ]);
        let events = serde_json::json!([
            {"Ngày *": "4/6/2024", "Hình thức *": "Tọa đàm", "Đơn vị tổ chức *": "Ban VSTBPN",
             "Nội dung *": "1/2", "Số nam": "1.234", "Số nữ": "0", "Chi phí (đồng)": "12.500.000"},
        ]);
        let values = serde_json::json!([
            {"Mã chỉ tiêu *": "I.1.1", "Năm *": "2024", "Tử số": "3", "Mẫu số": "7"},
        ]);
        let books = [
            typed("mau-issued-documents.xlsx", documents),
            typed("mau-communication-events.xlsx", events),
            typed("mau-indicator-values.xlsx", values),
        ];
        let asked = work.path().join("asked.json");
        let text = serde_json::json!({"locale": locale, "books": books}).to_string();
        std::fs::write(&asked, text).unwrap();
        python("type_into_calc.py", &[&asked]);
        for book in &books {
            commune.done(&["import-xlsx", &string(&book["to"])]);
        }
        let texts = |kind: &str, column: &str| -> Vec<String> {
            let listed = commune.done(&["list", kind]);
            let rows = listed.as_array().unwrap().iter();
            rows.map(|row| string(&row[column])).collect()
        };
        let documents = |column| texts("issued_documents", column);
        assert_eq!(documents("symbol"), ["05/KH-BVSTBPN", "007"], "{locale}");
        assert_eq!(documents("date"), ["2024-03-05", "2024-11-12"], "{locale}");
        assert_eq!(documents("issuer"), ["Ban VSTBPN", "=1+1"], "{locale}");
        assert_eq!(documents("summary"), ["1-2", "TRUE"], "{locale}");
        let event = &commune.done(&["list", "communication_events"])[0];
        assert_eq!(event["date"], "2024-06-04", "{locale}");
        assert_eq!(event["content"], "1/2", "{locale}");
        let numbers = serde_json::json!([event["men"], event["women"], event["cost"]]);
        assert_eq!(
            numbers,
            serde_json::json!([1234, 0, 12_500_000]),
            "{locale}"
        );
        let value = &commune.done(&["list", "indicator_values"])[0];
        let ratio = serde_json::json!([value["numerator"], value["denominator"]]);
        assert_eq!(ratio, serde_json::json!([3.0, 7.0]), "{locale}");
    }
}
