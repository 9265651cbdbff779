//! Days that are typed on screens that are no record's form: all are read alike, by the core.

use crate::act;
use crate::register::new_case;
use crate::start::{sample_office, unlock};
use tienbo_support::{COMMUNE, Key, PROVINCE, Place, Stage, make};

/// Types days into a field as people write them, and what is none; gives what is said of that.
async fn type_days(stage: &Stage, field: &str) -> String {
    for (typed, shown) in [
        ("1/2/2024", "01/02/2024"),
        ("5/12/24", "05/12/2024"),
        ("05-12-2024", "05/12/2024"),
        ("6.3.2024", "06/03/2024"),
    ] {
        stage.fill(field, typed).await;
        stage.press(&[Key::Tab]).await;
        stage
            .until(&format!(
                "return document.querySelector('{field}').value === '{shown}'"
            ))
            .await;
        assert!(
            !stage.has(&format!("{field}-error")).await,
            "{field}: {typed}"
        );
    }
    stage.fill(field, "31/2/24").await;
    stage.press(&[Key::Tab]).await;
    stage.says(&format!("{field}-error"), "29/02/2024").await
}

#[test]
fn a_day_is_read_alike_wherever_it_is_typed() {
    act(async {
        let place = Place::new();
        let stage = sample_office(&place).await;
        let mut said = Vec::new();

        stage.click("#go-committee").await;
        said.push(type_days(&stage, "#on-day").await);
        stage.fill("#on-day", "1/2/24").await;
        stage.press(&[Key::Tab]).await;
        stage.says("#serving", "01/02/2024").await;
        stage.inspect("committee-day").await;

        stage.click("#go-report").await;
        stage.find(".sheet img").await;
        said.push(type_days(&stage, "#date").await);
        stage.inspect("report-day").await;

        stage.click("#go-cases").await;
        stage.click("#tab-analysis").await;
        said.push(type_days(&stage, "#from").await);
        said.push(type_days(&stage, "#to").await);
        stage.inspect("case-analysis-day").await;

        new_case(&stage).await;
        stage.click("#close-case").await;
        said.push(type_days(&stage, "#closed-on").await);
        stage.inspect("case-close").await;
        // What is no day closes nothing, and is said in the same words.
        stage.choose("#outcome", "died").await;
        stage.click("#close-now").await;
        stage.says(".toast.error", &said[0]).await;
        stage.close().await;

        let province = place.file("tinh");
        drop(make(&province, PROVINCE));
        let stage = Stage::open(&province).await;
        unlock(&stage).await;
        stage.click("#go-units").await;
        stage.find("#units-on").await;
        said.push(type_days(&stage, "#units-on").await);
        stage.inspect("units-day").await;
        stage.close().await;
        assert!(said.iter().all(|words| *words == said[0]), "{said:#?}");
    });
}

#[test]
fn early_in_the_morning_today_is_proposed() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        let night = "@2024-05-13 01:00:00";
        let stage = Stage::open_on_in(night, "Asia/Ho_Chi_Minh", &place.office()).await;
        unlock(&stage).await;
        new_case(&stage).await;
        stage.click("#close-case").await;
        stage.find("#closed-on").await;
        // In London it is still the day before.
        stage.holds("#closed-on", "13/05/2024").await;
        stage.choose("#outcome", "died").await;
        stage.click("#close-now").await;
        stage.says("#state", "Đã kết thúc").await;
        stage.close().await;
    });
}
