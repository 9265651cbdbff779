//! What lies inside the age layer: a ZIP with a manifest and the entries it lists.

use super::{
    MAX_ENTRIES, MAX_FILES, MAX_IDENTITY, MAX_JSON, MAX_LINE, MAX_MANIFEST, MAX_PRINT, MAX_RATIO,
    MAX_RECORDS, PackageKind, Recipient, Refusal, Sender, sha256,
};
use crate::bounds;
use crate::model::{
    Attachment, CaseRow, Cell, Column, FieldError, FlatForm, Moment, PERPETRATOR_PART, Period,
    RecordId, RecordKind, SURVIVOR_PART, Sha256, Stored, cells_from_json, outside_line,
    outside_lines,
};
use crate::store::AuditHead;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, ErrorKind, Write};
use ts_rs::TS;
use zip::write::SimpleFileOptions;

/// Schema of the records in a payload: raised by each new field, code and kind, since a reader that
/// does not know one must refuse it and not drop it. The first had each case on one row; all are
/// read.
pub const SCHEMA: i64 = crate::store::RECORD_SCHEMA;

/// The oldest schema that is read.
const OLDEST_SCHEMA: i64 = 1;

/// The schema that a package names. One without records names the schema in which what it carries
/// changed last, so that an office that is behind reads its receipts and rosters.
pub(super) fn schema_of(kind: PackageKind) -> i64 {
    match kind {
        PackageKind::Submission | PackageKind::Transfer => SCHEMA,
        PackageKind::Card | PackageKind::Roster | PackageKind::Receipt => 2,
    }
}

/// The entry in which the first schema had cases.
const FIRST_SCHEMA_CASES: &str = "records/violence_cases.jsonl";

/// An entry as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Path inside the payload, as `records/inspections.jsonl`.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

/// Sums that both sides compute on their own and compare.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlTotals {
    /// Men taking part in events and courses.
    pub men: i64,
    /// Women taking part.
    pub women: i64,
    /// People taking part whose sex was not recorded.
    pub unrecorded: i64,
    /// Đồng granted.
    pub granted: i64,
    /// Cases of violence, each once.
    pub cases: i64,
}

/// A warning that stood when the period was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StandingWarning {
    /// Section or dash of the outline.
    #[serde(deserialize_with = "outside_line::<_, 200>")]
    pub place: String,
    /// Code of the check's finding.
    #[serde(deserialize_with = "outside_line::<_, 200>")]
    pub code: String,
    /// What it is about.
    #[serde(deserialize_with = "outside_line::<_, 1000>")]
    pub detail: String,
}

/// What the sender said when it closed the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClosingNote {
    /// When the period was closed.
    pub closed_at: Moment,
    /// By which user.
    #[serde(deserialize_with = "outside_line::<_, 200>")]
    pub closed_by: String,
    /// Warnings that stood.
    pub warnings: Vec<StandingWarning>,
    /// The reason given for them; empty where there were none.
    #[serde(deserialize_with = "outside_lines::<_, 4000>")]
    pub reason: String,
    /// The codes of the numbers of cases that the unit's own print keeps back, so that nobody above shows them, and
    /// everybody knows the others; with ` <5` behind it, of one of which that is said. Not there from an earlier program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    pub kept_back: Option<Vec<String>>,
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Repeats the label.
    pub package_id: String,
    /// Repeats the label.
    pub sender: Sender,
    /// Repeats the label.
    pub recipients: Vec<Recipient>,
    /// Repeats the label.
    #[serde(default, with = "crate::model::period_in_package")]
    pub period: Option<Period>,
    /// Schema of what it carries, at most [`SCHEMA`].
    pub schema: i64,
    /// All other entries.
    pub entries: Vec<Entry>,
    /// Records of each kind.
    pub counts: BTreeMap<String, i64>,
    /// Sums that the receiver counts again.
    pub totals: ControlTotals,
    /// What was said at closing, in a submission.
    pub closing: Option<ClosingNote>,
    /// The sender's audit chain.
    pub audit: AuditHead,
}

/// A record on its way.
pub type Travelling = Stored<Vec<Cell>>;

