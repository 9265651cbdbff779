//! Text as it is kept: Unicode NFC, trimmed, bounded, without control characters.

use super::{Cell, ColumnKind, Held, Problem, Scalar, from_old_font};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::marker::PhantomData;
use ts_rs::TS;
use unicode_normalization::{IsNormalized, UnicodeNormalization};

/// Whether a character is not seen itself but changes how what stands around it is shown, or hides in
/// it: control characters (C0, C1), those that turn the direction of writing, have no width, look
/// like a blank, end a line or choose a variant; and noncharacters, which mean something inside of the program alone.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character is left out of text: it is unseen, and neither white space, which becomes a blank,
/// nor a control character, which is told of.
pub(crate) fn is_left_out(c: char) -> bool {
    is_unseen(c) && !c.is_control() && !c.is_whitespace()
}

/// Text in NFC without stray white space or unseen characters: runs of blanks become one, line ends
/// become `\n`.
pub fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let composed: String = text.chars().filter(|c| !is_left_out(*c)).nfc().collect();
    let mut lines = composed
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let skip = lines.iter().take_while(|line| line.is_empty()).count();
    lines[skip..].join("\n")
}

/// Text as it is entered: [`clean`], with the letter that it was meant to be where programs write another
/// one that looks like it. Ð and ð of other languages become Đ and đ, and signs that mean something in the
/// fonts Symbol and Wingdings alone, as Word's bullets do, those of every font. Text in a font of before Unicode
/// stays as it is until somebody has said what it is to be ([`from_old_font`]).
pub fn entered(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if from_old_font(text).is_some() {
        return text.trim().to_owned();
    }
    let meant = |c: char| match c {
        'Ð' => 'Đ',
        'ð' => 'đ',
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0d8}' | '\u{f0e8}' | '\u{f0f0}' => '►',
        '\u{f0e0}' => '→',
        '\u{f0f3}' => '↔',
        '\u{f0fc}' | '\u{f0fe}' => '✓',
        '\u{f0fb}' => '✗',
        '\u{f076}' => '❖',
        '\u{f0a3}' => '≤',
        '\u{f0b3}' => '≥',
        '\u{f02d}' => '−',
        c => c,
    };
    clean(&text.chars().map(meant).collect::<String>())
}

/// Whether cleaning would change nothing, told cheaply: what comes from a store or a package was
/// cleaned before. `false` only means that it must be tried.
fn is_clean(text: &str) -> bool {
    if is_plain(text) {
        return true;
    }
    let mut before = ' ';
    for c in text.chars() {
        let blank_beside = before.is_whitespace() && c.is_whitespace();
        if blank_beside || (c.is_whitespace() && c != ' ') || is_left_out(c) {
            return false;
        }
        before = c;
    }
    !before.is_whitespace()
        && !text.starts_with(' ')
        && unicode_normalization::is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Whether a text is of printable ASCII alone, with single blanks between its words: most of what a workbook holds,
/// told by its bytes.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && ends.iter().all(|end| end.is_some_and(|end| *end != b' '))
        && !text.contains("  ")
}

/// Text that somebody outside wrote (a label, a message of another office, a file's name), as it is
/// shown and kept: without any unseen character, on one line or on several, and cut where it is longer
/// than `most` characters. It can neither steer a terminal nor turn what stands beside it.
pub fn from_outside(text: &str, most: usize, lines: bool) -> String {
    let seen: String = text
        .chars()
        .map(|c| match c {
            '\n' if lines => '\n',
            c if c.is_control() || c.is_whitespace() => ' ',
            c => c,
        })
        .take(4 * most)
        .collect();
    let mut text = clean(&seen);
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Reads one line of [`from_outside`] in what another office made, for
/// `#[serde(deserialize_with)]`.
///
/// # Errors
/// The reader's.
pub fn outside_line<'de, D: Deserializer<'de>, const MOST: usize>(
    reader: D,
) -> Result<String, D::Error> {
    Ok(from_outside(&String::deserialize(reader)?, MOST, false))
}

/// The same of a text that may be left out.
///
/// # Errors
/// The reader's.
pub fn outside_line_or_none<'de, D: Deserializer<'de>, const MOST: usize>(
    reader: D,
) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(reader)?;
    Ok(text.map(|text| from_outside(&text, MOST, false)))
}

