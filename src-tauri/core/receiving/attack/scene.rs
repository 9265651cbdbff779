//! Units with their cases: how many there are of each kind, what is a number of which of them, and what nobody may
//! tell.

use super::*;

/// The rows of the analysis: ages, which add up to all survivors; and services, of which one can have several.
const AGES: usize = 3;
const SERVICES: usize = 2;
/// How many there are of each row, and of survivors without each service.
const ROWS: usize = AGES + 2 * SERVICES;

/// A row of the analysis, and at which place of all that is counted of it.
pub(super) fn rows() -> impl Iterator<Item = (CaseCode, usize)> {
    let row = |table, row: usize, adds_up| {
        CaseCode::Row(TableRow {
            table: String::from(table),
            row: row.to_string(),
            of_survivors: true,
            adds_up,
        })
    };
    let ages = (0..AGES).map(move |age| (row("ages", age, true), age));
    let services = (0..SERVICES).map(move |of| (row("services", of, false), AGES + 2 * of));
    ages.chain(services)
}

/// In the place of which count an officer puts another number, and in which row.
const REPLACED: CaseCode = CaseCode::Count(RegisterCount::DomesticSurvivors);
pub(super) const ROW: &str = "III.2.1.1";

pub(super) fn put_in_place() -> CaseCode {
    CaseCode::Said(RegisterCount::DomesticSurvivors, ROW.to_owned())
}

/// Offices with what units reported, and everything that leaves of them.
pub(super) struct Scene {
    pub(super) units: [&'static str; 3],
    pub(super) kinds: Vec<Kind>,
    pub(super) truth: Vec<i64>,
    /// The catalogue of each office.
    pub(super) catalogues: Vec<Catalogue>,
    /// The ledger of each.
    pub(super) told: Vec<Ledger>,
    /// What reports that were sent say that they keep back.
    pub(super) came: Vec<(UnitCode, Period, i64, Vec<String>)>,
    /// The units whose officer put a number in the place of survivors of domestic violence, each with its place.
    pub(super) puts: BTreeMap<usize, usize>,
    /// Where what the analysis tells apart begins, by unit and stage.
    pub(super) rows: Option<usize>,
    /// Whether the last unit was made of the others, and has taken over their cases.
    pub(super) merged: bool,
    /// Of how many numbers one is asked for.
    pub(super) asks: u64,
    pub(super) said: Vec<Said>,
    /// Which output said what, by its place in that.
    pub(super) outputs: BTreeMap<usize, &'static str>,
}

impl Scene {
    /// An ordinary one, with one threshold.
    pub(super) fn new(draw: &mut Draw, below: i64) -> Self {
        let kinds = kinds();
        let truth = COMMUNES.iter().flat_map(|_| drawn(draw, &kinds)).collect();
        let mut catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
        catalogue.regime.mask_below = below;
        Self {
            units: COMMUNES,
            kinds,
            truth,
            catalogues: vec![catalogue; ABOVE + 1],
            told: vec![Ledger::kept(); ABOVE + 1],
            came: Vec::new(),
            puts: BTreeMap::new(),
            rows: None,
            merged: false,
            asks: 1,
            said: Vec::new(),
            outputs: BTreeMap::new(),
        }
    }

    /// Some of its cases are of several categories.
    pub(super) fn of_several_categories(mut self, draw: &mut Draw) -> Self {
        self.kinds = kinds_of_several();
        let all = COMMUNES.iter().flat_map(|_| drawn(draw, &self.kinds));
        self.truth = all.collect();
        self
    }

    /// Officers of some units put other numbers in the place of counts.
    pub(super) fn puts(mut self, draw: &mut Draw) -> Self {
        for unit in 0..ABOVE {
            if draw.below(2) == 0 {
                self.puts.insert(unit, self.truth.len());
                self.truth.push(draw.below(14) as i64);
            }
        }
        self
    }

    /// Survivors of each unit and stage have ages, and some have services.
    pub(super) fn analysed(mut self, draw: &mut Draw) -> Self {
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
    pub(super) fn keeps_back_more(mut self) -> Self {
        let more = self.below() + 3;
        self.catalogues[0].regime.mask_below = more;
        self
    }

    /// The last unit is a district with cases of its own, whose small numbers are kept back, or may be told.
    pub(super) fn with_a_district(mut self, masked: bool) -> Self {
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
    pub(super) fn asking_of_some(mut self) -> Self {
        self.asks = 2;
        self
    }

    /// The last unit was made of the others after the half-year. Of before it has what they handed over, and cases
    /// that it found itself.
    pub(super) fn merged(mut self) -> Self {
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

    pub(super) fn code(&self, unit: usize) -> UnitCode {
        UnitCode::new(self.units[unit]).unwrap()
    }

    pub(super) fn below(&self) -> i64 {
        self.catalogues[ABOVE].regime.mask_below
    }

    pub(super) fn masking(&self, office: usize) -> Masking {
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

    pub(super) fn line(&self, unit: usize, report: Sent, code: &CaseCode) -> Line {
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

    /// What stands for a number in a row of a report: what an officer put in its place.
    pub(super) fn shown_line(
        &self,
        unit: usize,
        report: Sent,
        code: &CaseCode,
        row: Option<&str>,
    ) -> Line {
        match self.puts.get(&unit) {
            Some(place) if *code == REPLACED && row == Some(ROW) => {
                let mut line = vec![0; self.truth.len()];
                line[*place] = 1;
                line
            }
            _ => self.line(unit, report, code),
        }
    }

    /// Who is not there, where a number is none.
    pub(super) fn without(&self, unit: usize, report: Sent, code: &CaseCode) -> Vec<usize> {
        let Some(number) = Number::read(&code.to_string()) else {
            return Vec::new();
        };
        let of = |(_, kind): &(usize, Kind)| report.counted.tells_of_none(&number, *kind);
        let places = self.of_unit(unit).filter(of);
        places.map(|(place, _)| place).collect()
    }

    /// All that nobody may tell: small numbers of each unit, what is left of one without another, and what came
    /// to it since.
    pub(super) fn secrets(&self, plan: &[Step]) -> Vec<(Line, String)> {
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
}
