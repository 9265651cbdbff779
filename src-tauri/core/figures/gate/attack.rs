//! An attack on the gate, with a solver of its own. The attacker knows nothing of how the gate works it out: he
//! writes down who there can be – cases and persons of every kind that numbers tell apart – and what
//! every number that left says of how many there are. Whatever small number is the same in all that he
//! finds possible, he can tell. 25 offices of each kind in every run, 2,000 with `cargo xtask campaign`.
//!
//! Whether a number can be another is asked of a linear program: is there a direction in which to change how
//! many there are of each kind, so that everything that left stays true and the number does not?

use super::*;
use crate::catalogue::{Catalogue, Condition, Persons, RegisterCount};
use crate::figures::{Cases, FigureCode, Shown, Survivors};
use crate::model::{CaseCategory, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

const HALF: &str = "phu-luc-02/2024/six-months";
const YEAR: &str = "phu-luc-02/2024/annual";
const ANNEX01: &str = "phu-luc-01/2024/annual";

/// When somebody came into the register, or was served: before the first report of a plan, before a later
/// one, or before the last.
type Stage = u8;
const STAGES: [Stage; 4] = [0, 1, 2, 3];

/// What numbers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A case: when it came, its category, and when it was closed.
    Case(Stage, usize, Option<Stage>),
    /// A survivor: when, of which category, when served, whether a woman, whether in need and helped.
    Survivor(Stage, usize, Option<Stage>, bool, u8),
    /// A perpetrator: of domestic violence or not; below the threshold, counselled.
    Perpetrator(Stage, bool, u8),
}

impl Kind {
    /// When it came, and the category of its case, which it is not without.
    fn case(self) -> (Stage, usize) {
        match self {
            Self::Case(came, category, _) | Self::Survivor(came, category, ..) => (came, category),
            Self::Perpetrator(came, domestic, _) => (came, usize::from(!domestic)),
        }
    }
}

fn kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for when in STAGES {
        for category in 0..4 {
            for then in [None, Some(0), Some(1), Some(2)] {
                kinds.push(Kind::Case(when, category, then));
                // A returnee may need help, and get it.
                let needs = if category == 3 { 0..3 } else { 0..1 };
                for need in needs {
                    let of = |woman| Kind::Survivor(when, category, then, woman, need);
                    kinds.extend([true, false].map(of));
                }
            }
        }
        for domestic in [true, false] {
            kinds.extend((0..3).map(|state| Kind::Perpetrator(when, domestic, state)));
        }
    }
    kinds
}

/// A report of a unit, in which numbers stand: its period and revision, who is in it, and whose service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Report {
    period: &'static str,
    revision: i64,
    came: Stage,
    served: Stage,
}

const fn report(period: &'static str, revision: i64, came: Stage, served: Stage) -> Report {
    Report {
        period,
        revision,
        came,
        served,
    }
}

impl Report {
    /// The numbers that stand in it.
    fn codes(self) -> Vec<CaseCode> {
        if self.period == ANNEX01 {
            return RegisterCount::ALL.map(CaseCode::Count).into();
        }
        let all = FigureCode::all().into_iter();
        all.filter(FigureCode::is_of_cases)
            .map(CaseCode::Figure)
            .collect()
    }

    /// Whether a number in it counts somebody of a kind.
    fn counts(self, code: &CaseCode, kind: Kind) -> bool {
        let by = |then: Option<Stage>| then.is_some_and(|then| then <= self.served);
        if kind.case().0 > self.came {
            return false;
        }
        match (code, kind) {
            (CaseCode::Figure(FigureCode::Cases(which)), Kind::Case(_, category, closed)) => {
                match which {
                    Cases::All => true,
                    Cases::Of(of) => CaseCategory::ALL[category] == *of,
                    Cases::Closed => by(closed),
                }
            }
            (
                CaseCode::Figure(FigureCode::Survivors(which)),
                Kind::Survivor(_, _, served, woman, _),
            ) => match which {
                Survivors::All => true,
                Survivors::Served => by(served),
                Survivors::Women => woman,
            },
            (CaseCode::Count(count), Kind::Survivor(_, category, served, _, need)) => {
                count.persons() == Persons::Survivors
                    && CaseCategory::ALL[category] == count.category()
                    && count.conditions().iter().all(|condition| match condition {
                        Condition::Served => by(served),
                        Condition::NeedsSupport => need > 0,
                        Condition::Supported => need > 1,
                        Condition::BelowThreshold | Condition::Counselled => false,
                    })
            }
            (CaseCode::Count(count), Kind::Perpetrator(_, _, state)) => {
                count.persons() == Persons::Perpetrators
                    && count.category() == CaseCategory::ALL[kind.case().1]
                    && count.conditions().len() <= usize::from(state)
            }
            _ => false,
        }
    }
}

