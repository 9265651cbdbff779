//! Plans: what is printed and reported of which units, in which order.

use super::scene::rows;
use super::*;

/// A report of a unit, in which numbers stand: its period and revision, 0 for what is printed before it is
/// closed; who is in it, and whose service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sent {
    pub(super) period: &'static str,
    pub(super) revision: i64,
    pub(super) counted: Counted,
    /// Whether the tables of the analysis stand in it too.
    pub(super) tables: bool,
}

pub(super) const fn report(
    period: &'static str,
    revision: i64,
    came: Stage,
    served: Stage,
) -> Sent {
    Sent {
        period,
        revision,
        counted: Counted { came, served },
        tables: false,
    }
}

/// The analysis of a period, as it is now.
pub(super) const fn analysis(period: &'static str, came: Stage, served: Stage) -> Sent {
    Sent {
        tables: true,
        ..report(period, 0, came, served)
    }
}

impl Sent {
    /// The numbers that stand in it.
    pub(super) fn codes(self) -> Vec<CaseCode> {
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
pub(super) const COMMUNES: [&str; 3] = ["09163", "09166", "09193"];
pub(super) const DISTRICT: &str = "256";
pub(super) const ABOVE: usize = COMMUNES.len();

/// What happens at an office: it has some reports – all of them, in the order in which they came –, and numbers
/// over some units are asked for.
pub(super) struct Step {
    pub(super) office: usize,
    pub(super) has: Vec<(usize, Sent)>,
    pub(super) asked: Vec<Vec<usize>>,
}

impl Step {
    /// The reports of a period that each of some units sent last.
    pub(super) fn latest(&self, period: &str, units: &[usize]) -> Vec<(usize, Sent)> {
        let of_period =
            |(unit, report): &&(usize, Sent)| report.period == period && units.contains(unit);
        let last: BTreeMap<usize, Sent> = self.has.iter().filter(of_period).copied().collect();
        last.into_iter().collect()
    }

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

/// Two communes report the half-year and the year, the office above prints, a third unit comes later, and one
/// revises.
pub(super) fn province(draw: &mut Draw) -> Vec<Step> {
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
pub(super) fn commune(_: &mut Draw) -> Vec<Step> {
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
pub(super) fn revised(draw: &mut Draw) -> Vec<Step> {
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

/// Units print reports before they close them, when not all have come to them yet, some after their half-year was
/// closed; the office above prints what was closed.
pub(super) fn before_closing(draw: &mut Draw) -> Vec<Step> {
    let mut has: Vec<(usize, Sent)> = Vec::new();
    let mut steps = Vec::new();
    for unit in 0..3 {
        let mut closed = Vec::new();
        let (mut first, mut last) = (draw.below(3) as Stage, 2);
        if draw.below(2) == 0 {
            steps.push(Step::of_unit(unit, &[report(HALF, 0, 0, 0)]));
            closed.push(report(HALF, 1, 1, 1));
            steps.push(Step::of_unit(unit, &closed));
            (first, last) = (1 + draw.below(2) as Stage, 3);
        }
        let open = [YEAR, ANNEX01][draw.below(2) as usize];
        for now in first..last {
            let open = report(open, 0, now, now);
            steps.push(Step::of_unit(unit, &[&closed[..], &[open]].concat()));
        }
        for period in [YEAR, ANNEX01] {
            closed.push(report(period, 1, last, last));
            steps.push(Step::of_unit(unit, &closed));
        }
        has.extend(closed.into_iter().map(|report| (unit, report)));
    }
    let asked = vec![vec![0], vec![1], vec![2], vec![0, 1, 2], vec![0, 1]];
    steps.push(Step::above(&has, asked));
    steps
}

/// A unit reports the half-year and the year, revises the year, and shows the analysis of its cases each time.
pub(super) fn analyses(_: &mut Draw) -> Vec<Step> {
    let half = report(HALF, 1, 0, 0);
    let year = report(YEAR, 1, 1, 1);
    let again = report(YEAR, 2, 2, 1);
    let of_half = analysis(HALF, 0, 0);
    let states = [
        vec![half],
        vec![half, of_half],
        vec![half, year],
        vec![half, year, of_half, analysis(YEAR, 1, 1)],
        vec![half, year, again],
        vec![half, year, again, of_half, analysis(YEAR, 2, 1)],
    ];
    states.iter().map(|has| Step::of_unit(0, has)).collect()
}

/// Two units report the half-year, then they are one, which reports the year.
pub(super) fn reform(draw: &mut Draw) -> Vec<Step> {
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
