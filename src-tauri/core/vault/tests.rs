use super::*;
use crate::progress::Watch;
use age::secrecy::ExposeSecret;

fn passphrase(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

fn new_office(folder: &Path) -> (Office, RecoverySheet) {
    let new = NewOffice {
        unit: UnitCode::new("09163").unwrap(),
        name: None,
        catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
        user: UserName::new("lan").unwrap(),
        passphrase: passphrase("bốn từ dễ nhớ mà dài"),
    };
    Office::create(folder, new).unwrap()
}

#[test]
fn an_office_opens_with_its_passphrase_or_its_recovery_sheet_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (office, sheet) = new_office(&dir);
    let lan = UserName::new("lan").unwrap();
    assert!(matches!(
        Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")),
        Err(VaultError::InUse(_))
    ));
    drop(office);
    assert!(matches!(
        Office::open(&dir, &lan, &passphrase("mật khẩu khác hẳn")),
        Err(VaultError::WrongPassphrase)
    ));
    drop(Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")).unwrap());
    let other = age::x25519::Identity::generate().to_string();
    assert!(matches!(
        Office::recover(&dir, &other),
        Err(VaultError::WrongPassphrase)
    ));
    drop(Office::recover(&dir, &sheet.identity).unwrap());
}

#[test]
fn who_seals_an_identity_and_is_no_case_officer_cannot_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let [recorder, receiver] = ["hoa", "thu"].map(|name| UserName::new(name).unwrap());
    for (user, roles) in [
        (&recorder, &[Role::Recorder][..]),
        (&receiver, &[Role::Recorder, Role::Receiver]),
    ] {
        let passphrase = passphrase("một mật khẩu khác");
        office.put_user(user, &passphrase, roles, false).unwrap();
    }
    let case = crate::test_offices::open_case(&mut office);
    let persons = store::persons_of_case(office.store(), case).unwrap();
    drop(office);
    let person = persons.first().unwrap();
    let person = crate::model::CaseRef::new(person).unwrap();
    let identity = crate::model::PersonIdentity {
        name: crate::model::Line::new("Tên bịa ra").ok(),
        ..crate::model::PersonIdentity::default()
    };
    let sealed = crate::register::SealedCase {
        persons: [(person.as_str().to_owned(), identity.clone())].into(),
        ..crate::register::SealedCase::default()
    };
    let seal = |office: &mut Office| {
        let sealed = office.seal_case(&sealed).unwrap();
        let mut act = office.act(Role::Recorder).unwrap();
        act.write(|log, _| {
            log.entry(Action::Added, "violence_cases")?.add_sealed(
                case,
                &sealed,
                &Default::default(),
                store::SealedSource::Workbook,
            )
        })
    };
    // What a recorder begins is taken in by who reads facts; where names wait she writes nothing.
    let mut office = Office::open(&dir, &recorder, &passphrase("một mật khẩu khác")).unwrap();
    let refused: Result<(), StoreError> = seal(&mut office);
    assert!(matches!(refused, Err(StoreError::FactsClosed)));
    drop(office);
    let mut office = Office::open(&dir, &receiver, &passphrase("một mật khẩu khác")).unwrap();
    seal(&mut office).unwrap();
    assert!(matches!(
        office.register(),
        Err(VaultError::NotAllowed(Role::CaseOfficer))
    ));
    assert!(matches!(
        office.act(Role::Head),
        Err(VaultError::NotAllowed(Role::Head))
    ));
    drop(office);
    // What she sealed is in the register once a case officer has unlocked the office.
    let lan = UserName::new("lan").unwrap();
    drop(Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")).unwrap());
    // A backup that she makes, who cannot open the register, brings it back all the same.
    let mut office = Office::open(&dir, &recorder, &passphrase("một mật khẩu khác")).unwrap();
    let backup = folder.path().join("lưu.tienbo-backup");
    office.backup(&backup, &mut Watch::none()).unwrap();
    drop(office);
    restore(&backup, &dir, &mut Watch::none()).unwrap();
    let office = Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")).unwrap();
    assert_eq!(
        office.register().unwrap().person(&person).unwrap(),
        Some(identity)
    );
    assert!(store::sealed_entries(office.store()).unwrap().is_empty());
}

#[test]
fn a_backup_brings_the_office_back_and_keeps_what_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let backup = folder.path().join("lưu.tienbo-backup");
    office.backup(&backup, &mut Watch::none()).unwrap();
    drop(office);
    let kept = restore(&backup, &dir, &mut Watch::none()).unwrap().unwrap();
    assert!(kept.join("office.db").exists());
    let lan = UserName::new("lan").unwrap();
    let office = Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")).unwrap();
    assert_eq!(store::audit_break(office.store()).unwrap(), None);
    drop(office);
    std::fs::write(&backup, b"not a backup").unwrap();
    assert!(matches!(
        restore(&backup, &dir, &mut Watch::none()),
        Err(VaultError::BadBackup(_))
    ));
    assert!(dir.join("office.db").exists());
}

