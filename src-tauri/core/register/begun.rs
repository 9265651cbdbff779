//! Cases that somebody began who cannot read facts: sealed to the facts key as they were recorded, and taken
//! into the register by the next unlocking of somebody who holds it.
//!
//! Whoever is at the office can seal whatever she likes to that key. So nothing is taken in but what the form of
//! a new case asks her for: no more fields, nothing of a case or person that is here, nothing in another's name
//! or of a day that has not come. What she said beyond that is left out, and the log tells of it.

use super::{add_row, project};
use crate::catalogue::Catalogues;
use crate::model::{
    CaseCategory, CaseFacts, CaseRef, CaseRow, Cell, Column, ColumnKind, Day, FlatForm, Month,
    RecordId, RecordKind, Survivor, UnitCode, ViolenceCase, cells_from_json, cells_to_json,
    from_outside,
};
use crate::store::{
    self, Action, BegunCase, Log, NoEntry, OWN, Reader, SealedPlace, SealedSource, StoreError,
};
use age::secrecy::SecretString;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// How many that wait are looked at with one unlocking; the rest wait for the next.
pub const MOST_BEGUN: usize = 2_000;

/// Largest sealed entry of a case that was begun that is opened, in bytes: a row of a workbook with two texts
/// of 20,000 letters beside it.
pub const MAX_BEGUN: usize = 512 << 10;

/// What is opened of them with one unlocking, in bytes.
const MAX_OPENED: usize = 32 << 20;

/// What of a new case and its survivor is a case officer's finding, though it stands in the form.
const OF_OFFICERS: [&str; 2] = ["consent", "share"];

/// What of a case's row is so, or is what a case officer does.
const OF_OFFICERS_IN_ROW: [&str; 3] = ["closed", "consent_to_record", "consent_to_share"];

/// What was begun of a case.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Begun {
    /// A case and its first survivor, as a form recorded them.
    Case {
        /// The case's fields.
        case: Map<String, Value>,
        /// The survivor's.
        survivor: Map<String, Value>,
    },
    /// A row of a workbook.
    Row {
        /// Its fields.
        row: Map<String, Value>,
        /// What names its persons, sealed to the register key, in base64.
        named: Option<String>,
    },
}

/// Whether somebody who is no case officer may fill a field of a new case or its survivor.
pub fn may_begin_with(kind: RecordKind, field: &str) -> bool {
    let layout = kind.layout().unwrap_or_default();
    let asked = layout.form.contains(&field) || layout.more.contains(&field);
    asked && !OF_OFFICERS.contains(&field)
}

/// The fields that the form of a new case asks for: those of its category, or all that may come to be asked where
/// none is chosen yet; and those of who fills it in, a case officer or somebody who begins it for one.
pub fn asked_at_first(
    kind: RecordKind,
    category: Option<CaseCategory>,
    is_officer: bool,
) -> Vec<&'static str> {
    let is_domestic = category == Some(CaseCategory::Domestic);
    let may_be_of_family = match category {
        None | Some(CaseCategory::Domestic | CaseCategory::ChildAbuse) => true,
        Some(CaseCategory::GenderBased | CaseCategory::TraffickingReturnee) => false,
    };
    let fits = |field: &str| match field {
        "acts" => may_be_of_family,
        "other_acts" => !is_domestic,
        "needs_support" | "identification" => category == Some(CaseCategory::TraffickingReturnee),
        // What is found later, given by the program, or said of several cases at once.
        "number" | "several" | "days_to_report" => false,
        // Asked once she is safe, of who wants to say it.
        "disability_kinds" | "ethnicity" | "citizenship" => false,
        _ => true,
    };
    let layout = kind.layout().unwrap_or_default();
    let of_officers: &[&str] = match kind == RecordKind::Survivor {
        true => &OF_OFFICERS,
        false => &[],
    };
    let fields = layout.form.iter().chain(of_officers).chain(layout.more);
    fields
        .copied()
        .filter(|field| fits(field) && (is_officer || may_begin_with(kind, field)))
        .collect()
}

impl Begun {
    /// A case with its first survivor, in canonical form.
    pub fn case(case: &[Cell], survivor: &[Cell]) -> Self {
        let asked = |kind: RecordKind, cells: &[Cell]| -> Map<String, Value> {
            let filled = kind.to_json(cells).into_iter();
            filled
                .filter(|(field, _)| may_begin_with(kind, field))
                .collect()
        };
        Self::Case {
            case: asked(RecordKind::ViolenceCase, case),
            survivor: asked(RecordKind::Survivor, survivor),
        }
    }

