//! What earlier programs made, offices and packages, as they left them: every later program finds
//! all of it, and takes the packages in with the same verdicts. How a golden office is made and why
//! it is never changed: `tests/golden/README.md`.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tienbo_core::casework::IdentityDraft;
use tienbo_core::entry::Typed;
use tienbo_core::model::{ColumnKind, Day, Origin, Period, RecordId, RecordKind};
use tienbo_core::package::SCHEMA;
use tienbo_core::period::Scope;
use tienbo_core::sections::figures;
use tienbo_core::store::{self, OWN};
use tienbo_core::vault::{LessMasking, Office};
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, PASSPHRASE, PROVINCE, USER, copy, enrol, folder,
    open_as, record_cases, repository, shown, stretched_less, string,
};

const PERIODS: [&str; 3] = ["2024-6t", "2024", "phu-luc-01/2024/annual"];

/// The records of a kind that came from an origin, by their ids.
fn rows(office: &Office, kind: RecordKind, origin: Origin) -> Map<String, Value> {
    let records = store::flat_records(office.store(), kind, origin).unwrap();
    records
        .into_iter()
        .map(|record| {
            let mut row = kind.to_json(&record.record);
            row.insert("version".to_owned(), json!(record.version));
            (record.id.to_string(), row.into())
        })
        .collect()
}

/// What an office has of others: of each submission, by unit, period and revision, its records.
fn received(office: &Office) -> Value {
    let submissions = store::submissions(office.store()).unwrap();
    submissions
        .iter()
        .map(|sent| {
            let name = format!("{} {} {}", sent.unit, sent.period, sent.revision);
            let of_kind =
                |kind: RecordKind| (kind.table().to_owned(), rows(office, kind, sent.origin));
            (name, json!(BTreeMap::from(RecordKind::ALL.map(of_kind))))
        })
        .collect::<Map<_, _>>()
        .into()
}

/// Everything that an office holds, in the words of this test alone: what a later program keeps
/// elsewhere or shows otherwise is the same here.
fn held(office: &mut Office) -> Value {
    let mut records = Map::new();
    let mut counts = Map::new();
    let mut cases = Vec::new();
    for kind in RecordKind::ALL {
        let rows = rows(office, kind, OWN);
        if kind == RecordKind::ViolenceCase {
            cases.extend(rows.keys().map(|id| RecordId::parse(id).unwrap()));
        }
        counts.insert(kind.table().to_owned(), rows.len().into());
        records.insert(kind.table().to_owned(), rows.into());
    }
    let names: Map<String, Value> = cases
        .into_iter()
        .map(|case| {
            let revealed = office.reveal_case(case).unwrap();
            let persons: BTreeMap<_, _> = revealed
                .persons
                .iter()
                .map(|of| (of.person.as_str(), &of.identity))
                .collect();
            let files: Vec<&str> = revealed.files.iter().map(|f| f.name.as_str()).collect();
            let said = json!({"persons": persons, "papers": revealed.papers, "files": files});
            (case.to_string(), said)
        })
        .collect();
    let submissions: Vec<Value> = store::submissions(office.store())
        .unwrap()
        .iter()
        .map(|submission| {
            let counts: BTreeMap<&str, usize> = RecordKind::ALL
                .into_iter()
                .map(|kind| {
                    let rows = store::flat_records(office.store(), kind, submission.origin);
                    (kind.table(), rows.unwrap().len())
                })
                .collect();
            json!({
                "package": submission.package_id, "unit": submission.unit,
                "period": submission.period, "revision": submission.revision,
                "replaced": submission.replaced, "receipt": submission.receipt,
                "remarks": submission.remarks, "counts": counts,
            })
        })
        .collect();
    let mut keys: Vec<(String, String)> = store::unit_keys(office.store())
        .unwrap()
        .into_iter()
        .map(|key| (key.unit.to_string(), key.state.code().to_owned()))
        .collect();
    keys.sort();
    let waiting: Vec<Value> = store::waiting(office.store())
        .unwrap()
        .iter()
        .map(|waiting| json!({"kind": waiting.kind.code(), "unit": waiting.unit}))
        .collect();
    let year = PERIODS[1].parse::<Period>().unwrap().year;
    let told = store::told_rows(office.store(), year).unwrap();
    let mut published: Vec<String> = store::published(office.store(), year)
        .unwrap()
        .iter()
        .map(|told| {
            let exact = told.exact.map_or("…".to_owned(), |exact| exact.to_string());
            format!("{} {} {}: {exact}", told.period, told.code, told.behind)
        })
        .collect();
    published.sort();
    let drafts: BTreeMap<String, Value> = store::drafts(office.store(), USER)
        .unwrap()
        .into_iter()
        .map(|draft| (draft.place, serde_json::from_str(&draft.fields).unwrap()))
        .collect();
    json!({
        "unit": office.unit(),
        "counts": counts,
        "records": records,
        "names": names,
        "submissions": submissions,
        "sent": store::sent(office.store()).unwrap(),
        "keys": keys,
        "drafts": drafts,
        "waiting": waiting,
        "told": told,
        "published": published,
        "closed": each_period(|period| {
            store::closing(office.store(), period).unwrap().map(|closing| json!({
                "revision": closing.revision, "reopened": closing.reopened,
                "warnings": serde_json::from_str::<Value>(&closing.warnings).unwrap(),
                "reasons": closing.reasons,
            })).into()
        }),
        "own": counted(office, &Scope::Own),
        "all": counted(office, &Scope::All),
    })
}

