//! What of a case is doubtful by the law of its day, pointed out while its records are typed.

use super::Slip;
use crate::model::{
    Cell, FlatForm, Measure, RecordId, RecordKind, Relation, Survivor, ViolenceCase,
};
use crate::register::{self, CaseDoubt};
use crate::store;
use crate::vault::View;

impl View {
    /// What is doubtful by the law of its day, of a record of a case as it is typed and of what belongs to it.
    pub(super) fn doubted(
        &self,
        kind: RecordKind,
        cells: &[Cell],
        id: Option<RecordId>,
    ) -> Vec<Slip> {
        let (found, column) = if kind == RecordKind::Measure {
            (self.doubts_of_measure(cells), None)
        } else if kind == RecordKind::ViolenceCase {
            (self.doubts_of_case(cells, id), None)
        } else if kind == RecordKind::Survivor {
            (self.doubts_of_survivor(cells, id), Some("relation"))
        } else {
            (None, None)
        };
        let slip = |doubt: CaseDoubt| {
            let column = column.unwrap_or(doubt.column());
            Slip::new(column, doubt.code(), doubt.detail())
        };
        found.unwrap_or_default().into_iter().map(slip).collect()
    }

    fn doubts_of_measure(&self, cells: &[Cell]) -> Option<Vec<CaseDoubt>> {
        let measure = Measure::from_cells(cells.to_vec()).ok()?;
        let rules = register::rules_of(self.catalogues(), measure.taken_on);
        Some(Vec::from_iter(register::doubt_of_measure(&measure, rules)))
    }

    fn doubts_of_case(&self, cells: &[Cell], id: Option<RecordId>) -> Option<Vec<CaseDoubt>> {
        let case = ViolenceCase::from_cells(cells.to_vec()).ok()?;
        let relations = match id {
            Some(id) => self.relations_in(id, None)?,
            None => Vec::new(),
        };
        let rules = register::rules_of(self.catalogues(), case.found_on);
        Some(register::doubts(&case, &relations, rules))
    }

    /// What her relation makes doubtful is told at the relation; what is so without her, at the case.
    fn doubts_of_survivor(&self, cells: &[Cell], id: Option<RecordId>) -> Option<Vec<CaseDoubt>> {
        let survivor = Survivor::from_cells(cells.to_vec()).ok()?;
        let of_case = survivor.case.id();
        let mut relations = self.relations_in(of_case, id)?;
        relations.push(survivor.relation);
        let case = store::record::<ViolenceCase>(self.store(), of_case).ok()?;
        let rules = register::rules_of(self.catalogues(), case.record.found_on);
        let mut doubts = register::doubts(&case.record, &relations, rules);
        doubts.retain(CaseDoubt::is_of_relation);
        Some(doubts)
    }

    /// How the survivors of a case stand to who did it, but for one; nothing for who cannot read facts.
    fn relations_in(&self, case: RecordId, but: Option<RecordId>) -> Option<Vec<Option<Relation>>> {
        if store::facts_are_closed(self.store()) {
            return None;
        }
        let case = case.to_string();
        let all = store::records_with::<Survivor>(self.store(), "case", &case).ok()?;
        let others = all.into_iter().filter(|survivor| Some(survivor.id) != but);
        Some(others.map(|survivor| survivor.record.relation).collect())
    }
}
