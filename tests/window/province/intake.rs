//! What comes on a stick, dropped onto the window, or into a watched folder.

use super::{sent, stick};
use crate::act;
use crate::start::at_work;
use tienbo_support::{PROVINCE, Place, behind, folder, make};

#[test]
fn a_stick_of_packages_is_taken_in_once_and_why_some_are_refused_is_said() {
    act(async {
        let place = Place::new();
        sent(&place);
        let stage = at_work(&place.office()).await;
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
        stage.close().await;
    });
}

#[test]
fn what_is_dropped_onto_the_window_is_taken_in_wherever_she_is() {
    act(async {
        let place = Place::new();
        stick(&mut make(&place.office(), PROVINCE), &place.file("usb"));
        let stage = at_work(&place.office()).await;
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
        stage.gone("#refused").await;
        stage.close().await;
    });
}

#[test]
fn what_comes_into_a_watched_folder_is_told_and_taken_in_only_when_she_says_so() {
    act(async {
        let place = Place::new();
        stick(&mut make(&place.office(), PROVINCE), &place.file("usb"));
        let watched = place.file("theo-doi");
        std::fs::create_dir(&watched).unwrap();
        let stage = at_work(&place.office()).await;
        stage.click("#go-inbox").await;
        stage.drop_files(&[&place.file("usb").join("goi-00.tienbo")]);
        stage.says("#taken-summary", "1 tệp đã nhận").await;
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
        stage.close().await;
    });
}

#[test]
fn a_report_of_an_office_that_went_back_says_what_its_unit_is_to_do() {
    act(async {
        let work = folder();
        let (_, province, second) = behind(work.path());
        let stage = at_work(&province.folder).await;
        stage.click("#go-inbox").await;
        stage.drop_files(&[&second]);
        for words in [
            "lan-nop-2.tienbo",
            "trở về trạng thái cũ",
            "phiếu tiếp nhận và gói gốc",
            "lần 4 trở lên",
        ] {
            stage.says("#refused", words).await;
        }
        stage.inspect("inbox-went-back").await;
        stage.close().await;
    });
}
