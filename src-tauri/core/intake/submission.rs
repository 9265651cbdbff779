//! Submissions: everything is checked before anything is written.

use super::ahead::ReadPackage;
use super::label::{Seen, check_sender, named, own_identity, taken_id, told};
use super::{Child, Stop, Taken, Verdict, note_kept};
use crate::catalogue::Catalogue;
use crate::figures::{Dataset, DatasetError, Summary, control_totals, summary_basis};
use crate::model::{Moment, Period, RecordKind, Sha256, UnitCode};
use crate::package::{
    Beside, Content, Looked, MadeAs, Manifest, PackageKind, Refusal, Standing, look,
};
use crate::period::Known;
use crate::sections::figures;
use crate::store::{self, Action, KeptPackage, Log, StoreError, Submission};
use crate::vault::{Act, Office, VaultError, View};
use age::secrecy::{ExposeSecret, SecretString};
use std::collections::{BTreeMap, BTreeSet};

/// How deep packages may be passed on: commune in district in province.
const MAX_DEPTH: usize = 3;

/// A submission that was checked and may be taken in.
struct CheckedSubmission {
    submission: Submission,
    verdict: Verdict,
    /// What is to be kept of it; none where it is here already.
    fresh: Option<Fresh>,
}

/// What is to be kept of a submission that was not here before.
struct Fresh {
    file: KeptPackage,
    seen: Seen,
    bytes: Vec<u8>,
    content: Content,
    /// What its records come to, and by which rules.
    summary: Summary,
    basis: String,
    /// Submissions it passes on.
    children: Vec<CheckedSubmission>,
}

pub(super) fn take(act: &mut Act<'_>, read: ReadPackage) -> Result<Taken, Stop> {
    let checked = check(act, read, None, 1)?;
    let Some(fresh) = &checked.fresh else {
        return Ok(Taken::plain(checked.verdict));
    };
    // The files come first: a crash before the transaction leaves files that nothing names.
    keep(act, fresh)?;
    let mut counts = BTreeMap::new();
    act.write(|log, _| apply(log, &checked, &mut counts))?;
    let children = fresh.children.iter().map(|child| Child {
        package_id: child.submission.package_id.clone(),
        sender: child.submission.unit.clone(),
        verdict: child.verdict.clone(),
    });
    Ok(Taken {
        children: children.collect(),
        counts,
        ..Taken::plain(checked.verdict)
    })
}

fn keep(office: &Office, fresh: &Fresh) -> Result<(), VaultError> {
    office.keep_file(&fresh.bytes, &fresh.file.sha256)?;
    let mut children = fresh.children.iter().filter_map(|c| c.fresh.as_ref());
    children.try_for_each(|child| keep(office, child))
}

fn apply(
    log: &Log<'_>,
    checked: &CheckedSubmission,
    counts: &mut BTreeMap<String, i64>,
) -> Result<(), StoreError> {
    let Some(fresh) = &checked.fresh else {
        return Ok(());
    };
    let submission = &checked.submission;
    let subject = format!(
        "{} {} revision {}",
        submission.unit, submission.period, submission.revision
    );
    let writer = log.entry(Action::Imported, &subject)?;
    let origin = writer.add_submission(submission)?;
    let summary =
        serde_json::to_string(&fresh.summary).map_err(|error| StoreError::bad("summary", error))?;
    writer.put_summary(origin, &fresh.basis, &summary)?;
    note_kept(log, &writer, &fresh.file, &fresh.seen)?;
    for (hash, bytes) in &fresh.content.attachments {
        writer.put_blob(hash, bytes)?;
    }
    for (kind, records) in &fresh.content.records {
        let rows = records
            .iter()
            .map(|record| (record.id, record.version, record.record.as_slice()));
        writer.insert_all(*kind, origin, rows)?;
        *counts.entry(kind.table().to_owned()).or_insert(0) += records.len() as i64;
    }
    let mut children = fresh.children.iter();
    children.try_for_each(|child| apply(log, child, counts))
}

/// Checks a submission in four steps, each with what the ones before have proved: who sent it and whether
/// it may come here; how it stands to what is here; whether what it carries is sound; and what it passes
/// on, by the same four steps.
fn check(
    office: &Office,
    read: ReadPackage,
    carried_by: Option<&Submission>,
    depth: usize,
) -> Result<CheckedSubmission, Stop> {
    let ReadPackage {
        bytes,
        sha256,
        file,
        looked,
        opened,
    } = read;
    let admitted = admitted(office, &looked, carried_by)?;
    let mut submission = admitted.submission(&looked, carried_by);
    let verdict = standing(office, &submission)?;
    if verdict == Verdict::AlreadyImported {
        return Ok(CheckedSubmission {
            submission,
            verdict,
            fresh: None,
        });
    }
    let (manifest, content) = match opened {
        Some(ahead) => ahead?,
        None => looked.open(admitted.identity.expose_secret())?.content()?,
    };
    let sound = sound(&admitted, &submission.unit, &manifest, &content)?;
    submission.closing = sound.closing;
    submission.audit = Some(manifest.audit.clone());
    let children = passed_on(office, &submission, &content, depth)?;
    Ok(CheckedSubmission {
        fresh: Some(Fresh {
            file: KeptPackage {
                package_id: submission.package_id.clone(),
                sha256,
                kind: PackageKind::Submission.code().to_owned(),
                unit: submission.unit.clone(),
                file,
                kept_at: Moment::now(),
            },
            seen: Seen::opened(&looked, &manifest),
            bytes,
            content,
            summary: sound.summary,
            basis: summary_basis(admitted.catalogue, admitted.period),
            children,
        }),
        submission,
        verdict,
    })
}