    /// A row of a workbook, with what names its persons as it was sealed.
    pub fn row(row: &CaseRow, named: Option<&[u8]>) -> Self {
        Self::Row {
            row: cells_to_json(&CaseRow::columns(), &row.to_cells()),
            named: named.map(|sealed| STANDARD.encode(sealed)),
        }
    }

    /// As it is sealed.
    ///
    /// # Errors
    /// [`StoreError::BadValue`], never in practice.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let bytes = serde_json::to_vec(self).map(Zeroizing::new);
        bytes.map_err(|error| StoreError::bad("begun case", error))
    }
}

/// A case that was begun, as it may be taken in; and what was left out of it.
struct Admitted {
    what: What,
    left_out: BTreeSet<String>,
}

enum What {
    Case {
        case: Box<ViolenceCase>,
        survivor: Survivor,
    },
    Row {
        row: Box<CaseRow>,
        named: Option<Vec<u8>>,
    },
}

/// Keeps of an object's fields those that may be said, each with a value that its column takes.
fn keep(
    columns: &[Column],
    object: &mut Map<String, Value>,
    left_out: &mut BTreeSet<String>,
    may_say: impl Fn(&str) -> bool,
) {
    object.retain(|field, value| {
        let column = columns.iter().find(|column| column.name == *field);
        let fits = column.is_some_and(|column| {
            may_say(field)
                && Cell::from_json(value, column.kind)
                    .is_ok_and(|cell| column.kind.fits(&cell).is_ok() && can_be(column.kind, &cell))
        });
        if !fits {
            left_out.insert(from_outside(field, 40, false));
        }
        fits
    });
}

/// Whether a field can say that: a code is one of its list, a unit has a unit's code, no day or month is one that
/// has not come yet.
fn can_be(kind: ColumnKind, cell: &Cell) -> bool {
    let (Cell::Text(text), Ok(today)) = (cell, Day::today()) else {
        return true;
    };
    match kind {
        ColumnKind::Day => Day::parse_iso(text).is_ok_and(|day| day <= today),
        ColumnKind::Month => Month::parse_iso(text).is_ok_and(|month| month <= today.month()),
        ColumnKind::Choice(list) => list.codes.contains(&text.as_str()),
        ColumnKind::Choices(list) => text.split(';').all(|code| list.codes.contains(&code)),
        ColumnKind::Unit => UnitCode::new(text).is_ok(),
        _ => true,
    }
}

/// What may be taken in of what was begun; nothing where it is none.
fn admitted(begun: Begun, catalogues: &Catalogues) -> Option<Admitted> {
    let mut left_out = BTreeSet::new();
    let what = match begun {
        Begun::Case {
            mut case,
            mut survivor,
        } => {
            let kind = RecordKind::ViolenceCase;
            keep(kind.columns(), &mut case, &mut left_out, |field| {
                may_begin_with(kind, field)
            });
            // To which case she belongs is what the place in the queue says.
            survivor.remove("case");
            let of_survivor = RecordKind::Survivor;
            keep(
                of_survivor.columns(),
                &mut survivor,
                &mut left_out,
                |field| may_begin_with(of_survivor, field),
            );
            let case = kind.from_json(&case).ok()?;
            catalogues.check_record(kind, &case).ok()?;
            survivor.insert("case".to_owned(), RecordId::new().to_string().into());
            let survivor = of_survivor.from_json(&survivor).ok()?;
            What::Case {
                case: Box::new(ViolenceCase::from_cells(case).ok()?),
                survivor: Survivor::from_cells(survivor).ok()?,
            }
        }
        Begun::Row { mut row, named } => {
            let columns = CaseRow::columns();
            keep(&columns, &mut row, &mut left_out, |field| {
                !OF_OFFICERS_IN_ROW.contains(&field)
            });
            let cells = cells_from_json(&columns, &row).ok()?;
            let row = CaseRow::from_cells(cells).ok()?;
            // What it becomes is checked as a case is that somebody types.
            let records = row.register(RecordId::new()).ok()?;
            let case = records.case.to_cells();
            catalogues
                .check_record(RecordKind::ViolenceCase, &case)
                .ok()?;
            What::Row {
                row: Box::new(row),
                named: named.and_then(|named| STANDARD.decode(named).ok()),
            }
        }
    };
    Some(Admitted { what, left_out })
}

