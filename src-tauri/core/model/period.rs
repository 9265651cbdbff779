//! Report kinds and the periods they cover.

use super::{
    Cell, ColumnKind, Day, FieldError, FlatForm, Problem, Record, RecordId, RecordKind, Scalar,
    Year, with_record,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;
use ts_rs::TS;

/// The reports of the regime (Quyết định 373/QĐ-UBND, mục V).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// Phụ lục 02: the committee's activities, twice a year.
    #[serde(rename = "phu-luc-02", alias = "annex02")]
    Annex02,
    /// Phụ lục 01: the indicators, once a year.
    #[serde(rename = "phu-luc-01", alias = "annex01")]
    Annex01,
    /// Báo cáo tự kiểm tra, once a year.
    #[serde(rename = "tu-kiem-tra", alias = "self-inspection")]
    SelfInspection,
}

impl ReportKind {
    /// The name in packages and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Annex02 => "phu-luc-02",
            Self::Annex01 => "phu-luc-01",
            Self::SelfInspection => "tu-kiem-tra",
        }
    }
}

/// Which part of a year a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 6 tháng đầu năm.
    SixMonths,
    /// Cả năm.
    Annual,
}

impl Part {
    /// The name in packages and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::SixMonths => "six-months",
            Self::Annual => "annual",
        }
    }
}

/// What a report is about: its kind, the year, and the part of it. Written as text, in the form that
/// the command line takes; a package has it field by field ([`period_in_package`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct Period {
    /// The report.
    pub report: ReportKind,
    /// The year.
    pub year: Year,
    /// The part of the year.
    pub part: Part,
}

impl fmt::Display for Period {
    /// `phu-luc-02/2024/annual`, the form of the command line and of keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{}/{}",
            self.report.code(),
            self.year,
            self.part.code()
        )
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}
impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

/// How a package writes a period: `{"report": …, "year": …, "part": …}`.
pub mod period_in_package {
    use super::{Part, Period, ReportKind, Year};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Fields {
        report: ReportKind,
        year: Year,
        part: Part,
    }

    /// Writes a period's fields.
    ///
    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(period: &Option<Period>, to: S) -> Result<S::Ok, S::Error> {
        period
            .map(|Period { report, year, part }| Fields { report, year, part })
            .serialize(to)
    }

    /// Reads a period's fields.
    ///
    /// # Errors
    /// The deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Period>, D::Error> {
        let fields = Option::<Fields>::deserialize(from)?;
        Ok(fields.map(|Fields { report, year, part }| Period { report, year, part }))
    }
}

/// Text that is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a period: {0}")]
pub struct NotAPeriod(pub String);

impl std::str::FromStr for Period {
    type Err = NotAPeriod;
    /// Reads `phu-luc-02/2024/annual`, or in short `2024` and `2024-6t` for Phụ lục 02.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let wrong = || NotAPeriod(text.to_owned());
        let year = |text: &str| {
            text.parse()
                .ok()
                .and_then(|y| Year::new(y).ok())
                .ok_or_else(wrong)
        };
        let parts: Vec<&str> = text.split('/').collect();
        let (report, year, part) = match parts[..] {
            [short] => match short.strip_suffix("-6t") {
                Some(first) => (ReportKind::Annex02, year(first)?, Part::SixMonths),
                None => (ReportKind::Annex02, year(short)?, Part::Annual),
            },
            [report, middle, part] => {
                let report = match report {
                    "phu-luc-02" => ReportKind::Annex02,
                    "phu-luc-01" => ReportKind::Annex01,
                    "tu-kiem-tra" => ReportKind::SelfInspection,
                    _ => return Err(wrong()),
                };
                let part = match part {
                    "six-months" => Part::SixMonths,
                    "annual" => Part::Annual,
                    _ => return Err(wrong()),
                };
                (report, year(middle)?, part)
            }
            _ => return Err(wrong()),
        };
        Ok(Self { report, year, part })
    }
}

impl Scalar for Period {
    const KIND: ColumnKind = ColumnKind::Line(60);
    fn to_cell(&self) -> Cell {
        Cell::Text(self.to_string())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(text) => text
                .parse()
                .map_err(|NotAPeriod(given)| Problem::NotAPeriod(given)),
            // Excel makes a number of a year.
            Cell::Int(year) => year
                .to_string()
                .parse()
                .map_err(|NotAPeriod(given)| Problem::NotAPeriod(given)),
            Cell::Empty => Err(Problem::Required),
        }
    }
}

/// What a period covers: its days, and the records that it has taken in so far, which others
/// follow.
#[derive(Debug, Clone)]
pub struct Coverage {
    period: Period,
    from: Day,
    to: Day,
    taken: HashSet<RecordId>,
    /// Those of them that files can be attached to.
    with_files: HashSet<RecordId>,
}

impl Coverage {
    /// A period with its first and its last day.
    pub fn new(period: Period, (from, to): (Day, Day)) -> Self {
        Self {
            period,
            from,
            to,
            taken: HashSet::new(),
            with_files: HashSet::new(),
        }
    }
    /// The period.
    pub fn period(&self) -> Period {
        self.period
    }
    /// Whether a day lies in it.
    pub fn covers(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
    /// Whether it lies in a year.
    pub fn covers_year(&self, year: Year) -> bool {
        self.from.year() == year.get()
    }
    /// Whether something from a day on, until another or to this day, was so in it.
    pub fn touches(&self, since: Day, until: Option<Day>) -> bool {
        since <= self.to && until.is_none_or(|until| until >= self.from)
    }
    /// Whether a record has been taken in.
    pub fn has(&self, id: RecordId) -> bool {
        self.taken.contains(&id)
    }
    /// Whether a record has been taken in that files can be attached to: those of a case lie in the register, and
    /// never travel, whoever put one here.
    pub fn has_with_files(&self, id: RecordId) -> bool {
        self.with_files.contains(&id)
    }
    /// Takes a record in, if it belongs to the period. Kinds are offered in the order of
    /// [`RecordKind::ALL`], so that those that follow others come after them.
    pub fn take<R: Record>(&mut self, id: RecordId, record: &R) -> bool {
        let belongs = record.in_period(self);
        if belongs {
            self.taken.insert(id);
            if R::KIND.may_have_files() {
                self.with_files.insert(id);
            }
        }
        belongs
    }
    /// The same of a record in flat form.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn take_flat(
        &mut self,
        kind: RecordKind,
        id: RecordId,
        cells: Vec<Cell>,
    ) -> Result<bool, FieldError> {
        with_record!(kind, R => R::from_cells(cells).map(|record| self.take(id, &record)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_what_they_print() {
        for text in [
            "phu-luc-02/2024/annual",
            "phu-luc-02/2024/six-months",
            "phu-luc-01/2025/annual",
        ] {
            assert_eq!(
                text.parse::<Period>().map(|p| p.to_string()).as_deref(),
                Ok(text)
            );
        }
        assert_eq!(
            "2024-6t".parse::<Period>().map(|p| p.part),
            Ok(Part::SixMonths)
        );
        for text in ["", "1889", "2024/annual", "phu-luc-03/2024/annual"] {
            assert!(text.parse::<Period>().is_err());
        }
    }
}
