//! Đánh giá nguy cơ: the short safety checklist.

use crate::model::{Day, RecordRef, RiskSign, Set, ViolenceCase, record};

record! {
    /// Đánh giá nguy cơ: the short safety checklist.
    RiskCheck {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Day.
        checked_on: Day,
        /// Signs of danger that are there.
        signs: Set<RiskSign>,
    }
    stays: |r| Some(r.checked_on);
    layout {
        form: checked_on signs;
        hidden: case;
    }
}
