//! The catalogues in force in an office: one a year, and what only a catalogue knows of a record.

use super::{Catalogue, CatalogueError, Rule, Unit};
use crate::model::{
    Cell, Column, ColumnKind, Day, FieldError, Moment, Problem, RecordKind, UnitCode, Year, at,
};
use std::collections::BTreeSet;

/// The catalogues of an office, one a year; there is always one.
#[derive(Debug, Clone)]
pub struct Catalogues {
    latest: Catalogue,
    earlier: Vec<Catalogue>,
}

impl Catalogues {
    /// With the first catalogue.
    pub fn new(first: Catalogue) -> Self {
        Self {
            latest: first,
            earlier: Vec::new(),
        }
    }

    /// Puts a catalogue in force for its year, in place of the one before.
    pub fn put(&mut self, catalogue: Catalogue) {
        let year = catalogue.regime.year;
        self.earlier.retain(|known| known.regime.year != year);
        if year >= self.latest.regime.year {
            let before = std::mem::replace(&mut self.latest, catalogue);
            if before.regime.year != year {
                self.earlier.push(before);
            }
        } else {
            self.earlier.push(catalogue);
        }
    }

    /// Whether a catalogue would mask less than is masked now, or less than the program asks for. One that
    /// masks as the one before it of its year does, does not.
    pub fn lowers_masking(&self, new: &Catalogue) -> bool {
        // By unit, since a level could be called otherwise.
        let unmasks = |here: &Catalogue| {
            let masked_here = |unit: &Unit| here.masks(&unit.code).is_some();
            let mut unmasked = new
                .units
                .iter()
                .filter(|unit| new.masks(&unit.code).is_none());
            unmasked.any(masked_here)
        };
        match self.of_year(new.regime.year) {
            Some(here) if here.is_below_floor() => {
                new.regime.mask_below < here.regime.mask_below || unmasks(here)
            }
            _ => new.is_below_floor() || self.iter().any(unmasks),
        }
    }

    /// The one of the latest year.
    pub fn latest(&self) -> &Catalogue {
        &self.latest
    }

    /// The moment at which the year of the first of them began: before it, none of them was in force.
    pub(crate) fn first_moment(&self) -> Option<Moment> {
        let first = self.iter().map(|catalogue| &catalogue.regime);
        let first = first.min_by_key(|regime| regime.year.get())?;
        Moment::beginning_of(first.year, first.time_zone)
    }

    /// The one of a year.
    pub fn of_year(&self, year: Year) -> Option<&Catalogue> {
        self.iter().find(|known| known.regime.year == year)
    }

    /// The one of a year, which must be there.
    ///
    /// # Errors
    /// [`CatalogueError::NoneOfYear`].
    pub fn of(&self, year: Year) -> Result<&Catalogue, CatalogueError> {
        self.of_year(year).ok_or(CatalogueError::NoneOfYear(year))
    }

    /// What a unit of one day was on an earlier one: the units whose numbers of then are together
    /// comparable with its own. Where the years between have no catalogue, it was itself.
    pub fn ancestors(&self, unit: &UnitCode, of: Day, then: Day) -> BTreeSet<UnitCode> {
        let mut units = BTreeSet::from([unit.clone()]);
        let mut catalogues: Vec<&Catalogue> = self.iter().collect();
        catalogues.sort_by_key(|catalogue| std::cmp::Reverse(catalogue.regime.year));
        for catalogue in catalogues {
            catalogue.ancestors(&mut units, then, of);
        }
        units
    }

    /// All of them, the latest first.
    pub fn iter(&self) -> impl Iterator<Item = &Catalogue> {
        std::iter::once(&self.latest).chain(&self.earlier)
    }

    /// Refuses a cell that names something no catalogue in force has.
    ///
    /// # Errors
    /// [`Problem::NotInCatalogue`].
    pub fn check_cell(&self, column: &Column, cell: &Cell) -> Result<(), Problem> {
        if self.iter().any(|known| known.knows(column, cell)) {
            return Ok(());
        }
        match cell {
            Cell::Text(text) => Err(Problem::NotInCatalogue(text.clone())),
            _ => Err(Problem::WrongType),
        }
    }

