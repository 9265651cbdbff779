//! Packages this office makes: its submission, its card, and, where it receives, roster and receipts.

use super::{PeriodError, Scope};
use crate::figures::{control_totals, figures};
use crate::message;
use crate::model::{Day, Period, RecordId, RecordKind, ReportKind, Sha256, UnitCode};
use crate::package::{
    ClosingNote, Content, Introduction, Label, Package, PackageKind, Receipt, Recipient, Roster,
    Sender, SigningKey, WriteError, look, sha256, write_message, write_submission,
};
use crate::report::{Part, Sheet, pdf};
use crate::store::{self, Action, KeptPackage, KeyState, StoreError, UnitKey, now};
use crate::vault::{Office, Role, VaultError};
use std::collections::{BTreeMap, BTreeSet};

impl Office {
    /// The office's signing key.
    pub(crate) fn signing_key(&self) -> Result<SigningKey, PeriodError> {
        SigningKey::from_box(&self.row().signing_key)
            .map_err(|error| PeriodError::Write(WriteError::Key(error)))
    }

    /// The office's public signing key, `RW…`, for `minisign -P`.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn signing_public_key(&self) -> Result<String, PeriodError> {
        Ok(self.signing_key()?.public())
    }

    /// The office's public reading key, `age1…`.
    ///
    /// # Errors
    /// [`VaultError::Key`].
    pub fn reading_key(&self) -> Result<String, VaultError> {
        self.row()
            .reading_key
            .parse::<age::x25519::Identity>()
            .map(|identity| identity.to_public().to_string())
            .map_err(|error| VaultError::Key(error.to_owned()))
    }

    /// The fingerprint of the office's keys, to be read out on the telephone.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn fingerprint(&self) -> Result<String, PeriodError> {
        Ok(crate::package::fingerprint(
            &self.signing_key()?.public(),
            &self.reading_key()?,
        ))
    }

    pub(crate) fn label<'a>(
        &self,
        kind: PackageKind,
        signing_key: &'a SigningKey,
        recipients: Vec<Recipient>,
        sequence: i64,
    ) -> Result<Label<'a>, PeriodError> {
        Ok(Label {
            kind,
            sender: Sender {
                unit: self.unit().clone(),
                name: self.name().to_owned(),
                signing_key: signing_key.public(),
            },
            signing_key,
            own_reading_key: Some(self.reading_key()?),
            recipients,
            period: None,
            revision: None,
            supersedes: None,
            sequence,
            created_at: now(),
            catalogue: self.catalogues().latest().regime.id.clone(),
            audit: store::audit_head(self.store())?,
            closing: None,
            register_key: None,
            introductions: Vec::new(),
        })
    }

    /// What the office's former keys say of its present ones.
    fn introductions(&self) -> Result<Vec<Introduction>, PeriodError> {
        let (signing, reading) = (self.signing_key()?.public(), self.reading_key()?);
        store::former_keys(self.store())?
            .iter()
            .map(|(former, _)| {
                SigningKey::from_box(former)
                    .and_then(|key| key.introduce(self.unit(), &signing, &reading))
                    .map_err(|error| PeriodError::Write(WriteError::Key(error)))
            })
            .collect()
    }

    /// Takes a running number and notes the export.
    pub(crate) fn begin_export(&mut self, subject: &str) -> Result<i64, PeriodError> {
        let who = self.user().to_owned();
        let sequence = self
            .store_mut()
            .transaction(|writer| -> Result<i64, PeriodError> {
                writer.audit(&who, Action::Exported, subject)?;
                Ok(writer.next_sequence()?)
            })?;
        Ok(sequence)
    }

    /// The office's card: its public keys, signed by itself. Its only recipient is the office,
    /// and that entry of the label carries the reading key.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn export_card(&mut self) -> Result<Package, PeriodError> {
        let sequence = self.begin_export("card")?;
        let signing_key = self.signing_key()?;
        let own = Recipient {
            unit: self.unit().clone(),
            name: self.name().to_owned(),
            key: self.reading_key()?,
        };
        let mut label = self.label(PackageKind::Card, &signing_key, vec![own], sequence)?;
        label.introductions = self.introductions()?;
        label.register_key = Some(self.row().register_recipient.clone());
        Ok(write_message(label, None)?)
    }

    /// The roster, for every unit whose key is trusted here.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn export_roster(&mut self) -> Result<Package, PeriodError> {
        self.require(Role::Head)?;
        let sequence = self.begin_export("roster")?;
        let signing_key = self.signing_key()?;
        let keys = store::unit_keys(self.store())?;
        let own = Recipient {
            unit: self.unit().clone(),
            name: self.name().to_owned(),
            key: self.reading_key()?,
        };
        let mut recipients = vec![own];
        recipients.extend(
            keys.iter()
                .filter(|key| key.state == KeyState::Trusted)
                .map(recipient),
        );
        let roster = Roster {
            catalogues: self.catalogue_files()?,
            keys: keys
                .into_iter()
                .filter(|key| key.state != KeyState::Known)
                .collect(),
        };
        let roster = serde_json::to_value(&roster).map_err(super::close::json)?;
        let mut label = self.label(PackageKind::Roster, &signing_key, recipients, sequence)?;
        label.introductions = self.introductions()?;
        Ok(write_message(label, Some(("roster.json", roster)))?)
    }

    /// A receipt to a unit that says of packages it sent what was decided.
    ///
    /// # Errors
    /// [`PeriodError::NoReceiver`] where the unit's key is not trusted.
    pub fn seal_receipt(
        &mut self,
        unit: &UnitCode,
        receipt: &Receipt,
    ) -> Result<Package, PeriodError> {
        self.require(Role::Head)?;
        let key = store::trusted_key(self.store(), unit)?.ok_or(PeriodError::NoReceiver)?;
        let sequence = self.begin_export("receipt")?;
        let signing_key = self.signing_key()?;
        let value = serde_json::to_value(receipt).map_err(super::close::json)?;
        let label = self.label(
            PackageKind::Receipt,
            &signing_key,
            vec![recipient(&key)],
            sequence,
        )?;
        Ok(write_message(label, Some(("receipt.json", value)))?)
    }

    /// Notes that a receipt lies where its unit can be given it.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn receipt_given(&mut self, receipt: &Receipt) -> Result<(), PeriodError> {
        let who = self.user().to_owned();
        self.store_mut()
            .transaction(|writer| -> Result<(), PeriodError> {
                for entry in &receipt.receipts {
                    writer.receipt_written(&entry.package_id)?;
                    let subject = format!("{} {}", entry.package_id, entry.state.code());
                    writer.audit(&who, Action::Receipted, &subject)?;
                }
                Ok(())
            })
    }

    /// The offices that receive this unit's reports of a period: every unit above it whose key is
    /// trusted.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn receivers(&self, period: Period) -> Result<Vec<UnitKey>, PeriodError> {
        self.must_be_there(period)?;
        let units = self.catalogue_of(period)?.units_of(period);
        let mut found = Vec::new();
        let mut above = units.get(self.unit()).and_then(|unit| unit.parent.clone());
        while let Some(code) = above {
            if let Some(key) = store::trusted_key(self.store(), &code)? {
                found.push(key);
            }
            above = units.get(&code).and_then(|unit| unit.parent.clone());
        }
        Ok(found)
    }

    /// The submission of a closed period, with its records as they stood at closing. A middle
    /// office passes on the packages it took in. It is made once for each closing and kept: asked
    /// for again, it is the same file, since two packages of one revision would be a conflict.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn export_submission(&mut self, period: Period, date: Day) -> Result<Package, PeriodError> {
        self.require(Role::Head)?;
        let closing = self.closed(period)?;
        if let Some(id) = &closing.package_id {
            let lost = || PeriodError::PackageLost(period);
            let bytes = self.kept_package(id).map_err(|_| lost())?;
            let envelope = look(&bytes).map_err(|_| lost())?.envelope;
            let who = self.user().to_owned();
            let subject = format!("{period} revision {}", closing.revision);
            self.store_mut()
                .transaction(|writer| writer.audit(&who, Action::Exported, &subject))?;
            return Ok(Package { envelope, bytes });
        }
        let recipients: Vec<Recipient> = self.receivers(period)?.iter().map(recipient).collect();
        if recipients.is_empty() {
            return Err(PeriodError::NoReceiver);
        }
        let mut content = Content::thaw(&closing.content).map_err(PeriodError::Frozen)?;
        let before = store::submitted_before(self.store(), period, closing.revision)?;
        if let Some(before) = &before {
            let sent = Content::thaw(&before.content).map_err(PeriodError::Frozen)?;
            content.deleted = gone(&sent, &content);
        }
        let bad_row = |error| StoreError::BadRow {
            table: RecordKind::Attachment.table(),
            error,
        };
        for attached in content.attached().map_err(bad_row)? {
            let bytes = store::blob(self.store(), &attached.sha256)?
                .ok_or_else(|| StoreError::bad("attachment", &attached.name))?;
            content.attachments.insert(attached.sha256, bytes);
        }
        if period.report != ReportKind::SelfInspection {
            content.report = Some(pdf(&self.report(period, date, None, &Scope::Own)?)?.bytes);
        }
        for submission in store::current_submissions(self.store(), period)? {
            let bytes = self.kept_package(&submission.package_id)?;
            content.children.insert(submission.package_id, bytes);
        }
        let totals = control_totals(&figures(&self.own_data(period)?));
        let sequence = self.begin_export(&format!("{period} revision {}", closing.revision))?;
        let signing_key = self.signing_key()?;
        let mut label = self.label(PackageKind::Submission, &signing_key, recipients, sequence)?;
        label.catalogue = self.catalogue_of(period)?.regime.id.clone();
        label.period = Some(period);
        label.revision = Some(closing.revision);
        label.supersedes = before.and_then(|before| before.package_id);
        label.closing = Some(ClosingNote {
            closed_at: closing.closed_at,
            closed_by: closing.closed_by,
            warnings: serde_json::from_str(&closing.warnings).map_err(super::close::json)?,
            reason: closing.reasons,
        });
        let package = write_submission(label, &content, totals)?;
        let id = package.envelope.package_id.clone();
        // The file comes first: a crash before the transaction leaves a file that nothing names.
        let sha256 = Sha256::of(&package.bytes);
        self.keep_file(&package.bytes, &sha256)?;
        let kept = KeptPackage {
            package_id: id.clone(),
            sha256,
            kind: PackageKind::Submission.code().to_owned(),
            unit: self.unit().clone(),
            file: None,
            kept_at: now().to_rfc3339(),
        };
        self.store_mut()
            .transaction(|writer| -> Result<(), StoreError> {
                writer.keep_package(&kept)?;
                writer.packaged(period, closing.revision, &id)
            })?;
        Ok(package)
    }
}

