//! What whoever a case is about is owed, and until when: that what is kept against a no is erased.

use super::decide::{reason, words};
use super::{CaseError, today};
use crate::message;
use crate::model::{
    AskedBy, CaseRef, CommitteeMember, ConsentPurpose, DataRequest, Day, ErasureReason, LegalTime,
    Moment, ProviderKind, RecordId, RecordKind, Referral, RequestKind, SharedPart, Stored,
    Survivor, UnitCode, ViolenceCase,
};
use crate::package::ReceiptState;
use crate::period::PeriodError;
use crate::register::{self, ConsentState};
use crate::report::{Block, Document, Letterhead, Row, TableColumn, Text, pdf};
use crate::store::{self, Action, Decided, Decision, OWN, Transfer, TransferDirection};
use crate::vault::{Office, Role, VaultError, View};
use std::collections::BTreeSet;
use std::path::Path;

/// Something that whoever a case is about is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// Her name is kept against her no: it is to be erased.
    NameErased(CaseRef),
    /// Something is written, noted or attached against a no: it is to be erased.
    WrittenErased,
    /// What somebody asked about what is held of a person is to be answered.
    Answer(CaseRef, RequestKind),
    /// A place to which a survivor was sent with what names her is to be told of what was erased of her since.
    ProviderTold {
        /// Her number.
        person: CaseRef,
        /// The referral.
        referral: RecordId,
        /// What kind of place it is.
        provider: ProviderKind,
    },
    /// A unit that received the case in a package is to be told of what was erased since.
    ReceiverTold {
        /// The package.
        package: String,
        /// The unit.
        unit: UnitCode,
    },
}

impl Owed {
    /// Code; message `owed-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameErased(_) => "name-erased",
            Self::WrittenErased => "written-erased",
            Self::Answer(_, kind) => match kind {
                RequestKind::See => "answer-see",
                RequestKind::Correct => "answer-correct",
                RequestKind::Limit => "answer-limit",
                RequestKind::Erase => "answer-erase",
            },
            Self::ProviderTold { .. } => "provider-told",
            Self::ReceiverTold { .. } => "receiver-told",
        }
    }

    /// Within which time it is to be done.
    pub fn time(&self) -> LegalTime {
        match self {
            Self::NameErased(_) | Self::WrittenErased => LegalTime::Withdrawal,
            Self::Answer(..) => LegalTime::Request,
            Self::ProviderTold { .. } | Self::ReceiverTold { .. } => LegalTime::Receivers,
        }
    }

    /// Number of the person whom it is about, where it is one.
    pub fn person(&self) -> Option<&CaseRef> {
        match self {
            Self::NameErased(person)
            | Self::Answer(person, _)
            | Self::ProviderTold { person, .. } => Some(person),
            Self::WrittenErased | Self::ReceiverTold { .. } => None,
        }
    }
}

/// Something that whoever a case is about is owed, with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedInCase {
    /// The case.
    pub case: RecordId,
    /// Its random number.
    pub number: CaseRef,
    /// What.
    pub owed: Owed,
    /// The day from which its time runs.
    pub since: Day,
    /// The last day on which it is done in time.
    pub until: Day,
}

/// Something that was erased of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedOfCase {
    /// The person whose name was; nothing where it was what is written of the case.
    pub person: Option<CaseRef>,
    /// Whether what is written went too.
    pub written: bool,
    /// When.
    pub at: Moment,
    /// Who asked for it, and on which day, where that was asked.
    pub asked: Option<(AskedBy, Day)>,
    /// The ground.
    pub reason: ErasureReason,
}

/// The erasures of which a unit was not told that received the case.
struct Untold {
    /// The day of the first of them.
    since: Day,
    /// How many there are in all since it received the case.
    erasures: usize,
}

impl ErasedOfCase {
    /// Whether who received it is to erase it too: not where it was erased as another has it now, or as it was kept long
    /// enough here.
    fn is_others_too(&self) -> bool {
        match self.reason {
            ErasureReason::HerWish | ErasureReason::Wrong => true,
            ErasureReason::HandedOver | ErasureReason::Retention => false,
        }
    }
}

