//! Cases that only some users see: their keys, sealed to the identities of those users and to the recovery sheet's, so
//! that nobody's leaving loses a case.

use super::holders::KeyList;
use super::keyring::new_identity;
use super::secret_text::{of_secrets, texts};
use super::{Office, Role, VaultError, View, slot};
use crate::figures::count_cases;
use crate::message::LibraryWords;
use crate::model::RecordId;
use crate::package::seal;
use crate::register;
use crate::store::{self, Log, Restriction, StoreError};
use age::secrecy::{ExposeSecret, SecretString};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// Most bytes of the keys of a restriction, opened.
const MAX_KEYS: u64 = 4096;

/// Who sees cases, by name, each with the public identities that the list has of her; the recovery sheet too.
type SeenBy = BTreeMap<String, BTreeSet<String>>;

/// The keys of a restriction, where an identity opens them.
pub(super) fn opened(
    restriction: &Restriction,
    own: Option<&SecretString>,
) -> Option<Vec<SecretString>> {
    let plain = seal::decrypt(&restriction.sealed, own?.expose_secret(), MAX_KEYS).ok()?;
    texts(&Zeroizing::new(plain))
}

fn sealed(secrets: &[SecretString], seen_by: &SeenBy) -> Result<Vec<u8>, VaultError> {
    let identities: BTreeSet<String> = seen_by.values().flatten().cloned().collect();
    let identities: Vec<String> = identities.into_iter().collect();
    seal::encrypt(&of_secrets(secrets)?, &identities)
        .map_err(|error| VaultError::Key(LibraryWords::of(error)))
}

/// The users of some names, and the recovery sheet, as a list has them.
fn seen_by<'n>(list: &KeyList, names: impl IntoIterator<Item = &'n String>) -> SeenBy {
    let mut found = SeenBy::new();
    let names = names.into_iter().map(String::as_str);
    for name in names.chain([slot::RECOVERY]) {
        let identities = list.users.iter().filter(|holder| holder.name == name);
        let identities = identities.filter_map(|holder| holder.identity.clone());
        let identities: BTreeSet<String> = identities.collect();
        if !identities.is_empty() {
            found.insert(name.to_owned(), identities);
        }
    }
    found
}

/// Whether a role sees cases one by one, so that who has it can be one of those who see a restricted one.
fn may_see(role: &Role) -> bool {
    matches!(role, Role::CaseOfficer | Role::Head)
}

