//! What is told before something leaves the office's databases, and when something in them is not what it was.

use crate::act;
use crate::register::record_case_in;
use crate::start::{add_user, at_work, first_start, unlock};
use age::secrecy::SecretString;
use std::path::Path;
use tienbo_core::model::RecordId;
use tienbo_core::progress::Watch;
use tienbo_core::store::{Action, audit_entries};
use tienbo_core::vault::{Office, Role, UserName, restore};
use tienbo_support::insider::Insider;
use tienbo_support::{
    COMMUNE, PASSPHRASE, Place, Stage, USER, desktop, enrolled_commune, logged, make, open, open_as,
};

/// A new office with a case; gives its id.
fn with_case(place: &Place) -> RecordId {
    drop(make(&place.office(), COMMUNE));
    let (case, _) = record_case_in(&place.office(), COMMUNE, &place.file(""));
    RecordId::parse(&case).unwrap()
}

/// Opens the case that is on the list.
async fn first_case(stage: &Stage) {
    stage.click("#go-cases").await;
    stage.click("button[id^=case-]").await;
    stage.find("#state").await;
}

#[test]
fn a_case_file_is_saved_only_after_it_was_said_that_anybody_can_read_it() {
    act(async {
        let place = Place::new();
        let case = with_case(&place);
        let bytes = "Tệp bịa.".as_bytes().to_vec();
        open(&place.office())
            .attach_to_case(case, "anh-bia.txt", bytes.clone())
            .unwrap();
        let stage = at_work(&place.office()).await;
        first_case(&stage).await;
        stage.click("#reveal").await;
        stage.click("[id^=save-file-]").await;
        stage.says("#save-file-lead", "không còn được mã hóa").await;
        stage.inspect("case-file-save").await;
        // Nothing was asked for yet; a no closes it.
        stage.click("#save-file-lead .plain").await;
        stage.gone("#save-file-lead").await;
        stage.click("[id^=save-file-]").await;
        stage.click("#save-file-now").await;
        let saved = place.file("anh.txt");
        stage.answer_dialog(&saved);
        stage.says(".toast", "anh.txt").await;
        // The screen scrolls within its frame, and the frame with nothing.
        let frame = "return document.querySelector('main').scrollTop";
        assert_eq!(stage.js(frame).await, 0);
        stage.inspect("case-file-saved").await;
        stage.close().await;
        assert_eq!(std::fs::read(saved).unwrap(), bytes);
        assert_eq!(logged(&place.office(), Action::Exported), 1);
    });
}

#[test]
fn a_recovery_sheet_is_saved_only_where_it_is_said_what_it_opens() {
    act(async {
        let place = Place::new();
        let stage = Stage::open(&place.office()).await;
        first_start(&stage, "vu ninh").await;
        stage.says("#save-sheet-lead", "bất cứ ai có nó").await;
        stage.inspect("recovery-save").await;
        stage.click("#save-sheet").await;
        let saved = place.file("to-khoi-phuc.pdf");
        stage.answer_dialog(&saved);
        stage.says(".toast", "to-khoi-phuc.pdf").await;
        stage.shot("recovery-saved").await;
        stage.close().await;
        assert!(std::fs::read(saved).unwrap().starts_with(b"%PDF"));
        assert_eq!(logged(&place.office(), Action::Exported), 1);
    });
}

#[test]
fn entries_that_nobody_can_open_are_told_at_home_and_by_the_check() {
    act(async {
        let place = Place::new();
        let case = with_case(&place);
        let stranger = age::x25519::Identity::generate().to_public();
        let sealed = age::encrypt(&stranger, b"{}").unwrap();
        Insider::new(&place.office(), USER, PASSPHRASE)
            .database()
            .execute(
                "INSERT INTO register_inbox (case_id, sealed, numbers) VALUES (?1, ?2, '{}')",
                (case.to_string(), sealed),
            )
            .unwrap();
        let stage = at_work(&place.office()).await;
        stage.says("main .notice.warning", "niêm phong").await;
        stage.inspect("home-unopened").await;
        stage.click("#go-admin").await;
        stage.click("#verify").await;
        stage.says(".notice.error", "niêm phong").await;
        stage.inspect("verify-unopened").await;
        stage.close().await;
    });
}

