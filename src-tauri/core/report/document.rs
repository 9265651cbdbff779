//! A report as a tree: what is on paper, not how it looks.

use crate::catalogue::Margins;
use serde::Serialize;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Title in the file's properties.
    pub title: String,
    /// Date in the file's properties: year, month, day.
    pub date: (i32, u32, u32),
    /// Margins of its pages.
    pub page: Margins,
    /// Head of page 1.
    pub head: Head,
    /// `BÁO CÁO`.
    pub kind: String,
    /// What it is about.
    pub summary: String,
    /// The body.
    pub blocks: Vec<Block>,
    /// Signature.
    pub signature: Signature,
    /// Lines of Nơi nhận.
    pub recipients: Vec<String>,
}

/// The head of page 1 (Nghị định 30/2020/NĐ-CP, Phụ lục I). Line feeds part its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Superior body.
    pub superior: String,
    /// Issuing body.
    pub issuer: String,
    /// Number and symbol.
    pub number: String,
    /// Place and date.
    pub place_date: String,
}

/// The signature block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Lines above the name, in capitals.
    pub role: Vec<String>,
    /// Full name; empty where unknown.
    pub name: String,
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A heading, level 1 to 3.
    Heading {
        /// Level.
        level: u8,
        /// Text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Text.
        text: String,
    },
    /// A paragraph that stays on the page of what follows it.
    Lead {
        /// Text.
        text: String,
    },
    /// A table.
    Table {
        /// Columns.
        columns: Vec<TableColumn>,
        /// Rows.
        rows: Vec<Row>,
    },
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Row {
    /// A cell under each column.
    Cells(Vec<String>),
    /// One heading over the rows that follow, as wide as the table.
    Group(String),
}

impl Block {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }
}

/// A table's column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// Heading.
    pub head: String,
    /// Share of the width.
    pub width: u32,
    /// `left`, `center` or `right`.
    pub align: &'static str,
}

impl TableColumn {
    /// A column.
    pub fn new(head: impl Into<String>, width: u32, align: &'static str) -> Self {
        Self {
            head: head.into(),
            width,
            align,
        }
    }
}
