//! What a survivor agreed to. Nothing asked is no consent: of who was not asked only that she is counted is kept
//! and leaves. One function says how it stands ([`consent_of`]); everything that keeps, shows or sends what names her
//! asks it.

use super::Tie;
use crate::model::{
    AgeBand, AskedBy, CaseRef, Consent, ConsentAct, ConsentAnswer, ConsentBy, ConsentPurpose,
    DataRequest, Day, FieldError, Guardian, Perpetrator, Problem, RecordId, RecordKind, Referral,
    Relation, Sex, SharedPart, Stored, Survivor, UnitCode, ViolenceCase, at,
};
use crate::store::{self, Decided, Reader, StoreError};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// How it stands with what a survivor was asked for. Message `consent-<code>`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// She agreed, and it holds.
    Given,
    /// She was not asked, or it is not known.
    #[default]
    NotAsked,
    /// The time for which she agreed is over.
    Expired,
    /// It was asked that what is held of her is kept and not used, and that stands.
    Limited,
    /// She refused.
    Refused,
    /// She agreed, and took it back.
    Withdrawn,
}

impl ConsentState {
    /// All, from what allows most.
    pub const ALL: [Self; 6] = [
        Self::Given,
        Self::NotAsked,
        Self::Expired,
        Self::Limited,
        Self::Refused,
        Self::Withdrawn,
    ];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::NotAsked => "not-asked",
            Self::Expired => "expired",
            Self::Limited => "limited",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether what is kept must be erased: she said no.
    pub fn is_no(self) -> bool {
        match self {
            Self::Refused | Self::Withdrawn => true,
            Self::Given | Self::NotAsked | Self::Expired | Self::Limited => false,
        }
    }
}

/// What was said of a survivor as she was recorded.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a> {
    survivor: &'a Survivor,
    /// A guardian of whom is not said who that is may be who hurts her.
    guardian_may_harm: bool,
}

impl<'a> Recorded<'a> {
    /// Of a survivor who stands so to who was violent.
    pub fn new(survivor: &'a Survivor, ties: &[Tie]) -> Self {
        let guardian_may_harm = ties.iter().any(|tie| guardian_may_harm(tie.relation));
        Self {
            survivor,
            guardian_may_harm,
        }
    }
}

/// What one survivor said, in one case or in all.
pub struct Consents<'a> {
    records: Vec<Recorded<'a>>,
    acts: Vec<&'a Stored<ConsentAct>>,
}

impl<'a> Consents<'a> {
    /// From her records, and what she was asked.
    pub fn new(
        records: impl IntoIterator<Item = Recorded<'a>>,
        acts: impl IntoIterator<Item = &'a Stored<ConsentAct>>,
    ) -> Self {
        let mut acts: Vec<&Stored<ConsentAct>> = acts.into_iter().collect();
        acts.sort_by_key(|act| (act.record.asked_on, act.id));
        Self {
            records: records.into_iter().collect(),
            acts,
        }
    }

    /// How it stands with one purpose, for a transfer with one unit, on a day; without a day, as long as no end is
    /// looked at. The last answer holds; where there is none, what her record said when she was recorded.
    pub fn state(
        &self,
        purpose: ConsentPurpose,
        unit: Option<&UnitCode>,
        today: Option<Day>,
    ) -> ConsentState {
        let of_purpose = |act: &&&Stored<ConsentAct>| {
            act.record.consent_purpose == purpose && act.record.consent_unit.as_ref() == unit
        };
        match self.acts.iter().rfind(of_purpose) {
            Some(act) => of_act(&act.record, today),
            None => self.recorded(purpose),
        }
    }

