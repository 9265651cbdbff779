//! What case officers decided of a case, one decision after the other: that its danger is lower, that it is closed or was
//! recorded wrongly, that what was due by the hour is done. They lie sealed beside the facts of cases, as their words may name somebody.

use super::seal::{json, opened_at, sealed_at};
use super::{ErasingWritten, ErasureOfWritten, Reader, StoreError, Writer};
use crate::catalogue::Risk;
use crate::model::{
    CaseOutcome, CaseRef, ClosingCriterion, ConsentPurpose, Day, HourDuty, LawGround,
    LoweringReason, Moment, ProviderKind, RecordId, UnitCode, VoidReason,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub(super) const DECIDED: &str = "decided";

/// A decision of a case officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub what: Decided,
    /// Why, in words; empty where the person was erased whom they may have named, once a head has read them.
    pub why: String,
    /// Name of the user who decided it.
    pub who: String,
    /// When.
    pub at: Moment,
    /// The head who looked at it, and when.
    pub seen: Option<(String, Moment)>,
    /// Whether its words are to be forgotten as soon as a head has looked: what they may have named was erased before.
    #[serde(default)]
    pub to_forget: bool,
}

/// What can be decided of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decided {
    /// The danger is lower than was found.
    DangerLowered {
        /// What it was.
        from: Risk,
        /// What it is.
        to: Risk,
        /// Why.
        reason: LoweringReason,
        /// The checks that were there, each with its version: what is found later counts anew.
        checks: Vec<(RecordId, i64)>,
    },
    /// The case is closed.
    Closed {
        /// Day.
        on: Day,
        /// How it ended; nothing where a row of a workbook says that it is closed.
        outcome: Option<CaseOutcome>,
        /// What was asked before, and why it is not so where it is not.
        criteria: Vec<CriterionAnswer>,
    },
    /// The case was recorded wrongly: it counts nowhere.
    Voided {
        /// Why.
        reason: VoidReason,
    },
    /// Something is done with what is held about a survivor since the law asks for it, though nobody agreed.
    AskedByLaw {
        /// What.
        purpose: ConsentPurpose,
        /// On what.
        ground: LawGround,
    },
    /// Another organisation is said to have reported the case already: it counts nowhere here.
    ReportedElsewhere,
    /// Somebody is found to be no victim of trafficking: she counts as none.
    NoVictim,
    /// The case is open again.
    Reopened,
    /// A case officer is to work on it.
    OfficerNamed {
        /// Name of the user.
        officer: String,
        /// The last day on which she stands in for who worked on it before; nothing where it is hers.
        until: Option<Day>,
    },
    /// Only some users see it from now on.
    Restricted {
        /// Their names.
        seen_by: BTreeSet<String>,
    },
    /// Whoever sees cases sees it again.
    RestrictionLifted,
    /// A head looked at the case.
    LookedAt,
    /// What was due by the hour is done, or need not be.
    HourDone {
        /// What.
        duty: HourDuty,
    },
    /// What is written of it was erased; its persons were not. The words stand with the decision.
    WrittenErased(ErasureOfWritten),
    /// What is written of it went with a person who was erased.
    WrittenGone {
        /// Her random number.
        person: CaseRef,
        /// When her erasure was begun.
        begun: Moment,
    },
    /// What is held of a person is used again, though somebody had asked that it is not.
    LimitLifted {
        /// The request.
        request: RecordId,
        /// Her random number.
        person: CaseRef,
    },
    /// A place to which somebody was sent with what names her was told of what was erased.
    ProviderTold {
        /// The referral.
        referral: RecordId,
        /// What kind of place it is.
        provider: ProviderKind,
        /// Of how many erasures it was told in all.
        erasures: usize,
    },
    /// A unit that received the case was told of what was erased, so that it erases it too.
    ReceiverTold {
        /// The package in which it went there.
        package: String,
        /// The unit.
        unit: UnitCode,
        /// Of how many erasures it was told in all.
        erasures: usize,
    },
}

/// What was answered to a question that is asked before a case is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CriterionAnswer {
    /// The question.
    pub criterion: ClosingCriterion,
    /// Whether it is so.
    pub met: bool,
    /// Why not, where it is not.
    pub why: String,
}

impl Decision {
    /// Whether a head is to look at it, and none has.
    pub fn waits_for_a_head(&self) -> bool {
        match self.what {
            Decided::DangerLowered { .. }
            | Decided::Closed { .. }
            | Decided::Voided { .. }
            | Decided::AskedByLaw { .. }
            | Decided::NoVictim
            | Decided::LimitLifted { .. }
            | Decided::ReportedElsewhere => self.seen.is_none(),
            Decided::Reopened
            | Decided::OfficerNamed { .. }
            | Decided::Restricted { .. }
            | Decided::RestrictionLifted
            | Decided::LookedAt
            | Decided::HourDone { .. }
            | Decided::WrittenErased(_)
            | Decided::WrittenGone { .. }
            | Decided::ProviderTold { .. }
            | Decided::ReceiverTold { .. } => false,
        }
    }