/// Reads lines of [`from_outside`] in what another office made, for `#[serde(deserialize_with)]`.
///
/// # Errors
/// The reader's.
pub fn outside_lines<'de, D: Deserializer<'de>, const MOST: usize>(
    reader: D,
) -> Result<String, D::Error> {
    Ok(from_outside(&String::deserialize(reader)?, MOST, true))
}

/// The key that search compares: lower case, no diacritics, đ (and ð, which looks like it) as d.
///
/// ```
/// assert_eq!(tienbo_core::model::fold("Đường Nguyễn"), "duong nguyen");
/// ```
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect()
}

/// Whether a text is what stands before the sums at the foot of a table.
pub fn names_a_sum(text: &str) -> bool {
    const NAMES: [&str; 7] = [
        "tong cong",
        "tong so",
        "tong",
        "cong",
        "cong tong",
        "total",
        "sum",
    ];
    let folded = fold(&clean(text));
    NAMES.contains(&folded.trim_end_matches([':', '.', ' ']))
}

fn checked(text: &str, max: usize, lines: bool) -> Result<String, Problem> {
    let mut text = clean(text);
    if !lines && text.contains('\n') {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if text.is_empty() {
        return Err(Problem::Required);
    }
    if text
        .chars()
        .any(|c| c.is_control() && !(lines && c == '\n'))
    {
        return Err(Problem::ControlCharacter);
    }
    if text.chars().count() > max {
        return Err(Problem::TooLong(max));
    }
    Ok(text)
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $kind:ident, $lines:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name<const MAX: usize>(String);

        impl<const MAX: usize> $name<MAX> {
            /// Cleans and checks the text.
            ///
            /// # Errors
            /// Empty, longer than `MAX` characters, or with a control character.
            pub fn new(text: &str) -> Result<Self, Problem> {
                checked(text, MAX, $lines).map(Self)
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl<const MAX: usize> TryFrom<String> for $name<MAX> {
            type Error = Problem;
            fn try_from(text: String) -> Result<Self, Problem> {
                Self::new(&text)
            }
        }
        impl<const MAX: usize> From<$name<MAX>> for String {
            fn from(text: $name<MAX>) -> Self {
                text.0
            }
        }
        impl<const MAX: usize> fmt::Display for $name<MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl<const MAX: usize> Scalar for $name<MAX> {
            const KIND: ColumnKind = ColumnKind::$kind(MAX);
            fn to_cell(&self) -> Cell {
                Cell::Text(self.0.clone())
            }
            fn from_cell(cell: Cell) -> Result<Self, Problem> {
                match cell {
                    Cell::Text(text) => Self::new(&text),
                    Cell::Int(number) => Self::new(&number.to_string()),
                    Cell::Empty => Err(Problem::Required),
                }
            }
        }
    };
}

text_type! {
    /// One line of text: not empty, at most `MAX` characters.
    Line, Line, false
}
text_type! {
    /// Text of one or more lines: not empty, at most `MAX` characters.
    Paragraphs, Paragraphs, true
}

/// The code of a unit: the General Statistics Office's digits, or a catalogue's own code for a
/// department (`27-SNV`). At most 20 of `0-9 A-Z -`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode(String);

impl UnitCode {
    /// Checks the code.
    ///
    /// # Errors
    /// [`Problem::NotAChoice`] when it is not such a code.
    pub fn new(code: &str) -> Result<Self, Problem> {
        let fits = (1..=20).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_digit())
            && code
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-');
        if fits {
            Ok(Self(code.to_owned()))
        } else {
            Err(Problem::NotAChoice(code.to_owned()))
        }
    }
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl TryFrom<String> for UnitCode {
    type Error = Problem;
    fn try_from(code: String) -> Result<Self, Problem> {
        Self::new(&code)
    }
}
impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}
impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Scalar for UnitCode {
    const KIND: ColumnKind = ColumnKind::Unit;
    fn to_cell(&self) -> Cell {
        Cell::Text(self.0.clone())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(code) => Self::new(&code),
            _ => Err(Problem::WrongType),
        }
    }
}

