//! Pages by Typst, and their PDF: tagged, PDF/A-2a, fonts embedded and subset. The look is `assets/report/report.typ`.

use super::letters::{FONTS, Faces};
use super::{Document, Mark};
use crate::message::{Class, LibraryWords, Saying, Told};
use std::borrow::Cow;
use std::sync::LazyLock;
use typst::foundations::{Content, Dict, IntoValue, Smart, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why a report could not be typeset: always a fault of the program, never of what was typed.
#[derive(Debug, thiserror::Error)]
#[error("typesetting: {0:?}")]
pub struct PdfError(LibraryWords);

impl Told for PdfError {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Failed, "report-not-typeset")
    }
}

/// A finished PDF.
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

static ENGINE: LazyLock<TypstEngine<TypstTemplateMainFile>> = LazyLock::new(|| {
    TypstEngine::builder()
        .main_file(include_str!("../../../assets/report/report.typ"))
        .fonts(FONTS)
        .build()
});

/// A report on its pages, as it will print.
pub struct Pages {
    paged: PagedDocument,
    title: String,
}

/// Typesets a report. Any text is printed: a mark stands in the place of a letter that no font has.
///
/// # Errors
/// [`PdfError`].
pub fn typeset(document: &Document) -> Result<Pages, PdfError> {
    let document = serde_json::to_value(document).map_err(failed)?;
    let mut pages = compose(document.clone(), Faces::All)?;
    if pages
        .paged
        .pages()
        .iter()
        .any(|page| lacks_a_letter(&page.frame))
    {
        pages = compose(document, Faces::First)?;
    }
    Ok(pages)
}

fn compose(mut document: serde_json::Value, faces: Faces) -> Result<Pages, PdfError> {
    print_all(&mut document, faces);
    let title = document.get("title").and_then(serde_json::Value::as_str);
    let title = title.unwrap_or_default().to_owned();
    let json = serde_json::to_string(&document).map_err(failed)?;
    let mut inputs = Dict::new();
    inputs.insert("report".into(), json.into_value());
    Ok(Pages {
        paged: ENGINE.compile_with_input(inputs).output.map_err(failed)?,
        title,
    })
}

/// Every text of a document as it can be printed.
fn print_all(value: &mut serde_json::Value, faces: Faces) {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            if let Cow::Owned(printed) = faces.print(text) {
                *text = printed;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| print_all(item, faces)),
        Value::Object(fields) => fields.values_mut().for_each(|item| print_all(item, faces)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether some letter stands in a frame that its font does not have.
fn lacks_a_letter(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => lacks_a_letter(&group.frame),
        FrameItem::Text(text) => text.glyphs.iter().any(|glyph| glyph.id == 0),
        _ => false,
    })
}

/// Typesets a report and gives its PDF.
///
/// # Errors
/// [`PdfError`].
pub fn pdf(document: &Document) -> Result<Pdf, PdfError> {
    typeset(document)?.pdf()
}

fn failed(error: impl std::fmt::Debug) -> PdfError {
    PdfError(LibraryWords::of(format!("{error:?}")))
}

impl Pages {
    /// The PDF.
    ///
    /// # Errors
    /// [`PdfError`].
    pub fn pdf(&self) -> Result<Pdf, PdfError> {
        let options = PdfOptions {
            ident: Smart::Custom(self.title.clone()),
            standards: PdfStandards::new(&[PdfStandard::A_2a]).map_err(failed)?,
            ..PdfOptions::default()
        };
        Ok(Pdf {
            bytes: typst_pdf::pdf(&self.paged, &options).map_err(failed)?,
            pages: self.paged.pages().len(),
        })
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.paged.pages().len()
    }

    /// A page as a picture in SVG, its letters as outlines; `None` beyond the last.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.paged.pages().get(page)?;
        Some(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
    }

