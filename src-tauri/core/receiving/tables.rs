//! What the receiving office looks at, as tables that leave it: small counts of cases are kept back,
//! over the whole tree at once, so that none follows from the others.

use super::{
    Matrix, MatrixPeriod, MatrixRow, Quantity, ReceivingError, Review, Totals, TrendPoint,
};
use crate::catalogue::{Catalogue, IndicatorRow, Rule};
use crate::exchange::{Table, TableCell};
use crate::figures::{Division, FigureCode, Indicators, Published, Shown};
use crate::message::{Language, text};
use crate::model::{Decimal, Period, ReportKind, UnitCode};
use crate::vault::View;
use std::collections::HashMap;

/// A period as people read it.
pub fn period_name(catalogue: Option<&Catalogue>, period: Period) -> String {
    let rule = catalogue.and_then(|catalogue| catalogue.report(period));
    rule.map_or_else(
        || period.to_string(),
        |rule| format!("{} {}", rule.name, period.year),
    )
}

/// What a number is called.
pub fn quantity_label(catalogue: &Catalogue, language: Language, quantity: &Quantity) -> String {
    match quantity {
        Quantity::Figure(code) => code.label(language),
        Quantity::Indicator(code) => {
            let row = catalogue.annex01.iter().find(|row| row.code == *code);
            row.map_or_else(
                || code.clone(),
                |row| {
                    let named = format!("{} {}", row.printed_no, row.wording);
                    named.trim().to_owned()
                },
            )
        }
    }
}

/// A rate in per cent with one decimal, as reporting rates are shown; empty where there is none.
pub fn percent(rate: Option<i64>) -> String {
    const TENTH: i64 = Decimal::PARTS / 10;
    let rounded = rate.map(|rate| (rate + TENTH / 2) / TENTH * TENTH);
    TableCell::decimal(rounded).shown()
}

fn unit_cell(name: &str, code: &UnitCode) -> TableCell {
    TableCell::Text(format!("{name} ({code})"))
}

impl Matrix {
    /// Units × periods, or only those to be telephoned.
    pub fn table(&self, office: &View, language: Language, to_telephone: bool) -> Table {
        let say = |id: &str, args: &[(&str, String)]| text(language, id, args);
        let mut heads = vec![say("head-unit", &[])];
        heads.extend(
            self.periods
                .iter()
                .map(|of| period_name(office.catalogues().of_year(of.period.year), of.period)),
        );
        let is_open = |row: &&MatrixRow| {
            !to_telephone || row.cells.iter().any(|cell| cell.standing.is_open())
        };
        let mut rows: Vec<Vec<TableCell>> = self
            .rows
            .iter()
            .filter(is_open)
            .map(|row| {
                let mut line = vec![unit_cell(&row.name, &row.unit)];
                line.extend(row.cells.iter().map(|cell| {
                    let standing = say(&format!("standing-{}", cell.standing.code()), &[]);
                    TableCell::Text(match cell.revision {
                        Some(revision) if revision > 1 => {
                            let args = [("revision", revision.to_string())];
                            format!("{standing}, {}", say("standing-revision", &args))
                        }
                        _ => standing,
                    })
                }));
                line
            })
            .collect();
        if !to_telephone {
            let mut rates = |id: &str, of: fn(&MatrixPeriod) -> Option<i64>| {
                let mut line = vec![TableCell::Text(say(id, &[]))];
                line.extend(self.periods.iter().map(|period| {
                    let rate = percent(of(period));
                    TableCell::from(if rate.is_empty() {
                        rate
                    } else {
                        format!("{rate} %")
                    })
                }));
                rows.push(line);
            };
            rates("standing-completeness", MatrixPeriod::completeness);
            rates("standing-timeliness", MatrixPeriod::timeliness);
        }
        let title = if to_telephone {
            "standing-telephone"
        } else {
            "standing-title"
        };
        Table {
            title: say(title, &[("unit", office.name().to_owned())]),
            heads,
            rows,
            notes: Vec::new(),
        }
    }
}

/// Whether a figure is one of the parts that add up to all cases: with those of all units it could be
/// worked out from the others, so that it does not stand in a table of units.
fn is_part_of_cases(code: &FigureCode) -> bool {
    let division = code.within().map(|(_, division)| division);
    code.is_of_cases() && division.is_some_and(Division::adds_up)
}

