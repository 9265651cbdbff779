//! The audit log, in the words of who reads it.

use crate::{Failure, NamedUnit, Session};
use serde::Serialize;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use tienbo_core::message::{self, Language, Told, find, text};
use tienbo_core::model::{Moment, Period, RecordId, RecordKind, Sha256, UnitCode, fold};
use tienbo_core::receiving::period_name;
use tienbo_core::store::{self, Action, Guarded, NamedRecord};
use ts_rs::TS;

/// An entry of the audit log.
#[derive(Debug, Serialize, TS)]
pub struct AuditLine {
    /// Number.
    pub seq: i64,
    /// When; none where another program wrote what is no moment.
    pub at: Option<Moment>,
    /// Who.
    pub who: String,
    /// What, in words.
    pub action: String,
    /// To what, in words where it is a record.
    pub subject: String,
}

/// A part of the audit log, newest first.
#[derive(Debug, Serialize, TS)]
pub struct AuditPage {
    /// Entries.
    pub lines: Vec<AuditLine>,
    /// How many fit the search.
    pub found: usize,
}

/// Subjects of the log that are one sentence, and the codes of their messages, `audit-subject-<code>`.
const SENTENCES: [(&str, &str); 13] = [
    ("office", "office"),
    ("register", "register"),
    ("card", "card"),
    ("roster", "roster"),
    ("recovery sheet", "recovery-sheet"),
    ("office keys", "office-keys"),
    ("new keys in force", "new-keys"),
    ("keys moved to their holders", "keys-moved"),
    ("copies beside the office", "copies"),
    ("went-back", "went-back"),
    ("clock", "clock"),
    ("facts moved to their holders", "facts-moved"),
    ("readable again", "readable-again"),
];
/// How the log names the keys of the office that others know.
const PUBLIC_KEYS: [&str; 3] = ["signing", "reading", "register"];
/// Words with which a subject begins.
const FIRST_WORDS: [&str; 15] = [
    "user",
    "package",
    "roster",
    "card",
    "receipt",
    "transfer",
    "workbook",
    "own",
    "person",
    "key",
    "refused",
    "catalogue",
    "submission",
    "parquet",
    "dhis2",
];
/// Words that follow the id of a record.
const LATER_WORDS: [&str; 11] = [
    "person", "papers", "file", "to", "from", "consent", "law", "workbook", "transfer", "roster",
    "receipt",
];
/// Words that stand second or last.
const ENDS: [&str; 8] = [
    "revision", "found", "waits", "removed", "report", "slip", "accepted", "returned",
];

/// How many of the last letters of an id tell it from others, where nothing else is known of what has it.
const END_OF_ID: usize = 6;

/// The audit log, newest first: entries that have every word of the search.
///
/// # Errors
/// The database's.
pub fn audit_log(
    session: &Session,
    search: String,
    skip: usize,
    take: usize,
) -> Result<AuditPage, Failure> {
    let language = session.language();
    let search = fold(&search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let entries = store::audit_entries(session.office.store())?
        .into_iter()
        .rev();
    let names = Names::new(session);
    let lines = entries.map(|entry| AuditLine {
        seq: entry.seq,
        action: text(language, &format!("audit-{}", entry.action), &[]),
        subject: names.subject(&entry.action, &entry.subject),
        at: entry.at,
        who: entry.who,
    });
    let fits = |line: &AuditLine| {
        let at = line.at.map_or_else(String::new, |at| at.to_string());
        let all = format!("{at} {} {} {}", line.who, line.action, line.subject);
        let all = fold(&all);
        words.iter().all(|word| all.contains(word))
    };
    let found: Vec<AuditLine> = lines.filter(fits).collect();
    Ok(AuditPage {
        found: found.len(),
        lines: found.into_iter().skip(skip).take(take).collect(),
    })
}

/// What people call what the log tells of.
pub(super) struct Names<'a> {
    session: &'a Session,
    language: Language,
    /// Records of the kinds that were asked for; none of a kind that the user cannot read.
    records: RefCell<BTreeMap<RecordKind, BTreeMap<RecordId, NamedRecord>>>,
    /// Packages by their ids.
    packages: OnceCell<BTreeMap<String, String>>,
}

/// What an entry is about, word by word.
struct Subject<'e> {
    action: &'e str,
    words: Vec<&'e str>,
    /// The kind of record that it begins with.
    kind: Option<RecordKind>,
    /// The record that follows.
    record: Option<NamedRecord>,
}

impl<'a> Names<'a> {
    pub(super) fn new(session: &'a Session) -> Self {
        Self {
            session,
            language: session.language(),
            records: RefCell::default(),
            packages: OnceCell::new(),
        }
    }

    /// What the log tells of, in words: a record is named as lists name it, a period, a package and a unit as people
    /// call them, and what the program says is said in the language; names and numbers stay as they are.
    pub(super) fn subject(&self, action: &str, subject: &str) -> String {
        if let Some((_, code)) = SENTENCES.iter().find(|(sentence, _)| *sentence == subject) {
            return self.say(code);
        }
        if let Some(year) = subject.strip_prefix("national table ") {
            return format!("{} {year}", self.say("national-table"));
        }
        if let Some(rest) = subject.strip_prefix("case analysis ") {
            let period = self.period(rest).unwrap_or_else(|| rest.to_owned());
            return format!("{} {period}", self.say("case-analysis"));
        }
        let words: Vec<&str> = subject.split(' ').collect();
        if action == Action::Differs.code() {
            let parts = words.iter().map(|word| self.guarded(word));
            return parts.collect::<Vec<_>>().join("; ");
        }
        if words.iter().all(|word| PUBLIC_KEYS.contains(word)) {
            let keys = words.iter().map(|word| self.say(&format!("key-{word}")));
            return keys.collect::<Vec<_>>().join(", ");
        }
        let kind = words.first().and_then(|word| RecordKind::from_table(word));
        let record = kind.and_then(|kind| self.record(kind, words.get(1)?));
        let of = Subject {
            action,
            words,
            kind,
            record,
        };
        let said = (0..of.words.len()).filter_map(|place| self.word(&of, place));
        said.collect::<Vec<_>>().join(" ")
    }

