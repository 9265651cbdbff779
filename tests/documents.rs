//! Printed reports: looked at as pictures, read as text, checked by tools that are not ours.

use printpdf::{PdfDocument, PdfParseOptions};
use std::path::{Path, PathBuf};
use tienbo_core::model::RecordKind;
use tienbo_core::period::Scope;
use tienbo_core::report::Mark;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, enrolled, files, folder, repository, shown, tool,
};
use unicode_normalization::is_nfc;

/// Dots per inch of the golden pictures: lines of text are seen, letters are not.
const RESOLUTION: &str = "40";
/// Pictures are compared by the mean grey of squares of so many dots.
const SQUARE: usize = 8;
/// Most that a square may differ, of 255: fonts are drawn a little differently by each version of
/// the drawing program, but a line of text that moved or is missing differs by 40 and more.
const TOLERANCE: i32 = 24;

/// A page as grey dots.
struct Picture {
    width: usize,
    dots: Vec<u8>,
}

impl Picture {
    fn read(path: &Path) -> Self {
        let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        // Grey, in as many channels as the drawing program likes.
        let channels = info.color_type.samples();
        let dots: Vec<u8> = dots.chunks(channels).map(|dot| dot[0]).collect();
        Self {
            width: info.width as usize,
            dots,
        }
    }

    /// The largest difference of any square of two pictures; `None` where their sizes differ.
    fn difference(&self, other: &Self) -> Option<i32> {
        if self.width != other.width || self.dots.len() != other.dots.len() {
            return None;
        }
        let height = self.dots.len() / self.width;
        let mean = |dots: &[u8], left: usize, top: usize| {
            let mut sum = 0;
            for row in top..(top + SQUARE).min(height) {
                for column in left..(left + SQUARE).min(self.width) {
                    sum += i32::from(dots[row * self.width + column]);
                }
            }
            sum / (SQUARE * SQUARE) as i32
        };
        let mut worst = 0;
        for top in (0..height).step_by(SQUARE) {
            for left in (0..self.width).step_by(SQUARE) {
                let difference = mean(&self.dots, left, top) - mean(&other.dots, left, top);
                worst = worst.max(difference.abs());
            }
        }
        Some(worst)
    }
}

fn pictures(pdf: &Path, prefix: &Path) -> Vec<PathBuf> {
    tool(
        "pdftoppm",
        &[
            "-gray",
            "-png",
            "-r",
            RESOLUTION,
            &shown(pdf),
            &shown(prefix),
        ],
    );
    files(prefix.parent().unwrap())
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "png"))
        .collect()
}

/// Holds every page of a PDF against the pictures kept of it. `TIENBO_NEW_PICTURES=1` keeps new
/// ones, to be looked at before they are committed.
fn looks_as_before(pdf: &Path, name: &str) {
    let work = folder();
    let fresh = pictures(pdf, &work.path().join("page"));
    let kept = repository("tests/golden/pages").join(name);
    if std::env::var_os("TIENBO_NEW_PICTURES").is_some() {
        let _ = std::fs::remove_dir_all(&kept);
        std::fs::create_dir_all(&kept).unwrap();
        for page in &fresh {
            std::fs::copy(page, kept.join(page.file_name().unwrap())).unwrap();
        }
    }
    let kept = files(&kept);
    assert_eq!(fresh.len(), kept.len(), "{name}: number of pages");
    for (fresh, kept) in fresh.iter().zip(&kept) {
        let difference = Picture::read(fresh).difference(&Picture::read(kept));
        let close = difference.is_some_and(|difference| difference <= TOLERANCE);
        assert!(close, "{}: differs by {difference:?}", kept.display());
    }
    // The comparison tells pages apart.
    let first = Picture::read(&fresh[0]);
    for other in &fresh[1..] {
        let difference = first.difference(&Picture::read(other));
        assert!(difference.is_none_or(|difference| difference > TOLERANCE));
    }
}

/// What every PDF of the product must be.
fn sound(pdf: &Path, pages: u64) -> String {
    let path = shown(pdf);
    tool("qpdf", &["--check", &path]);
    let fonts = tool("pdffonts", &[&path]);
    let mut listed = 0;
    for line in fonts.lines().skip(2) {
        // name, type…, encoding, emb, sub, uni, object
        let words: Vec<&str> = line.split_whitespace().rev().collect();
        assert_eq!(words[3..5], ["yes", "yes"], "embedded and subset: {line}");
        assert!(line.contains("+Tinos-"), "{line}");
        listed += 1;
    }
    assert!(listed > 0);
    let info = tool("pdfinfo", &[&path]);
    let said = |words: &str| {
        info.lines()
            .any(|line| line.split_whitespace().eq(words.split(' ')))
    };
    assert!(said("Tagged: yes"), "{info}");
    assert!(info.contains("A4"), "{info}");
    assert!(said(&format!("Pages: {pages}")), "{info}");
    let meta = tool("pdfinfo", &["-meta", &path]);
    assert!(meta.contains("<pdfaid:part>2</pdfaid:part>"), "{meta}");
    assert!(
        meta.contains("<pdfaid:conformance>A</pdfaid:conformance>"),
        "{meta}"
    );
    // Read back by another reader too.
    let bytes = std::fs::read(pdf).unwrap();
    let read = PdfDocument::parse(&bytes, &PdfParseOptions::default(), &mut Vec::new()).unwrap();
    assert_eq!(read.pages.len() as u64, pages);
    let text = tool("pdftotext", &["-layout", &path, "-"]);
    assert!(is_nfc(&text), "the text can be copied out as NFC");
    text
}

