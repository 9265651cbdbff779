//! What somebody else does while she types, and what fails in the middle.

use crate::act;
use crate::start::{add_user, at_work};
use tienbo_core::entry::{Typed, draft_place};
use tienbo_core::model::{Period, RecordKind};
use tienbo_core::vault::Role;
use tienbo_support::{COMMUNE, Key, PASSPHRASE, Place, make, open, open_as};

const DOCUMENT: RecordKind = RecordKind::IssuedDocument;

/// A document with a summary.
fn document(summary: &str) -> Typed {
    [
        ("symbol", "01/KH"),
        ("date", "5/3/24"),
        ("issuer", "Ban VSTBPN"),
        ("summary", summary),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

fn period() -> Period {
    "phu-luc-02/2024/annual".parse().unwrap()
}

#[test]
fn a_text_that_somebody_else_saved_meanwhile_is_shown_beside_what_was_written() {
    act(async {
        let place = Place::new();
        let mut office = make(&place.office(), COMMUNE);
        for text in ["I.1", "I.4.1"] {
            office
                .put_narrative(period(), text, "Như trước", "")
                .unwrap();
            office
                .keep_narrative(period(), text, "Lan đang viết", "Như trước")
                .unwrap();
        }
        drop(office);
        add_user(&place.office(), "hoa", &[Role::Recorder]);
        let mut office = open_as(&place.office(), "hoa", PASSPHRASE);
        for text in ["I.1", "I.4.1"] {
            office
                .put_narrative(period(), text, "Hoa đã sửa", "Như trước")
                .unwrap();
        }
        drop(office);
        let stage = at_work(&place.office()).await;
        stage.click("#go-narrative").await;
        for text in ["I\\.1", "I\\.4\\.1"] {
            stage
                .says(&format!("#apart-{text}"), "đã được người khác sửa")
                .await;
            stage.says(&format!("#apart-{text}"), "Hoa đã sửa").await;
            stage.says(&format!("#text-{text}"), "Lan đang viết").await;
        }
        stage.inspect("narrative-changed-meanwhile").await;
        stage.click("#keep-mine-I\\.1").await;
        stage.gone("#apart-I\\.1").await;
        stage.click("#take-theirs-I\\.4\\.1").await;
        stage.gone("#apart-I\\.4\\.1").await;
        stage.says("#text-I\\.4\\.1", "Hoa đã sửa").await;
        stage.says("#saved-I\\.1", "Đã lưu").await;
        stage.click("#go-home").await;
        stage.gone("#drafts").await;
        stage.close().await;
        let office = open(&place.office());
        let places = office.narratives(period()).unwrap();
        let stands = |code: &str| {
            let found = places.iter().find(|place| place.code == code).unwrap();
            found.text.clone()
        };
        assert_eq!(stands("I.1"), "Lan đang viết");
        assert_eq!(stands("I.4.1"), "Hoa đã sửa");
    });
}

#[test]
fn what_was_typed_into_a_record_that_was_deleted_meanwhile_is_put_back_or_given_up() {
    act(async {
        let place = Place::new();
        let mut office = make(&place.office(), COMMUNE);
        let ids = [1, 2].map(|number| {
            let mut typed = document("Như trước");
            typed.insert("symbol".to_owned(), format!("{number}/KH"));
            office.save_typed(DOCUMENT, &typed, None).unwrap()
        });
        for id in ids {
            let at = draft_place(DOCUMENT, Some(id), None);
            office
                .keep_draft(&at, Some(1), document("Lan đang gõ"))
                .unwrap();
            office.delete_records(DOCUMENT, &[(id, 1)]).unwrap();
        }
        drop(office);
        let stage = at_work(&place.office()).await;
        stage.says("#drafts ~ *", "đã bị xóa sau khi gõ dở").await;
        stage.inspect("drafts-of-deleted").await;
        // The one is given up.
        stage.click("#drafts ~ p .link + .link").await;
        let left = "return document.querySelectorAll('#drafts ~ p').length";
        stage.until(&format!("{left} === 1")).await;
        // The other is put back, with what was typed.
        stage.click("#drafts ~ p .link").await;
        stage.holds("#f-summary", "Lan đang gõ").await;
        stage.holds("#now-summary", "Như trước").await;
        stage.click("#keep-mine").await;
        stage.gone("#apart").await;
        stage.chord(Key::Control, 's').await;
        stage.gone("#f-summary").await;
        stage.says("tbody", "Lan đang gõ").await;
        stage.click("#go-home").await;
        stage.gone("#drafts").await;
        stage.close().await;
    });
}

#[test]
fn a_change_of_keys_that_fails_is_told_and_the_window_works_on() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        add_user(&place.office(), "hoa", &Role::ALL);
        let stage = at_work(&place.office()).await;
        stage.click("#go-admin").await;
        // The list of who holds which key cannot be put in its place.
        let list = place.office().join("keys/office.json");
        let aside = place.file("office.json");
        std::fs::rename(&list, &aside).unwrap();
        std::fs::create_dir(&list).unwrap();
        stage.click("#remove-hoa").await;
        stage.click("#remove-user").await;
        stage.says("#user-failed", "office.json").await;
        stage.inspect("keys-not-changed").await;
        std::fs::remove_dir(&list).unwrap();
        std::fs::rename(&aside, &list).unwrap();
        // She works on, and what failed is done when it is asked for again.
        stage.click("#nav-issued_documents").await;
        stage.press(&[Key::F5]).await;
        for (field, text) in [
            ("#f-symbol", "01/KH"),
            ("#f-date", "5/3/24"),
            ("#f-issuer", "Ban VSTBPN"),
            ("#f-summary", "Kế hoạch sau khi lỗi"),
        ] {
            stage.fill(field, text).await;
        }
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        stage.press(&[Key::Escape]).await;
        stage.click("#go-admin").await;
        stage.click("#remove-hoa").await;
        stage.click("#remove-user").await;
        stage.says("#user-done", "Đã xóa người dùng hoa").await;
        stage.close().await;
        let office = open(&place.office());
        let found = office.verify().unwrap();
        assert!(found.is_fine(), "{found:#?}");
        assert_eq!(office.users().unwrap().len(), 1);
    });
}
