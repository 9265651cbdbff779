//! Mục tiêu 3 of Phụ lục 01, counted from the register, as the officer looks at it.

use super::CaseError;
use crate::catalogue::{RegisterCount, Rule};
use crate::entry::Typed;
use crate::figures::{Cleared, Indicators, Override, Shown};
use crate::message::{self, Language};
use crate::model::{
    CaseCategory, CaseOutcome, Decimal, IndicatorValue, Part, Period, RecordId, RecordKind,
    ReportKind, Stored, ViolenceCase, Year,
};
use crate::register;
use crate::store::{self, OWN};
use crate::vault::{Office, View, WHO_OVERRIDES};
use std::collections::BTreeSet;

/// A row of the register in Phụ lục 01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// Code of the row; of a count that the printed table does not have, `register:<count>`.
    pub code: String,
    /// Number as the source prints it.
    pub printed_no: String,
    /// What it counts, as the source prints it.
    pub wording: String,
    /// In what it counts, as `%`.
    pub measure: String,
    /// Who counts, in words.
    pub rule: String,
    /// In ten-thousandths; `None` where nothing took place.
    pub value: Option<i64>,
    /// Numerator and denominator of a ratio.
    pub ratio: Option<(i64, i64)>,
    /// The number that the officer put in place of the register's.
    pub overridden: Option<Override>,
    /// What is printed outside the office, where it is not the value.
    pub outside: Option<Shown>,
    /// The cases under it.
    pub cases: BTreeSet<RecordId>,
    /// Those among them that ended with a survivor's death: she counts all the same, and lowers a rate where she was never
    /// served.
    pub died: usize,
    /// Whether the officer may put a number in its place.
    pub may_override: bool,
}

/// The period of Phụ lục 01 in a year.
pub fn annex01_period(year: Year) -> Period {
    Period {
        report: ReportKind::Annex01,
        year,
        part: Part::Annual,
    }
}

/// Who counts: of a part of another count, under which further condition.
fn in_words(count: RegisterCount, language: Language) -> String {
    match count.conditions() {
        [] => of_category(&format!("rule-{}", count.persons().code()), count, language),
        [.., last] => message::text(language, &format!("rule-{}", last.code()), &[]),
    }
}

/// A message that names the category of a count's cases, and who counts in it.
fn of_category(id: &str, count: RegisterCount, language: Language) -> String {
    let code = count.category().code();
    let category = message::choice(language, CaseCategory::LIST.name, code);
    let counted = message::text(language, &format!("rule-category-{code}"), &[]);
    message::text(
        language,
        id,
        &[("category", category), ("counted", counted)],
    )
}

impl View {
    /// Cases that ended with a survivor's death; none for who cannot read facts of cases.
    fn ended_with_a_death(&self) -> Result<BTreeSet<RecordId>, CaseError> {
        if store::facts_are_closed(self.store()) {
            return Ok(BTreeSet::new());
        }
        let own = store::records::<ViolenceCase>(self.store(), OWN)?.into_iter();
        let ended = own.filter(|case| case.record.outcome == Some(CaseOutcome::Died));
        Ok(ended.map(|case| case.id).collect())
    }

