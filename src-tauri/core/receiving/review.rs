//! Looking at what a unit sent: beside what it sent before and last year, and beside its neighbours.

use crate::catalogue::Catalogue;
use crate::figures::{Dataset, Figures, InStore, Indicators, figures};
use crate::message::Told;
use crate::model::{Period, RecordId, ReportKind, UnitCode, Year, fold, grouped};
use crate::period::PeriodError;
use crate::store::{self, Submission};
use crate::vault::Office;
use serde::Serialize;
use std::collections::BTreeSet;

/// A figure of a submission, beside the same figure elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewLine {
    /// Code of the figure.
    pub figure: String,
    /// In the submission that counts.
    pub now: Option<i64>,
    /// In the revision before it, where there is one.
    pub before: Option<i64>,
    /// In the same period last year, where a submission is here.
    pub last_year: Option<i64>,
    /// The middle one of the neighbours' numbers, where at least three reported.
    pub neighbours: Option<i64>,
}

/// Something a reviewer should ask about. Message `review-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// Stable code.
    pub code: &'static str,
    /// The section, row or figure it is about.
    pub place: String,
    /// What it is about.
    pub detail: String,
    /// Records it is about.
    pub records: BTreeSet<RecordId>,
}

impl Told for Doubt {
    fn code(&self) -> String {
        format!("review-{}", self.code)
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        vec![
            ("place", self.place.clone()),
            ("detail", self.detail.clone()),
        ]
    }
}

/// A submission as a reviewer looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Unit.
    pub unit: UnitCode,
    /// Period.
    pub period: Period,
    /// The package looked at.
    pub package_id: String,
    /// Its revision.
    pub revision: i64,
    /// Figures that are known or were.
    pub lines: Vec<ReviewLine>,
    /// What to ask about.
    pub doubts: Vec<Doubt>,
}

/// Figures compared with the neighbours' and, where they stand out, asked about.
const COMPARED: [&str; 8] = [
    "documents",
    "events",
    "events.total",
    "courses",
    "courses.total",
    "inspections",
    "funding.granted",
    "cases",
];
/// From so many times the neighbours' middle number on, a number is asked about.
const STANDS_OUT: i64 = 10;
/// Fewer neighbours say nothing.
const FEWEST_NEIGHBOURS: usize = 3;
/// From this share of common words on, a text is told to be last year's.
const COPIED: f64 = 0.9;
/// A shorter text may well be the same each year.
const SHORTEST_TEXT: usize = 12;

impl Office {
    /// The records of a submission as a dataset of its period.
    fn submitted(&self, submission: &Submission) -> Result<Dataset, PeriodError> {
        let catalogue = self.catalogue_of(submission.period)?;
        let mut data = Dataset::new(catalogue, submission.period)?;
        let records = InStore(self.store(), submission.origin);
        data.add(catalogue, &submission.unit, &records)?;
        Ok(data)
    }

    /// Looks at a unit's submission of a period; `None` where none is here.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn review(&self, unit: &UnitCode, period: Period) -> Result<Option<Review>, PeriodError> {
        let of_unit = store::submissions_of(self.store(), unit)?;
        let here = |period: Period| of_unit.iter().filter(move |s| s.period == period);
        let Some(current) = here(period).find(|submission| !submission.replaced) else {
            return Ok(None);
        };
        let catalogue = self.catalogue_of(period)?;
        let data = self.submitted(current)?;
        let now = figures(&data);
        let before = here(period)
            .filter(|submission| submission.revision < current.revision)
            .max_by_key(|submission| submission.revision)
            .map(|submission| self.submitted(submission))
            .transpose()?;
        let last_year = Year::new(period.year.get() - 1)
            .ok()
            .map(|year| Period { year, ..period });
        let last_year = last_year
            .and_then(|period| here(period).find(|submission| !submission.replaced))
            .map(|submission| self.submitted(submission))
            .transpose()?;
        let neighbours = self.neighbours(catalogue, unit, period)?;

