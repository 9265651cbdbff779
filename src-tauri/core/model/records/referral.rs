//! Chuyển gửi.

use super::in_order;
use crate::model::{Day, ProviderKind, RecordRef, ReferralOutcome, ServiceKind, Survivor, record};

record! {
    /// Chuyển gửi.
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
    }
    stays: |r| Some(r.referred_on);
    check: |r| in_order(Some(r.referred_on), r.outcome_on, "outcome_on");
    layout {
        form: provider service referred_on referral_outcome outcome_on;
        hidden: survivor;
    }
}
