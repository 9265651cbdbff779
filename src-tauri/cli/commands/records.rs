//! Records: one by one as JSON, in bulk as workbooks.

use super::{Code, Tell};
use crate::exit::Failure;
use crate::output::{line, table};
use clap::Args;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::path::{Path, PathBuf};
use tienbo_api::directory::{self, PlaceShown};
use tienbo_api::records::{self, RecordsOfKind};
use tienbo_api::{CellSentence, Session, files, workbooks};
use tienbo_core::bounds;
use tienbo_core::entry::WrittenFields;
use tienbo_core::exchange::Answers;
use tienbo_core::message;
use tienbo_core::model::{RecordId, RecordKind, ServiceKind, at};
use tienbo_core::progress::Watch;
use tienbo_core::typed;

#[derive(Args)]
pub struct Add {
    pub kind: String,
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub despite_slips: bool,
}

#[derive(Args)]
pub struct Change {
    pub kind: String,
    pub id: String,
    #[arg(long)]
    pub version: i64,
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub despite_slips: bool,
}

#[derive(Args)]
pub struct Delete {
    pub kind: String,
    pub id: String,
    #[arg(long)]
    pub version: i64,
}

#[derive(Args)]
pub struct Attach {
    pub kind: String,
    pub id: String,
    pub file: PathBuf,
    #[arg(long)]
    pub travels: bool,
}

#[derive(Args)]
pub struct List {
    pub kind: String,
    #[arg(long)]
    pub search: Option<String>,
}

#[derive(Args)]
pub struct ImportXlsx {
    pub file: PathBuf,
    #[arg(long)]
    pub plan: bool,
    #[arg(long)]
    pub leave_out: bool,
    #[arg(long)]
    pub despite_slips: bool,
    #[arg(long)]
    pub to_unicode: bool,
    #[arg(long, conflicts_with = "keep")]
    pub change: bool,
    #[arg(long)]
    pub keep: bool,
    #[arg(long, conflicts_with = "leave_doubles")]
    pub add_doubles: bool,
    #[arg(long)]
    pub leave_doubles: bool,
}

#[derive(Args)]
pub struct Template {
    pub kind: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct ExportXlsx {
    pub kind: String,
    #[arg(long, short)]
    pub out: PathBuf,
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Args)]
pub struct DirectoryArgs {
    #[arg(long)]
    pub service: Option<String>,
    #[arg(long, short)]
    pub out: Option<PathBuf>,
}

/// Where help is to be had.
pub fn directory(session: &mut Session, which: &DirectoryArgs, told: &Tell) -> Code {
    if let Some(out) = &which.out {
        return told.written(&directory::save_directory(session, out)?);
    }
    let service = which.service.as_deref().map(ServiceKind::from_code);
    let service = service.transpose().map_err(at("service"))?;
    let mut found = directory::directory(session)?;
    let gives = |place: &PlaceShown| service.is_none_or(|service| place.gives.contains(&service));
    found.places.retain(|place| !place.retired && gives(place));
    told.answer(&found, |found| {
        for contact in &found.contacts {
            let none = || told.text("contact-no-number", &[]);
            let number = contact.number.clone().unwrap_or_else(none);
            line(format!("{number}  {}", contact.name))?;
        }
        for place in &found.places {
            let number = place.telephone.as_deref().unwrap_or("–");
            line(format!("{number}  {}", place.name))?;
            for said in &place.said {
                line(format!("  {}: {}", said.label, said.value))?;
            }
        }
        Ok(())
    })
}

fn kind(name: &str) -> Result<RecordKind, Failure> {
    RecordKind::from_table(name).ok_or_else(|| {
        let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.table()).collect();
        Failure::usage("cli-no-kind", format!("{name}; {}", known.join(", ")))
    })
}

pub(super) fn record_id(text: &str) -> Result<RecordId, Failure> {
    RecordId::parse(text).map_err(|_| Failure::usage("cli-no-id", text.to_owned()))
}

/// JSON objects, one or a list, as they were written: a field that is there twice is there twice.
struct Objects(Vec<Fields>);
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Objects {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(ReadObjects)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(ReadFields)
    }
}

struct ReadObjects;
impl<'de> Visitor<'de> for ReadObjects {
    type Value = Objects;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{…}, [{…}, …]")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Objects, A::Error> {
        Ok(Objects(vec![ReadFields.visit_map(map)?]))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Objects, A::Error> {
        let mut all = Vec::new();
        while let Some(fields) = list.next_element()? {
            all.push(fields);
        }
        Ok(Objects(all))
    }
}

