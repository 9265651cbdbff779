use super::*;
use crate::catalogue::CatalogueFiles;
use crate::message::Language;
use crate::model::UnitCode;
use crate::vault::{NewOffice, UserName};
use age::secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};

fn office() -> (tempfile::TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let new = NewOffice {
        unit: UnitCode::new("09163").unwrap(),
        name: None,
        catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
        user: UserName::new("lan").unwrap(),
        passphrase: SecretString::from("mật khẩu để thử".to_owned()),
    };
    let (office, _) = Office::create(&folder.path().join("van-phong"), new).unwrap();
    (folder, office)
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

const EVENT: RecordKind = RecordKind::CommunicationEvent;

fn event(extra: &[(&str, &str)]) -> Typed {
    let mut fields = typed(&[
        ("date", "5/3/24"),
        ("form", "talk"),
        ("organiser", "committee"),
        ("content", "Phòng, chống bạo lực gia đình"),
    ]);
    fields.extend(typed(extra));
    fields
}

fn problems(checked: &CheckedForm) -> Vec<(&str, &str)> {
    let problem = |error: &'_ FieldError| error.problem.code();
    checked
        .problems
        .iter()
        .map(|error| (error.column.as_str(), problem(error)))
        .collect()
}

#[test]
fn a_form_names_every_wrong_field_at_once() {
    let (_folder, office) = office();
    let form = typed(&[("date", "31/2/24"), ("form", "talk"), ("men", "mười")]);
    let checked = office.check_typed(EVENT, &form, None, None).unwrap();
    assert_eq!(
        problems(&checked),
        [
            ("date", "month-is-over"),
            ("organiser", "required"),
            ("content", "required"),
            ("men", "not-a-number"),
        ]
    );
}

#[test]
fn a_total_fills_in_the_part_that_is_not_given() {
    let (_folder, office) = office();
    let men_women_unrecorded = |extra: &[(&str, &str)]| {
        let checked = office
            .check_typed(EVENT, &event(extra), None, None)
            .unwrap();
        match checked.cells {
            Some(cells) => {
                let at = EVENT
                    .columns()
                    .iter()
                    .position(|c| c.name == "men")
                    .unwrap();
                Ok(cells[at..at + 3].to_vec())
            }
            None => Err((
                checked.problems[0].column.clone(),
                checked.problems[0].problem.code(),
            )),
        }
    };
    let int = Cell::Int;
    assert_eq!(
        men_women_unrecorded(&[("total", "50"), ("women", "30")]),
        Ok(vec![int(20), int(30), Cell::Empty])
    );
    assert_eq!(
        men_women_unrecorded(&[("total", "50")]),
        Ok(vec![Cell::Empty, Cell::Empty, int(50)])
    );
    assert_eq!(
        men_women_unrecorded(&[("total", "50"), ("women", "30"), ("men", "20")]),
        Ok(vec![int(20), int(30), Cell::Empty])
    );
    let refused = |extra: &[(&str, &str)]| men_women_unrecorded(extra).unwrap_err();
    assert_eq!(
        refused(&[("total", "50"), ("women", "60")]),
        ("women".to_owned(), "part-larger-than-whole")
    );
    assert_eq!(
        refused(&[
            ("total", "50"),
            ("women", "30"),
            ("men", "10"),
            ("unrecorded", "0")
        ]),
        ("total".to_owned(), "sum-differs")
    );
}

#[test]
fn likely_slips_are_pointed_out_and_can_be_saved_all_the_same() {
    let (_folder, mut office) = office();
    let period = Some("2024-6t".parse().unwrap());
    let slips = |office: &Office, form: &Typed| -> Vec<&'static str> {
        let checked = office.check_typed(EVENT, form, None, period).unwrap();
        checked.slips.iter().map(|slip| slip.code).collect()
    };
    let fine = event(&[("women", "30")]);
    assert!(slips(&office, &fine).is_empty());
    office.save_typed(EVENT, &fine, None).unwrap();
    let mut again = event(&[("women", "31")]);
    again.insert(
        "content".to_owned(),
        "phòng chống bạo lực gia đình".to_owned(),
    );
    assert_eq!(slips(&office, &again), ["near-duplicate"]);
    let late = event(&[
        ("women", "0"),
        ("date", "5/11/2024"),
        ("date_to", "5/3/2025"),
    ]);
    assert_eq!(
        slips(&office, &late),
        ["outside-period", "long-range", "nobody"]
    );
    assert_eq!(
        slips(&office, &event(&[("women", "1"), ("date", "1/1/2099")])),
        ["in-future"]
    );
    office.save_typed(EVENT, &late, None).unwrap();
}

