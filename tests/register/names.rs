//! Who a case names: in the register's own database alone, for those who have its key, until it is
//! erased.

use super::*;
use age::secrecy::ExposeSecret;
use tienbo_core::model::RecordKind;
use tienbo_support::{files, stands_in, tool};

#[test]
fn a_case_officer_is_shown_names_papers_and_files() {
    let Scene {
        work: _work,
        commune,
        case,
        ..
    } = scene();
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);
    assert_eq!(revealed["papers"]["account"], ACCOUNT);
    assert_eq!(revealed["files"][0]["name"], "anh.txt");
}

#[test]
fn what_is_sent_and_printed_names_nobody() {
    let Scene {
        work,
        commune,
        province,
        ..
    } = scene();
    let work = work.path();
    let head = json!({"name": "Trưởng Ban Mẫu", "sex": "female", "position": "Phó Chủ tịch",
                      "role": "head", "since": "2023-01-01"});
    add(&commune, work, "committee_members", &head);
    let names_nobody = |name: &str, bytes: &[u8]| assert_eq!(find(bytes), None, "{name}");
    for period in ["2024", "phu-luc-01/2024/annual"] {
        let package = commune.submit(period);
        assert_eq!(province.verdict(&package), "goi.da-nhan");
        let bytes = std::fs::read(&package).unwrap();
        let needles: Vec<Vec<u8>> = canaries().into_iter().map(String::into_bytes).collect();
        let key = province
            .open()
            .reading_identity()
            .unwrap()
            .expose_secret()
            .to_owned();
        crate::privacy::search_payload(&needles, &bytes, &key, period);
        names_nobody(&shown(&package), &bytes);
        let receipt = work.join("receipt.tienbo");
        let out = shown(&receipt);
        province.done(&["receipt", COMMUNE, period, "--accept", "-o", &out]);
        assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
        names_nobody(&out, &std::fs::read(&receipt).unwrap());
        let pdf = shown(&work.join("report.pdf"));
        commune.done(&["report", period, "-o", &pdf]);
        names_nobody(&pdf, &std::fs::read(&pdf).unwrap());
        let text = tool("pdftotext", &[&pdf, "-"]);
        names_nobody(&format!("{pdf} text"), text.as_bytes());
    }
    for office in [&commune, &province] {
        for file in files(&office.folder) {
            names_nobody(&shown(&file), &std::fs::read(&file).unwrap());
        }
    }
}

#[test]
fn what_the_program_prints_and_its_files_name_nobody() {
    let Scene {
        work,
        commune,
        case,
        ..
    } = scene();
    let backup = work.path().join("backup.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let mut outputs = vec![(shown(&backup), std::fs::read(&backup).unwrap())];
    let book = work.path().join("vu-viec.xlsx");
    let mut office = commune.open();
    office
        .write_workbook(RecordKind::ViolenceCase, &book, "đối chiếu")
        .unwrap();
    drop(office);
    outputs.push((
        "workbook".to_owned(),
        unzipped(&std::fs::read(&book).unwrap()),
    ));
    for args in [
        &["case", "list"][..],
        &["case", "show", &case],
        &["list", "violence_cases"],
        &["list", "survivors"],
        &["list", "case_facts"],
        &["figures", "2024"],
        &[
            "case",
            "analysis",
            "--from",
            "01/01/2024",
            "--to",
            "31/12/2024",
        ],
        &["case", "erasures"],
        &["verify"],
    ] {
        outputs.push((args.join(" "), commune.run(args).stdout.into_bytes()));
    }
    for file in files(&commune.folder) {
        outputs.push((shown(&file), std::fs::read(&file).unwrap()));
    }
    for (name, bytes) in &outputs {
        assert_eq!(find(bytes), None, "{name}");
    }
}

/// The entries of a ZIP, one after another.
fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    for index in 0..zip.len() {
        std::io::Read::read_to_end(&mut zip.by_index(index).unwrap(), &mut out).unwrap();
    }
    out
}

#[test]
fn a_recorders_key_opens_no_page_that_names_somebody() {
    let Scene {
        work: _work,
        commune,
        ..
    } = scene();
    let (data_key, register_key) = crate::keys::database_keys(&commune.folder);
    // The search is one that finds: who has the register's key reads the names.
    let register = commune.folder.join("register.db");
    assert!(find(&pages(&register, &register_key)).is_some());
    let office = commune.folder.join("office.db");
    assert_eq!(find(&pages(&office, &data_key)), None);
    // The recorder's key does not open the register: what it gives is no database.
    let wrong = rusqlite::Connection::open(register).unwrap();
    let hex: String = data_key.iter().map(|byte| format!("{byte:02x}")).collect();
    wrong
        .execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    assert!(
        wrong
            .query_row("SELECT count(*) FROM persons", [], |_| Ok(()))
            .is_err()
    );
}

#[test]
fn a_backup_brings_the_names_back() {
    let Scene {
        work,
        commune,
        case,
        ..
    } = scene();
    let backup = shown(&work.path().join("backup.tienbo-backup"));
    commune.done(&["backup", "-o", &backup]);
    commune.done(&["restore", &backup]);
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);
}

