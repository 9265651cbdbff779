//! A reform in the middle of a year: communes merge, a district is abolished, and what was reported
//! before stays what it was.

use serde_json::Value;
use std::path::{Path, PathBuf};
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, PROVINCE, enrol, folder, repository, shown,
    string, tienbo,
};

const NEW: &str = "09999";

/// The catalogue of 2024 as that of 2025, with districts still.
fn catalogue_of_2025(work: &Path) -> PathBuf {
    let from = repository("assets/catalogue");
    for name in [
        "outline-2024.toml",
        "annex01-2024.toml",
        "dhis2-2024.toml",
        "units-bac-ninh-2024.tsv",
    ] {
        std::fs::copy(from.join(name), work.join(name)).unwrap();
    }
    let main = std::fs::read_to_string(from.join("bac-ninh-2024.toml")).unwrap();
    let main = main
        .replace("id = \"bac-ninh-2024.1\"", "id = \"bac-ninh-cu-2025.1\"")
        .replace("year = 2024", "year = 2025");
    let path = work.join("bac-ninh-cu-2025.toml");
    std::fs::write(&path, main).unwrap();
    path
}

fn changes(units: &Value) -> String {
    let mut text = format!(
        r#"
[[change]]
on = "2025-07-01"
basis = "Nghị quyết mẫu 01/NQ"
act = {{ kind = "merge", units = ["{COMMUNE}", "{OTHER_COMMUNE}"], into = {{ code = "{NEW}", name = "Phường Vũ Ninh mới", level = "commune", parent = "{PROVINCE}" }} }}
"#
    );
    for unit in units.as_array().unwrap() {
        let code = string(&unit["code"]);
        if unit["parent"] == DISTRICT && ![COMMUNE, OTHER_COMMUNE].contains(&code.as_str()) {
            text += &format!(
                "[[change]]\non = \"2025-07-01\"\nbasis = \"Nghị quyết mẫu 01/NQ\"\nact = {{ kind = \"move\", unit = \"{code}\", parent = \"{PROVINCE}\" }}\n"
            );
        }
    }
    text + &format!(
        "[[change]]\non = \"2025-07-01\"\nbasis = \"Nghị quyết mẫu 02/NQ\"\nact = {{ kind = \"abolish\", unit = \"{DISTRICT}\" }}\n"
    )
}

/// Somebody signs what a unit reports.
fn add_head(office: &CliOffice, work: &Path) {
    let file = work.join("head.json");
    let head = r#"{"name": "Nguyễn Thị Mẫu", "sex": "female", "position": "Phó Chủ tịch UBND",
        "role": "head", "since": "2020-01-01"}"#;
    std::fs::write(&file, head).unwrap();
    office.done(&["add", "committee_members", &shown(&file)]);
}

fn add_document(office: &CliOffice, work: &Path, date: &str) {
    let file = work.join("document.json");
    let document = format!(
        r#"{{"symbol": "1/KH-BVSTBPN", "date": "{date}", "issuer": "Ban VSTBPN", "summary": "Kế hoạch mẫu"}}"#
    );
    std::fs::write(&file, document).unwrap();
    office.done(&["add", "issued_documents", &shown(&file)]);
}

