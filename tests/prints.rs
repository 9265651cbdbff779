//! The print in a package is its sender's: it is a PDF, it is held against one made anew from the records
//! beside it, and what is said of it, and of where they differ, is true.

use age::secrecy::ExposeSecret;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;
use std::io::Write;
use std::process::Command;
use tienbo_core::model::{Period, UnitCode, is_unseen};
use tienbo_core::package::{Content, Label, Manifest, PackageKind, SigningKey, write_submission};
use tienbo_core::report::{Block, Document, Piece, pdf};
use tienbo_core::store::{self, Submission};
use tienbo_support::forge::{Hand, forged, label, pages, stream};
use tienbo_support::paper::recipient;
use tienbo_support::{COMMUNE, CliOffice, commune_and_province, folder, program, run, string};

const PERIOD: &str = "2024-6t";
const COMPARE: [&str; 4] = ["review", COMMUNE, PERIOD, "--print"];

#[test]
fn a_print_is_a_pdf_and_is_held_against_the_records() {
    let work = folder();
    let path = work.path();
    let (commune, province) = commune_and_province(path);
    let hand = Hand::of(&commune.open());
    let to = [recipient(&province.open())];
    let evil: [&[u8]; 6] = [
        b"",
        b"MZ\x90\0%PDF-1.7 %%EOF",
        b"%PDF-1.7",
        b"\n%PDF-1.7\n%%EOF",
        b"<html>%%EOF",
        b"#!/bin/sh\n%%EOF",
    ];
    for (number, print) in evil.into_iter().enumerate() {
        let own = label(&hand, &to, "submission");
        let file = path.join(format!("{number}.tienbo"));
        std::fs::write(&file, forged(&hand, own, &[("report.pdf", print)])).unwrap();
        assert_eq!(province.verdict(&file), "goi.hong", "{number}");
    }
    // The unit's own is told to be the same.
    let honest = commune.submit(PERIOD);
    assert_eq!(province.verdict(&honest), "goi.da-nhan");
    let told = province.done(&COMPARE);
    assert_eq!(told["standing"], "same", "{told}");
    assert_eq!(told["places"], serde_json::json!([]), "{told}");
}

/// A commune whose head has her own package of honest records, and puts other prints into it.
struct Liar {
    work: tempfile::TempDir,
    commune: CliOffice,
    province: CliOffice,
    sent: Submission,
    manifest: Manifest,
    content: Content,
}

impl Liar {
    fn new() -> Self {
        let work = folder();
        let (commune, province) = commune_and_province(work.path());
        let honest = commune.submit(PERIOD);
        let id = string(&province.import(&[&honest])[0]["package_id"]);
        let office = province.open();
        let (manifest, content) = office.reread(&id).unwrap();
        let sent = store::submission_by_package(office.store(), &id).unwrap();
        drop(office);
        Self {
            work,
            commune,
            province,
            sent: sent.unwrap(),
            manifest,
            content,
        }
    }

    /// What her records print.
    fn honest(&self) -> Document {
        let made = self.sent.created_at.day().unwrap();
        let unit = UnitCode::new(COMMUNE).unwrap();
        let period: Period = PERIOD.parse().unwrap();
        self.province
            .open()
            .report_of_unit(&unit, period, made)
            .unwrap()
    }

    /// Sends a print beside the same records, signed with her own valid keys; gives what a check says of it.
    fn sends(&self, number: i64, print: &[u8]) -> Value {
        let (office, to) = (self.commune.open(), self.province.open());
        let key = SigningKey::from_box(office.signing_box().unwrap().expose_secret()).unwrap();
        let label = Label {
            kind: PackageKind::Submission,
            signing_key: &key,
            sender: self.manifest.sender.clone(),
            own_reading_key: None,
            register_key: None,
            recipients: vec![recipient(&to)],
            period: Some(self.sent.period),
            revision: Some(1 + number),
            supersedes: None,
            sequence: 1_000 + number,
            created_at: self.sent.created_at,
            catalogue: "bac-ninh-2024.1".to_owned(),
            audit: self.manifest.audit.clone(),
            log_before: None,
            closing: self.manifest.closing.clone(),
            introductions: Vec::new(),
        };
        drop(to);
        let content = Content {
            report: Some(print.to_vec()),
            ..self.content.clone()
        };
        let package = write_submission(label, &content, self.manifest.totals.clone()).unwrap();
        let file = self.work.path().join(format!("lie-{number}.tienbo"));
        std::fs::write(&file, package.bytes).unwrap();
        let outcome = self.province.import(&[&file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.thay-the", "{outcome}");
        self.province.done(&COMPARE)
    }
}

/// The digits of a number that a report prints, each of its texts that says one.
fn numbers(document: &mut Document) -> impl Iterator<Item = &mut String> {
    let texts = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph { text } | Block::Lead { text } => Some(text),
        _ => None,
    });
    let pieces = texts.flat_map(|text| text.0.iter_mut());
    pieces.filter_map(|piece| match piece {
        Piece::Marked { text, .. } if text.parse::<u32>().is_ok_and(|number| number > 9) => {
            Some(text)
        }
        _ => None,
    })
}