    /// A word of what an entry is about; none where another one says it already.
    fn word(&self, of: &Subject<'_>, place: usize) -> Option<String> {
        let word = of.words[place];
        let last = of.words.len() - 1;
        let begins = |with: &str| of.words.first() == Some(&with);
        let said = match (place, of.kind) {
            (0, Some(kind)) => match &of.record {
                Some(record) => record.sentence(self.language),
                None => message::kind(self.language, kind),
            },
            (1, Some(_)) if of.record.is_some() => return None,
            (0, None) if last > 0 && FIRST_WORDS.contains(&word) => self.say(word),
            (2, None) if begins("key") => text(self.language, &format!("key-event-{word}"), &[]),
            (2, None) if begins("person") => {
                let reason = format!("choice-erasure-reason-{word}");
                find(self.language, &reason, &[]).unwrap_or_else(|| self.later(of, place))
            }
            // Of a file its name says enough.
            (0, None) if last > 0 && Sha256::parse(word).is_ok() => return None,
            _ => self.later(of, place),
        };
        Some(said)
    }

    /// A word that means the same wherever it stands.
    fn later(&self, of: &Subject<'_>, place: usize) -> String {
        let word = of.words[place];
        let last = of.words.len() - 1;
        let before = place.checked_sub(1).map(|before| of.words[before]);
        let is_revision = (place, word) == (1, "revision") || (place, word) == (2, "revision");
        let of_unit = match before {
            None => self.period(of.words.get(1).unwrap_or(&"")).is_some(),
            Some(before) => {
                matches!(before, "to" | "from") || (place == 1 && matches!(before, "key" | "card"))
            }
        };
        if of.kind.is_some() && place >= 2 && LATER_WORDS.contains(&word) {
            return self.say(word);
        }
        if place > 0 && (place == last || is_revision) && ENDS.contains(&word) {
            return self.say(word);
        }
        if of.action == Action::BegunLeftOut.code() && place >= 2 {
            return message::column(self.language, word);
        }
        if of_unit && let Ok(unit) = UnitCode::new(word) {
            return NamedUnit::of(&unit, self.session.office.catalogues()).name;
        }
        if let Some(period) = self.period(word) {
            return period;
        }
        match RecordId::parse(word) {
            Ok(_) => self.package(word).unwrap_or_else(|| self.end_of_id(word)),
            Err(_) => word.to_owned(),
        }
    }

    fn say(&self, code: &str) -> String {
        text(self.language, &format!("audit-subject-{code}"), &[])
    }

    fn guarded(&self, code: &str) -> String {
        let part = Guarded::ALL.into_iter().find(|part| part.code() == code);
        part.map_or_else(
            || code.to_owned(),
            |part| text(self.language, &part.message(), &[]),
        )
    }

    /// A period as the catalogue names it.
    fn period(&self, word: &str) -> Option<String> {
        // A year alone is a number like others.
        let period: Period = word.parse().ok().filter(|_| word.len() > 4)?;
        let catalogue = self.session.office.catalogues().of_year(period.year);
        Some(period_name(catalogue, period))
    }

    /// The record of an id, whether it is deleted or not.
    fn record(&self, kind: RecordKind, id: &str) -> Option<NamedRecord> {
        let id = RecordId::parse(id).ok()?;
        let mut all = self.records.borrow_mut();
        let of_kind = all.entry(kind).or_insert_with(|| {
            let store = self.session.office.store();
            store::named_records(store, kind, None).unwrap_or_default()
        });
        of_kind.get(&id).cloned()
    }

    /// A submission by its package: whose, of which period, which one of it.
    fn package(&self, id: &str) -> Option<String> {
        let packages = self.packages.get_or_init(|| {
            let office = &self.session.office;
            let came = store::all_submissions(office.store()).unwrap_or_default();
            let came = came
                .into_iter()
                .map(|of| (of.package_id, of.unit, of.period, of.revision));
            let sent = store::sent(office.store()).unwrap_or_default();
            let sent = sent
                .into_iter()
                .map(|of| (of.package_id, office.unit().clone(), of.period, of.revision));
            let named = came.chain(sent).map(|(id, unit, period, revision)| {
                let unit = NamedUnit::of(&unit, office.catalogues()).name;
                let period = period_name(office.catalogues().of_year(period.year), period);
                let revision = format!("{} {revision}", self.say("revision"));
                (id, format!("{unit}, {period}, {revision}"))
            });
            named.collect()
        });
        packages.get(id).cloned()
    }

    /// Enough of an id to tell it from others, where nothing else is known of what has it.
    fn end_of_id(&self, id: &str) -> String {
        let end: String = id.chars().skip(id.chars().count() - END_OF_ID).collect();
        text(self.language, "audit-subject-id", &[("detail", end)])
    }
}
