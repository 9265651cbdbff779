//! How a survivor stands to each of those who were violent. Where there is one, her own record says it; where there are
//! several, a record for each: one of the family and one from outside are two relations, and each says something of
//! what she suffered, and of who may speak for her.

use super::{CaseRecords, SurvivorRecords};
use crate::model::{
    FieldError, FlatForm, Perpetrator, Problem, RecordId, RecordKind, Relation, Relationship, Sex,
    Stored, Survivor, at,
};
use crate::store::{self, Log, Reader, StoreError};

/// How a survivor stands to one who was violent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// Who was violent; none where he is not recorded, or where it is not said which of several is meant.
    pub perpetrator: Option<RecordId>,
    /// How she stands to him, where that is said.
    pub relation: Option<Relation>,
    /// His sex.
    pub sex: Sex,
}

impl Tie {
    /// Of whom nothing is known.
    pub const UNKNOWN: Self = Self {
        perpetrator: None,
        relation: None,
        sex: Sex::Unrecorded,
    };
}

/// How a survivor stands to each perpetrator of her case. Once it is said for one of several, it is said for each:
/// what her own record says is of the one who was there alone.
fn ties_of<'a>(
    survivor: &Survivor,
    said: &[Stored<Relationship>],
    perpetrators: impl Iterator<Item = &'a Stored<Perpetrator>>,
) -> Vec<Tie> {
    let relation_to = |id: RecordId| {
        let mut said = said.iter();
        let of = said.find(|one| one.record.perpetrator.id() == id);
        of.map(|one| one.record.relation)
    };
    let tie = |one: &Stored<Perpetrator>| Tie {
        perpetrator: Some(one.id),
        relation: relation_to(one.id),
        sex: one.record.sex,
    };
    let mut ties: Vec<Tie> = perpetrators.map(tie).collect();
    let of_herself = Tie {
        relation: survivor.relation,
        ..Tie::UNKNOWN
    };
    match ties.as_mut_slice() {
        [] => ties.push(of_herself),
        [only] if said.is_empty() => only.relation = survivor.relation,
        // It is said of one of them, and not of which.
        _ if said.is_empty() && survivor.relation.is_some() => ties.push(of_herself),
        _ => {}
    }
    ties
}

impl CaseRecords {
    /// How one of its survivors stands to each who was violent.
    pub fn ties(&self, of: &SurvivorRecords) -> Vec<Tie> {
        let perpetrators = self.perpetrators.iter().map(|(one, _)| one);
        ties_of(&of.survivor.record, &of.relationships, perpetrators)
    }

    /// Whether it is not said how a survivor stands to one of several who were violent.
    pub(super) fn lacks_relation(&self) -> bool {
        let mut survivors = self.survivors.iter();
        survivors.any(|of| {
            let is_asked = self.perpetrators.len() > 1 || !of.relationships.is_empty();
            is_asked && self.ties(of).iter().any(|tie| tie.relation.is_none())
        })
    }
}

/// How a survivor who is or was in a case stands to each who was violent.
///
/// # Errors
/// The database's.
pub(super) fn ties(
    reader: &impl Reader,
    id: RecordId,
    survivor: &Survivor,
) -> Result<Vec<Tie>, StoreError> {
    let said = store::records_with(reader, "survivor", &id.to_string())?;
    let case = survivor.case.id().to_string();
    let perpetrators = store::records_with::<Perpetrator>(reader, "case", &case)?;
    Ok(ties_of(survivor, &said, perpetrators.iter()))
}

/// The same; where it cannot be read, nothing is known.
pub(super) fn known_ties(reader: &impl Reader, id: RecordId, survivor: &Survivor) -> Vec<Tie> {
    ties(reader, id, survivor).unwrap_or_else(|_| vec![Tie::UNKNOWN])
}

/// The relation of several that counts: the one that the law on domestic violence knows as the closest, in the order in
/// which they are listed. What is said goes before that it is not known.
pub fn closest(ties: &[Tie]) -> Option<Relation> {
    ties.iter().filter_map(|tie| tie.relation).min()
}

/// Refuses a relation to a perpetrator of another case.
///
/// # Errors
/// The column that is wrong.
pub fn check_relationship(reader: &impl Reader, new: &Relationship) -> Result<(), FieldError> {
    let survivor = store::record::<Survivor>(reader, new.survivor.id());
    let perpetrator = store::record::<Perpetrator>(reader, new.perpetrator.id());
    // That both are here is checked of every reference.
    let (Ok(survivor), Ok(perpetrator)) = (survivor, perpetrator) else {
        return Ok(());
    };
    match survivor.record.case == perpetrator.record.case {
        true => Ok(()),
        false => Err(at("perpetrator")(Problem::StaysInCase)),
    }
}

/// Refuses to say on a survivor's own record what is said for each of several perpetrators.
///
/// # Errors
/// The column that is wrong.
pub fn check_relation(
    reader: &impl Reader,
    here: &Stored<Survivor>,
    new: &Survivor,
) -> Result<(), FieldError> {
    if here.record.relation == new.relation {
        return Ok(());
    }
    let said = store::records_with::<Relationship>(reader, "survivor", &here.id.to_string());
    match said.is_ok_and(|said| said.is_empty()) {
        true => Ok(()),
        false => Err(at("relation")(Problem::SaidForEach)),
    }
}

/// As another perpetrator comes into a case: what its survivors' own records say is of the one who was there alone, and
/// is said for him from now on.
///
/// # Errors
/// The database's.
pub fn keep_relations(
    log: &Log<'_>,
    new: RecordId,
    perpetrator: &Perpetrator,
) -> Result<(), StoreError> {
    let case = perpetrator.case.id().to_string();
    let mut others = store::records_with::<Perpetrator>(log, "case", &case)?;
    others.retain(|one| one.id != new);
    let [only] = others.as_slice() else {
        return Ok(());
    };
    for survivor in store::records_with::<Survivor>(log, "case", &case)? {
        let id = survivor.id.to_string();
        let said = store::records_with::<Relationship>(log, "survivor", &id)?;
        if let (Some(relation), true) = (survivor.record.relation, said.is_empty()) {
            let said = Relationship {
                survivor: survivor.id.into(),
                perpetrator: only.id.into(),
                relation,
            };
            log.add(RecordKind::Relationship, &said.to_cells())?;
        }
    }
    Ok(())
}