/// A record's id: UUID version 7, so that ids sort by the time they were made; of what travels of cases,
/// and of cases that another unit had, version 4, which tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(as = "String")]
pub struct RecordId(pub(super) uuid::Uuid);

impl RecordId {
    /// A new id.
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7())
    }
    /// A new id that comes after another, whatever the clock says.
    pub(crate) fn after(last: Option<Self>) -> Self {
        /// The bits of an id that say nothing of which kind it is, counted on from its end.
        const COUNTED: u128 = (1 << 62) - 1;
        let new = Self::new();
        let Some(Self(last)) = last.filter(|last| new <= *last) else {
            return new;
        };
        let bits = last.as_u128();
        let counted = (bits & COUNTED) + 1;
        match counted <= COUNTED {
            true => Self(uuid::Uuid::from_u128(bits & !COUNTED | counted)),
            false => new,
        }
    }
    /// An id that tells nothing, drawn at random.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub(crate) fn random() -> Result<Self, Problem> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| Problem::NoValue)?;
        Ok(Self::from_random(bytes))
    }
    /// The id that random bytes make: UUID version 4.
    pub(crate) fn from_random(bytes: [u8; 16]) -> Self {
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
    /// Reads an id.
    ///
    /// # Errors
    /// [`Problem::WrongType`] for anything but a hyphenated UUID of version 7, or of version 4.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match uuid::Uuid::try_parse(text) {
            Ok(id)
                if [4, 7].contains(&id.get_version_num())
                    && id.hyphenated().to_string() == text =>
            {
                Ok(Self(id))
            }
            _ => Err(Problem::WrongType),
        }
    }
}
impl Default for RecordId {
    fn default() -> Self {
        Self::new()
    }
}
impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl Scalar for RecordId {
    const KIND: ColumnKind = ColumnKind::Reference(None);
    fn to_cell(&self) -> Cell {
        Cell::Text(self.to_string())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(text) => Self::parse(&text),
            _ => Err(Problem::WrongType),
        }
    }
}

/// The id of a record of one type.
pub struct RecordRef<R>(RecordId, PhantomData<fn() -> R>);

impl<R> RecordRef<R> {
    /// The id.
    pub fn id(self) -> RecordId {
        self.0
    }
}
impl<R> From<RecordId> for RecordRef<R> {
    fn from(id: RecordId) -> Self {
        Self(id, PhantomData)
    }
}
// Derived, these would ask the same of the record.
impl<R> Clone for RecordRef<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for RecordRef<R> {}
impl<R> PartialEq for RecordRef<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<R> Eq for RecordRef<R> {}
impl<R> fmt::Debug for RecordRef<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<R: Held> Scalar for RecordRef<R> {
    const KIND: ColumnKind = ColumnKind::Reference(Some(R::KIND));
    fn to_cell(&self) -> Cell {
        self.0.to_cell()
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        RecordId::from_cell(cell).map(Self::from)
    }
}

/// The SHA-256 of some bytes, as 64 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(String);

