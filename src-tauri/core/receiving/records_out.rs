//! Records for other engines: one Parquet file for each kind. No free text goes, and nothing that names
//! anybody: days, choices, counts, money, units. Nor do cases: neither their facts (`persons` tells of those),
//! nor numbers of them that somebody put in place of the register's.

use super::{Quantity, ReceivingError};
use crate::catalogue::Catalogue;
use crate::figures::Dataset;
use crate::message::LibraryWords;
use crate::model::{Cell, Column, ColumnKind, Origin, Period, RecordKind};
use crate::store::{self, OWN, Submission};
use crate::vault::{Office, Role, View};
use chrono::{Datelike, NaiveDate};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use ts_rs::TS;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, TS)]
pub struct RecordsFile {
    /// Kind of its records.
    pub kind: RecordKind,
    /// Where it lies.
    pub file: PathBuf,
    /// Records in it.
    pub records: usize,
}

/// A record with where it comes from.
struct RecordRow {
    period: String,
    unit: String,
    above: Option<String>,
    id: String,
    cells: Vec<Cell>,
}

/// The columns of a kind that may go: texts stay here, but for the code of an indicator.
fn columns(kind: RecordKind) -> Vec<(usize, &'static Column)> {
    let is_text =
        |column: &Column| matches!(column.kind, ColumnKind::Line(_) | ColumnKind::Paragraphs(_));
    let may_go = |column: &Column| {
        !is_text(column) || (kind == RecordKind::IndicatorValue && column.name == "indicator")
    };
    let all = kind.columns().iter().enumerate();
    all.filter(|(_, column)| may_go(column)).collect()
}

/// The type of a column in Parquet.
fn parquet_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Day => "INT32",
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal | ColumnKind::Year => "INT64",
        ColumnKind::YesNo => "BOOLEAN",
        _ => "BYTE_ARRAY",
    }
}

fn annotation(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Day => " (DATE)",
        ColumnKind::Decimal => " (DECIMAL(18, 4))",
        _ if parquet_type(kind) == "BYTE_ARRAY" => " (STRING)",
        _ => "",
    }
}

fn schema(columns: &[(usize, &Column)]) -> String {
    let mut text = String::from(
        "message record { REQUIRED BYTE_ARRAY period (STRING); REQUIRED BYTE_ARRAY unit (STRING);
         OPTIONAL BYTE_ARRAY unit_above (STRING); REQUIRED BYTE_ARRAY id (STRING);",
    );
    for (_, column) in columns {
        let (name, kind) = (&column.name, column.kind);
        // A record's own period, unit or id would be a second column of that name.
        text += &format!(
            " OPTIONAL {} record_{name}{};",
            parquet_type(kind),
            annotation(kind)
        );
    }
    text + " }"
}

/// A row group that is being written.
type Group<'a> = SerializedRowGroupWriter<'a, std::fs::File>;

