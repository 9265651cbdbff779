//! What somebody at an office may do is what she can decrypt. Attacks by those who have a key of the
//! office, a copy of it from before, or its files, made with `age`, `minisign` and SQLCipher alone.

use age::secrecy::SecretString;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Instant;
use tienbo_core::model::Sha256;
use tienbo_core::package::{SigningKey, seal};
use tienbo_core::vault::{Office, Role, UserName, VaultError};
use tienbo_support::forge::{stored, unzipped};
pub use tienbo_support::insider::{Insider, database, list};
use tienbo_support::{
    COMMUNE, CliOffice, PASSPHRASE, USER, copy, earlier_office, enrolled, files, folder, made_once,
    open_as, run, shown, stands_in, stretched_less, string, tienbo, write_slot,
};
use unicode_normalization::UnicodeNormalization;

pub const RECORDER: &str = "hoa";
pub const OFFICER: &str = "mai";
const HEAD: &str = "lan";
pub const OTHERS_PASSPHRASE: &str = "chín con mèo trên mái nhà";

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// Writes a key file as `age -p` would.
pub fn put_slot(folder: &Path, user: &str, passphrase: &str, slot: &Value) {
    write_slot(
        folder,
        user,
        secret(passphrase),
        slot.to_string().as_bytes(),
    );
}

fn list_file(folder: &Path) -> PathBuf {
    folder.join("keys/office.json")
}

/// The keys of `office.db` and `register.db`, for who holds both.
pub fn database_keys(folder: &Path) -> ([u8; 32], [u8; 32]) {
    let insider = Insider::new(folder, USER, PASSPHRASE);
    let hex = insider.keys("data").unwrap()[0].clone();
    let bytes =
        (0..32).map(|index| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap());
    let data_key: Vec<u8> = bytes.collect();
    let sealed: Vec<u8> = insider
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let register_key = secret(&insider.keys("register").unwrap()[0]);
    let register = age::decrypt(&age::scrypt::Identity::new(register_key), &sealed).unwrap();
    (data_key.try_into().unwrap(), register.try_into().unwrap())
}

pub struct Scene {
    pub work: tempfile::TempDir,
    pub office: CliOffice,
    pub passphrase: PathBuf,
}

impl Scene {
    /// A commune with cases, a recorder and a second case officer.
    pub fn new() -> Self {
        let work = folder();
        made_once("cases and three users".to_owned(), work.path(), |path| {
            let office = CliOffice::new(path, COMMUNE);
            crate::register::open_full_case(&office, path);
            std::fs::write(path.join("others.txt"), OTHERS_PASSPHRASE).unwrap();
            for (user, roles) in [(RECORDER, "recorder"), (OFFICER, "recorder,case-officer")] {
                office.put_user(user, roles, OTHERS_PASSPHRASE);
            }
            // The first unlocking of each notes in her key file which list of holders she has seen.
            for user in [RECORDER, OFFICER] {
                open_as(&office.folder, user, OTHERS_PASSPHRASE);
                stretched_less(&office.folder, user, OTHERS_PASSPHRASE);
            }
        });
        Self {
            office: CliOffice::there(&work.path().join(COMMUNE), COMMUNE),
            passphrase: work.path().join("others.txt"),
            work,
        }
    }

    pub fn put(&self, user: &str, roles: &str, more: &[&str]) {
        let file = shown(&self.passphrase);
        let args = [
            "user",
            user,
            "--roles",
            roles,
            "--new-passphrase-file",
            &file,
        ];
        self.office.done(&[&args, more].concat());
        stretched_less(self.folder(), user, OTHERS_PASSPHRASE);
    }

    pub fn folder(&self) -> &Path {
        &self.office.folder
    }

    /// What a command of another user ends with: its code, and the id of its failure.
    pub fn as_user(&self, user: &str, args: &[&str]) -> (i32, Value) {
        let ran = self.office.as_user(user, &self.passphrase, args);
        let error = match ran.code {
            0 | 1 => Value::Null,
            _ => ran.json()["error"].clone(),
        };
        (ran.code, error)
    }

    pub fn fails(&self, args: &[&str], code: i32, error: &str) {
        let ran = self.office.run(args);
        assert_eq!(
            (ran.code, &ran.json()["error"]),
            (code, &json!(error)),
            "{ran:?}"
        );
    }

    /// Keeps the files as they are now.
    pub fn keep(&self) -> PathBuf {
        let kept = self.work.path().join("kept");
        copy(self.folder(), &kept);
        kept
    }

    fn put_back(&self, kept: &Path, file: &str) {
        std::fs::copy(kept.join(file), self.folder().join(file)).unwrap();
    }
}

#[test]
fn a_recorders_key_opens_no_key_but_her_own() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    assert!(recorder.keys("data").is_some());
    for key in ["facts", "register", "reading", "seal"] {
        assert_eq!(recorder.keys(key), None, "{key}");
    }
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    assert!(officer.keys("facts").is_some());
    assert!(officer.keys("register").is_some());
    for key in ["reading", "seal"] {
        assert_eq!(officer.keys(key), None, "{key}");
    }
    // Nor does the database that she opens hold one.
    let head = Insider::new(scene.folder(), USER, PASSPHRASE);
    let database = recorder.database();
    let plain = scene.work.path().join("plain.db");
    let sql = "ATTACH DATABASE ?1 AS plain KEY ''";
    database.execute(sql, [shown(&plain)]).unwrap();
    database
        .query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .unwrap();
    let dumped = std::fs::read(&plain).unwrap();
    for key in ["facts", "register", "reading", "seal"] {
        for secret in head.keys(key).unwrap() {
            let secret = secret.lines().last().unwrap().as_bytes();
            assert!(!stands_in(&dumped, secret), "{key}");
        }
    }
    assert!(stands_in(&dumped, b"VSTBPN.") || stands_in(&dumped, b"violenc"));
}

#[test]
fn a_receivers_key_opens_facts_and_what_is_sent_and_no_other() {
    let scene = Scene::new();
    scene.put("thu", "receiver", &[]);
    let receiver = Insider::new(scene.folder(), "thu", OTHERS_PASSPHRASE);
    for (key, opens) in [
        ("data", true),
        ("facts", true),
        ("reading", true),
        ("register", false),
        ("seal", false),
    ] {
        assert_eq!(receiver.keys(key).is_some(), opens, "{key}");
    }
}

#[test]
fn a_label_in_a_key_file_or_a_database_gives_no_right() {
    let scene = Scene::new();
    let mut slot = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE).slot;
    slot["roles"] = json!(["recorder", "case-officer", "receiver", "head"]);
    put_slot(scene.folder(), RECORDER, OTHERS_PASSPHRASE, &slot);
    let database = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE).database();
    database
        .execute(
            "INSERT OR REPLACE INTO users (name, roles) VALUES (?1, 'recorder case-officer head')",
            [RECORDER],
        )
        .unwrap();
    drop(database);
    let card = shown(&scene.work.path().join("card.tienbo"));
    for args in [
        vec!["card", "-o", &card],
        vec!["close", "2024", "--reason", "x"],
        vec!["user", OFFICER, "--remove"],
        vec!["case", "find", "chim"],
    ] {
        assert_eq!(
            scene.as_user(RECORDER, &args),
            (5, json!("vault-not-allowed"))
        );
    }
    // A key file as earlier programs wrote them, with the keys that she has, is none.
    let key = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE)
        .keys("data")
        .unwrap();
    let before = json!({"data_key": key[0], "register_key": null, "roles": ["recorder", "head"]});
    for user in [RECORDER, OFFICER, USER, "ma"] {
        put_slot(scene.folder(), user, OTHERS_PASSPHRASE, &before);
        assert_eq!(
            scene.as_user(user, &["verify"]),
            (3, json!("vault-old-slot")),
            "{user}"
        );
    }
}

