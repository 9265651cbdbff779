//! Tệp đính kèm: which record a file belongs to. Its bytes are kept by their hash.

use crate::model::{Count, Line, RecordId, Sha256, record};

record! {
    /// Tệp đính kèm: which record a file belongs to. Its bytes are kept by their hash.
    Attachment {
        /// The record.
        record: RecordId,
        /// The file's name.
        name: Line<200>,
        /// Its content.
        sha256: Sha256,
        /// Its size in bytes.
        size: Count,
        /// Whether it leaves the office with its record.
        travels: bool,
    }
    day: |_r| None;
    in_period: |r, period| r.travels && period.has_with_files(r.record);
}