    /// What her records say, of before each thing was asked for itself. Who refused once is not named.
    fn recorded(&self, purpose: ConsentPurpose) -> ConsentState {
        let of_record = |recorded: &Recorded<'_>| match purpose {
            ConsentPurpose::Name | ConsentPurpose::Account => match recorded.survivor.consent {
                // A yes of a guardian who may be the perpetrator is none.
                Some(Consent::Guardian) if recorded.guardian_may_harm => ConsentState::NotAsked,
                Some(Consent::Given | Consent::Guardian | Consent::Law) => ConsentState::Given,
                Some(Consent::Refused) => ConsentState::Refused,
                None => ConsentState::NotAsked,
            },
            ConsentPurpose::Share => match recorded.survivor.share {
                Some(true) => ConsentState::Given,
                Some(false) => ConsentState::Refused,
                None => ConsentState::NotAsked,
            },
            ConsentPurpose::Transfer => ConsentState::NotAsked,
        };
        let said = self.records.iter().map(of_record);
        let said: Vec<ConsentState> = said.collect();
        [
            ConsentState::Refused,
            ConsentState::Given,
            ConsentState::NotAsked,
        ]
        .into_iter()
        .find(|state| said.contains(state))
        .unwrap_or(ConsentState::NotAsked)
    }

    /// On what ground she is recorded, as it travels.
    pub fn ground(&self) -> Option<Consent> {
        let is_name =
            |act: &&&Stored<ConsentAct>| act.record.consent_purpose == ConsentPurpose::Name;
        match self.acts.iter().rfind(is_name) {
            None => self.records.iter().find_map(|one| one.survivor.consent),
            Some(act) => Some(match (act.record.consent_answer, act.record.consent_by) {
                (ConsentAnswer::Refused | ConsentAnswer::Withdrawn, _) => Consent::Refused,
                (ConsentAnswer::Given, Some(ConsentBy::Law | ConsentBy::BestInterest)) => {
                    Consent::Law
                }
                (ConsentAnswer::Given, Some(ConsentBy::Guardian | ConsentBy::ChildAndGuardian)) => {
                    Consent::Guardian
                }
                (ConsentAnswer::Given, Some(ConsentBy::Herself) | None) => Consent::Given,
            }),
        }
    }

    /// Whether facts that do not name her go along: nothing where she was not asked.
    pub fn shares(&self) -> Option<bool> {
        match self.state(ConsentPurpose::Share, None, None) {
            ConsentState::Given => Some(true),
            ConsentState::Refused | ConsentState::Withdrawn => Some(false),
            ConsentState::NotAsked | ConsentState::Expired | ConsentState::Limited => None,
        }
    }

    /// The day on which she first said no of those answers after which no yes came, where answers say it.
    fn no_since(&self, purpose: ConsentPurpose) -> Option<Day> {
        let acts = self.acts.iter().rev();
        let acts = acts.filter(|act| act.record.consent_purpose == purpose);
        let noes = acts.take_while(|act| of_act(&act.record, None).is_no());
        noes.last().map(|act| act.record.asked_on)
    }
}

fn of_act(act: &ConsentAct, today: Option<Day>) -> ConsentState {
    match act.consent_answer {
        ConsentAnswer::Refused => ConsentState::Refused,
        ConsentAnswer::Withdrawn => ConsentState::Withdrawn,
        ConsentAnswer::Given => {
            let over = act
                .consent_until
                .zip(today)
                .is_some_and(|(end, today)| end < today);
            match over {
                true => ConsentState::Expired,
                false => ConsentState::Given,
            }
        }
    }
}

/// What is known of a survivor's consent: her records in all cases, those taken out again too, and what she was
/// asked in each.
struct Said {
    records: Vec<(Stored<Survivor>, Vec<Tie>)>,
    acts: Vec<Stored<ConsentAct>>,
}

impl Said {
    fn of(reader: &impl Reader, person: &CaseRef) -> Result<Self, StoreError> {
        let records = store::records_ever_with::<Survivor>(reader, "person", person.as_str())?;
        let mut said = Self {
            records: Vec::new(),
            acts: Vec::new(),
        };
        for record in records {
            let ties = super::ties(reader, record.id, &record.record)?;
            said.acts.extend(answers_that_hold(reader, &record, &ties)?);
            said.records.push((record, ties));
        }
        Ok(said)
    }

