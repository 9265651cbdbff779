//! Vietnamese text in the fonts of before Unicode. What was written in them and is read as Western letters looks
//! like `TruyÒn th«ng` (TCVN 5712:1993 VN3, the fonts `.Vn…`, also called ABC) or `Truyeàn thoâng` (the fonts `VNI-…`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How text was written before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFont {
    /// TCVN 5712:1993 VN3: a byte for each letter.
    Tcvn3,
    /// VNI for Windows: a letter, and a byte for its marks behind it.
    Vni,
}

/// The letters of TCVN 5712:1993 VN3 from 0xA1 on, where there are any; `.` where there is none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.";

/// What the VNI fonts put behind a vowel, and the combining marks that it stands for.
const VNI_MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// What the VNI fonts have a letter of its own for.
const VNI_LETTERS: [(char, char); 8] = [
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
];
/// `ỵ` too; `î` is no vowel that a mark follows.
const VNI_Y: (char, char) = ('î', 'ỵ');

/// What a syllable begins with, the longer first.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];
/// Its vowels, without the tone.
const NUCLEI: [&str; 54] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo",
    "ôi", "ôô", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu",
    "ưa", "ưi", "ươ", "ươi", "ươu", "ưu",
];
/// What only stands without an onset, or behind q.
const NUCLEI_OF_Y: [&str; 2] = ["yê", "yêu"];
/// What it ends with.
const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// The text in Unicode, where every word of it that is none in Vietnamese becomes one when it is read in one of the
/// old fonts; `None` where it is not such a text.
pub fn from_old_font(text: &str) -> Option<(OldFont, String)> {
    // In the old fonts all is of the Western letters of Windows.
    let may_be = !text.is_ascii() && text.chars().any(|c| ('\u{a1}'..='\u{ff}').contains(&c));
    if !may_be {
        return None;
    }
    let read = |font: OldFont| {
        let mut healed = 0_usize;
        let mut out = String::with_capacity(text.len());
        for word in words(text) {
            let read = match font {
                OldFont::Tcvn3 => tcvn3(word),
                OldFont::Vni => vni(word),
            };
            // A sign that stands alone tells nothing of the text.
            let tells = word.contains(|c: char| c.is_ascii_alphabetic()) && !is_syllable(word);
            match read {
                Some(read) if is_syllable(&read) && read != word => {
                    healed += usize::from(tells);
                    out.push_str(&read);
                }
                // A word that neither is one nor becomes one: the text is another one.
                Some(read) if read != word && tells => return None,
                _ => out.push_str(word),
            }
        }
        (healed > 0).then_some((healed, font, out))
    };
    let found = [OldFont::Tcvn3, OldFont::Vni].into_iter().filter_map(read);
    let (_, font, out) =
        found.max_by_key(|(healed, font, _)| (*healed, *font == OldFont::Tcvn3))?;
    Some((font, out.nfc().collect()))
}