/// What happens at an office, one after the other: some units have sent some reports – all of them, in the order
/// in which they came –, and numbers over some units are asked for.
struct Step {
    sent: Vec<(usize, Report)>,
    asked: Vec<Vec<usize>>,
}

impl Step {
    fn has_sums(&self) -> bool {
        self.asked.iter().any(|units| units.len() > 1)
    }
}

/// Draws numbers, the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// How many there are of each kind in a unit: mostly few kinds, some of them often. There is nobody without a
/// case.
fn drawn(draw: &mut Draw, kinds: &[Kind]) -> Vec<i64> {
    let mut many = vec![0i64; kinds.len()];
    for _ in 0..draw.below(10) {
        let place = draw.below(kinds.len() as u64) as usize;
        many[place] += match draw.below(3) {
            0 => 1 + draw.below(9) as i64,
            _ if kinds[place].case().0 > 1 => 0,
            _ => 1 + draw.below(3) as i64,
        };
        let (came, category) = kinds[place].case();
        let is_case =
            |kind: &Kind| matches!(kind, Kind::Case(..)) && kind.case() == (came, category);
        let cases = kinds.iter().zip(&many).filter(|(kind, _)| is_case(kind));
        if many[place] > 0 && cases.map(|(_, many)| many).sum::<i64>() == 0 {
            let case = Kind::Case(came, category, None);
            let case = kinds.iter().position(|kind| *kind == case);
            many[case.unwrap()] += 1 + draw.below(6) as i64;
        }
    }
    many
}

/// How each kind of each unit counts into a number: what an attacker writes down of it.
type Line = Vec<i64>;

/// Something that left.
struct Said {
    line: Line,
    shown: Shown,
    /// Who is not there, where it is none: nobody is without a case.
    without: Vec<usize>,
    /// Whether the attacker knows that it would be shown, were it small.
    not_small: bool,
    what: String,
}

/// Whether a line can come to something else than it does, with all that was said still true; each way that was
/// found is kept, and asked first.
struct Attack {
    /// How many there are.
    truth: Vec<i64>,
    below: i64,
    /// What stays as it is.
    exact: BTreeSet<Line>,
    /// What may only grow.
    may_grow: BTreeSet<Line>,
    /// Who is known not to be there.
    nobody: BTreeSet<usize>,
    ways: Vec<Vec<f64>>,
}

fn comes_to(line: &[i64], many: &[i64]) -> i64 {
    line.iter().zip(many).map(|(sign, many)| sign * many).sum()
}

fn moves(line: &[i64], way: &[f64]) -> f64 {
    line.iter()
        .zip(way)
        .map(|(sign, by)| *sign as f64 * by)
        .sum()
}

impl Attack {
    fn new(truth: &[i64], below: i64) -> Self {
        Self {
            truth: truth.to_vec(),
            below,
            exact: BTreeSet::new(),
            may_grow: BTreeSet::new(),
            nobody: BTreeSet::new(),
            ways: Vec::new(),
        }
    }