    fn consents(&self) -> Consents<'_> {
        let records = self.records.iter();
        let records = records.map(|(survivor, ties)| Recorded::new(&survivor.record, ties));
        Consents::new(records, &self.acts)
    }
}

/// How it stands with what a person was asked for, from all her cases; nothing for who is a survivor in none.
///
/// # Errors
/// The database's.
pub fn consent_of(
    reader: &impl Reader,
    person: &CaseRef,
    purpose: ConsentPurpose,
    today: Day,
) -> Result<Option<ConsentState>, StoreError> {
    let said = Said::of(reader, person)?;
    if said.records.is_empty() {
        return Ok(None);
    }
    let state = said.consents().state(purpose, None, Some(today));
    Ok(Some(match !state.is_no() && is_limited(reader, person)? {
        true => ConsentState::Limited,
        false => state,
    }))
}

/// Whether what is held of a person is kept and not used: somebody asked for it, it was done, and no act of its own lifted
/// that since.
///
/// # Errors
/// The database's.
pub fn is_limited(reader: &impl Reader, person: &CaseRef) -> Result<bool, StoreError> {
    Ok(!limits_of(reader, person)?.is_empty())
}

/// The requests for which what is held of a person is kept and not used.
///
/// # Errors
/// The database's.
pub fn limits_of(
    reader: &impl Reader,
    person: &CaseRef,
) -> Result<Vec<Stored<DataRequest>>, StoreError> {
    let asked = store::records_with::<DataRequest>(reader, "asked_about", person.as_str())?;
    let mut limits = Vec::new();
    for request in asked {
        if stands(reader, &request)? {
            limits.push(request);
        }
    }
    Ok(limits)
}

/// Whether a request limits what is done with what is held of somebody, and was not lifted.
///
/// # Errors
/// The database's.
pub fn stands(reader: &impl Reader, request: &Stored<DataRequest>) -> Result<bool, StoreError> {
    if !request.record.limits() {
        return Ok(false);
    }
    let decisions = store::decisions(reader, request.record.case.id())?;
    let mut lifted = decisions.iter().filter_map(|one| match &one.what {
        Decided::LimitLifted { request, .. } => Some(*request),
        _ => None,
    });
    Ok(!lifted.any(|lifted| lifted == request.id))
}

/// The day since which a person says no to something; nothing where she does not. Saying it again begins nothing anew.
/// Of what her record says it is the day on which that was recorded, today where it is not known.
///
/// # Errors
/// The database's.
pub fn no_since(
    reader: &impl Reader,
    person: &CaseRef,
    purpose: ConsentPurpose,
    today: Day,
) -> Result<Option<Day>, StoreError> {
    let said = Said::of(reader, person)?;
    let consents = said.consents();
    if !consents.state(purpose, None, Some(today)).is_no() {
        return Ok(None);
    }
    if let Some(day) = consents.no_since(purpose) {
        return Ok(Some(day));
    }
    let mut first = today;
    for (record, _) in &said.records {
        let recorded = store::recorded_at(reader, RecordKind::Survivor, record.id)?;
        if let Some(day) = recorded.and_then(|at| at.day().ok()) {
            first = first.min(day);
        }
    }
    Ok(Some(first))
}

/// How it stands with a purpose for each survivor whose word holds for a case, with her number: those who are in it, and of those who were
/// taken out of it again who said no, for what is written may name her all the same. Where nobody is left, all who were.
///
/// # Errors
/// The database's.
pub fn consents_in_case(
    reader: &impl Reader,
    case: RecordId,
    purpose: ConsentPurpose,
    today: Day,
) -> Result<Vec<(CaseRef, ConsentState)>, StoreError> {
    let of_case = EverInCase::of(reader, case)?;
    let mut all = Vec::new();
    for (survivor, is_here) in of_case.each() {
        let person = &survivor.record.person;
        let state = consent_of(reader, person, purpose, today)?.unwrap_or_default();
        if is_here || state.is_no() {
            all.push((person.clone(), state));
        }
    }
    Ok(all)
}

