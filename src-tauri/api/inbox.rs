//! Hộp nhận: files taken in, what became of each, what was refused, who waits for an answer.

use crate::files::{self, Written};
use crate::office::logs_in_words;
use crate::units::{self, RosterAge, rosters_in_force};
use crate::{ApiError, Failure, NamedUnit, Session};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tienbo_core::catalogue::{Catalogues, Unit};
use tienbo_core::intake::{
    self, Batch, CatalogueChange, InboxEntry, KeyChange, KeyDifference, Outcome, PlaceChange,
    RefusedFile, Verdict, packages_in,
};
use tienbo_core::message::{self, Language, Told, text};
use tienbo_core::model::{Cell, DirectoryEntry, FlatForm, Moment, Period, from_outside};
use tienbo_core::package::{PackageKind, Refusal};
use tienbo_core::progress::Watch;
use tienbo_core::sending::WrittenReceipt;
use tienbo_core::store::{self, TurnedDown, WaitingKind};
use tienbo_core::typed;
use tienbo_core::vault::LessMasking;
use ts_rs::TS;

/// Longest path that is shown, in characters.
const MAX_PATH: usize = 1_000;

/// How a file that was taken in is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// In order.
    Fine,
    /// Here already.
    Same,
    /// Taken in, but made too late.
    Late,
    /// Taken in, and somebody is to be asked about it.
    Doubtful,
    /// Refused.
    Refused,
}

/// What became of a file.
#[derive(Debug, Serialize, TS)]
pub struct TakenFile {
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The verdict in words.
    pub sentence: String,
    /// Name of who sent it; empty where that could not be read.
    pub sender_name: String,
    /// How it is to be looked at.
    pub tone: Tone,
    /// Records taken in.
    pub records: i64,
    /// Whether it is a roster whose sender's fingerprint must be compared first.
    pub compare: bool,
}

/// What became of many files.
#[derive(Debug, Serialize, TS)]
pub struct TakenFiles {
    /// Each that was looked at.
    pub files: Vec<TakenFile>,
    /// How many were taken in.
    pub taken: usize,
    /// How many were here already.
    pub same: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many there were.
    pub of: usize,
    /// Whether it was stopped before the last one.
    pub stopped: bool,
    /// What is told beside: folders that cannot be read, that there is no package, that the drive was pulled out.
    pub told: Vec<String>,
}

/// A refused file that was not dismissed yet.
#[derive(Debug, Serialize, TS)]
pub struct RefusedHere {
    /// Its place in the list.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// File.
    pub file: String,
    /// Where it lay.
    pub path: Option<String>,
    /// Whether it still lies there, so that it can be tried again.
    pub there: bool,
    /// Code of the verdict.
    pub code: String,
    /// Why, and what to do.
    pub sentence: String,
}

/// A unit with decisions that it was not told yet.
#[derive(Debug, Serialize, TS)]
pub struct WaitingUnit {
    /// Unit.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// Submissions accepted.
    pub accepted: usize,
    /// Submissions returned.
    pub returned: usize,
    /// Whether a receipt can be sealed to it.
    pub can_be_told: bool,
}

/// A submission, with the name of its unit.
#[derive(Debug, Serialize, TS)]
pub struct ReceivedSubmission {
    /// The submission.
    #[serde(flatten)]
    pub entry: InboxEntry,
    /// Name of its unit.
    pub name: String,
}

/// A roster that waits for a head's yes, with what it would change.
#[derive(Debug, Serialize, TS)]
pub struct RosterHere {
    /// The package.
    pub package_id: String,
    /// Who made it.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// When it was made, by its maker's clock.
    pub made_at: Moment,
    /// When it came in.
    pub came_at: Moment,
    /// Name of the user who took it in.
    pub came_by: String,
    /// Keys that it would change.
    pub keys: Vec<KeyInRoster>,
    /// Catalogues that it would put in force.
    pub catalogues: Vec<CatalogueInRoster>,
    /// Where help is to be had, place by place.
    pub places: Vec<ChangedLine>,
    /// All of that, a sentence each.
    pub sentences: Vec<String>,
    /// Whether it masks less than the program asks for: then a head has to say so in so many words.
    pub masks_less: bool,
    /// Why it cannot be put in force as things are here now.
    pub not_taken: Option<String>,
}

