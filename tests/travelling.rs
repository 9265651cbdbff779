//! What travels of a case tells neither when it was recorded nor what stands on its paper file, and
//! cannot be matched across years or receivers; what names it in an answer is found all the same.

use crate::keys::{Insider, OFFICER, OTHERS_PASSPHRASE, RECORDER, Scene};
use age::secrecy::SecretString;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use tienbo_core::catalogue::{CatalogueFiles, Unit, UnitAct, UnitChange};
use tienbo_core::model::{Cell, Day, Flat, Origin, RecordId, RecordKind, UnitCode};
use tienbo_core::store::{self, OWN};
use tienbo_core::vault::{LessMasking, Office};
use tienbo_support::forge::{Hand, forged, label};
use tienbo_support::paper::{CATALOGUE, recipient};
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, USER, commune_and_province, copy, enrolled, folder, open_as,
    repository, shown,
};

const FACTS: [RecordKind; 3] = [
    RecordKind::CaseFacts,
    RecordKind::SurvivorFacts,
    RecordKind::PerpetratorFacts,
];

fn facts(office: &Office, origin: Origin) -> Vec<(RecordKind, Flat)> {
    FACTS
        .into_iter()
        .flat_map(|kind| {
            let records = store::flat_records(office.store(), kind, origin).unwrap();
            records.into_iter().map(move |record| (kind, record))
        })
        .collect()
}

fn ids(facts: &[(RecordKind, Flat)]) -> BTreeSet<RecordId> {
    facts.iter().map(|(_, record)| record.id).collect()
}

/// Numbers of cases and persons.
fn numbers(facts: &[(RecordKind, Flat)]) -> BTreeSet<String> {
    facts
        .iter()
        .flat_map(|(kind, record)| kind.columns().iter().zip(&record.record))
        .filter(|(column, _)| ["number", "person"].contains(&column.name.as_str()))
        .filter_map(|(_, cell)| match cell {
            Cell::Text(number) => Some(number.clone()),
            _ => None,
        })
        .collect()
}

/// Facts as a text in which no id and no number stands.
fn said(facts: &[(RecordKind, Flat)]) -> Vec<String> {
    let mut said: Vec<String> = facts
        .iter()
        .map(|(kind, record)| {
            let cells = kind.columns().iter().zip(&record.record);
            let cells = cells.filter(|(column, _)| {
                column.kind.referred().is_none()
                    && !["number", "person"].contains(&column.name.as_str())
            });
            format!(
                "{kind:?} {:?}",
                cells.map(|(_, cell)| cell).collect::<Vec<_>>()
            )
        })
        .collect();
    said.sort();
    said
}

#[test]
fn ids_and_numbers_of_cases_are_drawn_for_what_travels() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let origin_of = |period: &str, revision: i64| {
        let office = province.open();
        let period = period.parse().unwrap();
        let found = store::submissions(office.store()).unwrap().into_iter();
        let mut found = found.filter(|s| s.period == period && s.revision == revision);
        let origin = found.next().unwrap().origin;
        facts(&office, origin)
    };
    let own = facts(&commune.open(), OWN);
    province.import(&[&commune.submit("2024")]);
    let first = origin_of("2024", 1);
    assert!(first.len() > 10);
    for (_, record) in &first {
        // The third group of a UUID begins with its version; 7 has the time in it.
        assert_eq!(record.id.to_string().as_bytes()[14], b'4', "{}", record.id);
    }
    assert!(ids(&first).is_disjoint(&ids(&own)));
    assert!(numbers(&first).is_disjoint(&numbers(&own)));
    // The same persons are the same persons, and the records belong together as they did.
    let of_year: Vec<_> = own
        .iter()
        .filter(|(kind, _)| *kind == RecordKind::SurvivorFacts)
        .collect();
    assert!(
        first
            .iter()
            .filter(|(kind, _)| *kind == RecordKind::SurvivorFacts)
            .count()
            <= of_year.len()
    );

    // A revision is held beside the one before: the same records have the same ids and numbers.
    commune.done(&["reopen", "2024"]);
    province.import(&[&commune.submit("2024")]);
    let second = origin_of("2024", 2);
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(numbers(&first), numbers(&second));
    assert_eq!(said(&first), said(&second));

    // What the province says of a record, the commune finds among its own.
    let named = first[0].1.id;
    let package = commune.done(&["inbox"])["sent"][0]["package_id"].clone();
    let hand = Hand::of(&province.open());
    let to = [recipient(&commune.open())];
    let receipt = serde_json::json!({"receipts": [{
        "package_id": package, "state": "returned",
        "reasons": [{"section": null, "record": named.to_string(), "text": "xem lại"}],
    }]});
    let receipt = serde_json::to_vec(&receipt).unwrap();
    let receipt = forged(
        &hand,
        label(&hand, &to, "receipt"),
        &[("receipt.json", &receipt)],
    );
    let file = work.path().join("receipt.tienbo");
    std::fs::write(&file, receipt).unwrap();
    commune.done(&["import", &shown(&file)]);
    let inbox = commune.done(&["inbox"]);
    let sent: Vec<&Value> = inbox["sent"].as_array().unwrap().iter().collect();
    let reason = sent
        .iter()
        .flat_map(|sent| sent["reasons"].as_array().unwrap())
        .next()
        .unwrap();
    let found = RecordId::parse(reason["record"].as_str().unwrap()).unwrap();
    assert!(ids(&own).contains(&found), "{COMMUNE} finds its own record");
}

