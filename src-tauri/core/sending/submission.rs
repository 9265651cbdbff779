//! The submission of a closed period: its records as they stood at closing, its report, and what units
//! below sent.

use super::label::{label, recipient};
use super::{SendingError, WrittenPackage, write_then_note};
use crate::figures::{Gate, control_totals};
use crate::message;
use crate::model::{Day, Moment, Period, RecordId, RecordKind, ReportKind, Sha256};
use crate::package::{
    ClosingNote, Content, Package, PackageKind, Recipient, look, write_submission,
};
use crate::period::{PeriodError, Scope, thawed};
use crate::report::{Sheet, SheetPart, pdf, sheet};
use crate::sections::figures;
use crate::store::{self, Action, Closing, KeptPackage, NoEntry, StoreError};
use crate::vault::{Act, Office, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Office {
    /// Writes the submission of a closed period. Asked for again, it is the same file: two packages of
    /// one revision would be a conflict.
    ///
    /// # Errors
    /// [`SendingError`].
    pub fn write_submission(
        &mut self,
        period: Period,
        date: Day,
        file: &Path,
    ) -> Result<WrittenPackage, SendingError> {
        let mut act = self.act_beyond(Role::Head)?;
        let closing = act.closed(period)?;
        let subject = closing.subject();
        let package = match &closing.package_id {
            Some(id) => made_before(&act, period, id)?,
            None => make(&mut act, closing, date)?,
        };
        write_then_note(&mut act, package, file, |log, _| {
            log.entry(Action::Exported, &subject).map(|_| ())
        })
    }

    /// Writes the slip that goes with the stick on which the package of a closed period lies, as a page to print.
    ///
    /// # Errors
    /// As [`cover_slip`]; the system's.
    pub fn write_cover_slip(&mut self, period: Period, file: &Path) -> Result<(), SendingError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        act.beyond()?;
        let page = sheet(&cover_slip(&act, period)?)?;
        let id = act.closed(period)?.package_id.unwrap_or_default();
        let subject = format!("package {id} slip");
        Ok(act.write_then_note(file, &page, Action::Printed, &subject)?)
    }
}

/// The package that was made of a closing, as it was kept.
fn made_before(office: &Office, period: Period, id: &str) -> Result<Package, SendingError> {
    let lost = || SendingError::PackageLost(period);
    let bytes = office.kept_package(id).map_err(|_| lost())?;
    let envelope = look(&bytes).map_err(|_| lost())?.envelope;
    Ok(Package { envelope, bytes })
}

/// Makes the package of a closing, and keeps it.
fn make(act: &mut Act<'_>, closing: Closing, date: Day) -> Result<Package, SendingError> {
    let period = closing.period;
    let recipients: Vec<Recipient> = act.receivers(period)?.iter().map(recipient).collect();
    if recipients.is_empty() {
        return Err(SendingError::NoReceiver);
    }
    let before = store::submitted_before(act.store(), period, closing.revision)?;
    let gate = act.gate(period.year)?;
    let content = content(act, &closing, before.as_ref(), &gate, date)?;
    let told = gate.taken();
    let totals = control_totals(&figures(&act.own_data(period)?));
    let signing_key = act.signing_key()?;
    let mut label = label(act, PackageKind::Submission, &signing_key, recipients)?;
    label.catalogue = act.catalogue_of(period)?.regime.id.clone();
    label.period = Some(period);
    label.revision = Some(closing.revision);
    label.supersedes = before.and_then(|before| before.package_id);
    let warnings = serde_json::from_str(&closing.warnings);
    label.closing = Some(ClosingNote {
        closed_at: closing.closed_at,
        closed_by: closing.closed_by,
        warnings: warnings.map_err(|error| StoreError::bad("warnings", error))?,
        reason: closing.reasons,
        kept_back: Some(gate.kept_back(act.unit(), period, closing.revision)),
    });
    let package = write_submission(label, &content, totals)?;
    let id = package.envelope.package_id.clone();
    // The file comes first: a crash before the transaction leaves a file that nothing names.
    let sha256 = Sha256::of(&package.bytes);
    act.keep_file(&package.bytes, &sha256)?;
    let kept = KeptPackage {
        package_id: id.clone(),
        sha256,
        kind: PackageKind::Submission.code().to_owned(),
        unit: act.unit().clone(),
        file: None,
        kept_at: Moment::now(),
    };
    act.write(|log, _| -> Result<(), StoreError> {
        let writer = log.unlogged(NoEntry::NotWrittenYet);
        writer.keep_package(&kept)?;
        told.put(&writer, PackageKind::Submission.code())?;
        writer.packaged(period, closing.revision, &id)
    })?;
    Ok(package)
}