/// A key that a roster would change.
#[derive(Debug, Serialize, TS)]
pub struct KeyInRoster {
    /// Unit.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// What would change.
    pub change: KeyDifference,
    /// What would change, in words.
    pub what: String,
    /// What follows of a yes.
    pub follows: String,
    /// The fingerprint of the key as the roster has it.
    pub fingerprint: String,
}

/// A catalogue that a roster would put in force.
#[derive(Debug, Serialize, TS)]
pub struct CatalogueInRoster {
    /// Its id.
    pub id: String,
    /// Id of the one in force for its year.
    pub before: Option<String>,
    /// What differs, line by line.
    pub lines: Vec<ChangedLine>,
    /// Whether it masks less than the program asks for.
    pub masks_less: bool,
}

/// What is in force now beside what would be.
#[derive(Debug, Serialize, TS)]
pub struct ChangedLine {
    /// What it is about.
    pub label: String,
    /// As it is now; empty where there is nothing.
    pub now: String,
    /// As it would be; empty where there would be nothing.
    pub then: String,
}

/// Something that waited and was turned down.
#[derive(Debug, Serialize, TS)]
pub struct TurnedDownHere {
    /// The package.
    pub package_id: String,
    /// Who sent it.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// When it was turned down.
    pub at: Moment,
    /// Name of the user who turned it down.
    pub who: String,
    /// Why.
    pub reason: String,
}

impl TurnedDownHere {
    pub(crate) fn of(one: TurnedDown, catalogues: &Catalogues) -> Self {
        Self {
            unit: NamedUnit::of(&one.unit, catalogues),
            package_id: one.package_id,
            at: one.at,
            who: one.who,
            reason: one.reason,
        }
    }
}

/// What the inbox shows.
#[derive(Debug, Serialize, TS)]
pub struct InboxState {
    /// Rosters that wait for a head's yes.
    pub rosters: Vec<RosterHere>,
    /// Units whose log does not go on from the head that was kept, in words: they are to be asked.
    pub logs: Vec<String>,
    /// Rosters that were turned down, the latest first.
    pub rosters_turned_down: Vec<TurnedDownHere>,
    /// How many cases of other units wait for a case officer's yes.
    pub cases: usize,
    /// Refused files, the latest first.
    pub refused: Vec<RefusedHere>,
    /// Units that wait for a receipt.
    pub waiting: Vec<WaitingUnit>,
    /// Submissions that count and of which nothing was decided, the latest first.
    pub undecided: Vec<ReceivedSubmission>,
    /// Submissions that are set aside, the latest first.
    pub aside: Vec<ReceivedSubmission>,
}

/// All that was sent and came in, of all periods or of one.
#[derive(Debug, Serialize)]
pub struct Inbox {
    /// What this office itself sent, with the receipts it got.
    pub sent: Vec<intake::SentEntry>,
    /// Submissions, in the order they came in.
    pub submissions: Vec<ReceivedSubmission>,
    /// Refused files not dismissed yet.
    pub refused: Vec<RefusedHere>,
    /// Units that did not report, where a period was asked for.
    pub missing: Vec<NamedUnit>,
    /// Rosters that wait for a head's yes.
    pub rosters: Vec<RosterHere>,
    /// Units whose log does not go on from the head that was kept, in words: they are to be asked.
    pub logs: Vec<String>,
    /// The newest roster of each receiving office that is in force, with its age.
    pub in_force: Vec<RosterAge>,
}

/// A receipt that was written.
#[derive(Debug, Serialize, TS)]
pub struct ReceiptWritten {
    /// Unit.
    #[serde(flatten)]
    pub unit: NamedUnit,
    /// File.
    pub file: String,
    /// Submissions it speaks of.
    pub submissions: usize,
}

