//! What lies in `office.db` open to everybody at the office and is not everybody's to set. Attacked by a recorder
//! with the office's data key and SQL, as whoever has SQLCipher can: each is told when somebody unlocks next who
//! holds the facts key, and nothing leaves or comes in until it is settled.

use crate::keys::{Insider, OTHERS_PASSPHRASE, RECORDER};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tienbo_core::message::Told;
use tienbo_core::model::RecordKind;
use tienbo_core::store;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, USER, commune_and_province, copy, enrolled, files, folder,
    open_as, repository, shown, string,
};

struct Attacked {
    office: CliOffice,
    work: PathBuf,
    kept: PathBuf,
}

impl Attacked {
    /// An office with a recorder, and a copy of it as it is now.
    fn new(work: &Path, office: CliOffice) -> Self {
        std::fs::write(work.join("others.txt"), OTHERS_PASSPHRASE).unwrap();
        office.put_user(RECORDER, "recorder", OTHERS_PASSPHRASE);
        let attacked = Self {
            kept: work.join(format!("kept-{}", office.unit)),
            work: work.to_owned(),
            office,
        };
        attacked.keep();
        attacked
    }

    fn keep(&self) {
        let _ = std::fs::remove_dir_all(&self.kept);
        copy(&self.office.folder, &self.kept);
    }

    fn back(&self) {
        std::fs::remove_dir_all(&self.office.folder).unwrap();
        copy(&self.kept, &self.office.folder);
    }

    /// The database as the recorder opens it without the program.
    fn database(&self) -> Connection {
        Insider::new(&self.office.folder, RECORDER, OTHERS_PASSPHRASE).database()
    }

    fn as_recorder(&self, args: &[&str]) -> (i32, Value) {
        let file = self.work.join("others.txt");
        let ran = self.office.as_user(RECORDER, &file, args);
        (ran.code, ran.json())
    }

    /// What is told to differ, to a head who unlocks.
    fn differing(&self) -> Vec<&'static str> {
        let found = self.office.open().verify().unwrap();
        assert!(found.is_fine() || !found.differing.is_empty(), "{found:?}");
        found.differing.iter().map(|part| part.code()).collect()
    }

    /// The same, whatever else is found.
    fn differing_of_the_guard(&self) -> Vec<&'static str> {
        let found = self.office.open().differing().unwrap();
        found.iter().map(|part| part.code()).collect()
    }

    /// Runs statements as the recorder; they are told of by the part that they touch, nothing leaves, and the
    /// office is read as before. Then it is put back.
    fn told(&self, sql: &str, part: &str) {
        let run = self.database().execute_batch(sql);
        run.unwrap_or_else(|error| panic!("{sql}: {error}"));
        self.is_told(sql, part);
        self.back();
    }

    fn is_told(&self, what: &str, part: &str) {
        // Who only records goes on, and changes nothing that hides it.
        let kind = RecordKind::IssuedDocument;
        let recorder = open_as(&self.office.folder, RECORDER, OTHERS_PASSPHRASE);
        assert!(recorder.differing().unwrap().is_empty(), "{what}");
        store::flat_records(recorder.store(), kind, store::OWN).unwrap();
        drop(recorder);
        let mut head = self.office.open();
        store::flat_records(head.store(), kind, store::OWN).unwrap();
        let differing = head.differing().unwrap();
        assert!(
            differing.iter().any(|found| found.code() == part),
            "{what}: {differing:?}"
        );
        let file = self.work.join("leaves.tienbo");
        let refused = head.write_card(&file).map(|_| ()).unwrap_err();
        assert_eq!(refused.code(), "store-differing", "{what}");
        assert!(!file.exists());
    }
}

fn actions(office: &CliOffice) -> Vec<String> {
    let office = office.open();
    let entries = store::audit_entries(office.store()).unwrap();
    entries.into_iter().map(|entry| entry.action).collect()
}