fn each_period(of: impl Fn(Period) -> Value) -> Map<String, Value> {
    PERIODS
        .iter()
        .map(|period| ((*period).to_owned(), of(period.parse().unwrap())))
        .collect()
}

/// The figures of every period; those of a closed one come from what was frozen.
fn counted(office: &Office, scope: &Scope) -> Map<String, Value> {
    each_period(|period| {
        figures(&office.data_in(period, scope).unwrap())
            .iter()
            .map(|(code, figure)| (code.to_string(), json!(figure.value)))
            .collect::<Map<_, _>>()
            .into()
    })
}

/// That all of what was expected is there. A later program may know more: of an object, other
/// fields are its own.
fn includes(expected: &Value, found: &Value, place: &str) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, value) in expected {
                let place = format!("{place}/{name}");
                let found = found.get(name).unwrap_or_else(|| panic!("{place} is gone"));
                includes(value, found, &place);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            assert_eq!(expected.len(), found.len(), "{place}");
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                includes(expected, found, &format!("{place}/{index}"));
            }
        }
        // Earlier programs told a period field by field.
        (Value::Object(period), Value::String(found)) if period.contains_key("year") => {
            let [report, part] = ["report", "part"].map(|name| period[name].as_str().unwrap());
            let told = format!("{report}/{}/{part}", period["year"]);
            assert_eq!(told, *found, "{place}");
        }
        _ => assert_eq!(expected, found, "{place}"),
    }
}

/// What of facts of cases goes on standing beside them where nobody was asked whether they may go along.
const COUNTED: [&str; 14] = [
    "case",
    "person",
    "consent",
    "share",
    "first_basic",
    "first_service",
    "needs_support",
    "number",
    "found",
    "closed",
    "category",
    "reported_elsewhere",
    "handed_over",
    "prosecuted",
];

/// An office as it is expected to be now: earlier programs let facts of cases go along unless it was refused.
fn where_nobody_was_asked(mut office: Value) -> Value {
    let shares = |of: &Value| of["share"] == json!(true);
    let survivors = office["records"]["survivor_facts"].clone();
    let survivors = survivors.as_object().cloned().unwrap_or_default();
    let shared: BTreeSet<String> = survivors
        .values()
        .filter(|of| shares(of))
        .map(|of| string(&of["case"]))
        .collect();
    for (kind, case) in [
        ("survivor_facts", None),
        ("case_facts", Some("")),
        ("perpetrator_facts", Some("case")),
    ] {
        let records = office["records"]
            .get_mut(kind)
            .and_then(Value::as_object_mut);
        for (id, of) in records.into_iter().flatten() {
            let goes = match case {
                None => shares(of),
                Some("") => shared.contains(id),
                Some(column) => shared.contains(&string(&of[column])),
            };
            if !goes {
                let fields = of.as_object_mut().unwrap();
                fields.retain(|name, _| COUNTED.contains(&name.as_str()) || name == "counselled");
            }
        }
    }
    office
}

