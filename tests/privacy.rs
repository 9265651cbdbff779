//! No identity leaves the register: not in a package, a PDF, what the program prints, nor, as plain
//! bytes, in the data folder.

use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::Path;
use tienbo_core::model::{RecordId, RecordKind, Year};
use tienbo_core::package::{look, seal};
use tienbo_core::store;
use tienbo_support::{
    COMMUNE, CliOffice, PROVINCE, USER, commune_and_province, files, folder, open_as, python,
    record_cases, run, shown, stands_in, string, tienbo, tool,
};

/// The parts of a canary that could appear alone.
fn needles(canaries: &[String]) -> Vec<Vec<u8>> {
    canaries
        .iter()
        .flat_map(|canary| {
            let utf16: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [canary.as_bytes().to_vec(), utf16]
        })
        .collect()
}

fn find(needles: &[Vec<u8>], hay: &[u8]) -> Option<String> {
    needles
        .iter()
        .find(|needle| stands_in(hay, needle))
        .map(|needle| String::from_utf8_lossy(needle).into_owned())
}

/// Looks into a payload, packages passed on inside it included.
pub fn search_payload(needles: &[Vec<u8>], package: &[u8], identity: &str, name: &str) {
    let looked = look(package).unwrap();
    let mut container = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut sealed = Vec::new();
    container
        .by_name("payload.age")
        .unwrap()
        .read_to_end(&mut sealed)
        .unwrap();
    let plain = seal::decrypt(&sealed, identity, 1 << 30).unwrap();
    let mut payload = zip::ZipArchive::new(Cursor::new(plain)).unwrap();
    assert!(!payload.is_empty(), "{name} {}", looked.envelope.package_id);
    for index in 0..payload.len() {
        let mut entry = payload.by_index(index).unwrap();
        let inside = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(find(needles, inside.as_bytes()), None, "{name}: {inside}");
        assert_eq!(find(needles, &bytes), None, "{name}: {inside}");
        if inside.ends_with(".tienbo") {
            // Sealed to the same receiver.
            search_payload(needles, &bytes, identity, &inside);
        }
    }
}