#[test]
fn communes_merge_in_the_middle_of_a_year_and_what_they_reported_stays() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    let other = CliOffice::new(work, OTHER_COMMUNE);
    let province = CliOffice::new(work, PROVINCE);
    let catalogue = catalogue_of_2025(work);
    province.done(&[
        "catalogue",
        "--catalogue-file",
        &shown(&catalogue),
        "--adopt",
    ]);
    enrol(work, &province, &[&commune, &other]);

    // The first half of the year is reported by the units of then.
    for (office, number) in [(&commune, 1), (&other, 2)] {
        add_head(office, work);
        for day in 0..number {
            add_document(office, work, &format!("2025-03-0{}", day + 1));
        }
        assert_eq!(province.verdict(&office.submit("2025-6t")), "goi.da-nhan");
    }
    let documents = |period: &str| {
        let figures = province.done(&["figures", period, "--all"]);
        figures["figures"]["documents"]["value"].as_i64().unwrap()
    };
    assert_eq!(documents("2025-6t"), 3);
    let before = province.done(&["units", "2025"]);

    // A list that cannot be is refused whole: the district still has communes.
    let file = work.join("thay-doi.toml");
    let all = changes(&before["units"]);
    let (abolish, _) = all.split_at(all.find("[[change]]").unwrap());
    let last = all.rfind("[[change]]").unwrap();
    std::fs::write(&file, format!("{abolish}{}", &all[last..])).unwrap();
    let refused = province.run(&["units", "2025", "--changes", &shown(&file)]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.stdout.contains("trực thuộc"), "{refused:?}");
    assert_eq!(province.done(&["units", "2025"]), before);

    std::fs::write(&file, &all).unwrap();
    let after = province.done(&["units", "2025", "--changes", &shown(&file)]);
    assert_eq!(after["catalogue"], "bac-ninh-cu-2025.2");
    let codes = |units: &Value| -> Vec<String> {
        let units = units["units"].as_array().unwrap().iter();
        units.map(|unit| string(&unit["code"])).collect()
    };
    let (then, now) = (codes(&before), codes(&after));
    assert!(!now.contains(&DISTRICT.to_owned()) && !now.contains(&COMMUNE.to_owned()));
    assert!(now.contains(&NEW.to_owned()));
    assert_eq!(now.len(), then.len() - 2);
    // The day before, it is as it was.
    let eve = province.done(&["units", "2025", "--on", "30/06/2025"]);
    assert_eq!(codes(&eve), then);

    // The new unit begins with the province's catalogue; the old ones learn by the next roster.
    let one_file = work.join("danh-muc.tienbo-catalogue");
    province.done(&["units", "2025", "--export", &shown(&one_file)]);
    let new = CliOffice::init(work, NEW, &["--catalogue-file", &shown(&one_file)]);
    enrol(work, &province, &[&new]);
    add_head(&new, work);
    commune.done(&["import", &shown(&work.join("roster.tienbo"))]);
    assert_eq!(
        commune.done(&["units", "2025"])["catalogue"],
        "bac-ninh-cu-2025.2"
    );
    add_document(&new, work, "2025-09-01");
    assert_eq!(province.verdict(&new.submit("2025")), "goi.da-nhan");
    // A unit that is no more does not report for a period that ends after it.
    add_document(&commune, work, "2025-09-01");
    let gone = commune.run(&["close", "2025", "--reason", "thử"]);
    assert_eq!(
        (gone.code, gone.json()["error"].as_str()),
        (5, Some("period-unit-gone"))
    );
    // One that does not know of it is told by the province.
    add_document(&other, work, "2025-09-01");
    assert_eq!(province.verdict(&other.submit("2025")), "goi.sai-don-vi");
    // But it may still put right what it reported before.
    commune.done(&["reopen", "2025-6t"]);
    add_document(&commune, work, "2025-03-05");
    assert_eq!(province.verdict(&commune.submit("2025-6t")), "goi.thay-the");
    assert_eq!(documents("2025-6t"), 4);
    assert_eq!(documents("2025"), 1);

    // The matrix asks each unit for what it was there for.
    let matrix = province.done(&["matrix", "2025-6t", "2025", "--on", "31/12/2025"]);
    let standing = |unit: &str| -> Vec<String> {
        let rows = matrix["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["unit"] == unit).unwrap();
        let cells = row["cells"].as_array().unwrap().iter();
        cells.map(|cell| string(&cell["standing"])).collect()
    };
    assert_eq!(standing(COMMUNE), ["late", "not-asked"]);
    assert_eq!(standing(NEW), ["not-asked", "late"]);
    assert_eq!(standing(DISTRICT), ["missing", "not-asked"]);
    // What came before the reform is as readable as ever.
    assert_eq!(province.done(&["verify"])["fine"], true);
    assert_eq!(
        tienbo(&["--json", "catalogue", "--catalogue-file", &shown(&one_file)]).code,
        0
    );
}
