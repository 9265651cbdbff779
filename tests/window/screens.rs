//! Every screen: as axe-core sees it, in English, with the keyboard alone, and in other roles.

use crate::act;
use crate::start::{at_work, new_office, recorder_at_work, sample_office, unlock};
use std::path::PathBuf;
use tienbo_support::{
    COMMUNE, Key, PASSPHRASE, Place, Stage, enrolled_commune, fill, folder, lay_year, made_once,
    make, open,
};

/// What some screens have only once all of theirs is there; the others have a heading.
const SCREENS: [(&str, &str); 7] = [
    ("cases", "#cases"),
    ("narrative", "#text-II"),
    ("committee", "#serving"),
    ("inspections", "#open-findings"),
    ("report", ".sheet img"),
    ("submit", "#step-check"),
    ("admin", "#log ~ *, #fingerprint-own"),
];

/// A commune with its year's records, enrolled, in the annual period.
async fn commune(place: &Place) -> Stage {
    made_once(
        "an enrolled commune's year".to_owned(),
        &place.office(),
        |office| {
            drop(enrolled_commune(&folder().path().join("tinh"), office));
            fill(&mut open(office));
        },
    );
    let stage = at_work(&place.office()).await;
    stage.says(".tasks", "Đã đủ").await;
    stage
}

/// The screens that the navigation leads to.
async fn places(stage: &Stage) -> Vec<String> {
    let found = stage
        .js("return [...document.querySelectorAll('[id^=go-]')].map(({id}) => id.slice(3))")
        .await;
    let places: Vec<String> = serde_json::from_value(found).unwrap();
    assert!(
        SCREENS
            .iter()
            .all(|(name, _)| places.iter().any(|place| place == name))
    );
    places
}

#[test]
fn no_screen_has_a_barrier_in_light_or_dark() {
    act(async {
        let place = Place::new();
        let stage = commune(&place).await;
        for screen in places(&stage).await {
            stage.click(&format!("#go-{screen}")).await;
            stage
                .find(&format!("#go-{screen}[aria-current=page]"))
                .await;
            let there = SCREENS.iter().find(|(name, _)| *name == screen);
            stage
                .find(there.map_or("main :is(h1, h2)", |(_, there)| there))
                .await;
            stage.inspect(&screen).await;
        }
        stage.press(&[Key::F1]).await;
        stage.says("#help-title", "Trợ giúp").await;
        stage.inspect("help").await;
        stage.close().await;
    });
}

#[test]
fn no_form_has_a_barrier_in_light_or_dark() {
    act(async {
        let place = Place::new();
        let stage = commune(&place).await;
        for kind in crate::KINDS {
            stage.click(&format!("#nav-{kind}")).await;
            stage.find("tr.line, .empty").await;
            stage.press(&[Key::F5]).await;
            stage.find("#save").await;
            stage.inspect(&format!("records-{kind}")).await;
            stage.press(&[Key::Escape]).await;
        }
        // The calendar, open.
        stage.click("#nav-issued_documents").await;
        stage.press(&[Key::F5]).await;
        stage.click(".day button").await;
        stage.find(".calendar-day").await;
        stage.inspect("calendar").await;
        stage.close().await;
    });
}

