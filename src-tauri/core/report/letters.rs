//! The fonts that reports are printed with, and what becomes of a letter that none of them has.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

pub(super) const REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/Tinos_400Regular.ttf").as_slice();
pub(super) const BOLD: &[u8] = include_bytes!("../../../assets/fonts/Tinos_700Bold.ttf").as_slice();

/// All fonts: Tinos, and for signs that it lacks those that are tried after it.
pub(super) const FONTS: [&[u8]; 7] = [
    REGULAR,
    include_bytes!("../../../assets/fonts/Tinos_400Regular_Italic.ttf").as_slice(),
    BOLD,
    include_bytes!("../../../assets/fonts/Tinos_700Bold_Italic.ttf").as_slice(),
    include_bytes!("../../../assets/fonts/NotoSansSymbols2-subset.ttf").as_slice(),
    include_bytes!("../../../assets/fonts/NotoSansSymbols-subset.ttf").as_slice(),
    include_bytes!("../../../assets/fonts/NotoEmoji-subset.ttf").as_slice(),
];

/// What stands in the place of a letter that cannot be printed.
const INSTEAD: char = '□';

/// The letters that each font has.
static LETTERS: LazyLock<Vec<HashSet<u32>>> = LazyLock::new(|| {
    let fonts = FONTS.into_iter();
    fonts
        .filter_map(|font| Font::new(Bytes::new(font), 0))
        .map(|font| font.info().coverage.iter().collect())
        .collect()
});

/// Which fonts text is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Faces {
    /// All.
    All,
    /// The first alone: a letter and a mark above it that are of two fonts stand nowhere together.
    First,
}

impl Faces {
    fn have(self, c: char) -> bool {
        // What means something in one font alone is no text.
        let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        let faces = match self {
            Self::All => &LETTERS[..],
            Self::First => &LETTERS[..1],
        };
        c.is_ascii() || (!private && faces.iter().any(|letters| letters.contains(&u32::from(c))))
    }

    /// Text as it can be printed: letters that no font has as those that they stand for (`Ａ` as `A`), or as a mark.
    pub(super) fn print(self, text: &str) -> Cow<'_, str> {
        if text.chars().all(|c| self.have(c)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self.have(c) {
                out.push(c);
                continue;
            }
            let plain: String = std::iter::once(c).nfkc().collect();
            match plain.chars().all(|c| self.have(c)) {
                true => out.push_str(&plain),
                false => out.push(INSTEAD),
            }
        }
        Cow::Owned(out)
    }
}

/// The letters of a text that cannot be printed, each once: a mark stands in their place.
pub fn not_printed(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars().filter(|c| *c != INSTEAD) {
        let stays = |c: char| {
            Faces::All
                .print(c.encode_utf8(&mut [0; 4]))
                .contains(INSTEAD)
        };
        if stays(c) && !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_paste_is_printed() {
        let text = "• Họp ✓ xong ➢ ❖ ☐ ☑ ★ ❤ ☎ ▶ 😀 👍 🎉 ① Ⅰ → ≤ №";
        assert_eq!(Faces::All.print(text), text);
        assert_eq!(Faces::All.print("（Ａ）𝐁𝐨𝐥𝐝 ﬁ"), "(A)Bold ﬁ");
        assert_eq!(Faces::All.print("a\u{f123}漢b"), "a□□b");
        assert_eq!(not_printed("a\u{f123}漢b漢 ✓"), ['\u{f123}', '漢']);
        assert_eq!(Faces::First.print("a✓b"), "a□b");
        assert!(not_printed("□").is_empty());
    }
}
