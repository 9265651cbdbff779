//! Biện pháp đối với người gây bạo lực.

use crate::model::{Day, MeasureKind, Perpetrator, RecordRef, record};

record! {
    /// Biện pháp đối với người gây bạo lực.
    Measure {
        /// The perpetrator.
        perpetrator: RecordRef<Perpetrator>,
        /// Which.
        measure: MeasureKind,
        /// Day.
        taken_on: Day,
    }
    stays: |r| Some(r.taken_on);
    layout {
        form: measure taken_on;
        hidden: perpetrator;
    }
}
