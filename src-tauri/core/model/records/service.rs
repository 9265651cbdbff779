//! Dịch vụ hỗ trợ.

use super::in_order;
use crate::model::{
    Answer, Day, DirectoryEntry, Problem, ProviderKind, RecordRef, ServiceKind, Survivor, at,
    record,
};

record! {
    /// Dịch vụ hỗ trợ.
    Service {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// Which.
        service: ServiceKind,
        /// Who gives it.
        provider: Option<ProviderKind>,
        /// Day on which it was offered.
        offered_on: Day,
        /// What she answered.
        answer: Option<Answer>,
        /// Day on which she first received it.
        received_on: Option<Day>,
        /// Day on which it ended.
        ended_on: Option<Day>,
        /// Which place of the directory gives it.
        directory_entry: Option<RecordRef<DirectoryEntry>>,
    }
    stays: |r| Some(r.offered_on);
    check: |r| in_order(Some(r.offered_on), r.received_on, "received_on")
        .and_then(|()| in_order(r.received_on, r.ended_on, "ended_on"))
        .and_then(|()| match (r.answer, r.received_on) {
            (Some(Answer::Declined), Some(_)) => Err(at("answer")(Problem::Contradicts)),
            _ => Ok(()),
        });
    layout {
        form: service directory_entry provider offered_on answer received_on ended_on;
        hidden: survivor;
    }
}
