//! Units × periods: who has reported, in time or late, what was returned, what is missing.

use crate::model::{Day, Moment, Period, UnitCode, UtcOffset};
use crate::package::ReceiptState;
use crate::period::PeriodError;
use crate::store::{self, Reported};
use crate::vault::View;
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// Where a unit stands with a period's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Its first submission was made before the due day.
    InTime,
    /// Its first submission was made on the due day or after it.
    Late,
    /// Its present submission was returned, and no other has come.
    Returned,
    /// It should have reported and has not.
    Missing,
    /// It has not reported, and there is time left.
    NotDue,
    /// The catalogue of the year does not ask it for this report.
    NotAsked,
}

impl Standing {
    /// All, in the order people see them.
    pub const ALL: [Self; 6] = [
        Self::InTime,
        Self::Late,
        Self::Returned,
        Self::Missing,
        Self::NotDue,
        Self::NotAsked,
    ];
    /// Code; message `standing-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::Late => "late",
            Self::Returned => "returned",
            Self::Missing => "missing",
            Self::NotDue => "not-due",
            Self::NotAsked => "not-asked",
        }
    }
    /// Whether its unit is to be asked for it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Missing | Self::Returned)
    }
    /// Whether a submission is here that stands.
    pub fn is_here(self) -> bool {
        matches!(self, Self::InTime | Self::Late)
    }
}

/// Which units the matrix shows: all, or those with a report that stands so. Message `standing-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MatrixFilter {
    /// All.
    All,
    /// Those that are to be asked for a report.
    Open,
    /// Those of which a submission is here and nothing was decided.
    Undecided,
    /// Those in time.
    InTime,
    /// Those that were late.
    Late,
    /// Those of which it was returned.
    Returned,
    /// Those of which it is missing.
    Missing,
    /// Those that have time left.
    NotDue,
}

impl MatrixFilter {
    /// All, in the order people see them.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Open,
        Self::Undecided,
        Self::InTime,
        Self::Late,
        Self::Returned,
        Self::Missing,
        Self::NotDue,
    ];
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Undecided => "undecided",
            Self::InTime => Standing::InTime.code(),
            Self::Late => Standing::Late.code(),
            Self::Returned => Standing::Returned.code(),
            Self::Missing => Standing::Missing.code(),
            Self::NotDue => Standing::NotDue.code(),
        }
    }
    fn shows(self, cell: &MatrixCell) -> bool {
        match self {
            Self::All => true,
            Self::Open => cell.standing.is_open(),
            Self::Undecided => cell.revision.is_some() && cell.receipt.is_none(),
            Self::InTime => cell.standing == Standing::InTime,
            Self::Late => cell.standing == Standing::Late,
            Self::Returned => cell.standing == Standing::Returned,
            Self::Missing => cell.standing == Standing::Missing,
            Self::NotDue => cell.standing == Standing::NotDue,
        }
    }
}

/// A unit's report of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MatrixCell {
    /// Where it stands.
    pub standing: Standing,
    /// The revision that counts; more than 1 where an earlier one was replaced.
    pub revision: Option<i64>,
    /// Id of the package that it came in.
    pub package_id: Option<String>,
    /// When the first revision was made.
    pub made_at: Option<Moment>,
    /// What was decided.
    pub receipt: Option<ReceiptState>,
}

/// A unit with its reports, one for each period of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MatrixRow {
    /// Code of the unit.
    pub unit: UnitCode,
    /// The unit's name in the first of the periods that has it.
    pub name: String,
    /// The unit above.
    pub parent: Option<UnitCode>,
    /// Its reports, in the order of the periods.
    pub cells: Vec<MatrixCell>,
}

impl MatrixRow {
    /// By what it is shown.
    pub fn shown_by(&self) -> Vec<MatrixFilter> {
        let mut filters = MatrixFilter::ALL.to_vec();
        filters.retain(|filter| self.cells.iter().any(|cell| filter.shows(cell)));
        filters
    }
}

/// A period of the matrix, and how the units did. Rates are in ten-thousandths of a per cent, as
/// everywhere; `None` where no report is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MatrixPeriod {
    /// Period.
    pub period: Period,
    /// The day before which it is due.
    pub due_before: Option<Day>,
    /// Units that are asked for it.
    pub expected: i64,
    /// Submissions that are here and stand.
    pub here: i64,
    /// Of them, those made in time.
    pub in_time: i64,
}

