//! Indicators to DHIS2, as Aggregate Data Exchange (ADX, IHE QRPH: XML) or as `dataValueSets` JSON. Each
//! unit's own numbers go: DHIS2 adds them up along its own tree.

use super::ReceivingError;
use crate::catalogue::{Catalogue, Dhis2Element, Dhis2Map};
use crate::figures::{ClearedResult, Gate, Indicators, Ledger, Summary};
use crate::message::LibraryWords;
use crate::model::{Moment, Part, Period, UnitCode};
use crate::sections::summary;
use crate::store::Action;
use crate::vault::{Office, Role, View};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// How values are written for DHIS2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dhis2Form {
    /// Aggregate Data Exchange, XML.
    Adx,
    /// `dataValueSets` JSON, to be imported with codes as identifiers
    /// (`dataElementIdScheme=code&orgUnitIdScheme=code&dataSetIdScheme=code`).
    Json,
}

/// What was written for DHIS2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dhis2Written {
    /// How many values went.
    pub values: usize,
    /// Small counts of cases that were left out.
    pub left_out: usize,
}

/// The values of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DataValues {
    data_set: String,
    period: Period,
    groups: Vec<Group>,
    /// Small counts of cases that were left out.
    left_out: usize,
}

/// The values of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    org_unit: String,
    values: Vec<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataValue<'a> {
    data_element: &'a str,
    period: &'a str,
    org_unit: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataValueSet<'a> {
    data_set: &'a str,
    data_values: Vec<DataValue<'a>>,
}

impl DataValues {
    /// None of a period yet.
    pub(super) fn new(map: &Dhis2Map, period: Period) -> Self {
        Self {
            data_set: map.data_set.clone(),
            period,
            groups: Vec::new(),
            left_out: 0,
        }
    }

    /// Adds what a unit alone comes to.
    pub(super) fn add(
        &mut self,
        catalogue: &Catalogue,
        gate: &Gate,
        map: &Dhis2Map,
        unit: &UnitCode,
        sum: &Summary,
    ) {
        let indicators = Indicators::of_summary(catalogue, sum);
        let behind = BTreeSet::from([unit.clone()]);
        let mut group = Group {
            org_unit: map.org_unit_of(unit),
            values: Vec::new(),
        };
        for element in &map.elements {
            let Some(row) = catalogue.annex01.iter().find(|row| row.code == element.row) else {
                continue;
            };
            let result = indicators.row(row);
            let cleared = gate.result(catalogue, &behind, self.period, row, &result);
            if cleared.value.is_some_and(|value| !value.is_exact()) {
                self.left_out += 1;
                continue;
            }
            group.values.extend(values(element, &cleared));
        }
        if !group.values.is_empty() {
            self.groups.push(group);
        }
    }

    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.values.len()).sum()
    }

    /// As they are written in a form.
    pub(super) fn bytes(&self, form: Dhis2Form) -> Result<Vec<u8>, ReceivingError> {
        match form {
            Dhis2Form::Adx => self.adx(),
            Dhis2Form::Json => self.json(),
        }
    }

    fn json(&self) -> Result<Vec<u8>, ReceivingError> {
        let period = match self.period.part {
            Part::Annual => self.period.year.to_string(),
            Part::SixMonths => format!("{}S1", self.period.year),
        };
        let mut data_values = Vec::with_capacity(self.count());
        for group in &self.groups {
            data_values.extend(group.values.iter().map(|(element, value)| DataValue {
                data_element: element,
                period: &period,
                org_unit: &group.org_unit,
                value,
            }));
        }
        let set = DataValueSet {
            data_set: &self.data_set,
            data_values,
        };
        serde_json::to_vec_pretty(&set)
            .map_err(|error| ReceivingError::NotWritten(LibraryWords::of(error)))
    }

    fn adx(&self) -> Result<Vec<u8>, ReceivingError> {
        let write = || -> std::io::Result<Vec<u8>> {
            let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
            writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            let mut root = BytesStart::new("adx");
            root.push_attribute(("xmlns", "urn:ihe:qrph:adx:2015"));
            root.push_attribute(("exported", Moment::now().iso().as_str()));
            writer.write_event(Event::Start(root))?;
            let length = match self.period.part {
                Part::Annual => "P1Y",
                Part::SixMonths => "P6M",
            };
            let period = format!("{}-01-01/{length}", self.period.year);
            for group in &self.groups {
                let mut element = BytesStart::new("group");
                element.push_attribute(("orgUnit", group.org_unit.as_str()));
                element.push_attribute(("period", period.as_str()));
                element.push_attribute(("dataSet", self.data_set.as_str()));
                writer.write_event(Event::Start(element))?;
                for (name, value) in &group.values {
                    let mut element = BytesStart::new("dataValue");
                    element.push_attribute(("dataElement", name.as_str()));
                    element.push_attribute(("value", value.as_str()));
                    writer.write_event(Event::Empty(element))?;
                }
                writer.write_event(Event::End(BytesEnd::new("group")))?;
            }
            writer.write_event(Event::End(BytesEnd::new("adx")))?;
            let mut bytes = writer.into_inner();
            bytes.push(b'\n');
            Ok(bytes)
        };
        write().map_err(|error| ReceivingError::NotWritten(LibraryWords::of(error)))
    }
}

fn values(element: &Dhis2Element, result: &ClearedResult) -> Vec<(String, String)> {
    let parts = [
        (&element.value, result.value),
        (&element.numerator, result.numerator),
        (&element.denominator, result.denominator),
    ];
    parts
        .into_iter()
        .filter_map(|(name, value)| Some((name.clone()?, value?.plain())))
        .collect()
}

impl Office {
    /// Writes the indicators of a period for DHIS2: of this office, and of every unit whose submission
    /// stands. Small counts of cases are left out, as in print.
    ///
    /// # Errors
    /// [`ReceivingError::NoMapping`] where the catalogue has none; see also [`ReceivingError`].
    pub fn write_dhis2(
        &mut self,
        period: Period,
        form: Dhis2Form,
        file: &Path,
    ) -> Result<Dhis2Written, ReceivingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let (values, told) = data_values(&act, period)?;
        let bytes = values.bytes(form)?;
        let subject = format!("dhis2 {period}");
        act.write_then_publish(file, &bytes, Action::Exported, &subject, &[told])?;
        Ok(Dhis2Written {
            values: values.count(),
            left_out: values.left_out,
        })
    }
}

fn data_values(office: &View, period: Period) -> Result<(DataValues, Ledger), ReceivingError> {
    let gate = office.gate(period.year)?;
    let each = office.standing_each(period)?;
    let catalogue = office.catalogue_of(period)?;
    let map = catalogue
        .dhis2
        .as_ref()
        .ok_or_else(|| ReceivingError::NoMapping(catalogue.regime.id.clone()))?;
    let mut values = DataValues::new(map, period);
    let own = summary(&office.own_data(period)?, &catalogue.annex01);
    values.add(catalogue, &gate, map, office.unit(), &own);
    let mut units: Vec<_> = each.iter().collect();
    units.sort_by_key(|(unit, _)| catalogue.units.rank(unit));
    for (unit, summary) in units {
        values.add(catalogue, &gate, map, unit, summary);
    }
    Ok((values, gate.taken()))
}