/// The slip that goes with the stick a package lies on: who sends what to whom, and what tells it
/// from another.
///
/// # Errors
/// [`PeriodError`].
pub fn cover_slip(office: &Office, period: Period) -> Result<Sheet, PeriodError> {
    let closing = office.closed(period)?;
    let id = closing.package_id.ok_or(PeriodError::NotClosed(period))?;
    let bytes = office
        .kept_package(&id)
        .map_err(|_| PeriodError::PackageLost(period))?;
    let label = look(&bytes)
        .map_err(|_| PeriodError::PackageLost(period))?
        .envelope;
    let name = office
        .catalogue_of(period)?
        .report(period)
        .map(|rule| format!("{} {}", rule.name, period.year))
        .unwrap_or_default();
    let receivers: Vec<&str> = label
        .recipients
        .iter()
        .filter(|recipient| recipient.unit != *office.unit())
        .map(|recipient| recipient.name.as_str())
        .collect();
    let pair = |id: &str, value: String| Part::Pair(message::vi(id, &[]), value);
    Ok(Sheet {
        title: message::vi("sheet-cover-title", &[]),
        parts: vec![
            pair(
                "sheet-unit",
                format!("{} ({})", office.name(), office.unit()),
            ),
            pair("sheet-to", receivers.join("; ")),
            pair("sheet-report", name),
            pair("sheet-revision", closing.revision.to_string()),
            pair("sheet-package", id.clone()),
            pair("sheet-hash", sha256(&bytes)),
            pair("sheet-fingerprint", office.fingerprint()?),
            Part::Text(message::vi("sheet-cover-note", &[])),
        ],
        code: Some(format!("tienbo:{id}:{}", sha256(&bytes))),
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

fn recipient(key: &UnitKey) -> Recipient {
    Recipient {
        unit: key.unit.clone(),
        name: key.name.clone(),
        key: key.reading_key.clone(),
    }
}