impl MatrixPeriod {
    /// Reports here of reports asked for (DHIS2's *reporting rate*), in ten-thousandths of a per
    /// cent.
    pub fn completeness(&self) -> Option<i64> {
        rate(self.here, self.expected)
    }
    /// Reports made in time of reports asked for (DHIS2's *reporting rate on time*).
    pub fn timeliness(&self) -> Option<i64> {
        rate(self.in_time, self.expected)
    }
}

fn rate(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (2 * part * 1_000_000 + whole) / (2 * whole))
}

/// Units × periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// Periods, in the order asked for.
    pub periods: Vec<MatrixPeriod>,
    /// Units below this office, in the catalogue's order.
    pub rows: Vec<MatrixRow>,
}

impl View {
    /// The matrix of some periods as it stands on a day.
    ///
    /// # Errors
    /// [`PeriodError`], where a period is in no catalogue.
    pub fn matrix(&self, periods: &[Period], today: Day) -> Result<Matrix, PeriodError> {
        let mut columns = Vec::with_capacity(periods.len());
        // A unit stands where the first of the periods that has it puts it.
        let mut rows: Vec<(usize, MatrixRow)> = Vec::new();
        let mut places: HashMap<&UnitCode, usize> = HashMap::new();
        for (column, period) in periods.iter().enumerate() {
            let catalogue = self.catalogue_of(*period)?;
            let due_before = catalogue.due_before(*period);
            let zone = catalogue.regime.time_zone;
            let mut counts = MatrixPeriod {
                period: *period,
                due_before,
                expected: 0,
                here: 0,
                in_time: 0,
            };
            let units = catalogue.units_of(*period);
            let reported = store::reported(self.store(), *period)?;
            let reported: HashMap<UnitCode, Reported> = reported
                .into_iter()
                .map(|reported| (reported.unit.clone(), reported))
                .collect();
            let below = units.iter().filter(|unit| {
                unit.code != *self.unit() && units.is_within(&unit.code, self.unit())
            });
            for unit in below {
                let cell = cell(reported.get(&unit.code), due_before, today, zone);
                counts.expected += 1;
                counts.here += i64::from(cell.standing.is_here());
                counts.in_time += i64::from(cell.standing == Standing::InTime);
                let place = *places.entry(&unit.code).or_insert_with(|| {
                    let row = MatrixRow {
                        unit: unit.code.clone(),
                        name: unit.name.clone(),
                        parent: unit.parent.clone(),
                        cells: vec![not_asked(); periods.len()],
                    };
                    rows.push((catalogue.units.rank(&unit.code), row));
                    rows.len() - 1
                });
                let row = rows.get_mut(place).map(|(_, row)| row);
                if let Some(place) = row.and_then(|row| row.cells.get_mut(column)) {
                    *place = cell;
                }
            }
            columns.push(counts);
        }
        rows.sort_by(|(a, first), (b, second)| (a, &first.unit).cmp(&(b, &second.unit)));
        Ok(Matrix {
            periods: columns,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        })
    }
}

fn not_asked() -> MatrixCell {
    MatrixCell {
        standing: Standing::NotAsked,
        revision: None,
        package_id: None,
        made_at: None,
        receipt: None,
    }
}

fn cell(
    reported: Option<&Reported>,
    due_before: Option<Day>,
    today: Day,
    zone: UtcOffset,
) -> MatrixCell {
    let Some(reported) = reported else {
        let due = due_before.is_some_and(|due| today >= due);
        return MatrixCell {
            standing: if due {
                Standing::Missing
            } else {
                Standing::NotDue
            },
            ..not_asked()
        };
    };
    // What was sent first decides whether the unit was in time: a correction asked for later is
    // not its delay.
    let late = reported
        .first_made_at
        .day_in(zone)
        .ok()
        .zip(due_before)
        .is_some_and(|(made, due)| made >= due);
    let decided = reported
        .receipt
        .as_deref()
        .and_then(ReceiptState::from_code);
    MatrixCell {
        standing: match decided {
            Some(ReceiptState::Returned) => Standing::Returned,
            _ if late => Standing::Late,
            _ => Standing::InTime,
        },
        revision: Some(reported.revision),
        package_id: Some(reported.package_id.clone()),
        made_at: Some(reported.first_made_at),
        receipt: decided,
    }
}
