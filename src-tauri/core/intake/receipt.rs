//! Receipts: what the receiving office says of this office's packages, and another unit of a case that it took
//! over.

use super::ahead::ReadPackage;
use super::label::{Seen, check_sender, not_in_the_future, open, told};
use super::{Stop, Taken, Verdict, note_kept};
use crate::catalogue::Catalogues;
use crate::model::{Day, FlatForm, Moment, RecordKind, Sha256, UnitCode, ViolenceCase};
use crate::package::{Envelope, Receipt, ReceiptEntry, ReceiptState, Refusal, Standing};
use crate::register;
use crate::store::{self, Action, Answerer, Log, NoEntry, StoreError, TransferDirection};
use crate::vault::{Act, Office};
use std::collections::BTreeSet;

/// Notes what the receiving office says of this office's packages. It counts of those alone that were sent to
/// it, and only what it has not said otherwise since.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let looked = &read.looked;
    let label = &looked.envelope;
    check_sender(act, looked)?;
    not_in_the_future(label)?;
    let opened = open(act, looked)?;
    let receipt: Receipt = opened.message()?;
    let from = Answerer {
        unit: &label.sender.unit,
        signing_key: &label.sender.signing_key,
        sequence: label.sequence,
        made_at: label.created_at,
    };
    // That it answers them proves nothing: whoever signs it may have made them up. It is told, and moves nothing,
    // but where this office knows already that it went back: then no revision is used twice.
    let gone = answers_what_is_gone(act, &receipt, label)?;
    if !gone.is_empty() && store::gone_back(act.store())?.is_some() {
        act.write(|log, _| used_up(log, label, &gone))?;
    }
    let answered = receipt.receipts.iter().map(|entry| &entry.package_id);
    let kept = label.kept_heads.iter().map(|head| &head.package_id);
    // Each package is looked at once, however often it is named: its file may be large.
    let mut sent = BTreeSet::new();
    for package in answered.chain(kept).collect::<BTreeSet<_>>() {
        if was_sent_to(act, package, label)? {
            sent.insert(package);
        }
    }
    let mut fresh = Vec::new();
    let mut sent_there = false;
    for entry in &receipt.receipts {
        if sent.contains(&entry.package_id) {
            sent_there = true;
            if !store::has_answered_since(act.store(), &entry.package_id, &from)? {
                fresh.push(entry);
            }
        }
    }
    if !sent_there {
        let told = told(act, label);
        return Err(match gone.is_empty() {
            false => Refusal::SentBefore(told).into(),
            true => Refusal::NothingSentThere(told).into(),
        });
    }
    let mut heads = Vec::new();
    for head in &label.kept_heads {
        let is_one = head.audit.length > 0 && Sha256::parse(&head.audit.hash).is_ok();
        if is_one && sent.contains(&head.package_id) {
            heads.push(head);
        }
    }
    if fresh.is_empty() {
        return Err(Refusal::Older(Standing::Package(told(act, label))).into());
    }
    let today = Day::today().map_err(StoreError::from)?;
    let kept = read.keep(act)?;
    let seen = Seen::opened(looked, &opened.manifest);
    let subject = format!("receipt {}", label.package_id);
    act.write(|log, catalogues| -> Result<(), StoreError> {
        let writer = log.entry(Action::Imported, &subject)?;
        for entry in fresh {
            let reasons = serde_json::to_string(&entry.reasons)
                .map_err(|error| StoreError::bad("reasons", error))?;
            let state = entry.state.code();
            writer.add_received_receipt(&entry.package_id, &from, state, &reasons)?;
            hand_on(log, catalogues, entry, from.unit, today)?;
        }
        for head in heads {
            writer.keep_outside_head(&head.package_id, from.unit, &head.audit)?;
        }
        note_kept(log, &writer, &kept, &seen)
    })?;
    Ok(Taken {
        not_here: gone.len(),
        ..Taken::plain(Verdict::ReceiptKept)
    })
}

/// Highest revision that is believed to be used up because another office says so.
const MOST_REVISIONS: i64 = 10_000;