#[test]
fn an_office_that_went_back_says_at_home_what_is_to_be_done_until_a_head_did_it() {
    act(async {
        let place = Place::new();
        drop(enrolled_commune(&place.file("tinh"), &place.office()));
        let backup = place.file("luu.tienbo-backup");
        open(&place.office())
            .backup(&backup, &mut Watch::none())
            .unwrap();
        restore(&backup, &place.office(), &mut Watch::none()).unwrap();
        add_user(&place.office(), "hoa", &[Role::Recorder]);
        // Who is no head is told as well, and whom to ask.
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", "hoa").await;
        unlock(&stage).await;
        let told = stage
            .says("#went-back ~ *", "khôi phục từ bản sao lưu")
            .await;
        assert!(!told.contains("+00:00"), "{told}");
        assert!(told.contains("vai trò Phụ trách"), "{told}");
        assert!(!stage.has("#went-back-settle").await);
        stage.close().await;
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", USER).await;
        unlock(&stage).await;
        stage.click("#went-back-settle").await;
        stage.says("#went-back-means", "nhật ký").await;
        stage.inspect("home-went-back").await;
        stage.click("#went-back-sure").await;
        stage.says(".toast", "không nhắc nữa").await;
        stage.gone("#went-back").await;
        stage.close().await;
        assert!(open(&place.office()).gone_back().unwrap().is_none());
    });
}

/// Asks for the office's card in a file.
async fn save_card(stage: &Stage, file: &Path) {
    stage.click("#go-admin").await;
    stage.click("#save-card").await;
    stage.answer_dialog(file);
}

#[test]
fn what_another_program_changed_holds_everything_until_a_head_takes_it_once_she_was_asked() {
    act(async {
        let place = Place::new();
        drop(enrolled_commune(&place.file("tinh"), &place.office()));
        add_user(&place.office(), "hoa", &[Role::Recorder]);
        add_user(&place.office(), "mai", &[Role::Recorder, Role::CaseOfficer]);
        // With what a recorder has: her key file, and SQLCipher.
        Insider::new(&place.office(), "hoa", PASSPHRASE)
            .database()
            .execute("DELETE FROM key_events", [])
            .unwrap();
        // Who is no head is told, and whom to ask.
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", "mai").await;
        unlock(&stage).await;
        stage.says("#differing ~ *", "vai trò Phụ trách").await;
        assert!(!stage.has("#differing-settle").await);
        stage.inspect("home-differing-no-head").await;
        stage.close().await;

        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", USER).await;
        unlock(&stage).await;
        stage.says("#differing ~ *", "một chương trình khác").await;
        // Nothing leaves.
        let card = place.file("the.tienbo");
        save_card(&stage, &card).await;
        stage
            .says(".toast.error", "Chưa chốt, gửi đi, in ra hay nhập gì được")
            .await;
        assert!(!card.exists());
        stage.click(".toast .plain").await;
        // A no changes nothing.
        stage.click("#go-home").await;
        stage.click("#differing-settle").await;
        stage.says("#differing-means", "của chính đơn vị").await;
        stage.inspect("home-differing").await;
        stage.click("#differing-means .plain").await;
        stage.gone("#differing-means").await;
        stage.find("#differing-settle:focus").await;
        stage.click("#go-admin").await;
        stage.click("#go-home").await;
        stage.find("#differing").await;
        stage.close().await;
        assert_eq!(logged(&place.office(), Action::DifferingTaken), 0);

        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", USER).await;
        unlock(&stage).await;
        stage.click("#differing-settle").await;
        stage.click("#differing-sure").await;
        stage.says(".toast", "Đã nhận dữ liệu").await;
        stage.gone("#differing").await;
        save_card(&stage, &card).await;
        stage.says(".toast", "the.tienbo").await;
        assert!(card.exists());
        stage
            .says(
                "section[aria-labelledby=log]",
                "Nhận dữ liệu bị chương trình khác sửa",
            )
            .await;
        stage.close().await;
        assert_eq!(logged(&place.office(), Action::DifferingTaken), 1);
    });
}