impl ReceiptWritten {
    pub(crate) fn new(written: &WrittenReceipt, catalogues: &Catalogues) -> Self {
        Self {
            unit: NamedUnit::of(&written.unit, catalogues),
            file: files::shown(&written.file),
            submissions: written.submissions,
        }
    }
}

fn taken(outcome: Outcome, catalogues: &Catalogues, language: Language) -> TakenFile {
    let tone = match outcome.verdict {
        Verdict::Refused(_) | Verdict::NotAllowed(_) => Tone::Refused,
        _ if !outcome.logs.is_empty() || !outcome.forks.is_empty() => Tone::Doubtful,
        _ if outcome.clock.is_some() || outcome.not_here > 0 => Tone::Doubtful,
        Verdict::AlreadyImported => Tone::Same,
        _ if outcome.late => Tone::Late,
        _ => Tone::Fine,
    };
    let is_unknown = matches!(outcome.verdict, Verdict::Refused(Refusal::UnknownKey(_)));
    let sender = outcome.sender.as_ref();
    let mut sentences = vec![outcome.sentence(language)];
    let forks = outcome.forks.iter();
    sentences.extend(forks.map(|fork| fork.sentence_in(language)));
    sentences.extend(outcome.clock.map(|clock| clock.sentence(language)));
    if outcome.not_here > 0 {
        let count = [("count", outcome.not_here.to_string())];
        sentences.push(text(language, "package-answers-not-here", &count));
    }
    sentences.extend(logs_in_words(&outcome.logs, catalogues, language));
    TakenFile {
        sender_name: sender
            .map(|unit| NamedUnit::of(unit, catalogues).name)
            .unwrap_or_default(),
        tone,
        sentence: sentences.join(" "),
        records: outcome.counts.values().sum(),
        compare: outcome.kind == Some(PackageKind::Roster) && is_unknown,
        outcome,
    }
}

/// Takes in files, and packages in folders, however deep they lie. A roster is accepted from a sender
/// not trusted yet only with the fingerprint that was compared.
///
/// # Errors
/// Failures of this office's own disk or database; a bad package is in the answer.
pub fn take_in_all(
    session: &mut Session,
    paths: &[PathBuf],
    fingerprint: Option<&str>,
    watch: &mut Watch<'_>,
) -> Result<TakenFiles, Failure> {
    let found = packages_in(paths);
    session.changed();
    let Batch {
        outcomes,
        files,
        stopped,
        on_the_way,
    } = session.office.import_found(&found, fingerprint, watch)?;
    let (catalogues, language) = (session.office.catalogues(), session.language());
    let taken = outcomes
        .into_iter()
        .map(|outcome| taken(outcome, catalogues, language));
    let looked: Vec<TakenFile> = taken.collect();
    let of = |tones: &[Tone]| {
        looked
            .iter()
            .filter(|file| tones.contains(&file.tone))
            .count()
    };
    Ok(TakenFiles {
        taken: of(&[Tone::Fine, Tone::Late, Tone::Doubtful]),
        same: of(&[Tone::Same]),
        refused: of(&[Tone::Refused]),
        files: looked,
        of: files,
        stopped,
        told: on_the_way
            .iter()
            .map(|told| told.sentence(language))
            .collect(),
    })
}

fn take_one(
    session: &mut Session,
    path: &Path,
    fingerprint: Option<&str>,
) -> Result<TakenFile, Failure> {
    let outcome = session.office.import(path, fingerprint)?;
    session.changed();
    let taken = taken(outcome, session.office.catalogues(), session.language());
    session.roster = taken.compare.then(|| path.to_owned());
    Ok(taken)
}

/// Takes in a file: a receipt, a roster, a card, a submission.
///
/// # Errors
/// As [`take_in_all`].
pub fn take_in(session: &mut Session, path: &Path) -> Result<TakenFile, Failure> {
    take_one(session, path, None)
}

