//! The case register: its list, a search by name, the rows that are counted from it, at two sizes.

use crate::shell;
use std::path::Path;
use tienbo_core::casework::CaseQuery;
use tienbo_core::message::Language;
use tienbo_core::model::{CaseIdentity, CaseRow, Cell, FlatForm, RecordKind, Year};
use tienbo_core::progress::Watch;
use tienbo_core::vault::Office;
use tienbo_support::bench::{Figure, Form, Table, median};
use tienbo_support::{COMMUNE, make};

/// Cases of one workbook.
const BOOK: usize = 10_000;
const CATEGORIES: [&str; 4] = [
    "domestic",
    "gender-based",
    "child-abuse",
    "trafficking-returnee",
];

/// An office whose register has so many cases, each with a named survivor and perpetrator.
pub fn office(work: &Path, cases: usize) -> Office {
    let mut office = make(&work.join(format!("register-{cases}")), COMMUNE);
    let columns = CaseRow::columns();
    let identity = CaseIdentity::columns().len();
    for book in 0..cases.div_ceil(BOOK) {
        let rows = (book * BOOK..cases.min((book + 1) * BOOK)).map(|index| {
            let text = |text: String| Cell::Text(text);
            let mut row: Vec<Cell> = columns
                .iter()
                .map(|column| match column.name.as_str() {
                    "number" => text((10_000_000 + index).to_string()),
                    "found" => text(format!("2024-{:02}", index % 12 + 1)),
                    "category" => text(CATEGORIES[index % 4].to_owned()),
                    "acts" => text("a;b".to_owned()),
                    "survivor" => text((20_000_000 + index / 2).to_string()),
                    "survivor_sex" => text("female".to_owned()),
                    "survivor_age" => text("25-39".to_owned()),
                    "perpetrator" => text((30_000_000 + index).to_string()),
                    "prosecuted" => Cell::Int(0),
                    "consent_to_record" | "consent_to_share" => Cell::Int(1),
                    "received" if index % 3 > 0 => text("medical".to_owned()),
                    _ => Cell::Empty,
                })
                .collect();
            let mut named = vec![Cell::Empty; identity];
            named[0] = text(format!("Nguyễn Thị Bịa{}", index / 2));
            named[5] = text(format!("Trần Văn Đặt{index}"));
            row.extend(named);
            row
        });
        let sheet = (RecordKind::ViolenceCase, rows.collect());
        let bytes = tienbo_core::exchange::workbook(&[sheet]).expect("a workbook");
        let path = work.join("cases.xlsx");
        std::fs::write(&path, bytes).expect("written");
        office
            .import_workbook(
                &path,
                &tienbo_core::exchange::Answers::default(),
                &mut Watch::none(),
            )
            .expect("imports");
    }
    office
}

/// The same rows without encryption in a plain database, for its users to ask.
fn plain(folder: &Path, cases: usize) {
    std::fs::create_dir(folder).expect("a folder");
    let mut sql = String::from(
        "CREATE TABLE cases (number TEXT, found TEXT, category TEXT, survivor TEXT,
           perpetrator TEXT, prosecuted INTEGER, received TEXT, name TEXT);\nBEGIN;\n",
    );
    for index in 0..cases {
        let received = if index % 3 > 0 { "'medical'" } else { "NULL" };
        sql.push_str(&format!(
            "INSERT INTO cases VALUES ('{}','2024-{:02}','{}','{}','{}',0,{received},'nguyen thi bia{index}');\n",
            10_000_000 + index,
            index % 12 + 1,
            CATEGORIES[index % 4],
            20_000_000 + index / 2,
            30_000_000 + index,
        ));
    }
    sql.push_str("COMMIT;\n");
    std::fs::write(folder.join("rows.sql"), sql).expect("written");
    shell(folder, "sqlite3 plain.db < rows.sql");
}

/// The twelve counts that the rows of Mục tiêu 3 ask for.
fn counts() -> String {
    let mut counts = String::new();
    for category in ["domestic", "gender-based", "trafficking-returnee"] {
        for (who, fits) in [
            ("survivor", "1"),
            ("survivor", "received IS NOT NULL"),
            ("perpetrator", "1"),
            ("perpetrator", "prosecuted = 0"),
        ] {
            counts.push_str(&format!(
                "SELECT count(DISTINCT {who}) FROM cases WHERE category = '{category}' AND {fits};"
            ));
        }
    }
    counts
}

/// Measures the register with so many cases and with ten times as many.
pub fn register(table: &mut Table, form: Form, work: &Path) {
    let mut before: Option<[Figure; 3]> = None;
    for many in form.of([10_000, 100_000], [100, 1_000]) {
        let mut office = office(work, many);
        let list = median(
            form.of(5, 1),
            || (),
            |()| {
                let list = office.case_list(Language::OFFICIAL).expect("a list");
                assert_eq!(list.len(), many);
                let found = list.find(&CaseQuery::default());
                assert_eq!(found.len(), many);
            },
        );
        // Names that one person has: what grows is the looking, not what is found.
        let mut name = many / 2;
        let search = median(
            form.of(9, 3),
            || {
                name -= 4;
                format!("bia{name}")
            },
            |query| {
                let found = office.find_persons(&query).expect("a search");
                assert!(!found.is_empty());
            },
        );
        let year = Year::new(2024).expect("a year");
        let count = median(
            form.of(5, 1),
            || (),
            |()| {
                let rows = office
                    .register_rows(year, Language::OFFICIAL)
                    .expect("rows");
                assert!(rows.iter().any(|row| row.value.is_some_and(|v| v > 0)));
            },
        );
        let folder = work.join(format!("plain-{many}"));
        plain(&folder, many);
        let ask = |query: &str| {
            let script = format!("sqlite3 plain.db \"{query}\" > out.txt");
            median(form.of(5, 1), || (), |()| shell(&folder, &script))
        };
        let start = ask("SELECT 1");
        let peer_list =
            ask("SELECT * FROM cases ORDER BY received IS NOT NULL, found DESC, number");
        let peer_search = ask("SELECT survivor, name FROM cases WHERE name LIKE '%bia9977%'");
        let peer_count = ask(&counts());
        table.add(format!("{many} cases: sqlite3's start alone"), start);
        let lines = [
            (
                "the whole list",
                list,
                "sqlite3, plain, whole rows",
                peer_list,
                "≤ 3 s",
            ),
            (
                "a person by name, logged",
                search,
                "sqlite3, plain, LIKE",
                peer_search,
                "≤ 50 ms",
            ),
            (
                "the rows of Mục tiêu 3",
                count,
                "sqlite3, plain, 12 counts",
                peer_count,
                "≤ 5 s",
            ),
        ];
        for (what, ours, name, peer, aim) in lines {
            let what = format!("{many} cases, {what}");
            table.add(what, ours).beside(name, peer).aim(aim);
        }
        if let Some([list_before, search_before, count_before]) = before {
            for (what, now, before, aim) in [
                ("list", list, list_before, "≤ 10 ×"),
                ("search", search, search_before, "≤ 2 ×"),
                ("counts", count, count_before, "≤ 10 ×"),
            ] {
                table
                    .add(format!("ten times the cases: {what}"), now)
                    .grown(10.0, Some(before))
                    .aim(aim);
            }
        }
        before = Some([list, search, count].map(Figure::from));
    }
}
