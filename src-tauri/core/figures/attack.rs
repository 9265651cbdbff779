//! An attack on the gate, with a solver of its own. The attacker knows nothing of how the gate works it out: he
//! writes down who there can be – cases and persons of every kind that numbers tell apart – and what
//! every number that left says of how many there are. Whatever small number is the same in all that he
//! finds possible, he can tell.
//!
//! Whether a number can be another is asked of a linear program: is there a direction in which to change how
//! many there are of each kind, so that everything that left stays true and the number does not?

use super::*;
use crate::catalogue::{Catalogue, RegisterCount};
use crate::model::{CaseCategory, Period, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

const BELOW: i64 = 5;
const HALF: &str = "phu-luc-02/2024/six-months";
const YEAR: &str = "phu-luc-02/2024/annual";
const ANNEX01: &str = "phu-luc-01/2024/annual";

/// When somebody came into the register: before the half-year report, before the annual one, or only before
/// its second revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Half,
    Year,
    Late,
}

/// What numbers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A case: when it came, its category, and when it was closed.
    Case(Came, usize, Option<Came>),
    /// A survivor: when, of which category, when served, whether a woman, whether in need and helped.
    Survivor(Came, usize, Option<Came>, bool, u8),
    /// A perpetrator: of domestic violence or not; below the threshold, counselled.
    Perpetrator(bool, u8),
}

fn kinds() -> Vec<Kind> {
    let came = [Came::Half, Came::Year, Came::Late];
    let mut kinds = Vec::new();
    for when in came {
        for category in 0..4 {
            for then in [None, Some(Came::Half), Some(Came::Year)] {
                kinds.push(Kind::Case(when, category, then));
                // A returnee may need help, and get it.
                let needs = if category == 3 { 0..3 } else { 0..1 };
                for need in needs {
                    let of = |woman| Kind::Survivor(when, category, then, woman, need);
                    kinds.extend([true, false].map(of));
                }
            }
        }
    }
    for domestic in [true, false] {
        kinds.extend((0..3).map(|state| Kind::Perpetrator(domestic, state)));
    }
    kinds
}

/// A report of a unit, in which numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Report(&'static str, i64);

const REPORTS: [Report; 4] = [
    Report(HALF, 1),
    Report(YEAR, 1),
    Report(ANNEX01, 1),
    Report(YEAR, 2),
];

impl Report {
    fn last(self) -> Came {
        match (self.0, self.1) {
            (HALF, _) => Came::Half,
            (_, 2) => Came::Late,
            _ => Came::Year,
        }
    }

    /// The numbers that stand in it.
    fn codes(self) -> Vec<CaseCode> {
        if self.0 == ANNEX01 {
            return RegisterCount::ALL.map(CaseCode::Count).into();
        }
        let all = FigureCode::all().into_iter();
        all.filter(FigureCode::is_of_cases)
            .map(CaseCode::Figure)
            .collect()
    }

