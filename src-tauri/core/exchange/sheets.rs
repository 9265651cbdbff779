//! The sheets of a workbook (`.xlsx`, ECMA-376), read cell by cell. Whatever a workbook says of itself,
//! a cell takes room only when it is asked for, and all of them no more than is stated here; what does
//! not lie on a sheet that is asked for is not unpacked.

use super::layout::{cell_name, is_blank, told};
use super::{OtherFile, WorkbookError};
use crate::bounds;
use crate::message::LibraryWords;
use chrono::{Duration, NaiveDate};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::cell::Cell as Shared;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// Most of a workbook that is unpacked, in bytes.
const MAX_UNPACKED: u64 = 256 << 20;
/// Longest run of text, or tag, in bytes: more than a full cell takes.
const MAX_EVENT: usize = 1 << 20;
/// Longest text of a cell, in characters: Excel's own.
const MAX_CELL: usize = 32_767;
/// Most text that the strings of a workbook, or the cells that are kept, have together, in bytes.
const MAX_TEXT: usize = 64 << 20;
/// Most strings that cells share.
const MAX_STRINGS: usize = 1_000_000;
/// Last row of a sheet that may hold something.
pub(super) const MAX_ROWS: usize = 100_000;
/// Last column of a sheet that may hold something.
const MAX_COLUMNS: usize = 256;
/// Most cells that are kept of a workbook.
const MAX_CELLS: usize = 2_000_000;
/// Most formats, sheets or parts that a workbook names: Excel's own.
const MAX_NAMED: usize = 65_536;
/// Most entries that the archive may have.
pub(super) const MAX_ENTRIES: usize = 10_000;
/// How deep elements lie in one another.
const MAX_DEPTH: usize = 64;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// A number that is shown as one.
    Number(f64),
    /// A whole number that is shown with so many digits at least (`0000000000`).
    Digits(f64, usize),
    /// A number that is shown as parts of a hundred.
    Percent(f64),
    /// A number that is shown as a day, or as a day and a time.
    Day(NaiveDate),
    /// A number that is shown as a time without a day, or as a day that no calendar has.
    Time(f64),
    Flag(bool),
    /// What Excel shows where a formula failed, as `#REF!`.
    Failed(String),
    /// A formula that no program has worked out yet.
    NotComputed,
}

impl Value {
    /// As people would type it, and see it.
    pub(super) fn typed(&self) -> String {
        match self {
            Self::Text(text) | Self::Failed(text) => text.clone(),
            Self::Digits(number, digits) => format!("{number:00$.0}", *digits),
            Self::Number(number) => typed_number(*number),
            Self::Percent(number) => format!("{}%", typed_number(number * 100.0)),
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
            Self::Time(number) if (0.0..100.0).contains(number) => {
                let minutes = (number * 1_440.0).round();
                format!("{:.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0)
            }
            Self::Time(number) => typed_number(*number),
            Self::Flag(flag) => flag.to_string().to_uppercase(),
            Self::NotComputed => String::new(),
        }
    }
}

/// As Vietnamese programs show it, rounded where the way that machines count adds digits.
fn typed_number(number: f64) -> String {
    let rounded = format!("{number:.9}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    rounded.replace('.', ",")
}

/// As what a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Number,
    Digits(usize),
    Percent,
    Date,
    /// Hours and minutes, of a day or of more than one.
    Time,
}

impl Looks {
    /// Of a format of one's own.
    fn of(format: &str) -> Self {
        if format.len() > 1 && format.bytes().all(|letter| letter == b'0') {
            return Self::Digits(format.len());
        }
        let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
        let (mut looks, mut has_day, mut has_time) = (None, false, false);
        for letter in format.chars() {
            match letter {
                _ if escaped => escaped = false,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '_' | '*' => escaped = true,
                '[' => bracketed = true,
                ']' => bracketed = false,
                // Hours that do not end with the day: `[h]:mm`.
                _ if bracketed => has_time |= format.contains("[h") || format.contains("[m"),
                // Only what positive numbers look like is asked.
                ';' => break,
                '%' => return Self::Percent,
                // A letter behind a number (`#,##0 d`) is its unit.
                '0' | '#' | '?' => looks = looks.or(Some(Self::Number)),
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => {
                    looks = looks.or(Some(Self::Date));
                    has_day |= matches!(letter, 'd' | 'y' | 'D' | 'Y');
                    has_time |= matches!(letter, 'h' | 's' | 'H' | 'S');
                }
                _ => {}
            }
        }
        match looks.unwrap_or(Self::Number) {
            Self::Date if has_time && !has_day => Self::Time,
            looks => looks,
        }
    }

