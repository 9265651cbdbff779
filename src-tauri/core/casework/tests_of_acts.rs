//! What is said of cases is said by who may, with a reason, and seen by who closes.

use super::*;
use crate::entry::Typed;
use crate::exchange::{Answers, WorkbookError};
use crate::model::{
    Cell, Day, ErasureReason, FlatForm, Problem, RecordId, RecordKind, Survivor, ViolenceCase,
    VoidReason, Year,
};
use crate::period::PeriodError;
use crate::progress::Watch;
use crate::store::{self, Action, OWN, Reader};
use crate::test_offices::*;
use crate::vault::{Office, Role, UserName, VaultError};

const WHY: &str = "Trùng với vụ đã ghi tháng trước";

/// An office with a user for each role.
fn commune(place: &Place) -> Office {
    let mut office = place.office(COMMUNE);
    for role in Role::ALL {
        let user = UserName::new(role.code()).unwrap();
        office
            .put_user(&user, &passphrase(), &[role], false)
            .unwrap();
    }
    office
}

fn in_role(place: &Place, office: Office, role: Role) -> Office {
    drop(office);
    place.open(COMMUNE, role.code())
}

fn value(row: &str) -> Typed {
    typed(&[
        ("indicator", row),
        ("year", "2024"),
        ("value", "9"),
        ("note", "Công an xã báo thêm"),
    ])
}

fn is_of_register(error: &EntryError) -> bool {
    matches!(error, EntryError::Field(field) if field.problem == Problem::CountedByRegister)
}

fn of(action: Action, office: &Office) -> usize {
    let log = store::audit_entries(office.store()).unwrap();
    log.iter()
        .filter(|entry| entry.action == action.code())
        .count()
}

