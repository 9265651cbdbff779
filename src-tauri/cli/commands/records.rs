//! Records: one by one as JSON, in bulk as workbooks.

use super::{Code, Tell};
use crate::exit::Failure;
use crate::output::{line, table};
use crate::values::File;
use clap::Args;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use tienbo_api::records::{self, RecordsOfKind};
use tienbo_api::{Session, files, workbooks};
use tienbo_core::bounds;
use tienbo_core::message;
use tienbo_core::model::{RecordId, RecordKind};
use tienbo_core::progress::Watch;

#[derive(Args)]
pub struct Add {
    pub kind: String,
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Change {
    pub kind: String,
    pub id: String,
    #[arg(long)]
    pub version: i64,
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
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
pub struct Template {
    pub kind: String,
    #[arg(long, short)]
    pub out: PathBuf,
}

fn kind(name: &str) -> Result<RecordKind, Failure> {
    RecordKind::from_table(name).ok_or_else(|| {
        let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.table()).collect();
        Failure::usage("cli-no-kind", format!("{name}; {}", known.join(", ")))
    })
}

fn id(text: &str) -> Result<RecordId, Failure> {
    RecordId::parse(text).map_err(|_| Failure::usage("cli-no-id", text.to_owned()))
}

/// Reads JSON objects, one or a list, from a file or standard input.
fn objects(file: Option<&Path>) -> Result<Vec<Map<String, Value>>, Failure> {
    let content = match file {
        Some(file) => bounds::read_text_file(file, bounds::MAX_TEXT_FILE)
            .map_err(|error| Failure::system(format!("{}: {error}", file.display())))?,
        None => bounds::read_text(std::io::stdin(), bounds::MAX_TEXT_FILE)?,
    };
    let values = match serde_json::from_str(&content)? {
        Value::Array(values) => values,
        one => vec![one],
    };
    values
        .into_iter()
        .map(|value| match value {
            Value::Object(object) => Ok(object),
            other => Err(Failure::usage("cli-bad-json", other.to_string())),
        })
        .collect()
}

pub fn add(session: &mut Session, add: &Add, told: &Tell) -> Code {
    let kind = kind(&add.kind)?;
    let rows = objects(add.file.as_deref())?
        .iter()
        .map(|object| kind.from_json(object))
        .collect::<Result<Vec<_>, _>>()?;
    let ids = records::add_records(session, kind, rows)?;
    told.answer(&ids, |ids| {
        ids.iter().try_for_each(|id| line(id.to_string()))
    })
}

pub fn change(session: &mut Session, change: &Change, told: &Tell) -> Code {
    let kind = kind(&change.kind)?;
    let id = id(&change.id)?;
    let objects = objects(change.file.as_deref())?;
    let [object] = &objects[..] else {
        return Err(Failure::usage("cli-one-object", objects.len().to_string()));
    };
    records::change_record(session, kind, id, change.version, kind.from_json(object)?)?;
    told.result(
        &serde_json::json!({"id": id, "version": change.version + 1}),
        id.to_string(),
    )
}

pub fn delete(session: &mut Session, delete: &Delete, told: &Tell) -> Code {
    let id = id(&delete.id)?;
    records::delete_record(session, kind(&delete.kind)?, id, delete.version)?;
    told.result(
        &serde_json::json!({"id": id, "deleted": true}),
        id.to_string(),
    )
}

pub fn attach(session: &mut Session, attach: &Attach, told: &Tell) -> Code {
    let (kind, id) = (kind(&attach.kind)?, id(&attach.id)?);
    let attached = records::attach_file(session, &attach.file, kind, id, attach.travels)?;
    told.result(&serde_json::json!({"id": attached}), attached.to_string())
}

/// Records of a kind: as JSON as they stand in a package, else as people read them.
pub fn list(session: &mut Session, list: &List, told: &Tell) -> Code {
    let kind = kind(&list.kind)?;
    let query = list.search.as_deref().unwrap_or_default();
    let found = records::search(session, kind, query)?;
    let objects: Vec<Map<String, Value>> = found
        .iter()
        .map(|flat| kind.object(flat.id, flat.version, &flat.record))
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

pub fn import_workbook(session: &mut Session, file: &File, told: &Tell) -> Code {
    let imported = workbooks::import_workbook(session, &file.file, &mut Watch::none())?;
    told.answer(&imported, |imported| {
        for (kind, added) in &imported.added {
            line(format!("{}: {added}", message::kind(told.language, *kind)))?;
        }
        let count = imported.unchanged.to_string();
        line(told.text("workbook-unchanged", &[("count", count)]))
    })
}

pub fn template(template: &Template, told: &Tell) -> Code {
    let bytes = workbooks::template(kind(&template.kind)?)?;
    told.written(&files::write(&template.out, &bytes)?)
}
