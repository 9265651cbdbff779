//! What a printed report says, line by line: read from the PDF that another office sent with its records, to be
//! held against one made anew.
//!
//! It reads what this program writes: one table of objects, what stands on a page packed by Flate or not at all,
//! fonts that tell which letters their codes are. The libraries that read any PDF unpack whatever they come by
//! to the end, keep all objects at once or follow drawings into each other without counting, which bytes from
//! outside must not bring about. Here each page is read alone, and nothing beyond the limits below. What is
//! written in another way cannot be read, which is said.
//!
//! Pictures, drawings and notes are not read, nor how letters look: whether those are the same is told by
//! [`Page::drawn`] and by comparing the files.

mod difference;
mod font;
mod words;

pub use difference::{Compared, Difference, compare};

use crate::bounds;
use crate::model::{Sha256, clean};
use font::Font;
use std::collections::BTreeMap;
use std::rc::Rc;
use words::{Object, Words, whole};

/// Largest print that is read, in bytes. One of a hundred pages has about one and a half million.
const MAX_FILE: usize = 4 << 20;
/// Largest stream, unpacked, in bytes.
const MAX_STREAM: usize = 4 << 20;
/// How many nodes the tree of pages may have.
const MAX_PAGES: usize = 2_000;
/// How many fonts there may be.
const MAX_FONTS: usize = 32;
/// How many lines there may be.
const MAX_LINES: usize = 100_000;
/// How many numbers, names and texts an operator may have.
const MAX_OPERANDS: usize = 32;
/// How many states of drawing may be kept at once.
const MAX_STATES: usize = 64;
/// Pieces of text whose feet are no farther apart than this stand on one line, in points.
const SAME_LINE: f64 = 2.0;

/// A print that cannot be read: it is no PDF, damaged, beyond the limits, or written in another way than this
/// program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the print cannot be read")]
pub struct Unreadable;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its lines from top to bottom, without the page's number.
    pub lines: Vec<String>,
    /// Tells whether the same is drawn on it: text with its places, lines and pictures, though not how letters
    /// and pictures look.
    pub drawn: Sha256,
}

/// How much is still read, in bytes, whatever the file says of itself.
#[derive(Debug)]
struct Budget {
    read: usize,
    unpacked: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            read: 128 << 20,
            unpacked: 64 << 20,
            text: 4 << 20,
        }
    }
}

impl Budget {
    fn take(left: &mut usize, bytes: usize) -> Result<(), Unreadable> {
        *left = left.checked_sub(bytes).ok_or(Unreadable)?;
        Ok(())
    }

    fn read(&mut self, bytes: usize) -> Result<(), Unreadable> {
        Self::take(&mut self.read, bytes)
    }

    fn text(&mut self, bytes: usize) -> Result<(), Unreadable> {
        Self::take(&mut self.text, bytes)
    }

    /// Unpacks a stream.
    fn unpack(&mut self, packed: &[u8], is_flate: bool) -> Result<Vec<u8>, Unreadable> {
        let most = MAX_STREAM.min(self.unpacked) as u64;
        let unpacked = match is_flate {
            true => bounds::read(flate2::read::ZlibDecoder::new(packed), most),
            false => bounds::read(packed, most),
        };
        let unpacked = unpacked.map_err(|_| Unreadable)?;
        Self::take(&mut self.unpacked, unpacked.len())?;
        Ok(unpacked)
    }
}

/// Reads a print, page by page.
///
/// # Errors
/// [`Unreadable`].
pub fn read_print(pdf: &[u8]) -> Result<Vec<Page>, Unreadable> {
    if pdf.len() > MAX_FILE || !pdf.starts_with(b"%PDF-") {
        return Err(Unreadable);
    }
    let mut print = Print::open(pdf)?;
    let (mut pages, mut lines) = (Vec::new(), 0);
    for page in print.pages()? {
        let page = print.page(&page, pages.len() + 1)?;
        lines += page.lines.len();
        if lines > MAX_LINES {
            return Err(Unreadable);
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(Unreadable);
    }
    Ok(pages)
}

/// A file that is being read.
struct Print<'a> {
    bytes: &'a [u8],
    /// Where each object begins.
    places: BTreeMap<u32, usize>,
    root: Object<'a>,
    fonts: BTreeMap<u32, Rc<Font>>,
    budget: Budget,
}

