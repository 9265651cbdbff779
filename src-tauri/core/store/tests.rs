use super::*;
use crate::model::{
    CaseRef, Line, Moment, PersonIdentity, RecordId, RecordKind, Sha256, UnitCode, Year,
};
use rusqlite::params;

const KEY: [u8; 32] = [7; 32];

fn fresh() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    (folder, store)
}

#[test]
fn the_migrations_make_the_tables_that_the_records_need() {
    let (_folder, store) = fresh();
    for kind in RecordKind::ALL {
        let found = tables::found(&store.connection, kind.table()).unwrap();
        let found = tables::meaning(&found.unwrap_or_default());
        assert_eq!(found, tables::meaning(&tables::declared(kind)), "{kind:?}");
    }
}

#[test]
fn a_table_means_the_same_whatever_its_layout_and_nothing_else() {
    let kind = RecordKind::TrainingCourse;
    let declared = tables::declared(kind);
    // As SQLite keeps a table to which a column was added, and one that was renamed.
    let cost = "  \"cost\" INTEGER CHECK (\"cost\" >= 0),\n";
    assert!(declared.contains(cost));
    let added = declared
        .replace(cost, "")
        .replace(
            ",\n  PRIMARY",
            ",   \"cost\" INTEGER  CHECK (\"cost\" >= 0),\n  PRIMARY",
        )
        .replace("TABLE training_courses", "TABLE \"training_courses\"");
    assert_ne!(added, declared);
    assert_eq!(tables::meaning(&added), tables::meaning(&declared));
    for (from, to) in [
        (cost, ""),
        ("(\"cost\" >= 0)", "(\"cost\" > 0)"),
        ("\"cost\" INTEGER CHECK", "\"cost\" INTEGER NOT NULL CHECK"),
        ("\"cost\" INTEGER CHECK", "\"cost\" TEXT CHECK"),
        ("BETWEEN 1 AND 300", "BETWEEN 1 AND  3000"),
        ("'women-leaders', ", ""),
        ("'women-leaders'", "'women -leaders'"),
        ("'women-leaders'", "'women,leaders'"),
        (" REFERENCES origins (origin)", ""),
        ("(origin, id)", "(id, origin)"),
        (", WITHOUT ROWID", ""),
        ("STRICT, ", ""),
    ] {
        let other = declared.replace(from, to);
        assert_ne!(other, declared, "{from}");
        assert_ne!(
            tables::meaning(&other),
            tables::meaning(&declared),
            "{from}"
        );
    }
}

/// The step that a new field or code needs.
const RECORDS: schema::MigrationStep = schema::MigrationStep {
    records: true,
    sql: "",
};

/// A course as an office has it, and the SQL of its table before a field or a code was declared.
fn course(cost: &str, purpose: &str) -> String {
    format!(
        "INSERT INTO training_courses (id, origin, version, created_at, created_by, changed_at,
           changed_by, deleted, title, date, purpose{}) VALUES ('{purpose}', 0, 3, '', 'lan', '',
           'lan', 0, 'Lớp thử', '2024-03-01', '{purpose}'{cost})",
        if cost.is_empty() { "" } else { ", cost" }
    )
}

/// Steps that make an office's tables, one of them as it was before `what` was declared, with a
/// row; then what refers to it.
fn before(what: &str, to: &str) -> String {
    let now = tables::declared(RecordKind::TrainingCourse);
    let then = now.replace(what, to);
    assert_ne!(then, now, "{what}");
    format!(
        "DROP TABLE training_courses; {then};
         CREATE INDEX courses_by_day ON training_courses (date);
         CREATE TABLE notes (origin INTEGER, course TEXT, FOREIGN KEY (origin, course)
           REFERENCES training_courses (origin, id)) STRICT;
         CREATE TABLE counted (title TEXT) STRICT;
         CREATE TRIGGER course_counts AFTER INSERT ON training_courses
           BEGIN INSERT INTO counted (title) VALUES (new.title); END;
         CREATE TRIGGER note_names AFTER INSERT ON notes
           BEGIN INSERT INTO counted SELECT title FROM training_courses WHERE id = new.course; END;
         {};
         INSERT INTO notes (origin, course) VALUES (0, 'gender-equality');",
        course("", "gender-equality")
    )
}

