//! What leaves of an office, read back from what it writes: the reports by both annexes with the texts in them;
//! totals, trends and reviews as comma-separated values; Phụ lục 01 for other systems.

use super::scene::ROW;
use super::*;
use crate::annex::{Annex, Body};
use crate::catalogue::IndicatorRow;
use crate::exchange::Table;
use crate::figures::{Dataset, Frozen, Indicators, Summary};
use crate::message::{Language, official};
use crate::model::{Decimal, Flat, RecordId, RecordKind, Stored};
use crate::package::Content;
use crate::report::{Block, Document, Letterhead, Mark, Piece, Row};
use crate::sections::summary;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// A number of cases of which an output says something.
pub(super) struct Printed {
    pub(super) output: &'static str,
    /// The reports that stand behind it.
    pub(super) of: Vec<(usize, Sent)>,
    pub(super) code: CaseCode,
    /// The row in which it stands, or from which a ratio takes it.
    pub(super) row: Option<String>,
    pub(super) shown: Word,
    /// Whether it would be said to be small, were it.
    pub(super) says_small: bool,
}

/// All of them.
pub(super) const OUTPUTS: [&str; 8] = [
    "each number",
    "phụ lục 01",
    "phụ lục 02",
    "texts",
    "totals",
    "trend",
    "dhis2",
    "review",
];
const UNITS: [usize; ABOVE] = [0, 1, 2];
/// The office above.
const PROVINCE: &str = "27";
/// Where the texts stand.
const PLACE: &str = "I.2.5";

/// Everything that an office gives out at a step of a plan; where it asks for some numbers alone, some of it. What it
/// asks of the gate number by number comes first, or last.
pub(super) fn printed(
    scene: &Scene,
    step: &Step,
    gates: &Gates<'_>,
    draw: &mut Draw,
) -> Vec<Printed> {
    let mut press = Press {
        scene,
        step,
        gates,
        catalogue: gates.catalogues.latest(),
        printed: Vec::new(),
    };
    let each_first = draw.below(2) == 0;
    if each_first {
        press.each_number(draw);
    }
    for units in &step.asked {
        for period in [HALF, YEAR] {
            if draw.below(scene.asks) == 0 {
                press.annex02(period, units);
            }
        }
        if draw.below(scene.asks) == 0 {
            press.annex01(units);
        }
    }
    let mut totals: BTreeMap<&'static str, Totals> = BTreeMap::new();
    for period in [HALF, YEAR, ANNEX01] {
        totals.extend(press.totals_of(period).map(|totals| (period, totals)));
    }
    for (period, of_period) in &totals {
        if draw.below(scene.asks) == 0 {
            press.totals(period, of_period);
        }
    }
    press.trends(&totals, draw);
    for form in [Dhis2Form::Adx, Dhis2Form::Json] {
        if draw.below(scene.asks) == 0 {
            press.dhis2(form);
        }
    }
    if step.office == ABOVE {
        press.reviews(draw);
    }
    if !each_first {
        press.each_number(draw);
    }
    press.printed
}

/// An office that gives out what it has.
struct Press<'a> {
    scene: &'a Scene,
    step: &'a Step,
    gates: &'a Gates<'a>,
    catalogue: &'a Catalogue,
    printed: Vec<Printed>,
}

/// The figures of cases.
fn figures() -> impl Iterator<Item = FigureCode> {
    FigureCode::all()
        .into_iter()
        .filter(FigureCode::is_of_cases)
}

fn period_of(text: &str) -> Period {
    text.parse().unwrap()
}

fn record(kind: RecordKind, fields: &Value) -> Flat {
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    }
}

