//! The facts of cases lie under a key of their own: who only records sees how many cases there are, and
//! cannot decrypt what one of them says. Attacked with the keys of users, SQLCipher and age alone.

use crate::keys::{Insider, OFFICER, OTHERS_PASSPHRASE, RECORDER, Scene, database, put_slot};
use age::secrecy::SecretString;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;
use tienbo_core::entry::Typed;
use tienbo_core::model::{Cell, Moment, RecordKind, Survivor, ViolenceCase};
use tienbo_core::package::{Content, seal};
use tienbo_core::store;
use tienbo_core::vault::Office;
use tienbo_support::{
    PASSPHRASE, USER, copy, earlier_office, files, folder, open_as, shown, stands_in,
    stretched_less, string,
};

/// Days and choices of a full case that stand nowhere else: of a service, a referral, a measure, a follow-up.
const FACTS: [&str; 5] = [
    "2024-03-13",
    "2024-03-15",
    "2024-04-02",
    "2024-03-19",
    "legal-aid-centre\"",
];
/// The user who is head and nothing else, and who is receiver and nothing else.
const HEAD: &str = "ha";
const RECEIVER: &str = "thu";

fn has(bytes: &[u8], text: &str) -> bool {
    stands_in(bytes, text.as_bytes())
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
                // How many of them ended with a death leads to them.
                object.remove("died");
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
    let ran = ran_as(scene, user, args);
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
    put_head(&scene);
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

/// What lies under the keys of restrictions among what the facts key opens: its place, whose it is, and it.
fn restricted(facts_key: &str, database: &Connection) -> Vec<(String, String, Vec<u8>)> {
    let rows = sealed(database).into_iter();
    let rows = rows.filter_map(|(place, sealed)| {
        let plain = opened(facts_key, &place, &sealed)?;
        let rest = plain.strip_prefix(b"restricted/")?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let id = String::from_utf8(rest[..end].to_vec()).unwrap();
        Some((place, id, rest[end + 1..].to_vec()))
    });
    rows.collect()
}

#[test]
fn a_case_officers_keys_open_nothing_of_a_case_that_is_restricted_to_others() {
    let scene = Scene::new();
    let cases = scene.office.done(&["list", "violence_cases"]);
    let case = string(&cases[0]["id"]);
    let counted = |user: &str| match user == USER {
        true => scene.office.done(&["case", "count", "2024"]),
        false => as_user(&scene, user, &["case", "count", "2024"]),
    };
    let before = without_ids(counted(OFFICER));
    let args = ["case", "restrict", &case, "--to", USER];
    let why = ["--why", "Người nhà ở cơ quan"];
    scene.office.done(&[&args[..], &why].concat());
    // She has the facts key and the register key, and opens all that lies under these.
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let facts_key = officer.keys("facts").unwrap()[0].clone();
    let database = officer.database();
    let told = open_all(&facts_key, &database);
    for fact in FACTS.iter().chain(&["Người nhà ở cơ quan"]) {
        assert!(!has(&told, fact), "{fact}");
    }
    let rows = restricted(&facts_key, &database);
    assert!(rows.len() > 8, "{}", rows.len());
    let own = string(&officer.slot["identity"]);
    let register_key = officer.keys("register").unwrap()[0].clone();
    let (_, kept) = &sealed(&database)
        .into_iter()
        .find(|(place, _)| place == &format!("restricted/{}", rows[0].1))
        .unwrap();
    let kept: Value = {
        let place = format!("restricted/{}", rows[0].1);
        serde_json::from_slice(&opened(&facts_key, &place, kept).unwrap()).unwrap()
    };
    let boxed = STANDARD.decode(string(&kept["sealed"])).unwrap();
    for key in [&own, &facts_key, &register_key] {
        assert!(seal::decrypt(&boxed, key, 4096).is_err());
        for (place, _, inner) in &rows {
            assert!(opened(key, place, inner).is_none());
        }
    }
    // Nor does what names persons, in the database that she opens.
    let (_, key) = crate::keys::database_keys(scene.folder());
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let register = self::database(&scene.folder().join("register.db"), &hex);
    let plain = dumped(&register, scene.work.path());
    assert_eq!(crate::register::find(&plain), None);
    // Who is named opens all of it, by the format alone.
    let named = Insider::new(scene.folder(), USER, PASSPHRASE);
    let plain = seal::decrypt(&boxed, &string(&named.slot["identity"]), 4096).unwrap();
    let keys: Vec<String> = serde_json::from_slice(&plain).unwrap();
    assert_eq!(keys.len(), 1);
    let rows = rows.iter();
    let inner: Vec<u8> = rows
        .flat_map(|(place, _, inner)| opened(&keys[0], place, inner).unwrap())
        .collect();
    for fact in FACTS {
        assert!(has(&inner, fact), "{fact}");
    }
    // The program shows her no more, and counts as before for both.
    for args in [
        vec!["case", "show", &case],
        vec!["case", "reveal", &case],
        vec!["case", "unrestrict", &case, "--why", "muốn xem lại"],
    ] {
        let refused = scene.as_user(OFFICER, &args);
        assert_eq!(refused, (5, json!("store-restricted")), "{args:?}");
    }
    let listed = as_user(&scene, OFFICER, &["case", "list"]);
    assert_eq!(listed["rows"], json!([]));
    assert_eq!(listed["shut"].as_array().unwrap().len(), 1);
    assert_eq!(
        as_user(&scene, OFFICER, &["case", "find", "chim"]),
        json!([])
    );
    assert_eq!(without_ids(counted(OFFICER)), before);
    assert_eq!(without_ids(counted(USER)), before);
    assert_eq!(scene.office.run(&["verify"]).code, 0);
    assert_eq!(scene.as_user(OFFICER, &["verify"]).0, 0);
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
            let [recorder, mut officer] =
                [RECORDER, OFFICER].map(|user| without_ids(as_user(&scene, user, &args)));
            // What does not fit together in a case is told to who reads it.
            if let Some(findings) = officer.get_mut("findings").and_then(Value::as_array_mut) {
                findings.retain(|finding| finding["code"] != "cases-doubted");
            }
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
    let unreadable = ran.json()["unreadable"].clone();
    assert_eq!((ran.code, unreadable), (1, json!(["begun 1"])));
    scene.fails(
        &["close", "2024", "--reason", "x"],
        5,
        "store-facts-missing",
    );
    let reason = ["--reason", "khóa lạ"];
    scene
        .office
        .done(&[&["unreadable", "--take-out"], &reason[..]].concat());
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}

#[test]
fn what_is_typed_of_a_case_is_sealed_to_who_types_it() {
    let scene = Scene::new();
    let typed: Typed = [("found_on".to_owned(), "23/09/2024".to_owned())].into();
    let mut office = open_as(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    office
        .keep_draft("violence_cases/new", None, typed.clone())
        .unwrap();
    let kept = office.draft("violence_cases/new").unwrap().unwrap();
    assert_eq!(kept.typed, typed);
    drop(office);
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let plain = dumped(&officer.database(), scene.work.path());
    assert!(!has(&plain, "23/09/2024"));
    // Others are told that there is something, not what.
    let checked = scene.office.run(&["check", "2024"]).json();
    assert_eq!(
        (&checked["sealed_drafts"], &checked["drafts"]),
        (&json!(1), &json!([]))
    );
}

/// Shown a case, somebody sees what it says and not whom it names, and nothing leads her to those that she did not ask
/// for.
/// Why a head looks.
const WHY: &str = "Gia đình hỏi thăm";

fn looks_at_no_case_without_a_reason(scene: &Scene, user: &str, case: &str) {
    let refused = scene.as_user(user, &["case", "show", case]);
    assert_eq!(refused, (5, json!("case-look-needs-reason")));
    let look = ["case", "show", case, "--why", WHY];
    match user {
        HEAD => {
            let seen = as_user(scene, user, &look);
            assert_eq!(seen["survivors"][0]["fields"]["relation"], "spouse");
            let decisions = seen["decisions"].to_string();
            assert!(decisions.contains(WHY), "{decisions}");
        }
        _ => {
            let refused = scene.as_user(user, &look);
            assert_eq!(refused, (5, json!("vault-not-allowed")));
        }
    }
    let refused = scene.as_user(user, &["list", "risk_checks"]);
    assert_eq!(refused, (5, json!("vault-not-allowed")));
    // Nor by what leads to single cases elsewhere: the list tells numbers alone, an analysis no other days than a
    // period's, and nothing which cases are behind a number.
    let listed = as_user(scene, user, &["case", "list"]);
    let row = &listed["rows"][0];
    assert_eq!(row["id"], json!(case), "{listed}");
    for fact in ["found_on", "category", "survivors", "unserved", "follow_up"] {
        assert_eq!(row[fact], Value::Null, "{fact}");
    }
    for search in [
        &["--search", "domestic"][..],
        &["--search", "2024"],
        &["--unserved"],
    ] {
        let args = [&["case", "list"][..], search].concat();
        assert_eq!(as_user(scene, user, &args)["found"], 0, "{search:?}");
    }
    let days = [
        "case",
        "analysis",
        "--from",
        "01/03/2024",
        "--to",
        "31/03/2024",
    ];
    assert_eq!(scene.as_user(user, &days), (5, json!("case-no-period")));
    let year = [
        "case",
        "analysis",
        "--from",
        "01/01/2024",
        "--to",
        "31/12/2024",
    ];
    for args in [
        &year[..],
        &["case", "count", "2024"],
        &["figures", "2024", "--all"],
    ] {
        let of_officer = as_user(scene, OFFICER, args).to_string();
        assert!(of_officer.contains(case), "{args:?}");
        let of_user = as_user(scene, user, args).to_string();
        assert!(!of_user.contains(case), "{args:?}: {of_user}");
    }
    let trace = ["trace", "2024", scene.office.unit, "cases"];
    assert_eq!(as_user(scene, user, &trace)["kinds"], json!([]));
    let named = scene.as_user(user, &["case", "find", "chim"]);
    assert_eq!(named, (5, json!("vault-not-allowed")), "{user}");
}

#[test]
fn a_look_at_a_case_is_logged_and_heads_and_receivers_list_none() {
    let scene = Scene::new();
    scene.put(HEAD, "head", &[]);
    scene.put(RECEIVER, "receiver", &[]);
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    for (user, look) in [
        (OFFICER, &["case", "show", &case][..]),
        (OFFICER, &["case", "list"]),
        (OFFICER, &["list", "risk_checks"]),
        (HEAD, &["case", "show", &case, "--why", WHY]),
    ] {
        let before = actions(&scene);
        as_user(&scene, user, look);
        let since = actions(&scene);
        let looks = since[before.len()..]
            .iter()
            .filter(|action| *action == "case-viewed");
        assert_eq!(looks.count(), 1, "{user} {look:?}");
    }
    let trace = ["trace", "2024", scene.office.unit, "cases"];
    assert_ne!(as_user(&scene, OFFICER, &trace)["kinds"], json!([]));
    for user in [HEAD, RECEIVER] {
        looks_at_no_case_without_a_reason(&scene, user, &case);
    }
    let table = scene.work.path().join("cases.xlsx");
    let mut office = open_as(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let kind = RecordKind::ViolenceCase;
    assert!(office.write_workbook(kind, &table, "x").is_err());
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
                      "follow_up_form": "visit", "said_safe": true, "follow_up_result": "safe"});
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
    let ran = scene.office.run(&["verify"]);
    let unreadable = ran.json()["unreadable"].to_string();
    assert_eq!(ran.code, 1);
    assert!(unreadable.contains("measures "), "{unreadable}");
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
        if forged == "state" {
            scene.fails(&["verify"], 6, "store-bad-facts");
        } else {
            let ran = scene.office.run(&["verify"]);
            let unreadable = ran.json()["unreadable"].to_string();
            assert_eq!(ran.code, 1);
            assert!(unreadable.contains(forged), "{unreadable}");
        }
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
    let work = folder();
    let place = earlier_office(work.path()).folder;
    let slot = Insider::new(&place, USER, PASSPHRASE).slot;
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
    let head = open(USER, PASSPHRASE);
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

/// A head of the committee, without whom a period is not closed.
fn put_head(scene: &Scene) {
    let head = json!({"name": "Trưởng Ban Mẫu", "sex": "female", "position": "Phó Chủ tịch",
                      "role": "head", "since": "2023-01-01"});
    let file = scene.work.path().join("head.json");
    std::fs::write(&file, head.to_string()).unwrap();
    scene
        .office
        .done(&["add", "committee_members", &shown(&file)]);
}

/// A command of some user, whatever it ends with.
fn ran_as(scene: &Scene, user: &str, args: &[&str]) -> tienbo_support::Ran {
    scene.office.as_user(user, &scene.passphrase, args)
}

const CLOSE: [&str; 4] = ["close", "2024", "--reason", "số liệu thử"];

#[test]
fn an_office_with_a_fact_that_cannot_be_read_opens_and_closes_nothing_until_a_head_decides() {
    let scene = Scene::new();
    put_head(&scene);
    let kept = scene.keep();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let age = seal::encrypt(
        b"{}",
        &[age::x25519::Identity::generate().to_public().to_string()],
    );
    for (what, garbage) in [
        ("violence_cases", b"x".to_vec()),
        ("survivors", age.unwrap()),
        ("services", vec![0; 2 << 20]),
        ("case_facts", Vec::new()),
    ] {
        recorder
            .database()
            .execute(
                "UPDATE sealed_facts SET sealed = ?1 WHERE what = ?2",
                rusqlite::params![garbage, what],
            )
            .unwrap();
        // Whoever holds the key works on, and is told which kind, since when, and what to do.
        for args in [
            vec!["case", "list"],
            vec!["case", "due"],
            vec!["case", "find", "chim"],
            vec!["case", "count", "2024"],
            vec!["figures", "2024", "--all"],
            vec!["list", "survivors"],
        ] {
            let ran = ran_as(&scene, OFFICER, &args);
            assert_eq!(ran.code, 0, "{what} {args:?}: {ran:?}");
            assert!(ran.stderr.contains("không đọc được"), "{what}: {ran:?}");
            assert!(ran.stderr.contains("--take-out"), "{what}: {ran:?}");
            assert!(ran.stderr.contains(what), "{what}: {ran:?}");
        }
        let ran = ran_as(&scene, OFFICER, &["case", "due"]);
        let now = Moment::now().in_words();
        let since = format!("Phát hiện từ {}", now.split(' ').next().unwrap());
        assert!(ran.stderr.contains(&since), "{what}: {ran:?}");
        assert!(actions(&scene).contains(&"facts-unreadable".to_owned()));
        // So is who does not hold it.
        let ran = ran_as(&scene, RECORDER, &["case", "count", "2024"]);
        assert_eq!(ran.code, 0);
        assert!(ran.stderr.contains("không đọc được"), "{what}: {ran:?}");
        let checked = scene.office.run(&["check", "2024"]).json();
        assert!(checked.to_string().contains("không đọc được"), "{what}");
        scene.fails(&CLOSE, 5, "store-facts-missing");
        let mut office = open_as(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
        let book = scene.work.path().join("cases.xlsx");
        assert!(
            office
                .write_workbook(RecordKind::ViolenceCase, &book, "x")
                .is_err()
        );
        drop(office);
        // What is not what was shown is not taken out, nor by who is no head.
        let out = [
            "unreadable",
            "--take-out",
            "--reason",
            "không có bản sao lưu",
        ];
        assert_eq!(
            scene.as_user(OFFICER, &out),
            (5, json!("vault-not-allowed"))
        );
        let mut office = scene.office.open();
        assert!(
            office
                .take_out_unreadable(&["services 1".to_owned()], "x")
                .is_err()
        );
        drop(office);
        // A change of keys goes through it, and it is told as before.
        scene.put("thu", "recorder", &[]);
        scene.office.done(&["user", "thu", "--remove"]);
        stretched_less(scene.folder(), USER, PASSPHRASE);
        scene.fails(&CLOSE, 5, "store-facts-missing");
        scene.office.done(&out);
        let verified = scene.office.run(&["verify"]);
        assert_eq!(verified.json()["fine"], true, "{what}: {verified:?}");
        let log = store::audit_entries(scene.office.open().store()).unwrap();
        let decided = |action: &str, of: &str| {
            let mut log = log.iter();
            log.any(|entry| entry.action == action && entry.subject.contains(of))
        };
        assert!(decided("facts-taken-out", what), "{what}");
        assert!(decided("facts-settled", "không có bản sao lưu"), "{what}");
        assert_eq!(ran_as(&scene, OFFICER, &["case", "due"]).stderr, "");
        scene.office.done(&CLOSE);
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
}

#[test]
fn a_fact_that_can_be_read_again_is_decided() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let database = recorder.database();
    let row: Vec<u8> = database
        .query_row(
            "SELECT sealed FROM sealed_facts WHERE what = 'measures'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    let put = |sealed: &[u8]| {
        let sql = "UPDATE sealed_facts SET sealed = ?1 WHERE what = 'measures'";
        database.execute(sql, [sealed]).unwrap();
    };
    put(b"x");
    assert!(
        ran_as(&scene, OFFICER, &["case", "due"])
            .stderr
            .contains("measures")
    );
    put(&row);
    assert_eq!(ran_as(&scene, OFFICER, &["case", "due"]).stderr, "");
    assert_eq!(
        ran_as(&scene, RECORDER, &["list", "issued_documents"]).stderr,
        ""
    );
    assert_eq!(
        actions(&scene)
            .iter()
            .filter(|a| *a == "facts-settled")
            .count(),
        1
    );
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}

/// Puts a case that was begun into the queue by hand, sealed to the facts key.
fn begin(scene: &Scene, case_id: Option<&str>, who: &str, begun: &Value) {
    let list = std::fs::read(scene.folder().join("keys/office.json")).unwrap();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let list: Value = serde_json::from_str(list["list"].as_str().unwrap()).unwrap();
    let key = string(&list["facts_key"]);
    let sealed = seal::encrypt(begun.to_string().as_bytes(), &[key]).unwrap();
    Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE)
        .database()
        .execute(
            "INSERT INTO begun_cases (case_id, who, sealed) VALUES (?1, ?2, ?3)",
            rusqlite::params![case_id, who, sealed],
        )
        .unwrap();
}

/// An office into whose queue a recorder put by hand what is not hers to say of a case.
struct SaidTooMuch {
    scene: Scene,
    /// A case that was here before.
    id: String,
    number: String,
    /// It, as the case officer saw it then.
    before: Value,
}

impl SaidTooMuch {
    fn new() -> Self {
        let scene = Scene::new();
        let known = scene.office.done(&["list", "violence_cases"])[0].clone();
        let (id, number) = (string(&known["id"]), string(&known["number"]));
        let before = as_user(&scene, OFFICER, &["case", "show", &id]);
        let person = string(&before["survivors"][0]["fields"]["person"]);
        let case = json!({"number": number, "found_on": "2024-09-23", "category": "domestic",
            "closed_on": "2024-10-01", "outcome": "safe", "voided": "duplicate",
            "taken_over_from": "09166", "handed_to": "09166", "handed_on": "2024-10-02",
            "reported_on": "9999-01-01", "invented": "x"});
        let survivor = json!({"case": id, "person": person, "sex": "female", "age": "60+",
            "relation": "parent", "consent": "refused", "share": false});
        begin(
            &scene,
            Some(&id),
            OFFICER,
            &json!({"case": {"case": case, "survivor": survivor}}),
        );
        // A row of a workbook, of the case that is here.
        let row = json!({"number": number, "found": "2024-09", "category": "domestic",
            "survivor": "777", "survivor_sex": "female", "survivor_age": "60+", "closed": "2024-10",
            "consent_to_record": false, "consent_to_share": false});
        begin(
            &scene,
            None,
            "hoa",
            &json!({"row": {"row": row, "named": null}}),
        );
        Self {
            scene,
            id,
            number,
            before,
        }
    }
}

#[test]
fn who_begins_a_case_changes_nothing_that_is_here() {
    let SaidTooMuch {
        scene, id, before, ..
    } = SaidTooMuch::new();
    let ran = ran_as(&scene, OFFICER, &["case", "list"]);
    assert_eq!(ran.json()["all"], 3, "{ran:?}");
    assert!(ran.stderr.contains("có phần bị bỏ"), "{ran:?}");
    // She is named and erased as before.
    assert_eq!(as_user(&scene, OFFICER, &["case", "show", &id]), before);
    assert!(
        !as_user(&scene, OFFICER, &["case", "find", "chim"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    assert_eq!(ran_as(&scene, OFFICER, &["case", "list"]).stderr, "");
}

#[test]
fn who_begins_a_case_says_nothing_that_is_not_hers_to_say() {
    let SaidTooMuch {
        scene, id, number, ..
    } = SaidTooMuch::new();
    let office = open_as(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let cases = store::records::<ViolenceCase>(office.store(), store::OWN).unwrap();
    for case in cases.iter().filter(|case| case.id.to_string() != id) {
        let case = &case.record;
        assert_ne!(case.number.as_str(), number);
        assert_eq!(
            (case.closed_on, case.outcome, case.voided),
            (None, None, None)
        );
        assert_eq!(
            (&case.handed_to, case.handed_on, &case.taken_over_from),
            (&None, None, &None)
        );
        assert_eq!(case.reported_on, None);
    }
    let survivors = store::records::<Survivor>(office.store(), store::OWN).unwrap();
    let begun = survivors
        .iter()
        .filter(|s| s.record.case.id().to_string() != id);
    let begun: Vec<_> = begun.collect();
    assert_eq!(begun.len(), 2);
    assert!(
        begun
            .iter()
            .all(|s| s.record.consent.is_none() && s.record.share.is_none())
    );
    let log = store::audit_entries(office.store()).unwrap();
    let left_out: Vec<&str> = log
        .iter()
        .filter(|entry| entry.action == "begun-left-out")
        .map(|entry| entry.subject.as_str())
        .collect();
    assert_eq!(left_out.len(), 2);
    for field in [
        "id",
        "number",
        "closed_on",
        "voided",
        "handed_to",
        "consent",
        "share",
        "invented",
    ] {
        assert!(
            left_out[0].split(' ').any(|word| word == field),
            "{field}: {left_out:?}"
        );
    }
}

#[test]
fn nobody_begins_a_case_in_the_name_of_who_reads_them() {
    let SaidTooMuch { scene, id, .. } = SaidTooMuch::new();
    assert_eq!(ran_as(&scene, OFFICER, &["case", "list"]).json()["all"], 3);
    let facts_key = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE)
        .keys("facts")
        .unwrap();
    let rows = sealed(&Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE).database());
    for (place, row) in rows {
        let Some(plain) = opened(&facts_key[0], &place, &row) else {
            continue;
        };
        if place.starts_with("violence_cases/") && !place.ends_with(&id) {
            let row: Value = serde_json::from_slice(&plain).unwrap();
            assert!(
                ["mai?", "hoa?"].contains(&row["created"][1].as_str().unwrap()),
                "{row}"
            );
        }
    }
}

#[test]
fn a_recorder_is_refused_what_a_case_officer_finds() {
    let scene = Scene::new();
    let file = scene.work.path().join("case.json");
    for (part, field, value) in [
        ("survivor", "consent", "given"),
        ("case", "closed_on", "01/10/2024"),
    ] {
        let mut new = json!({
            "case": {"found_on": "23/09/2024", "category": "domestic", "acts": "a"},
            "survivor": {"sex": "female", "age": "60+"},
        });
        new[part][field] = json!(value);
        std::fs::write(&file, new.to_string()).unwrap();
        let refused = scene.as_user(RECORDER, &["case", "open", &shown(&file)]);
        assert_eq!(refused, (5, json!("vault-not-allowed")), "{field}");
    }
}

#[test]
fn what_a_recorder_writes_where_names_wait_names_nobody() {
    let scene = Scene::new();
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    let file = scene.work.path().join("case.json");
    let new = json!({"case": {"found_on": "23/09/2024", "category": "domestic"},
        "survivor": {"sex": "female", "age": "60+", "consent": "given"}});
    std::fs::write(&file, new.to_string()).unwrap();
    let unnamed = string(&scene.office.done(&["case", "open", &shown(&file)])["id"]);
    let seen = scene.office.done(&["case", "show", &unnamed]);
    let person = string(&seen["survivors"][0]["person"]);
    let (_, list) = tienbo_support::insider::list(scene.folder());
    let kept = scene.keep();
    // With the register's public key, in a case officer's name: of a person who has no name yet, and papers.
    for (of, said) in [
        (
            &unnamed,
            json!({"persons": {person.clone(): {"name": "Người Bịa Đặt"}}}),
        ),
        (
            &unnamed,
            json!({"papers": {"account": "Diễn biến bịa đặt"}}),
        ),
        (
            &case,
            json!({"files": [{"name": "x.txt", "bytes": "eA=="}]}),
        ),
    ] {
        let key = string(&list["register_key"]);
        let sealed = seal::encrypt(said.to_string().as_bytes(), &[key]).unwrap();
        let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
        let sql = "INSERT INTO register_inbox (case_id, sealed, numbers, who, source)
                   VALUES (?1, ?2, '{}', ?3, 'workbook')";
        let row = rusqlite::params![of, sealed, OFFICER];
        recorder.database().execute(sql, row).unwrap();
        for user in [OFFICER, OFFICER] {
            let ran = ran_as(&scene, user, &["case", "reveal", of]);
            assert!(ran.stderr.contains("niêm phong"), "{ran:?}");
            for invented in ["Người Bịa Đặt", "Diễn biến bịa đặt", "x.txt"] {
                assert!(!ran.stdout.contains(invented), "{ran:?}");
            }
        }
        let verified = scene.office.run(&["verify"]).json();
        assert_eq!(verified["differing"], json!(["names"]), "{verified}");
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
}

#[test]
fn what_a_recorder_puts_into_the_queue_neither_stops_nor_delays_an_unlocking() {
    let scene = Scene::new();
    let ahead = json!({"found_on": "2999-09-23", "category": "domestic"});
    let survivor = json!({"sex": "female", "age": "60+"});
    begin(
        &scene,
        Some("no id"),
        "hoa",
        &json!({"case": {"case": ahead, "survivor": survivor}}),
    );
    let case = json!({"number": "778899", "found_on": "2024-09-23", "category": "domestic"});
    let survivor = json!({"person": "998877", "sex": "female", "age": "60+"});
    begin(
        &scene,
        Some("no id"),
        &"h".repeat(5_000),
        &json!({"case": {"case": case, "survivor": survivor}}),
    );
    let database = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE).database();
    let garbage = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO begun_cases (who, case_id, sealed)
        SELECT CAST(x'ff' AS TEXT), CAST(x'ff' AS TEXT), zeroblob(?2) FROM n";
    database.execute(garbage, [3, 3 << 20]).unwrap();
    database.execute(garbage, [5_000, 500]).unwrap();
    database
        .execute(
            "INSERT INTO sealed_facts (what, place, sealed)
             VALUES ('survivors', CAST(x'ff' AS TEXT), x'00'), (CAST(x'ff' AS TEXT), 'x', x'00')",
            [],
        )
        .unwrap();
    drop(database);
    let began = std::time::Instant::now();
    let ran = ran_as(&scene, OFFICER, &["case", "list"]);
    assert!(began.elapsed() < std::time::Duration::from_secs(60));
    assert_eq!((ran.code, &ran.json()["all"]), (0, &json!(2)), "{ran:?}");
    let log = store::audit_entries(scene.office.open().store()).unwrap();
    let told = log
        .iter()
        .filter(|entry| entry.action == "facts-unreadable");
    assert_eq!(told.count(), 100, "no more than is stated");
    // One that was begun by the program comes through, once a head has taken out what is none.
    for _ in 0..4 {
        let out = ["unreadable", "--take-out", "--reason", "rác"];
        scene.office.run(&out);
    }
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}
