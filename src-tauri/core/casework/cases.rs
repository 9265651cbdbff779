//! One case over time.

use super::CaseError;
use super::decide::{EndOfCase, reason};
use super::hours::{self, At, Hour};
use crate::catalogue::{RegisterRules, Risk};
use crate::entry::{EntryError, Typed};
use crate::model::{
    AgeBand, AskedOf, CaseCategory, CaseRef, Cell, ChildAssessment, ChildTrack, ConsentAct,
    ConsentPurpose, DataRequest, Day, FlatForm, FollowUp, FollowUpForm, Incident, Measure,
    MeasureKind, Perpetrator, PlanStep, Record, RecordId, RecordKind, Referral, Relationship,
    RiskCheck, RiskSign, Service, Sex, Stored, Survivor, TraffickingTrack, ViolenceCase, VisitRule,
    VoidReason,
};
use crate::register::{
    self, Begun, CaseDoubt, CaseRecords, ConsentState, ContactState, ContactWay, Danger, Tie,
};
use crate::store::{
    self, Action, AuditEntry, Decided, Decision, Log, NoEntry, Reader, StoreError, VoidNote, Writer,
};
use crate::vault::{Act, Office, Role, VaultError, View};
use chrono::Days;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// Of this unit, and worked on.
    Open,
    /// Another unit was asked to take it over, and has not confirmed it yet.
    HandingOver,
    /// Another unit has taken it over.
    HandedOver,
    /// Closed, with an outcome.
    Closed,
    /// Recorded wrongly, and counted nowhere.
    Voided,
}

impl CaseState {
    /// All, in the order people see them.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::HandingOver,
        Self::HandedOver,
        Self::Closed,
        Self::Voided,
    ];
    /// Code; message `case-state-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::HandingOver => "handing-over",
            Self::HandedOver => "handed-over",
            Self::Closed => "closed",
            Self::Voided => "voided",
        }
    }
    /// Where a case stands.
    pub fn of(case: &ViolenceCase) -> Self {
        if case.voided.is_some() {
            Self::Voided
        } else if case.handed_on.is_some() {
            Self::HandedOver
        } else if case.closed_on.is_some() {
            Self::Closed
        } else if case.handed_to.is_some() {
            Self::HandingOver
        } else {
            Self::Open
        }
    }
}

/// A case with everything that belongs to it but who it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its own record.
    pub case: Stored<ViolenceCase>,
    /// Where it stands.
    pub state: CaseState,
    /// Its survivors, in the order they were recorded.
    pub survivors: Vec<Stored<Survivor>>,
    /// What the survivors were asked, and what they answered, by day.
    pub consents: Vec<Stored<ConsentAct>>,
    /// How it stands with each of them, in their order, and with what each was asked for.
    pub agreed: Vec<Agreed>,
    /// How it stands with an account, notes and files.
    pub written: ConsentState,
    /// Its perpetrators, in the order they were recorded.
    pub perpetrators: Vec<Stored<Perpetrator>>,
    /// How each of its survivors, in their order, stands to each who was violent.
    pub ties: Vec<Vec<Tie>>,
    /// Where that is said of several.
    pub relationships: Vec<Stored<Relationship>>,
    /// Services, by day.
    pub services: Vec<Stored<Service>>,
    /// Referrals, by day.
    pub referrals: Vec<Stored<Referral>>,
    /// Measures, by day.
    pub measures: Vec<Stored<Measure>>,
    /// New violence in it, by the day on which it became known.
    pub incidents: Vec<Stored<Incident>>,
    /// Follow-ups, by day.
    pub follow_ups: Vec<Stored<FollowUp>>,
    /// Steps of the plans, in the order in which they were agreed.
    pub plan: Vec<Stored<PlanStep>>,
    /// Safety checks, by day.
    pub risk_checks: Vec<Stored<RiskCheck>>,
    /// What was asked about what is held of whom it is about, by day.
    pub requests: Vec<Stored<DataRequest>>,
    /// Those of them for which what is held of somebody is kept and not used.
    pub limits: Vec<RecordId>,
    /// What was said of traffickers, by day.
    pub trafficking_tracks: Vec<Stored<TraffickingTrack>>,
    /// What was learnt of its children and who was told, by day.
    pub child_tracks: Vec<Stored<ChildTrack>>,
    /// Assessments of the danger that its children are in, by day.
    pub child_assessments: Vec<Stored<ChildAssessment>>,
    /// The danger that it is in; none where nobody asked yet.
    pub danger: Option<Danger>,
    /// Whose questions a safety check asks.
    pub asked_of: AskedOf,
    /// The day on which new violence was found that nobody asked about since.
    pub propose_check: Option<Day>,
    /// The last day on which a follow-up found new violence that is not recorded.
    pub propose_incident: Option<Day>,
    /// The day on which the next follow-up should be, where none is planned until then.
    pub propose_follow_up: Option<Day>,
    /// The last check in which somebody thinks of suicide.
    pub suicidal: Option<RecordId>,
    /// What is due by the hour.
    pub hours: Vec<Hour>,
    /// What was decided of it, in order.
    pub decisions: Vec<Decision>,
    /// What would travel of it in each year in which it counts; nothing where it counts nowhere.
    pub facts: Vec<register::TravellingCase>,
    /// Why it is marked as recorded wrongly, where it is and words were asked for.
    pub void_note: Option<VoidNote>,
    /// What of it does not fit together by the law of its day, or is not said yet.
    pub doubts: Vec<CaseDoubt>,
}

