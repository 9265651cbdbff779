use super::*;
use crate::catalogue::Catalogue;
use crate::figures::{CaseNumbers, Ledger};
use crate::model::{Cell, Day, Period, RecordId, RecordKind, Stored};
use crate::package::Content;
use crate::sections::summary;

fn code(text: &str) -> UnitCode {
    UnitCode::new(text).unwrap()
}

fn stored(kind: RecordKind, fields: serde_json::Value) -> Stored<Vec<Cell>> {
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    }
}

fn said(data: &Dataset, text: &str) -> Stored<Vec<Cell>> {
    let period = data.period.to_string();
    let text = serde_json::json!({"section": "II", "period": period, "text": text});
    stored(RecordKind::Narrative, text)
}

fn add(data: &mut Dataset, unit: &str, records: Vec<(RecordKind, Vec<Stored<Vec<Cell>>>)>) {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let content = Content {
        records: records.into_iter().collect(),
        ..Content::default()
    };
    data.add(&catalogue, &code(unit), &content).unwrap();
}

/// A unit with so many events and a text in section II.
fn unit(data: &mut Dataset, unit: &str, events: usize, text: &str) {
    let event = || {
        let fields = serde_json::json!({"date": "2024-03-08", "form": "talk",
            "organiser": "committee", "content": "Nói chuyện", "men": 1, "women": 1});
        stored(RecordKind::CommunicationEvent, fields)
    };
    let events = (0..events).map(|_| event()).collect();
    let texts = vec![said(data, text)];
    let records = vec![
        (RecordKind::CommunicationEvent, events),
        (RecordKind::Narrative, texts),
    ];
    add(data, unit, records);
}

/// The gate through which what these units reported leaves.
fn gate(catalogue: &Catalogue, data: &Dataset) -> Gate {
    let mut gate = Gate::new(catalogue.masking(false), Ledger::default());
    for unit in &data.units {
        let summary = summary(&data.alone(unit), &catalogue.annex01);
        let numbers = CaseNumbers::of(&summary, catalogue, data.period.report);
        gate.publish(catalogue, &unit.unit, data.period, 1, &numbers);
    }
    gate
}

/// The paragraphs of the province's report, over many or of it alone.
fn paragraphs(data: &Dataset, quoted: Option<&Dataset>, over_many: bool) -> Vec<String> {
    paragraphs_of("27", data, quoted, over_many)
}

fn paragraphs_of(
    office: &str,
    data: &Dataset,
    quoted: Option<&Dataset>,
    over_many: bool,
) -> Vec<String> {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let gate = gate(&catalogue, quoted.unwrap_or(data));
    let report = Annex {
        gate: &gate,
        letterhead: Letterhead {
            office: catalogue.units.get(&code(office)).unwrap(),
            catalogue: &catalogue,
            date: Day::parse("1/12/2024").unwrap(),
            number: None,
            signing: &[],
        },
        data,
        missing: Vec::new(),
        over_many,
        scope: None,
        body: Body::Annex02 { quoted },
    };
    let blocks = report.document().unwrap().blocks;
    let text = |block: &Block| match block {
        Block::Paragraph { text } => Some(
            text.0
                .iter()
                .map(|piece| match piece {
                    crate::report::Piece::Plain(text)
                    | crate::report::Piece::Marked { text, .. } => text.as_str(),
                })
                .collect(),
        ),
        _ => None,
    };
    blocks.iter().filter_map(text).collect()
}