fn number(store: &Store, sql: &str) -> i64 {
    store
        .connection
        .query_row(sql, [], |row| row.get(0))
        .unwrap()
}

/// An office of the schema before, in which `what` was not declared, and steps that lead to today's.
fn earlier(what: &str, to: &str) -> (tempfile::TempDir, Store, Vec<schema::MigrationStep>) {
    let (folder, store) = fresh();
    store.connection.execute_batch(&before(what, to)).unwrap();
    let mut steps = schema::STEPS.to_vec();
    steps.push(RECORDS);
    (folder, store, steps)
}

/// What stood in the table and beside it is there after the step.
fn nothing_is_lost(folder: &tempfile::TempDir, store: &Store) {
    for (sql, count) in [
        (
            "SELECT count(*) FROM training_courses WHERE version = 3 AND title = 'Lớp thử'",
            1,
        ),
        ("SELECT count(*) FROM counted", 2),
        (
            "SELECT count(*) FROM sqlite_schema WHERE name = 'courses_by_day'",
            1,
        ),
        (
            "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%before'",
            0,
        ),
        (
            "SELECT count(*) FROM pragma_foreign_key_list('notes') WHERE \"table\" = 'training_courses'",
            2,
        ),
        ("PRAGMA foreign_keys", 1),
        ("PRAGMA legacy_alter_table", 0),
    ] {
        assert_eq!(number(store, sql), count, "{sql}");
    }
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    let found = tables::found(&store.connection, "training_courses").unwrap();
    assert_eq!(
        tables::meaning(&found.unwrap()),
        tables::meaning(&tables::declared(RecordKind::TrainingCourse))
    );
    // Triggers go on acting, and references go on holding.
    let added = store.connection.execute_batch(&course("", "mainstreaming"));
    added.unwrap();
    assert_eq!(number(store, "SELECT count(*) FROM counted"), 3);
    let nothing = "INSERT INTO notes (origin, course) VALUES (0, 'x')";
    assert!(store.connection.execute_batch(nothing).is_err());
    let note = "INSERT INTO notes (origin, course) VALUES (0, 'mainstreaming')";
    store.connection.execute_batch(note).unwrap();
    assert_eq!(number(store, "SELECT count(*) FROM counted"), 4);
    let known = schema::KNOWN;
    let copy = folder.path().join(format!("office.schema-{known}.backup"));
    let copy = Store::open(&copy, &KEY).unwrap();
    assert_eq!(number(&copy, "SELECT count(*) FROM training_courses"), 1);
}

#[test]
fn a_field_that_is_declared_comes_to_an_office_by_one_step() {
    let (folder, mut store, steps) = earlier("  \"cost\" INTEGER CHECK (\"cost\" >= 0),\n", "");
    let add = |store: &Store, cost: &str| {
        let sql = course(cost, "women-leaders");
        store.connection.execute_batch(&sql)
    };
    assert!(add(&store, ", 1").is_err());
    let path = folder.path().join("office.db");
    let found = schema::migrate(&mut store.connection, &path, &KEY, &steps).unwrap();
    assert_eq!(found, schema::FoundSchema::Migrated);
    assert!(add(&store, ", -1").is_err());
    nothing_is_lost(&folder, &store);
    add(&store, ", 1").unwrap();
    let without = "SELECT count(*) FROM training_courses WHERE cost IS NULL";
    assert_eq!(number(&store, without), 2);
}

#[test]
fn a_code_that_is_declared_comes_to_an_office_by_one_step() {
    let (folder, mut store, steps) = earlier("'women-leaders', ", "");
    let add = |store: &Store, code: &str| store.connection.execute_batch(&course("", code));
    assert!(add(&store, "women-leaders").is_err());
    let path = folder.path().join("office.db");
    schema::migrate(&mut store.connection, &path, &KEY, &steps).unwrap();
    assert!(add(&store, "women").is_err());
    nothing_is_lost(&folder, &store);
    add(&store, "women-leaders").unwrap();
}

