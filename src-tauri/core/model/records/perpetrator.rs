//! Người gây bạo lực.

use crate::model::{
    AgeBand, CaseRef, Citizenship, Ethnicity, RecordRef, Sex, ViolenceCase, record,
};

record! {
    /// Người gây bạo lực.
    Perpetrator {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Random number.
        person: CaseRef,
        /// Sex.
        sex: Sex,
        /// Age.
        age: AgeBand,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
        /// Of which people he is.
        ethnicity: Option<Ethnicity>,
        /// Whose citizen he is.
        citizenship: Option<Citizenship>,
    }
    stays: |_r| None;
    layout {
        form: sex age prosecuted;
        more: ethnicity citizenship person;
        hidden: case;
    }
}