impl<'a> Print<'a> {
    /// Reads where its objects are, which its end says.
    fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        const START: &[u8] = b"startxref";
        let mut budget = Budget::default();
        let start = bytes.windows(START.len()).rposition(|there| there == START);
        let start = start.ok_or(Unreadable)? + START.len();
        let table = Words::new(bytes, start, &mut budget).next()?;
        let table = table.and_then(|table| table.number()).and_then(whole);
        let mut words = Words::new(bytes, table.ok_or(Unreadable)?, &mut budget);
        if !words.next()?.is_some_and(|word| word.is_word("xref")) {
            return Err(Unreadable);
        }
        let mut places = BTreeMap::new();
        let trailer = loop {
            let head = words.next()?.ok_or(Unreadable)?;
            if head.is_word("trailer") {
                break words.next()?.ok_or(Unreadable)?;
            }
            let first = head.number().and_then(whole).ok_or(Unreadable)?;
            let count = number(&mut words)?;
            for place in 0..count {
                let (at, _) = (number(&mut words)?, number(&mut words)?);
                let used = words.next()?.ok_or(Unreadable)?;
                let object = first.checked_add(place).and_then(|n| u32::try_from(n).ok());
                if used.is_word("n") {
                    places.insert(object.ok_or(Unreadable)?, at);
                }
            }
        };
        let root = trailer.get("Root").cloned().ok_or(Unreadable)?;
        Ok(Self {
            bytes,
            places,
            root,
            fonts: BTreeMap::new(),
            budget,
        })
    }

    /// Reads an object, and where it ends.
    fn object(&mut self, object: u32) -> Result<(Object<'a>, usize), Unreadable> {
        let at = *self.places.get(&object).ok_or(Unreadable)?;
        let mut words = Words::new(self.bytes, at, &mut self.budget);
        let of = number(&mut words)?;
        let _generation = number(&mut words)?;
        let begins = words.next()?.is_some_and(|word| word.is_word("obj"));
        if u32::try_from(of) != Ok(object) || !begins {
            return Err(Unreadable);
        }
        let object = words.next()?.ok_or(Unreadable)?;
        Ok((object, words.at))
    }

    /// What an object is, or the one that it refers to.
    fn resolved(&mut self, object: &Object<'a>) -> Result<Object<'a>, Unreadable> {
        match object {
            Object::Reference(other) => Ok(self.object(*other)?.0),
            other => Ok(other.clone()),
        }
    }

    /// What a name stands for in a dictionary, where it is there.
    fn entry(&mut self, dict: &Object<'a>, name: &str) -> Result<Option<Object<'a>>, Unreadable> {
        let found = dict.get(name).map(|object| self.resolved(object));
        found.transpose()
    }

    /// A stream, unpacked.
    fn stream(&mut self, object: &Object<'a>) -> Result<Vec<u8>, Unreadable> {
        let Object::Reference(object) = object else {
            return Err(Unreadable);
        };
        let (dict, end) = self.object(*object)?;
        let mut words = Words::new(self.bytes, end, &mut self.budget);
        if !words.next()?.is_some_and(|word| word.is_word("stream")) {
            return Err(Unreadable);
        }
        let rest = self.bytes.get(words.at..).ok_or(Unreadable)?;
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").ok_or(Unreadable)?;
        let length = self.entry(&dict, "Length")?;
        let length = length.and_then(|length| length.number()).and_then(whole);
        let packed = rest.get(..length.ok_or(Unreadable)?).ok_or(Unreadable)?;
        let is_flate = match (self.entry(&dict, "Filter")?, dict.get("DecodeParms")) {
            (None, None) => false,
            (Some(Object::Name(b"FlateDecode")), None) => true,
            _ => return Err(Unreadable),
        };
        self.budget.unpack(packed, is_flate)
    }

    /// The pages, as dictionaries, in their order.
    fn pages(&mut self) -> Result<Vec<Object<'a>>, Unreadable> {
        let root = self.resolved(&self.root.clone())?;
        let first = root.get("Pages").cloned().ok_or(Unreadable)?;
        let (mut waiting, mut seen, mut pages) = (vec![first], 0, Vec::new());
        while let Some(node) = waiting.pop() {
            seen += 1;
            if seen > MAX_PAGES {
                return Err(Unreadable);
            }
            let node = self.resolved(&node)?;
            match self.entry(&node, "Kids")? {
                Some(Object::List(kids)) => {
                    if waiting.len() + kids.len() > MAX_PAGES {
                        return Err(Unreadable);
                    }
                    waiting.extend(kids.into_iter().rev());
                }
                Some(_) => return Err(Unreadable),
                None => pages.push(node),
            }
        }
        Ok(pages)
    }

    /// The fonts of a page, by the names that they have on it.
    fn fonts_of(&mut self, page: &Object<'a>) -> Result<BTreeMap<&'a [u8], Rc<Font>>, Unreadable> {
        let resources = self.entry(page, "Resources")?;
        let listed = resources.map(|resources| self.entry(&resources, "Font"));
        let Some(Object::Dict(listed)) = listed.transpose()?.flatten() else {
            return Ok(BTreeMap::new());
        };
        let mut fonts = BTreeMap::new();
        for (name, font) in listed {
            fonts.insert(name, self.font(&font)?);
        }
        Ok(fonts)
    }

    fn font(&mut self, object: &Object<'a>) -> Result<Rc<Font>, Unreadable> {
        let Object::Reference(number) = object else {
            return Err(Unreadable);
        };
        if let Some(font) = self.fonts.get(number) {
            return Ok(Rc::clone(font));
        }
        if self.fonts.len() == MAX_FONTS {
            return Err(Unreadable);
        }
        let font = self.resolved(object)?;
        let read = match font.get("ToUnicode") {
            Some(meanings) => Font::read(&self.stream(meanings)?, &mut self.budget)?,
            None => Font::default(),
        };
        let read = Rc::new(read);
        self.fonts.insert(*number, Rc::clone(&read));
        Ok(read)
    }

    /// What stands on a page, of the number that it has.
    fn page(&mut self, page: &Object<'a>, number: usize) -> Result<Page, Unreadable> {
        let fonts = self.fonts_of(page)?;
        let parts = match page.get("Contents") {
            None => Vec::new(),
            Some(Object::List(parts)) => parts.clone(),
            Some(one) => vec![one.clone()],
        };
        let mut content = Vec::new();
        for part in parts {
            content.extend(self.stream(&part)?);
            content.push(b'\n');
            if content.len() > MAX_STREAM {
                return Err(Unreadable);
            }
        }
        let mut pen = Pen::new(&fonts);
        let mut words = Words::new(&content, 0, &mut self.budget);
        let mut operands = Vec::new();
        let mut shown = Vec::new();
        while let Some(object) = words.next()? {
            match object {
                Object::Word(operator) => {
                    shown.extend(pen.draws(operator, &operands)?);
                    operands.clear();
                }
                operand if operands.len() < MAX_OPERANDS => operands.push(operand),
                _ => return Err(Unreadable),
            }
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for Shown {
            x,
            y,
            object,
            font,
            codes,
        } in shown
        {
            let text = font.text(&codes, &mut self.budget)?;
            match pieces.last_mut() {
                Some(last) if last.object == object && last.y == y => last.text.push_str(&text),
                _ => pieces.push(Piece { x, y, object, text }),
            }
        }
        // Notes are drawn over a page without being in what stands on it.
        content.push(u8::from(page.get("Annots").is_some()));
        Ok(Page {
            lines: lines(pieces, number),
            drawn: Sha256::of(&content),
        })
    }
}

fn number(words: &mut Words) -> Result<usize, Unreadable> {
    let number = words.next()?.and_then(|word| word.number());
    number.and_then(whole).ok_or(Unreadable)
}

/// Text on one line that is drawn in one go.
struct Piece {
    x: f64,
    y: f64,
    object: usize,
    text: String,
}

/// Pieces as lines, whatever order they were drawn in.
fn lines(mut pieces: Vec<Piece>, page: usize) -> Vec<String> {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line)
                if line
                    .first()
                    .is_some_and(|first| first.y - piece.y <= SAME_LINE) =>
            {
                line.push(piece);
            }
            _ => lines.push(vec![piece]),
        }
    }
    let joined = lines.into_iter().map(|mut line| {
        line.sort_by(|one, other| one.x.total_cmp(&other.x));
        let mut text = String::new();
        for piece in line {
            // Whatever stands apart is another cell, or a word after another; but for what ends one.
            if !piece.text.starts_with([',', '.', ';', ':', ')', '%']) && !text.ends_with('(') {
                text.push(' ');
            }
            text.push_str(&piece.text);
        }
        clean(&text).replace('\n', " ")
    });
    let mut lines: Vec<String> = joined.filter(|line| !line.is_empty()).collect();
    // Where pages break otherwise, their numbers stand between other lines.
    if lines.first() == Some(&page.to_string()) {
        lines.remove(0);
    }
    lines
}