#[test]
fn a_step_that_would_lose_something_changes_nothing() {
    // A field with values that is declared no more, and a code that stands in a row.
    let field = ("  PRIMARY", "  \"fee\" TEXT DEFAULT 'x',\n  PRIMARY");
    let code = ("'gender-equality', ", "'gender-equality', 'old', ");
    for ((what, to), row) in [(field, "mainstreaming"), (code, "old")] {
        let (folder, mut store, mut steps) = earlier(what, to);
        store.connection.execute_batch(&course("", row)).unwrap();
        let table = tables::found(&store.connection, "training_courses").unwrap();
        // What was done before it is undone too.
        steps.insert(steps.len() - 1, schema::sql("CREATE TABLE extra (x)"));
        let path = folder.path().join("office.db");
        assert!(schema::migrate(&mut store.connection, &path, &KEY, &steps).is_err());
        assert_eq!(number(&store, "PRAGMA user_version"), schema::KNOWN);
        assert_eq!(number(&store, "SELECT count(*) FROM training_courses"), 2);
        let after = tables::found(&store.connection, "training_courses").unwrap();
        assert_eq!(after, table);
        let extra = "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'";
        assert_eq!(number(&store, extra), 0);
        assert_eq!(number(&store, "PRAGMA foreign_keys"), 1);
    }
}

#[test]
fn the_audit_chain_notices_a_changed_entry() {
    let (_folder, mut store) = fresh();
    store
        .transaction("lan", |log| -> Result<(), StoreError> {
            log.entry(Action::Unlocked, "office")?;
            log.entry(Action::Closed, "2024")?;
            Ok(())
        })
        .unwrap();
    assert_eq!(audit_break(&store).unwrap(), None);
    assert!(
        store
            .connection()
            .execute("UPDATE audit SET who = 'x'", [])
            .is_err()
    );
    store
        .connection()
        .execute_batch("DROP TRIGGER audit_keeps; UPDATE audit SET who = 'x' WHERE seq = 1")
        .unwrap();
    assert_eq!(audit_break(&store).unwrap(), Some(1));
}

#[test]
fn what_is_no_moment_is_told_and_in_the_chain_it_is_a_break() {
    let (_folder, mut store) = fresh();
    store
        .transaction("lan", |log| {
            unlocked(log)?;
            log.unlogged(NoEntry::Draft).put_draft("place", "{}")
        })
        .unwrap();
    let kept = store
        .connection()
        .query_row("SELECT at FROM audit", [], |row| row.get::<_, String>(0))
        .unwrap();
    assert_eq!(audit_entries(&store).unwrap()[0].at.unwrap().iso(), kept);
    store
        .connection()
        .execute_batch(
            "DROP TRIGGER audit_keeps; UPDATE audit SET at = 'lately'; UPDATE drafts SET at = ''",
        )
        .unwrap();
    assert_eq!(audit_break(&store).unwrap(), Some(1));
    // It is shown without one; what is no draft is nobody's work.
    let entries = audit_entries(&store).unwrap();
    assert!(
        entries.iter().all(|entry| entry.at.is_none()),
        "{entries:?}"
    );
    assert_eq!(drafts(&store, "lan").unwrap(), []);
    assert_eq!(draft(&store, "lan", "place").unwrap(), None);
    assert_eq!(all_drafts(&store).unwrap(), []);
    assert_eq!(last_action(&store, Action::Unlocked).unwrap(), None);
    assert_eq!(log_times(&store, 60).unwrap().newest, None);
}

fn unlocked(log: &Log<'_>) -> Result<(), StoreError> {
    log.entry(Action::Unlocked, "office").map(|_| ())
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let (_folder, mut store) = fresh();
    let result = store.transaction("lan", |log| {
        log.entry(Action::Unlocked, "office")?;
        Err::<(), _>(StoreError::NoRecord("x".to_owned()))
    });
    assert!(result.is_err());
    assert_eq!(audit_head(&store).unwrap().length, 0);
}

