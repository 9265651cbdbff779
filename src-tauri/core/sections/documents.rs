//! Văn bản đã ban hành, I.1: a table of the documents issued in the period.

use super::{Checking, Printing, Proposal, SectionKind};
use crate::catalogue::Section;
use crate::figures::{Dataset, Figure, Figures};
use crate::message::official as say;
use crate::model::{FigureCode, IssuedDocument, RecordKind};
use crate::report::{Block, TableColumn};

pub(super) struct Documents;

impl SectionKind for Documents {
    fn kinds(&self) -> &'static [RecordKind] {
        &[RecordKind::IssuedDocument]
    }

    fn figures(&self, data: &Dataset, out: &mut Figures) {
        // Each document once.
        let documents = data.all::<IssuedDocument>().map(|(_, r)| &r.id);
        out.insert(FigureCode::DOCUMENTS, Figure::count(documents));
    }

    fn claims(&self) -> &'static [(&'static str, FigureCode)] {
        static CLAIMS: [(&str, FigureCode); 1] = [("van ban", FigureCode::DOCUMENTS)];
        &CLAIMS
    }

    fn check(&self, place: &mut Checking) {
        if place.value(&FigureCode::DOCUMENTS) == 0 {
            place.warn("no-documents", "");
        }
    }

    fn proposal(&self, _place: &str) -> Option<Proposal> {
        Some(Proposal {
            message: "proposal-documents",
            figures: vec![FigureCode::DOCUMENTS],
        })
    }

    fn print(&self, printing: &Printing, section: &Section, blocks: &mut Vec<Block>) {
        let looks: [(u32, &str); IssuedDocument::PRINTED] = [
            (8, "center"),
            (36, "left"),
            (22, "center"),
            (28, "left"),
            (54, "left"),
        ];
        let columns = section
            .columns
            .iter()
            .zip(looks)
            .map(|(head, (width, align))| TableColumn::new(head, width, align))
            .collect();
        // Every unit's documents stand by date already.
        let rows = printing.rows(
            |_| true,
            |record: &IssuedDocument| {
                // The row's number stands before them.
                let cells: [String; IssuedDocument::PRINTED - 1] = [
                    record.symbol.to_string(),
                    record.date.to_string(),
                    record.issuer.to_string(),
                    record.summary.to_string(),
                ];
                cells.into()
            },
        );
        blocks.push(if rows.is_empty() {
            Block::paragraph(say("report-no-documents", &[]))
        } else {
            Block::Table { columns, rows }
        });
    }
}