/// How it stands with what a survivor was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Her random number.
    pub person: CaseRef,
    /// With keeping her name and how to reach her.
    pub name: ConsentState,
    /// With keeping an account, notes and files.
    pub account: ConsentState,
    /// With facts that do not name her going into what is sent.
    pub share: ConsentState,
    /// Each way to her, and whether it is safe.
    pub reach: Vec<(ContactWay, ContactState)>,
}

impl Case {
    /// All persons in it, survivors first.
    pub fn persons(&self) -> Vec<CaseRef> {
        let survivors = self.survivors.iter().map(|s| &s.record.person);
        let perpetrators = self.perpetrators.iter().map(|p| &p.record.person);
        survivors.chain(perpetrators).cloned().collect()
    }
}

/// Each way to a person, and whether it is safe.
fn reach(
    reader: &impl Reader,
    person: &CaseRef,
) -> Result<Vec<(ContactWay, ContactState)>, StoreError> {
    let ways = ContactWay::ALL.into_iter();
    ways.map(|way| Ok((way, register::contact_of(reader, person, way)?)))
        .collect()
}

/// Today, by this machine's clock.
pub(super) fn today() -> Result<Day, StoreError> {
    Ok(Day::today()?)
}

/// A day some days later.
pub fn later(day: Day, days: u32) -> Day {
    day.date()
        .checked_add_days(Days::new(u64::from(days)))
        .and_then(|date| Day::new(date).ok())
        .unwrap_or(day)
}

/// A day some days earlier.
pub fn earlier(day: Day, days: u32) -> Day {
    day.date()
        .checked_sub_days(Days::new(u64::from(days)))
        .and_then(|date| Day::new(date).ok())
        .unwrap_or(day)
}

/// Whose questions a safety check of a case asks.
fn asked_of(case: &ViolenceCase, survivors: &[Stored<Survivor>]) -> AskedOf {
    let Some(survivor) = survivors.first().map(|survivor| &survivor.record) else {
        return AskedOf::Woman;
    };
    let is_of = |category| case.category == category || case.also.contains(category);
    let is_young = survivor.age.is_child() || survivor.age == AgeBand::Upto17;
    let may_be_young = survivor.age == AgeBand::Unknown && is_of(CaseCategory::ChildAbuse);
    match (survivor.age, survivor.sex) {
        _ if is_young || may_be_young => AskedOf::Child,
        _ if is_of(CaseCategory::TraffickingReturnee) => AskedOf::Returnee,
        (AgeBand::Over59, _) => AskedOf::Elder,
        (_, Sex::Male) => AskedOf::Man,
        (_, Sex::Female | Sex::Unrecorded) => AskedOf::Woman,
    }
}

