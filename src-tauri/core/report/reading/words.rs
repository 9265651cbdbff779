//! The words that a PDF is written in, and what they are put together to: the same in its objects, in what
//! stands on a page, and in what the codes of a font mean.

use super::{Budget, Unreadable};

/// How deep lists and dictionaries may lie in each other.
const MAX_DEPTH: usize = 32;

/// Something in a PDF.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object<'a> {
    /// A number.
    Number(f64),
    /// A name, as it is spelt.
    Name(&'a [u8]),
    /// Bytes of text.
    Text(Vec<u8>),
    /// A list.
    List(Vec<Object<'a>>),
    /// Names and what they stand for.
    Dict(Vec<(&'a [u8], Object<'a>)>),
    /// Another object, by its number.
    Reference(u32),
    /// Anything else: an operator, `true`, `null`.
    Word(&'a [u8]),
}

impl<'a> Object<'a> {
    /// What a name stands for in a dictionary.
    pub(super) fn get(&self, name: &str) -> Option<&Object<'a>> {
        let Self::Dict(entries) = self else {
            return None;
        };
        let mut entries = entries.iter();
        entries
            .find(|(key, _)| *key == name.as_bytes())
            .map(|(_, object)| object)
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(there) if *there == word.as_bytes())
    }
}

/// A number as a place in the file, or a count.
pub(super) fn whole(number: f64) -> Option<usize> {
    // A float becomes the nearest number that there is, so that nothing is too large.
    (number >= 0.0 && number.fract() == 0.0).then_some(number as usize)
}

/// Reads word by word.
pub(super) struct Words<'a, 'b> {
    bytes: &'a [u8],
    /// The next byte to be read.
    pub(super) at: usize,
    budget: &'b mut Budget,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl<'a, 'b> Words<'a, 'b> {
    /// Begins at a place.
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'b mut Budget) -> Self {
        Self { bytes, at, budget }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over what fits, and gives it.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| !fits(*byte));
        let run = &rest[..end.unwrap_or(rest.len())];
        self.at += run.len();
        run
    }

    fn skip_blanks(&mut self) {
        loop {
            self.run(is_blank);
            if self.peek() != Some(b'%') {
                return;
            }
            self.run(|byte| !matches!(byte, b'\n' | b'\r'));
        }
    }

    /// The next object, brackets as words of their own; nothing at the end.
    fn word(&mut self) -> Result<Option<Object<'a>>, Unreadable> {
        let from = self.at;
        let word = self.unmeasured_word();
        self.budget.read(self.at - from + 1)?;
        word
    }

    fn unmeasured_word(&mut self) -> Result<Option<Object<'a>>, Unreadable> {
        self.skip_blanks();
        let Some(first) = self.peek() else {
            return Ok(None);
        };
        let rest = &self.bytes[self.at..];
        let object = match first {
            b'/' => {
                self.at += 1;
                Object::Name(self.run(|byte| !is_blank(byte) && !is_delimiter(byte)))
            }
            b'(' => Object::Text(self.literal()?),
            b'<' | b'>' if rest.get(1) == Some(&first) => {
                self.at += 2;
                Object::Word(&rest[..2])
            }
            b'<' => Object::Text(self.hexadecimal()?),
            b'[' | b']' | b'{' | b'}' | b'>' | b')' => {
                self.at += 1;
                Object::Word(&rest[..1])
            }
            _ => {
                let word = self.run(|byte| !is_blank(byte) && !is_delimiter(byte));
                let number = std::str::from_utf8(word).ok();
                let number = number.filter(|word| !word.bytes().any(|b| b.is_ascii_alphabetic()));
                let number = number.and_then(|word| word.parse::<f64>().ok());
                number.map_or(Object::Word(word), Object::Number)
            }
        };
        Ok(Some(object))
    }

    /// Text between `(` and the `)` that belongs to it.
    fn literal(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Ok(text),
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escaped()?);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Err(Unreadable)
    }

    /// What stands behind a backslash: up to three octal digits, a letter for a character that is not seen, any
    /// other for itself; a line's end for nothing.
    fn escaped(&mut self) -> Result<Option<u8>, Unreadable> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let octal = rest.iter().take(3);
        let octal = octal.take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        let digits = rest[..octal].iter().map(|digit| u32::from(digit - b'0'));
        let code = digits.fold(0, |code, digit| 8 * code + digit);
        self.at += octal.max(1);
        Ok(match rest.first().ok_or(Unreadable)? {
            b'0'..=b'7' => Some(code.to_le_bytes()[0]),
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            other => Some(*other),
        })
    }

    /// Text as hexadecimal digits between `<` and `>`; where a last one is missing it is 0.
    fn hexadecimal(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.at += 1;
        let digits = self.run(|byte| byte != b'>');
        self.at += 1;
        let digits = digits.iter().filter(|byte| !is_blank(**byte));
        let digits = digits.map(|byte| char::from(*byte).to_digit(16).ok_or(Unreadable));
        let digits = digits.collect::<Result<Vec<u32>, _>>()?;
        let byte = |pair: &[u32]| {
            let low = pair.get(1).copied().unwrap_or_default();
            u8::try_from(16 * pair[0] + low).map_err(|_| Unreadable)
        };
        digits.chunks(2).map(byte).collect()
    }

    /// The next object; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Object<'a>>, Unreadable> {
        let word = self.word()?;
        word.map(|word| self.whole(word, 0)).transpose()
    }

    /// What begins with a word.
    fn whole(&mut self, word: Object<'a>, depth: usize) -> Result<Object<'a>, Unreadable> {
        if word.is_word("[") {
            return Ok(Object::List(self.until("]", depth + 1)?));
        }
        if !word.is_word("<<") {
            return Ok(word);
        }
        let mut entries = self.until(">>", depth + 1)?.into_iter();
        let mut dict = Vec::new();
        while let Some(name) = entries.next() {
            match (name, entries.next()) {
                (Object::Name(name), Some(object)) => dict.push((name, object)),
                _ => return Err(Unreadable),
            }
        }
        Ok(Object::Dict(dict))
    }

    /// Objects up to a closing bracket. `7 0 R` is one: a reference.
    fn until(&mut self, end: &str, depth: usize) -> Result<Vec<Object<'a>>, Unreadable> {
        if depth > MAX_DEPTH {
            return Err(Unreadable);
        }
        let mut objects: Vec<Object> = Vec::new();
        loop {
            let word = self.word()?.ok_or(Unreadable)?;
            if word.is_word(end) {
                return Ok(objects);
            }
            if word.is_word("R") {
                objects.pop();
                let number = objects.pop().and_then(|object| object.number());
                objects.push(reference(number)?);
            } else {
                let object = self.whole(word, depth)?;
                objects.push(object);
            }
        }
    }
}

