//! A reform in the middle of a year: communes merge, a district is abolished, and what was reported
//! before stays what it was.

use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, PROVINCE, copy, enrol, folder, made_once,
    repository, shown, string, tienbo,
};

const NEW: &str = "09999";
/// The catalogue after the reform, in one file.
const NEW_CATALOGUE: &str = "danh-muc.tienbo-catalogue";

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

/// The province's tree becomes the new one; gives what the command answers.
fn reform(province: &CliOffice, work: &Path) -> Value {
    let file = work.join("thay-doi.toml");
    let units = province.done(&["units", "2025"]);
    std::fs::write(&file, changes(&units["units"])).unwrap();
    province.done(&["units", "2025", "--changes", &shown(&file)])
}

fn codes(units: &Value) -> Vec<String> {
    let units = units["units"].as_array().unwrap().iter();
    units.map(|unit| string(&unit["code"])).collect()
}

/// Two communes and their province, in a year that a reform falls into.
struct Scene {
    folder: TempDir,
    commune: CliOffice,
    other: CliOffice,
    province: CliOffice,
}

impl Scene {
    fn made(name: &str, make: impl FnOnce(&Path)) -> Self {
        let folder = folder();
        made_once(name.to_owned(), folder.path(), make);
        let there = |unit| CliOffice::there(&folder.path().join(unit), unit);
        Self {
            commune: there(COMMUNE),
            other: there(OTHER_COMMUNE),
            province: there(PROVINCE),
            folder,
        }
    }

    /// Before the reform: the first half of the year is reported by the units of then.
    fn before() -> Self {
        Self::made("before a reform", |work| {
            let [commune, other, province] =
                [COMMUNE, OTHER_COMMUNE, PROVINCE].map(|unit| CliOffice::new(work, unit));
            let catalogue = shown(&catalogue_of_2025(work));
            province.done(&["catalogue", "--catalogue-file", &catalogue, "--adopt"]);
            enrol(work, &province, &[&commune, &other]);
            for (office, number) in [(&commune, 1), (&other, 2)] {
                add_head(office, work);
                for day in 0..number {
                    add_document(office, work, &format!("2025-03-0{}", day + 1));
                }
                assert_eq!(province.verdict(&office.submit("2025-6t")), "goi.da-nhan");
            }
        })
    }

    /// After it: the province has the new tree, and the new unit has begun with it.
    fn after() -> Self {
        Self::made("after a reform", |work| {
            let before = Self::before();
            copy(before.folder.path(), work);
            let province = CliOffice::there(&work.join(PROVINCE), PROVINCE);
            reform(&province, work);
            let catalogue = shown(&work.join(NEW_CATALOGUE));
            province.done(&["units", "2025", "--export", &catalogue]);
            let new = CliOffice::init(work, NEW, &["--catalogue-file", &catalogue]);
            enrol(work, &province, &[&new]);
            add_head(&new, work);
        })
    }

    /// The unit that two communes have become.
    fn new_unit(&self) -> CliOffice {
        CliOffice::there(&self.file(NEW), NEW)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add_document(&self, office: &CliOffice, date: &str) {
        add_document(office, self.folder.path(), date);
    }

    /// The commune learns of the reform by the province's roster.
    fn commune_learns(&self) {
        self.commune.accept_roster(&self.file("roster.tienbo"));
    }

    /// The new unit reports for the whole year.
    fn new_unit_reports(&self) {
        let new = self.new_unit();
        self.add_document(&new, "2025-09-01");
        assert_eq!(self.province.verdict(&new.submit("2025")), "goi.da-nhan");
    }

    /// The commune puts its report for the first half of the year right.
    fn commune_corrects(&self) {
        self.commune.done(&["reopen", "2025-6t"]);
        self.add_document(&self.commune, "2025-03-05");
        let again = self.commune.submit("2025-6t");
        assert_eq!(self.province.verdict(&again), "goi.thay-the");
    }

    /// The documents that the province counts.
    fn documents(&self, period: &str) -> i64 {
        let figures = self.province.done(&["figures", period, "--all"]);
        figures["figures"]["documents"]["value"].as_i64().unwrap()
    }
}

#[test]
fn a_list_of_changes_that_cannot_be_is_refused_whole() {
    let scene = Scene::before();
    let before = scene.province.done(&["units", "2025"]);
    // The district still has communes.
    let file = scene.file("thay-doi.toml");
    let all = changes(&before["units"]);
    let (abolish, _) = all.split_at(all.find("[[change]]").unwrap());
    let last = all.rfind("[[change]]").unwrap();
    std::fs::write(&file, format!("{abolish}{}", &all[last..])).unwrap();
    let ask = ["units", "2025", "--changes", &shown(&file)];
    let refused = scene.province.run(&ask);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.stdout.contains("trực thuộc"), "{refused:?}");
    assert_eq!(scene.province.done(&["units", "2025"]), before);
}