#[test]
fn what_a_recorder_writes_over_is_told_at_the_next_unlocking_and_before_anything_leaves() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    province.import(&[&commune.submit("2024")]);
    let printed = shown(&work.path().join("totals.pdf"));
    province.done(&["totals", "2024", "-o", &printed]);
    let province = Attacked::new(work.path(), province);
    let hers = minisign::KeyPair::generate_unencrypted_keypair()
        .unwrap()
        .pk
        .to_base64();
    let reading = age::x25519::Identity::generate().to_public();
    for (sql, part) in [
        // Another office's keys: hers in its place, one more, one that was revoked, what is known of its life.
        (format!("UPDATE unit_keys SET signing_key = '{hers}'"), "keys"),
        (format!("UPDATE unit_keys SET reading_key = '{reading}'"), "keys"),
        (format!("UPDATE unit_keys SET register_key = '{reading}'"), "keys"),
        ("UPDATE unit_keys SET state = 'revoked'".to_owned(), "keys"),
        ("DELETE FROM unit_keys".to_owned(), "keys"),
        (
            format!("INSERT INTO unit_keys (unit, name, signing_key, reading_key, state, valid_from)
                     VALUES ('{OTHER_COMMUNE}', 'Xã', '{hers}', '{reading}', 'trusted', '2024-01-01T00:00:00.000Z')"),
            "keys",
        ),
        ("UPDATE key_events SET event = 'compared'".to_owned(), "keys"),
        ("DELETE FROM key_events".to_owned(), "keys"),
        ("DELETE FROM seen_labels".to_owned(), "keys"),
        ("UPDATE unit_logs SET entries = 0".to_owned(), "keys"),
        // The catalogue, and with it below which number counts are masked.
        ("UPDATE catalogues SET files = replace(files, 'mask_below = 5', 'mask_below = 0')".to_owned(), "catalogues"),
        ("UPDATE catalogues SET adopted_at = '2020-01-01T00:00:00.000Z'".to_owned(), "catalogues"),
        // The ledger of what left.
        ("DELETE FROM published".to_owned(), "published"),
        ("DELETE FROM published WHERE seq = (SELECT max(seq) FROM published)".to_owned(), "published"),
        ("UPDATE published SET exact = NULL".to_owned(), "published"),
        ("UPDATE published SET seq = -seq".to_owned(), "published"),
        ("INSERT INTO told_rows (year, row) VALUES (2024, '{}')".to_owned(), "published"),
        // What came in, and what is said of it.
        ("UPDATE submissions SET receipt = 'accepted'".to_owned(), "received"),
        ("UPDATE submissions SET replaced = 1".to_owned(), "received"),
        ("UPDATE summaries SET summary = replace(summary, '1', '2')".to_owned(), "received"),
        ("UPDATE training_courses SET women = 999 WHERE origin <> 0".to_owned(), "received"),
        ("DELETE FROM communication_events WHERE origin <> 0".to_owned(), "received"),
        ("UPDATE issued_documents SET origin = 0 WHERE origin <> 0".to_owned(), "received"),
        ("DELETE FROM packages".to_owned(), "received"),
        ("INSERT INTO origins (origin) VALUES (9000)".to_owned(), "received"),
        // A number of her own in place of what the register counts.
        (
            "INSERT INTO indicator_values (id, origin, version, created_at, created_by, changed_at, changed_by,
               deleted, indicator, year, value, note)
             VALUES ('0193a5a0-0000-7000-8000-000000000001', 0, 1, '2024-01-01T00:00:00.000Z', 'hoa',
               '2024-01-01T00:00:00.000Z', 'hoa', 0, 'III.2.1.1', 2024, 90000, 'x')".to_owned(),
            "indicators",
        ),
        // What the office is, and its running number.
        ("UPDATE office SET sequence = 0".to_owned(), "office"),
        (format!("UPDATE office SET unit = '{OTHER_COMMUNE}'"), "office"),
        ("UPDATE office SET name = 'Khác'".to_owned(), "office"),
        ("UPDATE office SET register_changes = register_changes + 1".to_owned(), "office"),
        // What others keep of the log.
        ("DELETE FROM sent_heads".to_owned(), "sent"),
        (
            format!("INSERT INTO outside_heads VALUES ('x', '{COMMUNE}', 1, '{}')", "0".repeat(64)),
            "sent",
        ),
        ("INSERT INTO answered_gone VALUES ('x')".to_owned(), "sent"),
        ("INSERT INTO erasures (at, who, person, reason, cases, done) VALUES ('2024-01-01T00:00:00.000Z', '', '12345678', 'her-wish', 0, 1)".to_owned(), "cases"),
    ] {
        province.told(&sql, part);
    }
    // Rows of one table in each other's place are other rows.
    province.told(
        "CREATE TEMP TABLE two AS SELECT min(seq) AS seq, code FROM published GROUP BY code LIMIT 2;
         DROP INDEX published_once;
         UPDATE published SET code = (SELECT t.code FROM two t WHERE t.seq <> published.seq)
           WHERE seq IN (SELECT seq FROM two);",
        "published",
    );
}

