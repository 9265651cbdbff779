//! What the committee learns from its cases: tables, from which charts are drawn. Inside the office
//! they are exact; for outside they are masked together, so that nobody can be recognised.

use super::{CaseError, list::months};
use crate::catalogue::ActGroup;
use crate::figures::{Published, Shown};
use crate::message::{self, Language};
use crate::model::{
    Act, AgeBand, CaseCategory, CaseFacts, CaseRef, Day, OtherAct, RecordId, ServiceKind, Stored,
    SurvivorFacts,
};
use crate::store::{self, Action, OWN, StoreError};
use crate::vault::{Office, Role, View};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// A table of the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisTable {
    /// Code; message `analysis-<code>`.
    pub code: &'static str,
    /// Whether it counts survivors; otherwise cases.
    pub of_survivors: bool,
    /// What it counts altogether. Rows of a table of several choices count one more than once.
    pub total: i64,
    /// Whether the rows add up to the total.
    pub adds_up: bool,
    /// Its rows, in the order people see them.
    pub rows: Vec<AnalysisRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisRow {
    /// What is counted, in words.
    pub label: String,
    /// How many, as the office itself sees it.
    pub count: i64,
    /// What is shown of it outside the office.
    pub outside: Shown,
    /// The cases under it.
    pub cases: BTreeSet<RecordId>,
}

/// The analysis of the cases found between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// Cases found in that time.
    pub cases: i64,
    /// Survivors, each once.
    pub survivors: i64,
    /// The cases as they are shown outside the office.
    pub cases_outside: Shown,
    /// The survivors as they are shown outside the office.
    pub survivors_outside: Shown,
    /// Cases with survivors who have had no service at all, the oldest first.
    pub without_service: Vec<(RecordId, CaseRef)>,
    /// The same cases and survivors, by month, act, age and so on.
    pub tables: Vec<AnalysisTable>,
}

/// Days from discovery to the first service, in bands: the first three days matter most.
const BANDS: [(&str, i64, i64); 5] = [
    ("same-day", 0, 0),
    ("three-days", 1, 3),
    ("week", 4, 7),
    ("month", 8, 30),
    ("later", 31, i64::MAX),
];

struct Person<'a> {
    first: &'a SurvivorFacts,
    cases: BTreeSet<RecordId>,
    received: BTreeSet<ServiceKind>,
    days: Option<i64>,
    served: bool,
}

impl View {
    /// Analyses the own cases found between two days, those reported elsewhere included, those that
    /// another unit has taken over not. Outside the office numbers below `threshold` are masked.
    ///
    /// # Errors
    /// The database's.
    pub fn analysis(
        &self,
        from: Day,
        to: Day,
        threshold: i64,
        language: Language,
    ) -> Result<Analysis, CaseError> {
        let mut cases = store::records::<CaseFacts>(self.store(), OWN)?;
        cases.retain(|case| {
            (from.month()..=to.month()).contains(&case.record.found)
                && case.record.handed_over != Some(true)
        });
        cases.sort_by_key(|case| (case.record.found, case.id));
        let ids: HashMap<RecordId, &CaseFacts> =
            cases.iter().map(|case| (case.id, &case.record)).collect();
        let mut survivors = store::records::<SurvivorFacts>(self.store(), OWN)?;
        survivors.retain(|survivor| ids.contains_key(&survivor.record.case.id()));
        let persons = persons(&survivors);

        let mut tables = of_cases(self, &cases, from, to, language);
        tables.extend(of_survivors(&persons, language));
        let without_service = cases
            .iter()
            .filter(|case| {
                persons
                    .values()
                    .any(|person| !person.served && person.cases.contains(&case.id))
            })
            .map(|case| (case.id, case.record.number.clone()))
            .collect();
        let mut analysis = Analysis {
            cases: cases.len() as i64,
            survivors: persons.len() as i64,
            cases_outside: Shown::Exact(0),
            survivors_outside: Shown::Exact(0),
            without_service,
            tables,
        };
        mask(&mut analysis, threshold);
        Ok(analysis)
    }
}

impl Office {
    /// Writes the analysis as it may leave the office, masked, as a workbook.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn write_analysis(
        &mut self,
        from: Day,
        to: Day,
        language: Language,
        file: &Path,
    ) -> Result<(), CaseError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        let threshold = act.catalogues().latest().regime.mask_below;
        let analysis = act.analysis(from, to, threshold, language)?;
        let label = |id: &str| message::text(language, id, &[]);
        let mut tables = vec![(
            format!("{from} – {to}"),
            vec![
                (label("kind-violence-cases"), analysis.cases_outside),
                (label("kind-survivors"), analysis.survivors_outside),
            ],
        )];
        for table in &analysis.tables {
            let rows = table.rows.iter();
            tables.push((
                label(&format!("analysis-{}", table.code)),
                rows.map(|row| (row.label.clone(), row.outside)).collect(),
            ));
        }
        let note = message::text(
            language,
            "report-masked",
            &[("below", threshold.to_string())],
        );
        let book = crate::exchange::tables(&tables, &note)
            .map_err(|error| StoreError::bad("workbook", error))?;
        Ok(act.write_then_note(file, &book, Action::Exported, "case analysis")?)
    }
}

fn persons(survivors: &[Stored<SurvivorFacts>]) -> BTreeMap<&CaseRef, Person<'_>> {
    let mut persons: BTreeMap<&CaseRef, Person<'_>> = BTreeMap::new();
    for survivor in survivors {
        let facts = &survivor.record;
        let person = persons.entry(&facts.person).or_insert_with(|| Person {
            first: facts,
            cases: BTreeSet::new(),
            received: BTreeSet::new(),
            days: None,
            served: false,
        });
        person.cases.insert(facts.case.id());
        person.received.extend(facts.received.0.iter().copied());
        let days = facts.days_to_service.map(|days| days.get());
        person.days = [person.days, days].into_iter().flatten().min();
        person.served |= facts.first_service.is_some();
    }
    persons
}