#[test]
fn what_cannot_be_read_of_cases_is_taken_out_by_a_head_for_a_reason() {
    act(async {
        let place = Place::new();
        with_case(&place);
        add_user(&place.office(), "mai", &[Role::Recorder, Role::CaseOfficer]);
        Insider::new(&place.office(), "mai", PASSPHRASE)
            .database()
            .execute(
                "UPDATE sealed_facts SET sealed = x'00' WHERE what = 'survivors'",
                [],
            )
            .unwrap();
        // Who is no head is told what is to be done, and is not offered it.
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", "mai").await;
        unlock(&stage).await;
        stage.says("#notices", "không đọc được").await;
        stage.click("#go-admin").await;
        stage.click("#verify").await;
        stage.says(".notice.error", "người phụ trách").await;
        assert!(!stage.has("#unreadable").await);
        stage.close().await;

        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", USER).await;
        unlock(&stage).await;
        let told = stage.says("#notices", "không đọc được").await;
        assert!(!told.contains("+00:00"), "{told}");
        stage.click("#go-admin").await;
        stage.click("#verify").await;
        stage.says(".notice.error", "không đọc được").await;
        stage.click("#unreadable summary").await;
        stage.find("#take-out:disabled").await;
        stage
            .fill("#unreadable-reason", "Không có bản sao lưu")
            .await;
        stage.find("#take-out:enabled").await;
        stage.inspect("verify-unreadable").await;
        stage.click("#take-out").await;
        stage.says(".toast", "phần còn lại").await;
        stage.says(".notice.fine", "nguyên vẹn").await;
        stage.gone("#unreadable").await;
        stage.inspect("verify-taken-out").await;
        stage.close().await;
        assert!(open(&place.office()).verify().unwrap().is_fine());
        let office = open(&place.office());
        let log = audit_entries(office.store()).unwrap();
        assert!(log.iter().any(|entry| {
            entry.action == Action::FactsSettled.code()
                && entry.subject.contains("Không có bản sao lưu")
        }));
    });
}

#[test]
fn a_case_that_was_recorded_by_mistake_is_left_out_with_a_reason_and_comes_back() {
    act(async {
        let place = Place::new();
        with_case(&place);
        let stage = at_work(&place.office()).await;
        first_case(&stage).await;
        stage.click("#void-case").await;
        stage.find("#void-now:disabled").await;
        stage.choose("#void-reason", "duplicate").await;
        stage.find("#void-now:disabled").await;
        stage.fill("#void-words", "Trùng với vụ đã ghi").await;
        stage.inspect("case-void").await;
        stage.click("#void-now").await;
        stage.says(".toast", "ghi nhầm").await;
        stage.says("#state", "Ghi nhầm").await;
        stage.says("#voided", "Trùng với vụ đã ghi").await;
        stage.inspect("case-voided").await;
        stage.click("#reopen-case").await;
        stage.says("#state", "Đang theo dõi").await;
        stage.close().await;
    });
}

#[test]
fn a_head_replaces_a_passphrase_that_was_seen_and_the_offices_keys_change() {
    act(async {
        let place = Place::new();
        drop(enrolled_commune(&place.file("tinh"), &place.office()));
        add_user(&place.office(), "hoa", &[Role::Recorder, Role::CaseOfficer]);
        let slot = place.office().join("keys/hoa.age");
        let before = std::fs::read(&slot).unwrap();
        let stage = Stage::open(&place.office()).await;
        stage.choose("#user", USER).await;
        unlock(&stage).await;
        stage.click("#go-admin").await;
        stage.says("#roster-age", "Tỉnh Bắc Ninh").await;
        stage.click("#reset-hoa").await;
        // As for roles that are lost: others know keys that she held.
        stage.says("#reset-lead", "Khóa của đơn vị đổi ngay").await;
        stage.says("#reset-lead", "thẻ đơn vị mới").await;
        stage.fill("#reset", "câu mới cũng đủ dài").await;
        stage.fill("#reset-again", "câu mới cũng đủ dài").await;
        stage.inspect("user-reset").await;
        stage.click("#reset-user").await;
        stage.says("#user-done", "hoa").await;
        stage.says("#user-done", "thẻ đơn vị mới").await;
        stage.inspect("user-reset-done").await;
        let own = stage.text("#fingerprint-own").await;
        stage.click("details:has(#renew-keys) summary").await;
        stage.inspect("keys-renew").await;
        stage.click("#renew-keys").await;
        stage.says(".toast", "khóa").await;
        assert_ne!(stage.text("#fingerprint-own").await, own);
        stage.close().await;
        drop(open_as(&place.office(), "hoa", "câu mới cũng đủ dài"));
        std::fs::write(&slot, before).unwrap();
        let user = UserName::new("hoa").unwrap();
        assert!(Office::open(&place.office(), &user, &SecretString::from(PASSPHRASE)).is_err());
    });
}