/// Opens a case of a named survivor; gives its id and her number.
fn open_case(office: &CliOffice, work: &Path, found_on: &str, name: &str) -> (String, String) {
    let file = write(
        work,
        "case.json",
        &json!({"case": {"found_on": found_on, "category": "domestic"},
                "survivor": {"sex": "female", "age": "60+", "consent": "given"}}),
    );
    let case = string(&office.done(&["case", "open", &file])["id"]);
    let person = string(&office.done(&["case", "show", &case])["survivors"][0]["person"]);
    let file = write(work, "names.json", &json!({"name": name}));
    office.done(&["case", "name", &case, &person, &file]);
    (case, person)
}

#[test]
fn what_is_erased_is_nowhere() {
    let Scene {
        work,
        commune,
        case,
        person,
        ..
    } = scene();
    let work = work.path();
    let register = commune.folder.join("register.db");
    // Each erasure changes it.
    let key = || crate::keys::database_keys(&commune.folder).1;
    assert!(find(&pages(&register, &key())).is_some());

    commune.done(&["case", "erase", &person, "--reason", "her-wish"]);
    // The perpetrator's name is another person's: erased on its own.
    let left = find(&pages(&register, &key()));
    assert_eq!(left.as_deref(), Some(PERPETRATOR));
    let retention = ["--reason", "retention"];
    commune.done(&[&["case", "erase", PERPETRATOR_NUMBER], &retention[..]].concat());
    assert_eq!(find(&pages(&register, &key())), None);
    let log = register.with_extension("db-wal");
    assert!(std::fs::metadata(&log).map_or(0, |m| m.len()) == 0);
    let backup = work.join("after.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let fresh = work.join("restored");
    std::fs::create_dir(&fresh).unwrap();
    tool("unzip", &["-q", &shown(&backup), "-d", &shown(&fresh)]);
    assert_eq!(find(&pages(&fresh.join("register.db"), &key())), None);
    assert_eq!(commune.done(&["case", "find", "quynh"]), json!([]));
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["papers"]["account"], Value::Null);
    assert_eq!(revealed["files"], json!([]));
    assert_eq!(commune.run(&["verify"]).code, 0);
}

#[test]
fn who_was_taken_out_of_a_case_is_erased_and_what_was_written_goes_with_its_survivor_alone() {
    let Scene {
        work,
        commune,
        case,
        ..
    } = scene();
    let register = commune.folder.join("register.db");
    let key = || crate::keys::database_keys(&commune.folder).1;
    let seen = commune.done(&["case", "show", &case]);
    let perpetrator = string(&seen["perpetrators"][0]["id"]);
    commune.done(&["delete", "perpetrators", &perpetrator, "--version", "1"]);
    let args = ["case", "erase", PERPETRATOR_NUMBER, "--reason", "retention"];
    let told = commune.done(&args)["told"].to_string();
    let number = string(&seen["number"]);
    assert!(told.contains(&format!("số {number}")), "{told}");
    let left = pages(&register, &key());
    assert!(!stands_in(&left, PERPETRATOR.as_bytes()));
    for stays in [ACCOUNT, NOTES, FILE] {
        assert!(stands_in(&left, stays.as_bytes()));
    }
    let survivor = &seen["survivors"][0];
    let (id, version) = (string(&survivor["id"]), survivor["version"].to_string());
    commune.done(&["delete", "survivors", &id, "--version", &version]);
    let person = string(&survivor["person"]);
    commune.done(&["case", "erase", &person, "--reason", "her-wish"]);
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["papers"]["account"], Value::Null);
    assert_eq!(revealed["files"], json!([]));
    let pages = pages(&register, &key());
    for gone in [PERPETRATOR, ACCOUNT, NOTES, FILE] {
        assert!(!stands_in(&pages, gone.as_bytes()));
    }
    drop(work);
}

#[test]
fn an_erasure_leaves_others_and_the_count_and_is_told_with_its_reason() {
    let Scene {
        work,
        commune,
        person,
        ..
    } = scene();
    let (_, stays) = open_case(&commune, work.path(), "01/05/2024", "Người Ở Lại");
    commune.done(&["case", "erase", &person, "--reason", "her-wish"]);
    let retention = ["--reason", "retention"];
    commune.done(&[&["case", "erase", PERPETRATOR_NUMBER], &retention[..]].concat());
    assert_eq!(
        commune.done(&["case", "find", "nguoi o lai"])[0]["person"],
        json!(stays)
    );
    // The facts go on counting, and the register of erasures says who, when and why.
    assert_eq!(counted(&commune, "III.2.1.1.1"), 1);
    let erasures = commune.done(&["case", "erasures"]);
    assert_eq!(erasures[1]["person"], json!(person));
    assert_eq!(erasures[1]["reason"], "her-wish");
}

#[test]
fn names_kept_longer_than_the_catalogue_allows_are_told_once_a_year() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let (old, kept) = open_case(&commune, work.path(), "01/05/2015", "Lưu Quá Lâu");
    assert_eq!(
        commune.done(&["case", "retention"]),
        json!([]),
        "open still"
    );
    commune.done(&[
        "case",
        "close",
        &old,
        "--outcome",
        "moved",
        "--why",
        "Đã chuyển đi nơi khác",
        "--on",
        "01/06/2016",
    ]);
    let due = commune.done(&["case", "retention"]);
    assert_eq!(due.as_array().unwrap().len(), 1);
    assert_eq!(due[0]["person"], json!(kept));
    assert_eq!(due[0]["since"], "2021-06-01");
    assert_eq!(commune.open().retention_prompt().unwrap(), 1);
    commune.done(&["case", "retention", "--reviewed"]);
    assert_eq!(commune.open().retention_prompt().unwrap(), 0);
}
