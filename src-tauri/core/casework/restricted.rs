//! Cases that only some users see: those in which somebody at the office has a conflict of interest, or whose survivor is
//! known to colleagues. What of them is counted is the least that counting needs.

use super::CaseError;
use super::decide::{reason, subject};
use crate::model::RecordId;
use crate::store::{self, Action, Decided, Restriction};
use crate::vault::{Act, Office, Role, UserName};
use std::collections::{BTreeMap, BTreeSet};

/// Cases that are restricted together, and who sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictedCases {
    /// The cases.
    pub cases: BTreeSet<RecordId>,
    /// Names of the users who see them.
    pub seen_by: BTreeSet<String>,
    /// Whether the present user is one of them.
    pub sees: bool,
}

impl RestrictedCases {
    fn new(restriction: Restriction, sees: bool) -> Self {
        let names = restriction.seen_by.into_keys();
        Self {
            cases: restriction.cases,
            seen_by: names.filter(|name| !UserName::is_sheets(name)).collect(),
            sees,
        }
    }
}

impl Office {
    /// The cases that are restricted, those together that have persons in common; none for who cannot read facts of cases.
    pub fn restricted_cases(&self) -> Vec<RestrictedCases> {
        let all = store::restrictions(self.store()).into_iter();
        let in_force = all.filter(|(_, restriction, _)| !restriction.lifted);
        in_force
            .map(|(_, restriction, sees)| RestrictedCases::new(restriction, sees))
            .collect()
    }

    /// Who sees a case, where it is restricted.
    pub fn restricted_to(&self, case: RecordId) -> Option<RestrictedCases> {
        let mut all = self.restricted_cases().into_iter();
        all.find(|restricted| restricted.cases.contains(&case))
    }

    /// The users to whom a case can be restricted: case officers, and heads, who read no names.
    ///
    /// # Errors
    /// The database's.
    pub fn may_see_restricted(&self) -> Result<BTreeMap<String, Vec<Role>>, CaseError> {
        let may_see = |roles: &[Role]| {
            let mut may_see = roles.iter();
            may_see.any(|role| matches!(role, Role::CaseOfficer | Role::Head))
        };
        let users = self.users()?.into_iter();
        Ok(users.filter(|(_, roles)| may_see(roles)).collect())
    }

    /// Restricts a case, and each in which one of its persons is, to users by name, a case officer among them. Others
    /// see that it is there and who sees it. Gives the cases.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer; [`CaseError::NoOfficer`],
    /// [`CaseError::NeedsReason`]; [`store::StoreError::RestrictedPerson`] where one of its persons is in a case that others
    /// restricted.
    pub fn restrict_case(
        &mut self,
        id: RecordId,
        names: &BTreeSet<String>,
        why: &str,
    ) -> Result<BTreeSet<RecordId>, CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let may_see = act.may_see_restricted()?;
        if let Some(nobody) = names.iter().find(|name| !may_see.contains_key(*name)) {
            return Err(CaseError::NoOfficer(nobody.clone()));
        }
        let is_officer = |name: &String| may_see[name].contains(&Role::CaseOfficer);
        if !names.iter().any(is_officer) {
            return Err(CaseError::NeedsOfficer);
        }
        let why = reason(why)?;
        let cases = store::cases_with_persons_of(act.store(), id)?;
        let before = cases
            .iter()
            .find_map(|case| store::restriction_of(act.store(), *case));
        let place = before.map_or_else(|| RecordId::new().to_string(), |(place, _)| place);
        let decided = Decided::Restricted {
            seen_by: names.clone(),
        };
        let all = cases.clone();
        act.restrict(&place, cases.clone(), names, |log| {
            all.iter().try_for_each(|case| {
                let writer = log.entry(Action::CaseRestricted, &subject(*case))?;
                writer.decide(*case, decided.clone(), why.clone())
            })
        })?;
        Ok(cases)
    }

    /// Lifts the restriction of a case, and of those that are restricted with it: whoever sees cases sees them.
    ///
    /// # Errors
    /// [`CaseError::NotRestricted`], [`CaseError::NeedsReason`]; [`store::StoreError::Restricted`] for who does not see it.
    pub fn lift_restriction_of(&mut self, id: RecordId, why: &str) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let Some((place, restriction)) = store::restriction_of(act.store(), id) else {
            return Err(CaseError::NotRestricted);
        };
        let why = reason(why)?;
        let cases = restriction.cases.clone();
        act.lift_restriction(&place, restriction, |log| {
            cases.iter().try_for_each(|case| {
                let writer = log.entry(Action::RestrictionLifted, &subject(*case))?;
                writer.decide(*case, Decided::RestrictionLifted, why.clone())
            })
        })?;
        Ok(())
    }
}

impl Act<'_> {
    /// Refuses what is left to those who see a restricted case.
    pub(super) fn check_is_among(&self, case: RecordId, name: &str) -> Result<(), CaseError> {
        match self.restricted_to(case) {
            Some(restricted) if !restricted.seen_by.contains(name) => {
                Err(CaseError::NotAmongThem(name.to_owned()))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a restricted case has no head among those who see it, so that another of them looks at what is decided.
pub(super) fn lacks_a_head(office: &Office, case: RecordId) -> Result<bool, CaseError> {
    let Some(restricted) = office.restricted_to(case) else {
        return Ok(false);
    };
    let users = office.users()?;
    let is_head = |name: &String| {
        let mut users = users.iter();
        users.any(|(user, roles)| user == name && roles.contains(&Role::Head))
    };
    Ok(!restricted.seen_by.iter().any(is_head))
}