/// Survivors of a case, and those who were taken out of it again.
pub(super) struct EverInCase {
    ever: Vec<Stored<Survivor>>,
    here: BTreeSet<RecordId>,
}

impl EverInCase {
    pub(super) fn of(reader: &impl Reader, case: RecordId) -> Result<Self, StoreError> {
        let case = case.to_string();
        let here = store::records_with::<Survivor>(reader, "case", &case)?;
        Ok(Self {
            ever: store::records_ever_with(reader, "case", &case)?,
            here: here.into_iter().map(|survivor| survivor.id).collect(),
        })
    }

    /// Each, and whether her word alone holds for the case: of who is in it, and of all where nobody is left.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Stored<Survivor>, bool)> {
        let nobody = self.here.is_empty();
        let ever = self.ever.iter();
        ever.map(move |survivor| (survivor, nobody || self.here.contains(&survivor.id)))
    }
}

/// The survivors of a case who did not agree that it is handed over to a unit; where nobody is left in it, of those who
/// were.
///
/// # Errors
/// The database's.
pub fn not_agreed_to_transfer(
    reader: &impl Reader,
    case: RecordId,
    unit: &UnitCode,
    today: Day,
) -> Result<Vec<CaseRef>, StoreError> {
    let of_case = EverInCase::of(reader, case)?;
    let mut missing = Vec::new();
    for (survivor, _) in of_case.each().filter(|(_, is_here)| *is_here) {
        let ties = super::ties(reader, survivor.id, &survivor.record)?;
        let acts = answers_that_hold(reader, survivor, &ties)?;
        let consents = Consents::new([Recorded::new(&survivor.record, &ties)], &acts);
        let state = consents.state(ConsentPurpose::Transfer, Some(unit), Some(today));
        if state != ConsentState::Given {
            missing.push(survivor.record.person.clone());
        }
    }
    Ok(missing)
}

/// How it stands with keeping and showing what names a person of a case. A perpetrator may be named where a
/// survivor of the case may: who refused is not found through him.
///
/// # Errors
/// The database's.
pub fn may_be_named(
    reader: &impl Reader,
    case: RecordId,
    person: &CaseRef,
    today: Day,
) -> Result<ConsentState, StoreError> {
    if let Some(state) = consent_of(reader, person, ConsentPurpose::Name, today)? {
        return Ok(state);
    }
    if is_limited(reader, person)? {
        return Ok(ConsentState::Limited);
    }
    let survivors = consents_in_case(reader, case, ConsentPurpose::Name, today)?;
    let states = survivors.into_iter().map(|(_, state)| state);
    Ok(states.min().unwrap_or_default())
}

/// How it stands with what is written of a case, which names whoever is in it: every survivor must agree.
///
/// # Errors
/// The database's.
pub fn may_be_written(
    reader: &impl Reader,
    case: RecordId,
    today: Day,
) -> Result<ConsentState, StoreError> {
    let survivors = consents_in_case(reader, case, ConsentPurpose::Account, today)?;
    let states = survivors.into_iter().map(|(_, state)| state);
    Ok(states.max().unwrap_or_default())
}

/// What a survivor answered, without each yes that by what is known of her now is none.
fn answers_that_hold(
    reader: &impl Reader,
    survivor: &Stored<Survivor>,
    ties: &[Tie],
) -> Result<Vec<Stored<ConsentAct>>, StoreError> {
    let mut acts: Vec<Stored<ConsentAct>> =
        store::records_with(reader, "survivor", &survivor.id.to_string())?;
    acts.retain(|act| act.record.holds_of(&survivor.record, ties));
    Ok(acts)
}

impl ConsentAct {
    /// Whether it holds for a survivor and those who were violent, as they are known now: that her guardian is who
    /// hurts her, or that she is a child, may come out after the yes.
    pub(super) fn holds_of(&self, survivor: &Survivor, ties: &[Tie]) -> bool {
        match (self.consent_answer, self.consent_by) {
            (ConsentAnswer::Given, Some(by)) => {
                may_agree(survivor, ties, (by, self.guardian)).is_ok()
            }
            _ => true,
        }
    }
}