#[test]
fn a_backup_that_is_stopped_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let backup = folder.path().join("lưu.tienbo-backup");
    let mut steps = 0;
    let mut stop = |_| {
        steps += 1;
        std::ops::ControlFlow::Break(())
    };
    let stopped = office.backup(&backup, &mut Watch::new(&mut stop));
    assert!(matches!(
        stopped,
        Err(VaultError::Store(StoreError::Stopped(_)))
    ));
    assert_eq!(steps, 1);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_new_recovery_sheet_takes_the_place_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, old) = new_office(&dir);
    let new = office.renew_recovery_sheet().unwrap();
    drop(office);
    assert!(matches!(
        Office::recover(&dir, &old.identity),
        Err(VaultError::WrongPassphrase)
    ));
    drop(Office::recover(&dir, &new.identity).unwrap());
}

#[test]
fn every_key_file_is_stretched_as_much_as_is_stated() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let stretched = || {
        let keys = std::fs::read_dir(dir.join("keys")).unwrap();
        let keys = keys.map(|key| std::fs::read(key.unwrap().path()).unwrap());
        let slots: Vec<String> = keys
            .map(|key| String::from_utf8_lossy(&key).into_owned())
            .filter(|key| key.starts_with("age-encryption.org/v1\n-> scrypt "))
            .collect();
        assert!(slots.iter().all(|key| {
            let factor = key.lines().nth(1).and_then(|line| line.rsplit_once(' '));
            factor.is_some_and(|(_, factor)| factor == "17")
        }));
        slots.len()
    };
    assert_eq!(stretched(), 1);
    let hoa = UserName::new("hoa").unwrap();
    let secret = passphrase("một câu đủ dài");
    office
        .put_user(&hoa, &secret, &[Role::Recorder], false)
        .unwrap();
    assert_eq!(stretched(), 2);
    office.change_passphrase(&secret).unwrap();
    assert_eq!(stretched(), 2);
    office.remove_user(&hoa).unwrap();
    assert_eq!(stretched(), 1);
}

#[test]
fn a_user_who_was_removed_cannot_unlock() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let hoa = UserName::new("hoa").unwrap();
    let secret = passphrase("một câu đủ dài");
    office
        .put_user(&hoa, &secret, &[Role::Recorder], false)
        .unwrap();
    assert_eq!(
        office.users().unwrap()[0],
        ("hoa".to_owned(), vec![Role::Recorder])
    );
    let lan = UserName::new("lan").unwrap();
    assert!(
        office.remove_user(&lan).is_err(),
        "she would lock herself out"
    );
    office.remove_user(&hoa).unwrap();
    drop(office);
    assert!(matches!(
        Office::open(&dir, &hoa, &secret),
        Err(VaultError::NoUser(_))
    ));
}

