//! What a unit with valid keys of its own sends at the ends of what a package can say: numbers that nothing can be
//! added to, texts that grow when they are quoted. It is taken in or refused, and ends nothing.

use crate::catalogue::Rule;
use crate::figures::{Dataset, control_totals};
use crate::model::{Moment, Period, RecordId, RecordKind, Stored};
use crate::package::{
    Content, Label, PackageKind, Recipient, Sender, SigningKey, write_submission,
};
use crate::period::Scope;
use crate::receiving::Dhis2Form;
use crate::sections::figures;
use crate::store::AuditHead;
use crate::test_offices::*;
use crate::vault::Office;
use age::secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::path::PathBuf;

fn records(kind: RecordKind, all: impl IntoIterator<Item = Value>) -> Content {
    let record = |fields: Value| Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    };
    Content {
        records: [(kind, all.into_iter().map(record).collect())].into(),
        ..Content::default()
    }
}

/// A submission with whatever content, correctly signed and sealed by an office.
fn forged(
    place: &Place,
    (from, to): (&Office, &Office),
    period: Period,
    content: &Content,
    change: impl FnOnce(&mut Label),
) -> PathBuf {
    let key = SigningKey::from_box(from.signing_box().unwrap().expose_secret()).unwrap();
    let mut label = Label {
        kind: PackageKind::Submission,
        signing_key: &key,
        sender: Sender {
            unit: from.unit().clone(),
            name: from.name().to_owned(),
            signing_key: key.public(),
        },
        own_reading_key: Some(from.reading_key().to_owned()),
        register_key: None,
        recipients: vec![Recipient {
            unit: to.unit().clone(),
            name: to.name().to_owned(),
            key: to.reading_key().to_owned(),
        }],
        period: Some(period),
        revision: Some(1),
        supersedes: None,
        sequence: 1000,
        created_at: Moment::now(),
        catalogue: "bac-ninh-2024.1".to_owned(),
        audit: AuditHead {
            length: 1,
            hash: "0".repeat(64),
        },
        log_before: None,
        closing: None,
        introductions: Vec::new(),
    };
    change(&mut label);
    let catalogue = from.catalogues().of(period.year).unwrap();
    let mut data = Dataset::new(catalogue, period).unwrap();
    data.add(catalogue, from.unit(), content).unwrap();
    let totals = control_totals(&figures(&data));
    let package = write_submission(label, content, totals).unwrap();
    let file = place.at(&format!("{}.tienbo", package.envelope.package_id));
    std::fs::write(&file, &package.bytes).unwrap();
    file
}

#[test]
fn no_revision_is_so_high_that_there_is_none_after_it() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    let mut verdict = |revision: i64, sequence: i64| {
        let offices = (&commune, &province);
        let content = Content::default();
        let file = forged(&place, offices, period(), &content, |label| {
            label.revision = Some(revision);
            label.sequence = sequence;
        });
        province.import(&file, None).unwrap().verdict
    };
    assert_eq!(verdict(i64::MAX, 1_000).code(), "goi.hong");
    // The highest that there can be leaves the next, which is told.
    assert_eq!(verdict((1 << 53) - 1, 1_001).code(), "goi.da-nhan");
    assert_eq!(verdict((1 << 53) - 1, 1_002).code(), "goi.xung-dot");
    assert_eq!(verdict(1, 1_003).code(), "goi.di-lui");
}

/// As many values of one row as one record may have are more together than any number holds.
#[test]
fn numbers_that_are_too_many_to_be_added_end_nothing() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    let indicators: Period = "phu-luc-01/2024/annual".parse().unwrap();
    let catalogue = commune.catalogues().of(indicators.year).unwrap();
    let rows = catalogue.annex01.iter();
    let entered = rows.filter(|row| matches!(row.rule, Rule::Entered));
    let most = 1_000_000_000_000_000_000_i64;
    let value = |code: &str| json!({"indicator": code, "year": 2024, "value": most});
    let values = entered.flat_map(|row| vec![value(&row.code); 10]);
    let content = records(RecordKind::IndicatorValue, values);
    let file = forged(&place, (&commune, &province), indicators, &content, |_| ());
    take_in(&mut province, &file, None);
    let totals = province.totals(indicators).unwrap();
    assert!(totals.whole().is_some());
    let report = province
        .report(indicators, day(), None, &Scope::All)
        .unwrap();
    assert!(crate::report::pdf(&report).unwrap().pages > 0);
    province
        .review(commune.unit(), indicators)
        .unwrap()
        .unwrap();
    let file = place.at("adx.xml");
    province
        .write_dhis2(indicators, Dhis2Form::Adx, &file)
        .unwrap();
    // So many lines of money as a package may have are as much.
    let money = json!({"year": 2024, "source": "state-budget", "granted": 100_000_000_000_000_i64});
    let content = records(RecordKind::FundingLine, vec![money; 93_000]);
    let mut data = Dataset::new(catalogue, period()).unwrap();
    data.add(catalogue, commune.unit(), &content).unwrap();
    assert!(control_totals(&figures(&data)).granted > 0);
}

/// A reference is ten letters long; what it stands for may be twenty thousand.
#[test]
fn a_text_that_is_quoted_by_the_thousand_fills_no_more_pages_than_can_be_set() {
    let place = Place::new();
    let (mut commune, mut province) = (place.office(COMMUNE), place.office(PROVINCE));
    enrol(&place, &mut province, &mut [&mut commune]);
    let texts = [
        ("II", "chữ ".repeat(4_900)),
        ("III.1", "{09163:II}\n".repeat(1_700)),
    ];
    let texts = texts.map(
        |(section, text)| json!({"section": section, "period": period().to_string(), "text": text}),
    );
    let content = records(RecordKind::Narrative, texts);
    let file = forged(&place, (&commune, &province), period(), &content, |_| ());
    take_in(&mut province, &file, None);
    let report = province.report_of_unit(&unit(COMMUNE), period(), day());
    let report = serde_json::to_string(&report.unwrap()).unwrap();
    assert!(report.len() < 1_000_000, "{}", report.len());
    // It is quoted at first, and then said that it is not.
    let says = |words: &str| report.matches(words).count();
    assert_eq!(
        (says("báo cáo: “chữ"), says("đã trích quá dài")),
        (15, 1_685)
    );
}