#[test]
fn a_wrong_key_opens_nothing_and_a_newer_schema_is_only_read() {
    let (folder, store) = fresh();
    store
        .connection()
        .execute_batch("PRAGMA user_version = 999")
        .unwrap();
    drop(store);
    let path = folder.path().join("office.db");
    assert!(matches!(
        Store::open(&path, &[8; 32]),
        Err(StoreError::Sqlite(_))
    ));
    let mut newer = Store::open(&path, &KEY).unwrap();
    assert!(newer.is_read_only());
    assert_eq!(audit_head(&newer).unwrap().length, 0);
    let written = newer.transaction("lan", unlocked);
    assert!(matches!(
        written,
        Err(StoreError::TooNew { found: 999, .. })
    ));
}

#[test]
fn a_migration_leaves_the_database_as_it_was_beside_it() {
    let (folder, mut store) = fresh();
    store.transaction("lan", unlocked).unwrap();
    let path = folder.path().join("office.db");
    let mut next = schema::STEPS.to_vec();
    next.push(schema::sql("ALTER TABLE office ADD COLUMN telephone TEXT"));
    schema::migrate(&mut store.connection, &path, &KEY, &next).unwrap();
    let columns = |connection: &Connection| -> i64 {
        let sql = "SELECT count(*) FROM pragma_table_info('office') WHERE name = 'telephone'";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(columns(&store.connection), 1);
    drop(store);

    let known = schema::KNOWN;
    let backup = folder.path().join(format!("office.schema-{known}.backup"));
    assert!(
        !std::fs::read(&backup)
            .unwrap()
            .starts_with(b"SQLite format 3")
    );
    let before = Store::open(&backup, &KEY).unwrap();
    assert_eq!(columns(&before.connection), 0);
    assert_eq!(audit_head(&before).unwrap().length, 1);

    // A migration that fails changes nothing.
    let mut store = Store::open(&path, &KEY).unwrap();
    next.push(schema::sql("CREATE TABLE office (x)"));
    assert!(schema::migrate(&mut store.connection, &path, &KEY, &next).is_err());
    let version: i64 = store
        .connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, known + 1);
}

#[test]
fn the_register_is_brought_up_to_date_as_the_office_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.db");
    let mut register = IdentityStore::make(&path, &KEY).unwrap();
    let person = CaseRef::new("20001").unwrap();
    let identity = PersonIdentity {
        name: Some(Line::new("Bịa Thị Thử").unwrap()),
        ..PersonIdentity::default()
    };
    register.put_person(&person, &identity, "lan").unwrap();
    drop(register);
    let mut connection = Connection::open(&path).unwrap();
    apply_key(&connection, &KEY).unwrap();
    let now: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    // A later program's: one step more.
    let step = schema::sql("CREATE TABLE more (x TEXT) STRICT");
    let steps = vec![step; usize::try_from(now).unwrap() + 1];
    let found = schema::migrate(&mut connection, &path, &KEY, &steps).unwrap();
    assert_eq!(found, schema::FoundSchema::Migrated);
    drop(connection);
    // As it was, beside it; what a later program made is not opened.
    let copy = folder.path().join(format!("register.schema-{now}.backup"));
    let copy = IdentityStore::make(&copy, &KEY).unwrap();
    assert_eq!(copy.person(&person).unwrap(), Some(identity));
    assert!(matches!(
        IdentityStore::make(&path, &KEY),
        Err(StoreError::TooNew { found, known }) if (found, known) == (now + 1, now)
    ));
}