#[test]
fn what_a_recorder_writes_over_of_closed_numbers_and_rosters_is_told() {
    let work = folder();
    let (commune, _) = commune_and_province(work.path());
    commune.submit("2024");
    let commune = Attacked::new(work.path(), commune);
    for (sql, part) in [
        (
            "UPDATE closings SET figures = replace(figures, '1', '2')",
            "closings",
        ),
        ("UPDATE closings SET content = x'00'", "closings"),
        ("UPDATE closings SET reopened = 1 - reopened", "closings"),
        ("DELETE FROM case_numbers", "closings"),
        ("UPDATE rosters SET sequence = sequence + 1000", "waiting"),
        ("DELETE FROM rosters", "waiting"),
        ("DELETE FROM published", "published"),
        (
            "INSERT INTO received_receipts (package_id, from_unit, state, reasons, at) VALUES ('x', 'y', 'accepted', '[]', '')",
            "received",
        ),
        (
            "UPDATE sealed_facts SET sealed = (SELECT o.sealed FROM sealed_facts o WHERE o.what = 'state') WHERE what = 'closing'",
            "facts",
        ),
    ] {
        commune.told(sql, part);
    }
}

#[test]
fn a_roster_that_waits_is_that_which_its_office_signed() {
    let work = folder();
    let ([commune, _], province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
    let new = work.path().join("new-keys.tienbo");
    let card = shown(&work.path().join("card.tienbo"));
    province.done(&["card", "--new-keys", "-o", &card]);
    province.done(&["roster", "-o", &shown(&new)]);
    let outcome = commune.import(&[&new]).remove(0);
    assert_eq!(outcome["verdict"], "goi.danh-ba-cho", "{outcome}");
    let commune = Attacked::new(work.path(), commune);
    for sql in [
        "UPDATE waiting SET content = CAST(replace(CAST(content AS TEXT), 'commune', 'nothing') AS BLOB)",
        "DELETE FROM waiting",
        "UPDATE waiting SET sequence = sequence + 1000",
    ] {
        commune.told(sql, "waiting");
    }
    // Whoever takes what was written over as it is still gets no other roster than was signed.
    commune
        .database()
        .execute_batch(
            "UPDATE waiting SET content =
               CAST(replace(CAST(content AS TEXT), '\"state\":\"trusted\"', '\"state\":\"revoked\"') AS BLOB)",
        )
        .unwrap();
    commune.office.done(&["differing", "--take"]);
    let accept = ["inbox", "--accept", &string(&outcome["package_id"])];
    let refused = commune.office.run(&accept);
    assert_eq!(
        (refused.code, &refused.json()["error"]),
        (5, &json!("intake-not-taken")),
        "{refused:?}"
    );
    commune.back();
    commune.office.done(&accept);
}

#[test]
fn what_somebody_plants_in_the_database_does_not_act_for_who_opens_it() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    let state = |attacked: &Attacked| -> String {
        let sql = "SELECT group_concat(state) FROM unit_keys";
        attacked
            .database()
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(state(&attacked), "trusted");
    // A trigger that would run in the name of the head who unlocks; one that stands in a known one's place.
    for sql in [
        "CREATE TRIGGER planted AFTER INSERT ON audit BEGIN UPDATE unit_keys SET state = 'revoked'; END",
        "CREATE TRIGGER \"guarded unit_keys 0\" AFTER INSERT ON audit BEGIN DELETE FROM unit_keys; END",
        "DROP TRIGGER audit_keeps; CREATE TRIGGER audit_keeps AFTER INSERT ON audit
           BEGIN UPDATE unit_keys SET state = 'revoked'; END",
        "CREATE VIEW planted AS SELECT * FROM unit_keys",
        "DROP TRIGGER audit_stays",
    ] {
        attacked.database().execute_batch(sql).unwrap();
        assert_eq!(attacked.differing(), ["tables"], "{sql}");
        assert_eq!(state(&attacked), "trusted", "{sql}");
        attacked.is_told(sql, "tables");
        // Once it is gone and a head has said so, all is as it was.
        attacked.office.done(&["differing", "--take"]);
        assert_eq!(attacked.differing(), [""; 0], "{sql}");
        assert_eq!(attacked.office.done(&["verify"])["fine"], true);
        attacked.back();
    }
    // A table of somebody's own that holds fast what it refers to.
    let held = "CREATE TABLE hers (id TEXT REFERENCES unit_keys (signing_key));
         INSERT INTO hers SELECT signing_key FROM unit_keys;";
    attacked.told(held, "tables");
    attacked.database().execute_batch(held).unwrap();
    attacked.office.done(&["differing", "--take"]);
    let found: i64 = attacked
        .database()
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'hers'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!((found, attacked.differing()), (0, vec![]));
}

#[test]
fn a_table_made_anew_that_leaves_rows_out_in_silence_is_told() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    // Seals that are no bytes any more, in a table that takes whatever it is given.
    let sql = "ALTER TABLE sealed_facts RENAME TO before;
         CREATE TABLE sealed_facts (what TEXT, place TEXT, sealed, PRIMARY KEY (what, place));
         INSERT INTO sealed_facts SELECT * FROM before; DROP TABLE before;
         INSERT INTO sealed_facts VALUES ('survivors', 'x', 5), ('received survivor_facts', '9', 'x');";
    attacked.told(sql, "tables");
    // Whatever leaves rows out in silence.
    for sql in [
        "CREATE UNIQUE INDEX once ON published (period)",
        "DROP INDEX published_once; CREATE UNIQUE INDEX published_once ON published (period)",
        "ALTER TABLE seen_labels RENAME TO before;
         CREATE TABLE seen_labels (signing_key TEXT NOT NULL, sequence INTEGER NOT NULL,
           label_hash TEXT NOT NULL CHECK (length(label_hash) = 64),
           PRIMARY KEY (signing_key, sequence), UNIQUE (signing_key) ON CONFLICT IGNORE) STRICT, WITHOUT ROWID;
         INSERT INTO seen_labels SELECT * FROM before WHERE sequence = 1; DROP TABLE before;",
        "ALTER TABLE issued_documents ADD COLUMN more TEXT DEFAULT 'x'",
    ] {
        attacked.told(sql, "tables");
    }
    // A table by which rows go when others go.
    attacked.told(
        "ALTER TABLE sent_heads RENAME TO before;
         CREATE TABLE sent_heads (unit TEXT, sequence INTEGER, entries INTEGER, who TEXT, place TEXT,
           FOREIGN KEY (who, place) REFERENCES drafts (who, place) ON DELETE CASCADE) STRICT;
         INSERT INTO sent_heads (unit, sequence, entries) SELECT * FROM before; DROP TABLE before;",
        "tables",
    );
}