/// Where an office's own cases count in categories beside the one that they were recorded under: a girl of twelve, a
/// wife in a case outside the family. What was closed stays as it was.
const IN_SEVERAL: [(&str, &str, &str); 6] = [
    ("schema-1", "09163", "cases.child-abuse"),
    ("schema-1", "09163", "cases.domestic"),
    ("schema-2", "27", "cases.gender-based"),
    ("schema-4", "27", "cases.child-abuse"),
    ("schema-11", "27", "cases.child-abuse"),
    ("schema-12", "27", "cases.child-abuse"),
];

/// What was counted then of each period, with the cases that count in several categories today.
fn in_several_categories(periods: Option<&mut Value>, golden: &Path, unit: &str) {
    let golden = golden.file_name().unwrap().to_string_lossy();
    let here = IN_SEVERAL.iter();
    let here = here.filter(|(of, at, _)| *of == golden && *at == unit);
    let codes: Vec<&str> = here.map(|(_, _, code)| *code).collect();
    let periods = periods.and_then(Value::as_object_mut).into_iter();
    for figures in periods.flat_map(|periods| periods.values_mut()) {
        for code in &codes {
            if let Some(figure) = figures.get_mut(code) {
                *figure = (figure.as_i64().unwrap() + 1).into();
            }
        }
    }
}

/// Facts of cases are made anew for that: what was there has another version.
fn made_anew(office: &mut Value) {
    for kind in ["case_facts", "survivor_facts", "perpetrator_facts"] {
        let records = office["records"].get_mut(kind);
        let records = records.and_then(Value::as_object_mut).into_iter();
        for of in records.flat_map(|records| records.values_mut()) {
            of.as_object_mut().unwrap().remove("version");
        }
    }
}

/// The persons of the cases that are named, with their names.
fn named(office: &Value) -> Vec<(String, String)> {
    let cases = office["names"].as_object().unwrap().values();
    cases
        .flat_map(|case| case["persons"].as_object().unwrap())
        .filter_map(|(person, identity)| {
            Some((person.clone(), identity["name"].as_str()?.to_owned()))
        })
        .collect()
}

/// What can stand in every field of every kind of record.
fn fields() -> Value {
    RecordKind::ALL
        .into_iter()
        .map(|kind| {
            let columns: Map<String, Value> = kind
                .columns()
                .iter()
                .map(|column| {
                    let (what, most, codes) = match column.kind {
                        ColumnKind::Line(most) => ("line", most, &[][..]),
                        ColumnKind::Paragraphs(most) => ("paragraphs", most, &[][..]),
                        ColumnKind::Choice(list) => ("choice", 0, list.codes),
                        ColumnKind::Choices(list) => ("choices", 0, list.codes),
                        ColumnKind::Count => ("count", 0, &[][..]),
                        ColumnKind::Money => ("money", 0, &[][..]),
                        ColumnKind::Decimal => ("decimal", 0, &[][..]),
                        ColumnKind::Year => ("year", 0, &[][..]),
                        ColumnKind::Day => ("day", 0, &[][..]),
                        ColumnKind::Month => ("month", 0, &[][..]),
                        ColumnKind::YesNo => ("yes-no", 0, &[][..]),
                        ColumnKind::Unit => ("unit", 0, &[][..]),
                        ColumnKind::Reference(_) => ("reference", 0, &[][..]),
                    };
                    let says = json!({
                        "what": what, "required": column.required, "most": most, "codes": codes,
                    });
                    (column.name.clone(), says)
                })
                .collect();
            (kind.table().to_owned(), columns.into())
        })
        .collect::<Map<_, _>>()
        .into()
}

