//! No file from outside makes the program hold more than is stated: each of these is refused with a
//! sentence by the real command, which has [`LIMIT`] of address space and would end without a word beyond.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_core::package::Recipient;
use tienbo_support::forge::{Hand, forged, label, manifest, of_entries, zipped};
use tienbo_support::paper::recipient;
use tienbo_support::{
    COMMUNE, CliOffice, PROVINCE, Ran, enrolled, folder, program, run, sample, shown,
};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Address space of the command, in KiB: 1 GiB, of which unlocking takes 128 MiB.
const LIMIT: u64 = 1 << 20;

/// Runs a command of an office within [`LIMIT`].
fn within(office: &CliOffice, args: &[&str]) -> Ran {
    let command = office.command(args);
    run(Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {LIMIT}; exec \"$@\""))
        .arg("sh")
        .arg(program("tienbo"))
        .args(command.get_args()))
}

const HEADS: [&str; 4] = ["Ký hiệu văn bản", "Ngày", "Cơ quan ban hành", "Trích yếu"];

fn text(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// The sheet of documents with its headings, one sound row, and whatever rows follow.
pub fn sheet(more: &str) -> String {
    let row = |number: usize, cells: [&str; 4]| {
        let cells = cells.into_iter().zip(["A", "B", "C", "D"]);
        let cells: String = cells
            .map(|(words, column)| text(&format!("{column}{number}"), words))
            .collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let sound = row(2, ["01/KH", "05/03/2024", "Ban VSTBPN", "Kế hoạch"]);
    let head = row(1, HEADS);
    format!(
        r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{head}{sound}{more}</sheetData></worksheet>"#
    )
}

const TOP: &str = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook><sheets><sheet name="Văn bản ban hành" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook of a sheet, shared strings and styles.
pub fn workbook(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    zipped(&[
        ("_rels/.rels", TOP.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

const NO_STRINGS: &str = "<sst/>";
const NO_STYLES: &str = "<styleSheet/>";

#[test]
fn a_workbook_is_refused_before_it_takes_memory() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let import = |name: &str, bytes: &[u8]| {
        let path = work.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let ran = within(&commune, &["import-xlsx", &shown(&path)]);
        assert!([0, 4].contains(&ran.code), "{name}: {ran:#?}");
        ran
    };
    let refused = |name: &str, bytes: &[u8], error: &str| {
        let ran = import(name, bytes);
        assert_eq!(ran.json()["error"], error, "{name}: {ran:#?}");
    };
    let book = |more: &str| workbook(&sheet(more), NO_STRINGS, NO_STYLES);
    let too_large = "workbook-too-large";

    for (name, place) in [("far", "XFD1048576"), ("low", "A1048576"), ("wide", "XFD3")] {
        let cell = text(place, "x");
        refused(
            name,
            &book(&format!("<row>{cell}</row>")),
            "workbook-too-far",
        );
    }
    let many = |times: usize, what: &str| what.repeat(times);
    let long = text("D3", &many(200 << 20, "a"));
    refused("long", &book(&format!("<row>{long}</row>")), too_large);
    refused(
        "tag",
        &book(&format!("<row {}>", many(20 << 20, "a=\"\" "))),
        too_large,
    );
    refused("deep", &book(&many(5_000_000, "<a>")), too_large);
    refused(
        "rows",
        &book(&many(100_001, "<row><c t=\"b\"><v>1</v></c></row>")),
        "workbook-too-far",
    );
    let string = format!("<sst><si><t>{}</t></si></sst>", many(32_000, "a"));
    let again = many(99_000, "<row><c t=\"s\"><v>0</v></c></row>");
    refused(
        "again",
        &workbook(&sheet(&again), &string, NO_STYLES),
        too_large,
    );
    let strings = format!("<sst>{}</sst>", many(3_000_000, "<si/>"));
    refused(
        "strings",
        &workbook(&sheet(""), &strings, NO_STYLES),
        too_large,
    );
    let xfs = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        many(3_000_000, "<xf/>")
    );
    refused("styles", &workbook(&sheet(""), NO_STRINGS, &xfs), too_large);

    // What a part claims of itself, and what is of no use here, takes nothing.
    let name = many(1_000_000, "a");
    let fonts = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{name}"/></numFmts><fonts><font><name val="{name}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        many(60_000, r#"<xf fontId="0" numFmtId="200"/>"#)
    );
    let claims = r#"<sst uniqueCount="1000000000000" count="1000000000000"/>"#;
    let ran = import("claims.xlsx", &workbook(&sheet(""), claims, &fonts));
    assert_eq!(ran.json()["added"]["issued_documents"], 1, "{ran:#?}");

    // So many entries, and one name twice.
    let names: Vec<String> = (0..60_000).map(|number| format!("xl/{number}")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused("entries", &zipped(&entries), too_large);
    let mut twice = zipped(&[("xl/a", b"1"), ("xl/b", b"2")]);
    for place in 0..twice.len() - 4 {
        if twice[place..].starts_with(b"xl/b") {
            twice[place + 3] = b'a';
        }
    }
    refused("twice", &twice, "workbook-not-a-workbook");
    // Every truncation of a sound one is refused in words too.
    let sound = book("");
    for length in (0..sound.len()).step_by(sound.len() / 10) {
        refused("cut", &sound[..length], "workbook-not-a-workbook");
    }
}

/// Whose packages the province opens, and the province.
struct Scene {
    work: tempfile::TempDir,
    province: CliOffice,
    sender: Hand,
    to: Vec<Recipient>,
}

fn scene() -> Scene {
    let work = folder();
    let ([commune], province) = enrolled(work.path(), [COMMUNE]);
    let to = vec![recipient(&province.open())];
    Scene {
        sender: Hand::of(&commune.open()),
        province,
        work,
        to,
    }
}

impl Scene {
    fn refuses(&self, name: &str, bytes: &[u8], code: &str) {
        let path = self.work.path().join(format!("{name}.tienbo"));
        std::fs::write(&path, bytes).unwrap();
        let ran = within(&self.province, &["import", &shown(&path)]);
        assert_eq!(ran.code, 1, "{name}: {ran:#?}");
        assert_eq!(ran.json()["files"][0]["verdict"], code, "{name}: {ran:#?}");
        std::fs::remove_file(&path).unwrap();
    }

    fn submission(&self, entries: &[(&str, &[u8])]) -> Vec<u8> {
        forged(
            &self.sender,
            label(&self.sender, &self.to, "submission"),
            entries,
        )
    }
}

#[test]
fn a_package_of_somebody_trusted_is_refused_before_it_takes_memory() {
    let scene = scene();
    let list = |element: &str, times: usize| format!("[{}0]", format!("{element},").repeat(times));
    // Files of their own that no packing makes short: the ratio is not what refuses them.
    let noise: Vec<u8> = (0u32..3 << 18)
        .flat_map(|number| {
            number
                .wrapping_mul(2_654_435_761)
                .rotate_left(7)
                .to_le_bytes()
        })
        .collect();
    let noise_name = "attachments/".to_owned() + &"a".repeat(64);
    let padded = |name: &str, bytes: &[u8]| {
        scene.submission(&[(name, bytes), (noise_name.as_str(), noise.as_slice())])
    };
    let (narrative, indicators) = ("narrative.json", "indicators.json");
    let large = "goi.qua-lon";
    let zeros = list("0", 30 << 20);
    scene.refuses(
        "zeros",
        &padded(narrative, zeros.as_bytes()),
        "goi.ban-ghi-sai",
    );
    scene.refuses(
        "element",
        &padded(narrative, format!("[{zeros}]").as_bytes()),
        large,
    );
    scene.refuses(
        "deep",
        &padded(indicators, "[".repeat(900_000).as_bytes()),
        "goi.ban-ghi-sai",
    );
    let objects = format!("[{{{}}}]", "\"a\":0,".repeat(9 << 20));
    scene.refuses("object", &padded(indicators, objects.as_bytes()), large);
    let spaces = vec![b' '; 70 << 20];
    scene.refuses("json", &padded(narrative, &spaces), large);
    let line = format!("{{\"id\":\"{}\"}}\n", "a".repeat(50 << 20));
    scene.refuses(
        "line",
        &padded("records/inspections.jsonl", line.as_bytes()),
        large,
    );
    let deleted: String = (0..100_001)
        .map(|_| {
            format!(
                "{{\"id\":\"{}\",\"deleted\":true}}\n",
                tienbo_core::model::RecordId::new()
            )
        })
        .collect();
    scene.refuses(
        "records",
        &padded("records/inspections.jsonl", deleted.as_bytes()),
        large,
    );
    // The same by packing alone.
    let small = scene.submission(&[(narrative, &vec![b'0'; 60 << 20])]);
    scene.refuses("ratio", &small, large);

    // A manifest of its own length, or of many entries that are not there.
    let own = label(&scene.sender, &scene.to, "submission");
    let mut long = serde_json::to_vec(&manifest(&own, &[])).unwrap();
    long.extend(vec![b' '; 9 << 20]);
    let entries: [(&str, &[u8]); 2] = [("manifest.json", &long), (&noise_name, &noise)];
    scene.refuses("manifest", &of_entries(&scene.sender, own, &entries), large);
    let names: Vec<String> = (0..90_000)
        .map(|number| format!("attachments/{number:064x}"))
        .collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    scene.refuses("entries", &scene.submission(&entries), large);

    // What anybody may send is small.
    let receipt = label(&scene.sender, &scene.to, "receipt");
    let entries: [(&str, &[u8]); 1] = [("receipt.json", &noise[..100 << 10])];
    scene.refuses("receipt", &forged(&scene.sender, receipt, &entries), large);
    let transfer = label(&scene.sender, &scene.to, "transfer");
    let values = format!("{{\"records\":{}}}", list("0", 4 << 20));
    let entries: [(&str, &[u8]); 2] = [
        ("transfer.json", values.as_bytes()),
        ("identity.age", &noise),
    ];
    scene.refuses(
        "transfer",
        &forged(&scene.sender, transfer, &entries),
        large,
    );
}

#[test]
fn a_strangers_card_is_small_and_is_not_kept() {
    let work = folder();
    let province = CliOffice::new(work.path(), PROVINCE);
    let stranger = CliOffice::new(work.path(), COMMUNE);
    let office = stranger.open();
    let own = vec![recipient(&office)];
    let hand = Hand::of(&office);
    let packages =
        || std::fs::read_dir(province.folder.join("packages")).map_or(0, Iterator::count);
    let write = |name: &str, bytes: &[u8]| {
        let path = work.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let junk = vec![7; 65 << 10];
    let mut entries = label(&hand, &own, "card");
    entries["payload"] = serde_json::json!({
        "size": junk.len(), "sha256": tienbo_core::model::Sha256::of(&junk).to_string()
    });
    let not_even_age = tienbo_support::forge::signed(&hand, &entries, &junk);
    assert_eq!(
        province.verdict(&write("large.tienbo", &not_even_age)),
        "goi.qua-lon"
    );
    for number in 0..3 {
        let card = forged(&hand, label(&hand, &own, "card"), &[]);
        let verdict = province.verdict(&write(&format!("{number}.tienbo"), &card));
        let expected = if number == 0 {
            "goi.the-da-nhan"
        } else {
            "goi.da-co"
        };
        assert_eq!(verdict, expected);
    }
    assert_eq!(packages(), 0, "nobody trusts it");
}

/// A backup of entries: name, bytes, how they are stored.
fn backup(path: &Path, entries: &[(&str, &[u8], CompressionMethod)]) -> PathBuf {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in entries {
        let options = SimpleFileOptions::default().compression_method(*method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    std::fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
    path.to_owned()
}

#[test]
fn a_backup_is_refused_before_it_fills_the_disk() {
    use CompressionMethod::{Deflated, Stored};
    let work = folder();
    let target = work.path().join("restored");
    let refused = |name: &str, path: &Path| {
        let ran = run(Command::new("sh")
            .arg("-c")
            .arg(format!("ulimit -v {LIMIT}; exec \"$@\""))
            .arg("sh")
            .arg(program("tienbo"))
            .args([
                "--json",
                "--office",
                &shown(&target),
                "restore",
                &shown(path),
            ]));
        assert_eq!(ran.code, 4, "{name}: {ran:#?}");
        assert_eq!(ran.json()["error"], "vault-bad-backup", "{name}: {ran:#?}");
        assert!(!target.exists(), "{name}");
    };
    let at = |name: &str| work.path().join(name);
    let zeros = vec![0; 64 << 20];
    let packed = backup(&at("packed"), &[("office.db", &zeros, Deflated)]);
    refused("packed", &packed);
    let outside = backup(&at("outside"), &[("../office.db", b"x", Stored)]);
    refused("outside", &outside);

    // One whose bytes are not there, and one that says it is longer than it is.
    let whole = backup(&at("whole"), &[("office.db", &zeros[..1 << 20], Stored)]);
    let whole = std::fs::read(whole).unwrap();
    for length in [whole.len() - 1, whole.len() / 2, 100] {
        std::fs::write(at("cut"), &whole[..length]).unwrap();
        refused("cut", &at("cut"));
    }
    let directory = whole
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    let mut longer = whole.clone();
    for size in [20, 24] {
        longer[directory + size..directory + size + 4].copy_from_slice(&(2u32 << 20).to_le_bytes());
    }
    std::fs::write(at("longer"), &longer).unwrap();
    refused("longer", &at("longer"));

    // A thousand entries that are all the same bytes of the file.
    let mut overlapping = whole[..directory].to_vec();
    let header = whole[directory..directory + 46].to_vec();
    let begins = overlapping.len() as u32;
    for number in 0..1_000 {
        let name = format!("packages/{number:064x}.tienbo");
        let mut header = header.clone();
        header[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
        overlapping.extend(&header);
        overlapping.extend(name.as_bytes());
    }
    let size = overlapping.len() as u32 - begins;
    overlapping.extend(b"PK\x05\x06\0\0\0\0\xe8\x03\xe8\x03");
    overlapping.extend(size.to_le_bytes());
    overlapping.extend(begins.to_le_bytes());
    overlapping.extend([0; 2]);
    std::fs::write(at("overlapping"), &overlapping).unwrap();
    refused("overlapping", &at("overlapping"));
}

#[test]
fn what_is_given_to_the_command_is_read_within_bounds() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let path = work.path().join("large.json");
    let mut large = b"[".to_vec();
    large.extend(b"0,".repeat(9 << 20));
    std::fs::write(&path, &large).unwrap();
    let large = shown(&path);
    for args in [
        vec!["add", "issued_documents", large.as_str()],
        vec!["case", "open", large.as_str()],
        vec!["units", "2024", "--changes", large.as_str()],
        vec!["catalogue", "--adopt", "--catalogue-file", large.as_str()],
    ] {
        let ran = within(&commune, &args);
        assert!([4, 6].contains(&ran.code), "{args:?}: {ran:#?}");
        assert!(!ran.stdout.is_empty() || !ran.stderr.is_empty(), "{args:?}");
    }
    // What is sound goes through within the same bounds.
    let book = shown(&sample("xa-mau-vu-ninh.xlsx"));
    assert_eq!(within(&commune, &["import-xlsx", &book]).code, 0);
}