impl View {
    /// Refuses to use what is held of a person while it is only kept.
    pub(super) fn is_free(&self, person: &CaseRef) -> Result<(), CaseError> {
        match register::is_limited(self.store(), person)? {
            true => Err(CaseError::NotAgreed(ConsentState::Limited)),
            false => Ok(()),
        }
    }

    /// What was erased of a case, by the moment.
    ///
    /// # Errors
    /// The database's.
    pub fn erased_of(&self, case: RecordId) -> Result<Vec<ErasedOfCase>, CaseError> {
        // Who was taken out of the case was in it all the same.
        let persons = store::persons_of_case(self.store(), case)?;
        let decisions = store::decisions(self.store(), case)?;
        let named = store::erasures(self.store())?.into_iter();
        let mut erased = Vec::new();
        for one in named.filter(|one| one.done && persons.contains(one.person.as_str())) {
            let took = |decision: &Decision| {
                matches!(&decision.what, Decided::WrittenGone { person, begun }
                    if (person, begun) == (&one.person, &one.at))
            };
            // Earlier programs kept of how many of her cases that was, and not of which.
            let (hers, _) = self.cases_of(&one.person)?;
            let is_only = one.cases > 0 && hers == [case];
            erased.push(ErasedOfCase {
                written: is_only || decisions.iter().any(took),
                person: Some(one.person),
                at: one.at,
                asked: None,
                reason: one.reason,
            });
        }
        for decision in decisions {
            if let Decided::WrittenErased(said) = decision.what {
                erased.push(ErasedOfCase {
                    person: None,
                    written: true,
                    at: decision.at,
                    asked: Some((said.asked_by, said.asked_on)),
                    reason: said.reason,
                });
            }
        }
        // Moments tell seconds; who is erased in the same one comes after what is written of her.
        erased.sort_by_key(|one| (one.at, one.person.is_some()));
        Ok(erased)
    }

    /// The confirmation of what was erased, as a page: it names nobody, and does not say what the case is, as it goes
    /// home with whoever asked for it.
    fn confirmation(
        &self,
        number: &CaseRef,
        erased: &[ErasedOfCase],
        date: Day,
    ) -> Result<Vec<u8>, CaseError> {
        let say = |id: &str, args: &[(&str, String)]| message::official(id, args);
        let row = |one: &ErasedOfCase| {
            let mut what = Vec::new();
            if let Some(person) = &one.person {
                let person = [("person", person.as_str().to_owned())];
                what.push(say("erased-sheet-name", &person));
            }
            if one.written {
                what.push(say("erased-sheet-written", &[]));
            }
            let asked = one.asked.map(|(by, day)| {
                let by = message::official(&format!("choice-asked-by-{}", by.code()), &[]);
                format!("{by}, {day}")
            });
            let cells = [
                what.join(". "),
                one.at.in_words(),
                asked.unwrap_or_default(),
            ];
            Row::Cells(cells.map(Text::from).into())
        };
        let heads = ["what", "at", "asked"].map(|head| say(&format!("erased-sheet-{head}"), &[]));
        let title = say(
            "erased-sheet-title",
            &[("number", number.as_str().to_owned())],
        );
        let columns = [3, 2, 2].into_iter().zip(heads);
        let table = Block::Table {
            columns: columns
                .map(|(width, head)| TableColumn::new(head, width, "left"))
                .collect(),
            rows: erased.iter().map(row).collect(),
        };
        let notes = ["erased-sheet-kept", "erased-sheet-copies"];
        let notes = notes.map(|note| Block::paragraph(say(note, &[])));
        let blocks = [table].into_iter().chain(notes).collect();
        self.sheet(say("erased-sheet-kind", &[]), title, blocks, date)
    }

    /// A sheet under the office's head, given to one person, and to nobody who receives reports.
    pub(super) fn sheet(
        &self,
        kind: String,
        title: String,
        blocks: Vec<Block>,
        date: Day,
    ) -> Result<Vec<u8>, CaseError> {
        let mut document = self.paper(date)?;
        document.title = format!("{title} – {}", document.title);
        document.kind = kind;
        document.summary = title;
        document.blocks = blocks;
        // Nobody else is given it: not even the archive.
        document.recipients = vec![format!("- {}.", message::official("sheet-who-asked", &[]))];
        Ok(pdf(&document).map_err(PeriodError::from)?.bytes)
    }

