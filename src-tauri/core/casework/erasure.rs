//! Erasing who a case names, and what is written of it, for good: the facts stay and stay countable.

use super::decide::words;
use super::{CaseError, CaseState, later};
use crate::catalogue::RegisterRules;
use crate::model::{
    AgeBand, AskedBy, CaseCategory, CaseOutcome, CaseRef, ConsentPurpose, Day, ErasureReason,
    KeepGround, Measure, Moment, Perpetrator, Problem, RecordId, RecordKind, Stored, Survivor,
    ViolenceCase, at,
};
use crate::register::{self, ConsentState, consent_of, may_be_written, rules_of};
use crate::store::{
    self, Action, Decided, Erasing, ErasingWritten, Erasure, ErasureOfWritten, NoEntry, Reader,
    StoreError, Writer,
};
use crate::vault::{Act, Office, Role, View};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A person whose identity has been kept for as long as it may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RetentionDue {
    /// Her random number.
    pub person: CaseRef,
    /// Her cases, all closed.
    pub cases: Vec<RecordId>,
    /// The day since which it may not be kept.
    pub since: Day,
    /// For what it was kept longer than others are.
    pub grounds: BTreeSet<KeepGround>,
}

/// What says for how long a case is kept after it ended.
#[derive(Debug, Clone)]
pub(super) struct Ended {
    /// The day on which it was found.
    pub found: Day,
    /// The day on which it ended.
    pub ended: Day,
    /// The youngest that one of its survivors may be, in years, where she may not be grown.
    pub youngest: Option<u32>,
    /// Whether somebody is tried for it.
    pub tried: bool,
    /// Whether somebody died.
    pub died: bool,
    /// The last day of its measures.
    pub measures: Option<Day>,
}

impl Ended {
    /// The day from which it may not be kept, and for what it was kept longer than others.
    pub(super) fn kept_until(&self, rules: &RegisterRules) -> (Day, BTreeSet<KeepGround>) {
        let base = later_years(self.ended, rules.retention_years);
        let mut until = base;
        let mut grounds = BTreeSet::new();
        let mut keep = |ground: KeepGround, from: Day| {
            let day = later_years(from, rules.keep_years(ground, self.found));
            if day > base {
                grounds.insert(ground);
            }
            until = until.max(day);
        };
        if let Some(age) = self.youngest {
            let grown = later_years(self.found, GROWN.saturating_sub(age));
            keep(KeepGround::Child, grown.max(self.ended));
        }
        if self.tried {
            keep(KeepGround::Trial, self.ended);
        }
        if self.died {
            keep(KeepGround::Death, self.ended);
        }
        (self.measures.map_or(until, |end| until.max(end)), grounds)
    }
}

/// From so many years on somebody is grown.
const GROWN: u32 = 18;

impl View {
    /// The erasures made here, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub fn erasures(&self) -> Result<Vec<Erasure>, CaseError> {
        Ok(store::erasures(self.store())?)
    }
}