#[test]
fn a_list_of_secrets_reads_back_line_by_line_and_nothing_else_does() {
    let written = [
        "AGE-SECRET-KEY-1X",
        "untrusted comment: box\nRWQAAEIy/+=\n",
        "",
    ];
    let texts = secret_text::texts(&secret_text::to_json(&written, 4).unwrap()).unwrap();
    let texts: Vec<&str> = texts.iter().map(SecretString::expose_secret).collect();
    assert_eq!(texts, written);
    assert!(secret_text::texts(b"[]").unwrap().is_empty());
    for other in [
        "",
        "{}",
        "[1]",
        r#"["a" 1, "b"]"#,
        r#"["a\u0041"]"#,
        r#"["a\"]"#,
        r#"["a"#,
    ] {
        assert!(secret_text::texts(other.as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn nothing_leaves_that_was_made_while_another_program_wrote_into_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let file = folder.path().join("out.tienbo");
    let key = slot::to_hex(office.data_key().unwrap());
    let other = rusqlite::Connection::open(dir.join("office.db")).unwrap();
    other
        .execute_batch(&format!("PRAGMA key = \"x'{}'\"", &*key))
        .unwrap();
    let put = |name: &str| {
        other
            .execute("UPDATE office SET name = ?1", [name])
            .unwrap()
    };
    let name: String = other
        .query_row("SELECT name FROM office", [], |row| row.get(0))
        .unwrap();

    let mut act = office.act_beyond(Role::Head).unwrap();
    // Somebody else writes, lets it be read, and takes it back again before it is looked at.
    put("Khác");
    put(&name);
    let told = |error: VaultError| error.code();
    let written = act.write_then_note(&file, b"x", Action::Exported, "card");
    assert_eq!(told(written.unwrap_err()), "store-written-meanwhile");
    let written = act.write_then_publish(&file, b"x", Action::Exported, "card", &[]);
    assert_eq!(told(written.unwrap_err()), "store-written-meanwhile");
    let changed = act.note(Action::Exported, "card");
    assert_eq!(changed.unwrap_err().code(), "store-written-meanwhile");
    assert!(office.write_card(&file).is_ok() && file.exists());

    // Nor before it was asked for: what is given out then was read already.
    put("Khác");
    put(&name);
    let refused = office.act_beyond(Role::Head).map(|_| ()).unwrap_err();
    assert_eq!(refused.code(), "store-written-meanwhile");
    assert!(office.act_beyond(Role::Head).is_ok());

    // What is not taken back is told.
    put("Khác");
    assert!(office.act_beyond(Role::Head).is_err());
}

#[test]
fn what_a_restore_that_is_stopped_leaves_is_found_as_a_copy_beside_the_office() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let backup = folder.path().join("office.tienbo-backup");
    office.backup(&backup, &mut Watch::none()).unwrap();
    // As a crash would leave it while the files are copied.
    let mut found = Vec::new();
    let mut look = |_| {
        found = office.copies_beside().unwrap();
        std::ops::ControlFlow::Break(())
    };
    assert!(restore(&backup, &dir, &mut Watch::new(&mut look)).is_err());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(office.copies_beside().unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn verify_and_backup_compare_how_many_persons_the_register_names() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let lan = UserName::new("lan").unwrap();
    let head = UserName::new("ha").unwrap();
    let recorder = UserName::new("hoa").unwrap();
    let of_all = passphrase("bốn từ dễ nhớ mà dài");
    office
        .put_user(&head, &of_all, &[Role::Head], false)
        .unwrap();
    office
        .put_user(&recorder, &of_all, &[Role::Recorder], false)
        .unwrap();
    let named = |name: &str| crate::model::PersonIdentity {
        name: crate::model::Line::new(name).ok(),
        ..crate::model::PersonIdentity::default()
    };
    let mut persons = Vec::new();
    for name in ["Tên bịa một", "Tên bịa hai", "Tên bịa ba"] {
        let case = crate::test_offices::open_case(&mut office);
        let person = store::persons_of_case(office.store(), case).unwrap();
        let person = crate::model::CaseRef::new(person.first().unwrap()).unwrap();
        office
            .put_person(case, &person, &named(name), None)
            .unwrap();
        persons.push((case, person));
    }
    let backup = folder.path().join("luu");
    let names = |noted, counted| RegisterNames { noted, counted };
    let of_backup = |office: &mut Office| office.backup(&backup, &mut Watch::none()).unwrap();
    assert_eq!(of_backup(&mut office), names(Some(3), Some(3)));
    assert!(office.verify().unwrap().is_fine());
    let open = |user: &UserName| Office::open(&dir, user, &of_all).unwrap();
    // Who cannot open the register cannot count it.
    drop(office);
    assert_eq!(of_backup(&mut open(&head)), names(Some(3), None));
    assert_eq!(of_backup(&mut open(&recorder)), names(None, None));

    // One is taken out by other means than the program's, then two are put there.
    let mut office = open(&lan);
    let none = crate::model::PersonIdentity::default();
    let taken = &persons[0].1;
    let by_hand = office.register.as_mut().unwrap();
    by_hand.put_person(taken, &none, "x").unwrap();
    assert_eq!(of_backup(&mut office), names(Some(3), Some(2)));
    assert!(!office.verify().unwrap().is_fine());
    drop(office);
    let mut office = open(&lan);
    assert_eq!(office.differing().unwrap(), [store::Guarded::Register]);
    // What is changed since makes nothing right.
    let (case, person) = &persons[1];
    office.put_person(*case, person, &none, None).unwrap();
    office
        .put_person(*case, person, &named("Tên bịa hai"), None)
        .unwrap();
    assert_eq!(office.verify().unwrap().names, names(Some(3), Some(2)));
    let by_hand = office.register.as_mut().unwrap();
    for number in ["10001", "10002"] {
        let person = crate::model::CaseRef::new(number).unwrap();
        by_hand
            .put_person(&person, &named("Thêm vào"), "x")
            .unwrap();
    }
    assert_eq!(office.verify().unwrap().names, names(Some(3), Some(4)));
    drop(office);

    // A head takes it as it is, and the log tells of it.
    let mut office = open(&lan);
    office.take_differing().unwrap();
    drop(office);
    let mut office = open(&lan);
    assert_eq!(office.verify().unwrap().names, names(Some(4), Some(4)));
    assert!(office.verify().unwrap().is_fine());
    // An erasure is no difference.
    let reason = crate::model::ErasureReason::ALL[0];
    office.erase_person(&persons[2].1, reason).unwrap();
    assert_eq!(office.verify().unwrap().names, names(Some(3), Some(3)));
}

#[test]
fn a_change_of_the_register_that_was_cut_off_is_found_at_the_next_opening_and_is_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("office");
    let (mut office, _sheet) = new_office(&dir);
    let case = crate::test_offices::open_case(&mut office);
    let person = store::persons_of_case(office.store(), case).unwrap();
    let person = crate::model::CaseRef::new(person.first().unwrap()).unwrap();
    let named = crate::model::PersonIdentity {
        name: crate::model::Line::new("Tên bịa").ok(),
        ..crate::model::PersonIdentity::default()
    };
    let open = || {
        let lan = UserName::new("lan").unwrap();
        Office::open(&dir, &lan, &passphrase("bốn từ dễ nhớ mà dài")).unwrap()
    };
    let begun = |office: &mut Office| {
        let Office {
            register: Some(register),
            view: View { store, .. },
            user,
            ..
        } = office
        else {
            panic!("she is a case officer");
        };
        identities::begin_change(store, register, user).unwrap();
    };
    let is_well = |office: &Office, names: i64| {
        let found = office.verify().unwrap();
        assert!(found.is_fine(), "{found:#?}");
        let both = RegisterNames {
            noted: Some(names),
            counted: Some(names),
        };
        assert_eq!(found.names, both);
        assert_eq!(office.differing().unwrap(), []);
    };
    // The power goes once it was noted that a change comes: before it was made, and after.
    begun(&mut office);
    drop(office);
    let mut office = open();
    is_well(&office, 0);
    begun(&mut office);
    let register = office.register.as_mut().unwrap();
    register.put_person(&person, &named, "x").unwrap();
    drop(office);
    is_well(&open(), 1);
    // Once the register had counted it, and the office had not.
    let mut office = open();
    let counted = store::register_changes(office.store()).unwrap();
    let log_of = |office: &mut Office| {
        let who = office.user.clone();
        let store = &mut office.view.store;
        store.transaction(who.as_str(), |log| -> Result<(), StoreError> {
            log.unlogged(store::NoEntry::Derived)
                .register_change_comes();
            Ok(())
        })
    };
    log_of(&mut office).unwrap();
    let register = office.register.as_mut().unwrap();
    register.count_change(counted).unwrap();
    let none = crate::model::PersonIdentity::default();
    register.put_person(&person, &none, "x").unwrap();
    drop(office);
    is_well(&open(), 0);
}

/// The bytes of every file below a folder but for the lock, by its path.
fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false if path.ends_with("office.lock") => {}
            false => drop(found.insert(path.clone(), std::fs::read(&path).unwrap())),
        }
    }
    found
}