/// The day on which new violence became known, by a follow-up or by itself, that nobody asked about since.
fn new_violence(records: &CaseRecords, checks: &[Stored<RiskCheck>]) -> Option<Day> {
    let by_itself = records.incidents().map(|one| one.record.known_on);
    let found = register::new_violence_found(&records.follow_ups);
    let found = by_itself.chain(found).max()?;
    let asked_since = |check: &Stored<RiskCheck>| {
        check.record.checked_on >= found && check.record.says_something()
    };
    (!checks.iter().any(asked_since)).then_some(found)
}

/// The day on which the next follow-up should be; none where one is planned in time: until then where the danger is
/// great, at all where it is not.
fn next_follow_up(
    rules: &RegisterRules,
    (danger, new_violence): (Option<&Danger>, Option<Day>),
    case: &ViolenceCase,
    (follow_ups, checks): (&[Stored<FollowUp>], &[Stored<RiskCheck>]),
) -> Option<Day> {
    let done = follow_ups.iter().filter_map(|f| f.record.done_on);
    let asked = checks.iter().filter(|check| check.record.says_something());
    let asked = asked.map(|check| check.record.checked_on);
    let since = done.chain(asked).max().unwrap_or(case.found_on);
    let risk = danger.map(|danger| danger.risk);
    let (day, is_great) = match new_violence {
        Some(found) => (later(found, rules.follow_up_days.new_violence), true),
        None => (
            later(since, rules.follow_up_after(risk)),
            risk.is_some_and(|risk| risk >= Risk::High),
        ),
    };
    let mut planned = follow_ups.iter().filter(|f| f.record.done_on.is_none());
    let is_planned = planned.any(|f| !is_great || f.record.due_on <= day);
    (!is_planned).then_some(day)
}

/// The last check in which somebody thinks of suicide, unless the danger was lowered since.
fn suicidal(checks: &[Stored<RiskCheck>], decisions: &[Decision]) -> Option<RecordId> {
    let lowered = decisions.iter().rev().find_map(|decision| {
        let Decided::DangerLowered { checks, .. } = &decision.what else {
            return None;
        };
        Some(checks)
    });
    let stands = |check: &&Stored<RiskCheck>| {
        let known = lowered.is_some_and(|known| known.contains(&(check.id, check.version)));
        !known && check.record.signs.yes.contains(RiskSign::Suicidal)
    };
    checks.iter().rev().find(stands).map(|check| check.id)
}

fn by_survivor<R: Record>(
    reader: &impl Reader,
    survivor: &str,
) -> Result<Vec<Stored<R>>, StoreError> {
    store::records_with(reader, "survivor", survivor)
}

