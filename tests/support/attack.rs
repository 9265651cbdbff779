//! An attack on what was published, with a solver of its own. The attacker knows nothing of how numbers are kept
//! back but what everybody may know: he writes down who there can be – cases and persons of every kind that
//! numbers tell apart – and what every number that left says of how many there are. Whatever small number is the
//! same in all that he finds possible, he can tell.
//!
//! Whether a number can be another is asked of a linear program: is there a direction in which to change how
//! many there are of each kind, so that everything that left stays true and the number does not?

use std::collections::{BTreeMap, BTreeSet};
use tienbo_core::catalogue::{Condition, Persons, RegisterCount};
use tienbo_core::model::{CaseCategory, Cases, FigureCode, Survivors};

/// When somebody came into the register, or was served: before the first report of a plan, before a later
/// one, or before the last.
pub type Stage = u8;
/// All of them.
pub const STAGES: [Stage; 4] = [0, 1, 2, 3];

/// What numbers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A case: when it came, its categories, and when it was closed.
    Case(Stage, usize, Option<Stage>),
    /// A survivor: when, of which categories, when served, whether a woman, whether in need and helped.
    Survivor(Stage, usize, Option<Stage>, bool, u8),
    /// A perpetrator: of domestic violence or not; below the threshold, counselled.
    Perpetrator(Stage, bool, u8),
}

impl Kind {
    /// When it came, and the categories of its case, which it is not without.
    pub fn case(self) -> (Stage, usize) {
        match self {
            Self::Case(came, category, _) | Self::Survivor(came, category, ..) => (came, category),
            Self::Perpetrator(came, domestic, _) => (came, usize::from(!domestic)),
        }
    }
}

/// A number of cases, by its code.
#[derive(Debug, Clone)]
pub enum Number {
    /// A figure of Phụ lục 02.
    Figure(FigureCode),
    /// A count of the register, for Phụ lục 01.
    Count(RegisterCount),
}

impl Number {
    /// The number with a code: `cases.domestic`, `register:returnees`.
    pub fn read(code: &str) -> Option<Self> {
        match code.strip_prefix("register:") {
            Some(count) => RegisterCount::from_code(count).map(Self::Count),
            None => FigureCode::known(code).map(Self::Figure),
        }
    }
}

/// The categories of each kind of case: of one, then those of several.
const CATEGORIES: [&[CaseCategory]; 6] = [
    &[CaseCategory::Domestic],
    &[CaseCategory::GenderBased],
    &[CaseCategory::ChildAbuse],
    &[CaseCategory::TraffickingReturnee],
    &[CaseCategory::Domestic, CaseCategory::ChildAbuse],
    &[CaseCategory::GenderBased, CaseCategory::ChildAbuse],
];

/// All of them whose cases are of one category.
pub fn kinds() -> Vec<Kind> {
    kinds_of(4)
}

/// All of them, also those whose cases are of several.
pub fn kinds_of_several() -> Vec<Kind> {
    kinds_of(CATEGORIES.len())
}

fn kinds_of(categories: usize) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for when in STAGES {
        for category in 0..categories {
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

/// What a report counts: whoever came by then, and was served by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Who came last.
    pub came: Stage,
    /// Who was served last.
    pub served: Stage,
}

impl Counted {
    /// Whether a number in it counts somebody of a kind.
    pub fn counts(self, number: &Number, kind: Kind) -> bool {
        let by = |then: Option<Stage>| then.is_some_and(|then| then <= self.served);
        if kind.case().0 > self.came {
            return false;
        }
        match (number, kind) {
            (Number::Figure(FigureCode::Cases(which)), Kind::Case(_, category, closed)) => {
                match which {
                    Cases::All => true,
                    Cases::Of(of) => CATEGORIES[category].contains(of),
                    Cases::Closed => by(closed),
                }
            }
            (
                Number::Figure(FigureCode::Survivors(which)),
                Kind::Survivor(_, _, served, woman, _),
            ) => match which {
                Survivors::All => true,
                Survivors::Served => by(served),
                Survivors::Women => woman,
            },
            (Number::Count(count), Kind::Survivor(_, category, served, _, need)) => {
                count.persons() == Persons::Survivors
                    && CATEGORIES[category].contains(&count.category())
                    && count.conditions().iter().all(|condition| match condition {
                        Condition::Served => by(served),
                        Condition::NeedsSupport => need > 0,
                        Condition::Supported => need > 1,
                        Condition::BelowThreshold | Condition::Counselled => false,
                    })
            }
            (Number::Count(count), Kind::Perpetrator(_, _, state)) => {
                count.persons() == Persons::Perpetrators
                    && CATEGORIES[kind.case().1].contains(&count.category())
                    && count.conditions().len() <= usize::from(state)
            }
            _ => false,
        }
    }

    /// Whether nobody of a kind is there, where a number in it is none: nobody is without a case.
    pub fn tells_of_none(self, number: &Number, kind: Kind) -> bool {
        let Number::Figure(FigureCode::Cases(which)) = number else {
            return false;
        };
        let (came, category) = kind.case();
        came <= self.came
            && match which {
                Cases::All => true,
                Cases::Of(of) => CATEGORIES[category].contains(of),
                Cases::Closed => false,
            }
    }
}

/// Draws numbers, the same each time.
pub struct Draw(pub u64);

impl Draw {
    /// A number below another.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// How many there are of each kind in a unit: mostly few kinds, some of them often. There is nobody without a
/// case.
pub fn drawn(draw: &mut Draw, kinds: &[Kind]) -> Vec<i64> {
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
            many[case.expect("every case is a kind")] += 1 + draw.below(6) as i64;
        }
    }
    many
}