        let figures_of = |data: &Option<Dataset>| data.as_ref().map(figures).unwrap_or_default();
        let (was, year_ago) = (figures_of(&before), figures_of(&last_year));
        let value = |figures: &Figures, code: &str| figures.get(code).and_then(|f| f.value);
        let lines = now
            .keys()
            .map(|code| ReviewLine {
                figure: code.clone(),
                now: value(&now, code),
                before: value(&was, code),
                last_year: value(&year_ago, code),
                neighbours: middle(neighbours.iter().filter_map(|n| value(n, code))),
            })
            .filter(|line| {
                [line.now, line.before, line.last_year]
                    .iter()
                    .any(|v| v.unwrap_or(0) != 0)
            })
            .collect();

        let mut doubts = stands_out(&now, &neighbours);
        doubts.extend(without_participants(&data));
        if period.report == ReportKind::Annex01 {
            doubts.extend(above_all(catalogue, &data));
        }
        if let Some(last_year) = &last_year {
            doubts.extend(copied(&data, last_year));
        }
        Ok(Some(Review {
            unit: unit.clone(),
            period,
            package_id: current.package_id.clone(),
            revision: current.revision,
            lines,
            doubts,
        }))
    }

    /// The figures of the other units under the same one, that reported for a period.
    fn neighbours(
        &self,
        catalogue: &Catalogue,
        unit: &UnitCode,
        period: Period,
    ) -> Result<Vec<Figures>, PeriodError> {
        let units = catalogue.units_of(period);
        let parent = |code: &UnitCode| units.get(code).map(|unit| unit.parent.clone());
        let mine = parent(unit);
        store::current_submissions(self.store(), period)?
            .iter()
            .filter(|other| other.unit != *unit && parent(&other.unit) == mine)
            .map(|other| Ok(figures(&self.submitted(other)?)))
            .collect()
    }
}

/// The middle one of some numbers, of enough of them.
fn middle(numbers: impl Iterator<Item = i64>) -> Option<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    (numbers.len() >= FEWEST_NEIGHBOURS).then(|| numbers[numbers.len() / 2])
}

