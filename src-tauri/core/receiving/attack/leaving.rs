//! What leaves of them, through a gate each time and with a ledger at each office.

use super::outputs::{Printed, printed};
use super::scene::put_in_place;
use super::*;

/// What an output said.
type Heard = (&'static str, Said);

impl Scene {
    /// What a unit reports.
    pub(super) fn reported(&self, unit: usize, report: Sent) -> Vec<(CaseCode, i64)> {
        let codes = report.codes().into_iter();
        let numbers = codes.map(|code| {
            let line = self.line(unit, report, &code);
            let value = comes_to(&line, &self.truth);
            (code, value)
        });
        let mut numbers: Vec<(CaseCode, i64)> = numbers.collect();
        if let Some(value) = self.put(unit, report) {
            numbers.push((put_in_place(), value));
        }
        numbers
    }

    fn numbers(&self, unit: usize, report: Sent) -> CaseNumbers {
        CaseNumbers::default().with(&self.reported(unit, report))
    }

    /// What a unit's officer put in the place of a count.
    pub(super) fn put(&self, unit: usize, report: Sent) -> Option<i64> {
        let place = self.puts.get(&unit)?;
        (report.period == ANNEX01).then(|| self.truth[*place])
    }

    /// The gate of an office that has some reports.
    fn gate(&self, step: &Step) -> Gate {
        let catalogue = &self.catalogues[step.office];
        let told = self.told[step.office].clone();
        let mut gate = Gate::new(self.masking(step.office), told);
        if self.merged && step.office == 2 {
            let half = report(HALF, 1, 0, 0);
            for unit in [0, 1] {
                let (code, numbers) = (self.code(unit), self.numbers(unit, half));
                gate.told_by_others(catalogue, &code, HALF.parse().unwrap(), &numbers);
            }
        }
        let came = self.came.iter().filter(|_| step.office == ABOVE);
        for (unit, period, revision, kept_back) in came {
            gate.heed(unit, *period, *revision, kept_back);
        }
        let has = step.has.iter().copied();
        let (closed, open): (Vec<(usize, Sent)>, _) =
            has.partition(|(_, report)| report.revision > 0);
        for (unit, report) in closed {
            let (code, numbers) = (self.code(unit), self.numbers(unit, report));
            let (period, revision) = (report.period.parse().unwrap(), report.revision);
            match step.office {
                ABOVE => gate.publish(catalogue, &code, period, revision, &numbers),
                _ => gate.closed(catalogue, &code, (period, revision), &numbers),
            }
        }
        if step.office != ABOVE {
            gate.all_closed(catalogue, &self.code(step.office));
        }
        for (unit, report) in open {
            // An office has Phụ lục 02 beside Phụ lục 01, as it is then.
            let beside = Sent {
                period: YEAR,
                ..report
            };
            let year_is_closed = step
                .has
                .iter()
                .any(|(_, of)| of.period == YEAR && of.revision > 0);
            if report.period == ANNEX01 && !year_is_closed {
                let (code, numbers) = (self.code(unit), self.numbers(unit, beside));
                gate.not_closed(catalogue, &code, YEAR.parse().unwrap(), &numbers);
            }
            let (code, numbers) = (self.code(unit), self.numbers(unit, report));
            let period = report.period.parse().unwrap();
            gate.not_closed(catalogue, &code, period, &numbers);
        }
        gate
    }

    /// Hears what was printed. Whoever knows how numbers are kept back takes those that are not said to be small
    /// for great; whoever finds that wrong of one in a report knows it of none.
    fn hear(&mut self, office: usize, printed: Vec<Printed>, below: i64) {
        let mut all: BTreeMap<Vec<(usize, Sent)>, Vec<Heard>> = BTreeMap::new();
        for Printed {
            output,
            of,
            code,
            row,
            shown,
            says_small,
        } in printed
        {
            let mut line = vec![0; self.truth.len()];
            let mut without = Vec::new();
            for (unit, report) in &of {
                let counted = self.shown_line(*unit, *report, &code, row.as_deref());
                line.iter_mut()
                    .zip(counted)
                    .for_each(|(sum, of)| *sum += of);
                without.extend(self.without(*unit, *report, &code));
            }
            let is_whole = of.len() == 1 && code.whole().is_none();
            let said = Said {
                line,
                shown,
                without,
                not_small: (says_small && is_whole).then_some(below),
                what: format!("office {office}, {output}: {of:?} {code}"),
            };
            all.entry(of).or_default().push((output, said));
        }
        let truth = &self.truth;
        let is_wrong = |(_, said): &Heard| {
            let value = comes_to(&said.line, truth);
            said.shown == Word::Hidden && said.not_small.is_some_and(|below| value < below)
        };
        for mut said in all.into_values() {
            if said.iter().any(is_wrong) {
                said.iter_mut().for_each(|(_, said)| said.not_small = None);
            }
            for (output, said) in said {
                self.outputs.insert(self.said.len(), output);
                self.said.push(said);
            }
        }
    }

    /// Does what a plan says; and tells which small numbers could be told, and how many of them only after a unit's
    /// step of which its gate does not know all: when sums over it had left.
    pub(super) fn go(
        &mut self,
        plan: &[Step],
        secrets: &[(Line, String)],
        draw: &mut Draw,
    ) -> (Vec<String>, usize) {
        let mut open: Vec<&(Line, String)> = secrets.iter().collect();
        let mut attack = Attack::new(&self.truth);
        attack.hear(&self.said);
        let (mut by_gate, mut by_units) = (Vec::new(), 0);
        let mut sums_left = false;
        let offices: Vec<Catalogues> = self
            .catalogues
            .iter()
            .map(|catalogue| Catalogues::new(catalogue.clone()))
            .collect();
        for step in plan {
            let gate = self.gate(step);
            let (year, below) = (YEAR.parse::<Period>().unwrap().year, gate.below());
            let mut gates = Gates {
                catalogues: &offices[step.office],
                gates: BTreeMap::from([(year, gate)]),
            };
            let heard = self.said.len();
            let said = printed(self, step, &gates, draw);
            self.hear(step.office, said, below);
            let gate = gates.gates.remove(&year).unwrap();
            attack.hear(&self.said[heard..]);
            open.retain(|(line, name)| {
                let hidden = attack.can_be_another(line);
                if !hidden && sums_left && step.office != ABOVE {
                    by_units += 1;
                } else if !hidden {
                    let value = comes_to(line, &self.truth);
                    let of = self.told_by(line).join("\n  ");
                    by_gate.push(format!("{name} can be told to be {value} of\n  {of}"));
                }
                hidden
            });
            sums_left |= step.asked.iter().any(|units| units.len() > 1);
            self.note(step, &gate);
        }
        (by_gate, by_units)
    }

    /// Which small numbers could be told of all that was said, were an output read without the gate.
    pub(super) fn is_told_without_gate(&self, output: &str, secrets: &[(Line, String)]) -> bool {
        let said = self.said.iter().enumerate().map(|(place, said)| {
            let mut said = said.clone();
            if self.outputs.get(&place) == Some(&output) {
                said.shown = Word::Exact(comes_to(&said.line, &self.truth));
            }
            said
        });
        let said: Vec<Said> = said.collect();
        let mut attack = Attack::new(&self.truth);
        attack.hear(&said);
        let mut secrets = secrets.iter();
        secrets.any(|(line, _)| !attack.can_be_another(line))
    }

    /// The ledger of an office keeps what it told; and a report that a unit sends says what it keeps back.
    fn note(&mut self, step: &Step, gate: &Gate) {
        self.told[step.office].note(gate.taken());
        let last = step.has.last().filter(|_| step.office != ABOVE);
        if let Some((unit, report)) = last.filter(|(_, report)| report.revision > 0) {
            let period: Period = report.period.parse().unwrap();
            let kept_back = gate.kept_back(&self.code(*unit), period, report.revision);
            let came = (self.code(*unit), period, report.revision, kept_back);
            self.came.push(came);
        }
    }

    /// As little as possible of what was said of which a number can be told, for a test that fails.
    fn told_by(&self, line: &Line) -> Vec<String> {
        let mut of: Vec<&Said> = self.said.iter().collect();
        let is_told = |of: &[&Said]| {
            let mut attack = Attack::new(&self.truth);
            of.iter()
                .for_each(|said| attack.hear(std::slice::from_ref(*said)));
            !attack.can_be_another(line)
        };
        let mut many = of.len();
        while many > 0 {
            let mut at = 0;
            while at < of.len() {
                let mut fewer = of.clone();
                fewer.drain(at..of.len().min(at + many));
                match is_told(&fewer) {
                    true => of = fewer,
                    false => at += many,
                }
            }
            many /= 2;
        }
        let of = of.into_iter().map(|said| {
            let value = comes_to(&said.line, &self.truth);
            format!("{}: {:?} ({value})", said.what, said.shown)
        });
        of.collect()
    }
}