/// Takes in the roster chosen last, with the fingerprint that was compared by telephone.
///
/// # Errors
/// As [`take_in_all`]; no roster was chosen.
pub fn take_in_roster(session: &mut Session, fingerprint: String) -> Result<TakenFile, Failure> {
    let path = session.roster.clone().ok_or(ApiError::NoRoster)?;
    take_one(session, &path, Some(fingerprint.trim()))
}

/// Where a refused file lies that is to be tried again.
///
/// # Errors
/// [`ApiError::FileGone`] where that is not known, or it lies there no more.
pub fn refused_path(session: &Session, id: i64) -> Result<PathBuf, Failure> {
    let mut refused = session.office.refused()?.into_iter();
    let file = refused.find(|file| file.id == id);
    let name = file
        .as_ref()
        .map(|file| file.file.clone())
        .unwrap_or_default();
    let path = file.and_then(|file| file.path).map(PathBuf::from);
    Ok(path
        .filter(|path| path.exists())
        .ok_or(ApiError::FileGone(name))?)
}

fn refused(session: &Session) -> Result<Vec<RefusedHere>, Failure> {
    let refused = session.office.refused()?.into_iter();
    let here = |file: RefusedFile| RefusedHere {
        there: file
            .path
            .as_ref()
            .is_some_and(|path| Path::new(path).exists()),
        sentence: file.sentence_in(session.language()),
        id: file.id,
        at: file.at,
        file: file.file,
        // Whoever named it wrote what is shown.
        path: file.path.map(|path| from_outside(&path, MAX_PATH, false)),
        code: file.code,
    };
    Ok(refused.map(here).collect())
}

fn key_in_roster(key: KeyChange, language: Language) -> KeyInRoster {
    let since = key.lost_since.map(|day| day.to_string());
    let since = [("day", since.unwrap_or_default())];
    let say = |part: &str| {
        let id = format!("roster-{part}-{}", key.change.code());
        text(language, &id, &since)
    };
    KeyInRoster {
        what: say("what"),
        follows: say("follows"),
        change: key.change,
        unit: NamedUnit {
            unit: key.unit,
            name: key.name,
        },
        fingerprint: key.fingerprint,
    }
}

/// Most units that are named one by one; of the others it is said how many there are.
const MOST_NAMED: usize = 8;

fn named_units(units: &[Unit], language: Language) -> String {
    let named = units.iter().take(MOST_NAMED);
    let mut said: Vec<String> = named
        .map(|unit| format!("{} ({})", unit.name, unit.code))
        .collect();
    let left = units.len().saturating_sub(MOST_NAMED);
    if left > 0 {
        let args = [("count", left.to_string())];
        said.push(text(language, "roster-more-units", &args));
    }
    said.join(", ")
}