impl Office {
    /// Restricts cases to users by name: what is kept of them, and the names of their persons, lie under a new key from
    /// now on. Where the present user is none of them, she sees them no more.
    ///
    /// # Errors
    /// The databases'; whatever `work` returns.
    pub(super) fn restrict(
        &mut self,
        id: &str,
        cases: BTreeSet<RecordId>,
        names: &BTreeSet<String>,
        work: impl FnOnce(&Log<'_>) -> Result<(), StoreError>,
    ) -> Result<(), VaultError> {
        let seen_by = seen_by(self.holders()?, names);
        let mut secrets = vec![new_identity()];
        let before = self.store().restriction_keys(id);
        secrets.extend(before.into_iter().flatten().take(1));
        let next = Restriction {
            cases,
            sealed: sealed(&secrets, &seen_by)?,
            seen_by,
            pending: true,
            lifted: false,
        };
        self.put_restriction(id, next, secrets, work)?;
        self.finish_restriction(id)
    }

    /// Lifts a restriction: everybody sees its cases who sees cases.
    ///
    /// # Errors
    /// [`StoreError::Restricted`]; the databases'; whatever `work` returns.
    pub(super) fn lift_restriction(
        &mut self,
        id: &str,
        restriction: Restriction,
        work: impl FnOnce(&Log<'_>) -> Result<(), StoreError>,
    ) -> Result<(), VaultError> {
        let secrets = self.store().restriction_keys(id);
        let secrets = secrets.ok_or(StoreError::Restricted)?;
        let next = Restriction {
            pending: true,
            lifted: true,
            ..restriction
        };
        self.put_restriction(id, next, secrets, work)?;
        self.finish_restriction(id)
    }

    fn put_restriction(
        &mut self,
        id: &str,
        next: Restriction,
        secrets: Vec<SecretString>,
        work: impl FnOnce(&Log<'_>) -> Result<(), StoreError>,
    ) -> Result<(), VaultError> {
        // What waits for the register is of these cases too.
        self.absorb_sealed()?;
        let View {
            store,
            catalogues,
            unit,
            ..
        } = &mut self.view;
        let cases = next.cases.clone();
        Ok(
            store.restrict(self.user.as_str(), (id, next), secrets, |log| {
                work(log)?;
                for case in cases {
                    register::project(log, catalogues, case)?;
                }
                count_cases(log, catalogues, unit)
            })?,
        )
    }

    /// Has the register follow a restriction that was put in force: for a case officer who sees its cases.
    fn finish_restriction(&mut self, id: &str) -> Result<(), VaultError> {
        let found = store::restrictions(self.store()).into_iter();
        let Some((_, restriction, true)) = found.into_iter().find(|(of, ..)| of == id) else {
            return Ok(());
        };
        if !restriction.pending || self.register.is_none() {
            return Ok(());
        }
        self.change_register(|register| -> Result<(), VaultError> {
            Ok(register.write_restricted_anew()?)
        })?;
        let who = self.user.as_str().to_owned();
        let is_lifted = restriction.lifted;
        let sees = restriction.seen_by.contains_key(&who);
        let mut secrets = self.store().restriction_keys(id).unwrap_or_default();
        let store = &mut self.view.store;
        if is_lifted {
            store.drop_restriction(&who, id)?;
        } else {
            secrets.truncate(1);
            let next = Restriction {
                sealed: sealed(&secrets, &restriction.seen_by)?,
                pending: false,
                ..restriction
            };
            store.note_restriction(&who, (id, next), secrets)?;
        }
        store.checkpoint()?;
        if !is_lifted && !sees {
            store.let_go_of_restriction(id)?;
        }
        self.hold_restricted_names()
    }

    /// Tells the register what of it lies under keys of restricted cases.
    pub(super) fn hold_restricted_names(&mut self) -> Result<(), VaultError> {
        let names = store::restricted_names(&self.view.store)?;
        if let Some(register) = &mut self.register {
            register.hold_restricted(names);
        }
        Ok(())
    }

    /// Finishes at an unlocking what was cut short of restrictions whose cases this user sees; seals their keys to those
    /// who are at the office now; and makes of their records what others could not make, since rules changed.
    pub(super) fn settle_restrictions(&mut self) -> Result<(), VaultError> {
        for (id, _, sees) in store::restrictions(self.store()) {
            if sees {
                self.finish_restriction(&id)?;
            }
        }
        if let Some(list) = self.list.clone() {
            self.share_restrictions(&list)?;
        }
        let seen = store::restrictions(self.store()).into_iter();
        let seen = seen.filter(|(.., sees)| *sees);
        let cases: BTreeSet<RecordId> = seen.flat_map(|(_, of, _)| of.cases).collect();
        if cases.is_empty() {
            return Ok(());
        }
        let mut stale = register::stale_facts(self.store(), self.catalogues())?;
        stale.retain(|case| cases.contains(case));
        if stale.is_empty() {
            return Ok(());
        }
        let View {
            store,
            catalogues,
            unit,
            ..
        } = &mut self.view;
        Ok(
            store.transaction(self.user.as_str(), |log| -> Result<(), StoreError> {
                for case in stale {
                    register::project(log, catalogues, case)?;
                }
                count_cases(log, catalogues, unit)
            })?,
        )
    }

    /// Seals the keys of restrictions whose cases this user sees to those whom a list names now.
    pub(super) fn share_restrictions(&mut self, list: &KeyList) -> Result<(), VaultError> {
        for (id, restriction, sees) in store::restrictions(self.store()) {
            let now = seen_by(list, restriction.seen_by.keys());
            let Some(secrets) = self.store().restriction_keys(&id).filter(|_| sees) else {
                continue;
            };
            if now != restriction.seen_by {
                let next = Restriction {
                    sealed: sealed(&secrets, &now)?,
                    seen_by: now,
                    ..restriction
                };
                let who = self.user.as_str().to_owned();
                self.view
                    .store
                    .note_restriction(&who, (&id, next), secrets)?;
            }
        }
        Ok(())
    }

    /// Refuses a change of a user by which a restricted case would be lost to all who see it but the recovery sheet: she
    /// is to have these roles, and another identity where `anew`.
    pub(super) fn check_restricted_are_kept(
        &self,
        name: &str,
        roles: &[Role],
        anew: bool,
    ) -> Result<(), VaultError> {
        let list = self.holders()?;
        for (_, restriction, sees) in store::restrictions(self.store()) {
            if !restriction.seen_by.contains_key(name) {
                continue;
            }
            let keeps = roles.iter().any(may_see) && (!anew || sees);
            let is_left = |of: &String| match of == name {
                true => keeps && roles.contains(&Role::CaseOfficer),
                false => list.users.iter().any(|holder| {
                    let is_officer = holder.roles.contains(&Role::CaseOfficer);
                    holder.name == *of && of != slot::RECOVERY && is_officer
                }),
            };
            if !restriction.seen_by.keys().any(is_left) {
                return Err(VaultError::OnlyOneWhoSees(name.to_owned()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CaseRef, Line, PersonIdentity};
    use crate::test_offices::{COMMUNE, Place, open_case, passphrase};
    use crate::vault::UserName;

    /// An office with a case that names somebody, and a second case officer.
    fn named_case(place: &Place) -> (Office, RecordId, CaseRef) {
        let mut office = place.office(COMMUNE);
        let mai = UserName::new("mai").unwrap();
        let roles = [Role::CaseOfficer];
        office.put_user(&mai, &passphrase(), &roles, false).unwrap();
        let case = open_case(&mut office);
        let person = office.case(case).unwrap().survivors[0]
            .record
            .person
            .clone();
        let identity = PersonIdentity {
            name: Some(Line::new("Người Bịa").unwrap()),
            ..PersonIdentity::default()
        };
        office.put_person(case, &person, &identity, None).unwrap();
        (office, case, person)
    }

    #[test]
    fn a_restriction_cut_short_between_the_databases_is_finished_by_who_sees_the_case() {
        let place = Place::new();
        let (mut office, case, person) = named_case(&place);
        let id = RecordId::new().to_string();
        let names = BTreeSet::from(["lan".to_owned()]);
        let secrets = vec![new_identity()];
        let seen_by = seen_by(office.holders().unwrap(), &names);
        let next = Restriction {
            cases: BTreeSet::from([case]),
            sealed: sealed(&secrets, &seen_by).unwrap(),
            seen_by,
            pending: true,
            lifted: false,
        };
        office
            .put_restriction(&id, next, secrets, |_| Ok(()))
            .unwrap();
        drop(office);
        let others = place.open(COMMUNE, "mai");
        assert!(others.case(case).is_err());
        drop(others);
        drop(place.open(COMMUNE, "lan"));
        let others = place.open(COMMUNE, "mai");
        let register = others.register().unwrap();
        assert!(matches!(
            register.person(&person),
            Err(StoreError::Restricted)
        ));
        assert!(register.find("bia").unwrap().is_empty());
        drop(others);
        // So is one that is lifted.
        let mut office = place.open(COMMUNE, "lan");
        let (id, restriction) = store::restriction_of(office.store(), case).unwrap();
        assert!(!restriction.pending);
        let secrets = office.store().restriction_keys(&id).unwrap();
        assert_eq!(secrets.len(), 1);
        let next = Restriction {
            pending: true,
            lifted: true,
            ..restriction
        };
        office
            .put_restriction(&id, next, secrets, |_| Ok(()))
            .unwrap();
        drop(office);
        drop(place.open(COMMUNE, "lan"));
        let others = place.open(COMMUNE, "mai");
        assert!(others.case(case).is_ok());
        assert!(
            others
                .register()
                .unwrap()
                .person(&person)
                .unwrap()
                .is_some()
        );
        assert!(store::restrictions(others.store()).is_empty());
        assert!(others.verify().unwrap().is_fine());
    }

    #[test]
    fn what_a_recorder_or_another_unit_adds_of_a_restricted_case_waits_for_who_sees_it() {
        let place = Place::new();
        let (mut office, case, person) = named_case(&place);
        let names = BTreeSet::from(["lan".to_owned()]);
        office
            .restrict_case(case, &names, "người nhà ở cơ quan")
            .unwrap();
        drop(office);
        let mut others = place.open(COMMUNE, "mai");
        let entry = register::SealedCase {
            persons: BTreeMap::from([(
                person.as_str().to_owned(),
                PersonIdentity {
                    telephone: Some(Line::new("0900000000").unwrap()),
                    ..PersonIdentity::default()
                },
            )]),
            ..register::SealedCase::default()
        };
        let sealed = others.seal_case(&entry).unwrap();
        let mut act = others.act(Role::CaseOfficer).unwrap();
        act.write(|log, _| -> Result<(), StoreError> {
            let source = store::SealedSource::Workbook;
            log.entry(store::Action::Added, "violence_cases")?
                .add_sealed(case, &sealed, &BTreeMap::new(), source)
        })
        .unwrap();
        others.absorb_sealed().unwrap();
        assert!(store::anything_sealed(others.store()).unwrap());
        assert!(others.register().unwrap().proposals().unwrap().is_empty());
        drop(others);
        let office = place.open(COMMUNE, "lan");
        assert!(!store::anything_sealed(office.store()).unwrap());
        assert_eq!(office.register().unwrap().proposals().unwrap().len(), 1);
    }
}
