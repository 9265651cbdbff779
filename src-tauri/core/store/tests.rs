use super::*;
use crate::model::{RecordKind, UnitCode};

const KEY: [u8; 32] = [7; 32];

fn fresh() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("office.db"), &KEY).unwrap();
    (folder, store)
}

#[test]
fn the_migrations_make_the_tables_that_the_records_need() {
    let (_folder, store) = fresh();
    let mut found = String::new();
    for kind in RecordKind::ALL {
        let sql: String = store
            .connection()
            .query_row(
                "SELECT sql FROM sqlite_master WHERE name = ?1",
                [kind.table()],
                |row| row.get(0),
            )
            .unwrap();
        found.push_str(&sql);
        found.push_str(";\n\n");
    }
    assert_eq!(found, Store::expected_record_tables());
}

#[test]
fn the_audit_chain_notices_a_changed_entry() {
    let (_folder, mut store) = fresh();
    store
        .transaction(|writer| -> Result<(), StoreError> {
            writer.audit("lan", Action::Unlocked, "office")?;
            writer.audit("lan", Action::Closed, "2024")
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
fn a_failed_transaction_leaves_nothing() {
    let (_folder, mut store) = fresh();
    let result = store.transaction(|writer| {
        writer.audit("lan", Action::Unlocked, "office")?;
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
    let written = newer.transaction(|writer| writer.audit("lan", Action::Unlocked, "office"));
    assert!(matches!(
        written,
        Err(StoreError::TooNew { found: 999, .. })
    ));
}

#[test]
fn a_migration_leaves_the_database_as_it_was_beside_it() {
    let (folder, mut store) = fresh();
    store
        .transaction(|writer| writer.audit("lan", Action::Unlocked, "office"))
        .unwrap();
    let path = folder.path().join("office.db");
    let mut next = schema::MIGRATIONS.to_vec();
    next.push("ALTER TABLE office ADD COLUMN telephone TEXT");
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
    next.push("CREATE TABLE office (x)");
    assert!(schema::migrate(&mut store.connection, &path, &KEY, &next).is_err());
    let version: i64 = store
        .connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, known + 1);
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
        valid_from: now().to_rfc3339(),
        valid_to: None,
    };
    store
        .transaction(|writer| {
            writer.set_key(&key("old"), &Because::CARD, "lan")?;
            writer.set_key(&key("new"), &Because::CARD, "lan")
        })
        .unwrap();
    assert_eq!(
        trusted_key(&store, &unit).unwrap().unwrap().signing_key,
        "new"
    );
    let old = unit_key_by_signing(&store, "old").unwrap().unwrap();
    assert_eq!(old.state, KeyState::Revoked);
}