impl View {
    /// A case with everything that belongs to it but who it names.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn case(&self, id: RecordId) -> Result<Case, CaseError> {
        let reader = self.store();
        let mut records = register::case_records(reader, id)?;
        let rules = register::rules_of(self.catalogues(), records.case.record.found_on);
        let facts = register::facts(&records, self.catalogues());
        let doubts = register::doubts(&records, self.catalogues());
        let key = id.to_string();
        records.follow_ups.sort_by_key(|f| (f.record.due_on, f.id));
        let mut risk_checks: Vec<Stored<RiskCheck>> = store::records_with(reader, "case", &key)?;
        risk_checks.sort_by_key(|check| (check.record.checked_on, check.id));
        let mut requests: Vec<Stored<DataRequest>> = store::records_with(reader, "case", &key)?;
        requests.sort_by_key(|request| (request.record.requested_on, request.id));
        let mut limits = Vec::new();
        for request in &requests {
            if register::stands(reader, request)? {
                limits.push(request.id);
            }
        }
        let state = CaseState::of(&records.case.record);
        let decisions = store::decisions(reader, id)?;
        let danger = register::danger(&risk_checks, &decisions, rules);
        let open = matches!(state, CaseState::Open | CaseState::HandingOver);
        let propose_check = new_violence(&records, &risk_checks).filter(|_| open);
        let propose_incident = records.unrecorded_violence().filter(|_| open);
        let next = next_follow_up(
            rules,
            (danger.as_ref(), propose_check),
            &records.case.record,
            (&records.follow_ups, &risk_checks),
        );
        let at = At {
            records: &records,
            checks: &risk_checks,
        };
        let hours = match open {
            true => hours::of_case(reader, rules, &at, &decisions)?,
            false => Vec::new(),
        };
        let mut referrals: Vec<Stored<Referral>> = Vec::new();
        let mut incidents: Vec<Stored<Incident>> = Vec::new();
        let mut plan: Vec<Stored<PlanStep>> = Vec::new();
        let (mut survivors, mut services) = (Vec::new(), Vec::new());
        let mut trafficking_tracks = Vec::new();
        let (mut child_tracks, mut child_assessments) = (Vec::new(), Vec::new());
        let (mut consents, mut agreed) = (Vec::new(), Vec::new());
        let today = today()?;
        let ties: Vec<Vec<Tie>> = records
            .survivors
            .iter()
            .map(|of| records.ties(of))
            .collect();
        let mut relationships = Vec::new();
        for (of, ties) in records.survivors.into_iter().zip(&ties) {
            let id = of.survivor.id.to_string();
            referrals.extend(store::records_with(reader, "survivor", &id)?);
            child_tracks.extend(by_survivor::<ChildTrack>(reader, &id)?);
            child_assessments.extend(by_survivor::<ChildAssessment>(reader, &id)?);
            plan.extend(by_survivor::<PlanStep>(reader, &id)?);
            let person = &of.survivor.record.person;
            let state = |purpose| -> Result<ConsentState, StoreError> {
                let state = register::consent_of(reader, person, purpose, today)?;
                Ok(state.unwrap_or_default())
            };
            agreed.push(Agreed {
                person: person.clone(),
                name: state(ConsentPurpose::Name)?,
                account: state(ConsentPurpose::Account)?,
                share: of.said(ties).state(ConsentPurpose::Share, None, None),
                reach: reach(reader, person)?,
            });
            survivors.push(of.survivor);
            relationships.extend(of.relationships);
            incidents.extend(of.incidents);
            trafficking_tracks.extend(of.tracks);
            services.extend(of.services);
            consents.extend(of.consents);
        }
        let (mut perpetrators, mut measures) = (Vec::new(), Vec::new());
        for (perpetrator, of_perpetrator) in records.perpetrators {
            perpetrators.push(perpetrator);
            measures.extend(of_perpetrator);
        }
        incidents.sort_by_key(|one| (one.record.known_on, one.id));
        trafficking_tracks.sort_by_key(|one| (one.record.noted_on, one.id));
        child_tracks.sort_by_key(|one| (one.record.heard_on, one.id));
        child_assessments.sort_by_key(|one| (one.record.assessed_on, one.id));
        services.sort_by_key(|s| (s.record.offered_on, s.id));
        referrals.sort_by_key(|r| (r.record.referred_on, r.id));
        measures.sort_by_key(|m| (m.record.taken_on, m.id));
        consents.sort_by_key(|c| (c.record.asked_on, c.id));
        plan.sort_by_key(|step| (step.record.planned_on, step.id));
        Ok(Case {
            propose_follow_up: next.filter(|_| open),
            propose_check,
            propose_incident,
            asked_of: asked_of(&records.case.record, &survivors),
            suicidal: suicidal(&risk_checks, &decisions),
            hours,
            case: records.case,
            state,
            survivors,
            consents,
            written: register::may_be_written(reader, id, today)?,
            agreed,
            perpetrators,
            ties,
            relationships,
            services,
            referrals,
            measures,
            incidents,
            follow_ups: records.follow_ups,
            plan,
            risk_checks,
            requests,
            limits,
            trafficking_tracks,
            child_tracks,
            child_assessments,
            danger,
            facts: facts.into_iter().map(|(_, travels)| travels).collect(),
            void_note: store::void_note(reader, id)?,
            doubts,
            decisions,
        })
    }

    /// The case with a number, if there is one.
    ///
    /// # Errors
    /// The database's.
    pub fn case_numbered(&self, number: &CaseRef) -> Result<Option<RecordId>, CaseError> {
        let kind = RecordKind::ViolenceCase;
        let found = store::flat_records_with(self.store(), kind, "number", number.as_str())?;
        Ok(found.first().map(|case| case.id))
    }
}

/// How many of those who looked at a case are told.
const LOOKS_TOLD: usize = 50;

