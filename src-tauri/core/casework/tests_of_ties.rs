//! Several who were violent, each with a relation of his own: what is counted, told, refused and handed over.

use crate::entry::{EntryError, Typed};
use crate::model::{FlatForm, Problem, RecordId, RecordKind, Relation, Relationship, Stored, Year};
use crate::register::{self, CaseDoubt};
use crate::store::{self, OWN};
use crate::test_offices::*;
use crate::vault::Office;

/// A case of a survivor.
fn case_of(office: &mut Office, case: &[(&str, &str)], survivor: &[(&str, &str)]) -> RecordId {
    let mut of_case = typed(&[("found_on", "5/3/2024")]);
    of_case.extend(typed(case));
    let mut she = typed(&[("sex", "female"), ("share", "có")]);
    she.extend(typed(survivor));
    office.open_case(&of_case, &she).unwrap()
}

fn add(
    office: &mut Office,
    kind: RecordKind,
    fields: &[(&str, &str)],
    of: &[(&str, RecordId)],
) -> Result<RecordId, EntryError> {
    let mut record: Typed = typed(fields);
    let of = of.iter();
    record.extend(of.map(|(column, id)| ((*column).to_owned(), id.to_string())));
    office.save_typed(kind, &record, None)
}

fn perpetrator(office: &mut Office, case: RecordId, sex: &str) -> RecordId {
    let fields = [("sex", sex), ("age", "40-59")];
    add(office, RecordKind::Perpetrator, &fields, &[("case", case)]).unwrap()
}

fn stands(
    office: &mut Office,
    survivor: RecordId,
    to: RecordId,
    relation: &str,
) -> Result<RecordId, EntryError> {
    let of = [("survivor", survivor), ("perpetrator", to)];
    let fields = [("relation", relation)];
    add(office, RecordKind::Relationship, &fields, &of)
}

fn survivor_of(office: &Office, case: RecordId) -> RecordId {
    office.case(case).unwrap().survivors[0].id
}

fn counted(office: &Office) -> Vec<(String, i64)> {
    let year = Year::new(2024).unwrap();
    let rows = office.register_rows(year, crate::message::Language::FIRST);
    let of = ["III.2.1.1", "III.2.1.2", "III.2.2.1", "III.2.2.2"];
    let rows = rows.unwrap().into_iter();
    let rows = rows.filter(|row| of.contains(&row.code.as_str()));
    rows.filter_map(|row| Some((row.code, row.value? / 10_000)))
        .collect()
}

fn by_row(of: [i64; 4]) -> Vec<(String, i64)> {
    ["III.2.1.1", "III.2.1.2", "III.2.2.1", "III.2.2.2"]
        .into_iter()
        .map(str::to_owned)
        .zip(of)
        .collect()
}

fn relations_said(office: &Office) -> Vec<Stored<Relationship>> {
    store::records::<Relationship>(office.store(), OWN).unwrap()
}

#[test]
fn one_of_the_family_and_one_from_outside_count_each_in_what_is_so_of_him() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(
        &mut office,
        &[
            ("category", "domestic"),
            ("acts", "a"),
            ("other_acts", "rape"),
        ],
        &[("age", "16-17"), ("relation", "child")],
    );
    let survivor = survivor_of(&office, case);
    let father = perpetrator(&mut office, case, "male");
    assert_eq!(counted(&office), by_row([1, 0, 1, 0]));
    assert_eq!(relations_said(&office), []);
    // Another comes in: what was said stays said of the first, and of him it is asked.
    let other = perpetrator(&mut office, case, "male");
    let said = relations_said(&office);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].record.perpetrator.id(), father);
    assert_eq!(said[0].record.relation, Relation::Child);
    let doubts = office.case(case).unwrap().doubts;
    assert_eq!(doubts, [CaseDoubt::RelationNotSaid]);
    assert_eq!(counted(&office), by_row([1, 0, 2, 0]));
    // A stranger: she counts in both, each of them in his own, and that is no contradiction.
    stands(&mut office, survivor, other, "stranger").unwrap();
    assert_eq!(office.case(case).unwrap().doubts, []);
    assert_eq!(counted(&office), by_row([1, 1, 1, 1]));
    // What travels has one relation, the closest.
    let facts = office.case(case).unwrap().facts.remove(0);
    assert_eq!(facts.survivors[0].1.relation, Some(Relation::Child));
    // Twice of one is refused, and so is another case's, and what is said of one alone where there are two.
    let twice = stands(&mut office, survivor, other, "official").unwrap_err();
    assert!(format!("{twice:?}").contains("KnownHere"), "{twice:?}");
    let elsewhere = case_of(
        &mut office,
        &[("category", "domestic")],
        &[("age", "25-39")],
    );
    let his = perpetrator(&mut office, elsewhere, "male");
    let not_here = stands(&mut office, survivor, his, "spouse").unwrap_err();
    assert!(
        format!("{not_here:?}").contains("StaysInCase"),
        "{not_here:?}"
    );
    let here = store::record::<crate::model::Survivor>(office.store(), survivor).unwrap();
    let changed = crate::model::Survivor {
        relation: Some(Relation::Stranger),
        ..here.record
    };
    let kind = RecordKind::Survivor;
    let refused = office.change_record(kind, survivor, here.version, changed.to_cells());
    let Err(EntryError::Field(refused)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (refused.column.as_str(), refused.problem),
        ("relation", Problem::SaidForEach)
    );
    // One who is taken out takes nothing of the other's along.
    let version = store::record::<crate::model::Perpetrator>(office.store(), father)
        .unwrap()
        .version;
    office
        .delete_records(RecordKind::Perpetrator, &[(father, version)])
        .unwrap();
    // The other case counts beside it.
    assert_eq!(counted(&office), by_row([1, 1, 1, 1]));
    office
        .restore_records(RecordKind::Perpetrator, &[father])
        .unwrap();
    assert_eq!(counted(&office), by_row([2, 1, 2, 1]));
    assert!(
        register::stale_facts(office.store(), office.catalogues())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn nobody_speaks_for_a_child_who_may_be_any_of_those_who_were_violent() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(
        &mut office,
        &[("category", "child-abuse"), ("acts", "a")],
        &[("age", "0-5"), ("relation", "stranger")],
    );
    let survivor = survivor_of(&office, case);
    perpetrator(&mut office, case, "male");
    let speaks = |office: &Office, who: &str| {
        let mut form = typed(&[
            ("consent_purpose", "name"),
            ("consent_answer", "given"),
            ("asked_on", "6/3/2024"),
            ("consent_by", "guardian"),
            ("guardian", who),
        ]);
        form.insert("survivor".to_owned(), survivor.to_string());
        let checked = office.check_typed(RecordKind::ConsentAct, &form, None, None);
        checked.unwrap().problems.is_empty()
    };
    assert!(speaks(&office, "mother") && speaks(&office, "father"));
    // Another, of whom nothing is said: it may be any of them.
    let other = perpetrator(&mut office, case, "female");
    assert!(!speaks(&office, "mother") && !speaks(&office, "father"));
    assert!(speaks(&office, "protection"));
    // Her mother.
    let said = stands(&mut office, survivor, other, "child").unwrap();
    assert!(!speaks(&office, "mother") && speaks(&office, "father"));
    // The stranger is taken out: her mother does not become one by that.
    let here = office.case(case).unwrap();
    let stranger = here
        .perpetrators
        .iter()
        .find(|one| one.id != other)
        .unwrap();
    let gone = (stranger.id, stranger.version);
    office
        .delete_records(RecordKind::Perpetrator, &[gone])
        .unwrap();
    assert!(!speaks(&office, "mother") && speaks(&office, "father"));
    // Nor where what was said of her is taken back.
    let version = store::record::<Relationship>(office.store(), said)
        .unwrap()
        .version;
    office
        .delete_records(RecordKind::Relationship, &[(said, version)])
        .unwrap();
    assert!(!speaks(&office, "mother"));
}