    /// A paper of the office with nothing on it; its title is the office's name.
    pub(super) fn paper(&self, date: Day) -> Result<Document, CaseError> {
        let catalogue = self.catalogues().latest();
        let office = catalogue.units_on(date).get(self.unit());
        let office = office.or_else(|| catalogue.units.get(self.unit()));
        let office = office.ok_or_else(|| VaultError::UnknownUnit(self.unit().to_string()))?;
        let signing = store::records::<CommitteeMember>(self.store(), OWN)?;
        let letterhead = Letterhead {
            catalogue,
            office,
            signing: &signing,
            date,
            number: None,
        };
        let mut document = Document {
            title: office.name.clone(),
            ..letterhead.paper(None)
        };
        // The symbol of the catalogue is that of reports.
        document.head.number = message::official("sheet-number", &[]);
        Ok(document)
    }
}

impl Office {
    /// What whoever cases are about are owed and was not done yet, the first first.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotAllowed`] for who is no case officer.
    pub fn owed(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = self.owed_names()?;
        owed.extend(self.owed_papers()?);
        owed.extend(self.owed_answers()?);
        owed.extend(self.owed_to_receivers()?);
        owed.extend(self.owed_to_providers()?);
        owed.sort_by_key(|one| (one.until, one.case));
        Ok(owed)
    }

    /// Writes the confirmation of what was erased of a case, to be given to who asked for it.
    ///
    /// # Errors
    /// [`CaseError::NothingErased`]; [`VaultError::NotAllowed`] for who is no case officer; the system's.
    pub fn write_erasure_confirmation(
        &mut self,
        case: RecordId,
        file: &Path,
        date: Day,
    ) -> Result<(), CaseError> {
        let mut act = self.act(Role::CaseOfficer)?;
        let erased = act.erased_of(case)?;
        if erased.is_empty() {
            return Err(CaseError::NothingErased);
        }
        let number = store::record::<ViolenceCase>(act.store(), case)?
            .record
            .number;
        let page = act.confirmation(&number, &erased, date)?;
        let subject = format!("{} {case}", RecordKind::ViolenceCase.table());
        Ok(act.write_then_note(file, &page, Action::Printed, &subject)?)
    }

    /// Names that are kept against a no, were known before or wait, once for each case that the person is in or was.
    fn owed_names(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = Vec::new();
        for person in self.register()?.kept_persons()? {
            let since = register::no_since(self.store(), &person, ConsentPurpose::Name, today()?)?;
            let Some(since) = since else {
                continue;
            };
            // She may be out of the case by now: her name is kept all the same.
            let of_person = ["person", person.as_str()];
            let kind = RecordKind::Survivor;
            let cases = store::references_with(self.store(), kind, "case", of_person)?;
            for case in cases {
                owed.extend(self.owed_in(case, Owed::NameErased(person.clone()), since)?);
            }
        }
        Ok(owed)
    }

    /// What is written of cases against a no.
    fn owed_papers(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = Vec::new();
        let purpose = ConsentPurpose::Account;
        for case in self.register()?.written_cases()? {
            let persons = register::consents_in_case(self.store(), case, purpose, today()?)?;
            let mut since: BTreeSet<Day> = BTreeSet::new();
            for (person, _) in persons {
                since.extend(register::no_since(
                    self.store(),
                    &person,
                    purpose,
                    today()?,
                )?);
            }
            if let Some(since) = since.first() {
                owed.extend(self.owed_in(case, Owed::WrittenErased, *since)?);
            }
        }
        Ok(owed)
    }

    /// Requests that were not answered.
    fn owed_answers(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = Vec::new();
        for request in store::records::<DataRequest>(self.store(), OWN)? {
            let request = request.record;
            if request.answered_on.is_none() {
                let answer = Owed::Answer(request.asked_about, request.request_kind);
                owed.extend(self.owed_in(request.case.id(), answer, request.requested_on)?);
            }
        }
        Ok(owed)
    }

