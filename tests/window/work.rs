//! Entering records: what is typed is never lost, and what is wrong is said.

use crate::act;
use crate::start::unlock;
use std::time::{Duration, Instant};
use tienbo_core::entry::Typed;
use tienbo_core::model::RecordKind;
use tienbo_support::{COMMUNE, Key, Place, Stage, fill, make, open, sample};

/// An office with the sample commune's year, unlocked in the window.
async fn sample_office(place: &Place) -> Stage {
    let mut office = make(&place.office(), COMMUNE);
    fill(&mut office);
    drop(office);
    let stage = Stage::open(&place.office()).await;
    unlock(&stage).await;
    stage.choose("#period", "phu-luc-02/2024/annual").await;
    stage
}

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
        assert_eq!(stage.value("#f-form").await, "talk");
        assert_eq!(stage.value("#f-women").await, "12");
        stage.click(".notice .link").await;
        stage.gone(".notice").await;
        assert_eq!(stage.value("#f-content").await, "");
        stage.close().await;
    });
}

#[test]
fn wrong_fields_are_named_beside_them_and_in_a_summary() {
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
        stage.says("#f-date-error", "không phải là ngày").await;
        stage.says("#f-women-error", "lớn hơn tổng số").await;
        stage.says("#f-content-error", "chưa nhập").await;
        stage.inspect("records-problems").await;
        // The summary leads to the field.
        stage.click("#summary a").await;
        let focused = stage.js("return document.activeElement.id").await;
        assert_eq!(focused, "f-date");
        stage.fill("#f-date", "5/12/24").await;
        stage.fill("#f-total", "90").await;
        stage.choose("#f-form", "talk").await;
        stage.choose("#f-organiser", "committee").await;
        stage.fill("#f-content", "Bình đẳng giới").await;
        stage.press(&[Key::Tab]).await;
        // The day is shown as it was understood, and the men follow from total and women.
        let began = Instant::now();
        while stage.value("#f-date").await != "05/12/2024" {
            assert!(began.elapsed() < Duration::from_secs(5));
        }
        let men = stage
            .find("#f-men")
            .await
            .attr("placeholder")
            .await
            .unwrap();
        assert_eq!(men.as_deref(), Some("30"));
        stage.chord(Key::Control, 's').await;
        stage.says(".toast", "Đã thêm").await;
        stage.close().await;
    });
}

#[test]
fn a_deleted_record_is_back_after_undo_and_the_last_is_copied() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.find("tr.line").await;
        stage.says("#found", "40 / 40").await;
        stage.click("table[role=grid]").await;
        stage.press(&[Key::Escape]).await;
        stage.gone("#save").await;
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::F6]).await;
        stage.says(".toast", "Đã xóa").await;
        stage.says("#found", "39 / 39").await;
        stage.click(".toast .button:not(.plain)").await;
        stage.says("#found", "40 / 40").await;

        stage.press(&[Key::F8]).await;
        stage.find("#save-next").await;
        let issuer = stage.value("#f-issuer").await;
        assert!(!issuer.is_empty());
        // The same again is likely a slip, said before it is saved.
        stage.fill("#f-symbol", "99/KH-BVSTBPN").await;
        stage.press(&[Key::Tab]).await;
        stage.says("#f-symbol-slip", "gần giống").await;
        // A pinned value begins the next record.
        stage.js("document.querySelector('#f-issuer').closest('.field').querySelector('.pin').click()").await;
        stage.click("#f-symbol").await;
        stage.press(&[Key::Enter]).await;
        stage.says(".toast", "Đã thêm").await;
        let began = Instant::now();
        while !stage.value("#f-symbol").await.is_empty() {
            assert!(began.elapsed() < Duration::from_secs(5));
        }
        assert_eq!(stage.value("#f-issuer").await, issuer);
        stage.close().await;
    });
}

#[test]
fn a_workbook_with_wrong_cells_changes_nothing_and_a_right_one_comes_back() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        stage.click("#nav-issued_documents").await;
        stage.says(".empty", "Mỗi văn bản").await;
        stage.inspect("records-empty").await;
        let wrong = place.file("sai.xlsx");
        std::fs::write(&wrong, "không phải Excel").unwrap();
        stage.click("#import").await;
        stage.answer_dialog(&wrong);
        stage.says(".toast.error", "không phải là bảng tính").await;
        stage.click("#import").await;
        stage.answer_dialog(&sample("xa-mau-vu-ninh.xlsx"));
        stage.says(".toast", "Văn bản ban hành").await;
        stage.find("tr.line").await;
        let found = stage.text("#found").await;
        let written = place.file("xuat.xlsx");
        stage.click("#export").await;
        stage.answer_dialog(&written);
        stage.says(".toast", "xuat.xlsx").await;
        // Taken in again, nothing is double.
        stage.click("#import").await;
        stage.answer_dialog(&written);
        stage.says(".toast", "Đã có sẵn").await;
        assert_eq!(stage.text("#found").await, found);
        stage.close().await;
    });
}

#[test]
fn ten_thousand_rows_are_filtered_and_scrolled_without_lag() {
    act(async {
        let place = Place::new();
        let mut office = make(&place.office(), COMMUNE);
        let rows: Vec<Typed> = (0..10_000)
            .map(|index| {
                Typed::from([
                    ("symbol".to_owned(), format!("{index}/KH-BVSTBPN")),
                    (
                        "date".to_owned(),
                        format!("{}/{}/2024", index % 28 + 1, index % 12 + 1),
                    ),
                    ("issuer".to_owned(), "Ban VSTBPN".to_owned()),
                    (
                        "summary".to_owned(),
                        format!("Kế hoạch số {index} về bình đẳng giới"),
                    ),
                ])
            })
            .collect();
        office.add_typed(RecordKind::IssuedDocument, &rows).unwrap();
        drop(office);
        let stage = Stage::open(&place.office()).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        stage.click("#nav-issued_documents").await;
        stage.says("#found", "10000 / 10000").await;
        // Only what is in sight is there.
        let lines = stage
            .js("return document.querySelectorAll('tr.line').length")
            .await;
        assert!(lines.as_u64().unwrap() < 100, "{lines}");
        stage.fill("#search", "ke hoach so 9999").await;
        stage.says("#found", "1 / 10000").await;
        stage.says("tbody", "9999/KH-BVSTBPN").await;
        stage.fill("#search", " ").await;
        stage.says("#found", "10000 / 10000").await;
        stage
            .js("document.querySelector('table[role=grid]').focus()")
            .await;
        stage.press(&[Key::End]).await;
        stage.find("#row-9999").await;
        stage.says("#row-9999", "KH-BVSTBPN").await;
        // By Vietnamese order, and back.
        stage
            .js("document.querySelectorAll('thead th button')[1].click()")
            .await;
        stage.find("th[aria-sort=ascending]").await;
        stage.press(&[Key::Home]).await;
        stage.says("#row-0", "0/KH-BVSTBPN").await;
        stage.close().await;
    });
}

#[test]
fn an_input_methods_composition_is_not_disturbed_and_decomposed_text_is_composed() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        stage.click("#nav-issued_documents").await;
        stage.press(&[Key::F5]).await;
        stage.click("#f-summary").await;
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
        assert_eq!(stage.value("#f-summary").await, "đường");
        // Decomposed, as some systems give it; kept as one letter each.
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
        // In the text with live figures a composition stays where it is typed.
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
        let mut folders = vec![place.office().parent().unwrap().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = std::fs::read(&path).unwrap_or_default();
                let has = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
                assert!(!has(canary.as_bytes()) && !has(&wide), "{}", path.display());
                looked += 1;
            }
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
