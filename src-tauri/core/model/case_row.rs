//! A case on one row: how a workbook brings old cases in, and how the first schema kept and sent
//! them.

use super::{
    Act, AgeBand, Answer, CaseCategory, CaseFacts, CaseRef, Consent, Count, Day, FieldError,
    FoundBy, Line, Measure, MeasureKind, Month, Paragraphs, Perpetrator, PerpetratorFacts, Problem,
    ProviderKind, RecordId, Relation, Service, ServiceKind, Set, Sex, Survivor, SurvivorFacts,
    UnitCode, ViolenceCase, at, row,
};
use serde::{Deserialize, Serialize};

row! {
    /// A case with one survivor and at most one perpetrator.
    #[derive(Debug)]
    CaseRow {
        /// Random number of the case in this office.
        number: CaseRef,
        /// Month in which it was found; counts into the year.
        found: Month,
        /// Month in which it was reported.
        reported: Option<Month>,
        /// Month in which it was closed.
        closed: Option<Month>,
        /// Where it happened.
        commune: Option<UnitCode>,
        /// Category: what it is about first of all.
        category: CaseCategory,
        /// Of which other categories it is.
        also: Set<CaseCategory>,
        /// Whether other categories apply too, as earlier programs asked.
        several: Option<bool>,
        /// Acts.
        acts: Set<Act>,
        /// Random number of the survivor: the same person has the same number in every case.
        survivor: CaseRef,
        /// Survivor's sex.
        survivor_sex: Sex,
        /// Survivor's age.
        survivor_age: AgeBand,
        /// Survivor lives with a disability.
        disability: Option<bool>,
        /// Survivor was pregnant.
        pregnant: Option<bool>,
        /// Survivor's relation to the perpetrator.
        relation: Option<Relation>,
        /// Random number of the perpetrator, where one was found.
        perpetrator: Option<CaseRef>,
        /// Perpetrator's sex.
        perpetrator_sex: Option<Sex>,
        /// Perpetrator's age.
        perpetrator_age: Option<AgeBand>,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
        /// Perpetrator was counselled.
        counselled: Option<bool>,
        /// Measures.
        measures: Set<MeasureKind>,
        /// Services offered.
        offered: Set<ServiceKind>,
        /// Services received.
        received: Set<ServiceKind>,
        /// Services declined.
        declined: Set<ServiceKind>,
        /// Who gave them.
        providers: Set<ProviderKind>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
        /// A returnee who got support.
        got_support: Option<bool>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Month of the incident.
        incident: Option<Month>,
        /// Days from incident to report (help within 72 hours matters).
        days_to_report: Option<Count>,
        /// She agreed to be recorded.
        consent_to_record: Option<bool>,
        /// She agreed to the facts being shared.
        consent_to_share: Option<bool>,
        /// Another organisation has reported the case already: it is not counted again.
        reported_elsewhere: Option<bool>,
    }
}

row! {
    /// What names persons in a case on one row. Kept sealed; never leaves the office.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    CaseIdentity {
        /// Survivor's name.
        survivor_name: Option<Line<200>>,
        /// Survivor's exact date of birth.
        survivor_born: Option<Day>,
        /// Survivor's address.
        survivor_address: Option<Line<300>>,
        /// Survivor's telephone.
        survivor_telephone: Option<Line<200>>,
        /// Survivor's identity number.
        survivor_identity_number: Option<Line<200>>,
        /// Perpetrator's name.
        perpetrator_name: Option<Line<200>>,
        /// Perpetrator's address.
        perpetrator_address: Option<Line<300>>,
        /// Account of events.
        account: Option<Paragraphs<20000>>,
        /// Notes.
        notes: Option<Paragraphs<20000>>,
    }
}

/// Whether what stands in a column may begin with a zero, which a spreadsheet drops where it takes it for
/// a number: a telephone's, or that of an identity card.
pub(crate) fn may_begin_with_zero(column: &str) -> bool {
    ["survivor_telephone", "survivor_identity_number"].contains(&column)
}

impl CaseRow {
    /// Columns of the case itself, which are the same in the row of each of its survivors.
    pub(crate) const OF_THE_CASE: [&str; 12] = [
        "found",
        "reported",
        "closed",
        "commune",
        "category",
        "also",
        "several",
        "acts",
        "found_by",
        "incident",
        "days_to_report",
        "reported_elsewhere",
    ];
}

impl CaseIdentity {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The survivor's part.
    pub fn survivor(&self) -> PersonIdentity {
        PersonIdentity {
            name: self.survivor_name.clone(),
            born: self.survivor_born,
            address: self.survivor_address.clone(),
            telephone: self.survivor_telephone.clone(),
            identity_number: self.survivor_identity_number.clone(),
            ..PersonIdentity::default()
        }
    }

