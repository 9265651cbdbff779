//! A report as a tree: what is on paper, not how it looks.

use crate::catalogue::Margins;
use crate::model::FigureCode;
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
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Head of page 1.
    pub head: Head,
    /// By which form of a decree it is made; empty where by none.
    pub form: String,
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
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Text.
        text: Text,
    },
    /// A paragraph that stays on the page of what follows it.
    Lead {
        /// Text.
        text: Text,
    },
    /// A line of a form, with dots where it is to be filled in by hand.
    Line {
        /// What stands on it.
        text: Text,
        /// Whether it goes on with dots to its end.
        dotted: bool,
        /// How many lines of dots follow.
        more: u8,
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
    Cells(Vec<Text>),
    /// One heading over the rows that follow, as wide as the table.
    Group(String),
}

impl Block {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            text: Text::from(text.into()),
        }
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

/// What a piece of text stands for, so that it can be traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A figure, by its code.
    Figure(FigureCode),
    /// A record: its kind's table and its id.
    Record(String, String),
    /// A place of the outline, by its code.
    Place(String),
}

impl Mark {
    /// As it is written into a document.
    pub fn code(&self) -> String {
        match self {
            Self::Figure(code) => format!("figure:{code}"),
            Self::Record(table, id) => format!("record:{table}:{id}"),
            Self::Place(code) => format!("place:{code}"),
        }
    }

    /// Reads what [`Mark::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        let (sort, rest) = code.split_once(':')?;
        match sort {
            "figure" => Some(Self::Figure(FigureCode::from(rest))),
            "place" => Some(Self::Place(rest.to_owned())),
            "record" => {
                let (table, id) = rest.split_once(':')?;
                Some(Self::Record(table.to_owned(), id.to_owned()))
            }
            _ => None,
        }
    }

    /// Marks text. The marks are noncharacters, which Unicode keeps for use inside a program; they
    /// pass through messages and end in [`Text`].
    pub fn on(&self, text: &str) -> String {
        format!("{BEGIN}{}{MIDDLE}{text}{END}", self.code())
    }
}

const BEGIN: char = '\u{fdd0}';
const MIDDLE: char = '\u{fdd1}';
const END: char = '\u{fdd2}';

/// Text without its marks.
pub fn plain(text: &str) -> String {
    let pieces = Text::from(text.to_owned()).0.into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Plain(text) | Piece::Marked { text, .. } => text,
        })
        .collect()
}

/// Text of which some pieces are marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text(pub Vec<Piece>);

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Piece {
    /// Not marked.
    Plain(String),
    /// Marked.
    Marked {
        /// [`Mark::code`].
        mark: String,
        /// The text.
        text: String,
    },
}

impl Text {
    /// The text without its marks.
    pub fn plain(&self) -> String {
        let texts = self.0.iter().map(|piece| match piece {
            Piece::Plain(text) | Piece::Marked { text, .. } => text.as_str(),
        });
        texts.collect()
    }
}

impl From<String> for Text {
    /// Takes the marks out of marked text; one that is not whole is dropped.
    fn from(marked: String) -> Self {
        if !marked.contains([BEGIN, MIDDLE, END]) {
            return Self(vec![Piece::Plain(marked)]);
        }
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = marked.as_str();
        while let Some((before, after)) = rest.split_once(BEGIN) {
            plain.push_str(before);
            let whole = after.split_once(MIDDLE).and_then(|(mark, tail)| {
                let (text, next) = tail.split_once(END)?;
                (!mark.contains([BEGIN, END]) && !text.contains([BEGIN, MIDDLE]))
                    .then_some((mark, text, next))
            });
            match whole {
                Some((mark, text, next)) => {
                    if !plain.is_empty() {
                        pieces.push(Piece::Plain(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Marked {
                        mark: mark.to_owned(),
                        text: text.to_owned(),
                    });
                    rest = next;
                }
                None => rest = after,
            }
        }
        plain.push_str(rest);
        plain.retain(|c| ![BEGIN, MIDDLE, END].contains(&c));
        if !plain.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        Self(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_pass_through_text_and_broken_ones_are_dropped() {
        let mark = Mark::Figure(FigureCode::EVENTS);
        let text = Text::from(format!("có {} cuộc", mark.on("12")));
        assert_eq!(text.plain(), "có 12 cuộc");
        assert_eq!(
            text.0[1],
            Piece::Marked {
                mark: "figure:events".to_owned(),
                text: "12".to_owned()
            }
        );
        assert_eq!(Mark::parse(&mark.code()), Some(mark));
        for broken in [
            "a\u{fdd0}b",
            "a\u{fdd2}b",
            "a\u{fdd0}\u{fdd1}b",
            "\u{fdd1}ab",
        ] {
            assert_eq!(Text::from(broken.to_owned()).plain(), "ab");
        }
        assert_eq!(Text::from(String::new()).plain(), "");
    }
}
