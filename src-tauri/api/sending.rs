//! What leaves this office for others: its submission, its card, its roster, and what goes with them.

use crate::drives::{Drive, chosen, drives};
use crate::files::{self, FileKind, Suggested, Written};
use crate::{Failure, NamedUnit, Session, TypedDay, today};
use serde::Serialize;
use std::path::Path;
use tienbo_core::model::{Day, Period, grouped};
use tienbo_core::package::{Envelope, PackageKind, fingerprint, look, read_file};
use tienbo_core::progress::Watch;
use tienbo_core::sending::WrittenPackage;
use tienbo_core::store::StoreError;
use tienbo_core::vault::Office;
use ts_rs::TS;

/// A package that lies where it was written.
#[derive(Debug, Serialize, TS)]
pub struct PackageWritten {
    /// Where.
    pub file: String,
    /// Size in bytes, as it is shown.
    pub size: String,
    /// Package.
    pub package_id: String,
    /// Kind.
    pub kind: PackageKind,
    /// Who can read it.
    pub recipients: Vec<NamedUnit>,
    /// What a submission is about.
    pub period: Option<Period>,
    /// Revision of a submission.
    pub revision: Option<i64>,
    /// Fingerprint of the sender's keys, to be compared by telephone.
    pub fingerprint: Option<String>,
}

fn described(written: WrittenPackage) -> PackageWritten {
    let label = written.envelope;
    PackageWritten {
        file: files::shown(&written.file),
        size: grouped(i64::try_from(written.size).unwrap_or(i64::MAX)),
        fingerprint: senders_fingerprint(&label),
        package_id: label.package_id,
        kind: label.kind,
        recipients: label
            .recipients
            .into_iter()
            .map(|recipient| NamedUnit {
                unit: recipient.unit,
                name: recipient.name,
            })
            .collect(),
        period: label.period,
        revision: label.revision,
    }
}

/// `09163-phu-luc-02-2024-annual-1.tienbo`: unit, report, year, part and revision.
fn submission_name(office: &Office, period: Period) -> String {
    let revision = office.closed(period).map_or(0, |closing| closing.revision);
    format!(
        "{}-{}-{}-{}-{revision}.tienbo",
        office.unit(),
        period.report.code(),
        period.year,
        period.part.code()
    )
}

/// The drives that a package can be written to.
///
/// # Errors
/// None.
pub fn list_drives(session: &mut Session) -> Result<Vec<Drive>, Failure> {
    session.drives = drives();
    Ok(session.drives.clone())
}

/// Makes the submission of a closed period and writes it to a drive of those listed last.
///
/// # Errors
/// As [`export_period`]; a drive that is not there any more.
pub fn export_to_drive(
    session: &mut Session,
    watch: &mut Watch<'_>,
    period: Period,
    drive: String,
) -> Result<PackageWritten, Failure> {
    export_to_one_of(session, &drives(), watch, period, &drive)
}

/// [`export_to_drive`], where these drives are there now.
pub(crate) fn export_to_one_of(
    session: &mut Session,
    now: &[Drive],
    watch: &mut Watch<'_>,
    period: Period,
    drive: &str,
) -> Result<PackageWritten, Failure> {
    let folder = &chosen(&session.drives, now, drive)?.folder;
    let to = folder.join(submission_name(&session.office, period));
    export(session, &to, watch, period, today()?)
}

/// Makes the submission of a closed period and writes it into a folder.
///
/// # Errors
/// As [`export_period`].
pub fn export_to_folder(
    session: &mut Session,
    folder: &Path,
    watch: &mut Watch<'_>,
    period: Period,
) -> Result<PackageWritten, Failure> {
    let to = folder.join(submission_name(&session.office, period));
    export(session, &to, watch, period, today()?)
}

/// Makes the submission of a closed period, its report dated today unless a day is typed, and writes it
/// to a file; reads it back from there.
///
/// # Errors
/// A period that is not closed; no receiving office; a day that is none; too little room; the system's.
pub fn export_period(
    session: &mut Session,
    to: &Path,
    watch: &mut Watch<'_>,
    period: Period,
    date: Option<TypedDay>,
) -> Result<PackageWritten, Failure> {
    let date = TypedDay::read_or_today(date.as_ref(), "date")?;
    export(session, to, watch, period, date)
}

fn export(
    session: &mut Session,
    to: &Path,
    watch: &mut Watch<'_>,
    period: Period,
    date: Day,
) -> Result<PackageWritten, Failure> {
    watch.tell("seal", 0, 0).map_err(StoreError::from)?;
    Ok(described(
        session.office.write_submission(period, date, to)?,
    ))
}

/// Writes the slip that goes with the stick, as a PDF to be printed.
///
/// # Errors
/// A period of which no package was made; the system's.
pub fn save_cover_slip(
    session: &mut Session,
    to: &Path,
    period: Period,
) -> Result<Written, Failure> {
    session.office.write_cover_slip(period, to)?;
    Ok(Written::at(to))
}

/// What the office's card is called as a file.
///
/// # Errors
/// None.
pub fn card_name(session: &Session) -> Result<Suggested, Failure> {
    Ok(FileKind::Package.named(format!("the-{}.tienbo", session.office.unit())))
}

/// Writes the office's card.
///
/// # Errors
/// The system's.
pub fn save_card(session: &mut Session, to: &Path) -> Result<PackageWritten, Failure> {
    Ok(described(session.office.write_card(to)?))
}

/// Writes the roster, for every unit whose key is trusted here.
///
/// # Errors
/// Who is no head; the system's.
pub fn save_roster(session: &mut Session, to: &Path) -> Result<PackageWritten, Failure> {
    Ok(described(session.office.write_roster(to)?))
}

/// What the label of a package says, which anybody can read.
#[derive(Debug, Serialize)]
pub struct LookedAt {
    /// The label as it stands in the package.
    pub envelope: Envelope,
    /// Fingerprint of the sender's keys.
    pub fingerprint: Option<String>,
}

/// Looks at a package without opening it.
///
/// # Errors
/// What is no package.
pub fn look_at(file: &Path) -> Result<LookedAt, Failure> {
    let envelope = look(&read_file(file)?)?.envelope;
    Ok(LookedAt {
        fingerprint: senders_fingerprint(&envelope),
        envelope,
    })
}

fn senders_fingerprint(label: &Envelope) -> Option<String> {
    let reading = label.senders_reading_key();
    let register_key = label.register_key.as_deref();
    reading.map(|reading| fingerprint(&label.sender.signing_key, reading, register_key))
}