    /// The perpetrator's part.
    pub fn perpetrator(&self) -> PersonIdentity {
        PersonIdentity {
            name: self.perpetrator_name.clone(),
            address: self.perpetrator_address.clone(),
            ..PersonIdentity::default()
        }
    }

    /// What was written down.
    pub fn papers(&self) -> CasePapers {
        CasePapers {
            account: self.account.clone(),
            notes: self.notes.clone(),
            plan_words: None,
        }
    }
}

row! {
    /// What names a person. Kept apart from the facts, under the register key.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    PersonIdentity {
        /// The number at which a survivor may be reached.
        safe_number: Option<Line<200>>,
        /// Whose telephone that is.
        safe_number_of: Option<Line<200>>,
        /// Hours at which she may be reached.
        safe_hours: Option<Line<200>>,
        /// The word by which both know whom they speak to.
        code_word: Option<Line<200>>,
        /// Who may open letters to her.
        letters_opened_by: Option<Line<200>>,
        /// What to say if somebody else answers.
        if_another_answers: Option<Line<500>>,
        /// Name.
        name: Option<Line<200>>,
        /// Exact date of birth.
        born: Option<Day>,
        /// Address.
        address: Option<Line<300>>,
        /// Telephone.
        telephone: Option<Line<200>>,
        /// Identity number.
        identity_number: Option<Line<200>>,
    }
}

row! {
    /// What was written down of a case in words. Kept under the register key.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    CasePapers {
        /// Account of events.
        account: Option<Paragraphs<20000>>,
        /// Notes: who provided what, what was agreed, how to reach her safely.
        notes: Option<Paragraphs<20000>>,
        /// What belongs to the plans and names people and places.
        plan_words: Option<Paragraphs<20000>>,
    }
}

/// What names a person is never written by accident: not into a log, not into a crash's message.
macro_rules! says_nothing {
    ($($name:ident)*) => { $(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )* };
}
says_nothing!(CaseIdentity PersonIdentity CasePapers);

impl PersonIdentity {
    /// The fields that say how a survivor is reached safely; of a perpetrator they say nothing.
    pub const SAFE_CONTACT: [&str; 6] = [
        "safe_number",
        "safe_number_of",
        "safe_hours",
        "code_word",
        "letters_opened_by",
        "if_another_answers",
    ];
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
impl CasePapers {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A case's row as records of the register. Days that are known to the month are its first ones.
pub struct RegisterRecords {
    /// The case.
    pub case: ViolenceCase,
    /// Its survivor.
    pub survivor: Survivor,
    /// Services offered to her.
    pub services: Vec<Service>,
    /// Its perpetrator.
    pub perpetrator: Option<Perpetrator>,
    /// Measures toward him.
    pub measures: Vec<Measure>,
}

/// A case's row as facts that travel.
pub struct RowFacts {
    /// The case.
    pub case: CaseFacts,
    /// Its survivor.
    pub survivor: SurvivorFacts,
    /// Its perpetrator.
    pub perpetrator: Option<PerpetratorFacts>,
}

impl RecordId {
    /// The id of a part of what was one record in the first schema.
    pub fn part(self, part: u8) -> Self {
        let mut bytes = *self.0.as_bytes();
        let last = &mut bytes[15];
        // Never the id itself.
        *last = if *last == part { part | 0x80 } else { part };
        Self(uuid::Uuid::from_bytes(bytes))
    }

    /// The id of what is made of two records together, the same each time.
    pub fn with(self, other: Self) -> Self {
        let mut bytes = *self.0.as_bytes();
        // Its last seven bytes are random in each.
        for (byte, other) in bytes.iter_mut().zip(other.0.as_bytes()).skip(9) {
            *byte ^= other;
        }
        Self(uuid::Uuid::from_bytes(bytes))
    }
}

/// The part of an id that is the survivor's, and the perpetrator's.
pub const SURVIVOR_PART: u8 = 1;
/// See [`SURVIVOR_PART`].
pub const PERPETRATOR_PART: u8 = 2;

impl CaseRow {
    /// Whether it says something of a perpetrator.
    pub(crate) fn tells_of_a_perpetrator(&self) -> bool {
        self.perpetrator_sex.is_some()
            || self.perpetrator_age.is_some()
            || self.prosecuted.is_some()
            || self.counselled == Some(true)
            || !self.measures.is_empty()
    }

    fn consent(&self) -> Option<Consent> {
        self.consent_to_record.map(|given| {
            if given {
                Consent::Given
            } else {
                Consent::Refused
            }
        })
    }