    /// Takes in what was said, and gives up the ways that it excludes.
    fn hear(&mut self, said: &[Said]) {
        for said in said {
            let value = comes_to(&said.line, &self.truth);
            let less = || said.line.iter().map(|sign| -sign).collect::<Line>();
            match said.shown {
                Shown::Exact(shown) => {
                    assert_eq!(shown, value, "{}", said.what);
                    self.exact.insert(said.line.clone());
                    if shown == 0 {
                        self.nobody.extend(&said.without);
                    }
                }
                Shown::Below(below) => {
                    assert!((1..below).contains(&value), "{}", said.what);
                    if value == 1 {
                        self.may_grow.insert(said.line.clone());
                    }
                    if value == below - 1 {
                        self.may_grow.insert(less());
                    }
                }
                Shown::Hidden if said.not_small && value == self.below => {
                    self.may_grow.insert(said.line.clone());
                }
                Shown::Hidden => {}
            }
        }
        let (exact, may_grow, nobody) = (&self.exact, &self.may_grow, &self.nobody);
        self.ways.retain(|way| {
            exact.iter().all(|line| moves(line, way).abs() < 1e-6)
                && may_grow.iter().all(|line| moves(line, way) > -1e-6)
                && nobody.iter().all(|place| way[*place] < 1e-6)
        });
    }

    fn can_be_another(&mut self, line: &[i64]) -> bool {
        if self.ways.iter().any(|way| moves(line, way).abs() > 1e-6) {
            return true;
        }
        let found = [1.0, -1.0]
            .into_iter()
            .find_map(|sign| self.way(line, sign));
        let is_found = found.is_some();
        self.ways.extend(found);
        is_found
    }

    /// A direction in which a line grows, by the simplex method with Bland's rule.
    fn way(&self, line: &[i64], sign: f64) -> Option<Vec<f64>> {
        // Kinds that count alike everywhere are one. Who is there may be fewer, who is not may not.
        let lines: Vec<&Line> = self.exact.iter().chain(&self.may_grow).collect();
        let mut columns: BTreeMap<(Vec<i64>, i64, bool), usize> = BTreeMap::new();
        for (place, of_line) in line.iter().enumerate() {
            let column: Vec<i64> = lines.iter().map(|line| line[place]).collect();
            if self.truth[place] > 0 {
                let less = (column.clone(), *of_line, false);
                columns.entry(less).or_insert(place);
            }
            if !self.nobody.contains(&place) {
                columns.entry((column, *of_line, true)).or_insert(place);
            }
        }
        let width = columns.len() + self.may_grow.len();
        let height = lines.len() + 1;
        // A row for each line, and one that keeps the direction short; artificial and slack columns are the
        // basis at first and never come back.
        let mut table = vec![vec![0.0f64; width + 1]; height + 1];
        for (at, ((column, of_line, more), _)) in columns.iter().enumerate() {
            let way = if *more { 1.0 } else { -1.0 };
            for (row, by) in column.iter().enumerate() {
                table[row][at] = way * *by as f64;
            }
            table[height - 1][at] = 1.0;
            table[height][at] = -sign * way * *of_line as f64;
        }
        for slack in 0..self.may_grow.len() {
            table[self.exact.len() + slack][columns.len() + slack] = -1.0;
        }
        table[height - 1][width] = 1.0;
        let mut basis: Vec<Option<usize>> = vec![None; height];
        for _ in 0..5_000 {
            let Some(enters) = (0..width).find(|at| table[height][*at] < -1e-9) else {
                break;
            };
            // An artificial variable is zero and stays so: a row of one is left whichever way it would go.
            let leaves = (0..height)
                .filter(|row| {
                    let by = table[*row][enters];
                    by > 1e-9 || (by < -1e-9 && *row + 1 < height && basis[*row].is_none())
                })
                .min_by(|a, b| {
                    let ratio = |row: &usize| table[*row][width] / table[*row][enters].abs();
                    ratio(a)
                        .total_cmp(&ratio(b))
                        .then(basis[*a].cmp(&basis[*b]))
                })?;
            let by = table[leaves][enters];
            table[leaves].iter_mut().for_each(|cell| *cell /= by);
            let pivot = table[leaves].clone();
            for (row, cells) in table.iter_mut().enumerate() {
                let by = cells[enters];
                if row != leaves && by.abs() > 1e-12 {
                    for (cell, pivot) in cells.iter_mut().zip(&pivot) {
                        *cell -= by * pivot;
                    }
                }
            }
            basis[leaves] = Some(enters);
        }
        if table[height][width] <= 1e-7 {
            return None;
        }
        let mut way = vec![0.0; line.len()];
        let places: Vec<(bool, usize)> = columns
            .iter()
            .map(|((_, _, more), place)| (*more, *place))
            .collect();
        for (row, at) in basis.iter().enumerate() {
            if let Some((more, place)) = at.and_then(|at| places.get(at)) {
                let by = table[row][width];
                way[*place] += if *more { by } else { -by };
            }
        }
        Some(way)
    }
}

