//! The attack on the gate (`tienbo_support::attack`): generated offices, each with a gate and a ledger of its own,
//! do what a plan says one after the other, and everything that leaves of all of them goes to the attacker. 25
//! offices of each plan in every run, 2,000 with `cargo xtask campaign`.

use super::*;
use crate::catalogue::{Catalogue, RegisterCount, UnitAct, UnitChange};
use crate::figures::{Cases, FigureCode, Shown};
use crate::model::{CaseCategory, Day, UnitCode};
use std::collections::{BTreeMap, BTreeSet};
use tienbo_support::attack::{
    Attack, Counted, Draw, Kind, Line, Number, STAGES, Said, Stage, Word, comes_to, drawn, kinds,
};

const HALF: &str = "phu-luc-02/2024/six-months";
const YEAR: &str = "phu-luc-02/2024/annual";
const ANNEX01: &str = "phu-luc-01/2024/annual";

/// A report of a unit, in which numbers stand: its period and revision, 0 for what is printed before it is
/// closed; who is in it, and whose service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sent {
    period: &'static str,
    revision: i64,
    counted: Counted,
    /// Whether the tables of the analysis stand in it too.
    tables: bool,
}

const fn report(period: &'static str, revision: i64, came: Stage, served: Stage) -> Sent {
    Sent {
        period,
        revision,
        counted: Counted { came, served },
        tables: false,
    }
}

/// The analysis of a period, as it is now.
const fn analysis(period: &'static str, came: Stage, served: Stage) -> Sent {
    Sent {
        tables: true,
        ..report(period, 0, came, served)
    }
}

/// The rows of the analysis: ages, which add up to all survivors; and services, of which one can have several.
const AGES: usize = 3;
const SERVICES: usize = 2;
/// How many there are of each row, and of survivors without each service.
const ROWS: usize = AGES + 2 * SERVICES;

/// A row of the analysis, and at which place of all that is counted of it.
fn rows() -> impl Iterator<Item = (CaseCode, usize)> {
    let row = |table, row: usize, adds_up| {
        CaseCode::Row(TableRow {
            table,
            row: row.to_string(),
            of_survivors: true,
            adds_up,
        })
    };
    let ages = (0..AGES).map(move |age| (row("ages", age, true), age));
    let services = (0..SERVICES).map(move |of| (row("services", of, false), AGES + 2 * of));
    ages.chain(services)
}

impl Sent {
    /// The numbers that stand in it.
    fn codes(self) -> Vec<CaseCode> {
        if self.period == ANNEX01 {
            return RegisterCount::ALL.map(CaseCode::Count).into();
        }
        let all = FigureCode::all().into_iter();
        let figures = all.filter(FigureCode::is_of_cases).map(CaseCode::Figure);
        let tables = self.tables.then(|| {
            let rows = rows().map(|(row, _)| row);
            std::iter::once(CaseCode::Row(TableRow::survivors())).chain(rows)
        });
        figures.chain(tables.into_iter().flatten()).collect()
    }
}

/// The units, each of which has an office: communes, and the district of two of them; and the office above.
const COMMUNES: [&str; 3] = ["09163", "09166", "09193"];
const DISTRICT: &str = "256";
const ABOVE: usize = COMMUNES.len();

/// What happens at an office: it has some reports – all of them, in the order in which they came –, and numbers
/// over some units are asked for.
struct Step {
    office: usize,
    has: Vec<(usize, Sent)>,
    asked: Vec<Vec<usize>>,
}

impl Step {
    /// A unit prints what it has.
    fn of_unit(unit: usize, reports: &[Sent]) -> Self {
        Self {
            office: unit,
            has: reports.iter().map(|report| (unit, *report)).collect(),
            asked: vec![vec![unit]],
        }
    }

    /// The office above prints of units alone and together.
    fn above(has: &[(usize, Sent)], asked: Vec<Vec<usize>>) -> Self {
        Self {
            office: ABOVE,
            has: has.to_vec(),
            asked,
        }
    }
}

/// In the place of which count an officer puts another number, and in which row.
const REPLACED: CaseCode = CaseCode::Count(RegisterCount::DomesticSurvivors);
const ROW: &str = "III.2.1.1";

