//! Vietnamese as it is typed: by an input method, letter by letter, with the mouse in between.

use crate::act;
use age::secrecy::SecretString;
use std::path::Path;
use std::time::{Duration, Instant};
use tienbo_core::vault::{Office, Role, UserName};
use tienbo_support::{
    COMMUNE, Place, Stage, USER, lay_year, make, open, open_as, record_cases, short_or_campaign,
};

/// A passphrase, and how it is typed.
const PASSPHRASE: &str = "bảy con vịt vàng đều bơi";
const IN_TELEX: &str = "bayr con vitj vangf ddeeuf bowi";
const IN_VNI: &str = "bay3 con vit5 vang2 d9e62u bo7i";
/// Another.
const OTHER: &str = "tám cây đa cổ thụ";
const OTHER_IN_TELEX: &str = "tams caay dda coor thuj";

/// How often each is played.
fn rounds() -> u32 {
    short_or_campaign(1, 20)
}

/// How often each was right.
#[derive(Default)]
struct Tally {
    right: std::collections::BTreeMap<&'static str, u32>,
    wrong: Vec<String>,
}

impl Tally {
    /// Waits a little until this stands somewhere.
    async fn is(&mut self, what: &'static str, stage: &Stage, css: &str, wanted: &str) {
        let script = "const e = document.querySelector(arguments[0]); return e?.value ?? e?.textContent ?? null";
        let began = Instant::now();
        loop {
            let held = stage.call(script, serde_json::json!([css])).await;
            if held == wanted {
                break self.count(what, true, "");
            }
            if began.elapsed() > Duration::from_secs(3) {
                break self.count(what, false, &held.to_string());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn count(&mut self, what: &'static str, is_right: bool, got: &str) {
        *self.right.entry(what).or_default() += u32::from(is_right);
        if !is_right {
            self.wrong.push(format!("{what}: {got}"));
        }
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        for (what, right) in &self.right {
            println!("{what}: right {right} of {}", rounds());
        }
        if !std::thread::panicking() {
            assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        }
    }
}

/// Mai, with her passphrase and some roles.
fn add_mai(office: &Path, roles: &[Role]) {
    let user = UserName::new("mai").unwrap();
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    open(office)
        .put_user(&user, &passphrase, roles, false)
        .unwrap();
    tienbo_support::stretched_less(office, "mai", PASSPHRASE);
}

/// Unlocks as Mai, by the mouse alone.
async fn unlock(stage: &Stage, keys: &str) {
    stage.choose("#user", "mai").await;
    again(stage, keys).await;
}

/// Types a passphrase and clicks *Mở*.
async fn again(stage: &Stage, keys: &str) {
    stage.mouse("#passphrase").await;
    stage.type_keys(keys).await;
    stage.mouse("#open").await;
    stage.find("#go-home").await;
}

/// Empties a field and leaves the caret in it.
async fn empty(stage: &Stage, css: &str) {
    stage.mouse(css).await;
    stage.key("ctrl+a").await;
    stage.key("Delete").await;
}

#[test]
fn a_word_that_is_being_composed_stays_wherever_she_goes() {
    act(async {
        let place = Place::new();
        lay_year(&place.office());
        add_mai(&place.office(), &[Role::Recorder]);
        let stage = Stage::open_with_unikey(&place.office(), "telex").await;
        unlock(&stage, IN_TELEX).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        let mut tally = Tally::default();
        for _ in 0..rounds() {
            by_a_key(&stage, &mut tally).await;
            in_a_form(&stage, &mut tally).await;
            in_a_text(&stage, &mut tally).await;
            away(&stage, &mut tally).await;
        }
        stage.close().await;
    });
}

/// A form left by a key of the frame.
async fn by_a_key(stage: &Stage, tally: &mut Tally) {
    stage.mouse("#nav-issued_documents").await;
    stage.key("F5").await;
    empty(stage, "#f-symbol").await;
    stage.type_keys("A8 ban nghieepj").await;
    stage.key("alt+3").await;
    stage.gone("#f-symbol").await;
    stage.mouse("#nav-issued_documents").await;
    stage.key("F5").await;
    tally
        .is("Alt+3 in a word", stage, "#f-symbol", "A8 ban nghiệp")
        .await;
}

/// Fields of every kind, left by clicks.
async fn in_a_form(stage: &Stage, tally: &mut Tally) {
    stage.mouse("#nav-issued_documents").await;
    stage.mouse("#search").await;
    stage.type_keys("truyeenf thoong").await;
    stage.mouse("#within").await;
    tally
        .is("search, a click", stage, "#search", "truyền thông")
        .await;
    empty(stage, "#search").await;
    stage.mouse("#within").await;
    stage.key("F5").await;
    empty(stage, "#f-summary").await;
    empty(stage, "#f-symbol").await;
    stage.type_keys("12 ban nghieepj").await;
    stage.mouse("#f-summary").await;
    tally
        .is("field to field", stage, "#f-symbol", "12 ban nghiệp")
        .await;
    stage.type_keys("phoois howpj toor chuwcs").await;
    stage.mouse("#save").await;
    // It is not whole, so that the form stays and says so; what was typed is all there.
    stage.find("#summary").await;
    tally
        .is("paragraphs, Lưu", stage, "#f-summary", "phối hợp tổ chức")
        .await;
    numbers(stage, tally).await;
}

/// Telex takes digits into the word too.
async fn numbers(stage: &Stage, tally: &mut Tally) {
    stage.mouse("#nav-communication_events").await;
    stage.key("F5").await;
    for css in ["#f-date", "#f-women", "#f-men"] {
        empty(stage, css).await;
    }
    stage.type_keys("120").await;
    stage.mouse("#f-women").await;
    stage.type_keys("45").await;
    stage.mouse("#f-total").await;
    tally.is("number, men", stage, "#f-men", "120").await;
    tally.is("number, women", stage, "#f-women", "45").await;
    stage.mouse("#f-date").await;
    stage.type_keys("12/6/2024").await;
    stage.mouse(".panel h2").await;
    tally.is("day", stage, "#f-date", "12/06/2024").await;
}

/// The texts of the report, beside figures.
async fn in_a_text(stage: &Stage, tally: &mut Tally) {
    stage.mouse("#go-narrative").await;
    empty(stage, "#text-II").await;
    stage.type_keys("phoois howpj nghieepj").await;
    stage.mouse(".texts h1").await;
    tally
        .is("text, a click beside", stage, "#text-II", "phối hợp nghiệp")
        .await;
    stage.mouse("#text-II").await;
    stage.key("ctrl+End").await;
    stage.type_keys(" chuyeenr").await;
    stage.mouse("[data-code]").await;
    let figure = "return document.querySelector('#text-II [data-figure]')?.textContent ?? ''";
    let figure = stage.js(figure).await;
    let wanted = format!(
        "phối hợp nghiệp chuyển {} ",
        figure.as_str().unwrap_or_default()
    );
    tally.is("text, a figure", stage, "#text-II", &wanted).await;
    empty(stage, "#text-II").await;
    stage.type_keys("vieets dowr").await;
    stage.mouse("#go-home").await;
    stage.mouse("#go-narrative").await;
    tally
        .is("text, another place", stage, "#text-II", "viết dở")
        .await;
    empty(stage, "#text-II").await;
    stage.type_keys("quay laij").await;
    stage.key("ctrl+1").await;
    stage.mouse("#go-narrative").await;
    tally
        .is("text, Ctrl+1", stage, "#text-II", "quay lại")
        .await;
}

/// The window is hidden, or another comes to the front.
async fn away(stage: &Stage, tally: &mut Tally) {
    stage.mouse("#nav-issued_documents").await;
    stage.key("F5").await;
    empty(stage, "#f-symbol").await;
    stage.type_keys("A9 nghieepj").await;
    stage.beside_another_window().await;
    tally
        .is("another window", stage, "#f-symbol", "A9 nghiệp")
        .await;
    empty(stage, "#f-symbol").await;
    stage.type_keys("A7 nghieepj").await;
    stage.key("F9").await;
    stage.mouse("button").await;
    again(stage, IN_TELEX).await;
    stage.find("#new").await;
    stage.key("F5").await;
    tally
        .is("F9 in a word", stage, "#f-symbol", "A7 nghiệp")
        .await;
}

#[test]
fn what_is_typed_in_vni_is_kept_too() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        record_cases(&mut open(&place.office()), 1, 3..=3);
        add_mai(&place.office(), &[Role::CaseOfficer, Role::Recorder]);
        let stage = Stage::open_with_unikey(&place.office(), "vni").await;
        unlock(&stage, IN_VNI).await;
        stage.choose("#period", "phu-luc-02/2024/annual").await;
        let mut tally = Tally::default();
        for _ in 0..rounds() {
            stage.mouse("#nav-issued_documents").await;
            stage.key("F5").await;
            empty(&stage, "#f-symbol").await;
            stage.type_keys("12 ban nghie6p5").await;
            stage.mouse("#f-summary").await;
            tally
                .is("VNI, field to field", &stage, "#f-symbol", "12 ban nghiệp")
                .await;
            stage.mouse("#go-cases").await;
            stage.mouse("[id^=case-]").await;
            stage.mouse("#reveal").await;
            empty(&stage, "#p-account").await;
            stage.type_keys("chi5 ke63").await;
            stage.mouse("#p-notes").await;
            tally
                .is("VNI, a case's account", &stage, "#p-account", "chị kể")
                .await;
        }
        stage.close().await;
    });
}