#[test]
fn a_unit_has_one_trusted_key() {
    let (_folder, mut store) = fresh();
    let unit = UnitCode::new("09163").unwrap();
    let key = |signing: &str| UnitKey {
        unit: unit.clone(),
        name: "Phường thử".to_owned(),
        signing_key: signing.to_owned(),
        reading_key: "age1".to_owned(),
        register_key: None,
        state: KeyState::Trusted,
        valid_from: Moment::now(),
        valid_to: None,
        offered_register_key: None,
        lost_since: None,
    };
    store
        .transaction("lan", |log| {
            log.set_key(&key("old"), Because::Card)?;
            log.set_key(&key("new"), Because::Card)
        })
        .unwrap();
    assert_eq!(
        trusted_key(&store, &unit).unwrap().unwrap().signing_key,
        "new"
    );
    let old = unit_key_by_signing(&store, "old").unwrap().unwrap();
    assert_eq!(old.state, KeyState::Revoked);

    // Offered again, the revoked one changes nothing: neither itself nor the one in its place. Nor does a
    // key under another unit's name, nor a card of what is trusted.
    let mut others = key("new");
    (others.unit, others.state) = (UnitCode::new("09166").unwrap(), KeyState::Revoked);
    let mut card = key("new");
    card.state = KeyState::Known;
    for offered in [key("old"), others, card] {
        let before = unit_keys(&store).unwrap();
        let events = key_events(&store, &unit).unwrap();
        let noted = store.transaction("lan", |log| log.set_key(&offered, Because::Roster));
        assert!(!noted.unwrap());
        assert_eq!(unit_keys(&store).unwrap(), before);
        assert_eq!(key_events(&store, &unit).unwrap(), events);
    }
}

#[test]
fn a_log_that_is_written_anew_does_not_have_the_heads_that_others_keep() {
    let (_folder, mut store) = fresh();
    let unit = UnitCode::new("27").unwrap();
    let write = |store: &mut Store, subject: &str| {
        store
            .transaction("lan", |log| log.entry(Action::Added, subject).map(|_| ()))
            .unwrap();
    };
    write(&mut store, "one");
    write(&mut store, "two");
    let head = audit_head(&store).unwrap();
    store
        .transaction("lan", |log| {
            log.entry(Action::Imported, "receipt")?
                .keep_outside_head("package", &unit, &head)
        })
        .unwrap();
    assert!(missing_heads(&store).unwrap().is_empty());
    // Whoever has the key of the database takes the last entries out and writes others.
    store
        .connection
        .execute_batch("DROP TRIGGER audit_stays; DELETE FROM audit WHERE seq > 1;")
        .unwrap();
    assert_eq!(missing_heads(&store).unwrap().len(), 1);
    write(&mut store, "another");
    assert_eq!(audit_break(&store).unwrap(), None, "the chain itself fits");
    let missing = missing_heads(&store).unwrap();
    assert_eq!((&missing[0].unit, missing[0].entries), (&unit, 2));
}

/// The office opened by somebody who holds the facts key.
fn held(folder: &tempfile::TempDir) -> Store {
    let mut store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    store.hold_facts(facts_keys(), |_| None).unwrap();
    let people = People {
        holders: vec!["lan".to_owned()],
        users: vec!["lan".to_owned(), "hoa".to_owned()],
    };
    store.put_guard_up(GUARDED_FORM, people).unwrap();
    store
}

fn facts_keys() -> FactsKeys {
    FactsKeys::new(&[age::secrecy::SecretString::from("a whole key".to_owned())])
}

/// An office whose facts are sealed, and what lies open beside them guarded.
fn guarded_office() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = fresh();
    let sealed = store.seal_facts(facts_keys(), "lan", |_| Ok::<(), StoreError>(()));
    sealed.unwrap();
    drop(store);
    let store = held(&folder);
    (folder, store)
}

fn publish(log: &Log<'_>, numbers: std::ops::Range<i64>) -> Result<(), StoreError> {
    let numbers: Vec<_> = numbers
        .map(|number| PublishedNumber {
            period: "phu-luc-02/2024/annual".to_owned(),
            code: format!("II.{number}"),
            behind: "[[\"09163\",1]]".to_owned(),
            exact: Some(number),
        })
        .collect();
    log.entry(Action::Printed, "x")?
        .put_published("print", &numbers)
}

