//! A year's work, step by step: records, texts, the report, closing, the stick, and what comes back.

use crate::act;
use crate::register::new_case;
use crate::start::{at_work, first_start, new_office};
use serde_json::json;
use std::path::PathBuf;
use tienbo_core::entry::Typed;
use tienbo_core::model::{Day, Period, RecordKind};
use tienbo_core::vault::Office;
use tienbo_support::{
    COMMUNE, CliOffice, Key, PROVINCE, Place, Stage, answer_card, copy, enrolled_commune,
    made_once, make, open, root, shown, tool,
};

const EVENTS: &str = "communication_events";

/// One record of each kind, as it is typed.
const RECORDS: [(&str, &[(&str, &str)]); 10] = [
    (
        "issued_documents",
        &[
            ("symbol", "05/KH-BVSTBPN"),
            ("date", "5/3/24"),
            ("issuer", "Ban VSTBPN"),
            (
                "summary",
                "Kế hoạch hoạt động vì sự tiến bộ của phụ nữ năm 2024",
            ),
            ("kind", "plan"),
        ],
    ),
    (
        "coordination_activities",
        &[
            ("dash", "I.2.1"),
            ("date", "10/4/2024"),
            ("content", "Phối hợp với Hội LHPN phường"),
        ],
    ),
    (
        EVENTS,
        &[
            ("date", "8.3.2024"),
            ("form", "talk"),
            ("organiser", "committee"),
            ("content", "Phòng, chống bạo lực gia đình"),
            ("total", "50"),
            ("women", "30"),
        ],
    ),
    (
        "communication_products",
        &[
            ("form", "leaflet"),
            ("content", "Tờ gấp đường dây nóng 111"),
            ("quantity", "1.200"),
            ("date", "1/6/2024"),
        ],
    ),
    (
        "training_courses",
        &[
            ("title", "Kỹ năng lãnh đạo"),
            ("date", "12/6/2024"),
            ("date_to", "14/6/2024"),
            ("purpose", "women-leaders"),
            ("women", "25"),
            ("men", "0"),
        ],
    ),
    (
        "inspections",
        &[
            ("decision", "02/QĐ-BVSTBPN"),
            ("date", "20/9/2024"),
            ("units", "Trạm Y tế"),
        ],
    ),
    (
        "inspection_findings",
        &[
            ("inspection", "02"),
            ("date", "20/9/2024"),
            ("kind", "recommendation"),
            ("content", "Lập sổ theo dõi"),
        ],
    ),
    (
        "committee_members",
        &[
            ("name", "Nguyễn Thị Mẫu"),
            ("sex", "female"),
            ("position", "Phó Chủ tịch UBND"),
            ("role", "head"),
            ("since", "1/1/2024"),
        ],
    ),
    (
        "funding_lines",
        &[
            ("year", "2024"),
            ("source", "state-budget"),
            ("granted", "12.500.000"),
            ("used", "10.000.000"),
        ],
    ),
    (
        "indicator_values",
        &[
            ("indicator", "I.1"),
            ("year", "2024"),
            ("numerator", "3"),
            ("denominator", "5"),
        ],
    ),
];

fn typed(fields: &[(&str, &str)]) -> Typed {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(owned).collect()
}

fn period() -> Period {
    "2024".parse().unwrap()
}

/// Adds one record of each kind to an office.
fn add_one_of_each(office: &mut Office) {
    let mut inspection = String::new();
    for (kind, fields) in RECORDS {
        let kind = RecordKind::from_table(kind).unwrap();
        let mut typed = typed(fields);
        if kind == RecordKind::InspectionFinding {
            // Its form finds it by its number.
            typed.insert("inspection".to_owned(), inspection.clone());
        }
        let added = office.add_typed(kind, &[typed]).unwrap();
        if kind == RecordKind::Inspection {
            inspection = added[0].to_string();
        }
    }
    let case = typed(&[("found_on", "12/5/2024"), ("category", "domestic")]);
    let survivor = typed(&[("sex", "female"), ("age", "25-39"), ("consent", "given")]);
    office.open_case(&case, &survivor).unwrap();
}