    /// The row as records of the register, for a case with this id.
    ///
    /// # Errors
    /// A month without days.
    pub fn register(&self, id: RecordId) -> Result<RegisterRecords, FieldError> {
        let found_on = self.found.first_day();
        let found_on = found_on.ok_or_else(|| at("found")(Problem::NotAMonth(self.found.iso())))?;
        let perpetrator = self.perpetrator.as_ref();
        Ok(RegisterRecords {
            case: self.case(found_on),
            survivor: self.survivor(id),
            services: self.services(id.part(SURVIVOR_PART), found_on),
            measures: match perpetrator {
                Some(_) => self.measures(id.part(PERPETRATOR_PART), found_on),
                None => Vec::new(),
            },
            perpetrator: perpetrator.map(|person| Perpetrator {
                case: id.into(),
                person: person.clone(),
                sex: self.perpetrator_sex.unwrap_or(Sex::Unrecorded),
                age: self.perpetrator_age.unwrap_or(AgeBand::Unknown),
                prosecuted: self.prosecuted,
                ethnicity: None,
                citizenship: None,
            }),
        })
    }

    /// The case itself. A month stands for its first day, but never before what it follows.
    fn case(&self, found_on: Day) -> ViolenceCase {
        let day = |month: Month| month.first_day();
        let (incident_on, reported_on) = self.incident_and_report(found_on);
        ViolenceCase {
            number: self.number.clone(),
            found_on,
            category: self.category,
            also: self.also.clone(),
            several: self.several,
            found_by: self.found_by,
            acts: self.acts.clone(),
            other_acts: Set(std::collections::BTreeSet::new()),
            gbv_type: None,
            injury: None,
            commune: self.commune.clone(),
            incident_on,
            reported_on,
            days_to_report: self.days_to_report,
            reported_elsewhere: self.reported_elsewhere,
            staff_threat: None,
            staff_threat_since: None,
            closed_on: self.closed.and_then(day).map(|day| day.max(found_on)),
            outcome: None,
            voided: None,
            taken_over_from: None,
            handed_to: None,
            handed_on: None,
        }
    }

    fn survivor(&self, case: RecordId) -> Survivor {
        Survivor {
            case: case.into(),
            person: self.survivor.clone(),
            sex: self.survivor_sex,
            age: self.survivor_age,
            relation: self.relation,
            consent: self.consent(),
            share: self.consent_to_share,
            may_call: None,
            may_visit: None,
            may_write: None,
            disability: self.disability,
            pregnant: self.pregnant,
            needs_support: self.needs_support,
            identification: None,
            disability_kinds: Set(std::collections::BTreeSet::new()),
            interpreter: None,
            ethnicity: None,
            citizenship: None,
        }
    }

    /// A service for each kind that was offered, received or declined; the providers go round.
    fn services(&self, survivor: RecordId, found_on: Day) -> Vec<Service> {
        let mut received = self.received.0.clone();
        if self.got_support == Some(true) && received.is_empty() {
            received.insert(ServiceKind::Reintegration);
        }
        let providers: Vec<ProviderKind> = self.providers.0.iter().copied().collect();
        let offered = self.offered.0.iter();
        let kinds = offered.chain(&received).chain(&self.declined.0);
        let kinds: std::collections::BTreeSet<ServiceKind> = kinds.copied().collect();
        kinds
            .into_iter()
            .enumerate()
            .map(|(index, service)| Service {
                survivor: survivor.into(),
                service,
                provider: match providers.len() {
                    0 => None,
                    many => providers.get(index % many).copied(),
                },
                offered_on: found_on,
                answer: if received.contains(&service) {
                    Some(Answer::Accepted)
                } else {
                    self.declined.contains(service).then_some(Answer::Declined)
                },
                received_on: received.contains(&service).then_some(found_on),
                directory_entry: None,
                ended_on: None,
            })
            .collect()
    }

    fn measures(&self, perpetrator: RecordId, found_on: Day) -> Vec<Measure> {
        let mut measures = self.measures.0.clone();
        if self.counselled == Some(true) {
            measures.insert(MeasureKind::Counselling);
        }
        measures
            .into_iter()
            .map(|measure| Measure {
                perpetrator: perpetrator.into(),
                measure,
                taken_on: found_on,
                decided_by: None,
                ends_on: None,
                directory_entry: None,
            })
            .collect()
    }

