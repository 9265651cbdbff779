//! What whoever opens the database writes into the tables that everybody at the office writes: nothing of it shuts the
//! office, and of what no record is left there is a way out.

use super::*;
use crate::message::Language;
use crate::model::{Cell, Column, ColumnKind, Flat, Moment, Period, RecordId, RecordKind, Sha256};
use crate::package::seal;
use crate::period::PeriodError;
use crate::progress::Watch;
use crate::sections::Severity;
use crate::store::{Action, Log, NoEntry, OWN, Reader, RefusedRow};
use crate::test_offices::{
    COMMUNE, HEAD, PROVINCE, Place, day, enrol, name_a_head, passphrase, period,
    province_with_a_submission, take_in,
};
use rusqlite::params;

const FILE: &[u8] = b"a file";

/// A cell that its column may hold.
fn cell(column: &Column, record: RecordId) -> Cell {
    let text = match (column.name.as_str(), column.kind) {
        ("period", _) => "phu-luc-02/2024/annual".to_owned(),
        ("sha256", _) => Sha256::of(FILE).to_string(),
        ("size", _) => return Cell::Int(6),
        ("section", _) => "II".to_owned(),
        ("date_to" | "until" | "numerator" | "denominator", _) => return Cell::Empty,
        ("indicator", _) => "I.1.2".to_owned(),
        // A question has one answer.
        ("signs_no" | "signs_unsaid", _) => return Cell::Empty,
        (_, ColumnKind::Line(_) | ColumnKind::Paragraphs(_)) => "12".to_owned(),
        (_, ColumnKind::Day) => "2024-03-05".to_owned(),
        (_, ColumnKind::Month) => "2024-03".to_owned(),
        (_, ColumnKind::Year) => return Cell::Int(2024),
        (_, ColumnKind::YesNo) => return Cell::Int(1),
        (_, ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal) => return Cell::Int(5),
        (_, ColumnKind::Choice(list) | ColumnKind::Choices(list)) => list.codes[0].to_owned(),
        (_, ColumnKind::Reference(_)) => record.to_string(),
        (_, ColumnKind::Unit) => COMMUNE.to_owned(),
    };
    Cell::Text(text)
}

/// The kinds of record that everybody at the office writes.
fn kinds() -> impl Iterator<Item = RecordKind> {
    let all = RecordKind::ALL.into_iter();
    all.filter(|kind| kind.is_everybodys())
}

/// An office with a row in each table that everybody writes.
fn office(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    name_a_head(&mut office);
    let work = |log: &Log<'_>| -> Result<(), StoreError> {
        let mut record = RecordId::new();
        for kind in kinds() {
            let cells = kind.columns().iter().map(|column| cell(column, record));
            let cells = kind.canonical(cells.collect()).unwrap();
            let added = log.add(kind, &cells)?;
            if kind == RecordKind::Inspection {
                record = added;
            }
        }
        let writer = log.unlogged(NoEntry::Draft);
        writer.put_blob(&Sha256::of(FILE), FILE)?;
        writer.put_draft("issued_documents/new", "{\"symbol\":\"1\"}")?;
        writer.add_refused(&RefusedRow {
            id: 0,
            at: Moment::now(),
            file: "a.tienbo".to_owned(),
            path: None,
            sha256: None,
            code: "goi.hong".to_owned(),
            detail: "x".to_owned(),
            refusal: None,
        })
    };
    office.view.store.transaction(HEAD, work).unwrap();
    office
}

fn columns(office: &Office, table: &str) -> Vec<(String, bool)> {
    let sql = "SELECT name, type = 'TEXT' FROM pragma_table_info(?1)";
    let mut statement = office.store().connection().prepare(sql).unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

/// By what the rows of a table are known.
fn key_of(table: &str) -> &'static str {
    match table {
        "drafts" => "place",
        _ => "id",
    }
}

/// The keys of the rows of a table, quoted.
fn all(office: &Office, table: &str) -> Vec<String> {
    let sql = format!("SELECT quote({}) FROM {table}", key_of(table));
    let mut statement = office.store().connection().prepare(&sql).unwrap();
    let found = statement.query_map([], |row| row.get(0));
    found.unwrap().map(Result::unwrap).collect()
}

/// Takes every row out of a table but some.
fn take_out(office: &Office, table: &str, but: &[String]) {
    let (key, but) = (key_of(table), but.join(", "));
    let sql = format!("DELETE FROM {table} WHERE {key} NOT IN ({but})");
    office.store().connection().execute_batch(&sql).unwrap();
}