#[test]
fn who_only_records_puts_no_number_in_place_of_a_count_by_whatever_way() {
    let place = Place::new();
    let kind = RecordKind::IndicatorValue;
    let year = Year::new(2024).unwrap();
    let (counted, entered) = ("III.2.1.1", "I.1.2");
    let mut office = in_role(&place, commune(&place), Role::Recorder);
    let put = office.override_count(year, counted, Some("9"), "x");
    assert!(matches!(
        put,
        Err(CaseError::Vault(VaultError::NotAllowed(Role::CaseOfficer)))
    ));
    let saved = office.save_typed(kind, &value(counted), None);
    assert!(is_of_register(&saved.unwrap_err()));
    let cells = office
        .check_typed(kind, &value(counted), None, None)
        .unwrap()
        .cells
        .unwrap();
    let added = office.add_records(kind, vec![cells.clone()]);
    assert!(is_of_register(&added.unwrap_err()));
    let pasted = office.add_typed(kind, &[value(counted)]);
    assert!(is_of_register(&pasted.unwrap_err()));
    let ordinary = office.save_typed(kind, &value(entered), None).unwrap();
    let changed = office.change_record(kind, ordinary, 1, cells);
    assert!(is_of_register(&changed.unwrap_err()));

    // A head and a case officer do, for a reason; and nobody else takes it away or brings it back.
    for (role, number) in [(Role::Head, "9"), (Role::CaseOfficer, "8")] {
        office = in_role(&place, office, role);
        let none = office.override_count(year, counted, Some(number), " ");
        assert!(matches!(none, Err(CaseError::NeedsReason)), "{none:?}");
        office
            .override_count(year, counted, Some(number), "Công an xã báo thêm")
            .unwrap();
    }
    let file = place.at("so-lieu.xlsx");
    office.write_workbook(kind, &file, "").unwrap();
    let here = store::flat_records(office.store(), kind, OWN).unwrap();
    let here = here.into_iter().find(|flat| flat.id != ordinary).unwrap();
    office = in_role(&place, office, Role::Recorder);
    let mut other = here.record.clone();
    other[0] = Cell::Text(entered.to_owned());
    for changed in [here.record.clone(), other] {
        let changed = office.change_record(kind, here.id, here.version, changed);
        assert!(is_of_register(&changed.unwrap_err()));
    }
    let deleted = office.delete_records(kind, &[(here.id, here.version)]);
    assert!(is_of_register(&deleted.unwrap_err()));
    office = in_role(&place, office, Role::Head);
    office.override_count(year, counted, None, "").unwrap();
    office = in_role(&place, office, Role::Recorder);
    assert!(office.restore_records(kind, &[here.id]).is_err());
    // Nor does a workbook bring it.
    let imported = office
        .import_workbook(&file, &Answers::default(), &mut Watch::none())
        .unwrap_err();
    let WorkbookError::Cells(cells, _) = imported else {
        panic!("{imported:?}");
    };
    assert_eq!(cells[0].error.problem, Problem::CountedByRegister);
    assert_eq!(
        store::flat_records(office.store(), kind, OWN)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_case_is_void_for_a_reason_in_words_of_which_who_closes_is_told() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let (first, second) = (open_case(&mut office), open_case(&mut office));
    office = in_role(&place, office, Role::CaseOfficer);
    for none in ["", "  \n"] {
        let void = office.void_case(first, 1, VoidReason::NoViolence, none);
        assert!(matches!(void, Err(CaseError::NeedsReason)));
    }
    office
        .void_case(first, 1, VoidReason::NoViolence, WHY)
        .unwrap();
    assert_eq!(of(Action::CaseVoided, &office), 1);
    // It stays in its period until it is opened again.
    let kind = RecordKind::ViolenceCase;
    let mut elsewhere = store::flat_record(office.store(), kind, first).unwrap();
    let day = kind.columns().iter().position(|c| c.name == "found_on");
    elsewhere.record[day.unwrap()] = Cell::Text("2023-12-31".to_owned());
    let moved = office.change_record(kind, first, elsewhere.version, elsewhere.record);
    assert!(matches!(moved, Err(EntryError::Field(error)) if error.problem == Problem::SetByAct));

    office = in_role(&place, office, Role::Head);
    let told = office.voided_since_closing(period()).unwrap();
    let note = told[0].note.as_ref().unwrap();
    assert_eq!((told.len(), told[0].id), (1, first));
    assert_eq!(
        (note.why.as_str(), note.who.as_str()),
        (WHY, Role::CaseOfficer.code())
    );
    assert_eq!(office.close(period(), Some("thử")).unwrap().voided, told);
    // Once. What comes later is told at the next closing.
    assert_eq!(office.voided_since_closing(period()).unwrap(), []);
    office.reopen(period()).unwrap();
    office = in_role(&place, office, Role::CaseOfficer);
    office
        .void_case(second, 1, VoidReason::Duplicate, WHY)
        .unwrap();
    office.reopen_case(first, 2).unwrap();
    assert_eq!(office.case(first).unwrap().void_note, None);
    office = in_role(&place, office, Role::Recorder);
    assert_eq!(office.voided_since_closing(period()).unwrap(), []);
    office = in_role(&place, office, Role::Head);
    let told = office.close(period(), Some("thử")).unwrap().voided;
    assert_eq!(
        told.iter().map(|case| case.id).collect::<Vec<_>>(),
        [second]
    );
    assert!(office.verify().unwrap().is_fine());

    // Whoever is in the case may be named in the words: they go with her.
    office = in_role(&place, office, Role::CaseOfficer);
    let survivors: Vec<crate::model::Stored<Survivor>> =
        store::records_with(office.store(), "case", &second.to_string()).unwrap();
    let person = &survivors[0].record.person;
    office.erase_person(person, ErasureReason::ALL[0]).unwrap();
    assert_eq!(office.case(second).unwrap().void_note, None);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn where_a_case_stands_is_set_by_acts_of_their_own_alone() {
    let place = Place::new();
    let mut office = commune(&place);
    let case = open_case(&mut office);
    let kind = RecordKind::ViolenceCase;
    let of = |office: &Office| store::record::<ViolenceCase>(office.store(), case).unwrap();
    for (column, code) in [
        ("voided", "duplicate"),
        ("closed_on", "2024-10-01"),
        ("outcome", "safe"),
        ("handed_to", OTHER),
        ("handed_on", "2024-10-01"),
    ] {
        let mut cells = of(&office).record.to_cells();
        let at = kind
            .columns()
            .iter()
            .position(|c| c.name == column)
            .unwrap();
        cells[at] = Cell::Text(code.to_owned());
        for set in [
            office.change_record(kind, case, 1, cells.clone()),
            office.add_records(kind, vec![cells]).map(|_| ()),
        ] {
            let Err(EntryError::Field(error)) = set else {
                panic!("{column}: {set:?}");
            };
            assert_eq!(
                (error.column.as_str(), error.problem),
                (column, Problem::SetByAct)
            );
        }
        let mut typed = a_case();
        typed.insert(column.to_owned(), code.to_owned());
        assert!(
            office.save_typed(kind, &typed, Some((case, 1))).is_err(),
            "{column}"
        );
    }
    // What such an act set stays when something else is changed.
    let day = Day::parse_iso("2024-12-20").unwrap();
    office.close_case(case, 1, moved_away(day)).unwrap();
    office.save_typed(kind, &a_case(), Some((case, 2))).unwrap();
    assert_eq!(of(&office).record.closed_on, Some(day));
}

#[test]
fn what_belongs_to_a_case_stays_in_it() {
    let place = Place::new();
    let mut office = commune(&place);
    let (first, second) = (open_case(&mut office), open_case(&mut office));
    let mut perpetrator = typed(&[("sex", "male"), ("age", "25-39")]);
    perpetrator.insert("case".to_owned(), first.to_string());
    let of_him = RecordKind::Perpetrator;
    let he = office.save_typed(of_him, &perpetrator, None).unwrap();
    let (she, _) = survivor_of(&office, first);
    for (kind, id) in [(RecordKind::Survivor, she), (of_him, he)] {
        let here = store::flat_record(office.store(), kind, id).unwrap();
        let mut elsewhere = here.record.clone();
        let place = kind.columns().iter().position(|c| c.name == "case");
        elsewhere[place.unwrap()] = Cell::Text(second.to_string());
        let moved = office.change_record(kind, id, here.version, elsewhere);
        let Err(EntryError::Field(error)) = moved else {
            panic!("{moved:?}");
        };
        let said = (error.column.as_str(), error.problem);
        assert_eq!(said, ("case", Problem::StaysInCase));
        // Anything else of it changes.
        office
            .change_record(kind, id, here.version, here.record)
            .unwrap();
    }
    assert_eq!(office.case(second).unwrap().survivors.len(), 1);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn what_follows_from_a_case_is_taken_away_and_brought_back_by_nobody() {
    let place = Place::new();
    let mut office = commune(&place);
    open_case(&mut office);
    let facts = RecordKind::ALL.into_iter().filter(|kind| kind.is_facts());
    let facts: Vec<_> = facts
        .flat_map(|kind| {
            let here = store::flat_records(office.store(), kind, OWN).unwrap();
            here.into_iter()
                .map(move |flat| (kind, flat.id, flat.version))
        })
        .collect();
    assert!(facts.len() > 1);
    for role in Role::ALL {
        office = in_role(&place, office, role);
        for (kind, id, version) in &facts {
            assert!(office.delete_records(*kind, &[(*id, *version)]).is_err());
            assert!(office.restore_records(*kind, &[*id]).is_err());
        }
    }
    office = in_role(&place, office, Role::Head);
    for (kind, id, _) in facts {
        assert!(store::flat_record(office.store(), kind, id).is_ok());
    }
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn who_looks_at_a_case_is_in_the_log_once_between_unlocking_and_locking() {
    let place = Place::new();
    let mut office = commune(&place);
    let (first, second) = (open_case(&mut office), open_case(&mut office));
    let survivors = RecordKind::Survivor;
    let of_second: Vec<RecordId> = store::flat_records(office.store(), survivors, OWN)
        .unwrap()
        .into_iter()
        .map(|flat| flat.id)
        .collect();
    let looks = |office: &Office| of(Action::CaseViewed, office);
    for (done, role) in [Role::CaseOfficer, Role::Head].into_iter().enumerate() {
        office = in_role(&place, office, role);
        assert_eq!(looks(&office), 2 * done);
        let why = (role == Role::Head).then_some("Xem lại việc kết thúc");
        for case in [first, second, first, second] {
            office.look_at_case(case, why).unwrap();
        }
        assert_eq!(looks(&office), 2 * done + 2);
    }
    // By whatever way: a record of the case, and all records of a kind.
    office = in_role(&place, office, Role::CaseOfficer);
    for id in of_second {
        office.look_at_record(survivors, id).unwrap();
    }
    assert_eq!(looks(&office), 6);
    office.look_at_case(first, None).unwrap();
    for _ in 0..2 {
        office.look_at_records(RecordKind::RiskCheck).unwrap();
        office.look_at_records(RecordKind::IssuedDocument).unwrap();
    }
    assert_eq!(looks(&office), 7);
}

/// The first survivor of a case.
fn survivor_of(office: &Office, case: RecordId) -> (RecordId, i64) {
    let survivors: Vec<crate::model::Stored<Survivor>> =
        store::records_with(office.store(), "case", &case.to_string()).unwrap();
    (survivors[0].id, survivors[0].version)
}

#[test]
fn whoever_closes_is_told_what_was_deleted_of_a_case_and_by_whom() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let (first, second) = (open_case(&mut office), open_case(&mut office));
    let last_year = typed(&[
        ("found_on", "5/3/2023"),
        ("category", "domestic"),
        ("acts", "a"),
    ]);
    let other = office.open_case(&last_year, &a_survivor()).unwrap();
    office.close(period(), Some("thử")).unwrap();
    office.reopen(period()).unwrap();
    office = in_role(&place, office, Role::CaseOfficer);
    let kind = RecordKind::Survivor;
    for case in [first, second, other] {
        let survivor = survivor_of(&office, case);
        office.delete_records(kind, &[survivor]).unwrap();
        if case == second {
            office.restore_records(kind, &[survivor.0]).unwrap();
        }
    }
    // Who may not read of cases is told nothing.
    office = in_role(&place, office, Role::Recorder);
    assert_eq!(office.removed_since_closing(period()).unwrap(), []);
    office = in_role(&place, office, Role::Head);
    let told = office.close(period(), Some("thử")).unwrap().removed;
    let of_first = |told: &[crate::period::RemovedFromCase]| {
        let of = told.iter().map(|one| (one.case, one.kind, one.who.clone()));
        of.collect::<Vec<_>>() == [(first, kind, Role::CaseOfficer.code().to_owned())]
    };
    assert!(of_first(&told), "{told:?}");
    // Once.
    office.reopen(period()).unwrap();
    assert_eq!(office.close(period(), Some("thử")).unwrap().removed, []);
}

#[test]
fn whoever_closes_is_told_what_was_deleted_of_a_case_that_counted_for_new_violence() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let last_year = typed(&[
        ("found_on", "5/3/2023"),
        ("category", "domestic"),
        ("acts", "a"),
    ]);
    let case = office.open_case(&last_year, &a_survivor()).unwrap();
    let mut again = typed(&[("known_on", "5/3/2024"), ("acts", "a")]);
    let (survivor, version) = survivor_of(&office, case);
    again.insert("survivor".to_owned(), survivor.to_string());
    let kind = RecordKind::Incident;
    let incident = office.save_typed(kind, &again, None).unwrap();
    office.close(period(), Some("thử")).unwrap();
    office.reopen(period()).unwrap();
    office.delete_records(kind, &[(incident, 1)]).unwrap();
    let told = office.removed_since_closing(period()).unwrap();
    let of: Vec<_> = told.iter().map(|one| (one.case, one.kind)).collect();
    assert_eq!(of, [(case, kind)]);
    // With her all that she suffered is gone.
    office.restore_records(kind, &[incident]).unwrap();
    let of_survivor = RecordKind::Survivor;
    office
        .delete_records(of_survivor, &[(survivor, version)])
        .unwrap();
    let told = office.removed_since_closing(period()).unwrap();
    let of: Vec<_> = told.iter().map(|one| (one.case, one.kind)).collect();
    assert_eq!(of, [(case, of_survivor)]);
    assert!(office.verify().unwrap().is_fine());
}

#[test]
fn a_line_that_was_planted_in_the_log_hides_nothing_from_who_closes() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let (voided, thinned) = (open_case(&mut office), open_case(&mut office));
    office.close(period(), Some("thử")).unwrap();
    // It was closed a while ago: clocks tell seconds.
    let sql = "UPDATE closings SET closed_at = '2024-12-31T08:00:00+07:00'";
    office.store().connection().execute(sql, []).unwrap();
    office.reopen(period()).unwrap();
    let survivor = survivor_of(&office, thinned);
    office
        .void_case(voided, 1, VoidReason::NoViolence, WHY)
        .unwrap();
    office
        .delete_records(RecordKind::Survivor, &[survivor])
        .unwrap();
    // Who comes after the closing by the log came before it by another line that says the same of it.
    let subject = store::closing(office.store(), period()).unwrap();
    let subject = subject.unwrap().subject();
    let mut act = office.act(Role::Head).unwrap();
    act.note(Action::Closed, &subject).unwrap();
    let closed = office.close(period(), Some("thử")).unwrap();
    let told: Vec<RecordId> = closed.voided.iter().map(|case| case.id).collect();
    assert_eq!(told, [voided]);
    let told: Vec<RecordId> = closed.removed.iter().map(|one| one.case).collect();
    assert_eq!(told, [thinned]);
}

#[test]
fn a_name_that_was_planted_in_the_log_is_not_that_of_who_deleted() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let (planted, other) = (open_case(&mut office), open_case(&mut office));
    let survivors = [survivor_of(&office, planted), survivor_of(&office, other)];
    let kind = RecordKind::Survivor;
    let subject = format!("{} {}", kind.table(), survivors[0].0);
    // An entry in another's name, before the record is deleted and after.
    let plant = |office: Office| {
        let mut office = in_role(&place, office, Role::Recorder);
        let mut act = office.act(Role::Recorder).unwrap();
        act.note(Action::Deleted, &subject).unwrap();
        office
    };
    office = in_role(&place, plant(office), Role::CaseOfficer);
    office.delete_records(kind, &survivors).unwrap();
    office = plant(office);
    office = in_role(&place, office, Role::Head);
    let removed = office.removed_since_closing(period()).unwrap();
    let told = |case: RecordId| {
        let one = removed.iter().find(|one| one.case == case).unwrap();
        (one.who.as_str(), one.contradicted)
    };
    let officer = Role::CaseOfficer.code();
    assert_eq!(told(planted), (officer, true));
    assert_eq!(told(other), (officer, false));
}