#[test]
fn a_report_that_was_not_closed_lies_sealed_and_is_missed() {
    let year = Year::new(2024).unwrap();
    let (folder, mut store) = guarded_office();
    let put = |store: &mut Store, number, text: &str| {
        store.transaction("lan", |log| {
            let writer = log.entry(Action::Printed, "x")?;
            writer.put_open_report(year, number, text.to_owned())
        })
    };
    for (number, text) in [(2, "[3]"), (10, "[4]"), (1, "[2]")] {
        put(&mut store, number, text).unwrap();
    }
    // None is put in the place of another.
    put(&mut store, 2, "[1]").unwrap_err();
    let found = |store: &Store| {
        let reports = open_reports(store, year).unwrap().unwrap();
        let texts = reports
            .iter()
            .map(|(number, text)| format!("{number}: {}", text.trim_end()));
        texts.collect::<Vec<_>>()
    };
    let all = ["1: [2]", "2: [3]", "10: [4]"];
    assert_eq!(found(&store), all);
    assert_eq!(
        open_reports(&store, Year::new(2025).unwrap()).unwrap(),
        Some(Vec::new())
    );
    store.reseal_facts(facts_keys()).unwrap();
    assert_eq!(found(&store), all);
    assert!(facts_are_whole(&store).unwrap());
    assert_eq!(all_unreadable(&store).unwrap(), []);
    store.let_go_of_facts().unwrap();
    assert_eq!(open_reports(&store, year).unwrap(), None);
    drop(store);
    let store = held(&folder);
    store
        .connection()
        .execute(
            "DELETE FROM sealed_facts WHERE what = 'open' AND place = '2024 2'",
            [],
        )
        .unwrap();
    assert!(!facts_are_whole(&store).unwrap());
}

#[test]
fn what_is_guarded_is_as_it_was_left_after_a_failure_and_a_kill() {
    let (folder, mut store) = guarded_office();
    store.transaction("lan", |log| publish(log, 0..10)).unwrap();
    store.check_guarded().unwrap();
    let failed = store.transaction("lan", |log| -> Result<(), StoreError> {
        publish(log, 10..20)?;
        Err(StoreError::FactsClosed)
    });
    failed.unwrap_err();
    store
        .transaction("lan", |log| publish(log, 20..30))
        .unwrap();
    store.check_guarded().unwrap();
    // Left in the middle of a transaction, as by a kill.
    store
        .connection
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM published WHERE seq = 1;")
        .unwrap();
    drop(store);
    let mut store = held(&folder);
    store.check_guarded().unwrap();
    // Sealed anew under another secret.
    store.reseal_facts(facts_keys()).unwrap();
    store
        .transaction("lan", |log| publish(log, 30..40))
        .unwrap();
    drop(store);
    held(&folder).check_guarded().unwrap();
    assert_eq!(number(&held(&folder), "SELECT count(*) FROM published"), 30);
}

#[test]
fn who_does_not_hold_the_facts_key_sets_nothing_that_is_guarded() {
    let (folder, store) = guarded_office();
    drop(store);
    let mut store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    let refused = store.transaction("hoa", |log| publish(log, 0..1));
    assert!(
        matches!(refused, Err(StoreError::FactsClosed)),
        "{refused:?}"
    );
    let done = store.transaction("hoa", |log| {
        log.entry(Action::Unlocked, "office").map(|_| ())
    });
    done.unwrap();
    drop(store);
    held(&folder).check_guarded().unwrap();
}

#[test]
fn another_hand_that_writes_meanwhile_is_seen_at_once() {
    let (folder, mut store) = guarded_office();
    store.transaction("lan", |log| publish(log, 0..10)).unwrap();
    let other = connect(&folder.path().join("office.db"), &KEY).unwrap();
    other
        .execute_batch("DELETE FROM published WHERE seq = 3")
        .unwrap();
    let differs = |store: &Store| match store.check_guarded() {
        Err(StoreError::Differing(part)) => Some(part),
        _ => None,
    };
    assert_eq!(differs(&store), Some(Guarded::Published));
    other
        .execute_batch(
            "CREATE TRIGGER planted AFTER INSERT ON audit BEGIN DELETE FROM published; END",
        )
        .unwrap();
    // It is taken out before it can act for who writes next, and the log tells of it.
    store
        .transaction("lan", |log| publish(log, 10..12))
        .unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM published"), 11);
    assert_eq!(store.differing(), [Guarded::Published, Guarded::Tables]);
    let told = audit_entries(&store).unwrap();
    assert!(told.iter().any(|entry| entry.subject == "published tables"));
}