impl Office {
    /// Erases what names a person. What is written, noted and attached of a case belongs to its survivors: it goes with
    /// the last of them, and with nobody else. The register's keys change with it. Nothing brings it
    /// back, on this laptop: backups made before still have it. Gives the cases of which something is still written in
    /// which the person may be named: what a survivor told is not changed in silence.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer, [`CaseError::Nobody`]; see
    /// also [`CaseError`].
    pub fn erase_person(
        &mut self,
        person: &CaseRef,
        reason: ErasureReason,
    ) -> Result<Vec<RecordId>, CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let cases = cases_of(act.store(), person)?;
        // Whoever is named without a case that is still here can be erased too.
        if cases.is_empty() && !act.register()?.named_persons()?.contains(person) {
            return Err(CaseError::Nobody(person.as_str().to_owned()));
        }
        let erasing = Erasing {
            person: person.clone(),
            at: Moment::now(),
            reason,
        };
        act.in_register_unlogged(NoEntry::Beginning, |register| -> Result<(), CaseError> {
            Ok(register.begin_erasure(&erasing)?)
        })?;
        finish_erasure(&mut act, &erasing)?;
        let written = act.register()?.written_cases()?;
        let here = cases.into_iter().filter(|case| written.contains(case));
        Ok(here.collect())
    }

    /// Erases what is written, noted and attached of a case, was before or is being typed, and the words of what was
    /// decided of it; nobody whom it names, and no fact that counts. The register's keys change with it. Nothing brings
    /// it back, on this laptop: backups made before still have it.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer, [`CaseError::NothingWritten`],
    /// [`CaseError::WrittenOfOthers`]; see also [`CaseError`].
    pub fn erase_written(
        &mut self,
        case: RecordId,
        said: ErasureOfWritten,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        store::record::<ViolenceCase>(act.store(), case)?;
        let said = may_be_erased(act.store(), case, said)?;
        // What waits for the register is written of it too.
        act.absorb_sealed();
        if !act.register()?.is_written(case)? {
            return Err(CaseError::NothingWritten);
        }
        let at = Moment::now();
        let erasing = ErasingWritten { case, at, said };
        act.in_register_unlogged(NoEntry::Beginning, |register| -> Result<(), CaseError> {
            Ok(register.begin_erasing_written(&erasing)?)
        })?;
        finish_erasing_written(&mut act, &erasing)
    }

    /// Finishes erasures that a crash or a power cut stopped. For case officers; others leave them.
    ///
    /// # Errors
    /// The databases'.
    pub fn finish_erasures(&mut self) -> Result<(), CaseError> {
        let Ok(mut act) = self.act(Role::CaseOfficer) else {
            return Ok(());
        };
        for erasing in act.register()?.erasures_begun()? {
            finish_erasure(&mut act, &erasing)?;
        }
        for erasing in act.register()?.erasing_written()? {
            finish_erasing_written(&mut act, &erasing)?;
        }
        Ok(())
    }

    /// Persons whose identity has been kept for as long as the catalogue allows after the last of
    /// their cases was closed, the oldest first.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn retention_due(&self) -> Result<Vec<RetentionDue>, CaseError> {
        let named = self.register()?.named_persons()?;
        let today = Day::today().map_err(StoreError::from)?;
        let mut ends: BTreeMap<RecordId, Option<(Day, BTreeSet<KeepGround>)>> = BTreeMap::new();
        for case in store::records::<ViolenceCase>(self.store(), store::OWN)? {
            let record = &case.record;
            let closed = match CaseState::of(record) {
                CaseState::Closed => record.closed_on,
                CaseState::HandedOver => record.handed_on,
                CaseState::Voided => Some(record.closed_on.unwrap_or(record.found_on)),
                CaseState::Open | CaseState::HandingOver => None,
            };
            let rules = rules_of(self.catalogues(), record.found_on);
            let ended = closed.map(|day| self.ended(&case, day)).transpose()?;
            ends.insert(case.id, ended.map(|ended| ended.kept_until(rules)));
        }
        let mut due = Vec::new();
        for person in named {
            let cases = cases_of(self.store(), &person)?;
            let ended: Option<Vec<_>> = cases
                .iter()
                .map(|case| ends.get(case).cloned().flatten())
                .collect();
            let last = ended.and_then(|days| days.into_iter().max());
            if let Some((since, grounds)) = last.filter(|(since, _)| *since <= today) {
                due.push(RetentionDue {
                    person,
                    cases,
                    since,
                    grounds,
                });
            }
        }
        due.sort_by_key(|due| due.since);
        Ok(due)
    }

    /// What says for how long a case is kept that ended on a day; who was taken out of it again counts too.
    fn ended(&self, case: &Stored<ViolenceCase>, ended: Day) -> Result<Ended, StoreError> {
        let record = &case.record;
        let key = case.id.to_string();
        let survivors = store::records_ever_with::<Survivor>(self.store(), "case", &key)?;
        let is_of_child = record.category == CaseCategory::ChildAbuse
            || record.also.contains(CaseCategory::ChildAbuse);
        let ages = survivors.iter().filter_map(|one| match one.record.age {
            AgeBand::Unknown if is_of_child => Some(0),
            age => age.youngest(),
        });
        let youngest = ages.min();
        let perpetrators = store::records_with::<Perpetrator>(self.store(), "case", &key)?;
        let tried = perpetrators
            .iter()
            .any(|one| one.record.prosecuted == Some(true))
            || record.outcome == Some(CaseOutcome::Prosecution);
        let mut measures = None;
        for one in &perpetrators {
            let of = one.id.to_string();
            for measure in store::records_with::<Measure>(self.store(), "perpetrator", &of)? {
                let rules = rules_of(self.catalogues(), measure.record.taken_on);
                measures = measures.max(register::end_of(&measure.record, rules));
            }
        }
        Ok(Ended {
            found: record.found_on,
            ended,
            youngest,
            tried: tried && record.voided.is_none(),
            died: record.outcome == Some(CaseOutcome::Died),
            measures,
        })
    }

    /// Whether retention is to be looked through: once a year, where anything is due.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn retention_prompt(&self) -> Result<usize, CaseError> {
        let this_year = Day::today().map_err(StoreError::from)?.year();
        let reviewed = store::last_action(self.store(), Action::RetentionReviewed)?;
        if let Some(reviewed) = reviewed
            && reviewed.day().map_err(StoreError::from)?.year() == this_year
        {
            return Ok(0);
        }
        Ok(self.retention_due()?.len())
    }

    /// Notes that retention was looked through this year.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn review_retention(&mut self) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        Ok(act.note(Action::RetentionReviewed, "register")?)
    }
}