/// The commands that the window calls at once with arguments, each with their names, as the shell lists them.
fn asked_at_once() -> Vec<(String, Vec<String>)> {
    let source = include_str!("../../src-tauri/commands.rs");
    let calls = source.split("at_once(call!(").skip(1);
    let of = |call: &str| {
        let (path, rest) = call.split_once('(')?;
        let name = path.rsplit("::").next()?.trim().to_owned();
        let names = rest.split_once(')')?.0.split(',').map(str::trim);
        let names = names.filter(|name| !name.is_empty()).map(str::to_owned);
        Some((name, Vec::from_iter(names)))
    };
    let all = calls.filter_map(of);
    all.filter(|(_, names)| !names.is_empty()).collect()
}

#[test]
fn a_window_that_sends_anything_is_answered_and_the_office_stays_as_it_was() {
    act(async {
        let place = Place::new();
        let case = with_case(&place);
        // What the program says when it panics is on its standard error.
        let (program, said) = (place.file("program.sh"), place.file("said.txt"));
        let script = format!(
            "#!/bin/sh\nexec '{}' \"$@\" 2>>'{}'\n",
            desktop().display(),
            said.display()
        );
        std::fs::write(&program, script).unwrap();
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&program, executable).unwrap();
        let stage = Stage::open_program(&program, &place.office()).await;
        unlock(&stage).await;
        // Those that would lock her out of what is tried next, and one that opens a dialog, have tests of their own.
        let kept = [
            "change_passphrase",
            "unlock",
            "begin_register",
            "recover",
            "create_office",
            "watch_inbox",
        ];
        let commands = asked_at_once().into_iter();
        let commands = Vec::from_iter(commands.filter(|(name, _)| !kept.contains(&name.as_str())));
        assert!(commands.len() > 60, "{}", commands.len());
        let odd = serde_json::json!([
            null, true, "", " ", -1, 0, 1, 1e308, 9_007_199_254_740_993_u64, 0.5,
            "\u{202e}\u{0}\u{1b}[2J", "../../../etc/passwd", "31/02/2024", "2024-02-30", "9999-12-31",
            "phu-luc-02/2024/annual", "phu-luc-02/9999/annual", "' OR 1=1 --", "%", "👩🏽‍🌾", "case-officer",
            case.to_string(), "01a21f01-bfe0-756b-97ad-527c9d802a14", "violence_cases", "survivors", "issued_documents",
            COMMUNE, USER, [], [[]], [null], {}, {"": ""}, {"kind": "violence_cases"},
            [case.to_string(), case.to_string()]
        ]);
        let script = r#"
            const [commands, odd] = arguments;
            const long = "ă".repeat(200000);
            const values = [...odd, long, Array(20000).fill("x"), JSON.parse('{"__proto__": 1}')];
            const say = (name, sent) => window.__TAURI_INTERNALS__.invoke('call', {name, sent})
                .then(() => null, failed => typeof failed?.sentence === 'string' || typeof failed?.text === 'string'
                    || typeof failed?.error === 'string' ? null : `${name}: ${JSON.stringify(failed).slice(0, 300)}`);
            const wrong = [];
            return (async () => {
                for (const [name, names] of commands) {
                    const tries = values.map((value) => Object.fromEntries(names.map((one) => [one, value])));
                    // And one odd argument beside others that are likely right.
                    names.forEach((one, place) => values.forEach((value, at) => {
                        const others = Object.fromEntries(names.map((other, i) => [other, values[(at + i * 7) % values.length]]));
                        if (place === at % names.length) tries.push({...others, [one]: value});
                    }));
                    for (const sent of tries) {
                        const told = await say(name, sent);
                        if (told) wrong.push(told);
                    }
                }
                return wrong;
            })();
        "#;
        let mut wrong = Vec::new();
        for some in commands.chunks(4) {
            let sent = serde_json::json!([some, odd]);
            let answer = stage.call(script, sent).await;
            wrong.extend(answer.as_array().unwrap().clone());
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        // It works on.
        stage
            .ask(
                "home",
                serde_json::json!({"period": "phu-luc-02/2024/annual"}),
            )
            .await
            .unwrap();
        stage.close().await;
        let said = std::fs::read_to_string(&said).unwrap_or_default();
        assert!(!said.contains("panicked"), "{said}");
        let office = open(&place.office());
        assert!(office.verify().unwrap().is_fine());
        office.case(case).unwrap();
    });
}
