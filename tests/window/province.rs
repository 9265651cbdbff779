//! The province's year in the window: enrol a unit, take a stick of packages in, read why some are
//! refused, look at one, return it, answer all; and what the unit sees of it.

use crate::act;
use crate::start::unlock;
use age::secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use tienbo_core::figures::{Dataset, control_totals, figures};
use tienbo_core::model::{Period, RecordId, RecordKind, Stored, UnitCode};
use tienbo_core::package::{Content, look, write_submission};
use tienbo_core::package::{Receipt, ReceiptState};
use tienbo_core::vault::Office;
use tienbo_support::paper::{Unit, recipient};
use tienbo_support::{COMMUNE, PROVINCE, Place, Stage, fill, make, open};

/// Units besides the commune that send a good package.
const OTHERS: usize = 16;

fn period() -> Period {
    "2024".parse().unwrap()
}

fn content(number: usize) -> Content {
    let record = |kind: RecordKind, fields: serde_json::Value| Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    };
    let event = record(
        RecordKind::CommunicationEvent,
        serde_json::json!({"date": "2024-03-08", "form": "talk", "organiser": "committee",
            "content": format!("Nói chuyện chuyên đề {number}"), "men": 10, "women": 20}),
    );
    let text = record(
        RecordKind::Narrative,
        serde_json::json!({"section": "II", "period": period().to_string(),
            "text": format!("Khó khăn của đơn vị số {number}: kinh phí còn ít, {{events}} cuộc.")}),
    );
    Content {
        records: [
            (RecordKind::CommunicationEvent, vec![event]),
            (RecordKind::Narrative, vec![text]),
        ]
        .into(),
        ..Content::default()
    }
}

fn package(unit: &Unit, to: &Office, number: usize) -> Vec<u8> {
    let content = content(number);
    let catalogue = to.catalogues().latest();
    let mut data = Dataset::new(catalogue, period()).unwrap();
    data.add(catalogue, &unit.code, &content).unwrap();
    let totals = control_totals(&figures(&data));
    let mut label = unit.submission_label(period(), recipient(to));
    // Some are in time.
    let day = if number.is_multiple_of(3) {
        "2024-12-06"
    } else {
        "2024-11-28"
    };
    label.created_at = format!("{day}T08:00:00+07:00").parse().unwrap();
    write_submission(label, &content, totals).unwrap().bytes
}

/// A stick with nineteen packages, three of them bad; the commune's own comes later.
pub fn stick(province: &mut Office, folder: &Path) -> Vec<Unit> {
    std::fs::create_dir_all(folder).unwrap();
    let mut units = Vec::new();
    let named: Vec<(UnitCode, String)> = province
        .catalogues()
        .latest()
        .units
        .iter()
        .filter(|unit| ![COMMUNE, PROVINCE].contains(&unit.code.as_str()))
        .map(|unit| (unit.code.clone(), unit.name.clone()))
        .collect();
    for (number, (code, name)) in named.iter().take(OTHERS).enumerate() {
        let unit = Unit::new(code, name);
        let card = folder.with_extension("card");
        std::fs::write(&card, unit.card().bytes).unwrap();
        province.import(&card, None).unwrap();
        unit.is_trusted_by(province);
        let file = folder.join(format!("goi-{number:02}.tienbo"));
        std::fs::write(file, package(&unit, province, number)).unwrap();
        units.push(unit);
    }
    // A stranger, a broken file, and something that is no package.
    let (code, name) = &named[OTHERS];
    let stranger = Unit::new(code, name);
    let bytes = package(&stranger, province, 99);
    std::fs::write(folder.join("la.tienbo"), &bytes).unwrap();
    std::fs::write(folder.join("dut.tienbo"), &bytes[..bytes.len() / 3]).unwrap();
    std::fs::write(folder.join("nham.tienbo"), "Kính gửi: Sở Nội vụ").unwrap();
    units
}

async fn enrolled(stage: &Stage, place: &Place, fingerprint: &str) -> PathBuf {
    stage.click("#go-units").await;
    stage
        .says("#keys-summary", "16 đơn vị có khóa tin cậy, 0 thẻ")
        .await;
    stage.click("#cards-in").await;
    stage.answer_dialog(&place.file("the"));
    stage.says("#keys-summary", "1 thẻ chờ đối chiếu").await;
    let compare = format!("#compare-{COMMUNE}");
    stage.click(&compare).await;
    stage.fill("#heard", "00000 00000 00000 00000 00000").await;
    stage.fill("#spoke-with", "Chị Mẫu, văn thư phường").await;
    stage.inspect("units-compare").await;
    stage.click("#trust").await;
    stage.says("#wrong", "không khớp").await;
    stage.fill("#heard", fingerprint).await;
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
    roster
}

async fn twenty_packages(stage: &Stage, place: &Place) {
    stage.click("#go-inbox").await;
    stage.drop_files(&[&place.file("usb")]);
    let summary = "17 tệp đã nhận, 0 tệp đã có từ trước, 3 tệp bị từ chối (trong 20 tệp)";
    stage.says("#taken-summary", summary).await;
    stage.says("#refused", "la.tienbo").await;
    stage.says("#refused", "Chưa tin cậy").await;
    stage.inspect("inbox").await;
    // Again: nothing is taken in twice.
    stage.click("#take-folder").await;
    stage.answer_dialog(&place.file("usb"));
    let again = "0 tệp đã nhận, 17 tệp đã có từ trước, 3 tệp bị từ chối";
    stage.says("#taken-summary", again).await;
    let listed = "return document.querySelectorAll('#refused tbody tr').length";
    assert_eq!(stage.js(listed).await, 3);
    stage
        .click("#refused tbody tr:last-child .link:last-child")
        .await;
    stage
        .until("return document.querySelectorAll('#refused tbody tr').length === 2")
        .await;
    stage.click("#dismiss-all").await;
    stage.gone("#refused").await;
}

