//! What could not be written was not told.

use super::*;
use crate::casework::CaseState;
use crate::model::{Moment, RecordId, RecordKind, Sha256};
use crate::package::{ReceiptState, TransferGround};
use crate::report::SheetPart;
use crate::store::{self, Action, OWN, Reader, TransferDirection};
use crate::test_offices::*;
use crate::vault::Office;
use rusqlite::params;

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
    // On whatever ground, where nobody said yes and it is not recorded that the law asks for it.
    for ground in [TransferGround::Consent, TransferGround::Law] {
        let refused = from.write_transfer(
            case,
            &other,
            ground,
            StaysHere::default(),
            &place.at("khong.tienbo"),
        );
        let told = format!("{:?}", refused.err());
        assert!(told.contains("NotAgreedToTransfer"), "{told}");
    }
    law_asks_for_transfer(&mut from, case, &other);
    not_written(&mut from, |office| {
        office.write_transfer(
            case,
            &other,
            TransferGround::Law,
            StaysHere::default(),
            &place.pulled_out(),
        )
    });
    assert!(store::transfers(from.store()).unwrap().is_empty());
    assert_eq!(from.case(case).unwrap().state, CaseState::Open);

    let file = place.at("chuyen.tienbo");
    let written = from.write_transfer(
        case,
        &other,
        TransferGround::Law,
        StaysHere::default(),
        &file,
    );
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

/// Puts a file at a record as another program would, and its bytes where they are given.
fn plant(office: &Office, record: RecordId, name: &str, bytes: Option<&[u8]>) {
    let hash = Sha256::of(name.as_bytes());
    let connection = office.store().connection();
    if let Some(bytes) = bytes {
        let sql = "INSERT INTO blobs (sha256, bytes) VALUES (?1, ?2)";
        connection
            .execute(sql, params![hash.as_str(), bytes])
            .unwrap();
    }
    let sql = "INSERT INTO attachments (id, origin, version, changed_at, changed_by, created_at,
               created_by, deleted, record, name, sha256, size, travels)
               VALUES (?1, 0, 1, ?2, 'x', ?2, 'x', 0, ?3, ?4, ?5, ?6, 1)";
    let size = bytes.map_or(4, <[u8]>::len) as i64;
    let id = RecordId::new().to_string();
    let at = Moment::now();
    connection
        .execute(
            sql,
            params![id, at, record.to_string(), name, hash.as_str(), size],
        )
        .unwrap();
}

#[test]
fn a_file_that_was_planted_at_a_case_is_told_and_not_sent() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    let case = open_case(&mut commune);
    plant(&commune, case, "ban-ke.txt", Some(b"ban-ke.txt"));
    assert_eq!(commune.verify().unwrap().at_cases, ["ban-ke.txt"]);
    commune.close(period(), Some("số liệu thử")).unwrap();
    let leaving = commune.leaving(period()).unwrap();
    assert_eq!((leaving.files.len(), leaving.files_kept), (0, 1));
    let file = place.at("bao-cao.tienbo");
    commune.write_submission(period(), day(), &file).unwrap();
    take_in(&mut province, &file, None);
}

#[test]
fn a_file_that_is_lost_is_told_before_the_period_is_closed_and_where_it_is_lost_later() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    let member = store::flat_records(commune.store(), RecordKind::CommitteeMember, OWN).unwrap();
    let member = member[0].id;
    plant(&commune, member, "quyet-dinh.pdf", None);
    let lost = |office: &Office| {
        let findings = office.check(period()).unwrap();
        let lost = findings.into_iter().filter(|one| one.code == "file-lost");
        lost.map(|one| one.detail).collect::<Vec<_>>()
    };
    assert_eq!(lost(&commune), ["quyet-dinh.pdf"]);
    let refused = commune.close(period(), Some("số liệu thử"));
    assert!(
        matches!(refused, Err(PeriodError::NotComplete(1))),
        "{refused:?}"
    );
    // As long as there is, other bytes are not the file.
    let connection = commune.store().connection();
    let hash = Sha256::of(b"quyet-dinh.pdf");
    let sql = "INSERT INTO blobs (sha256, bytes) VALUES (?1, ?2)";
    connection
        .execute(sql, params![hash.as_str(), b"khac"])
        .unwrap();
    assert_eq!(lost(&commune), [""; 0]);
    let refused = commune.close(period(), Some("số liệu thử"));
    assert!(
        matches!(refused, Err(PeriodError::NotComplete(1))),
        "{refused:?}"
    );
    let attached = commune.attachments(member).unwrap();
    let old = [(attached[0].id, attached[0].version)];
    commune
        .delete_records(RecordKind::Attachment, &old)
        .unwrap();
    let kind = RecordKind::CommitteeMember;
    commune
        .attach(kind, member, "moi.pdf", b"%PDF-moi", true)
        .unwrap();
    commune.close(period(), Some("số liệu thử")).unwrap();

    let sql = "DELETE FROM blobs WHERE sha256 = ?1";
    let hash = Sha256::of(b"%PDF-moi");
    commune
        .store()
        .connection()
        .execute(sql, [hash.as_str()])
        .unwrap();
    let file = place.at("bao-cao.tienbo");
    let refused = commune.write_submission(period(), day(), &file).err();
    assert!(matches!(&refused, Some(SendingError::FileLost(name)) if name == "moi.pdf"));
    assert!(!file.exists());
}
