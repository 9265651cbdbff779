//! What came in for a period as it is counted, and the gate through which an office's numbers leave.

use super::{PeriodError, thawed};
use crate::catalogue::{Catalogue, Masking};
use crate::figures::{
    CaseCode, CaseNumbers, Dataset, Frozen, Gate, InStore, Ledger, Records, Summary, ToldPerson,
    counted, summary_basis,
};
use crate::model::{
    Part, Period, Record, RecordId, RecordKind, ReportKind, Stored, UnitCode, Year,
};
use crate::package::ClosingNote;
use crate::sections::summary;
use crate::store::{self, Action, Closing, OWN, Reader, StoreError, Submission, TransferDirection};
use crate::vault::View;
use std::collections::{BTreeMap, BTreeSet};

/// This office's records, and of cases those that it took over alone; for who cannot read their facts, what all of them
/// come to.
struct TakenOver<'a, S> {
    all: InStore<'a, S>,
    cases: BTreeSet<RecordId>,
}

impl<S: Reader> Records for TakenOver<'_, S> {
    fn of<R: Record>(&self) -> Result<Vec<Stored<R>>, StoreError> {
        let mut records = self.all.of::<R>()?;
        // Whatever is told of a case follows it.
        if R::KIND == RecordKind::CaseFacts {
            records.retain(|record| self.cases.contains(&record.id));
        }
        Ok(records)
    }

    fn counted(
        &self,
        catalogue: &Catalogue,
        period: Period,
    ) -> Result<Option<Summary>, StoreError> {
        self.all.counted(catalogue, period)
    }
}

impl View {
    /// The submissions that count for a period, each with its summary where one is kept that was made by the
    /// rules in force.
    pub(crate) fn kept_summaries(
        &self,
        period: Period,
    ) -> Result<Vec<(Submission, Option<Summary>)>, PeriodError> {
        let basis = summary_basis(self.catalogue_of(period)?, period);
        let mut kept = store::summaries(self.store(), period)?;
        store::current_submissions(self.store(), period)?
            .into_iter()
            .map(|submission| {
                let of = kept.remove(&submission.origin);
                let of = of.filter(|(by, _)| *by == basis);
                let summary = of.map(|(_, text)| serde_json::from_str(&text)).transpose();
                let summary = summary.map_err(|error| StoreError::bad("summary", error))?;
                Ok((submission, summary))
            })
            .collect()
    }

    /// What the submissions that count for a period come to, each unit's alone.
    pub(crate) fn summaries(
        &self,
        period: Period,
    ) -> Result<Vec<(UnitCode, Summary)>, PeriodError> {
        let kept = self.kept_summaries(period)?.into_iter();
        kept.map(|(submission, summary)| {
            let summary = match summary {
                Some(summary) => summary,
                None => self.summary_of(&submission)?,
            };
            Ok((submission.unit, summary))
        })
        .collect()
    }

    pub(crate) fn summary_of(&self, submission: &Submission) -> Result<Summary, PeriodError> {
        let catalogue = self.catalogue_of(submission.period)?;
        let data = self.submitted(submission)?;
        Ok(summary(&data, &catalogue.annex01))
    }

    /// The records of a submission as a dataset of its period.
    pub(crate) fn submitted(&self, submission: &Submission) -> Result<Dataset, PeriodError> {
        let catalogue = self.catalogue_of(submission.period)?;
        let mut data = Dataset::new(catalogue, submission.period)?;
        let records = InStore(self.store(), submission.origin);
        data.add(catalogue, &submission.unit, &records)?;
        Ok(data)
    }

    /// The records of a closing as a dataset of its period.
    pub(super) fn frozen(&self, closing: &Closing) -> Result<Dataset, PeriodError> {
        let catalogue = self.catalogue_of(closing.period)?;
        let kept = match store::facts_are_closed(self.store()) {
            true => {
                let kept = store::case_numbers(self.store(), closing.period, closing.revision)?;
                Some(counted(kept, catalogue, closing.period)?)
            }
            false => None,
        };
        let frozen = Frozen {
            content: thawed(closing)?,
            counted: kept,
        };
        let mut data = Dataset::new(catalogue, closing.period)?;
        data.add(catalogue, self.unit(), &frozen)?;
        Ok(data)
    }