#[test]
fn a_province_takes_a_stick_in_returns_one_answers_all_and_prints() {
    act(async {
        let place = Place::new();
        let (commune_folder, receipts) = (place.file("xa"), place.file("phieu"));
        std::fs::create_dir(&receipts).unwrap();
        std::fs::create_dir(place.file("the")).unwrap();
        let mut province = make(&place.office(), PROVINCE);
        let units = stick(&mut province, &place.file("usb"));
        let theirs = province.fingerprint().unwrap();
        drop(province);
        let mut commune = make(&commune_folder, COMMUNE);
        fill(&mut commune);
        let card = place.file("the").join("the-vu-ninh.tienbo");
        commune.write_card(&card).unwrap();
        let own = commune.fingerprint().unwrap();

        // The province enrols the commune, which then closes and sends its year.
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        let roster = enrolled(&stage, &place, &own).await;
        commune.import(&roster, Some(&theirs)).unwrap();
        commune.close(period(), Some("số liệu thử")).unwrap();
        let day = tienbo_core::model::Day::parse("30/11/2024").unwrap();
        let file = place.file("usb").join("vu-ninh.tienbo");
        commune.write_submission(period(), day, &file).unwrap();
        drop(commune);
        twenty_packages(&stage, &place).await;

        // The matrix: who has reported, and from there to the submission.
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
        stage.click("#remark-add").await;
        stage.choose("#remark-place-0", "I.1").await;
        stage.fill("#remark-0", "Thiếu kế hoạch quý IV.").await;
        stage.inspect("review").await;
        stage.click("#return").await;
        stage.says("#decision", "Đã trả lại").await;

        // All others that give nothing to ask about are accepted; one receipt for each unit.
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
        assert_eq!(std::fs::read_dir(&receipts).unwrap().count(), 17);
        let theirs = receipts.join(format!("phieu-tiep-nhan-{}.tienbo", units[3].code));
        let opened = look(&std::fs::read(theirs).unwrap()).unwrap();
        let opened = opened.open(units[3].identity.expose_secret()).unwrap();
        let receipt: Receipt = opened.message().unwrap();
        assert_eq!(receipt.receipts[0].state, ReceiptState::Accepted);

        // What units say, quoted in the province's own words; totals; the consolidated report.
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

        // The commune reads why, corrects, and sends again.
        let stage = Stage::open(&commune_folder).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
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

        // The correction takes the place of what was returned, and is accepted.
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.click("#go-inbox").await;
        stage.click("#take-folder").await;
        stage.answer_dialog(&second);
        stage.says("#taken-summary", "1 tệp đã nhận").await;
        stage.says("#undecided", "Phường Vũ Ninh").await;
        stage.click("#undecided .link").await;
        stage.says("#review-lines", "Văn bản").await;
        stage.click("#accept").await;
        stage.says("#decision", "Đã tiếp nhận").await;
        stage.click("#go-inbox").await;
        stage.click("#write-receipts").await;
        stage.answer_dialog(&receipts);
        stage.says(".toast", "Đã ghi 1 phiếu").await;
        stage.close().await;
        let mut commune = open(&commune_folder);
        let receipt = receipts.join(format!("phieu-tiep-nhan-{COMMUNE}.tienbo"));
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

async fn pick(stage: &Stage, css: &str, text: &str) {
    stage.fill(css, text).await;
    stage.find(".option").await;
    stage.click(".option").await;
}

#[test]
fn a_province_watches_a_folder_renames_a_unit_and_adds_up() {
    act(async {
        let place = Place::new();
        let mut province = make(&place.office(), PROVINCE);
        stick(&mut province, &place.file("usb"));
        drop(province);
        let watched = place.file("theo-doi");
        std::fs::create_dir(&watched).unwrap();
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;

        // What is dropped onto the window is taken in, wherever she is.
        stage.click("#go-home").await;
        stage.says("#home-inbox", "0 báo cáo").await;
        stage.drop_files(&[
            &place.file("usb").join("goi-00.tienbo"),
            &place.file("usb").join("nham.tienbo"),
        ]);
        stage
            .says(
                "#taken-summary",
                "1 tệp đã nhận, 0 tệp đã có từ trước, 1 tệp bị từ chối",
            )
            .await;
        stage.click("#dismiss-all").await;

        // What comes into a watched folder is told, and taken in only when she says so.
        stage.click("#go-inbox").await;
        stage.click("#watch-folder").await;
        stage.answer_dialog(&watched);
        stage.find("#watch-stop").await;
        for file in std::fs::read_dir(place.file("usb")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), watched.join(file.file_name())).unwrap();
        }
        stage.says("#unseen", "Có 18 gói mới").await;
        stage.says("#undecided", "Sở Nội vụ").await;
        stage.click("#take-unseen").await;
        stage.says("#taken-summary", "15 tệp đã nhận").await;
        stage.gone("#unseen").await;
        stage.says("#undecided", "Sở Tư pháp").await;

        // A unit gets another name from a day on.
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
        stage.says(".notice.error", "không phải là ngày").await;
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

        // From the sum to a unit, from there to its records.
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
        stage.click("#go-standing").await;
        stage.find("#matrix tbody tr").await;
        let pdf = place.file("goi-dien.pdf");
        stage.click("#save-telephone").await;
        stage.answer_dialog(&pdf);
        stage.says(".toast", "goi-dien.pdf").await;
        assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));

        // Indicators beside their targets, and for DHIS2.
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

        // The new unit's officer begins with the province's file.
        let new = place.file("moi");
        let stage = Stage::open(&new).await;
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
