//! What a figure is called, and which survivors are counted by either annex.

use crate::catalogue::Condition;
use crate::message::{self, Language};
use crate::model::{CodePart, FigureCode, Survivors};

impl FigureCode {
    /// Its name: that of what is counted, and of each part.
    pub fn label(&self, language: Language) -> String {
        let named = self.pieces().into_iter().filter_map(|piece| match piece {
            CodePart::Family(word) => Some(message::text(language, &format!("figure-{word}"), &[])),
            CodePart::Part(word) => {
                Some(message::text(language, &format!("figure-part-{word}"), &[]))
            }
            CodePart::Choice(list, code) => Some(message::choice(language, list.name, code)),
            CodePart::Unknown(text) => Some(text.to_owned()),
            CodePart::Mute(_) | CodePart::End => None,
        });
        named.collect::<Vec<_>>().join(" – ")
    }
}

impl Survivors {
    /// Under which conditions Phụ lục 01 counts the same survivors, category by category; nothing where it has no
    /// such count. What is said here the gate takes to be known of both annexes.
    pub(crate) fn in_annex01(self) -> Option<&'static [Condition]> {
        match self {
            Self::All => Some(&[]),
            Self::Served => Some(&[Condition::Served]),
            Self::Women => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name_in_every_language() {
        for code in FigureCode::all() {
            for language in Language::all() {
                let label = code.label(language);
                assert!(!label.contains("figure-"), "{code}: {label}");
            }
        }
    }
}