#[test]
fn a_passphrase_that_is_composed_is_whole() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        add_mai(&place.office(), &Role::ALL);
        let stage = Stage::open_with_unikey(&place.office(), "telex").await;
        unlock(&stage, IN_TELEX).await;
        let mut now = (PASSPHRASE, IN_TELEX);
        let mut next = (OTHER, OTHER_IN_TELEX);
        let mut tally = Tally::default();
        for _ in 0..rounds() {
            stage.mouse("#go-admin").await;
            for (css, keys) in [
                ("#old", now.1),
                ("#fresh", next.1),
                ("#fresh-again", next.1),
            ] {
                stage.mouse(css).await;
                stage.type_keys(keys).await;
            }
            stage.mouse("#change-passphrase").await;
            stage.says("[role=status]", "Đã đổi mật khẩu").await;
            (now, next) = (next, now);
            stage.mouse("#lock").await;
            stage.find("#passphrase").await;
            again(&stage, now.1).await;
            tally.count("passphrase set and opened by clicks", true, "");
        }
        stage.close().await;
        assert!(opens(&place.office(), "mai", now.0));
    });
}

fn opens(office: &Path, user: &str, passphrase: &str) -> bool {
    let user = UserName::new(user).unwrap();
    Office::open(office, &user, &SecretString::from(passphrase.to_owned())).is_ok()
}

#[test]
fn the_first_passphrase_and_a_users_are_whole_too() {
    act(async {
        let place = Place::new();
        let stage = Stage::open_with_unikey(&place.office(), "telex").await;
        stage.mouse("#unit").await;
        stage.type_keys("vux ninh").await;
        stage.find(".option").await;
        stage.key("Down").await;
        stage.key("Return").await;
        empty(&stage, "#user").await;
        stage.type_keys(USER).await;
        stage.mouse("#passphrase").await;
        stage.type_keys(IN_TELEX).await;
        stage.mouse("#passphrase-again").await;
        stage.type_keys(IN_TELEX).await;
        stage.mouse("#passphrase-again-show").await;
        stage.find("#passphrase-again[type=text]").await;
        stage.holds("#passphrase-again", PASSPHRASE).await;
        stage.mouse("#create").await;
        stage.find("#recovery-key").await;
        stage.close().await;
        drop(open_as(&place.office(), USER, PASSPHRASE));
    });
}