/// Puts a row beside the first of a table that is the same but for one column.
fn plant(office: &Office, table: &str, column: &str, value: &str) {
    let connection = office.store().connection();
    let key = key_of(table);
    let fresh = match table {
        "refused" => "NULL".to_owned(),
        _ => format!("'{}'", RecordId::new()),
    };
    let columns = columns(office, table);
    let values = columns.iter().map(|(name, _)| match name {
        name if name == column => value.to_owned(),
        name if name == key => fresh.clone(),
        name => format!("\"{name}\""),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    let sql = format!(
        "PRAGMA ignore_check_constraints = ON;
         INSERT INTO {table} SELECT {values} FROM {table} ORDER BY {key} LIMIT 1;
         PRAGMA ignore_check_constraints = OFF;"
    );
    let planted = connection.execute_batch(&sql);
    planted.unwrap_or_else(|error| panic!("{table}.{column} {value}: {error}"));
}

/// Looks through all that is read of the office.
fn is_read(office: &Office, what: &str) {
    let read = |done: Result<(), String>| done.unwrap_or_else(|error| panic!("{what}: {error}"));
    let said = |error: &dyn std::fmt::Display| error.to_string();
    read(office.check(period()).map(|_| ()).map_err(|e| said(&e)));
    read(office.verify().map(|_| ()).map_err(|e| said(&e)));
    read(office.refused().map(|_| ()).map_err(|e| said(&e)));
    read(
        office
            .drafts_left(period())
            .map(|_| ())
            .map_err(|e| said(&e)),
    );
    for kind in kinds() {
        let found: Result<Vec<Flat>, _> = store::flat_records(office.store(), kind, OWN);
        read(found.map(|_| ()).map_err(|e| said(&e)));
    }
}

/// Closes the period, or is told why not; what is told of rows that do not read names them, and is taken out.
fn closes(office: &mut Office, table: &str, what: &str) {
    let unreadable = office.unreadable_facts().unwrap();
    if !unreadable.is_empty() {
        assert!(
            unreadable.iter().all(|one| one.place.what == table),
            "{what}"
        );
        let refused = office.close(period(), Some("x")).unwrap_err();
        assert!(
            matches!(
                refused,
                PeriodError::Store(StoreError::FactsMissing(count)) if count == unreadable.len()
            ),
            "{what}: {refused:?}"
        );
        let shown: Vec<String> = unreadable.iter().map(|one| one.place.to_string()).collect();
        office.take_out_unreadable(&shown, "x").unwrap();
        assert_eq!(office.unreadable_facts().unwrap(), [], "{what}");
    }
    match office.close(period(), Some("x")) {
        Ok(_) => office.reopen(period()).unwrap(),
        // Whatever is wrong with a record that reads is said of it.
        Err(PeriodError::NotComplete(_)) => {
            let findings = office.check(period()).unwrap();
            let mut wrong = findings
                .iter()
                .filter(|one| one.severity == Severity::Error);
            assert!(
                wrong.all(|one| !one.detail.is_empty()),
                "{what}: {findings:?}"
            );
        }
        Err(error) => panic!("{what}: {error:?}"),
    }
}

#[test]
fn whatever_stands_in_a_column_that_everybody_writes_shuts_no_office_and_has_a_way_out() {
    let place = Place::new();
    let mut office = office(&place);
    let mut told = 0;
    for table in kinds().map(RecordKind::table).chain(["drafts", "refused"]) {
        let before = all(&office, table);
        for (column, is_text) in columns(&office, table) {
            // Rows of other origins are guarded; SQLite numbers what was refused.
            let is_left = column == "origin" || (table, column.as_str()) == ("refused", "id");
            let values: &[&str] = match is_text {
                _ if is_left => &[],
                true => &["'x'", "''", "CAST(x'ff' AS TEXT)"],
                false => &["-1", "9223372036854775807"],
            };
            // Each in a row of its own, in which all else is right.
            for value in values {
                plant(&office, table, &column, value);
            }
        }
        drop(office);
        office = place.open(COMMUNE, HEAD);
        is_read(&office, table);
        told += office.unreadable_facts().unwrap().len();
        closes(&mut office, table, table);
        let backup = place.at(&format!("{table}.tienbo-backup"));
        office.backup(&backup, &mut Watch::none()).unwrap();
        // What reads is as good as anybody's, and goes as any other.
        take_out(&office, table, &before);
    }
    assert!(told > 100, "{told}");
}

/// Puts entries where names wait for the register: as many that come into it as are told first, and so many that never
/// do.
fn names_wait(log: &Log<'_>, register_key: &str) -> (usize, usize) {
    let connection = log.connection();
    let put = |case: &str, sealed: &[u8], numbers: &str, who: &str, source: &str| {
        let text = "CAST(%s AS TEXT)";
        let texts = [case, numbers, who, source].map(|value| text.replace("%s", value));
        let [case, numbers, who, source] = texts;
        let sql = format!(
            "INSERT INTO register_inbox (case_id, sealed, numbers, who, source)
             VALUES ({case}, ?1, {numbers}, {who}, {source})"
        );
        connection.execute(&sql, [sealed]).unwrap();
    };
    let own = [register_key.to_owned()];
    let another = [holders::public(&keyring::new_identity()).unwrap()];
    let good = seal::encrypt(b"{}", &own).unwrap();
    let case = format!("'{}'", RecordId::new());
    let (numbers, who, source) = ("'{}'", "'hoa'", "'workbook'");
    for _ in 0..2 {
        put(&case, &good, numbers, who, source);
    }
    let mut told = 0;
    for value in ["'x'", "''", "x'ff'"] {
        put(value, &good, numbers, who, source);
        put(&case, &good, value, who, source);
        told += 2;
    }
    put(&case, &good, "'{\"1\": \"x\"}'", who, source);
    put(&case, &good, numbers, "x'ff'", source);
    put(&case, &good, numbers, who, "x'ff'");
    told += 3;
    for (said, to) in [
        (&b"{}"[..], &another),
        (b"{}}", &own),
        (b"{\"files\": [{\"name\": \"a\", \"bytes\": \"*\"}]}", &own),
    ] {
        put(
            &case,
            &seal::encrypt(said, to).unwrap(),
            numbers,
            who,
            source,
        );
        told += 1;
    }
    put(&case, b"", numbers, who, source);
    told += 1;
    // What the first schema kept of a case.
    let sql = "INSERT INTO identities_schema_1 (case_id, sealed) VALUES (?1, ?2)";
    let cases = [RecordId::new().to_string(), "x".to_owned(), String::new()];
    for case in &cases {
        connection.execute(sql, params![case, b"x"]).unwrap();
    }
    (2, told + cases.len())
}

#[test]
fn what_waits_for_the_register_and_never_comes_into_it_is_told_and_taken_out() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    name_a_head(&mut office);
    let thu = UserName::new("thu").unwrap();
    office
        .put_user(&thu, &passphrase(), &[Role::Head], true)
        .unwrap();
    // As an earlier program took it in: nobody wrote it by hand.
    let key = office.register_key().to_owned();
    let work = |log: &Log<'_>| -> Result<_, StoreError> {
        log.entry(Action::Imported, "x")?;
        Ok(names_wait(log, &key))
    };
    let (good, bad) = office.view.store.transaction(HEAD, work).unwrap();
    let counted = |office: &Office| store::waiting_names(office.store()).unwrap().len();
    assert_eq!(counted(&office), good + bad);
    drop(office);
    // The case officer's unlocking takes in what it can, and tells the rest.
    let mut office = place.open(COMMUNE, HEAD);
    assert_eq!(office.differing().unwrap(), []);
    let told = office.known_unreadable().unwrap();
    assert_eq!((told.len(), counted(&office)), (bad, bad));
    assert!(told.iter().all(|one| one.place.is_of_names()));
    assert_eq!(office.verify().unwrap().unreadable.len(), bad);
    // No number lacks anything.
    office.close(period(), Some("x")).unwrap();
    drop(office);
    // A head who opens no name is told of the same, and decides.
    let mut office = place.open(COMMUNE, "thu");
    let shown = office.unreadable_facts().unwrap();
    assert_eq!(shown.len(), bad);
    assert!(shown.iter().all(|one| one.since.is_some()));
    let shown: Vec<String> = shown.iter().map(|one| one.place.to_string()).collect();
    office.take_out_unreadable(&shown, "không mở được").unwrap();
    assert_eq!(
        (office.unreadable_facts().unwrap().len(), counted(&office)),
        (0, 0)
    );
    assert_eq!(office.known_unreadable().unwrap(), []);
    assert!(store::was_done(office.store(), Action::FactsTakenOut, &shown[0]).unwrap());
    drop(office);
    let office = place.open(COMMUNE, HEAD);
    assert_eq!(office.unreadable_facts().unwrap(), []);
    let verified = office.verify().unwrap();
    assert!(verified.is_fine(), "{verified:?}");
}