/// Writes a file of one row group.
fn write_file(
    path: &Path,
    schema: &str,
    columns: impl FnOnce(&mut Group<'_>) -> Result<(), ParquetError>,
) -> Result<(), ParquetError> {
    let schema = Arc::new(parse_message_type(schema)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    // Written beside its place: a full disk leaves no half file there.
    let file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    let mut writer = SerializedFileWriter::new(file.reopen()?, schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    columns(&mut group)?;
    group.close()?;
    writer.close()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A column of texts by its name, nothing where a row has none.
pub(super) type Texts<'a> = (&'static str, Vec<Option<&'a str>>);

/// Writes columns of texts.
pub(super) fn write_texts(path: &Path, columns: &[Texts<'_>]) -> Result<(), ParquetError> {
    let fields = columns
        .iter()
        .map(|(name, _)| format!("OPTIONAL BYTE_ARRAY {name} (STRING);"));
    let schema = format!("message person {{ {} }}", fields.collect::<String>());
    write_file(path, &schema, |group| {
        columns
            .iter()
            .try_for_each(|(_, values)| next_texts(group, values))
    })
}

/// Writes the next column, of texts.
fn next_texts(group: &mut Group<'_>, values: &[Option<&str>]) -> Result<(), ParquetError> {
    let levels: Vec<i16> = values
        .iter()
        .map(|text| i16::from(text.is_some()))
        .collect();
    let texts = values.iter().flatten();
    let texts: Vec<ByteArray> = texts.map(|text| ByteArray::from(*text)).collect();
    next::<ByteArrayType>(group, &texts, Some(&levels))
}

fn write(path: &Path, kind: RecordKind, rows: &[RecordRow]) -> Result<(), ParquetError> {
    let columns = columns(kind);
    write_file(path, &schema(&columns), |group| {
        write_rows(group, &columns, rows)
    })
}

fn write_rows(
    group: &mut Group<'_>,
    columns: &[(usize, &Column)],
    rows: &[RecordRow],
) -> Result<(), ParquetError> {
    let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    let required = [
        rows.iter().map(|row| text(&row.period)).collect::<Vec<_>>(),
        rows.iter().map(|row| text(&row.unit)).collect(),
    ];
    for values in &required {
        next::<ByteArrayType>(group, values, None)?;
    }
    let above: Vec<Option<&str>> = rows.iter().map(|row| row.above.as_deref()).collect();
    next_texts(group, &above)?;
    let ids: Vec<ByteArray> = rows.iter().map(|row| text(&row.id)).collect();
    next::<ByteArrayType>(group, &ids, None)?;

    for (place, column) in columns {
        let cells = || {
            rows.iter()
                .map(|row| row.cells.get(*place).unwrap_or(&Cell::Empty))
        };
        let levels: Vec<i16> = cells()
            .map(|cell| i16::from(*cell != Cell::Empty))
            .collect();
        let numbers = || {
            cells().filter_map(|cell| match cell {
                Cell::Int(number) => Some(*number),
                _ => None,
            })
        };
        let texts = || {
            cells().filter_map(|cell| match cell {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            })
        };
        match parquet_type(column.kind) {
            "INT64" => {
                let values: Vec<i64> = numbers().collect();
                next::<Int64Type>(group, &values, Some(&levels))?;
            }
            "BOOLEAN" => {
                let values: Vec<bool> = numbers().map(|number| number != 0).collect();
                next::<BoolType>(group, &values, Some(&levels))?;
            }
            "INT32" => {
                let values: Vec<i32> = texts().map(days_since_1970).collect();
                next::<Int32Type>(group, &values, Some(&levels))?;
            }
            _ => {
                let values: Vec<ByteArray> = texts().map(text).collect();
                next::<ByteArrayType>(group, &values, Some(&levels))?;
            }
        }
    }
    Ok(())
}

/// Writes the next column of a row group.
fn next<T: DataType>(
    group: &mut Group<'_>,
    values: &[T::T],
    levels: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("no further column".to_owned()));
    };
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()
}

/// A day as Parquet counts it; the store holds no text that is none.
fn days_since_1970(day: &str) -> i32 {
    let epoch = NaiveDate::default();
    let day: NaiveDate = day.parse().unwrap_or(epoch);
    day.num_days_from_ce() - epoch.num_days_from_ce()
}

/// Whether a record is a value of a row of Phụ lục 01 that is counted from the register: the number that
/// somebody put in place of a count leaves only through the gate.
fn counts_cases(catalogue: &Catalogue, kind: RecordKind, cells: &[Cell]) -> bool {
    let place = kind
        .columns()
        .iter()
        .position(|column| column.name == "indicator");
    let code = match place.and_then(|place| cells.get(place)) {
        Some(Cell::Text(code)) if kind == RecordKind::IndicatorValue => code.clone(),
        _ => return false,
    };
    Quantity::Indicator(code).is_of_cases(catalogue)
}

impl View {
    /// The records that a period's report counts, by kind.
    fn rows_of(
        &self,
        period: Period,
        rows: &mut BTreeMap<RecordKind, Vec<RecordRow>>,
    ) -> Result<(), ReceivingError> {
        let catalogue = self.catalogue_of(period)?;
        let units = catalogue.units_of(period);
        let kinds = RecordKind::ALL.into_iter().filter(|kind| {
            kind.is_listed() && !kind.is_facts() && kind.is_carried_by(period.report)
        });
        let kinds: Vec<RecordKind> = kinds.collect();
        let mut add = |data: &Dataset, origin: Origin| -> Result<(), ReceivingError> {
            let Some(unit) = data.units.first().map(|records| &records.unit) else {
                return Ok(());
            };
            let above = units.get(unit).and_then(|unit| unit.parent.as_ref());
            for kind in &kinds {
                let counted = data.ids(*kind);
                if counted.is_empty() {
                    continue;
                }
                let records = store::flat_records(self.store(), *kind, origin)?;
                let counted = records.into_iter().filter(|record| {
                    counted.contains(&record.id) && !counts_cases(catalogue, *kind, &record.record)
                });
                rows.entry(*kind)
                    .or_default()
                    .extend(counted.map(|record| RecordRow {
                        period: period.to_string(),
                        unit: unit.to_string(),
                        above: above.map(ToString::to_string),
                        id: record.id.to_string(),
                        cells: record.record,
                    }));
            }
            Ok(())
        };
        add(&self.own_data_now(period)?, OWN)?;
        for submission in self.standing_submissions(period)? {
            add(&self.submitted(&submission)?, submission.origin)?;
        }
        Ok(())
    }

    /// The submissions of a period that were not returned.
    pub(super) fn standing_submissions(
        &self,
        period: Period,
    ) -> Result<Vec<Submission>, ReceivingError> {
        let mut submissions = store::current_submissions(self.store(), period)?;
        submissions.retain(|submission| submission.receipt.as_deref() != Some("returned"));
        Ok(submissions)
    }
}

impl Office {
    /// Writes the records of some periods into a folder, one file for each kind that has any: this
    /// office's own, and those of every unit whose submission stands.
    ///
    /// # Errors
    /// [`ReceivingError`]; files that were written before stay, and are noted.
    pub fn write_records(
        &mut self,
        periods: &[Period],
        folder: &Path,
    ) -> Result<Vec<RecordsFile>, ReceivingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let failed = |error: ParquetError| ReceivingError::NotWritten(LibraryWords::of(error));
        let mut rows: BTreeMap<RecordKind, Vec<RecordRow>> = BTreeMap::new();
        for period in periods {
            act.rows_of(*period, &mut rows)?;
        }
        act.check_still_as_found()?;
        let mut written = Vec::new();
        let all = rows.into_iter().try_for_each(|(kind, rows)| {
            let file = folder.join(format!("{}.parquet", kind.table()));
            write(&file, kind, &rows)?;
            written.push(RecordsFile {
                kind,
                file,
                records: rows.len(),
            });
            Ok(())
        });
        if all.is_ok() || !written.is_empty() {
            let subject = format!("parquet {}", written.len());
            act.note(store::Action::Exported, &subject)?;
        }
        all.map_err(failed)?;
        Ok(written)
    }
}