#[test]
fn a_list_of_holders_that_the_office_did_not_sign_opens_nothing() {
    let scene = Scene::new();
    let kept = scene.keep();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let (file, mut forged) = list(scene.folder());
    for user in forged["users"].as_array_mut().unwrap() {
        if user["name"] == RECORDER {
            user["roles"] = json!(["recorder", "head"]);
        }
    }
    // Changed, with the signature that was there.
    let write = |file: &Value| std::fs::write(list_file(scene.folder()), file.to_string()).unwrap();
    let mut changed = file.clone();
    changed["list"] = forged.to_string().into();
    write(&changed);
    scene.fails(&["verify"], 3, "vault-bad-key-list");
    // Signed by a key of her own, which the list names.
    let own = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let own = SigningKey::from_box(&own.sk.to_box(None).unwrap().into_string()).unwrap();
    forged["office_key"] = own.public().into();
    let text = forged.to_string();
    let signed = own.sign(text.as_bytes(), "tienbo key list").unwrap();
    write(&json!({"list": text, "signature": signed, "successions": []}));
    scene.fails(&["verify"], 3, "vault-foreign-key-list");
    // With the word of a key that is not the office's, whatever key it says to be.
    let word = own.sign(
        format!("{COMMUNE}\n{}\n", own.public()).as_bytes(),
        "tienbo key list successor",
    );
    let succession = json!({"key": file["list"].as_str().and_then(|l| serde_json::from_str::<Value>(l).ok())
        .unwrap()["office_key"], "signature": word.unwrap()});
    write(&json!({"list": text, "signature": signed, "successions": [succession]}));
    scene.fails(&["verify"], 3, "vault-foreign-key-list");
    // An earlier list of the office's own; none; a hash in the database does not help either.
    drop(recorder);
    scene.put_back(&kept, "keys/office.json");
    scene.put("thu", "recorder", &[]);
    scene.put_back(&kept, "keys/office.json");
    scene.fails(&["verify"], 3, "vault-old-key-list");
    std::fs::remove_file(list_file(scene.folder())).unwrap();
    scene.fails(&["verify"], 3, "vault-bad-key-list");
}

/// What the database can be made to say of a list: that it is in force, that it is being put in force, both,
/// or that there is none.
const SAID_OF_LIST: [&str; 6] = [
    "UPDATE office SET key_list = ?1",
    "UPDATE office SET key_list = ?1, next_key_list = NULL",
    "UPDATE office SET key_list = ?1, next_key_list = ?1",
    "UPDATE office SET next_key_list = ?1",
    "UPDATE office SET key_list = NULL, next_key_list = ?1",
    "UPDATE office SET key_list = NULL, next_key_list = NULL WHERE ?1 IS NOT NULL",
];

/// Puts a list in the place of the one in force, and says in the database that it is.
fn put_list(scene: &Scene, file: &[u8]) {
    std::fs::write(list_file(scene.folder()), file).unwrap();
    let hash = Sha256::of(file);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    recorder
        .database()
        .execute(SAID_OF_LIST[0], [hash.as_str()])
        .unwrap();
}

/// Puts a list in the place of the one in force, and says of it in the database what can be said: everybody is
/// refused all the same.
fn is_refused(scene: &Scene, file: &[u8], error: &str) {
    let kept = scene.work.path().join("before-list");
    copy(scene.folder(), &kept);
    for said in SAID_OF_LIST {
        std::fs::write(list_file(scene.folder()), file).unwrap();
        let hash = Sha256::of(file);
        let data_key = Insider::new(&kept, RECORDER, OTHERS_PASSPHRASE)
            .keys("data")
            .unwrap();
        database(&scene.folder().join("office.db"), &data_key[0])
            .execute(said, [hash.as_str()])
            .unwrap();
        let refused = (3, json!(error));
        assert_eq!(scene.as_user(OFFICER, &["verify"]), refused, "{said}");
        assert_eq!(scene.as_user(RECORDER, &["verify"]), refused, "{said}");
        scene.fails(&["verify"], 3, error);
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&kept, scene.folder());
    }
    std::fs::remove_dir_all(&kept).unwrap();
}

#[test]
fn an_earlier_list_of_holders_is_not_in_force_whatever_the_database_says() {
    let scene = Scene::new();
    let kept = std::fs::read(list_file(scene.folder())).unwrap();
    scene.put("thu", "recorder", &[]);
    for user in [OFFICER, RECORDER] {
        assert_eq!(scene.as_user(user, &["list", "issued_documents"]).0, 0);
    }
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    is_refused(&scene, &kept, "vault-old-key-list");
    // Nor is what the database says of the present one anything to go by: it is in force, or none is.
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let other = "0".repeat(64);
    let sql = "UPDATE office SET key_list = ?1, next_key_list = ?1";
    recorder.database().execute(sql, [&other]).unwrap();
    scene.fails(&["verify"], 3, "vault-old-key-list");
    let sql = "UPDATE office SET key_list = NULL, next_key_list = NULL";
    recorder.database().execute_batch(sql).unwrap();
    scene.fails(&["verify"], 3, "vault-old-key-list");
}

#[test]
fn a_list_signed_with_a_former_signing_key_opens_nothing() {
    let scene = Scene::new();
    scene.put("ha", "recorder,head", &[]);
    let former = Insider::new(scene.folder(), "ha", OTHERS_PASSPHRASE)
        .keys("seal")
        .unwrap()[0]
        .clone();
    scene.office.done(&["user", "ha", "--remove"]);
    let head = Insider::new(scene.folder(), USER, PASSPHRASE);
    let present = head.keys("seal").unwrap();
    assert_ne!(present[0], former);
    assert_eq!(present[1], former, "it introduces the new one");
    for user in [OFFICER, RECORDER] {
        assert_eq!(scene.as_user(user, &["list", "issued_documents"]).0, 0);
    }
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    let (_, mut forged) = list(scene.folder());
    let present = SigningKey::from_box(&present[0]).unwrap().public();
    let former = SigningKey::from_box(&former).unwrap();
    forged["office_key"] = former.public().into();
    forged["generation"] = json!(1000);
    let text = forged.to_string();
    let signed = former.sign(text.as_bytes(), "tienbo key list").unwrap();
    let word = former.sign(
        format!("{COMMUNE}\n{}\n", former.public()).as_bytes(),
        "tienbo key list successor",
    );
    let word = json!({"key": present, "signature": word.unwrap()});
    for successions in [json!([]), json!([word])] {
        let file = json!({"list": text, "signature": signed, "successions": successions});
        is_refused(
            &scene,
            file.to_string().as_bytes(),
            "vault-foreign-key-list",
        );
    }
}

