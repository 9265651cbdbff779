//! Receipts: what the receiving office says of this office's packages, and another unit of a case that it took
//! over.

use super::ahead::ReadPackage;
use super::label::{check_sender, open};
use super::{Stop, Taken, Verdict, note_kept};
use crate::catalogue::Catalogues;
use crate::model::{Day, FlatForm, RecordKind, UnitCode, ViolenceCase};
use crate::package::{Receipt, ReceiptState};
use crate::register;
use crate::store::{self, Action, Log, NoEntry, StoreError, TransferDirection};
use crate::vault::Act;

/// Notes what the receiving office says of this office's packages.
pub(super) fn take(act: &mut Act<'_>, read: &ReadPackage) -> Result<Taken, Stop> {
    let looked = &read.looked;
    check_sender(act, looked)?;
    let receipt: Receipt = open(act, looked)?.message()?;
    let (from, made_at) = (&looked.envelope.sender.unit, looked.envelope.created_at);
    let today = Day::today().map_err(StoreError::from)?;
    let kept = read.keep(act)?;
    let subject = format!("receipt {}", looked.envelope.package_id);
    act.write(|log, catalogues| -> Result<(), StoreError> {
        let writer = log.entry(Action::Imported, &subject)?;
        for entry in &receipt.receipts {
            let reasons = serde_json::to_string(&entry.reasons)
                .map_err(|error| StoreError::bad("reasons", error))?;
            let state = entry.state.code();
            writer.add_received_receipt(&entry.package_id, from, state, &reasons, made_at)?;
            if entry.state == ReceiptState::Accepted {
                hand_on(log, catalogues, &entry.package_id, from, today)?;
            }
        }
        note_kept(&writer, &kept)
    })?;
    Ok(Taken::plain(Verdict::ReceiptKept))
}

/// Notes that another unit has confirmed a case it took over: that unit counts it now. A receipt for
/// another package, or from another unit, changes nothing.
fn hand_on(
    log: &Log<'_>,
    catalogues: &Catalogues,
    package_id: &str,
    from: &UnitCode,
    today: Day,
) -> Result<(), StoreError> {
    let Some(transfer) = store::transfer(log, package_id)?
        .filter(|t| t.direction == TransferDirection::Out && t.unit == *from)
        .filter(|t| t.confirmed_at.is_none())
    else {
        return Ok(());
    };
    let mut case = store::record::<ViolenceCase>(log, transfer.case)?;
    case.record.handed_to = Some(from.clone());
    case.record.handed_on = Some(today.max(case.record.found_on));
    let cells = case.record.to_cells();
    log.change(RecordKind::ViolenceCase, case.id, case.version, &cells)?;
    log.unlogged(NoEntry::Finishing)
        .confirm_transfer(package_id)?;
    register::project(log, catalogues, case.id)
}
