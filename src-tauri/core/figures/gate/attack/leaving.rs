//! What leaves of them, through a gate each time and with a ledger at each office.

use super::scene::{ROW, put_in_place};
use super::*;

impl Scene {
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
            let half = report(HALF, 1, 0, 0);
            let (one, other) = (self.numbers(0, half).0, self.numbers(1, half).0);
            let both = one.into_iter().zip(other);
            let handed_over: Vec<(CaseCode, i64)> = both
                .map(|((code, one), (_, other))| (code, one + other))
                .collect();
            let numbers = CaseNumbers::default().with(&handed_over);
            gate.told_by_others(catalogue, &self.code(2), HALF.parse().unwrap(), &numbers);
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
            let (code, numbers) = (self.code(unit), self.numbers(unit, report));
            let period = report.period.parse().unwrap();
            gate.not_closed(catalogue, &code, period, &numbers);
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
        for step in plan {
            let gate = self.gate(step);
            let heard = self.said.len();
            for units in &step.asked {
                self.ask(&gate, units, step, draw);
            }
            attack.hear(&self.said[heard..]);
            open.retain(|(line, name)| {
                let hidden = attack.can_be_another(line);
                if !hidden && sums_left && step.office != ABOVE {
                    by_units += 1;
                } else if !hidden {
                    let value = comes_to(line, &self.truth);
                    by_gate.push(format!("{name} can be told to be {value}"));
                }
                hidden
            });
            sums_left |= step.asked.iter().any(|units| units.len() > 1);
            self.note(step, &gate);
        }
        (by_gate, by_units)
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

    /// Everything that was said and is not nothing, for a test that fails.
    pub(super) fn heard(&self) -> String {
        let said = self
            .said
            .iter()
            .map(|said| (said, comes_to(&said.line, &self.truth)));
        let said = said.filter(|(_, value)| *value > 0);
        let said = said.map(|(said, value)| format!("{}: {:?} ({value})", said.what, said.shown));
        said.collect::<Vec<_>>().join("\n")
    }
}