/// Where a point is put, as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Option<Vec<f64>> = operands.iter().map(Object::number).collect();
        numbers?.try_into().ok().map(Self)
    }

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then the other.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }
}

/// Text as it is drawn.
struct Shown<'f> {
    x: f64,
    y: f64,
    /// Of which text object of the page, by its number.
    object: usize,
    font: &'f Font,
    codes: Vec<u8>,
}

/// What draws a page: where it stands, and with which font.
struct Pen<'f, 'a> {
    fonts: &'f BTreeMap<&'a [u8], Rc<Font>>,
    font: &'f Font,
    place: Matrix,
    kept: Vec<(Matrix, &'f Font)>,
    line: Matrix,
    leading: f64,
    object: usize,
}

/// A font that says nothing of its codes.
static PLAIN: Font = Font::plain();

impl<'f, 'a> Pen<'f, 'a> {
    fn new(fonts: &'f BTreeMap<&'a [u8], Rc<Font>>) -> Self {
        Self {
            fonts,
            font: &PLAIN,
            place: Matrix::SAME,
            kept: Vec::new(),
            line: Matrix::SAME,
            leading: 0.0,
            object: 0,
        }
    }

    /// Does what an operator asks for; gives the text that it draws.
    fn draws(
        &mut self,
        operator: &[u8],
        operands: &[Object],
    ) -> Result<Option<Shown<'f>>, Unreadable> {
        let matrix = || Matrix::of(operands).ok_or(Unreadable);
        let number = |place: usize| operands.get(place).and_then(Object::number);
        match operator {
            b"q" if self.kept.len() < MAX_STATES => self.kept.push((self.place, self.font)),
            b"q" => return Err(Unreadable),
            b"Q" => (self.place, self.font) = self.kept.pop().ok_or(Unreadable)?,
            b"cm" => self.place = matrix()?.then(self.place),
            b"BT" => {
                self.line = Matrix::SAME;
                self.object += 1;
            }
            b"Tm" => self.line = matrix()?,
            b"Tf" => {
                let name = operands.first();
                let font = name.and_then(|name| match name {
                    Object::Name(name) => self.fonts.get(*name),
                    _ => None,
                });
                self.font = font.ok_or(Unreadable)?;
            }
            b"TL" => self.leading = number(0).ok_or(Unreadable)?,
            b"Td" | b"TD" => {
                let (x, y) = (number(0).ok_or(Unreadable)?, number(1).ok_or(Unreadable)?);
                if operator == b"TD" {
                    self.leading = -y;
                }
                self.goes(x, y);
            }
            b"T*" => self.goes(0.0, -self.leading),
            b"Tj" | b"TJ" => return Ok(operands.last().map(|text| self.shows(text))),
            b"'" | b"\"" => {
                self.goes(0.0, -self.leading);
                return Ok(operands.last().map(|text| self.shows(text)));
            }
            _ => {}
        }
        Ok(None)
    }

    fn goes(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
    }

    fn shows(&self, text: &Object) -> Shown<'f> {
        let [.., x, y] = self.line.then(self.place).0;
        let mut codes = Vec::new();
        let parts = match text {
            Object::List(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        for part in parts {
            if let Object::Text(text) = part {
                codes.extend(text);
            }
        }
        Shown {
            x,
            y,
            object: self.object,
            font: self.font,
            codes,
        }
    }
}

#[cfg(test)]
mod tests;
