//! Looking at what a unit sent: beside what it sent before and last year, and beside its neighbours.

use super::{Quantity, ReceivingError};
use crate::catalogue::Catalogue;
use crate::figures::{Dataset, Figures, Indicators, Summary};
use crate::message::{Class, Language, Saying, Told};
use crate::model::{
    FigureCode, Money, Narrative, People, Period, RecordId, ReportKind, TrainingCourse, UnitCode,
    Year, fold, grouped,
};
use crate::sections::figures;
use crate::store;
use crate::vault::View;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// The median of the neighbours' numbers, where at least three reported.
    pub neighbours: Option<i64>,
}

/// Something a reviewer should ask about. Message `review-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// Which question it is: `stands-out`, `no-participants`, `above-all` or `copied`.
    pub code: &'static str,
    /// The section, row or figure it is about.
    pub place: String,
    /// What it is about.
    pub detail: String,
    /// Records it is about.
    pub records: BTreeSet<RecordId>,
}

impl Told for Doubt {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Fine, format!("review-{}", self.code))
            .with("place", &self.place)
            .detail(&self.detail)
    }
}

impl Doubt {
    /// In words of a language, a figure by its name.
    pub fn sentence_in(&self, language: Language) -> String {
        let mut named = self.clone();
        if let Some(code) = FigureCode::known(&self.place) {
            named.place = code.label(language);
        }
        named.sentence(language)
    }
}

/// A submission as a reviewer looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Who sent it.
    pub unit: UnitCode,
    /// Period.
    pub period: Period,
    /// The package looked at.
    pub package_id: String,
    /// Which closing of the sender it was made of, from 1.
    pub revision: i64,
    /// The revision that its numbers stand beside, where there is one.
    pub revision_before: Option<i64>,
    /// The same period last year, and what the unit was then.
    pub last_year: Option<(Period, BTreeSet<UnitCode>)>,
    /// Figures that are known or were.
    pub lines: Vec<ReviewLine>,
    /// What to ask about.
    pub doubts: Vec<Doubt>,
}

/// Figures compared with the neighbours' and, where they stand out, asked about.
const COMPARED: [FigureCode; 8] = [
    FigureCode::DOCUMENTS,
    FigureCode::EVENTS,
    FigureCode::at_events(None, People::Total),
    FigureCode::COURSES,
    FigureCode::at_courses(None, People::Total),
    FigureCode::INSPECTIONS,
    FigureCode::funding(None, Money::Granted),
    FigureCode::CASES,
];
/// From so many times the neighbours' median on, a number is asked about.
const STANDS_OUT: i64 = 10;
/// Fewer neighbours have no median that says anything.
const FEWEST_NEIGHBOURS: usize = 3;
/// From this share of common words on, a text is told to be last year's.
const COPIED: f64 = 0.9;
/// A shorter text may well be the same each year.
const SHORTEST_TEXT: usize = 12;

/// What submissions of a period are compared with, read once for many.
pub(super) struct Neighbourhood {
    /// Summaries of the units under each.
    by_parent: HashMap<Option<UnitCode>, Vec<(UnitCode, Summary)>>,
    /// The same period of the year before, where a catalogue has it.
    last_year: Option<(Period, BTreeMap<UnitCode, Summary>)>,
}

/// A submission's numbers, and those they are compared with.
struct Compared<'a> {
    now: Summary,
    /// The revision before it.
    before: Option<Summary>,
    /// What the unit reported in the year before.
    last_year: Option<Summary>,
    /// Those of the other units under the same one.
    neighbours: Vec<&'a Summary>,
}