impl Totals {
    /// What may be shown of a count in every row, where units and the sums of what lies below them
    /// stand in one table.
    fn masked(&self, values: &[i64], threshold: i64) -> Vec<Shown> {
        let mut published = Published::default();
        let cells: Vec<usize> = values.iter().map(|value| published.cell(*value)).collect();
        let places: HashMap<&UnitCode, usize> = self
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| (&row.unit, place))
            .collect();
        let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
        for (place, row) in self.rows.iter().enumerate() {
            if let Some(parent) = row.parent.as_ref().and_then(|parent| places.get(parent)) {
                below.entry(*parent).or_default().push(cells[place]);
            }
        }
        let mut above: Vec<(usize, Vec<usize>)> = below.into_iter().collect();
        above.sort();
        for (parent, parts) in above {
            published.sum(cells[parent], &parts);
        }
        published.mask(threshold)
    }

    /// The numbers that a table of this period has.
    pub fn quantities(&self, catalogue: &Catalogue) -> Vec<Quantity> {
        match self.period.report {
            ReportKind::Annex01 => catalogue
                .annex01
                .iter()
                .filter(|row| !matches!(row.rule, Rule::Heading))
                .map(|row| Quantity::Indicator(row.code.clone()))
                .collect(),
            ReportKind::Annex02 | ReportKind::SelfInspection => self
                .figure_codes()
                .into_iter()
                .map(|code| Quantity::Figure(code.clone()))
                .collect(),
        }
    }

    /// A number in every row, as it may leave the office; nothing where nobody has reported.
    fn column(&self, catalogue: &Catalogue, quantity: &Quantity) -> Vec<TableCell> {
        let mut cells = self.all_cells(catalogue, quantity);
        for (row, cell) in self.rows.iter().zip(&mut cells) {
            if !row.is_known() {
                *cell = TableCell::Empty;
            }
        }
        cells
    }

    fn all_cells(&self, catalogue: &Catalogue, quantity: &Quantity) -> Vec<TableCell> {
        let threshold = catalogue.regime.mask_below;
        match quantity {
            Quantity::Figure(code) if code.is_of_cases() => {
                let values: Vec<i64> = self
                    .rows
                    .iter()
                    .map(|row| row.sum.figure(code).unwrap_or(0))
                    .collect();
                let shown = self.masked(&values, threshold);
                shown.into_iter().map(TableCell::Masked).collect()
            }
            Quantity::Figure(code) => self
                .rows
                .iter()
                .map(|row| TableCell::number(row.sum.figure(code)))
                .collect(),
            Quantity::Indicator(code) => {
                let Some(row) = catalogue.annex01.iter().find(|row| row.code == *code) else {
                    return vec![TableCell::Empty; self.rows.len()];
                };
                self.indicator_column(catalogue, row, threshold)
            }
        }
    }

    fn indicator_column(
        &self,
        catalogue: &Catalogue,
        row: &IndicatorRow,
        threshold: i64,
    ) -> Vec<TableCell> {
        let value = |row: &IndicatorRow| -> Vec<Option<i64>> {
            self.rows
                .iter()
                .map(|unit| Indicators::of_summary(catalogue, &unit.sum).row(row).value)
                .collect()
        };
        let counts = |row: &IndicatorRow| -> Vec<Shown> {
            let values: Vec<i64> = value(row)
                .into_iter()
                .map(|value| value.unwrap_or(0) / Decimal::PARTS)
                .collect();
            self.masked(&values, threshold)
        };
        if row.counted().is_some() {
            return counts(row).into_iter().map(TableCell::Masked).collect();
        }
        let mut cells: Vec<TableCell> = value(row).into_iter().map(TableCell::decimal).collect();
        // A ratio is shown only where both its parts are.
        let parts = match &row.rule {
            Rule::Ratio {
                numerator,
                denominator,
                ..
            } => numerator.iter().chain(denominator),
            _ => return cells,
        };
        for part in parts {
            let counted = catalogue.annex01.iter().find(|row| {
                let count = row
                    .counted()
                    .map(|(_, count)| format!("register:{}", count.code()));
                row.counted().is_some() && (row.code == *part || count.as_ref() == Some(part))
            });
            let Some(counted) = counted else {
                if part.starts_with("register:") {
                    // A count that no row shows is not shown by a ratio either.
                    cells.fill(TableCell::Masked(Shown::Hidden));
                }
                continue;
            };
            for (cell, shown) in cells.iter_mut().zip(counts(counted)) {
                if !matches!(shown, Shown::Exact(_)) {
                    *cell = TableCell::Masked(Shown::Hidden);
                }
            }
        }
        cells
    }

    /// Units × numbers, as it may leave the office. Where none is asked for, all that the period has.
    pub fn table(
        &self,
        catalogue: &Catalogue,
        language: Language,
        quantities: &[Quantity],
    ) -> Table {
        let say = |id: &str| text(language, id, &[]);
        let all;
        let quantities = if quantities.is_empty() {
            all = self.quantities(catalogue);
            &all[..]
        } else {
            quantities
        };
        let quantities: Vec<&Quantity> = quantities
            .iter()
            .filter(
                |quantity| !matches!(quantity, Quantity::Figure(code) if is_part_of_cases(code)),
            )
            .collect();
        let mut heads = vec![
            say("head-unit"),
            say("totals-code"),
            say("totals-level"),
            say("totals-reported"),
            say("totals-expected"),
        ];
        heads.extend(
            quantities
                .iter()
                .map(|quantity| quantity_label(catalogue, language, quantity)),
        );
        let mut rows: Vec<Vec<TableCell>> = self
            .rows
            .iter()
            .map(|row| {
                let level = catalogue
                    .regime
                    .levels
                    .iter()
                    .find(|level| level.code == row.level);
                vec![
                    TableCell::Text(row.name.clone()),
                    TableCell::Text(row.unit.to_string()),
                    TableCell::from(level.map(|level| level.name.clone()).unwrap_or_default()),
                    TableCell::Number(row.reported),
                    TableCell::Number(row.expected),
                ]
            })
            .collect();
        for quantity in &quantities {
            for (row, cell) in rows.iter_mut().zip(self.column(catalogue, quantity)) {
                row.push(cell);
            }
        }
        let threshold = catalogue.regime.mask_below.to_string();
        Table {
            title: period_name(Some(catalogue), self.period),
            heads,
            rows,
            notes: vec![
                say("totals-note-sums"),
                text(language, "totals-note-masked", &[("count", threshold)]),
            ],
        }
    }
}