    /// Whether it has words.
    fn has_words(&self) -> bool {
        let answers = match &self.what {
            Decided::Closed { criteria, .. } => criteria.as_slice(),
            _ => &[],
        };
        !self.why.is_empty() || answers.iter().any(|answer| !answer.why.is_empty())
    }

    /// Forgets its words, and leaves that it was.
    fn forget(&mut self) {
        self.why.clear();
        self.to_forget = false;
        if let Decided::Closed { criteria, .. } = &mut self.what {
            criteria.iter_mut().for_each(|answer| answer.why.clear());
        }
    }

    /// Whether it is an erasure that was begun at some moment.
    fn is_erasure_of(&self, at: Moment) -> bool {
        matches!(self.what, Decided::WrittenErased(_)) && self.at == at
    }
}

/// Whether an erasure of what is written of a case is noted among what was decided of it.
///
/// # Errors
/// SQLite's.
pub fn erasure_of_written_is_told(
    reader: &impl Reader,
    erasing: &ErasingWritten,
) -> Result<bool, StoreError> {
    let decisions = decisions(reader, erasing.case)?;
    Ok(decisions.iter().any(|one| one.is_erasure_of(erasing.at)))
}

/// What was decided of a case, in order; nothing where that cannot be read: then it is told as such elsewhere, and
/// lowers no danger.
///
/// # Errors
/// SQLite's.
pub fn decisions(reader: &impl Reader, case: RecordId) -> Result<Vec<Decision>, StoreError> {
    let decisions = super::facts::words(reader, DECIDED, &case.to_string())?;
    Ok(decisions.unwrap_or_default())
}

/// Whether what lies there is decisions.
pub(super) fn are_decisions(plain: &[u8]) -> bool {
    serde_json::from_slice::<Vec<Decision>>(plain).is_ok()
}

impl Writer<'_> {
    /// Adds a decision of whoever writes.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], [`StoreError::BadFacts`] where earlier ones cannot be opened; SQLite's.
    pub fn decide(&self, case: RecordId, what: Decided, why: String) -> Result<(), StoreError> {
        let mut all = self.decisions_so_far(case)?;
        all.push(Decision {
            what,
            why,
            who: self.who.to_owned(),
            at: Moment::now(),
            seen: None,
            to_forget: false,
        });
        self.put_decisions(case, &all)
    }

    /// Forgets the words of what was decided before, and notes that what is written is erased.
    ///
    /// # Errors
    /// As with [`Self::decide`].
    pub fn decide_written_erased(&self, erasing: &ErasingWritten) -> Result<(), StoreError> {
        self.drop_words_of_decisions(erasing.case)?;
        let mut all = self.decisions_so_far(erasing.case)?;
        let mut said = erasing.said.clone();
        let why = std::mem::take(&mut said.why);
        all.push(Decision {
            what: Decided::WrittenErased(said),
            why,
            who: self.who.to_owned(),
            at: erasing.at,
            seen: None,
            to_forget: false,
        });
        self.put_decisions(erasing.case, &all)
    }

    /// Notes that whoever writes looked at what waited for a head, but at her own only where that is said.
    ///
    /// # Errors
    /// As with [`Self::decide`].
    pub fn decisions_seen(&self, case: RecordId, own_too: bool) -> Result<(), StoreError> {
        let mut all = self.decisions_so_far(case)?;
        let may_see = |one: &&mut Decision| own_too || one.who != self.who;
        let waiting = all.iter_mut().filter(|one| one.waits_for_a_head());
        for decision in waiting.filter(may_see) {
            decision.seen = Some((self.who.to_owned(), Moment::now()));
            if decision.to_forget {
                decision.forget();
            }
        }
        self.put_decisions(case, &all)
    }

    /// Forgets the words of what was decided, and leaves that it was. Those that a head is still to read are forgotten
    /// once she has: who decides something and has the case erased does not keep from her why.
    ///
    /// # Errors
    /// As with [`Self::decide`].
    pub fn drop_words_of_decisions(&self, case: RecordId) -> Result<(), StoreError> {
        if sealed_at(self.connection, DECIDED, &case.to_string())?.is_none() {
            return Ok(());
        }
        let mut all = self.decisions_so_far(case)?;
        for decision in &mut all {
            match decision.waits_for_a_head() && decision.has_words() {
                true => decision.to_forget = true,
                false => decision.forget(),
            }
        }
        self.put_decisions(case, &all)
    }

    fn decisions_so_far(&self, case: RecordId) -> Result<Vec<Decision>, StoreError> {
        match opened_at(self.connection, self.held()?, DECIDED, &case.to_string())? {
            Some(plain) => serde_json::from_slice(&plain).map_err(json),
            None => Ok(Vec::new()),
        }
    }

    fn put_decisions(&self, case: RecordId, all: &[Decision]) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(all).map_err(json)?;
        self.seal_of_case(case, DECIDED, &case.to_string(), plain)
    }
}