/// Text without its line breaks, as it is read.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_communes_report() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let pdf = work.path().join("report.pdf");
    let args = [
        "report",
        "2024",
        "-o",
        &shown(&pdf),
        "--date",
        "5/12/2024",
        "--number",
        "7",
    ];
    let made = commune.done(&args);
    let text = sound(&pdf, made["pages"].as_u64().unwrap());
    let flowing = flowing(&text);
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/BC-BVSTBPN",
        "Vũ Ninh, ngày 05 tháng 12 năm 2024",
        "Kết quả hoạt động vì sự tiến bộ của phụ nữ năm 2024",
        "373/QĐ-UBND",
        "Tổ chức 60 cuộc truyền thông",
        "20.000.000 đồng",
        "Lưu: VT, BVSTBPN.",
        "Nguyễn Thị Mẫu",
    ] {
        assert!(flowing.contains(words), "{words}: {text}");
    }
    // Each page of the long table repeats its head; page 1 has no number, the others do.
    let pages: Vec<&str> = text.split('\u{c}').collect();
    for page in &pages[..4] {
        assert!(page.contains("Ngày ban"), "{page}");
    }
    assert!(pages[1].trim_start().starts_with('2'));
    assert!(!pages[0].trim_start().starts_with('1'));
    // The signature is not alone on the last page.
    assert!(
        pages[pages.len() - 2].contains("cơ sở."),
        "{}",
        pages[pages.len() - 2]
    );
    looks_as_before(&pdf, "commune-2024");
}