impl View {
    /// Looks at a unit's submission of a period; `None` where none is here.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn review(
        &self,
        unit: &UnitCode,
        period: Period,
    ) -> Result<Option<Review>, ReceivingError> {
        self.review_in(&self.neighbourhood(period)?, unit, period)
    }

    /// What submissions of a period are compared with.
    pub(super) fn neighbourhood(&self, period: Period) -> Result<Neighbourhood, ReceivingError> {
        let each = self.each(period)?;
        let units = self.catalogue_of(period)?.units_of(period);
        let mut by_parent: HashMap<Option<UnitCode>, Vec<(UnitCode, Summary)>> = HashMap::new();
        for (unit, summary) in each {
            let parent = units.get(&unit).and_then(|unit| unit.parent.clone());
            by_parent.entry(parent).or_default().push((unit, summary));
        }
        let last_period = Year::new(period.year.get() - 1)
            .ok()
            .map(|year| Period { year, ..period })
            .filter(|period| self.catalogue_of(*period).is_ok());
        let last_year = match last_period {
            Some(last) => Some((last, self.each(last)?)),
            None => None,
        };
        Ok(Neighbourhood {
            by_parent,
            last_year,
        })
    }

    /// Looks at a unit's submission of a period among its neighbours; `None` where none is here.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub(super) fn review_in(
        &self,
        neighbourhood: &Neighbourhood,
        unit: &UnitCode,
        period: Period,
    ) -> Result<Option<Review>, ReceivingError> {
        let of_unit = store::submissions_of(self.store(), unit)?;
        let of_period = || of_unit.iter().filter(|s| s.period == period);
        let Some(current) = of_period().find(|submission| !submission.replaced) else {
            return Ok(None);
        };
        let before = of_period()
            .filter(|submission| submission.revision < current.revision)
            .max_by_key(|submission| submission.revision);
        let revision_before = before.map(|submission| submission.revision);
        let before = before
            .map(|submission| self.summary_of(submission))
            .transpose()?;
        let last_year = match &neighbourhood.last_year {
            Some((last, each)) => self.last_year_of(unit, period, *last, each)?,
            None => None,
        };
        let catalogue = self.catalogue_of(period)?;
        let units = catalogue.units_of(period);
        let parent = units.get(unit).and_then(|unit| unit.parent.clone());
        let siblings = neighbourhood.by_parent.get(&parent).into_iter().flatten();
        let neighbours: Vec<&Summary> = siblings
            .filter(|(other, _)| other != unit)
            .map(|(_, summary)| summary)
            .collect();

        let data = self.submitted(current)?;
        let now = figures(&data);
        let compared = Compared {
            now: Summary::of(&data, &now, &catalogue.annex01),
            before,
            last_year,
            neighbours,
        };
        let last_period = neighbourhood.last_year.as_ref().map(|(last, _)| *last);
        let was = last_period.map(|last| self.units_before(unit, period, last));
        Ok(Some(Review {
            unit: unit.clone(),
            period,
            package_id: current.package_id.clone(),
            revision: current.revision,
            revision_before,
            last_year: last_period.zip(was.transpose()?),
            lines: self.review_lines(period, &now, last_period, &compared)?,
            doubts: self.doubts(unit, last_period, &data, &now, &compared.neighbours)?,
        }))
    }

    /// What a unit reported in the year before, under whatever codes it then had.
    fn last_year_of(
        &self,
        unit: &UnitCode,
        period: Period,
        last: Period,
        each: &BTreeMap<UnitCode, Summary>,
    ) -> Result<Option<Summary>, ReceivingError> {
        let was = self.units_before(unit, period, last)?;
        let mut sum: Option<Summary> = None;
        for summary in was.iter().filter_map(|unit| each.get(unit)) {
            sum.get_or_insert_default().add(summary);
        }
        Ok(sum)
    }

    /// The numbers of a submission that are known or were, each beside what it is compared with.
    fn review_lines(
        &self,
        period: Period,
        figures: &Figures,
        last_period: Option<Period>,
        compared: &Compared<'_>,
    ) -> Result<Vec<ReviewLine>, ReceivingError> {
        let quantities: Vec<Quantity> = match period.report {
            ReportKind::Annex01 => {
                let rows = &self.catalogue_of(period)?.annex01;
                let codes = rows.iter().map(|row| row.code.clone());
                codes.map(Quantity::Indicator).collect()
            }
            _ => figures.keys().cloned().map(Quantity::Figure).collect(),
        };
        let value = |period: Period, summary: &Option<Summary>, quantity: &Quantity| {
            let summary = summary.as_ref();
            let value = summary.map(|summary| self.quantity_value(period, summary, quantity));
            Ok::<_, ReceivingError>(value.transpose()?.flatten())
        };
        let mut lines = Vec::with_capacity(quantities.len());
        for quantity in &quantities {
            let mut theirs = Vec::new();
            for neighbour in &compared.neighbours {
                theirs.extend(self.quantity_value(period, neighbour, quantity)?);
            }
            let shown = ReviewLine {
                figure: quantity.code(),
                now: self.quantity_value(period, &compared.now, quantity)?,
                before: value(period, &compared.before, quantity)?,
                last_year: match last_period {
                    // What the row was called last year may be another thing.
                    Some(last) => value(last, &compared.last_year, quantity).unwrap_or(None),
                    None => None,
                },
                neighbours: median(theirs.into_iter()),
            };
            let known = [shown.now, shown.before, shown.last_year];
            if known.iter().any(|value| value.unwrap_or(0) != 0) {
                lines.push(shown);
            }
        }
        Ok(lines)
    }

    /// What a submission is to be asked about.
    fn doubts(
        &self,
        unit: &UnitCode,
        last_period: Option<Period>,
        data: &Dataset,
        figures: &Figures,
        neighbours: &[&Summary],
    ) -> Result<Vec<Doubt>, ReceivingError> {
        let mut doubts = stands_out(figures, neighbours);
        doubts.extend(without_participants(data));
        if data.period.report == ReportKind::Annex01 {
            doubts.extend(above_all(self.catalogue_of(data.period)?, data));
        }
        if let Some(last) = last_period
            && let Some(before) = self.data_of(last, unit)?
        {
            doubts.extend(copied(data, &before));
        }
        Ok(doubts)
    }

    /// What a unit of a period was in an earlier one.
    fn units_before(
        &self,
        unit: &UnitCode,
        period: Period,
        earlier: Period,
    ) -> Result<BTreeSet<UnitCode>, ReceivingError> {
        let end = |period: Period| -> Result<_, ReceivingError> {
            Ok(self.catalogue_of(period)?.days(period).map(|(_, to)| to))
        };
        Ok(match (end(period)?, end(earlier)?) {
            (Some(of), Some(then)) => self.catalogues().ancestors(unit, of, then),
            _ => BTreeSet::from([unit.clone()]),
        })
    }
}