#[test]
fn a_function_that_counts_for_the_guard_is_called_by_nothing_that_lies_in_the_database() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    let database = attacked.database();
    let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
    database
        .create_scalar_function("guarded_row", -1, flags, |_| Ok(rusqlite::types::Null))
        .unwrap();
    database
        .execute_batch(
            "ALTER TABLE drafts RENAME TO before;
             CREATE TABLE drafts (who TEXT, place TEXT, at TEXT, fields TEXT
               CHECK (guarded_row(1, 1, NULL) IS NULL), PRIMARY KEY (who, place));
             DROP TABLE before;",
        )
        .unwrap();
    drop(database);
    let mut office = attacked.office.open();
    let typed = [("symbol".to_owned(), "1".to_owned())].into();
    let kept = office.keep_draft("issued_documents/new", None, typed);
    assert!(kept.is_err(), "{kept:?}");
}

#[test]
fn rows_that_are_there_twice_do_not_take_each_other_away() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    let hers = minisign::KeyPair::generate_unencrypted_keypair()
        .unwrap()
        .pk
        .to_base64();
    let row = format!(
        "INSERT INTO unit_keys (unit, name, signing_key, reading_key, state, valid_from, card_sequence)
         VALUES ('{OTHER_COMMUNE}', 'Xã', '{hers}', 'x', 'trusted', '2024-01-01T00:00:00.000Z', 0);"
    );
    attacked.told(
        &format!(
            "ALTER TABLE unit_keys RENAME TO before; CREATE TABLE unit_keys AS SELECT * FROM before;
             DROP TABLE before; {row} {row}"
        ),
        "keys",
    );
}

/// Adds an entry to the log as whoever has SQLCipher can: who, what, to what.
fn add_entry(database: &Connection, said: [&str; 3]) {
    add_entry_at(database, "2024-11-30T08:00:00+00:00", said);
}

fn add_entry_at(database: &Connection, at: &str, said: [&str; 3]) {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let last = database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (last, before): (i64, String) = last.unwrap();
    let seq = (last + 1).to_string();
    let mut hash = Sha256::new();
    for part in [before.as_str(), &seq, at].into_iter().chain(said) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let sql =
        "INSERT INTO audit (seq, at, who, action, subject, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let [who, action, subject] = said;
    database
        .execute(sql, [seq.as_str(), at, who, action, subject, &hash])
        .unwrap();
}

