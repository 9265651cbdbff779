//! An office that is open, with what was read of it for whoever is at it.

use crate::Failure;
use crate::drives::Drive;
use age::secrecy::SecretString;
use std::path::PathBuf;
use tienbo_core::casework::CaseList;
use tienbo_core::entry::RecordTable;
use tienbo_core::message::Language;
use tienbo_core::model::{RecordKind, Sha256};
use tienbo_core::report::Pages;
use tienbo_core::vault::Office;

/// An office that is open.
pub struct Session {
    /// The office.
    pub office: Office,
    /// The language of answers.
    language: Language,
    /// The table last asked for, until a record changes.
    table: Option<RecordTable>,
    /// The list of cases, until one changes.
    cases: Option<CaseList>,
    /// The recovery identity of an office made just now, until its sheet was confirmed.
    pub recovery: Option<SecretString>,
    /// The report typeset last.
    pub(crate) pages: Option<Pages>,
    /// A roster chosen, of which the sender's fingerprint is still to be compared.
    pub(crate) roster: Option<PathBuf>,
    /// The workbook of which it was told last what it becomes.
    pub(crate) workbook: Option<(PathBuf, Sha256)>,
    /// The drives that were shown last.
    pub(crate) drives: Vec<Drive>,
}

impl Session {
    /// Begins with an office that was opened.
    pub fn new(office: Office, language: Language) -> Self {
        Self {
            office,
            language,
            table: None,
            cases: None,
            recovery: None,
            pages: None,
            roster: None,
            workbook: None,
            drives: Vec::new(),
        }
    }

    /// The language of answers.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Answers in another language from now on.
    pub fn speak(&mut self, language: Language) {
        if self.language != language {
            self.language = language;
            self.changed();
        }
    }

    /// Something was changed: what was read is read again.
    pub fn changed(&mut self) {
        self.table = None;
        self.cases = None;
    }

    /// The table of a kind, read again only after a record has changed.
    pub(crate) fn table(&mut self, kind: RecordKind) -> Result<&RecordTable, Failure> {
        let table = match self.table.take().filter(|table| table.kind() == kind) {
            Some(table) => table,
            None => {
                self.office.look_at_records(kind)?;
                self.office.table(kind, self.language)?
            }
        };
        Ok(self.table.insert(table))
    }

    /// The list of cases, read again only after one has changed.
    pub(crate) fn cases(&mut self) -> Result<&CaseList, Failure> {
        let list = match self.cases.take() {
            Some(list) => list,
            None => {
                let list = self.office.case_list(self.language)?;
                match self.lists_cases() {
                    true => {
                        self.office.look_at_records(RecordKind::ViolenceCase)?;
                        list
                    }
                    false => list.without_facts(self.language),
                }
            }
        };
        Ok(self.cases.insert(list))
    }

    /// Whether the user may be told which cases are behind something: who is no case officer looks at one at a
    /// time.
    pub(crate) fn lists_cases(&self) -> bool {
        self.office.check_may_list(RecordKind::ViolenceCase).is_ok()
    }
}