/// A submission that may come here: its sender's key is trusted for the unit that it names, the unit lies
/// below this office or below the one that passes it on, its catalogue is read here, and it is sealed to
/// this office.
struct Admitted<'o> {
    period: Period,
    revision: i64,
    catalogue: &'o Catalogue,
    /// What opens it.
    identity: SecretString,
}

fn admitted<'o>(
    office: &'o Office,
    looked: &Looked,
    carried_by: Option<&Submission>,
) -> Result<Admitted<'o>, Stop> {
    let label = &looked.envelope;
    check_sender(office, looked)?;
    let (Some(period), Some(revision)) = (label.period, label.revision) else {
        return Err(Refusal::damaged("envelope.json: period").into());
    };
    let catalogue = office
        .catalogues()
        .of_year(period.year)
        .filter(|catalogue| catalogue.regime.can_read(&label.catalogue))
        .ok_or_else(|| Refusal::OtherCatalogue(label.catalogue.clone()))?;
    let units = catalogue.units_of(period);
    let unit = &label.sender.unit;
    let above = carried_by.map_or(office.unit(), |parent| &parent.unit);
    if unit == above || !units.is_within(unit, above) {
        return Err(Refusal::WrongUnit(told(office, label)).into());
    }
    Ok(Admitted {
        period,
        revision,
        catalogue,
        identity: own_identity(office, looked)?,
    })
}

impl Admitted<'_> {
    /// What its label says, as it will be listed.
    fn submission(&self, looked: &Looked, carried_by: Option<&Submission>) -> Submission {
        let label = &looked.envelope;
        Submission {
            origin: 0,
            package_id: label.package_id.clone(),
            unit: label.sender.unit.clone(),
            period: self.period,
            revision: self.revision,
            sequence: label.sequence,
            created_at: label.created_at,
            imported_at: Moment::now(),
            replaced: false,
            aside: None,
            carried_by: carried_by.map(|parent| parent.package_id.clone()),
            label_hash: looked.label_hash.clone(),
            audit: None,
            closing: None,
            receipt: None,
            remarks: String::new(),
            decided_at: None,
            decided_by: None,
            receipt_written_at: None,
        }
    }
}

/// How a submission stands to those already here: it is one of them, it is the unit's first of its period,
/// or it takes the place of an earlier revision.
fn standing(office: &View, new: &Submission) -> Result<Verdict, Stop> {
    let here = office.store();
    if let Some(known) = store::submission_by_package(here, &new.package_id)? {
        if known.label_hash == new.label_hash {
            return Ok(Verdict::AlreadyImported);
        }
        return Err(match known.unit == new.unit {
            true => Refusal::Conflict(Standing::Package(known.package_id)),
            false => taken_id(office, &known.package_id, &known.unit),
        }
        .into());
    }
    let of_unit = store::submissions_of(here, &new.unit)?;
    let same_period: Vec<_> = of_unit.iter().filter(|s| s.period == new.period).collect();
    let used = same_period.iter().map(|s| s.revision).max();
    let beside = |other: &Submission| {
        Box::new(Beside {
            unit: named(office, &new.unit),
            period: new.period,
            came: MadeAs::of(new),
            here: MadeAs::of(other),
            next: used.unwrap_or_default().max(new.revision) + 1,
        })
    };
    if let Some(other) = same_period.iter().find(|s| s.revision == new.revision) {
        return Err(Refusal::Conflict(Standing::Beside(beside(other))).into());
    }
    let newest = same_period.iter().max_by_key(|s| s.revision);
    if let Some(newest) = newest.filter(|newest| newest.revision > new.revision) {
        // Made later under an earlier revision: its office went back.
        return Err(match newest.sequence < new.sequence {
            true => Refusal::WentBack(beside(newest)),
            false => Refusal::Older(Standing::Beside(beside(newest))),
        }
        .into());
    }
    if let Some(later) = same_period.iter().find(|s| s.sequence > new.sequence) {
        return Err(Refusal::WentBack(beside(later)).into());
    }
    Ok(if same_period.is_empty() {
        Verdict::Accepted
    } else {
        Verdict::Replaces
    })
}

/// What a submission carries, found sound: every record is known to the catalogue and of its period, every
/// file belongs to a record, and the records come to the totals that its sender signed.
struct Sound {
    /// What its records come to.
    summary: Summary,
    /// What its sender said at closing, as JSON.
    closing: Option<String>,
}

