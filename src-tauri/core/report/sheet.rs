//! Fixed sheets, as positions on one A4 page with a QR code: the recovery sheet, the cover slip of a
//! package, the office's card. Drawn by printpdf.

use super::letters::{BOLD, Faces, REGULAR};
use crate::message::{self, Class, Saying, Told};
use printpdf::{
    Color, FontId, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem,
};
use qrcode::QrCode;

/// Why a sheet could not be drawn: always a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("sheet: {0}")]
pub struct SheetError(pub(super) &'static str);

impl Told for SheetError {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Failed, "sheet-not-drawn")
    }
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Title, in large letters.
    pub title: String,
    /// Its parts, from top to bottom.
    pub parts: Vec<SheetPart>,
    /// What its QR code says.
    pub code: Option<String>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetPart {
    /// A paragraph.
    Text(String),
    /// A label and what stands behind it.
    Pair(String, String),
    /// A key to be typed off, drawn in large letters and groups.
    Key(String),
}

/// The word that shows that a recovery sheet was printed and can be read: the last six letters of
/// its key, which are the key's own checksum.
pub fn check_word(identity: &str) -> &str {
    let identity = identity.trim();
    let start = identity.len().saturating_sub(6);
    identity.get(start..).unwrap_or(identity)
}

impl Sheet {
    /// The sheet as plain text, for a terminal or a file: a line for each line.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.title);
        for part in &self.parts {
            let line = match part {
                SheetPart::Text(line) | SheetPart::Key(line) => line.clone(),
                SheetPart::Pair(label, value) => format!("{label}: {value}"),
            };
            text.push_str(&line);
            text.push('\n');
        }
        text
    }
}

/// A key in groups of six letters behind its head, so that it can be typed from paper.
fn grouped(key: &str) -> String {
    let (head, rest) = key.split_at(key.find('1').map_or(0, |one| one + 1));
    let letters: Vec<char> = rest.chars().collect();
    let mut groups = vec![head.to_owned()];
    groups.extend(letters.chunks(6).map(|group| group.iter().collect()));
    groups.join(" ")
}

const LEFT: f32 = 30.0;
const TOP: f32 = 270.0;
/// Characters that fit on a line at 12 and at 16 points, whatever they are.
const FITS: usize = 80;
const KEY_FITS: usize = 42;
const PAIR: f32 = 48.0;
/// Width of the QR code, in millimetres.
const CODE: f32 = 55.0;

pub(super) struct Pen {
    pub(super) ops: Vec<Op>,
    pub(super) y: f32,
    pub(super) regular: FontId,
    pub(super) bold: FontId,
}

impl Pen {
    pub(super) fn line(&mut self, text: &str, x: f32, size: f32, bold: bool) {
        let font = if bold { &self.bold } else { &self.regular };
        self.ops.extend([
            Op::StartTextSection,
            Op::SetTextCursor {
                pos: Point::new(Mm(x), Mm(self.y)),
            },
            Op::SetFont {
                font: PdfFontHandle::External(font.clone()),
                size: Pt(size),
            },
            Op::ShowText {
                items: vec![TextItem::Text(Faces::First.print(text).into_owned())],
            },
            Op::EndTextSection,
        ]);
    }

    pub(super) fn down(&mut self, millimetres: f32) {
        self.y -= millimetres;
    }

    fn code(&mut self, code: &QrCode) {
        let width = code.width();
        let module = CODE / width as f32;
        for (index, dark) in code.to_colors().into_iter().enumerate() {
            if dark == qrcode::Color::Light {
                continue;
            }
            let (row, column) = (index / width, index % width);
            let rectangle = Rect {
                x: Mm(LEFT + column as f32 * module).into_pt(),
                y: Mm(self.y - (row + 1) as f32 * module).into_pt(),
                // A hair more than its place, so that no light line parts neighbours.
                width: Mm(module * 1.02).into_pt(),
                height: Mm(module * 1.02).into_pt(),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            };
            self.ops.push(Op::DrawRectangle { rectangle });
        }
        self.down(CODE);
    }
}

/// Breaks text into lines of at most so many characters, at blanks where there are any.
pub(super) fn wrapped(text: &str, fits: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let length = line.chars().count();
            if length > 0 && length + 1 + word.chars().count() > fits {
                lines.push(std::mem::take(&mut line));
            } else if length > 0 {
                line.push(' ');
            }
            for c in word.chars() {
                if line.chars().count() == fits {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines
}

/// Draws a sheet.
///
/// # Errors
/// [`SheetError`].
pub fn sheet(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    let mut document = PdfDocument::new(&sheet.title);
    let mut font = |bytes: &[u8]| {
        ParsedFont::from_bytes(bytes, 0, &mut Vec::new())
            .map(|font| document.add_font(&font))
            .ok_or(SheetError("font"))
    };
    let mut pen = Pen {
        regular: font(REGULAR)?,
        bold: font(BOLD)?,
        y: TOP,
        ops: vec![Op::SetFillColor {
            col: Color::Rgb(Rgb::new(0.0, 0.0, 0.0, None)),
        }],
    };
    for line in wrapped(&sheet.title, KEY_FITS) {
        pen.line(&line, LEFT, 18.0, true);
        pen.down(9.0);
    }
    pen.down(5.0);
    for part in &sheet.parts {
        match part {
            SheetPart::Text(text) => {
                for line in wrapped(text, FITS) {
                    pen.line(&line, LEFT, 12.0, false);
                    pen.down(6.0);
                }
            }
            SheetPart::Pair(label, value) => {
                pen.line(label, LEFT, 12.0, true);
                let fits = FITS - 26;
                for line in wrapped(value, fits) {
                    pen.line(&line, LEFT + PAIR, 12.0, false);
                    pen.down(6.0);
                }
            }
            SheetPart::Key(key) => {
                for line in wrapped(&grouped(key), KEY_FITS) {
                    pen.line(&line, LEFT, 16.0, true);
                    pen.down(8.0);
                }
            }
        }
        pen.down(2.5);
    }
    if let Some(text) = &sheet.code {
        let code = QrCode::new(text).map_err(|_| SheetError("code"))?;
        pen.down(2.0);
        pen.code(&code);
    }
    let page = PdfPage::new(Mm(210.0), Mm(297.0), pen.ops);
    Ok(document
        .with_pages(vec![page])
        .save(&PdfSaveOptions::default(), &mut Vec::new()))
}

/// The recovery sheet of an office: its key in groups, its check word, and the key as a QR code.
pub fn recovery_sheet(unit: &str, identity: &str) -> Sheet {
    let pair = |id: &str, value: String| SheetPart::Pair(message::official(id, &[]), value);
    Sheet {
        title: message::official("sheet-recovery-title", &[]),
        parts: vec![
            pair("sheet-unit", unit.to_owned()),
            SheetPart::Text(message::official("sheet-recovery-key", &[])),
            SheetPart::Key(identity.to_owned()),
            pair("sheet-check-word", check_word(identity).to_owned()),
            SheetPart::Text(message::official("sheet-recovery-care", &[])),
        ],
        code: Some(identity.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_long_words_where_they_must() {
        assert_eq!(wrapped("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrapped("a\n\nb", 9), ["a", "", "b"]);
    }
}
