//! A table of the office's own making, printed under its head.

use super::{Block, Document, Letterhead, Row, TableColumn, Text};

/// What to print.
pub struct Listing<'a> {
    /// Whose table it is.
    pub letterhead: Letterhead<'a>,
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
        let Letterhead {
            catalogue, office, ..
        } = self.letterhead;
        Document {
            title: format!("{} – {}", self.title, office.name),
            landscape: self.heads.len() > UPRIGHT,
            kind: self.kind.clone(),
            summary: self.title.clone(),
            blocks,
            ..self.letterhead.paper(catalogue.regime.reports.first())
        }
    }
}