/// Refuses a yes that the person who is said to have given it cannot give.
///
/// # Errors
/// The column that is wrong.
pub fn check_who_agreed(
    reader: &impl Reader,
    survivor: RecordId,
    by: ConsentBy,
    guardian: Option<Guardian>,
) -> Result<(), FieldError> {
    // That she is here is checked of every reference.
    let Ok(survivor) = store::record::<Survivor>(reader, survivor) else {
        return Ok(());
    };
    let ties = super::known_ties(reader, survivor.id, &survivor.record);
    may_agree(&survivor.record, &ties, (by, guardian))
}

/// Refuses a yes that cannot be given so for a survivor of this age and these relations: a guardian who may be a
/// perpetrator speaks for nobody, a child from seven is asked itself, and nobody speaks for an adult who can decide.
fn may_agree(
    survivor: &Survivor,
    ties: &[Tie],
    (by, guardian): (ConsentBy, Option<Guardian>),
) -> Result<(), FieldError> {
    let decides = match survivor.age {
        AgeBand::Upto5 => by != ConsentBy::Herself && by != ConsentBy::ChildAndGuardian,
        AgeBand::Upto11 | AgeBand::Upto15 => by != ConsentBy::Herself && by != ConsentBy::Guardian,
        AgeBand::Upto17 => by != ConsentBy::Guardian,
        AgeBand::Upto24 | AgeBand::Upto39 | AgeBand::Upto59 | AgeBand::Over59 => match by {
            ConsentBy::Herself | ConsentBy::Law => true,
            ConsentBy::Guardian | ConsentBy::BestInterest => survivor.may_need_a_guardian(),
            ConsentBy::ChildAndGuardian => false,
        },
        AgeBand::Unknown => true,
    };
    if !decides {
        return Err(at("consent_by")(Problem::NotHersToGive));
    }
    let harms = |guardian| may_harm(guardian, ties);
    match guardian.is_some_and(harms) {
        true => Err(at("guardian")(Problem::GuardianMayHarm)),
        false => Ok(()),
    }
}

/// Refuses a guardian who is said to ask for something that is held of a case, where that may be the perpetrator of a
/// survivor there; and one of whom is not said who it is.
///
/// # Errors
/// The column that is wrong.
pub fn check_who_asks(
    reader: &impl Reader,
    case: RecordId,
    by: AskedBy,
    guardian: Option<Guardian>,
) -> Result<(), FieldError> {
    let guardian = match (by, guardian) {
        (AskedBy::Guardian, None) => return Err(at("guardian")(Problem::Required)),
        (AskedBy::Guardian, Some(guardian)) => guardian,
        (_, Some(_)) => return Err(at("guardian")(Problem::Contradicts)),
        (AskedBy::Person | AskedBy::Representative | AskedBy::Office, None) => return Ok(()),
    };
    let case = case.to_string();
    let survivors = store::records_with::<Survivor>(reader, "case", &case).unwrap_or_default();
    let harms = |survivor: &Stored<Survivor>| {
        let ties = super::known_ties(reader, survivor.id, &survivor.record);
        may_harm(guardian, &ties)
    };
    match survivors.iter().any(harms) {
        true => Err(at("guardian")(Problem::GuardianMayNotAsk)),
        false => Ok(()),
    }
}

