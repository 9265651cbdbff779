//! The trafficking track: which survivors came back from traffickers, and which supports are owed to each.

use super::Case;
use crate::catalogue::{RegisterRules, SupportRule};
use crate::model::{
    CameFrom, CaseCategory, Day, Identification, Nationality, OtherAct, RecordId, ServiceKind,
    Stored, SupportState, Survivor, TraffickingTrack,
};
use crate::register::identification_of;

/// A support that is owed to somebody, and how it stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Which.
    pub service: ServiceKind,
    /// Whether the law of that day owes it to her; what she needs beside it stands here too.
    pub is_owed: bool,
    /// Whether it is said that she needs it.
    pub is_needed: bool,
    /// The day on which she first received it.
    pub received_on: Option<Day>,
}

/// What is known of somebody who came back from traffickers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returnee {
    /// Whether she has been found to be a victim, as it was said last.
    pub identification: Option<Identification>,
    /// To whom supports are owed that she is one of; nothing where she is none.
    pub state: Option<SupportState>,
    /// The day of whose law the supports are.
    pub since: Day,
    /// Her supports: what is owed, and what she needs beside it.
    pub supports: Vec<Support>,
    /// To whom supports are owed that those under eighteen are who came along with her.
    pub along: Option<SupportState>,
}

impl Case {
    /// The survivors of whom it is said that traffickers had them.
    pub fn returnees(&self) -> Vec<&Stored<Survivor>> {
        let case = &self.case.record;
        let category = CaseCategory::TraffickingReturnee;
        let is_said = case.category == category
            || case.also.contains(category)
            || case.other_acts.contains(OtherAct::Trafficking);
        let survivors = self.survivors.iter();
        survivors
            .filter(|one| is_said || self.tracks_of(one.id).next().is_some())
            .collect()
    }

    fn tracks_of(
        &self,
        survivor: RecordId,
    ) -> impl DoubleEndedIterator<Item = &Stored<TraffickingTrack>> {
        let tracks = self.trafficking_tracks.iter();
        tracks.filter(move |one| one.record.survivor.id() == survivor)
    }

    /// What was said last of a returnee.
    fn last_said<T>(
        &self,
        survivor: RecordId,
        of: impl Fn(&TraffickingTrack) -> Option<T>,
    ) -> Option<T> {
        self.tracks_of(survivor)
            .rev()
            .find_map(|one| of(&one.record))
    }

    /// What is known of a returnee, and what is owed to her by the law of the day on which it was said last whether she
    /// is a victim, or on which the case was found.
    pub fn returnee(&self, survivor: &Stored<Survivor>, rules: &RegisterRules) -> Returnee {
        let id = survivor.id;
        let identification = identification_of(&survivor.record, self.tracks_of(id));
        let is_foreign = self.last_said(id, |one| one.nationality) == Some(Nationality::Foreign);
        let is_abroad = self.last_said(id, |one| one.came_from) == Some(CameFrom::StillAbroad);
        let state = match identification {
            Some(Identification::NotIdentified) | None => None,
            Some(_) if is_foreign => Some(SupportState::Foreign),
            Some(Identification::Identified) => Some(SupportState::Identified),
            Some(Identification::InProcess) if is_abroad => Some(SupportState::InProcessAbroad),
            Some(Identification::InProcess) => Some(SupportState::InProcess),
        };
        let said_on = self.last_said(id, |one| one.identification.map(|_| one.noted_on));
        let since = said_on.unwrap_or(self.case.record.found_on);
        // The law of that day may know nobody of the kind.
        let is_known = |state: &SupportState| rules.supports(*state, since).is_some();
        let state = state.filter(is_known);
        let has_children = self
            .last_said(id, |one| one.children_along)
            .is_some_and(|many| many.get() > 0);
        let along = state
            .filter(|_| has_children)
            .and_then(|state| match state {
                SupportState::Identified => Some(SupportState::ChildAlong),
                SupportState::InProcess | SupportState::InProcessAbroad => Some(state),
                // The law says nothing of who came along with a foreigner.
                SupportState::Foreign | SupportState::ChildAlong => None,
            });
        let owed = state.and_then(|state| rules.supports(state, since));
        Returnee {
            identification,
            state,
            since,
            supports: self.supports(id, owed),
            along: along.filter(is_known),
        }
    }

    /// The supports that are owed to a survivor, and those that she needs beside them.
    fn supports(&self, survivor: RecordId, owed: Option<&SupportRule>) -> Vec<Support> {
        let needs = self.last_said(survivor, |one| {
            Some(&one.needs).filter(|needs| !needs.is_empty()).cloned()
        });
        let received = |service: ServiceKind| {
            let services = self.services.iter().map(|one| &one.record);
            let hers = services.filter(|one| one.survivor.id() == survivor);
            let of_it = hers.filter(|one| one.service == service);
            of_it.filter_map(|one| one.received_on).min()
        };
        let all = ServiceKind::ALL.iter().copied();
        let support = |service: ServiceKind| Support {
            service,
            is_owed: owed.is_some_and(|owed| owed.has(service)),
            is_needed: needs.as_ref().is_some_and(|needs| needs.contains(service)),
            received_on: received(service),
        };
        all.map(support)
            .filter(|support| support.is_owed || support.is_needed)
            .collect()
    }
}
