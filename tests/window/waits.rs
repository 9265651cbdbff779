//! What waits for somebody's yes: what she sees of it, what a yes and a no do, and what others are told.

use crate::act;
use crate::register::{NAME, record_case_in};
use crate::start::{at_work, recorder_at_work, unlock};
use serde_json::json;
use std::path::{Path, PathBuf};
use tienbo_core::message::{self, Language};
use tienbo_core::store::{self, Action, KeyState};
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, Place, Stage, USER, copy, enrolled, folder, logged, open,
    shown, string,
};

/// A commune in the place of the window's office, its neighbour and their province, who trust each other.
struct Scene {
    place: Place,
    work: tempfile::TempDir,
    other: CliOffice,
    province: CliOffice,
}

impl Scene {
    fn new() -> Self {
        let (place, work) = (Place::new(), folder());
        let ([_, other], province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
        copy(&work.path().join(COMMUNE), &place.office());
        Self {
            place,
            work,
            other,
            province,
        }
    }

    fn commune(&self) -> CliOffice {
        CliOffice::there(&self.place.office(), COMMUNE)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.file(name)
    }

    /// The neighbour's package that hands a case over.
    fn transfer(&self, name: &str) -> PathBuf {
        let case = record_case_in(&self.other.folder, OTHER_COMMUNE, self.work.path()).0;
        let file = self.file(name);
        let out = shown(&file);
        self.other.agree_to_transfer(&case, COMMUNE);
        self.other.done(&[
            "case", "transfer", &case, "--to", COMMUNE, "--ground", "consent", "-o", &out,
        ]);
        file
    }
}

/// The window on an office that another user was at, unlocked by the first one.
async fn first_user_at_work(office: &Path) -> Stage {
    let stage = Stage::open(office).await;
    stage.choose("#user", USER).await;
    unlock(&stage).await;
    stage
}

/// Takes a file in as an office does that nobody reports to.
async fn take_in(stage: &Stage, file: &Path) {
    stage.click("#go-submit").await;
    stage.click("#take-in").await;
    stage.answer_dialog(file);
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    stage.says("main .notice", &name).await;
}

/// What stands behind the first id with a beginning.
async fn id_behind(stage: &Stage, beginning: &str) -> String {
    stage.find(&format!("[id^='{beginning}']")).await;
    let script =
        "return document.querySelector(`[id^='${arguments[0]}']`).id.slice(arguments[0].length)";
    let id = stage.call(script, json!([beginning])).await;
    id.as_str().unwrap().to_owned()
}

#[test]
fn a_case_of_another_unit_waits_and_who_is_no_case_officer_does_not_see_it() {
    act(async {
        let scene = Scene::new();
        let package = scene.transfer("chuyen.tienbo");
        scene.commune().import(&[&package]);
        let stage = recorder_at_work(&scene.place.office()).await;
        stage.says("#waits-cases", "1 vụ việc").await;
        assert!(!stage.has("button#waits-cases").await);
        stage.click("#go-cases").await;
        stage
            .says("#offered-others", "chờ người phụ trách vụ việc")
            .await;
        assert!(!stage.has("#h-offered").await);
        let seen = stage.js("return document.body.innerText").await;
        assert!(!seen.as_str().unwrap().contains("Đáp Cầu"));
        // Nor can she take it, or what it says, by asking past the screens.
        let offered = stage.ask("offered_cases", json!({})).await.unwrap();
        assert_eq!(
            (&offered["count"], &offered["cases"]),
            (&json!(1), &json!([]))
        );
        let sent = json!({"package_id": "x", "reason": "x"});
        for command in ["offered_names", "accept_case", "turn_down_case"] {
            let answer = stage.ask(command, sent.clone()).await;
            assert_eq!(answer, Err("vault-not-allowed".to_owned()), "{command}");
        }
        stage.close().await;

        let stage = first_user_at_work(&scene.place.office()).await;
        stage.inspect("home-waits").await;
        stage.click("#waits-cases").await;
        stage.says("#h-offered ~ section", "Phường Đáp Cầu").await;
        stage.says("#h-offered ~ section", USER).await;
        stage
            .says("#h-offered ~ section", "Người bị bạo lực đồng ý chuyển")
            .await;
        stage.inspect("case-offered").await;
        // With the keyboard alone: she looks, and then says yes.
        stage
            .js("document.querySelector('[id^=look-]').focus()")
            .await;
        stage.press(&[tienbo_support::Key::Enter]).await;
        stage
            .says("#h-offered ~ section", "danh tính mở được")
            .await;
        stage.inspect("case-offered-names").await;
        stage.press(&[tienbo_support::Key::Enter]).await;
        stage.says("#state", "Đang theo dõi").await;
        stage.click("#reveal").await;
        stage.find("#names [data-form]").await;
        let named =
            "return [...document.querySelectorAll('#names input')].map(i => i.value).join()";
        assert!(stage.js(named).await.as_str().unwrap().contains(NAME));
        // The neighbour has to be told; home says so until it is.
        stage.click("#go-home").await;
        stage.says("#waits-to-tell", "1 vụ việc").await;
        stage.click("#waits-to-tell").await;
        let package = id_behind(&stage, "tell-").await;
        stage.inspect("case-answers").await;
        stage.click(&format!("#tell-{package}")).await;
        let receipt = scene.file("tra-loi.tienbo");
        stage.answer_dialog(&receipt);
        stage.gone("#answers").await;
        stage.close().await;
        assert_eq!(logged(&scene.place.office(), Action::TakenOver), 1);
        assert_eq!(scene.other.verdict(&receipt), "goi.phieu-da-nhan");
        let sent = scene.other.done(&["case", "transfers"]);
        assert_eq!(sent[0]["standing"], "confirmed");
    });
}

#[test]
fn a_case_is_turned_down_with_a_reason_that_its_unit_reads() {
    act(async {
        let scene = Scene::new();
        let package = scene.transfer("chuyen.tienbo");
        scene.commune().import(&[&package]);
        let stage = at_work(&scene.place.office()).await;
        stage.click("#waits-cases").await;
        let id = id_behind(&stage, "turn-down-").await;
        stage.click(&format!("#turn-down-{id}")).await;
        // The question takes the focus, and there is no no without a reason.
        let focus = "return document.activeElement.id";
        stage.until(&format!("{focus} === 'reason-{id}'")).await;
        assert!(stage.has(&format!("#refuse-{id}:disabled")).await);
        stage.write("Chị ấy đã chuyển đi nơi khác").await;
        stage.inspect("case-turned-down").await;
        stage.press(&[tienbo_support::Key::Enter]).await;
        stage.says("#answers", "Chị ấy đã chuyển đi").await;
        stage.click(&format!("#tell-{id}")).await;
        let receipt = scene.file("tra-loi.tienbo");
        stage.answer_dialog(&receipt);
        stage.gone("#answers").await;
        stage.click("#tab-keeping").await;
        stage.says("#refused-cases", "Chị ấy đã chuyển đi").await;
        stage.inspect("cases-turned-down").await;
        stage.close().await;
        assert_eq!(logged(&scene.place.office(), Action::TurnedDown), 1);

        // The neighbour sees it in her list and in the case, which is hers as before.
        assert_eq!(scene.other.verdict(&receipt), "goi.phieu-da-nhan");
        let stage = at_work(&scene.other.folder).await;
        stage.click("#go-cases").await;
        stage.click("#tab-keeping").await;
        stage.says("#transfers", "Không nhận").await;
        stage.says("#transfers", "Chị ấy đã chuyển đi").await;
        stage.click("#transfers .link").await;
        stage.says("#returned", "Phường Vũ Ninh").await;
        stage.says("#returned", "Chị ấy đã chuyển đi").await;
        stage.says("#state", "Đang theo dõi").await;
        stage.inspect("case-returned").await;
        stage.close().await;
    });
}

/// The catalogue with other words in it, as one file.
fn catalogue_with(from: &[(&str, &str)], to: &Path) {
    let files = tienbo_core::catalogue::CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let mut text = serde_json::to_string(&files).unwrap();
    for (one, other) in from {
        assert!(text.contains(one), "{one}");
        text = text.replace(one, other);
    }
    std::fs::write(to, text).unwrap();
}

#[test]
fn a_roster_says_what_it_would_change_and_changes_nothing_before_a_head_says_yes() {
    act(async {
        let scene = Scene::new();
        // The province revokes the neighbour's key, and a ward has another name.
        scene.province.done(&[
            "trust",
            "--revoke",
            OTHER_COMMUNE,
            "--reason",
            "Mất máy tính",
        ]);
        let catalogue = scene.file("moi.tienbo-catalogue");
        let changes = [
            ("bac-ninh-2024.1", "bac-ninh-2024.2"),
            ("Phường Đáp Cầu", "Phường Đáp Cầu Mới"),
            ("mask_below = 5", "mask_below = 7"),
        ];
        catalogue_with(&changes, &catalogue);
        let adopt = [
            "catalogue",
            "--catalogue-file",
            &shown(&catalogue),
            "--adopt",
        ];
        scene.province.done(&adopt);
        let roster = scene.file("danh-ba.tienbo");
        scene.province.done(&["roster", "-o", &shown(&roster)]);

        let keys = |state: KeyState| {
            let office = open(&scene.place.office());
            let keys = store::unit_keys(office.store()).unwrap();
            let of = keys
                .iter()
                .filter(|key| key.unit.as_str() == OTHER_COMMUNE && key.state == state);
            of.count()
        };
        // Who is no head sees it, and cannot say yes.
        let stage = at_work(&scene.place.office()).await;
        take_in(&stage, &roster).await;
        stage.close().await;
        let stage = recorder_at_work(&scene.place.office()).await;
        stage.click("#go-submit").await;
        stage
            .says("#h-rosters ~ section", "Chờ người phụ trách")
            .await;
        assert!(!stage.has("[id^=accept-]:enabled").await);
        let id = id_behind(&stage, "accept-").await;
        let sent = json!({"package_id": id, "less_masking": true, "reason": "x"});
        for command in ["accept_roster", "turn_down_roster"] {
            let answer = stage.ask(command, sent.clone()).await;
            assert_eq!(answer, Err("vault-not-allowed".to_owned()), "{command}");
        }
        stage.close().await;
        assert_eq!(keys(KeyState::Trusted), 1);

        let stage = first_user_at_work(&scene.place.office()).await;
        stage.click("#waits-rosters").await;
        let shown = "#h-rosters ~ section";
        stage.says(shown, "Tỉnh Bắc Ninh").await;
        stage.says(shown, "Thu hồi khóa").await;
        stage.says(shown, "bị từ chối").await;
        stage.says(shown, "dưới 5").await;
        stage.says(shown, "dưới 7").await;
        stage.says(shown, "Phường Đáp Cầu Mới").await;
        stage.inspect("roster-waits").await;
        stage.click("[id^=accept-]").await;
        stage.gone("#h-rosters").await;
        stage.close().await;
        assert_eq!(keys(KeyState::Trusted), 0);
        assert_eq!(keys(KeyState::Revoked), 1);
        let office = open(&scene.place.office());
        assert_eq!(office.catalogues().latest().regime.id, "bac-ninh-2024.2");
    });
}

#[test]
fn a_roster_that_masks_less_asks_for_a_heads_word_and_can_be_turned_down() {
    act(async {
        let scene = Scene::new();
        let catalogue = scene.file("moi.tienbo-catalogue");
        let changes = [
            ("bac-ninh-2024.1", "bac-ninh-2024.2"),
            ("mask_levels = [\\\"commune\\\"]", "mask_levels = []"),
        ];
        catalogue_with(&changes, &catalogue);
        scene.province.done(&[
            "catalogue",
            "--catalogue-file",
            &shown(&catalogue),
            "--adopt",
            "--less-masking",
        ]);
        let roster = scene.file("danh-ba.tienbo");
        scene.province.done(&["roster", "-o", &shown(&roster)]);
        scene.commune().import(&[&roster]);
        let stage = at_work(&scene.place.office()).await;
        stage.click("#waits-rosters").await;
        stage.says("#h-rosters ~ section", "không cấp nào").await;
        let id = id_behind(&stage, "accept-").await;
        assert!(stage.has(&format!("#accept-{id}:disabled")).await);
        stage.inspect("roster-masks-less").await;
        stage.click(&format!("#less-{id}")).await;
        stage.find(&format!("#accept-{id}:enabled")).await;
        stage.click(&format!("#turn-down-{id}")).await;
        let reason = "Đã gọi tỉnh: không có quyết định nào";
        stage.fill(&format!("#reason-{id}"), reason).await;
        stage.click(&format!("#refuse-{id}")).await;
        stage.gone("#h-rosters").await;
        stage.click("#rosters-turned-down summary").await;
        stage.says("#rosters-turned-down", reason).await;
        stage.inspect("roster-turned-down").await;
        stage.close().await;
        let office = open(&scene.place.office());
        assert_eq!(office.catalogues().latest().regime.id, "bac-ninh-2024.1");
    });
}

/// A workbook with a case whose survivor has the number of one who is here, and another name.
fn workbook_about(person: &str, file: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Vụ việc bạo lực").unwrap();
    let official = Language::OFFICIAL;
    let cells = [
        ("number", "9001", None),
        ("found", "2024-06", None),
        ("commune", COMMUNE, None),
        ("category", "domestic", Some("case-category")),
        ("survivor", person, None),
        ("survivor_sex", "female", Some("sex")),
        ("survivor_age", "25-39", Some("age-band")),
        ("survivor_name", "TÊN SAI", None),
        ("survivor_telephone", "0922 222 222", None),
    ];
    for (place, (column, cell, list)) in cells.into_iter().enumerate() {
        let place = u16::try_from(place).unwrap();
        let cell = list.map_or(cell.to_owned(), |list| {
            message::choice(official, list, cell)
        });
        page.write(0, place, message::column(official, column))
            .unwrap();
        page.write(1, place, cell).unwrap();
    }
    book.save(file).unwrap();
}

#[test]
fn what_came_of_a_person_is_taken_in_one_field_and_dropped_in_another() {
    act(async {
        let scene = Scene::new();
        let (_, person) = record_case_in(&scene.place.office(), COMMUNE, scene.work.path());
        let sheet = scene.file("so.xlsx");
        workbook_about(&person, &sheet);
        scene.commune().done(&["import-xlsx", &shown(&sheet)]);
        let stage = at_work(&scene.place.office()).await;
        stage.click("#waits-proposals").await;
        stage.says("#proposals", &person).await;
        // Nothing of what it says stands here.
        assert!(!stage.text("#proposals").await.contains("TÊN SAI"));
        stage.inspect("proposals-wait").await;
        stage.click("#proposals .link").await;
        stage.click("#reveal").await;
        stage.says("#proposals", "TÊN SAI").await;
        stage.says("#proposals", NAME).await;
        stage
            .js("document.querySelector('#proposals').scrollIntoView()")
            .await;
        stage.inspect("proposal-beside").await;
        let id = id_behind(&stage, "proposal-").await;
        stage.click(&format!("#take-{id}-telephone")).await;
        stage.says(".toast", "Đã thay").await;
        stage.gone(&format!("#take-{id}-telephone")).await;
        stage
            .holds(&format!("#p-{person}-telephone"), "0922 222 222")
            .await;
        stage.click(&format!("#drop-{id}-name")).await;
        stage.gone("#proposals").await;
        stage.holds(&format!("#p-{person}-name"), NAME).await;
        stage.close().await;
        assert_eq!(logged(&scene.place.office(), Action::IdentityProposed), 1);
        assert_eq!(logged(&scene.place.office(), Action::ProposalDropped), 1);
    });
}

#[test]
fn a_card_that_its_unit_did_not_make_is_turned_down_for_good() {
    act(async {
        let scene = Scene::new();
        // Somebody made an office of the neighbour's, and its card.
        let apart = folder();
        let thief = CliOffice::init(apart.path(), OTHER_COMMUNE, &[]);
        let card = scene.file("the.tienbo");
        thief.done(&["card", "-o", &shown(&card)]);
        assert_eq!(scene.commune().verdict(&card), "goi.the-da-nhan");
        let stage = at_work(&scene.place.office()).await;
        stage.click("#waits-keys").await;
        stage.says("#other-keys", "Chờ đối chiếu").await;
        // What is to be compared is not to be read off the screen.
        let fingerprint = thief.open().fingerprint();
        assert!(!stage.text("#other-keys").await.contains(&fingerprint));
        stage.click(&format!("#compare-{OTHER_COMMUNE}")).await;
        stage.find("#heard").await;
        stage.inspect("key-compare").await;
        stage
            .click(&format!("#turn-down-key-{OTHER_COMMUNE}"))
            .await;
        stage.write("Phường Đáp Cầu không lập thẻ này").await;
        stage.press(&[tienbo_support::Key::Enter]).await;
        stage.gone(&format!("#compare-{OTHER_COMMUNE}")).await;
        stage.click("#go-home").await;
        stage.find("#safe").await;
        stage.gone("#waits-keys").await;
        stage.close().await;
        let commune = scene.commune();
        let told = ["trust", OTHER_COMMUNE, &fingerprint, "--with", "Chị Bịa"];
        assert_ne!(commune.run(&told).code, 0);
        let history = commune.done(&["trust", "--history", OTHER_COMMUNE]);
        let last = &history[0];
        assert_eq!(string(&last["event"]), "turned-down");
        assert_eq!(string(&last["note"]), "Phường Đáp Cầu không lập thẻ này");
        // The key that was trusted still is.
        let office = open(&scene.place.office());
        let unit = tienbo_core::model::UnitCode::new(OTHER_COMMUNE).unwrap();
        assert!(store::trusted_key(office.store(), &unit).unwrap().is_some());
    });
}

#[test]
fn a_package_that_was_opened_is_shown_once_the_office_is_unlocked_and_taken_in_on_a_yes() {
    act(async {
        let scene = Scene::new();
        let package = scene.transfer("chuyen.tienbo");
        let stage = Stage::open_given(&package, &scene.place.office()).await;
        unlock(&stage).await;
        stage.says("#given", "chuyen.tienbo").await;
        stage.inspect("package-opened").await;
        stage.click("#take-given").await;
        stage.says("#taken", "chuyen.tienbo").await;
        stage.gone("#given").await;
        stage.says("#cases-offered", "1 vụ việc").await;
        stage.close().await;
        let office = open(&scene.place.office());
        assert_eq!(store::waiting(office.store()).unwrap().len(), 1);
    });
}