/// Refuses a request about somebody who is not in the case, of a day that has not come, or of a guardian who may be the
/// perpetrator.
///
/// # Errors
/// The column that is wrong.
pub fn check_request(
    reader: &impl Reader,
    request: &DataRequest,
    today: Day,
) -> Result<(), FieldError> {
    let case = request.case.id();
    // That it is here is checked of every reference.
    if store::record::<ViolenceCase>(reader, case).is_err() {
        return Ok(());
    }
    let key = case.to_string();
    let survivors = store::records_ever_with::<Survivor>(reader, "case", &key).unwrap_or_default();
    let perpetrators = store::records_ever_with::<Perpetrator>(reader, "case", &key);
    let perpetrators = perpetrators.unwrap_or_default();
    let survivors = survivors.iter().map(|one| &one.record.person);
    let mut persons = survivors.chain(perpetrators.iter().map(|one| &one.record.person));
    if !persons.any(|person| *person == request.asked_about) {
        let number = request.asked_about.as_str().to_owned();
        return Err(at("asked_about")(Problem::UnknownReference(number)));
    }
    let days = [
        ("requested_on", Some(request.requested_on)),
        ("answered_on", request.answered_on),
    ];
    for (column, day) in days {
        if let Some(day) = day.filter(|day| *day > today) {
            return Err(at(column)(Problem::OutOfRange(day.to_string())));
        }
    }
    check_who_asks(reader, case, request.asked_by, request.guardian)
}

/// Whether a guardian may be one of those who were violent, by how she stands to each and what is known of them.
pub(crate) fn may_harm(guardian: Guardian, ties: &[Tie]) -> bool {
    ties.iter().any(|tie| may_be(guardian, tie))
}

/// Whether a guardian may be who was violent to her.
fn may_be(guardian: Guardian, tie: &Tie) -> bool {
    let among = |sex: Sex| tie.sex == sex || tie.sex == Sex::Unrecorded;
    match (guardian, tie.relation) {
        (Guardian::Protection, relation) => relation == Some(Relation::Official),
        // Of whom it is not known who hurts her.
        (_, None | Some(Relation::Unknown)) => true,
        (Guardian::Mother, Some(Relation::Child)) => among(Sex::Female),
        (Guardian::Father, Some(Relation::Child)) => among(Sex::Male),
        (
            Guardian::Spouse,
            Some(
                Relation::Spouse
                | Relation::Divorced
                | Relation::Cohabiting
                | Relation::FormerSpouse,
            ),
        ) => true,
        (Guardian::OtherFamily, Some(Relation::OtherFamily | Relation::Parent)) => true,
        (
            Guardian::Mother | Guardian::Father | Guardian::Spouse | Guardian::OtherFamily,
            Some(_),
        ) => false,
    }
}

/// Whether a guardian of whom is not said who that is may be the perpetrator: one of the family did it, or it is not
/// known who.
fn guardian_may_harm(relation: Option<Relation>) -> bool {
    match relation {
        Some(
            Relation::Dating
            | Relation::FormerDating
            | Relation::Acquaintance
            | Relation::Colleague
            | Relation::Teacher
            | Relation::Official
            | Relation::Stranger,
        ) => false,
        Some(
            Relation::Spouse
            | Relation::Divorced
            | Relation::Cohabiting
            | Relation::FormerSpouse
            | Relation::Child
            | Relation::Parent
            | Relation::OtherFamily
            | Relation::Unknown,
        )
        | None => true,
    }
}