impl View {
    /// Who looked at a case, or at whom it names, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub fn looks_at(&self, id: RecordId) -> Result<Vec<AuditEntry>, CaseError> {
        let actions = [Action::CaseViewed, Action::IdentityRevealed];
        let looks = store::entries_on(self.store(), &actions, &looked_at(id), LOOKS_TOLD)?;
        Ok(looks)
    }
}

impl Office {
    /// A case with everything that belongs to it but who it names, to be shown. That somebody looks is an act of
    /// hers, which is logged first, once between unlocking and locking. Who is no case officer looks for a reason, which
    /// stands with what was decided of the case: a head.
    ///
    /// # Errors
    /// [`CaseError::LookNeedsReason`] where none was given since unlocking; [`VaultError::NotAllowed`] for who is neither
    /// case officer nor head; [`StoreError::FactsClosed`] for who cannot read facts of cases; see also [`CaseError`].
    pub fn look_at_case(&mut self, id: RecordId, why: Option<&str>) -> Result<Case, CaseError> {
        // Of a case that is not there nothing is noted.
        store::record::<ViolenceCase>(self.store(), id)?;
        let is_officers = self.check_may_list(RecordKind::ViolenceCase).is_ok();
        if !is_officers && !self.has_looked(&looked_at(id)) {
            let why = why.ok_or(CaseError::LookNeedsReason)?;
            self.look_for(id, why)?;
        }
        self.note_look(looked_at(id))?;
        self.case(id)
    }

    /// Notes why a head looks at a case.
    fn look_for(&mut self, id: RecordId, why: &str) -> Result<(), CaseError> {
        let why = reason(why)?;
        let mut act = self.act(Role::Head)?;
        act.write(|log, _| -> Result<(), StoreError> {
            let writer = log.entry(Action::CaseViewed, &looked_at(id))?;
            writer.decide(id, Decided::LookedAt, why)
        })?;
        self.has_now_looked(looked_at(id));
        Ok(())
    }

    /// Looks at a record, which may be one of a case.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who may not look at it; a record that is not there.
    pub fn look_at_record(&mut self, kind: RecordKind, id: RecordId) -> Result<(), VaultError> {
        self.check_may_list(kind)?;
        match register::case_of(self.store(), kind, id)? {
            Some(case) => self.note_look(looked_at(case)),
            None if kind.is_of_cases() => self.note_look(format!("{} {id}", kind.table())),
            None => Ok(()),
        }
    }

    /// Looks at all records of a kind, which may be one of cases.
    ///
    /// # Errors
    /// [`VaultError::NotAllowed`] for who looks at one case at a time.
    pub fn look_at_records(&mut self, kind: RecordKind) -> Result<(), VaultError> {
        self.check_may_list(kind)?;
        match kind.is_of_cases() {
            true => self.note_look(kind.table().to_owned()),
            false => Ok(()),
        }
    }

    /// Records a new case with its first survivor, both as typed. What somebody records who cannot read facts
    /// is sealed, and is there once somebody unlocks the office who can.
    ///
    /// # Errors
    /// [`EntryError::Fields`] with the problems of both; then nothing is saved.
    pub fn open_case(&mut self, case: &Typed, survivor: &Typed) -> Result<RecordId, CaseError> {
        let mut act = self.act_in_any(&[Role::Recorder, Role::CaseOfficer])?;
        let kind = RecordKind::ViolenceCase;
        let id = RecordId::new();
        if act.also(Role::CaseOfficer).is_err() {
            check_may_say(kind, case)?;
            check_may_say(RecordKind::Survivor, survivor)?;
        }
        let mut survivor = survivor.clone();
        survivor.insert("case".to_owned(), id.to_string());
        let checked = act.check_typed(kind, case, None, None)?;
        let of_survivor = act.check_typed(RecordKind::Survivor, &survivor, None, None)?;
        let (Some(case), Some(survivor)) = (checked.cells, of_survivor.cells) else {
            let mut problems = checked.problems;
            problems.extend(of_survivor.problems);
            return Err(EntryError::Fields(problems).into());
        };
        act.catalogues()
            .check_record(kind, &case)
            .map_err(CaseError::Field)?;
        act.check_for_her(RecordKind::Survivor, None, &survivor)?;
        let place = crate::entry::draft_place(kind, None, None);
        if store::facts_are_closed(act.store()) {
            return Ok(begin(&mut act, id, &case, &survivor, &place)?);
        }
        act.write(|log, catalogues| {
            log.unlogged(NoEntry::Draft).drop_draft(&place)?;
            log.entry(Action::Added, &format!("{} {id}", kind.table()))?
                .insert(kind, store::OWN, id, 1, &case)?;
            log.add(RecordKind::Survivor, &survivor)?;
            register::project(log, catalogues, id)?;
            Ok(id)
        })
    }