impl Sha256 {
    /// Hashes bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(hex(&sha2::Sha256::digest(bytes)))
    }
    /// Reads a hash.
    ///
    /// # Errors
    /// [`Problem::WrongType`] for anything but 64 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let fits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::WrongType)
        }
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Scalar for Sha256 {
    const KIND: ColumnKind = ColumnKind::Line(64);
    fn to_cell(&self) -> Cell {
        Cell::Text(self.0.clone())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(text) => Self::parse(&text),
            _ => Err(Problem::WrongType),
        }
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Sorts in the order of the Vietnamese alphabet (a ă â … d đ …).
pub fn sort_vietnamese<T>(items: &mut [T], text: impl Fn(&T) -> &str) {
    use icu_collator::{Collator, options::CollatorOptions};
    let locale = icu_locale_core::locale!("vi");
    match Collator::try_new(locale.into(), CollatorOptions::default()) {
        Ok(collator) => items.sort_by(|a, b| collator.compare(text(a), text(b))),
        // Only a build without collation data comes here.
        Err(_) => items.sort_by(|a, b| text(a).cmp(text(b))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_text_becomes_composed_and_trimmed() {
        let decomposed: String = "  Nguyễn   Thị\t Ước ".nfd().collect();
        let text = Line::<50>::new(&decomposed).map(String::from);
        assert_eq!(text.as_deref(), Ok("Nguyễn Thị Ước"));
    }

    #[test]
    fn clean_text_is_told_from_text_that_must_be_cleaned() {
        for text in ["Nguyễn Thị Ước", "a", "a b", "05/KH-UBND"] {
            assert!(is_clean(text), "{text}");
        }
        for text in [
            "", " a", "a ", "a  b", "a\nb", "a\tb", "a\u{a0}b", "e\u{302}",
        ] {
            assert!(!is_clean(text), "{text:?}");
        }
    }

    #[test]
    fn letters_and_bullets_that_look_alike_are_what_was_meant() {
        let typed = "Ðơn vị\u{200b} th\u{e0}nh viên\n\u{f0b7} Ðoàn thanh niên\n\u{f0fc} xong";
        let meant = "Đơn vị thành viên\n• Đoàn thanh niên\n✓ xong";
        assert_eq!(entered(typed), meant);
        assert_eq!(fold("Ðơn vị"), fold("Đơn vị"));
        assert_eq!(fold("ðơn"), fold("đơn"));
    }

    #[test]
    fn text_from_outside_steers_nothing() {
        let evil =
            "Xã\u{1b}]0;pwned\u{7}\u{9b}2J\u{202e}H\u{300}\u{2066}\u{200b}\r\n A\u{2028}B\u{e0041}";
        assert_eq!(from_outside(evil, 50, false), "Xã ]0;pwned 2JH\u{300} A B");
        assert_eq!(from_outside("a\n\u{85}b\nc", 50, true), "a\nb\nc");
        assert_eq!(from_outside("abcdef", 3, false), "abc…");
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let kept = from_outside(&format!("a{c}b"), 50, false);
            assert!(!kept.chars().any(is_unseen), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn records_keep_no_unseen_character() {
        let text = Line::<50>::new("Ng\u{202e}uyễn\u{200b} A\u{feff}").map(String::from);
        assert_eq!(text.as_deref(), Ok("Nguyễn A"));
        assert_eq!(clean("e\u{200d}\u{302}"), "ê");
    }

    #[test]
    fn folding_ignores_diacritics_and_d_with_stroke() {
        for (typed, found) in [("nguyen", "Nguyễn"), ("duong", "Đường"), ("uoc", "ước")] {
            assert!(fold(found).contains(&fold(typed)), "{typed} finds {found}");
        }
    }

    #[test]
    fn words_sort_by_the_vietnamese_alphabet() {
        let mut words = ["đa", "da", "ăn", "an", "ân", "ơ", "ô", "o", "e", "ư", "u"];
        sort_vietnamese(&mut words, |word| word);
        assert_eq!(
            words,
            ["an", "ăn", "ân", "da", "đa", "e", "o", "ô", "ơ", "u", "ư"]
        );
    }

    #[test]
    fn text_refuses_what_it_must() {
        assert_eq!(Line::<5>::new(" \u{a0} "), Err(Problem::Required));
        assert_eq!(Line::<5>::new("sáu sáu"), Err(Problem::TooLong(5)));
        assert_eq!(Line::<50>::new("a\u{0}b"), Err(Problem::ControlCharacter));
        assert_eq!(
            Line::<50>::new("a\r\nb").map(String::from).as_deref(),
            Ok("a b")
        );
        assert_eq!(
            Paragraphs::<50>::new("a \n b\n")
                .map(String::from)
                .as_deref(),
            Ok("a\nb")
        );
    }
}