/// Reads what somebody may have begun of a case, and keeps nothing of it.
pub(crate) fn look_at_begun(plain: &[u8], catalogues: &Catalogues) {
    if let Ok(begun) = serde_json::from_slice::<Begun>(plain) {
        drop(admitted(begun, catalogues));
    }
}

/// Takes what was begun into the register, so much of it as an unlocking takes. Gives what cannot be read,
/// which stays where it is.
///
/// # Errors
/// The database's.
pub fn take_in_begun(
    log: &Log<'_>,
    catalogues: &Catalogues,
    keys: &[SecretString],
) -> Result<Vec<SealedPlace>, StoreError> {
    let mut unreadable = Vec::new();
    let mut room = MAX_OPENED;
    let mut here = Here::of(log)?;
    for entry in store::begun_cases(log, MOST_BEGUN, MAX_BEGUN)? {
        let size = entry.sealed.as_ref().map_or(0, Vec::len);
        let Some(left) = room.checked_sub(size) else {
            break;
        };
        room = left;
        let opened = entry.sealed.as_deref();
        let opened = opened.and_then(|sealed| super::opened(sealed, keys));
        let begun = opened.and_then(|plain| serde_json::from_slice::<Begun>(&plain).ok());
        match begun.and_then(|begun| admitted(begun, catalogues)) {
            Some(admitted) => {
                take(log, catalogues, &entry, admitted, &mut here)?;
                log.unlogged(NoEntry::Finishing).drop_begun(entry.id)?;
            }
            None => unreadable.push(SealedPlace::begun(entry.id)),
        }
    }
    Ok(unreadable)
}

/// The cases that are here, and those that were taken in with this unlocking, each by who began it: her next
/// row of the same number is another survivor of that case.
struct Here {
    numbers: BTreeMap<CaseRef, RecordId>,
    survivors: BTreeSet<(CaseRef, CaseRef)>,
    begun: BTreeMap<String, BTreeMap<CaseRef, RecordId>>,
}

impl Here {
    fn of(reader: &impl Reader) -> Result<Self, StoreError> {
        Ok(Self {
            numbers: case_numbers(reader)?,
            survivors: survivors_of_cases(reader)?,
            begun: BTreeMap::new(),
        })
    }
}

/// A number that no case here has.
fn new_number(numbers: &BTreeMap<CaseRef, RecordId>) -> Result<CaseRef, StoreError> {
    loop {
        let number = CaseRef::random()?;
        if !numbers.contains_key(&number) {
            return Ok(number);
        }
    }
}

/// A number that nobody had here.
fn new_person(reader: &impl Reader) -> Result<CaseRef, StoreError> {
    loop {
        let number = CaseRef::random()?;
        if !store::is_used_number(reader, &number)? {
            return Ok(number);
        }
    }
}