fn put_in_place() -> CaseCode {
    CaseCode::Said(RegisterCount::DomesticSurvivors, ROW.to_owned())
}

/// Offices with what units reported, and everything that leaves of them.
struct Scene {
    units: [&'static str; 3],
    kinds: Vec<Kind>,
    truth: Vec<i64>,
    /// The catalogue of each office.
    catalogues: Vec<Catalogue>,
    /// The ledger of each.
    told: Vec<Vec<LedgerEntry>>,
    /// What reports that were sent say that they keep back.
    came: Vec<(UnitCode, Period, i64, Vec<String>)>,
    /// The units whose officer put a number in the place of survivors of domestic violence, each with its place.
    puts: BTreeMap<usize, usize>,
    /// Where what the analysis tells apart begins, by unit and stage.
    rows: Option<usize>,
    /// Whether the last unit was made of the others, and has taken over their cases.
    merged: bool,
    /// Of how many numbers one is asked for.
    asks: u64,
    said: Vec<Said>,
}

impl Scene {
    /// An ordinary one, with one threshold.
    fn new(draw: &mut Draw, below: i64) -> Self {
        let kinds = kinds();
        let truth = COMMUNES.iter().flat_map(|_| drawn(draw, &kinds)).collect();
        let mut catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
        catalogue.regime.mask_below = below;
        Self {
            units: COMMUNES,
            kinds,
            truth,
            catalogues: vec![catalogue; ABOVE + 1],
            told: vec![Vec::new(); ABOVE + 1],
            came: Vec::new(),
            puts: BTreeMap::new(),
            rows: None,
            merged: false,
            asks: 1,
            said: Vec::new(),
        }
    }

    /// Officers of some units put other numbers in the place of counts.
    fn puts(mut self, draw: &mut Draw) -> Self {
        for unit in 0..ABOVE {
            if draw.below(2) == 0 {
                self.puts.insert(unit, self.truth.len());
                self.truth.push(draw.below(14) as i64);
            }
        }
        self
    }

    /// Survivors of each unit and stage have ages, and some have services.
    fn analysed(mut self, draw: &mut Draw) -> Self {
        self.rows = Some(self.truth.len());
        for unit in 0..ABOVE {
            for stage in STAGES {
                let survivors = self.survivors_of(unit, stage);
                let many = comes_to(&survivors, &self.truth);
                let mut of_ages = [0; AGES];
                for _ in 0..many {
                    of_ages[draw.below(AGES as u64) as usize] += 1;
                }
                self.truth.extend(of_ages);
                for _ in 0..SERVICES {
                    let served = draw.below(many as u64 + 1) as i64;
                    self.truth.extend([served, many - served]);
                }
            }
        }
        self.said = self.each_survivor_is_in_a_row();
        self
    }

    /// The survivors who came to a unit at a stage.
    fn survivors_of(&self, unit: usize, stage: Stage) -> Line {
        let mut line = vec![0; self.truth.len()];
        for (place, kind) in self.of_unit(unit) {
            let is_one = matches!(kind, Kind::Survivor(came, ..) if came == stage);
            line[place] = i64::from(is_one);
        }
        line
    }

    /// Where something of the analysis stands.
    fn row_at(&self, unit: usize, stage: Stage, row: usize) -> Option<usize> {
        Some(self.rows? + (unit * STAGES.len() + usize::from(stage)) * ROWS + row)
    }

    /// Everybody knows that each survivor has one age, and has a service or not.
    fn each_survivor_is_in_a_row(&self) -> Vec<Said> {
        let mut said = Vec::new();
        for unit in 0..ABOVE {
            for stage in STAGES {
                let ages = 0..AGES;
                let services = (0..SERVICES).map(|of| AGES + 2 * of..AGES + 2 * of + 2);
                for rows in std::iter::once(ages).chain(services) {
                    let mut line = self.survivors_of(unit, stage);
                    for place in rows.filter_map(|row| self.row_at(unit, stage, row)) {
                        line[place] = -1;
                    }
                    said.push(Said {
                        line,
                        shown: Word::Exact(0),
                        without: Vec::new(),
                        not_small: None,
                        what: format!("survivors of {unit} in stage {stage}"),
                    });
                }
            }
        }
        said
    }

