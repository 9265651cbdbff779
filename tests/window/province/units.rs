//! Whose key is trusted, and what happens to units.

use super::stick;
use crate::act;
use crate::start::at_work;
use tienbo_support::{COMMUNE, PROVINCE, Place, Stage, make};

#[test]
fn a_units_key_is_trusted_once_its_fingerprint_is_compared() {
    act(async {
        let place = Place::new();
        std::fs::create_dir(place.file("the")).unwrap();
        stick(&mut make(&place.office(), PROVINCE), &place.file("usb"));
        let mut commune = make(&place.file("xa"), COMMUNE);
        let card = place.file("the").join("the-vu-ninh.tienbo");
        commune.write_card(&card).unwrap();
        let fingerprint = commune.fingerprint();

        let stage = at_work(&place.office()).await;
        stage.click("#go-units").await;
        stage
            .says("#keys-summary", "16 đơn vị có khóa tin cậy, 0 thẻ")
            .await;
        stage.click("#cards-in").await;
        stage.answer_dialog(&place.file("the"));
        stage.says("#keys-summary", "1 thẻ chờ đối chiếu").await;
        stage.click(&format!("#compare-{COMMUNE}")).await;
        stage.fill("#heard", "00000 00000 00000 00000 00000").await;
        stage.fill("#spoke-with", "Chị Mẫu, văn thư phường").await;
        stage.inspect("units-compare").await;
        stage.click("#trust").await;
        stage.says("#wrong", "không khớp").await;
        stage.fill("#heard", &fingerprint).await;
        stage.click("#trust").await;
        stage
            .says("#keys-summary", "17 đơn vị có khóa tin cậy, 0 thẻ")
            .await;
        stage.click(&format!("#history-{COMMUNE}")).await;
        stage.says("#key-history", "Chị Mẫu, văn thư phường").await;
        stage.says("#key-history", "Qua điện thoại").await;
        let roster = place.file("danh-ba.tienbo");
        stage.click("#save-roster").await;
        stage.answer_dialog(&roster);
        stage.says(".toast", "danh-ba.tienbo").await;
        stage.close().await;
        // The roster is one that the unit takes in.
        let theirs = tienbo_support::open(&place.office()).fingerprint();
        let taken = commune.import(&roster, Some(&theirs)).unwrap();
        assert!(!taken.is_refused(), "{taken:?}");
    });
}

async fn pick(stage: &Stage, css: &str, text: &str) {
    stage.fill(css, text).await;
    stage.find(".option").await;
    stage.click(".option").await;
}

#[test]
fn a_unit_is_renamed_from_a_day_on_and_a_new_officer_begins_with_that_catalogue() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), PROVINCE));
        let stage = at_work(&place.office()).await;
        stage.click("#go-units").await;
        stage.says("#h-units", "bac-ninh-2024.1").await;
        stage.choose("#units-year", "2024").await;
        stage.click("#change-new").await;
        stage.choose("#change-kind", "rename").await;
        stage.fill("#change-on", "31/2/2024").await;
        stage.fill("#change-basis", "Nghị quyết mẫu 03/NQ").await;
        pick(&stage, "#change-unit-0", "09163").await;
        stage.fill("#change-name", "Phường Vũ Ninh mới").await;
        stage.inspect("units-change").await;
        stage.click("#change-save").await;
        stage.says(".notice.error", "chỉ đến ngày 29/02/2024").await;
        stage.fill("#change-on", "1/7/2024").await;
        stage.click("#change-save").await;
        stage.says("#changes", "Phường Vũ Ninh mới").await;
        stage.says("#h-units", "bac-ninh-2024.2").await;
        stage.fill("#units-search", "09163").await;
        stage.says("#units", "Phường Vũ Ninh mới").await;
        stage.fill("#units-on", "30/6/2024").await;
        stage.gone("#units tbody tr:nth-of-type(2)").await;
        let before = "return document.querySelector('#units').innerText.includes('Vũ Ninh mới')";
        stage
            .until(&format!("return !(() => {{ {before} }})()"))
            .await;
        let catalogue = place.file("danh-muc.tienbo-catalogue");
        stage.click("#save-catalogue").await;
        stage.answer_dialog(&catalogue);
        stage.says(".toast", "danh-muc").await;
        stage.close().await;

        // The new unit's officer begins with the province's file.
        let stage = Stage::open(&place.file("moi")).await;
        stage.click("#catalogue-file").await;
        stage.answer_dialog(&catalogue);
        stage
            .until("return document.querySelector('#catalogue').value === 'bac-ninh-2024.2'")
            .await;
        stage.fill("#unit", "vu ninh moi").await;
        stage.says(".option", "Phường Vũ Ninh mới").await;
        stage.close().await;
    });
}
