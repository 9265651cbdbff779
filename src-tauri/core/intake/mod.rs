//! The receiving side: look → open → check → apply, and what replaces what. Each kind of package has its
//! file here and one of the same name in [`crate::sending`], where it is made.
//!
//! A package is judged whole before anything is written; then it is taken in by one transaction,
//! or not at all.

mod ahead;
mod aside;
mod batch;
mod card;
mod finding;
mod fork;
mod inbox;
mod label;
mod own;
mod receipt;
mod roster;
mod submission;
#[cfg(test)]
mod tests_aside;
#[cfg(test)]
mod tests_extremes;
mod transfer;
mod trust;

pub use batch::*;
pub use finding::{Found, OnTheWay, UnreadFolder, packages_in};
pub use fork::{Fork, LostRecord};
pub use inbox::*;
pub use roster::*;
pub use transfer::*;
pub use trust::*;

use crate::message::{Class, Language, Saying, Told};
use crate::model::{Day, Moment, Period, Sha256, UnitCode, as_union, codes};
use crate::package::{Envelope, PackageKind, Refusal};
use crate::store::{self, Action, KeptPackage, Log, LogWentBack, RefusedRow, StoreError, Writer};
use crate::vault::{Act, Office, Role, VaultError, View};
use ahead::{ReadPackage, Unreadable, name_of};
use label::Seen;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// What became of a package. Files and the window know it by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Taken in, as the first of its unit and period.
    Accepted,
    /// Taken in, in place of an earlier revision.
    Replaces,
    /// Was here already; nothing changed.
    AlreadyImported,
    /// A card, kept until its fingerprint is compared.
    CardKept,
    /// A card introduced by the unit's trusted key, whose place the new one takes.
    CardTrusted,
    /// A roster, applied.
    RosterApplied,
    /// A roster that waits for a head's yes, since it changes keys or catalogues.
    RosterWaits,
    /// A receipt, kept.
    ReceiptKept,
    /// A case of another unit that waits for a case officer's yes.
    CaseWaits,
    /// A package of this office itself, of a state that is not here any more.
    OwnTakenBack,
    /// A package of this office itself, of which nothing is to be learnt; nothing changed.
    Own,
    /// Refused, with the reason: nothing was changed but the list of refused files.
    Refused(Refusal),
    /// Not taken in, since the present user may not: nothing was noted, and somebody else may try.
    NotAllowed(Role),
}

impl Verdict {
    codes! {
        /// Stable code, also the message's name with `.` as `-`.
        Self::Accepted => "goi.da-nhan",
        Self::Replaces => "goi.thay-the",
        Self::AlreadyImported => "goi.da-co",
        Self::CardKept => "goi.the-da-nhan",
        Self::CardTrusted => "goi.the-da-tin-cay",
        Self::RosterApplied => "goi.danh-ba-da-nhan",
        Self::RosterWaits => "goi.danh-ba-cho",
        Self::ReceiptKept => "goi.phieu-da-nhan",
        Self::CaseWaits => "goi.vu-viec-cho",
        Self::OwnTakenBack => "goi.cua-minh",
        Self::Own => "goi.minh-lam",
        Self::NotAllowed(_) => "goi.khong-co-quyen",
        ;
        Self::Refused(refusal) => refusal.code(),
    }

    /// Whether it was not taken in.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::NotAllowed(_))
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

as_union!(
    Verdict,
    Verdict::CODES.iter().chain(Refusal::CODES).copied()
);

impl Told for Verdict {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Refused(refusal) => refusal.told(),
            Self::NotAllowed(_) => Saying::new(Class::NotNow, self.code()),
            taken => Saying::new(Class::Fine, taken.code()),
        }
    }
}