/// The data key, as SQL takes it.
fn data_key(office: &Office) -> String {
    let key = office.data_key().unwrap();
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The office's database as whoever has the data key opens it, with SQL.
fn insider(folder: &Path, key: &str) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join(DATABASE)).unwrap();
    let sql = format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
    );
    connection.execute_batch(&sql).unwrap();
    connection
}

/// Puts rows into a guarded table, in each of which one column holds what it should not; of the one row of the office
/// one of these at a time.
fn plant_guarded(connection: &rusqlite::Connection, table: &str, only: Option<usize>) -> usize {
    let sql = "SELECT name, type, pk FROM pragma_table_info(?1)";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let columns: Vec<(String, String, i64)> = found.unwrap().map(Result::unwrap).collect();
    let junk = |kind: &str| match kind {
        "TEXT" => &["'x'", "''", "CAST(x'ff' AS TEXT)"][..],
        "BLOB" => &["x'00'"],
        _ => &["-1", "9223372036854775807"],
    };
    let whole = columns.iter().map(|(_, kind, _)| junk(kind)[0]);
    let whole = whole.collect::<Vec<_>>().join(", ");
    // Of a table that has none yet, one in which nothing is right.
    let count = format!("SELECT count(*) FROM {table}");
    let rows: i64 = connection.query_row(&count, [], |row| row.get(0)).unwrap();
    if rows == 0 {
        let sql = format!("INSERT INTO {table} VALUES ({whole})");
        connection.execute_batch(&sql).unwrap();
    }
    let mut planted = 0;
    let all = columns
        .iter()
        .flat_map(|column| junk(&column.1).iter().map(move |value| (column, value)));
    for (place, ((column, ..), value)) in all.enumerate() {
        if only.is_some_and(|only| only != place) {
            continue;
        }
        let sql = match table {
            "office" => format!("UPDATE OR IGNORE office SET \"{column}\" = {value}"),
            _ => {
                let values = columns.iter().map(|(name, kind, key)| match kind.as_str() {
                    _ if name == column => (*value).to_owned(),
                    "TEXT" if *key > 0 => format!("'{}'", RecordId::new()),
                    "INTEGER" if *key > 0 => format!("{}", 1_000 + place),
                    _ => format!("\"{name}\""),
                });
                let values = values.collect::<Vec<_>>().join(", ");
                format!("INSERT OR IGNORE INTO {table} SELECT {values} FROM {table} LIMIT 1")
            }
        };
        // A row that the table refuses beside those that it has takes the place of one of them; what it refuses there
        // too cannot be planted.
        let instead = format!("UPDATE OR IGNORE {table} SET \"{column}\" = {value}");
        let put = connection.execute(&sql, []).unwrap_or_default();
        planted += match put {
            0 => connection.execute(&instead, []).unwrap_or_default(),
            put => put,
        };
    }
    planted + usize::from(rows == 0)
}