    /// Whether a number in it counts somebody of a kind.
    fn counts(self, code: &CaseCode, kind: Kind) -> bool {
        let by = |then: Option<Came>| then.is_some_and(|then| then <= self.last().min(Came::Year));
        match (code, kind) {
            (CaseCode::Figure(FigureCode::Cases(which)), Kind::Case(came, category, closed)) => {
                came <= self.last()
                    && match which {
                        Cases::All => true,
                        Cases::Of(of) => CaseCategory::ALL[category] == *of,
                        Cases::Closed => by(closed),
                    }
            }
            (
                CaseCode::Figure(FigureCode::Survivors(which)),
                Kind::Survivor(came, _, served, woman, _),
            ) => {
                came <= self.last()
                    && match which {
                        Survivors::All => true,
                        Survivors::Served => by(served),
                        Survivors::Women => woman,
                    }
            }
            (CaseCode::Count(count), Kind::Survivor(came, category, served, _, need)) => {
                let conditions = count.conditions().iter();
                came <= self.last()
                    && count.persons() == crate::catalogue::Persons::Survivors
                    && CaseCategory::ALL[category] == count.category()
                    && conditions.clone().all(|condition| match condition {
                        crate::catalogue::Condition::Served => by(served),
                        crate::catalogue::Condition::NeedsSupport => need > 0,
                        crate::catalogue::Condition::Supported => need > 1,
                        _ => false,
                    })
            }
            (CaseCode::Count(count), Kind::Perpetrator(domestic, state)) => {
                let of = match domestic {
                    true => CaseCategory::Domestic,
                    false => CaseCategory::GenderBased,
                };
                count.persons() == crate::catalogue::Persons::Perpetrators
                    && count.category() == of
                    && count.conditions().len() <= usize::from(state)
            }
            _ => false,
        }
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

/// How many there are of each kind in a unit: mostly few kinds, some of them often.
fn drawn(draw: &mut Draw, kinds: &[Kind]) -> Vec<i64> {
    let mut many = vec![0i64; kinds.len()];
    for _ in 0..draw.below(10) {
        let place = draw.below(kinds.len() as u64) as usize;
        let late = |kind: &Kind| {
            matches!(
                kind,
                Kind::Case(Came::Late, ..) | Kind::Survivor(Came::Late, ..)
            )
        };
        many[place] += match draw.below(3) {
            0 => 1 + draw.below(9) as i64,
            _ if late(&kinds[place]) => 0,
            _ => 1 + draw.below(3) as i64,
        };
    }
    many
}

/// How each kind of each unit counts into a number: what an attacker writes down of it.
type Line = Vec<i64>;

/// Something that left.
struct Said {
    line: Line,
    shown: Shown,
    /// Whether the attacker knows that it would be shown, were it small.
    not_small: bool,
    what: String,
}

/// Whether a line can come to something else than it does, with all that was said still true; each way that was
/// found is kept, and asked first.
struct Attack<'a> {
    /// How many there are.
    truth: &'a [i64],
    /// What stays as it is.
    exact: Vec<Line>,
    /// What may only grow.
    may_grow: Vec<Line>,
    ways: Vec<Vec<f64>>,
}

fn comes_to(line: &[i64], many: &[i64]) -> i64 {
    line.iter().zip(many).map(|(sign, many)| sign * many).sum()
}

impl<'a> Attack<'a> {
    fn new(truth: &'a [i64], said: &[Said]) -> Self {
        let mut attack = Self {
            truth,
            exact: Vec::new(),
            may_grow: Vec::new(),
            ways: Vec::new(),
        };
        for said in said {
            let value = comes_to(&said.line, truth);
            match said.shown {
                Shown::Exact(shown) => {
                    assert_eq!(shown, value, "{}", said.what);
                    attack.exact.push(said.line.clone());
                }
                Shown::Below(below) => {
                    assert!((1..below).contains(&value), "{}", said.what);
                    if value == 1 {
                        attack.may_grow.push(said.line.clone());
                    }
                    if value == below - 1 {
                        attack
                            .may_grow
                            .push(said.line.iter().map(|sign| -sign).collect());
                    }
                }
                Shown::Hidden if said.not_small && value == BELOW => {
                    attack.may_grow.push(said.line.clone());
                }
                Shown::Hidden => {}
            }
        }
        attack
    }

    fn can_be_another(&mut self, line: &[i64]) -> bool {
        let moved = |way: &Vec<f64>| {
            let by: f64 = line
                .iter()
                .zip(way)
                .map(|(sign, by)| *sign as f64 * by)
                .sum();
            by.abs() > 1e-6
        };
        if self.ways.iter().any(moved) {
            return true;
        }
        for sign in [1.0, -1.0] {
            if let Some(way) = self.way(line, sign) {
                self.ways.push(way);
                return true;
            }
        }
        false
    }