#[test]
fn what_is_sent_to_the_office_since_is_not_read_by_a_receiver_who_left() {
    let scene = Scene::new();
    scene.put("thu", "recorder,receiver", &[]);
    let former = Insider::new(scene.folder(), "thu", OTHERS_PASSPHRASE)
        .keys("reading")
        .unwrap()[0]
        .clone();
    let signing = Insider::new(scene.folder(), USER, PASSPHRASE)
        .keys("seal")
        .unwrap();
    let args = ["user", "thu", "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    let head = Insider::new(scene.folder(), USER, PASSPHRASE);
    assert_eq!(head.keys("seal").unwrap(), signing, "she signed nothing");
    let reading = head.keys("reading").unwrap();
    assert_eq!(reading[1], former, "what came before is still opened");
    let (_, list) = list(scene.folder());
    let sealed = seal::encrypt(b"new", &[string(&list["reading_key"])]).unwrap();
    assert!(seal::decrypt(&sealed, &former, 9).is_err());
    assert!(seal::decrypt(&sealed, &reading[0], 9).is_ok());
}

#[test]
fn who_was_removed_opens_nothing_written_since_with_any_file_of_before() {
    let scene = Scene::new();
    let kept = scene.keep();
    let before = Insider::new(&kept, OFFICER, OTHERS_PASSPHRASE);
    let old_data_key = before.keys("data").unwrap()[0].clone();
    let old_register_key = before.keys("register").unwrap()[0].clone();
    let removed = scene.office.done(&["user", OFFICER, "--remove"]);
    assert!(removed["told"].is_array(), "{removed}");
    assert_eq!(
        scene.as_user(OFFICER, &["verify"]),
        (3, json!("vault-no-user"))
    );
    // Her key file put back; with the list of before; with both and the register of before.
    scene.put_back(&kept, &format!("keys/{OFFICER}.age"));
    assert_eq!(
        scene.as_user(OFFICER, &["verify"]),
        (3, json!("vault-old-slot"))
    );
    let now = scene.work.path().join("now");
    copy(scene.folder(), &now);
    scene.put_back(&kept, "keys/office.json");
    assert_eq!(
        scene.as_user(OFFICER, &["verify"]),
        (3, json!("vault-foreign-database"))
    );
    // By hand: neither key opens either file, nor what is sealed to the register now.
    let opened = database(&now.join("office.db"), &old_data_key);
    assert!(
        opened
            .query_row("SELECT count(*) FROM audit", [], |_| Ok(()))
            .is_err()
    );
    let (_, register_key) = database_keys(&now);
    let (_, old_database_key) = database_keys(&kept);
    assert_ne!(register_key, old_database_key);
    let hex: String = old_database_key
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let opened = database(&now.join("register.db"), &hex);
    assert!(
        opened
            .query_row("SELECT count(*) FROM persons", [], |_| Ok(()))
            .is_err()
    );
    let (_, list) = list(&now);
    let sealed = seal::encrypt(b"new", &[string(&list["register_key"])]).unwrap();
    assert!(seal::decrypt(&sealed, &old_register_key, 9).is_err());
    // Those who stay were asked for nothing, and lost nothing.
    copy(&now.join("keys"), &scene.folder().join("keys"));
    assert_eq!(scene.as_user(RECORDER, &["verify"]).0, 0);
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    assert!(
        !scene
            .office
            .done(&["case", "find", "chim"])
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_role_taken_away_is_a_key_taken_away() {
    let scene = Scene::new();
    let kept = scene.keep();
    let officer = Insider::new(&kept, OFFICER, OTHERS_PASSPHRASE);
    let old = officer.keys("register").unwrap();
    let args = ["user", OFFICER, "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    assert_eq!(
        scene.as_user(OFFICER, &["case", "find", "chim"]),
        (5, json!("vault-not-allowed"))
    );
    let now = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    assert_eq!(now.keys("register"), None);
    let head = Insider::new(scene.folder(), USER, PASSPHRASE)
        .keys("register")
        .unwrap();
    assert_ne!(head[0], old[0]);
    // What others sealed to the former key is still opened by who has the role.
    assert_eq!(head[1], old[0]);
    let args = [
        "user",
        OFFICER,
        "--roles",
        "recorder,case-officer",
        "--keep-passphrase",
    ];
    scene.office.done(&args);
    assert_eq!(scene.as_user(OFFICER, &["case", "find", "chim"]).0, 0);
}

#[test]
fn a_passphrase_that_was_seen_and_an_old_sheet_open_nothing() {
    let work = folder();
    let sheet = work.path().join("sheet.txt");
    let office = CliOffice::init(work.path(), COMMUNE, &["--recovery-file", &shown(&sheet)]);
    let kept = work.path().join("kept");
    copy(&office.folder, &kept);
    let opened_by = |sheet: &Path| {
        let mut command = std::process::Command::new(tienbo_support::program("tienbo"));
        command.args([
            "--json",
            "--office",
            &shown(&office.folder),
            "--recovery-sheet",
        ]);
        command.args([&shown(sheet), "verify"]);
        run(&mut command)
    };
    let with_sheet = || opened_by(&sheet);
    assert_eq!(with_sheet().code, 0);
    let new = work.path().join("new.txt");
    office.done(&["recovery-sheet", "--recovery-file", &shown(&new)]);
    assert_eq!(with_sheet().code, 3);
    assert_eq!(opened_by(&new).code, 0);
    // Where it cannot be written it is told: the one before opens nothing.
    let nowhere = shown(&work.path().join("nowhere/new.txt"));
    let ran = office.run(&["recovery-sheet", "--recovery-file", &nowhere]);
    assert_ne!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("AGE-SECRET-KEY-1"));
    std::fs::write(&new, &ran.stderr).unwrap();
    assert_eq!(opened_by(&new).code, 0);
    std::fs::copy(
        kept.join("keys/recovery.age"),
        office.folder.join("keys/recovery.age"),
    )
    .unwrap();
    assert_eq!(with_sheet().json()["error"], "vault-old-slot");
    std::fs::copy(
        kept.join("keys/office.json"),
        office.folder.join("keys/office.json"),
    )
    .unwrap();
    assert_eq!(with_sheet().json()["error"], "vault-foreign-database");

    // A passphrase that somebody saw: the key file of before with it.
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    let slot = office.folder.join(format!("keys/{USER}.age"));
    let before = std::fs::read(&slot).unwrap();
    let new = work.path().join("new.txt");
    std::fs::write(&new, OTHERS_PASSPHRASE).unwrap();
    office.done(&[
        "passphrase",
        "--seen",
        "--new-passphrase-file",
        &shown(&new),
    ]);
    assert_eq!(
        office.run(&["verify"]).json()["error"],
        "vault-wrong-passphrase"
    );
    std::fs::write(&slot, before).unwrap();
    assert_eq!(office.run(&["verify"]).json()["error"], "vault-old-slot");
}

#[test]
fn wrong_passphrases_make_the_command_line_wait_as_the_window() {
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    let wrong = work.path().join("wrong.txt");
    std::fs::write(&wrong, OTHERS_PASSPHRASE).unwrap();
    let (path, wrong) = (shown(&office.folder), shown(&wrong));
    let tries = |user: &str| {
        let opening = ["--json", "--office", &path, "--passphrase-file", &wrong];
        let ran = tienbo(&[&opening[..], &["--user", user, "verify"]].concat());
        assert_eq!(ran.code, 3, "{ran:#?}");
        string(&ran.json()["error"])
    };
    for user in [USER, USER, "nobody"] {
        assert_ne!(tries(user), "vault-wait");
    }
    assert_eq!(tries(USER), "vault-wrong-passphrase");
    // Now even the right one waits, whoever tries it.
    assert_eq!(tries("nobody"), "vault-wait");
    let ran = office.run(&["verify"]);
    assert_eq!(
        (ran.code, ran.json()["error"].as_str()),
        (3, Some("vault-wait"))
    );
    assert!(ran.json()["sentence"].as_str().unwrap().contains("giây"));
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    office.done(&["verify"]);
    // A right one begins anew.
    assert_eq!(tries(USER), "vault-wrong-passphrase");
    office.done(&["verify"]);
}

/// How many wrong passphrases were counted since the last right one.
fn wrong_ones(folder: &Path) -> u64 {
    let Ok(kept) = std::fs::read(folder.join("attempts.json")) else {
        return 0;
    };
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    kept["wrong"].as_u64().unwrap()
}

/// Tries a passphrase in so many processes at once; gives the error of each.
fn tried_at_once(office: &CliOffice, passphrase: &Path, times: usize) -> Vec<String> {
    let tries = (0..times).map(|_| {
        let mut command = office.command(&["verify"]);
        command.arg("--passphrase-file").arg(passphrase);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(Stdio::null()).spawn().unwrap()
    });
    let tries: Vec<Child> = tries.collect();
    let ends = tries.into_iter().map(|tried| {
        let output = tried.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        string(&answer["error"])
    });
    ends.collect()
}

#[test]
fn wrong_passphrases_of_many_processes_at_once_are_all_counted_and_none_slips_by() {
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    let wrong = work.path().join("wrong.txt");
    std::fs::write(&wrong, OTHERS_PASSPHRASE).unwrap();
    let many = |told: &[String], error: &str| told.iter().filter(|of| *of == error).count();
    // Whoever is not told that hers was wrong was not tried: she waits, or another is being tried.
    let all_answered = |told: &[String]| {
        let known = ["vault-wrong-passphrase", "vault-wait", "vault-in-use"];
        assert!(told.iter().all(|of| known.contains(&&**of)), "{told:?}");
    };
    let began = Instant::now();
    let mut counted = 0;
    while counted < 4 {
        let told = tried_at_once(&office, &wrong, 12);
        all_answered(&told);
        counted += many(&told, "vault-wrong-passphrase");
        assert_eq!(wrong_ones(&office.folder), counted as u64);
    }
    // Beyond the fourth each had waited, 2, 4, 8 … seconds, of which the first may have begun.
    let waited: u64 = (1..=counted - 4).map(|wait| (1 << wait) - 1).sum();
    assert!(began.elapsed().as_secs() >= waited, "{counted}");
    // After so many a wait is long: of all at once a single one is tried, and then the right one waits too.
    let before = json!({"wrong": 9, "not_before": 0}).to_string();
    std::fs::write(office.folder.join("attempts.json"), before).unwrap();
    let told = tried_at_once(&office, &wrong, 12);
    all_answered(&told);
    assert_eq!(many(&told, "vault-wrong-passphrase"), 1, "{told:?}");
    assert_eq!(wrong_ones(&office.folder), 10);
    std::fs::write(&wrong, PASSPHRASE).unwrap();
    let told = tried_at_once(&office, &wrong, 4);
    all_answered(&told);
    assert!(many(&told, "vault-wait") > 0, "{told:?}");
    assert_eq!(wrong_ones(&office.folder), 10);
}

#[test]
fn a_register_of_ones_own_is_not_taken_for_the_offices() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let (_, list) = list(scene.folder());
    // With the data key alone: a database under a key of hers, sealed to the register's public key, as
    // earlier programs sealed it; or under a passphrase that she knows.
    let hers = [7_u8; 32];
    let boxes = [
        seal::encrypt(&hers, &[string(&list["register_key"])]).unwrap(),
        age::encrypt(&age::scrypt::Recipient::new(secret("x")), &hers).unwrap(),
    ];
    for sealed in boxes {
        for column in ["register_box", "next_register_box"] {
            let kept = scene.work.path().join(column);
            copy(scene.folder(), &kept);
            let sql = format!("UPDATE office SET {column} = ?1");
            recorder.database().execute(&sql, [&sealed]).unwrap();
            let path = scene.folder().join("register.db");
            std::fs::remove_file(&path).unwrap();
            let hex: String = hers.iter().map(|byte| format!("{byte:02x}")).collect();
            let own = database(&path, &hex);
            own.execute_batch("CREATE TABLE persons (person TEXT)")
                .unwrap();
            drop(own);
            scene.fails(&["case", "find", "chim"], 3, "vault-register-overwritten");
            std::fs::remove_dir_all(scene.folder()).unwrap();
            copy(&kept, scene.folder());
            std::fs::remove_dir_all(&kept).unwrap();
        }
    }
    // No box and no register at all is no new office.
    recorder
        .database()
        .execute("UPDATE office SET register_box = NULL", [])
        .unwrap();
    std::fs::remove_file(scene.folder().join("register.db")).unwrap();
    scene.fails(&["case", "find", "chim"], 3, "vault-register-overwritten");
}

#[test]
fn a_register_under_a_former_register_key_is_not_taken_for_the_offices() {
    let scene = Scene::new();
    let kept = scene.keep();
    // As she could open it while she was a case officer: she knows the key in this box.
    let hers: Vec<u8> = Insider::new(&kept, OFFICER, OTHERS_PASSPHRASE)
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let args = ["user", OFFICER, "--roles", "recorder", "--keep-passphrase"];
    scene.office.done(&args);
    let recorder = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    scene.put_back(&kept, "register.db");
    for column in ["next_register_box", "register_box"] {
        let sql = format!("UPDATE office SET register_changes = 0, {column} = ?1");
        recorder.database().execute(&sql, [&hers]).unwrap();
        scene.fails(&["case", "find", "chim"], 3, "vault-register-overwritten");
    }
    // She goes on recording, and a case officer has a way out.
    assert_eq!(scene.as_user(OFFICER, &["list", "issued_documents"]).0, 0);
    scene.office.done(&["register-lost"]);
    assert_eq!(scene.office.run(&["case", "find", "chim"]).code, 0);
    // Who gave it up is told to whoever verifies, and a sound one is given up by nobody.
    let said = scene.office.run(&["verify"]).json()["sentences"].to_string();
    assert!(said.contains("báo mất"), "{said}");
    scene.fails(&["register-lost"], 5, "vault-register-there");
}

#[test]
fn what_a_recorder_writes_over_of_the_registers_box_is_told_and_buries_no_names() {
    let scene = Scene::new();
    scene.put(HEAD, "case-officer", &[]);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let register = std::fs::read(scene.folder().join("register.db")).unwrap();
    for box_of in ["x'00'", "NULL"] {
        let sql = format!("UPDATE office SET register_box = {box_of}, next_register_box = NULL");
        recorder.database().execute(&sql, []).unwrap();
        // A case officer who is no head.
        for args in [&["list", "violence_cases"][..], &["register-lost"]] {
            let said = scene.as_user(HEAD, args);
            assert_eq!(said, (3, json!("vault-register-overwritten")), "{args:?}");
        }
    }
    let now = std::fs::read(scene.folder().join("register.db")).unwrap();
    assert!(now == register, "it lies where it lay");
}

#[test]
fn an_entry_sealed_to_another_key_is_told_and_taken_out() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let stranger = age::x25519::Identity::generate().to_public().to_string();
    let sealed = seal::encrypt(b"{}", &[stranger]).unwrap();
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    let sql = "INSERT INTO register_inbox (case_id, sealed, numbers) VALUES (?1, ?2, '{}')";
    for sealed in [&sealed[..], b"x"] {
        let row = rusqlite::params![case, sealed];
        recorder.database().execute(sql, row).unwrap();
    }
    // Whoever unlocks as a case officer is told.
    let ran = scene.office.run(&["list", "violence_cases"]);
    assert!(ran.stderr.contains("niêm phong"), "{}", ran.stderr);
    assert!(ran.stderr.contains("tienbo unreadable"), "{}", ran.stderr);
    let ran = scene.office.run(&["verify"]);
    assert_eq!(ran.code, 1);
    let places = json!(["register_inbox 1", "register_inbox 2"]);
    assert_eq!(ran.json()["unreadable"], places);
    assert_eq!(ran.json()["differing"], json!(["names"]));
    // What is wrong, since when, what can be done, and that it differs.
    assert_eq!(ran.json()["sentences"].as_array().unwrap().len(), 5);
    // A head takes it out, knowingly; who wrote it is to be found out all the same.
    let out = ["unreadable", "--take-out", "--reason", "không ai mở được"];
    assert_eq!(
        scene.as_user(OFFICER, &out),
        (5, json!("vault-not-allowed"))
    );
    scene.office.done(&out);
    assert_eq!(scene.office.done(&["unreadable"])["rows"], json!([]));
    scene.office.done(&["differing", "--take"]);
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}

