//! What the rows of Phụ lục 01 are called in a DHIS2 instance.

use super::{CatalogueError, Fault, FaultPlace, IndicatorRow, Rule};
use crate::model::UnitCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The mapping to a DHIS2 instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dhis2Map {
    /// Code of the data set.
    pub data_set: String,
    /// Code of an organisation unit; `{code}` stands for the unit's code in this catalogue.
    pub org_unit: String,
    /// Data elements.
    #[serde(rename = "element")]
    pub elements: Vec<Dhis2Element>,
}

/// The data elements of a row. Ratios go as numerator and denominator: DHIS2 adds those up and divides
/// afterwards, as this program does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dhis2Element {
    /// Code of the row.
    pub row: String,
    /// Data element of its value, where it is a count.
    pub value: Option<String>,
    /// Data element of its numerator, where it is a ratio.
    pub numerator: Option<String>,
    /// Data element of its denominator.
    pub denominator: Option<String>,
}

impl Dhis2Map {
    /// The code of a unit's organisation unit.
    pub fn org_unit_of(&self, unit: &UnitCode) -> String {
        self.org_unit.replace("{code}", unit.as_str())
    }
}

pub(super) fn check(
    map: &Dhis2Map,
    file: &str,
    rows: &[IndicatorRow],
) -> Result<(), CatalogueError> {
    let broken = |place: FaultPlace, fault: Fault| CatalogueError::Broken {
        file: file.to_owned(),
        place,
        fault,
    };
    if !map.org_unit.contains("{code}") {
        return Err(broken(
            FaultPlace::Key("org_unit".to_owned()),
            Fault::NoPlaceForCode,
        ));
    }
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for element in &map.elements {
        let broken = |fault: Fault| broken(FaultPlace::Row(element.row.clone()), fault);
        let row = rows.iter().find(|row| row.code == element.row);
        let row = row.ok_or_else(|| broken(Fault::NoRow))?;
        let parts = (
            element.value.is_some(),
            element.numerator.is_some(),
            element.denominator.is_some(),
        );
        let fits = match row.rule {
            Rule::EnteredRatio { .. } => parts == (false, true, true),
            Rule::Entered | Rule::Register { .. } => parts == (true, false, false),
            Rule::Ratio { .. } | Rule::Heading => false,
        };
        if !fits {
            return Err(broken(Fault::Elements));
        }
        if !seen.insert(&element.row) {
            return Err(broken(Fault::Twice(element.row.clone())));
        }
        let given = [&element.value, &element.numerator, &element.denominator];
        for name in given.into_iter().flatten() {
            if name.trim().is_empty() || !names.insert(name) {
                return Err(broken(Fault::ElementTwice));
            }
        }
    }
    Ok(())
}