/// What a submission carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Records by kind, narratives and indicator values among them, in canonical form.
    pub records: BTreeMap<RecordKind, Vec<Travelling>>,
    /// Records of an earlier revision that were deleted.
    pub deleted: BTreeMap<RecordKind, Vec<RecordId>>,
    /// The printed report.
    pub report: Option<Vec<u8>>,
    /// Files attached to records, by their hash.
    pub attachments: BTreeMap<Sha256, Vec<u8>>,
    /// Packages passed on, by package id.
    pub children: BTreeMap<String, Vec<u8>>,
}

impl Content {
    /// Number of records of each kind.
    pub fn counts(&self) -> BTreeMap<String, i64> {
        self.records
            .iter()
            .map(|(kind, records)| (kind.table().to_owned(), records.len() as i64))
            .collect()
    }

    /// The records that say which file belongs to which record.
    ///
    /// # Errors
    /// A record that is not in canonical form.
    pub fn attached(&self) -> Result<Vec<Attachment>, FieldError> {
        self.records
            .get(&RecordKind::Attachment)
            .into_iter()
            .flatten()
            .map(|flat| Attachment::from_cells(flat.record.clone()))
            .collect()
    }

    /// The content as bytes, to be kept: a payload without a manifest.
    ///
    /// # Errors
    /// The ZIP library's.
    pub fn freeze(&self) -> std::io::Result<Vec<u8>> {
        pack(&entries(self))
    }

    /// The content that [`Self::freeze`] kept.
    ///
    /// # Errors
    /// [`Refusal`] where the bytes are damaged.
    pub fn thaw(frozen: &[u8]) -> Result<Self, Refusal> {
        Ok(read_content(unzip(frozen, MAX_JSON + MAX_FILES)?)?.0)
    }
}

fn lines(content: &Content, kind: RecordKind) -> Vec<Value> {
    let records = content
        .records
        .get(&kind)
        .into_iter()
        .flatten()
        .map(|r| Value::Object(kind.object(r.id, r.version, &r.record)));
    let deleted = content.deleted.get(&kind).into_iter().flatten();
    let deleted = deleted.map(|id| serde_json::json!({"id": id.to_string(), "deleted": true}));
    records.chain(deleted).collect()
}

/// The entries of a submission, without the manifest.
pub(super) fn entries(content: &Content) -> Vec<(String, Vec<u8>)> {
    let mut entries = Vec::new();
    for kind in RecordKind::ALL {
        let lines = lines(content, kind);
        if lines.is_empty() {
            continue;
        }
        let bytes = if kind.entry().ends_with(".jsonl") {
            lines
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<String>()
                .into_bytes()
        } else {
            Value::Array(lines).to_string().into_bytes()
        };
        entries.push((kind.entry().to_owned(), bytes));
    }
    if let Some(report) = &content.report {
        entries.push(("report.pdf".to_owned(), report.clone()));
    }
    for (hash, bytes) in &content.attachments {
        entries.push((format!("attachments/{hash}"), bytes.clone()));
    }
    for (id, package) in &content.children {
        entries.push((format!("children/{id}.tienbo"), package.clone()));
    }
    entries
}

/// Packs entries into a ZIP.
pub(super) fn pack(entries: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        // A PDF is compressed already, and what is sealed cannot be.
        let sealed = [".pdf", ".tienbo", ".age"];
        let method = if sealed.iter().any(|end| name.ends_with(end)) {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::DEFAULT);
        zip.start_file(name.as_str(), options)
            .map_err(std::io::Error::from)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(std::io::Error::from)?.into_inner())
}

fn allowed(name: &str) -> bool {
    let inside = |prefix: &str, suffix: &str| {
        name.strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(suffix))
    };
    matches!(
        name,
        "manifest.json"
            | "report.pdf"
            | "receipt.json"
            | "roster.json"
            | "transfer.json"
            | "identity.age"
    ) || name == FIRST_SCHEMA_CASES
        || RecordKind::from_entry(name).is_some_and(RecordKind::may_leave)
        || inside("children/", ".tienbo").is_some_and(|id| RecordId::parse(id).is_ok())
        || inside("attachments/", "").is_some_and(|hash| Sha256::parse(hash).is_ok())
}

/// Whether an entry is JSON, of which there may be less than of other things: what is read out of it
/// takes more room than itself.
fn is_json(name: &str) -> bool {
    name.ends_with(".json") || name.ends_with(".jsonl")
}