/// The median of the neighbours' numbers; none of fewer than [`FEWEST_NEIGHBOURS`].
fn median(numbers: impl Iterator<Item = i64>) -> Option<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    (numbers.len() >= FEWEST_NEIGHBOURS).then(|| numbers[numbers.len() / 2])
}

fn stands_out(now: &Figures, neighbours: &[&Summary]) -> Vec<Doubt> {
    COMPARED
        .iter()
        .filter_map(|code| {
            let mine = now.get(code).and_then(|figure| figure.value)?;
            let others = neighbours.iter().filter_map(|n| n.figure(code));
            let theirs = median(others).filter(|median| *median > 0)?;
            (mine >= STANDS_OUT.saturating_mul(theirs)).then(|| Doubt {
                code: "stands-out",
                place: code.to_string(),
                detail: format!("{} / {}", grouped(mine), grouped(theirs)),
                records: now
                    .get(code)
                    .map(|figure| figure.records.clone())
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn without_participants(data: &Dataset) -> Vec<Doubt> {
    let empty: BTreeSet<RecordId> = data
        .all::<TrainingCourse>()
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
    let before: Vec<_> = last_year.all::<Narrative>().collect();
    data.all::<Narrative>()
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
    use crate::model::{Cell, RecordKind, Stored};
    use crate::package::Content;

    fn figures_of(events: i64) -> Figures {
        let figure = Figure {
            value: Some(events),
            records: BTreeSet::from([RecordId::new()]),
        };
        Figures::from([(FigureCode::EVENTS, figure)])
    }

    fn neighbour(events: i64) -> Summary {
        let figures = figures_of(events);
        Summary::of(&year(2024, "Không có."), &figures, &[])
    }

    #[test]
    fn a_number_ten_times_the_neighbours_is_asked_about() {
        let summaries: Vec<Summary> = [10, 12, 11].map(neighbour).into();
        let neighbours: Vec<&Summary> = summaries.iter().collect();
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
