//! Văn bản ban hành: a document issued, section I.1.

use crate::model::{
    CodePart, Counted, Day, Division, FigureCode, Line, Paragraphs, Short, choice, record,
};

choice! {
    /// Kind of an issued document (Nghị định 30/2020/NĐ-CP, Điều 7, those that committees issue).
    DocumentKind in "document-kind" {
        /// Quyết định.
        Decision = "decision",
        /// Kế hoạch.
        Plan = "plan",
        /// Công văn.
        Letter = "letter",
        /// Báo cáo.
        Report = "report",
        /// Hướng dẫn.
        Guidance = "guidance",
        /// Thông báo.
        Notice = "notice",
        /// Chương trình.
        Programme = "programme",
        /// Tờ trình.
        Proposal = "proposal",
        /// Other.
        Other = "other",
    }
}

record! {
    /// Văn bản ban hành: a document issued, section I.1.
    IssuedDocument {
        /// Number and symbol, `05/KH-BVSTBPN`.
        symbol: Line<60>,
        /// Date of issue.
        date: Day,
        /// Issuing body.
        issuer: Short,
        /// Summary of content.
        summary: Paragraphs<1000>,
        /// Kind.
        kind: Option<DocumentKind>,
        /// Topic.
        topic: Option<Short>,
    }
    dated: |r| r.date;
    layout {
        table: date symbol issuer summary kind;
        form: symbol date issuer summary kind;
        more: topic;
        repeat: issuer kind;
    }
}

impl IssuedDocument {
    /// How many columns the report's table of documents has, that of the row's number among them.
    pub const PRINTED: usize = 5;
}

/// What is counted of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentFigure {
    /// Documents issued.
    Issued,
}

impl Counted for DocumentFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        vec![Self::Issued]
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        match self {
            Self::Issued => [CodePart::End; 3],
        }
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::Issued => None,
        }
    }
}

impl FigureCode {
    /// Documents issued.
    pub const DOCUMENTS: Self = Self::Documents(DocumentFigure::Issued);
}
