//! The case register: a case over time, who it names kept apart, handed over, erased.

use aes::Aes256;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use tienbo_core::model::{RecordId, RecordKind};
use tienbo_core::package::seal;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, PASSPHRASE, commune_and_province, enrolled, files, folder,
    open_as, shown, string, tool,
};

/// One string for each field that names somebody, none of which is anywhere else.
const NAMES: [(&str, &str); 5] = [
    ("name", "Quỳnh Thị Chim-Hoàng-Yến"),
    ("born", "17/03/1988"),
    ("address", "ngõ Sao-Chổi-Kép 88Z"),
    ("telephone", "0999 414 243"),
    ("identity_number", "000188414243"),
];
const PERPETRATOR: &str = "Lò Văn Cá-Voi-Xanh";
const ACCOUNT: &str = "Diễn biến bịa: chiếc-đèn-lồng-hổ-phách rơi xuống";
const NOTES: &str = "Ghi chú bịa: hẹn ở quán-trà-mây-tím";
const FILE: &str = "Nội dung tệp bịa: tấm-bản-đồ-rong-biển";

fn canaries() -> Vec<String> {
    let mut all: Vec<String> = NAMES.iter().map(|(_, text)| (*text).to_owned()).collect();
    // The date of birth as a database holds it.
    all.push("1988-03-17".to_owned());
    all.extend([PERPETRATOR, ACCOUNT, NOTES, FILE].map(str::to_owned));
    // And the words of names as an index would hold them.
    all.extend(["chim-hoang-yen", "hoàng-yến", "hổ-phách", "cá-voi-xanh"].map(str::to_owned));
    all
}

fn find(bytes: &[u8]) -> Option<String> {
    let lower = String::from_utf8_lossy(bytes).to_lowercase();
    canaries().into_iter().find(|canary| {
        let needle = canary.as_bytes();
        bytes.windows(needle.len()).any(|window| window == needle)
            || lower.contains(&canary.to_lowercase())
    })
}

fn write(folder: &Path, name: &str, value: &Value) -> String {
    let path = folder.join(name);
    std::fs::write(&path, value.to_string()).unwrap();
    shown(&path)
}

/// Adds a record, and gives its id.
fn add(office: &CliOffice, work: &Path, kind: &str, value: &Value) -> String {
    let file = write(work, "record.json", value);
    string(&office.done(&["add", kind, &file])[0])
}

