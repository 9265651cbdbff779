//! Việc cần làm: what a period still needs, and what became of what was sent.

use super::{PeriodText, small};
use crate::bindings::commands;
use serde::Serialize;
use tienbo_core::message::Told;
use tienbo_core::model::Moment;
use tienbo_core::package::Reason;
use tienbo_core::period::PeriodError;
use tienbo_core::sections::{Finding, Severity, kinds};
use tienbo_core::store;
use tienbo_core::vault::Office;
use ts_rs::TS;

/// A place of the outline, and what the check says of it.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Task {
    /// Section, dash, or row of Phụ lục 01.
    place: String,
    /// Its heading as the source prints it.
    heading: String,
    /// `fine`, `warning` or `error`.
    severity: String,
    /// What the check says.
    sentence: String,
    /// Which records fill it, by table; none where it is text alone.
    kinds: Vec<String>,
    /// Whether it takes text.
    narrative: bool,
}

/// A package that was sent, and the answer.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SentPackage {
    /// Period.
    period: String,
    /// Revision.
    revision: i64,
    /// Package.
    package_id: String,
    /// `accepted`, `returned`, or none yet.
    receipt: Option<String>,
    /// Why it was returned.
    reasons: Vec<ReturnReason>,
}

/// Why a submission was returned.
#[derive(Serialize, TS)]
pub(crate) struct ReturnReason {
    /// Section of the outline, where it is about one.
    section: Option<String>,
    /// In words.
    text: String,
}

/// What the home screen shows.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Home {
    /// Places of the outline, in order.
    tasks: Vec<Task>,
    /// Records that changed since the period was closed; none where it is open.
    changed_since: Option<u32>,
    /// What was sent, oldest first.
    sent: Vec<SentPackage>,
    /// When the last backup was made.
    last_backup: Option<String>,
    /// Whether the recovery sheet was printed and confirmed.
    recovery_confirmed: bool,
    /// Whether a receiving office's key is trusted, so that something can be exported.
    has_receiver: bool,
    /// Forms with something typed and not saved: place and when.
    drafts: Vec<DraftPlace>,
}

/// A form with something typed and not saved.
#[derive(Serialize, TS)]
pub(crate) struct DraftPlace {
    /// Form.
    place: String,
    /// When.
    at: String,
}

pub(super) fn sent(office: &Office) -> Result<Vec<SentPackage>, store::StoreError> {
    let sent = store::sent(office.store())?;
    Ok(sent
        .into_iter()
        .map(|sent| SentPackage {
            period: sent.period.to_string(),
            revision: sent.revision,
            package_id: sent.package_id,
            receipt: sent.receipt,
            // What another program wrote and cannot be read says nothing.
            reasons: sent
                .reasons
                .and_then(|reasons| serde_json::from_str::<Vec<Reason>>(&reasons).ok())
                .unwrap_or_default()
                .into_iter()
                .map(|reason| ReturnReason {
                    section: reason.section,
                    text: reason.text,
                })
                .collect(),
        })
        .collect())
}

commands! {
    /// What a period still needs.
    fn tasks(desk, period: PeriodText) -> Home {
        let language = desk.language();
        desk.office(|office| -> Result<Home, PeriodError> {
            let period = period.0;
            let findings = office.check(period)?;
            let places = office.catalogue_of(period)?.places(period.report);
            let tasks = findings
                .iter()
                .map(|finding: &Finding| {
                    let place = places.iter().find(|place| place.code == finding.place);
                    Task {
                        place: finding.place.clone(),
                        heading: place.map(|p| p.heading.to_owned()).unwrap_or_default(),
                        severity: severity(finding.severity).to_owned(),
                        sentence: finding.sentence(language),
                        kinds: place
                            .map(|p| kinds(p).iter().map(|kind| kind.table().to_owned()).collect())
                            .unwrap_or_default(),
                        narrative: place.is_some_and(|p| p.narrative),
                    }
                })
                .collect();
            let changed_since = match office.changed_since_closing(period) {
                Ok(changed) => Some(small(changed.records.len())),
                Err(PeriodError::NotClosed(_)) => None,
                Err(error) => return Err(error),
            };
            let drafts = store::drafts(office.store(), office.user())?;
            Ok(Home {
                tasks,
                changed_since,
                sent: sent(office)?,
                last_backup: store::last_action(office.store(), store::Action::BackedUp)?
                    .map(Moment::iso),
                recovery_confirmed: store::last_action(
                    office.store(),
                    store::Action::RecoveryConfirmed,
                )?
                .is_some(),
                has_receiver: !office.receivers(period)?.is_empty(),
                drafts: drafts
                    .into_iter()
                    .map(|draft| DraftPlace { place: draft.place, at: draft.at.iso() })
                    .collect(),
            })
        })
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fine => "fine",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