/// What a catalogue of a roster changes beside the one in force for its year, line by line.
fn differences(change: &CatalogueChange, session: &Session) -> Vec<ChangedLine> {
    let language = session.language();
    let say = |id: &str, count: String| text(language, id, &[("count", count)]);
    let mut lines = Vec::new();
    let mut line = |about: &str, now: String, then: String| {
        let label = text(language, &format!("roster-line-{about}"), &[]);
        lines.push(ChangedLine { label, now, then });
    };
    let below = |count: i64| say("roster-below", count.to_string());
    let is_first = change.before.is_none();
    if is_first || change.mask_below_before.is_some() {
        let now = change.mask_below_before.map(below).unwrap_or_default();
        line("masked", now, below(change.mask_below));
    }
    let levels = |names: &[String]| match names {
        [] => text(language, "roster-none-masked", &[]),
        names => names.join(", "),
    };
    if is_first || change.mask_levels_before.is_some() {
        let now = change.mask_levels_before.as_deref().map(levels);
        line(
            "levels",
            now.unwrap_or_default(),
            levels(&change.mask_levels),
        );
    }
    if is_first {
        let units = say("roster-units", change.added.len().to_string());
        line("units", String::new(), units);
        return lines;
    }
    let none = String::new;
    if !change.added.is_empty() {
        line("added", none(), named_units(&change.added, language));
    }
    if !change.removed.is_empty() {
        line("removed", named_units(&change.removed, language), none());
    }
    if !change.changed.is_empty() {
        let catalogues = session.office.catalogues();
        let now: Vec<Unit> = change
            .changed
            .iter()
            .filter_map(|unit| {
                let known = catalogues.iter();
                let mut known = known.filter(|one| Some(&one.regime.id) == change.before.as_ref());
                known.find_map(|one| one.units.get(&unit.code)).cloned()
            })
            .collect();
        let then = named_units(&change.changed, language);
        line("changed", named_units(&now, language), then);
    }
    let known = session.office.catalogues().iter();
    let known = known.filter(|one| Some(&one.regime.id) == change.before.as_ref());
    for known in known {
        for happens in &change.happens {
            let said = units::in_words(known, happens, language);
            let then = format!(
                "{} {}: {} → {} ({})",
                happens.on,
                said.what,
                said.before.join(", "),
                said.after.join(", "),
                happens.basis
            );
            line("happens", none(), then);
        }
    }
    if lines.is_empty() {
        let label = text(language, "roster-line-rules", &[]);
        lines.push(ChangedLine {
            label,
            now: change.before.clone().unwrap_or_default(),
            then: change.id.clone(),
        });
    }
    lines
}

fn catalogue_in_roster(change: CatalogueChange, session: &Session) -> CatalogueInRoster {
    CatalogueInRoster {
        lines: differences(&change, session),
        id: change.id,
        before: change.before,
        masks_less: change.masks_less,
    }
}

fn or_nothing(text: &str) -> String {
    match text.is_empty() {
        true => "–".to_owned(),
        false => text.to_owned(),
    }
}

/// What a place of the directory says now, and what it would say: the fields that differ.
fn place_in_roster(change: &PlaceChange, language: Language) -> ChangedLine {
    let cells = |entry: &Option<DirectoryEntry>| entry.as_ref().map(FlatForm::to_cells);
    let (now, then) = (cells(&change.before), cells(&change.after));
    let said = |of: &Option<Vec<Cell>>, other: &Option<Vec<Cell>>| {
        let columns = DirectoryEntry::columns().into_iter().enumerate();
        let fields = columns.filter_map(|(place, column)| {
            let cell = of.as_ref()?.get(place)?;
            let is_other = other.as_ref().and_then(|other| other.get(place)) != Some(cell);
            let shown = typed::show(cell, column.kind, language).replace('\n', " ");
            let label = message::column(language, &column.name);
            (is_other && !shown.is_empty()).then(|| format!("{label}: {shown}"))
        });
        fields.collect::<Vec<_>>().join("; ")
    };
    let named = change.after.as_ref().or(change.before.as_ref());
    ChangedLine {
        label: named
            .map(|entry| entry.place_name.to_string())
            .unwrap_or_default(),
        now: said(&now, &then),
        then: said(&then, &now),
    }
}

/// What a roster would change, a sentence each.
fn worded(
    keys: &[KeyInRoster],
    catalogues: &[CatalogueInRoster],
    places: &[ChangedLine],
    language: Language,
) -> Vec<String> {
    let keys = keys.iter().map(|key| {
        let args = [
            ("unit", format!("{} ({})", key.unit.name, key.unit.unit)),
            ("fingerprint", key.fingerprint.clone()),
        ];
        let id = format!("roster-key-{}", key.change.code());
        text(language, &id, &args)
    });
    let catalogues = catalogues.iter().map(|catalogue| {
        let lines = catalogue.lines.iter();
        let lines: Vec<String> = lines
            .map(|line| match line.now.is_empty() {
                true => format!("{}: {}", line.label, line.then),
                false => format!("{}: {} → {}", line.label, line.now, line.then),
            })
            .collect();
        let args = [
            ("id", catalogue.id.clone()),
            ("before", catalogue.before.clone().unwrap_or_default()),
            ("lines", lines.join("; ")),
        ];
        let id = match (&catalogue.before, catalogue.masks_less) {
            (_, true) => "roster-catalogue-masks-less",
            (Some(_), false) => "roster-catalogue-replaces",
            (None, false) => "roster-catalogue-new",
        };
        text(language, id, &args)
    });
    let places = places.iter().map(|line| {
        let args = [
            ("place", line.label.clone()),
            ("now", or_nothing(&line.now)),
            ("then", or_nothing(&line.then)),
        ];
        text(language, "roster-place", &args)
    });
    keys.chain(catalogues).chain(places).collect()
}