    /// Days of the incident and of the report: the first ones of their months, or, where the row says
    /// how many days lie between, days of these months that are so far apart, so that what is
    /// counted from the days is what the row says.
    fn incident_and_report(&self, found_on: Day) -> (Option<Day>, Option<Day>) {
        let first = |month: Option<Month>| month.and_then(Month::first_day);
        let incident = first(self.incident).map(|day| day.min(found_on));
        let reported =
            first(self.reported).map(|day| incident.map_or(day, |incident| day.max(incident)));
        let (Some(from), Some(to), Some(apart)) = (incident, reported, self.days_to_report) else {
            return (incident, reported);
        };
        let apart = chrono::Days::new(apart.get().unsigned_abs());
        let earlier = to.date().checked_sub_days(apart);
        let later = from.date().checked_add_days(apart);
        let of_months = |incident: Day, reported: Day| {
            incident.month() == from.month()
                && reported.month() == to.month()
                && incident <= found_on
        };
        let days = [
            (earlier.and_then(|day| Day::new(day).ok()), Some(to)),
            (Some(from), later.and_then(|day| Day::new(day).ok())),
        ];
        days.into_iter()
            .find(|days| matches!(*days, (Some(from), Some(to)) if of_months(from, to)))
            .unwrap_or((incident, reported))
    }

    /// The row as facts, for a case with this id: how a package of the first schema is read. What
    /// it says without a month is taken for the month in which the case was found.
    pub fn facts(&self, id: RecordId) -> RowFacts {
        let served = !self.received.is_empty();
        RowFacts {
            case: CaseFacts {
                number: self.number.clone(),
                found: self.found,
                reported: self.reported,
                closed: self.closed,
                commune: self.commune.clone(),
                category: self.category,
                also: self.also.clone(),
                several: self.several,
                acts: self.acts.clone(),
                other_acts: Set(std::collections::BTreeSet::new()),
                gbv_type: None,
                found_by: self.found_by,
                incident: self.incident,
                days_to_report: self.days_to_report,
                reported_elsewhere: self.reported_elsewhere,
                handed_over: None,
            },
            survivor: SurvivorFacts {
                case: id.into(),
                person: self.survivor.clone(),
                counts_in: Set(std::collections::BTreeSet::new()),
                sex: self.survivor_sex,
                age: self.survivor_age,
                disability: self.disability,
                pregnant: self.pregnant,
                relation: self.relation,
                consent: self.consent(),
                share: self.consent_to_share,
                offered: self.offered.clone(),
                received: self.received.clone(),
                declined: self.declined.clone(),
                providers: self.providers.clone(),
                first_basic: served.then_some(self.found),
                first_service: (served || self.got_support == Some(true)).then_some(self.found),
                days_to_service: None,
                needs_support: self.needs_support,
            },
            perpetrator: self.perpetrator.clone().map(|person| PerpetratorFacts {
                case: id.into(),
                person,
                counts_in: Set(std::collections::BTreeSet::new()),
                sex: self.perpetrator_sex.unwrap_or(Sex::Unrecorded),
                age: self.perpetrator_age.unwrap_or(AgeBand::Unknown),
                prosecuted: self.prosecuted,
                counselled: (self.counselled == Some(true)).then_some(self.found),
                measures: self.measures.clone(),
            }),
        }
    }

    /// The row of a case with one of its survivors and one of its perpetrators.
    pub fn of_facts(
        case: &CaseFacts,
        survivor: &SurvivorFacts,
        perpetrator: Option<&PerpetratorFacts>,
    ) -> Self {
        Self {
            number: case.number.clone(),
            found: case.found,
            reported: case.reported,
            closed: case.closed,
            commune: case.commune.clone(),
            category: case.category,
            also: case.also.clone(),
            several: case.several,
            acts: case.acts.clone(),
            survivor: survivor.person.clone(),
            survivor_sex: survivor.sex,
            survivor_age: survivor.age,
            disability: survivor.disability,
            pregnant: survivor.pregnant,
            relation: survivor.relation,
            perpetrator: perpetrator.map(|p| p.person.clone()),
            perpetrator_sex: perpetrator.map(|p| p.sex),
            perpetrator_age: perpetrator.map(|p| p.age),
            prosecuted: perpetrator.and_then(|p| p.prosecuted),
            counselled: perpetrator.map(|p| p.counselled.is_some()),
            measures: perpetrator.map_or_else(
                || Set(std::collections::BTreeSet::new()),
                |p| p.measures.clone(),
            ),
            offered: survivor.offered.clone(),
            received: survivor.received.clone(),
            declined: survivor.declined.clone(),
            providers: survivor.providers.clone(),
            needs_support: survivor.needs_support,
            got_support: survivor
                .needs_support
                .map(|_| survivor.first_service.is_some()),
            found_by: case.found_by,
            incident: case.incident,
            days_to_report: case.days_to_report,
            consent_to_record: survivor.consent.map(|consent| consent != Consent::Refused),
            consent_to_share: survivor.share,
            reported_elsewhere: case.reported_elsewhere,
        }
    }
}
