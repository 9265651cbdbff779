//! Numbers of the register by the groups of information that the national database on domestic violence has (Nghị định
//! 110/2025/NĐ-CP; which these are was read in public pages, its forms were not). Each goes through the gate, with all
//! that is reported and analysed of the year.

use super::{CaseError, annex01_period, clear};
use crate::catalogue::{RegisterCount, Rule};
use crate::figures::{Gate, Indicators, Shown};
use crate::message::{self, Language};
use crate::model::{Act, CaseCategory, Decimal, Part, Period, ReportKind, Year};
use crate::store::{Action, StoreError};
use crate::vault::{Office, Role, View};
use std::collections::BTreeSet;
use std::path::Path;

/// A group of information of the national database, as far as the register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NationalGroup {
    /// Code; message `national-<code>`.
    pub code: &'static str,
    /// What is counted, in words, and what may be said of it outside.
    pub rows: Vec<(String, Shown)>,
}

/// The counts of Phụ lục 01 that a group has.
const PERSONS: [RegisterCount; 3] = [
    RegisterCount::DomesticSurvivors,
    RegisterCount::DomesticPerpetrators,
    RegisterCount::DomesticPerpetratorsBelow,
];
const HELPED: [RegisterCount; 2] = [
    RegisterCount::DomesticSurvivorsServed,
    RegisterCount::DomesticPerpetratorsCounselled,
];

impl View {
    /// The numbers of a year by the groups of the national database, as they may leave the office.
    ///
    /// # Errors
    /// A year that is in no catalogue; see also [`CaseError`].
    pub fn national_table(
        &self,
        year: Year,
        language: Language,
    ) -> Result<Vec<NationalGroup>, CaseError> {
        Ok(self.national(year, language)?.0)
    }

    fn national(
        &self,
        year: Year,
        language: Language,
    ) -> Result<(Vec<NationalGroup>, Gate), CaseError> {
        let period = Period {
            report: ReportKind::Annex02,
            year,
            part: Part::Annual,
        };
        let days = self.catalogue_of(period)?.days(period);
        let (from, to) = days.ok_or(CaseError::NoPeriod)?;
        let gate = self.gate_of_analyses(period, language)?;
        let mut analysis = self.analysed(from, to, language)?;
        clear(&mut analysis, &gate, self.unit(), period);
        let rows = |table: &str, wanted: &dyn Fn(&str) -> bool| -> Vec<(String, Shown)> {
            let tables = analysis.tables.iter().filter(|of| of.code == table);
            let rows = tables.flat_map(|of| &of.rows);
            let rows = rows.filter(|row| wanted(&row.code));
            rows.map(|row| (row.label.clone(), row.outside)).collect()
        };
        let is_domestic = |code: &str| code == CaseCategory::Domestic.code();
        let is_act = |code: &str| Act::from_code(code).is_ok();
        let mut cases = rows("categories", &is_domestic);
        cases.extend(rows("acts", &is_act));
        let mut help = self.counts_outside(year, &gate, &HELPED)?;
        help.extend(rows("services", &|_| true));
        let group = |code, rows| NationalGroup { code, rows };
        let groups = vec![
            group("cases", cases),
            group("persons", self.counts_outside(year, &gate, &PERSONS)?),
            group("citizenships", rows("citizenships", &|_| true)),
            group("ages", rows("ages", &|_| true)),
            group("help", help),
        ];
        Ok((groups, gate))
    }

    /// Rows of Phụ lục 01 that count something, as they may leave the office.
    fn counts_outside(
        &self,
        year: Year,
        gate: &Gate,
        counts: &[RegisterCount],
    ) -> Result<Vec<(String, Shown)>, CaseError> {
        let period = annex01_period(year);
        let catalogue = self.catalogue_of(period)?;
        let data = self.own_data_now(period)?;
        let indicators = Indicators::new(catalogue, &data);
        let behind = BTreeSet::from([self.unit().clone()]);
        let mut rows = Vec::new();
        for row in &catalogue.annex01 {
            let Rule::Register { count } = &row.rule else {
                continue;
            };
            if !counts.contains(count) {
                continue;
            }
            let result = indicators.row(row);
            let cleared = gate.result(catalogue, &behind, period, row, &result).value;
            let value = result.value.map(|value| value / Decimal::PARTS);
            let shown = match (cleared, value) {
                (Some(cleared), Some(value)) if cleared.is_exact() => Shown::Exact(value),
                (Some(cleared), _) => cleared.shown(),
                (None, _) => Shown::Hidden,
            };
            rows.push((row.wording.clone(), shown));
        }
        Ok(rows)
    }
}

impl Office {
    /// Writes the numbers of a year by the groups of the national database as a workbook, which says that it is to be held
    /// against the database's own forms.
    ///
    /// # Errors
    /// Who is no head; see also [`CaseError`].
    pub fn write_national_table(
        &mut self,
        year: Year,
        language: Language,
        file: &Path,
    ) -> Result<(), CaseError> {
        let mut act = self.act_beyond(Role::Head)?;
        let (groups, gate) = act.national(year, language)?;
        let text = |id: &str, args: &[(&str, String)]| message::text(language, id, args);
        let title = text("national-title", &[("year", year.to_string())]);
        let mut tables = vec![
            (title, Vec::new()),
            (text("national-check", &[]), Vec::new()),
        ];
        let groups = groups.into_iter();
        tables.extend(groups.map(|of| (text(&format!("national-{}", of.code), &[]), of.rows)));
        tables.push((text("national-left-out", &[]), Vec::new()));
        let note = text("report-masked", &[("below", gate.below().to_string())]);
        let book = crate::exchange::tables(&tables, &note)
            .map_err(|error| StoreError::bad("workbook", error))?;
        let subject = format!("national table {year}");
        Ok(act.write_then_publish(file, &book, Action::Exported, &subject, &[gate.taken()])?)
    }
}