/// The rows of a table as they are written to a file.
fn written(table: &Table) -> Vec<Vec<String>> {
    let bytes = table.file(Path::new("bang.csv")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

/// What units have, and what is known of what stands behind a number.
impl Press<'_> {
    fn gate(&self) -> &Gate {
        self.gates.gates.values().next().unwrap()
    }

    /// The office whose paper it is.
    fn office(&self) -> UnitCode {
        match self.step.office {
            ABOVE => UnitCode::new(PROVINCE).unwrap(),
            unit => self.scene.code(unit),
        }
    }

    /// The reports at and below a unit of the tree of a period.
    fn below(&self, period: &str, above: &BTreeSet<UnitCode>) -> Vec<(usize, Sent)> {
        let units = self.catalogue.units_of(period_of(period));
        let mut of = self.step.latest(period, &UNITS);
        of.retain(|(unit, _)| {
            let code = self.scene.code(*unit);
            above.iter().any(|above| units.is_within(&code, above))
        });
        of
    }

    /// Adds what a unit reported to a dataset, with a text.
    fn add(&self, data: &mut Dataset, unit: usize, sent: Sent) {
        let (mut figures, mut counts) = (json!({}), json!({}));
        for (code, value) in self.scene.reported(unit, sent) {
            match code {
                CaseCode::Figure(code) => figures[code.to_string()] = value.into(),
                CaseCode::Count(count) => counts[count.code()] = value.into(),
                CaseCode::Said(..) | CaseCode::Row(_) => {}
            }
        }
        let counted = json!({"figures": figures, "entered": {}, "counts": counts,
            "corrections": {}});
        let put = self.scene.put(unit, sent).map(|value| {
            let value = value * Decimal::PARTS;
            let fields = json!({"indicator": ROW, "year": 2024, "value": value, "note": "khác"});
            record(RecordKind::IndicatorValue, &fields)
        });
        let code = self.scene.code(unit);
        let own = figures_in(|figure| format!("[{code} {figure}={{{figure}}}]"));
        let frozen = Frozen {
            content: content(put, sent.period, &own),
            counted: Some(serde_json::from_value(counted).unwrap()),
        };
        data.add(self.catalogue, &code, &frozen).unwrap();
    }

    fn dataset(&self, of: &[(usize, Sent)]) -> Option<Dataset> {
        let (_, first) = of.first()?;
        let mut data = Dataset::new(self.catalogue, period_of(first.period)).unwrap();
        for (unit, sent) in of {
            self.add(&mut data, *unit, *sent);
        }
        Some(data)
    }

    /// What a unit alone comes to.
    fn summary(&self, unit: usize, sent: Sent) -> Summary {
        let data = self.dataset(&[(unit, sent)]).unwrap();
        summary(&data, &self.catalogue.annex01)
    }

    fn says(
        &mut self,
        output: &'static str,
        of: &[(usize, Sent)],
        code: CaseCode,
        row: Option<&str>,
        cell: &str,
    ) {
        let Some(shown) = Word::read(cell).filter(|_| !of.is_empty()) else {
            return;
        };
        self.printed.push(Printed {
            output,
            of: of.to_vec(),
            code,
            row: row.map(str::to_owned),
            shown,
            says_small: true,
        });
    }

    /// A cell of a row of Phụ lục 01. A ratio that is shown tells of all its parts; of what is not, nothing.
    fn says_row(
        &mut self,
        output: &'static str,
        of: &[(usize, Sent)],
        row: &IndicatorRow,
        cell: &str,
    ) {
        if let Some((row, count)) = row.counted() {
            self.says(output, of, CaseCode::Count(count), Some(&row.code), cell);
            return;
        }
        if !matches!(Word::read(cell), Some(Word::Exact(_))) {
            return;
        }
        for (count, of_row) in row.register_parts(self.catalogue) {
            let code = CaseCode::Count(count);
            let lines = of.iter().map(|(unit, sent)| {
                let line = self.scene.shown_line(*unit, *sent, &code, of_row);
                comes_to(&line, &self.scene.truth)
            });
            let exact: i64 = lines.sum();
            self.says(output, of, code, of_row, &exact.to_string());
        }
    }
}

/// A text of each figure of cases.
fn figures_in(text: impl Fn(&FigureCode) -> String) -> String {
    let texts: Vec<String> = figures().map(|code| text(&code)).collect();
    texts.join(" ")
}

/// What a report carries that is not of cases: a number in the place of a count, and a text.
fn content(put: Option<Flat>, period: &str, text: &str) -> Content {
    let text = json!({"section": PLACE, "period": period, "text": text});
    let text = (period != ANNEX01).then(|| record(RecordKind::Narrative, &text));
    Content {
        records: [
            (RecordKind::IndicatorValue, put.into_iter().collect()),
            (RecordKind::Narrative, text.into_iter().collect()),
        ]
        .into(),
        ..Content::default()
    }
}

/// The outputs.
impl Press<'_> {
    /// Numbers as the gate says them, one by one.
    fn each_number(&mut self, draw: &mut Draw) {
        for units in &self.step.asked {
            let behind: BTreeSet<UnitCode> =
                units.iter().map(|unit| self.scene.code(*unit)).collect();
            for period in [HALF, YEAR, ANNEX01] {
                let of = self.step.latest(period, units);
                let Some((_, first)) = of.first() else {
                    continue;
                };
                let period = period_of(period);
                for code in first.codes() {
                    if draw.below(self.scene.asks) > 0 {
                        continue;
                    }
                    let rows = &self.catalogue.annex01;
                    let row = rows.iter().find(|row| row.code == ROW);
                    let row = row.filter(|row| {
                        let (_, count) = row.counted().unwrap();
                        code == CaseCode::Count(count)
                    });
                    let cleared = match row {
                        Some(row) => self
                            .gate()
                            .row(
                                self.catalogue,
                                &behind,
                                period,
                                row,
                                Some(self.put_in(&of, &code)),
                            )
                            .unwrap(),
                        None => self.gate().cleared(&behind, period, &code),
                    };
                    let row = row.map(|row| row.code.clone());
                    let cell = cleared.to_string();
                    self.says("each number", &of, code, row.as_deref(), &cell);
                }
            }
        }
    }

    /// What stands in the row of the number that officers replace, in ten-thousandths.
    fn put_in(&self, of: &[(usize, Sent)], code: &CaseCode) -> i64 {
        let counted = of.iter().map(|(unit, sent)| {
            let line = self.scene.shown_line(*unit, *sent, code, Some(ROW));
            comes_to(&line, &self.scene.truth)
        });
        counted.sum::<i64>() * Decimal::PARTS
    }

    fn document(&self, data: &Dataset, body: Body<'_>) -> Document {
        let office = self.office();
        let annex = Annex {
            letterhead: Letterhead {
                office: self.catalogue.units.get(&office).unwrap(),
                catalogue: self.catalogue,
                date: Day::parse_iso("2024-12-20").unwrap(),
                number: None,
                signing: &[],
            },
            data,
            missing: Vec::new(),
            over_many: self.step.office == ABOVE,
            scope: None,
            gate: self.gate(),
            body,
        };
        annex.document().unwrap()
    }

    /// The report by Phụ lục 02: its sentence of cases, and the numbers in texts. Over all units, the office above
    /// has a text of its own, which quotes each.
    fn annex02(&mut self, period: &'static str, units: &[usize]) {
        let of = self.step.latest(period, units);
        let Some(mut data) = self.dataset(&of) else {
            return;
        };
        if self.step.office == ABOVE && of.len() > 2 {
            let all = figures_in(|code| format!("[* {code}={{*:{code}}}]"));
            let each = of.iter().map(|(unit, _)| {
                let unit = self.scene.code(*unit);
                figures_in(|code| format!("[{unit} {code}={{{unit}:{code}}}]"))
            });
            let text = [vec![all], each.collect()].concat().join(" ");
            let own = content(None, period, &text);
            data.add(self.catalogue, &self.office(), &own).unwrap();
        }
        let document = self.document(&data, Body::Annex02 { quoted: None });
        for block in document.blocks {
            let Block::Paragraph { text } = block else {
                continue;
            };
            let plain = text.plain();
            if plain == official("report-no-cases", &[]) {
                for code in ["cases", "survivors", "survivors.served"] {
                    let code = CaseCode::Figure(FigureCode::from(code));
                    self.says("phụ lục 02", &of, code, None, "0");
                }
            }
            for piece in text.0.iter().filter(|_| !plain.contains('[')) {
                if let Piece::Marked { mark, text } = piece
                    && let Some(Mark::Figure(code)) = Mark::parse(mark)
                    && code.is_of_cases()
                {
                    self.says("phụ lục 02", &of, CaseCode::Figure(code), None, text);
                }
            }
            for marked in plain.split('[').skip(1) {
                let (inside, _) = marked.split_once(']').unwrap();
                let (what, cell) = inside.split_once('=').unwrap();
                let (who, code) = what.split_once(' ').unwrap();
                let code = CaseCode::Figure(FigureCode::from(code));
                let mut behind = of.clone();
                behind.retain(|(unit, _)| who == "*" || self.scene.code(*unit).as_str() == who);
                self.says("texts", &behind, code, None, cell);
            }
        }
    }

    /// The report by Phụ lục 01.
    fn annex01(&mut self, units: &[usize]) {
        let of = self.step.latest(ANNEX01, units);
        let Some(data) = self.dataset(&of) else {
            return;
        };
        let document = self.document(&data, Body::Annex01);
        let rows = document.blocks.into_iter().find_map(|block| match block {
            Block::Table { rows, .. } => Some(rows),
            _ => None,
        });
        let catalogue = self.catalogue;
        for (of_table, row) in rows.unwrap().into_iter().zip(&catalogue.annex01) {
            let Row::Cells(cells) = of_table else {
                continue;
            };
            let cell = cells[2].plain();
            // Marks of notes follow the number.
            let number = cell.split(" (").next().unwrap_or_default();
            if catalogue.counts_register(row) {
                self.says_row("phụ lục 01", &of, row, number);
            }
        }
    }

    fn totals_of(&self, period: &'static str) -> Option<Totals> {
        let of = self.step.latest(period, &UNITS);
        of.first()?;
        let alone = of
            .iter()
            .map(|(unit, sent)| (self.scene.code(*unit), self.summary(*unit, *sent)));
        let mut alone: HashMap<UnitCode, Summary> = alone.collect();
        let mut reported: BTreeSet<UnitCode> = alone.keys().cloned().collect();
        let office = self.office();
        reported.remove(&office);
        alone.entry(office.clone()).or_default();
        let period = period_of(period);
        let totals = Totals::added_up(self.catalogue, &office, period, alone, &reported);
        Some(totals)
    }

    /// The totals, each unit under the one above.
    fn totals(&mut self, period: &str, totals: &Totals) {
        let catalogue = self.catalogue;
        let table = totals.table(catalogue, self.gate(), Language::FIRST, &[]);
        let mut rows = written(&table).into_iter();
        let heads = rows.next().unwrap();
        let named: BTreeMap<String, Quantity> = quantities(catalogue)
            .map(|of| (quantity_label(catalogue, Language::FIRST, &of), of))
            .collect();
        for row in rows {
            let unit = BTreeSet::from([UnitCode::new(&row[1]).unwrap()]);
            let of = self.below(period, &unit);
            for (head, cell) in heads.iter().zip(&row) {
                if let Some(quantity) = named.get(head) {
                    self.says_quantity("totals", &of, quantity, cell);
                }
            }
        }
    }

    fn says_quantity(
        &mut self,
        output: &'static str,
        of: &[(usize, Sent)],
        quantity: &Quantity,
        cell: &str,
    ) {
        match quantity {
            Quantity::Figure(code) => {
                self.says(output, of, CaseCode::Figure(code.clone()), None, cell);
            }
            Quantity::Indicator(code) => {
                let mut rows = self.catalogue.annex01.iter();
                let row = rows.find(|row| row.code == *code).unwrap();
                self.says_row(output, of, row, cell);
            }
        }
    }

    /// Numbers of units over the year's periods, some of them each time.
    fn trends(&mut self, totals: &BTreeMap<&'static str, Totals>, draw: &mut Draw) {
        let catalogue = self.catalogue;
        let known = totals.values().flat_map(|totals| {
            let known = totals.rows.iter().filter(|row| row.is_known());
            known.map(|row| row.unit.clone())
        });
        let units: BTreeSet<UnitCode> = known.collect();
        for unit in &units {
            for quantity in quantities(catalogue) {
                if draw.below(4 * self.scene.asks) > 0 {
                    continue;
                }
                let is_row = matches!(quantity, Quantity::Indicator(_));
                let of_report = |period: &&&str| (**period == ANNEX01) == is_row;
                let periods: Vec<&str> = totals.keys().filter(of_report).copied().collect();
                let last = |period: &str| catalogue.days(period_of(period)).unwrap().1;
                let Some(latest) = periods.iter().map(|period| last(period)).max() else {
                    continue;
                };
                let points = periods.iter().map(|period| {
                    let units = self.gates.catalogues.ancestors(unit, latest, last(period));
                    (*period, units)
                });
                let points: Vec<(&str, BTreeSet<UnitCode>)> = points.collect();
                let asked: Vec<TrendPoint> = points
                    .iter()
                    .map(|(period, units)| point(catalogue, &totals[period], units, &quantity))
                    .collect();
                let table = self
                    .gates
                    .trend(catalogue, unit, &quantity, &asked, Language::FIRST);
                for (row, (period, units)) in written(&table)[1..].iter().zip(&points) {
                    let of = self.below(period, units);
                    self.says_quantity("trend", &of, &quantity, &row[1]);
                }
            }
        }
    }

    /// Phụ lục 01 for another system: a number that is not there is kept back.
    fn dhis2(&mut self, form: Dhis2Form) {
        let catalogue = self.catalogue;
        let map = catalogue.dhis2.as_ref().unwrap();
        let all = self.step.latest(ANNEX01, &UNITS);
        let mut values = DataValues::new(map, period_of(ANNEX01));
        for (unit, sent) in &all {
            let (code, summary) = (self.scene.code(*unit), self.summary(*unit, *sent));
            values.add(catalogue, self.gate(), map, &code, &summary);
        }
        let bytes = values.bytes(form).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let values = match form {
            Dhis2Form::Adx => in_adx(&text),
            Dhis2Form::Json => in_json(&text),
        };
        for (unit, sent) in all {
            let of = [(unit, sent)];
            let org_unit = map.org_unit_of(&self.scene.code(unit));
            for element in &map.elements {
                let mut rows = catalogue.annex01.iter();
                let row = rows.find(|row| row.code == element.row).unwrap();
                if !catalogue.counts_register(row) {
                    continue;
                }
                let parts = [&element.value, &element.numerator, &element.denominator];
                let before = self.printed.len();
                for part in parts.into_iter().flatten() {
                    if let Some(value) = values.get(&(org_unit.clone(), part.clone())) {
                        self.says_row("dhis2", &of, row, value);
                    }
                }
                if self.printed.len() == before {
                    // It may be small, or not.
                    self.says_row("dhis2", &of, row, "…");
                    let hidden = self.printed[before..].iter_mut();
                    hidden.for_each(|printed| printed.says_small = false);
                }
            }
        }
    }

    /// What a unit sent beside the revision before it.
    fn reviews(&mut self, draw: &mut Draw) {
        let (catalogue, step) = (self.catalogue, self.step);
        let periods = [HALF, YEAR, ANNEX01].into_iter();
        for (unit, now) in periods.flat_map(|period| step.latest(period, &UNITS)) {
            if draw.below(self.scene.asks) > 0 {
                continue;
            }
            let mut before = step.has.iter().filter(|(of, sent)| {
                *of == unit && sent.period == now.period && sent.revision < now.revision
            });
            let before = before.next_back().map(|(_, sent)| *sent);
            let of_period = |quantity: &Quantity| {
                matches!(quantity, Quantity::Indicator(_)) == (now.period == ANNEX01)
            };
            let asked: Vec<Quantity> = quantities(catalogue).filter(of_period).collect();
            let of_now = self.summary(unit, now);
            let of_before = before.map(|sent| self.summary(unit, sent));
            let lines = asked.iter().map(|quantity| ReviewLine {
                figure: quantity.code(),
                now: value_of(catalogue, &of_now, quantity),
                before: of_before
                    .as_ref()
                    .and_then(|summary| value_of(catalogue, summary, quantity)),
                last_year: None,
                neighbours: Some(1),
            });
            let review = Review {
                unit: self.scene.code(unit),
                period: period_of(now.period),
                package_id: String::new(),
                revision: now.revision,
                revision_before: before.map(|sent| sent.revision),
                last_year: None,
                lines: lines.collect(),
                doubts: Vec::new(),
            };
            let table = self.gates.review(catalogue, &review, Language::FIRST);
            for (row, quantity) in written(&table)[1..].iter().zip(&asked) {
                self.says_quantity("review", &[(unit, now)], quantity, &row[1]);
                if let Some(before) = before {
                    self.says_quantity("review", &[(unit, before)], quantity, &row[2]);
                }
                // What neighbours come to is not said.
                assert_eq!(row[4], "…");
            }
        }
    }
}