/// That records of today's declarations hold all that records of a released schema do; and that
/// nothing was added without the schema having been raised, which an earlier program would drop.
fn reads_on(released: &Value, schema: i64, today: &Value) {
    if schema == SCHEMA {
        assert_eq!(
            released, today,
            "fields or codes were added: src-tauri/core/store/migrations/README.md"
        );
    }
    for (kind, was) in released.as_object().unwrap() {
        let now = today[kind]
            .as_object()
            .unwrap_or_else(|| panic!("{kind} is gone"));
        for (field, now) in now {
            let place = format!("{kind}.{field}");
            let required = |says: &Value| says["required"] == true;
            let Some(was) = was.get(field) else {
                assert!(!required(now), "{place} is new and cannot be required");
                continue;
            };
            assert!(required(was) || !required(now), "{place} was not required");
            assert_eq!(was["what"], now["what"], "{place}");
            assert!(
                now["most"].as_i64() >= was["most"].as_i64(),
                "{place} is shorter"
            );
            let codes = now["codes"].as_array().unwrap();
            for code in was["codes"].as_array().unwrap() {
                assert!(codes.contains(code), "{place}: {code} is gone");
            }
        }
        for field in was.as_object().unwrap().keys() {
            assert!(now.contains_key(field), "{kind}.{field} is gone");
        }
    }
}

/// Takes a package in, with somebody's yes where it waits for one; gives the verdict of a program that did not
/// ask.
fn taken(office: &mut Office, file: &Path) -> &'static str {
    let outcome = office.import(file, None).unwrap();
    let package = outcome.package_id.as_deref().unwrap_or_default();
    match outcome.verdict.code() {
        "goi.vu-viec-cho" => {
            office.accept_transfer(package).unwrap();
            "goi.vu-viec-da-nhan"
        }
        "goi.danh-ba-cho" => {
            office.accept_roster(package, LessMasking::Refused).unwrap();
            "goi.danh-ba-da-nhan"
        }
        verdict => verdict,
    }
}

/// Takes over what waits at an office of other units' cases.
fn take_over(office: &mut Office) {
    for waiting in store::waiting(office.store()).unwrap() {
        office.accept_transfer(&waiting.package_id).unwrap();
    }
}

/// Opens copies of golden offices, and takes their packages in.
fn is_as_it_was(golden: &Path) {
    let read = std::fs::read_to_string(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&read).unwrap();
    let passphrase = string(&expected["passphrase"]);
    if let Some(schema) = expected["schema"].as_i64() {
        reads_on(&expected["fields"], schema, &fields());
    }
    let work = folder();
    copy(golden, work.path());
    let enter = |unit: &str| {
        let folder = work.path().join(unit);
        let office = open_as(&folder, USER, &passphrase);
        stretched_less(&folder, USER, &passphrase);
        office
    };
    for (unit, was) in expected["offices"].as_object().unwrap() {
        let place = format!("{}/{unit}", golden.display());
        let mut office = enter(unit);
        assert!(office.verify().unwrap().is_fine(), "{place}");
        let mut expected = where_nobody_was_asked(was.clone());
        made_anew(&mut expected);
        for scope in ["own", "all"] {
            in_several_categories(expected.get_mut(scope), golden, unit);
        }
        includes(&expected, &held(&mut office), &place);
        for (person, name) in named(was) {
            let found = office.find_persons(&name).unwrap();
            assert!(
                found.iter().any(|f| f.person.as_str() == person),
                "{place} {name}"
            );
        }
        for period in PERIODS {
            let day = Day::parse("05/12/2024").unwrap();
            let file = work.path().join("bao-cao.pdf");
            let period = period.parse().unwrap();
            let pages = office.write_report(period, day, None, &Scope::Own, &file);
            assert!(pages.unwrap() > 0, "{place}");
            assert!(
                std::fs::read(&file).unwrap().starts_with(b"%PDF"),
                "{place}"
            );
        }
    }
    for unit in expected["offices"].as_object().unwrap().keys() {
        take_over(&mut enter(unit));
    }
    for package in expected["packages"].as_array().unwrap() {
        let file = work.path().join("packages").join(string(&package["file"]));
        let verdict = taken(&mut enter(&string(&package["to"])), &file);
        assert_eq!(package["verdict"], verdict, "{}", file.display());
    }
    for (unit, figures) in expected["after"].as_object().unwrap() {
        let place = format!("{}/{unit} after", golden.display());
        let office = enter(unit);
        assert!(office.verify().unwrap().is_fine(), "{place}");
        let mut figures = figures.clone();
        in_several_categories(Some(&mut figures), golden, unit);
        includes(&figures, &counted(&office, &Scope::All).into(), &place);
        let records = &expected["received"][unit];
        if !records.is_null() {
            includes(records, &received(&office), &place);
        }
    }
}

