//! What the receiving office looks at, as tables that leave it: of numbers of cases they say what the gate
//! lets through.

use super::{
    Matrix, MatrixPeriod, MatrixRow, Quantity, ReceivingError, Review, Totals, TotalsRow,
    TrendPoint,
};
use crate::catalogue::{Catalogue, Catalogues, Rule};
use crate::exchange::{Table, TableCell};
use crate::figures::{Cleared, Gate, Indicators, Ledger};
use crate::message::{Language, text};
use crate::model::{Decimal, FigureCode, Parts, Period, ReportKind, UnitCode, Year};
use crate::vault::View;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

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
    let rounded = rounded.and_then(|rounded| Decimal::from_parts(rounded).ok());
    rounded.map(|rate| rate.to_string()).unwrap_or_default()
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
            ..Table::default()
        }
    }
}

/// Whether a figure is one of the parts that make up all cases: with those of all units it could be
/// worked out from the others, mostly, so that it does not stand in a table of units.
fn is_part_of_cases(code: &FigureCode) -> bool {
    let division = code.within().map(|(_, division)| division);
    code.is_of_cases() && division.is_some_and(|division| division.parts() != Parts::Some)
}

impl Totals {
    /// The numbers that a table of this period has.
    pub fn quantities(&self, catalogue: &Catalogue) -> Vec<Quantity> {
        match self.period.report {
            ReportKind::Annex01 => catalogue
                .annex01
                .iter()
                .filter(|row| !matches!(row.rule, Rule::Heading))
                .map(|row| Quantity::Indicator(row.code.clone()))
                .collect(),
            ReportKind::Annex02 | ReportKind::SelfInspection => {
                let codes = self.figure_codes().into_iter().cloned();
                let mut codes: BTreeSet<FigureCode> = codes.collect();
                // Which of them there are tells of which ones there is nothing anywhere.
                if codes.iter().any(FigureCode::is_of_cases) {
                    let all = FigureCode::all().into_iter();
                    codes.extend(all.filter(FigureCode::is_of_cases));
                }
                codes.into_iter().map(Quantity::Figure).collect()
            }
        }
    }

    /// A number in every row, as it may leave the office; nothing where nobody has reported.
    fn column(&self, catalogue: &Catalogue, gate: &Gate, quantity: &Quantity) -> Vec<TableCell> {
        let cell = |row: &TotalsRow| {
            if !row.is_known() {
                return TableCell::Empty;
            }
            let behind = self.behind(&row.unit);
            TableCell::number(match quantity {
                Quantity::Figure(code) => {
                    gate.figure(&behind, self.period, code, row.sum.figure(code))
                }
                Quantity::Indicator(code) => {
                    let rows = &catalogue.annex01;
                    rows.iter().find(|row| row.code == *code).and_then(|of| {
                        let result = Indicators::of_summary(catalogue, &row.sum).row(of);
                        gate.result(catalogue, &behind, self.period, of, &result)
                            .value
                    })
                }
            })
        };
        self.rows.iter().map(cell).collect()
    }

    /// Units × numbers, as it may leave the office. Where none is asked for, all that the period has.
    pub fn table(
        &self,
        catalogue: &Catalogue,
        gate: &Gate,
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
                    TableCell::Number(Cleared::units(row.reported)),
                    TableCell::Number(Cleared::units(row.expected)),
                ]
            })
            .collect();
        for quantity in &quantities {
            let column = self.column(catalogue, gate, quantity);
            for (row, cell) in rows.iter_mut().zip(column) {
                row.push(cell);
            }
        }
        let threshold = gate.below().to_string();
        Table {
            title: period_name(Some(catalogue), self.period),
            heads,
            rows,
            notes: vec![
                say("totals-note-sums"),
                text(language, "totals-note-masked", &[("count", threshold)]),
            ],
            told: vec![gate.taken()],
        }
    }
}

/// The gates of the years that a table speaks of.
pub(super) struct Gates<'a> {
    pub(super) catalogues: &'a Catalogues,
    pub(super) gates: BTreeMap<Year, Gate>,
}

impl<'a> Gates<'a> {
    fn new(
        office: &'a View,
        years: impl IntoIterator<Item = Year>,
    ) -> Result<Self, ReceivingError> {
        let mut gates = BTreeMap::new();
        for year in years {
            if let Entry::Vacant(place) = gates.entry(year) {
                place.insert(office.gate(year)?);
            }
        }
        let catalogues = office.catalogues();
        Ok(Self { catalogues, gates })
    }