    /// Changes where the case stands, where it is still at `version`, and what belongs to that.
    fn change_case(
        &mut self,
        (id, version): (RecordId, i64),
        action: Action,
        change: impl FnOnce(&mut ViolenceCase) -> Result<(), CaseError>,
        also: impl FnOnce(&Log<'_>, &Writer<'_>) -> Result<(), StoreError>,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let mut case = store::record::<ViolenceCase>(act.store(), id)?.record;
        change(&mut case)?;
        let kind = RecordKind::ViolenceCase;
        let cells = kind.canonical(case.to_cells())?;
        act.write(|log, catalogues| {
            let writer = log.change_as(action, kind, id, version, &cells)?;
            also(log, &writer)?;
            Ok(register::project(log, catalogues, id)?)
        })
    }

    /// Closes a case with its outcome, where what is asked before stands. Follow-ups that are planned stay to be seen,
    /// and remind of nothing any more; others are planned to look at it again.
    ///
    /// # Errors
    /// [`CaseError::NotOpen`]; what a case is not closed without, see [`EndOfCase`].
    pub fn close_case(
        &mut self,
        id: RecordId,
        version: i64,
        end: EndOfCase,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let case = self.case(id)?;
        let end = end.checked(&case)?;
        let rules = register::rules_of(self.catalogues(), case.case.record.found_on);
        let reviews = end.reviews(id, rules)?;
        let change = |case: &mut ViolenceCase| {
            case.closed_on = Some(end.on);
            case.outcome = Some(end.outcome);
            Ok(())
        };
        self.change_case((id, version), Action::Changed, change, |log, writer| {
            for review in &reviews {
                log.add(RecordKind::FollowUp, review)?;
            }
            let what = Decided::Closed {
                on: end.on,
                outcome: Some(end.outcome),
                criteria: end.criteria.clone(),
            };
            writer.decide(id, what, end.why.clone())
        })
    }

    /// Opens a closed or voided case again. How it was closed stays to be read; what was planned to look at it again
    /// is not any more.
    ///
    /// # Errors
    /// [`CaseError::Open`]; see also [`CaseError`].
    pub fn reopen_case(&mut self, id: RecordId, version: i64) -> Result<(), CaseError> {
        let here = store::record::<ViolenceCase>(self.act(Role::CaseOfficer)?.store(), id)?;
        let was_ended = here.record.closed_on.is_some() || here.record.voided.is_some();
        let change = |case: &mut ViolenceCase| match CaseState::of(case) {
            CaseState::Closed | CaseState::Voided => {
                case.closed_on = None;
                case.outcome = None;
                case.voided = None;
                Ok(())
            }
            CaseState::HandingOver => {
                case.handed_to = None;
                Ok(())
            }
            CaseState::HandedOver => Err(CaseError::NotOpen),
            CaseState::Open => Err(CaseError::Open),
        };
        self.change_case((id, version), Action::Changed, change, |log, writer| {
            writer.drop_void_note(id)?;
            if was_ended {
                writer.decide(id, Decided::Reopened, String::new())?;
            }
            drop_reviews(log, id)
        })
    }

    /// Marks a case as recorded wrongly: it stays to be seen, and counts nowhere. Why is written down; a head is told
    /// of it before she closes a period that it would count in.
    ///
    /// # Errors
    /// [`CaseError::NotOpen`], [`CaseError::NeedsReason`]; see also [`CaseError`].
    pub fn void_case(
        &mut self,
        id: RecordId,
        version: i64,
        ground: VoidReason,
        why: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let why = reason(why)?;
        let change = |case: &mut ViolenceCase| {
            if CaseState::of(case) == CaseState::Voided {
                return Err(CaseError::NotOpen);
            }
            case.voided = Some(ground);
            Ok(())
        };
        self.change_case((id, version), Action::CaseVoided, change, |_, writer| {
            writer.put_void_note(id, why.clone())?;
            writer.decide(id, Decided::Voided { reason: ground }, why)
        })
    }
}

