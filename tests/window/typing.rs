//! Vietnamese as it is typed: by an input method, letter by letter, with the mouse in between.

use crate::act;
use age::secrecy::SecretString;
use tienbo_core::vault::{Role, UserName};
use tienbo_support::{Place, Stage, lay_year, open};

/// Mai's passphrase, and how it is typed in Telex.
const PASSPHRASE: &str = "bảy con vịt vàng đều bơi";
const KEYS: &str = "bayr con vitj vangf ddeeuf bowi";

/// The window on a commune's office, locked, on a machine with `ibus-unikey`.
async fn locked(place: &Place) -> Stage {
    lay_year(&place.office());
    let user = UserName::new("mai").unwrap();
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    open(&place.office())
        .put_user(&user, &passphrase, &[Role::Recorder], false)
        .unwrap();
    Stage::open_with_unikey(&place.office()).await
}

/// Unlocks it as Mai, by the keyboard.
async fn unlock(stage: &Stage) {
    stage.choose("#user", "mai").await;
    stage.mouse("#passphrase").await;
    stage.type_keys(KEYS).await;
    stage.key("Return").await;
    stage.find("#go-home").await;
}

/// The same, unlocked, in the year's period.
async fn with_unikey(place: &Place) -> Stage {
    let stage = locked(place).await;
    unlock(&stage).await;
    stage.choose("#period", "phu-luc-02/2024/annual").await;
    stage
}

#[test]
fn a_word_that_is_being_composed_stays_wherever_she_clicks() {
    act(async {
        let place = Place::new();
        let stage = with_unikey(&place).await;
        stage.mouse("#nav-issued_documents").await;
        stage.key("F5").await;
        stage.mouse("#f-symbol").await;
        stage.type_keys("12 ban nghieepj").await;
        stage.mouse("#f-issuer_name, #f-summary").await;
        stage.holds("#f-symbol", "12 ban nghiệp").await;
        stage.mouse("#f-summary").await;
        stage.type_keys("phoois howpj toor chuwcs").await;
        stage.mouse("#save").await;
        // It is not whole, so that the form stays and says so; what was typed is all there.
        stage.find("#summary").await;
        stage.holds("#f-summary", "phối hợp tổ chức").await;
        stage.close().await;
    });
}

#[test]
fn numbers_that_are_being_composed_stay_where_they_were_typed() {
    act(async {
        let place = Place::new();
        let stage = with_unikey(&place).await;
        stage.mouse("#nav-communication_events").await;
        stage.key("F5").await;
        stage.mouse("#f-men").await;
        stage.type_keys("120").await;
        stage.mouse("#f-women").await;
        stage.type_keys("45").await;
        stage.mouse("#f-unrecorded").await;
        stage.holds("#f-men", "120").await;
        stage.holds("#f-women", "45").await;
        stage.mouse("#f-date").await;
        stage.type_keys("12/6/2024").await;
        stage.mouse("#f-women").await;
        stage.holds("#f-date", "12/06/2024").await;
        stage.close().await;
    });
}

#[test]
fn a_passphrase_that_is_composed_is_whole() {
    act(async {
        let place = Place::new();
        let stage = locked(&place).await;
        unlock(&stage).await;
        stage.close().await;
    });
}