fn take(
    log: &Log<'_>,
    catalogues: &Catalogues,
    entry: &BegunCase,
    admitted: Admitted,
    here: &mut Here,
) -> Result<(), StoreError> {
    let Admitted { what, mut left_out } = admitted;
    // Nothing shows that the name is hers: no user has one like this.
    let said = format!("{}?", entry.who);
    let by_her = log.by(&said);
    let writer = by_her.unlogged(NoEntry::Finishing);
    let kind = RecordKind::ViolenceCase;
    let case = match what {
        What::Case {
            mut case,
            mut survivor,
        } => {
            let id = match entry.case {
                Some(id) if !store::is_here(log, kind, id)? => id,
                Some(_) => {
                    left_out.insert("id".to_owned());
                    RecordId::new()
                }
                None => RecordId::new(),
            };
            if here.numbers.contains_key(&case.number) {
                left_out.insert("number".to_owned());
                case.number = new_number(&here.numbers)?;
            }
            here.numbers.insert(case.number.clone(), id);
            if store::is_of_restricted_case(log, &survivor.person)? {
                left_out.insert("person".to_owned());
                survivor.person = new_person(log)?;
            }
            survivor.case = id.into();
            writer.insert(kind, OWN, id, 1, &case.to_cells())?;
            let cells = survivor.to_cells();
            writer.insert(RecordKind::Survivor, OWN, RecordId::new(), 1, &cells)?;
            id
        }
        What::Row { mut row, named } => {
            let place = (row.number.clone(), row.survivor.clone());
            if here.survivors.contains(&place) {
                return Ok(());
            }
            let hers = here.begun.entry(entry.who.clone()).or_default();
            if here.numbers.contains_key(&row.number) && !hers.contains_key(&row.number) {
                left_out.insert("number".to_owned());
                row.number = new_number(&here.numbers)?;
            }
            let his = row.perpetrator.iter_mut();
            for person in std::iter::once(&mut row.survivor).chain(his) {
                if store::is_of_restricted_case(log, person)? {
                    left_out.insert("person".to_owned());
                    *person = new_person(log)?;
                }
            }
            let bad = |error| StoreError::BadRow {
                table: kind.table(),
                error,
            };
            let case = add_row(&writer, hers, RecordId::new(), &row).map_err(bad)??;
            here.numbers.insert(row.number.clone(), case);
            here.survivors
                .insert((row.number.clone(), row.survivor.clone()));
            if let Some(sealed) = named {
                writer.add_sealed(case, &sealed, &BTreeMap::new(), SealedSource::Workbook)?;
            }
            case
        }
    };
    project(&by_her, catalogues, case)?;
    let subject = format!("{} {case}", kind.table());
    // Who began it is what the row says, which anybody at the office could write.
    log.entry(Action::BegunTaken, &format!("{subject} {}", entry.who))?;
    if !left_out.is_empty() {
        let fields: Vec<&str> = left_out.iter().map(String::as_str).take(20).collect();
        let subject = format!("{subject} {}", fields.join(" "));
        log.entry(Action::BegunLeftOut, &subject)?;
    }
    Ok(())
}

/// The own cases by their number, those that this user does not see among them.
///
/// # Errors
/// The database's.
pub fn case_numbers(reader: &impl Reader) -> Result<BTreeMap<CaseRef, RecordId>, StoreError> {
    let cases = store::records::<ViolenceCase>(reader, OWN)?.into_iter();
    let mut numbers: BTreeMap<CaseRef, RecordId> =
        cases.map(|case| (case.record.number, case.id)).collect();
    for (_, restriction, sees) in store::restrictions(reader) {
        for case in restriction.cases.into_iter().filter(|_| !sees) {
            match store::record::<CaseFacts>(reader, case) {
                Ok(facts) => numbers.insert(facts.record.number, case),
                // Recorded wrongly, it counts nowhere.
                Err(StoreError::NoRecord(_)) => continue,
                Err(error) => return Err(error),
            };
        }
    }
    Ok(numbers)
}

/// Numbers of cases, each with those of its survivors.
///
/// # Errors
/// The database's.
pub fn survivors_of_cases(
    reader: &impl Reader,
) -> Result<BTreeSet<(CaseRef, CaseRef)>, StoreError> {
    let numbers: BTreeMap<RecordId, CaseRef> = case_numbers(reader)?
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let survivors = store::records::<Survivor>(reader, OWN)?;
    Ok(survivors
        .into_iter()
        .filter_map(|s| Some((numbers.get(&s.record.case.id())?.clone(), s.record.person)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_new_case_asks_for_what_its_category_has_and_who_fills_it_in_may_say() {
        let asked = |kind, category, is_officer| asked_at_first(kind, category, is_officer);
        let case = |category| asked(RecordKind::ViolenceCase, category, false);
        let has = |fields: Vec<&str>, field| fields.contains(&field);
        let domestic = Some(CaseCategory::Domestic);
        assert!(has(case(domestic), "acts") && !has(case(domestic), "other_acts"));
        let child = Some(CaseCategory::ChildAbuse);
        // Who was violent to a child may be of the family.
        assert!(has(case(child), "acts") && has(case(child), "other_acts"));
        let returned = Some(CaseCategory::TraffickingReturnee);
        assert!(!has(case(returned), "acts"));
        assert!(has(case(child), "also") && has(case(None), "also"));
        assert!(has(case(None), "acts") && has(case(None), "other_acts"));
        let survivor = |category, is_officer| asked(RecordKind::Survivor, category, is_officer);
        let returnee = Some(CaseCategory::TraffickingReturnee);
        assert!(has(survivor(returnee, false), "needs_support"));
        assert!(!has(survivor(domestic, true), "needs_support"));
        // Whether she agreed is for a case officer to find.
        for field in OF_OFFICERS {
            assert!(has(survivor(domestic, true), field), "{field}");
            assert!(!has(survivor(domestic, false), field), "{field}");
        }
    }
}