/// How each kind of each unit counts into a number: what an attacker writes down of it.
pub type Line = Vec<i64>;

/// What is said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The number.
    Exact(i64),
    /// That it is one or more, but fewer than this number.
    Below(i64),
    /// Nothing.
    Hidden,
}

impl Word {
    /// A number as it is written in a report, a table or a file; nothing, where nothing stands there. Of one with a
    /// fraction, its whole part.
    pub fn read(cell: &str) -> Option<Self> {
        match cell.trim() {
            "" => None,
            "…" => Some(Self::Hidden),
            "–" => Some(Self::Exact(0)),
            cell => {
                let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{cell}"));
                Some(match cell.strip_prefix('<') {
                    Some(below) => Self::Below(number(below)),
                    None => {
                        let whole = cell.split(',').next().unwrap_or(cell);
                        Self::Exact(number(&whole.replace('.', "")))
                    }
                })
            }
        }
    }
}

/// Something that left.
#[derive(Debug, Clone)]
pub struct Said {
    /// What it says how many there are of.
    pub line: Line,
    /// What it says.
    pub shown: Word,
    /// Who is not there, where it is none: nobody is without a case.
    pub without: Vec<usize>,
    /// Below which number it would be said to be, were it: the attacker knows that it is not.
    pub not_small: Option<i64>,
    /// Where it is said.
    pub what: String,
}

/// Whether a line can come to something else than it does, with all that was said still true; each way that was
/// found is kept, and asked first.
pub struct Attack {
    /// How many there are.
    truth: Vec<i64>,
    /// What stays as it is.
    exact: BTreeSet<Line>,
    /// What may only grow.
    may_grow: BTreeSet<Line>,
    /// Who is known not to be there.
    nobody: BTreeSet<usize>,
    ways: Vec<Vec<f64>>,
}

/// What a line comes to.
pub fn comes_to(line: &[i64], many: &[i64]) -> i64 {
    line.iter().zip(many).map(|(sign, many)| sign * many).sum()
}

fn moves(line: &[i64], way: &[f64]) -> f64 {
    line.iter()
        .zip(way)
        .map(|(sign, by)| *sign as f64 * by)
        .sum()
}

impl Attack {
    /// Nothing was said yet.
    pub fn new(truth: &[i64]) -> Self {
        Self {
            truth: truth.to_vec(),
            exact: BTreeSet::new(),
            may_grow: BTreeSet::new(),
            nobody: BTreeSet::new(),
            ways: Vec::new(),
        }
    }

    /// Takes in what was said, and gives up the ways that it excludes.
    pub fn hear(&mut self, said: &[Said]) {
        for said in said {
            let value = comes_to(&said.line, &self.truth);
            let less = || said.line.iter().map(|sign| -sign).collect::<Line>();
            match said.shown {
                Word::Exact(shown) => {
                    assert_eq!(shown, value, "{}", said.what);
                    self.exact.insert(said.line.clone());
                    if shown == 0 {
                        self.nobody.extend(&said.without);
                    }
                }
                Word::Below(below) => {
                    assert!((1..below).contains(&value), "{}", said.what);
                    if value == 1 {
                        self.may_grow.insert(said.line.clone());
                    }
                    if value == below - 1 {
                        self.may_grow.insert(less());
                    }
                }
                Word::Hidden if said.not_small == Some(value) => {
                    self.may_grow.insert(said.line.clone());
                }
                Word::Hidden => {}
            }
        }
        let (exact, may_grow, nobody) = (&self.exact, &self.may_grow, &self.nobody);
        self.ways.retain(|way| {
            exact.iter().all(|line| moves(line, way).abs() < 1e-6)
                && may_grow.iter().all(|line| moves(line, way) > -1e-6)
                && nobody.iter().all(|place| way[*place] < 1e-6)
        });
    }

    /// Whether a line can come to something else.
    pub fn can_be_another(&mut self, line: &[i64]) -> bool {
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
