//! Entering records: what is typed is never lost, and what is wrong is said.

use crate::act;
use crate::start::{add_user, at_work, new_office, sample_office, unlock};
use std::time::Duration;
use tienbo_core::entry::{Typed, draft_place};
use tienbo_core::model::{RecordId, RecordKind};
use tienbo_core::vault::Role;
use tienbo_support::{
    COMMUNE, Key, PASSPHRASE, Place, Stage, files, made_once, make, open, open_as, sample,
};

#[test]
fn a_kill_in_the_middle_of_typing_loses_nothing() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-communication_events").await;
        stage.press(&[Key::F5]).await;
        stage
            .fill(
                "#f-content",
                "Nói chuyện về Luật Phòng, chống bạo lực gia đình",
            )
            .await;
        stage.choose("#f-form", "talk").await;
        stage.fill("#f-women", "12").await;
        // No pause: what a person's fingers take is more than what the last keystroke needs.
        tokio::time::sleep(Duration::from_millis(50)).await;
        stage.kill();
        // A second office of the same folder can be opened at once: the lock died with the program.
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.says("#drafts ~ *", "thêm mới").await;
        stage.click("#drafts ~ p .link").await;
        stage.says(".notice", "Đã khôi phục").await;
        assert_eq!(
            stage.value("#f-content").await,
            "Nói chuyện về Luật Phòng, chống bạo lực gia đình"
        );
        stage.holds("#f-form", "talk").await;
        stage.holds("#f-women", "12").await;
        stage.click(".notice .link").await;
        stage.gone(".notice").await;
        stage.holds("#f-content", "").await;
        stage.close().await;
    });
}

/// Records that she was typing at when somebody else changed each of them.
fn changed_meanwhile<const N: usize>(place: &Place) -> [RecordId; N] {
    const KIND: RecordKind = RecordKind::CoordinationActivity;
    let form = |content: &str| -> Typed {
        [("dash", "I.2.1"), ("date", "5/3/24"), ("content", content)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    };
    let mut office = make(&place.office(), COMMUNE);
    let ids = std::array::from_fn(|_| office.save_typed(KIND, &form("Như trước"), None).unwrap());
    for id in ids {
        let at = draft_place(KIND, Some(id), None);
        office
            .keep_draft(&at, Some(1), form("Lan đang gõ"))
            .unwrap();
    }
    drop(office);
    add_user(&place.office(), "hoa", &[Role::Recorder]);
    let mut office = open_as(&place.office(), "hoa", PASSPHRASE);
    for id in ids {
        office
            .save_typed(KIND, &form("Hoa đã sửa"), Some((id, 1)))
            .unwrap();
    }
    ids
}

#[test]
fn what_somebody_else_changed_meanwhile_is_shown_beside_what_was_typed() {
    act(async {
        let place = Place::new();
        let records: [RecordId; 2] = changed_meanwhile(&place);
        let stage = at_work(&place.office()).await;
        // Who closes the period is told that they are not saved.
        stage.click("#go-submit").await;
        stage.says("#drafts-left", "2 biểu mẫu").await;
        stage.find("#drafts-left .link").await;
        stage.inspect("submit-drafts").await;
        for (choice, stands) in [
            ("#keep-mine", "Lan đang gõ"),
            ("#take-theirs", "Hoa đã sửa"),
        ] {
            stage.click("#go-home").await;
            stage.click("#drafts ~ p .link").await;
            stage.says("#apart", "Nội dung").await;
            stage.holds("#now-content", "Hoa đã sửa").await;
            stage.holds("#typed-content", "Lan đang gõ").await;
            assert!(!stage.has("#now-date").await, "only what differs is shown");
            stage.inspect("records-changed-meanwhile").await;
            // Until she has chosen, nothing is written over.
            stage.chord(Key::Control, 's').await;
            stage.says("#summary", "vừa được người khác sửa").await;
            stage.click(choice).await;
            stage.gone("#apart").await;
            stage.holds("#f-content", stands).await;
            stage.chord(Key::Control, 's').await;
            stage.gone("#f-content").await;
        }
        stage.click("#go-home").await;
        stage.gone("#drafts").await;
        stage.close().await;
        let office = open(&place.office());
        let mut now = records.map(|id| {
            let (_, typed) = office.typed(RecordKind::CoordinationActivity, id).unwrap();
            typed["content"].clone()
        });
        now.sort();
        assert_eq!(now, ["Hoa đã sửa", "Lan đang gõ"]);
    });
}

#[test]
fn wrong_fields_are_named_beside_them_and_in_a_summary_that_leads_there() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-communication_events").await;
        stage.press(&[Key::F5]).await;
        stage.fill("#f-date", "31/2/24").await;
        stage.fill("#f-women", "60").await;
        stage.fill("#f-total", "50").await;
        stage.chord(Key::Control, 's').await;
        stage.says("#summary", "Ngày").await;
        stage.says("#f-date-error", "chỉ đến ngày 29/02/2024").await;
        stage.says("#f-women-error", "lớn hơn tổng số").await;
        stage.says("#f-content-error", "chưa nhập").await;
        stage.inspect("records-problems").await;
        stage.click("#summary a").await;
        let focused = stage.js("return document.activeElement.id").await;
        assert_eq!(focused, "f-date");
        // Put right, it is saved.
        stage.fill("#f-date", "5/12/24").await;
        stage.fill("#f-total", "90").await;
        stage.choose("#f-form", "talk").await;
        stage.choose("#f-organiser", "committee").await;
        stage.fill("#f-content", "Bình đẳng giới").await;
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        stage.close().await;
    });
}