#[test]
fn a_folder_that_lost_something_is_no_place_for_a_new_office_and_loses_nothing_more() {
    use FolderStanding::{
        DatabaseCut, DatabaseEmpty, DatabaseForeign, DatabaseGone, KeysGone, New, Office as Whole,
        Remains,
    };
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    drop(new_office(&whole));
    let copy = |name: &str| {
        let to = folder.path().join(name);
        for (path, bytes) in files(&whole) {
            let path = to.join(path.strip_prefix(&whole).unwrap());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        to
    };
    let remove =
        |file: &'static str| move |folder: &Path| std::fs::remove_file(folder.join(file)).unwrap();
    let write = |bytes: Vec<u8>| {
        move |folder: &Path| std::fs::write(folder.join("office.db"), &bytes).unwrap()
    };
    let database = std::fs::read(whole.join("office.db")).unwrap();
    type Done<'a> = Box<dyn Fn(&Path) + 'a>;
    let only = |file: &'static str| {
        move |folder: &Path| {
            std::fs::remove_dir_all(folder).unwrap();
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(file), "nội dung cũ").unwrap();
        }
    };
    let scenes: [(&str, FolderStanding, Done<'_>); 14] = [
        ("whole", Whole, Box::new(|_| ())),
        ("no-database", DatabaseGone, Box::new(remove("office.db"))),
        (
            "keys and nothing else",
            DatabaseGone,
            Box::new(|folder| {
                remove("office.db")(folder);
                remove("register.db")(folder);
            }),
        ),
        (
            "register and nothing else",
            DatabaseGone,
            Box::new(|folder| {
                remove("office.db")(folder);
                std::fs::remove_dir_all(folder.join("keys")).unwrap();
            }),
        ),
        ("empty", DatabaseEmpty, Box::new(write(Vec::new()))),
        (
            "cut",
            DatabaseCut,
            Box::new(write(database[..database.len() - 1].to_vec())),
        ),
        (
            "foreign",
            DatabaseForeign,
            Box::new(write(b"SQLite format 3\0".repeat(256))),
        ),
        (
            "no-keys",
            KeysGone,
            Box::new(|folder| std::fs::remove_dir_all(folder.join("keys")).unwrap()),
        ),
        (
            "a register that was given up",
            Remains,
            Box::new(only("register.lost-20240305-101500.db")),
        ),
        (
            "the log of one",
            Remains,
            Box::new(only("register.lost-20240305-101500.db-wal")),
        ),
        ("a mark of a backup", Remains, Box::new(only("put-back"))),
        ("a backup not done", Remains, Box::new(only(".backup-a1b2"))),
        ("a lock", New, Box::new(only("office.lock"))),
        (
            "nothing",
            New,
            Box::new(|folder| {
                std::fs::remove_dir_all(folder).unwrap();
                std::fs::create_dir_all(folder).unwrap();
            }),
        ),
    ];
    let lan = UserName::new("lan").unwrap();
    for (name, standing, done) in scenes {
        let office = copy(&format!("copy-{name}"));
        done(&office);
        let before = files(&office);
        assert_eq!(FolderStanding::of(&office), standing, "{name}");
        if standing != Whole {
            let opened = Office::open(&office, &lan, &passphrase("bốn từ dễ nhớ mà dài"));
            let told = opened.err().unwrap();
            assert!(
                matches!(&told, VaultError::Folder(state) if state.standing == standing),
                "{name}: {told}"
            );
        }
        if standing != New {
            let new = NewOffice {
                unit: UnitCode::new("09163").unwrap(),
                name: None,
                catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
                user: lan.clone(),
                passphrase: passphrase("bốn từ dễ nhớ mà dài"),
            };
            let made = Office::create(&office, new).err().unwrap();
            assert!(
                matches!(&made, VaultError::Folder(state) if state.standing == standing),
                "{name}: {made}"
            );
        }
        assert_eq!(files(&office), before, "{name}");
    }
}