#[test]
fn ten_thousand_guarded_rows_are_looked_through_in_seconds_at_most() {
    let (folder, mut store) = guarded_office();
    store
        .transaction("lan", |log| publish(log, 0..10_000))
        .unwrap();
    drop(store);
    let mut store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    store.hold_facts(facts_keys(), |_| None).unwrap();
    let begun = std::time::Instant::now();
    store.put_guard_up(GUARDED_FORM, People::default()).unwrap();
    let took = begun.elapsed();
    store.check_guarded().unwrap();
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
    println!("10,000 rows: {took:?}");
}

/// Puts 24 MiB into a database and deletes them again, and gives the size of its file then, in MiB.
fn much_came_and_went(store: &mut Store) -> u64 {
    let bytes = vec![7; 24 << 20];
    let sha256 = Sha256::of(&bytes);
    let done = |log: &Log<'_>| -> Result<(), StoreError> {
        let sql = "INSERT INTO waiting (package_id, kind, unit, sequence, made_at, came_at, came_by, content)
                   VALUES (?1, 'transfer', '27', 1, '', '', 'lan', ?2)";
        log.connection
            .execute(sql, params![sha256.as_str(), bytes])?;
        Ok(())
    };
    store.transaction("lan", done).unwrap();
    store.checkpoint().unwrap();
    assert!(megabytes(store) >= 24);
    let gone = |log: &Log<'_>| {
        let writer = log.unlogged(NoEntry::Draft);
        writer.no_longer_waiting(sha256.as_str())
    };
    store.transaction("lan", gone).unwrap();
    store.checkpoint().unwrap();
    megabytes(store)
}

fn megabytes(store: &Store) -> u64 {
    std::fs::metadata(&store.path).unwrap().len() >> 20
}

#[test]
fn what_much_that_was_deleted_took_is_given_back() {
    let (folder, mut store) = fresh();
    assert_eq!(much_came_and_went(&mut store), 0);
    // A database that an earlier program made gives back nothing until it is written anew, once.
    let earlier = "PRAGMA auto_vacuum = NONE; VACUUM;";
    store.connection.execute_batch(earlier).unwrap();
    drop(store);
    let mut store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    let gives_back = |store: &Store| -> i64 {
        let sql = "PRAGMA auto_vacuum";
        store
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(gives_back(&store), 0);
    for _ in 0..2 {
        assert_eq!(much_came_and_went(&mut store), 0);
        assert_eq!(gives_back(&store), 2);
    }
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn what_is_recorded_last_is_last_though_the_clock_was_set_back() {
    let (_folder, mut store) = fresh();
    let kind = RecordKind::IssuedDocument;
    let ids = store.transaction("lan", |log| -> Result<Vec<RecordId>, StoreError> {
        let text = |text: &str| crate::model::Cell::Text(text.to_owned());
        let mut cells = ["1/KH", "2024-03-05", "UBND", "Kế hoạch"]
            .map(text)
            .to_vec();
        cells.resize(kind.columns().len(), crate::model::Cell::Empty);
        // Recorded by a clock that was years ahead.
        let ahead = RecordId::parse("02b00000-0000-7000-8000-0000000000ff")?;
        let writer = log.entry(Action::Added, "thử")?;
        writer.insert(kind, OWN, ahead, 1, &cells)?;
        Ok(vec![ahead, log.add(kind, &cells)?, log.add(kind, &cells)?])
    });
    let ids = ids.unwrap();
    assert!(
        ids.is_sorted() && ids[0] < ids[1] && ids[1] < ids[2],
        "{ids:?}"
    );
    let read = flat_records(&store, kind, OWN).unwrap();
    assert_eq!(read.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
}
