//! The print in a package is its sender's: it is a PDF, it is held against one made anew from the records
//! beside it, and what is said of it is true.

use tienbo_support::forge::{Hand, forged, label};
use tienbo_support::paper::recipient;
use tienbo_support::{COMMUNE, commune_and_province, folder};

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
    // One that is a PDF and says something else is taken in, and told from what the records say.
    let lie = b"%PDF-1.7\nsomething else\n%%EOF\n";
    let own = label(&hand, &to, "submission");
    let file = path.join("lie.tienbo");
    std::fs::write(&file, forged(&hand, own, &[("report.pdf", lie)])).unwrap();
    assert_eq!(province.verdict(&file), "goi.da-nhan");
    let told = province.done(&["review", COMMUNE, "2024", "--print"]);
    assert_eq!(told["standing"], "other", "{told}");

    // The unit's own is told to be the same.
    let honest = commune.submit("2024-6t");
    assert_eq!(province.verdict(&honest), "goi.da-nhan");
    let told = province.done(&["review", COMMUNE, "2024-6t", "--print"]);
    assert_eq!(told["standing"], "same", "{told}");
}