#[test]
fn the_window_at_twice_the_size_still_shows_what_is_to_be_done() {
    act(async {
        let place = Place::new();
        let settings = place.office().with_extension("settings.json");
        std::fs::write(settings, r#"{"zoom":200}"#).unwrap();
        let stage = new_office(&place).await;
        stage.shot("home-200").await;
        let wide =
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(stage.js(wide).await, true);
        stage.click(".menu").await;
        stage.shot("menu-200").await;
        stage.click("#nav-issued_documents").await;
        stage.press(&[Key::F5]).await;
        stage.fill("#f-symbol", "01/KH").await;
        stage.shot("records-200").await;
        assert_eq!(stage.js(wide).await, true);
        stage.close().await;
    });
}

/// Chooses English.
async fn in_english(stage: &Stage) {
    stage.click("#go-admin").await;
    stage.choose("#language", "en").await;
    stage.says("main h1", "Administration").await;
}

#[test]
fn no_screen_has_a_word_of_vietnamese_in_english() {
    act(async {
        let place = Place::new();
        let stage = commune(&place).await;
        in_english(&stage).await;
        // What is not data is English: no letter that only Vietnamese has, and no message's id.
        let foreign = "const own = 'label, legend, th, button:not(.figure):not(.link), h1, summary, .button, .tag, nav, .notice, option[value=\"\"]';
            const law = text => text.replace(/^đ\\) /, '').replaceAll('đồng', '');
            const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯ\u{1ea0}-\u{1ef9}]/u;
            return [...document.querySelectorAll(own)].map(e => e.innerText)
                .filter(text => vietnamese.test(law(text)) || /\\b(ui|column|choice|kind|figure)-[a-z]+-/.test(text))
                .filter(text => !['Tiếng Việt', 'Tiến Bộ'].includes(text.trim()))";
        let mut found = Vec::new();
        let kinds = ["communication_events", "issued_documents", "funding_lines"];
        let screens = [
            "home",
            "cases",
            "committee",
            "inspections",
            "submit",
            "admin",
            "report",
        ];
        for screen in screens.iter().chain(&kinds) {
            let place = if kinds.contains(screen) { "nav" } else { "go" };
            stage.click(&format!("#{place}-{screen}")).await;
            stage.find("main h1").await;
            if kinds.contains(screen) {
                stage.find("tr.line").await;
                stage.press(&[Key::F5]).await;
                stage.find("#save").await;
            }
            if *screen == "home" {
                stage.says(".tasks", "Complete").await;
            }
            if *screen == "submit" {
                stage.find("#history").await;
            }
            let texts = stage.js(foreign).await;
            for text in texts.as_array().unwrap() {
                // Members are data.
                if text
                    .as_str()
                    .is_some_and(|text| text.starts_with("Head: Nguyễn"))
                {
                    continue;
                }
                found.push(format!("{screen}: {text}"));
            }
        }
        stage.shot("english").await;
        assert!(found.is_empty(), "{found:#?}");
        stage.close().await;
    });
}

#[test]
fn in_english_what_is_wrong_and_the_lock_are_told_in_english() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        in_english(&stage).await;
        stage.click("#nav-issued_documents").await;
        stage.press(&[Key::F5]).await;
        stage.fill("#f-date", "31/2/24").await;
        stage.chord(Key::Control, 's').await;
        stage.says("#f-date-error", "ends on 29/02/2024").await;
        stage.click("#lock").await;
        stage.says("h2", "Unlock").await;
        stage.close().await;
    });
}

/// Presses Tab until an element has the focus.
async fn tab_to(stage: &Stage, css: &str) {
    stage.find(css).await;
    let there = format!(
        "return document.activeElement === document.querySelector('{}')",
        css.replace('\\', "\\\\")
    );
    for _ in 0..150 {
        if stage.js(&there).await == true {
            return;
        }
        stage.press(&[Key::Tab]).await;
    }
    stage.shot("failed").await;
    panic!("Tab does not reach {css}");
}