/// The numbers of cases that tables have.
fn quantities(catalogue: &Catalogue) -> impl Iterator<Item = Quantity> {
    let rows = catalogue.annex01.iter();
    let rows = rows.filter(|row| catalogue.counts_register(row));
    let rows = rows.map(|row| Quantity::Indicator(row.code.clone()));
    figures().map(Quantity::Figure).chain(rows)
}

fn value_of(catalogue: &Catalogue, summary: &Summary, quantity: &Quantity) -> Option<i64> {
    match quantity {
        Quantity::Figure(code) => summary.figure(code),
        Quantity::Indicator(code) => {
            let row = catalogue.annex01.iter().find(|row| row.code == *code);
            Indicators::of_summary(catalogue, summary).row(row?).value
        }
    }
}

/// A point of a trend over some units with all below them.
fn point(
    catalogue: &Catalogue,
    totals: &Totals,
    units: &BTreeSet<UnitCode>,
    quantity: &Quantity,
) -> TrendPoint {
    let mut sum = Summary::default();
    let mut behind = BTreeSet::new();
    let rows = units.iter().filter_map(|unit| totals.row(unit));
    let known = rows.filter(|row| row.is_known());
    for row in known {
        sum.add(&row.sum);
        behind.append(&mut totals.behind(&row.unit));
    }
    let value = value_of(catalogue, &sum, quantity).filter(|_| !behind.is_empty());
    TrendPoint {
        period: totals.period,
        value,
        reported: 0,
        expected: 0,
        made_of: Vec::new(),
        behind,
    }
}

/// Values by organisation unit and data element.
type Values = BTreeMap<(String, String), String>;

fn in_json(text: &str) -> Values {
    let set: Value = serde_json::from_str(text).unwrap();
    let values = set["dataValues"].as_array().unwrap().iter();
    let values = values.map(|value| {
        let of = |name: &str| value[name].as_str().unwrap().to_owned();
        ((of("orgUnit"), of("dataElement")), of("value"))
    });
    values.collect()
}

fn in_adx(text: &str) -> Values {
    let attribute = |line: &str, name: &str| -> Option<String> {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let mut unit = String::new();
    let mut values = Values::new();
    for line in text.lines() {
        unit = attribute(line, "orgUnit").unwrap_or(unit);
        if let Some(element) = attribute(line, "dataElement") {
            let value = attribute(line, "value").unwrap();
            values.insert((unit.clone(), element), value);
        }
    }
    values
}