/// Three communes, two of them under one district.
const COMMUNES: [&str; 3] = ["09163", "09166", "09193"];

/// An office with what its units reported, and everything that leaves of it.
struct Scene {
    kinds: Vec<Kind>,
    truth: Vec<i64>,
    catalogue: Catalogue,
    said: Vec<Said>,
}

impl Scene {
    fn new(draw: &mut Draw, below: i64) -> Self {
        let kinds = kinds();
        let truth = COMMUNES.iter().flat_map(|_| drawn(draw, &kinds)).collect();
        let mut catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
        catalogue.regime.mask_below = below;
        Self {
            kinds,
            truth,
            catalogue,
            said: Vec::new(),
        }
    }

    fn below(&self) -> i64 {
        self.catalogue.regime.mask_below
    }

    /// The places of a unit's kinds.
    fn of_unit(&self, unit: usize) -> impl Iterator<Item = (usize, Kind)> {
        let first = unit * self.kinds.len();
        let kinds = self.kinds.iter().copied().enumerate();
        kinds.map(move |(at, kind)| (first + at, kind))
    }

    fn line(&self, unit: usize, report: Report, code: &CaseCode) -> Line {
        let mut line = vec![0; self.truth.len()];
        for (place, kind) in self.of_unit(unit) {
            line[place] = i64::from(report.counts(code, kind));
        }
        line
    }

    /// Who is not there, where a number is none.
    fn without(&self, unit: usize, report: Report, code: &CaseCode) -> Vec<usize> {
        let CaseCode::Figure(FigureCode::Cases(which)) = code else {
            return Vec::new();
        };
        let of = |kind: &Kind| match which {
            Cases::All => kind.case().0 <= report.came,
            Cases::Of(of) => {
                kind.case().0 <= report.came && CaseCategory::ALL[kind.case().1] == *of
            }
            Cases::Closed => false,
        };
        let places = self.of_unit(unit).filter(|(_, kind)| of(kind));
        places.map(|(place, _)| place).collect()
    }

    /// All that nobody may tell: small numbers of each unit, what is left of one without another, and what came
    /// to it since.
    fn secrets(&self, plan: &[Step]) -> Vec<(Line, String)> {
        let sent: BTreeSet<(usize, Report)> = plan
            .iter()
            .flat_map(|step| step.sent.iter().copied())
            .collect();
        let minus =
            |line: &Line, other: &Line| line.iter().zip(other).map(|(a, b)| a - b).collect();
        let mut lines: Vec<(Line, String)> = Vec::new();
        for (unit, report) in &sent {
            for code in report.codes() {
                let line = self.line(*unit, *report, &code);
                let name = format!("{} {report:?} {code}", COMMUNES[*unit]);
                if let Some(whole) = code.whole() {
                    let whole = self.line(*unit, *report, &whole);
                    lines.push((minus(&whole, &line), format!("{name} left of its whole")));
                }
                let earlier = sent.iter().filter(|(of, other)| {
                    let same = (other.period == ANNEX01) == (report.period == ANNEX01);
                    of == unit && same && other.came < report.came
                });
                for (_, other) in earlier {
                    let before = self.line(*unit, *other, &code);
                    lines.push((minus(&line, &before), format!("{name} since {other:?}")));
                }
                lines.push((line, name));
            }
        }
        lines.retain(|(line, _)| (1..self.below()).contains(&comes_to(line, &self.truth).abs()));
        lines
    }

    /// The gate, when some units have sent some reports.
    fn gate(&self, sent: &[(usize, Report)], told: Vec<LedgerEntry>) -> Gate {
        let mut gate = Gate::new(&self.catalogue, told);
        for (unit, report) in sent {
            let codes = report.codes().into_iter();
            let numbers: Vec<(CaseCode, i64)> = codes
                .map(|code| {
                    let line = self.line(*unit, *report, &code);
                    let value = comes_to(&line, &self.truth);
                    (code, value)
                })
                .collect();
            gate.publish(
                &self.catalogue,
                &UnitCode::new(COMMUNES[*unit]).unwrap(),
                report.period.parse().unwrap(),
                report.revision,
                &CaseNumbers::default().with(&numbers),
            );
        }
        gate
    }