#[test]
fn a_record_is_entered_and_opened_with_the_keyboard_alone() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        let stage = Stage::open(&place.office()).await;
        stage.find("#passphrase").await;
        stage.write(PASSPHRASE).await;
        stage.press(&[Key::Enter]).await;
        stage.find("#go-home").await;
        stage.chord(Key::Alt, '1').await;
        stage.says("main h1", "Văn bản ban hành").await;
        stage.press(&[Key::F5]).await;
        stage.find("#save").await;
        for (field, text) in [
            ("#f-symbol", "01/KH-BVSTBPN"),
            ("#f-date", "5/3/24"),
            ("#f-issuer", "Ban VSTBPN"),
            ("#f-summary", "Kế hoạch năm"),
        ] {
            tab_to(&stage, field).await;
            stage.write(text).await;
        }
        // Nothing stands between a day and the next field; of a text's lines Enter is one.
        stage.says("#save-next kbd", "Ctrl+Enter").await;
        stage.js("document.querySelector('#f-date').focus()").await;
        stage
            .until("return document.querySelector('#save-next kbd').innerText === 'Enter'")
            .await;
        stage.press(&[Key::Tab]).await;
        let next = "return document.activeElement.id.startsWith('f-')";
        assert_eq!(stage.js(next).await, true);
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        // The list: down, open, close.
        stage.js("document.activeElement.blur()").await;
        tab_to(&stage, "table[role=grid]").await;
        stage.press(&[Key::Enter]).await;
        stage.says("#delete", "Xóa").await;
        stage.press(&[Key::Escape]).await;
        stage.gone("#delete").await;
        stage.close().await;
    });
}

#[test]
fn what_is_chosen_from_a_list_is_chosen_with_the_keyboard_alone() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.chord(Key::Alt, '8').await;
        stage.says("main h1", "Thành viên").await;
        stage.press(&[Key::F5]).await;
        for (field, text) in [
            ("#f-name", "Trần Thị Ví Dụ"),
            ("#f-sex", "N"),
            ("#f-position", "Chủ tịch Hội LHPN"),
            ("#f-role", "Tr"),
            ("#f-since", "1/1/2024"),
        ] {
            tab_to(&stage, field).await;
            stage.write(text).await;
        }
        stage.press(&[Key::Enter]).await;
        stage.says(".toast", "Đã thêm").await;
        stage.press(&[Key::Escape]).await;
        stage.close().await;
    });
}

#[test]
fn a_text_is_written_and_the_report_seen_with_the_keyboard_alone() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.chord(Key::Control, '2').await;
        tab_to(&stage, "#text-I\\.1").await;
        stage.write("Đã ban hành kế hoạch.").await;
        stage.press(&[Key::Tab]).await;
        stage.says("#saved-I\\.1", "Đã lưu").await;
        stage.chord(Key::Control, '5').await;
        stage.find(".sheet img").await;
        stage.close().await;
    });
}

#[test]
fn a_period_is_closed_and_goes_to_a_stick_with_the_keyboard_alone() {
    act(async {
        let place = Place::new();
        let stage = commune(&place).await;
        stage.chord(Key::Control, '6').await;
        tab_to(&stage, "#reason").await;
        stage.write("đơn vị mới").await;
        tab_to(&stage, "#close-period").await;
        stage.press(&[Key::Enter]).await;
        stage.says("#step-leaves", "rời máy").await;
        tab_to(&stage, "#export-period").await;
        stage.press(&[Key::Enter]).await;
        let stick = place.file("usb");
        std::fs::create_dir_all(&stick).unwrap();
        stage.answer_dialog(&stick);
        stage.says("#exported", "đọc lại đúng").await;
        stage.close().await;
    });
}

#[test]
fn a_recorder_does_not_close_a_period() {
    act(async {
        let place = Place::new();
        lay_year(&place.office());
        let stage = recorder_at_work(&place.office()).await;
        stage.click("#go-submit").await;
        stage.find("#reason").await;
        stage.fill("#reason", "lý do").await;
        assert!(stage.has("#close-period:disabled").await);
        stage.says("main", "Chỉ người có vai trò phụ trách").await;
        // Not only in the window: the core refuses too.
        let sent = serde_json::json!({"period": "phu-luc-02/2024/annual", "reason": "x"});
        let answer = stage.ask("close_period", sent).await;
        assert_eq!(answer, Err("vault-not-allowed".to_owned()));
        stage.close().await;
    });
}