#[test]
fn the_provinces_report_names_every_unit() {
    let work = folder();
    let path = work.path();
    let ([commune, other], province) = enrolled(path, [COMMUNE, OTHER_COMMUNE]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    other.import_sample("xa-mau-dap-cau.xlsx");
    for unit in [&commune, &other] {
        assert_eq!(province.verdict(&unit.submit("2024-6t")), "goi.da-nhan");
    }
    let pdf = path.join("report.pdf");
    let args = [
        "report",
        "2024-6t",
        "-o",
        &shown(&pdf),
        "--date",
        "10/6/2024",
        "--all",
    ];
    let made = province.done(&args);
    let text = sound(&pdf, made["pages"].as_u64().unwrap());
    let flowing = flowing(&text);
    for words in [
        "2 đơn vị đã gửi báo cáo; 136 đơn vị chưa gửi",
        "Phường Vũ Ninh: Kinh phí còn hạn hẹp",
        "Phường Đáp Cầu: Kinh phí còn hạn hẹp",
        "thuộc Huyện Gia Bình: Thị trấn Gia Bình;",
    ] {
        assert!(flowing.contains(words), "{words}: {text}");
    }
    assert!(
        !flowing.contains("Phường Vũ Ninh; Phường"),
        "who reported is not missing"
    );
    looks_as_before(&pdf, "province-2024-6t");
}

/// Text that is as long as the program allows, and markup that is none, stay inside the page.
#[test]
fn no_text_leaves_the_page() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let long = "dài ".repeat(249);
    let records = [
        (
            "issued_documents",
            serde_json::json!([
                {"symbol": "0123456789".repeat(6), "date": "2024-02-01", "issuer": "x".repeat(300), "summary": long},
                {"symbol": "#[1] $x$ *a* _b_ @c", "date": "2024-02-02", "issuer": "#set page(width: 1cm)", "summary": "= Đề mục \\ `mã` <nhãn>"},
            ]),
        ),
        (
            "training_courses",
            serde_json::json!([
                {"title": "Lớp", "date": "2024-02-01", "purpose": "gender-equality", "women": 1,
                 "content": "nội dung rất dài ".repeat(290)},
            ]),
        ),
    ];
    for (kind, objects) in records {
        let file = work.path().join("records.json");
        std::fs::write(&file, objects.to_string()).unwrap();
        commune.done(&["add", kind, &shown(&file)]);
    }
    let pdf = work.path().join("report.pdf");
    let made = commune.done(&["report", "2024", "-o", &shown(&pdf), "--date", "5/12/2024"]);
    let text = sound(&pdf, made["pages"].as_u64().unwrap());
    assert!(text.contains("#[1] $x$"), "{text}");
    assert!(text.contains("= Đề mục"), "{text}");
    let boxes = tool("pdftotext", &["-bbox", &shown(&pdf), "-"]);
    let number = |line: &str, name: &str| -> f64 {
        let rest = line.split(&format!("{name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let words: Vec<&str> = boxes
        .lines()
        .filter(|line| line.contains("<word"))
        .collect();
    assert!(words.len() > 1000);
    for word in words {
        // The text's area of an A4 page, in points, with a hair's breadth.
        assert!(
            number(word, "xMin") > 84.0 && number(word, "xMax") < 554.0,
            "{word}"
        );
        assert!(
            number(word, "yMin") > 20.0 && number(word, "yMax") < 788.0,
            "{word}"
        );
    }
    assert_eq!(boxes.matches(">dài<").count(), 249 + 290);
    assert_eq!(boxes.matches(">rất<").count(), 290);
}

#[test]
fn every_number_on_a_page_leads_to_what_is_under_it() {
    let folder = folder();
    let commune = CliOffice::new(folder.path(), COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let office = commune.open();
    let period: tienbo_core::model::Period = "2024".parse().unwrap();
    let day = tienbo_core::model::Day::parse("5/12/2024").unwrap();
    let pages = office.pages(period, day, None, &Scope::Own).unwrap();
    let data = office.own_data(period).unwrap();
    let figures = tienbo_core::sections::figures(&data);
    let gate = office.gate(period.year).unwrap();
    let behind = [office.unit().clone()].into();
    let mut seen = std::collections::BTreeSet::new();
    for page in 0..pages.count() {
        let sight = pages.sight(page).unwrap();
        for spot in &sight.spots {
            assert!(
                spot.x >= 0.0 && spot.x + spot.width <= sight.width,
                "{spot:?}"
            );
            assert!(
                spot.y >= 0.0 && spot.y + spot.height <= sight.height,
                "{spot:?}"
            );
            match &spot.mark {
                Mark::Figure(code) => {
                    let figure = &figures[code];
                    let shown = gate.figure(&behind, period, code, figure.value);
                    assert_eq!(spot.text, shown.unwrap().to_string(), "{code}");
                    let known = RecordKind::ALL.iter().flat_map(|kind| data.ids(*kind));
                    let known: std::collections::BTreeSet<_> = known.collect();
                    assert!(figure.records.is_subset(&known), "{code}");
                    seen.insert(code.to_string());
                }
                Mark::Record(table, id) => {
                    let kind = RecordKind::from_table(table).unwrap();
                    let id = tienbo_core::model::RecordId::parse(id).unwrap();
                    assert!(data.ids(kind).contains(&id), "{table} {id}");
                    seen.insert(table.clone());
                }
                Mark::Place(_) => {}
            }
        }
    }
    for expected in [
        "events",
        "events.women",
        "funding.granted",
        "members",
        "issued_documents",
    ] {
        assert!(
            seen.contains(expected),
            "{expected} is not on the pages: {seen:?}"
        );
    }
}

#[test]
fn the_recovery_sheet_can_be_typed_off_and_scanned() {
    let folder = folder();
    let identity = "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSD4TE5X";
    let drawn = tienbo_core::report::recovery_sheet("Phường Vũ Ninh", identity);
    let pdf = folder.path().join("to-khoi-phuc.pdf");
    std::fs::write(&pdf, tienbo_core::report::sheet(&drawn).unwrap()).unwrap();
    let path = shown(&pdf);
    tool("qpdf", &["--check", &path]);
    let text = tool("pdftotext", &["-layout", &path, "-"]);
    let letters: String = text.split_whitespace().collect();
    assert!(letters.contains(identity), "{text}");
    assert!(
        text.contains("SD4TE5X") || text.contains("D4TE5X"),
        "{text}"
    );
    assert!(flowing(&text).contains("Phường Vũ Ninh"), "{text}");
    assert!(tool("pdfinfo", &[&path]).contains("Pages:           1"));
    let picture = folder.path().join("trang");
    tool(
        "pdftoppm",
        &["-r", "150", "-png", "-singlefile", &path, &shown(&picture)],
    );
    let picture = picture.with_extension("png");
    keep_artefact(&picture, "recovery-sheet.png");
    let scanned = tool("zbarimg", &["--quiet", "--raw", &shown(&picture)]);
    assert_eq!(scanned.trim(), identity);
}

/// Keeps a picture among the build's artefacts, to be looked at.
fn keep_artefact(picture: &Path, name: &str) {
    let artefacts = repository("target/screenshots");
    std::fs::create_dir_all(&artefacts).unwrap();
    std::fs::copy(picture, artefacts.join(name)).unwrap();
}