/// Does what an erasure says that was begun.
fn finish_erasure(act: &mut Act<'_>, erasing: &Erasing) -> Result<(), CaseError> {
    let person = &erasing.person;
    let cases = written_for(act.store(), person)?;
    if !store::erasure_is_told(act.store(), erasing)? {
        let mut written = Vec::new();
        for case in &cases {
            if act.register()?.is_written(*case)? {
                written.push(*case);
            }
        }
        let count = i64::try_from(written.len()).unwrap_or(i64::MAX);
        act.write(|log, _| -> Result<(), StoreError> {
            log.add_erasure(erasing, count)?;
            let writer = log.unlogged(NoEntry::Derived);
            written.iter().try_for_each(|case| {
                let (person, begun) = (person.clone(), erasing.at);
                writer.decide(*case, Decided::WrittenGone { person, begun }, String::new())
            })
        })?;
    }
    let register_key = act.register_key().to_owned();
    act.in_register_unlogged(NoEntry::Finishing, |register| -> Result<(), CaseError> {
        let persons = std::slice::from_ref(person);
        Ok(register.erase(persons, &cases, &register_key)?)
    })?;
    // A copy of the register made before has it all still: it is not to open with what is here.
    act.change_register_keys()?;
    act.write(|log, _| -> Result<(), StoreError> {
        let writer = log.unlogged(NoEntry::Finishing);
        for case in &cases {
            drop_what_waits(&writer, *case)?;
            writer.drop_void_note(*case)?;
            writer.drop_words_of_decisions(*case)?;
        }
        writer.erasure_done(person)
    })?;
    act.in_register_unlogged(NoEntry::Finishing, |register| -> Result<(), CaseError> {
        Ok(register.erasure_done(person)?)
    })?;
    act.store().checkpoint()?;
    Ok(act.drop_old_copies()?)
}

/// Takes away entries of a case that could not be opened: they would come back with the key that opens them.
fn drop_what_waits(writer: &Writer<'_>, case: RecordId) -> Result<(), StoreError> {
    writer.drop_sealed_of(case)?;
    writer.drop_first_schema_identity(case)
}

/// Does what an erasure of what is written of a case says that was begun.
fn finish_erasing_written(act: &mut Act<'_>, erasing: &ErasingWritten) -> Result<(), CaseError> {
    let case = erasing.case;
    if !store::erasure_of_written_is_told(act.store(), erasing)? {
        let (table, reason) = (RecordKind::ViolenceCase.table(), erasing.said.reason.code());
        let subject = format!("{table} {case} {reason}");
        act.write(|log, _| -> Result<(), StoreError> {
            let writer = log.entry(Action::WrittenErased, &subject)?;
            drop_what_waits(&writer, case)?;
            writer.drop_void_note(case)?;
            writer.decide_written_erased(erasing)
        })?;
    }
    let register_key = act.register_key().to_owned();
    act.in_register_unlogged(NoEntry::Finishing, |register| -> Result<(), CaseError> {
        Ok(register.erase(&[], &[case], &register_key)?)
    })?;
    // A copy of the register made before has it all still: it is not to open with what is here.
    act.change_register_keys()?;
    act.in_register_unlogged(NoEntry::Finishing, |register| -> Result<(), CaseError> {
        Ok(register.written_is_erased(case)?)
    })?;
    act.store().checkpoint()?;
    Ok(act.drop_old_copies()?)
}

