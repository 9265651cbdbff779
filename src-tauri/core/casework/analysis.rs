//! What the committee learns from its cases: tables, from which charts are drawn. Inside the office
//! they are exact. For outside they are those of a whole period, and go through the gate with all that is
//! reported of it: two ranges of days could be taken from one another.

use super::{CaseError, list::months};
use crate::catalogue::ActGroup;
use crate::figures::{CaseCode, Gate, Shown, TableRow};
use crate::message::{self, Language};
use crate::model::{
    Act, AgeBand, CaseCategory, CaseFacts, CaseRef, Cases, CitizenOf, Day, FigureCode, OtherAct,
    Period, RecordId, ReportKind, ServiceKind, Stored, Survivor, SurvivorFacts, UnitCode,
};
use crate::register;
use crate::store::{self, Action, OWN, Reader, StoreError};
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
    /// Whether inside the office only those rows are looked at of which there is something. Outside all are
    /// shown: which ones there are would say which are not none.
    pub sparse: bool,
    /// Its rows, in the order people see them.
    pub rows: Vec<AnalysisRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisRow {
    /// What is counted.
    pub code: String,
    /// The same in words.
    pub label: String,
    /// How many, as the office itself sees it.
    pub count: i64,
    /// What is shown of it outside the office; nothing, where the days are no period.
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

struct AnalysedSurvivor<'a> {
    first: &'a SurvivorFacts,
    cases: BTreeSet<RecordId>,
    received: BTreeSet<ServiceKind>,
    days: Option<i64>,
    served: bool,
    shared: bool,
}

impl View {
    /// Analyses the own cases found between two days, those reported elsewhere included, those that
    /// another unit has taken over not; with what may be said of it outside, where the days are a period's.
    ///
    /// # Errors
    /// The database's.
    pub fn analysis(&self, from: Day, to: Day, language: Language) -> Result<Analysis, CaseError> {
        let mut analysis = self.analysed(from, to, language)?;
        if let Some(period) = self.period_of_days(from, to) {
            let gate = self.gate_of_analyses(period, language)?;
            clear(&mut analysis, &gate, self.unit(), period);
        }
        Ok(analysis)
    }

    /// The period of Phụ lục 02 that has these days.
    pub fn period_of_days(&self, from: Day, to: Day) -> Option<Period> {
        let catalogues = self.catalogues().iter();
        let periods = catalogues.flat_map(|catalogue| {
            catalogue
                .periods()
                .map(move |period| (period, catalogue.days(period)))
        });
        let mut of_annex02 = periods.filter(|(period, _)| period.report == ReportKind::Annex02);
        of_annex02.find_map(|(period, days)| (days == Some((from, to))).then_some(period))
    }

    /// The gate, with the analyses of all periods of the year up to one.
    pub(super) fn gate_of_analyses(
        &self,
        period: Period,
        language: Language,
    ) -> Result<Gate, CaseError> {
        let catalogue = self.catalogue_of(period)?;
        let last = catalogue.days(period);
        let mut tables: BTreeMap<Period, Vec<(CaseCode, i64)>> = BTreeMap::new();
        for of in catalogue.periods() {
            if let (ReportKind::Annex02, Some((from, to)), Some((_, last))) =
                (of.report, catalogue.days(of), last)
                && to <= last
            {
                tables.insert(of, numbers(&self.analysed(from, to, language)?));
            }
        }
        Ok(self.gate_with(period.year, &tables)?)
    }

    pub(super) fn analysed(
        &self,
        from: Day,
        to: Day,
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

        let of_facts = register::CasesOfFacts::new(self.store())?;
        let mut tables = of_cases(self, &cases, from, to, language);
        let citizens = citizens(self.store())?;
        tables.extend(of_survivors(&persons, &citizens, language));
        for row in tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.cases = of_facts.cases(std::mem::take(&mut row.cases));
        }
        let without_service = cases
            .iter()
            .filter(|case| {
                let mut all = persons.values();
                of_facts.is_seen(case.id)
                    && all.any(|person| !person.served && person.cases.contains(&case.id))
            })
            .map(|case| (of_facts.case(case.id), case.record.number.clone()))
            .collect();
        Ok(Analysis {
            cases: cases.len() as i64,
            survivors: persons.len() as i64,
            cases_outside: Shown::Hidden,
            survivors_outside: Shown::Hidden,
            without_service,
            tables,
        })
    }
}