#[test]
fn a_check_says_where_a_print_says_otherwise_than_its_records() {
    let liar = Liar::new();
    let mut document = liar.honest();
    let number = numbers(&mut document).last().unwrap();
    let truth = number.clone();
    let lie = match truth.strip_prefix('9') {
        Some(rest) => format!("8{rest}"),
        None => format!("9{}", &truth[1..]),
    };
    number.clone_from(&lie);
    let print = pdf(&document).unwrap();
    let told = liar.sends(1, &print.bytes);
    assert_eq!(told["standing"], "other", "{told}");
    let places = told["places"].as_array().unwrap();
    let [place] = places.as_slice() else {
        panic!("{told}");
    };
    let [came, anew] = ["came", "anew"].map(|print| string(&place[print]));
    assert!(came.contains(&lie) && anew.contains(&truth), "{place}");
    assert_eq!(came.replacen(&lie, &truth, 1), anew, "{place}");
    let page = usize::try_from(place["page"].as_u64().unwrap()).unwrap();
    assert!((1..=print.pages).contains(&page), "{place}");
    // The page is the one on which an outside reader finds it.
    let file = liar.work.path().join("lie.pdf");
    std::fs::write(&file, &print.bytes).unwrap();
    let page = page.to_string();
    let text = Command::new("pdftotext")
        .args(["-f", &page, "-l", &page, "-layout"])
        .arg(&file)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let letters = |line: &str| line.split_whitespace().collect::<String>();
    let came = letters(&came);
    assert!(
        text.lines().any(|line| letters(line) == came),
        "{came}: {text}"
    );
    // People are told the same as programs.
    let command = liar.province.command(&COMPARE);
    let for_people = command.get_args().filter(|word| *word != "--json");
    let said = run(Command::new(program("tienbo")).args(for_people));
    assert!(
        said.stdout.contains(&string(&place["sentence"])),
        "{said:?}"
    );
}

#[test]
fn a_print_that_looks_otherwise_or_cannot_be_read_is_not_told_to_be_the_same() {
    let liar = Liar::new();
    let honest = pdf(&liar.honest()).unwrap().bytes;
    // Something behind its end, which no reader shows.
    let longer = [&honest[..], b"\n%%EOF\n"].concat();
    let told = liar.sends(1, &longer);
    assert_eq!(told["standing"], "drawn", "{told}");
    assert_eq!(
        (&told["places"], &told["drawn"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );

    // No PDF at all; one that unpacks without an end.
    let bomb = |bytes: usize| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; bytes]).unwrap();
        stream("/Filter/FlateDecode", &encoder.finish().unwrap())
    };
    let meanings = || stream("", b"1 beginbfrange <0000> <FFFF> <0000> endbfrange");
    let prints = [
        b"%PDF-1.7\nsomething else\n%%EOF\n".to_vec(),
        pages(1, bomb(64 << 20), meanings()),
        pages(1_500, bomb(3 << 20), meanings()),
    ];
    for (number, print) in (2..).zip(&prints) {
        let told = liar.sends(number, print);
        assert_eq!(told["standing"], "unreadable", "{told}");
    }

    // One that says something else altogether is told in few words, none of which steers a terminal.
    let codes: String = "\u{1b}]0;pwned\u{7}\u{202e}NHẬN"
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    let lines: String = (0..500).map(|_| format!("<{codes}>Tj 0 -1 Td ")).collect();
    let content = format!("BT /f0 9 Tf 1 0 0 1 50 800 Tm 0 -9 Td {lines} ET");
    let told = liar.sends(9, &pages(3, stream("", content.as_bytes()), meanings()));
    assert_eq!(told["standing"], "other", "{told}");
    assert_eq!(told["places"].as_array().unwrap().len(), 40);
    let told = told.to_string();
    assert!(told.contains("NHẬN") && !told.contains("\\u00"), "{told}");
    assert!(!told.chars().any(is_unseen), "{told}");
}

#[test]
fn the_senders_print_is_saved_as_it_came() {
    let liar = Liar::new();
    let print = b"%PDF-1.7\nas it came\n%%EOF\n";
    assert_eq!(liar.sends(1, print)["standing"], "unreadable");
    let mut office = liar.province.open();
    let unit = UnitCode::new(COMMUNE).unwrap();
    let current = store::current_submission(office.store(), &unit, PERIOD.parse().unwrap());
    let package = current.unwrap().unwrap().package_id;
    let file = liar.work.path().join("ban-in.pdf");
    office.write_submitted_report(&package, &file).unwrap();
    assert_eq!(std::fs::read(file).unwrap(), print);
}