/// What is said of an erasure of what is written of a case, where it may be erased: a guardian who may be the
/// perpetrator does not ask for it, and one survivor not for what is another's, as long as none said no.
fn may_be_erased(
    reader: &impl Reader,
    case: RecordId,
    said: ErasureOfWritten,
) -> Result<ErasureOfWritten, CaseError> {
    let today = Day::today().map_err(StoreError::from)?;
    if said.asked_on > today {
        let day = Problem::OutOfRange(said.asked_on.to_string());
        return Err(at("asked_on")(day).into());
    }
    let is_asked_for = said.asked_by != AskedBy::Office;
    if said.reason == ErasureReason::HerWish && !is_asked_for {
        return Err(at("asked_by")(Problem::Contradicts).into());
    }
    register::check_who_asks(reader, case, said.asked_by, said.guardian)?;
    let survivors = store::records_with::<Survivor>(reader, "case", &case.to_string())?;
    let erased = erased_persons(reader)?;
    let mut persons: BTreeSet<CaseRef> = survivors.into_iter().map(|s| s.record.person).collect();
    persons.retain(|person| !erased.contains(person));
    let is_no = may_be_written(reader, case, today)?.is_no();
    if is_asked_for && persons.len() > 1 && !is_no {
        return Err(CaseError::WrittenOfOthers);
    }
    Ok(ErasureOfWritten {
        why: words(&said.why)?,
        ..said
    })
}

fn erased_persons(reader: &impl Reader) -> Result<BTreeSet<CaseRef>, StoreError> {
    let erased = store::erasures(reader)?.into_iter();
    Ok(erased.map(|erasure| erasure.person).collect())
}

/// The cases of which what is written goes with a person: those in which she is or was a survivor, and nobody else is
/// one who was not erased; whoever else is, where she said no to what is written.
fn written_for(reader: &impl Reader, person: &CaseRef) -> Result<Vec<RecordId>, StoreError> {
    let of_person = ["person", person.as_str()];
    let cases = store::references_with(reader, RecordKind::Survivor, "case", of_person)?;
    let erased = erased_persons(reader)?;
    let today = Day::today().map_err(StoreError::from)?;
    let refuses = consent_of(reader, person, ConsentPurpose::Account, today)?;
    let refuses = refuses.is_some_and(ConsentState::is_no);
    let mut theirs = BTreeSet::new();
    for case in cases {
        let survivors = store::records_with::<Survivor>(reader, "case", &case.to_string())?;
        let mut others = survivors.iter().map(|survivor| &survivor.record.person);
        if refuses || others.all(|other| other == person || erased.contains(other)) {
            theirs.insert(case);
        }
    }
    Ok(theirs.into_iter().collect())
}

/// The cases a person is in or was, in whatever part: what is written of one from which she was taken out again may
/// name her all the same.
fn cases_of(reader: &impl Reader, person: &CaseRef) -> Result<Vec<RecordId>, StoreError> {
    let mut cases = BTreeSet::new();
    for kind in [RecordKind::Survivor, RecordKind::Perpetrator] {
        let of_person = ["person", person.as_str()];
        cases.extend(store::references_with(reader, kind, "case", of_person)?);
    }
    Ok(cases.into_iter().collect())
}

/// The same day some years later; the day after, where there is none.
fn later_years(day: Day, years: u32) -> Day {
    day.date()
        .checked_add_months(chrono::Months::new(12 * years))
        .and_then(|date| Day::new(date).ok())
        .unwrap_or_else(|| later(day, 365 * years))
}
