//! Danh bạ dịch vụ: where help is to be had.

use super::{Short, in_order};
use crate::model::{
    Day, FieldError, FlatForm, Line, Paragraphs, Problem, ProviderKind, RecordId, RecordKind,
    ServiceKind, Set, at, choice, record,
};
use serde_json::{Map, Value};

choice! {
    /// What help costs at a place.
    ServiceCost in "service-cost" {
        /// Miễn phí.
        Free = "free",
        /// Có thu phí.
        Charged = "charged",
    }
}

record! {
    /// Nơi giúp được: an office, a station, a house. Nothing here is about anybody who was helped there. One that is no
    /// more is retired, and stays: referrals name it.
    DirectoryEntry {
        /// What it is called.
        place_name: Short,
        /// What kind of provider it is.
        provider: ProviderKind,
        /// What it gives.
        gives: Set<ServiceKind>,
        /// Where; nothing for a place that is kept secret.
        address: Option<Short>,
        /// By which numbers it is called.
        telephone: Option<Line<100>>,
        /// When it is open.
        hours: Option<Short>,
        /// What it costs.
        service_cost: Option<ServiceCost>,
        /// For whom it costs what.
        cost_note: Option<Short>,
        /// Whether a woman is there to speak with; nothing where nobody knows.
        woman_officer: Option<bool>,
        /// Whether a wheelchair gets in; nothing where nobody knows.
        wheelchair: Option<bool>,
        /// Which languages are spoken there, by whom else.
        languages: Option<Short>,
        /// What else is good to know.
        place_note: Option<Paragraphs<1000>>,
        /// Day on which somebody made sure of all this.
        confirmed_on: Option<Day>,
        /// Day from which on it is no more.
        retired_on: Option<Day>,
    }
    stays: |r| r.confirmed_on;
    check: |r| in_order(r.confirmed_on, r.retired_on, "retired_on");
    any_day: true;
    layout {
        form:
            place_name provider gives telephone address hours service_cost woman_officer confirmed_on;
        more: cost_note wheelchair languages place_note retired_on;
    }
}

impl DirectoryEntry {
    /// For how many days what somebody made sure of is taken to be so.
    pub const SURE_FOR: i64 = 365;

    /// Whether somebody is sent there on a day.
    pub fn is_open(&self, on: Day) -> bool {
        self.retired_on.is_none_or(|day| on < day)
    }

    /// Whether somebody should make sure of it again.
    pub fn is_old(&self, on: Day) -> bool {
        self.confirmed_on
            .is_none_or(|day| (on.date() - day.date()).num_days() > Self::SURE_FOR)
    }
}

/// A place of a directory under its id, as an office gives it to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPlace {
    /// Its id, the same in every office.
    pub id: RecordId,
    /// What is said of it.
    pub entry: DirectoryEntry,
}

impl GivenPlace {
    /// As a JSON object: its id beside its fields.
    pub fn to_json(&self) -> Map<String, Value> {
        let mut object = RecordKind::DirectoryEntry.to_json(&self.entry.to_cells());
        object.insert("id".to_owned(), Value::from(self.id.to_string()));
        object
    }

    /// Reads it from one.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub fn from_json(object: &Map<String, Value>) -> Result<Self, FieldError> {
        let mut fields = object.clone();
        let id = fields.remove("id");
        let id = id.as_ref().and_then(Value::as_str).ok_or(Problem::Required);
        let id = id
            .and_then(RecordId::parse)
            .map_err(at("directory_entry"))?;
        let cells = RecordKind::DirectoryEntry.from_json(&fields)?;
        let entry = DirectoryEntry::from_cells(cells)?;
        Ok(Self { id, entry })
    }
}
