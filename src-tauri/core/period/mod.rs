//! A period's life in an office: check, close, see what leaves, open again, report.

mod check;
mod close;
mod drafts;
mod known;
mod leaving;
mod narrative;
mod received;
mod travelling;

pub use check::*;
pub use close::*;
pub use drafts::*;
pub(crate) use known::Known;
pub use leaving::*;
pub use narrative::*;

use crate::annex::{Annex, Body, live_figures, quotation};
use crate::catalogue::{Catalogue, Unit, Units};
use crate::figures::{Dataset, DatasetError, Gate, InStore};
use crate::message::{Class, LibraryWords, Saying, Told};
use crate::model::{Day, Narrative, Period, ReportKind, UnitCode};
use crate::package::{Refusal, WriteError};
use crate::report::{Document, Letterhead, Pages, PdfError, typeset};
use crate::store::{self, Action, OWN, StoreError};
use crate::vault::{Office, Role, VaultError, View};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::TS;

/// What can go wrong with a period. Messages `period-…`.
#[derive(Debug, thiserror::Error)]
pub enum PeriodError {
    /// The catalogue has no such report.
    #[error("no report {0}")]
    NoSuchPeriod(Period),
    /// The check found errors.
    #[error("{0} errors")]
    NotComplete(usize),
    /// Warnings stand without a reason.
    #[error("{0} warnings without a reason")]
    NeedsReason(usize),
    /// The period is closed already.
    #[error("{0} is closed")]
    AlreadyClosed(Period),
    /// The catalogue of the period has no such unit.
    #[error("no unit {0}")]
    NoUnit(UnitCode),
    /// The period is not closed.
    #[error("{0} is not closed")]
    NotClosed(Period),
    /// A reform abolished the unit before the period's end.
    #[error("the unit is no more at the end of {0}")]
    UnitGone(Period),
    /// A report of that kind has no printed form yet.
    #[error("{0} has no printed form")]
    NotPrintable(Period),
    /// What travels of so many cases is not what their records say.
    #[error("facts of {0} cases are not those of their records")]
    StaleFacts(usize),
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Package.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Typesetting.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// What was frozen at closing cannot be read back.
    #[error("frozen content: {0}")]
    Frozen(Refusal),
    /// JSON.
    #[error("{0:?}")]
    Json(LibraryWords),
}

impl Told for PeriodError {
    fn told(&self) -> Saying<'_> {
        let not_now = |id: &'static str| Saying::new(Class::NotNow, id);
        match self {
            Self::NoSuchPeriod(period) => not_now("period-no-such-period").detail(period),
            Self::NotComplete(errors) => not_now("period-not-complete").detail(errors),
            Self::NeedsReason(warnings) => not_now("period-needs-reason").detail(warnings),
            Self::AlreadyClosed(period) => not_now("period-already-closed").detail(period),
            Self::NotClosed(period) => not_now("period-not-closed").detail(period),
            Self::NoUnit(unit) => not_now("period-no-unit").detail(unit),
            Self::UnitGone(period) => not_now("period-unit-gone").detail(period),
            Self::NotPrintable(period) => not_now("period-not-printable").detail(period),
            Self::StaleFacts(cases) => not_now("period-stale-facts").detail(cases),
            Self::Vault(error) => error.told(),
            Self::Store(error) => error.told(),
            Self::Write(error) => error.told(),
            Self::Pdf(error) => error.told(),
            Self::Frozen(refusal) => {
                Saying::new(Class::Failed, "period-frozen").telling("detail", refusal)
            }
            Self::Json(_) => Saying::new(Class::Failed, "period-failed"),
        }
    }
}

impl From<DatasetError> for PeriodError {
    fn from(error: DatasetError) -> Self {
        match error {
            DatasetError::NoSuchPeriod(period) => Self::NoSuchPeriod(period),
            DatasetError::Store(error) => Self::Store(error),
        }
    }
}

/// Whose records a report is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// This office's own.
    #[default]
    Own,
    /// This office's own, and those of every unit whose submission counts.
    All,
    /// Those of a unit and of all below it.
    Below(UnitCode),
    /// Those of chosen units alone.
    Chosen(BTreeSet<UnitCode>),
}