    /// The first unit keeps back more than its office above.
    fn keeps_back_more(mut self) -> Self {
        let more = self.below() + 3;
        self.catalogues[0].regime.mask_below = more;
        self
    }

    /// The last unit is a district with cases of its own, whose small numbers are kept back, or may be told.
    fn with_a_district(mut self, masked: bool) -> Self {
        self.units[2] = DISTRICT;
        if masked {
            for catalogue in &mut self.catalogues {
                let levels = &mut catalogue.regime.mask_levels;
                levels.push("district".to_owned());
            }
        }
        self
    }

    /// One of some numbers is asked for, each time others.
    fn asking_of_some(mut self) -> Self {
        self.asks = 2;
        self
    }

    /// The last unit was made of the others after the half-year. Of before it has what they handed over.
    fn merged(mut self) -> Self {
        let many = self.kinds.len();
        for (kind, number) in self.kinds.iter().zip(&mut self.truth[2 * many..]) {
            if kind.case().0 == 0 {
                *number = 0;
            }
        }
        let [one, other, made] = [0, 1, 2].map(|unit| self.code(unit));
        for catalogue in &mut self.catalogues {
            let into = catalogue.units.get(&made).unwrap().clone();
            let units = vec![one.clone(), other.clone()];
            catalogue.changes.push(UnitChange {
                on: Day::parse_iso("2024-09-01").unwrap(),
                basis: "Nghị quyết mẫu".to_owned(),
                act: UnitAct::Merge { units, into },
            });
        }
        self.merged = true;
        self
    }

    fn code(&self, unit: usize) -> UnitCode {
        UnitCode::new(self.units[unit]).unwrap()
    }

    fn below(&self) -> i64 {
        self.catalogues[ABOVE].regime.mask_below
    }

    fn masking(&self, office: usize) -> Masking {
        self.catalogues[office].masking(true)
    }

    /// Whether small numbers of a unit are kept back.
    fn masks(&self, unit: usize) -> bool {
        self.masking(ABOVE)
            .masks(&self.catalogues[ABOVE], &self.code(unit))
    }

    /// The places of a unit's kinds, with those of the units of which it was made.
    fn of_unit(&self, unit: usize) -> impl Iterator<Item = (usize, Kind)> {
        let units = match self.merged && unit == 2 {
            true => 0..3,
            false => unit..unit + 1,
        };
        let many = self.kinds.len();
        units.flat_map(move |unit| {
            let kinds = self.kinds.iter().copied().enumerate();
            kinds.map(move |(at, kind)| (unit * many + at, kind))
        })
    }

    fn line(&self, unit: usize, report: Sent, code: &CaseCode) -> Line {
        if let Some((_, row)) = rows().find(|(of, _)| of == code) {
            let mut line = vec![0; self.truth.len()];
            for stage in STAGES
                .into_iter()
                .filter(|stage| *stage <= report.counted.came)
            {
                line[self.row_at(unit, stage, row).unwrap()] = 1;
            }
            return line;
        }
        let number = match code {
            CaseCode::Row(_) => FigureCode::SURVIVORS.to_string(),
            code => code.to_string(),
        };
        let number = Number::read(&number).unwrap();
        let mut line = vec![0; self.truth.len()];
        for (place, kind) in self.of_unit(unit) {
            line[place] = i64::from(report.counted.counts(&number, kind));
        }
        line
    }

    /// What stands for a number in a report: what an officer put in its place.
    fn shown_line(&self, unit: usize, report: Sent, code: &CaseCode) -> Line {
        match self.puts.get(&unit) {
            Some(place) if *code == REPLACED => {
                let mut line = vec![0; self.truth.len()];
                line[*place] = 1;
                line
            }
            _ => self.line(unit, report, code),
        }
    }

    /// Who is not there, where a number is none.
    fn without(&self, unit: usize, report: Sent, code: &CaseCode) -> Vec<usize> {
        let Some(number) = Number::read(&code.to_string()) else {
            return Vec::new();
        };
        let of = |(_, kind): &(usize, Kind)| report.counted.tells_of_none(&number, *kind);
        let places = self.of_unit(unit).filter(of);
        places.map(|(place, _)| place).collect()
    }