#[test]
fn a_field_shows_how_it_was_understood_and_what_follows_from_others() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-communication_events").await;
        stage.press(&[Key::F5]).await;
        stage.fill("#f-date", "5/12/24").await;
        stage.fill("#f-women", "60").await;
        stage.fill("#f-total", "90").await;
        stage.press(&[Key::Tab]).await;
        stage.holds("#f-date", "05/12/2024").await;
        // The men, from total and women.
        let men = "return document.querySelector('#f-men').placeholder === '30'";
        stage.until(men).await;
        stage.close().await;
    });
}

#[test]
fn a_deleted_record_is_back_after_undo() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.find("tr.line").await;
        stage.says("#found", "40 / 40").await;
        stage.click("table[role=grid]").await;
        stage.press(&[Key::Escape]).await;
        stage.gone("#save").await;
        // The table has the focus that it had before the form: its keys work.
        let focus = "return document.activeElement.getAttribute('role') === 'grid'";
        stage.until(focus).await;
        stage.press(&[Key::F6]).await;
        stage.says(".toast", "Đã xóa").await;
        stage.says("#found", "39 / 39").await;
        stage.click(".toast .button:not(.plain)").await;
        stage.says("#found", "40 / 40").await;
        stage.close().await;
    });
}

/// Opens a copy of the record that the table begins with; gives its issuer.
async fn copy_the_last(stage: &Stage) -> String {
    stage.click("#nav-issued_documents").await;
    stage.find("tr.line").await;
    stage.press(&[Key::F8]).await;
    stage.find("#save-next").await;
    let issuer = stage.value("#f-issuer").await;
    assert!(!issuer.is_empty());
    issuer
}

#[test]
fn the_same_again_is_said_to_be_likely_a_slip_before_it_is_saved() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        copy_the_last(&stage).await;
        stage.fill("#f-symbol", "99/KH-BVSTBPN").await;
        stage.press(&[Key::Tab]).await;
        stage.says("#f-symbol-slip", "gần giống").await;
        stage.close().await;
    });
}

#[test]
fn a_pinned_value_begins_the_next_record() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        let issuer = copy_the_last(&stage).await;
        stage.fill("#f-symbol", "99/KH-BVSTBPN").await;
        stage.js("document.querySelector('#f-issuer').closest('.field').querySelector('.pin').click()").await;
        stage.click("#f-symbol").await;
        stage.press(&[Key::Enter]).await;
        stage.says(".toast", "Đã thêm").await;
        stage.holds("#f-symbol", "").await;
        stage.holds("#f-issuer", &issuer).await;
        stage.close().await;
    });
}

#[test]
fn an_empty_table_says_what_belongs_there_and_takes_no_file_that_is_no_workbook() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.says(".empty", "Mỗi văn bản").await;
        stage.inspect("records-empty").await;
        let wrong = place.file("sai.xlsx");
        std::fs::write(&wrong, "không phải Excel").unwrap();
        stage.click("#import").await;
        stage.answer_dialog(&wrong);
        stage
            .says(".toast.error", "không phải bảng tính Excel")
            .await;
        assert!(stage.has(".empty").await);
        stage.close().await;
    });
}