    /// Asks a gate for everything over some units, and hears what it says.
    fn ask(&mut self, gate: &Gate, units: &[usize], sent: &[(usize, Report)]) {
        let behind: BTreeSet<UnitCode> = units
            .iter()
            .map(|unit| UnitCode::new(COMMUNES[*unit]).unwrap())
            .collect();
        for period in [HALF, YEAR, ANNEX01] {
            // Each unit with the last revision that it sent.
            let of_period =
                |(unit, report): &&(usize, Report)| report.period == period && units.contains(unit);
            let last: BTreeMap<usize, Report> = sent.iter().filter(of_period).copied().collect();
            let Some(first) = last.values().next() else {
                continue;
            };
            // Whoever knows how numbers are kept back takes those that are not said to be small for great;
            // whoever finds that wrong of one knows it of none.
            let of_one = last.len() == 1;
            let heard = self.said.len();
            for code in first.codes() {
                let mut line = vec![0; self.truth.len()];
                let mut without = Vec::new();
                for (unit, report) in &last {
                    let of = self.line(*unit, *report, &code);
                    line.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
                    without.extend(self.without(*unit, *report, &code));
                }
                let shown = gate
                    .cleared(&behind, period.parse().unwrap(), &code)
                    .shown();
                self.said.push(Said {
                    line,
                    shown,
                    without,
                    not_small: of_one && code.whole().is_none(),
                    what: format!("{units:?} {period} {code}"),
                });
            }
            let (truth, below) = (&self.truth, self.catalogue.regime.mask_below);
            let wrong = self.said[heard..].iter().any(|said| {
                let value = comes_to(&said.line, truth);
                said.not_small && said.shown == Shown::Hidden && value < below
            });
            let heard = &mut self.said[heard..];
            heard.iter_mut().for_each(|said| said.not_small &= !wrong);
        }
    }

    /// Does what a plan says, each step with a gate of its own; and tells which small numbers could be told only
    /// after a step, and which could be already with what the units themselves said last.
    fn go(&mut self, plan: &[Step], secrets: &[(Line, String)]) -> (Vec<String>, usize) {
        let mut told: Vec<LedgerEntry> = Vec::new();
        let mut open: Vec<&(Line, String)> = secrets.iter().collect();
        let mut attack = Attack::new(&self.truth, self.below());
        let (mut by_gate, mut by_units) = (Vec::new(), 0);
        for step in plan {
            let gate = self.gate(&step.sent, told.clone());
            let (alone, over): (Vec<_>, Vec<_>) =
                step.asked.iter().partition(|units| units.len() == 1);
            for (asked, after_sums) in [(alone, !told.is_empty()), (over, false)] {
                let heard = self.said.len();
                for units in asked {
                    self.ask(&gate, units, &step.sent);
                }
                attack.hear(&self.said[heard..]);
                open.retain(|(line, name)| {
                    let hidden = attack.can_be_another(line);
                    if !hidden && after_sums && plan.iter().any(Step::has_sums) {
                        by_units += 1;
                    } else if !hidden {
                        let value = comes_to(line, &self.truth);
                        by_gate.push(format!("{name} can be told to be {value}"));
                    }
                    hidden
                });
            }
            for entry in gate.taken() {
                if !told.contains(&entry) {
                    told.push(entry);
                }
            }
        }
        (by_gate, by_units)
    }

    /// Everything that was said and is not nothing, for a test that fails.
    fn heard(&self) -> String {
        let said = self
            .said
            .iter()
            .map(|said| (said, comes_to(&said.line, &self.truth)));
        let said = said.filter(|(_, value)| *value > 0);
        let said = said.map(|(said, value)| format!("{}: {} ({value})", said.what, said.shown));
        said.collect::<Vec<_>>().join("\n")
    }
}