fn stands_out(now: &Figures, neighbours: &[Figures]) -> Vec<Doubt> {
    let value = |figures: &Figures, code: &str| figures.get(code).and_then(|f| f.value);
    COMPARED
        .iter()
        .filter_map(|code| {
            let mine = value(now, code)?;
            let others = neighbours.iter().filter_map(|n| value(n, code));
            let theirs = middle(others).filter(|middle| *middle > 0)?;
            (mine >= STANDS_OUT.saturating_mul(theirs)).then(|| Doubt {
                code: "stands-out",
                place: (*code).to_owned(),
                detail: format!("{} / {}", grouped(mine), grouped(theirs)),
                records: now
                    .get(*code)
                    .map(|figure| figure.records.clone())
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn without_participants(data: &Dataset) -> Vec<Doubt> {
    let empty: BTreeSet<RecordId> = data
        .all(|unit| &unit.courses)
        .filter(|(_, course)| course.record.participants.total() == 0)
        .map(|(_, course)| course.id)
        .collect();
    if empty.is_empty() {
        return Vec::new();
    }
    vec![Doubt {
        code: "no-participants",
        place: "I.4".to_owned(),
        detail: empty.len().to_string(),
        records: empty,
    }]
}

/// Shares of a whole that are more than the whole.
fn above_all(catalogue: &Catalogue, data: &Dataset) -> Vec<Doubt> {
    const WHOLE: i64 = 1_000_000;
    let indicators = Indicators::new(catalogue, data);
    let percent = catalogue.annex01.iter().filter(|row| {
        let unit = row.unit.as_deref().or(row.measure.as_deref());
        unit == Some("%")
    });
    percent
        .filter_map(|row| {
            let result = indicators.row(row);
            let value = result.value.filter(|value| *value > WHOLE)?;
            let shown = crate::model::Decimal::from_parts(value).ok()?;
            Some(Doubt {
                code: "above-all",
                place: row.printed_no.clone(),
                detail: shown.to_string(),
                records: result.records,
            })
        })
        .collect()
}

/// Texts that say what last year's said. Numbers are left out: those may have been changed.
fn copied(data: &Dataset, last_year: &Dataset) -> Vec<Doubt> {
    let words = |text: &str| -> BTreeSet<String> {
        fold(text)
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let before: Vec<_> = last_year.all(|unit| &unit.narratives).collect();
    data.all(|unit| &unit.narratives)
        .filter_map(|(_, text)| {
            let mine = words(text.record.text.as_str());
            let (_, theirs) = before
                .iter()
                .find(|(_, other)| other.record.section == text.record.section)?;
            let theirs = words(theirs.record.text.as_str());
            let common = mine.intersection(&theirs).count() as f64;
            let all = mine.union(&theirs).count() as f64;
            (mine.len() >= SHORTEST_TEXT && common / all >= COPIED).then(|| Doubt {
                code: "copied",
                place: text.record.section.as_str().to_owned(),
                detail: String::new(),
                records: BTreeSet::from([text.id]),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figure;
    use crate::model::{Cell, RecordKind};
    use crate::package::Content;
    use crate::store::Stored;

    fn figures_of(events: i64) -> Figures {
        let figure = Figure {
            value: Some(events),
            records: BTreeSet::from([RecordId::new()]),
        };
        Figures::from([("events".to_owned(), figure)])
    }

    #[test]
    fn a_number_ten_times_the_neighbours_is_asked_about() {
        let neighbours: Vec<Figures> = [10, 12, 11].map(figures_of).into();
        let doubts = stands_out(&figures_of(110), &neighbours);
        assert_eq!(doubts[0].code, "stands-out");
        assert_eq!(doubts[0].detail, "110 / 11");
        assert_eq!(doubts[0].records.len(), 1);
        assert!(stands_out(&figures_of(109), &neighbours).is_empty());
        // Two neighbours are no measure.
        assert!(stands_out(&figures_of(1_000), &neighbours[..2]).is_empty());
    }

    fn year(year: i32, text: &str) -> Dataset {
        let catalogue = Catalogue::built_in(&format!("bac-ninh-{year}.1")).unwrap();
        let period: Period = year.to_string().parse().unwrap();
        let kind = RecordKind::Narrative;
        let cells = ["II", &period.to_string(), text].map(|text| Cell::Text(text.to_owned()));
        let records = vec![Stored {
            id: RecordId::new(),
            version: 1,
            origin: 0,
            record: kind.canonical(cells.into()).unwrap(),
        }];
        let content = Content {
            records: [(kind, records)].into(),
            ..Content::default()
        };
        let mut data = Dataset::new(&catalogue, period).unwrap();
        let unit = UnitCode::new("09163").unwrap();
        data.add(&catalogue, &unit, &content).unwrap();
        data
    }

    #[test]
    fn a_text_that_says_what_last_years_said_is_told() {
        let old = "Khó khăn: kinh phí hạn hẹp, cán bộ kiêm nhiệm nhiều việc, địa bàn rộng, dân cư phân tán 2024";
        let new = old.replace("2024", "2025");
        let doubts = copied(&year(2025, &new), &year(2024, old));
        assert_eq!(doubts[0].code, "copied");
        assert_eq!(doubts[0].place, "II");
        let other = "Thuận lợi: được cấp ủy quan tâm, hội viên tích cực, phối hợp chặt chẽ với trường học và trạm y tế";
        assert!(copied(&year(2025, other), &year(2024, old)).is_empty());
        // Short texts are the same each year without harm.
        assert!(copied(&year(2025, "Không có."), &year(2024, "Không có.")).is_empty());
    }
}