struct ReadFields;
impl<'de> Visitor<'de> for ReadFields {
    type Value = Fields;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{…}")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

/// Reads JSON objects, one or a list, from a file or standard input.
fn objects(file: Option<&Path>) -> Result<Vec<WrittenFields>, Failure> {
    let content = match file {
        Some(file) => bounds::read_text_file(file, bounds::MAX_TEXT_FILE)
            .map_err(|error| Failure::file(file, error))?,
        None => bounds::read_text(std::io::stdin(), bounds::MAX_TEXT_FILE)?,
    };
    let Objects(all) = serde_json::from_str(&content)?;
    Ok(all.into_iter().map(|Fields(fields)| fields).collect())
}

pub fn add(session: &mut Session, add: &Add, told: &Tell) -> Code {
    let kind = kind(&add.kind)?;
    let list = objects(add.file.as_deref())?;
    let ids = records::add_written(session, kind, list, add.despite_slips)?;
    told.answer(&ids, |ids| {
        ids.iter().try_for_each(|id| line(id.to_string()))
    })
}

pub fn change(session: &mut Session, change: &Change, told: &Tell) -> Code {
    let kind = kind(&change.kind)?;
    let id = record_id(&change.id)?;
    let mut objects = objects(change.file.as_deref())?;
    let count = objects.len();
    let (1, Some(fields)) = (count, objects.pop()) else {
        return Err(Failure::usage("cli-one-object", count.to_string()));
    };
    let at = (id, change.version);
    let changed = records::change_written(session, kind, at, fields, change.despite_slips)?;
    told.result(&changed, id.to_string())
}

pub fn delete(session: &mut Session, delete: &Delete, told: &Tell) -> Code {
    let id = record_id(&delete.id)?;
    let deleted = records::delete_record(session, kind(&delete.kind)?, id, delete.version)?;
    told.result(&deleted, id.to_string())
}

pub fn attach(session: &mut Session, attach: &Attach, told: &Tell) -> Code {
    let (kind, id) = (kind(&attach.kind)?, record_id(&attach.id)?);
    let attached = records::attach_file(session, &attach.file, kind, id, attach.travels)?;
    told.result(&attached, attached.id.to_string())
}

/// Records of a kind: as JSON that `add` and `change` read, else as people read them.
pub fn list(session: &mut Session, list: &List, told: &Tell) -> Code {
    let kind = kind(&list.kind)?;
    let query = list.search.as_deref().unwrap_or_default();
    let found = records::search(session, kind, query)?;
    let objects: Vec<Map<String, Value>> = found
        .iter()
        .map(|flat| typed::record_to_json(kind, flat))
        .collect();
    told.answer(&objects, |objects| {
        if objects.is_empty() {
            return Ok(());
        }
        let shown = RecordsOfKind::new(kind, &found, told.language);
        let heads = shown.columns.iter();
        let heads = heads.map(|name| message::column(told.language, name));
        let rows = shown.rows.into_iter().map(|row| row.cells);
        table(heads.collect(), rows.collect())
    })
}

/// Two flags that answer one question: yes, no, or nothing said.
fn answer(yes: bool, no: bool) -> Option<bool> {
    (yes || no).then_some(yes)
}

pub fn import_workbook(session: &mut Session, import: &ImportXlsx, told: &Tell) -> Code {
    let read = workbooks::read_workbook(session, &import.file, &mut Watch::none())?;
    if import.plan {
        return told.answer(&read, |read| {
            let place = |cell: &CellSentence| format!("{} {}", cell.sheet, cell.cell);
            for cell in &read.unread {
                line(format!("{}: {}", place(cell).trim_end(), cell.sentence))?;
            }
            for row in &read.rows {
                line(format!(
                    "{} {}: {} – {}",
                    row.sheet, row.row, row.sentence, row.title
                ))?;
                for cell in &row.cells {
                    line(format!("    {}: {}", cell.column, cell.sentence))?;
                }
            }
            match read.more {
                0 => Ok(()),
                more => line(told.text("import-more", &[("count", more.to_string())])),
            }
        });
    }
    let answers = Answers {
        leave_out: import.leave_out,
        slips: import.despite_slips,
        unicode: answer(import.to_unicode, import.despite_slips),
        changes: answer(import.change, import.keep),
        doubles: answer(import.add_doubles, import.leave_doubles),
        ..Answers::default()
    };
    let imported = workbooks::take_workbook(session, &mut Watch::none(), answers)?;
    told.answer(&imported, |imported| {
        for (kind, added) in &imported.added {
            line(format!("{}: {added}", message::kind(told.language, *kind)))?;
        }
        for (kind, changed) in &imported.changed {
            let of = message::kind(told.language, *kind);
            let args = [("kind", of), ("count", changed.to_string())];
            line(told.text("import-changed", &args))?;
        }
        let count = imported.unchanged.to_string();
        line(told.text("import-unchanged", &[("count", count)]))?;
        match imported.left_out {
            0 => Ok(()),
            count => line(told.text("import-left-out", &[("count", count.to_string())])),
        }
    })
}

pub fn template(template: &Template, told: &Tell) -> Code {
    let bytes = workbooks::template(kind(&template.kind)?)?;
    told.written(&files::write(&template.out, &bytes)?)
}

/// The records of a kind as a workbook; of cases for a reason, which the log keeps.
pub fn export_workbook(session: &mut Session, export: &ExportXlsx, told: &Tell) -> Code {
    let (kind, reason) = (kind(&export.kind)?, export.reason.clone());
    told.written(&workbooks::export_workbook(
        session,
        &export.out,
        kind,
        reason,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tienbo_core::message::Language;

    #[test]
    fn who_names_no_kind_is_told_of_every_kind() {
        let Err(Failure::Told(told)) = kind("documents") else {
            panic!("a kind");
        };
        let said = told.sentence(Language::FIRST).sentence;
        for kind in RecordKind::ALL {
            assert!(said.contains(kind.table()), "{said}");
        }
    }
}