#[test]
fn a_workbook_that_was_written_comes_back_and_nothing_is_double() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.click("#import").await;
        stage.answer_dialog(&sample("xa-mau-vu-ninh.xlsx"));
        stage.says("#workbook-summary", "Chưa nhập dòng nào").await;
        stage.inspect("workbook").await;
        stage.click("#workbook-take").await;
        stage.says(".toast", "Văn bản ban hành").await;
        stage.find("tr.line").await;
        let found = stage.text("#found").await;
        let written = place.file("xuat.xlsx");
        stage.click("#export").await;
        stage.answer_dialog(&written);
        stage.says(".toast", "xuat.xlsx").await;
        stage.click("#import").await;
        stage.answer_dialog(&written);
        stage.says("#workbook-summary", "0 mới").await;
        stage.click("#workbook-take").await;
        stage.says(".toast", "Đã có sẵn").await;
        assert_eq!(stage.text("#found").await, found);
        stage.close().await;
    });
}

/// Rows as they lie on the clipboard of a spreadsheet.
const BLOCK: &str = "Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tSố nữ\tGhi thêm\n\
    5/3/2024\tTọa đàm\tBan VSTBPN\tMột\t12\tx\n\
    6/3/2024\tTọa đàm\tBan VSTBPN\tTruyÒn th«ng\t1.200\t\n\
    7/3/2024\tTọa đàm\tBan VSTBPN\tBa\t14\t";

#[test]
fn a_pasted_block_shows_what_it_was_read_as_asks_and_is_taken_back_whole() {
    act(async {
        let place = Place::new();
        let stage = new_office(&place).await;
        stage.click("#nav-communication_events").await;
        let paste = "const data = new DataTransfer();
            data.setData('text/plain', arguments[0]);
            document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))";
        stage.call(paste, serde_json::json!([BLOCK])).await;
        stage.says("#paste-summary", "3 dòng, 0 dòng cần sửa").await;
        stage.says("fieldset", "Ghi thêm").await;
        assert!(stage.has("#add-pasted:disabled").await);
        // A number as it was read, above what was pasted.
        stage.says("tbody tr:first-child", "05/03/2024").await;
        stage.click("#paste-unicode").await;
        stage.says("tbody", "Truyền thông").await;
        stage.inspect("pasted").await;
        stage.click("#paste-leave-out").await;
        stage.click("#add-pasted").await;
        stage.says("#found", "3").await;
        stage.click(".toast .button").await;
        stage.says(".empty", "Chưa có bản ghi nào").await;
        stage.close().await;
    });
}

#[test]
fn several_rows_are_deleted_and_put_back_at_once() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.find("tr.line").await;
        let all = stage.text("#found").await;
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::Home]).await;
        for _ in 0..2 {
            stage.js("document.querySelector('table[role=grid]').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', shiftKey: true, bubbles: true, cancelable: true}))").await;
        }
        stage.says(".marked", "3 dòng").await;
        stage.inspect("rows-marked").await;
        stage.click("#delete-marked").await;
        stage.says(".toast", "3 bản ghi").await;
        assert_ne!(stage.text("#found").await, all);
        stage.click(".toast .button").await;
        stage.says("#found", &all).await;
        stage.close().await;
    });
}

/// The table of an office with ten thousand documents.
async fn ten_thousand_rows(place: &Place) -> Stage {
    made_once("ten thousand".to_owned(), &place.office(), |folder| {
        let row = |index: usize| {
            let date = format!("{}/{}/2024", index % 28 + 1, index % 12 + 1);
            let summary = format!("Kế hoạch số {index} về bình đẳng giới");
            Typed::from([
                ("symbol".to_owned(), format!("{index}/KH-BVSTBPN")),
                ("date".to_owned(), date),
                ("issuer".to_owned(), "Ban VSTBPN".to_owned()),
                ("summary".to_owned(), summary),
            ])
        };
        let rows: Vec<Typed> = (0..10_000).map(row).collect();
        let mut office = make(folder, COMMUNE);
        office.add_typed(RecordKind::IssuedDocument, &rows).unwrap();
    });
    let stage = at_work(&place.office()).await;
    stage.click("#nav-issued_documents").await;
    stage.says("#found", "10000 / 10000").await;
    stage
}

#[test]
fn of_ten_thousand_rows_only_those_in_sight_are_there() {
    act(async {
        let place = Place::new();
        let stage = ten_thousand_rows(&place).await;
        let count = "return document.querySelectorAll('tr.line').length";
        let lines = stage.js(count).await;
        assert!(lines.as_u64().unwrap() < 100, "{lines}");
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::End]).await;
        stage.find("#row-9999").await;
        stage.says("#row-9999", "KH-BVSTBPN").await;
        stage.close().await;
    });
}

