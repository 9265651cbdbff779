//! A half-year's work from the first start to the package on a stick, and back.

use crate::act;
use crate::start::first_start;
use tienbo_support::{COMMUNE, CliOffice, Key, PROVINCE, Place, Stage, answer_card, make, shown};

const EVENTS: &str = "communication_events";

/// Opens a kind's screen and its form for a new record.
async fn new_record(stage: &Stage, kind: &str) {
    stage.click(&format!("#nav-{kind}")).await;
    stage.gone("form").await;
    stage.press(&[Key::F5]).await;
    stage.find("#save").await;
}

/// Fills a new record's form and saves it.
async fn enter(stage: &Stage, kind: &str, fields: &[(&str, &str)]) {
    new_record(stage, kind).await;
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
fn from_the_first_start_to_the_package_and_back() {
    act(async {
        let place = Place::new();
        let stage = Stage::open(&place.office()).await;
        first_start(&stage, COMMUNE).await;
        stage.click("form .link").await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        stage.says(".tasks", "Phải sửa").await;

        one_record_of_each_kind(&stage).await;
        two_hundred_pasted_rows(&stage).await;
        a_narrative_with_a_live_figure(&stage).await;
        enrolled_at_the_province(&stage, &place).await;
        the_report_on_its_pages(&stage, &place).await;
        let package = closed_and_exported(&stage, &place).await;

        // The province takes the package in with the command line.
        let province = CliOffice::there(&place.file("tinh"), PROVINCE);
        assert_eq!(province.verdict(&package), "goi.da-nhan");
        let receipt = place.file("phieu.tienbo");
        province.done(&[
            "receipt",
            COMMUNE,
            "2024",
            "--return-reason",
            "I.1: thiếu kế hoạch năm",
            "-o",
            &shown(&receipt),
        ]);

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

async fn one_record_of_each_kind(stage: &Stage) {
    let records: [(&str, &[(&str, &str)]); 10] = [
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
    for (kind, fields) in records {
        enter(stage, kind, fields).await;
    }
    crate::register::new_case(stage).await;
    // A total and the women gave the men; the day is shown as it was understood.
    stage.click(&format!("#nav-{EVENTS}")).await;
    stage.says("tbody", "08/03/2024").await;
    stage.says("tbody tr.line", "20\t30").await;
}

async fn two_hundred_pasted_rows(stage: &Stage) {
    let mut block = String::from("Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tSố nam\tSố nữ\n");
    for index in 0..200 {
        let day = index % 28 + 1;
        let month = index % 11 + 1;
        block.push_str(&format!(
            "{day}/{month}/2024\tSinh hoạt câu lạc bộ\tĐơn vị thành viên\tChuyên đề số {index}\t10\t15\n"
        ));
    }
    // As the web view has it when Ctrl+V is pressed on the table.
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        document.querySelector('table').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))";
    stage
        .call(
            paste,
            serde_json::json!([block.replace(
                "\tĐơn vị thành viên\tChuyên đề số 7\t",
                "\tĐơn vị lạ\tChuyên đề số 7\t"
            )]),
        )
        .await;
    stage
        .says("#paste-summary", "200 dòng, 1 dòng cần sửa")
        .await;
    stage.says("td .problem", "Đơn vị tổ chức").await;
    stage.inspect("records-paste").await;
    assert!(stage.has("#add-pasted:disabled").await);
    stage.click("section .plain").await;
    stage.call(paste, serde_json::json!([block])).await;
    stage
        .says("#paste-summary", "200 dòng, 0 dòng cần sửa")
        .await;
    stage.click("#add-pasted").await;
    stage.says("#found", "201 / 201").await;
    // 30 and 200 × 15.
    stage.says("tfoot", "3.030").await;
}

async fn a_narrative_with_a_live_figure(stage: &Stage) {
    stage.click("#go-narrative").await;
    stage.click("#text-I\\.4\\.1").await;
    stage.write("Năm qua đã có ").await;
    stage.click("[data-code='events']").await;
    stage.write("cuộc, với 99 lượt người tham gia.").await;
    stage.click("#text-II").await;
    stage.write("Kinh phí còn ít.").await;
    stage.says("#saved-I\\.4\\.1", "Đã lưu").await;
    // The records say another number.
    stage.says(".notice", "99 lượt người").await;
    stage.says("#text-I\\.4\\.1 .chip", "201").await;
    stage.click("#text-III\\.1").await;
    stage.write("Đề nghị tập huấn thêm.").await;
    stage.click("#go-home").await;
    stage.says(".tasks", "Đã đủ").await;
}

async fn enrolled_at_the_province(stage: &Stage, place: &Place) {
    let (card, roster) = (place.file("the.tienbo"), place.file("danh-ba.tienbo"));
    stage.click("#go-admin").await;
    let own = stage.text("#fingerprint-own").await;
    stage.js("[...document.querySelectorAll('button')].find(b => b.innerText.startsWith('Xuất thẻ')).click()").await;
    stage.answer_dialog(&card);
    stage.says(".toast", "Đã ghi").await;
    let mut province = make(&place.file("tinh"), PROVINCE);
    let theirs = answer_card(&mut province, &card, COMMUNE, &own, &roster);
    drop(province);

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
}

async fn the_report_on_its_pages(stage: &Stage, place: &Place) {
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
    stage.click("#go-report").await;
    stage.find(".sheet img").await;
    let pdf = place.file("bao-cao.pdf");
    stage.click("#save-report").await;
    stage.answer_dialog(&pdf);
    stage.says(".toast", "bao-cao.pdf").await;
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
}

async fn closed_and_exported(stage: &Stage, place: &Place) -> std::path::PathBuf {
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
    let stick = place.file("usb");
    std::fs::create_dir_all(&stick).unwrap();
    stage.click("input[value=folder]").await;
    stage.click("#export-period").await;
    stage.answer_dialog(&stick);
    stage.says("#exported", "đọc lại đúng").await;
    let slip = place.file("phieu-bia.pdf");
    stage.click("#cover-slip").await;
    stage.answer_dialog(&slip);
    stage.says(".toast", "phieu-bia.pdf").await;
    assert!(std::fs::read(&slip).unwrap().starts_with(b"%PDF"));
    let package = stick.join("09163-phu-luc-02-2024-annual-1.tienbo");
    assert!(package.exists());
    // The slip's code is the package's own hash.
    let picture = tienbo_support::root().join("target/screenshots/cover-slip");
    let tool = |program: &str, arguments: &[&std::ffi::OsStr]| {
        let ran = std::process::Command::new(program)
            .args(arguments)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{program}: {ran:?}");
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    let flags = ["-r", "120", "-png", "-singlefile"].map(std::ffi::OsStr::new);
    tool(
        "pdftoppm",
        &[&flags[..], &[slip.as_os_str(), picture.as_os_str()]].concat(),
    );
    let picture = picture.with_extension("png");
    let flags = ["--quiet", "--raw"].map(std::ffi::OsStr::new);
    let code = tool("zbarimg", &[&flags[..], &[picture.as_os_str()]].concat());
    let hash = tool("sha256sum", &[package.as_os_str()]);
    let hash = hash.split(' ').next().unwrap();
    assert!(
        code.starts_with("tienbo:") && code.trim().ends_with(hash),
        "{code}"
    );
    package
}