/// Unpacks entries, at most `limit` bytes in all, and of JSON at most [`MAX_JSON`].
fn unzip(bytes: &[u8], limit: u64) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let damaged = |what: &str| Refusal::damaged(format!("payload.age: {what}"));
    let too_large = |what: &str| Refusal::TooLarge(format!("payload: {what}"));
    // Packages that are passed on have entries of their own.
    let most = bounds::most_zip_entries(bytes).map_err(|_| damaged("ZIP"))?;
    if most > 4 * MAX_ENTRIES {
        return Err(too_large(&format!("{most} entry")));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("ZIP"))?;
    if zip.len() > MAX_ENTRIES {
        return Err(too_large(&format!("{} entry", zip.len())));
    }
    let (mut json_left, mut files_left) = (MAX_JSON.min(limit), MAX_FILES.min(limit));
    let mut left = limit;
    let mut entries = BTreeMap::new();
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|_| damaged("ZIP"))?;
        let name = entry.name().map_err(|_| damaged("ZIP"))?.into_owned();
        if !allowed(&name) || entry.is_symlink() || entries.contains_key(&name) {
            return Err(damaged(&name));
        }
        let of_its_kind = match is_json(&name) {
            true => &mut json_left,
            false => &mut files_left,
        };
        let most = match name.as_str() {
            "manifest.json" => MAX_MANIFEST,
            "report.pdf" => MAX_PRINT,
            // What is sealed cannot be packed: unpacked it is no larger than the payload that it came in.
            "identity.age" => MAX_IDENTITY.min(bytes.len() as u64),
            _ => *of_its_kind,
        };
        let mut content =
            bounds::read(entry, most.min(*of_its_kind).min(left)).map_err(|error| {
                match error.kind() {
                    ErrorKind::FileTooLarge => too_large(&name),
                    _ => damaged(&name),
                }
            })?;
        content.shrink_to_fit();
        left -= content.len() as u64;
        *of_its_kind -= content.len() as u64;
        entries.insert(name, content);
    }
    Ok(entries)
}

/// Whether entries are no more than a receiver unpacks; if not, which of them are too many or too large.
pub(super) fn fits(entries: &[(String, Vec<u8>)]) -> Result<(), String> {
    let size = |json: bool| -> u64 {
        let of_kind = entries.iter().filter(|(name, _)| is_json(name) == json);
        of_kind.map(|(_, bytes)| bytes.len() as u64).sum()
    };
    if entries.len() > MAX_ENTRIES {
        return Err(format!("{} entry", entries.len()));
    }
    if size(true) > MAX_JSON {
        return Err(format!("records: {} byte", size(true)));
    }
    let longest = |wanted: &str| -> u64 {
        let of = entries.iter().find(|(name, _)| name == wanted);
        of.map_or(0, |(_, bytes)| bytes.len() as u64)
    };
    for (name, most) in [("identity.age", MAX_IDENTITY), ("report.pdf", MAX_PRINT)] {
        if longest(name) > most {
            return Err(format!("{name}: {} byte", longest(name)));
        }
    }
    if size(false) > MAX_FILES {
        return Err(format!("attachments, children: {} byte", size(false)));
    }
    Ok(())
}

/// Reads a manifest, of a schema that is known here.
pub(crate) fn read_manifest(manifest: &[u8]) -> Result<Manifest, Refusal> {
    #[derive(Deserialize)]
    struct Head {
        schema: Option<i64>,
    }
    let damaged = |_| Refusal::damaged("manifest.json");
    let head: Head = serde_json::from_slice(manifest).map_err(damaged)?;
    match head.schema {
        Some(OLDEST_SCHEMA..=SCHEMA) => serde_json::from_slice(manifest).map_err(damaged),
        Some(other) => Err(Refusal::UnknownVersion(format!("schema {other}"))),
        None => Err(Refusal::UnknownVersion("schema".to_owned())),
    }
}

/// Unpacks a payload and holds every entry against the manifest.
pub(crate) fn unpack(bytes: &[u8]) -> Result<(Manifest, BTreeMap<String, Vec<u8>>), Refusal> {
    let damaged = |what: &str| Refusal::damaged(format!("payload.age: {what}"));
    let limit = (MAX_JSON + MAX_FILES).min((bytes.len() as u64).saturating_mul(MAX_RATIO));
    let mut entries = unzip(bytes, limit)?;
    let manifest = entries
        .remove("manifest.json")
        .ok_or_else(|| damaged("manifest.json"))?;
    let manifest = read_manifest(&manifest)?;
    if manifest.entries.len() != entries.len() {
        return Err(damaged("manifest.json"));
    }
    let mut listed_before = BTreeSet::new();
    for listed in &manifest.entries {
        let fits = listed_before.insert(&listed.name)
            && entries.get(&listed.name).is_some_and(|content| {
                content.len() as u64 == listed.size && sha256(content) == listed.sha256
            });
        if !fits {
            return Err(damaged(&listed.name));
        }
    }
    Ok((manifest, entries))
}