#[test]
fn a_draft_is_kept_until_its_record_is_saved() {
    let (folder, mut office) = office();
    let place = draft_place(EVENT, None, None);
    let half = typed(&[("content", "đang gõ d")]);
    office.keep_draft(&place, &half).unwrap();
    drop(office);
    let path = folder.path().join("van-phong");
    let user = UserName::new("lan").unwrap();
    let passphrase = SecretString::from("mật khẩu để thử".to_owned());
    let mut office = Office::open(&path, &user, &passphrase).unwrap();
    assert_eq!(office.draft(&place).unwrap().unwrap().1, half);
    let wrong = office.save_typed(EVENT, &half, None);
    assert!(matches!(wrong, Err(EntryError::Fields(_))));
    assert!(office.draft(&place).unwrap().is_some());
    office
        .save_typed(EVENT, &event(&[("women", "3")]), None)
        .unwrap();
    assert!(office.draft(&place).unwrap().is_none());
}

#[test]
fn a_deleted_record_comes_back_as_it_was() {
    let (_folder, mut office) = office();
    let id = office
        .save_typed(EVENT, &event(&[("women", "3")]), None)
        .unwrap();
    let (version, before) = office.typed(EVENT, id).unwrap();
    office.delete_records(EVENT, &[(id, version)]).unwrap();
    assert!(office.typed(EVENT, id).is_err());
    office.restore_records(EVENT, &[id]).unwrap();
    assert_eq!(office.typed(EVENT, id).unwrap(), (version + 2, before));
    assert!(office.restore_records(EVENT, &[id]).is_err());
}

#[test]
fn a_pasted_block_says_of_each_row_what_it_becomes() {
    let (_folder, mut office) = office();
    let block = "Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tSố nữ\tCột lạ\r\n\
        5/3/2024\tNói chuyện chuyên đề\tBan VSTBPN\t\"Luật \"\"mới\"\"\nvà cũ\"\t1.200\tx\r\n\
        6/3/2024\tHọp xóm\tBan VSTBPN\tBình đẳng giới\t40\t\r\n\r\n";
    let pasted = office.read_pasted(EVENT, block, None, None).unwrap();
    assert!(pasted.headed);
    assert_eq!(pasted.columns.last(), Some(&None));
    assert_eq!(pasted.rows.len(), 2);
    assert_eq!(
        problems(&pasted.rows[1].checked),
        [("form", "not-a-choice")]
    );
    let rows: Vec<Typed> = pasted.rows.into_iter().map(|row| row.typed).collect();
    // One wrong row, and nothing is added.
    assert!(matches!(
        office.add_typed(EVENT, &rows),
        Err(EntryError::Row(2, _))
    ));
    assert!(office.table(EVENT, Language::OFFICIAL).unwrap().is_empty());
    let ids = office.add_typed(EVENT, &rows[..1]).unwrap();
    let (_, shown) = office.typed(EVENT, ids[0]).unwrap();
    assert_eq!(shown["content"], "Luật \"mới\"\nvà cũ");
    assert_eq!(shown["women"], "1.200");
}

#[test]
fn a_table_is_searched_without_diacritics_and_adds_up_what_it_finds() {
    let (_folder, mut office) = office();
    for (day, content, women) in [
        ("5/3/2024", "Đường dây nóng 111", "10"),
        ("7/3/2024", "Ăn ở, sinh hoạt", "20"),
        ("6/3/2024", "Bình đẳng giới", ""),
    ] {
        let mut form = event(&[("date", day), ("women", women), ("men", "1")]);
        form.insert("content".to_owned(), content.to_owned());
        office.save_typed(EVENT, &form, None).unwrap();
    }
    let table = office.table(EVENT, Language::OFFICIAL).unwrap();
    let contents = |query: &Query| -> (Vec<String>, BTreeMap<String, i64>) {
        let found = table.find(query);
        let column = EVENT.columns().iter().position(|c| c.name == "content");
        let shown = |place: &usize| table.row(*place).unwrap().1[column.unwrap()].clone();
        (found.order.iter().map(shown).collect(), found.sums)
    };
    let (all, sums) = contents(&Query::default());
    assert_eq!(
        all,
        ["Ăn ở, sinh hoạt", "Bình đẳng giới", "Đường dây nóng 111"]
    );
    assert_eq!(sums["women"], 30);
    let search = Query {
        search: "duong 05/03".to_owned(),
        ..Query::default()
    };
    assert_eq!(contents(&search).0, ["Đường dây nóng 111"]);
    let sorted = Query {
        sort: Some("women".to_owned()),
        descending: true,
        ..Query::default()
    };
    // What is unknown stands last.
    assert_eq!(
        contents(&sorted).0,
        ["Ăn ở, sinh hoạt", "Đường dây nóng 111", "Bình đẳng giới"]
    );
    let none = Query {
        choices: [("form".to_owned(), BTreeSet::from(["rally".to_owned()]))].into(),
        ..Query::default()
    };
    assert!(contents(&none).0.is_empty());
    assert!(contents(&none).1.is_empty());
}

