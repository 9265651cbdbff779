use super::*;
use crate::catalogue::CatalogueFiles;
use crate::exchange::{Answers, Imported, WorkbookError, workbook};
use crate::message::Language;
use crate::model::{Column, ColumnKind, Group, UnitCode, fold};
use crate::progress::Watch;
use crate::store::OWN;
use crate::vault::{NewOffice, UserName};
use age::secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn office() -> (tempfile::TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let new = NewOffice {
        unit: UnitCode::new("09163").unwrap(),
        name: None,
        catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
        user: UserName::new("lan").unwrap(),
        passphrase: SecretString::from("bốn từ dễ nhớ mà dài".to_owned()),
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
    let few = |dong: &str| {
        let event = event(&[("women", "40"), ("cost", dong)]);
        slips(&office, &event).contains(&"few-dong")
    };
    assert!(few("500") && few("999") && few("1"));
    assert!(!few("1000") && !few("0") && !few("500.000"));
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
    office.keep_draft(&place, None, half.clone()).unwrap();
    drop(office);
    let path = folder.path().join("van-phong");
    let user = UserName::new("lan").unwrap();
    let passphrase = SecretString::from("bốn từ dễ nhớ mà dài".to_owned());
    let mut office = Office::open(&path, &user, &passphrase).unwrap();
    assert_eq!(office.draft(&place).unwrap().unwrap().typed, half);
    let wrong = office.save_typed(EVENT, &half, None);
    assert!(matches!(wrong, Err(EntryError::Fields(_))));
    assert!(office.draft(&place).unwrap().is_some());
    office
        .save_typed(EVENT, &event(&[("women", "3")]), None)
        .unwrap();
    assert!(office.draft(&place).unwrap().is_none());
}

#[test]
fn what_was_typed_over_an_earlier_version_overwrites_no_later_one() {
    let (folder, mut office) = office();
    let path = folder.path().join("van-phong");
    let passphrase = SecretString::from("bốn từ dễ nhớ mà dài".to_owned());
    let [lan, hoa] = ["lan", "hoa"].map(|name| UserName::new(name).unwrap());
    office
        .put_user(&hoa, &passphrase, &[Role::Recorder], false)
        .unwrap();
    let id = office
        .save_typed(EVENT, &event(&[("women", "3")]), None)
        .unwrap();
    let place = draft_place(EVENT, Some(id), None);
    let (version, _) = office.typed(EVENT, id).unwrap();
    let mine = event(&[("women", "4")]);
    office
        .keep_draft(&place, Some(version), mine.clone())
        .unwrap();
    drop(office);

    // Another user saves the record, and takes a deletion of it back.
    let mut office = Office::open(&path, &hoa, &passphrase).unwrap();
    let theirs = event(&[("men", "9"), ("women", "3")]);
    office
        .save_typed(EVENT, &theirs, Some((id, version)))
        .unwrap();
    office.delete_records(EVENT, &[(id, version + 1)]).unwrap();
    office.restore_records(EVENT, &[id]).unwrap();
    let stands = office.typed(EVENT, id).unwrap();
    drop(office);

    let mut office = Office::open(&path, &lan, &passphrase).unwrap();
    let draft = office.draft(&place).unwrap().unwrap();
    assert_eq!((draft.version, &draft.typed), (Some(version), &mine));
    let saved = office.save_typed(EVENT, &draft.typed, Some((id, version)));
    // She is told which record it is by what she knows it by.
    let Err(EntryError::Store(refused @ StoreError::Changed(_))) = &saved else {
        panic!("{saved:?}");
    };
    let told = refused.sentence(Language::FIRST);
    let named = "“Phòng, chống bạo lực gia đình” vừa được người khác sửa";
    assert!(told.contains(named), "{told}");
    assert_eq!(office.typed(EVENT, id).unwrap(), stands);
    // Nothing of what was typed is lost by it, and it goes on knowingly.
    assert_eq!(office.draft(&place).unwrap(), Some(draft));
    office
        .save_typed(EVENT, &mine, Some((id, stands.0)))
        .unwrap();
    assert_eq!(office.typed(EVENT, id).unwrap().1["women"], "4");
    assert_eq!(office.draft(&place).unwrap(), None);
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
    let late = [
        office.delete_records(EVENT, &[(id, version)]),
        office
            .save_typed(EVENT, &event(&[("women", "4")]), Some((id, version)))
            .map(|_| ()),
    ];
    for late in late {
        let told = late.unwrap_err().sentence(Language::FIRST);
        let named = "“Phòng, chống bạo lực gia đình” vừa được người khác xóa";
        assert!(told.contains(named), "{told}");
    }
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
        .put_narrative(period, "II", "Khó khăn về kinh phí.", "")
        .unwrap();
    let (before, now) = ("Khó khăn về kinh phí.", "Còn khó khăn.");
    office.put_narrative(period, "II", now, before).unwrap();
    assert_eq!(text(&office), "Còn khó khăn.");
    let kept = office
        .table(RecordKind::Narrative, Language::OFFICIAL)
        .unwrap();
    assert_eq!(kept.len(), 1);
    office.put_narrative(period, "II", "  ", now).unwrap();
    assert_eq!(text(&office), "");
    assert!(office.put_narrative(period, "IX", "chỗ lạ", "").is_err());
    // What was said in the six months is at hand for the year.
    let half = "2024-6t".parse().unwrap();
    office
        .put_narrative(half, "II", "Nửa năm đầu.", "")
        .unwrap();
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
    office
        .put_narrative(period, "I.4.1", &sentence, "")
        .unwrap();
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

/// Something in every column that must be filled, as it is typed; nothing where a record is named.
fn filled(kind: RecordKind) -> Typed {
    // Where people are counted, some part of them is known; where somebody agreed, who.
    let is_needed =
        |column: &&Column| column.required || ["men", "consent_by"].contains(&column.name.as_str());
    let needed = kind.columns().iter().filter(is_needed);
    let typed = needed.filter_map(|column| {
        let text = match column.kind {
            ColumnKind::Line(most) if most < 20 => "20001".to_owned(),
            ColumnKind::Line(_) | ColumnKind::Paragraphs(_) => format!("Bịa: {}", column.name),
            ColumnKind::Day => "15/3/2024".to_owned(),
            ColumnKind::Month => "3/2024".to_owned(),
            ColumnKind::Count | ColumnKind::Money | ColumnKind::Decimal => "3".to_owned(),
            ColumnKind::Year => "2024".to_owned(),
            ColumnKind::YesNo => "1".to_owned(),
            ColumnKind::Choice(list) | ColumnKind::Choices(list) => list.codes[0].to_owned(),
            ColumnKind::Unit => "09163".to_owned(),
            ColumnKind::Reference(_) => return None,
        };
        Some((column.name.clone(), text))
    });
    typed.collect()
}

fn import(office: &mut Office, file: &Path, answers: &Answers) -> Result<Imported, WorkbookError> {
    office.import_workbook(file, answers, &mut Watch::none())
}

/// Fills a kind's form with a reference, typed in these words, and gives the cell that it becomes.
fn referring(
    office: &Office,
    kind: RecordKind,
    (place, column): (usize, &str),
    words: &str,
) -> Result<(Typed, Cell), FieldError> {
    let mut form = filled(kind);
    let others = kind.columns().iter().filter(|one| one.required);
    for other in others.filter(|one| one.kind.referred().is_some()) {
        form.insert(other.name.clone(), RecordId::new().to_string());
    }
    form.insert(column.to_owned(), words.to_owned());
    let checked = office.check_typed(kind, &form, None, None).unwrap();
    match checked.problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok((form, checked.cells.unwrap()[place].clone())),
    }
}

#[test]
fn whatever_names_another_record_finds_it_by_its_words_in_form_table_and_workbook() {
    let mut walked = 0;
    for kind in RecordKind::ALL {
        for (place, column, referred) in kind.written_references() {
            walked += 1;
            let (folder, mut office) = office();
            let column = (place, column.name.as_str());
            let id = office
                .save_typed(referred, &filled(referred), None)
                .unwrap();
            let words = title(
                referred,
                &store::flat_record(office.store(), referred, id)
                    .unwrap()
                    .record,
            );
            let found = Cell::Text(id.to_string());
            for written in [words.clone(), fold(&words).to_uppercase(), id.to_string()] {
                let (_, cell) = referring(&office, kind, column, &written).unwrap();
                assert_eq!(cell, found, "{written}");
            }
            let unknown = referring(&office, kind, column, "không có ở đây").unwrap_err();
            assert_eq!(unknown.column, column.1);
            assert_eq!(unknown.problem.code(), "unknown-reference");

            let (form, _) = referring(&office, kind, column, &words).unwrap();
            office.save_typed(kind, &form, None).unwrap();
            let table = office.table(kind, Language::OFFICIAL).unwrap();
            assert_eq!(table.row(0).unwrap().1[place], words);

            let book = folder.path().join("so.xlsx");
            office.write_workbook(kind, &book, "").unwrap();
            let answers = Answers::default();
            let again = import(&mut office, &book, &answers).unwrap();
            assert_eq!((again.unchanged, again.added.len()), (2, 0));
            let (_folder, mut other) = self::office();
            let first = import(&mut other, &book, &answers).unwrap();
            assert_eq!(first.added, BTreeMap::from([(kind, 1), (referred, 1)]));
            let arrived = store::flat_records(other.store(), referred, OWN).unwrap();
            let refers = store::flat_records(other.store(), kind, OWN).unwrap();
            assert_eq!(
                refers[0].record[place],
                Cell::Text(arrived[0].id.to_string())
            );
        }
    }
    assert!(walked > 0);
}

#[test]
fn what_belongs_to_a_case_names_it_by_its_id_alone() {
    let (_folder, office) = office();
    for kind in RecordKind::of(Group::Register) {
        let columns = kind.columns().iter().enumerate();
        let of_cases = |column: &Column| {
            column
                .kind
                .referred()
                .is_some_and(RecordKind::is_of_register)
        };
        for (place, column) in columns.filter(|(_, column)| of_cases(column)) {
            let id = RecordId::new();
            let column = (place, column.name.as_str());
            let (_, cell) = referring(&office, kind, column, &id.to_string()).unwrap();
            assert_eq!(cell, Cell::Text(id.to_string()));
            let wrong = referring(&office, kind, column, "Vụ việc").unwrap_err();
            assert_eq!(wrong.column, column.1);
        }
    }
}

/// A sheet of inspections, each with its plan and day, and one of findings, each with the plan it names.
fn inspections(folder: &Path, held: &[(&str, &str)], findings: &[&str]) -> PathBuf {
    let sheet = |kind: RecordKind, rows: Vec<Vec<(&str, &str)>>| {
        let rows = rows.into_iter().map(|row| {
            let columns = kind.columns().iter().map(|column| {
                let cell = row.iter().find(|(name, _)| *name == column.name);
                cell.map_or(Cell::Empty, |(_, text)| Cell::Text((*text).to_owned()))
            });
            columns.collect()
        });
        (kind, rows.collect())
    };
    let held = held.iter().map(|(decision, date)| {
        vec![
            ("decision", *decision),
            ("date", *date),
            ("units", "Phường Vũ Ninh"),
        ]
    });
    let findings = findings.iter().map(|decision| {
        vec![
            ("inspection", *decision),
            ("date", "2024-03-20"),
            ("kind", "shortcoming"),
            ("content", "Chưa có kế hoạch"),
        ]
    });
    let sheets = [
        sheet(RecordKind::Inspection, held.collect()),
        sheet(RecordKind::InspectionFinding, findings.collect()),
    ];
    let book = folder.join("kiem-tra.xlsx");
    std::fs::write(&book, workbook(&sheets).unwrap()).unwrap();
    book
}

const VISIT: RecordKind = RecordKind::Inspection;
const FINDING: RecordKind = RecordKind::InspectionFinding;

/// The cells of a workbook that are wrong, each with the problem's code and what it tells.
fn wrong(imported: Result<Imported, WorkbookError>) -> Vec<(String, &'static str, String)> {
    let Err(WorkbookError::Cells(cells, _)) = imported else {
        panic!("{imported:?}");
    };
    let told = cells.into_iter().map(|told| {
        let problem = told.error.problem;
        (told.cell, problem.code(), problem.detail())
    });
    told.collect()
}

#[test]
fn two_inspections_under_one_plan_come_in_by_one_workbook_and_are_told_apart() {
    let (folder, mut office) = office();
    let held = [("12/KH", "2024-03-05"), ("12/KH", "2024-09-17")];
    let both = "\"12/KH (05/03/2024)\", \"12/KH (17/09/2024)\"";
    let book = inspections(folder.path(), &held, &["12/KH"]);
    let told = wrong(import(&mut office, &book, &Answers::default()));
    assert_eq!(told, [("A2".to_owned(), "several-fit", both.to_owned())]);

    let book = inspections(folder.path(), &held, &["12/kh (17/09/2024)"]);
    let imported = import(&mut office, &book, &Answers::default()).unwrap();
    assert_eq!(imported.added, BTreeMap::from([(VISIT, 2), (FINDING, 1)]));
    let visits = store::flat_records(office.store(), VISIT, OWN).unwrap();
    let second = visits
        .iter()
        .find(|row| row.record.contains(&Cell::Text("2024-09-17".into())));
    let refers = Cell::Text(second.unwrap().id.to_string());
    let findings = store::flat_records(office.store(), FINDING, OWN).unwrap();
    assert_eq!(findings[0].record[0], refers);

    // Whatever the program writes of them, it reads again.
    let table = office.table(FINDING, Language::OFFICIAL).unwrap();
    assert_eq!(table.row(0).unwrap().1[0], "12/KH (17/09/2024)");
    let book = folder.path().join("ra.xlsx");
    office.write_workbook(FINDING, &book, "").unwrap();
    let again = import(&mut office, &book, &Answers::default()).unwrap();
    assert_eq!((again.unchanged, again.added.len()), (3, 0));

    // A form and a pasted block ask as well.
    let column = (0, "inspection");
    let refused = referring(&office, FINDING, column, "12/KH").unwrap_err();
    assert_eq!(refused.problem, Problem::SeveralFit(both.to_owned()));
    let (_, cell) = referring(&office, FINDING, column, "12/KH (17/09/2024)").unwrap();
    assert_eq!(cell, refers);
    let block = "12/KH\t20/03/2024\tKiến nghị, đề xuất\tChưa có kế hoạch";
    let pasted = office.read_pasted(FINDING, block, None, None).unwrap();
    let problem = &pasted.rows[0].checked.problems[0].problem;
    assert_eq!(*problem, Problem::SeveralFit(both.to_owned()));
}

#[test]
fn what_the_same_plan_and_day_do_not_tell_apart_is_named_by_all_it_says() {
    let (folder, mut office) = office();
    let visit = |units: &str| {
        typed(&[
            ("decision", "12/KH"),
            ("date", "5/3/2024"),
            ("units", units),
        ])
    };
    let first = office.save_typed(VISIT, &visit("Trường A"), None).unwrap();
    let second = office.save_typed(VISIT, &visit("Trường B"), None).unwrap();
    let column = (0, "inspection");
    for written in ["12/KH", "12/KH (05/03/2024)"] {
        let refused = referring(&office, FINDING, column, written).unwrap_err();
        let both = "\"12/KH (05/03/2024; Trường A)\", \"12/KH (05/03/2024; Trường B)\"";
        assert_eq!(refused.problem, Problem::SeveralFit(both.to_owned()));
    }
    for (written, id) in [
        ("12/KH (05/03/2024; Trường A)".to_owned(), first),
        (second.to_string(), second),
    ] {
        let (form, cell) = referring(&office, FINDING, column, &written).unwrap();
        assert_eq!(cell, Cell::Text(id.to_string()));
        office.save_typed(FINDING, &form, None).unwrap();
    }
    let book = folder.path().join("ra.xlsx");
    office.write_workbook(FINDING, &book, "").unwrap();
    let (_folder, mut other) = self::office();
    let first = import(
        &mut other,
        &book,
        &Answers {
            doubles: Some(true),
            ..Answers::default()
        },
    );
    assert_eq!(
        first.unwrap().added,
        BTreeMap::from([(VISIT, 2), (FINDING, 2)])
    );
}

/// A workbook with one row of a kind, after one of each kind that it refers to.
fn one_row(folder: &Path, kind: RecordKind, row: &Typed) -> PathBuf {
    let sheets = kind.after_what_it_refers_to().into_iter().map(|of| {
        let mut row = match of == kind {
            true => row.clone(),
            false => filled(of),
        };
        // In a workbook a day is the day itself.
        let cells = of.columns().iter().map(|column| {
            let text = row.remove(&column.name).unwrap_or_default();
            crate::typed::read(&text, column.kind).unwrap()
        });
        (of, vec![cells.collect()])
    });
    let sheets: Vec<_> = sheets.collect();
    let book = folder.join(format!("{}.xlsx", kind.table()));
    std::fs::write(&book, workbook(&sheets).unwrap()).unwrap();
    book
}

#[test]
fn whatever_cell_of_a_row_is_empty_is_said_of_that_cell_or_is_right() {
    let (folder, mut office) = office();
    let mut refused = 0;
    for kind in RecordKind::sheets().filter(|kind| !kind.is_of_register()) {
        let mut full = filled(kind);
        match kind {
            RecordKind::IndicatorValue => {
                full.extend(typed(&[("indicator", "I.1.2.a"), ("value", "3")]));
            }
            RecordKind::Narrative => {
                full.extend(typed(&[
                    ("section", "I.1"),
                    ("period", "phu-luc-02/2024/annual"),
                ]));
            }
            _ => {}
        }
        for (_, column, referred) in kind.written_references() {
            let name = format!("Bịa: {}", referred.columns()[0].name);
            full.insert(column.name.clone(), name);
        }
        for column in kind.columns() {
            let mut row = full.clone();
            row.remove(&column.name);
            let book = one_row(folder.path(), kind, &row);
            let answers = Answers {
                slips: true,
                changes: Some(true),
                ..Answers::default()
            };
            match import(
                &mut office,
                &book,
                &Answers {
                    doubles: Some(true),
                    ..answers
                },
            ) {
                Ok(_) => assert!(!column.required, "{} {}", kind.table(), column.name),
                Err(WorkbookError::Cells(cells, _)) => {
                    refused += 1;
                    assert_eq!(cells.len(), 1, "{} {}", kind.table(), column.name);
                    if column.required {
                        let said = &cells[0].error;
                        assert_eq!(
                            (&said.column, said.problem.code()),
                            (&column.name, "required")
                        );
                    }
                }
                Err(error) => panic!("{} {}: {error:?}", kind.table(), column.name),
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn of_what_is_known_by_one_thing_there_is_one() {
    let (_folder, mut office) = office();
    let kind = RecordKind::IndicatorValue;
    let value =
        |value: &str| typed(&[("indicator", "I.1.2.a"), ("year", "2024"), ("value", value)]);
    let cells = |row: &Typed| {
        let columns = kind.columns().iter();
        let read = columns.map(|column| {
            let text = row.get(&column.name).map_or("", String::as_str);
            crate::typed::read(text, column.kind).unwrap()
        });
        read.collect::<Vec<_>>()
    };
    let told = Problem::KnownHere("I.1.2.a, 2024".to_owned());
    let id = office.save_typed(kind, &value("3"), None).unwrap();
    let refused = |result: Result<Vec<RecordId>, EntryError>| match result {
        Err(EntryError::Field(error) | EntryError::Row(_, error)) => error.problem,
        other => panic!("{other:?}"),
    };
    // A form, a pasted block, the command line's rows, and one of them after another.
    let checked = office.check_typed(kind, &value("4"), None, None).unwrap();
    assert_eq!(checked.problems[0].problem, told);
    let second = vec![cells(&value("4"))];
    assert_eq!(refused(office.add_records(kind, second)), told);
    assert_eq!(refused(office.add_typed(kind, &[value("4")])), told);
    let other = typed(&[("indicator", "I.1.2.a"), ("year", "2023"), ("value", "1")]);
    let twice = [other.clone(), other.clone()];
    let Err(EntryError::Row(2, _)) = office.add_typed(kind, &twice) else {
        panic!("added twice");
    };
    let twice = twice.iter().map(&cells).collect();
    let told_of_both = Problem::KnownHere("I.1.2.a, 2023".to_owned());
    assert_eq!(refused(office.add_records(kind, twice)), told_of_both);

    // It can be changed itself; another cannot become it, nor be put back beside it.
    office.save_typed(kind, &value("5"), Some((id, 1))).unwrap();
    let before = office.save_typed(kind, &other, None).unwrap();
    let becomes = cells(&value("6"));
    let Err(EntryError::Field(error)) = office.change_record(kind, before, 1, becomes) else {
        panic!("changed");
    };
    assert_eq!(error.problem, told);
    office.delete_records(kind, &[(id, 2)]).unwrap();
    let second = office.save_typed(kind, &value("7"), None).unwrap();
    let Err(EntryError::Field(error)) = office.restore_records(kind, &[id]) else {
        panic!("put back");
    };
    assert_eq!(error.problem, told);
    office.delete_records(kind, &[(second, 1)]).unwrap();
    office.restore_records(kind, &[id]).unwrap();
}

#[test]
fn a_row_that_names_one_that_is_left_out_is_told_of() {
    let (folder, mut office) = office();
    let book = inspections(folder.path(), &[("12/KH", "2024-03-05")], &[]);
    import(&mut office, &book, &Answers::default()).unwrap();
    let book = inspections(folder.path(), &[("12/KH.", "2024-03-05")], &["12/KH."]);
    let answers = |doubles| Answers {
        doubles: Some(doubles),
        ..Answers::default()
    };
    let Err(WorkbookError::Cells(cells, _)) = import(&mut office, &book, &answers(false)) else {
        panic!("taken in");
    };
    let wrong: Vec<&str> = cells.iter().map(|cell| cell.cell.as_str()).collect();
    assert_eq!(wrong, ["A2"]);
    assert_eq!(cells[0].error.problem.code(), "unknown-reference");
    let imported = import(&mut office, &book, &answers(true)).unwrap();
    assert_eq!(imported.added.len(), 2);
}

/// Records of a list as they were written.
fn written(list: serde_json::Value) -> Vec<WrittenFields> {
    let list = list.as_array().cloned().unwrap_or_default();
    let fields = |record: serde_json::Value| match record {
        serde_json::Value::Object(fields) => fields.into_iter().collect(),
        _ => Vec::new(),
    };
    list.into_iter().map(fields).collect()
}

/// What is said of each record of a list.
fn told(list: &[InList]) -> Vec<String> {
    let told = list.iter();
    told.map(|record| record.sentence(Language::FIRST))
        .collect()
}

#[test]
fn of_a_list_every_wrong_record_is_named_and_none_is_added() {
    let (_folder, mut office) = office();
    let document = |symbol: &str, date: &str| serde_json::json!({"symbol": symbol, "date": date, "issuer": "Ban VSTBPN", "summary": symbol});
    let kind = RecordKind::IssuedDocument;
    let mut list = written(serde_json::json!([
        document("1/KH", "5/3/2024"),
        document("2/KH", "31/2/2024"),
        {"date": "5/3/2024", "sumary": "x"},
        document("4/KH", "6/3/2024"),
    ]));
    // A field that is there twice.
    let twice = list[3].clone();
    list[3].extend(twice);
    let Err(EntryError::List(wrong)) = office.add_written(kind, list, true) else {
        panic!("it was added");
    };
    assert_eq!(
        told(&wrong),
        [
            "Bản ghi thứ 2 (“2/KH”): Ngày: tháng này chỉ đến ngày 29/02/2024.",
            "Bản ghi thứ 3: sumary: không phải là trường của bản ghi này.",
            "Bản ghi thứ 4 (“4/KH”): Ngày: có hai lần trong cùng một đối tượng.",
        ]
    );
    assert!(
        store::flat_records(office.store(), kind, OWN)
            .unwrap()
            .is_empty()
    );
    // Of one record alone nobody asks which it is.
    let one = written(serde_json::json!([document("2/KH", "31/2/2024")]));
    let refused = office.add_written(kind, one, true);
    assert!(matches!(refused, Err(EntryError::Field(_))), "{refused:?}");
}

#[test]
fn slips_of_a_list_are_told_before_any_of_it_is_added() {
    let (_folder, mut office) = office();
    let event = |date: &str, content: &str, women: i64| {
        serde_json::json!({"date": date, "form": "talk", "organiser": "committee",
            "content": content, "women": women})
    };
    let first = || {
        written(serde_json::json!([
            event("5/3/2024", "Phòng, chống bạo lực gia đình", 20),
            event("5/3/2024", "Phòng chống bạo lực gia đình", 31),
        ]))
    };
    // Those of one list may be like one another.
    office.add_written(EVENT, first(), false).unwrap();
    let list = || {
        written(serde_json::json!([
            event("7/3/2024", "Chăm sóc sức khỏe sinh sản", 20),
            event("5/3/2042", "Bình đẳng giới trong gia đình", 20),
            event("5/3/2024", "Phòng chống bạo lực gia đình", 21),
            event("6/3/2024", "TruyÒn th«ng vÒ b×nh ®¼ng giíi", 21),
        ]))
    };
    let Err(EntryError::ListAsks(slips)) = office.add_written(EVENT, list(), false) else {
        panic!("it was added");
    };
    let said: Vec<(usize, &str)> = slips
        .iter()
        .map(|record| match &record.said {
            SaidOfRecord::Slip(slip) => (record.number, slip.code),
            SaidOfRecord::Wrong(error) => (record.number, error.problem.code()),
        })
        .collect();
    assert_eq!(
        said,
        [
            (2, "in-future"),
            (3, "near-duplicate"),
            (4, "old-font-tcvn3")
        ]
    );
    let of_third = "Bản ghi thứ 3 (“Phòng chống bạo lực gia đình”): ";
    assert!(told(&slips)[1].starts_with(of_third), "{:?}", told(&slips));
    let here = |office: &Office| store::flat_records(office.store(), EVENT, OWN).unwrap();
    assert_eq!(here(&office).len(), 2);

    let added = office.add_written(EVENT, list(), true).unwrap();
    assert_eq!((added.len(), here(&office).len()), (4, 6));
    // A change is asked about like a new one, and not for being like itself.
    let change = |date: &str| {
        written(serde_json::json!([event(
            date,
            "Phòng, chống bạo lực gia đình",
            22
        )]))
        .remove(0)
    };
    let at = (added[0], 1);
    let asked = office.change_written(EVENT, at, change("7/3/2042"), false);
    assert!(matches!(asked, Err(EntryError::ListAsks(_))), "{asked:?}");
    office
        .change_written(EVENT, at, change("7/3/2024"), false)
        .unwrap();
    // Of texts, of which there is one for each place, the same words are nothing odd.
    let same = |section: &str| {
        serde_json::json!({"section": section, "period": "phu-luc-02/2024/annual",
            "text": "Trong kỳ không phát sinh nội dung này."})
    };
    let texts = written(serde_json::json!([same("I.2.4"), same("I.2.5")]));
    let added = office
        .add_written(RecordKind::Narrative, texts, false)
        .unwrap();
    assert_eq!(added.len(), 2);
}

#[test]
fn headings_are_found_below_a_title_by_whatever_people_write_over_a_column() {
    let (_folder, office) = office();
    let block = "CÁC CUỘC TRUYỀN THÔNG\t\t\t\t\t\n\
        Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tNữ\tTổng số\n\
        ngày 05 tháng 3 năm 2024\tTọa đàm\tBan VSTBPN\tBình đẳng giới\t30\t50\n";
    let pasted = office.read_pasted(EVENT, block, None, None).unwrap();
    assert_eq!((pasted.headed, pasted.rows.len()), (true, 1));
    assert_eq!(pasted.left_out, []);
    let read = &pasted.rows[0].checked.read;
    let said = ["date", "men", "women", TOTAL].map(|name| read[name].as_str());
    assert_eq!(said, ["05/03/2024", "20", "30", "50"]);
    assert_eq!(pasted.rows[0].checked.problems, []);
    // A row of a record above one is no title.
    let upside_down = "5/3/2024\tTọa đàm\tBan VSTBPN\tMột\t1\n\
        Ngày\tHình thức\tĐơn vị tổ chức\tNội dung\tNữ\n";
    let pasted = office.read_pasted(EVENT, upside_down, None, None).unwrap();
    assert_eq!((pasted.headed, pasted.rows.len()), (false, 2));
    // The sums at its foot are told.
    let foot = "Ngày\tNội dung\tNữ\n5/3/2024\tMột\t20\n\tTổng cộng\t20\n";
    let pasted = office.read_pasted(EVENT, foot, None, None).unwrap();
    let slips = pasted.rows[1].checked.slips.iter();
    let codes: Vec<&str> = slips.map(|slip| slip.code).collect();
    assert_eq!(codes, ["sum-row"]);
}

#[test]
fn a_letter_that_no_font_has_is_told_wherever_its_record_is_printed() {
    let (_folder, mut office) = office();
    let signs = event(&[("women", "3"), ("content", "Chữ ✓ ★ 😀 ① xong")]);
    let strange = event(&[("women", "3"), ("content", "Hội nghị 漢字")]);
    office.save_typed(EVENT, &signs, None).unwrap();
    office.save_typed(EVENT, &strange, None).unwrap();
    let found = office.check("2024".parse().unwrap()).unwrap();
    let found = found.iter().filter(|finding| finding.code == "not-printed");
    let told: Vec<&str> = found.map(|finding| finding.detail.as_str()).collect();
    assert_eq!(told.len(), 1);
    assert!(
        told[0].ends_with(", Nội dung: “Hội nghị 漢字” (U+6F22, U+5B57)"),
        "{told:?}"
    );
    assert!(told[0].starts_with("Hội nghị 漢字, "), "{told:?}");
}

#[test]
fn a_text_in_an_old_font_is_told_wherever_it_is_printed() {
    let (_folder, mut office) = office();
    let period = "2024".parse().unwrap();
    let old = "UÛY BAN NHAÂN DAÂN XAÕ";
    let event = event(&[("women", "3"), ("content", old)]);
    office.save_typed(EVENT, &event, None).unwrap();
    office.put_narrative(period, "I.4.1", old, "").unwrap();
    let told = |office: &Office| -> Vec<String> {
        let found = office.check(period).unwrap().into_iter();
        let found = found.filter(|one| one.code == "old-font");
        found.map(|finding| finding.detail).collect()
    };
    let found = told(&office);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|one| one.contains("“ỦY BAN NHÂN DÂN XÃ”")));
    office
        .put_narrative(period, "I.4.1", "ỦY BAN NHÂN DÂN XÃ", old)
        .unwrap();
    assert_eq!(told(&office).len(), 1);
}