/// Two communes report the half-year and the year, the district and the province print, a third commune comes
/// later, and one revises.
fn province(draw: &mut Draw) -> Vec<Step> {
    let reports = [
        report(HALF, 1, 0, 0),
        report(YEAR, 1, 1, 1),
        report(ANNEX01, 1, 1, 1),
    ];
    let mut sent: Vec<(usize, Report)> = Vec::new();
    for report in reports {
        sent.extend((0..2).map(|unit| (unit, report)));
    }
    let early = Step {
        sent: sent.clone(),
        asked: vec![vec![0], vec![1], vec![0, 1]],
    };
    sent.extend(reports.map(|report| (2, report)));
    if draw.below(2) == 0 {
        sent.push((draw.below(3) as usize, report(YEAR, 2, 2, 1)));
    }
    let mut asked = vec![vec![0], vec![1], vec![2]];
    // Of a district, of the province, of any choice of units, in any order.
    let mut over = vec![vec![0, 1, 2], vec![0, 1], vec![0, 2], vec![1, 2]];
    while !over.is_empty() {
        asked.push(over.swap_remove(draw.below(over.len() as u64) as usize));
    }
    vec![early, Step { sent, asked }]
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
    let step = |reports: &[Report]| Step {
        sent: reports.iter().map(|report| (0, *report)).collect(),
        asked: vec![vec![0]],
    };
    (1..=reports.len())
        .map(|sent| step(&reports[..sent]))
        .collect()
}

/// Communes revise both annexes, three times in all; every revision is printed.
fn revised(draw: &mut Draw) -> Vec<Step> {
    let mut sent: Vec<(usize, Report)> = Vec::new();
    let mut steps = Vec::new();
    for revision in 1..=3u8 {
        for unit in 0..3 {
            if revision == 1 || draw.below(2) == 0 {
                let of = |period| report(period, i64::from(revision), revision - 1, 1);
                sent.extend([(unit, of(YEAR)), (unit, of(ANNEX01))]);
            }
        }
        steps.push(Step {
            sent: sent.clone(),
            asked: vec![vec![0], vec![1], vec![2], vec![0, 1, 2], vec![0, 1]],
        });
    }
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
fn attacked(plan: fn(&mut Draw) -> Vec<Step>) -> Tally {
    let mut tally = Tally::default();
    for office in 0..offices() {
        let mut draw = Draw(office);
        let mut scene = Scene::new(&mut draw, [5, 3, 10][(office % 3) as usize]);
        let plan = plan(&mut draw);
        let secrets = scene.secrets(&plan);
        let (told, of_later) = scene.go(&plan, &secrets);
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
            tally.shown += usize::from(matches!(said.shown, Shown::Exact(_)));
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

/// Whatever leaves of the communes, of a district and of the province, in both annexes and both periods, with a
/// second revision and after a commune that was late: no small number can be told of all of it together.
#[test]
fn no_small_number_can_be_told_from_all_that_leaves() {
    holds(&attacked(province));
}

#[test]
fn no_small_number_can_be_told_from_all_revisions_of_a_commune() {
    holds(&attacked(commune));
}

#[test]
fn no_small_number_can_be_told_from_three_revisions_of_both_annexes() {
    holds(&attacked(revised));
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
    let say = |scene: &mut Scene, report: Report, code: CaseCode, shown: Shown| {
        scene.said.push(Said {
            line: scene.line(0, report, &code),
            shown,
            without: scene.without(0, report, &code),
            not_small: false,
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
        let mut attack = Attack::new(&scene.truth, 5);
        attack.hear(&scene.said);
        !attack.can_be_another(&line)
    };
    say(&mut scene, year, survivors, Shown::Exact(8));
    say(&mut scene, annex01, gender, Shown::Below(5));
    say(&mut scene, annex01, returnees, Shown::Exact(0));
    assert!(!is_told(&scene));
    // With those of domestic violence two are left, of which some may be children.
    say(&mut scene, annex01, domestic, Shown::Exact(6));
    assert!(!is_told(&scene));
    // There is no case of a child.
    say(
        &mut scene,
        year,
        of(CaseCategory::ChildAbuse),
        Shown::Exact(0),
    );
    assert!(is_told(&scene));
}