impl Scope {
    /// The codes of all kinds of it, in the order people see them.
    pub const CODES: [&'static str; 4] = ["own", "all", "below", "chosen"];

    /// The units that it names.
    fn units(&self) -> impl Iterator<Item = &UnitCode> {
        let (one, some) = match self {
            Self::Own | Self::All => (None, None),
            Self::Below(unit) => (Some(unit), None),
            Self::Chosen(units) => (None, Some(units)),
        };
        one.into_iter().chain(some.into_iter().flatten())
    }

    /// Reads `own`, `all`, `below:256` or `chosen:09163,09166`.
    pub fn parse(text: &str) -> Option<Self> {
        let unit = |code: &str| UnitCode::new(code.trim()).ok();
        match text.split_once(':') {
            None if text == "own" => Some(Self::Own),
            None if text == "all" => Some(Self::All),
            Some(("below", code)) => unit(code).map(Self::Below),
            Some(("chosen", codes)) => codes
                .split(',')
                .map(unit)
                .collect::<Option<_>>()
                .map(Self::Chosen),
            _ => None,
        }
    }

    /// Whether a unit is in it.
    fn has(&self, unit: &UnitCode, own: &UnitCode, units: &Units) -> bool {
        match self {
            Self::Own => unit == own,
            Self::All => true,
            Self::Below(above) => units.is_within(unit, above),
            Self::Chosen(chosen) => chosen.contains(unit),
        }
    }

    /// What it adds to a report's title: the unit, or how many were chosen.
    fn title(&self, units: &Units) -> Option<String> {
        let say = |id: &str, detail: String| crate::message::official(id, &[("detail", detail)]);
        match self {
            Self::Own | Self::All => None,
            Self::Below(unit) => {
                let name = units
                    .get(unit)
                    .map_or_else(|| unit.to_string(), |u| u.name.clone());
                Some(say("report-scope-below", name))
            }
            Self::Chosen(chosen) => Some(say("report-scope-chosen", chosen.len().to_string())),
        }
    }
}

impl View {
    /// The catalogue in force for a period.
    ///
    /// # Errors
    /// [`PeriodError::NoSuchPeriod`] where there is none, or it has no such report.
    pub fn catalogue_of(&self, period: Period) -> Result<&Catalogue, PeriodError> {
        self.catalogues()
            .of_year(period.year)
            .filter(|catalogue| catalogue.report(period).is_some())
            .ok_or(PeriodError::NoSuchPeriod(period))
    }

    /// Refuses a period at the end of which this unit is no more: the unit it became reports for it.
    fn must_be_there(&self, period: Period) -> Result<(), PeriodError> {
        match self.catalogue_of(period)?.units_of(period).get(self.unit()) {
            Some(_) => Ok(()),
            None => Err(PeriodError::UnitGone(period)),
        }
    }