fn rosters(session: &Session) -> Result<Vec<RosterHere>, Failure> {
    let language = session.language();
    let waiting = session.office.waiting_rosters()?.into_iter();
    Ok(waiting
        .map(|roster| {
            let masks_less = roster.changes.masks_less();
            let keys = roster.changes.keys.into_iter();
            let keys: Vec<_> = keys.map(|key| key_in_roster(key, language)).collect();
            let catalogues = roster.changes.catalogues.into_iter();
            let catalogues: Vec<_> = catalogues
                .map(|change| catalogue_in_roster(change, session))
                .collect();
            let places = roster.changes.places.iter();
            let places: Vec<_> = places
                .map(|change| place_in_roster(change, language))
                .collect();
            RosterHere {
                sentences: worded(&keys, &catalogues, &places, language),
                places,
                keys,
                catalogues,
                masks_less,
                not_taken: roster.not_taken.map(|why| why.sentence(language)),
                unit: NamedUnit::of(&roster.waiting.unit, session.office.catalogues()),
                package_id: roster.waiting.package_id,
                made_at: roster.waiting.made_at,
                came_at: roster.waiting.came_at,
                came_by: roster.waiting.came_by,
            }
        })
        .collect())
}

fn logs(session: &Session) -> Result<Vec<String>, Failure> {
    let found = store::logs_gone_back(session.office.store())?;
    let catalogues = session.office.catalogues();
    Ok(logs_in_words(&found, catalogues, session.language()))
}

fn rosters_turned_down(session: &Session) -> Result<Vec<TurnedDownHere>, Failure> {
    let catalogues = session.office.catalogues();
    let turned_down = store::turned_down(session.office.store())?.into_iter();
    Ok(turned_down
        .filter(|one| one.kind == WaitingKind::Roster)
        .map(|one| TurnedDownHere::of(one, catalogues))
        .collect())
}

/// Puts a roster in force that waits.
///
/// # Errors
/// Who is no head; nothing waits under that id; one that masks less, where that is not said.
pub fn accept_roster(
    session: &mut Session,
    package: String,
    less_masking: bool,
) -> Result<(), Failure> {
    let masking = match less_masking {
        true => LessMasking::Allowed,
        false => LessMasking::Refused,
    };
    session.office.accept_roster(&package, masking)?;
    session.changed();
    Ok(())
}

/// Turns down a roster that waits.
///
/// # Errors
/// Who is no head; nothing waits under that id; no reason.
pub fn turn_down_roster(
    session: &mut Session,
    package: String,
    reason: String,
) -> Result<(), Failure> {
    Ok(session.office.turn_down_roster(&package, &reason)?)
}

fn named(entry: InboxEntry, catalogues: &Catalogues) -> ReceivedSubmission {
    ReceivedSubmission {
        name: NamedUnit::of(&entry.submission.unit, catalogues).name,
        entry,
    }
}