/// What is told says what is wrong in the user's words, and what to do.
fn is_told(error: &impl Told, what: &str) {
    let said = error.sentence(Language::OFFICIAL);
    let leads_on = said.contains("sao lưu") || said.contains("tienbo ");
    assert!(leads_on, "{what}: {said}");
}

fn done_or_told<T, E: Told>(done: Result<T, E>, what: &str) -> Option<T> {
    done.inspect_err(|error| is_told(error, what)).ok()
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copied(&entry.path(), &to),
            false => fs::copy(entry.path(), to).map(|_| ()).unwrap(),
        }
    }
}

#[test]
fn whatever_stands_in_a_guarded_column_is_told_and_leaves_no_office() {
    let place = Place::new();
    let (office, _) = province_with_a_submission(&place);
    let key = data_key(&office);
    drop(office);
    let user = UserName::new(HEAD).unwrap();
    let folder = place.at(PROVINCE);
    let kept = place.at("kept");
    copied(&folder, &kept);
    let one_by_one = (0..30).map(|one| ("office", Some(one)));
    let tables = store::guarded_tables().filter(|table| *table != "office");
    for (table, only) in tables.map(|table| (table, None)).chain(one_by_one) {
        let what = format!("{table} {only:?}");
        fs::remove_dir_all(&folder).unwrap();
        copied(&kept, &folder);
        let planted = plant_guarded(&insider(&folder, &key), table, only);
        if planted == 0 {
            assert!(only.is_some(), "{what}");
            continue;
        }
        let opened = Office::open(&folder, &user, &passphrase());
        let Some(mut office) = done_or_told(opened, &what) else {
            continue;
        };
        // What only some may set differs: it is told, and nothing leaves.
        let differing = office.differing().unwrap();
        let is_open = table == "office" && differing.is_empty();
        done_or_told(office.verify(), &what);
        done_or_told(office.check(period()), &what);
        done_or_told(office.waiting_transfers(), &what);
        let roster = place.at("planted.tienbo");
        assert!(
            is_open || (!differing.is_empty() && office.write_roster(&roster).is_err()),
            "{what}"
        );
        assert!(is_open || !roster.exists(), "{what}");
        // A head takes it as it is, or goes back to a backup.
        done_or_told(office.take_differing(), &what);
        drop(office);
        if let Some(office) = done_or_told(Office::open(&folder, &user, &passphrase()), &what) {
            done_or_told(office.verify(), &what);
            done_or_told(office.check(period()), &what);
        }
    }
}