#[test]
fn a_narrative_is_put_changed_and_taken_away() {
    let (_folder, mut office) = office();
    let period = "2024".parse().unwrap();
    let text = |office: &Office| {
        let places = office.narratives(period).unwrap();
        let place = places.into_iter().find(|place| place.code == "II").unwrap();
        place.text
    };
    assert_eq!(text(&office), "");
    office
        .put_narrative(period, "II", "Khó khăn về kinh phí.")
        .unwrap();
    office.put_narrative(period, "II", "Còn khó khăn.").unwrap();
    assert_eq!(text(&office), "Còn khó khăn.");
    let kept = office
        .table(RecordKind::Narrative, Language::OFFICIAL)
        .unwrap();
    assert_eq!(kept.len(), 1);
    office.put_narrative(period, "II", "  ").unwrap();
    assert_eq!(text(&office), "");
    assert!(office.put_narrative(period, "IX", "chỗ lạ").is_err());
    // What was said in the six months is at hand for the year.
    let half = "2024-6t".parse().unwrap();
    office.put_narrative(half, "II", "Nửa năm đầu.").unwrap();
    let places = office.narratives(period).unwrap();
    let place = places.iter().find(|place| place.code == "II").unwrap();
    assert_eq!(place.before, Some((half, "Nửa năm đầu.".to_owned())));
}

#[test]
fn a_proposed_sentence_has_live_figures_of_the_records() {
    let (_folder, mut office) = office();
    let period = "2024".parse().unwrap();
    let proposal = |office: &Office| {
        let places = office.narratives(period).unwrap();
        let place = places
            .into_iter()
            .find(|place| place.code == "I.4.1")
            .unwrap();
        place.proposal
    };
    assert_eq!(proposal(&office), None);
    office
        .save_typed(EVENT, &event(&[("women", "30")]), None)
        .unwrap();
    let sentence = proposal(&office).unwrap();
    assert!(sentence.contains("{events} cuộc"), "{sentence}");
    office.put_narrative(period, "I.4.1", &sentence).unwrap();
    let findings = office.check(period).unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.code != "unknown-figure")
    );
}

#[test]
fn an_attached_file_comes_back_and_travels_only_when_told_to() {
    let (_folder, mut office) = office();
    let id = office
        .save_typed(EVENT, &event(&[("women", "30")]), None)
        .unwrap();
    let file = office
        .attach(EVENT, id, "ảnh.png", b"bytes", false)
        .unwrap();
    assert_eq!(
        office.attached_file(file).unwrap(),
        ("ảnh.png".to_owned(), b"bytes".to_vec())
    );
    assert!(!office.attachments(id).unwrap()[0].record.travels);
    office.set_travels(file, true).unwrap();
    let attached = office.attachments(id).unwrap();
    assert!(attached[0].record.travels);
    office
        .delete_records(RecordKind::Attachment, &[(file, attached[0].version)])
        .unwrap();
    assert!(office.attachments(id).unwrap().is_empty());
}

#[test]
fn a_workbook_whose_import_is_stopped_leaves_nothing() {
    let (folder, mut office) = office();
    let row = |symbol: &str| {
        let columns = RecordKind::IssuedDocument.columns().iter();
        columns
            .map(|column| match column.name.as_str() {
                "symbol" => Cell::Text(symbol.to_owned()),
                "date" => Cell::Text("2024-03-05".to_owned()),
                "issuer" | "summary" => Cell::Text("Ban".to_owned()),
                _ => Cell::Empty,
            })
            .collect::<Vec<_>>()
    };
    let rows = (0..1_200)
        .map(|index| row(&format!("{index}/KH")))
        .collect();
    let book = folder.path().join("sổ.xlsx");
    let sheets = [(RecordKind::IssuedDocument, rows)];
    std::fs::write(&book, crate::exchange::workbook(&sheets).unwrap()).unwrap();
    // In the middle of writing.
    let mut stop = |progress: crate::progress::Progress| match progress.done {
        1_000 => std::ops::ControlFlow::Break(()),
        _ => std::ops::ControlFlow::Continue(()),
    };
    let stopped = office.import_workbook(
        &book,
        &crate::exchange::Answers::default(),
        &mut crate::progress::Watch::new(&mut stop),
    );
    assert!(stopped.is_err());
    let table = office
        .table(RecordKind::IssuedDocument, Language::OFFICIAL)
        .unwrap();
    assert!(table.is_empty());
    office
        .import_workbook(
            &book,
            &crate::exchange::Answers::default(),
            &mut crate::progress::Watch::none(),
        )
        .unwrap();
    let table = office
        .table(RecordKind::IssuedDocument, Language::OFFICIAL)
        .unwrap();
    assert_eq!(table.len(), 1_200);
}