/// A case with everything, and the numbers of its survivor and perpetrator.
fn full_case(office: &CliOffice, work: &Path) -> (String, String, String) {
    let file = write(
        work,
        "case.json",
        &json!({
            "case": {"found_on": "12/03/2024", "category": "domestic", "acts": "a;b",
                     "found_by": "community", "incident_on": "10/03/2024",
                     "reported_on": "12/03/2024", "commune": office.unit},
            "survivor": {"sex": "female", "age": "25-39", "relation": "spouse",
                         "consent": "given", "share": "1"},
        }),
    );
    let case = string(&office.done(&["case", "open", &file])["id"]);
    let seen = office.done(&["case", "show", &case]);
    let survivor = string(&seen["survivors"][0]["id"]);
    let person = string(&seen["survivors"][0]["person"]);
    let perpetrator = add(
        office,
        work,
        "perpetrators",
        &json!({"case": case, "person": "90909", "sex": "male", "age": "40-59",
                "prosecuted": false}),
    );
    add(
        office,
        work,
        "risk_checks",
        &json!({"case": case, "checked_on": "2024-03-12", "signs": ["strangled", "worse"]}),
    );
    add(
        office,
        work,
        "services",
        &json!({"survivor": survivor, "service": "medical", "provider": "clinic",
                "offered_on": "2024-03-12", "answer": "accepted", "received_on": "2024-03-13"}),
    );
    add(
        office,
        work,
        "referrals",
        &json!({"survivor": survivor, "provider": "legal-aid-centre", "service": "legal-aid",
                "referred_on": "2024-03-15"}),
    );
    add(
        office,
        work,
        "measures",
        &json!({"perpetrator": perpetrator, "measure": "counselling", "taken_on": "2024-04-02"}),
    );
    add(
        office,
        work,
        "follow_ups",
        &json!({"case": case, "due_on": "2024-03-19"}),
    );
    let names: Value = NAMES
        .iter()
        .map(|(k, v)| ((*k).to_owned(), json!(v)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let file = write(work, "names.json", &names);
    office.done(&["case", "name", &case, &person, &file]);
    let file = write(work, "names.json", &json!({"name": PERPETRATOR}));
    office.done(&["case", "name", &case, "90909", &file]);
    let file = write(
        work,
        "papers.json",
        &json!({"account": ACCOUNT, "notes": NOTES}),
    );
    office.done(&["case", "write", &case, &file]);
    std::fs::remove_file(work.join("names.json")).unwrap();
    std::fs::remove_file(work.join("papers.json")).unwrap();
    let id = RecordId::parse(&case).unwrap();
    office
        .open()
        .attach_to_case(id, "anh.txt", FILE.as_bytes().to_vec())
        .unwrap();
    (case, person, survivor)
}

/// The pages of a database as whoever holds its key reads them, one after another.
fn pages(path: &Path, key: &[u8; 32]) -> Vec<u8> {
    const PAGE: usize = 4096;
    // Sixteen bytes for the page's own start of the chain, sixty-four that prove it.
    const RESERVE: usize = 80;
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(bytes.len() % PAGE, 0, "{}", path.display());
    let mut plain = Vec::new();
    for (index, page) in bytes.chunks(PAGE).enumerate() {
        let from = if index == 0 { 16 } else { 0 };
        let end = PAGE - RESERVE;
        let start = <[u8; 16]>::try_from(&page[end..end + 16]).unwrap();
        let mut opened = page[from..end].to_vec();
        cbc::Decryptor::<Aes256>::new(&(*key).into(), &start.into())
            .decrypt_padded::<NoPadding>(&mut opened)
            .unwrap();
        if index == 0 {
            // SQLite's page size at its place: the pages are really open.
            assert_eq!(opened[0..2], [0x10, 0x00]);
        }
        plain.extend(opened);
    }
    plain
}

/// The keys of the office's database and of its register.
fn keys(folder: &Path) -> ([u8; 32], [u8; 32]) {
    let slot = std::fs::read(folder.join("keys/can-bo.age")).unwrap();
    let passphrase = age::secrecy::SecretString::from(PASSPHRASE.to_owned());
    let plain = age::decrypt(&age::scrypt::Identity::new(passphrase), &slot).unwrap();
    let slot: Value = serde_json::from_slice(&plain).unwrap();
    let hex = string(&slot["data_key"]);
    let data_key: Vec<u8> = (0..32)
        .map(|index| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    let office = rusqlite::Connection::open(folder.join("office.db")).unwrap();
    office
        .execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    let sealed: Vec<u8> = office
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let register = seal::decrypt(&sealed, &string(&slot["register_key"]), 32).unwrap();
    (data_key.try_into().unwrap(), register.try_into().unwrap())
}

#[test]
fn a_case_over_time_counts_and_names_nobody_outside_the_register() {
    let work = folder();
    let work = work.path();
    let ([commune], province) = enrolled(work, [COMMUNE]);
    let (case, person, _) = full_case(&commune, work);
    let head = json!({"name": "Trưởng Ban Mẫu", "sex": "female", "position": "Phó Chủ tịch",
                      "role": "head", "since": "2023-01-01"});
    add(&commune, work, "committee_members", &head);

    // Where it stands, and what is to be done.
    let seen = commune.done(&["case", "show", &case]);
    assert_eq!(seen["state"], "open");
    assert_eq!(seen["risk"], "immediate");
    assert_eq!(seen["propose_follow_up"], Value::Null, "one is planned");
    let due = commune.done(&["case", "due"]);
    assert_eq!(due[0]["due_on"], "2024-03-19");
    let list = commune.done(&["case", "list", "--state", "open"]);
    assert_eq!(list[0]["unserved"], 0);

    // Found again by what names her, whatever the diacritics; by two words in any order.
    for query in ["quynh", "CHIM hoang", "000188", "0999 414", "0999414243"] {
        let found = commune.done(&["case", "find", query]);
        assert_eq!(found[0]["person"], json!(person), "{query}");
        assert_eq!(found[0]["as_survivor"], json!([case]));
    }
    assert_eq!(commune.done(&["case", "find", "khong ai ca"]), json!([]));
    // The looks are in the log, what was looked for is not.
    let office = commune.open();
    let log = tienbo_core::store::audit_entries(office.store()).unwrap();
    let of = |action: &str| log.iter().filter(|entry| entry.action == action).count();
    assert_eq!(of("identity-searched"), 6);
    assert!(
        log.iter()
            .all(|entry| find(entry.subject.as_bytes()).is_none())
    );
    drop(office);
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);
    assert_eq!(revealed["papers"]["account"], ACCOUNT);
    assert_eq!(revealed["files"], json!(["anh.txt"]));

    // It counts: one survivor found and served, one perpetrator below the threshold, counselled.
    let rows = commune.done(&["case", "count", "2024"]);
    let value = |code: &str| {
        let rows = rows.as_array().unwrap();
        rows.iter().find(|row| row["code"] == code).unwrap().clone()
    };
    assert_eq!(value("III.2.1.1")["value"], 10_000);
    assert_eq!(value("III.2.1.1.1")["value"], 10_000);
    assert_eq!(value("III.2.2.1.1")["value"], 10_000);
    assert_eq!(
        value("register:domestic-perpetrators-below")["value"],
        10_000
    );
    assert_eq!(value("III.2.2.1.2")["value"], 1_000_000);
    // Each number opens its cases, and says how it was counted and what prints outside.
    assert_eq!(value("III.2.1.1")["cases"], json!([case]));
    assert_eq!(value("III.2.1.1")["outside"], "<5");
    assert_eq!(value("III.2.1.1.2")["outside"], "…");

    // Every output of the program, and its own files as they lie.
    let mut outputs: Vec<(String, Vec<u8>)> = Vec::new();
    for period in ["2024", "phu-luc-01/2024/annual"] {
        let package = commune.submit(period);
        assert_eq!(province.verdict(&package), "goi.da-nhan");
        let bytes = std::fs::read(&package).unwrap();
        let needles: Vec<Vec<u8>> = canaries().into_iter().map(String::into_bytes).collect();
        let key = province.open().row().reading_key.clone();
        crate::privacy::search_payload(&needles, &bytes, &key, period);
        outputs.push((shown(&package), bytes));
        let receipt = work.join("receipt.tienbo");
        let out = shown(&receipt);
        province.done(&["receipt", COMMUNE, period, "--accept", "-o", &out]);
        assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
        outputs.push((shown(&receipt), std::fs::read(&receipt).unwrap()));
        let pdf = shown(&work.join("report.pdf"));
        commune.done(&["report", period, "-o", &pdf]);
        outputs.push((pdf.clone(), std::fs::read(&pdf).unwrap()));
        outputs.push((
            format!("{pdf} text"),
            tool("pdftotext", &[&pdf, "-"]).into_bytes(),
        ));
    }
    let backup = work.join("backup.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    outputs.push((shown(&backup), std::fs::read(&backup).unwrap()));
    let mut office = commune.open();
    let book = office.workbook(RecordKind::ViolenceCase).unwrap();
    outputs.push(("workbook".to_owned(), unzipped(&book)));
    drop(office);
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
    for folder in [&commune.folder, &province.folder] {
        for file in files(folder) {
            outputs.push((shown(&file), std::fs::read(&file).unwrap()));
        }
    }
    for (name, bytes) in &outputs {
        assert_eq!(find(bytes), None, "{name}");
    }

    // Nor in the pages of the office's database for who has its key, a recorder; but in those of
    // the register for who has that key, so that the search is one that finds.
    let (data_key, register_key) = keys(&commune.folder);
    assert_eq!(
        find(&pages(&commune.folder.join("office.db"), &data_key)),
        None
    );
    assert!(find(&pages(&commune.folder.join("register.db"), &register_key)).is_some());
    // The recorder's key does not open the register: what it gives is no database.
    let wrong = rusqlite::Connection::open(commune.folder.join("register.db")).unwrap();
    let hex: String = data_key.iter().map(|byte| format!("{byte:02x}")).collect();
    wrong
        .execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    assert!(
        wrong
            .query_row("SELECT count(*) FROM persons", [], |_| Ok(()))
            .is_err()
    );
    // The backup brings names and all back.
    drop(wrong);
    commune.done(&["restore", &shown(&backup)]);
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);

    // Closed, opened again, closed: and a case that is closed is not closed twice.
    let close = [
        "case",
        "close",
        &case,
        "--outcome",
        "safe",
        "--on",
        "20/12/2024",
    ];
    commune.done(&close);
    assert_eq!(commune.run(&close).code, 5);
    commune.done(&["case", "reopen", &case]);
    commune.done(&close);
    assert_eq!(commune.done(&["case", "due"]), json!([]));
    // A closed case is not deleted; recorded wrongly, it counts nowhere and stays.
    let version = commune.done(&["case", "show", &case])["case"]["version"].to_string();
    let delete = ["delete", "violence_cases", &case, "--version", &version];
    assert_eq!(commune.run(&delete).code, 4);
    commune.done(&["case", "void", &case, "--reason", "duplicate"]);
    let rows = commune.done(&["case", "count", "2024"]);
    let found = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "III.2.1.1");
    assert_eq!(found.unwrap()["value"], 0);
    assert_eq!(commune.done(&["case", "show", &case])["state"], "voided");
    assert_eq!(commune.run(&["verify"]).code, 0);
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
fn what_is_erased_is_nowhere_and_goes_on_counting() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    let (case, person, _) = full_case(&commune, work);
    // Another person with a name of hers in it stays.
    let other = work.join("other.json");
    std::fs::write(
        &other,
        json!({"case": {"found_on": "01/05/2024", "category": "domestic"},
               "survivor": {"sex": "female", "age": "60+", "consent": "given"}})
        .to_string(),
    )
    .unwrap();
    let other = string(&commune.done(&["case", "open", &shown(&other)])["id"]);
    let stays = string(&commune.done(&["case", "show", &other])["survivors"][0]["person"]);
    let file = write(work, "names.json", &json!({"name": "Người Ở Lại"}));
    commune.done(&["case", "name", &other, &stays, &file]);
    let register = commune.folder.join("register.db");
    let (_, key) = keys(&commune.folder);
    assert!(find(&pages(&register, &key)).is_some());

    commune.done(&["case", "erase", &person, "--reason", "her-wish"]);
    // The perpetrator's name is another person's: erased on its own.
    let left = find(&pages(&register, &key));
    assert_eq!(left.as_deref(), Some(PERPETRATOR));
    commune.done(&["case", "erase", "90909", "--reason", "retention"]);
    assert_eq!(find(&pages(&register, &key)), None);
    let log = register.with_extension("db-wal");
    assert!(std::fs::metadata(&log).map_or(0, |m| m.len()) == 0);
    let backup = work.join("after.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let fresh = work.join("restored");
    std::fs::create_dir(&fresh).unwrap();
    tool("unzip", &["-q", &shown(&backup), "-d", &shown(&fresh)]);
    assert_eq!(find(&pages(&fresh.join("register.db"), &key)), None);
    assert_eq!(commune.done(&["case", "find", "quynh"]), json!([]));
    assert_eq!(
        commune.done(&["case", "find", "nguoi o lai"])[0]["person"],
        json!(stays)
    );
    let revealed = commune.done(&["case", "reveal", &case]);
    assert_eq!(revealed["papers"]["account"], Value::Null);
    assert_eq!(revealed["files"], json!([]));
    // Closed longer ago than the catalogue allows: told once a year, and gone through by number.
    let old = write(
        work,
        "old.json",
        &json!({"case": {"found_on": "01/05/2015", "category": "domestic"},
                "survivor": {"sex": "female", "age": "25-39", "consent": "given"}}),
    );
    let old = string(&commune.done(&["case", "open", &old])["id"]);
    let kept = string(&commune.done(&["case", "show", &old])["survivors"][0]["person"]);
    let file = write(work, "names.json", &json!({"name": "Lưu Quá Lâu"}));
    commune.done(&["case", "name", &old, &kept, &file]);
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
        "safe",
        "--on",
        "01/06/2016",
    ]);
    let due = commune.done(&["case", "retention"]);
    assert_eq!(due, json!([{"person": kept, "since": "2021-06-01"}]));
    assert_eq!(commune.open().retention_prompt().unwrap(), 1);
    commune.done(&["case", "retention", "--reviewed"]);
    assert_eq!(commune.open().retention_prompt().unwrap(), 0);
    // The facts go on counting, and the register of erasures says who, when and why.
    let rows = commune.done(&["case", "count", "2024"]);
    let found = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "III.2.1.1.1");
    assert_eq!(found.unwrap()["value"], 10_000);
    let erasures = commune.done(&["case", "erasures"]);
    assert_eq!(erasures[1]["person"], json!(person));
    assert_eq!(erasures[1]["reason"], "her-wish");
    assert_eq!(commune.run(&["verify"]).code, 0);
}