#[test]
fn a_log_written_anew_is_told_at_home() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    // The last entries, taken out; an entry that says something else, with all hashes after it made anew.
    let unlock = "DROP TRIGGER audit_keeps; DROP TRIGGER audit_stays;";
    let lock = "CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
                CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;";
    attacked.told(
        &format!("{unlock} DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit); {lock}"),
        "log",
    );
    let database = attacked.database();
    database.execute_batch(unlock).unwrap();
    let mut entries: Vec<[String; 5]> = database
        .prepare("SELECT CAST(seq AS TEXT), at, who, action, subject FROM audit ORDER BY seq")
        .unwrap()
        .query_map([], |row| {
            Ok([
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ])
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    entries[1][2] = "somebody".to_owned();
    let mut before = "0".repeat(64);
    for [seq, at, who, action, subject] in &entries {
        let mut hash = Sha256::new();
        for part in [&before, seq, at, who, action, subject] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        before = hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        database
            .execute(
                "UPDATE audit SET who = ?2, hash = ?3 WHERE seq = ?1",
                [seq, who, &before],
            )
            .unwrap();
    }
    database.execute_batch(lock).unwrap();
    drop(database);
    attacked.is_told("a log with all its hashes", "log");
}

/// All guarded tables with all sealed rows as they were.
#[test]
fn a_state_put_back_under_the_log_of_today_is_told_at_home() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    attacked
        .office
        .done(&["trust", "--revoke", COMMUNE, "--reason", "Thử"]);
    assert_eq!(attacked.differing(), [""; 0]);
    let then = Insider::new(&attacked.kept, RECORDER, OTHERS_PASSPHRASE);
    let key = then.keys("data").unwrap()[0].clone();
    let attach = format!(
        "ATTACH DATABASE '{}' AS former KEY \"x'{key}'\";",
        shown(&attacked.kept.join("office.db"))
    );
    let database = attacked.database();
    database.execute_batch(&attach).unwrap();
    for table in ["unit_keys", "key_events", "sealed_facts"] {
        let sql = format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM former.{table};"
        );
        database.execute_batch(&sql).unwrap();
    }
    drop(database);
    attacked.is_told("a state of before", "log");
    // It stays told until a head has said that it is known, however often somebody unlocks.
    assert_eq!(attacked.differing(), ["log"]);
}

/// Said by a recorder in her own name or that of nobody here: that a package was sent, that a key file is written,
/// that the office is done with something.
#[test]
fn an_entry_in_the_log_of_what_only_others_do_is_told_at_home() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    for (action, subject) in [
        ("exported", "card"),
        ("exported", "2024 revision 1"),
        ("exported", "survivors"),
        ("key-file-written", "user can-bo"),
        ("keys-changed", "user can-bo"),
        ("public-keys-changed", "signing"),
        ("recovery-confirmed", "recovery sheet"),
        ("facts-settled", "readable again"),
        ("dismissed", "went-back"),
        ("erased", "person 1234"),
        // Of cases she changes nothing.
        ("deleted", "survivors 0193a5a0-0000-7000-8000-000000000001"),
        ("added", "survivors 0193a5a0-0000-7000-8000-000000000001"),
        (
            "changed",
            "violence_cases 0193a5a0-0000-7000-8000-000000000001",
        ),
        (
            "restored",
            "follow_ups 0193a5a0-0000-7000-8000-000000000001",
        ),
        (
            "attached",
            "violence_cases 0193a5a0-0000-7000-8000-000000000001",
        ),
        ("whatever", ""),
    ] {
        add_entry(&attacked.database(), [RECORDER, action, subject]);
        attacked.is_told(&format!("{action} {subject}"), "log");
        attacked.back();
    }
    for (action, subject) in [("exported", "card"), ("unlocked", "office")] {
        add_entry(&attacked.database(), ["nobody", action, subject]);
        attacked.is_told("in the name of nobody here", "log");
        attacked.back();
    }

    // What a recorder herself does is no sign of anything.
    for _ in 0..3 {
        assert_eq!(attacked.as_recorder(&["list", "issued_documents"]).0, 0);
    }
    assert_eq!(attacked.differing(), [""; 0]);
}

