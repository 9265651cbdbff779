//! What all units together report: in the province's own report, added up, and for other systems.

use super::{stick, taken_in};
use crate::act;
use crate::start::at_work;
use tienbo_core::progress::Watch;
use tienbo_support::{PROVINCE, Place, make};

#[test]
fn the_report_of_all_quotes_units_by_reference() {
    act(async {
        let place = Place::new();
        taken_in(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-narrative").await;
        stage.find("#quotes-II").await;
        stage
            .js("document.querySelector('#quotes-II').open = true")
            .await;
        stage
            .says(
                "#quotes-II",
                "Khó khăn của đơn vị số 3: kinh phí còn ít, 1 cuộc.",
            )
            .await;
        stage.click("#text-II").await;
        stage.write("Nổi bật là ").await;
        stage.js("[...document.querySelectorAll('#quotes-II .quoted')].find(q => q.innerText.includes('số 3')).querySelector('button').click()").await;
        stage.says("#text-II .chip", ": II").await;
        stage.click("#of-all").await;
        stage.click("[data-code='*:events']").await;
        stage.write("cuộc trong toàn tỉnh.").await;
        stage.click("#text-III\\.1").await;
        stage.says("#saved-II", "Đã lưu").await;
        stage.inspect("narrative-quotes").await;

        stage.click("#go-totals").await;
        stage.says("#totals-whole", "17/").await;
        stage.inspect("totals").await;
        stage.click("#go-report").await;
        stage.find(".sheet img").await;
        stage.choose("#scope", "all").await;
        let page = |text: &str| {
            format!(
                "return [...document.querySelectorAll('.sheet img')].some(i => i.alt.replace(/\\s+/g, ' ').includes('{text}'))"
            )
        };
        stage.until(&page("từ 17 đơn vị đã gửi")).await;
        stage.until(&page("Khó khăn của đơn vị số 3")).await;
        stage.until(&page("76 cuộc trong toàn tỉnh")).await;
        assert_eq!(stage.js(&page("Khó khăn của đơn vị số 4")).await, false);
        let pdf = place.file("toan-tinh.pdf");
        stage.click("#save-report").await;
        stage.answer_dialog(&pdf);
        stage.says(".toast", "toan-tinh.pdf").await;
        stage.close().await;
    });
}

/// A province that took in what sixteen units sent, alike in all but a number.
fn others_taken_in(place: &Place) {
    let mut province = make(&place.office(), PROVINCE);
    stick(&mut province, &place.file("usb"));
    let files = tienbo_core::intake::packages_in(&[place.file("usb")]).files;
    let batch = province.import_all(&files, None, &mut Watch::none());
    assert_eq!(batch.unwrap().outcomes.len(), 19);
}

#[test]
fn a_sum_leads_to_a_unit_and_from_there_to_its_records() {
    act(async {
        let place = Place::new();
        others_taken_in(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-totals").await;
        stage.says("#h-compare", "Cuộc truyền thông").await;
        stage.says("#totals-whole", "16").await;
        stage.click("#number-256").await;
        stage.says("#h-compare", "Thành phố Bắc Ninh").await;
        stage.click("#totals tbody button").await;
        stage.says("#traced", "Nói chuyện chuyên đề").await;
        stage.inspect("totals-traced").await;
        stage.click("#totals-up").await;
        stage.says("#h-compare", "Tỉnh Bắc Ninh").await;
        stage.close().await;
    });
}

#[test]
fn sums_records_and_whom_to_telephone_go_out_as_files() {
    act(async {
        let place = Place::new();
        others_taken_in(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-totals").await;
        stage.says("#totals-whole", "16").await;
        let csv = place.file("tong-hop.csv");
        stage.click("#save-totals").await;
        stage.answer_dialog(&csv);
        stage.says(".toast", "tong-hop.csv").await;
        let csv = std::fs::read_to_string(&csv).unwrap();
        assert!(csv.lines().count() > 130, "{csv}");
        let records = place.file("parquet");
        std::fs::create_dir(&records).unwrap();
        stage.click("#save-parquet").await;
        stage.answer_dialog(&records);
        stage.says(".toast", "16 giá trị").await;
        assert!(records.join("communication_events.parquet").exists());
        // Cases person by person: not without a reason.
        assert!(!records.join("survivor_facts.parquet").exists());
        stage.click("#with-cases").await;
        stage.find("#save-parquet:disabled").await;
        stage.fill("#cases-reason", "Nghiên cứu của tỉnh").await;
        stage.inspect("totals-cases-reason").await;
        stage.click("#save-parquet").await;
        stage.answer_dialog(&records);
        stage.says(".toast", "theo từng người: 0 dòng").await;
        assert!(records.join("survivor_facts.parquet").exists());
        assert!(!stage.has("#cases-reason").await);
        stage.click("#go-standing").await;
        stage.find("#matrix tbody tr").await;
        let pdf = place.file("goi-dien.pdf");
        stage.click("#save-telephone").await;
        stage.answer_dialog(&pdf);
        stage.says(".toast", "goi-dien.pdf").await;
        assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
        stage.close().await;
    });
}

#[test]
fn indicators_stand_beside_their_targets_and_go_out_for_dhis2() {
    act(async {
        let place = Place::new();
        others_taken_in(&place);
        let stage = at_work(&place.office()).await;
        stage.choose("#period", "phu-luc-01/2024/annual").await;
        stage.click("#go-totals").await;
        stage.says("#targets", "Mục tiêu 2025").await;
        stage.inspect("totals-targets").await;
        let adx = place.file("adx.xml");
        stage.click("#save-adx").await;
        stage.answer_dialog(&adx);
        stage.says(".toast", "adx.xml").await;
        assert!(std::fs::read_to_string(&adx).unwrap().contains("<adx"));
        stage.close().await;
    });
}
