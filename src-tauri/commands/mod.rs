//! What the window can ask for, one file per screen: parse, call the core, map the error.

mod admin;
mod attachments;
mod cases;
mod committee;
mod counts;
mod days;
mod home;
mod identities;
mod inbox;
mod narrative;
mod progress;
mod receiving;
mod records;
mod report;
mod start;
mod submit;
mod totals;
mod units;
mod workbooks;

use crate::bindings::as_text;
use serde::{Deserialize, Serialize};
use tienbo_core::intake::Way;
use tienbo_core::model::{Day, FieldError, Period, Problem, RecordId, RecordKind, at, clean};
use tienbo_core::package::ReceiptState;
use tienbo_core::period::Scope;
use tienbo_core::vault::Role;
use ts_rs::TS;

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UserRole {
    /// Records everything but identities.
    Recorder,
    /// Also reads identities.
    CaseOfficer,
    /// Closes, signs, exports, manages users.
    Head,
}

impl From<Role> for UserRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Recorder => Self::Recorder,
            Role::CaseOfficer => Self::CaseOfficer,
            Role::Head => Self::Head,
        }
    }
}

as_text! {
    /// A period, as `phu-luc-02/2024/annual`.
    PeriodText(Period) |text| text.parse().ok();
    /// A record kind by its table's name.
    KindText(RecordKind) RecordKind::from_table;
    /// A record's id.
    IdText(RecordId) |text| RecordId::parse(text).ok();
    /// Whose records a report is made of: `own`, `all`, `below:<unit>`, `chosen:<unit>,…`.
    ScopeText(Scope) Scope::parse;
    /// How a fingerprint was compared.
    WayText(Way) Way::from_code;
    /// What is decided of a submission: `accepted` or `returned`.
    DecisionText(ReceiptState) ReceiptState::from_code;
}

/// A day as people type it, `5/12/24`, or as the core gave it, `2024-12-05`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct DayText(String);

impl DayText {
    /// The day of a field, as a form reads it.
    fn read(&self, field: &str) -> Result<Day, FieldError> {
        let day = match self.any(field)? {
            Some(day) => Ok(day),
            None => Err(Problem::Required),
        };
        day.map_err(at(field))
    }

    /// The day of a field that may be left empty.
    fn any(&self, field: &str) -> Result<Option<Day>, FieldError> {
        let text = clean(&self.0);
        (!text.is_empty())
            .then(|| Day::parse(&text))
            .transpose()
            .map_err(at(field))
    }
}

impl TS for DayText {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
}

/// A number of things as the window counts them.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Lists the commands, each under the file it stands in.
macro_rules! handled {
    ($($room:ident: $($name:ident)*;)*) => {
        /// Every command.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool {
            tauri::generate_handler![$($($room::$name,)*)*]
        }
        #[cfg(test)]
        pub(crate) const HANDLED: &[&str] = &[$($(stringify!($name),)*)*];
        #[cfg(test)]
        pub(crate) fn signatures() -> Vec<crate::bindings::Signature> {
            [$($room::signatures()),*].into_iter().flatten().collect()
        }
    };
}

handled! {
    start: office_state choose_office put_settings watch touch unit_choices choose_catalogue passphrase_strength create_office
        confirm_recovery unlock recover lock session;
    days: read_day today;
    home: tasks;
    committee: committee;
    records: schemas find_records record_rows record catalogue_choices check_record save_record delete_record
        restore_record draft keep_draft read_pasted add_pasted;
    workbooks: import_workbook export_workbook save_template;
    cases: register_wordings register_reminders find_cases case_view open_case close_case reopen_case
        void_case case_receivers transfer_case case_transfers confirm_transfer;
    identities: reveal_case hide_case save_person person_draft keep_person save_papers papers_draft
        keep_papers attach_case_file save_case_file drop_case_file find_persons erase_person erasures
        retention_due review_retention;
    counts: register_rows override_count case_analysis save_analysis;
    attachments: attachments attach_file save_attachment set_travels detach;
    narrative: narratives put_narrative keep_narrative;
    report: preview preview_page figure_records save_report open_saved;
    submit: submit_state close_period reopen_period leaving list_drives export_period
        save_cover_slip take_in take_in_roster;
    admin: users put_user remove_user change_passphrase backup restore_backup save_recovery_sheet
        renew_recovery audit_log verify keys renew_keys save_card;
    inbox: inbox_state take_in_files take_in_folder take_in_dropped take_in_watched take_in_again
        dismiss_refused watch_inbox unseen write_receipts;
    receiving: matrix save_matrix review put_remarks decide accept_without_doubt save_submitted_report
        save_review;
    units: units trust_unit_key revoke_unit_key unit_key_history save_roster save_catalogue
        add_unit_change drop_unit_change;
    totals: totals trace trend targets save_totals save_dhis2 save_records save_trend;
    progress: cancel;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_typed_is_read_as_in_a_form() {
        let read = |text: &str| DayText(text.to_owned()).read("date");
        for text in ["2024-12-05", "5/12/24", " 05-12-2024\u{a0}", "5.12.2024"] {
            assert_eq!(read(text).unwrap().iso(), "2024-12-05", "{text}");
        }
        assert_eq!(read("31/2/24").unwrap_err().problem.code(), "not-a-date");
        assert_eq!(read(" ").unwrap_err().problem.code(), "required");
        assert_eq!(DayText(String::new()).any("date").unwrap(), None);
    }
}
