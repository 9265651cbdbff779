//! Users, their roles and passphrases; and the window that locks itself when she leaves.

use crate::act;
use crate::start::{add_user, at_work, new_office};
use std::path::Path;
use tienbo_core::vault::Role;
use tienbo_support::{COMMUNE, PASSPHRASE, Place, Stage, USER, copy, make, open, open_as};

const NEW: &str = "câu mới cũng đủ dài";

/// An office with a second user.
fn with_user(place: &Place, name: &str, roles: &[Role]) {
    drop(make(&place.office(), COMMUNE));
    add_user(&place.office(), name, roles);
}

/// Whether an office opens to a user with the passphrase that all have.
fn opens(office: &Path, user: &str) -> bool {
    let user = tienbo_core::vault::UserName::new(user).unwrap();
    let passphrase = age::secrecy::SecretString::from(PASSPHRASE.to_owned());
    tienbo_core::vault::Office::open(office, &user, &passphrase).is_ok()
}

#[test]
fn a_passphrase_that_was_seen_changes_the_keys_too() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        // What somebody who saw it took along: her key file.
        let slot = place.office().join("keys").join(format!("{USER}.age"));
        let taken = std::fs::read(&slot).unwrap();
        stage.click("#go-admin").await;
        stage.fill("#old", PASSPHRASE).await;
        stage.fill("#fresh", NEW).await;
        stage.fill("#fresh-again", NEW).await;
        stage.click("#seen").await;
        stage.inspect("passphrase-seen").await;
        stage.click("#change-passphrase").await;
        stage.says("#keys-changed", "khóa của đơn vị").await;
        stage.close().await;
        assert!(
            open_as(&place.office(), USER, NEW)
                .verify()
                .unwrap()
                .is_fine()
        );
        // Put back, it opens nothing.
        std::fs::write(&slot, taken).unwrap();
        assert!(!opens(&place.office(), USER));
    });
}

#[test]
fn who_is_no_head_is_told_whom_to_ask_when_her_passphrase_was_seen() {
    act(async {
        let place = Place::new();
        with_user(&place, "hoa", &[Role::Recorder]);
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", "hoa").await;
        crate::start::unlock(&stage).await;
        stage.click("#go-admin").await;
        stage.find("#seen:disabled").await;
        stage
            .says("#passphrase-title ~ [data-form]", "nhờ người phụ trách")
            .await;
        let sent = serde_json::json!({"old": PASSPHRASE, "fresh": NEW, "seen": true});
        let answer = stage.ask("change_passphrase", sent).await;
        assert_eq!(answer, Err("vault-not-allowed".to_owned()));
        stage.close().await;
    });
}

#[test]
fn a_user_is_given_other_roles_without_her_passphrase_and_what_follows_is_said() {
    act(async {
        let place = Place::new();
        with_user(&place, "hoa", &[Role::Recorder, Role::CaseOfficer]);
        let stage = at_work(&place.office()).await;
        stage.click("#go-admin").await;
        stage.click("#roles-hoa").await;
        stage.click("#role-case-officer").await;
        stage.says("#roles-lost", "Phụ trách vụ việc").await;
        stage.says("#roles-lost", "thẻ đơn vị mới").await;
        stage.inspect("user-roles").await;
        stage.click("#set-roles").await;
        stage.says("#user-done", "Ghi chép").await;
        stage.says("#user-done", "Sao lưu lại").await;
        stage.close().await;
        let office = open_as(&place.office(), "hoa", PASSPHRASE);
        assert_eq!(office.roles(), [Role::Recorder]);
    });
}

#[test]
fn a_user_is_removed_only_after_it_was_said_what_that_does() {
    act(async {
        let place = Place::new();
        with_user(&place, "hoa", &Role::ALL);
        let kept = place.file("ban-sao");
        copy(&place.office(), &kept);
        let stage = at_work(&place.office()).await;
        stage.click("#go-admin").await;
        stage.click("#remove-hoa").await;
        stage.says("#remove-lead", "Khóa của đơn vị đổi ngay").await;
        stage.says("#remove-lead", "thẻ đơn vị mới").await;
        stage.inspect("user-remove").await;
        stage.click("#remove-user").await;
        stage.says("#user-done", "Đã xóa người dùng hoa").await;
        stage.gone("#remove-hoa").await;
        stage.inspect("user-removed").await;
        stage.close().await;
        // Her key file, kept from before, opens what was then and nothing written since.
        assert!(opens(&kept, "hoa"));
        let slot = |office: &Path| office.join("keys/hoa.age");
        std::fs::copy(slot(&kept), slot(&place.office())).unwrap();
        assert!(!opens(&place.office(), "hoa"));
        assert!(open(&place.office()).verify().unwrap().is_fine());
    });
}
