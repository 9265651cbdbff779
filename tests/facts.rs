//! The facts of cases lie under a key of their own: who only records sees how many cases there are, and
//! cannot decrypt what one of them says. Attacked with the keys of users, SQLCipher and age alone.

use crate::keys::{Insider, OFFICER, OTHERS_PASSPHRASE, RECORDER, Scene, database, put_slot};
use age::secrecy::SecretString;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;
use tienbo_core::model::{Cell, RecordKind};
use tienbo_core::package::{Content, seal};
use tienbo_core::store;
use tienbo_core::vault::Office;
use tienbo_support::{
    COMMUNE, CliOffice, PASSPHRASE, USER, copy, files, folder, open_as, repository, run, shown,
    string,
};

/// Days and choices of a full case that stand nowhere else: of a service, a referral, a measure, a follow-up.
const FACTS: [&str; 5] = [
    "2024-03-13",
    "2024-03-15",
    "2024-04-02",
    "2024-03-19",
    "legal-aid-centre\"",
];
/// The user who is head and nothing else.
const HEAD: &str = "ha";

fn has(bytes: &[u8], text: &str) -> bool {
    let text = text.as_bytes();
    bytes.windows(text.len()).any(|window| window == text)
}

/// Every row of every table of a database as text, sealed ones too as they lie.
fn dumped(database: &Connection, work: &Path) -> Vec<u8> {
    let plain = work.join("plain.db");
    let _ = std::fs::remove_file(&plain);
    let sql = "ATTACH DATABASE ?1 AS plain KEY ''";
    database.execute(sql, [shown(&plain)]).unwrap();
    database
        .query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .unwrap();
    database.execute_batch("DETACH DATABASE plain").unwrap();
    std::fs::read(&plain).unwrap()
}

/// What is sealed, by its place.
fn sealed(database: &Connection) -> Vec<(String, Vec<u8>)> {
    let mut rows = database
        .prepare("SELECT what || '/' || place, sealed FROM sealed_facts ORDER BY 1")
        .unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

/// Opens a seal by hand.
fn opened(facts_key: &str, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let identity = age::scrypt::Identity::new(SecretString::from(facts_key.to_owned()));
    let plain = age::decrypt(&identity, sealed).ok()?;
    let plain = plain.strip_prefix(format!("{place}\n").as_bytes());
    Some(plain.expect("a seal names its place").to_vec())
}

fn open_all(facts_key: &str, database: &Connection) -> Vec<u8> {
    let rows = sealed(database).into_iter();
    let opened = rows.filter_map(|(place, sealed)| opened(facts_key, &place, &sealed));
    opened.flatten().collect()
}

/// The same without the ids under its numbers.
fn without_ids(mut value: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                for name in ["cases", "records"] {
                    if object.get(name).is_some_and(Value::is_array) {
                        object.remove(name);
                    }
                }
                object.values_mut().for_each(strip);
            }
            Value::Array(array) => array.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut value);
    value
}

fn as_user(scene: &Scene, user: &str, args: &[&str]) -> Value {
    let mut command = scene.office.command(args);
    let file = shown(&scene.passphrase);
    command.args(["--user", user, "--passphrase-file", &file]);
    let ran = run(&mut command);
    assert_eq!(ran.code, 0, "{user} {args:?}: {ran:?}");
    ran.json()
}

fn actions(scene: &Scene) -> Vec<String> {
    let office = scene.office.open();
    let entries = store::audit_entries(office.store()).unwrap();
    entries.into_iter().map(|entry| entry.action).collect()
}