    /// All that nobody may tell: small numbers of each unit, what is left of one without another, and what came
    /// to it since.
    fn secrets(&self, plan: &[Step]) -> Vec<(Line, String)> {
        let sent: BTreeSet<(usize, Sent)> = plan
            .iter()
            .flat_map(|step| step.has.iter().copied())
            .filter(|(unit, _)| self.masks(*unit))
            .collect();
        let minus =
            |line: &Line, other: &Line| line.iter().zip(other).map(|(a, b)| a - b).collect();
        let mut lines: Vec<(Line, String)> = Vec::new();
        for (unit, report) in &sent {
            for code in report.codes() {
                let line = self.line(*unit, *report, &code);
                let name = format!("{} {report:?} {code}", self.units[*unit]);
                if let Some(whole) = code.whole() {
                    let whole = self.line(*unit, *report, &whole);
                    lines.push((minus(&whole, &line), format!("{name} left of its whole")));
                }
                let earlier = sent.iter().filter(|(of, other)| {
                    let same = (other.period == ANNEX01) == (report.period == ANNEX01);
                    of == unit && same && other.counted.came < report.counted.came
                });
                for (_, other) in earlier {
                    let before = self.line(*unit, *other, &code);
                    lines.push((minus(&line, &before), format!("{name} since {other:?}")));
                }
                lines.push((line, name));
            }
        }
        lines.extend(self.since_a_reform(&sent));
        lines.retain(|(line, _)| (1..self.below()).contains(&comes_to(line, &self.truth).abs()));
        lines
    }

    /// What came to a unit since the units reported of which it was made.
    fn since_a_reform(&self, sent: &BTreeSet<(usize, Sent)>) -> Vec<(Line, String)> {
        let mut lines = Vec::new();
        let of_year = |(unit, report): &&(usize, Sent)| *unit == 2 && report.period == YEAR;
        for (unit, report) in sent.iter().filter(of_year).filter(|_| self.merged) {
            for code in report.codes() {
                let mut line = self.line(*unit, *report, &code);
                for (of, half) in sent.iter().filter(|(_, half)| half.period == HALF) {
                    let before = self.line(*of, *half, &code);
                    line.iter_mut().zip(before).for_each(|(a, b)| *a -= b);
                }
                lines.push((line, format!("{report:?} {code} since the reform")));
            }
        }
        lines
    }

    /// What a unit reports.
    fn numbers(&self, unit: usize, report: Sent) -> CaseNumbers {
        let codes = report.codes().into_iter();
        let numbers = codes.map(|code| {
            let line = self.line(unit, report, &code);
            let value = comes_to(&line, &self.truth);
            (code, value)
        });
        let mut numbers: Vec<(CaseCode, i64)> = numbers.collect();
        if let Some(place) = self.puts.get(&unit)
            && report.period == ANNEX01
        {
            numbers.push((put_in_place(), self.truth[*place]));
        }
        CaseNumbers::default().with(&numbers)
    }

    /// The gate of an office that has some reports.
    fn gate(&self, step: &Step) -> Gate {
        let catalogue = &self.catalogues[step.office];
        let told = self.told[step.office].clone();
        let mut gate = Gate::new(self.masking(step.office), told);
        if self.merged && step.office == 2 {
            let numbers = self.numbers(2, report(HALF, 0, 0, 0));
            gate.told_by_others(catalogue, &self.code(2), HALF.parse().unwrap(), &numbers);
        }
        let came = self.came.iter().filter(|_| step.office == ABOVE);
        for (unit, period, revision, kept_back) in came {
            gate.heed(unit, *period, *revision, kept_back);
        }
        for (unit, report) in &step.has {
            gate.publish(
                catalogue,
                &self.code(*unit),
                report.period.parse().unwrap(),
                report.revision,
                &self.numbers(*unit, *report),
            );
        }
        gate
    }