    /// The rows of the register in Phụ lục 01 of a year, as they are now. Each count that a ratio
    /// divides by and that the printed table does not have stands before it.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn register_rows(
        &self,
        year: Year,
        language: Language,
    ) -> Result<Vec<RegisterRow>, CaseError> {
        let period = annex01_period(year);
        let catalogue = self.catalogue_of(period)?;
        let data = self.own_data_now(period)?;
        let indicators = Indicators::new(catalogue, &data);
        let gate = self.gate_now(year)?;
        let behind = BTreeSet::from([self.unit().clone()]);
        let text = |id: &str| message::text(language, id, &[]);
        let of_facts = register::CasesOfFacts::new(self.store())?;
        let ended = self.ended_with_a_death()?;
        let mut rows = Vec::new();
        let mut shown_parts = BTreeSet::new();
        for row in &catalogue.annex01 {
            if !catalogue.counts_register(row) {
                continue;
            }
            let rule = match &row.rule {
                Rule::Register { count } => in_words(*count, language),
                _ => text("rule-ratio"),
            };
            if let Rule::Ratio { denominator, .. } = &row.rule {
                for part in denominator {
                    let count = part
                        .strip_prefix("register:")
                        .and_then(RegisterCount::from_code);
                    let Some(count) = count.filter(|_| shown_parts.insert(part.clone())) else {
                        continue;
                    };
                    let figure = indicators.count(count);
                    let cases = of_facts.cases(figure.records);
                    rows.push(RegisterRow {
                        code: part.clone(),
                        printed_no: String::new(),
                        wording: of_category(
                            &format!("count-{}", count.persons().code()),
                            count,
                            language,
                        ),
                        measure: text("count-measure"),
                        rule: in_words(count, language),
                        value: figure.value.map(|value| value * Decimal::PARTS),
                        ratio: None,
                        overridden: None,
                        outside: None,
                        died: cases.intersection(&ended).count(),
                        cases,
                        may_override: false,
                    });
                }
            }
            let result = indicators.row(row);
            let cleared = gate.result(catalogue, &behind, period, row, &result).value;
            let outside = cleared.filter(|cleared| !cleared.is_exact());
            let cases = of_facts.cases(result.records);
            rows.push(RegisterRow {
                code: row.code.clone(),
                printed_no: row.printed_no.clone(),
                wording: row.wording.clone(),
                measure: row.measure.clone().unwrap_or_default(),
                rule,
                value: result.value,
                ratio: result.numerator.zip(result.denominator),
                overridden: result.overrides.into_iter().next(),
                outside: outside.map(Cleared::shown),
                died: cases.intersection(&ended).count(),
                cases,
                may_override: matches!(row.rule, Rule::Register { .. }),
            });
        }
        Ok(rows)
    }
}

impl Office {
    /// Puts a number in place of what the register counts, with a reason, which prints as a
    /// footnote and travels; without a number, the register's own counts again. A case officer or a head does.
    ///
    /// # Errors
    /// [`CaseError::NeedsReason`], [`CaseError::NoSuchRow`]; see also [`CaseError`].
    pub fn override_count(
        &mut self,
        year: Year,
        row: &str,
        value: Option<&str>,
        reason: &str,
    ) -> Result<(), CaseError> {
        let mut act = self.act_in_any(&WHO_OVERRIDES)?;
        let catalogue = act.catalogue_of(annex01_period(year))?;
        let known = catalogue
            .annex01
            .iter()
            .any(|known| known.code == row && matches!(known.rule, Rule::Register { .. }));
        if !known {
            return Err(CaseError::NoSuchRow(row.to_owned()));
        }
        let kind = RecordKind::IndicatorValue;
        let here: Vec<Stored<IndicatorValue>> = store::records(act.store(), OWN)?;
        let here = here
            .into_iter()
            .find(|value| value.record.indicator.as_str() == row && value.record.year == year);
        let at = here.map(|here| (here.id, here.version));
        match (value, at) {
            (None, None) => {}
            (None, Some((id, version))) => act.write(|log, _| log.delete(kind, id, version))?,
            (Some(value), at) => {
                if reason.trim().is_empty() {
                    return Err(CaseError::NeedsReason);
                }
                let typed = Typed::from([
                    ("indicator".to_owned(), row.to_owned()),
                    ("year".to_owned(), year.get().to_string()),
                    ("value".to_owned(), value.to_owned()),
                    ("note".to_owned(), reason.to_owned()),
                ]);
                act.save(kind, &typed, at)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_is_said_in_words_in_every_language() {
        for language in Language::all() {
            for count in RegisterCount::ALL {
                let denominator = format!("count-{}", count.persons().code());
                let said = [
                    in_words(count, language),
                    of_category(&denominator, count, language),
                ];
                for said in said {
                    assert!(
                        !said.contains("rule-") && !said.contains("count-"),
                        "{said}"
                    );
                    assert!(!said.contains('{') && said.contains(' '), "{said}");
                }
            }
        }
    }
}
