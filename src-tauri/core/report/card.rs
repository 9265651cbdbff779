//! A small card to be cut out and folded: lines and nothing else, so that it says to nobody whose it is, from whom or what
//! for. Drawn by printpdf.

use super::letters::REGULAR;
use super::sheet::{Pen, SheetError, wrapped};
use printpdf::{
    Color, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfPage, PdfSaveOptions, Point, Pt,
    Rgb,
};

/// A panel of the card, in millimetres: it fits into a purse.
const WIDTH: f32 = 85.0;
const HEIGHT: f32 = 54.0;
const LEFT: f32 = 20.0;
const TOP: f32 = 277.0;
const COLUMNS: usize = 2;
const ROWS: usize = 4;
const MARGIN: f32 = 5.0;
/// A line of a panel, in millimetres, its letters in points, and how many characters fit on it.
const LINE: f32 = 5.0;
const LETTERS: f32 = 10.0;
const FITS: usize = 40;
const LINES: usize = 8;

/// Draws a card: panels side by side and below each other, to be cut along their frames.
///
/// # Errors
/// [`SheetError`].
pub fn card(title: &str, lines: &[String]) -> Result<Vec<u8>, SheetError> {
    let mut document = PdfDocument::new(title);
    let font = ParsedFont::from_bytes(REGULAR, 0, &mut Vec::new());
    let font = document.add_font(&font.ok_or(SheetError("font"))?);
    let lines: Vec<String> = lines.iter().flat_map(|line| wrapped(line, FITS)).collect();
    let panels: Vec<&[String]> = lines.chunks(LINES).collect();
    let mut pages = Vec::new();
    for panels in panels.chunks(COLUMNS * ROWS) {
        let mut pen = Pen {
            regular: font.clone(),
            bold: font.clone(),
            y: TOP,
            ops: vec![Op::SetFillColor {
                col: Color::Rgb(Rgb::new(0.0, 0.0, 0.0, None)),
            }],
        };
        for (place, panel) in panels.iter().enumerate() {
            let (row, column) = (place / COLUMNS, place % COLUMNS);
            let left = LEFT + column as f32 * WIDTH;
            let top = TOP - row as f32 * HEIGHT;
            pen.ops.extend(frame(left, top));
            pen.y = top - MARGIN - LINE * 0.8;
            for line in *panel {
                pen.line(line, left + MARGIN, LETTERS, false);
                pen.down(LINE);
            }
        }
        pages.push(PdfPage::new(Mm(210.0), Mm(297.0), pen.ops));
    }
    Ok(document
        .with_pages(pages)
        .save(&PdfSaveOptions::default(), &mut Vec::new()))
}

/// The frame along which a panel is cut.
fn frame(left: f32, top: f32) -> [Op; 3] {
    let corner = |x: f32, y: f32| LinePoint {
        p: Point::new(Mm(x), Mm(y)),
        bezier: false,
    };
    let (right, bottom) = (left + WIDTH, top - HEIGHT);
    let points = vec![
        corner(left, top),
        corner(right, top),
        corner(right, bottom),
        corner(left, bottom),
    ];
    [
        Op::SetOutlineColor {
            col: Color::Rgb(Rgb::new(0.7, 0.7, 0.7, None)),
        },
        Op::SetOutlineThickness { pt: Pt(0.4) },
        Op::DrawLine {
            line: Line {
                points,
                is_closed: true,
            },
        },
    ]
}