/// What became of a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Outcome {
    /// Name of the file, without its folder.
    pub file: String,
    /// Kind, where the label could be read.
    pub kind: Option<PackageKind>,
    /// Id of the package, where its label could be read.
    pub package_id: Option<String>,
    /// Who says to have sent it, where its label could be read.
    pub sender: Option<UnitCode>,
    /// Period of a submission.
    pub period: Option<Period>,
    /// Revision of a submission.
    pub revision: Option<i64>,
    /// Whether a submission was made on its due day or after it.
    pub late: bool,
    /// The units whose log does not go on from the head that was kept: of it, or of what it passes on.
    pub logs: Vec<LogWentBack>,
    /// Submissions, of it or of what it passes on, that do not go on from the one whose place they took.
    pub forks: Vec<Fork>,
    /// What is odd about when it was made.
    pub clock: Option<OddClock>,
    /// What became of it.
    pub verdict: Verdict,
    /// Records of each kind that were taken in, those of packages passed on among them.
    pub counts: BTreeMap<String, i64>,
    /// Packages passed on inside, with what became of each.
    pub children: Vec<Child>,
    /// Packages that it answers beside those that are here, and of which there is no trace here.
    pub not_here: usize,
}

impl Outcome {
    /// Whether the file was not taken in.
    pub fn is_refused(&self) -> bool {
        self.verdict.is_refused()
    }
    /// The verdict in words.
    pub fn sentence(&self, language: Language) -> String {
        self.verdict.sentence(language)
    }
}

/// What is odd about when a package says that it was made: its sender's clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum OddClock {
    /// After it came here.
    Later(Moment),
    /// Before the year that it is about.
    BeforeItsYear(Moment),
    /// Before an earlier package of the same unit and period.
    BeforeEarlier(Moment),
}

impl OddClock {
    fn of(office: &View, label: &Envelope) -> Result<Option<Self>, StoreError> {
        let made = label.created_at;
        if made.is_in_the_future() {
            return Ok(Some(Self::Later(made)));
        }
        let Some(period) = label.period else {
            return Ok(None);
        };
        let zone = office.catalogues().of_year(period.year);
        let zone = zone
            .map(|catalogue| catalogue.regime.time_zone)
            .unwrap_or_default();
        if made
            .day_in(zone)
            .is_ok_and(|day| day.year() < period.year.get())
        {
            return Ok(Some(Self::BeforeItsYear(made)));
        }
        let of_unit = store::submissions_of(office.store(), &label.sender.unit)?;
        let mut earlier = of_unit
            .iter()
            .filter(|s| s.period == period && s.sequence < label.sequence);
        let is_odd = earlier.any(|s| made < s.created_at);
        Ok(is_odd.then_some(Self::BeforeEarlier(made)))
    }
}

impl Told for OddClock {
    fn told(&self) -> Saying<'_> {
        let (id, made) = match self {
            Self::Later(made) => ("package-made-later", made),
            Self::BeforeItsYear(made) => ("package-made-before-its-year", made),
            Self::BeforeEarlier(made) => ("package-made-before-earlier", made),
        };
        Saying::new(Class::Fine, id).detail(made.in_words())
    }
}

/// A package passed on inside another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Child {
    /// Id of the package.
    pub package_id: String,
    /// Who made it.
    pub sender: UnitCode,
    /// What became of it.
    pub verdict: Verdict,
}

