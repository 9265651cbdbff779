//! Nội dung thuyết minh: the text of one place of the outline for one period.

use crate::model::{Line, Paragraphs, Period, record};

record! {
    /// Nội dung thuyết minh: the text of one place of the outline for one period.
    Narrative {
        /// Code of the section or dash.
        section: Line<20>,
        /// Period, as `phu-luc-02/2024/annual`.
        period: Period,
        /// The text; `{figure-code}` stands for a live figure.
        text: Paragraphs<20000>,
    }
    day: |_r| None;
    year: |r| Some(r.period.year.get());
    in_period: |r, period| r.period == period.period();
    key: section period;
}
