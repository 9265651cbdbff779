//! Biện pháp đối với người gây bạo lực.

use super::in_order;
use crate::model::{
    Day, DirectoryEntry, MeasureIssuer, MeasureKind, Perpetrator, RecordRef, record,
};

record! {
    /// Biện pháp đối với người gây bạo lực.
    Measure {
        /// The perpetrator.
        perpetrator: RecordRef<Perpetrator>,
        /// Which.
        measure: MeasureKind,
        /// Day.
        taken_on: Day,
        /// Who decided it.
        decided_by: Option<MeasureIssuer>,
        /// Its last day.
        ends_on: Option<Day>,
        /// Which place of the directory carries it out, as one that counsels him.
        directory_entry: Option<RecordRef<DirectoryEntry>>,
    }
    stays: |r| Some(r.taken_on);
    check: |r| in_order(Some(r.taken_on), r.ends_on, "ends_on");
    layout {
        form: measure directory_entry taken_on decided_by ends_on;
        hidden: perpetrator;
    }
}
