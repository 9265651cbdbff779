//! What units say in their own words, side by side, to be quoted by the office that sums them up.

use super::ReceivingError;
use crate::figures::{Masked, figures};
use crate::model::{Period, UnitCode};
use crate::report::with_live_figures;
use crate::store;
use crate::vault::Office;
use serde::Serialize;

/// A unit's text of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitText {
    /// Unit.
    pub unit: UnitCode,
    /// Name.
    pub name: String,
    /// Section.
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

impl Office {
    /// The texts of all units whose submission counts for a period, in the catalogue's order.
    ///
    /// # Errors
    /// [`ReceivingError`].
    pub fn unit_texts(&self, period: Period) -> Result<Vec<UnitText>, ReceivingError> {
        let catalogue = self.catalogue_of(period)?;
        let mut current = store::current_submissions(self.store(), period)?;
        current.sort_by_key(|submission| catalogue.units.rank(&submission.unit));
        let mut texts = Vec::new();
        for submission in current {
            let data = self.submitted(&submission)?;
            let figures = figures(&data);
            let masked = match catalogue.masks(&submission.unit) {
                Some(threshold) => Masked::new(&figures, None, threshold),
                None => Masked::default(),
            };
            for unit in &data.units {
                texts.extend(unit.narratives.iter().map(|text| UnitText {
                    unit: unit.unit.clone(),
                    name: unit.name.clone(),
                    section: text.record.section.to_string(),
                    text: crate::report::plain(&with_live_figures(
                        text.record.text.as_str(),
                        &figures,
                        &masked,
                    )),
                }));
            }
        }
        Ok(texts)
    }
}
