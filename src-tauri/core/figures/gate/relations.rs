//! What a unit's numbers have to do with one another.

use super::published::{Numbers, Published};
use super::worlds::{Place, Worlds};
use super::{CaseCode, CaseNumbers, TableRow};
use crate::figures::FigureCode;
use crate::model::{Day, Period, ReportKind, UnitCode};
use std::collections::BTreeMap;

impl Numbers {
    /// Says what a unit's numbers have to do with one another, with those of its other periods, and with what
    /// was told of them before.
    pub(super) fn relate(
        &mut self,
        unit: &UnitCode,
        period: Period,
        published: &mut Published,
        numbers: &CaseNumbers,
    ) {
        let mut rests = BTreeMap::new();
        let mut part_of = |worlds: &mut Worlds, name: String, whole: Place, parts: &[Place]| {
            let parts_come_to: i64 = parts.iter().map(|part| worlds.value(*part)).sum();
            let sign = if worlds.value(whole) < parts_come_to {
                -1
            } else {
                1
            };
            let rest = worlds.sum(whole, parts);
            rests.insert(name, (rest, sign));
            rest
        };
        let codes: Vec<&CaseCode> = numbers.0.iter().map(|(code, _)| code).collect();
        let alike = |a: &&CaseCode, b: &&CaseCode| {
            a.adds_up() && b.adds_up() && a.division() == b.division()
        };
        for parts in codes.chunk_by(alike) {
            let whole = parts.first().and_then(|code| code.whole());
            let whole = whole.and_then(|whole| published.cells.get(&whole).copied());
            let places = parts
                .iter()
                .filter_map(|code| published.cells.get(code).copied());
            let places: Vec<Place> = places.collect();
            if let (Some(whole), Some(first)) = (whole, parts.first())
                && first.adds_up()
            {
                let name = format!("{first} and others");
                let rest = part_of(&mut self.worlds, name, whole, &places);
                // All parts stand in the table: everybody knows that nothing is left.
                if self.worlds.value(rest) == 0 {
                    self.worlds.tell(rest, 0, 0);
                }
            }
        }
        for ((_, other), all) in self
            .units
            .range((unit.clone(), period)..=(unit.clone(), period))
            .chain(
                self.units
                    .iter()
                    .filter(|((of, other), _)| of == unit && *other != period),
            )
        {
            let Some(last) = all.last() else {
                continue;
            };
            let within =
                |inner: (Day, Day), outer: (Day, Day)| outer.0 <= inner.0 && inner.1 <= outer.1;
            for (code, place) in &published.cells {
                let Some(before) = last.cells.get(code) else {
                    continue;
                };
                let name = format!("{code} beside {other}");
                // Whoever was found in a part of the year was found in the year.
                if within(last.days, published.days) {
                    part_of(&mut self.worlds, name, *place, &[*before]);
                } else if within(published.days, last.days) {
                    part_of(&mut self.worlds, name, *before, &[*place]);
                }
            }
            // The same persons under the codes of both annexes.
            let (annex01, annex02) = match (period.report, other.report) {
                (ReportKind::Annex01, ReportKind::Annex01) => continue,
                (ReportKind::Annex01, _) => (&published.cells, &last.cells),
                (_, ReportKind::Annex01) => (&last.cells, &published.cells),
                (_, _) => continue,
            };
            let annex01_days = match period.report {
                ReportKind::Annex01 => (published.days, last.days),
                _ => (last.days, published.days),
            };
            if annex01_days.0 != annex01_days.1 {
                continue;
            }
            let mut of_figure: BTreeMap<FigureCode, Vec<Place>> = BTreeMap::new();
            for (code, place) in annex01 {
                if let Some(figure) = code.in_annex02() {
                    let whole = annex02.get(&CaseCode::Figure(figure.clone()));
                    if let Some(whole) = whole {
                        let name = format!("{figure} without {code}");
                        part_of(&mut self.worlds, name, *whole, &[*place]);
                    }
                    of_figure.entry(figure).or_default().push(*place);
                }
            }
            for (figure, places) in of_figure {
                if let Some(whole) = annex02.get(&CaseCode::Figure(figure.clone())) {
                    let name = format!("{figure} without all of Phụ lục 01");
                    part_of(&mut self.worlds, name, *whole, &places);
                }
            }
        }
        // The tables of the analysis count survivors of cases reported elsewhere too.
        let all = published.cells.get(&CaseCode::Row(TableRow::survivors()));
        let reported = published
            .cells
            .get(&CaseCode::Figure(FigureCode::SURVIVORS));
        if let (Some(all), Some(reported)) = (all, reported) {
            part_of(
                &mut self.worlds,
                "reported elsewhere".to_owned(),
                *all,
                &[*reported],
            );
        }
        // What a number leaves of the one that it is a part of.
        for code in &codes {
            let whole = code
                .whole()
                .and_then(|whole| published.cells.get(&whole).copied());
            if let (Some(whole), Some(part)) = (whole, published.cells.get(code)) {
                part_of(&mut self.worlds, format!("without {code}"), whole, &[*part]);
            }
        }
        // What was told of the number when it was another, or the same.
        for told in &self.told {
            let of_unit = matches!(&told.behind[..], [(of, _)] if of == unit);
            if let (true, Some(before)) = (of_unit && told.period == period, told.exact) {
                let place = published
                    .cells
                    .iter()
                    .find(|(code, _)| code.to_string() == told.code);
                if let Some((code, place)) = place {
                    let known = self.worlds.known(before);
                    let name = format!("{code} told as {before}");
                    part_of(&mut self.worlds, name, *place, &[known]);
                }
            }
        }
        published.rests = rests;
    }
}
