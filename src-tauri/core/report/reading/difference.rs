//! Where two prints differ.

use super::Page;
use crate::model::from_outside;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// How many places are told.
const MOST_PLACES: usize = 40;
/// How much of a line is shown, in characters.
const MOST_SHOWN: usize = 200;
/// After this time lines are compared in large pieces only.
const PATIENCE: Duration = Duration::from_secs(2);

/// How two prints stand to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Where they read otherwise, no more than some.
    pub places: Vec<Difference>,
    /// How many more there are.
    pub more: usize,
    /// Pages on which something else is drawn, or in another place.
    pub drawn: Vec<usize>,
}

/// A line that stands otherwise in two prints, or in one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In the print that came: its page, from 1, and the line.
    pub came: Option<(usize, String)>,
    /// In the one made anew.
    pub anew: Option<(usize, String)>,
}

/// Holds a print that came against one made anew. Where its pages break is no difference.
pub fn compare(came: &[Page], anew: &[Page]) -> Compared {
    let (lines, others) = (numbered(came), numbered(anew));
    let until = Instant::now().checked_add(PATIENCE);
    let (one, other) = (texts(&lines), texts(&others));
    let found = capture_diff_slices_deadline(Algorithm::Myers, &one, &other, until);
    let mut compared = Compared::default();
    for step in found {
        if matches!(step, DiffOp::Equal { .. }) {
            continue;
        }
        let (mut came, mut anew) = (
            lines[step.old_range()].iter(),
            others[step.new_range()].iter(),
        );
        loop {
            let (came, anew) = (came.next(), anew.next());
            if came.is_none() && anew.is_none() {
                break;
            }
            if compared.places.len() == MOST_PLACES {
                compared.more += 1;
                continue;
            }
            compared.places.push(Difference {
                came: came.map(shown),
                anew: anew.map(shown),
            });
        }
    }
    let pages = 0..came.len().max(anew.len());
    let is_other = |page: &usize| match (came.get(*page), anew.get(*page)) {
        (Some(came), Some(anew)) => came.drawn != anew.drawn,
        _ => true,
    };
    compared.drawn = pages.filter(is_other).map(|page| page + 1).collect();
    compared
}

fn numbered(pages: &[Page]) -> Vec<(usize, &str)> {
    let pages = pages.iter().zip(1..);
    pages
        .flat_map(|(page, number)| page.lines.iter().map(move |line| (number, line.as_str())))
        .collect()
}

fn texts<'a>(lines: &[(usize, &'a str)]) -> Vec<&'a str> {
    lines.iter().map(|(_, text)| *text).collect()
}

fn shown((page, text): &(usize, &str)) -> (usize, String) {
    (*page, from_outside(text, MOST_SHOWN, false))
}