    /// The gate through which this office's numbers of a year leave.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn gate(&self, year: Year) -> Result<Gate, PeriodError> {
        self.gate_with(year, &BTreeMap::new())
    }

    /// The gate as it would be, were all periods of a year closed now.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub(crate) fn gate_now(&self, year: Year) -> Result<Gate, PeriodError> {
        let periods = self.catalogue_in(year)?.periods();
        self.gate_with(year, &periods.map(|period| (period, Vec::new())).collect())
    }

    /// The gate, with tables of the analysis of this office's own cases beside what they are now.
    ///
    /// Units' numbers come in the order in which they published them: what other units told of the time before
    /// a reform, this office's closings and what left of it before it was closed, and the packages that it took in;
    /// and last what this office has of its own that is not closed.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub(crate) fn gate_with(
        &self,
        year: Year,
        tables: &BTreeMap<Period, Vec<(CaseCode, i64)>>,
    ) -> Result<Gate, PeriodError> {
        let catalogue = self.catalogue_in(year)?;
        let ledger = Ledger::of_year(self.store(), year)?;
        let has_left = |closing: &Closing| {
            let mut told = ledger.told.iter();
            let of = (self.unit().clone(), closing.revision);
            told.any(|told| told.period == closing.period && told.behind.contains(&of))
        };
        let of =
            |summary: &Summary, period: Period| CaseNumbers::of(summary, catalogue, period.report);
        let mut closings = Vec::new();
        let mut received = Vec::new();
        let mut open = Vec::new();
        for period in catalogue.periods() {
            let mut all = store::closings(self.store(), period)?;
            if all.last().is_none_or(|last| last.reopened) {
                open.push(period);
            }
            // One that was opened again before anything of it left is none.
            all.retain(|closing| {
                !closing.reopened || closing.package_id.is_some() || has_left(closing)
            });
            closings.append(&mut all);
            let kept = self.kept_summaries(period)?.into_iter();
            let mut kept: Vec<(String, Option<Summary>)> = kept
                .map(|(submission, summary)| (submission.package_id, summary))
                .collect();
            for submission in store::submissions_for(self.store(), period)? {
                let place = kept.iter().position(|(id, _)| *id == submission.package_id);
                let summary = place.and_then(|place| kept.swap_remove(place).1);
                let summary = match summary {
                    Some(summary) => summary,
                    None => self.summary_of(&submission)?,
                };
                received.push((submission, summary));
            }
        }
        let mut gate = Gate::new(self.masking(catalogue)?, ledger);
        let rows = store::told_rows(self.store(), year)?;
        // One that does not read was planted: the guard of the table tells of it, and it is to shut no office.
        let persons = rows.iter().filter_map(|row| ToldPerson::read(row));
        gate.told_persons(persons.collect());
        for (period, last) in catalogue
            .periods()
            .filter_map(|period| Some((period, catalogue.days(period)?.1)))
        {
            let end = catalogue.last_day();
            let made = end.and_then(|end| catalogue.made_of(self.unit(), last, end));
            let Some((_, formerly)) = made else {
                continue;
            };
            for (unit, told) in self.handed_over(period, formerly)? {
                let told = summary(&told, &catalogue.annex01);
                gate.told_by_others(catalogue, &unit, period, &of(&told, period));
            }
        }
        closings.sort_by_key(|closing| closing.closed_at);
        for closing in closings {
            let numbers = of(
                &summary(&self.frozen(&closing)?, &catalogue.annex01),
                closing.period,
            );
            let closing = (closing.period, closing.revision);
            gate.closed(catalogue, self.unit(), closing, &numbers);
        }
        gate.all_closed(catalogue, self.unit());
        received.sort_by_key(|(submission, _)| submission.sequence);
        for (submission, summary) in received {
            let Submission {
                unit,
                period,
                revision,
                closing,
                ..
            } = submission;
            if let Some(closing) = closing {
                let note: ClosingNote = serde_json::from_str(&closing)
                    .map_err(|error| StoreError::bad("closing", error))?;
                if let Some(kept_back) = note.kept_back {
                    gate.heed(&unit, period, revision, &kept_back);
                }
            }
            gate.publish(catalogue, &unit, period, revision, &of(&summary, period));
        }
        for period in catalogue.periods() {
            let tables = tables.get(&period);
            if tables.is_some() || open.contains(&period) {
                let now = summary(&self.own_data_now(period)?, &catalogue.annex01);
                let numbers = of(&now, period).with(tables.map_or(&[], Vec::as_slice));
                gate.not_closed(catalogue, self.unit(), period, &numbers);
            }
        }
        Ok(gate)
    }

    /// What this office has of a period of cases that units handed over to it of which it was made: of each by itself,
    /// where the facts of cases are to be read, else of all together.
    fn handed_over(
        &self,
        period: Period,
        mut formerly: BTreeSet<UnitCode>,
    ) -> Result<Vec<(UnitCode, Dataset)>, PeriodError> {
        let catalogue = self.catalogue_of(period)?;
        let transfers = store::transfers(self.store())?;
        formerly.remove(self.unit());
        if store::facts_are_closed(self.store()) {
            formerly = BTreeSet::from([self.unit().clone()]);
        }
        let of_each = formerly.into_iter().map(|unit| {
            let of_unit = transfers.iter().filter(|one| one.unit == unit);
            let taken_over = of_unit.filter(|one| one.direction == TransferDirection::In);
            let records = TakenOver {
                all: InStore(self.store(), OWN),
                cases: taken_over.map(|one| one.case).collect(),
            };
            let mut data = Dataset::new(catalogue, period)?;
            data.add(catalogue, self.unit(), &records)?;
            Ok((unit, data))
        });
        of_each.collect()
    }

    /// How a catalogue has small numbers kept back here: less than the program asks for only where a head said so.
    ///
    /// # Errors
    /// The database's.
    pub fn masking(&self, catalogue: &Catalogue) -> Result<Masking, StoreError> {
        let words = catalogue.masking_in_words();
        let a_head_said_so = store::was_done(self.store(), Action::MaskingLowered, &words)?;
        Ok(catalogue.masking(a_head_said_so))
    }

    /// The catalogue of a year.
    pub(crate) fn catalogue_in(&self, year: Year) -> Result<&Catalogue, PeriodError> {
        let period = Period {
            report: ReportKind::Annex02,
            year,
            part: Part::Annual,
        };
        let catalogue = self.catalogues().of_year(year);
        catalogue.ok_or(PeriodError::NoSuchPeriod(period))
    }
}