/// What the package of a closing carries. A middle office passes on the packages it took in.
fn content(
    office: &Office,
    closing: &Closing,
    before: Option<&Closing>,
    gate: &Gate,
    date: Day,
) -> Result<Content, SendingError> {
    let period = closing.period;
    let mut content = thawed(closing)?;
    if let Some(before) = before {
        let sent = thawed(before)?;
        content.deleted = gone(&sent, &content);
    }
    let mut content = office.as_it_travels(period, content)?;
    let bad_row = |error| StoreError::BadRow {
        table: RecordKind::Attachment.table(),
        error,
    };
    for attached in content.attached().map_err(bad_row)? {
        let bytes = store::blob(office.store(), &attached.sha256)?
            .filter(|bytes| Sha256::of(bytes) == attached.sha256)
            .ok_or_else(|| SendingError::FileLost(attached.name.to_string()))?;
        content.attachments.insert(attached.sha256, bytes);
    }
    if period.report != ReportKind::SelfInspection {
        let report = office.report_through(gate, period, date, None, &Scope::Own)?;
        let report = pdf(&report).map_err(PeriodError::from)?;
        content.report = Some(report.bytes);
    }
    for submission in store::current_submissions(office.store(), period)? {
        let bytes = office.kept_package(&submission.package_id)?;
        content.children.insert(submission.package_id, bytes);
    }
    Ok(content)
}

/// The slip that goes with the stick a package lies on: who sends what to whom, and what tells it
/// from another.
///
/// # Errors
/// [`SendingError`].
pub fn cover_slip(office: &Office, period: Period) -> Result<Sheet, SendingError> {
    let closing = office.closed(period)?;
    let id = closing.package_id.ok_or(PeriodError::NotClosed(period))?;
    let Package { envelope, bytes } = made_before(office, period, &id)?;
    let name = office
        .catalogue_of(period)?
        .report(period)
        .map(|rule| format!("{} {}", rule.name, period.year))
        .unwrap_or_default();
    let receivers: Vec<&str> = envelope
        .recipients
        .iter()
        .filter(|recipient| recipient.unit != *office.unit())
        .map(|recipient| recipient.name.as_str())
        .collect();
    let hash = Sha256::of(&bytes);
    let pair = |id: &str, value: String| SheetPart::Pair(message::official(id, &[]), value);
    let mut parts = vec![
        pair(
            "sheet-unit",
            format!("{} ({})", office.name(), office.unit()),
        ),
        pair("sheet-to", receivers.join("; ")),
        pair("sheet-report", name),
        pair("sheet-revision", closing.revision.to_string()),
        pair("sheet-package", id.clone()),
        pair("sheet-hash", hash.to_string()),
        pair("sheet-fingerprint", office.fingerprint()),
    ];
    // The head that the package says, which its receiver sees: not that of today, when the slip is printed.
    let log = store::head_in_package(office.store(), envelope.sequence)?;
    parts.extend(log.map(|log| pair("sheet-log", log.short())));
    parts.push(SheetPart::Text(message::official("sheet-cover-note", &[])));
    Ok(Sheet {
        title: message::official("sheet-cover-title", &[]),
        parts,
        code: Some(format!("tienbo:{id}:{hash}")),
    })
}

/// Records that were sent before and are not there any more.
fn gone(sent: &Content, now: &Content) -> BTreeMap<RecordKind, Vec<RecordId>> {
    let ids = |content: &Content, kind: &RecordKind| -> BTreeSet<RecordId> {
        let records = content.records.get(kind).into_iter().flatten();
        records.map(|record| record.id).collect()
    };
    sent.records
        .keys()
        .map(|kind| {
            let gone = ids(sent, kind)
                .difference(&ids(now, kind))
                .copied()
                .collect();
            (*kind, gone)
        })
        .filter(|(_, gone): &(_, Vec<_>)| !gone.is_empty())
        .collect()
}