#[test]
fn ten_thousand_rows_are_searched_without_tone_marks() {
    act(async {
        let place = Place::new();
        let stage = ten_thousand_rows(&place).await;
        stage.fill("#search", "ke hoach so 9999").await;
        stage.says("#found", "1 / 10000").await;
        stage.says("tbody", "9999/KH-BVSTBPN").await;
        stage.fill("#search", " ").await;
        stage.says("#found", "10000 / 10000").await;
        stage.close().await;
    });
}

#[test]
fn ten_thousand_rows_are_sorted_in_vietnamese_order() {
    act(async {
        let place = Place::new();
        let stage = ten_thousand_rows(&place).await;
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::End]).await;
        stage.find("#row-9999").await;
        stage
            .js("document.querySelectorAll('thead th button')[1].click()")
            .await;
        stage.find("th[aria-sort=ascending]").await;
        stage.press(&[Key::Home]).await;
        stage.says("#row-0", "0/KH-BVSTBPN").await;
        stage.close().await;
    });
}

/// The form of a new document, with its summary in focus.
async fn new_document(place: &Place) -> Stage {
    let stage = sample_office(place).await;
    stage.click("#nav-issued_documents").await;
    stage.press(&[Key::F5]).await;
    stage.click("#f-summary").await;
    stage
}

#[test]
fn an_input_methods_composition_keeps_its_own_keys() {
    act(async {
        let place = Place::new();
        let stage = new_document(&place).await;
        // What an input method sends while it composes: Enter, F9 and Escape are its own.
        let compose = "const field = document.querySelector('#f-summary');
            field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true, data: ''}));
            for (const data of ['d', 'đ', 'đu', 'đư', 'đươ', 'đường']) {
                field.dispatchEvent(new CompositionEvent('compositionupdate', {bubbles: true, data}));
                field.value = data;
                field.dispatchEvent(new InputEvent('input', {bubbles: true, data, isComposing: true, inputType: 'insertCompositionText'}));
            }
            const taken = [];
            for (const key of ['Enter', 'F9', 'Escape', 'F5', 's']) {
                const event = new KeyboardEvent('keydown', {key, ctrlKey: key === 's', bubbles: true, cancelable: true, isComposing: true});
                field.dispatchEvent(event);
                if (event.defaultPrevented) taken.push(key);
            }
            field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, data: 'đường'}));
            return taken";
        let taken = stage.js(compose).await;
        assert_eq!(taken, serde_json::json!([]));
        assert!(stage.has("#f-summary").await);
        stage.holds("#f-summary", "đường").await;
        stage.close().await;
    });
}

#[test]
fn decomposed_text_is_composed_and_found() {
    act(async {
        let place = Place::new();
        let stage = new_document(&place).await;
        // As some systems give it; kept as one letter each.
        let decomposed = "Tha\u{306}ng tiê\u{301}n bo\u{323}\u{302}";
        stage
            .call(
                "const field = document.querySelector('#f-summary'); field.value = arguments[0];
             field.dispatchEvent(new InputEvent('input', {bubbles: true}))",
                serde_json::json!([decomposed]),
            )
            .await;
        stage.fill("#f-symbol", "77/KH").await;
        stage.fill("#f-date", "1/2/2024").await;
        stage.fill("#f-issuer", "Ban").await;
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        stage.fill("#search", "thang tien bo").await;
        stage.says("tbody", "Thăng tiến bộ").await;
        stage.close().await;
    });
}

#[test]
fn a_text_with_live_figures_keeps_its_paragraphs() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#go-narrative").await;
        stage.click("#text-II").await;
        stage.write("Còn khó khăn").await;
        stage.press(&[Key::Enter]).await;
        stage.write("về kinh phí").await;
        stage.click("#text-III\\.1").await;
        stage.says("#saved-II", "Đã lưu").await;
        let office_text = stage
            .js("return document.querySelector('#text-II').innerText")
            .await;
        assert!(
            office_text
                .as_str()
                .unwrap()
                .contains("Còn khó khăn\nvề kinh phí"),
            "{office_text}"
        );
        stage.close().await;
    });
}

