//! The province's year in the window: enrol a unit, take a stick of packages in, read why some are
//! refused, look at one, return it, answer all; and what the unit sees of it.

mod intake;
mod review;
mod totals;
mod units;

use std::path::Path;
use std::sync::OnceLock;
use tienbo_core::figures::{Dataset, control_totals};
use tienbo_core::model::{Day, Moment, Period, RecordId, RecordKind, Stored, UnitCode};
use tienbo_core::package::{Content, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::sections::figures;
use tienbo_core::vault::Office;
use tienbo_support::paper::{Unit, recipient};
use tienbo_support::{COMMUNE, PROVINCE, Place, answer_card, fill, made_once, make, open};

/// Units besides the commune that send a good package.
const OTHERS: usize = 16;

fn period() -> Period {
    "2024".parse().unwrap()
}

fn content(number: usize) -> Content {
    let record = |kind: RecordKind, fields: serde_json::Value| Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    };
    let event = record(
        RecordKind::CommunicationEvent,
        serde_json::json!({"date": "2024-03-08", "form": "talk", "organiser": "committee",
            "content": format!("Nói chuyện chuyên đề {number}"), "men": 10, "women": 20}),
    );
    let text = record(
        RecordKind::Narrative,
        serde_json::json!({"section": "II", "period": period().to_string(),
            "text": format!("Khó khăn của đơn vị số {number}: kinh phí còn ít, {{events}} cuộc.")}),
    );
    Content {
        records: [
            (RecordKind::CommunicationEvent, vec![event]),
            (RecordKind::Narrative, vec![text]),
        ]
        .into(),
        ..Content::default()
    }
}

fn package(unit: &Unit, to: &Office, number: usize) -> Vec<u8> {
    let content = content(number);
    let catalogue = to.catalogues().latest();
    let mut data = Dataset::new(catalogue, period()).unwrap();
    data.add(catalogue, &unit.code, &content).unwrap();
    let totals = control_totals(&figures(&data));
    let mut label = unit.submission_label(period(), recipient(to));
    // Some are in time.
    let day = if number.is_multiple_of(3) {
        "2024-12-06"
    } else {
        "2024-11-28"
    };
    label.created_at = Moment::parse_iso(&format!("{day}T08:00:00+07:00")).unwrap();
    write_submission(label, &content, totals).unwrap().bytes
}

/// A stick with nineteen packages, three of them bad; the commune's own comes later.
pub fn stick(province: &mut Office, folder: &Path) -> Vec<Unit> {
    std::fs::create_dir_all(folder).unwrap();
    let mut units = Vec::new();
    let named: Vec<(UnitCode, String)> = province
        .catalogues()
        .latest()
        .units
        .iter()
        .filter(|unit| ![COMMUNE, PROVINCE].contains(&unit.code.as_str()))
        .map(|unit| (unit.code.clone(), unit.name.clone()))
        .collect();
    for (number, (code, name)) in named.iter().take(OTHERS).enumerate() {
        let unit = Unit::new(code, name);
        let card = folder.with_extension("card");
        std::fs::write(&card, unit.card().bytes).unwrap();
        province.import(&card, None).unwrap();
        unit.is_trusted_by(province);
        let file = folder.join(format!("goi-{number:02}.tienbo"));
        std::fs::write(file, package(&unit, province, number)).unwrap();
        units.push(unit);
    }
    // A stranger, a broken file, and something that is no package.
    let (code, name) = &named[OTHERS];
    let stranger = Unit::new(code, name);
    let bytes = package(&stranger, province, 99);
    std::fs::write(folder.join("la.tienbo"), &bytes).unwrap();
    std::fs::write(folder.join("dut.tienbo"), &bytes[..bytes.len() / 3]).unwrap();
    std::fs::write(folder.join("nham.tienbo"), "Kính gửi: Sở Nội vụ").unwrap();
    units
}

/// Lays the province's office, which trusts seventeen units, and a stick with twenty packages,
/// three of them bad; in `xa` the commune that closed its year and sent it. Gives the other units.
fn sent(place: &Place) -> &'static [Unit] {
    static UNITS: OnceLock<Vec<Unit>> = OnceLock::new();
    let office = place.office();
    let beside = office.parent().unwrap();
    made_once("a stick".to_owned(), beside, |path| {
        let mut province = make(&path.join("van-phong"), PROVINCE);
        let stick = path.join("usb");
        let units = crate::province::stick(&mut province, &stick);
        let mut commune = make(&path.join("xa"), COMMUNE);
        fill(&mut commune);
        let (card, roster) = (path.join("the.tienbo"), path.join("danh-ba.tienbo"));
        commune.write_card(&card).unwrap();
        let own = commune.fingerprint();
        let theirs = answer_card(&mut province, &card, COMMUNE, &own, &roster);
        commune.import(&roster, Some(&theirs)).unwrap();
        commune.close(period(), Some("số liệu thử")).unwrap();
        let file = stick.join("vu-ninh.tienbo");
        commune.write_submission(period(), day(), &file).unwrap();
        assert!(UNITS.set(units).is_ok(), "it is made once");
    });
    UNITS.get().expect("just made")
}

/// The same, with the stick taken in.
pub fn taken_in(place: &Place) -> &'static [Unit] {
    let units = sent(place);
    made_once("a stick taken in".to_owned(), &place.office(), |office| {
        let place = Place::new();
        sent(&place);
        let mut province = open(&place.office());
        let files = tienbo_core::intake::packages_in(&[place.file("usb")]).files;
        let batch = province.import_all(&files, None, &mut Watch::none());
        assert_eq!(batch.unwrap().outcomes.len(), 20);
        drop(province);
        tienbo_support::copy(&place.office(), office);
    });
    units
}

fn day() -> Day {
    Day::parse("30/11/2024").unwrap()
}
