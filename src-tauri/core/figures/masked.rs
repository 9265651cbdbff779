//! Figures of cases as they may be printed.

use super::{FigureCode, Figures, Published, Shown};
use std::collections::BTreeMap;

/// What may be printed of the register's figures, masked together below a threshold so that none
/// gives another away, nor does what was printed for an earlier part of the year.
#[derive(Debug, Clone, Default)]
pub struct Masked(BTreeMap<FigureCode, Shown>);

impl Masked {
    /// Masks the figures of a period. `before` are those of an earlier part of the same year, where
    /// they were printed.
    pub fn new(figures: &Figures, before: Option<&Figures>, threshold: i64) -> Self {
        let earlier = before.map(|before| Self::new(before, None, threshold));
        let mut published = Published::default();
        let mut places: BTreeMap<&FigureCode, usize> = BTreeMap::new();
        let value = |figures: &Figures, code: &FigureCode| figures.get(code).and_then(|f| f.value);
        let all = FigureCode::all();
        // A whole comes before its parts, and the parts of one division stand together.
        let known = all
            .iter()
            .chain(figures.keys().filter(|code| code.is_unknown()));
        let of_cases: Vec<&FigureCode> = known
            .filter(|code| code.is_of_cases() && value(figures, code).is_some())
            .collect();
        for parts in of_cases.chunk_by(|a, b| a.within().is_some() && a.within() == b.within()) {
            let mut cells = Vec::new();
            for code in parts {
                let Some(number) = value(figures, code) else {
                    continue;
                };
                let cell = published.cell(number);
                // Whoever was found in the first months was found in the year.
                if let (Some(before), Some(earlier)) = (before, &earlier)
                    && let (Some(value), Some(shown)) = (value(before, code), earlier.0.get(*code))
                {
                    let part = published.published_before(value, *shown);
                    published.sum(cell, &[part]);
                }
                places.insert(code, cell);
                cells.push(cell);
            }
            let whole = parts.first().and_then(|code| code.within());
            if let Some(whole) = whole.and_then(|(whole, _)| places.get(&whole)) {
                published.sum(*whole, &cells);
            }
        }
        let shown = published.mask(threshold);
        Self(
            places
                .into_iter()
                .filter_map(|(code, cell)| Some((code.clone(), *shown.get(cell)?)))
                .collect(),
        )
    }

    /// A figure as it may be printed: `None` where it is unknown.
    pub fn shown(&self, figures: &Figures, code: &FigureCode) -> Option<Shown> {
        let number = figures.get(code).and_then(|figure| figure.value)?;
        Some(self.0.get(code).copied().unwrap_or(Shown::Exact(number)))
    }
}