/// What stopped the import itself, as against a package that is refused.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// Vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// No card of that unit with the fingerprint is here, or it has no trusted key.
    #[error("no key of {0}")]
    NoKey(String),
    /// It was not said with whom a fingerprint was compared.
    #[error("nobody named")]
    NobodyNamed,
    /// It was not said why.
    #[error("no reason")]
    NoReason,
    /// No package of that id waits for this yes.
    #[error("nothing waits under {0}")]
    NothingWaits(String),
    /// A key is said to be lost on a day that is still to come.
    #[error("lost on {0}, which is still to come")]
    LostLater(Day),
    /// No submission of that package is here that could be set aside.
    #[error("no submission {0} stands")]
    NoneStands(String),
    /// No submission of that package is set aside.
    #[error("{0} is not set aside")]
    NoneAside(String),
    /// What waits is not to be taken as it is here now.
    #[error("cannot be taken: {0}")]
    NotTaken(Refusal),
    /// Database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Told for IntakeError {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Vault(error) => error.told(),
            Self::NoKey(unit) => Saying::new(Class::Usage, "intake-no-key").detail(unit),
            Self::NobodyNamed => Saying::new(Class::Usage, "intake-nobody-named"),
            Self::NoReason => Saying::new(Class::Usage, "intake-no-reason"),
            Self::NothingWaits(package) => {
                Saying::new(Class::NotNow, "intake-nothing-waits").detail(package)
            }
            Self::LostLater(day) => Saying::new(Class::Usage, "intake-lost-later").detail(*day),
            Self::NoneStands(package) => {
                Saying::new(Class::NotNow, "intake-none-stands").detail(package)
            }
            Self::NoneAside(package) => {
                Saying::new(Class::NotNow, "intake-none-aside").detail(package)
            }
            Self::NotTaken(refusal) => {
                Saying::new(Class::NotNow, "intake-not-taken").telling("detail", refusal)
            }
            Self::Store(error) => error.told(),
        }
    }
}

/// Either of the two: a verdict against the package, or a failure of this office.
pub(crate) enum Stop {
    Refused(Refusal),
    Failed(IntakeError),
}
impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
impl From<IntakeError> for Stop {
    fn from(error: IntakeError) -> Self {
        Self::Failed(error)
    }
}
impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}
impl From<VaultError> for Stop {
    fn from(error: VaultError) -> Self {
        Self::Failed(error.into())
    }
}

/// What was learnt of a taken package.
pub(crate) struct Taken {
    verdict: Verdict,
    counts: BTreeMap<String, i64>,
    children: Vec<Child>,
    not_here: usize,
}

impl Taken {
    pub(crate) fn plain(verdict: Verdict) -> Self {
        Self {
            verdict,
            counts: BTreeMap::new(),
            children: Vec::new(),
            not_here: 0,
        }
    }
}

impl Office {
    /// Takes a file in, whatever kind of package it is. A roster is accepted from a sender not
    /// trusted yet only with the fingerprint that was compared by telephone.
    ///
    /// # Errors
    /// Failures of this office's own disk or database. A bad package is an [`Outcome`], not an
    /// error.
    pub fn import(
        &mut self,
        path: &Path,
        fingerprint: Option<&str>,
    ) -> Result<Outcome, IntakeError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        import_read(&mut act, path, ReadPackage::file(path), fingerprint)
    }
}

