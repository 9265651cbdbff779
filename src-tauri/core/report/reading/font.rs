//! Which letters the codes of a font are, as the font says in its `ToUnicode`.

use super::words::{Object, Words};
use super::{Budget, Unreadable};
use std::collections::BTreeMap;

/// Longest list of meanings, in bytes.
const MAX_MEANINGS: usize = 256 << 10;
/// How many UTF-16 units one code may stand for.
const MAX_UNITS: usize = 16;

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// What codes of two bytes mean, from the first of a range: its last, and the first's meaning in UTF-16.
    meanings: BTreeMap<u16, (u16, Vec<u16>)>,
}

impl Font {
    /// A font that says nothing: its codes are taken for letters of ASCII.
    pub(super) const fn plain() -> Self {
        Self {
            meanings: BTreeMap::new(),
        }
    }

    /// Reads what its codes mean.
    pub(super) fn read(meanings: &[u8], budget: &mut Budget) -> Result<Self, Unreadable> {
        if meanings.len() > MAX_MEANINGS {
            return Err(Unreadable);
        }
        let mut font = Self::default();
        let mut words = Words::new(meanings, 0, budget);
        let mut before = Vec::new();
        while let Some(word) = words.next()? {
            match word {
                Object::Word(b"endbfchar") => {
                    for pair in before.chunks_exact(2) {
                        font.means(&pair[0], &pair[0], &pair[1])?;
                    }
                }
                Object::Word(b"endbfrange") => {
                    for range in before.chunks_exact(3) {
                        font.means(&range[0], &range[1], &range[2])?;
                    }
                }
                Object::Word(_) => {}
                other => {
                    before.push(other);
                    continue;
                }
            }
            before.clear();
        }
        Ok(font)
    }

    fn means(&mut self, first: &Object, last: &Object, meaning: &Object) -> Result<(), Unreadable> {
        let meaning = units(meaning).filter(|units| (1..=MAX_UNITS).contains(&units.len()));
        let (Some(first), Some(last), Some(meaning)) = (code(first), code(last), meaning) else {
            return Err(Unreadable);
        };
        self.meanings.insert(first, (last, meaning));
        Ok(())
    }

    /// What codes mean; one that means nothing is shown as such.
    pub(super) fn text(&self, codes: &[u8], budget: &mut Budget) -> Result<String, Unreadable> {
        let mut text = String::new();
        if self.meanings.is_empty() {
            budget.text(3 * codes.len())?;
            let letters = codes.iter().map(|code| match code {
                b' '..=b'~' => char::from(*code),
                _ => char::REPLACEMENT_CHARACTER,
            });
            text.extend(letters);
            return Ok(text);
        }
        for code in codes.chunks(2) {
            let from = text.len();
            let known = <[u8; 2]>::try_from(code).ok();
            let known = known.and_then(|code| self.meaning(u16::from_be_bytes(code)));
            match known {
                Some(units) => text.push_str(&String::from_utf16_lossy(&units)),
                None => text.push(char::REPLACEMENT_CHARACTER),
            }
            budget.text(text.len() - from)?;
        }
        Ok(text)
    }

    fn meaning(&self, code: u16) -> Option<Vec<u16>> {
        let (first, (last, units)) = self.meanings.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut units = units.clone();
        if let Some(counted) = units.last_mut() {
            *counted = counted.wrapping_add(code - first);
        }
        Some(units)
    }
}

/// A code of two bytes.
fn code(object: &Object) -> Option<u16> {
    match units(object)?.as_slice() {
        [code] => Some(*code),
        _ => None,
    }
}

/// UTF-16, as bytes.
fn units(object: &Object) -> Option<Vec<u16>> {
    let Object::Text(bytes) = object else {
        return None;
    };
    let pairs = bytes.chunks(2).map(<[u8; 2]>::try_from);
    pairs
        .map(|pair| pair.ok().map(u16::from_be_bytes))
        .collect()
}