/// `register.db`, opened with SQLCipher alone.
fn register(folder: &Path) -> rusqlite::Connection {
    let (_, key) = database_keys(folder);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    database(&folder.join("register.db"), &hex)
}

#[test]
fn a_register_that_names_more_or_fewer_than_it_should_is_told_by_who_verifies_and_backs_up() {
    let scene = Scene::new();
    scene.put(HEAD, "head", &[]);
    let backup = shown(&scene.work.path().join("luu.tienbo-backup"));
    let backed_up = |user: Option<&str>| {
        let file = shown(&scene.passphrase);
        let mut command = scene.office.command(&["backup", "-o", &backup]);
        if let Some(user) = user {
            command.args(["--user", user, "--passphrase-file", &file]);
        }
        let ran = run(&mut command);
        assert_eq!(ran.code, 0, "{ran:?}");
        (ran.json()["names"].clone(), ran.json()["differs"].clone())
    };
    let (names, differs) = backed_up(None);
    let named = names["counted"].as_i64().unwrap();
    assert!(named > 0 && names["noted"] == names["counted"] && differs == false);
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    // As far as the keys of each go.
    let of =
        |noted: Value, counted: Value| (json!({"noted": noted, "counted": counted}), json!(false));
    assert_eq!(backed_up(Some(OFFICER)), of(json!(named), json!(named)));
    assert_eq!(backed_up(Some(HEAD)), of(json!(named), Value::Null));
    assert_eq!(backed_up(Some(RECORDER)), of(Value::Null, Value::Null));

    let kept = scene.keep();
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    let take_out =
        "DELETE FROM names; DELETE FROM persons WHERE id = (SELECT min(id) FROM persons)";
    let add = "INSERT INTO persons (person, identity) VALUES ('1', '{}'), ('2', '{}')";
    for (statements, counted) in [(take_out, named - 1), (add, named + 2)] {
        register(scene.folder()).execute_batch(statements).unwrap();
        let ran = scene.office.run(&["verify"]);
        let names = json!({"noted": named, "counted": counted});
        assert_eq!((ran.code, &ran.json()["names"]), (1, &names), "{ran:?}");
        assert_eq!(ran.json()["differing"], json!(["register"]));
        assert_eq!(backed_up(None), (names, json!(true)));
        // Nothing leaves, and what is changed since makes nothing right.
        scene.office.done(&["case", "reveal", &case]);
        scene.fails(&["card", "-o", &backup], 5, "store-differing");
        scene.put_back(&kept, "register.db");
        scene.put_back(&kept, "office.db");
    }

    // An earlier one that says that it was changed as often as the present one.
    let persons = scene.office.done(&["case", "show", &case]);
    let person = string(&persons["survivors"][0]["person"]);
    let none = scene.work.path().join("none.json");
    std::fs::write(&none, "{}").unwrap();
    scene
        .office
        .done(&["case", "name", &case, &person, &shown(&none)]);
    let changes = register(scene.folder())
        .query_row("SELECT changes FROM state", [], |row| row.get::<_, i64>(0))
        .unwrap();
    scene.put_back(&kept, "register.db");
    register(scene.folder())
        .execute("UPDATE state SET changes = ?1", [changes])
        .unwrap();
    let ran = scene.office.run(&["verify"]);
    let names = json!({"noted": named - 1, "counted": named});
    assert_eq!((ran.code, &ran.json()["names"]), (1, &names), "{ran:?}");
}

