//! What lies in packages that are no submission: the messages of roster, receipt and transfer. A card
//! says all it has to say on its label.

use crate::catalogue::CatalogueFiles;
use crate::model::{
    FieldError, GivenPlace, Problem, RecordId, at, from_outside, outside_line,
    outside_line_or_none, outside_lines,
};
use crate::store::UnitKey;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A message that is one entry of its package, as JSON.
pub trait Message: Serialize + DeserializeOwned {
    /// Name of the entry.
    const ENTRY: &'static str;
    /// Its largest size, in bytes.
    const MOST: usize;
    /// The schema that its reader has to know, where it has nothing beyond that of its kind.
    fn schema(&self, of_kind: i64) -> i64 {
        of_kind
    }
}

impl Message for Roster {
    const ENTRY: &'static str = "roster.json";
    const MOST: usize = 8 << 20;
    fn schema(&self, of_kind: i64) -> i64 {
        match self.directory.is_empty() {
            true => of_kind,
            // An earlier program would drop it, or take the roster for damaged.
            false => super::SCHEMA,
        }
    }
}
impl Message for Receipt {
    const ENTRY: &'static str = "receipt.json";
    const MOST: usize = 2 << 20;
}
impl Message for TransferredCase {
    const ENTRY: &'static str = "transfer.json";
    const MOST: usize = 2 << 20;
}

/// `roster.json`: the units' keys as the receiving office trusts them, and its catalogues, in
/// which the unit tree stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// Catalogues, one a year.
    pub catalogues: Vec<CatalogueFiles>,
    /// Every key that the receiving office knows, with its state.
    pub keys: Vec<UnitKey>,
    /// Where help is to be had, by the receiving office: each place with its `id` beside its fields. Rosters of
    /// earlier programs say nothing of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directory: Vec<Map<String, Value>>,
}

/// Longest text of a place that is looked at, in characters; fields are shorter.
const MOST_TEXT: usize = 5_000;

/// Most places that a roster brings.
pub const MOST_PLACES: usize = 2_000;

impl Roster {
    /// The places of its directory, each checked; its texts without what is not seen.
    ///
    /// # Errors
    /// The first field that is wrong; more places than [`MOST_PLACES`]; an id that is there twice.
    pub fn places(&self) -> Result<Vec<GivenPlace>, FieldError> {
        if self.directory.len() > MOST_PLACES {
            let count = self.directory.len().to_string();
            return Err(at("directory_entry")(Problem::OutOfRange(count)));
        }
        let mut ids = BTreeSet::new();
        let place = |object: &Map<String, Value>| {
            let mut seen = object.clone();
            for text in seen.values_mut() {
                if let Value::String(text) = text {
                    // What is too long is refused with its field, not cut.
                    *text = from_outside(text, MOST_TEXT, true);
                }
            }
            let place = GivenPlace::from_json(&seen)?;
            match ids.insert(place.id) {
                true => Ok(place),
                false => Err(at("directory_entry")(Problem::GivenTwice)),
            }
        };
        self.directory.iter().map(place).collect()
    }
}

/// What a receiving office says of one package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptEntry {
    /// Id of the package that is answered.
    #[serde(deserialize_with = "outside_line::<_, 100>")]
    pub package_id: String,
    /// `accepted` or `returned`.
    pub state: ReceiptState,
    /// Why it was returned, by section.
    pub reasons: Vec<Reason>,
}

/// State of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptState {
    /// Đã tiếp nhận.
    Accepted,
    /// Trả lại để sửa.
    Returned,
}

impl ReceiptState {
    /// The code in stores and packages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Returned => "returned",
        }
    }
    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Accepted, Self::Returned];
        all.into_iter().find(|state| state.code() == code)
    }
}

/// A reason for returning a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Section of the outline, where it is about one.
    #[serde(default, deserialize_with = "outside_line_or_none::<_, 200>")]
    pub section: Option<String>,
    /// Record, where it is about one.
    pub record: Option<RecordId>,
    /// What is to be put right, in the reviewer's words.
    #[serde(deserialize_with = "outside_lines::<_, 4000>")]
    pub text: String,
}

/// `receipt.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What is said of each package.
    pub receipts: Vec<ReceiptEntry>,
}

/// On what ground a case is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TransferGround {
    /// She agreed, and that is recorded.
    Consent,
    /// The law asks for it (danger to life, abuse of a child).
    Law,
}

impl TransferGround {
    /// All, in the order people see them.
    pub const ALL: [Self; 2] = [Self::Consent, Self::Law];
    /// Code; message `transfer-ground-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Law => "law",
        }
    }
    /// The ground with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// `transfer.json`: the records of the case as the sender has them, under the sender's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferredCase {
    /// Schema of the records.
    pub schema: i64,
    /// Which of the records is the case.
    pub case: RecordId,
    /// On what ground it is handed over.
    pub ground: TransferGround,
    /// Records by the name of their kind; each has its `id` beside its fields.
    pub records: BTreeMap<String, Vec<Map<String, Value>>>,
}