/// Lays an office with one record of each kind.
fn one_of_each(place: &Place) {
    made_once("one of each kind".to_owned(), &place.office(), |folder| {
        add_one_of_each(&mut make(folder, COMMUNE));
    });
}

/// Lays an office with the records of a year, two hundred and one events among them. Its province
/// lies beside it in `tinh`, and each knows the other's keys.
fn entered(place: &Place) {
    made_beside(place, "a year's records", |place| {
        drop(enrolled_commune(&place.file("tinh"), &place.office()));
        let mut office = open(&place.office());
        add_one_of_each(&mut office);
        let event = |index: usize| {
            typed(&[
                (
                    "date",
                    &format!("{}/{}/2024", index % 28 + 1, index % 11 + 1),
                ),
                ("form", "club"),
                ("organiser", "member"),
                ("content", &format!("Chuyên đề số {index}")),
                ("men", "10"),
                ("women", "15"),
            ])
        };
        let events: Vec<Typed> = (0..200).map(event).collect();
        let kind = RecordKind::CommunicationEvent;
        office.add_typed(kind, &events).unwrap();
    });
}

/// The same with the year's texts.
fn written(place: &Place) {
    made_beside(place, "a year's texts", |place| {
        entered(place);
        let mut office = open(&place.office());
        for (section, text) in [
            ("I.4.1", "Năm qua đã có {events} cuộc."),
            ("II", "Kinh phí còn ít."),
            ("III.1", "Đề nghị tập huấn thêm."),
        ] {
            office.put_narrative(period(), section, text, "").unwrap();
        }
    });
}

/// The same with the year closed.
fn closed(place: &Place) {
    made_beside(place, "a year closed", |place| {
        written(place);
        let reason = Some("các mục còn lại không phát sinh");
        open(&place.office()).close(period(), reason).unwrap();
    });
}

/// The same with the year sent and returned; gives the receipt.
fn returned(place: &Place) -> PathBuf {
    let receipt = place.file("phieu.tienbo");
    made_beside(place, "a year returned", |place| {
        closed(place);
        let package = place.file("nam.tienbo");
        let day = Day::parse("30/11/2024").unwrap();
        open(&place.office())
            .write_submission(period(), day, &package)
            .unwrap();
        let province = CliOffice::there(&place.file("tinh"), PROVINCE);
        assert_eq!(province.verdict(&package), "goi.da-nhan");
        let receipt = shown(&place.file("phieu.tienbo"));
        let give = ["receipt", COMMUNE, "2024", "-o", &receipt];
        let reason = ["--return-reason", "I.1: thiếu kế hoạch năm"];
        province.done(&[&give[..], &reason].concat());
    });
    receipt
}

/// What is made once in a place, an office and whatever lies beside it.
fn made_beside(place: &Place, name: &str, make: impl FnOnce(&Place)) {
    let beside = |place: &Place| place.office().parent().unwrap().to_owned();
    made_once(name.to_owned(), &beside(place), |path| {
        let place = Place::new();
        make(&place);
        copy(&beside(&place), path);
    });
}

/// Fills a new record's form and saves it.
async fn enter(stage: &Stage, kind: &str, fields: &[(&str, &str)]) {
    stage.click(&format!("#nav-{kind}")).await;
    stage.gone("[data-form]").await;
    stage.press(&[Key::F5]).await;
    stage.find("#save").await;
    for (name, value) in fields {
        let css = format!("#f-{name}");
        let field = stage.find(&css).await;
        if field.attr("role").await.unwrap().as_deref() == Some("combobox") {
            stage.fill(&css, value).await;
            stage.click(".option").await;
        } else if field.tag_name().await.unwrap() == "select" {
            stage.choose(&css, value).await;
        } else {
            stage.fill(&css, value).await;
        }
    }
    stage.chord(Key::Control, 's').await;
    stage.gone("#save").await;
    stage.says(".toast", "Đã thêm").await;
    stage.says("#found", "1 / 1").await;
}

