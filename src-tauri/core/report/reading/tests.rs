//! What this program prints is read as it reads; what somebody else writes takes no more than is stated.

use super::*;
use crate::catalogue::CatalogueFiles;
use crate::model::{Day, UnitCode};
use crate::report::{Letterhead, Listing, Pdf, pdf};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;
use tienbo_support::forge::{pages, print, stream};

/// A list of units, printed.
fn printed(rows: &[(&str, i64)]) -> Pdf {
    let catalogue = CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let catalogue = catalogue.load().unwrap();
    let office = catalogue.units.get(&UnitCode::new("27").unwrap()).unwrap();
    let listing = Listing {
        letterhead: Letterhead {
            catalogue: &catalogue,
            office,
            signing: &[],
            date: Day::parse("2024-12-20").unwrap(),
            number: None,
        },
        kind: "BẢNG THỬ".to_owned(),
        title: "Số cuộc truyền thông của các đơn vị".to_owned(),
        heads: &["Đơn vị".to_owned(), "Số cuộc".to_owned()],
        rows: rows
            .iter()
            .map(|(unit, number)| vec![(*unit).to_owned(), number.to_string()])
            .collect(),
        notes: &["Hết bảng.".to_owned()],
    };
    pdf(&listing.document()).unwrap()
}

fn units() -> Vec<(String, i64)> {
    (0..90)
        .map(|unit| (format!("Xã Quỳnh Phú số {unit}"), 1_000 + unit))
        .collect()
}

fn rows(units: &[(String, i64)]) -> Vec<(&str, i64)> {
    units
        .iter()
        .map(|(unit, number)| (unit.as_str(), *number))
        .collect()
}

#[test]
fn a_report_reads_as_it_was_printed() {
    let units = units();
    let print = printed(&rows(&units));
    let pages = read_print(&print.bytes).unwrap();
    assert!(pages.len() == print.pages && pages.len() > 1);
    let lines: Vec<&str> = pages
        .iter()
        .flat_map(|page| &page.lines)
        .map(String::as_str)
        .collect();
    for (unit, number) in &units {
        assert!(
            lines.contains(&format!("{unit} {number}").as_str()),
            "{lines:#?}"
        );
    }
    assert!(
        lines.contains(&"BẢNG THỬ") && lines.contains(&"Hết bảng."),
        "{lines:#?}"
    );
}

#[test]
fn one_changed_number_is_told_with_its_page_and_line() {
    let mut units = units();
    let anew = read_print(&printed(&rows(&units)).bytes).unwrap();
    assert_eq!(compare(&anew, &anew), Compared::default());
    units[70].1 = 9;
    let came = read_print(&printed(&rows(&units)).bytes).unwrap();
    let compared = compare(&came, &anew);
    let line = |number: i64| (2, format!("Xã Quỳnh Phú số 70 {number}"));
    let place = Difference {
        came: Some(line(9)),
        anew: Some(line(1_070)),
    };
    assert_eq!((compared.places, compared.more), (vec![place], 0));
    assert!(compared.drawn.contains(&2));
}

#[test]
fn where_pages_break_is_no_difference() {
    let units = units();
    let anew = read_print(&printed(&rows(&units)).bytes).unwrap();
    let came = read_print(&printed(&rows(&units[3..])).bytes).unwrap();
    let compared = compare(&came, &anew);
    let only: Vec<&Difference> = compared
        .places
        .iter()
        .filter(|place| place.came.is_none())
        .collect();
    // The three lines; and the heads of the table's columns, which stand on each page.
    assert!(
        only.len() >= 3 && compared.places.len() <= 3 + 4 * anew.len(),
        "{compared:#?}"
    );
}