#[test]
fn a_yes_is_none_any_more_as_it_comes_out_that_the_guardian_was_violent_too() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(
        &mut office,
        &[("category", "child-abuse"), ("acts", "a")],
        &[
            ("age", "0-5"),
            ("relation", "stranger"),
            ("consent", "guardian"),
        ],
    );
    let survivor = survivor_of(&office, case);
    let name = |office: &Office| office.case(case).unwrap().agreed[0].name;
    assert_eq!(name(&office), register::ConsentState::Given);
    perpetrator(&mut office, case, "male");
    let mother = perpetrator(&mut office, case, "female");
    stands(&mut office, survivor, mother, "child").unwrap();
    assert_eq!(name(&office), register::ConsentState::NotAsked);
}

/// What is wrong with a survivor as she is typed.
fn wrong_with(office: &Office, case: RecordId, fields: &[(&str, &str)]) -> Vec<(String, Problem)> {
    let mut form = typed(&[("sex", "female"), ("age", "25-39")]);
    form.extend(typed(fields));
    form.insert("case".to_owned(), case.to_string());
    let checked = office.check_typed(RecordKind::Survivor, &form, None, None);
    let problems = checked.unwrap().problems.into_iter();
    problems.map(|one| (one.column, one.problem)).collect()
}

#[test]
fn a_kind_of_disability_says_that_there_is_one_and_none_of_it_leaves() {
    let place = Place::new();
    let mut office = place.office(COMMUNE);
    let case = case_of(
        &mut office,
        &[("category", "domestic")],
        &[
            ("age", "25-39"),
            ("relation", "spouse"),
            ("disability_kinds", "hearing-speech;sight"),
            ("interpreter", "sign"),
            ("ethnicity", "tay"),
            ("citizenship", "la"),
        ],
    );
    let here = office.case(case).unwrap();
    assert_eq!(here.survivors[0].record.disability, None);
    assert_eq!(here.facts[0].survivors[0].1.disability, Some(true));
    let travels = format!("{:?}", here.facts);
    for code in ["Sight", "HearingSpeech", "Sign", "Tay", "La)"] {
        assert!(!travels.contains(code), "{code}: {travels}");
    }
    // Not said is not no; no is not a kind.
    let no = [("disability", "0"), ("disability_kinds", "sight")];
    let contradicts = vec![("disability_kinds".to_owned(), Problem::Contradicts)];
    assert_eq!(wrong_with(&office, case, &no), contradicts);
    assert_eq!(wrong_with(&office, case, &[("disability", "1")]), []);
    // Who cannot hear decides for herself; of who cannot understand it is not known.
    let guardian = |kind| {
        let fields = [
            ("relation", "stranger"),
            ("consent", "guardian"),
            ("disability_kinds", kind),
        ];
        wrong_with(&office, case, &fields)
    };
    let not_hers = vec![("consent".to_owned(), Problem::NotHersToGive)];
    assert_eq!(guardian("hearing-speech"), not_hers);
    assert_eq!(guardian("intellectual"), []);
}
