//! How hard a passphrase is to guess.

use super::slot::stretched;
use crate::model::fold;
use age::secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Words that are known to whoever guesses at this office: without spaces and tones, with which they are guessed too.
const KNOWN_WORDS: [&str; 19] = [
    "tienbo", "vstbpn", "phunu", "matkhau", "vietnam", "canbo", "chutich", "uyban", "ubnd",
    "phuong", "thitran", "huyen", "quan", "thanhpho", "tinh", "toiyeu", "giadinh", "binhdang",
    "hanhphuc",
];

/// A text as it is guessed at: without tones, capitals, and what stands between words.
fn guessed(text: &str) -> Zeroizing<String> {
    let mut guessed = Zeroizing::new(String::with_capacity(text.len()));
    let between = |letter: &char| letter.is_whitespace() || "-_.,".contains(*letter);
    for letter in text.chars().filter(|letter| !between(letter)) {
        guessed.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
    }
    guessed
}

/// What is known of somebody, as it is guessed at: each of its words, and those that stand together.
fn known(about: &[&str]) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = KNOWN_WORDS.map(str::to_owned).into();
    for text in about {
        let text = fold(text);
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        for first in 0..parts.len() {
            known.extend((first..parts.len()).map(|last| parts[first..=last].concat()));
        }
    }
    known
}

/// How strong a passphrase is for who knows some words about its user: 0, guessed at once, to 4, not
/// guessed in years. Tones and spaces make none stronger that is weak without them.
pub fn strength(passphrase: &SecretString, about: &[&str]) -> u8 {
    let known = known(about);
    let words: Vec<&str> = known.iter().map(String::as_str).collect();
    let passphrase = stretched(passphrase);
    let passphrase = passphrase.expose_secret();
    let as_typed = zxcvbn::zxcvbn(passphrase, &words).score();
    let without_tones = zxcvbn::zxcvbn(&guessed(passphrase), &words).score();
    u8::from(as_typed.min(without_tones))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::LEAST_STRENGTH;

    #[test]
    fn what_is_known_of_an_office_makes_no_passphrase_with_or_without_tones() {
        let about = ["canbo", "Phường Vũ Ninh", "09163"];
        let enough =
            |passphrase: &str| strength(&SecretString::from(passphrase), &about) >= LEAST_STRENGTH;
        for weak in [
            "Phường Vũ Ninh",
            "phuongvuninh",
            "Phuong Vu Ninh",
            "PHUONG-VU-NINH",
            "vu ninh 2024",
            "vuninh09163",
            "canbo09163",
            "phunuvietnam",
            "phụ nữ việt nam",
            "Tôi yêu Việt Nam",
            "tienbo09163",
            "Tiến Bộ 2024",
            "mật khẩu 123",
        ] {
            assert!(!enough(weak), "{weak}");
        }
        for strong in [
            "bốn con vịt lội ao sen",
            "bon con vit loi ao sen",
            "mưa rào trên mái ngói cũ",
        ] {
            assert!(enough(strong), "{strong}");
        }
    }
}
