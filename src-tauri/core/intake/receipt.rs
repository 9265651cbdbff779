//! Receipts: what the receiving office says of this office's packages, and another unit of a case that it took
//! over.

use super::label::{check_sender, open};
use super::{Stop, Taken, Verdict};
use crate::catalogue::Catalogues;
use crate::model::{Day, FlatForm, RecordKind, UnitCode, ViolenceCase};
use crate::package::{Looked, Receipt, ReceiptState};
use crate::register;
use crate::store::{self, Action, Direction, StoreError, Writer, now};
use crate::vault::Office;

/// Notes what the receiving office says of this office's packages.
pub(super) fn receipt(office: &mut Office, looked: &Looked) -> Result<Taken, Stop> {
    check_sender(office, looked)?;
    let opened = open(office, looked)?;
    let receipt: Receipt = opened.message()?;
    let who = office.user().to_owned();
    let from = &looked.envelope.sender.unit;
    let today = Day::new(now().date_naive()).map_err(StoreError::from)?;
    office.write(|writer, catalogues| -> Result<(), StoreError> {
        for entry in &receipt.receipts {
            let reasons = serde_json::to_string(&entry.reasons)
                .map_err(|error| StoreError::bad("reasons", error))?;
            writer.add_received_receipt(
                &entry.package_id,
                from,
                entry.state.code(),
                &reasons,
                &looked.envelope.created_at,
            )?;
            if entry.state == ReceiptState::Accepted {
                hand_on(writer, catalogues, &entry.package_id, from, today, &who)?;
            }
        }
        writer.audit(
            &who,
            Action::Imported,
            &format!("receipt {}", looked.envelope.package_id),
        )
    })?;
    Ok(Taken::plain(Verdict::ReceiptKept))
}

/// Notes that another unit has confirmed a case it took over: that unit counts it now. A receipt for
/// another package, or from another unit, changes nothing.
fn hand_on(
    writer: &Writer<'_>,
    catalogues: &Catalogues,
    package_id: &str,
    from: &UnitCode,
    today: Day,
    who: &str,
) -> Result<(), StoreError> {
    let Some(transfer) = store::transfer(writer, package_id)?
        .filter(|t| t.direction == Direction::Out && t.unit == *from)
        .filter(|t| t.confirmed_at.is_none())
    else {
        return Ok(());
    };
    let mut case = store::record::<ViolenceCase>(writer, transfer.case)?;
    case.record.handed_to = Some(from.clone());
    case.record.handed_on = Some(today.max(case.record.found_on));
    let cells = case.record.to_cells();
    writer.change(RecordKind::ViolenceCase, case.id, case.version, &cells, who)?;
    writer.confirm_transfer(package_id)?;
    register::project(writer, catalogues, case.id, who)
}
