//! The kinds of record, and the one place where a kind becomes a type.

use super::{Cell, Column, Day, FieldError, Record, at};

/// The kinds of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// [`IssuedDocument`]
    IssuedDocument,
    /// [`CoordinationActivity`]
    CoordinationActivity,
    /// [`CommunicationEvent`]
    CommunicationEvent,
    /// [`CommunicationProduct`]
    CommunicationProduct,
    /// [`TrainingCourse`]
    TrainingCourse,
    /// [`Inspection`]
    Inspection,
    /// [`InspectionFinding`]
    InspectionFinding,
    /// [`CommitteeMember`]
    CommitteeMember,
    /// [`FundingLine`]
    FundingLine,
    /// [`IndicatorValue`]
    IndicatorValue,
    /// [`CaseFacts`]
    CaseFacts,
    /// [`SurvivorFacts`]
    SurvivorFacts,
    /// [`PerpetratorFacts`]
    PerpetratorFacts,
    /// [`ViolenceCase`]
    ViolenceCase,
    /// [`Survivor`]
    Survivor,
    /// [`Perpetrator`]
    Perpetrator,
    /// [`Service`]
    Service,
    /// [`Referral`]
    Referral,
    /// [`Measure`]
    Measure,
    /// [`FollowUp`]
    FollowUp,
    /// [`RiskCheck`]
    RiskCheck,
    /// [`Narrative`]
    Narrative,
    /// [`Attachment`]
    Attachment,
}

/// Runs an expression with `$R` as the record type of a [`RecordKind`].
#[macro_export]
macro_rules! with_record {
    ($kind:expr, $R:ident => $body:expr) => {
        $crate::with_record!(@ $kind, $R, $body;
            IssuedDocument CoordinationActivity CommunicationEvent CommunicationProduct
            TrainingCourse Inspection InspectionFinding CommitteeMember FundingLine
            IndicatorValue CaseFacts SurvivorFacts PerpetratorFacts ViolenceCase Survivor
            Perpetrator Service Referral Measure FollowUp RiskCheck Narrative Attachment)
    };
    (@ $kind:expr, $R:ident, $body:expr; $($name:ident)*) => {
        match $kind {
            $($crate::model::RecordKind::$name => {
                type $R = $crate::model::$name;
                $body
            })*
        }
    };
}

impl RecordKind {
    /// All kinds, in the order in which references can be resolved.
    pub const ALL: [Self; 23] = [
        Self::IssuedDocument,
        Self::CoordinationActivity,
        Self::CommunicationEvent,
        Self::CommunicationProduct,
        Self::TrainingCourse,
        Self::Inspection,
        Self::InspectionFinding,
        Self::CommitteeMember,
        Self::FundingLine,
        Self::IndicatorValue,
        Self::CaseFacts,
        Self::SurvivorFacts,
        Self::PerpetratorFacts,
        Self::ViolenceCase,
        Self::Survivor,
        Self::Perpetrator,
        Self::Service,
        Self::Referral,
        Self::Measure,
        Self::FollowUp,
        Self::RiskCheck,
        Self::Narrative,
        Self::Attachment,
    ];