    /// Of a format that every Excel knows by its number.
    fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            18..=21 | 32..=35 | 45..=47 => Self::Time,
            14..=17 | 22 | 27..=31 | 36 | 50..=58 => Self::Date,
            _ => Self::Number,
        }
    }
}

/// A cell that holds something: its row and column from 0, and what it holds.
type Placed = (usize, usize, Value);

/// Cells that are one, from 0: first row and column, last row and column.
pub(super) type Merged = ((usize, usize), (usize, usize));

/// What a sheet says of its rows and cells beside what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Looked {
    /// Rows that hold something and are not shown, from 0: by a filter, or since somebody hid them.
    pub(super) hidden: BTreeSet<usize>,
    /// Columns that are not shown, from 0: the first and the last of each run.
    pub(super) hidden_columns: Vec<(usize, usize)>,
    /// Cells that are one.
    pub(super) merged: Vec<Merged>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A part as the archive gives it.
type Entry<'b, 'a> = zip::read::ZipFile<'b, Cursor<&'a [u8]>>;

/// A part's name as it is compared: some programs write other letter cases, or the other slash, or go up
/// a folder.
fn spelled(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let mut folders = Vec::new();
    for folder in name.split('/') {
        match folder {
            "" | "." => {}
            ".." => drop(folders.pop()),
            folder => folders.push(folder),
        }
    }
    folders.join("/")
}

/// A sheet of a workbook.
struct SheetPart {
    name: String,
    /// Where it lies in the archive.
    part: String,
    /// Whether Excel shows it.
    shown: bool,
}

/// A workbook that is open.
pub(super) struct Book<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be unpacked, in bytes.
    left: Rc<Shared<u64>>,
    strings: Vec<String>,
    /// As what each format shows numbers.
    formats: Vec<Looks>,
    /// Whether days are counted from 1904.
    from_1904: bool,
    /// Sheets.
    sheets: Vec<SheetPart>,
    cells_left: usize,
    text_left: usize,
}

fn not(reason: impl std::fmt::Display) -> WorkbookError {
    WorkbookError::NotAWorkbook(LibraryWords::of(reason))
}

/// A source that gives no more than is left, and of one event no more than an event may have.
struct Bounded<R> {
    inner: BufReader<R>,
    left: Rc<Shared<u64>>,
    event: Rc<Shared<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let there = self.fill_buf()?;
        let given = there.len().min(buffer.len());
        buffer[..given].copy_from_slice(&there[..given]);
        self.consume(given);
        Ok(given)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        let most = usize::try_from(self.left.get()).unwrap_or(usize::MAX);
        let most = most.min(self.event.get());
        let there = self.inner.fill_buf()?;
        if most == 0 && !there.is_empty() {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        Ok(&there[..there.len().min(most)])
    }
    fn consume(&mut self, given: usize) {
        self.left.set(self.left.get().saturating_sub(given as u64));
        self.event.set(self.event.get().saturating_sub(given));
        self.inner.consume(given);
    }
}