#[test]
fn a_register_that_is_gone_empty_old_or_anothers_is_an_error_with_a_way_out() {
    let scene = Scene::new();
    scene.put(HEAD, "head", &[]);
    let kept = scene.keep();
    let path = scene.folder().join("register.db");
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    // Something is shown, which counts as a change: the copy is older now, under the same key.
    scene.office.done(&["case", "reveal", &case]);
    scene.put_back(&kept, "register.db");
    scene.fails(&["case", "reveal", &case], 3, "vault-foreign-register");
    // A recorder goes on.
    assert_eq!(scene.as_user(RECORDER, &["list", "issued_documents"]).0, 0);
    let other = folder();
    let other = CliOffice::new(other.path(), tienbo_support::OTHER_COMMUNE);
    std::fs::copy(other.folder.join("register.db"), &path).unwrap();
    scene.fails(&["case", "reveal", &case], 3, "vault-foreign-register");
    std::fs::write(&path, "").unwrap();
    scene.fails(&["case", "reveal", &case], 3, "vault-register-lost");
    std::fs::remove_file(&path).unwrap();
    scene.fails(&["verify"], 3, "vault-register-lost");
    assert!(!path.exists(), "none is made in silence");
    // Who cannot open it is told too, and makes no backup that is none.
    for who in [RECORDER, HEAD] {
        assert_eq!(
            scene.as_user(who, &["verify"]),
            (3, json!("vault-register-lost"))
        );
        let backup = scene.work.path().join("none.tienbo-backup");
        assert_eq!(
            scene.as_user(who, &["backup", "-o", &shown(&backup)]),
            (3, json!("vault-register-lost"))
        );
        assert!(!backup.exists());
    }
    // Who is no case officer cannot give it up.
    assert_eq!(
        scene.as_user(RECORDER, &["register-lost"]),
        (5, json!("vault-not-allowed"))
    );
    std::fs::copy(other.folder.join("register.db"), &path).unwrap();
    scene.office.done(&["register-lost"]);
    let verified = scene.office.done(&["verify"]);
    assert_eq!(verified["fine"], true);
    let log = scene.office.open();
    let entries = tienbo_core::store::audit_entries(log.store()).unwrap();
    assert!(
        entries
            .iter()
            .any(|entry| entry.action == "register-given-up")
    );
    drop(log);
    let lost = files(scene.folder()).into_iter();
    let lost = lost.filter(|file| shown(file).contains("register.lost-"));
    assert_eq!(lost.count(), 1, "what lay there is kept");
}

#[test]
fn a_lost_register_can_be_begun_anew_with_the_recovery_sheet() {
    let work = folder();
    let sheet = work.path().join("sheet.txt");
    let office = CliOffice::init(work.path(), COMMUNE, &["--recovery-file", &shown(&sheet)]);
    std::fs::remove_file(office.folder.join("register.db")).unwrap();
    let with_sheet = |command: &str| {
        let (folder, sheet) = (shown(&office.folder), shown(&sheet));
        let options = ["--json", "--office", &folder, "--recovery-sheet", &sheet];
        tienbo_support::tienbo(&[&options[..], &[command]].concat())
    };
    let ran = with_sheet("verify");
    assert_eq!(ran.json()["error"], "vault-register-lost", "{ran:#?}");
    // Nobody is asked for a passphrase that she has forgotten.
    let ran = with_sheet("register-lost");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(office.done(&["verify"])["fine"], true);
}

/// A backup of these entries, each with the sum that belongs to it.
fn write_backup(to: &Path, entries: &[(String, Vec<u8>)]) {
    let entries = entries.iter();
    let entries: Vec<(&str, &[u8])> = entries
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    std::fs::write(to, stored(&entries)).unwrap();
}

/// How somebody alters the files of a backup.
type Alter = Box<dyn Fn(&mut Vec<(String, Vec<u8>)>)>;

/// A bit of a file turned over, so many quarters from its beginning.
fn bit_turned(name: &'static str, quarters: usize) -> Alter {
    Box::new(move |entries| {
        let (_, bytes) = entries.iter_mut().find(|(of, _)| of == name).unwrap();
        let place = (bytes.len() - 1) * quarters / 4;
        bytes[place] ^= 1;
    })
}

/// All files left out whose names begin so.
fn left_out(name: &'static str) -> Alter {
    Box::new(move |entries| {
        let before = entries.len();
        entries.retain(|(of, _)| !of.starts_with(name));
        assert!(entries.len() < before, "{name}");
    })
}

/// Whatever somebody alters in a backup who has no key: it is not restored, or told by the next who unlocks and
/// verifies.
#[test]
fn an_altered_backup_is_not_restored_or_is_told() {
    let work = folder();
    let ([commune], province) = enrolled(work.path(), [COMMUNE]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.da-nhan");
    assert_eq!(province.done(&["verify"])["fine"], true);
    let backup = work.path().join("luu.tienbo-backup");
    province.done(&["backup", "-o", &shown(&backup)]);
    let honest = unzipped(&std::fs::read(&backup).unwrap());
    let altered = work.path().join("sua.tienbo-backup");
    let put = |alter: &Alter| {
        let mut entries = honest.clone();
        alter(&mut entries);
        write_backup(&altered, &entries);
        province.run(&["restore", &shown(&altered)])
    };

    // Another role for a user; not what was signed; nothing that can be read.
    let other_role: Alter = Box::new(|entries| {
        let (_, bytes) = entries
            .iter_mut()
            .find(|(name, _)| name == "keys/office.json")
            .unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains("receiver"));
        *bytes = text.replace("receiver", "recorder").into_bytes();
    });
    let list = "keys/office.json";
    for alter in [other_role, bit_turned(list, 2), bit_turned(list, 0)] {
        let ran = put(&alter);
        let said = ran.json();
        assert_eq!((ran.code, &said["error"]), (4, &json!("vault-bad-backup")));
        assert!(
            string(&said["sentence"]).contains("bị sửa"),
            "{}",
            said["sentence"]
        );
        assert_eq!(province.done(&["verify"])["fine"], true);
    }

    let package: Alter = Box::new(|entries| {
        let package = |(name, _): &&mut (String, Vec<u8>)| name.starts_with("packages/");
        entries.iter_mut().find(package).unwrap().1[9] ^= 1;
    });
    for (what, alter) in [
        ("office.db", bit_turned("office.db", 0)),
        ("office.db", bit_turned("office.db", 1)),
        ("office.db", bit_turned("office.db", 4)),
        ("register.db", bit_turned("register.db", 0)),
        ("register.db", bit_turned("register.db", 3)),
        ("list", left_out("keys/office.json")),
        ("sheet", left_out("keys/recovery.age")),
        ("packages", left_out("packages/")),
        ("package", package),
    ] {
        let ran = put(&alter);
        assert_eq!(ran.code, 0, "{what}: {ran:#?}");
        let ran = province.run(&["verify"]);
        assert_ne!(ran.code, 0, "{what}: {ran:#?}");
    }
    province.done(&["restore", &shown(&backup)]);
    assert_eq!(province.done(&["verify"])["fine"], true);
}

