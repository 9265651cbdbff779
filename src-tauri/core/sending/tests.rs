//! What could not be written was not told.

use super::*;
use crate::casework::CaseState;
use crate::package::{ReceiptState, TransferGround};
use crate::report::SheetPart;
use crate::store::{self, Action, TransferDirection};
use crate::test_offices::*;
use crate::vault::Office;

/// What the log says was done, but for unlocking.
fn log(office: &Office) -> Vec<String> {
    let entries = store::audit_entries(office.store()).unwrap();
    entries.into_iter().map(|entry| entry.action).collect()
}

/// Refuses to be written, and leaves the log as it was.
fn not_written<T>(office: &mut Office, act: impl FnOnce(&mut Office) -> Result<T, SendingError>) {
    let before = log(office);
    let failed = act(office).err().expect("it cannot be written there");
    assert!(
        matches!(failed, SendingError::Vault(VaultError::Io { .. })),
        "{failed}"
    );
    assert_eq!(log(office), before);
}

#[test]
fn a_card_and_a_roster_that_were_not_written_are_not_in_the_log() {
    let place = Place::new();
    let mut office = place.office(PROVINCE);
    not_written(&mut office, |office| office.write_card(&place.pulled_out()));
    not_written(&mut office, |office| {
        office.write_roster(&place.pulled_out())
    });
}

#[test]
fn a_receipt_that_was_not_written_leaves_its_unit_waiting() {
    let place = Place::new();
    let (mut province, package) = province_with_a_submission(&place);
    let commune = unit(COMMUNE);
    province
        .decide(&package, Some(ReceiptState::Accepted))
        .unwrap();
    not_written(&mut province, |office| {
        office.write_receipt(&commune, &place.pulled_out())
    });
    assert_eq!(province.waiting_receipts().unwrap().len(), 1);
    let receipt = place.at("phieu.tienbo");
    province.write_receipt(&commune, &receipt).unwrap();
    assert!(province.waiting_receipts().unwrap().is_empty());
    assert_eq!(
        log(&province).last().map(String::as_str),
        Some(Action::Receipted.code())
    );
}

#[test]
fn a_submission_that_was_not_written_is_not_sent_and_stays_one_package() {
    let place = Place::new();
    let mut commune = place.office(COMMUNE);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    commune.close(period(), Some("số liệu thử")).unwrap();
    not_written(&mut commune, |office| {
        office.write_submission(period(), day(), &place.pulled_out())
    });
    assert!(store::sent(commune.store()).unwrap().is_empty());
    let made = commune.closed(period()).unwrap().package_id;
    let file = place.at("bao-cao.tienbo");
    let written = commune.write_submission(period(), day(), &file).unwrap();
    assert_eq!(Some(written.envelope.package_id), made);
    let sent = store::sent(commune.store()).unwrap();
    assert_eq!(Some(&sent[0].package_id), made.as_ref());
    assert_eq!(sent.len(), 1);
    // Nor is the slip that goes with it printed where it was not.
    not_written(&mut commune, |office| {
        office.write_cover_slip(period(), &place.pulled_out())
    });
    commune
        .write_cover_slip(period(), &place.at("phieu-bia.pdf"))
        .unwrap();
    assert_eq!(
        log(&commune).last().map(String::as_str),
        Some(Action::Printed.code())
    );
}

#[test]
fn a_cover_slip_says_the_head_of_the_log_that_its_package_says() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    commune.close(period(), Some("số liệu thử")).unwrap();
    let file = place.at("bao-cao.tienbo");
    let written = commune.write_submission(period(), day(), &file).unwrap();
    take_in(&mut province, &file, None);
    let package = written.envelope.package_id;
    let (manifest, _) = province.reread(&package).unwrap();
    // The log goes on before the slip is printed.
    commune.write_card(&place.at("the.tienbo")).unwrap();
    assert_ne!(store::audit_head(commune.store()).unwrap(), manifest.audit);
    let slip = cover_slip(&commune, period()).unwrap();
    let label = crate::message::official("sheet-log", &[]);
    let log = slip.parts.iter().find_map(|part| match part {
        SheetPart::Pair(name, value) if *name == label => Some(value.clone()),
        _ => None,
    });
    assert_eq!(log, Some(manifest.audit.short()));
    // The receiver sees the same.
    let submission = store::submission_by_package(province.store(), &package).unwrap();
    let audit = submission.unwrap().audit.unwrap();
    assert_eq!(log, Some(audit.short()));
}

#[test]
fn what_every_office_answered_is_shown() {
    let place = Place::new();
    let mut commune = place.office(COMMUNE);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    commune.close(period(), Some("số liệu thử")).unwrap();
    let file = place.at("bao-cao.tienbo");
    let written = commune.write_submission(period(), day(), &file).unwrap();
    let package = written.envelope.package_id;
    let answers = [(PROVINCE, "accepted"), (OTHER, "returned")];
    for (from, state) in answers {
        let from = unit(from);
        let answerer = store::Answerer {
            unit: &from,
            signing_key: "RW",
            sequence: 1,
            made_at: crate::model::Moment::now(),
        };
        let mut act = commune.act(crate::vault::Role::Head).unwrap();
        act.write(|log, _| {
            log.entry(Action::Imported, "receipt")?
                .add_received_receipt(&package, &answerer, state, "[]")
        })
        .unwrap();
    }
    let sent = store::sent(commune.store()).unwrap();
    let shown = sent.iter().map(|sent| {
        let by = sent.answered_by.as_ref().unwrap();
        (by.as_str(), sent.receipt.as_deref().unwrap())
    });
    assert_eq!(shown.collect::<Vec<_>>(), answers);
}

#[test]
fn a_case_is_handed_over_and_confirmed_only_by_a_package_that_was_written() {
    let place = Place::new();
    let mut from = place.office(COMMUNE);
    let mut to = place.office(OTHER);
    let mut province = place.office(PROVINCE);
    enrol(&place, &mut province, &mut [&mut from, &mut to]);
    // The first enrolled learns of the second by the next roster.
    take_in(&mut from, &place.at("danh-ba.tienbo"), None);
    let case = open_case(&mut from);
    let other = unit(OTHER);
    not_written(&mut from, |office| {
        office.write_transfer(case, &other, TransferGround::Consent, &place.pulled_out())
    });
    assert!(store::transfers(from.store()).unwrap().is_empty());
    assert_eq!(from.case(case).unwrap().state, CaseState::Open);

    let file = place.at("chuyen.tienbo");
    let written = from.write_transfer(case, &other, TransferGround::Consent, &file);
    let package = written.unwrap().envelope.package_id;
    assert_eq!(from.case(case).unwrap().state, CaseState::HandingOver);
    take_in(&mut to, &file, None);
    to.accept_transfer(&package).unwrap();
    not_written(&mut to, |office| {
        office.confirm_transfer(&package, &place.pulled_out())
    });
    let confirmed = |office: &Office| {
        let transfer = store::transfer(office.store(), &package).unwrap().unwrap();
        transfer.confirmed_at.is_some()
    };
    assert!(!confirmed(&to));

    let receipt = place.at("xac-nhan.tienbo");
    to.confirm_transfer(&package, &receipt).unwrap();
    assert!(confirmed(&to));
    take_in(&mut from, &receipt, None);
    assert_eq!(from.case(case).unwrap().state, CaseState::HandedOver);
    let transfers = store::transfers(from.store()).unwrap();
    assert_eq!(transfers[0].direction, TransferDirection::Out);
    assert!(confirmed(&from));
}
