//! Cuộc kiểm tra, section I.5.2.

use crate::model::{Day, Long, Short, record};

record! {
    /// Cuộc kiểm tra, section I.5.2.
    Inspection {
        /// Plan or decision it follows.
        decision: Short,
        /// Date.
        date: Day,
        /// Units inspected, one a line.
        units: Long,
        /// Content.
        content: Option<Long>,
        /// Results.
        results: Option<Long>,
    }
    dated: |r| r.date;
    layout {
        table: date decision units results;
        form: decision date units content results;
        repeat: decision;
    }
}