#[test]
fn an_entry_in_the_log_that_does_not_read_is_told_and_a_head_goes_on_with_it() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let head = json!({"name": "Trưởng Ban Mẫu", "sex": "female", "position": "Phó Chủ tịch",
                      "role": "head", "since": "2023-01-01"});
    let file = work.path().join("head.json");
    std::fs::write(&file, head.to_string()).unwrap();
    province.done(&["add", "committee_members", &shown(&file)]);
    let attacked = Attacked::new(work.path(), province);
    let entry = |seq: &str, at: &str, who: &str, hash: &str| {
        let sql = format!(
            "INSERT INTO audit (seq, at, who, action, subject, hash)
             VALUES ({seq}, {at}, {who}, 'unlocked', 'office', {hash})"
        );
        attacked.database().execute_batch(&sql).unwrap();
    };
    let (next, now) = (
        "(SELECT max(seq) + 1 FROM audit)",
        "'2024-11-30T08:00:00+00:00'",
    );
    let hash = format!("'{}'", "0".repeat(64));
    let her = format!("'{RECORDER}'");
    let of = |at: &str| add_entry_at(&attacked.database(), at, [RECORDER, "unlocked", "office"]);
    let plants: [(&str, &dyn Fn()); 8] = [
        ("no moment", &|| of("x")),
        ("no moment that SQLite does not take", &|| of("now")),
        ("no moment but a day", &|| of("2099-01-01")),
        ("nothing", &|| of("")),
        ("no text as a moment", &|| {
            entry(next, "CAST(x'ff' AS TEXT)", &her, &hash)
        }),
        ("no text as a name", &|| {
            entry(next, now, "CAST(x'ff' AS TEXT)", &hash)
        }),
        ("a gap", &|| {
            entry("(SELECT max(seq) + 9 FROM audit)", now, &her, &hash)
        }),
        ("the last number", &|| {
            entry("9223372036854775807", now, &her, &hash)
        }),
    ];
    for (what, plant) in plants {
        plant();
        let part = match what {
            "the last number" => "tables",
            _ => "log",
        };
        attacked.is_told(what, part);
        let told = attacked.office.run(&["verify"]);
        assert_eq!(told.code, 1, "{what}: {told:?}");
        attacked.office.done(&["differing", "--take"]);
        assert_eq!(attacked.differing_of_the_guard(), [""; 0], "{what}");
        let card = shown(&work.path().join("card.tienbo"));
        attacked.office.done(&["card", "-o", &card]);
        for args in [
            vec!["check", "2024"],
            vec!["close", "2024", "--reason", "x"],
        ] {
            let ran = attacked.office.run(&args);
            assert!([0, 1].contains(&ran.code), "{what} {args:?}: {ran:?}");
        }
        attacked.back();
    }
}

#[test]
fn a_head_takes_what_differs_knowingly_and_the_log_tells_of_it() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    attacked
        .database()
        .execute_batch("DELETE FROM key_events")
        .unwrap();
    let listed = attacked.office.run(&["list", "issued_documents"]);
    assert_eq!(listed.code, 0, "{listed:?}");
    assert!(listed.stderr.contains("tienbo differing"), "{listed:?}");
    let told = attacked.office.run(&["verify"]);
    assert_eq!(
        (told.code, &told.json()["differing"]),
        (1, &json!(["keys"]))
    );
    let card = shown(&work.path().join("leaves.tienbo"));
    let leaves = attacked.office.run(&["card", "-o", &card]);
    assert_eq!(
        (leaves.code, &leaves.json()["error"]),
        (5, &json!("store-differing"))
    );
    let refused = attacked.as_recorder(&["differing", "--take"]);
    assert_eq!(
        (refused.0, &refused.1["error"]),
        (5, &json!("vault-not-allowed"))
    );
    let told = attacked.office.done(&["differing"]);
    assert_eq!(told["sentences"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["steps"].as_array().unwrap().len(), 2, "{told}");
    assert_eq!(attacked.office.done(&["differing", "--take"]), Value::Null);
    assert_eq!(attacked.differing(), [""; 0]);
    let told = actions(&attacked.office);
    for action in ["differs", "differing-taken"] {
        assert_eq!(
            told.iter().filter(|told| *told == action).count(),
            1,
            "{action}"
        );
    }
    attacked
        .office
        .done(&["card", "-o", &shown(&work.path().join("card.tienbo"))]);
    // New keys go on telling of what nobody has taken.
    attacked
        .database()
        .execute_batch("DELETE FROM unit_keys")
        .unwrap();
    attacked.office.done(&["user", RECORDER, "--remove"]);
    assert_eq!(attacked.differing(), ["keys"]);
}

