//! Records: one by one as JSON, in bulk as workbooks.

use super::{Code, Tell, write};
use crate::arguments::{Add, Attach, Change, Delete, File, List, Template};
use crate::exit::{self, Failure};
use crate::output::{json, line, table};
use serde_json::{Map, Value};
use std::path::Path;
use tienbo_core::message;
use tienbo_core::model::{Cell, RecordId, RecordKind, at};
use tienbo_core::progress::Watch;
use tienbo_core::store;
use tienbo_core::typed;
use tienbo_core::vault::Office;

fn kind(name: &str) -> Result<RecordKind, Failure> {
    RecordKind::from_table(name).ok_or_else(|| {
        let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.table()).collect();
        Failure::Usage("cli-no-kind", format!("{name}; {}", known.join(", ")))
    })
}

fn id(text: &str) -> Result<RecordId, Failure> {
    RecordId::parse(text).map_err(|_| Failure::Usage("cli-no-id", text.to_owned()))
}

/// Reads JSON objects, one or a list, from a file or standard input.
fn objects(file: Option<&Path>) -> Result<Vec<Map<String, Value>>, Failure> {
    let content = match file {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| Failure::System(format!("{}: {error}", file.display())))?,
        None => std::io::read_to_string(std::io::stdin())?,
    };
    let values = match serde_json::from_str(&content)? {
        Value::Array(values) => values,
        one => vec![one],
    };
    values
        .into_iter()
        .map(|value| match value {
            Value::Object(object) => Ok(object),
            other => Err(Failure::Usage("cli-bad-json", other.to_string())),
        })
        .collect()
}

pub(super) fn add(office: &mut Office, add: &Add, told: &Tell) -> Code {
    let kind = kind(&add.kind)?;
    let rows = objects(add.file.as_deref())?
        .iter()
        .map(|object| kind.from_json(object))
        .collect::<Result<Vec<_>, _>>()?;
    let ids = office.add_records(kind, rows)?;
    let shown: Vec<String> = ids.iter().map(ToString::to_string).collect();
    told.result(&ids, shown.join("\n"))
}

pub(super) fn change(office: &mut Office, change: &Change, told: &Tell) -> Code {
    let kind = kind(&change.kind)?;
    let id = id(&change.id)?;
    let objects = objects(change.file.as_deref())?;
    let [object] = &objects[..] else {
        return Err(Failure::Usage("cli-one-object", objects.len().to_string()));
    };
    office.change_record(kind, id, change.version, kind.from_json(object)?)?;
    told.result(
        &serde_json::json!({"id": id, "version": change.version + 1}),
        id.to_string(),
    )
}

pub(super) fn delete(office: &mut Office, delete: &Delete, told: &Tell) -> Code {
    let id = id(&delete.id)?;
    office.delete_record(kind(&delete.kind)?, id, delete.version)?;
    told.result(
        &serde_json::json!({"id": id, "deleted": true}),
        id.to_string(),
    )
}

pub(super) fn attach(office: &mut Office, attach: &Attach, told: &Tell) -> Code {
    let bytes = std::fs::read(&attach.file)
        .map_err(|error| Failure::System(format!("{}: {error}", attach.file.display())))?;
    let name = attach.file.file_name().map(|name| name.to_string_lossy());
    let attached = office.attach(
        kind(&attach.kind)?,
        id(&attach.id)?,
        &name.unwrap_or_default(),
        &bytes,
        attach.travels,
    )?;
    told.result(&serde_json::json!({"id": attached}), attached.to_string())
}

pub(super) fn list(office: &Office, list: &List, told: &Tell) -> Code {
    let kind = kind(&list.kind)?;
    let query = list.search.as_deref().unwrap_or_default();
    let records = store::search(office.store(), kind, query)?;
    if told.json {
        let objects: Vec<Value> = records
            .iter()
            .map(|record| {
                let mut object = Map::from_iter([
                    ("id".to_owned(), Value::from(record.id.to_string())),
                    ("version".to_owned(), Value::from(record.version)),
                ]);
                object.extend(kind.to_json(&record.record));
                Value::Object(object)
            })
            .collect();
        json(&objects)?;
        return Ok(exit::FINE);
    }
    // Columns in which no record has anything are left out.
    let used: Vec<usize> = (0..kind.columns().len())
        .filter(|index| {
            records
                .iter()
                .any(|record| record.record[*index] != Cell::Empty)
        })
        .collect();
    let columns = kind.columns();
    let heads = used
        .iter()
        .map(|index| message::column(told.language, &columns[*index].name));
    let rows = records.iter().map(|record| {
        used.iter()
            .map(|index| typed::show(&record.record[*index], columns[*index].kind, told.language))
            .collect()
    });
    if !records.is_empty() {
        table(heads.collect(), rows.collect())?;
    }
    Ok(exit::FINE)
}

pub(super) fn import_workbook(office: &mut Office, file: &File, told: &Tell) -> Code {
    let imported = office.import_workbook(&file.file, &mut Watch::none())?;
    if told.json {
        json(&imported)?;
        return Ok(exit::FINE);
    }
    for (table, added) in &imported.added {
        let name = RecordKind::from_table(table)
            .map_or_else(|| table.clone(), |kind| message::kind(told.language, kind));
        line(format!("{name}: {added}"))?;
    }
    let count = imported.unchanged.to_string();
    line(told.text("workbook-unchanged", &[("count", count)]))?;
    Ok(exit::FINE)
}

pub(super) fn template(template: &Template, told: &Tell) -> Code {
    let kind = kind(&template.kind)?;
    if !kind.has_sheet() {
        return Err(at("kind")(tienbo_core::model::Problem::NotAChoice(
            template.kind.clone(),
        ))
        .into());
    }
    let bytes = tienbo_core::exchange::template(kind)
        .map_err(|error| Failure::System(error.to_string()))?;
    write(&template.out, &bytes)?;
    told.written(&template.out)
}