#[test]
fn a_case_goes_to_another_unit_and_is_counted_once() {
    let work = folder();
    let work = work.path();
    let ([commune, other], province) = enrolled(work, [COMMUNE, OTHER_COMMUNE]);
    let (case, person, _) = full_case(&commune, work);
    let package = work.join("case.tienbo");
    let out = shown(&package);
    let send = [
        "case",
        "transfer",
        &case,
        "--to",
        OTHER_COMMUNE,
        "--ground",
        "consent",
        "-o",
        &out,
    ];
    commune.done(&send);
    let bytes = std::fs::read(&package).unwrap();
    let counted = |office: &CliOffice| {
        let rows = office.done(&["case", "count", "2024"]);
        let rows = rows.as_array().unwrap();
        rows.iter().find(|row| row["code"] == "III.2.1.1").unwrap()["value"].clone()
    };

    // Until it is confirmed it counts where it was. Nobody but the receiver can open it: neither the
    // province nor the sender, and the names need the receiver's register key besides.
    assert_eq!(
        commune.done(&["case", "show", &case])["state"],
        "handing-over"
    );
    assert_eq!(counted(&commune), 10_000);
    assert_eq!(province.verdict(&package), "goi.khong-gui-cho-ta");
    assert_eq!(find(&bytes), None);
    let looked = tienbo_core::package::look(&bytes).unwrap();
    for office in [&commune, &province] {
        let key = office.open().row().reading_key.clone();
        assert!(looked.open(&key).is_err());
    }
    let receiver = other.open();
    let reading_key = receiver.row().reading_key.clone();
    drop(receiver);
    let opened = looked.open(&reading_key).unwrap();
    assert_eq!(find(opened.bytes("transfer.json").unwrap()), None);
    let sealed = opened.bytes("identity.age").unwrap();
    assert!(seal::decrypt(sealed, &reading_key, 1 << 20).is_err());

    // A recorder takes it in and cannot read it; the case officer can.
    let passphrase = work.join("recorder.txt");
    std::fs::write(&passphrase, "mật khẩu của người ghi chép").unwrap();
    let new = shown(&passphrase);
    other.done(&[
        "user",
        "ghi-chep",
        "--roles",
        "recorder",
        "--new-passphrase-file",
        &new,
    ]);
    let mut recorder = open_as(&other.folder, "ghi-chep", "mật khẩu của người ghi chép");
    let outcome = recorder.import(&package, None).unwrap();
    assert_eq!(outcome.verdict, "goi.vu-viec-da-nhan");
    assert!(
        recorder
            .reveal_case(RecordId::parse(&case).unwrap())
            .is_err()
    );
    drop(recorder);
    assert_eq!(other.verdict(&package), "goi.da-co");
    let there = string(&other.done(&["case", "list"])[0]["id"]);
    let revealed = other.done(&["case", "reveal", &there]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);
    assert_eq!(revealed["papers"]["notes"], NOTES);
    assert_eq!(revealed["files"], json!(["anh.txt"]));
    // Its persons have numbers of this office.
    assert_ne!(revealed["persons"][0]["person"], json!(person));
    let seen = other.done(&["case", "show", &there]);
    assert_eq!(seen["case"]["taken_over_from"], COMMUNE);
    assert_eq!(seen["services"].as_array().unwrap().len(), 1);
    assert_eq!(find(&pages_of_office(&other)), None);

    // Confirmed, it counts there and there alone.
    let receipt = work.join("confirmed.tienbo");
    let id = &looked.envelope.package_id;
    other.done(&["case", "confirm", id, "-o", &shown(&receipt)]);
    assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
    assert_eq!(
        commune.done(&["case", "show", &case])["state"],
        "handed-over"
    );
    assert_eq!(counted(&commune), 0);
    assert_eq!(counted(&other), 10_000);
    assert_eq!(commune.run(&send).code, 5);
    commune.done(&["case", "erase", &person, "--reason", "handed-over"]);

    // She moves back: the case comes back as a case of its own, beside the one that was handed over.
    let back = work.join("back.tienbo");
    let out = shown(&back);
    other.done(&[
        "case", "transfer", &there, "--to", COMMUNE, "--ground", "law", "-o", &out,
    ]);
    assert_eq!(commune.verdict(&back), "goi.vu-viec-da-nhan");
    assert_eq!(commune.done(&["case", "list"]).as_array().unwrap().len(), 2);
    assert_eq!(counted(&commune), 10_000);
    assert_eq!(commune.run(&["verify"]).code, 0);
    assert_eq!(other.run(&["verify"]).code, 0);
}