    /// Units that received a case of which something was erased since, and were not told.
    fn owed_to_receivers(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = Vec::new();
        let answers = store::transfer_answers(self.store())?;
        let is_kept = |transfer: &Transfer| {
            let answer = answers.get(&transfer.package_id);
            let is_returned = answer.is_some_and(|one| one.state == ReceiptState::Returned.code());
            transfer.confirmed_at.is_some() || !is_returned
        };
        for transfer in store::transfers(self.store())? {
            if transfer.direction != TransferDirection::Out || !is_kept(&transfer) {
                continue;
            }
            if let Some(untold) = self.untold(&transfer)? {
                let (package, unit) = (transfer.package_id, transfer.unit);
                let told = Owed::ReceiverTold { package, unit };
                owed.extend(self.owed_in(transfer.case, told, untold.since)?);
            }
        }
        Ok(owed)
    }

    /// Places to which somebody was sent with what names her, of whom something was erased since, and that were not told.
    fn owed_to_providers(&self) -> Result<Vec<OwedInCase>, CaseError> {
        let mut owed = Vec::new();
        for referral in store::records::<Referral>(self.store(), OWN)? {
            let Some((case, person)) = self.sent(&referral)? else {
                continue;
            };
            if let Some(untold) = self.untold_to_provider(case, &person, &referral)? {
                let told = Owed::ProviderTold {
                    person,
                    referral: referral.id,
                    provider: referral.record.provider,
                };
                owed.extend(self.owed_in(case, told, untold.since)?);
            }
        }
        Ok(owed)
    }

    /// The case and the number of whom a referral sent somewhere; nothing where neither is here.
    fn sent(&self, referral: &Stored<Referral>) -> Result<Option<(RecordId, CaseRef)>, CaseError> {
        let id = referral.record.survivor.id();
        let Ok(case) = store::reference(self.store(), RecordKind::Survivor, id, "case") else {
            return Ok(None);
        };
        // She may be out of the case by now.
        let key = case.to_string();
        let ever = store::records_ever_with::<Survivor>(self.store(), "case", &key)?;
        let survivor = ever.into_iter().find(|one| one.id == id);
        Ok(survivor.map(|one| (case, one.record.person)))
    }

    /// The erasures of which the place was not told to which somebody was sent: of her name where that or how to reach
    /// her went along, of what is written where what happened did.
    fn untold_to_provider(
        &self,
        case: RecordId,
        person: &CaseRef,
        referral: &Stored<Referral>,
    ) -> Result<Option<Untold>, CaseError> {
        let shared = &referral.record.shared;
        let parts = [SharedPart::Name, SharedPart::Contact];
        let names = parts.iter().any(|part| shared.contains(*part));
        let tells = shared.contains(SharedPart::Account);
        if !names && !tells {
            return Ok(None);
        }
        let mut erased = self.erased_of(case)?;
        erased.retain(|one| {
            let is_later = one
                .at
                .day()
                .is_ok_and(|day| day >= referral.record.referred_on);
            let is_hers = names && one.person.as_ref() == Some(person);
            is_later && one.is_others_too() && (is_hers || (tells && one.written))
        });
        let decisions = store::decisions(self.store(), case)?;
        let told = decisions.iter().filter_map(|one| match &one.what {
            Decided::ProviderTold {
                referral: of,
                erasures,
                ..
            } => (*of == referral.id).then_some(*erasures),
            _ => None,
        });
        let told = told.max().unwrap_or_default();
        let first = erased.get(told).and_then(|one| one.at.day().ok());
        Ok(first.map(|since| Untold {
            since,
            erasures: erased.len(),
        }))
    }