    /// Asks a gate for everything over some units, and hears what it says.
    fn ask(&mut self, gate: &Gate, units: &[usize], step: &Step, draw: &mut Draw) {
        let behind: BTreeSet<UnitCode> = units.iter().map(|unit| self.code(*unit)).collect();
        for period in [HALF, YEAR, ANNEX01] {
            // Each unit with the last revision that it sent.
            let of_period =
                |(unit, report): &&(usize, Sent)| report.period == period && units.contains(unit);
            let last = step.has.iter().filter(of_period).copied();
            let last: BTreeMap<usize, Sent> = last.collect();
            let Some(first) = last.values().next() else {
                continue;
            };
            // Whoever knows how numbers are kept back takes those that are not said to be small for great;
            // whoever finds that wrong of one knows it of none.
            let of_one = last.len() == 1;
            let heard = self.said.len();
            for code in first.codes() {
                if draw.below(self.asks) > 0 {
                    continue;
                }
                let mut line = vec![0; self.truth.len()];
                let mut without = Vec::new();
                for (unit, report) in &last {
                    let of = self.shown_line(*unit, *report, &code);
                    line.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
                    without.extend(self.without(*unit, *report, &code));
                }
                let period: Period = period.parse().unwrap();
                let asked = match &code {
                    CaseCode::Count(count) => gate.said(&behind, period, *count, Some(ROW)),
                    other => other.clone(),
                };
                let shown = match gate.cleared(&behind, period, &asked).shown() {
                    Shown::Exact(number) => Word::Exact(number),
                    Shown::Below(below) => Word::Below(below),
                    Shown::Hidden => Word::Hidden,
                };
                self.said.push(Said {
                    line,
                    shown,
                    without,
                    not_small: (of_one && code.whole().is_none()).then_some(gate.below()),
                    what: format!("office {} {units:?} {period} {code}", step.office),
                });
            }
            let truth = &self.truth;
            let is_wrong = |said: &Said| {
                let value = comes_to(&said.line, truth);
                said.shown == Word::Hidden && said.not_small.is_some_and(|below| value < below)
            };
            let heard = &mut self.said[heard..];
            if heard.iter().any(is_wrong) {
                heard.iter_mut().for_each(|said| said.not_small = None);
            }
        }
    }

    /// Does what a plan says; and tells which small numbers could be told, and how many of them only after a unit's
    /// step of which the gate does not know all: when sums over it had left, or it had printed what was not closed.
    fn go(
        &mut self,
        plan: &[Step],
        secrets: &[(Line, String)],
        draw: &mut Draw,
    ) -> (Vec<String>, usize) {
        let mut open: Vec<&(Line, String)> = secrets.iter().collect();
        let mut attack = Attack::new(&self.truth);
        attack.hear(&self.said);
        let (mut by_gate, mut by_units) = (Vec::new(), 0);
        let (mut sums_left, mut printed_open) = (false, BTreeSet::new());
        for step in plan {
            let gate = self.gate(step);
            let heard = self.said.len();
            for units in &step.asked {
                self.ask(&gate, units, step, draw);
            }
            attack.hear(&self.said[heard..]);
            open.retain(|(line, name)| {
                let hidden = attack.can_be_another(line);
                let knows_all = !sums_left && !printed_open.contains(&step.office);
                if !hidden && !knows_all && step.office != ABOVE {
                    by_units += 1;
                } else if !hidden {
                    let value = comes_to(line, &self.truth);
                    by_gate.push(format!("{name} can be told to be {value}"));
                }
                hidden
            });
            sums_left |= step.asked.iter().any(|units| units.len() > 1);
            if step.has.iter().any(|(_, report)| report.revision == 0) {
                printed_open.insert(step.office);
            }
            self.note(step, &gate);
        }
        (by_gate, by_units)
    }

    /// The ledger of an office keeps what it told; and a report that a unit sends says what it keeps back.
    fn note(&mut self, step: &Step, gate: &Gate) {
        let note = |ledger: &mut Vec<LedgerEntry>, entries: Vec<LedgerEntry>| {
            for entry in entries {
                if !ledger.contains(&entry) {
                    ledger.push(entry);
                }
            }
        };
        note(&mut self.told[step.office], gate.taken());
        let last = step.has.last().filter(|_| step.office != ABOVE);
        if let Some((unit, report)) = last.filter(|(_, report)| report.revision > 0) {
            let period: Period = report.period.parse().unwrap();
            let kept_back = gate.kept_back(&self.code(*unit), period, report.revision);
            let came = (self.code(*unit), period, report.revision, kept_back);
            self.came.push(came);
        }
    }