#[test]
fn a_text_quotes_units_by_reference_and_each_means_its_own_by_all() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let period: Period = "2024".parse().unwrap();
    let mut data = Dataset::new(&catalogue, period).unwrap();
    unit(&mut data, "09163", 2, "Thiếu kinh phí, mới {events} cuộc.");
    unit(&mut data, "09166", 3, "Thuận lợi.");
    unit(&mut data, "256", 1, "Cả thành phố {*:events} cuộc.");
    // Another district's commune.
    unit(&mut data, "09193", 4, "Bình thường.");
    let said = paragraphs(&data, None, true);
    // Without a text of its own, the office prints each unit's; a district means those below it.
    assert!(
        said.contains(&"Thành phố Bắc Ninh: Cả thành phố 6 cuộc.".to_owned()),
        "{said:?}"
    );
    assert!(
        said.contains(&"Phường Đáp Cầu: Thuận lợi.".to_owned()),
        "{said:?}"
    );

    let own = "{09163:II} Phường Đáp Cầu có {09166:events}, cả tỉnh {*:events}; {09169:II}; {lạ}.";
    unit(&mut data, "27", 0, own);
    let said = paragraphs(&data, None, true);
    let text = "Phường Vũ Ninh báo cáo: “Thiếu kinh phí, mới 2 cuộc.” Phường Đáp Cầu có 3, \
        cả tỉnh 10; (chưa có nội dung của đơn vị 09169); {lạ}.";
    assert!(said.contains(&text.to_owned()), "{said:#?}");
    assert!(
        !said.contains(&"Phường Đáp Cầu: Thuận lợi.".to_owned()),
        "{said:?}"
    );
    // The office's own report quotes the same, though it counts its own records alone.
    let own = data.only(|records| records.unit == code("27"));
    assert!(paragraphs(&own, Some(&data), false).contains(&text.to_owned()));
}

#[test]
fn few_cases_are_few_by_whatever_reference() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut data = Dataset::new(&catalogue, "2024".parse().unwrap()).unwrap();
    let case = |number: &str| {
        let fields = serde_json::json!({"number": number, "found": "2024-03",
            "category": "domestic"});
        stored(RecordKind::CaseFacts, fields)
    };
    let texts = vec![said(&data, "{cases}, {09163:cases}, {*:cases} vụ.")];
    let records = vec![
        (RecordKind::CaseFacts, vec![case("10001"), case("10002")]),
        (RecordKind::Narrative, texts),
    ];
    add(&mut data, "09163", records);
    let own = paragraphs_of("09163", &data, Some(&data), false);
    assert!(own.contains(&"<5, <5, <5 vụ.".to_owned()), "{own:?}");
    let province = paragraphs(&data, None, true);
    let quoted = "Phường Vũ Ninh: <5, <5, <5 vụ.".to_owned();
    assert!(province.contains(&quoted), "{province:?}");
}

/// What an inspection found may be written down after the period in which it was held: it is printed, beside what was
/// found by those of the period.
#[test]
fn a_finding_of_an_inspection_of_another_period_is_printed() {
    let period: Period = "2024-6t".parse().unwrap();
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let finding = |of: RecordId, content: &str| {
        let fields = serde_json::json!({"inspection": of.to_string(), "date": "2024-03-08",
            "kind": "shortcoming", "content": content});
        stored(RecordKind::InspectionFinding, fields)
    };
    let fields = serde_json::json!({"decision": "QĐ 5", "date": "2024-03-01", "units": "Khu 1"});
    let held = stored(RecordKind::Inspection, fields);
    let (here, earlier) = (held.id, RecordId::new());
    for with_own in [true, false] {
        let mut data = Dataset::new(&catalogue, period).unwrap();
        let mut records = vec![(
            RecordKind::InspectionFinding,
            vec![finding(earlier, "Chưa có kế hoạch")],
        )];
        if with_own {
            records[0].1.push(finding(here, "Thiếu sổ theo dõi"));
            records.push((RecordKind::Inspection, vec![held.clone()]));
        }
        add(&mut data, "09163", records);
        let printed = paragraphs_of("09163", &data, None, false).join("\n");
        for (content, times) in [
            ("Chưa có kế hoạch", 1),
            ("Thiếu sổ theo dõi", usize::from(with_own)),
        ] {
            assert_eq!(printed.matches(content).count(), times, "{printed}");
        }
        let mut of_another = printed.lines().filter(|line| line.contains("ngoài kỳ"));
        assert!(of_another.next().unwrap().contains("Chưa có kế hoạch"));
    }
}