#[test]
fn who_only_records_takes_nothing_in() {
    let work = folder();
    let ([_, other], province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
    let attacked = Attacked::new(work.path(), province);
    let card = work.path().join("new-card.tienbo");
    other.done(&["card", "--new-keys", "-o", &shown(&card)]);
    let (code, told) = attacked.as_recorder(&["import", &shown(&card)]);
    assert_eq!(
        (code, &told["files"][0]["verdict"]),
        (1, &json!("goi.khong-co-quyen")),
        "{told}"
    );
    assert_eq!(attacked.office.verdict(&card), "goi.the-da-tin-cay");
    assert_eq!(attacked.differing(), [""; 0]);
}

#[test]
fn a_backup_that_a_recorder_opens_first_is_told_to_a_head_all_the_same() {
    let work = folder();
    let (_, province) = commune_and_province(work.path());
    let attacked = Attacked::new(work.path(), province);
    let backup = shown(&work.path().join("luu.tienbo-backup"));
    attacked.office.done(&["backup", "-o", &backup]);
    attacked.office.done(&["restore", &backup]);
    let count = "SELECT count(*) FROM audit";
    let entries: i64 = attacked
        .database()
        .query_row(count, [], |row| row.get(0))
        .unwrap();
    // The state that was put back is told by its second.
    std::thread::sleep(std::time::Duration::from_secs(1));
    for _ in 0..2 {
        assert_eq!(attacked.as_recorder(&["list", "issued_documents"]).0, 0);
    }
    // What is told is of the state that was put back, not of what she did since.
    let office = attacked.office.open();
    assert_eq!(office.gone_back().unwrap().unwrap().entries, entries);
    drop(office);
    assert_eq!(attacked.differing(), [""; 0]);
    assert!(
        files(&attacked.office.folder)
            .iter()
            .all(|file| !shown(file).contains("put-back"))
    );
}

#[test]
fn an_older_register_or_an_older_office_is_told_whatever_the_database_says_of_it() {
    let scene = crate::keys::Scene::new();
    let kept = scene.keep();
    let case = string(&scene.office.done(&["list", "violence_cases"])[0]["id"]);
    for _ in 0..3 {
        scene.office.done(&["case", "reveal", &case]);
    }
    let now = scene.work.path().join("now");
    copy(scene.folder(), &now);
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    // An older register, with the number of its changes written over to fit, or to anything.
    for changes in ["0", "register_changes - 3", "register_changes + 9", "-1"] {
        std::fs::copy(kept.join("register.db"), scene.folder().join("register.db")).unwrap();
        let sql = format!("UPDATE office SET register_changes = {changes}");
        recorder.database().execute_batch(&sql).unwrap();
        scene.fails(&["case", "reveal", &case], 3, "vault-register-overwritten");
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&now, scene.folder());
    }
    // An older office beside the register of today, with or without that number: also one by a single change.
    let last = scene.work.path().join("last");
    copy(scene.folder(), &last);
    scene.office.done(&["case", "reveal", &case]);
    std::fs::copy(last.join("office.db"), scene.folder().join("office.db")).unwrap();
    let told = scene.office.run(&["verify"]).json();
    assert!(
        told["differing"]
            .as_array()
            .unwrap()
            .contains(&json!("log")),
        "{told}"
    );
    std::fs::remove_dir_all(scene.folder()).unwrap();
    copy(&now, scene.folder());
    for sql in [
        "",
        "UPDATE office SET register_changes = register_changes + 3",
    ] {
        std::fs::copy(kept.join("office.db"), scene.folder().join("office.db")).unwrap();
        recorder.database().execute_batch(sql).unwrap();
        let ran = scene.office.run(&["verify"]);
        let told = ran.json();
        let differing = told["differing"].as_array().unwrap();
        assert!(differing.contains(&json!("log")), "{sql}: {told}");
        // It stays told, and the register is there.
        assert_eq!(scene.office.run(&["verify"]).code, 1);
        assert_eq!(scene.office.run(&["case", "reveal", &case]).code, 0);
        std::fs::remove_dir_all(scene.folder()).unwrap();
        copy(&now, scene.folder());
    }
    assert_eq!(scene.office.done(&["verify"])["fine"], true);
}