#[test]
fn the_demos_canaries_are_in_its_summary_alone() {
    let work = folder();
    let demo = work.path().join("demo");
    let ran = tienbo(&["demo", &shown(&demo)]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let summary: Value =
        serde_json::from_slice(&std::fs::read(demo.join("summary.json")).unwrap()).unwrap();
    let canaries: Vec<String> = summary["canaries"]
        .as_array()
        .unwrap()
        .iter()
        .map(string)
        .collect();
    assert!(canaries.len() >= 10);
    let needles = needles(&canaries);
    // The search finds what it should find.
    assert!(find(&needles, &std::fs::read(demo.join("summary.json")).unwrap()).is_some());

    assert_eq!(find(&needles, ran.stdout.as_bytes()), None);
    assert_eq!(find(&needles, ran.stderr.as_bytes()), None);
    for file in files(&demo) {
        if file.ends_with("summary.json") {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(find(&needles, &bytes), None, "{}", file.display());
        if file.extension().is_some_and(|extension| extension == "pdf") {
            let text = tool("pdftotext", &[&shown(&file), "-"]);
            assert_eq!(find(&needles, text.as_bytes()), None, "{}", file.display());
        }
    }
    for package in summary["packages"].as_array().unwrap() {
        let file = demo.join(string(&package["file"]));
        let reader = string(&package["recipients"][0]);
        let key = std::fs::read_to_string(demo.join(format!("keys/{reader}.age"))).unwrap();
        search_payload(
            &needles,
            &std::fs::read(&file).unwrap(),
            key.trim(),
            &shown(&file),
        );
    }

    // They were entered, all of them: the commune's case officer can read them.
    let mut office = open_as(
        &demo.join("offices").join(COMMUNE),
        USER,
        "mật khẩu trình diễn",
    );
    let mut told = String::new();
    for case in tienbo_core::store::flat_records(
        office.store(),
        RecordKind::ViolenceCase,
        tienbo_core::store::OWN,
    )
    .unwrap()
    {
        let revealed = office.reveal_case(case.id).unwrap();
        for of in &revealed.persons {
            told.push_str(&serde_json::to_string(&of.identity).unwrap());
        }
        told.push_str(&serde_json::to_string(&revealed.papers).unwrap());
    }
    for canary in &canaries {
        assert!(told.contains(canary.as_str()), "{canary} was entered");
    }

    // Nor do they go to other systems, even where cases do person by person.
    let folder = work.path().join("parquet");
    std::fs::create_dir(&folder).unwrap();
    let year: tienbo_core::model::Period = "2024".parse().unwrap();
    office.write_records(&[year], &folder).unwrap();
    // Of few cases nothing goes.
    record_cases(&mut office, 24, 1..=12);
    let persons = office.write_persons(&[year], "Thử", &folder).unwrap();
    assert!(persons.rows > 0, "{persons:?}");
    let dump = python("duckdb_dump.py", &[&folder]);
    assert!(dump.contains("survivor_facts.parquet"), "{dump}");
    assert_eq!(find(&needles, dump.as_bytes()), None);
    let totals = office.totals(year).unwrap();
    let catalogue = office.catalogue_of(year).unwrap();
    let gate = office.gate(year.year).unwrap();
    let table = totals.table(
        catalogue,
        &gate,
        tienbo_core::message::Language::OFFICIAL,
        &[],
    );
    let csv = table.file(Path::new("tong-hop.csv")).unwrap();
    assert_eq!(find(&needles, &csv), None);
}

/// What the database holds once its key is known is still no identity: those are sealed apart.
#[test]
fn a_recorders_keys_open_no_identity() {
    let work = folder();
    let work = work.path();
    let commune = CliOffice::new(work, COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let case = commune.done(&["list", "violence_cases"])[0]["id"].clone();
    let case = RecordId::parse(case.as_str().unwrap()).unwrap();
    let passphrase = work.join("recorder.txt");
    std::fs::write(&passphrase, "mật khẩu của người ghi chép").unwrap();
    commune.put_user("ghi-chep", "recorder", "mật khẩu của người ghi chép");

    let mut recorder = open_as(&commune.folder, "ghi-chep", "mật khẩu của người ghi chép");
    assert!(recorder.reveal_case(case).is_err());
    assert!(recorder.find_persons("nguyen").is_err());
    drop(recorder);
    // She may record, and that is all.
    let as_recorder = |args: &[&str]| {
        let mut command = commune.command(args);
        command.args([
            "--user",
            "ghi-chep",
            "--passphrase-file",
            &shown(&passphrase),
        ]);
        run(&mut command).code
    };
    assert_eq!(as_recorder(&["list", "issued_documents"]), 0);
    assert_eq!(as_recorder(&["list", "violence_cases"]), 5);
    assert_eq!(as_recorder(&["close", "2024", "--reason", "x"]), 5);
    assert_eq!(
        as_recorder(&["trust", "--revoke", PROVINCE, "--reason", "Thử"]),
        5
    );
    let card = shown(&work.join("card.tienbo"));
    assert_eq!(as_recorder(&["card", "--new-keys", "-o", &card]), 5);
}

/// Small numbers of cases are masked in print, those a narrative calls by name included.
#[test]
fn small_numbers_are_masked_in_the_communes_print() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    let file = work.join("narrative.json");
    let text =
        r#"{"section": "I.2.5", "period": "2024-6t", "text": "Phát hiện {cases} vụ việc mẫu."}"#;
    std::fs::write(&file, text).unwrap();
    commune.done(&["add", "narratives", &shown(&file)]);
    // Four cases were found up to May: fewer than five.
    let figures = commune.done(&["figures", "2024-6t"]);
    assert_eq!(figures["figures"]["cases"]["value"], 4);
    let print = |office: &CliOffice, all: bool| {
        let pdf = work.join("report.pdf");
        let pdf = shown(&pdf);
        let mut args = vec!["report", "2024-6t", "-o", &pdf];
        if all {
            args.push("--all");
        }
        office.done(&args);
        let text = tool("pdftotext", &["-layout", &pdf, "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let printed = print(&commune, false);
    assert!(printed.contains("Phát hiện <5 vụ việc mẫu."), "{printed}");
    assert!(
        printed.contains("Trong kỳ phát hiện <5 vụ việc"),
        "{printed}"
    );
    // What it came to then is kept, once for all that was printed while it was so.
    print(&commune, false);
    let year = Year::new(2024).unwrap();
    let kept = store::open_reports(commune.open().store(), year).unwrap();
    let kept = kept.unwrap();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].1.contains(r#"[{"figure":"cases"},4]"#), "{kept:?}");
    // The province quotes the commune's sentence masked as well.
    assert_eq!(province.verdict(&commune.submit("2024-6t")), "goi.da-nhan");
    let printed = print(&province, true);
    assert!(
        printed.contains("Phường Vũ Ninh: Phát hiện <5 vụ việc mẫu."),
        "{printed}"
    );
}

#[test]
fn a_forgotten_passphrase_is_reset_with_the_recovery_sheet_and_nothing_else() {
    let work = folder();
    let work = work.path();
    let init = |unit: &'static str| {
        let sheet = work.join(format!("{unit}-recovery.txt"));
        let office = CliOffice::init(work, unit, &["--recovery-file", &shown(&sheet)]);
        (office, sheet)
    };
    let (commune, sheet) = init(COMMUNE);
    let new = work.join("new.txt");
    std::fs::write(&new, "mật khẩu mới đặt lại").unwrap();
    let reset = |sheet: &Path| {
        tienbo(&[
            "--office",
            &shown(&commune.folder),
            "--recovery-sheet",
            &shown(sheet),
            "user",
            "can-bo",
            "--replace",
            "--roles",
            "recorder,case-officer,receiver,head",
            "--new-passphrase-file",
            &shown(&new),
        ])
    };
    let other = work.join("other.txt");
    let text = std::fs::read_to_string(&sheet).unwrap();
    // A well-formed key that is another office's.
    let (_, stranger) = init(PROVINCE);
    std::fs::copy(stranger, &other).unwrap();
    assert_eq!(reset(&other).code, 3);
    std::fs::write(
        &other,
        text.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1X"),
    )
    .unwrap();
    assert_eq!(reset(&other).code, 3);
    assert_eq!(reset(&sheet).code, 0);
    assert_eq!(commune.run(&["verify"]).code, 3);
    drop(open_as(&commune.folder, USER, "mật khẩu mới đặt lại"));
}
