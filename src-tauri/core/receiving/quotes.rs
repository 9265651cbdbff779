//! What units say in their own words, side by side, to be quoted by the office that sums them up.

use super::ReceivingError;
use crate::annex::{live_figures, with_live_figures};
use crate::figures::Numbers;
use crate::model::{Narrative, Period, UnitCode};
use crate::report::plain;
use crate::sections::figures;
use crate::store;
use crate::vault::View;
use serde::Serialize;

/// A unit's text of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitText {
    /// Whose text it is.
    pub unit: UnitCode,
    /// The unit's name.
    pub name: String,
    /// Code of the section of the outline.
    pub section: String,
    /// What it says, with the unit's numbers in it.
    pub text: String,
}

impl UnitText {
    /// The reference by which a text of this office quotes it.
    pub fn reference(&self) -> String {
        format!("{}:{}", self.unit, self.section)
    }
}

impl View {
    /// The texts of all units whose submission counts for a period, in the catalogue's order.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn unit_texts(&self, period: Period) -> Result<Vec<UnitText>, ReceivingError> {
        let catalogue = self.catalogue_of(period)?;
        let mut current = store::current_submissions(self.store(), period)?;
        current.sort_by_key(|submission| catalogue.units.rank(&submission.unit));
        let gate = self.gate(period.year)?;
        let mut texts = Vec::new();
        for submission in current {
            let mut said = store::records::<Narrative>(self.store(), submission.origin)?;
            said.retain(|text| text.record.period == period);
            // Numbers are counted only where a text has some.
            let is_live = |text: &str| live_figures(text).next().is_some();
            let numbers = match said.iter().any(|text| is_live(text.record.text.as_str())) {
                true => {
                    let data = self.submitted(&submission)?;
                    let counted = figures(&data);
                    Some(Numbers::new(&gate, &data, counted))
                }
                false => None,
            };
            let name = catalogue
                .units_of(period)
                .get(&submission.unit)
                .map_or_else(|| submission.unit.to_string(), |unit| unit.name.clone());
            texts.extend(said.into_iter().map(|text| UnitText {
                unit: submission.unit.clone(),
                name: name.clone(),
                section: text.record.section.to_string(),
                text: match &numbers {
                    Some(numbers) => plain(&with_live_figures(text.record.text.as_str(), numbers)),
                    None => plain(text.record.text.as_str()),
                },
            }));
        }
        Ok(texts)
    }
}