    /// Everything that was said and is not nothing, for a test that fails.
    fn heard(&self) -> String {
        let said = self
            .said
            .iter()
            .map(|said| (said, comes_to(&said.line, &self.truth)));
        let said = said.filter(|(_, value)| *value > 0);
        let said = said.map(|(said, value)| format!("{}: {:?} ({value})", said.what, said.shown));
        said.collect::<Vec<_>>().join("\n")
    }
}

/// Two communes report the half-year and the year, the office above prints, a third unit comes later, and one
/// revises.
fn province(draw: &mut Draw) -> Vec<Step> {
    let reports = [
        report(HALF, 1, 0, 0),
        report(YEAR, 1, 1, 1),
        report(ANNEX01, 1, 1, 1),
    ];
    let mut has: Vec<(usize, Sent)> = Vec::new();
    let mut steps = Vec::new();
    for (number, sent) in reports.iter().enumerate() {
        for unit in 0..2 {
            has.push((unit, *sent));
            steps.push(Step::of_unit(unit, &reports[..=number]));
        }
        // Sometimes a sum of the half-year has left before the year is over.
        if number == 0 && draw.below(2) == 0 {
            steps.push(Step::above(&has, vec![vec![0, 1]]));
        }
    }
    let early = vec![vec![0], vec![1], vec![0, 1]];
    steps.push(Step::above(&has, early));
    for (number, sent) in reports.iter().enumerate() {
        has.push((2, *sent));
        steps.push(Step::of_unit(2, &reports[..=number]));
    }
    if draw.below(2) == 0 {
        let (unit, again) = (draw.below(3) as usize, report(YEAR, 2, 2, 1));
        has.push((unit, again));
        steps.push(Step::of_unit(unit, &[&reports[..], &[again]].concat()));
    }
    let mut asked = vec![vec![0], vec![1], vec![2]];
    // Of a district, of the province, of any choice of units, in any order.
    let mut over = vec![vec![0, 1, 2], vec![0, 1], vec![0, 2], vec![1, 2]];
    while !over.is_empty() {
        asked.push(over.swap_remove(draw.below(over.len() as u64) as usize));
    }
    steps.push(Step::above(&has, asked));
    steps
}

/// A commune revises the half-year, with services that were noted late, then reports the year, which it revises
/// too; and all is printed each time.
fn commune(_: &mut Draw) -> Vec<Step> {
    let reports = [
        report(HALF, 1, 0, 0),
        report(HALF, 2, 1, 1),
        report(YEAR, 1, 2, 2),
        report(ANNEX01, 1, 2, 2),
        report(YEAR, 2, 3, 2),
        report(ANNEX01, 2, 3, 2),
    ];
    (1..=reports.len())
        .map(|sent| Step::of_unit(0, &reports[..sent]))
        .collect()
}

/// Units revise both annexes, three times in all; every revision is printed.
fn revised(draw: &mut Draw) -> Vec<Step> {
    let mut has: Vec<(usize, Sent)> = Vec::new();
    let mut steps = Vec::new();
    for revision in 1..=3u8 {
        for unit in 0..3 {
            if revision > 1 && draw.below(2) > 0 {
                continue;
            }
            for period in [YEAR, ANNEX01] {
                has.push((unit, report(period, i64::from(revision), revision - 1, 1)));
                let own = has.iter().filter(|(of, _)| *of == unit);
                let own: Vec<Sent> = own.map(|(_, report)| *report).collect();
                steps.push(Step::of_unit(unit, &own));
            }
        }
        let asked = vec![vec![0], vec![1], vec![2], vec![0, 1, 2], vec![0, 1]];
        steps.push(Step::above(&has, asked));
    }
    steps
}

/// Units print a report before they close it, when not all have come to it yet; the office above prints what was
/// closed.
fn before_closing(draw: &mut Draw) -> Vec<Step> {
    let mut has: Vec<(usize, Sent)> = Vec::new();
    let mut steps = Vec::new();
    for unit in 0..3 {
        let open = [YEAR, ANNEX01][draw.below(2) as usize];
        for now in draw.below(3) as u8..2 {
            steps.push(Step::of_unit(unit, &[report(open, 0, now, now)]));
        }
        let [year, annex01] = [YEAR, ANNEX01].map(|period| report(period, 1, 2, 2));
        steps.push(Step::of_unit(unit, &[year]));
        steps.push(Step::of_unit(unit, &[year, annex01]));
        has.extend([(unit, year), (unit, annex01)]);
    }
    let asked = vec![vec![0], vec![1], vec![2], vec![0, 1, 2], vec![0, 1]];
    steps.push(Step::above(&has, asked));
    steps
}

/// A unit reports the half-year and the year, and shows the analysis of its cases each time.
fn analyses(_: &mut Draw) -> Vec<Step> {
    let half = report(HALF, 1, 0, 0);
    let year = report(YEAR, 1, 1, 1);
    let of_half = analysis(HALF, 0, 0);
    let states = [
        vec![half],
        vec![half, of_half],
        vec![half, year],
        vec![half, year, of_half, analysis(YEAR, 1, 1)],
    ];
    states.iter().map(|has| Step::of_unit(0, has)).collect()
}

/// Two units report the half-year, then they are one, which reports the year.
fn reform(draw: &mut Draw) -> Vec<Step> {
    let half = report(HALF, 1, 0, 0);
    let mut has = vec![(0, half), (1, half)];
    let mut steps = vec![Step::of_unit(0, &[half]), Step::of_unit(1, &[half])];
    if draw.below(2) == 0 {
        steps.push(Step::above(&has, vec![vec![0, 1]]));
    }
    let of_year = [report(YEAR, 1, 1, 1), report(ANNEX01, 1, 1, 1)];
    for (number, sent) in of_year.iter().enumerate() {
        has.push((2, *sent));
        steps.push(Step::of_unit(2, &of_year[..=number]));
    }
    let asked = vec![vec![2], vec![0], vec![1], vec![0, 1], vec![0, 1, 2]];
    steps.push(Step::above(&has, asked));
    steps
}

/// How many small numbers nobody may tell there were, and how many numbers were shown nevertheless.
#[derive(Default)]
struct Tally {
    secrets: usize,
    shown: usize,
    there: usize,
    /// What could be told, in offices that the gate is to blame for.
    told: Vec<String>,
    /// How many could be told of a later report of a unit and of a sum that had left before.
    of_later: usize,
}

/// Attacks offices that do as a plan says, with one threshold after the other.
fn attacked(plan: fn(&mut Draw) -> Vec<Step>, varied: fn(Scene, u64, &mut Draw) -> Scene) -> Tally {
    let mut tally = Tally::default();
    for office in 0..offices() {
        let mut draw = Draw(office);
        let scene = Scene::new(&mut draw, [5, 3, 10][(office % 3) as usize]);
        let mut scene = varied(scene, office, &mut draw);
        let plan = plan(&mut draw);
        let secrets = scene.secrets(&plan);
        let (told, of_later) = scene.go(&plan, &secrets, &mut draw);
        tally.secrets += secrets.len();
        tally.of_later += of_later;
        if !told.is_empty() {
            let below = scene.below();
            let told = told.join("\n");
            let heard = scene.heard();
            tally
                .told
                .push(format!("office {office}, below {below}:\n{told}\n{heard}"));
        }
        let positive = |said: &&Said| comes_to(&said.line, &scene.truth) > 0;
        for said in scene.said.iter().filter(positive) {
            tally.there += 1;
            tally.shown += usize::from(matches!(said.shown, Word::Exact(_)));
        }
    }
    println!(
        "{} offices: {} small numbers attacked, {} offices in which the gate told one, {} told of \
         later reports; {} of {} numbers shown",
        offices(),
        tally.secrets,
        tally.told.len(),
        tally.of_later,
        tally.shown,
        tally.there
    );
    tally
}

/// How many offices of each kind.
fn offices() -> u64 {
    match std::env::var_os("TIENBO_CAMPAIGN") {
        Some(_) => 2_000,
        None => 25,
    }
}

/// Nothing is told, and what is shown is worth showing.
fn holds(tally: &Tally) {
    assert!(
        tally.told.is_empty(),
        "{} offices\n{}",
        tally.told.len(),
        tally.told[0]
    );
    // The attack has something to find, and something to find it from.
    assert!(tally.secrets > 100 && tally.shown * 4 > tally.there);
}

/// As it is everywhere.
fn plain(scene: Scene, _: u64, _: &mut Draw) -> Scene {
    scene
}

/// Whatever leaves of the communes, of a district and of the province, in both annexes and both periods, with a
/// second revision and after a commune that was late: no small number can be told of all of it together.
#[test]
fn no_small_number_can_be_told_from_all_that_leaves() {
    holds(&attacked(province, plain));
}

#[test]
fn no_small_number_can_be_told_from_all_revisions_of_a_commune() {
    holds(&attacked(commune, plain));
}

#[test]
fn no_small_number_can_be_told_from_three_revisions_of_both_annexes() {
    holds(&attacked(revised, plain));
}

/// Officers put other numbers in the place of counts; a unit keeps back more than the office above; a district has
/// cases of its own, which are kept back or not; numbers are asked for one by one.
#[test]
fn no_small_number_can_be_told_where_offices_are_not_alike() {
    let varied = |scene: Scene, office: u64, draw: &mut Draw| match office % 5 {
        0 => scene.puts(draw),
        1 => scene.keeps_back_more(),
        2 => scene.with_a_district(false),
        3 => scene.with_a_district(true).puts(draw),
        _ => scene.keeps_back_more().asking_of_some(),
    };
    holds(&attacked(province, varied));
    holds(&attacked(revised, varied));
}

#[test]
fn no_small_number_can_be_told_from_analyses_beside_reports() {
    holds(&attacked(analyses, |scene, _, draw| scene.analysed(draw)));
}

#[test]
fn no_small_number_can_be_told_of_what_was_printed_before_it_was_closed() {
    holds(&attacked(before_closing, plain));
}

#[test]
fn no_small_number_can_be_told_through_a_reform() {
    holds(&attacked(reform, |scene, _, _| scene.merged()));
}

/// The attacker finds what a masking of each table by itself lets through.
#[test]
fn the_attack_finds_what_two_tables_tell_together() {
    let mut scene = Scene::new(&mut Draw(1), 5);
    let place = |kind: Kind| scene.kinds.iter().position(|of| *of == kind).unwrap();
    let domestic = place(Kind::Survivor(1, 0, None, true, 0));
    let gender = place(Kind::Survivor(1, 1, None, true, 0));
    scene.truth.fill(0);
    scene.truth[domestic] = 6;
    scene.truth[gender] = 2;
    let year = report(YEAR, 1, 1, 1);
    let annex01 = report(ANNEX01, 1, 1, 1);
    let say = |scene: &mut Scene, report: Sent, code: CaseCode, shown: Word| {
        scene.said.push(Said {
            line: scene.line(0, report, &code),
            shown,
            without: scene.without(0, report, &code),
            not_small: None,
            what: code.to_string(),
        });
    };
    let of = |category| CaseCode::Figure(FigureCode::Cases(Cases::Of(category)));
    let survivors = CaseCode::Figure(FigureCode::SURVIVORS);
    let domestic = CaseCode::Count(RegisterCount::DomesticSurvivors);
    let gender = CaseCode::Count(RegisterCount::GenderSurvivors);
    let returnees = CaseCode::Count(RegisterCount::Returnees);
    let line = scene.line(0, annex01, &gender);
    let is_told = |scene: &Scene| {
        let mut attack = Attack::new(&scene.truth);
        attack.hear(&scene.said);
        !attack.can_be_another(&line)
    };
    say(&mut scene, year, survivors, Word::Exact(8));
    say(&mut scene, annex01, gender, Word::Below(5));
    say(&mut scene, annex01, returnees, Word::Exact(0));
    assert!(!is_told(&scene));
    // With those of domestic violence two are left, of which some may be children.
    say(&mut scene, annex01, domestic, Word::Exact(6));
    assert!(!is_told(&scene));
    // There is no case of a child.
    let children = of(CaseCategory::ChildAbuse);
    say(&mut scene, year, children, Word::Exact(0));
    assert!(is_told(&scene));
}