/// The elements of a JSON list, each as its bytes. They are told apart by commas outside of brackets
/// and strings alone, so that none is read before it is known to be short.
struct Elements<'a> {
    /// What comes after the last one; none where there is no more.
    rest: Option<&'a [u8]>,
}

impl<'a> Elements<'a> {
    /// None where it is no list.
    fn of(list: &'a [u8]) -> Option<Self> {
        let inside = list.trim_ascii().strip_prefix(b"[")?.strip_suffix(b"]")?;
        Some(Self {
            rest: Some(inside).filter(|inside| !inside.trim_ascii().is_empty()),
        })
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest.take()?;
        let (mut depth, mut in_string, mut escaped) = (0i64, false, false);
        for (place, byte) in rest.iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                _ if in_string => {}
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b',' if depth == 0 => {
                    self.rest = Some(&rest[place + 1..]);
                    return Some(&rest[..place]);
                }
                _ => {}
            }
        }
        Some(rest)
    }
}

/// Reads the JSON objects of an entry one after the other, each told with its place: those of its
/// lines, or of its list. Only one at a time is held.
fn each_object(
    name: &str,
    bytes: &[u8],
    mut read: impl FnMut(usize, Value) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let objects: Box<dyn Iterator<Item = &[u8]>> = match name.ends_with(".jsonl") {
        true => Box::new(lines.filter(|line| !line.is_empty())),
        false => Box::new(Elements::of(bytes).ok_or_else(|| invalid(name, 0, "list"))?),
    };
    for (index, object) in objects.enumerate() {
        if object.len() > MAX_LINE {
            return Err(Refusal::TooLarge(place(name, index)));
        }
        let object = serde_json::from_slice(object);
        read(index, object.map_err(|_| invalid(name, index, "JSON"))?)?;
    }
    Ok(())
}

fn place(name: &str, line: usize) -> String {
    format!("{name}, {}", line + 1)
}

fn invalid(name: &str, line: usize, what: &str) -> Refusal {
    Refusal::invalid(format!("{}: {what}", place(name, line)))
}

/// Reads a submission's entries into checked, canonical records. Gives the counts that the manifest
/// must have, too.
pub(crate) fn read_content(
    mut entries: BTreeMap<String, Vec<u8>>,
) -> Result<(Content, BTreeMap<String, i64>), Refusal> {
    let report = entries.remove("report.pdf");
    if report.as_ref().is_some_and(|report| !is_pdf(report)) {
        return Err(Refusal::damaged("report.pdf"));
    }
    let mut content = Content {
        report,
        ..Content::default()
    };
    let mut records = 0;
    for kind in RecordKind::ALL.into_iter().filter(|kind| kind.may_leave()) {
        let name = kind.entry();
        let Some(bytes) = entries.remove(name) else {
            continue;
        };
        each_object(name, &bytes, |index, object| {
            let columns = kind.columns();
            let read = line(columns, object, |cells| kind.canonical(cells))
                .map_err(|wrong| wrong.at(name, index))?;
            match read {
                JsonLine::Record(record) => content.records.entry(kind).or_default().push(record),
                JsonLine::Deleted(id) => content.deleted.entry(kind).or_default().push(id),
            }
            one_more(&mut records)
        })?;
    }
    let mut counts = content.counts();
    if let Some(bytes) = entries.remove(FIRST_SCHEMA_CASES) {
        let rows = first_schema_cases(&bytes, &mut content, &mut records)?;
        counts.insert("violence_cases".to_owned(), rows);
    }
    for (name, bytes) in entries {
        if let Some(hash) = name.strip_prefix("attachments/") {
            let hash = Sha256::parse(hash).map_err(|_| Refusal::damaged(name.as_str()))?;
            if Sha256::of(&bytes) != hash {
                return Err(Refusal::damaged(name));
            }
            content.attachments.insert(hash, bytes);
        } else if let Some(id) = name
            .strip_prefix("children/")
            .and_then(|n| n.strip_suffix(".tienbo"))
        {
            content.children.insert(id.to_owned(), bytes);
        }
    }
    Ok((content, counts))
}