    /// What may be said of a number over units in a period.
    fn cleared(
        &self,
        behind: &BTreeSet<UnitCode>,
        period: Period,
        quantity: &Quantity,
        value: Option<i64>,
    ) -> Option<Cleared> {
        let gate = self.gates.get(&period.year)?;
        match quantity {
            Quantity::Figure(code) => gate.figure(behind, period, code, value),
            Quantity::Indicator(code) => {
                let catalogue = self.catalogues.of_year(period.year)?;
                let row = catalogue.annex01.iter().find(|row| row.code == *code)?;
                gate.row(catalogue, behind, period, row, value)
            }
        }
    }

    fn told(&self) -> Vec<Ledger> {
        self.gates.values().map(Gate::taken).collect()
    }

    /// The numbers of a review, side by side.
    pub(super) fn review(
        &self,
        catalogue: &Catalogue,
        review: &Review,
        language: Language,
    ) -> Table {
        let heads = [
            "head-figure",
            "head-value",
            "head-revision-before",
            "head-last-year",
            "head-neighbours",
        ];
        let Review { unit, period, .. } = review;
        let (unit, period) = (unit, *period);
        let behind = BTreeSet::from([unit.clone()]);
        let rows = review.lines.iter().map(|line| {
            let of = Quantity::new(period.report, &line.figure);
            let of_cases = of.is_of_cases(catalogue);
            let before = match (of_cases, review.revision_before, line.before) {
                (_, None, _) | (_, _, None) => None,
                (false, Some(_), before) => self.cleared(&behind, period, &of, before),
                (true, Some(revision), before) => self.gates.get(&period.year).and_then(|gate| {
                    gate.earlier(catalogue, unit, (period, revision), &of.code(), before)
                }),
            };
            let last_year = review.last_year.as_ref();
            let last_year =
                last_year.and_then(|(last, was)| self.cleared(was, *last, &of, line.last_year));
            let neighbours = match of_cases {
                true => line.neighbours.map(|_| Cleared::kept_back()),
                false => self.cleared(&behind, period, &of, line.neighbours),
            };
            vec![
                TableCell::Text(quantity_label(catalogue, language, &of)),
                TableCell::number(self.cleared(&behind, period, &of, line.now)),
                TableCell::number(before),
                TableCell::number(last_year),
                TableCell::number(neighbours),
            ]
        });
        let rows = rows.collect();
        Table {
            title: format!("{unit} – {}", period_name(Some(catalogue), period)),
            heads: heads.iter().map(|id| text(language, id, &[])).collect(),
            rows,
            notes: Vec::new(),
            told: self.told(),
        }
    }

    /// A number of a unit over some periods, the unit as the catalogue of the latest calls it.
    pub(super) fn trend(
        &self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        quantity: &Quantity,
        points: &[TrendPoint],
        language: Language,
    ) -> Table {
        let heads = [
            "head-period",
            "head-value",
            "totals-reported",
            "totals-expected",
        ];
        let rows = points.iter().map(|point| {
            let catalogue = self.catalogues.of_year(point.period.year);
            let value = self.cleared(&point.behind, point.period, quantity, point.value);
            vec![
                TableCell::Text(period_name(catalogue, point.period)),
                TableCell::number(value),
                TableCell::Number(Cleared::units(point.reported)),
                TableCell::Number(Cleared::units(point.expected)),
            ]
        });
        let rows = rows.collect();
        let name = catalogue
            .units
            .get(unit)
            .map_or_else(|| unit.to_string(), |u| u.name.clone());
        Table {
            title: format!("{} – {name}", quantity_label(catalogue, language, quantity)),
            heads: heads.iter().map(|id| text(language, id, &[])).collect(),
            rows,
            notes: Vec::new(),
            told: self.told(),
        }
    }
}

impl View {
    /// The numbers of a review, side by side, as they may leave the office. What neighbours come to is a number
    /// of one of them, and not said where it counts cases.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn review_table(
        &self,
        review: &Review,
        language: Language,
    ) -> Result<Table, ReceivingError> {
        let period = review.period;
        let catalogue = self.catalogue_of(period)?;
        let last = review.last_year.iter().map(|(last, _)| last.year);
        let gates = Gates::new(self, std::iter::once(period.year).chain(last))?;
        Ok(gates.review(catalogue, review, language))
    }

    /// A number over some periods, as a table that may leave the office.
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
        let gates = Gates::new(self, points.iter().map(|point| point.period.year))?;
        let catalogue = match points.last() {
            Some(latest) => self.catalogue_of(latest.period)?,
            None => self.catalogues().latest(),
        };
        Ok(gates.trend(catalogue, unit, quantity, points, language))
    }
}
