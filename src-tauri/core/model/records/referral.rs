//! Chuyển gửi.

use super::in_order;
use crate::model::{
    ConsentBy, Day, DirectoryEntry, Guardian, NoGuardian, ProviderKind, RecordRef, ReferralOutcome,
    ServiceKind, Set, SharedPart, Survivor, record,
};

record! {
    /// Chuyển gửi. Who agreed to it, and what goes along, is said for each.
    Referral {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// To whom.
        provider: ProviderKind,
        /// For which service.
        service: Option<ServiceKind>,
        /// Day.
        referred_on: Day,
        /// What became of it.
        referral_outcome: Option<ReferralOutcome>,
        /// Since when that is known.
        outcome_on: Option<Day>,
        /// Who agreed; nothing where an earlier program recorded it and nobody was asked.
        consent_by: Option<ConsentBy>,
        /// Who the guardian is.
        guardian: Option<Guardian>,
        /// Why no guardian is asked.
        no_guardian: Option<NoGuardian>,
        /// What goes along.
        shared: Set<SharedPart>,
        /// Whether it cannot wait.
        urgent: Option<bool>,
        /// Whether somebody goes with her.
        escorted: Option<bool>,
        /// Which place of the directory it is.
        directory_entry: Option<RecordRef<DirectoryEntry>>,
    }
    stays: |r| Some(r.referred_on);
    check: |r| in_order(Some(r.referred_on), r.outcome_on, "outcome_on");
    layout {
        form:
            service directory_entry provider referred_on consent_by guardian no_guardian shared urgent escorted
            referral_outcome outcome_on;
        hidden: survivor;
    }
}

impl Referral {
    /// Whether it goes to the same place, with the same, by the same yes as another: what became of it may differ.
    pub fn goes_as(&self, other: &Self) -> bool {
        let mut as_other = self.clone();
        as_other.referral_outcome = other.referral_outcome;
        as_other.outcome_on = other.outcome_on;
        as_other.escorted = other.escorted;
        as_other == *other
    }
}
