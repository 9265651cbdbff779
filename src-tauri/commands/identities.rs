//! Who a case names, for case officers: shown, kept, found, erased.

use super::IdText;
use super::cases::{CaseOfPerson, NumberText, Said, changed, number_of, save};
use super::small;
use crate::bindings::{as_text, commands};
use crate::desk::Desk;
use crate::files::{self, Sort};
use serde::Serialize;
use std::collections::BTreeMap;
use tauri::Manager;
use tienbo_core::casework::{CaseError, Revealed, papers_place, person_place};
use tienbo_core::entry::Typed;
use tienbo_core::message;
use tienbo_core::model::{CasePapers, ErasureReason, PersonIdentity, RecordId, grouped};
use ts_rs::TS;

as_text! {
    /// Why an identity is erased.
    ErasureText(ErasureReason) |text| ErasureReason::from_code(text).ok();
}

/// Who a case names, as it is revealed.
#[derive(Serialize, TS)]
pub(crate) struct RevealedCase {
    /// Persons, by number.
    persons: BTreeMap<String, Typed>,
    /// What was written down.
    papers: Typed,
    /// Files.
    files: Vec<CaseFileShown>,
}

/// A file of a case.
#[derive(Serialize, TS)]
pub(crate) struct CaseFileShown {
    id: String,
    name: String,
    /// Size in bytes, as it is shown.
    size: String,
}

/// A person that was found.
#[derive(Serialize, TS)]
pub(crate) struct PersonFound {
    number: String,
    /// What names her, field by field.
    said: Vec<Said>,
    /// Her cases: id, number, and whether she is the survivor.
    cases: Vec<CaseOfPerson>,
}

/// A person whose identity may not be kept any longer.
#[derive(Serialize, TS)]
pub(crate) struct KeptTooLong {
    number: String,
    since: String,
    cases: u32,
}

/// An erasure.
#[derive(Serialize, TS)]
pub(crate) struct ErasureShown {
    at: String,
    who: String,
    number: String,
    reason: String,
    cases: u32,
}

/// While names are on the screen, the system keeps the window out of pictures of the screen and
/// out of thumbnails, where it can.
fn protect(desk: &Desk, on: bool) {
    for window in desk.app().webview_windows().values() {
        // Not every system can; there the names are shown all the same.
        let _ = window.set_content_protected(on);
    }
}

fn revealed(revealed: &Revealed) -> RevealedCase {
    RevealedCase {
        persons: revealed
            .persons
            .iter()
            .map(|(person, identity)| (person.as_str().to_owned(), identity.typed()))
            .collect(),
        papers: revealed.papers.typed(),
        files: revealed
            .files
            .iter()
            .map(|file| CaseFileShown {
                id: file.id.to_string(),
                name: file.name.clone(),
                size: grouped(file.size),
            })
            .collect(),
    }
}