fn reference<'a>(number: Option<f64>) -> Result<Object<'a>, Unreadable> {
    let number = number.and_then(whole).ok_or(Unreadable)?;
    let number = u32::try_from(number).map_err(|_| Unreadable)?;
    Ok(Object::Reference(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Object<'_>>, Unreadable> {
        let mut budget = Budget::default();
        let mut words = Words::new(text.as_bytes(), 0, &mut budget);
        std::iter::from_fn(|| words.next().transpose()).collect()
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        let text = |text: &str| Object::Text(text.into());
        assert_eq!(
            read("12 -3.5(a(b)\\)c)<61 6> % no more\n(()x)").unwrap(),
            [
                Object::Number(12.0),
                Object::Number(-3.5),
                text("a(b))c"),
                text("a`"),
                text("()x"),
            ]
        );
        let dict = read("<</Kids[7 0 R 8 0 R]/Type/Pages>>").unwrap();
        let kids = [Object::Reference(7), Object::Reference(8)];
        assert_eq!(dict[0].get("Kids"), Some(&Object::List(kids.into())));
        assert_eq!(dict[0].get("Type"), Some(&Object::Name(b"Pages")));
        assert_eq!(dict[0].get("Count"), None);
        for none in ["(", "[1", "<</A>>", "<<1 2>>", "<zz>", "[R]", "[-1 0 R]"] {
            assert_eq!(read(none), Err(Unreadable), "{none}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&"(".repeat(100_000)).is_err());
        assert_eq!(read("inf NaN 1e5").unwrap()[0], Object::Word(b"inf"));
    }
}