#[test]
fn a_file_is_attached_and_travels_only_where_ticked() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.click("tr.line td").await;
        stage.find("#attach").await;
        let scan = place.file("quyet-dinh.pdf");
        std::fs::write(&scan, b"%PDF- ban quet").unwrap();
        stage.click("#attach").await;
        stage.answer_dialog(&scan);
        stage.says(".file", "quyet-dinh.pdf").await;
        stage.inspect("records-attached").await;
        stage.click(".file input").await;
        let back = place.file("lay-lai.pdf");
        stage.click(".file .link").await;
        stage.answer_dialog(&back);
        stage.says(".toast", "lay-lai.pdf").await;
        assert_eq!(std::fs::read(&back).unwrap(), b"%PDF- ban quet");
        stage.close().await;
        let office = open(&place.office());
        let attached: Vec<_> =
            tienbo_core::store::records::<tienbo_core::model::Attachment>(office.store(), 0)
                .unwrap();
        assert_eq!(attached.len(), 1);
        assert!(attached[0].record.travels);
    });
}

#[test]
fn nothing_that_was_typed_is_left_outside_the_office() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        let canary = "Quỳnh-Chim-Hoàng-Yến";
        stage.click("#nav-coordination_activities").await;
        stage.press(&[Key::F5]).await;
        stage.choose("#f-dash", "I.2.1").await;
        stage.fill("#f-date", "1/2/2024").await;
        stage.fill("#f-content", canary).await;
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        stage.fill("#search", canary).await;
        stage.says("#found", "1 /").await;
        stage.click("#go-narrative").await;
        stage.click("#text-II").await;
        stage.write(canary).await;
        stage.click("#go-report").await;
        stage.find(".sheet img").await;
        let titles = stage.client.title().await.unwrap();
        assert_eq!(titles, "Tiến Bộ");
        let kept = stage
            .js("return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
            .await;
        assert!(!kept.as_str().unwrap().contains("Chim"), "{kept}");
        stage.click("#lock").await;
        stage.find("#passphrase").await;
        let seen = stage.js("return document.documentElement.outerHTML").await;
        assert!(!seen.as_str().unwrap().contains("Chim"));
        stage.close().await;
        // Neither the office's files nor what the web view keeps, caches or settings.
        let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut looked = 0;
        for file in files(place.office().parent().unwrap()) {
            let bytes = std::fs::read(&file).unwrap_or_default();
            let has = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
            assert!(!has(canary.as_bytes()) && !has(&wide), "{}", file.display());
            looked += 1;
        }
        assert!(looked > 5, "{looked} files");
    });
}

#[test]
fn a_record_of_another_period_is_saved_with_a_warning_and_shown() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.choose("#period", "phu-luc-02/2024/six-months").await;
        stage.click("#nav-inspections").await;
        stage.says("#found", "/ 4").await;
        stage.press(&[Key::F5]).await;
        stage.fill("#f-decision", "09/QĐ-BVSTBPN").await;
        stage.fill("#f-date", "5/9/24").await;
        stage.fill("#f-units", "Trường mẫu").await;
        stage.says("#f-date-slip", "ngoài kỳ").await;
        stage.chord(Key::Control, 's').await;
        // The table no longer leaves other periods out, or it would not be seen.
        stage.says("#found", "5 / 5").await;
        stage.says("tbody", "09/QĐ-BVSTBPN").await;
        stage.close().await;
    });
}

#[test]
fn a_kill_while_keys_fall_loses_at_most_the_last_of_them() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-coordination_activities").await;
        stage.press(&[Key::F5]).await;
        stage.click("#f-content").await;
        let text =
            "Phối hợp với Hội Liên hiệp Phụ nữ tuyên truyền Luật Bình đẳng giới. ".repeat(40);
        let typing = async {
            let letters: Vec<char> = text.chars().collect();
            for part in letters.chunks(20) {
                stage.write(&part.iter().collect::<String>()).await;
            }
        };
        // In the middle of it.
        let stopped = tokio::time::timeout(Duration::from_millis(900), typing).await;
        assert!(stopped.is_err(), "all was typed before the kill");
        let shown = stage.value("#f-content").await;
        stage.kill();

        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.click("#drafts ~ p .link").await;
        stage.says(".notice", "Đã khôi phục").await;
        let kept = stage.value("#f-content").await;
        assert!(text.starts_with(&kept), "{kept}");
        let (kept, shown) = (kept.chars().count(), shown.chars().count());
        assert!(
            shown > 20 && kept + 20 >= shown,
            "{kept} of {shown} letters"
        );
        stage.close().await;
    });
}