/// Whether a file begins and ends as a PDF does: whoever opens it is shown pages, whatever is on them.
fn is_pdf(file: &[u8]) -> bool {
    let end = &file[file.len().saturating_sub(1_024)..];
    file.starts_with(b"%PDF-") && end.windows(5).any(|five| five == b"%%EOF")
}

/// Counts a record, and refuses one too many.
fn one_more(records: &mut usize) -> Result<(), Refusal> {
    *records += 1;
    if *records > MAX_RECORDS {
        return Err(Refusal::TooLarge(format!("> {MAX_RECORDS} record")));
    }
    Ok(())
}

/// Takes cases as the first schema sent them, one to a row. Gives their number.
fn first_schema_cases(
    bytes: &[u8],
    content: &mut Content,
    records: &mut usize,
) -> Result<i64, Refusal> {
    let columns = CaseRow::columns();
    let mut rows = 0;
    each_object(FIRST_SCHEMA_CASES, bytes, |index, object| {
        let checked = |cells| CaseRow::from_cells(cells).map(|row| row.to_cells());
        let fails = |wrong: Wrong| wrong.at(FIRST_SCHEMA_CASES, index);
        match line(&columns, object, checked).map_err(fails)? {
            JsonLine::Deleted(id) => {
                let deleted = [
                    (RecordKind::CaseFacts, id),
                    (RecordKind::SurvivorFacts, id.part(SURVIVOR_PART)),
                    (RecordKind::PerpetratorFacts, id.part(PERPETRATOR_PART)),
                ];
                for (kind, id) in deleted {
                    content.deleted.entry(kind).or_default().push(id);
                }
            }
            JsonLine::Record(row) => {
                rows += 1;
                let read = CaseRow::from_cells(row.record);
                let read = read.map_err(|error| fails(Wrong::Field(error)))?;
                let facts = read.facts(row.id);
                let mut put = |kind: RecordKind, id: RecordId, record: Vec<Cell>| {
                    content.records.entry(kind).or_default().push(Stored {
                        id,
                        version: row.version,
                        origin: 0,
                        record,
                    });
                };
                put(RecordKind::CaseFacts, row.id, facts.case.to_cells());
                let survivor = row.id.part(SURVIVOR_PART);
                put(
                    RecordKind::SurvivorFacts,
                    survivor,
                    facts.survivor.to_cells(),
                );
                if let Some(perpetrator) = facts.perpetrator {
                    let id = row.id.part(PERPETRATOR_PART);
                    put(RecordKind::PerpetratorFacts, id, perpetrator.to_cells());
                }
            }
        }
        one_more(records)
    })?;
    Ok(rows)
}

enum JsonLine {
    Record(Travelling),
    Deleted(RecordId),
}

/// What is wrong with a line.
enum Wrong {
    /// A part of it is not there, or is none.
    Part(&'static str),
    Field(FieldError),
}

impl Wrong {
    fn at(self, name: &str, index: usize) -> Refusal {
        match self {
            Self::Part(part) => invalid(name, index, part),
            Self::Field(error) => Refusal::invalid_field(place(name, index), error),
        }
    }
}

/// Reads one line: the record's id, its version, and its cells as `checked` gives them. Nothing else
/// may stand in it.
fn line(
    columns: &[Column],
    object: Value,
    checked: impl FnOnce(Vec<Cell>) -> Result<Vec<Cell>, FieldError>,
) -> Result<JsonLine, Wrong> {
    let Value::Object(mut object) = object else {
        return Err(Wrong::Part("object"));
    };
    let id = object
        .remove("id")
        .and_then(|id| RecordId::parse(id.as_str()?).ok())
        .ok_or(Wrong::Part("id"))?;
    if object.get("deleted") == Some(&Value::Bool(true)) && object.len() == 1 {
        return Ok(JsonLine::Deleted(id));
    }
    let version = object
        .remove("version")
        .and_then(|version| version.as_i64())
        .filter(|v| *v > 0)
        .ok_or(Wrong::Part("version"))?;
    let cells = cells_from_json(columns, &object).and_then(checked);
    let record = cells.map_err(Wrong::Field)?;
    Ok(JsonLine::Record(Stored {
        id,
        version,
        origin: 0,
        record,
    }))
}