fn sound(
    admitted: &Admitted<'_>,
    unit: &UnitCode,
    manifest: &Manifest,
    content: &Content,
) -> Result<Sound, Refusal> {
    let Admitted {
        catalogue, period, ..
    } = *admitted;
    known_to_catalogue(catalogue, period, content)?;
    attachments_fit(content)?;
    let mut data =
        Dataset::new(catalogue, period).map_err(|_| Refusal::invalid(period.to_string()))?;
    data.add(catalogue, unit, content)
        .map_err(|error| match error {
            DatasetError::Store(StoreError::BadRow { error, .. }) => {
                Refusal::invalid_field(period.to_string(), error)
            }
            _ => Refusal::invalid(period.to_string()),
        })?;
    all_of_period(&data, content)?;
    let figures = figures(&data);
    if control_totals(&figures) != manifest.totals {
        return Err(Refusal::damaged("manifest.json: totals"));
    }
    let closing = manifest.closing.as_ref().map(serde_json::to_string);
    Ok(Sound {
        summary: Summary::of(&data, &figures, &catalogue.annex01),
        closing: closing
            .transpose()
            .map_err(|_| Refusal::damaged("manifest.json: closing"))?,
    })
}

/// The submissions that one passes on, each checked as if it had come by itself.
fn passed_on(
    office: &Office,
    above: &Submission,
    content: &Content,
    depth: usize,
) -> Result<Vec<CheckedSubmission>, Stop> {
    let mut children = Vec::new();
    let mut seen = BTreeSet::new();
    for (id, bytes) in &content.children {
        let mut who = None;
        let child = look(bytes).map_err(Stop::from).and_then(|looked| {
            let label = &looked.envelope;
            who = Some(format!("{id}, {}", told(office, label)));
            let fits = label.kind == PackageKind::Submission
                && label.package_id == *id
                && label.period == Some(above.period)
                && seen.insert(label.sender.unit.clone())
                && depth < MAX_DEPTH;
            if !fits {
                return Err(Refusal::damaged("envelope.json").into());
            }
            let read = ReadPackage {
                sha256: Sha256::of(bytes),
                bytes: bytes.clone(),
                file: None,
                looked,
                opened: None,
            };
            check(office, read, Some(above), depth + 1)
        });
        match child {
            Ok(child) => children.push(child),
            // The unit sent a later revision past the middle office: that one stays.
            Err(Stop::Refused(Refusal::Older(_) | Refusal::WentBack(_))) => {}
            Err(Stop::Refused(reason)) => {
                let (child, reason) = (who.unwrap_or_else(|| id.clone()), Box::new(reason));
                return Err(Refusal::Child { child, reason }.into());
            }
            Err(failed) => return Err(failed),
        }
    }
    Ok(children)
}

/// Checks what only the catalogue knows: places of the outline, indicators, communes; and that
/// records are of this period's report, each once, and refer to records that are there.
fn known_to_catalogue(
    catalogue: &Catalogue,
    period: Period,
    content: &Content,
) -> Result<(), Refusal> {
    let invalid =
        |kind: RecordKind, what: &str| Err(Refusal::invalid(format!("{}: {what}", kind.table())));
    let mut known = Known::of(catalogue);
    for (kind, records) in &content.records {
        if !kind.is_carried_by(period.report) {
            return invalid(*kind, &period.to_string());
        }
        for record in records {
            if !known.takes(*kind, record.id, &record.record) {
                return invalid(*kind, &record.id.to_string());
            }
        }
    }
    Ok(())
}

/// Checks that a dataset of the period took every record in: none lies outside it.
fn all_of_period(data: &Dataset, content: &Content) -> Result<(), Refusal> {
    for (kind, records) in &content.records {
        let inside = data.ids(*kind);
        if let Some(outside) = records.iter().find(|record| !inside.contains(&record.id)) {
            let what = format!("{}: {}", kind.table(), outside.id);
            return Err(Refusal::invalid(what));
        }
    }
    Ok(())
}

/// Checks that every attached file is there, belongs to a record that may have one, and was meant
/// to travel; and that no file is there that no record has.
fn attachments_fit(content: &Content) -> Result<(), Refusal> {
    let invalid = |what: &str| Refusal::invalid(format!("attachments: {what}"));
    let attached = content
        .attached()
        .map_err(|error| Refusal::invalid_field("attachments", error))?;
    let mut owners = BTreeSet::new();
    for (kind, records) in &content.records {
        if kind.may_have_files() {
            owners.extend(records.iter().map(|record| record.id));
        }
    }
    let mut named = BTreeSet::new();
    for file in &attached {
        let fits = file.travels
            && owners.contains(&file.record)
            && content
                .attachments
                .get(&file.sha256)
                .is_some_and(|bytes| i64::try_from(bytes.len()) == Ok(file.size.get()));
        if !fits {
            return Err(invalid(file.name.as_str()));
        }
        named.insert(&file.sha256);
    }
    match content
        .attachments
        .keys()
        .find(|hash| !named.contains(hash))
    {
        Some(hash) => Err(invalid(hash.as_str())),
        None => Ok(()),
    }
}