fn pages_of_office(office: &CliOffice) -> Vec<u8> {
    let (data_key, _) = keys(&office.folder);
    pages(&office.folder.join("office.db"), &data_key)
}

#[test]
fn who_refused_to_be_recorded_is_not_named() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    let file = write(
        work,
        "case.json",
        &json!({"case": {"found_on": "12/03/2024", "category": "gender-based",
                         "other_acts": "stalking"},
                "survivor": {"sex": "female", "age": "18-24", "consent": "refused"}}),
    );
    let case = string(&commune.done(&["case", "open", &file])["id"]);
    let person = string(&commune.done(&["case", "show", &case])["survivors"][0]["person"]);
    let names = write(work, "names.json", &json!({"name": "Không Được Ghi"}));
    assert_eq!(
        commune.run(&["case", "name", &case, &person, &names]).code,
        5
    );
    let papers = write(work, "papers.json", &json!({"account": "kể lại"}));
    assert_eq!(commune.run(&["case", "write", &case, &papers]).code, 5);
    // A number that is nobody's in the case.
    assert_eq!(
        commune.run(&["case", "name", &case, "12345", &names]).code,
        5
    );
    // What is wrong in both parts of a new case is told at once, and nothing is half kept.
    let file = write(
        work,
        "case.json",
        &json!({"case": {"found_on": "32/03/2024"}, "survivor": {"age": "trẻ"}}),
    );
    assert_eq!(commune.run(&["case", "open", &file]).code, 4);
    assert_eq!(commune.done(&["case", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_number_put_in_place_of_a_count_prints_as_a_footnote_and_travels() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    let row = "III.2.1.1";
    let put = ["case", "override", "2024", row, "--value", "9"];
    assert_eq!(commune.run(&put).code, 5, "a reason is needed");
    let reason = "công an xã báo thêm năm người";
    commune.done(&[&put[..], &["--reason", reason]].concat());
    assert_eq!(
        commune
            .run(&[
                "case", "override", "2024", "II.1.1", "--value", "9", "--reason", "x"
            ])
            .code,
        5,
        "no row of the register"
    );
    let pdf = shown(&work.join("phu-luc-01.pdf"));
    commune.done(&["report", "phu-luc-01/2024/annual", "-o", &pdf]);
    let text = tool("pdftotext", &["-layout", &pdf, "-"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(reason), "{text}");
    // Four is a small number: the note does not say it.
    assert!(text.contains("9 (1)") && !text.contains("đếm 4"), "{text}");
    // At the province the unit's number counts, with its reason.
    assert_eq!(
        province.verdict(&commune.submit("phu-luc-01/2024/annual")),
        "goi.da-nhan"
    );
    let all = province.done(&["figures", "phu-luc-01/2024/annual", "--all"]);
    let rows = all["annex01"].as_array().unwrap();
    let found = rows.iter().find(|found| found["code"] == row).unwrap();
    assert_eq!(found["value"], 90_000);
    assert_eq!(found["overrides"][0]["counted"], 40_000);
    assert_eq!(found["overrides"][0]["reason"], reason);
    // Without it, the register counts again.
    commune.done(&["case", "override", "2024", row]);
    let rows = commune.done(&["case", "count", "2024"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(
        rows.iter().find(|found| found["code"] == row).unwrap()["value"],
        40_000
    );
}

#[test]
fn numbers_for_outside_are_masked_so_that_none_follows_from_the_others() {
    let work = folder();
    let work = work.path();
    let (commune, _) = commune_and_province(work);
    let span = [
        "case",
        "analysis",
        "--from",
        "01/01/2024",
        "--to",
        "31/12/2024",
    ];
    let inside = commune.done(&span);
    let outside = commune.done(&[&span[..], &["--outside"]].concat());
    assert_eq!(inside["cases"], "6");
    assert_eq!(outside["cases"], "6");
    let months = |of: &Value| {
        let rows = of["tables"][0]["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| string(&row["count"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        months(&inside).iter().filter(|count| *count == "1").count(),
        6
    );
    assert!(months(&outside).iter().all(|count| count != "1"));
    // One survivor was offered help and got none: her case stands first, inside alone.
    assert_eq!(inside["without_service"].as_array().unwrap().len(), 1);
    assert_eq!(outside["without_service"], json!([]));
    let labels: BTreeSet<String> = inside["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| string(&table["code"]))
        .collect();
    assert_eq!(labels.len(), 7);
}