#[test]
fn what_earlier_programs_left_is_all_there() {
    let mut count = 0;
    for golden in std::fs::read_dir(repository("tests/golden/offices")).unwrap() {
        is_as_it_was(&golden.unwrap().path());
        count += 1;
    }
    assert!(count > 0);
}

/// A record with a value in every column, or in those alone that must have one. What cannot be made
/// up from a column's kind is said in `special`.
fn made_up(kind: RecordKind, whole: bool, ids: &BTreeMap<RecordKind, Vec<String>>) -> Value {
    let mut fields = Map::new();
    for column in kind.columns() {
        let name = column.name.as_str();
        let value = match special(kind.table(), name, whole) {
            Some(value) => value,
            None if !whole && !column.required => continue,
            None => match (column.kind.referred(), column.kind) {
                // How she stands to the first who was violent is said as the second comes; to the second each says it once.
                (Some(RecordKind::Perpetrator), _) if kind == RecordKind::Relationship => {
                    json!(ids[&RecordKind::Perpetrator][1])
                }
                (Some(owner), _) if kind == RecordKind::Relationship => {
                    json!(ids[&owner][usize::from(!whole)])
                }
                (Some(owner), _) => json!(ids[&owner][0]),
                (None, ColumnKind::Line(_) | ColumnKind::Paragraphs(_)) => {
                    json!(format!("Bịa: {name}"))
                }
                (None, ColumnKind::Count | ColumnKind::Year) => json!(2024),
                (None, ColumnKind::Money) => json!(1_500_000),
                (None, ColumnKind::Decimal) => json!(12.5),
                (None, ColumnKind::Day) => json!("2024-03-15"),
                (None, ColumnKind::Month) => json!("2024-03"),
                (None, ColumnKind::YesNo) => json!(true),
                (None, ColumnKind::Choice(list)) if whole => json!(list.codes.last()),
                (None, ColumnKind::Choice(list)) => json!(list.codes.first()),
                (None, ColumnKind::Choices(list)) => {
                    json!([list.codes.first(), list.codes.last()])
                }
                (None, ColumnKind::Unit) => json!(COMMUNE),
                (None, ColumnKind::Reference(_)) => panic!("{kind:?} {name}: of which kind?"),
            },
        };
        fields.insert(name.to_owned(), value);
    }
    fields.into()
}