    /// The office's unit as it is in a period; where it is not there then, as it was last.
    fn own_unit<'a>(
        &self,
        catalogue: &'a Catalogue,
        period: Period,
    ) -> Result<&'a Unit, VaultError> {
        catalogue
            .units_of(period)
            .get(self.unit())
            .or_else(|| catalogue.units.get(self.unit()))
            .ok_or_else(|| VaultError::UnknownUnit(self.unit().to_string()))
    }

    /// The office's own records of a period: while it is closed, as they stood at closing.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn own_data(&self, period: Period) -> Result<Dataset, PeriodError> {
        let Some(closing) = store::closing(self.store(), period)?.filter(|c| !c.reopened) else {
            return self.own_data_now(period);
        };
        self.frozen(&closing)
    }

    /// The office's own records of a period as they are now, closed or not.
    pub(crate) fn own_data_now(&self, period: Period) -> Result<Dataset, PeriodError> {
        let catalogue = self.catalogue_of(period)?;
        let mut data = Dataset::new(catalogue, period)?;
        data.add(catalogue, self.unit(), &InStore(self.store(), OWN))?;
        Ok(data)
    }

    /// The office's own records and those of every unit whose submission counts.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn all_data(&self, period: Period) -> Result<Dataset, PeriodError> {
        self.data_in(period, &Scope::All)
    }

    /// The records of a scope.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn data_in(&self, period: Period, scope: &Scope) -> Result<Dataset, PeriodError> {
        let catalogue = self.catalogue_of(period)?;
        let units = catalogue.units_of(period);
        for unit in scope.units() {
            // One that a reform abolished within the year has reported all the same.
            let known = units.get(unit).or_else(|| catalogue.units.get(unit));
            if unit != self.unit() && known.is_none() {
                return Err(PeriodError::NoUnit(unit.clone()));
            }
        }
        let mut data = match scope.has(self.unit(), self.unit(), units) {
            true => self.own_data(period)?,
            false => Dataset::new(catalogue, period)?,
        };
        if *scope == Scope::Own {
            return Ok(data);
        }
        for submission in store::current_submissions(self.store(), period)? {
            if scope.has(&submission.unit, self.unit(), units) {
                let records = InStore(self.store(), submission.origin);
                data.add(catalogue, &submission.unit, &records)?;
            }
        }
        Ok(data)
    }

    /// Units below this office that should have reported and did not.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn missing_units(&self, period: Period) -> Result<Vec<&Unit>, PeriodError> {
        let current: BTreeSet<UnitCode> = store::current_submissions(self.store(), period)?
            .into_iter()
            .map(|submission| submission.unit)
            .collect();
        let units = self.catalogue_of(period)?.units_of(period);
        Ok(units
            .iter()
            .filter(|unit| unit.code != *self.unit() && units.is_within(&unit.code, self.unit()))
            .filter(|unit| !current.contains(&unit.code))
            .collect())
    }

    /// A period's report as it prints.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn report(
        &self,
        period: Period,
        date: Day,
        number: Option<u32>,
        scope: &Scope,
    ) -> Result<Document, PeriodError> {
        let gate = self.gate(period.year)?;
        self.report_through(&gate, period, date, number, scope)
    }

    /// A period's report, with what a gate lets through.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub(crate) fn report_through(
        &self,
        gate: &Gate,
        period: Period,
        date: Day,
        number: Option<u32>,
        scope: &Scope,
    ) -> Result<Document, PeriodError> {
        let catalogue = self.catalogue_of(period)?;
        let units = catalogue.units_of(period);
        let over_many = *scope != Scope::Own;
        let mut missing = if over_many {
            self.missing_units(period)?
        } else {
            Vec::new()
        };
        missing.retain(|unit| scope.has(&unit.code, self.unit(), units));
        let own = self.own_data_now(period)?.units.pop();
        let signing = own.map(|unit| unit.of().to_vec()).unwrap_or_default();
        let data = self.data_in(period, scope)?;
        let quoted;
        let body = match period.report {
            ReportKind::Annex01 => Body::Annex01,
            ReportKind::Annex02 => {
                quoted = self.quoted_in(&data, scope)?;
                Body::Annex02 {
                    quoted: quoted.as_ref(),
                }
            }
            ReportKind::SelfInspection => return Err(PeriodError::NotPrintable(period)),
        };
        let annex = Annex {
            letterhead: Letterhead {
                catalogue,
                office: self.own_unit(catalogue, period)?,
                signing: &signing,
                date,
                number,
            },
            data: &data,
            missing,
            over_many,
            scope: scope.title(units),
            gate,
            body,
        };
        Ok(annex.document()?)
    }

    /// A unit's report as it prints from the records of its submission that counts: what the unit's own
    /// print says if it is of those records.
    ///
    /// # Errors
    /// [`PeriodError`]; no submission of it is here.
    pub fn report_of_unit(
        &self,
        unit: &UnitCode,
        period: Period,
        date: Day,
    ) -> Result<Document, PeriodError> {
        let no_unit = || PeriodError::NoUnit(unit.clone());
        let catalogue = self.catalogue_of(period)?;
        let units = catalogue.units_of(period);
        let known = units.get(unit).or_else(|| catalogue.units.get(unit));
        let data = self.data_in(period, &Scope::Chosen(BTreeSet::from([unit.clone()])))?;
        let own = data.units.iter().find(|of| of.unit == *unit);
        let annex = Annex {
            letterhead: Letterhead {
                catalogue,
                office: known.ok_or_else(no_unit)?,
                signing: own.ok_or_else(no_unit)?.of(),
                date,
                number: None,
            },
            data: &data,
            missing: Vec::new(),
            over_many: false,
            scope: None,
            gate: &self.gate(period.year)?,
            body: match period.report {
                ReportKind::Annex01 => Body::Annex01,
                ReportKind::Annex02 => Body::Annex02 { quoted: None },
                ReportKind::SelfInspection => return Err(PeriodError::NotPrintable(period)),
            },
        };
        Ok(annex.document()?)
    }

    /// What texts of a report may quote of units whose records it does not count; read only where one
    /// quotes anything.
    fn quoted_in(&self, data: &Dataset, scope: &Scope) -> Result<Option<Dataset>, PeriodError> {
        let quotes = |text: &str| live_figures(text).any(|said| quotation(said).is_some());
        let mut texts = data.all::<Narrative>();
        match *scope != Scope::All && texts.any(|(_, text)| quotes(text.record.text.as_str())) {
            true => Ok(Some(self.all_data(data.period)?)),
            false => Ok(None),
        }
    }

    /// A period's report on its pages, as it prints.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn pages(
        &self,
        period: Period,
        date: Day,
        number: Option<u32>,
        scope: &Scope,
    ) -> Result<Pages, PeriodError> {
        Ok(typeset(&self.report(period, date, number, scope)?)?)
    }
}

impl Office {
    /// Writes a period's report as a PDF, and gives how many pages it has.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn write_report(
        &mut self,
        period: Period,
        date: Day,
        number: Option<u32>,
        scope: &Scope,
        file: &Path,
    ) -> Result<usize, PeriodError> {
        let mut act = self.act_beyond(Role::Head)?;
        let gate = act.gate(period.year)?;
        let report = act.report_through(&gate, period, date, number, scope)?;
        let pdf = typeset(&report)?.pdf()?;
        let (subject, told) = (period.to_string(), [gate.taken()]);
        act.write_then_publish(file, &pdf.bytes, Action::Printed, &subject, &told)?;
        Ok(pdf.pages)
    }
}