impl Office {
    /// Writes the analysis of a period as it may leave the office, as a workbook.
    ///
    /// # Errors
    /// [`CaseError::NoPeriod`] where the days are no period's; see also [`CaseError`].
    pub fn write_analysis(
        &mut self,
        from: Day,
        to: Day,
        language: Language,
        file: &Path,
    ) -> Result<(), CaseError> {
        let mut act = self.act_beyond(Role::Head)?;
        let period = act.period_of_days(from, to).ok_or(CaseError::NoPeriod)?;
        let mut analysis = act.analysed(from, to, language)?;
        let gate = act.gate_of_analyses(period, language)?;
        clear(&mut analysis, &gate, act.unit(), period);
        let threshold = gate.below();
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
        let subject = format!("case analysis {period}");
        Ok(act.write_then_publish(file, &book, Action::Exported, &subject, &[gate.taken()])?)
    }
}

fn persons(survivors: &[Stored<SurvivorFacts>]) -> BTreeMap<&CaseRef, AnalysedSurvivor<'_>> {
    let mut persons: BTreeMap<&CaseRef, AnalysedSurvivor<'_>> = BTreeMap::new();
    for survivor in survivors {
        let facts = &survivor.record;
        let person = persons
            .entry(&facts.person)
            .or_insert_with(|| AnalysedSurvivor {
                first: facts,
                cases: BTreeSet::new(),
                received: BTreeSet::new(),
                days: None,
                served: false,
                shared: false,
            });
        person.cases.insert(facts.case.id());
        person.received.extend(facts.received.0.iter().copied());
        let days = facts.days_to_service.map(|days| days.get());
        person.days = [person.days, days].into_iter().flatten().min();
        person.served |= facts.first_service.is_some();
        person.shared |= facts.share == Some(true);
    }
    persons
}

/// Whose citizen each survivor is, as far as it is said.
fn citizens(reader: &impl Reader) -> Result<BTreeMap<CaseRef, CitizenOf>, StoreError> {
    let mut survivors = store::records::<Survivor>(reader, OWN)?;
    // What only some see is counted alike whoever counts.
    survivors.retain(|one| {
        let restricted = store::restriction_of(reader, one.record.case.id());
        restricted.is_none_or(|(_, of)| of.lifted)
    });
    let survivors = survivors.into_iter();
    let said = survivors.filter_map(|one| Some((one.record.person, one.record.citizenship?)));
    Ok(said.map(|(person, of)| (person, of.group())).collect())
}