#[test]
fn of_prints_that_have_nothing_in_common_no_more_is_told_than_some() {
    let long = "số ".repeat(500);
    let page = |line: &str| Page {
        lines: (0..1_000)
            .map(|number| format!("{line} {number} {long}"))
            .collect(),
        drawn: Sha256::of(line.as_bytes()),
    };
    let compared = compare(&[page("a")], &[page("b")]);
    assert_eq!((compared.places.len(), compared.more), (40, 960));
    let (_, shown) = compared.places[0].came.as_ref().unwrap();
    assert!(shown.chars().count() <= 201, "{shown}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    stream("/Filter/FlateDecode", &encoder.finish().unwrap())
}

const MEANINGS: &[u8] =
    b"1 beginbfchar <0001> <0041> endbfchar 1 beginbfrange <0010> <0012> <1EA0> endbfrange";

#[test]
fn text_is_read_wherever_it_is_put() {
    let content =
        b"q 1 0 0 1 50 0 cm BT /f0 9 Tf 1 0 0 1 100 700 Tm (\\000\\020)Tj [<0012>3<0001>]TJ ET Q
        BT /f0 9 Tf 1 0 0 1 10 700.5 Tm <0001> Tj 0 -20 Td <0011> Tj 20 TL T* <0099> Tj ET";
    let read = read_print(&pages(1, stream("", content), packed(MEANINGS))).unwrap();
    assert_eq!(
        read[0].lines,
        ["A \u{1ea0}\u{1ea2}A", "\u{1ea1}", "\u{fffd}"]
    );
}

#[test]
fn what_is_drawn_over_text_is_told_with_its_page() {
    let read = |over: &str| {
        let content = format!("BT /f0 9 Tf 1 0 0 1 10 700 Tm <0001> Tj ET {over}");
        let content = stream("", content.as_bytes());
        read_print(&pages(1, content, packed(MEANINGS))).unwrap()
    };
    let honest = read("");
    for over in ["1 1 1 rg 0 690 99 30 re f", "/picture Do"] {
        let compared = compare(&read(over), &honest);
        assert!(compared.places.is_empty(), "{compared:?}");
        assert_eq!(compared.drawn, [1]);
    }
    // A letter of which its font says nothing is told as well.
    assert_eq!(compare(&read("BT <0099> Tj ET"), &honest).places.len(), 1);
}

#[test]
fn what_unpacks_without_an_end_cannot_be_read() {
    let bomb = packed(&vec![b' '; 5 << 20]);
    let meanings = || packed(MEANINGS);
    assert_eq!(
        read_print(&pages(1, bomb.clone(), meanings())),
        Err(Unreadable)
    );
    assert_eq!(
        read_print(&pages(1, stream("", b"/f0 9 Tf"), bomb)),
        Err(Unreadable)
    );
    // One that many pages have is unpacked for each.
    let large = packed(&vec![b' '; 3 << 20]);
    assert!(read_print(&pages(2, large.clone(), meanings())).is_ok());
    assert_eq!(
        read_print(&pages(1_000, large, meanings())),
        Err(Unreadable)
    );
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", b"x");
    assert_eq!(read_print(&pages(1, twice, meanings())), Err(Unreadable));
}

#[test]
fn what_goes_round_in_circles_cannot_be_read() {
    let endless = [
        &b"<</Pages 1 0 R/Kids[1 0 R 1 0 R]>>"[..],
        b"<</Pages 2 0 R>>",
        b"<</Pages<</Kids[]/Kids 7>>>>",
    ];
    for root in endless {
        assert_eq!(read_print(&print(&[root.to_vec()])), Err(Unreadable));
    }
    let own_length = b"<</Length 4 0 R>>\nstream\nx\nendstream".to_vec();
    assert_eq!(
        read_print(&pages(1, own_length, packed(MEANINGS))),
        Err(Unreadable)
    );
    let deep = b"q ".repeat(100);
    assert_eq!(
        read_print(&pages(1, stream("", &deep), packed(MEANINGS))),
        Err(Unreadable)
    );
    let many = b"1 ".repeat(100);
    assert_eq!(
        read_print(&pages(1, stream("", &many), packed(MEANINGS))),
        Err(Unreadable)
    );
    assert_eq!(read_print(b"%PDF-1.7\nxyz\n%%EOF\n"), Err(Unreadable));
    assert_eq!(read_print(&vec![b'%'; MAX_FILE + 1]), Err(Unreadable));
}