    /// Notes that the place to which somebody was sent was told of what was erased of her, and how.
    ///
    /// # Errors
    /// [`CaseError::NotDue`], [`CaseError::NeedsReason`]; see also [`CaseError`].
    pub fn provider_is_told(
        &mut self,
        case: RecordId,
        referral: RecordId,
        how: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let Ok(referral) = store::record::<Referral>(self.store(), referral) else {
            return Err(CaseError::NotDue);
        };
        let sent = self.sent(&referral)?.filter(|(of, _)| *of == case);
        let untold = match &sent {
            Some((_, person)) => self.untold_to_provider(case, person, &referral)?,
            None => None,
        };
        let untold = untold.ok_or(CaseError::NotDue)?;
        let how = words(how)?;
        if how.is_empty() {
            return Err(CaseError::NeedsReason);
        }
        let what = Decided::ProviderTold {
            referral: referral.id,
            provider: referral.record.provider,
            erasures: untold.erasures,
        };
        self.note_decision(case, Action::ProviderTold, what, how)
    }

    /// Has what is held of a person used again, though it was asked that it is not: for a reason, and a head looks at it.
    ///
    /// # Errors
    /// [`CaseError::NotDue`] where the request limits nothing; [`CaseError::NeedsReason`]; see also [`CaseError`].
    pub fn lift_limit(
        &mut self,
        case: RecordId,
        request: RecordId,
        why: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let Ok(request) = store::record::<DataRequest>(self.store(), request) else {
            return Err(CaseError::NotDue);
        };
        let stands = register::stands(self.store(), &request)?;
        if !stands || request.record.case.id() != case {
            return Err(CaseError::NotDue);
        }
        let what = Decided::LimitLifted {
            request: request.id,
            person: request.record.asked_about,
        };
        self.note_decision(case, Action::LimitLifted, what, reason(why)?)
    }

    /// The erasures of which a unit was not told that received the case; nothing where there are none.
    fn untold(&self, transfer: &Transfer) -> Result<Option<Untold>, CaseError> {
        let case = transfer.case;
        if store::record::<ViolenceCase>(self.store(), case).is_err() {
            return Ok(None);
        }
        let decisions = store::decisions(self.store(), case)?;
        let told = decisions.iter().filter_map(|one| {
            let Decided::ReceiverTold {
                package, erasures, ..
            } = &one.what
            else {
                return None;
            };
            (*package == transfer.package_id).then_some(*erasures)
        });
        // Moments are those of seconds: what was told is counted, not compared by them.
        let told = told.max().unwrap_or_default();
        let mut erased = self.erased_of(case)?;
        erased.retain(|one| one.at >= transfer.at && one.is_others_too());
        let first = erased.get(told).and_then(|one| one.at.day().ok());
        Ok(first.map(|since| Untold {
            since,
            erasures: erased.len(),
        }))
    }

    /// Notes that a unit which received a case was told of what was erased of it, and how.
    ///
    /// # Errors
    /// [`CaseError::NotDue`], [`CaseError::NeedsReason`]; see also [`CaseError`].
    pub fn receiver_is_told(
        &mut self,
        case: RecordId,
        package: &str,
        how: &str,
    ) -> Result<(), CaseError> {
        self.act(Role::CaseOfficer)?;
        let transfer = store::transfer(self.store(), package)?;
        let transfer =
            transfer.filter(|one| one.case == case && one.direction == TransferDirection::Out);
        let untold = match &transfer {
            Some(transfer) => self.untold(transfer)?,
            None => None,
        };
        let (Some(transfer), Some(untold)) = (transfer, untold) else {
            return Err(CaseError::NotDue);
        };
        let how = words(how)?;
        if how.is_empty() {
            return Err(CaseError::NeedsReason);
        }
        let what = Decided::ReceiverTold {
            package: transfer.package_id,
            unit: transfer.unit,
            erasures: untold.erasures,
        };
        self.note_decision(case, Action::ReceiverTold, what, how)
    }

    /// Something that is owed in a case, with its days; nothing where the case cannot be read.
    fn owed_in(
        &self,
        case: RecordId,
        owed: Owed,
        since: Day,
    ) -> Result<Option<OwedInCase>, CaseError> {
        let Ok(record) = store::record::<ViolenceCase>(self.store(), case) else {
            return Ok(None);
        };
        let rules = &self.catalogues().latest().register;
        let rule = rules.time(owed.time(), since);
        Ok(Some(OwedInCase {
            case,
            number: record.record.number,
            owed,
            since,
            until: rule.map_or(since, |rule| rule.last_day(since)),
        }))
    }
}