fn row(code: &str, label: String, cases: BTreeSet<RecordId>, count: usize) -> AnalysisRow {
    AnalysisRow {
        code: code.to_owned(),
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
    let rows_of = |code: &str, label: String, fits: &dyn Fn(&CaseFacts) -> bool| {
        let cases: BTreeSet<RecordId> = cases
            .iter()
            .filter(|case| fits(&case.record))
            .map(|case| case.id)
            .collect();
        let count = cases.len();
        row(code, label, cases, count)
    };
    let table = |code, adds_up, sparse, rows: Vec<AnalysisRow>| AnalysisTable {
        code,
        of_survivors: false,
        total: cases.len() as i64,
        adds_up,
        sparse,
        rows,
    };
    let by_month = months(from, to).into_iter().map(|month| {
        let name = month.to_string();
        rows_of(&name, name.clone(), &|case| case.found == month)
    });
    let by_category = CaseCategory::ALL.iter().map(|category| {
        rows_of(
            category.code(),
            choice("case-category", category.code()),
            &|case| case.is_of(*category),
        )
    });
    let rules = &office.catalogues().latest().register;
    let by_group = ActGroup::ALL.iter().map(|group| {
        let label = message::text(language, &format!("act-group-{}", group.code()), &[]);
        rows_of(group.code(), label, &|case| {
            rules.groups_of(case).contains(group)
        })
    });
    let by_act = Act::ALL.iter().map(|act| {
        rows_of(act.code(), choice("act", act.code()), &|case| {
            case.acts.contains(*act)
        })
    });
    let by_other = OtherAct::ALL.iter().map(|act| {
        rows_of(act.code(), choice("other-act", act.code()), &|case| {
            case.other_acts.contains(*act)
        })
    });
    vec![
        table("months", true, false, by_month.collect()),
        table("categories", false, false, by_category.collect()),
        table("groups", false, false, by_group.collect()),
        table("acts", false, true, by_act.chain(by_other).collect()),
    ]
}

fn of_survivors(
    persons: &BTreeMap<&CaseRef, AnalysedSurvivor<'_>>,
    citizens: &BTreeMap<CaseRef, CitizenOf>,
    language: Language,
) -> Vec<AnalysisTable> {
    let choice = |list: &str, code: &str| message::choice(language, list, code);
    let rows_of = |code: &str, label: String, fits: &dyn Fn(&AnalysedSurvivor<'_>) -> bool| {
        let of: Vec<&AnalysedSurvivor<'_>> =
            persons.values().filter(|person| fits(person)).collect();
        let cases = of.iter().flat_map(|person| person.cases.clone()).collect();
        row(code, label, cases, of.len())
    };
    let table = |code, adds_up, sparse, rows: Vec<AnalysisRow>| AnalysisTable {
        code,
        of_survivors: true,
        total: persons.len() as i64,
        adds_up,
        sparse,
        rows,
    };
    let by_age = AgeBand::ALL.iter().map(|age| {
        rows_of(age.code(), choice("age-band", age.code()), &|person| {
            person.first.age == *age
        })
    });
    let by_service = ServiceKind::ALL.iter().map(|service| {
        rows_of(
            service.code(),
            choice("service", service.code()),
            &|person| person.received.contains(service),
        )
    });
    let by_citizenship = CitizenOf::ALL.iter().map(|of| {
        let label = message::text(language, &format!("citizen-of-{}", of.code()), &[]);
        rows_of(of.code(), label, &|person| {
            // Of who did not agree that it is told, it is not known.
            let known = citizens.get(&person.first.person).filter(|_| person.shared);
            known.copied().unwrap_or(CitizenOf::Unknown) == *of
        })
    });
    let text = |code: &str| message::text(language, &format!("analysis-days-{code}"), &[]);
    let mut by_days: Vec<AnalysisRow> = BANDS
        .iter()
        .map(|(code, least, most)| {
            rows_of(code, text(code), &|person| {
                person.served
                    && person
                        .days
                        .is_some_and(|days| (*least..=*most).contains(&days))
            })
        })
        .collect();
    by_days.push(rows_of("unknown", text("unknown"), &|person| {
        person.served && person.days.is_none()
    }));
    by_days.push(rows_of("none", text("none"), &|person| !person.served));
    vec![
        table("ages", true, false, by_age.collect()),
        table("citizenships", true, false, by_citizenship.collect()),
        table("services", false, true, by_service.collect()),
        table("days", true, true, by_days),
    ]
}

/// What a row is called at the gate: cases by category are a figure of Phụ lục 02.
fn code(table: &AnalysisTable, row: &AnalysisRow) -> CaseCode {
    match (table.code, CaseCategory::from_code(&row.code)) {
        ("categories", Ok(category)) => CaseCode::Figure(FigureCode::Cases(Cases::Of(category))),
        _ => CaseCode::Row(TableRow {
            table: table.code.to_owned(),
            row: row.code.clone(),
            of_survivors: table.of_survivors,
            adds_up: table.adds_up,
        }),
    }
}

/// The numbers of an analysis, a whole before its parts.
fn numbers(analysis: &Analysis) -> Vec<(CaseCode, i64)> {
    let mut numbers = vec![(CaseCode::Row(TableRow::survivors()), analysis.survivors)];
    for table in &analysis.tables {
        let rows = table.rows.iter().map(|row| (code(table, row), row.count));
        numbers.extend(rows.filter(|(code, _)| matches!(code, CaseCode::Row(_))));
    }
    numbers
}

/// Says what may be said of an analysis outside.
pub(super) fn clear(analysis: &mut Analysis, gate: &Gate, unit: &UnitCode, period: Period) {
    let behind = BTreeSet::from([unit.clone()]);
    let of = |code: &CaseCode| gate.cleared(&behind, period, code).shown();
    analysis.cases_outside = of(&CaseCode::Figure(FigureCode::CASES));
    analysis.survivors_outside = of(&CaseCode::Row(TableRow::survivors()));
    for table in &mut analysis.tables {
        let shown: Vec<Shown> = table.rows.iter().map(|row| of(&code(table, row))).collect();
        for (row, shown) in table.rows.iter_mut().zip(shown) {
            row.outside = shown;
        }
    }
}