#[test]
fn a_backup_without_the_register_is_not_restored() {
    let scene = Scene::new();
    let backup = scene.work.path().join("luu.tienbo-backup");
    scene.office.done(&["backup", "-o", &shown(&backup)]);
    let without = scene.work.path().join("thieu.tienbo-backup");
    let mut entries = unzipped(&std::fs::read(&backup).unwrap());
    entries.retain(|(name, _)| name != "register.db");
    write_backup(&without, &entries);
    scene.fails(&["restore", &shown(&without)], 4, "vault-bad-backup");
    scene.office.done(&["restore", &shown(&backup)]);
    assert!(
        !scene
            .office
            .done(&["case", "find", "chim"])
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_was_erased_does_not_come_back_with_an_old_register() {
    let scene = Scene::new();
    let kept = scene.keep();
    let person = string(&scene.office.done(&["list", "survivors"])[0]["person"]);
    scene
        .office
        .done(&["case", "erase", &person, "--reason", "her-wish"]);
    let (_, now) = database_keys(scene.folder());
    let (_, before) = database_keys(&kept);
    assert_ne!(now, before);
    scene.put_back(&kept, "register.db");
    scene.fails(&["case", "find", "chim"], 3, "vault-foreign-register");
    // Nor with what the database said then of its key.
    let sealed: Vec<u8> = Insider::new(&kept, USER, PASSPHRASE)
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let changes: i64 = recorder
        .database()
        .query_row("SELECT register_changes FROM office", [], |row| row.get(0))
        .unwrap();
    assert!(changes > 0);
    recorder
        .database()
        .execute("UPDATE office SET register_box = ?1", [sealed])
        .unwrap();
    scene.fails(&["case", "find", "chim"], 3, "vault-register-overwritten");
}

/// Erases the survivor of the scene's case, by some user.
fn erase(scene: &Scene, user: &str) -> Value {
    let person = string(&scene.office.done(&["list", "survivors"])[0]["person"]);
    let mut command = scene
        .office
        .command(&["case", "erase", &person, "--reason", "her-wish"]);
    if user != USER {
        let file = shown(&scene.passphrase);
        command.args(["--user", user, "--passphrase-file", &file]);
    }
    let ran = run(&mut command);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.json()
}

#[test]
fn an_erasure_changes_the_registers_keys_and_a_former_one_opens_nothing_since() {
    let scene = Scene::new();
    let kept = scene.keep();
    let before = Insider::new(&kept, OFFICER, OTHERS_PASSPHRASE);
    let former = before.keys("register").unwrap();
    let (_, old_list) = list(&kept);
    erase(&scene, USER);
    let now = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let present = now.keys("register").unwrap();
    assert_ne!(present[0], former[0]);
    // What others sealed to the former key is still opened by who has the role.
    assert_eq!(present[1..], former[..]);
    let (_, list) = list(scene.folder());
    assert_ne!(list["register_key"], old_list["register_key"]);
    assert!(list["generation"].as_u64() > old_list["generation"].as_u64());
    assert_eq!(list["changing"], json!([]));
    let sealed = seal::encrypt(b"new", &[string(&list["register_key"])]).unwrap();
    assert!(seal::decrypt(&sealed, &former[0], 9).is_err());
    assert!(seal::decrypt(&sealed, &present[0], 9).is_ok());
    // The former key opens no box that is here, and no box of before is the office's.
    let sealed: Vec<u8> = now
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let by_former = age::scrypt::Identity::new(secret(&former[0]));
    assert!(age::decrypt(&by_former, &sealed).is_err());
    let old_box: Vec<u8> = before
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    scene.put_back(&kept, "register.db");
    for column in ["next_register_box", "register_box"] {
        let sql = format!("UPDATE office SET register_changes = 0, {column} = ?1");
        now.database().execute(&sql, [&old_box]).unwrap();
        scene.fails(&["case", "find", "chim"], 3, "vault-register-overwritten");
    }
    // With the list and the key file of before, it is told as what it is.
    scene.put_back(&kept, "keys/office.json");
    scene.put_back(&kept, &format!("keys/{OFFICER}.age"));
    let refused = (3, json!("vault-old-key-list"));
    assert_eq!(scene.as_user(OFFICER, &["case", "find", "chim"]), refused);
}

#[test]
fn an_erasure_by_who_is_no_head_is_finished_by_a_head_who_is_a_case_officer() {
    let scene = Scene::new();
    scene.put(HEAD, "recorder,head", &[]);
    let (_, before) = database_keys(scene.folder());
    let key = || {
        Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE)
            .keys("register")
            .unwrap()
    };
    let former = key();
    let erased = erase(&scene, OFFICER);
    // The database has another key at once; the register key is told to wait, and for whom.
    let told = string(&erased["told"][0]);
    assert!(told.contains(USER) && !told.contains(HEAD), "{told}");
    let (_, after) = database_keys(scene.folder());
    assert_ne!(before, after);
    assert_eq!(key(), former);
    let mut command = scene.office.command(&["case", "due"]);
    command.args([
        "--user",
        OFFICER,
        "--passphrase-file",
        &shown(&scene.passphrase),
    ]);
    assert!(run(&mut command).stderr.contains(&told));
    // A head who is none cannot finish it, who is both does with her next unlocking.
    assert_eq!(scene.as_user(HEAD, &["verify"]).0, 0);
    assert_eq!(key(), former);
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
    assert_ne!(key()[0], former[0]);
    assert!(!run(&mut command).stderr.contains(&told));
    assert_eq!(scene.office.done(&["case", "find", "chim"]), json!([]));
}

#[test]
fn nobody_is_erased_by_a_row_that_anybody_could_write() {
    let scene = Scene::new();
    let person = string(&scene.office.done(&["list", "survivors"])[0]["person"]);
    let names = scene.office.done(&["case", "find", "chim"]);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    recorder
        .database()
        .execute(
            "INSERT INTO erasures (at, who, person, reason, cases, done)
             VALUES ('2024-01-01T00:00:00+07:00', 'mai', ?1, 'her-wish', 1, 0)",
            [&person],
        )
        .unwrap();
    let erasures = scene.office.done(&["case", "erasures"]);
    assert_eq!(erasures[0]["done"], false, "it is told as not done");
    assert_eq!(scene.office.done(&["case", "find", "chim"]), names);
    assert!(!names.as_array().unwrap().is_empty());
}

#[test]
fn a_head_who_gives_up_a_role_leaves_no_change_of_keys_behind() {
    let scene = Scene::new();
    scene.put(HEAD, "recorder,receiver,head", &[]);
    let (_, before) = database_keys(scene.folder());
    let officer = || Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    let former = officer().keys("register").unwrap();
    let roles = "recorder,receiver,head";
    let args = ["user", USER, "--keep-passphrase", "--roles", roles];
    scene.office.done(&args);
    let (_, list_now) = list(scene.folder());
    assert_eq!(list_now["changing"], json!([]));
    let present = officer().keys("register").unwrap();
    assert_ne!(present[0], former[0]);
    assert_eq!(
        Insider::new(scene.folder(), USER, PASSPHRASE).keys("register"),
        None
    );
    let sealed: Vec<u8> = officer()
        .database()
        .query_row("SELECT register_box FROM office", [], |row| row.get(0))
        .unwrap();
    let identity = age::scrypt::Identity::new(secret(&present[0]));
    let after = age::decrypt(&identity, &sealed).unwrap();
    assert_ne!(after, before);
    assert_eq!(scene.as_user(OFFICER, &["case", "find", "chim"]).0, 0);
    scene.fails(&["case", "find", "chim"], 5, "vault-not-allowed");
    // The same for the role of head: the database is under the new key at once.
    let data = officer().keys("data").unwrap();
    let args = ["user", USER, "--keep-passphrase", "--roles", "recorder"];
    scene.office.done(&args);
    assert_eq!(list(scene.folder()).1["changing"], json!([]));
    assert_ne!(officer().keys("data").unwrap(), data);
    assert_eq!(officer().keys("data").unwrap().len(), 1);
    assert_eq!(scene.as_user(OFFICER, &["case", "find", "chim"]).0, 0);
}

#[test]
fn who_makes_a_list_and_who_is_new_believe_no_earlier_one_from_that_moment_on() {
    let scene = Scene::new();
    let kept = std::fs::read(list_file(scene.folder())).unwrap();
    scene.put("thu", "recorder", &[]);
    let (_, now) = list(scene.folder());
    for (user, passphrase) in [(USER, PASSPHRASE), ("thu", OTHERS_PASSPHRASE)] {
        let slot = Insider::new(scene.folder(), user, passphrase).slot;
        assert_eq!(slot["generation"], now["generation"], "{user}");
        assert_eq!(slot["office_key"], now["office_key"], "{user}");
    }
    put_list(&scene, &kept);
    scene.fails(&["verify"], 3, "vault-old-key-list");
}

#[test]
fn who_follows_a_former_signing_key_is_told_until_she_unlocks() {
    let scene = Scene::new();
    scene.put(HEAD, "recorder,head", &[]);
    let removed = scene.office.done(&["user", HEAD, "--remove"]);
    let told: Vec<String> = removed["told"]
        .as_array()
        .unwrap()
        .iter()
        .map(string)
        .collect();
    assert!(
        told.iter().any(|said| said.contains("hoa, mai")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|said| said.contains("Tờ khôi phục")),
        "{told:?}"
    );
    assert_eq!(scene.as_user(RECORDER, &["list", "issued_documents"]).0, 0);
    let ran = scene.office.run(&["list", "issued_documents"]);
    assert!(ran.stderr.contains(": mai."), "{}", ran.stderr);
    // Who has a new key file follows the new key; a recorder is told nothing of it.
    scene.put(OFFICER, "recorder,case-officer", &["--replace"]);
    drop(scene.office.open().renew_recovery_sheet().unwrap());
    let ran = scene.office.run(&["list", "issued_documents"]);
    assert!(ran.stderr.contains(": hoa, mai."), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Tờ khôi phục"), "{}", ran.stderr);
    let mut command = scene.office.command(&["list", "issued_documents"]);
    command.args([
        "--user",
        RECORDER,
        "--passphrase-file",
        &shown(&scene.passphrase),
    ]);
    assert_eq!(run(&mut command).stderr, "");
}

#[test]
fn nobody_is_the_last_to_lose_a_role() {
    let scene = Scene::new();
    for roles in [
        "recorder,head,receiver",
        "recorder,case-officer",
        "recorder,case-officer,head",
    ] {
        let args = ["user", USER, "--keep-passphrase", "--roles", roles];
        let ran = scene.office.run(&args);
        if roles == "recorder,head,receiver" {
            // There is another case officer.
            assert_eq!(ran.code, 0, "{ran:?}");
            let back = "recorder,case-officer,receiver,head";
            // She cannot give herself a key back that she does not hold.
            scene.fails(
                &["user", USER, "--keep-passphrase", "--roles", back],
                5,
                "vault-not-allowed",
            );
            continue;
        }
        assert_eq!(ran.code, 5, "{ran:?}");
    }
    scene.fails(&["user", OFFICER, "--remove"], 5, "vault-last-with");
}

/// [`PASSPHRASE`] with its tones apart from its letters, as Windows' Vietnamese keyboard types it.
const TONES_APART: &str = "bô\u{301}n tư\u{300} dê\u{303} nhơ\u{301} ma\u{300} da\u{300}i";

#[test]
fn a_passphrase_is_the_same_however_its_letters_are_composed() {
    let decomposed: String = PASSPHRASE.nfd().collect();
    let spelt = [PASSPHRASE, &decomposed, TONES_APART];
    assert_ne!(decomposed, PASSPHRASE);
    assert_eq!(TONES_APART.nfc().collect::<String>(), PASSPHRASE);
    let scene = Scene::new();
    for (number, made) in spelt[..2].iter().enumerate() {
        let user = format!("moi-{number}");
        std::fs::write(&scene.passphrase, made).unwrap();
        let file = shown(&scene.passphrase);
        let put = ["user", &user, "--roles", "recorder"];
        scene
            .office
            .done(&[&put[..], &["--new-passphrase-file", &file]].concat());
        for typed in spelt.iter().filter(|typed| *typed != made) {
            std::fs::write(&scene.passphrase, typed).unwrap();
            let (code, _) = scene.as_user(&user, &["list", "issued_documents"]);
            assert_eq!(code, 0, "made {made:?}, typed {typed:?}");
        }
    }
}

#[test]
fn spaces_that_nobody_sees_make_no_other_passphrase() {
    let scene = Scene::new();
    let as_user = |typed: &str| {
        std::fs::write(&scene.passphrase, typed).unwrap();
        scene.as_user("moi", &["list", "issued_documents"]).0
    };
    std::fs::write(&scene.passphrase, "  bảy con  vịt vàng đều bơi ").unwrap();
    let file = shown(&scene.passphrase);
    let put = ["user", "moi", "--roles", "recorder"];
    scene
        .office
        .done(&[&put[..], &["--new-passphrase-file", &file]].concat());
    for typed in [
        "bảy con vịt vàng đều bơi",
        " bảy con vịt\u{a0}vàng  đều bơi  ",
    ] {
        assert_eq!(as_user(typed), 0, "{typed:?}");
    }
    assert_eq!(as_user("bảycon vịt vàng đều bơi"), 3);
    // The program before stretched spaces as they were typed.
    let folder = &scene.office.folder;
    let slot = Insider::new(folder, USER, PASSPHRASE).slot;
    put_slot(folder, USER, "bảy con  vịt ", &slot);
    std::fs::write(&scene.passphrase, "bảy con  vịt ").unwrap();
    let (code, _) = scene.as_user(USER, &["list", "issued_documents"]);
    assert_eq!(code, 0);
}

#[test]
fn a_key_file_of_an_earlier_program_opens_however_its_letters_were_composed() {
    let decomposed: String = PASSPHRASE.nfd().collect();
    // An earlier program stretched what was typed as it was typed.
    for (before, typed) in [
        (&*decomposed, PASSPHRASE),
        (TONES_APART, PASSPHRASE),
        (TONES_APART, &decomposed),
        (PASSPHRASE, TONES_APART),
    ] {
        let work = folder();
        let office = earlier_office(work.path());
        let slot = Insider::new(&office.folder, USER, PASSPHRASE).slot;
        put_slot(&office.folder, USER, before, &slot);
        let passphrase = work.path().join("typed.txt");
        let verify = |text: &str| {
            std::fs::write(&passphrase, text).unwrap();
            let mut command = office.command(&["verify"]);
            run(command.arg("--passphrase-file").arg(&passphrase)).code
        };
        // In however many spellings it is tried, a wrong one is one.
        assert_eq!(verify(OTHERS_PASSPHRASE), 3);
        assert_eq!(wrong_ones(&office.folder), 1);
        assert_eq!(verify(typed), 0, "stretched {before:?}, typed {typed:?}");
        assert_eq!(wrong_ones(&office.folder), 0);
    }
}

#[test]
fn a_passphrase_that_is_easily_guessed_is_refused() {
    let scene = Scene::new();
    let weak = scene.work.path().join("weak.txt");
    for passphrase in [
        "1234567890",
        "qwertyuiop",
        "hoahoahoahoa",
        "password2024",
        "tienbo2024",
    ] {
        std::fs::write(&weak, passphrase).unwrap();
        let file = shown(&weak);
        for args in [
            vec!["passphrase", "--new-passphrase-file", &file],
            vec![
                "user",
                "moi",
                "--roles",
                "recorder",
                "--new-passphrase-file",
                &file,
            ],
        ] {
            scene.fails(&args, 4, "vault-weak-passphrase");
        }
    }
}

/// An office of an earlier program: its head; a recorder who has labelled herself head, in her key file and in the
/// database; a case officer; another recorder.
struct EarlierOffice {
    work: tempfile::TempDir,
    place: PathBuf,
    /// What the head's key file holds.
    slot: Value,
    data_key: String,
    /// The office's keys, which lay in its database.
    signing: String,
    reading: String,
}

const OTHER_RECORDER: &str = "thu";

impl EarlierOffice {
    fn new() -> Self {
        let work = folder();
        let place = earlier_office(work.path()).folder;
        let slot = Insider::new(&place, USER, PASSPHRASE).slot;
        let data_key = string(&slot["data_key"]);
        let opened = database(&place.join("office.db"), &data_key);
        let [signing, reading]: [String; 2] = opened
            .query_row("SELECT signing_key, reading_key FROM office", [], |row| {
                Ok([row.get(0)?, row.get(1)?])
            })
            .unwrap();
        for (user, roles) in [
            (RECORDER, "recorder case-officer head"),
            (OFFICER, "recorder case-officer"),
            (OTHER_RECORDER, "recorder"),
        ] {
            let sql = "INSERT OR REPLACE INTO users (name, roles) VALUES (?1, ?2)";
            opened.execute(sql, [user, roles]).unwrap();
        }
        drop(opened);
        let earlier = Self {
            work,
            place,
            slot,
            data_key,
            signing,
            reading,
        };
        let label = json!(["recorder", "case-officer", "head"]);
        earlier.put_slot(RECORDER, label, Value::Null);
        earlier.put_officers_slot();
        earlier.put_slot(OTHER_RECORDER, json!(["recorder"]), Value::Null);
        earlier
    }

    fn put_slot(&self, user: &str, roles: Value, register_key: Value) {
        let data_key = &self.data_key;
        let slot = json!({"data_key": data_key, "register_key": register_key, "roles": roles});
        put_slot(&self.place, user, OTHERS_PASSPHRASE, &slot);
    }

    fn put_officers_slot(&self) {
        let key = self.slot["register_key"].clone();
        self.put_slot(OFFICER, json!(["recorder", "case-officer"]), key);
    }

    fn passphrase(user: &str) -> &'static str {
        match user == USER {
            true => PASSPHRASE,
            false => OTHERS_PASSPHRASE,
        }
    }

    fn open(&self, user: &str) -> Office {
        open_as(&self.place, user, Self::passphrase(user))
    }

    fn insider(&self, user: &str) -> Insider<'_> {
        Insider::new(&self.place, user, Self::passphrase(user))
    }

    /// The roles of the recorder, of the case officer and of the other recorder.
    fn roles(&self) -> [Vec<Role>; 3] {
        [RECORDER, OFFICER, OTHER_RECORDER].map(|user| self.open(user).roles().to_vec())
    }

    /// The roles for which they hold keys.
    fn held() -> [Vec<Role>; 3] {
        [
            vec![Role::Recorder],
            vec![Role::Recorder, Role::CaseOfficer],
            vec![Role::Recorder],
        ]
    }

    /// Has the head open it, and those whom she did not admit at once, and again.
    fn admit_all(&self) {
        drop(self.open(USER));
        self.roles();
        drop(self.open(USER));
    }
}

