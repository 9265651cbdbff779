//! A submission is looked at, returned or accepted; its unit is told, corrects and sends again.

use super::{day, period, taken_in};
use crate::act;
use crate::start::at_work;
use age::secrecy::ExposeSecret;
use std::path::PathBuf;
use tienbo_core::package::{Reason, Receipt, ReceiptState, look};
use tienbo_core::store;
use tienbo_support::{COMMUNE, Place, made_once, open};

#[test]
fn the_matrix_leads_to_a_submission_that_is_returned_with_a_remark() {
    act(async {
        let place = Place::new();
        taken_in(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-standing").await;
        stage.choose("#standing-show", "undecided").await;
        stage.says("[role=status]", "17 đơn vị").await;
        stage.inspect("standing").await;
        stage.fill("#standing-search", COMMUNE).await;
        stage.says("[role=status]", "1 đơn vị").await;
        stage
            .js(&format!(
                "document.querySelector(\"[id^='cell-{COMMUNE}-']\").click()"
            ))
            .await;
        stage.says("h1", "Phường Vũ Ninh").await;
        stage.says("#review-lines", "Văn bản").await;
        // Its print says another day than that on which its package was made, and nothing else.
        stage.click("#print-compare").await;
        stage.says("#print-standing li", "Trang 1: ").await;
        stage.says("#print-standing li", "ngày 30 tháng 11").await;
        stage.click("#remark-add").await;
        stage.choose("#remark-place-0", "I.1").await;
        stage.fill("#remark-0", "Thiếu kế hoạch quý IV.").await;
        stage.inspect("review").await;
        stage.click("#return").await;
        stage.says("#decision", "Đã trả lại").await;
        stage.close().await;
    });
}

/// The same with the commune's submission returned; gives the folder of receipts, which is empty.
fn returned(place: &Place) -> PathBuf {
    taken_in(place);
    made_once("one returned".to_owned(), &place.office(), |office| {
        let place = Place::new();
        taken_in(&place);
        let mut province = open(&place.office());
        let submissions = store::submissions(province.store()).unwrap();
        let of_commune = submissions
            .iter()
            .find(|sent| sent.unit.as_str() == COMMUNE);
        let package = &of_commune.unwrap().package_id;
        let remark = Reason {
            section: Some("I.1".to_owned()),
            record: None,
            text: "Thiếu kế hoạch quý IV.".to_owned(),
        };
        province.put_remarks(package, &[remark]).unwrap();
        let decision = Some(ReceiptState::Returned);
        province.decide(package, decision).unwrap();
        drop(province);
        tienbo_support::copy(&place.office(), office);
    });
    let receipts = place.file("phieu");
    std::fs::create_dir(&receipts).unwrap();
    receipts
}

#[test]
fn all_that_give_nothing_to_ask_are_accepted_at_once_and_each_unit_gets_a_receipt() {
    act(async {
        let place = Place::new();
        let receipts = returned(&place);
        let units = taken_in(&Place::new());
        let stage = at_work(&place.office()).await;
        stage.click("#go-standing").await;
        stage.choose("#standing-show", "all").await;
        stage.find("#matrix thead button").await;
        stage.click("#matrix thead button").await;
        stage.says(".toast", "Đã tiếp nhận 16 báo cáo").await;
        stage.click("#go-inbox").await;
        stage.says("#waiting", "0 tiếp nhận, 1 trả lại").await;
        stage.click("#write-receipts").await;
        stage.answer_dialog(&receipts);
        stage.says(".toast", "Đã ghi 17 phiếu").await;
        stage.close().await;
        assert_eq!(std::fs::read_dir(&receipts).unwrap().count(), 17);
        let theirs = receipts.join(format!("phieu-tiep-nhan-{}.tienbo", units[3].code));
        let opened = look(&std::fs::read(theirs).unwrap()).unwrap();
        let opened = opened.open(units[3].identity.expose_secret()).unwrap();
        let receipt: Receipt = opened.message().unwrap();
        assert_eq!(receipt.receipts[0].state, ReceiptState::Accepted);
    });
}

#[test]
fn a_unit_reads_why_its_report_came_back_corrects_it_and_sends_it_again() {
    act(async {
        let place = Place::new();
        let receipts = returned(&place);
        open(&place.office()).write_receipts(&receipts).unwrap();
        let stage = at_work(&place.file("xa")).await;
        stage.click("#go-submit").await;
        stage.click("#take-in").await;
        stage.answer_dialog(&receipts.join(format!("phieu-tiep-nhan-{COMMUNE}.tienbo")));
        stage.says(".notice.fine", "phieu-tiep-nhan").await;
        stage
            .says(
                "#history ~ *, section:has(#history)",
                "Thiếu kế hoạch quý IV.",
            )
            .await;
        stage.click("#reopen").await;
        stage.gone("#reopen").await;
        stage.click("#nav-issued_documents").await;
        stage.click("#new").await;
        stage.fill("#f-symbol", "104/KH-BVSTBPN").await;
        stage.fill("#f-date", "2/10/2024").await;
        stage.fill("#f-issuer", "Ban VSTBPN").await;
        stage.fill("#f-summary", "Kế hoạch quý IV").await;
        stage.click("#save").await;
        stage.says("tbody", "104/KH-BVSTBPN").await;
        stage.click("#go-submit").await;
        stage.find("#reason").await;
        stage.fill("#reason", "đã bổ sung").await;
        stage.click("#close-period").await;
        stage.find("#step-leaves").await;
        let second = place.file("usb-2");
        std::fs::create_dir(&second).unwrap();
        stage.click("input[value=folder]").await;
        stage.click("#export-period").await;
        stage.answer_dialog(&second);
        stage.says("#exported", "đọc lại đúng").await;
        stage.close().await;
        // It takes the place of the first at the province.
        let files = tienbo_core::intake::packages_in(&[second]).files;
        let outcome = open(&place.office()).import(&files[0], None).unwrap();
        assert_eq!(outcome.verdict.code(), "goi.thay-the");
    });
}

#[test]
fn a_correction_takes_the_place_of_what_was_returned_and_its_unit_is_told() {
    act(async {
        let place = Place::new();
        let receipts = returned(&place);
        open(&place.office()).write_receipts(&receipts).unwrap();
        let receipt = receipts.join(format!("phieu-tiep-nhan-{COMMUNE}.tienbo"));
        let second = place.file("usb-2");
        std::fs::create_dir(&second).unwrap();
        let mut commune = open(&place.file("xa"));
        assert!(!commune.import(&receipt, None).unwrap().is_refused());
        commune.reopen(period()).unwrap();
        commune.close(period(), Some("đã bổ sung")).unwrap();
        let file = second.join("vu-ninh-2.tienbo");
        commune.write_submission(period(), day(), &file).unwrap();

        let stage = at_work(&place.office()).await;
        stage.click("#go-inbox").await;
        stage.click("#take-folder").await;
        stage.answer_dialog(&second);
        stage.says("#taken-summary", "1 tệp đã nhận").await;
        stage.says("#undecided", "Phường Vũ Ninh").await;
        stage
            .js("[...document.querySelectorAll('#undecided .link')].find(l => l.closest('tr, li').innerText.includes('Phường Vũ Ninh')).click()")
            .await;
        stage.says("h1", "Phường Vũ Ninh").await;
        stage.says("#review-lines", "Văn bản").await;
        stage.click("#accept").await;
        stage.says("#decision", "Đã tiếp nhận").await;
        stage.click("#go-inbox").await;
        stage.click("#write-receipts").await;
        stage.answer_dialog(&receipts);
        stage.says(".toast", "Đã ghi 1 phiếu").await;
        stage.close().await;

        assert!(!commune.import(&receipt, None).unwrap().is_refused());
        let inbox = commune.inbox(Some(period())).unwrap();
        let states: Vec<_> = inbox
            .sent
            .iter()
            .map(|sent| sent.sent.receipt.clone())
            .collect();
        assert_eq!(states.last().unwrap().as_deref(), Some("accepted"));
    });
}