fn import_read(
    act: &mut Act<'_>,
    path: &Path,
    read: Result<ReadPackage, Unreadable>,
    fingerprint: Option<&str>,
) -> Result<Outcome, IntakeError> {
    let (sha256, read) = match read {
        Ok(read) => (Some(read.sha256.clone()), Ok(read)),
        Err(unreadable) => (unreadable.sha256, Err(unreadable.refusal)),
    };
    let label = read.as_ref().ok().map(|read| read.looked.envelope.clone());
    let taken = read
        .map_err(Stop::from)
        .and_then(|read| take(act, read, fingerprint));
    let taken = match taken {
        Ok(taken) => taken,
        // Nothing is wrong with a file that the system could not read.
        Err(Stop::Refused(refusal @ Refusal::Unreadable(_))) => {
            Taken::plain(Verdict::Refused(refusal))
        }
        Err(Stop::Refused(refusal)) => {
            note_refused(act, path, sha256, &refusal)?;
            Taken::plain(Verdict::Refused(refusal))
        }
        Err(Stop::Failed(IntakeError::Vault(VaultError::NotAllowed(role)))) => {
            Taken::plain(Verdict::NotAllowed(role))
        }
        Err(Stop::Failed(error)) => return Err(error),
    };
    let came = |package: &String| {
        let id = label.as_ref().map(|label| &label.package_id);
        id == Some(package)
            || taken
                .children
                .iter()
                .any(|child| child.package_id == *package)
    };
    let mut forks = Vec::new();
    if taken.verdict == Verdict::Replaces {
        forks.extend(label.iter().map(|label| label.package_id.clone()));
    }
    let replacing = taken.children.iter();
    let replacing = replacing.filter(|child| child.verdict == Verdict::Replaces);
    forks.extend(replacing.map(|child| child.package_id.clone()));
    let forks = forks.iter().map(|package| act.fork_of(package));
    let forks: Vec<Option<Fork>> = forks.collect::<Result<_, _>>()?;
    let clock = match &label {
        Some(label) if !taken.verdict.is_refused() => OddClock::of(act, label)?,
        _ => None,
    };
    let mut logs = store::logs_gone_back(act.store())?;
    logs.retain(|log| came(&log.package_id));
    Ok(Outcome {
        logs,
        forks: forks.into_iter().flatten().collect(),
        clock,
        file: name_of(path),
        kind: label.as_ref().map(|l| l.kind),
        package_id: label.as_ref().map(|l| l.package_id.clone()),
        sender: label.as_ref().map(|l| l.sender.unit.clone()),
        period: label.as_ref().and_then(|l| l.period),
        revision: label.as_ref().and_then(|l| l.revision),
        late: label
            .as_ref()
            .is_some_and(|l| act.is_late(l.period, l.created_at)),
        verdict: taken.verdict,
        counts: taken.counts,
        children: taken.children,
        not_here: taken.not_here,
    })
}

fn take(act: &mut Act<'_>, read: ReadPackage, fingerprint: Option<&str>) -> Result<Taken, Stop> {
    // The very bytes that were taken in: whatever became of their sender's key since.
    if store::kept_by_hash(act.store(), &read.sha256)?.is_some() {
        return Ok(Taken::plain(Verdict::AlreadyImported));
    }
    // What comes in sets what only who holds the facts key may set.
    if store::facts_are_closed(act.store()) {
        return Err(VaultError::NotAllowed(Role::Receiver).into());
    }
    act.beyond()?;
    let sender = &read.looked.envelope.sender;
    if sender.unit == *act.unit() && act.is_own_key(&sender.signing_key) {
        return own::take(act, &read);
    }
    Seen::of(&read.looked).watch(act)?;
    match read.looked.envelope.kind {
        PackageKind::Submission => submission::take(act, read),
        // A transfer's file is not kept: an erasure could not reach what it names.
        PackageKind::Transfer => transfer::take(act, &read),
        PackageKind::Card => card::take(act, &read),
        PackageKind::Roster => roster::take(act, &read, fingerprint),
        PackageKind::Receipt => receipt::take(act, &read),
    }
}

/// Notes that a package's file is kept, was not refused for good, and has the running number it has.
fn note_kept(
    log: &Log<'_>,
    writer: &Writer<'_>,
    kept: &KeptPackage,
    seen: &Seen,
) -> Result<(), StoreError> {
    seen.note(log, writer)?;
    writer.keep_package(kept)?;
    writer.no_longer_refused(&kept.sha256)
}

fn note_refused(
    act: &mut Act<'_>,
    path: &Path,
    sha256: Option<Sha256>,
    refusal: &Refusal,
) -> Result<(), StoreError> {
    let file = name_of(path);
    let place = std::path::absolute(path).ok();
    let reason =
        serde_json::to_string(refusal).map_err(|error| StoreError::bad("refusal", error))?;
    let row = RefusedRow {
        id: 0,
        at: Moment::now(),
        path: place.map(|place| place.to_string_lossy().into_owned()),
        sha256,
        code: refusal.code().to_owned(),
        detail: refusal.sentence(Language::OFFICIAL),
        refusal: Some(reason),
        file,
    };
    let subject = format!("{} {}", row.file, row.code);
    act.write(|log, _| log.entry(Action::Refused, &subject)?.add_refused(&row))
}
