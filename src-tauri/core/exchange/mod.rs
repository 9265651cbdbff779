//! Workbooks in and out. A workbook has a sheet for each kind of record; a sheet's first row names
//! its columns in Vietnamese, as the template wrote them.

mod cell;
mod export;
mod import;
mod layout;
mod other_files;
mod places;
mod plan;
mod rows;
mod sheets;
mod table;
mod template;
#[cfg(test)]
mod tests;

pub use import::*;
pub use layout::{Unread, WhyUnread};
pub use other_files::OtherFile;
pub use plan::*;
pub(crate) use rows::read_every_row;
pub(crate) use sheets::read_every_cell;
pub use table::*;
pub use template::*;

use crate::message::{self, Language};
use crate::model::{CaseIdentity, CaseRow, Column, FlatForm, RecordKind};

/// The name of a kind's sheet, at most 31 characters as Excel asks.
pub fn sheet_name(kind: RecordKind) -> String {
    message::kind(Language::OFFICIAL, kind)
        .chars()
        .take(31)
        .collect()
}

/// The columns of a kind's sheet: those of the record; for cases, which have many records, those of
/// a case on one row and of what names its persons.
pub(crate) fn sheet_columns(kind: RecordKind) -> Vec<Column> {
    if kind == RecordKind::ViolenceCase {
        let mut columns = CaseRow::columns();
        columns.extend(CaseIdentity::columns());
        return columns;
    }
    kind.columns().to_vec()
}

/// A column's heading.
pub(crate) fn heading(column: &Column) -> String {
    message::column(Language::OFFICIAL, &column.name)
}

/// The labels of a choice list, in its order.
pub(crate) fn labels(list: &crate::model::ChoiceList) -> Vec<String> {
    list.codes
        .iter()
        .map(|code| message::choice(Language::OFFICIAL, list.name, code))
        .collect()
}