#[test]
fn nothing_is_closed_that_is_not_what_its_records_say() {
    let place = Place::new();
    let mut office = commune(&place);
    name_a_head(&mut office);
    let case = open_case(&mut office);
    // Facts that another program left otherwise than the records of the case.
    let sql = "UPDATE survivor_facts SET age = '18-24'";
    assert_eq!(office.store().connection().execute(sql, []).unwrap(), 1);
    assert_eq!(office.verify().unwrap().cases, [case.to_string()]);
    let refused = office.close(period(), Some("thử"));
    assert!(
        matches!(refused, Err(PeriodError::StaleFacts(1))),
        "{refused:?}"
    );
    // As it says: a part of the case saved again makes them anew.
    let (survivor, version) = survivor_of(&office, case);
    let (_, form) = office.typed(RecordKind::Survivor, survivor).unwrap();
    office
        .save_typed(RecordKind::Survivor, &form, Some((survivor, version)))
        .unwrap();
    assert_eq!(office.verify().unwrap().cases, [""; 0]);
    office.close(period(), Some("thử")).unwrap();
}

/// A workbook with one case that is closed, of a survivor of an age.
fn closed_in_workbook(place: &Place, number: &str, age: &str, closed: &str) -> std::path::PathBuf {
    let cells = [
        ("number", number),
        ("found", "2024-03"),
        ("closed", closed),
        ("category", "domestic"),
        ("acts", "a"),
        ("survivor", number),
        ("survivor_sex", "female"),
        ("survivor_age", age),
    ];
    let columns = crate::model::CaseRow::columns().into_iter();
    let columns = columns.chain(crate::model::CaseIdentity::columns());
    let row = columns.map(|column| {
        let yes = column.name == "consent_to_record";
        let said = cells.iter().find(|(name, _)| *name == column.name);
        match said {
            Some((_, text)) => Cell::Text((*text).to_owned()),
            None if yes => Cell::Int(1),
            None => Cell::Empty,
        }
    });
    let file = place.at(&format!("so-cu-{number}.xlsx"));
    let book = crate::exchange::workbook(&[(RecordKind::ViolenceCase, vec![row.collect()])]);
    std::fs::write(&file, book.unwrap()).unwrap();
    file
}

