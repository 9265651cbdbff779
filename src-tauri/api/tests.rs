//! What the window and the command line ask for, on real offices in folders of their own.

use crate::drives::Drive;
use crate::inbox::Tone;
use crate::period::{RecordChanged, Task};
use crate::records::FormChecked;
use crate::start::NewOfficeForm;
use crate::units::{ChangeKind, TypedChange, TypedUnit};
use crate::*;
use age::secrecy::SecretString;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tienbo_core::casework::{CaseQuery, CaseState, IdentityDraft};
use tienbo_core::entry::{Query, Typed};
use tienbo_core::exchange::{Answers, Imported};
use tienbo_core::intake::Verdict;
use tienbo_core::message::Language;
use tienbo_core::model::{
    CaseOutcome, ErasureReason, Period, RecordId, RecordKind, UnitCode, Year,
};
use tienbo_core::package::{Reason, ReceiptState};
use tienbo_core::period::{RecordChange, Scope};
use tienbo_core::progress::Watch;
use tienbo_core::receiving::Standing;
use tienbo_core::sections::Severity;
use tienbo_core::store::{self, Way};
use tienbo_core::vault::{Office, Role, UserName};

const COMMUNE: &str = "09163";
const PROVINCE: &str = "27";
const PASSPHRASE: &str = "mật khẩu để thử nghiệm";