    /// Refuses a record with such a cell.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn check_record(&self, kind: RecordKind, cells: &[Cell]) -> Result<(), FieldError> {
        kind.columns()
            .iter()
            .zip(cells)
            .try_for_each(|(column, cell)| {
                self.check_cell(column, cell).map_err(at(&column.name))
            })?;
        if kind == RecordKind::IndicatorValue {
            self.check_parts(kind, cells)?;
        }
        if self.overrides_register(kind, cells) {
            let cell = |name: &str| {
                let place = kind.columns().iter().position(|c| c.name == name);
                place.and_then(|place| cells.get(place))
            };
            for column in ["value", "note"] {
                if matches!(cell(column), None | Some(Cell::Empty)) {
                    return Err(at(column)(Problem::Required));
                }
            }
        }
        Ok(())
    }
}

impl Catalogues {
    /// Refuses a number in place of what the register counts of who may put none.
    ///
    /// # Errors
    /// [`Problem::CountedByRegister`].
    pub fn check_override(
        &self,
        may_override: bool,
        kind: RecordKind,
        cells: &[Cell],
    ) -> Result<(), FieldError> {
        match may_override || !self.overrides_register(kind, cells) {
            true => Ok(()),
            false => Err(at("indicator")(Problem::CountedByRegister)),
        }
    }

    /// Refuses a number for a row of Phụ lục 01 that is a ratio, and a ratio for one that is a number.
    fn check_parts(&self, kind: RecordKind, cells: &[Cell]) -> Result<(), FieldError> {
        let Some(Cell::Text(code)) = cells.first() else {
            return Ok(());
        };
        let rows = self.iter().flat_map(|catalogue| &catalogue.annex01);
        let rules = rows.filter(|row| row.code == *code).map(|row| &row.rule);
        let is_ratio = |rule: &Rule| matches!(rule, Rule::EnteredRatio { .. });
        let ratios: BTreeSet<bool> = rules.map(is_ratio).collect();
        let columns = kind.columns().iter().zip(cells);
        let has_value = columns
            .filter(|(column, _)| column.name == "value")
            .any(|(_, cell)| *cell != Cell::Empty);
        // What some year has as a ratio and another as a number is known by either.
        match (ratios.first(), ratios.len(), has_value) {
            (Some(true), 1, true) => Err(at("value")(Problem::IsARatio(code.clone()))),
            (Some(false), 1, false) => Err(at("value")(Problem::IsANumber(code.clone()))),
            _ => Ok(()),
        }
    }

    /// Whether a record is a number in place of what the register counts.
    fn overrides_register(&self, kind: RecordKind, cells: &[Cell]) -> bool {
        let (RecordKind::IndicatorValue, Some(Cell::Text(code))) = (kind, cells.first()) else {
            return false;
        };
        self.iter().any(|catalogue| {
            catalogue
                .annex01
                .iter()
                .any(|row| row.code == *code && matches!(row.rule, Rule::Register { .. }))
        })
    }
}

impl Catalogue {
    /// Whether the catalogue knows what a cell names: a unit, an indicator that is entered, a place
    /// of the outline. What names nothing of a catalogue is known to all.
    pub fn knows(&self, column: &Column, cell: &Cell) -> bool {
        let Cell::Text(text) = cell else {
            return true;
        };
        match (column.name.as_str(), column.kind) {
            (_, ColumnKind::Unit) => {
                UnitCode::new(text).is_ok_and(|code| self.units.get(&code).is_some())
            }
            ("indicator", _) => self.annex01.iter().any(|row| {
                // A count of the register can be put right by hand.
                row.code == *text
                    && matches!(
                        row.rule,
                        Rule::Entered | Rule::EnteredRatio { .. } | Rule::Register { .. }
                    )
            }),
            ("section", _) => self.narrative_places().any(|place| place == text),
            _ => true,
        }
    }
}
