//! What an office sent and got: its own submissions with their receipts, those it received, refused
//! files, and units that did not report.

use crate::message::{Language, Told, Trouble};
use crate::model::{Moment, Period, UnitCode};
use crate::package::{ClosingNote, Reason, Refusal};
use crate::period::PeriodError;
use crate::store::{self, RefusedRow, Sent, StoreError, Submission};
use crate::vault::{Office, Role, VaultError, View};
use serde::Serialize;
use ts_rs::TS;

/// A submission as the inbox shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct InboxEntry {
    /// The submission.
    #[serde(flatten)]
    pub submission: Submission,
    /// Whether it was made on its due day or after it.
    pub late: bool,
    /// What the sender said at closing.
    pub closing: Option<ClosingNote>,
}

/// A submission of this office, and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct SentEntry {
    /// The submission.
    #[serde(flatten)]
    pub sent: Sent,
    /// Why it was returned.
    pub reasons: Vec<Reason>,
}

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedFile {
    /// Its place in the list.
    pub id: i64,
    /// When it was refused last.
    pub at: Moment,
    /// Name of the file, without its folder.
    pub file: String,
    /// Where it lay.
    pub path: Option<String>,
    /// Code of the verdict.
    pub code: String,
    /// The verdict in words, as it was told.
    pub detail: String,
    #[serde(skip)]
    refusal: Option<Refusal>,
}

impl RefusedFile {
    fn of(row: RefusedRow) -> Self {
        let refusal = row.refusal.as_deref();
        Self {
            id: row.id,
            at: row.at,
            file: row.file,
            path: row.path,
            code: row.code,
            detail: row.detail,
            // What is no reason is told by the words beside it.
            refusal: refusal.and_then(|refusal| serde_json::from_str(refusal).ok()),
        }
    }

    /// The verdict in words of a language; as it was told, where only that is known.
    pub fn sentence_in(&self, language: Language) -> String {
        match &self.refusal {
            Some(refusal) => refusal.sentence(language),
            None => self.detail.clone(),
        }
    }
}

/// A unit that should have reported and did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingUnit {
    /// Its code.
    pub unit: UnitCode,
    /// Its name in the catalogue.
    pub name: String,
}

/// What an office sent, what it received, and what is missing.
#[derive(Debug, Clone, Serialize)]
pub struct Inbox {
    /// What this office itself sent, with the receipts it got.
    pub sent: Vec<SentEntry>,
    /// Submissions, in the order they came in; for one period where one was asked for.
    pub submissions: Vec<InboxEntry>,
    /// Refused files not dismissed yet.
    pub refused: Vec<RefusedFile>,
    /// Units that did not report, where a period was asked for.
    pub missing: Vec<MissingUnit>,
}

impl View {
    /// The inbox, of all periods or of one.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn inbox(&self, period: Option<Period>) -> Result<Inbox, PeriodError> {
        let sent = store::sent(self.store())?
            .into_iter()
            .filter(|sent| period.is_none_or(|period| sent.period == period))
            .map(|sent| {
                let reasons: Option<Vec<Reason>> = sent
                    .reasons
                    .as_deref()
                    .map(serde_json::from_str)
                    .transpose()
                    .map_err(|error| StoreError::bad("reasons", error))?;
                let mut reasons = reasons.unwrap_or_default();
                for reason in &mut reasons {
                    // It names a record as it travelled.
                    if let Some(record) = &mut reason.record {
                        *record = self.own_record(sent.period, *record)?;
                    }
                }
                Ok(SentEntry { reasons, sent })
            })
            .collect::<Result<_, PeriodError>>()?;
        let submissions = store::all_submissions(self.store())?
            .into_iter()
            .filter(|submission| period.is_none_or(|period| submission.period == period))
            .map(|submission| {
                let closing = submission
                    .closing
                    .as_deref()
                    .map(serde_json::from_str)
                    .transpose()
                    .map_err(|error| StoreError::bad("closing", error))?;
                Ok(InboxEntry {
                    late: self.is_late(Some(submission.period), submission.created_at),
                    closing,
                    submission,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        let missing = match period {
            Some(period) => self
                .missing_units(period)?
                .into_iter()
                .map(|unit| MissingUnit {
                    unit: unit.code.clone(),
                    name: unit.name.clone(),
                })
                .collect(),
            None => Vec::new(),
        };
        Ok(Inbox {
            sent,
            submissions,
            refused: self.refused()?,
            missing,
        })
    }

    /// Refused files that were not dismissed yet.
    ///
    /// # Errors
    /// The store's.
    pub fn refused(&self) -> Result<Vec<RefusedFile>, StoreError> {
        let rows = self.refused_for_good()?;
        Ok(rows.into_iter().map(RefusedFile::of).collect())
    }

    /// Files that were refused for what they are. Earlier programs noted also those that could not be read, of which
    /// nothing is known: they are offered again.
    pub(super) fn refused_for_good(&self) -> Result<Vec<RefusedRow>, StoreError> {
        let unread = Refusal::Unreadable(Trouble::Other(0));
        let mut rows = store::refused_files(self.store())?;
        rows.retain(|row| row.code != unread.code());
        Ok(rows)
    }

    /// Whether a submission made then is late: a report is due *before* its day.
    pub(super) fn is_late(&self, period: Option<Period>, made_at: Moment) -> bool {
        let catalogue = period.and_then(|period| {
            let catalogue = self.catalogues().of_year(period.year)?;
            Some((catalogue, catalogue.due_before(period)?))
        });
        catalogue.is_some_and(|(catalogue, due)| {
            let made = made_at.day_in(catalogue.regime.time_zone);
            made.is_ok_and(|made| made >= due)
        })
    }
}

impl Office {
    /// Takes one refused file off the inbox, or all of them.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub fn dismiss_refused(&mut self, id: Option<i64>) -> Result<(), VaultError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        Ok(act.write(|log, _| log.dismiss_refused(id))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Action;
    use crate::test_offices::{PROVINCE, Place};

    #[test]
    fn what_an_earlier_program_could_not_read_is_offered_again() {
        let place = Place::new();
        let mut office = place.office(PROVINCE);
        let stick = place.at("usb");
        std::fs::create_dir(&stick).unwrap();
        let refused = |file: &str, refusal: &Refusal, detail: &str| {
            let path = stick.join(file);
            std::fs::write(&path, "chưa chép xong").unwrap();
            RefusedRow {
                id: 0,
                at: Moment::now(),
                path: Some(path.to_string_lossy().into_owned()),
                sha256: None,
                code: refusal.code().to_owned(),
                detail: detail.to_owned(),
                refusal: None,
                file: file.to_owned(),
            }
        };
        let unread = Refusal::Unreadable(Trouble::Other(0));
        let rows = [
            refused(
                "khong-doc.tienbo",
                &unread,
                "Permission denied (os error 13)",
            ),
            refused("hong.tienbo", &Refusal::damaged("zip"), "hỏng"),
        ];
        let mut act = office.act(Role::Receiver).unwrap();
        act.write(|log, _| {
            let writer = log.entry(Action::Refused, "khong-doc.tienbo")?;
            rows.iter().try_for_each(|row| writer.add_refused(row))
        })
        .unwrap();
        let shown = office.refused().unwrap();
        let shown: Vec<&str> = shown.iter().map(|one| one.file.as_str()).collect();
        assert_eq!(shown, ["hong.tienbo"]);
        let offered = office.unseen_packages(&stick).unwrap().unwrap();
        assert_eq!(offered, [stick.join("khong-doc.tienbo")]);
    }
}