#[test]
fn after_the_first_start_home_says_what_is_to_be_done() {
    act(async {
        let place = Place::new();
        let stage = Stage::open(&place.office()).await;
        first_start(&stage, COMMUNE).await;
        stage.click("[data-form] .link").await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        stage.says(".tasks", "Phải sửa").await;
        stage.close().await;
    });
}

#[test]
fn a_record_of_each_kind_is_entered_in_its_form() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        for (kind, fields) in RECORDS {
            enter(&stage, kind, fields).await;
        }
        new_case(&stage).await;
        // A total and the women gave the men; the day is shown as it was understood.
        stage.click(&format!("#nav-{EVENTS}")).await;
        stage.says("tbody", "08/03/2024").await;
        stage.says("tbody tr.line", "20\t30").await;
        stage.close().await;
    });
}

/// Pastes two hundred events from a table, one of them of an organiser that stands in no list if
/// that is asked for.
async fn paste(stage: &Stage, strange: bool) {
    let mut block = String::from("Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tSố nam\tSố nữ\n");
    for index in 0..200 {
        let day = index % 28 + 1;
        let month = index % 11 + 1;
        let organiser = if strange && index == 7 {
            "Đơn vị lạ"
        } else {
            "Đơn vị thành viên"
        };
        block.push_str(&format!(
            "{day}/{month}/2024\tSinh hoạt câu lạc bộ\t{organiser}\tChuyên đề số {index}\t10\t15\n"
        ));
    }
    // As the web view has it when Ctrl+V is pressed on the table.
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        document.querySelector('table').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))";
    stage.call(paste, json!([block])).await;
}

#[test]
fn pasted_rows_wait_until_the_last_of_them_is_right() {
    act(async {
        let place = Place::new();
        one_of_each(&place);
        let stage = at_work(&place.office()).await;
        stage.click(&format!("#nav-{EVENTS}")).await;
        stage.find("tr.line").await;
        paste(&stage, true).await;
        stage
            .says("#paste-summary", "200 dòng, 1 dòng cần sửa")
            .await;
        stage.says("td .problem", "Đơn vị tổ chức").await;
        stage.inspect("records-paste").await;
        assert!(stage.has("#add-pasted:disabled").await);
        stage.click("section .plain").await;
        paste(&stage, false).await;
        stage
            .says("#paste-summary", "200 dòng, 0 dòng cần sửa")
            .await;
        stage.click("#add-pasted").await;
        stage.says("#found", "201 / 201").await;
        // 30 and 200 × 15.
        stage.says("tfoot", "3.030").await;
        stage.close().await;
    });
}