/// Notes the revisions and running numbers of packages that are not here: the next ones are higher.
fn used_up(log: &Log<'_>, label: &Envelope, gone: &BTreeSet<String>) -> Result<(), StoreError> {
    for head in label
        .kept_heads
        .iter()
        .filter(|head| gone.contains(&head.package_id))
    {
        let (Some(period), Some(revision)) = (head.period, head.revision) else {
            continue;
        };
        if (1..=MOST_REVISIONS).contains(&revision) {
            log.revision_used(&head.package_id, period, revision)?;
        }
    }
    Ok(())
}

/// The packages that a receipt of an office above answers and of which there is no trace here, each once.
fn answers_what_is_gone(
    office: &Office,
    receipt: &Receipt,
    label: &Envelope,
) -> Result<BTreeSet<String>, StoreError> {
    let from = &label.sender.unit;
    let is_above = office
        .catalogues()
        .iter()
        .any(|catalogue| catalogue.units.is_within(office.unit(), from));
    let mut gone = BTreeSet::new();
    if !is_above || from == office.unit() {
        return Ok(gone);
    }
    for entry in &receipt.receipts {
        let id = &entry.package_id;
        let is_here = store::is_own_package(office.store(), id)?
            || store::transfer(office.store(), id)?.is_some();
        if !is_here {
            gone.insert(id.clone());
        }
    }
    Ok(gone)
}

/// Whether the package that is answered is one of this office's, and was sent to the office that answers, or
/// to one that is a part of it since.
fn was_sent_to(office: &Office, package_id: &str, label: &Envelope) -> Result<bool, Stop> {
    let from = &label.sender.unit;
    let handed_over = store::transfer(office.store(), package_id)?;
    if handed_over.is_some_and(|t| t.direction == TransferDirection::Out && t.unit == *from) {
        return Ok(true);
    }
    if !store::is_own_package(office.store(), package_id)? {
        return Ok(false);
    }
    // To whom it went, its own label says.
    let Ok(sent) = office.kept_label(package_id) else {
        return Ok(false);
    };
    let sent = sent.envelope;
    let day = |moment: Moment| moment.day().map_err(StoreError::from);
    let then = day(sent.created_at)?;
    let units = office
        .catalogues()
        .ancestors(from, day(label.created_at)?.max(then), then);
    let mut recipients = sent.recipients.iter();
    Ok(recipients.any(|recipient| {
        recipient.unit != *office.unit()
            && (recipient.unit == *from || units.contains(&recipient.unit))
    }))
}

/// Notes that another unit has confirmed a case it took over: that unit counts it now. Or that it has not
/// taken it: then it is open here as before. A receipt for another package, or from another unit, changes
/// nothing.
fn hand_on(
    log: &Log<'_>,
    catalogues: &Catalogues,
    entry: &ReceiptEntry,
    from: &UnitCode,
    today: Day,
) -> Result<(), StoreError> {
    let package_id = &entry.package_id;
    let Some(transfer) = store::transfer(log, package_id)?
        .filter(|t| t.direction == TransferDirection::Out && t.unit == *from)
        .filter(|t| t.confirmed_at.is_none())
    else {
        return Ok(());
    };
    let mut case = store::record::<ViolenceCase>(log, transfer.case)?;
    match entry.state {
        ReceiptState::Accepted => {
            case.record.handed_to = Some(from.clone());
            case.record.handed_on = Some(today.max(case.record.found_on));
        }
        // Meanwhile it may have been offered to another unit.
        ReceiptState::Returned if case.record.handed_to.as_ref() == Some(from) => {
            case.record.handed_to = None;
        }
        ReceiptState::Returned => return Ok(()),
    }
    let cells = case.record.to_cells();
    log.change(RecordKind::ViolenceCase, case.id, case.version, &cells)?;
    if entry.state == ReceiptState::Accepted {
        log.unlogged(NoEntry::Finishing)
            .confirm_transfer(package_id)?;
    }
    register::project(log, catalogues, case.id)
}