fn special(table: &str, column: &str, whole: bool) -> Option<Value> {
    Some(match (table, column, whole) {
        (_, "date_to", true) => json!("2024-03-17"),
        // Where people are counted, some part of them is known.
        (_, "men", false) => json!(3),
        // A row that is entered has a value, or what it is divided from.
        ("indicator_values", "indicator", true) => json!("I.1.2"),
        ("indicator_values", "indicator", false) => json!("I.1.1"),
        ("indicator_values", "numerator" | "denominator", true) => Value::Null,
        ("indicator_values", "numerator", false) => json!(2),
        ("indicator_values", "denominator", false) => json!(5),
        ("narratives", "section", true) => json!("I.1"),
        ("narratives", "section", false) => json!("II"),
        ("narratives", "period", true) => json!("phu-luc-02/2024/annual"),
        ("narratives", "period", false) => json!("phu-luc-02/2024/six-months"),
        ("narratives", "text", _) => json!("Đã ban hành {documents} văn bản."),
        ("violence_cases", "number", true) => json!("10001"),
        ("violence_cases", "number", false) => json!("10002"),
        ("violence_cases", "taken_over_from", true) => json!(OTHER_COMMUNE),
        // Who goes along is of a visit that may be made.
        ("violence_cases", "staff_threat", true) => json!("two-go"),
        ("follow_ups", "follow_up_form", true) => json!("visit"),
        // How a case ends is told by commands of their own.
        (
            "violence_cases",
            "closed_on" | "outcome" | "voided" | "handed_to" | "handed_on",
            true,
        ) => Value::Null,
        // One of a name who began on a day is one.
        ("committee_members", "name", false) => json!("Bịa: một người khác"),
        ("survivors", "person", true) => json!("20001"),
        ("survivors", "person", false) => json!("20002"),
        ("survivors", "sex", _) => json!("female"),
        ("survivors", "age", true) => json!("25-39"),
        ("survivors", "identification", true) => json!("in-process"),
        ("survivors", "consent", true) => json!("given"),
        ("survivors", "consent", false) => json!("law"),
        ("perpetrators", "person", true) => json!("30001"),
        ("perpetrators", "person", false) => json!("30002"),
        ("services", "answer", true) => json!("accepted"),
        ("consent_acts", "consent_purpose", _) => json!("name"),
        ("consent_acts", "consent_answer", _) => json!("given"),
        ("consent_acts" | "referrals", "consent_by", _) => json!("herself"),
        ("data_requests", "asked_about", _) => json!("20001"),
        ("data_requests", "asked_by", _) => json!("person"),
        (
            "consent_acts" | "referrals" | "data_requests",
            "guardian" | "no_guardian" | "law_ground" | "consent_unit",
            _,
        ) => Value::Null,
        ("trafficking_tracks", "identification", true) => json!("identified"),
        ("trafficking_tracks", "came_back", true) => json!("handed-over"),
        ("child_tracks", "heard_hour", true) => json!(14),
        ("child_tracks", "school_told", true) => json!("told"),
        // A question has one answer.
        ("risk_checks", "signs", true) => json!(["strangled", "worse"]),
        ("risk_checks", "signs_no", true) => json!(["weapon"]),
        ("risk_checks", "signs_unsaid", true) => json!(["sexual"]),
        _ => return None,
    })
}

fn write(folder: &Path, value: &Value) -> String {
    let path = folder.join("typed.json");
    std::fs::write(&path, value.to_string()).unwrap();
    shown(&path)
}

/// Two records of every kind that is entered, the first with every column. Gives their ids.
fn fill(office: &CliOffice, work: &Path) -> BTreeMap<RecordKind, Vec<String>> {
    let mut ids = BTreeMap::new();
    for kind in RecordKind::ALL {
        if kind.is_facts() || kind == RecordKind::Attachment {
            continue;
        }
        let records = json!([made_up(kind, true, &ids), made_up(kind, false, &ids)]);
        let added = office.done(&["add", kind.table(), &write(work, &records)]);
        ids.insert(kind, added.as_array().unwrap().iter().map(string).collect());
    }
    ids
}

/// A unit's case, opened and handed over to the commune in a file.
fn hand_over(other: &CliOffice, work: &Path, file: &Path) {
    let opened = json!({
        "case": {"found_on": "01/05/2024", "category": "domestic"},
        "survivor": {"sex": "female", "age": "25-39", "consent": "given", "share": "1"},
    });
    let handed = string(&other.done(&["case", "open", &write(work, &opened)])["id"]);
    let person = string(&other.done(&["case", "show", &handed])["survivors"][0]["person"]);
    let identity = write(work, &json!({"name": "Bịa Thị Chuyển"}));
    other.done(&["case", "name", &handed, &person, &identity]);
    other.agree_to_transfer(&handed, COMMUNE);
    let hand = ["case", "transfer", &handed, "--to", COMMUNE];
    other.done(&[&hand[..], &["--ground", "consent", "-o", &shown(file)]].concat());
}