fn row(label: String, cases: BTreeSet<RecordId>, count: usize) -> AnalysisRow {
    AnalysisRow {
        label,
        count: count as i64,
        outside: Shown::Hidden,
        cases,
    }
}

fn of_cases(
    office: &View,
    cases: &[Stored<CaseFacts>],
    from: Day,
    to: Day,
    language: Language,
) -> Vec<AnalysisTable> {
    let choice = |list: &str, code: &str| message::choice(language, list, code);
    let rows_of = |label: String, fits: &dyn Fn(&CaseFacts) -> bool| {
        let cases: BTreeSet<RecordId> = cases
            .iter()
            .filter(|case| fits(&case.record))
            .map(|case| case.id)
            .collect();
        let count = cases.len();
        row(label, cases, count)
    };
    let table = |code, adds_up, rows: Vec<AnalysisRow>| AnalysisTable {
        code,
        of_survivors: false,
        total: cases.len() as i64,
        adds_up,
        rows,
    };
    let used = |mut rows: Vec<AnalysisRow>| {
        rows.retain(|row| row.count > 0);
        rows
    };
    let by_month = months(from, to)
        .into_iter()
        .map(|month| rows_of(month.to_string(), &|case| case.found == month));
    let by_category = CaseCategory::ALL.iter().map(|category| {
        rows_of(choice("case-category", category.code()), &|case| {
            case.category == *category
        })
    });
    let rules = &office.catalogues().latest().register;
    let by_group = ActGroup::ALL.iter().map(|group| {
        let label = message::text(language, &format!("act-group-{}", group.code()), &[]);
        rows_of(label, &|case| {
            rules.groups(&case.acts, &case.other_acts).contains(group)
        })
    });
    let by_act = Act::ALL
        .iter()
        .map(|act| rows_of(choice("act", act.code()), &|case| case.acts.contains(*act)));
    let by_other = OtherAct::ALL.iter().map(|act| {
        rows_of(choice("other-act", act.code()), &|case| {
            case.other_acts.contains(*act)
        })
    });
    vec![
        table("months", true, by_month.collect()),
        table("categories", true, by_category.collect()),
        table("groups", false, by_group.collect()),
        table("acts", false, used(by_act.chain(by_other).collect())),
    ]
}

fn of_survivors(
    persons: &BTreeMap<&CaseRef, Person<'_>>,
    language: Language,
) -> Vec<AnalysisTable> {
    let choice = |list: &str, code: &str| message::choice(language, list, code);
    let rows_of = |label: String, fits: &dyn Fn(&Person<'_>) -> bool| {
        let of: Vec<&Person<'_>> = persons.values().filter(|person| fits(person)).collect();
        let cases = of.iter().flat_map(|person| person.cases.clone()).collect();
        row(label, cases, of.len())
    };
    let table = |code, adds_up, rows: Vec<AnalysisRow>| AnalysisTable {
        code,
        of_survivors: true,
        total: persons.len() as i64,
        adds_up,
        rows,
    };
    let by_age = AgeBand::ALL.iter().map(|age| {
        rows_of(choice("age-band", age.code()), &|person| {
            person.first.age == *age
        })
    });
    let by_service = ServiceKind::ALL.iter().map(|service| {
        rows_of(choice("service", service.code()), &|person| {
            person.received.contains(service)
        })
    });
    let text = |code: &str| message::text(language, &format!("analysis-days-{code}"), &[]);
    let mut by_days: Vec<AnalysisRow> = BANDS
        .iter()
        .map(|(code, least, most)| {
            rows_of(text(code), &|person| {
                person.served
                    && person
                        .days
                        .is_some_and(|days| (*least..=*most).contains(&days))
            })
        })
        .collect();
    by_days.push(rows_of(text("unknown"), &|person| {
        person.served && person.days.is_none()
    }));
    by_days.push(rows_of(text("none"), &|person| !person.served));
    by_days.retain(|row| row.count > 0);
    let mut services: Vec<AnalysisRow> = by_service.collect();
    services.retain(|row| row.count > 0);
    vec![
        table("ages", true, by_age.collect()),
        table("services", false, services),
        table("days", true, by_days),
    ]
}

/// Masks all tables together: they share their totals.
fn mask(analysis: &mut Analysis, threshold: i64) {
    let mut published = Published::default();
    let cases = published.cell(analysis.cases);
    let survivors = published.cell(analysis.survivors);
    let mut places = Vec::new();
    for table in &analysis.tables {
        let whole = if table.of_survivors { survivors } else { cases };
        let cells: Vec<usize> = table
            .rows
            .iter()
            .map(|row| published.cell(row.count))
            .collect();
        if table.adds_up {
            published.sum(whole, &cells);
        } else {
            for cell in &cells {
                published.sum(whole, &[*cell]);
            }
        }
        places.push(cells);
    }
    let shown = published.mask(threshold);
    let of = |cell: usize| shown.get(cell).copied().unwrap_or(Shown::Hidden);
    analysis.cases_outside = of(cases);
    analysis.survivors_outside = of(survivors);
    for (table, cells) in analysis.tables.iter_mut().zip(places) {
        for (row, cell) in table.rows.iter_mut().zip(cells) {
            row.outside = of(cell);
        }
    }
}