/// The id that random bytes make: a UUID of version 4.
fn id_of(mut bytes: [u8; 16]) -> RecordId {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    RecordId::parse(&parts.join("-")).unwrap()
}

#[test]
fn ids_that_travel_are_drawn_under_the_facts_key() {
    let scene = Scene::new();
    let recorder = Insider::new(scene.folder(), RECORDER, OTHERS_PASSPHRASE);
    let count = "SELECT count(*) FROM travel_key";
    let open: i64 = recorder
        .database()
        .query_row(count, [], |row| row.get(0))
        .unwrap();
    assert_eq!(open, 0, "no secret lies where everybody reads it");
    let office = scene.office.open();
    let of_2024 = "2024".parse().unwrap();
    let own = facts(&office, OWN)[0].1.id;
    let travels = office.travelling_id(of_2024, own).unwrap();
    drop(office);
    // Who holds the facts key draws them by hand; no other key does.
    let drawn = |facts_key: &str| -> Option<RecordId> {
        let sealed: Vec<u8> = recorder
            .database()
            .query_row(
                "SELECT sealed FROM sealed_facts WHERE what = 'state'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        let identity = age::scrypt::Identity::new(SecretString::from(facts_key.to_owned()));
        let state = age::decrypt(&identity, &sealed).ok()?;
        let state: Value = serde_json::from_slice(state.strip_prefix(b"state/\n")?).unwrap();
        let secret: Vec<u8> = serde_json::from_value(state["travel"]["present"].clone()).unwrap();
        let mut code = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
        code.update(format!("tienbo-travelling/2\n{DISTRICT}\n2024\nid\n{own}").as_bytes());
        let bytes: [u8; 16] = code.finalize().into_bytes()[..16].try_into().unwrap();
        Some(id_of(bytes))
    };
    let officer = Insider::new(scene.folder(), OFFICER, OTHERS_PASSPHRASE);
    assert_eq!(drawn(&officer.keys("facts").unwrap()[0]), Some(travels));
    assert_eq!(drawn(&recorder.keys("data").unwrap()[0]), None);
    // They stay when keys are changed, and when a backup is put in place.
    let backup = shown(&scene.work.path().join("luu.tienbo-backup"));
    scene.office.done(&["backup", "-o", &backup]);
    let is_the_same = || {
        let office = scene.office.open();
        assert_eq!(office.travelling_id(of_2024, own).unwrap(), travels);
        assert_eq!(office.own_record(of_2024, travels).unwrap(), own);
    };
    scene.office.done(&["user", OFFICER, "--remove"]);
    is_the_same();
    scene.office.done(&["restore", &backup]);
    is_the_same();
}

#[test]
fn a_year_that_left_goes_on_under_the_ids_that_its_receiver_knows() {
    let golden = repository("tests/golden/offices/schema-11");
    let work = folder();
    let expected = std::fs::read(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let place = work.path().join(COMMUNE);
    copy(&golden.join(COMMUNE), &place);
    let passphrase = expected["passphrase"].as_str().unwrap();
    // The secret as the office of then has it, where everybody reads it.
    let key = Insider::new(&place, USER, passphrase).keys("data").unwrap()[0].clone();
    let opened = crate::keys::database(&place.join("office.db"), &key);
    let secret: Vec<u8> = opened
        .query_row("SELECT key FROM travel_key", [], |row| row.get(0))
        .unwrap();
    let left: Option<String> = opened
        .query_row(
            "SELECT max(period) FROM closings WHERE package_id IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(opened);
    let left: tienbo_core::model::Period = left.expect("a report left").parse().unwrap();
    let office = open_as(&place, USER, passphrase);
    let own = facts(&office, OWN)[0].1.id;
    let mut digest = Sha256::new();
    digest.update(&secret);
    digest.update(format!(
        "tienbo-travelling/1\n{DISTRICT}\n{}\nid\n{own}",
        left.year
    ));
    let bytes: [u8; 16] = digest.finalize()[..16].try_into().unwrap();
    assert_eq!(office.travelling_id(left, own).unwrap(), id_of(bytes));
    drop(office);
    let opened = crate::keys::database(&place.join("office.db"), &key);
    let open: i64 = opened
        .query_row("SELECT count(*) FROM travel_key", [], |row| row.get(0))
        .unwrap();
    assert_eq!(open, 0);
}

#[test]
fn another_year_has_other_ids_and_numbers() {
    let work = folder();
    let (commune, _) = commune_and_province(work.path());
    // The catalogue of 2024 as that of 2025.
    let mut next = CatalogueFiles::built_in(CATALOGUE).unwrap();
    let main = next.files.get_mut(&next.main).unwrap();
    *main = main
        .replace("year = 2024", "year = 2025")
        .replace(CATALOGUE, "thu-2025.1");
    commune
        .open()
        .adopt_catalogue(&next, LessMasking::Refused)
        .unwrap();
    let office = commune.open();
    let period = |text: &str| text.parse().unwrap();
    let own = facts(&office, OWN)[0].1.id;
    // Somebody who got it in one year does not find it by its id of another.
    let named: Vec<RecordId> = ["2024", "2025"]
        .map(|year| office.travelling_id(period(year), own).unwrap())
        .to_vec();
    assert_ne!(named[0], named[1]);
    assert_eq!(office.own_record(period("2024"), named[0]).unwrap(), own);
    assert_eq!(office.own_record(period("2025"), named[1]).unwrap(), own);
    assert_eq!(
        office.own_record(period("2025"), named[0]).unwrap(),
        named[0]
    );
}

/// The catalogue of 2024, in which the commune comes under another district before the year ends.
fn commune_moves() -> CatalogueFiles {
    let files = CatalogueFiles::built_in(CATALOGUE).unwrap();
    let units = files.load().unwrap().units;
    let is_other = |unit: &&Unit| unit.level == "district" && unit.code.as_str() != DISTRICT;
    let moves = UnitChange {
        on: Day::parse_iso("2024-09-01").unwrap(),
        basis: "Nghị quyết mẫu".to_owned(),
        act: UnitAct::Move {
            unit: UnitCode::new(COMMUNE).unwrap(),
            parent: units.iter().find(is_other).unwrap().code.clone(),
        },
    };
    files.with_changes(&[moves]).unwrap()
}

#[test]
fn one_line_gets_one_package_and_another_line_other_ids_and_numbers() {
    let work = folder();
    let ([commune, district], province) = enrolled(work.path(), [COMMUNE, DISTRICT]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    district.import_sample("huyen-mau-bac-ninh.xlsx");
    let of_2024 = "2024".parse().unwrap();
    let sent = commune.submit("2024");
    assert_eq!(district.verdict(&sent), "goi.da-nhan");
    // The district passes on the very package, which the province then has from both.
    let passed_on = district.submit("2024");
    assert_eq!(province.verdict(&passed_on), "goi.da-nhan");
    assert_eq!(province.verdict(&sent), "goi.da-co");
    let of_commune = |office: &CliOffice| {
        let office = office.open();
        let found = store::submissions(office.store()).unwrap().into_iter();
        let mut found = found.filter(|s| s.unit.as_str() == COMMUNE && s.period == of_2024);
        let origin = found.next().unwrap().origin;
        facts(&office, origin)
    };
    let (there, above) = (of_commune(&district), of_commune(&province));
    assert!(there.len() > 10);
    assert_eq!(ids(&there), ids(&above));
    assert_eq!(numbers(&there), numbers(&above));
    assert_eq!(said(&there), said(&above));

    // Under another district the same year's cases have others.
    let own = facts(&commune.open(), OWN)[0].1.id;
    let before = commune.open().travelling_id(of_2024, own).unwrap();
    assert!(ids(&there).contains(&before));
    commune
        .open()
        .adopt_catalogue(&commune_moves(), LessMasking::Refused)
        .unwrap();
    let office = commune.open();
    let after = office.travelling_id(of_2024, own).unwrap();
    assert_ne!(after, before);
    // Half the year was reported to the first.
    let half = "2024-6t".parse().unwrap();
    assert_eq!(office.travelling_id(half, own).unwrap(), before);
    assert_eq!(office.own_record(of_2024, after).unwrap(), own);
    assert_eq!(office.own_record(of_2024, before).unwrap(), before);
}