#[test]
fn at_an_office_of_an_earlier_program_nobody_has_roles_without_their_keys() {
    let earlier = EarlierOffice::new();
    assert_eq!(earlier.roles(), EarlierOffice::held());
    assert!(!list_file(&earlier.place).exists());
    let card = earlier.work.path().join("card.tienbo");
    assert!(earlier.open(RECORDER).write_card(&card).is_err());
}

#[test]
fn keys_of_an_office_of_an_earlier_program_leave_its_database_when_a_head_opens_it() {
    let earlier = EarlierOffice::new();
    assert_eq!(earlier.open(USER).roles(), Role::ALL);
    let public = earlier.open(USER).signing_public_key().to_owned();
    let signing = SigningKey::from_box(&earlier.signing).unwrap();
    assert_eq!(signing.public(), public);
    let opened = database(&earlier.place.join("office.db"), &earlier.data_key);
    let plain = earlier.work.path().join("plain.db");
    opened
        .execute("ATTACH DATABASE ?1 AS plain KEY ''", [shown(&plain)])
        .unwrap();
    opened
        .query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .unwrap();
    drop(opened);
    let dumped = std::fs::read(&plain).unwrap();
    for secret in [earlier.signing.lines().last().unwrap(), &earlier.reading] {
        assert!(!stands_in(&dumped, secret.as_bytes()));
    }
    let mut copies = files(&earlier.place).into_iter();
    assert!(!copies.any(|file| shown(&file).ends_with(".backup")));
}