/// What the inbox shows: what was refused, who waits for an answer, what is to be decided.
///
/// # Errors
/// The database's.
pub fn inbox_state(session: &Session) -> Result<InboxState, Failure> {
    let office = &session.office;
    let catalogues = office.catalogues();
    let mut refused = refused(session)?;
    refused.reverse();
    let undecided =
        |entry: &InboxEntry| !entry.submission.replaced && entry.submission.receipt.is_none();
    let submissions = office.inbox(None)?.submissions.into_iter().rev();
    let (aside, standing): (Vec<_>, Vec<_>) =
        submissions.partition(|entry| entry.submission.aside.is_some());
    let waiting = office.waiting_receipts()?.into_iter();
    let here = store::waiting(office.store())?.into_iter();
    Ok(InboxState {
        rosters: rosters(session)?,
        logs: logs(session)?,
        rosters_turned_down: rosters_turned_down(session)?,
        cases: here
            .filter(|waiting| waiting.kind == WaitingKind::Transfer)
            .count(),
        refused,
        waiting: waiting
            .map(|waiting| WaitingUnit {
                unit: NamedUnit::of(&waiting.unit, catalogues),
                accepted: waiting.accepted,
                returned: waiting.returned,
                can_be_told: waiting.can_be_told,
            })
            .collect(),
        undecided: standing
            .into_iter()
            .filter(undecided)
            .map(|entry| named(entry, catalogues))
            .collect(),
        aside: aside
            .into_iter()
            .map(|entry| named(entry, catalogues))
            .collect(),
    })
}

/// All that was sent and came in, of all periods or of one.
///
/// # Errors
/// The database's.
pub fn inbox(session: &Session, period: Option<Period>) -> Result<Inbox, Failure> {
    let found = session.office.inbox(period)?;
    let catalogues = session.office.catalogues();
    let submissions = found.submissions.into_iter();
    let missing = found.missing.into_iter();
    Ok(Inbox {
        rosters: rosters(session)?,
        logs: logs(session)?,
        in_force: rosters_in_force(session)?,
        sent: found.sent,
        submissions: submissions.map(|entry| named(entry, catalogues)).collect(),
        refused: refused(session)?,
        missing: missing
            .map(|unit| NamedUnit {
                unit: unit.unit,
                name: unit.name,
            })
            .collect(),
    })
}

/// Sets a submission aside that its unit did not make, with a reason.
///
/// # Errors
/// None of that package is here; no reason; who is no head.
pub fn set_aside(session: &mut Session, package: String, reason: String) -> Result<(), Failure> {
    Ok(session.office.set_aside(&package, &reason)?)
}

/// Brings a submission back that was set aside, with a reason.
///
/// # Errors
/// None of that package is set aside; another of its revision stands; no reason; who is no head.
pub fn bring_back(session: &mut Session, package: String, reason: String) -> Result<(), Failure> {
    Ok(session.office.bring_back(&package, &reason)?)
}

/// Takes one refused file off the list, or all of them.
///
/// # Errors
/// The database's.
pub fn dismiss_refused(session: &mut Session, id: Option<i64>) -> Result<(), Failure> {
    Ok(session.office.dismiss_refused(id)?)
}

/// What lies in a folder and was not looked at yet; or why it cannot be read.
///
/// # Errors
/// The database's.
pub fn unseen_in(
    session: &Session,
    folder: &Path,
) -> Result<std::io::Result<Vec<PathBuf>>, Failure> {
    Ok(session.office.unseen_packages(folder)?)
}

/// Writes the receipts of all units that were not told yet into a folder, one file for each.
///
/// # Errors
/// Who is no head; the system's, and then what was written before stays.
pub fn write_receipts(
    session: &mut Session,
    folder: &Path,
) -> Result<Vec<ReceiptWritten>, Failure> {
    let written = session.office.write_receipts(folder)?;
    let catalogues = session.office.catalogues();
    Ok(written
        .iter()
        .map(|written| ReceiptWritten::new(written, catalogues))
        .collect())
}

/// Writes a package as it came, however long ago.
///
/// # Errors
/// Who is neither receiver nor head; a package that is lost; the system's.
pub fn save_original(session: &mut Session, to: &Path, package: &str) -> Result<Written, Failure> {
    session.office.write_original(package, to)?;
    Ok(Written::at(to))
}