/// Refuses a ground on which a survivor is recorded that cannot be hers, and another one than she gave since. Of whom
/// it is said that a guardian agreed is not said who that is: it may be the perpetrator.
///
/// # Errors
/// The column that is wrong.
pub fn check_recorded(
    reader: &impl Reader,
    here: Option<&Stored<Survivor>>,
    new: &Survivor,
) -> Result<(), FieldError> {
    let before = here.map(|here| &here.record);
    let is_new = |of: fn(&Survivor) -> bool| before.is_none_or(of);
    let differs = |column: &'static str| match column {
        "consent" => before.is_some_and(|before| before.consent != new.consent),
        _ => before.is_some_and(|before| before.share != new.share),
    };
    if let Some(here) = here {
        let acts = store::records_with::<ConsentAct>(reader, "survivor", &here.id.to_string());
        let was_asked = acts.is_ok_and(|acts| !acts.is_empty());
        for column in ["consent", "share"] {
            if was_asked && differs(column) {
                return Err(at(column)(Problem::SetByAct));
            }
        }
    }
    let is_child = matches!(new.age, AgeBand::Upto5 | AgeBand::Upto11 | AgeBand::Upto15);
    let may_decide = is_child || new.age == AgeBand::Unknown || new.age == AgeBand::Upto17;
    let ties = || {
        let id = here.map_or_else(RecordId::new, |here| here.id);
        super::known_ties(reader, id, new)
    };
    match new.consent {
        Some(Consent::Given) if is_new(|was| was.consent != Some(Consent::Given)) && is_child => {
            Err(at("consent")(Problem::NotHersToGive))
        }
        Some(Consent::Guardian) if is_new(|was| was.consent != Some(Consent::Guardian)) => {
            if !may_decide && !new.may_need_a_guardian() {
                Err(at("consent")(Problem::NotHersToGive))
            } else if Recorded::new(new, &ties()).guardian_may_harm {
                Err(at("consent")(Problem::GuardianMayHarm))
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

/// Refuses an answer that cannot be one: of a day that has not come, of somebody who cannot give it.
///
/// # Errors
/// The column that is wrong.
pub fn check_answer(reader: &impl Reader, act: &ConsentAct) -> Result<(), FieldError> {
    match (act.consent_answer, act.consent_by) {
        (ConsentAnswer::Given, Some(by)) => {
            check_who_agreed(reader, act.survivor.id(), by, act.guardian)
        }
        (ConsentAnswer::Given, None) => Ok(()),
        (ConsentAnswer::Refused | ConsentAnswer::Withdrawn, _) => check_no(reader, act),
    }
}

/// Refuses a no that a yes of a later day would pass over in silence.
fn check_no(reader: &impl Reader, no: &ConsentAct) -> Result<(), FieldError> {
    let said = store::record::<Survivor>(reader, no.survivor.id())
        .and_then(|survivor| Said::of(reader, &survivor.record.person));
    // That she is here is checked of every reference.
    let Ok(said) = said else { return Ok(()) };
    let asked = |act: &ConsentAct| (act.consent_purpose, act.consent_unit.clone());
    let acts = said.acts.iter().map(|act| &act.record);
    let yes = acts.filter(|act| {
        act.consent_answer == ConsentAnswer::Given
            && asked(act) == asked(no)
            && act.asked_on > no.asked_on
    });
    match yes.map(|act| act.asked_on).max() {
        Some(day) => Err(at("asked_on")(Problem::LaterYes(day.to_string()))),
        None => Ok(()),
    }
}

/// Refuses a referral to which nobody agreed, and what goes along beyond what she agreed that it is kept.
///
/// # Errors
/// The column that is wrong.
pub fn check_referral(
    reader: &impl Reader,
    referral: &Referral,
    today: Day,
) -> Result<(), FieldError> {
    let by = referral.consent_by;
    crate::model::who_agreed(by, referral.guardian, referral.no_guardian)?;
    let survivor = referral.survivor.id();
    if let Some(by) = by {
        check_who_agreed(reader, survivor, by, referral.guardian)?;
    }
    let Ok(survivor) = store::record::<Survivor>(reader, survivor) else {
        return Ok(());
    };
    // What cannot be read is not known to be free.
    if is_limited(reader, &survivor.record.person).unwrap_or(true) {
        return Err(at("consent_by")(Problem::Limited));
    }
    let state = |purpose| {
        let state = consent_of(reader, &survivor.record.person, purpose, today);
        // What cannot be read is no consent.
        state.ok().flatten().unwrap_or_default()
    };
    let needs = [
        (SharedPart::Name, ConsentPurpose::Name),
        (SharedPart::Contact, ConsentPurpose::Name),
        (SharedPart::Account, ConsentPurpose::Account),
    ];
    for (part, purpose) in needs {
        if referral.shared.contains(part) && state(purpose) != ConsentState::Given {
            return Err(at("shared")(Problem::NoConsent));
        }
    }
    Ok(())
}