/// But for who is noted as a case officer and cannot show that she has the register key.
#[test]
fn who_is_awaited_at_an_office_of_an_earlier_program_works_on_and_has_her_keys_once_a_head_came_again()
 {
    let earlier = EarlierOffice::new();
    drop(earlier.open(USER));
    assert_eq!(earlier.roles(), EarlierOffice::held());
    let awaited = earlier.insider(OFFICER);
    assert_eq!(awaited.slot["data_key"], earlier.data_key);
    drop(earlier.open(USER));
    assert_eq!(earlier.roles(), EarlierOffice::held());
    for user in [RECORDER, OTHER_RECORDER, OFFICER, USER] {
        let insider = earlier.insider(user);
        let is_admitted = user != RECORDER;
        assert_eq!(insider.slot["data_key"].is_null(), is_admitted, "{user}");
        assert_eq!(insider.keys("data").is_some(), is_admitted, "{user}");
        let is_officer = [OFFICER, USER].contains(&user);
        assert_eq!(insider.keys("register").is_some(), is_officer);
        assert_eq!(insider.keys("seal").is_some(), user == USER);
    }
}

#[test]
fn nobody_leaves_an_office_of_an_earlier_program_before_it_has_a_sheet_that_opens_it() {
    let earlier = EarlierOffice::new();
    earlier.admit_all();
    let mut head = earlier.open(USER);
    assert!(head.verify().unwrap().old_sheet);
    let hoa = UserName::new(RECORDER).unwrap();
    assert!(matches!(head.remove_user(&hoa), Err(VaultError::OldSheet)));
    let sheet = head.renew_recovery_sheet().unwrap();
    head.remove_user(&hoa).unwrap();
    assert!(!head.verify().unwrap().old_sheet);
    drop(head);
    let officer = earlier.open(OFFICER);
    assert_eq!(officer.roles(), [Role::Recorder, Role::CaseOfficer]);
    drop(officer);
    drop(Office::recover(&earlier.place, &sheet.identity).unwrap());
}

#[test]
fn a_key_file_of_an_earlier_program_opens_nothing_once_the_keys_have_changed() {
    let earlier = EarlierOffice::new();
    earlier.admit_all();
    let mut head = earlier.open(USER);
    head.renew_recovery_sheet().unwrap();
    head.remove_user(&UserName::new(RECORDER).unwrap()).unwrap();
    drop(head);
    earlier.put_officers_slot();
    let passphrase = secret(OTHERS_PASSPHRASE);
    let officer = UserName::new(OFFICER).unwrap();
    let opened = Office::open(&earlier.place, &officer, &passphrase);
    assert!(matches!(opened, Err(VaultError::OldSlot)));
}

/// Whoever is responsible sees who can open what.
#[test]
fn verifying_tells_who_holds_which_key() {
    let scene = Scene::new();
    let ran = scene.office.done(&["verify"]);
    let holders = |key: &str| {
        let held = ran["held"].as_array().unwrap();
        let held = held.iter().find(|held| held["key"] == key).unwrap();
        held["users"].clone()
    };
    assert_eq!(holders("seal"), json!([USER]));
    assert_eq!(holders("register"), json!([USER, OFFICER]));
    assert!(
        !holders("facts")
            .as_array()
            .unwrap()
            .contains(&json!(RECORDER))
    );
    assert_eq!(holders("data").as_array().unwrap().len(), 3);
    let said = ran["keys"].to_string();
    assert!(said.contains(&format!("{USER}, {OFFICER}")), "{said}");
}