impl Review {
    /// The numbers of a review, side by side.
    pub fn table(&self, catalogue: &Catalogue, language: Language) -> Table {
        let heads = [
            "head-figure",
            "head-value",
            "head-revision-before",
            "head-last-year",
            "head-neighbours",
        ];
        let is_annex01 = self.period.report == ReportKind::Annex01;
        let cell = |value: Option<i64>| match is_annex01 {
            true => TableCell::decimal(value),
            false => TableCell::number(value),
        };
        let rows = self.lines.iter().map(|line| {
            let of = Quantity::new(self.period.report, &line.figure);
            vec![
                TableCell::Text(quantity_label(catalogue, language, &of)),
                cell(line.now),
                cell(line.before),
                cell(line.last_year),
                cell(line.neighbours),
            ]
        });
        Table {
            title: format!(
                "{} – {}",
                self.unit,
                period_name(Some(catalogue), self.period)
            ),
            heads: heads.iter().map(|id| text(language, id, &[])).collect(),
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}

impl View {
    /// A number over some periods, as a table.
    ///
    /// # Errors
    /// [`ReceivingError`], where the latest period is in no catalogue.
    pub fn trend_table(
        &self,
        unit: &UnitCode,
        quantity: &Quantity,
        points: &[TrendPoint],
        language: Language,
    ) -> Result<Table, ReceivingError> {
        let heads = [
            "head-period",
            "head-value",
            "totals-reported",
            "totals-expected",
        ];
        let rows = points.iter().map(|point| {
            let catalogue = self.catalogues().of_year(point.period.year);
            let is_small = |value: i64, threshold: i64| (1..threshold).contains(&value);
            let threshold = catalogue.map_or(0, |catalogue| catalogue.regime.mask_below);
            let value = match (quantity, point.value) {
                (Quantity::Figure(code), Some(value))
                    if code.is_of_cases() && is_small(value, threshold) =>
                {
                    TableCell::Masked(Shown::Below(threshold))
                }
                (Quantity::Figure(_), value) => TableCell::number(value),
                (Quantity::Indicator(_), value) => TableCell::decimal(value),
            };
            vec![
                TableCell::Text(period_name(catalogue, point.period)),
                value,
                TableCell::Number(point.reported),
                TableCell::Number(point.expected),
            ]
        });
        let latest = points.last().map(|point| point.period);
        let catalogue = match latest {
            Some(period) => self.catalogue_of(period)?,
            None => self.catalogues().latest(),
        };
        let name = catalogue
            .units
            .get(unit)
            .map_or_else(|| unit.to_string(), |u| u.name.clone());
        Ok(Table {
            title: format!("{} – {name}", quantity_label(catalogue, language, quantity)),
            heads: heads.iter().map(|id| text(language, id, &[])).collect(),
            rows: rows.collect(),
            notes: Vec::new(),
        })
    }
}