#[test]
fn a_figure_in_a_text_is_live_and_a_number_that_records_gainsay_is_said() {
    act(async {
        let place = Place::new();
        entered(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-narrative").await;
        stage.click("#text-I\\.4\\.1").await;
        stage.write("Năm qua đã có ").await;
        stage.click("[data-code='events']").await;
        stage.write("cuộc, với 99 lượt người tham gia.").await;
        stage.click("#text-II").await;
        stage.says("#saved-I\\.4\\.1", "Đã lưu").await;
        // The records say another number.
        stage.says(".notice", "99 lượt người").await;
        stage.says("#text-I\\.4\\.1 .chip", "201").await;
        stage.close().await;
    });
}

#[test]
fn a_text_pasted_in_an_old_font_is_offered_as_what_it_says() {
    act(async {
        let place = Place::new();
        entered(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-narrative").await;
        stage.click("#text-I\\.4\\.1").await;
        stage.write("UÛY BAN NHAÂN DAÂN XAÕ").await;
        stage.click("#text-II").await;
        stage.says(".notice", "ỦY BAN NHÂN DÂN XÃ").await;
        stage.inspect("narrative-old-font").await;
        stage.click("#unicode-I\\.4\\.1").await;
        stage.says("#text-I\\.4\\.1", "ỦY BAN NHÂN DÂN XÃ").await;
        stage.says("#saved-I\\.4\\.1", "Đã lưu").await;
        stage.gone("#unicode-I\\.4\\.1").await;
        stage.close().await;
        let office = open(&place.office());
        let texts = office.narratives(period()).unwrap();
        let text = texts.iter().find(|text| text.code == "I.4.1").unwrap();
        assert_eq!(text.text, "ỦY BAN NHÂN DÂN XÃ");
    });
}

/// Waits until home says this of a place of the outline.
async fn is_said_of(stage: &Stage, place: &str, words: &str) {
    let script = format!(
        "const place = [...document.querySelectorAll('.tasks li')]
             .find(line => line.querySelector('.place').innerText === '{place}');
         return place?.querySelector('.tag').innerText.trim() === '{words}'"
    );
    stage.until(&script).await;
}

#[test]
fn a_place_is_complete_once_its_text_is_written() {
    act(async {
        let place = Place::new();
        entered(&place);
        let stage = at_work(&place.office()).await;
        // Its records are enough for this one.
        is_said_of(&stage, "I.4.1", "Đã đủ").await;
        is_said_of(&stage, "II", "Cần xem").await;
        is_said_of(&stage, "III.1", "Cần xem").await;
        stage.click("#go-narrative").await;
        stage.click("#text-II").await;
        stage.write("Kinh phí còn ít.").await;
        stage.click("#text-III\\.1").await;
        stage.write("Đề nghị tập huấn thêm.").await;
        stage.press(&[Key::Tab]).await;
        stage.says("#saved-III\\.1", "Đã lưu").await;
        stage.click("#go-home").await;
        is_said_of(&stage, "II", "Đã đủ").await;
        is_said_of(&stage, "III.1", "Đã đủ").await;
        stage.close().await;
    });
}

#[test]
fn a_unit_and_its_province_compare_fingerprints_before_they_trust() {
    act(async {
        let place = Place::new();
        let (card, roster) = (place.file("the.tienbo"), place.file("danh-ba.tienbo"));
        let stage = new_office(&place).await;
        stage.click("#go-admin").await;
        let own = stage.text("#fingerprint-own").await;
        // One dialog at a time.
        stage.js("document.querySelector('#save-card').click(); document.querySelector('#save-card').click()").await;
        stage.says(".toast", "Đang mở một hộp chọn tệp").await;
        stage.answer_dialog(&card);
        stage.says(".toast", "Đã ghi").await;
        let mut province = make(&place.file("tinh"), PROVINCE);
        let theirs = answer_card(&mut province, &card, COMMUNE, &own, &roster);

        stage.click("#go-submit").await;
        stage.click("#take-in").await;
        stage.answer_dialog(&roster);
        stage.find("#fingerprint").await;
        stage
            .fill("#fingerprint", "00000 00000 00000 00000 00000")
            .await;
        stage.press(&[Key::Enter]).await;
        stage.says(".notice.warning", "danh-ba.tienbo").await;
        stage.find("#fingerprint").await;
        stage.fill("#fingerprint", &theirs).await;
        stage.press(&[Key::Enter]).await;
        stage.says(".notice.fine", "danh-ba.tienbo").await;
        stage.close().await;
    });
}

#[test]
fn a_number_of_the_report_leads_to_its_records() {
    act(async {
        let place = Place::new();
        written(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-report").await;
        stage.find(".sheet img").await;
        let figure = "[data-mark='figure:events.committee']";
        stage.find(figure).await;
        stage.shot("report-journey").await;
        stage
            .js(&format!("document.querySelector(\"{figure}\").click()"))
            .await;
        stage.says(".under", "Ban VSTBPN").await;
        stage.says(".under .value", "1").await;
        stage.click(".under .button:not(.plain)").await;
        stage.says(".notice", "1 bản ghi").await;
        stage.says("tbody", "Phòng, chống bạo lực gia đình").await;
        stage.close().await;
    });
}

#[test]
fn the_report_is_saved_as_a_pdf() {
    act(async {
        let place = Place::new();
        written(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-report").await;
        stage.find(".sheet img").await;
        let pdf = place.file("bao-cao.pdf");
        stage.click("#save-report").await;
        stage.answer_dialog(&pdf);
        stage.says(".toast", "bao-cao.pdf").await;
        assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
        stage.close().await;
    });
}

#[test]
fn closing_takes_a_reason_and_says_what_leaves_the_machine() {
    act(async {
        let place = Place::new();
        written(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-submit").await;
        stage.find("#reason").await;
        stage
            .fill("#reason", "các mục còn lại không phát sinh")
            .await;
        stage.click("#close-period").await;
        stage
            .says("#step-leaves ~ *", "Cuộc truyền thông: 201")
            .await;
        stage
            .says("#step-leaves ~ *", "Họ tên người bị bạo lực")
            .await;
        stage.inspect("submit-closed").await;
        stage.close().await;
    });
}

/// Exports a closed period to a stick; gives the package.
async fn export(stage: &Stage, place: &Place) -> PathBuf {
    let stick = place.file("usb");
    std::fs::create_dir_all(&stick).unwrap();
    stage.click("#go-submit").await;
    stage.click("input[value=folder]").await;
    stage.click("#export-period").await;
    stage.answer_dialog(&stick);
    stage.says("#exported", "đọc lại đúng").await;
    stage.click("#go-home").await;
    stage.says("#closed", "đã xuất gói").await;
    assert!(!stage.has("#days-left").await, "nothing is due any more");
    stage.inspect("home-closed").await;
    stage.click("#home-submit").await;
    stage.find("#history").await;
    let package = stick.join("09163-phu-luc-02-2024-annual-1.tienbo");
    assert!(package.exists());
    package
}

#[test]
fn a_package_on_a_stick_is_read_back_and_the_province_takes_it_in() {
    act(async {
        let place = Place::new();
        closed(&place);
        let stage = at_work(&place.office()).await;
        let package = export(&stage, &place).await;
        stage.close().await;
        let province = CliOffice::there(&place.file("tinh"), PROVINCE);
        assert_eq!(province.verdict(&package), "goi.da-nhan");
    });
}

#[test]
fn the_code_on_a_cover_slip_is_its_packages_own_hash() {
    act(async {
        let place = Place::new();
        closed(&place);
        let stage = at_work(&place.office()).await;
        let package = export(&stage, &place).await;
        let slip = place.file("phieu-bia.pdf");
        stage.click("#cover-slip").await;
        stage.answer_dialog(&slip);
        stage.says(".toast", "phieu-bia.pdf").await;
        stage.close().await;
        assert!(std::fs::read(&slip).unwrap().starts_with(b"%PDF"));
        let picture = shown(&root().join("target/screenshots/cover-slip"));
        let flags = ["-r", "120", "-png", "-singlefile"];
        tool(
            "pdftoppm",
            &[&flags[..], &[&shown(&slip), &picture]].concat(),
        );
        let picture = format!("{picture}.png");
        let code = tool("zbarimg", &["--quiet", "--raw", &picture]);
        let hash = tool("sha256sum", &[&shown(&package)]);
        let hash = hash.split(' ').next().unwrap();
        assert!(
            code.starts_with("tienbo:") && code.trim().ends_with(hash),
            "{code}"
        );
    });
}

#[test]
fn what_is_returned_is_told_with_its_reason_and_can_be_put_right() {
    act(async {
        let place = Place::new();
        let receipt = returned(&place);
        let stage = at_work(&place.office()).await;
        stage.click("#go-submit").await;
        stage.click("#take-in").await;
        stage.answer_dialog(&receipt);
        stage.says("#history ~ *, table", "Trả lại để sửa").await;
        stage.says("table", "thiếu kế hoạch năm").await;
        stage.click("#go-home").await;
        stage.says(".reasons", "thiếu kế hoạch năm").await;
        stage.shot("home-returned").await;

        stage.click("#go-submit").await;
        stage.click("#reopen").await;
        stage.find("#close-period").await;
        stage.click("#go-narrative").await;
        stage.find("#text-II[contenteditable=true]").await;
        stage.close().await;
    });
}