    /// A direction in which a line grows, by the simplex method with Bland's rule.
    fn way(&self, line: &[i64], sign: f64) -> Option<Vec<f64>> {
        // Kinds that count alike everywhere are one. Who is there may be fewer, who is not may not.
        let lines: Vec<&Line> = self.exact.iter().chain(&self.may_grow).collect();
        let mut columns: BTreeMap<(Vec<i64>, i64, bool), usize> = BTreeMap::new();
        for (place, by) in line.iter().enumerate() {
            let column: Vec<i64> = lines.iter().map(|line| line[place]).collect();
            columns.entry((column.clone(), *by, true)).or_insert(place);
            if self.truth[place] > 0 {
                columns.entry((column, *by, false)).or_insert(place);
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
    small: Vec<(Line, String)>,
}

impl Scene {
    fn new(seed: u64) -> Self {
        let mut draw = Draw(seed);
        let kinds = kinds();
        let truth: Vec<i64> = COMMUNES
            .iter()
            .flat_map(|_| drawn(&mut draw, &kinds))
            .collect();
        let mut scene = Self {
            kinds,
            truth,
            catalogue: Catalogue::built_in("bac-ninh-2024.1").unwrap(),
            said: Vec::new(),
            small: Vec::new(),
        };
        scene.keep_secret();
        scene
    }

    fn line(&self, units: &[usize], report: Report, code: &CaseCode) -> Line {
        let of_unit = |unit: usize| {
            self.kinds
                .iter()
                .map(move |kind| i64::from(units.contains(&unit) && report.counts(code, *kind)))
        };
        (0..COMMUNES.len()).flat_map(of_unit).collect()
    }

    /// All that nobody may tell: small numbers of each unit, and what is left of one without another.
    fn keep_secret(&mut self) {
        let mut lines: Vec<(Line, String)> = Vec::new();
        for (unit, unit_code) in COMMUNES.iter().enumerate() {
            for report in REPORTS {
                for code in report.codes() {
                    let line = self.line(&[unit], report, &code);
                    let minus = |other: &Line| -> Line {
                        line.iter().zip(other).map(|(a, b)| a - b).collect()
                    };
                    let name = format!("{unit_code} {report:?} {code}");
                    let whole = match &code {
                        CaseCode::Figure(figure) => {
                            figure.within().map(|(whole, _)| CaseCode::Figure(whole))
                        }
                        CaseCode::Count(count) => count.within().map(CaseCode::Count),
                        CaseCode::Row(_) => None,
                    };
                    if let Some(whole) = whole {
                        let whole = self.line(&[unit], report, &whole);
                        lines.push((minus(&whole), format!("{name} left of its whole")));
                    }
                    let earlier: &[Report] = match report {
                        Report(YEAR, 1) => &[Report(HALF, 1)],
                        Report(YEAR, _) => &[Report(HALF, 1), Report(YEAR, 1)],
                        _ => &[],
                    };
                    for other in earlier {
                        let before = self.line(&[unit], *other, &code);
                        lines.push((minus(&before), format!("{name} since {other:?}")));
                    }
                    lines.push((line, name));
                }
            }
        }
        lines.retain(|(line, _)| (1..BELOW).contains(&comes_to(line, &self.truth).abs()));
        self.small = lines;
    }

    /// The gate of the province, or of one of its units, when some units have sent some reports.
    fn gate(&self, sent: &[(usize, Report)], told: Vec<LedgerEntry>) -> Gate {
        let mut gate = Gate::new(&self.catalogue, told);
        for (unit, report) in sent {
            let numbers: Vec<(CaseCode, i64)> = report
                .codes()
                .into_iter()
                .map(|code| {
                    let line = self.line(&[*unit], *report, &code);
                    let value = comes_to(&line, &self.truth);
                    (code, value)
                })
                .collect();
            let Report(period, revision) = *report;
            let unit = UnitCode::new(COMMUNES[*unit]).unwrap();
            let numbers = CaseNumbers::default().with(&numbers);
            gate.publish(
                &self.catalogue,
                &unit,
                period.parse().unwrap(),
                revision,
                &numbers,
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
            let mut last: BTreeMap<usize, Report> = BTreeMap::new();
            for (unit, report) in sent {
                if report.0 == period && units.contains(unit) {
                    last.insert(*unit, *report);
                }
            }
            let Some(first) = last.values().next() else {
                continue;
            };
            for code in first.codes() {
                let mut line = vec![0; self.truth.len()];
                for (unit, report) in &last {
                    let of = self.line(&[*unit], *report, &code);
                    line.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
                }
                let when: Period = period.parse().unwrap();
                let shown = gate.cleared(&behind, when, &code).shown();
                let whole = match &code {
                    CaseCode::Figure(figure) => figure.within().map(|(whole, _)| whole),
                    _ => None,
                };
                self.said.push(Said {
                    not_small: last.len() == 1 && whole.is_none(),
                    what: format!("{units:?} {period} {code}"),
                    line,
                    shown,
                });
            }
        }
    }

    fn attack(&self, seed: u64) -> usize {
        let mut attack = Attack::new(&self.truth, &self.said);
        for (line, name) in &self.small {
            let heard = || {
                let said = self.said.iter();
                let said = said.filter(|said| comes_to(&said.line, &self.truth) > 0);
                let said = said.map(|said| {
                    format!(
                        "{}: {} ({})",
                        said.what,
                        said.shown,
                        comes_to(&said.line, &self.truth)
                    )
                });
                said.collect::<Vec<_>>().join("\n")
            };
            assert!(
                attack.can_be_another(line),
                "office {seed}: {name} can be told to be {}\n{}",
                comes_to(line, &self.truth),
                heard()
            );
        }
        self.small.len()
    }
}

/// Whatever leaves of the communes, of a district and of the province, in both annexes and both periods, with a
/// second revision and after a commune that was late: no small number can be told of all of it together.
#[test]
fn no_small_number_can_be_told_from_all_that_leaves() {
    let (mut secrets, mut shown) = (0, 0);
    for seed in 0..offices() {
        let mut scene = Scene::new(seed);
        let mut draw = Draw(seed ^ 0x5eed);
        let mut sent: Vec<(usize, Report)> = Vec::new();
        for report in &REPORTS[..3] {
            sent.extend((0..2).map(|unit| (unit, *report)));
        }
        // The district and the province print before the third commune has sent anything.
        let early = scene.gate(&sent, Vec::new());
        for units in [&[0][..], &[1], &[0, 1]] {
            scene.ask(&early, units, &sent);
        }
        let told = early.taken();
        sent.extend(REPORTS[..3].iter().map(|report| (2, *report)));
        if draw.below(2) == 0 {
            sent.push((draw.below(3) as usize, REPORTS[3]));
        }
        let late = scene.gate(&sent, told);
        for units in [&[0][..], &[1], &[2], &[0, 1, 2], &[0, 1], &[0, 2]] {
            scene.ask(&late, units, &sent);
        }
        assert_eq!(
            (early.lost(), late.lost()),
            (Vec::new(), Vec::new()),
            "{seed}"
        );
        secrets += scene.attack(seed);
        let exact = scene.said.iter().filter(|said| {
            matches!(said.shown, Shown::Exact(_)) && comes_to(&said.line, &scene.truth) > 0
        });
        shown += exact.count();
    }
    // The attack has something to find, and something to find it from.
    assert!(secrets > 1_000 && shown > 1_000, "{secrets} {shown}");
}

fn offices() -> u64 {
    40
}

/// The attacker finds what a masking of each table by itself lets through.
#[test]
fn the_attack_finds_what_two_tables_tell_together() {
    let mut scene = Scene::new(1);
    let place = |kind: Kind| scene.kinds.iter().position(|of| *of == kind).unwrap();
    let domestic = place(Kind::Survivor(Came::Year, 0, None, true, 0));
    let gender = place(Kind::Survivor(Came::Year, 1, None, true, 0));
    scene.truth.fill(0);
    scene.truth[domestic] = 6;
    scene.truth[gender] = 2;
    scene.keep_secret();
    let say = |scene: &mut Scene, report: Report, code: CaseCode, shown: Shown| {
        let line = scene.line(&[0], report, &code);
        scene.said.push(Said {
            line,
            shown,
            not_small: false,
            what: code.to_string(),
        });
    };
    let survivors = CaseCode::Figure(FigureCode::SURVIVORS);
    say(&mut scene, REPORTS[1], survivors, Shown::Exact(8));
    say(
        &mut scene,
        REPORTS[2],
        CaseCode::Count(RegisterCount::GenderSurvivors),
        Shown::Below(5),
    );
    say(
        &mut scene,
        REPORTS[2],
        CaseCode::Count(RegisterCount::Returnees),
        Shown::Exact(0),
    );
    let line = scene.line(
        &[0],
        REPORTS[2],
        &CaseCode::Count(RegisterCount::GenderSurvivors),
    );
    assert!(Attack::new(&scene.truth, &scene.said).can_be_another(&line));
    // With those of domestic violence, and none of child abuse, two are left.
    say(
        &mut scene,
        REPORTS[2],
        CaseCode::Count(RegisterCount::DomesticSurvivors),
        Shown::Exact(6),
    );
    let children: Line = (0..scene.truth.len())
        .map(|place| {
            let kind = scene.kinds[place % scene.kinds.len()];
            i64::from(matches!(kind, Kind::Survivor(_, 2, ..)))
        })
        .collect();
    scene.said.push(Said {
        line: children,
        shown: Shown::Exact(0),
        not_small: false,
        what: "children".to_owned(),
    });
    assert!(!Attack::new(&scene.truth, &scene.said).can_be_another(&line));
}