    /// Name of the table, of `records/<name>.jsonl`, and on the command line.
    pub fn table(self) -> &'static str {
        match self {
            Self::IssuedDocument => "issued_documents",
            Self::CoordinationActivity => "coordination_activities",
            Self::CommunicationEvent => "communication_events",
            Self::CommunicationProduct => "communication_products",
            Self::TrainingCourse => "training_courses",
            Self::Inspection => "inspections",
            Self::InspectionFinding => "inspection_findings",
            Self::CommitteeMember => "committee_members",
            Self::FundingLine => "funding_lines",
            Self::IndicatorValue => "indicator_values",
            Self::CaseFacts => "case_facts",
            Self::SurvivorFacts => "survivor_facts",
            Self::PerpetratorFacts => "perpetrator_facts",
            Self::ViolenceCase => "violence_cases",
            Self::Survivor => "survivors",
            Self::Perpetrator => "perpetrators",
            Self::Service => "services",
            Self::Referral => "referrals",
            Self::Measure => "measures",
            Self::FollowUp => "follow_ups",
            Self::RiskCheck => "risk_checks",
            Self::Narrative => "narratives",
            Self::Attachment => "attachments",
        }
    }

    /// The kinds of the case register, which stay in the office.
    pub const REGISTER: [Self; 8] = [
        Self::ViolenceCase,
        Self::Survivor,
        Self::Perpetrator,
        Self::Service,
        Self::Referral,
        Self::Measure,
        Self::FollowUp,
        Self::RiskCheck,
    ];

    /// What travels of the register, made from it.
    pub const FACTS: [Self; 3] = [Self::CaseFacts, Self::SurvivorFacts, Self::PerpetratorFacts];

    /// Whether records of this kind may leave the office: all but the register's.
    pub fn may_travel(self) -> bool {
        !Self::REGISTER.contains(&self)
    }

    /// The kind whose records a column of references names, where it is always the same.
    pub fn referred(self, column: &str) -> Option<Self> {
        Some(match (self, column) {
            (Self::InspectionFinding, "inspection") => Self::Inspection,
            (Self::SurvivorFacts | Self::PerpetratorFacts, "case") => Self::CaseFacts,
            (Self::Survivor | Self::Perpetrator | Self::FollowUp | Self::RiskCheck, "case") => {
                Self::ViolenceCase
            }
            (Self::Service | Self::Referral, "survivor") => Self::Survivor,
            (Self::Measure, "perpetrator") => Self::Perpetrator,
            _ => return None,
        })
    }

    /// The kind with this table.
    pub fn from_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// Its columns, made once.
    pub fn columns(self) -> &'static [Column] {
        static COLUMNS: std::sync::LazyLock<Vec<Vec<Column>>> = std::sync::LazyLock::new(|| {
            RecordKind::ALL
                .into_iter()
                .map(|kind| with_record!(kind, R => R::columns()))
                .collect()
        });
        &COLUMNS[self as usize]
    }

    /// Reads a record's cells from a JSON object and checks them; gives them in canonical form.
    /// Fields that are no columns are ignored.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn from_json(
        self,
        object: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Vec<Cell>, FieldError> {
        self.canonical(cells_from_json(self.columns(), object)?)
    }

    /// A record's cells as a JSON object; empty cells are left out.
    pub fn to_json(self, cells: &[Cell]) -> serde_json::Map<String, serde_json::Value> {
        self.columns()
            .iter()
            .zip(cells)
            .filter(|(_, cell)| **cell != Cell::Empty)
            .map(|(column, cell)| (column.name.clone(), cell.to_json(column.kind)))
            .collect()
    }

    /// Checks cells and gives them back in canonical form.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn canonical(self, cells: Vec<Cell>) -> Result<Vec<Cell>, FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| record.to_cells()))
    }

    /// The day and year by which cells in canonical form fall into a period.
    ///
    /// # Errors
    /// The first column that is wrong.
    pub fn dated(self, cells: Vec<Cell>) -> Result<(Option<Day>, Option<i32>), FieldError> {
        with_record!(self, R => R::from_cells(cells).map(|record| (record.day(), record.year())))
    }
}

/// Reads the cells of some columns from a JSON object. Fields that are no columns are ignored.
///
/// # Errors
/// The first column whose value has a wrong type.
pub fn cells_from_json(
    columns: &[Column],
    object: &serde_json::Map<String, serde_json::Value>,
) -> Result<Vec<Cell>, FieldError> {
    columns
        .iter()
        .map(|column| {
            let value = object.get(&column.name).unwrap_or(&serde_json::Value::Null);
            Cell::from_json(value, column.kind).map_err(at(&column.name))
        })
        .collect()
}