#[test]
fn an_office_of_an_earlier_program_is_guarded_once_a_head_has_come() {
    let golden = repository("tests/golden/offices/schema-12");
    let work = folder();
    let place = work.path().join(COMMUNE);
    copy(&golden.join(COMMUNE), &place);
    let office = CliOffice::there(&place, COMMUNE);
    let expected = std::fs::read(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let passphrase = string(&expected["passphrase"]);
    std::fs::write(place.with_extension("passphrase"), &passphrase).unwrap();
    assert_eq!(office.done(&["verify"])["differing"], json!([]));
    let insider = Insider::new(&place, USER, &passphrase);
    let count = |part: &str| -> usize {
        let ran = office.run(&["verify"]);
        let differing = ran.json()["differing"].clone();
        let differing = differing.as_array().unwrap();
        assert!(differing.contains(&json!(part)), "{ran:?}");
        differing.len()
    };
    let kept = work.path().join("kept");
    copy(&place, &kept);
    insider
        .database()
        .execute_batch("DELETE FROM key_events")
        .unwrap();
    assert_eq!(count("keys"), 1);
    std::fs::remove_dir_all(&place).unwrap();
    copy(&kept, &place);
    // What was sealed before, when nothing was guarded, is none from which all could be taken as it lies.
    let key = insider.keys("data").unwrap()[0].clone();
    let former = shown(&golden.join(COMMUNE).join("office.db"));
    insider
        .database()
        .execute_batch(&format!(
            "ATTACH DATABASE '{former}' AS former KEY \"x'{key}'\";
             DELETE FROM main.sealed_facts;
             INSERT INTO main.sealed_facts SELECT * FROM former.sealed_facts;
             DETACH DATABASE former;"
        ))
        .unwrap();
    assert!(count("keys") > 5);
}

#[test]
fn nothing_that_gives_numbers_away_is_made_of_a_row_that_was_planted() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    province.import(&[&commune.submit("2024")]);
    let province = Attacked::new(work.path(), province);
    let out = |end: &str| shown(&work.path().join(format!("out.{end}")));
    let (pdf, xlsx, xml, folder) = (out("pdf"), out("xlsx"), out("xml"), out("d"));
    let package = out("tienbo");
    let code = "action-month.domestic-violence.men";
    let made = [
        vec!["report", "2024", "-o", &pdf],
        vec!["report", "2024", "--all", "-o", &pdf],
        vec!["report", "2024", "--units", COMMUNE, "-o", &pdf],
        vec!["report", "phu-luc-01/2024/annual", "--all", "-o", &pdf],
        vec!["totals", "2024", "-o", &pdf],
        vec!["totals", "2024", "-o", &xlsx],
        vec!["totals", "phu-luc-01/2024/annual", "-o", &xlsx],
        vec!["trend", COMMUNE, code, "2024", "-o", &xlsx],
        vec!["matrix", "2024", "-o", &pdf],
        vec!["matrix", "2024", "-o", &xlsx],
        vec!["exchange", "2024", "--form", "adx", "-o", &xml],
        vec!["exchange", "2024", "--form", "dhis2", "-o", &xml],
        vec!["exchange", "2024", "--form", "parquet", "-o", &folder],
        vec![
            "exchange",
            "2024",
            "--form",
            "parquet",
            "-o",
            &folder,
            "--with-cases",
            "--reason",
            "nghiên cứu",
        ],
        vec!["receipt", COMMUNE, "2024", "--accept", "-o", &package],
        vec!["receipts", &folder],
        vec!["card", "-o", &package],
        vec!["roster", "-o", &package],
    ];
    for sql in [
        "UPDATE summaries SET summary = summary || ' '",
        "UPDATE training_courses SET women = 999 WHERE origin <> 0",
        "INSERT INTO indicator_values (id, origin, version, created_at, created_by, changed_at, changed_by,
           deleted, indicator, year, value, note)
         VALUES ('0193a5a0-0000-7000-8000-000000000001', 0, 1, '2024-01-01T00:00:00.000Z', 'hoa',
           '2024-01-01T00:00:00.000Z', 'hoa', 0, 'III.2.1.1', 2024, 90000, 'x')",
    ] {
        province.database().execute_batch(sql).unwrap();
        for args in &made {
            let ran = province.office.run(args);
            let said = ran.json();
            let ended = (ran.code, &said["error"]);
            assert_eq!(ended, (5, &json!("store-differing")), "{sql}: {args:?}");
            for file in [&pdf, &xlsx, &xml, &package] {
                assert!(!Path::new(file).exists(), "{sql}: {args:?}");
            }
            let is_left = Path::new(&folder).exists() && !files(Path::new(&folder)).is_empty();
            assert!(!is_left, "{sql}: {args:?}");
        }
        province.back();
    }
    // As it was, all of it is made.
    for args in &made {
        let ran = province.office.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.json());
        let _ = std::fs::remove_dir_all(&folder);
    }
}