/// A commune with all that an office can hold, the province it reports to, and what was sent to
/// either and not taken in yet.
fn make(golden: &Path) {
    let scene = folder();
    let work = scene.path();
    let packages = golden.join("packages");
    std::fs::create_dir_all(&packages).unwrap();
    let [commune, other, district, province] =
        [COMMUNE, OTHER_COMMUNE, DISTRICT, PROVINCE].map(|unit| CliOffice::new(work, unit));
    enrol(work, &province, &[&commune, &other]);

    let ids = fill(&commune, work);
    let document = &ids[&RecordKind::IssuedDocument];
    let file = work.join("van-ban-bia.txt");
    std::fs::write(&file, "Toàn văn bịa.").unwrap();
    let attach = ["attach", "issued_documents", &document[0], &shown(&file)];
    commune.done(&[&attach[..], &["--travels"]].concat());
    commune.done(&["attach", "issued_documents", &document[1], &shown(&file)]);

    // Who is named, and who was.
    let case = &ids[&RecordKind::ViolenceCase];
    let identity = json!({
        "name": "Bịa Thị Thử", "born": "17/03/1988", "address": "ngõ Không Có Thật",
        "telephone": "0999 000 111", "identity_number": "000188000111",
    });
    for (person, identity) in [
        ("20001", identity),
        ("20002", json!({"name": "Bịa Thị Đã Xoá"})),
        ("30001", json!({"name": "Bịa Văn Thử"})),
    ] {
        commune.done(&["case", "name", &case[0], person, &write(work, &identity)]);
    }
    commune.done(&["case", "erase", "20002", "--reason", "her-wish"]);
    let papers = json!({"account": "Diễn biến bịa.", "notes": "Ghi chú bịa."});
    commune.done(&["case", "write", &case[0], &write(work, &papers)]);
    let close = ["case", "close", &case[1], "--outcome", "moved"];
    let why = ["--on", "20/03/2024", "--why", "Chuyển đi bịa"];
    commune.done(&[&close[..], &why].concat());
    let passphrase = work.join("ghi-chep.txt");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let recorder = ["user", "ghi-chep", "--roles", "recorder"];
    let passphrase = ["--new-passphrase-file", &shown(&passphrase)];
    commune.done(&[&recorder[..], &passphrase].concat());
    let mut office = commune.open();
    let id = RecordId::parse(&case[0]).unwrap();
    office
        .attach_to_case(id, "anh-bia.txt", "Tệp bịa.".as_bytes().to_vec())
        .unwrap();
    let typed = BTreeMap::from([("symbol".to_owned(), "Đang gõ".to_owned())]);
    office
        .keep_draft("issued_documents/new", None, typed)
        .unwrap();
    let typed = BTreeMap::from([("name".to_owned(), "Bịa đang gõ".to_owned())]);
    let from = Typed::new();
    let draft = IdentityDraft { from, typed };
    office.keep_identity_draft("persons/bia", &draft).unwrap();
    drop(office);

    // As many cases as may be told of person by person.
    record_cases(&mut commune.open(), 12, 1..=12);

    // Closed, sent, returned; changed after closing; opened again, closed and sent again.
    commune.done(&[
        "case",
        "override",
        "2024",
        "III.2.1.1",
        "--value",
        "9",
        "--reason",
        "Công an báo thêm",
    ]);
    for period in PERIODS {
        assert_eq!(province.verdict(&commune.submit(period)), "goi.da-nhan");
    }
    let changed = made_up(RecordKind::IssuedDocument, false, &ids);
    let change = ["change", "issued_documents", &document[0], "--version", "1"];
    commune.done(&[&change[..], &[&write(work, &changed)]].concat());
    let receipt = work.join("returned.tienbo");
    let back = ["receipt", COMMUNE, "2024", "-o", &shown(&receipt)];
    province.done(&[&back[..], &["--return-reason", "I.1: thiếu văn bản"]].concat());
    assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
    commune.done(&["reopen", "2024"]);
    let again = commune.submit("2024");
    fill(&province, work);
    std::fs::write(work.join("khong-phai-goi.tienbo"), "không phải gói").unwrap();
    assert_eq!(
        province.verdict(&work.join("khong-phai-goi.tienbo")),
        "goi.hong"
    );

    // What was told of cases outside.
    let out = |name: &str| shown(&work.join(name));
    let told = ["exchange", "2024", "--form", "parquet", "--with-cases"];
    let why = ["--reason", "Nghiên cứu bịa", "-o", &out("told")];
    commune.done(&[&told[..], &why].concat());
    province.done(&["totals", "2024", "-o", &out("totals.csv")]);

    // What waits: a case of another unit, one that a recorder began.
    let waits = work.join("waits.tienbo");
    hand_over(&other, work, &waits);
    assert_eq!(commune.verdict(&waits), "goi.vu-viec-cho");
    let named = held(&mut commune.open());
    let begun = json!({
        "case": {"found_on": "02/05/2024", "category": "domestic"},
        "survivor": {"sex": "female", "age": "25-39"},
    });
    let begun = write(work, &begun);
    commune.done(&["--user", "ghi-chep", "case", "open", &begun]);

    // The offices as they are now, and what is on its way to them.
    let mut offices = Map::new();
    for desk in [&commune, &province] {
        copy(&desk.folder, &golden.join(desk.unit));
        offices.insert(desk.unit.to_owned(), held(&mut desk.open()));
    }
    // What was begun gets its ids when it is taken in, and counts.
    for part in ["records", "names"] {
        offices[COMMUNE][part] = named[part].clone();
    }
    let sent = |name: &str| packages.join(name);
    std::fs::copy(&again, sent("submission.tienbo")).unwrap();
    district.done(&["card", "-o", &shown(&sent("card.tienbo"))]);
    province.done(&["roster", "-o", &shown(&sent("roster.tienbo"))]);
    let accept = ["receipt", COMMUNE, "2024-6t", "--accept"];
    let out = shown(&sent("receipt.tienbo"));
    province.done(&[&accept[..], &["-o", &out]].concat());
    hand_over(&other, work, &sent("transfer.tienbo"));

    take_over(&mut commune.open());
    let mut verdicts = Vec::new();
    for (desk, file, verdict) in [
        (&province, "card.tienbo", "goi.the-da-nhan"),
        (&province, "submission.tienbo", "goi.thay-the"),
        (&commune, "roster.tienbo", "goi.danh-ba-da-nhan"),
        (&commune, "receipt.tienbo", "goi.phieu-da-nhan"),
        (&commune, "transfer.tienbo", "goi.vu-viec-da-nhan"),
    ] {
        assert_eq!(taken(&mut desk.open(), &sent(file)), verdict, "{file}");
        verdicts.push(json!({"to": desk.unit, "file": file, "verdict": verdict}));
    }
    let after: Map<String, Value> = [&commune, &province]
        .into_iter()
        .map(|desk| {
            (
                desk.unit.to_owned(),
                counted(&desk.open(), &Scope::All).into(),
            )
        })
        .collect();
    let expected = json!({
        "passphrase": PASSPHRASE, "schema": SCHEMA, "fields": fields(), "offices": offices,
        "packages": verdicts, "after": after,
        "received": {PROVINCE: received(&province.open())},
    });
    let text = serde_json::to_string_pretty(&expected).unwrap();
    std::fs::write(golden.join("expected.json"), text + "\n").unwrap();
}

/// Makes a golden office as it would be kept for today's schema. With `TIENBO_NEW_OFFICE=schema-5`
/// it is kept, under that name.
#[test]
fn an_office_with_everything_is_all_there() {
    let scene = folder();
    let golden = match std::env::var("TIENBO_NEW_OFFICE") {
        Ok(name) => repository("tests/golden/offices").join(name),
        Err(_) => scene.path().to_owned(),
    };
    assert!(
        !golden.join("expected.json").exists(),
        "a golden office is never changed"
    );
    make(&golden);
    let read = std::fs::read_to_string(golden.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&read).unwrap();
    for kind in RecordKind::ALL {
        let count = &expected["offices"][COMMUNE]["counts"][kind.table()];
        assert!(count.as_u64() > Some(0), "{kind:?}");
    }
    is_as_it_was(&golden);
}