fn secret(text: &str) -> Secret {
    Secret(SecretString::from(text.to_owned()))
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn unit(code: &str) -> UnitCode {
    UnitCode::new(code).unwrap()
}

fn day(text: &str) -> TypedDay {
    text.parse().unwrap()
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    let fields = fields.iter();
    fields
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

/// What a failure says.
fn said<T>(result: Result<T, Failure>) -> Sentence {
    match result {
        Ok(_) => panic!("it was done"),
        Err(failure) => failure.sentence(Language::FIRST),
    }
}

/// What was done; or why not, in words.
trait Done<T> {
    fn done(self) -> T;
}
impl<T> Done<T> for Result<T, Failure> {
    fn done(self) -> T {
        self.unwrap_or_else(|failure| panic!("{:?}", failure.sentence(Language::FIRST)))
    }
}

/// An office in a folder that goes with it.
struct Desk {
    session: Session,
    folder: TempDir,
}

impl Desk {
    fn new(code: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let form = NewOfficeForm {
            catalogue: "bac-ninh-2024.1".to_owned(),
            unit: code.to_owned(),
            name: Some(" ".to_owned()),
            user: "lan".to_owned(),
            passphrase: secret(PASSPHRASE),
        };
        let (office, sheet) = start::create(&folder.path().join("office"), form, None).done();
        let mut session = Session::new(office, Language::FIRST);
        session.recovery = Some(sheet.identity);
        Self { session, folder }
    }

    /// A commune with the sample's year.
    fn with_records() -> Self {
        let mut desk = Self::new(COMMUNE);
        let sample =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/xa-mau-vu-ninh.xlsx");
        take_in(&mut desk.session, &sample).done();
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Closes a period and exports it.
    fn submit(&mut self, of: &str) -> PathBuf {
        let reason = Some("số liệu thử".to_owned());
        period::close_period(&mut self.session, period(of), reason).done();
        let to = self.file(&format!("{of}.tienbo"));
        let watch = &mut Watch::none();
        sending::export_period(&mut self.session, &to, watch, period(of), None).done();
        to
    }
}

/// The commune with its year and the province, each of which trusts the other.
fn commune_and_province() -> (Desk, Desk) {
    let (mut commune, mut province) = (Desk::with_records(), Desk::new(PROVINCE));
    let card = commune.file("card.tienbo");
    let written = sending::save_card(&mut commune.session, &card).done();
    let taken = inbox::take_in(&mut province.session, &card).done();
    assert_eq!(taken.outcome.verdict, Verdict::CardKept);
    let fingerprint = written.fingerprint.unwrap();
    let spoke_with = "Cán bộ văn phòng".to_owned();
    let way = Way::Telephone;
    let code = unit(COMMUNE);
    units::trust_unit_key(&mut province.session, code, fingerprint, way, spoke_with).done();
    let roster = province.file("roster.tienbo");
    let written = sending::save_roster(&mut province.session, &roster).done();
    let taken = inbox::take_in(&mut commune.session, &roster).done();
    assert!(taken.compare && taken.tone == Tone::Refused, "{taken:?}");
    let fingerprint = written.fingerprint.unwrap();
    let taken = inbox::take_in_roster(&mut commune.session, fingerprint).done();
    assert_eq!(taken.outcome.verdict, Verdict::RosterApplied);
    (commune, province)
}

/// Takes a workbook in that asks nothing.
fn take_in(session: &mut Session, from: &Path) -> Result<Imported, Failure> {
    workbooks::read_workbook(session, from, &mut Watch::none())?;
    workbooks::take_workbook(session, &mut Watch::none(), Answers::default())
}

#[test]
fn an_office_is_made_and_says_what_it_is_and_what_is_due() {
    let choices = start::unit_choices(None).done();
    assert!(choices.iter().any(|choice| choice.code.as_str() == COMMUNE));
    let strength = start::passphrase_strength(secret("ngắn"), Vec::new()).done();
    assert!(!strength.long_enough);

    let mut desk = Desk::new(COMMUNE);
    let open = start::session(&desk.session).done();
    assert_eq!(open.unit_name, "Phường Vũ Ninh");
    assert_eq!(open.roles.len(), 4);
    assert!(open.recovery.is_some() && !open.receives && !open.read_only);
    // All are long past: the last one is worked on.
    assert_eq!(open.current, Some(period("2024")));
    let annual = open
        .periods
        .iter()
        .find(|info| info.period == period("2024"));
    assert!(annual.unwrap().days_left.unwrap() < 0);

    let word = open.recovery.unwrap().identity;
    let word = &word[word.len() - 6..];
    assert!(!office::confirm_recovery(&mut desk.session, "sai".to_owned()).done());
    assert!(office::confirm_recovery(&mut desk.session, word.to_lowercase()).done());
    let file = desk.file("a.pdf");
    let over = said(office::save_recovery_sheet(&mut desk.session, &file));
    assert_eq!(over.error, "desk-gone-recovery-sheet");
}

/// Keeps what is being written at a place that had no text.
fn keep_text(session: &mut Session, place: &str, text: &str) {
    let (place, text) = (place.to_owned(), text.to_owned());
    narrative::keep_narrative(session, period("2024"), place, text, String::new()).done();
}

#[test]
fn a_text_is_written_over_nothing_that_its_writer_did_not_see() {
    let mut desk = Desk::new(COMMUNE);
    let (session, year, place) = (&mut desk.session, period("2024"), || "I.4.1".to_owned());
    let mut put = |text: &str, over: &str| {
        narrative::put_narrative(session, year, place(), text.to_owned(), over.to_owned())
    };
    put("Bản thứ nhất", "").done();
    // Begun before, by another user or before a workbook came in.
    assert_eq!(said(put("Bản của tôi", "")).error, "entry-text-changed");
    assert_eq!(said(put("", "Bản cũ")).error, "entry-text-changed");
    // The same once more is no change, and she goes on from what she saved, however it was typed.
    put("Bản thứ nhất", "").done();
    put("  Bản thứ hai \u{200b}\n", " Bản thứ nhất\n").done();
    put("Bản thứ ba", "  Bản thứ hai \u{200b}\n").done();
    narrative::keep_narrative(
        session,
        year,
        place(),
        "đang viết".to_owned(),
        "Bản thứ hai".to_owned(),
    )
    .done();
    let found = narrative::narratives(session, year).done();
    let at = found.places.iter().find(|at| at.code == "I.4.1").unwrap();
    assert_eq!(at.text, "Bản thứ ba");
    assert_eq!(at.draft.as_deref(), Some("đang viết"));
    assert_eq!(at.over.as_deref(), Some("Bản thứ hai"));
}

#[test]
fn what_was_typed_into_a_record_that_was_deleted_is_told_as_that_and_can_go_on() {
    let mut desk = Desk::new(COMMUNE);
    let (session, kind) = (&mut desk.session, RecordKind::Inspection);
    let form = || {
        typed(&[
            ("decision", "12/KH"),
            ("date", "5/3/2024"),
            ("units", "Trường A"),
        ])
    };
    let id = records::save_record(session, kind, form(), None, None).done();
    records::keep_draft(session, kind, Some(id), None, Some(1), form()).done();
    let listed = |session: &Session| {
        let drafts = crate::period::home(session, period("2024")).done().drafts;
        drafts
            .iter()
            .map(|draft| draft.of_deleted)
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(session), [false]);
    records::delete_records(session, kind, vec![(id, 1)]).done();
    assert_eq!(listed(session), [true]);
    // Put back, it is the draft of a record again; given up, it is gone.
    records::restore_records(session, kind, vec![id]).done();
    assert_eq!(listed(session), [false]);
    records::keep_draft(session, kind, Some(id), None, None, Typed::new()).done();
    assert_eq!(listed(session), [false; 0]);
}

#[test]
fn a_record_is_changed_only_by_who_says_which_version_of_it_she_saw() {
    let mut desk = Desk::new(COMMUNE);
    let kind = RecordKind::Inspection;
    let form = || {
        typed(&[
            ("decision", "12/KH"),
            ("date", "5/3/2024"),
            ("units", "Trường A"),
        ])
    };
    let id = records::save_record(&mut desk.session, kind, form(), None, None).done();
    for (id, version) in [(Some(id), None), (None, Some(1))] {
        let refused = said(records::save_record(
            &mut desk.session,
            kind,
            form(),
            id,
            version,
        ));
        assert_eq!(refused.error, "entry-no-version");
    }
    let found = records::find_records(&mut desk.session, kind, Query::default()).done();
    assert_eq!(found.all, 1);
    records::save_record(&mut desk.session, kind, form(), Some(id), Some(1)).done();
}

#[test]
fn records_are_checked_saved_found_and_put_back() {
    let mut desk = Desk::new(COMMUNE);
    let session = &mut desk.session;
    let kind = RecordKind::IssuedDocument;
    let mut fields = typed(&[
        ("symbol", "05/KH-BVSTBPN"),
        ("date", "5.12.24"),
        ("summary", "Con đường đầu tiên"),
    ]);
    let FormChecked { problems, read, .. } =
        records::check_record(session, kind, fields.clone(), None, None).done();
    assert_eq!(problems[0].column, "issuer");
    assert_eq!(problems[0].text, "chưa nhập.", "its name stands over it");
    assert_eq!(read["date"], "05/12/2024");
    let wrong = said(records::save_record(
        session,
        kind,
        fields.clone(),
        None,
        None,
    ));
    assert_eq!(wrong.fields[0].column, "issuer");

    fields.insert("issuer".to_owned(), "Ban VSTBPN".to_owned());
    let id = records::save_record(session, kind, fields.clone(), None, None).done();
    let query = Query {
        search: "duong dau".to_owned(),
        ..Query::default()
    };
    let found = records::find_records(session, kind, query.clone()).done();
    assert_eq!((found.all, found.order.len()), (1, 1));
    let rows = records::record_rows(session, kind, found.order).done();
    assert_eq!((rows[0].id, rows[0].version), (id, 1));
    assert_eq!(rows[0].title, "05/KH-BVSTBPN");
    records::delete_records(session, kind, vec![(id, 1)]).done();
    assert_eq!(
        records::find_records(session, kind, query.clone())
            .done()
            .all,
        0
    );
    records::restore_records(session, kind, vec![id]).done();
    assert_eq!(records::find_records(session, kind, query).done().all, 1);

    // What is being typed is kept until it is saved.
    records::keep_draft(session, kind, None, None, None, fields.clone()).done();
    assert_eq!(
        records::draft(session, kind, None, None)
            .done()
            .unwrap()
            .typed,
        fields
    );
    records::keep_draft(session, kind, None, None, None, Typed::new()).done();
    assert!(records::draft(session, kind, None, None).done().is_none());

    // Of a record, with the version that it began from; where that is not known, with one that no record has.
    let other = typed(&[("symbol", "6/KH")]);
    for (began_from, kept) in [(Some(1), Some(1)), (None, Some(0))] {
        records::keep_draft(session, kind, Some(id), None, began_from, other.clone()).done();
        let draft = records::draft(session, kind, Some(id), None).done();
        assert_eq!(draft.and_then(|draft| draft.version), kept);
    }
    records::keep_draft(session, kind, Some(id), None, None, Typed::new()).done();

    let block = "Ký hiệu văn bản\tNgày\tCơ quan ban hành\tTrích yếu\n1/KH\t6/12/2024\tUBND\tMột\n";
    let pasted = records::read_pasted(session, kind, block.to_owned(), None, None).done();
    assert!(
        pasted.headed && pasted.rows[0].problems.is_empty(),
        "{pasted:?}"
    );
    let rows = pasted.rows.into_iter().map(|row| row.typed).collect();
    assert_eq!(records::add_pasted(session, kind, rows).done().len(), 1);

    let attached = desk.folder.path().join("toan-van.txt");
    std::fs::write(&attached, "Toàn văn").unwrap();
    let session = &mut desk.session;
    records::attach_file(session, &attached, kind, id, false).done();
    let files = records::attachments(session, id).done();
    assert_eq!(
        (files[0].name.as_str(), files[0].travels),
        ("toan-van.txt", false)
    );
    assert_eq!(
        records::attachment_name(session, files[0].id).done().name,
        "toan-van.txt"
    );
    let to = desk.folder.path().join("ra.txt");
    records::save_attachment(session, &to, files[0].id).done();
    assert_eq!(std::fs::read_to_string(to).unwrap(), "Toàn văn");
}

#[test]
fn a_workbook_comes_in_whole_and_a_wrong_cell_is_named() {
    let mut desk = Desk::new(COMMUNE);
    let kind = RecordKind::IssuedDocument;
    let to = desk.file("mau.xlsx");
    workbooks::save_template(&desk.session, &to, kind).done();
    let imported = take_in(&mut desk.session, &to).done();
    assert!(imported.added.is_empty());
    // Nothing of the register's parts has a sheet.
    let none = said(workbooks::template(RecordKind::Survivor));
    assert_eq!(none.fields[0].column, "kind");

    let file = desk.file("khong-phai.xlsx");
    std::fs::write(&file, "không phải bảng tính").unwrap();
    let wrong = take_in(&mut desk.session, &file);
    assert_eq!(said(wrong).error, "workbook-text");
}

/// What only the program says so: ids, hashes, periods and tables as they are kept.
fn is_of_the_program(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    RecordId::parse(word).is_ok()
        || word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        || word.contains('_')
        || word.parse::<Period>().is_ok() && word.len() > 4
}

#[test]
fn the_log_names_what_it_tells_of_as_people_do() {
    let mut desk = Desk::with_records();
    let session = &mut desk.session;
    let reason = Some("số liệu thử".to_owned());
    period::close_period(session, period("2024-6t"), reason).done();
    let kind = RecordKind::IssuedDocument;
    let fields = typed(&[
        ("symbol", "05/KH-BVSTBPN"),
        ("date", "5/12/2024"),
        ("issuer", "Ban VSTBPN"),
        ("summary", "Kế hoạch"),
    ]);
    let id = records::save_record(session, kind, fields, None, None).done();
    records::delete_records(session, kind, vec![(id, 1)]).done();
    let (case, _) = open_case(session);
    cases::case_view(session, case, None).done();
    period::reopen_period(session, period("2024-6t")).done();
    let log = log::audit_log(session, String::new(), 0, 1_000).done();
    for line in &log.lines {
        let words = line.subject.split_whitespace();
        let odd: Vec<&str> = words.filter(|word| is_of_the_program(word)).collect();
        assert_eq!(odd, Vec::<&str>::new(), "{line:?}");
    }
    let told = |action: &str| {
        let mut lines = log.lines.iter();
        lines
            .find(|line| line.action == action)
            .unwrap()
            .subject
            .clone()
    };
    assert_eq!(told("Xóa"), "Văn bản ban hành “05/KH-BVSTBPN”");
    let half = "Báo cáo 6 tháng kết quả hoạt động vì sự tiến bộ của phụ nữ 2024";
    assert_eq!(told("Chốt kỳ"), format!("{half} lần 1"));
    assert_eq!(told("Mở lại kỳ"), half);
    assert_eq!(told("Nhập Excel"), "xa-mau-vu-ninh.xlsx");
    let number = cases::case_view(session, case, None).done().number;
    assert_eq!(
        told("Xem dữ kiện vụ việc"),
        format!("Vụ việc bạo lực “{}”", number.as_str())
    );
    // And is found by it.
    let found = log::audit_log(session, "xoa 05/kh".to_owned(), 0, 9).done();
    assert_eq!(found.found, 1);
}

fn open_case(session: &mut Session) -> (RecordId, cases::CaseView) {
    let facts = typed(&[
        ("found_on", "12/3/24"),
        ("category", "domestic"),
        ("acts", "a;b"),
    ]);
    let survivor = typed(&[("sex", "female"), ("age", "25-39"), ("consent", "given")]);
    let id = cases::open_case(session, facts, survivor).done();
    let view = cases::case_view(session, id, None).done();
    (id, view)
}

#[test]
fn a_case_is_opened_listed_and_closed_on_the_day_that_is_typed() {
    let mut desk = Desk::new(COMMUNE);
    let session = &mut desk.session;
    let (id, view) = open_case(session);
    assert_eq!(view.state, CaseState::Open);
    assert_eq!(view.survivors.len(), 1);
    assert!(view.case.said.iter().any(|said| said.column == "category"));
    assert_eq!(view.case.fields["category"], "domestic");
    assert!(view.propose_follow_up.is_some());
    let found = cases::find_cases(session, CaseQuery::default(), 0).done();
    assert_eq!((found.all, found.rows[0].line.unserved), (1, Some(1)));

    let close = |session: &mut Session, on: &str| {
        let end = cases::EndTyped {
            on: Some(day(on)),
            outcome: CaseOutcome::Moved,
            criteria: Vec::new(),
            why: "Đã chuyển đi".to_owned(),
        };
        cases::close_case(session, id, 1, end)
    };
    let wrong = said(close(session, "31/2/24"));
    assert_eq!(wrong.fields[0].column, "closed_on");
    assert!(
        wrong.sentence.starts_with("Ngày kết thúc: "),
        "{}",
        wrong.sentence
    );
    close(session, "1/2/2025").done();
    let view = cases::case_view(session, id, None).done();
    assert_eq!(view.state, CaseState::Closed);
    assert_eq!(view.case.fields["closed_on"], "2025-02-01");
    let (of_number, version) = cases::case_version(session, view.number.as_str()).done();
    assert_eq!((of_number, version), (id, view.case.version));
    cases::reopen_case(session, id, version).done();
    let closed = CaseQuery {
        states: BTreeSet::from([CaseState::Closed]),
        ..CaseQuery::default()
    };
    assert_eq!(cases::find_cases(session, closed, 0).done().found, 0);
}

#[test]
fn who_a_case_names_is_kept_revealed_found_and_erased() {
    let mut desk = Desk::new(COMMUNE);
    let session = &mut desk.session;
    let (id, view) = open_case(session);
    let person = view.survivors[0].person.clone();
    let name = typed(&[("name", "Hoàng Quỳnh")]);
    let from = Typed::new();
    let draft = IdentityDraft {
        from: from.clone(),
        typed: name.clone(),
    };
    persons::keep_person(session, id, person.clone(), draft.clone()).done();
    let kept = persons::person_draft(session, id, person.clone()).done();
    assert_eq!(kept.as_ref(), Some(&draft));
    persons::save_person(
        session,
        id,
        person.clone(),
        name.clone(),
        Some(from.clone()),
    )
    .done();
    // What began from something else than is known by now overwrites nothing; the same of what is written.
    let other = typed(&[("name", "Tên bịa khác")]);
    let stale = persons::save_person(session, id, person.clone(), other, Some(from.clone()));
    assert_eq!(said(stale).error, "store-changed");
    let papers = typed(&[("notes", "Ghi chép bịa")]);
    persons::save_papers(session, id, papers.clone(), Some(from.clone())).done();
    let other = typed(&[("notes", "Khác")]);
    let stale = persons::save_papers(session, id, other.clone(), Some(from));
    assert_eq!(said(stale).error, "store-changed");
    assert_eq!(
        persons::reveal_case(session, id).done().papers["notes"],
        "Ghi chép bịa"
    );
    persons::save_papers(session, id, other, Some(papers)).done();
    let revealed = persons::reveal_case(session, id).done();
    assert_eq!(revealed.persons[0].identity["name"], "Hoàng Quỳnh");
    let found = persons::find_persons(session, "quynh".to_owned()).done();
    assert_eq!(
        (found[0].cases[0].id, found[0].cases[0].survivor),
        (id, true)
    );
    persons::erase_person(session, person.clone(), ErasureReason::HerWish).done();
    assert!(
        persons::find_persons(session, "quynh".to_owned())
            .done()
            .is_empty()
    );
    assert_eq!(persons::erasures(session).done()[0].person, person);
}

#[test]
fn the_register_is_counted_and_learnt_from() {
    let mut desk = Desk::new(COMMUNE);
    let session = &mut desk.session;
    let (id, _) = open_case(session);
    let year = Year::new(2024).unwrap();
    let rows = counts::register_rows(session, year).done();
    let row = rows.iter().find(|row| row.code == "III.2.1.1").unwrap();
    assert_eq!(
        (row.value.value, row.value.shown.as_str()),
        (Some(1.0), "1")
    );
    assert_eq!(row.cases, BTreeSet::from([id]));
    let reason = "công an báo thêm".to_owned();
    let (code, value) = (row.code.clone(), Some("3".to_owned()));
    counts::override_count(session, year, code, value, reason.clone()).done();
    let rows = counts::register_rows(session, year).done();
    let row = rows.iter().find(|row| row.code == "III.2.1.1").unwrap();
    assert_eq!(row.counted.as_ref().unwrap().shown, "1");
    assert_eq!(row.reason.as_ref(), Some(&reason));

    let analysis = counts::case_analysis(session, day("1/1/24"), day("31/12/2024")).done();
    assert_eq!((analysis.cases, analysis.without_service[0].id), (1, id));
    assert_eq!(analysis.cases_outside.to_string(), "<5");
    let wrong = said(counts::case_analysis(
        session,
        day("1/1/24"),
        day("năm nay"),
    ));
    assert_eq!(wrong.fields[0].column, "to");
    let outside = counts::analysis_outside(session, day("1/1/24"), day("31/12/24")).done();
    assert_eq!(outside.cases, analysis.cases_outside);
}

#[test]
fn a_text_says_which_of_its_numbers_the_records_do_not_bear_out() {
    let mut desk = Desk::with_records();
    let session = &mut desk.session;
    let year = period("2024");
    let before = narrative::narratives(session, year).done();
    let place = before
        .places
        .iter()
        .find(|place| place.code == "I.4.1")
        .unwrap();
    assert!(place.proposal.is_some() && !before.figures.is_empty());
    let text = "Tổ chức 7 cuộc truyền thông.".to_owned();
    let over = place.text.clone();
    let said = narrative::put_narrative(session, year, "I.4.1".to_owned(), text, over).done();
    assert!(said.contradictions[0].contains("60"), "{said:?}");
    assert_eq!(said.unicode, None);
    keep_text(session, "I.4.1", "đang viết");
    let after = narrative::narratives(session, year).done();
    let place = after
        .places
        .iter()
        .find(|place| place.code == "I.4.1")
        .unwrap();
    assert_eq!(place.draft.as_deref(), Some("đang viết"));
}

#[test]
fn what_was_typed_and_not_saved_is_named_before_a_period_is_closed() {
    let mut desk = Desk::with_records();
    let folder = desk.folder.path().join("office");
    let year = period("2024");
    let event = RecordKind::CommunicationEvent;
    let session = &mut desk.session;
    let before = period::home(session, year).done();
    assert!(before.drafts.is_empty() && before.sealed_drafts == 0);
    let roles = vec![Role::Recorder];
    office::put_user(session, "hoa".into(), secret(PASSPHRASE), roles, false).done();

    // Of the year, without a readable day, of another year, a text, and of a record that was deleted.
    let form = |date: &str| typed(&[("date", date), ("content", "Còn dở")]);
    let keep = |session: &mut Session, place: &str, typed: Typed| {
        session.office.keep_draft(place, None, typed).unwrap();
    };
    keep(session, "communication_events/new", form("5/12/24"));
    keep(session, "issued_documents/new", form("5/1"));
    keep(session, "coordination_activities/new", form("5/1/23"));
    keep_text(session, "I.4.1", "đang viết");
    let all = Query::default();
    let found = records::find_records(session, event, all).done();
    let gone = records::record_rows(session, event, found.order[..1].to_vec()).done();
    let gone = (gone[0].id, gone[0].version);
    let typed_at = Some(gone.1);
    records::keep_draft(session, event, Some(gone.0), None, typed_at, form("1/2/24")).done();
    records::delete_records(session, event, vec![gone]).done();
    let Desk {
        session,
        folder: _folder,
    } = desk;
    drop(session);

    // Another user's are told by her name, but those of cases by their number alone.
    let hoa = UserName::new("hoa").unwrap();
    let mut others = Office::open(&folder, &hoa, &secret(PASSPHRASE).0).unwrap();
    others
        .keep_draft("violence_cases/new", None, typed(&[("found_on", "1/2/24")]))
        .unwrap();
    others
        .keep_draft("indicator_values/new", None, typed(&[("year", "2024")]))
        .unwrap();
    others
        .keep_draft("funding_lines/new", None, typed(&[("year", "2023")]))
        .unwrap();
    drop(others);

    let lan = UserName::new("lan").unwrap();
    let opened = Office::open(&folder, &lan, &secret(PASSPHRASE).0).unwrap();
    let mut session = Session::new(opened, Language::FIRST);
    let session = &mut session;
    let checked = period::check(session, year).done();
    let left: BTreeSet<_> = checked
        .drafts
        .iter()
        .map(|draft| (draft.place.as_str(), draft.who.as_deref()))
        .collect();
    let narrative = format!("narratives/{year}/I.4.1");
    let expected = [
        ("communication_events/new", None),
        ("issued_documents/new", None),
        (narrative.as_str(), None),
        ("indicator_values/new", Some("hoa")),
    ];
    assert_eq!(left, BTreeSet::from(expected));
    assert_eq!(checked.sealed_drafts, 1);
    let texts: Vec<_> = checked.drafts.iter().map(|draft| &draft.told).collect();
    assert!(
        texts.iter().any(|told| told.contains("hoa gõ lúc")),
        "{texts:?}"
    );
    let task = checked.findings.last().unwrap();
    assert_eq!((task.code, task.detail.as_str()), ("drafts", "5"));
    assert_eq!(task.severity, Severity::Warning);
    let home = period::home(session, year).done();
    assert_eq!(home.warnings, before.warnings + 1);
    // All her own are listed there, whatever they are for.
    assert_eq!(home.drafts.len(), 6);

    // The reason that closing asks for is kept with them, and travels.
    assert!(period::close_period(session, year, None).is_err());
    period::close_period(session, year, Some("để sau".to_owned())).done();
    let closing = store::closing(session.office.store(), year)
        .unwrap()
        .unwrap();
    assert!(
        closing.warnings.contains(r#""code":"drafts","detail":"5""#),
        "{}",
        closing.warnings
    );
    let closed = period::check(session, year).done();
    assert!(closed.drafts.is_empty() && closed.sealed_drafts == 0);
}

#[test]
fn the_report_leads_from_each_number_to_its_records() {
    let mut desk = Desk::with_records();
    let to = desk.file("bao-cao.pdf");
    let session = &mut desk.session;
    let year = period("2024");
    let date = || Some(day("5/12/24"));
    let preview = report::preview(session, year, date(), None, Scope::Own).done();
    assert!(preview.pages > 3 && preview.places.iter().any(|place| place.code == "I.4.1"));
    let page = report::preview_page(session, 0).done().unwrap();
    assert!(
        page.svg.starts_with("<svg") && page.text.contains("05 tháng 12"),
        "{}",
        page.text
    );
    let under = report::figure_records(session, year, "events".into()).done();
    assert_eq!(under.value.as_deref(), Some("60"));
    assert_eq!(under.groups[0].kind, RecordKind::CommunicationEvent);
    assert_eq!(under.groups[0].ids.len(), 60);
    let printed = report::save_report(session, &to, year, date(), None, Scope::Own).done();
    assert_eq!(printed.pages, preview.pages);
    assert!(std::fs::read(to).unwrap().starts_with(b"%PDF"));
    let wrong = said(report::preview(
        session,
        year,
        Some(day("mai")),
        None,
        Scope::Own,
    ));
    assert_eq!(wrong.fields[0].column, "date");
}

#[test]
fn a_closed_period_says_what_leaves_and_what_was_changed_since() {
    let (mut commune, _province) = commune_and_province();
    let session = &mut commune.session;
    let year = period("2024");
    let home = period::home(session, year).done();
    assert!(home.has_receiver && home.closed.is_none());
    let open: Vec<&Task> = home
        .tasks
        .iter()
        .filter(|task| task.severity == Severity::Warning)
        .collect();
    assert!(
        open.iter()
            .all(|task| !task.sentence.is_empty() && !task.heading.is_empty())
    );
    assert_eq!(
        said(period::leaving(session, year)).error,
        "period-not-closed"
    );
    let reason = Some("số liệu thử".to_owned());
    assert_eq!(
        period::close_period(session, year, reason).done().revision,
        1
    );
    let leaving = period::leaving(session, year).done();
    let events = leaving
        .kinds
        .iter()
        .find(|of| of.kind == RecordKind::CommunicationEvent)
        .unwrap();
    assert_eq!(events.rows.len(), 60);
    assert_eq!(events.rows[0].cells.len(), events.columns.len());
    assert!(leaving.readers.iter().any(|name| name.contains("Bắc Ninh")));
    assert!(
        leaving.never.contains(&"survivor_name".to_owned()),
        "{:?}",
        leaving.never
    );

    let home = period::home(session, year).done();
    let closed = home.closed.unwrap();
    assert_eq!((closed.revision, closed.changed.len()), (1, 0));
    assert!(home.sent.is_empty(), "closed is not sent");

    let gone = events.rows[0].clone();
    records::delete_records(session, events.kind, vec![(gone.id, gone.version)]).done();
    let state = period::submit_state(session, year).done();
    let changed = &state.closed.unwrap().changed;
    let RecordChanged {
        kind, id, change, ..
    } = &changed[0];
    assert_eq!((*kind, *id), (RecordKind::CommunicationEvent, gone.id));
    assert_eq!(*change, RecordChange::Removed);
    period::reopen_period(session, year).done();
    assert!(period::submit_state(session, year).done().closed.is_none());
}

#[test]
fn a_package_goes_to_the_drive_that_was_shown_or_to_none() {
    let (mut commune, _province) = commune_and_province();
    let year = period("2024");
    let reason = Some("số liệu thử".to_owned());
    period::close_period(&mut commune.session, year, reason).done();
    let stick = |name: &str| {
        let folder = commune.file(name);
        std::fs::create_dir(&folder).unwrap();
        let folder = folder.canonicalize().unwrap();
        Drive {
            id: format!("{name} vfat"),
            name: name.to_owned(),
            mount: folder.display().to_string(),
            free: "1".to_owned(),
            removable: true,
            folder,
        }
    };
    let (hers, other) = (stick("cua-chi"), stick("khac"));
    let session = &mut commune.session;
    session.drives = vec![hers.clone()];
    let mut export = |now: &[Drive], id: &str| {
        sending::export_to_one_of(session, now, &mut Watch::none(), year, id)
    };
    // Another stick was put in since, and comes first.
    let now = [other.clone(), hers.clone()];
    let written = export(&now, &hers.id).done();
    assert!(
        Path::new(&written.file).starts_with(&hers.folder),
        "{written:?}"
    );
    let gone = said(export(&now[..1], &hers.id));
    assert_eq!(gone.error, "desk-gone-drive");
    assert_eq!(std::fs::read_dir(&now[0].folder).unwrap().count(), 0);
    let slip = commune.file("phieu.pdf");
    sending::save_cover_slip(&mut commune.session, &slip, year).done();
    assert!(std::fs::read(slip).unwrap().starts_with(b"%PDF"));
}

#[test]
fn what_a_unit_sent_is_taken_in_looked_at_answered_and_added_up() {
    let (mut commune, mut province) = commune_and_province();
    let year = period("2024");
    let package = commune.submit("2024");
    let bad = province.file("hong.tienbo");
    std::fs::write(&bad, "không phải gói").unwrap();
    let session = &mut province.session;
    let paths = [package, bad.clone()];
    let taken = inbox::take_in_all(session, &paths, None, &mut Watch::none()).done();
    let tones: Vec<Tone> = taken.files.iter().map(|file| file.tone).collect();
    assert_eq!(tones, [Tone::Late, Tone::Refused]);
    let state = inbox::inbox_state(session).done();
    assert_eq!(state.undecided[0].name, "Phường Vũ Ninh");
    assert!(state.refused[0].there);
    std::fs::remove_file(bad).unwrap();
    let gone = said(inbox::refused_path(session, state.refused[0].id));
    assert_eq!(gone.error, "desk-gone-refused-file");
    inbox::dismiss_refused(session, None).done();

    let on = Some(day("31/12/24"));
    let matrix = receiving::matrix(session, vec![year], on, false).done();
    let line = matrix
        .rows
        .iter()
        .find(|line| line.row.unit.as_str() == COMMUNE)
        .unwrap();
    assert_eq!(line.row.cells[0].standing, Standing::Late);
    assert_eq!(matrix.periods[0].timeliness.shown, "0");

    let review = receiving::review(session, unit(COMMUNE), year)
        .done()
        .unwrap();
    let events = review
        .lines
        .iter()
        .find(|line| line.figure == "events")
        .unwrap();
    assert_eq!(
        (events.now.shown.as_str(), events.before.value),
        ("60", None)
    );
    assert_eq!(review.reason, "số liệu thử");
    // The head of the commune's log that its cover slip prints is here to be compared.
    let name = receiving::submitted_report_name(session, review.package_id.clone()).done();
    assert!(
        name.name.starts_with("ban-in-don-vi-gui-09163-"),
        "{name:?}"
    );
    let slip = tienbo_core::sending::cover_slip(&commune.session.office, year);
    let slip = slip.unwrap().text();
    let log = review.log.clone().unwrap();
    assert!(slip.contains(&log), "{slip} {log}");
    let none = receiving::review(session, unit("09166"), year).done();
    assert!(none.is_none());
    let to = province.folder.path().join("doi-chieu.csv");
    let gone = said(receiving::save_review(session, &to, unit("09166"), year));
    assert_eq!(gone.error, "receiving-not-sent");

    let totals = totals::totals(session, year, Some(vec!["events".to_owned()])).done();
    assert_eq!(totals.rows[0].values["events"].value, Some(60.0));
    let of_commune = totals
        .rows
        .iter()
        .find(|row| row.unit.as_str() == COMMUNE)
        .unwrap();
    assert!(of_commune.own.is_none() && of_commune.reported == 1);
    let code = "courses".to_owned();
    let traced = totals::trace(session, year, unit(COMMUNE), code)
        .done()
        .unwrap();
    let kinds: Vec<RecordKind> = traced.kinds.iter().map(|of| of.kind).collect();
    assert_eq!(kinds, [RecordKind::TrainingCourse]);
    assert_eq!(traced.value.value, Some(traced.kinds[0].rows.len() as f64));
    let events = "events".to_owned();
    let trend = totals::trend_over_years(session, year, unit(COMMUNE), events).done();
    assert_eq!(trend.last().unwrap().value.shown, "60");
    let targets = totals::targets(session, period("phu-luc-01/2024/annual")).done();
    assert!(!targets.is_empty() && targets.iter().all(|row| !row.targets.is_empty()));

    let none = said(receiving::decide(
        session,
        review.package_id.clone(),
        Some(ReceiptState::Returned),
    ));
    assert_eq!(none.error, "receiving-no-remark");
    let remark = Reason {
        section: Some("I.1".to_owned()),
        record: None,
        text: "thiếu một văn bản".to_owned(),
    };
    receiving::put_remarks(session, review.package_id.clone(), vec![remark]).done();
    receiving::decide(session, review.package_id, Some(ReceiptState::Returned)).done();
    let folder = province.folder.path().join("phieu");
    std::fs::create_dir(&folder).unwrap();
    let written = inbox::write_receipts(session, &folder).done();
    assert_eq!((written.len(), written[0].submissions), (1, 1));
    inbox::take_in(&mut commune.session, Path::new(&written[0].file)).done();
    let home = period::home(&commune.session, year).done();
    assert_eq!(home.sent[0].receipt, Some(ReceiptState::Returned));
    assert_eq!(home.sent[0].reasons[0].text, "thiếu một văn bản");
}

#[test]
fn units_have_their_keys_and_change_on_a_day_that_is_typed() {
    let (commune, mut province) = commune_and_province();
    let session = &mut province.session;
    let year = Year::new(2024).unwrap();
    let found = units::units(session, Some(year), None).done();
    assert!(found.keeps);
    let code = |of: &units::UnitWithKeys| of.unit.code.as_str() == COMMUNE;
    assert!(
        found
            .units
            .iter()
            .find(|of| code(of))
            .unwrap()
            .trusted
            .is_some()
    );
    let history = units::unit_key_history(session, unit(COMMUNE)).done();
    assert_eq!(history[0].spoke_with.as_deref(), Some("Cán bộ văn phòng"));

    let rename = |on: &str| TypedChange {
        kind: ChangeKind::Rename,
        on: day(on),
        basis: "  Nghị quyết  01 ".to_owned(),
        units: vec![COMMUNE.to_owned()],
        into: Vec::new(),
        name: "Phường Vũ Ninh Mới".to_owned(),
        parent: String::new(),
    };
    let wrong = said(units::add_unit_change(session, year, rename("1/13/24")));
    assert_eq!(wrong.fields[0].column, "date");
    let found_without = TypedChange {
        kind: ChangeKind::Found,
        into: vec![TypedUnit {
            code: "sai mã".to_owned(),
            name: "Xã Mới".to_owned(),
            level: "commune".to_owned(),
            parent: PROVINCE.to_owned(),
        }],
        ..rename("1/7/24")
    };
    let wrong = said(units::add_unit_change(session, year, found_without));
    assert_eq!(wrong.fields[0].column, "unit");
    units::add_unit_change(session, year, rename("1/7/24")).done();
    let after = units::units(session, Some(year), None).done();
    assert_eq!(after.changes[0].change.basis, "Nghị quyết 01");
    assert_eq!(after.changes[0].after, ["Phường Vũ Ninh Mới"]);
    let eve = units::units(session, Some(year), Some(day("30/6/2024"))).done();
    let name = |of: &units::Units| {
        of.units
            .iter()
            .find(|of| code(of))
            .unwrap()
            .unit
            .name
            .clone()
    };
    assert_eq!(
        (name(&eve), name(&after)),
        ("Phường Vũ Ninh".to_owned(), "Phường Vũ Ninh Mới".to_owned())
    );
    units::drop_unit_change(session, year, 0).done();
    assert!(units::units(session, None, None).done().changes.is_empty());
    let none = said(units::units(session, Some(Year::new(1999).unwrap()), None));
    assert_eq!(none.error, "catalogue-none-of-year");
    // A commune's own screen begins with itself; the command line lists the whole tree.
    let own = units::units(&commune.session, Some(year), None).done();
    assert_eq!(own.units.len(), 1);
    assert!(
        units::all_units(&commune.session, year, None)
            .done()
            .units
            .len()
            > 100
    );
}

#[test]
fn users_backups_and_the_log_are_looked_after() {
    let mut desk = Desk::new(COMMUNE);
    let backup = desk.file("sao-luu.tienbo-backup");
    let session = &mut desk.session;
    let roles = vec![Role::Recorder];
    let put = |session: &mut Session| {
        office::put_user(
            session,
            "ghi".to_owned(),
            secret(PASSPHRASE),
            roles.clone(),
            false,
        )
    };
    put(session).done();
    assert_eq!(said(put(session)).error, "vault-user-exists");
    let users = office::users(session).done();
    assert_eq!(users.len(), 2);
    office::remove_user(session, "ghi".to_owned()).done();
    assert_eq!(office::users(session).done().len(), 1);
    let log = log::audit_log(session, "ghi".to_owned(), 0, 1).done();
    assert_eq!((log.lines.len(), log.found >= 2), (1, true));
    // What the log tells of is in the user's words, be it an entry of an earlier program.
    let names = log::Names::new(session);
    let said = |subject| names.subject("exported", subject);
    assert_eq!(said("user ghi removed"), "người dùng ghi (đã xóa)");
    assert_eq!(said("new keys in force"), "khóa mới đã có hiệu lực");
    let half = "Báo cáo 6 tháng kết quả hoạt động vì sự tiến bộ của phụ nữ 2024";
    assert_eq!(said("2024-6t revision 2"), format!("{half} lần 2"));
    assert_eq!(
        said("phu-luc-02/2024/six-months revision 2"),
        format!("{half} lần 2")
    );
    assert_eq!(said("package 7 report"), "gói 7 báo cáo");
    assert_eq!(said("package 7 slip"), "gói 7 phiếu bìa");
    assert_eq!(said("catalogue xa-2024.1"), "danh mục xa-2024.1");
    assert_eq!(
        said("violence_cases 7 to 09166 consent")
            .split(' ')
            .next_back(),
        Some("ý)")
    );
    assert_eq!(
        said("nguyen-file.tienbo goi.hong"),
        "nguyen-file.tienbo goi.hong"
    );
    let verified = office::verify(session).done();
    assert!(verified.fine && verified.sentences.len() == 1);
    assert!(office::keys(session).done().others.is_empty());
    office::backup(session, &backup, &mut Watch::none()).done();
    let folder = desk.file("office");
    drop(desk.session);
    let restored = office::restore(&backup, &folder, &mut Watch::none()).done();
    assert!(Path::new(&restored.kept.unwrap()).exists());
}