#[test]
fn a_recorders_key_opens_no_fact_of_a_case() {
    let scene = Scene::new();
    let head = json!({"name": "Trưởng Ban Mẫu", "sex": "female", "position": "Phó Chủ tịch",
                      "role": "head", "since": "2023-01-01"});
    let file = scene.work.path().join("head.json");
    std::fs::write(&file, head.to_string()).unwrap();
    scene
        .office
        .done(&["add", "committee_members", &shown(&file)]);
    scene
        .office
        .done(&["close", "2024", "--reason", "số liệu thử"]);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let database = recorder.database();
    let plain = dumped(&database, scene.work.path());
    for fact in FACTS {
        assert!(!has(&plain, fact), "{fact}");
    }
    // What the period froze says nothing of single cases either, nor which of them a figure counts.
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    let (figures, content): (String, Vec<u8>) = database
        .query_row("SELECT figures, content FROM closings", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert!(!figures.contains(&case));
    let frozen = Content::thaw(&content).unwrap();
    assert!(frozen.records.keys().all(|kind| !kind.is_of_cases()));
    // Who holds the key finds all of it there, by the format alone.
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let facts_key = officer.keys("facts").unwrap()[0].clone();
    let told = open_all(&facts_key, &database);
    for fact in FACTS {
        assert!(has(&told, fact), "{fact}");
    }
    // No key that a recorder can reach opens a row, whatever she takes for it.
    let own = string(&recorder.slot["identity"]);
    let data = recorder.keys("data").unwrap()[0].clone();
    for key in [own, data, facts_key.to_lowercase()] {
        assert!(open_all(&key, &database).is_empty());
    }
    // Nor does the program show her more.
    for args in [
        vec!["list", "violence_cases"],
        vec!["list", "risk_checks"],
        vec!["list", "survivor_facts"],
        vec!["case", "show", &case],
        vec!["case", "due"],
        vec![
            "case",
            "analysis",
            "--from",
            "2024-01-01",
            "--to",
            "2024-12-31",
        ],
    ] {
        let refused = scene.as_user(RECORDER, &args);
        assert_eq!(refused, (5, json!("store-facts-closed")), "{args:?}");
    }
    let listed = as_user(&scene, RECORDER, &["case", "list"]);
    assert_eq!(listed["closed"], true);
    assert_eq!((&listed["all"], &listed["rows"]), (&json!(1), &json!([])));
}

#[test]
fn a_recorder_counts_as_many_cases_as_a_case_officer() {
    let scene = Scene::new();
    scene.office.import_sample("xa-mau-vu-ninh.xlsx");
    let same = |when: &str| {
        for args in [
            vec!["case", "count", "2024"],
            vec!["figures", "2024", "--all"],
            vec!["figures", "2024-6t", "--all"],
            vec!["figures", "phu-luc-01/2024/annual", "--all"],
            vec!["check", "2024"],
            vec!["totals", "2024"],
        ] {
            let [recorder, officer] =
                [RECORDER, OFFICER].map(|user| without_ids(as_user(&scene, user, &args)));
            assert_eq!(recorder, officer, "{when}: {args:?}");
        }
    };
    let counted = as_user(&scene, RECORDER, &["case", "count", "2024"]);
    let rows = counted.as_array().unwrap();
    assert!(
        rows.iter()
            .any(|row| row["value"]["value"].as_f64() > Some(0.0))
    );
    same("open");
    scene
        .office
        .done(&["close", "2024", "--reason", "số liệu thử"]);
    same("closed");
    crate::register::open_full_case(&scene.office, scene.work.path());
    same("changed since");
    scene.office.done(&["reopen", "2024"]);
    same("open again");
}

#[test]
fn a_case_that_a_recorder_begins_is_sealed_until_a_case_officer_comes() {
    let scene = Scene::new();
    let file = scene.work.path().join("case.json");
    let new = json!({
        "case": {"found_on": "23/09/2024", "category": "domestic", "acts": "a"},
        "survivor": {"sex": "female", "age": "60+", "relation": "parent"},
    });
    std::fs::write(&file, new.to_string()).unwrap();
    let begun = as_user(&scene, RECORDER, &["case", "open", &shown(&file)]);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let database = recorder.database();
    assert!(!has(&dumped(&database, scene.work.path()), "2024-09-23"));
    let sealed: Vec<u8> = database
        .query_row("SELECT sealed FROM begun_cases", [], |row| row.get(0))
        .unwrap();
    assert!(seal::decrypt(&sealed, &string(&recorder.slot["identity"]), 1 << 20).is_err());
    let listed = as_user(&scene, RECORDER, &["case", "list"]);
    assert_eq!((&listed["all"], &listed["begun"]), (&json!(1), &json!(1)));
    drop(database);
    let seen = as_user(&scene, OFFICER, &["case", "show", &string(&begun["id"])]);
    assert_eq!(seen["survivors"][0]["fields"]["relation"], "parent");
    let listed = as_user(&scene, RECORDER, &["case", "list"]);
    assert_eq!((&listed["all"], &listed["begun"]), (&json!(2), &json!(0)));
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    // One that was sealed to another key is told, and stays.
    let stranger = age::x25519::Identity::generate().to_public().to_string();
    let other = seal::encrypt(b"{}", &[stranger]).unwrap();
    recorder
        .database()
        .execute(
            "INSERT INTO begun_cases (who, sealed) VALUES ('hoa', ?1)",
            [other],
        )
        .unwrap();
    let ran = scene.office.run(&["verify"]);
    assert_eq!((ran.code, &ran.json()["unopened"]), (1, &json!(1)));
}

#[test]
fn what_is_typed_of_a_case_is_sealed_to_who_types_it() {
    let scene = Scene::new();
    let typed = [("found_on".to_owned(), "23/09/2024".to_owned())].into();
    let mut office = open_as(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    office.keep_draft("violence_cases/new", &typed).unwrap();
    let kept = office.draft("violence_cases/new").unwrap().unwrap();
    assert_eq!(kept.1, typed);
    drop(office);
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let plain = dumped(&officer.database(), scene.work.path());
    assert!(!has(&plain, "23/09/2024"));
}

#[test]
fn a_heads_look_at_a_case_is_logged_and_she_lists_none() {
    let scene = Scene::new();
    scene.put(HEAD, "head", &[]);
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    let before = actions(&scene);
    as_user(&scene, OFFICER, &["case", "show", &case]);
    assert!(!actions(&scene)[before.len()..].contains(&"case-viewed".to_owned()));
    let seen = as_user(&scene, HEAD, &["case", "show", &case]);
    assert_eq!(seen["survivors"][0]["fields"]["relation"], "spouse");
    let since = actions(&scene);
    assert!(since[before.len()..].contains(&"case-viewed".to_owned()));
    let refused = scene.as_user(HEAD, &["list", "risk_checks"]);
    assert_eq!(refused, (5, json!("vault-not-allowed")));
    let table = scene.work.path().join("cases.xlsx");
    let mut office = open_as(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let kind = RecordKind::ViolenceCase;
    assert!(office.write_workbook(kind, &table).is_err());
    assert!(!table.exists());
}

#[test]
fn who_lost_the_facts_key_opens_nothing_that_is_sealed_since() {
    let scene = Scene::new();
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let former = officer.keys("facts").unwrap()[0].clone();
    assert!(!open_all(&former, &officer.database()).is_empty());
    let args = ["user", OFFICER, "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    let now = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    assert_eq!(now.keys("facts"), None);
    // Every row was sealed anew, so that even what she could read before is not there for her any more.
    assert!(open_all(&former, &now.database()).is_empty());
    let head = Insider::new(scene.folder(), USER, PASSPHRASE);
    let present = head.keys("facts").unwrap();
    assert_ne!(present[0], former);
    let told = open_all(&present[0], &now.database());
    assert!(FACTS.iter().all(|fact| has(&told, fact)));
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    // The same for a user who is removed.
    scene.put("thu", "recorder,case-officer", &[]);
    scene.office.done(&["user", "thu", "--remove"]);
    let head = Insider::new(scene.folder(), USER, PASSPHRASE);
    assert!(open_all(&present[0], &head.database()).is_empty());
}

#[test]
fn a_fact_that_is_gone_or_an_earlier_one_is_told() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let row = "what = 'follow_ups'";
    let before: Vec<u8> = recorder
        .database()
        .query_row(
            &format!("SELECT sealed FROM sealed_facts WHERE {row}"),
            [],
            |row| row.get(0),
        )
        .unwrap();
    let listed = scene.office.done(&["list", "follow_ups"]);
    let id = string(&listed[0]["id"]);
    let done = json!({"case": listed[0]["case"], "due_on": "2024-03-19", "done_on": "2024-03-20",
                      "follow_up_form": "visit", "follow_up_result": "safe"});
    let file = scene.work.path().join("done.json");
    std::fs::write(&file, done.to_string()).unwrap();
    let file = shown(&file);
    let args = ["change", "follow_ups", &id, "--version", "1", &file];
    scene.office.done(&args);
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    let kept = scene.keep();
    for sql in [
        // As it was before it was changed; gone; in another's place.
        "UPDATE sealed_facts SET sealed = ?1 WHERE what = 'follow_ups'",
        "DELETE FROM sealed_facts WHERE what = 'follow_ups' AND ?1 IS NOT NULL",
    ] {
        recorder.database().execute(sql, [&before]).unwrap();
        let ran = scene.office.run(&["verify"]);
        assert_eq!(
            (ran.code, &ran.json()["facts"]),
            (1, &json!(false)),
            "{sql}"
        );
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
    recorder
        .database()
        .execute(
            "UPDATE sealed_facts SET sealed = ?1 WHERE what = 'measures'",
            [&before],
        )
        .unwrap();
    scene.fails(&["verify"], 6, "store-bad-facts");
}

#[test]
fn facts_under_a_former_facts_key_are_not_taken_for_the_offices() {
    let scene = Scene::new();
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    // She could make any such rows, and the note of all of them too, with the key that she had.
    let hers: Vec<(String, String, Vec<u8>)> = officer
        .database()
        .prepare("SELECT what, place, sealed FROM sealed_facts")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let args = ["user", OFFICER, "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    let kept = scene.keep();
    let recorder = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    for forged in ["follow_ups", "state"] {
        let database = recorder.database();
        for (what, place, sealed) in hers.iter().filter(|(what, _, _)| what == forged) {
            let sql = "UPDATE sealed_facts SET sealed = ?3 WHERE what = ?1 AND place = ?2";
            let values = rusqlite::params![what, place, sealed];
            assert_eq!(database.execute(sql, values).unwrap(), 1);
        }
        drop(database);
        scene.fails(&["verify"], 6, "store-bad-facts");
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}

#[test]
fn facts_that_somebody_put_back_in_tables_are_not_taken_for_the_offices() {
    let scene = Scene::new();
    let kept = scene.keep();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    for sql in [
        "CREATE TABLE violence_cases (id TEXT)",
        "CREATE TABLE survivors (id TEXT)",
        "CREATE VIEW perpetrators AS SELECT 1 AS id",
        "DROP TABLE cases_schema_1; CREATE TABLE cases_schema_1 (id TEXT);
         INSERT INTO cases_schema_1 VALUES ('1')",
        "DROP TABLE sealed_facts",
    ] {
        recorder.database().execute_batch(sql).unwrap();
        scene.fails(&["verify"], 6, "store-bad-facts");
        let refused = scene.as_user(RECORDER, &["list", "issued_documents"]);
        assert_eq!(refused, (6, json!("store-bad-facts")), "{sql}");
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
}

#[test]
fn a_fact_that_is_gone_is_told_after_the_facts_key_was_changed() {
    let scene = Scene::new();
    let facts_key = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE)
        .keys("facts")
        .unwrap()[0]
        .clone();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    // What is noted of all rows cannot be computed from them alone, by who would find others that fit.
    let rows = sealed(&recorder.database());
    let (states, rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(place, _)| place == "state/");
    let state = opened(&facts_key, "state/", &states[0].1).unwrap();
    let state: Value = serde_json::from_slice(&state).unwrap();
    let mut digest = [0_u8; 32];
    for (place, sealed) in &rows {
        let (what, place) = place.split_once('/').unwrap();
        let mut hash = Sha256::new();
        for part in [what.as_bytes(), place.as_bytes(), sealed.as_slice()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        let bytes = digest.iter_mut().zip(hash.finalize());
        bytes.for_each(|(byte, other)| *byte ^= other);
    }
    assert_ne!(state["digest"], json!(digest));
    recorder
        .database()
        .execute("DELETE FROM sealed_facts WHERE what = 'follow_ups'", [])
        .unwrap();
    let args = ["user", OFFICER, "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    let ran = scene.office.run(&["verify"]);
    assert_eq!((ran.code, &ran.json()["facts"]), (1, &json!(false)));
}

#[test]
fn facts_that_an_earlier_program_left_open_are_moved_when_a_head_comes() {
    let golden = repository("tests/golden/offices/schema-4");
    let expected = std::fs::read(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let work = folder();
    let place = work.path().join(COMMUNE);
    copy(&golden.join(COMMUNE), &place);
    let heads = string(&expected["passphrase"]);
    let slot = Insider::new(&place, USER, &heads).slot;
    let data_key = string(&slot["data_key"]);
    let recorder = json!({"data_key": data_key, "register_key": null, "roles": ["recorder"]});
    put_slot(&place, RECORDER, OTHERS_PASSPHRASE, &recorder);
    let open = |user: &str, passphrase: &str| open_as(&place, user, passphrase);
    // Before a head has come, who records works on as she did.
    let before = open(RECORDER, OTHERS_PASSPHRASE);
    let found =
        |office: &Office| store::flat_records(office.store(), RecordKind::ViolenceCase, store::OWN);
    let cases = found(&before).unwrap();
    assert!(!cases.is_empty());
    drop(before);
    let plain = dumped(&database(&place.join("office.db"), &data_key), work.path());
    let day = cases.iter().find_map(|case| match &case.record[1] {
        Cell::Text(day) => Some(day.clone()),
        _ => None,
    });
    let day = day.unwrap();
    assert!(has(&plain, &day), "{day}");
    let head = open(USER, &heads);
    assert_eq!(found(&head).unwrap(), cases);
    assert!(head.verify().unwrap().facts);
    drop(head);
    let opened = database(&place.join("office.db"), &data_key);
    for table in ["violence_cases", "survivors", "risk_checks", "case_facts"] {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ?1";
        let tables: i64 = opened.query_row(sql, [table], |row| row.get(0)).unwrap();
        assert_eq!(tables, 0, "{table}");
    }
    drop(opened);
    let copies = files(&place).into_iter();
    assert_eq!(
        copies
            .filter(|file| shown(file).ends_with(".backup"))
            .count(),
        0
    );
    assert!(found(&open(RECORDER, OTHERS_PASSPHRASE)).is_err());
}

/// An office of an earlier program that is opened by the command line.
pub fn earlier_office(work: &Path) -> CliOffice {
    let golden = repository("tests/golden/offices/schema-4");
    let expected = std::fs::read(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    copy(&golden.join(COMMUNE), &work.join(COMMUNE));
    let office = CliOffice::there(&work.join(COMMUNE), COMMUNE);
    let passphrase = work.join(COMMUNE).with_extension("passphrase");
    std::fs::write(passphrase, string(&expected["passphrase"])).unwrap();
    office
}