    /// What stands where on a page; `None` beyond the last.
    pub fn sight(&self, page: usize) -> Option<Sight> {
        let frame = &self.paged.pages().get(page)?.frame;
        let mut sight = Sight {
            width: frame.width().to_pt(),
            height: frame.height().to_pt(),
            ..Sight::default()
        };
        let mut eye = Eye::default();
        eye.look(frame, Transform::identity(), &mut sight);
        Some(sight)
    }
}

/// What stands where on a page, in points from its upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sight {
    /// Width of the page.
    pub width: f64,
    /// Height of the page.
    pub height: f64,
    /// Marked text.
    pub spots: Vec<Spot>,
    /// All text, a line for each line.
    pub text: String,
}

/// Marked text on a page; one broken over two lines is two.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// What it stands for.
    pub mark: Mark,
    /// What is read there.
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Reads a page's frame from top to bottom.
#[derive(Default)]
struct Eye {
    marks: Vec<Mark>,
    line: Option<f64>,
}

impl Eye {
    fn look(&mut self, frame: &Frame, above: Transform, sight: &mut Sight) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inside = above
                        .pre_concat(Transform::translate(at.x, at.y))
                        .pre_concat(group.transform);
                    self.look(&group.frame, inside, sight);
                }
                FrameItem::Tag(Tag::Start(content, _)) => self.tag(content),
                FrameItem::Text(text) => {
                    let at = at.transform(above);
                    self.text(&text.text, at, text.width(), text.size, sight);
                }
                _ => {}
            }
        }
    }

    fn tag(&mut self, content: &Content) {
        let Some(metadata) = content.to_packed::<MetadataElem>() else {
            return;
        };
        let Value::Dict(dict) = &metadata.value else {
            return;
        };
        if let Ok(Value::Str(code)) = dict.get("from") {
            self.marks.extend(Mark::parse(code.as_str()));
        } else if dict.get("to").is_ok() {
            self.marks.pop();
        }
    }

    fn text(&mut self, text: &str, at: Point, width: Abs, size: Abs, sight: &mut Sight) {
        let (y, size) = (at.y.to_pt(), size.to_pt());
        if self.line.is_some_and(|line| (line - y).abs() > 2.0) {
            sight.text.push('\n');
        }
        self.line = Some(y);
        sight.text.push_str(text);
        let Some(mark) = self.marks.last() else {
            return;
        };
        let (x, width) = (at.x.to_pt(), width.to_pt());
        match sight.spots.last_mut() {
            // One text on one line may come in several runs.
            Some(last)
                if last.mark == *mark
                    && (last.y + 0.85 * size - y).abs() < 1.0
                    && (last.x + last.width - x).abs() < size =>
            {
                last.width = x + width - last.x;
                last.text.push_str(text);
            }
            _ => sight.spots.push(Spot {
                mark: mark.clone(),
                text: text.to_owned(),
                x,
                y: y - 0.85 * size,
                width,
                height: 1.15 * size,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Head, Signature};
    use super::*;
    use crate::catalogue::Margins;

    fn text_of(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => text_of(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }

    #[test]
    fn a_sign_is_printed_in_the_font_that_has_it_and_a_mark_stands_where_none_has() {
        let text = || String::from("Việc");
        let document = Document {
            title: text(),
            date: (2024, 12, 5),
            page: Margins {
                top: 20,
                bottom: 20,
                left: 30,
                right: 15,
            },
            landscape: false,
            head: Head {
                superior: text(),
                issuer: text(),
                number: text(),
                place_date: text(),
            },
            form: String::new(),
            kind: text(),
            summary: text(),
            blocks: vec![Block::paragraph("Chữ ✓ ★ 😀 ① xong 漢")],
            signature: Signature {
                role: vec![text()],
                name: text(),
            },
            recipients: vec![text()],
        };
        let pages = typeset(&document).unwrap();
        let mut printed = String::new();
        for page in pages.paged.pages() {
            text_of(&page.frame, &mut printed);
        }
        assert!(printed.contains("Chữ ✓ ★ 😀 ① xong □"), "{printed}");
        assert!(pages.pdf().is_ok());
    }
}