/// A part of a workbook, element by element.
struct Part<R: Read> {
    reader: Reader<Bounded<R>>,
    event: Rc<Shared<usize>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next in a part.
enum Next {
    /// An element begins: its name without prefix, and its attributes.
    Start(String, Attributes),
    /// An element ends.
    End(String),
    Text(String),
    Eof,
}

/// The attributes of an element by their names without prefix.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(element: &BytesStart<'_>) -> Result<Self, WorkbookError> {
        let mut found = Vec::new();
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(not)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(not)?;
            let name = attribute.key.local_name().as_ref().to_owned();
            found.push((name, value.into_owned()));
        }
        Ok(Self(found))
    }
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl<R: Read> Part<R> {
    fn new(source: R, left: &Rc<Shared<u64>>) -> Self {
        let event = Rc::new(Shared::new(MAX_EVENT));
        let mut reader = Reader::from_reader(Bounded {
            inner: BufReader::new(source),
            left: Rc::clone(left),
            event: Rc::clone(&event),
        });
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            event,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    fn next(&mut self) -> Result<Next, WorkbookError> {
        loop {
            self.buffer.clear();
            self.event.set(MAX_EVENT);
            let event = self.reader.read_event_into(&mut self.buffer);
            let event = event.map_err(|error| match &error {
                quick_xml::Error::Io(io) if io.kind() == std::io::ErrorKind::FileTooLarge => {
                    WorkbookError::TooLarge
                }
                _ => not(&error),
            })?;
            return Ok(match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(WorkbookError::TooLarge);
                    }
                    let name = element.local_name().as_ref().to_owned();
                    Next::Start(name, Attributes::of(&element)?)
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    Next::End(element.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Next::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Next::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(not)? {
                    Some(character) => Next::Text(character.to_string()),
                    None => {
                        let known = quick_xml::escape::resolve_predefined_entity(&reference);
                        Next::Text(known.ok_or_else(|| not("&"))?.to_owned())
                    }
                },
                Event::Eof => Next::Eof,
                // Expanded above; the others say nothing.
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            });
        }
    }

    /// The text of the element that began; of a string, that of the runs in it, but for how it is
    /// pronounced.
    fn text(&mut self, is_string: bool) -> Result<String, WorkbookError> {
        let inside = self.depth;
        // How deep the element lies whose text is read, and the one whose text is passed over.
        let (mut run, mut spoken) = (Some(inside).filter(|_| !is_string), None);
        let mut text = String::new();
        loop {
            match self.next()? {
                Next::Text(more) if run.is_some() && spoken.is_none() => {
                    text.push_str(&more);
                    if text.len() > 4 * MAX_CELL {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Start(name, _) if is_string && name == "t" => run = Some(self.depth),
                Next::Start(name, _) if name == "rPh" && spoken.is_none() => {
                    spoken = Some(self.depth);
                }
                Next::End(_) if self.depth < inside => break,
                Next::End(_) => {
                    run = run.filter(|run| self.depth >= *run);
                    spoken = spoken.filter(|spoken| self.depth >= *spoken);
                }
                Next::Eof => return Err(not("eof")),
                _ => {}
            }
        }
        let text = unescaped(text);
        if text.chars().count() > MAX_CELL {
            return Err(WorkbookError::TooLarge);
        }
        Ok(text)
    }
}

/// Puts characters in the place of Excel's `_x000D_`.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(place) = rest.find("_x") {
        let code = rest.get(place + 2..place + 6);
        let closed = rest.as_bytes()[place + 2..].get(4) == Some(&b'_');
        let character = code
            .filter(|code| closed && code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        out.push_str(&rest[..place]);
        rest = match character {
            Some(character) => {
                out.push(character);
                &rest[place + 7..]
            }
            None => {
                out.push_str("_x");
                &rest[place + 2..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// The row and column, from 0, of a cell's name (`C7`).
fn place_of(name: &str) -> Option<(usize, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: usize = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

impl<'a> Book<'a> {
    /// Opens a workbook and reads what its cells share.
    ///
    /// # Errors
    /// [`WorkbookError::NotAWorkbook`], [`WorkbookError::OtherFile`], [`WorkbookError::TooLarge`].
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookError> {
        Self::begin(bytes).map_err(|error| match error {
            WorkbookError::NotAWorkbook(_) => {
                OtherFile::of(bytes).map_or(error, WorkbookError::OtherFile)
            }
            error => error,
        })
    }

    fn begin(bytes: &'a [u8]) -> Result<Self, WorkbookError> {
        if bounds::most_zip_entries(bytes).map_err(not)? > MAX_ENTRIES {
            return Err(WorkbookError::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(not)?;
        if archive.has_duplicate_names() {
            return Err(not("zip"));
        }
        let mut book = Self {
            archive,
            left: Rc::new(Shared::new(MAX_UNPACKED)),
            strings: Vec::new(),
            formats: Vec::new(),
            from_1904: false,
            sheets: Vec::new(),
            cells_left: MAX_CELLS,
            text_left: MAX_TEXT,
        };
        let top = book.relations("_rels/.rels", "")?;
        let workbook = top.into_values().find(|(kind, _)| kind == "officeDocument");
        let (_, workbook) = workbook.ok_or_else(|| not("officeDocument"))?;
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations = book.relations(&format!("{folder}/_rels/{name}.rels"), folder)?;
        book.read_sheets(&workbook, &relations)?;
        for (kind, part) in relations.values() {
            match kind.as_str() {
                "sharedStrings" => book.read_strings(part)?,
                "styles" => book.read_formats(part)?,
                _ => {}
            }
        }
        Ok(book)
    }

    /// Names of the sheets, in their order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str())
    }

    fn part(&mut self, name: &str) -> Result<Part<Entry<'_, 'a>>, WorkbookError> {
        let wanted = spelled(name);
        let found = (0..self.archive.len()).find(|index| {
            let known = self.archive.name_for_index(*index);
            known.is_some_and(|known| known.is_ok_and(|known| spelled(&known) == wanted))
        });
        let index = found.ok_or_else(|| not(name))?;
        let left = Rc::clone(&self.left);
        let entry = self.archive.by_index(index).map_err(not)?;
        Ok(Part::new(entry, &left))
    }

    /// Parts that a part refers to: by id, what each is and where it lies.
    fn relations(
        &mut self,
        name: &str,
        folder: &str,
    ) -> Result<BTreeMap<String, (String, String)>, WorkbookError> {
        let mut part = self.part(name)?;
        let mut found = BTreeMap::new();
        loop {
            match part.next()? {
                Next::Start(name, attributes) if name == "Relationship" => {
                    let of = |name| attributes.get(name).unwrap_or_default();
                    let kind = of("Type").rsplit('/').next().unwrap_or_default();
                    let target = match of("Target").strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("{folder}/{}", of("Target")),
                    };
                    found.insert(of("Id").to_owned(), (kind.to_owned(), target));
                    if found.len() > MAX_NAMED {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    fn read_sheets(
        &mut self,
        workbook: &str,
        relations: &BTreeMap<String, (String, String)>,
    ) -> Result<(), WorkbookError> {
        let mut part = self.part(workbook)?;
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        loop {
            match part.next()? {
                Next::Start(name, attributes) if name == "sheet" => {
                    let name = attributes.get("name").unwrap_or_default();
                    let relation = attributes.get("id").and_then(|id| relations.get(id));
                    if let Some((kind, part)) = relation
                        && kind == "worksheet"
                    {
                        sheets.push(SheetPart {
                            name: name.to_owned(),
                            part: part.clone(),
                            shown: matches!(attributes.get("state"), None | Some("visible")),
                        });
                    }
                    if sheets.len() > MAX_NAMED {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Start(name, attributes) if name == "workbookPr" => {
                    from_1904 = matches!(attributes.get("date1904"), Some("1" | "true"));
                }
                Next::Eof => break,
                _ => {}
            }
        }
        drop(part);
        (self.sheets, self.from_1904) = (sheets, from_1904);
        Ok(())
    }

    fn read_strings(&mut self, name: &str) -> Result<(), WorkbookError> {
        let mut part = self.part(name)?;
        let (mut strings, mut left) = (Vec::new(), MAX_TEXT);
        loop {
            match part.next()? {
                Next::Start(name, _) if name == "si" => {
                    let text = part.text(true)?;
                    left = left
                        .checked_sub(text.len())
                        .ok_or(WorkbookError::TooLarge)?;
                    strings.push(text);
                    if strings.len() > MAX_STRINGS {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Eof => break,
                _ => {}
            }
        }
        drop(part);
        self.strings = strings;
        Ok(())
    }

    /// Reads as what formats show numbers.
    fn read_formats(&mut self, name: &str) -> Result<(), WorkbookError> {
        let mut part = self.part(name)?;
        let (mut formats, mut own): (Vec<Looks>, BTreeMap<u32, Looks>) = Default::default();
        let mut of_cells = false;
        loop {
            match part.next()? {
                Next::Start(name, attributes) if name == "numFmt" => {
                    let id = attributes.get("numFmtId").and_then(|id| id.parse().ok());
                    let format = attributes.get("formatCode").unwrap_or_default();
                    if let Some(id) = id {
                        own.insert(id, Looks::of(format));
                    }
                }
                Next::Start(name, _) if name == "cellXfs" => of_cells = true,
                Next::End(name) if name == "cellXfs" => of_cells = false,
                Next::Start(name, attributes) if name == "xf" && of_cells => {
                    let id = attributes.get("numFmtId").and_then(|id| id.parse().ok());
                    let id = id.unwrap_or_default();
                    let looks = own.get(&id).copied();
                    formats.push(looks.unwrap_or_else(|| Looks::built_in(id)));
                }
                Next::Eof => break,
                _ => {}
            }
            if formats.len().max(own.len()) > MAX_NAMED {
                return Err(WorkbookError::TooLarge);
            }
        }
        drop(part);
        self.formats = formats;
        Ok(())
    }

    /// The cells of a sheet that hold something, row by row in the order of the file: each is given to
    /// `keep`, which says whether it was of use. Gives what else the sheet says of them.
    ///
    /// # Errors
    /// [`WorkbookError::NotAWorkbook`], [`WorkbookError::TooLarge`], [`WorkbookError::TooFar`], and what `keep` gives.
    pub(super) fn each_cell(
        &mut self,
        sheet: &str,
        mut keep: impl FnMut(Placed) -> Result<bool, WorkbookError>,
    ) -> Result<Looked, WorkbookError> {
        let found = self.sheets.iter().find(|of| of.name == sheet);
        let name = found.map(|of| of.part.clone()).unwrap_or_default();
        let shown = found.is_none_or(|of| of.shown);
        let (strings, formats) = (
            std::mem::take(&mut self.strings),
            std::mem::take(&mut self.formats),
        );
        let cells = Cells {
            strings: &strings,
            formats: &formats,
            from_1904: self.from_1904,
            sheet,
        };
        let (mut cells_left, mut text_left) = (self.cells_left, self.text_left);
        let mut part = self.part(&name)?;
        let read = cells.read(&mut part, shown, |placed| {
            let text = match &placed.2 {
                Value::Text(text) | Value::Failed(text) => text.len(),
                Value::Number(_)
                | Value::Digits(..)
                | Value::Percent(_)
                | Value::Day(_)
                | Value::Time(_)
                | Value::Flag(_)
                | Value::NotComputed => 0,
            };
            if keep(placed)? {
                cells_left = cells_left.checked_sub(1).ok_or(WorkbookError::TooLarge)?;
                text_left = text_left.checked_sub(text).ok_or(WorkbookError::TooLarge)?;
            }
            Ok(())
        });
        drop(part);
        (self.strings, self.formats) = (strings, formats);
        (self.cells_left, self.text_left) = (cells_left, text_left);
        read
    }
}

impl Book<'_> {
    /// Whether a sheet has a cell in which somebody would see something.
    ///
    /// # Errors
    /// As [`Book::each_cell`].
    pub(super) fn holds_something(&mut self, sheet: &str) -> Result<bool, WorkbookError> {
        let mut holds = false;
        let read = self.each_cell(sheet, |(_, _, value)| {
            if is_blank(&value) {
                return Ok(false);
            }
            // Nothing more of it is read.
            holds = true;
            Err(WorkbookError::NoSheet)
        });
        match read {
            Err(_) if holds => Ok(true),
            read => read.map(|_| holds),
        }
    }
}

/// Reads all that a workbook holds, and keeps nothing of it.
pub(crate) fn read_every_cell(bytes: &[u8]) {
    let Ok(mut book) = Book::open(bytes) else {
        return;
    };
    let names: Vec<String> = book.sheets().map(str::to_owned).collect();
    for name in names {
        if book.each_cell(&name, |_| Ok(true)).is_err() {
            return;
        }
    }
}

/// What is needed to read cells.
struct Cells<'b> {
    strings: &'b [String],
    formats: &'b [Looks],
    from_1904: bool,
    /// Name of the sheet.
    sheet: &'b str,
}

impl Cells<'_> {
    fn read<R: Read>(
        &self,
        part: &mut Part<R>,
        shown: bool,
        mut put: impl FnMut(Placed) -> Result<(), WorkbookError>,
    ) -> Result<Looked, WorkbookError> {
        // Where a cell or row does not say where it is, it follows the one before.
        let (mut row, mut column) = (0, 0);
        let (mut in_rows, mut hidden) = (false, false);
        let mut looked = Looked {
            from_1904: self.from_1904,
            ..Looked::default()
        };
        loop {
            match part.next()? {
                Next::Start(name, _) if name == "sheetData" => in_rows = true,
                Next::End(name) if name == "sheetData" => in_rows = false,
                Next::Start(name, attributes) if !in_rows && name == "mergeCell" => {
                    let area = attributes.get("ref").and_then(|area| area.split_once(':'));
                    if let Some((first, last)) = area
                        && let (Some(first), Some(last)) = (place_of(first), place_of(last))
                    {
                        looked.merged.push((first, last));
                    }
                    if looked.merged.len() > MAX_NAMED {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Start(name, attributes) if !in_rows && name == "col" => {
                    let place = |name: &str| attributes.get(name)?.parse::<usize>().ok();
                    if is_not_shown(&attributes, "width")
                        && let (Some(first), Some(last)) = (place("min"), place("max"))
                    {
                        let run = (first.saturating_sub(1), last.saturating_sub(1));
                        looked.hidden_columns.push(run);
                    }
                    if looked.hidden_columns.len() > MAX_NAMED {
                        return Err(WorkbookError::TooLarge);
                    }
                }
                Next::Start(name, attributes) if in_rows && name == "row" => {
                    let number = attributes
                        .get("r")
                        .and_then(|row| row.parse::<usize>().ok());
                    row = number.map_or(row, |number| number.saturating_sub(1));
                    column = 0;
                    hidden = !shown || is_not_shown(&attributes, "ht");
                }
                Next::End(name) if in_rows && name == "row" => row += 1,
                Next::Start(name, attributes) if in_rows && name == "c" => {
                    if let Some(named) = attributes.get("r") {
                        (row, column) = place_of(named).ok_or_else(|| not(named))?;
                    }
                    // Programs leave cells in which nobody sees anything at the very end of a sheet.
                    if let Some(value) = self.value(part, &attributes)?.filter(|v| !is_blank(v)) {
                        if row >= MAX_ROWS || column >= MAX_COLUMNS {
                            return Err(WorkbookError::TooFar {
                                sheet: told(self.sheet),
                                cell: cell_name(row, Some(column)),
                            });
                        }
                        if hidden {
                            looked.hidden.insert(row);
                        }
                        put((row, column, value))?;
                    }
                    column += 1;
                }
                Next::Eof if in_rows => return Err(not("eof")),
                Next::Eof => return Ok(looked),
                _ => {}
            }
        }
    }

    /// What stands in the cell that began; none where nothing does.
    fn value<R: Read>(
        &self,
        part: &mut Part<R>,
        cell: &Attributes,
    ) -> Result<Option<Value>, WorkbookError> {
        let inside = part.depth;
        let (mut written, mut inline, mut formula) = (None, None, false);
        loop {
            match part.next()? {
                Next::Start(name, _) if name == "f" => formula = true,
                Next::Start(name, _) if name == "v" => written = Some(part.text(false)?),
                Next::Start(name, _) if name == "is" => inline = Some(part.text(true)?),
                Next::End(_) if part.depth < inside => break,
                Next::Eof => return Err(not("eof")),
                _ => {}
            }
        }
        let written = written.filter(|written| !written.is_empty());
        let value = match (cell.get("t").unwrap_or("n"), written) {
            ("inlineStr" | "is", _) => inline.map(Value::Text),
            // A formula may come to no text; that nothing is written means that nobody worked it out.
            ("str", None) => None,
            (_, None) if formula => Some(Value::NotComputed),
            (_, None) => None,
            ("s", Some(place)) => {
                let place = place.trim().parse::<usize>().ok();
                let shared = place.and_then(|place| self.strings.get(place));
                let shared = shared.ok_or_else(|| not("sharedStrings"))?;
                Some(Value::Text(shared.clone()))
            }
            ("b", Some(flag)) => Some(Value::Flag(matches!(flag.trim(), "1" | "true" | "TRUE"))),
            ("e", Some(error)) => Some(Value::Failed(error)),
            // A moment: what is asked for is its day.
            ("d", Some(moment)) => {
                let day = moment.split('T').next().unwrap_or_default();
                let is_day = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d").ok();
                Some(is_day.map_or_else(|| Value::Text(day.to_owned()), Value::Day))
            }
            ("n", Some(number)) => Some(match number.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, cell),
                _ => Value::Text(number),
            }),
            (_, Some(formula)) => Some(Value::Text(formula)),
        };
        Ok(value.filter(|value| !matches!(value, Value::Text(text) if text.is_empty())))
    }

    /// A number as it is shown.
    fn number(&self, number: f64, cell: &Attributes) -> Value {
        let format = cell
            .get("s")
            .and_then(|format| format.parse::<usize>().ok());
        let looks = format.and_then(|format| self.formats.get(format).copied());
        match looks.unwrap_or(Looks::Number) {
            Looks::Number => Value::Number(number),
            Looks::Digits(digits) if number.fract() == 0.0 && number >= 0.0 => {
                Value::Digits(number, digits)
            }
            Looks::Digits(_) => Value::Number(number),
            Looks::Percent => Value::Percent(number),
            Looks::Time => Value::Time(number),
            Looks::Date => day(number, self.from_1904).map_or(Value::Time(number), Value::Day),
        }
    }
}

/// Whether a row or column is not shown: it is hidden, or nothing is left of what it takes, `size`.
fn is_not_shown(attributes: &Attributes, size: &str) -> bool {
    let size = attributes.get(size).and_then(|size| size.parse().ok());
    matches!(attributes.get("hidden"), Some("1" | "true")) || size == Some(0.0_f64)
}

/// The day that a number is.
pub(super) fn day(number: f64, from_1904: bool) -> Option<NaiveDate> {
    // The last day that Excel has is 31/12/9999; before the first lie times of no day.
    if !(0.0..2_958_466.0).contains(&number) || (number < 1.0 && !from_1904) {
        return None;
    }
    // Excel believes that 1900 was a leap year: its days before March are one too many.
    let first = match from_1904 {
        true => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        false if number < 60.0 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        false => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    first.checked_add_signed(Duration::days(number.floor() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_what_it_shows() {
        for format in [
            "dd/mm/yyyy",
            "[$-42A]d mmm yyyy;@",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "[$-1010000]d/m/yyyy;@",
            "m/d/yy",
            "dd/mm/yyyy hh:mm",
            "mm/yyyy",
        ] {
            assert_eq!(Looks::of(format), Looks::Date, "{format}");
        }
        for format in ["h:mm", "mm:ss.0", "[h]:mm:ss", "[$-42A]hh:mm;@", "[mm]:ss"] {
            assert_eq!(Looks::of(format), Looks::Time, "{format}");
        }
        assert_eq!(Value::Time(0.354_166_667).typed(), "8:30");
        assert_eq!(Value::Time(3.0).typed(), "72:00");
        for format in [
            "#,##0",
            "#,##0 d",
            "0.00\\ \"đồng\"",
            "\"ngày d\" 0",
            "\"100%\" 0",
            "[Red]0;-0",
            "General",
            "@",
        ] {
            assert_eq!(Looks::of(format), Looks::Number, "{format}");
        }
        for format in ["0%", "0.00%", "[Red]0%;-0%"] {
            assert_eq!(Looks::of(format), Looks::Percent, "{format}");
        }
        assert_eq!(Looks::of("0000000000"), Looks::Digits(10));
    }

    #[test]
    fn places_and_escapes_are_read() {
        assert_eq!(place_of("A1"), Some((0, 0)));
        assert_eq!(place_of("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "1", "A", "A0", "AAAA1", "Ă1", "A-1"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
        let read = |text: &str| unescaped(text.to_owned());
        assert_eq!(read("a_x000D_b_x0041_"), "a\rbA");
        assert_eq!(read("_x00"), "_x00");
        assert_eq!(read("_xđđđđ_"), "_xđđđđ_");
        assert_eq!(read("_xD800_"), "_xD800_");
    }
}