commands! {
    /// Shows who a case names. The look is logged.
    fn reveal_case(desk, id: IdText) -> RevealedCase {
        let shown = desk.office(|office| office.reveal_case(id.0))?;
        protect(&desk, true);
        Ok(revealed(&shown))
    }

    /// The names are off the screen.
    fn hide_case(desk) -> () {
        protect(&desk, false);
        Ok(())
    }

    /// Keeps what names a person of a case.
    fn save_person(desk, id: IdText, person: NumberText, typed: Typed) -> () {
        changed(&desk, |office| {
            let identity = PersonIdentity::read(&typed)?;
            office.put_person(id.0, &person.0, &identity)
        })
    }

    /// What is being typed of a person and not saved.
    fn person_draft(desk, id: IdText, person: NumberText) -> Option<Typed> {
        desk.office(|office| office.identity_draft(&person_place(id.0, &person.0)))
    }

    /// Keeps what is being typed of a person, under the register's key.
    fn keep_person(desk, id: IdText, person: NumberText, typed: Typed) -> () {
        desk.touch();
        desk.office(|office| office.keep_identity_draft(&person_place(id.0, &person.0), &typed))
    }

    /// Keeps account and notes of a case.
    fn save_papers(desk, id: IdText, typed: Typed) -> () {
        changed(&desk, |office| office.put_papers(id.0, &CasePapers::read(&typed)?))
    }

    /// What is being written of a case and not saved.
    fn papers_draft(desk, id: IdText) -> Option<Typed> {
        desk.office(|office| office.identity_draft(&papers_place(id.0)))
    }

    /// Keeps what is being written of a case, under the register's key.
    fn keep_papers(desk, id: IdText, typed: Typed) -> () {
        desk.touch();
        desk.office(|office| office.keep_identity_draft(&papers_place(id.0), &typed))
    }

    /// Attaches a file that the user chooses to a case, under the register's key.
    fn attach_case_file(desk, id: IdText) -> () {
        let (name, bytes) = files::attached(&desk)?;
        changed(&desk, |office| office.attach_to_case(id.0, &name, bytes).map(|_| ()))
    }

    /// Writes a file of a case to a place that the user chooses, and gives the place.
    fn save_case_file(desk, id: IdText, file: IdText) -> String {
        let found = desk.office(|office| office.case_file(id.0, file.0))?;
        save(&desk, Sort::Any, &found.name, &found.bytes)
    }

    /// Takes a file of a case away.
    fn drop_case_file(desk, id: IdText, file: IdText) -> () {
        changed(&desk, |office| office.drop_case_file(id.0, file.0))
    }

    /// Finds persons by what names them. The act is logged.
    fn find_persons(desk, query: String) -> Vec<PersonFound> {
        let language = desk.language();
        let found = desk.office(|office| -> Result<Vec<PersonFound>, CaseError> {
            let found = office.find_persons(&query)?;
            Ok(found
                .into_iter()
                .map(|found| {
                    let of = |ids: &[RecordId], survivor| -> Vec<CaseOfPerson> {
                        ids.iter()
                            .map(|id| CaseOfPerson {
                                id: id.to_string(),
                                number: number_of(office, *id),
                                survivor,
                            })
                            .collect()
                    };
                    let mut cases = of(&found.as_survivor, true);
                    cases.extend(of(&found.as_perpetrator, false));
                    PersonFound {
                        number: found.person.as_str().to_owned(),
                        said: found
                            .identity
                            .typed()
                            .into_iter()
                            .map(|(name, value)| Said {
                                label: message::column(language, &name),
                                value,
                            })
                            .collect(),
                        cases,
                    }
                })
                .collect())
        })?;
        protect(&desk, true);
        Ok(found)
    }

    /// Erases who a person is, for good.
    fn erase_person(desk, person: NumberText, reason: ErasureText) -> () {
        changed(&desk, |office| office.erase_person(&person.0, reason.0))
    }

    /// The erasures made here.
    fn erasures(desk) -> Vec<ErasureShown> {
        let language = desk.language();
        let erasures = desk.office(|office| office.erasures())?;
        Ok(erasures
            .into_iter()
            .map(|erasure| ErasureShown {
                at: erasure.at.iso(),
                who: erasure.who,
                number: erasure.person.as_str().to_owned(),
                reason: message::choice(language, "erasure-reason", erasure.reason.code()),
                cases: u32::try_from(erasure.cases).unwrap_or(0),
            })
            .collect())
    }

    /// Persons whose identity has been kept for as long as it may.
    fn retention_due(desk) -> Vec<KeptTooLong> {
        let due = desk.office(|office| office.retention_due())?;
        Ok(due
            .into_iter()
            .map(|due| KeptTooLong {
                number: due.person.as_str().to_owned(),
                since: due.since.to_string(),
                cases: small(due.cases.len()),
            })
            .collect())
    }

    /// Notes that retention was looked through this year.
    fn review_retention(desk) -> () {
        desk.office(|office| office.review_retention())
    }
}