#[test]
fn a_case_that_a_workbook_says_is_closed_is_looked_at_by_a_head() {
    let place = Place::new();
    let mut office = commune(&place);
    let import = |office: &mut Office, file: &std::path::Path| {
        let answers = Answers {
            slips: true,
            ..Answers::default()
        };
        office.import_workbook(file, &answers, &mut Watch::none())
    };
    let of = |office: &Office, number: &str| {
        let number = crate::model::CaseRef::new(number).unwrap();
        let id = office.case_numbered(&number).unwrap();
        office.case(id.unwrap()).unwrap()
    };
    let file = closed_in_workbook(&place, "4001", "25-39", "2024-05");
    import(&mut office, &file).unwrap();
    let grown = of(&office, "4001");
    assert_eq!(grown.state, CaseState::Closed);
    assert_eq!(office.waiting_for_a_head().unwrap().len(), 1);
    assert_eq!(grown.agreed[0].name, crate::register::ConsentState::Given);
    // A child's yes is none: the sheet does not say whose it was.
    let file = closed_in_workbook(&place, "4002", "6-11", "2024-05");
    import(&mut office, &file).unwrap();
    let child = of(&office, "4002");
    assert_eq!(
        child.agreed[0].name,
        crate::register::ConsentState::NotAsked
    );
    // Taken in again, nothing is decided again.
    import(&mut office, &file).unwrap();
    assert_eq!(of(&office, "4002").decisions.len(), 1);
    // None ended in a month that has not come.
    let ahead = closed_in_workbook(&place, "4003", "25-39", "2099-01");
    let Err(WorkbookError::Cells(cells, _)) = import(&mut office, &ahead) else {
        panic!("taken in");
    };
    assert_eq!(cells[0].error.problem, Problem::NotYet);
    // Who reads facts and is no case officer begins a case, and ends none.
    let both = UserName::new("hoa").unwrap();
    office
        .put_user(&both, &passphrase(), &[Role::Recorder, Role::Head], false)
        .unwrap();
    drop(office);
    let mut office = place.open(COMMUNE, "hoa");
    let file = closed_in_workbook(&place, "4004", "25-39", "2024-05");
    import(&mut office, &file).unwrap();
    drop(office);
    let office = place.open(COMMUNE, HEAD);
    let begun = of(&office, "4004");
    assert_eq!(begun.state, CaseState::Open);
    assert_eq!(
        begun.agreed[0].name,
        crate::register::ConsentState::NotAsked
    );
}
