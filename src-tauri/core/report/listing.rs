//! A table of the office's own making, printed under its head.

use super::{Block, Document, Row, TableColumn, Text, document_head, recipients, signature};
use crate::catalogue::{Catalogue, Unit};
use crate::model::{CommitteeMember, Day, Stored};
use chrono::Datelike;

/// What to print.
pub struct Listing<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The office.
    pub office: &'a Unit,
    /// Its committee, whose head signs.
    pub signing: &'a [Stored<CommitteeMember>],
    /// Date.
    pub date: Day,
    /// What it is, in capitals as it prints.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// Heads of the columns.
    pub heads: &'a [String],
    /// Rows, a cell for each head.
    pub rows: Vec<Vec<String>>,
    /// What must be known to read it.
    pub notes: &'a [String],
}

/// Columns beyond which a page lies on its side.
const UPRIGHT: usize = 4;

impl Listing<'_> {
    /// Builds the tree.
    pub fn document(&self) -> Document {
        let columns = self.heads.iter().enumerate().map(|(place, head)| {
            let (width, align) = if place == 0 {
                (3, "left")
            } else {
                (2, "center")
            };
            TableColumn::new(head.clone(), width, align)
        });
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().map(|cell| Text::from(cell.clone()));
            Row::Cells(cells.collect())
        });
        let mut blocks = vec![Block::Table {
            columns: columns.collect(),
            rows: rows.collect(),
        }];
        blocks.extend(self.notes.iter().map(Block::paragraph));
        let date = self.date.date();
        Document {
            title: format!("{} – {}", self.title, self.office.name),
            date: (date.year(), date.month(), date.day()),
            page: self.catalogue.regime.page,
            landscape: self.heads.len() > UPRIGHT,
            head: document_head(self.catalogue, self.office, self.date, None),
            kind: self.kind.clone(),
            summary: self.title.clone(),
            blocks,
            signature: signature(self.catalogue, self.signing, self.date),
            recipients: self
                .catalogue
                .regime
                .reports
                .first()
                .map(|rule| recipients(self.catalogue, self.office, rule))
                .unwrap_or_default(),
        }
    }
}