#[test]
fn a_recorder_sees_who_else_there_is_and_adds_nobody() {
    act(async {
        let place = Place::new();
        lay_year(&place.office());
        let stage = recorder_at_work(&place.office()).await;
        stage.click("#go-admin").await;
        stage.says("#users ~ table", "hoa").await;
        stage.says("#users ~ table", "Ghi chép").await;
        assert!(!stage.has("#user-name").await);
        stage.close().await;
    });
}

#[test]
fn a_head_adds_a_user() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.click("#go-admin").await;
        stage.fill("#user-name", "hoa").await;
        stage.fill("#user-passphrase", "một câu đủ dài").await;
        stage.fill("#user-passphrase-again", "một câu đủ dài").await;
        stage.press(&[Key::Enter]).await;
        stage.says("#users ~ table", "hoa").await;
        stage.close().await;
    });
}

#[test]
fn a_passphrase_is_changed_by_who_knows_it_and_opens_no_more() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.click("#go-admin").await;
        stage.fill("#old", "không phải").await;
        stage.fill("#fresh", "câu mới cũng đủ dài").await;
        stage.fill("#fresh-again", "câu mới cũng đủ dài").await;
        stage.press(&[Key::Enter]).await;
        stage.says("[role=alert]", "không đúng").await;
        stage.fill("#old", PASSPHRASE).await;
        stage.press(&[Key::Enter]).await;
        stage.says(".toast", "Đã đổi mật khẩu").await;
        stage.click("#lock").await;
        stage.find("#passphrase").await;
        stage.fill("#passphrase", PASSPHRASE).await;
        stage.press(&[Key::Enter]).await;
        stage.says("[role=alert]", "không đúng").await;
        stage.fill("#passphrase", "câu mới cũng đủ dài").await;
        stage.press(&[Key::Enter]).await;
        stage.find("#go-home").await;
        stage.close().await;
    });
}

/// Writes a backup from the administration's screen.
async fn back_up(stage: &Stage, place: &Place) -> PathBuf {
    let backup = place.file("luu.tienbo-backup");
    stage.click("#go-admin").await;
    stage.click("#backup").await;
    stage.answer_dialog(&backup);
    stage.says(".toast", "luu.tienbo-backup").await;
    backup
}

/// Asks for a backup to be restored.
async fn restore(stage: &Stage) {
    let link = "[...document.querySelectorAll('.link')].find(b => b.innerText.startsWith('Khôi phục từ')).click()";
    stage.click("#go-admin").await;
    stage.js(link).await;
}

#[test]
fn a_backup_stands_in_the_log_and_the_office_is_found_whole() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        back_up(&stage, &place).await;
        stage.click("#verify").await;
        stage.says(".notice.fine", "nguyên vẹn").await;
        stage.fill("input.log-search", "sao luu").await;
        stage.says("#log, table", "Sao lưu").await;
        stage.close().await;
    });
}

#[test]
fn what_is_no_backup_is_refused_and_what_is_there_stays() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        let no_backup = place.file("khong-phai.tienbo-backup");
        std::fs::write(&no_backup, "không phải").unwrap();
        restore(&stage).await;
        stage.answer_dialog(&no_backup);
        stage.says(".toast.error", "không phải tệp sao lưu").await;
        // It was locked for it.
        unlock(&stage).await;
        stage.click("#nav-issued_documents").await;
        stage.says("#found", "40 / 40").await;
        stage.close().await;
    });
}

#[test]
fn a_restored_backup_brings_back_its_state_and_what_was_there_is_kept_beside() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        let backup = back_up(&stage, &place).await;
        stage.click("#nav-issued_documents").await;
        stage.says("#found", "40 / 40").await;
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::F6]).await;
        stage.says("#found", "39 / 39").await;
        restore(&stage).await;
        stage.answer_dialog(&backup);
        stage.says(".toast", "được giữ ở").await;
        unlock(&stage).await;
        stage.click("#nav-issued_documents").await;
        stage.says("#found", "40 / 40").await;
        stage.close().await;
    });
}