/// Values that read here, each to stand in a row of its own.
fn odd_values(office: &Office, column: &Column) -> Vec<String> {
    let id_of = |table: &str| {
        let sql = format!("SELECT quote(id) FROM {table} ORDER BY id LIMIT 1");
        let connection = office.store().connection();
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    match column.kind {
        ColumnKind::Reference(Some(_)) => {
            vec![format!("'{}'", RecordId::new()), id_of("issued_documents")]
        }
        ColumnKind::Line(_) | ColumnKind::Paragraphs(_) => {
            ["'x'", "'e'||char(769)", "char(8238)||'x'", "'=1+1'"]
                .map(str::to_owned)
                .to_vec()
        }
        _ => Vec::new(),
    }
}

/// Own records that a receiver would not take, as whoever opens the database finds them.
const NOT_TAKEN: [(RecordKind, &str); 4] = [
    (
        RecordKind::TrainingCourse,
        "id IN (SELECT id FROM issued_documents)",
    ),
    (
        RecordKind::InspectionFinding,
        "inspection NOT IN (SELECT id FROM inspections)",
    ),
    (RecordKind::Narrative, "section <> 'II'"),
    (RecordKind::IndicatorValue, "indicator <> 'I.1.2'"),
];

#[test]
fn what_everybody_writes_leaves_as_its_receiver_takes_it_or_is_told_before() {
    let place = Place::new();
    let mut office = office(&place);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut office]);
    let connection = office.store().connection();
    let one_head = "DELETE FROM committee_members WHERE name = '12'";
    connection.execute_batch(one_head).unwrap();
    for kind in kinds().filter(|kind| *kind != RecordKind::CommitteeMember) {
        for column in kind.columns() {
            for value in odd_values(&office, column) {
                plant(&office, kind.table(), &column.name, &value);
            }
        }
    }
    let twice = "(SELECT min(id) FROM issued_documents)";
    plant(&office, "training_courses", "id", twice);
    drop(office);
    let mut office = place.open(COMMUNE, HEAD);
    let unreadable = office.unreadable_facts().unwrap();
    let shown: Vec<String> = unreadable.iter().map(|one| one.place.to_string()).collect();
    if !shown.is_empty() {
        office.take_out_unreadable(&shown, "x").unwrap();
    }
    for of in ["phu-luc-02/2024/annual", "phu-luc-01/2024/annual"] {
        let period: Period = of.parse().unwrap();
        let refused = office.close(period, Some("x")).unwrap_err();
        let PeriodError::NotComplete(count) = refused else {
            panic!("{refused:?}");
        };
        let findings = office.check(period).unwrap();
        let errors = findings
            .iter()
            .filter(|one| one.severity == Severity::Error);
        let errors: Vec<_> = errors.collect();
        assert!(
            errors.iter().all(|one| one.code == "not-taken"),
            "{errors:?}"
        );
        // Each is told once, and can be deleted as any record.
        let mut deleted = 0;
        for (kind, which) in NOT_TAKEN
            .into_iter()
            .filter(|(kind, _)| kind.is_carried_by(period.report))
        {
            let sql = format!(
                "SELECT id, version FROM {} WHERE origin = 0 AND deleted = 0 AND {which}",
                kind.table()
            );
            let connection = office.store().connection();
            let mut statement = connection.prepare(&sql).unwrap();
            let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)));
            let rows: Vec<(String, i64)> = rows.unwrap().map(Result::unwrap).collect();
            drop(statement);
            let rows = rows
                .iter()
                .map(|(id, version)| (RecordId::parse(id).unwrap(), *version));
            let rows: Vec<(RecordId, i64)> = rows.collect();
            assert!(!rows.is_empty(), "{which}");
            office.delete_records(kind, &rows).unwrap();
            deleted += rows.len();
        }
        assert_eq!((errors.len(), count), (deleted, deleted), "{errors:?}");
        office.close(period, Some("x")).unwrap();
        let file = place.at(&format!("{}.tienbo", period.report.code()));
        office.write_submission(period, day(), &file).unwrap();
        take_in(&mut province, &file, None);
    }
}