/// A text cut where a word in an old font begins and ends.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let of_a_word = |c: char| c.is_alphabetic() || ('\u{a1}'..='\u{ff}').contains(&c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let inside = of_a_word(first);
        let end = rest.find(|c| of_a_word(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// A word as the fonts `.Vn…` show it; `None` where no letter of it is of them, or one is of none.
fn tcvn3(word: &str) -> Option<String> {
    let letters = word.chars().map(|c| match c {
        c if c.is_ascii_alphabetic() => Some(c),
        '\u{a1}'..='\u{ff}' => {
            let place = usize::try_from(u32::from(c) - 0xa1).ok()?;
            TCVN3.chars().nth(place).filter(|letter| *letter != '.')
        }
        _ => None,
    });
    letters.collect()
}

/// A word as the fonts `VNI-…` show it; `None` where no letter of it is of them, or one is of none.
fn vni(word: &str) -> Option<String> {
    let mut read = String::with_capacity(2 * word.len());
    let mut before = ' ';
    for c in word.chars() {
        let low = c.to_lowercase().next()?;
        let marks = VNI_MARKS.iter().find(|(mark, _)| *mark == low);
        let letter = VNI_LETTERS
            .iter()
            .chain([&VNI_Y])
            .find(|(of, _)| *of == low);
        let follows = "aeouyơư".contains(before);
        match (marks, letter) {
            _ if c.is_ascii_alphabetic() => read.push(c),
            (Some((_, marks)), _) if follows => read.push_str(marks),
            (_, Some((_, letter))) if c.is_uppercase() => read.extend(letter.to_uppercase()),
            (_, Some((_, letter))) => read.push(*letter),
            _ => return None,
        }
        before = match (c.is_ascii_alphabetic(), letter) {
            (true, _) => low,
            (false, Some((_, letter))) if "ơư".contains(*letter) => *letter,
            _ => ' ',
        };
    }
    Some(read.nfc().collect())
}

/// Whether a word is built as a syllable of Vietnamese is.
fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let without_tone: String = word
        .nfd()
        .flat_map(char::to_lowercase)
        .filter(|c| {
            let tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    if tones > 1 || without_tone.chars().any(is_combining_mark) {
        return false;
    }
    let ends = |rest: &str, nuclei: &[&str]| {
        nuclei.iter().any(|nucleus| {
            let coda = rest.strip_prefix(nucleus);
            coda.is_some_and(|coda| CODAS.contains(&coda))
        })
    };
    ONSETS.iter().any(|onset| {
        let rest = without_tone.strip_prefix(onset);
        rest.is_some_and(|rest| {
            let alone = onset.is_empty() || *onset == "qu";
            ends(rest, &NUCLEI)
                || (alone && ends(rest, &NUCLEI_OF_Y))
                || (*onset == "g" && rest == "i")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_an_old_font_is_read() {
        for (font, old, text) in [
            (
                OldFont::Tcvn3,
                "TruyÒn th«ng vÒ b×nh ®¼ng giíi",
                "Truyền thông về bình đẳng giới",
            ),
            (OldFont::Tcvn3, "NguyÔn ThÞ ¦íc", "Nguyễn Thị Ước"),
            (
                OldFont::Tcvn3,
                "ng\u{ad}êi d©n x· §«ng Ph\u{ad}¬ng, n¨m 2024",
                "người dân xã Đông Phương, năm 2024",
            ),
            (OldFont::Tcvn3, "Héi Phô n÷", "Hội Phụ nữ"),
            (
                OldFont::Vni,
                "Truyeàn thoâng veà bình ñaúng giôùi",
                "Truyền thông về bình đẳng giới",
            ),
            (
                OldFont::Vni,
                "Hoäi Lieân hieäp Phuï nöõ",
                "Hội Liên hiệp Phụ nữ",
            ),
            (OldFont::Vni, "UÛY BAN NHAÂN DAÂN XAÕ", "ỦY BAN NHÂN DÂN XÃ"),
            (
                OldFont::Vni,
                "Nguyeãn Thò Thuùy, sinh naêm 1985",
                "Nguyễn Thị Thúy, sinh năm 1985",
            ),
        ] {
            assert_eq!(from_old_font(old), Some((font, text.to_owned())), "{old}");
        }
    }

    #[test]
    fn any_text_in_an_old_font_reads_back() {
        let text = "Hội nghị tập huấn kỹ năng bảo vệ trẻ em gái, phòng ngừa xâm hại ở các thôn miền núi \
            được tổ chức vào những ngày cuối tuần với sự tham gia của người cao tuổi và học sinh lớp sáu";
        let written = |font: OldFont| -> String {
            let letter = |c: char| -> String {
                if c.is_ascii() {
                    return c.to_string();
                }
                match font {
                    OldFont::Tcvn3 => {
                        let place = TCVN3.chars().position(|of| of == c).expect("a letter");
                        let code = 0xa1 + u32::try_from(place).expect("small");
                        char::from_u32(code).expect("a letter").to_string()
                    }
                    OldFont::Vni => {
                        let own = VNI_LETTERS.iter().chain([&VNI_Y]).find(|(_, of)| *of == c);
                        if let Some((of, _)) = own {
                            return of.to_string();
                        }
                        let all: Vec<char> = c.to_string().nfd().collect();
                        let horn = all.contains(&'\u{31b}');
                        let vowel = match (all[0], horn) {
                            ('o', true) => 'ô',
                            ('u', true) => 'ö',
                            (vowel, _) => vowel,
                        };
                        let marks = |marks: &str| {
                            let mut sorted: Vec<char> = marks.chars().collect();
                            let mut wanted: Vec<char> = all[1..].to_vec();
                            wanted.retain(|c| *c != '\u{31b}');
                            sorted.sort_unstable();
                            wanted.sort_unstable();
                            sorted == wanted
                        };
                        let (mark, _) = VNI_MARKS.iter().find(|(_, of)| marks(of)).expect("marks");
                        format!("{vowel}{mark}")
                    }
                }
            };
            text.chars().map(letter).collect()
        };
        for font in [OldFont::Tcvn3, OldFont::Vni] {
            let old = written(font);
            assert_eq!(from_old_font(&old), Some((font, text.to_owned())), "{old}");
        }
    }

    #[test]
    fn text_of_today_is_not_taken_for_one_in_an_old_font() {
        for text in [
            "Truyền thông về bình đẳng giới",
            "Ủy ban nhân dân xã Đắk Búk So, huyện Tuy Đức, tỉnh Đắk Nông",
            "Buôn Krông Nô, Kpă Y Blô, Siu H'Lé",
            "café, Müller, São Paulo, Zürich, El Niño",
            "5×3 m², 20 °C, ±2 µg, ½ ngày, «trích dẫn», § 4, Tiến Bộ®",
            "Ðơn vị thành viên, xã Ðông Mỹ",
            "quý, huỷ, hoà, oà, ùa, ý kiến, giếng, gì, quốc, khuỷu, nghiêng, yêu, uyên",
            "ASCII only 123",
            "",
        ] {
            assert_eq!(from_old_font(text), None, "{text}");
        }
    }
}