#[test]
fn changes_make_the_tree_of_their_day_and_leave_that_of_the_day_before() {
    let scene = Scene::before();
    let then = codes(&scene.province.done(&["units", "2025"]));
    let after = reform(&scene.province, scene.folder.path());
    assert_eq!(after["catalogue"], "bac-ninh-cu-2025.2");
    let now = codes(&after);
    assert!(!now.contains(&DISTRICT.to_owned()) && !now.contains(&COMMUNE.to_owned()));
    assert!(now.contains(&NEW.to_owned()));
    assert_eq!(now.len(), then.len() - 2);
    let eve = ["units", "2025", "--on", "30/06/2025"];
    assert_eq!(codes(&scene.province.done(&eve)), then);
}

#[test]
fn a_new_unit_begins_with_the_provinces_catalogue_and_reports() {
    let scene = Scene::after();
    let file = shown(&scene.file(NEW_CATALOGUE));
    let look = ["--json", "catalogue", "--catalogue-file", &file];
    assert_eq!(tienbo(&look).code, 0);
    scene.new_unit_reports();
    assert_eq!(scene.documents("2025"), 1);
}

#[test]
fn a_unit_that_learnt_of_its_end_does_not_close_a_period_after_it() {
    let scene = Scene::after();
    scene.commune_learns();
    let units = scene.commune.done(&["units", "2025"]);
    assert_eq!(units["catalogue"], "bac-ninh-cu-2025.2");
    scene.add_document(&scene.commune, "2025-09-01");
    let gone = scene.commune.run(&["close", "2025", "--reason", "thử"]);
    assert_eq!(
        (gone.code, gone.json()["error"].as_str()),
        (5, Some("period-unit-gone"))
    );
}

#[test]
fn a_unit_that_does_not_know_of_its_end_is_told_by_the_province() {
    let scene = Scene::after();
    scene.add_document(&scene.other, "2025-09-01");
    let late = scene.other.submit("2025");
    assert_eq!(scene.province.verdict(&late), "goi.sai-don-vi");
}

#[test]
fn a_unit_that_is_no_more_puts_right_what_it_reported_before() {
    let scene = Scene::after();
    scene.commune_learns();
    assert_eq!(scene.documents("2025-6t"), 3);
    scene.commune_corrects();
    assert_eq!(scene.documents("2025-6t"), 4);
    // What came before the reform is as readable as ever.
    assert_eq!(scene.province.done(&["verify"])["fine"], true);
}

#[test]
fn the_matrix_asks_each_unit_for_what_it_was_there_for() {
    let scene = Scene::after();
    scene.commune_learns();
    scene.commune_corrects();
    scene.new_unit_reports();
    let ask = ["matrix", "2025-6t", "2025", "--on", "31/12/2025"];
    let matrix = scene.province.done(&ask);
    let standing = |unit: &str| -> Vec<String> {
        let rows = matrix["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["unit"] == unit).unwrap();
        let cells = row["cells"].as_array().unwrap().iter();
        cells.map(|cell| string(&cell["standing"])).collect()
    };
    assert_eq!(standing(COMMUNE), ["late", "not-asked"]);
    assert_eq!(standing(NEW), ["not-asked", "late"]);
    assert_eq!(standing(DISTRICT), ["missing", "not-asked"]);
}
