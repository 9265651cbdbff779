//! Whose a case is: the case officer who was named for it, and who stands in for her while she is away. All case officers
//! hold the same keys: who is named is who is asked, not who alone can read.

use super::decide::words;
use super::{CaseError, CaseState, today};
use crate::model::{Day, Problem, RecordId, RecordKind, ViolenceCase, at};
use crate::store::{self, Action, Decided, Decision, OWN, StoreError};
use crate::vault::{Office, Role, VaultError};
use std::collections::{BTreeMap, BTreeSet};

/// The case officer of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InCharge {
    /// Name of the user who works on it today.
    pub officer: String,
    /// For whom she stands in, where it is another's, and until which day.
    pub stands_in: Option<(Option<String>, Day)>,
}

/// Who works on a case on a day, by what was decided of it, among those who are case officers by then: who stands in until
/// her last day, else whose it is, else the only one there is.
pub fn in_charge(decisions: &[Decision], officers: &BTreeSet<String>, on: Day) -> Option<InCharge> {
    let (mut own, mut stands_in) = (None, None);
    for decision in decisions {
        let Decided::OfficerNamed { officer, until } = &decision.what else {
            continue;
        };
        match until {
            None => (own, stands_in) = (Some(officer), None),
            Some(until) => stands_in = Some((officer, *until)),
        }
    }
    let own = own.filter(|own| officers.contains(*own));
    let stands_in =
        stands_in.filter(|(officer, until)| *until >= on && officers.contains(*officer));
    if let Some((officer, until)) = stands_in {
        return Some(InCharge {
            officer: officer.clone(),
            stands_in: Some((own.cloned(), until)),
        });
    }
    let only = officers.first().filter(|_| officers.len() == 1);
    own.or(only).map(|officer| InCharge {
        officer: officer.clone(),
        stands_in: None,
    })
}

impl Office {
    /// The users who are case officers.
    ///
    /// # Errors
    /// The database's.
    pub fn case_officers(&self) -> Result<BTreeSet<String>, VaultError> {
        let users = self.users()?.into_iter();
        let officers = users.filter(|(_, roles)| roles.contains(&Role::CaseOfficer));
        Ok(officers.map(|(name, _)| name).collect())
    }

    /// Who works on each own case today; those that nobody works on are not in it. Nothing for who cannot read facts of
    /// cases.
    ///
    /// # Errors
    /// The database's.
    pub fn cases_in_charge(&self) -> Result<BTreeMap<RecordId, InCharge>, CaseError> {
        let mut found = BTreeMap::new();
        if store::facts_are_closed(self.store()) {
            return Ok(found);
        }
        let today = today()?;
        for case in store::records::<ViolenceCase>(self.store(), OWN)? {
            let decisions = store::decisions(self.store(), case.id)?;
            let officers = self.officers_of(case.id)?;
            if let Some(who) = in_charge(&decisions, &officers, today) {
                found.insert(case.id, who);
            }
        }
        Ok(found)
    }

    /// Open cases on which nobody works today; none for who cannot read facts of cases.
    ///
    /// # Errors
    /// The database's.
    pub fn cases_of_nobody(&self) -> Result<Vec<RecordId>, CaseError> {
        if store::facts_are_closed(self.store()) {
            return Ok(Vec::new());
        }
        let somebodys = self.cases_in_charge()?;
        let cases = store::records::<ViolenceCase>(self.store(), OWN)?.into_iter();
        let open = cases.filter(|case| {
            let state = CaseState::of(&case.record);
            matches!(state, CaseState::Open | CaseState::HandingOver)
        });
        let nobodys = open.filter(|case| !somebodys.contains_key(&case.id));
        Ok(nobodys.map(|case| case.id).collect())
    }

    /// Who works on a case today.
    ///
    /// # Errors
    /// The database's.
    pub fn in_charge_of(&self, case: RecordId) -> Result<Option<InCharge>, CaseError> {
        let decisions = store::decisions(self.store(), case)?;
        Ok(in_charge(&decisions, &self.officers_of(case)?, today()?))
    }

    /// The case officers who can work on a case: of a restricted one, those who see it.
    fn officers_of(&self, case: RecordId) -> Result<BTreeSet<String>, VaultError> {
        let mut officers = self.case_officers()?;
        if let Some(restricted) = self.restricted_to(case) {
            officers.retain(|name| restricted.seen_by.contains(name));
        }
        Ok(officers)
    }

    /// Names the case officer of cases, for good or until the last day on which she stands in for who worked on them.
    ///
    /// # Errors
    /// [`CaseError::NoOfficer`]; a day that is over; [`VaultError::NotAllowed`] for who is neither case officer nor head.
    pub fn name_officer(
        &mut self,
        cases: &[RecordId],
        officer: &str,
        until: Option<Day>,
        why: &str,
    ) -> Result<(), CaseError> {
        let mut act = self.act_in_any(&[Role::CaseOfficer, Role::Head])?;
        if !act.case_officers()?.contains(officer) {
            return Err(CaseError::NoOfficer(officer.to_owned()));
        }
        if until.is_some_and(|until| today().is_ok_and(|today| until < today)) {
            return Err(at("until")(Problem::Over).into());
        }
        let why = words(why)?;
        for id in cases {
            store::record::<ViolenceCase>(act.store(), *id)?;
            act.check_is_among(*id, officer)?;
        }
        act.write(|log, _| -> Result<(), StoreError> {
            for id in cases {
                let subject = format!("{} {id}", RecordKind::ViolenceCase.table());
                let writer = log.entry(Action::OfficerNamed, &subject)?;
                let officer = officer.to_owned();
                writer.decide(*id, Decided::OfficerNamed { officer, until }, why.clone())?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