/// Takes away the looks at a closed case that were planned and not made.
fn drop_reviews(log: &Log<'_>, case: RecordId) -> Result<(), StoreError> {
    let follow_ups = store::records_with::<FollowUp>(log, "case", &case.to_string())?;
    let mut planned = follow_ups.into_iter();
    planned.try_for_each(|one| {
        match one.record.review == Some(true) && one.record.done_on.is_none() {
            true => log.delete(RecordKind::FollowUp, one.id, one.version),
            false => Ok(()),
        }
    })
}

/// What the log calls a case that was looked at.
fn looked_at(case: RecordId) -> String {
    format!("{} {case}", RecordKind::ViolenceCase.table())
}

/// Refuses of who is no case officer what is a case officer's to find: whether a woman agreed, how a case ended.
fn check_may_say(kind: RecordKind, typed: &Typed) -> Result<(), VaultError> {
    let mut filled = typed.iter().filter(|(_, text)| !text.trim().is_empty());
    match filled.all(|(field, _)| register::may_begin_with(kind, field)) {
        true => Ok(()),
        false => Err(VaultError::NotAllowed(Role::CaseOfficer)),
    }
}

/// Seals a case for who can read facts, who takes it in at the next unlocking.
fn begin(
    act: &mut Act<'_>,
    id: RecordId,
    case: &[Cell],
    survivor: &[Cell],
    place: &str,
) -> Result<RecordId, VaultError> {
    let begun = Begun::case(case, survivor).to_bytes()?;
    let sealed = act.seal_for_facts(&begun)?;
    let subject = format!("{} {id}", RecordKind::ViolenceCase.table());
    let numbers = [
        (RecordKind::ViolenceCase, "number", case),
        (RecordKind::Survivor, "person", survivor),
    ];
    Ok(act.write(|log, _| -> Result<RecordId, StoreError> {
        log.unlogged(NoEntry::Draft).drop_draft(place)?;
        let writer = log.entry(Action::Added, &subject)?;
        for (kind, column, cells) in numbers {
            let at = kind.columns().iter().position(|c| c.name == column);
            if let Some(Cell::Text(number)) = at.and_then(|at| cells.get(at)) {
                writer.use_number(number)?;
            }
        }
        writer.add_begun(Some(id), &sealed)?;
        Ok(id)
    })?)
}

/// A follow-up that is due, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Id of the follow-up.
    pub follow_up: RecordId,
    /// Id of the case.
    pub case: RecordId,
    /// The case's random number.
    pub number: CaseRef,
    /// The day for which it was planned.
    pub due_on: Day,
    /// Ways in which it is not to be made.
    pub unsafe_ways: Vec<(ContactWay, ContactState)>,
    /// How a visit is made, where who goes there is threatened.
    pub visit: Option<VisitRule>,
}

/// A visit under a threat that was made, and about which nobody spoke with who went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefDue {
    /// Id of the follow-up.
    pub follow_up: RecordId,
    /// Id of the case.
    pub case: RecordId,
    /// The case's random number.
    pub number: CaseRef,
    /// The day of the visit.
    pub visited_on: Day,
}

/// A measure of an open case that comes to its end, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureEnd {
    /// Id of the measure.
    pub measure: RecordId,
    /// Which.
    pub kind: MeasureKind,
    /// Id of the case.
    pub case: RecordId,
    /// The case's random number.
    pub number: CaseRef,
    /// Its last day: as it was written down, or else the last that the law allows.
    pub ends_on: Day,
}

