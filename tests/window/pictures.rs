//! The pictures of the README: made by `cargo xtask pictures`, and by every run of the tests kept
//! among the build's artefacts.

use crate::act;
use crate::start::unlock;
use serde_json::json;
use tienbo_core::model::{CaseRef, RecordKind};
use tienbo_core::progress::Watch;
use tienbo_support::{Key, PROVINCE, Place, Stage, enrolled_commune, fill, make, open};

#[test]
fn the_readmes_pictures_are_made() {
    act(async {
        let place = Place::new();
        drop(enrolled_commune(&place.file("tinh"), &place.office()));
        let mut office = open(&place.office());
        fill(&mut office);
        office.confirm_recovery_sheet().unwrap();
        let case = office
            .case_numbered(&CaseRef::new("4711").unwrap())
            .unwrap()
            .unwrap();
        let kind = RecordKind::RiskCheck;
        let check = json!({"case": case.to_string(), "checked_on": "2024-02-12",
            "signs": ["strangled", "worse"]});
        let check = kind.from_json(check.as_object().unwrap()).unwrap();
        let added = office.add_records(kind, vec![check]);
        assert_eq!(added.unwrap().len(), 1);
        drop(office);
        // In the weeks before the sample year's report is due.
        let stage = Stage::open_on("@2024-11-20 08:30:00", &place.office()).await;
        unlock(&stage).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        stage.says(".tasks", "Đã đủ").await;
        stage.says("#days-left", "Còn 14 ngày").await;
        stage.picture("window").await;

        stage.click("#nav-communication_events").await;
        stage.find("tr.line").await;
        stage.click("tr.line:nth-of-type(9) td").await;
        stage.find("#save").await;
        stage.js("document.activeElement.blur()").await;
        stage.picture("records").await;

        stage.click("#go-narrative").await;
        stage.click("#text-I\\.4\\.1").await;
        stage.press(&[Key::End]).await;
        stage.click("#propose-I\\.4\\.1").await;
        stage.find("#text-I\\.4\\.1 .chip").await;
        stage.picture("narrative").await;

        stage.click("#go-report").await;
        stage.find("[data-mark='figure:events']").await;
        stage.js("document.querySelector(\"[data-mark='figure:events.women']\").scrollIntoView({block: 'center'})").await;
        stage
            .js("document.querySelector(\"[data-mark='figure:events.women']\").click()")
            .await;
        stage.find(".under").await;
        stage.picture("preview").await;

        stage.click("#go-cases").await;
        stage.click("#case-4711").await;
        stage.find("#contacts").await;
        stage.picture("case").await;
        stage.close().await;

        // A province before the day on which the year's reports are due.
        let folder = place.file("tinh-nhan");
        let mut province = make(&folder, PROVINCE);
        province.confirm_recovery_sheet().unwrap();
        crate::province::stick(&mut province, &place.file("usb"));
        let files = tienbo_core::intake::packages_in(&[place.file("usb")]).files;
        let batch = province.import_all(&files, None, &mut Watch::none());
        assert_eq!(batch.unwrap().outcomes.len(), 19);
        drop(province);
        let stage = Stage::open_on("@2024-12-10 08:30:00", &folder).await;
        unlock(&stage).await;
        stage.click("#go-standing").await;
        stage.find("#matrix tbody tr").await;
        stage.js("document.activeElement.blur()").await;
        stage.picture("standing").await;
        stage.close().await;
    });
}