impl View {
    /// Measures of open cases whose last day lies between two days, by day.
    ///
    /// # Errors
    /// The database's.
    pub fn measure_ends(&self, from: Day, until: Day) -> Result<Vec<MeasureEnd>, CaseError> {
        let reader = self.store();
        let mut found = Vec::new();
        for measure in store::records::<Measure>(reader, store::OWN)? {
            let record = &measure.record;
            let rules = register::rules_of(self.catalogues(), record.taken_on);
            let end = register::end_of(record, rules).filter(|end| (from..=until).contains(end));
            let Some(ends_on) = end else { continue };
            let Ok(who) = store::record::<Perpetrator>(reader, record.perpetrator.id()) else {
                continue;
            };
            let Ok(case) = store::record::<ViolenceCase>(reader, who.record.case.id()) else {
                continue;
            };
            if matches!(
                CaseState::of(&case.record),
                CaseState::Open | CaseState::HandingOver
            ) {
                found.push(MeasureEnd {
                    measure: measure.id,
                    kind: record.measure,
                    case: case.id,
                    number: case.record.number,
                    ends_on,
                });
            }
        }
        found.sort_by_key(|end| (end.ends_on, end.measure));
        Ok(found)
    }

    /// Follow-ups of open cases, and looks at closed ones, that are due until a day, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn reminders(&self, until: Day) -> Result<Vec<Reminder>, CaseError> {
        let mut found = Vec::new();
        for follow_up in store::records::<FollowUp>(self.store(), store::OWN)? {
            let record = &follow_up.record;
            if record.done_on.is_some() || record.due_on > until {
                continue;
            }
            let Ok(case) = store::record::<ViolenceCase>(self.store(), record.case.id()) else {
                continue;
            };
            let reminds = match CaseState::of(&case.record) {
                CaseState::Open | CaseState::HandingOver => true,
                CaseState::Closed => record.review == Some(true),
                CaseState::HandedOver | CaseState::Voided => false,
            };
            if reminds {
                found.push(Reminder {
                    follow_up: follow_up.id,
                    case: case.id,
                    number: case.record.number,
                    due_on: record.due_on,
                    unsafe_ways: self.unsafe_ways(case.id, record)?,
                    visit: case.record.staff_threat.filter(|_| {
                        matches!(record.follow_up_form, None | Some(FollowUpForm::Visit))
                    }),
                });
            }
        }
        found.sort_by_key(|reminder| (reminder.due_on, reminder.follow_up));
        Ok(found)
    }

    /// Visits under a threat about which nobody spoke with who went, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn debriefs_due(&self) -> Result<Vec<DebriefDue>, CaseError> {
        let mut found = Vec::new();
        for follow_up in store::records::<FollowUp>(self.store(), store::OWN)? {
            let lacks = follow_up.record.lacks_debrief();
            let Some(visited_on) = follow_up.record.done_on.filter(|_| lacks) else {
                continue;
            };
            let id = follow_up.record.case.id();
            let Ok(case) = store::record::<ViolenceCase>(self.store(), id) else {
                continue;
            };
            // Who works on a case that went elsewhere, or that is none, cannot say of it that it was done.
            let state = CaseState::of(&case.record);
            if matches!(state, CaseState::Open | CaseState::HandingOver) {
                found.push(DebriefDue {
                    follow_up: follow_up.id,
                    case: case.id,
                    number: case.record.number,
                    visited_on,
                });
            }
        }
        found.sort_by_key(|due| (due.visited_on, due.follow_up));
        Ok(found)
    }

    /// The ways in which a follow-up is not to be made, as long as nobody says that they are safe: those that she
    /// refused, and of those that she was not asked about the one that is planned, or all where none is.
    fn unsafe_ways(
        &self,
        case: RecordId,
        follow_up: &FollowUp,
    ) -> Result<Vec<(ContactWay, ContactState)>, StoreError> {
        let planned = follow_up.follow_up_form.map(ContactWay::of);
        let mut ways = Vec::new();
        for way in [ContactWay::Call, ContactWay::Visit] {
            let state = register::contact_of_case(self.store(), case, way)?;
            let is_meant = planned.is_none_or(|planned| planned == Some(way));
            match state {
                Some(ContactState::Never) => ways.push((way, ContactState::Never)),
                Some(ContactState::NotAsked) if is_meant => {
                    ways.push((way, ContactState::NotAsked));
                }
                Some(ContactState::NotAsked | ContactState::Safe) | None => {}
            }
        }
        Ok(ways)
    }
}
