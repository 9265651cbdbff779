//! Every reason for which a package is refused, provoked once, with nothing changed by it.

use age::secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use tienbo_core::model::{Cell, Moment, RecordId, RecordKind, Stored, UnitCode};
use tienbo_core::package::{
    Content, ControlTotals, Label, Package, PackageKind, Recipient, Sender, SigningKey,
    write_submission,
};
use tienbo_core::store::AuditHead;
use tienbo_core::vault::Office;
use tienbo_support::{COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, enrolled, folder, shown};
use zip::write::SimpleFileOptions;

const ENTRIES: [&str; 3] = ["envelope.json", "envelope.json.minisig", "payload.age"];

/// The container, written here by the specification alone.
fn container(entries: [&[u8]; 3]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .system(zip::System::Unix)
        .unix_permissions(0o644);
    for (name, bytes) in ENTRIES.into_iter().zip(entries) {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn entries(package: &Path) -> [Vec<u8>; 3] {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(package).unwrap()).unwrap();
    ENTRIES.map(|name| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// The sender changes its own label and signs it again.
fn relabelled(sender: &Office, package: &Path, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let [label, _, payload] = entries(package);
    let mut label: Value = serde_json::from_slice(&label).unwrap();
    change(&mut label);
    let id = label["package_id"].as_str().unwrap().to_owned();
    let label = serde_json::to_vec(&label).unwrap();
    let key = SigningKey::from_box(sender.signing_box().unwrap().expose_secret()).unwrap();
    let signature = key.sign(&label, &id).unwrap();
    container([&label, signature.as_bytes(), &payload])
}

/// A submission with whatever content, correctly signed and sealed by an office.
fn forged(
    sender: &Office,
    to: &Office,
    content: &Content,
    change: impl FnOnce(&mut Label),
) -> Package {
    let key = SigningKey::from_box(sender.signing_box().unwrap().expose_secret()).unwrap();
    let mut label = Label {
        kind: PackageKind::Submission,
        signing_key: &key,
        sender: Sender {
            unit: sender.unit().clone(),
            name: sender.name().to_owned(),
            signing_key: key.public(),
        },
        own_reading_key: Some(sender.reading_key().to_owned()),
        register_key: None,
        recipients: vec![Recipient {
            unit: to.unit().clone(),
            name: to.name().to_owned(),
            key: to.reading_key().to_owned(),
        }],
        period: Some("2024".parse().unwrap()),
        revision: Some(1),
        supersedes: None,
        sequence: 1000,
        created_at: Moment::now(),
        catalogue: "bac-ninh-2024.1".to_owned(),
        audit: AuditHead {
            length: 1,
            hash: "0".repeat(64),
        },
        log_before: None,
        closing: None,
        introductions: Vec::new(),
    };
    change(&mut label);
    write_submission(label, content, ControlTotals::default()).unwrap()
}

fn record(kind: RecordKind, fields: Value) -> Content {
    let cells = kind.from_json(fields.as_object().unwrap()).unwrap();
    let record = Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: cells,
    };
    Content {
        records: [(kind, vec![record])].into(),
        ..Content::default()
    }
}

fn case(commune: &str) -> Content {
    record(
        RecordKind::CaseFacts,
        json!({"number": "1", "found": "2024-05", "commune": commune, "category": "domestic"}),
    )
}

struct Scene {
    work: tempfile::TempDir,
    province: CliOffice,
    district: CliOffice,
    commune: CliOffice,
    other: CliOffice,
    /// The commune's honest six-month submission.
    honest: PathBuf,
}

fn scene() -> Scene {
    let work = folder();
    let path = work.path();
    let ([commune, district], province) = enrolled(path, [COMMUNE, DISTRICT]);
    let other = CliOffice::new(path, OTHER_COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let honest = commune.submit("2024-6t");
    Scene {
        work,
        province,
        district,
        commune,
        other,
        honest,
    }
}

impl Scene {
    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.work.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The province refuses a file with this code, in words, and holds what it held.
    fn refuses(&self, name: &str, bytes: &[u8], code: &str) -> Value {
        let before = self.province.done(&["figures", "2024-6t", "--all"]);
        let outcome = self.province.import(&[&self.write(name, bytes)]).remove(0);
        assert_eq!(outcome["verdict"], code, "{name}: {outcome}");
        let sentence = outcome["sentence"].as_str().unwrap();
        assert!(sentence.contains(". "), "{sentence} says what to do");
        let after = self.province.done(&["figures", "2024-6t", "--all"]);
        assert_eq!(before, after, "{name}");
        outcome
    }
}

#[test]
fn what_anybody_can_do_to_a_file_is_noticed() {
    let scene = scene();
    let honest = std::fs::read(&scene.honest).unwrap();
    scene.refuses("cut.tienbo", &honest[..honest.len() - 1], "goi.hong");
    scene.refuses("text.tienbo", "không phải gói".as_bytes(), "goi.hong");
    let longer = [&honest[..], b"x"].concat();
    scene.refuses("longer.tienbo", &longer, "goi.hong");

    let [label, signature, payload] = entries(&scene.honest);
    let text = String::from_utf8(label.clone()).unwrap();
    let label_changed = text
        .replace("\"revision\": 1", "\"revision\": 9")
        .into_bytes();
    assert_ne!(label_changed, label);
    let bytes = container([&label_changed, &signature, &payload]);
    scene.refuses("label.tienbo", &bytes, "goi.chu-ky-sai");
    let mut payload_changed = payload.clone();
    payload_changed[500] ^= 1;
    let bytes = container([&label, &signature, &payload_changed]);
    scene.refuses("payload.tienbo", &bytes, "goi.chu-ky-sai");
    let bytes = container([&vec![b' '; 70 << 10], &signature, &payload]);
    scene.refuses("large.tienbo", &bytes, "goi.qua-lon");
    // Written by the specification alone, the honest package is the same file.
    assert_eq!(container([&label, &signature, &payload]), honest);
}

#[test]
fn keys_and_units_are_held_against_the_label() {
    let scene = scene();
    let honest = std::fs::read(&scene.honest).unwrap();
    let province = scene.province.open();
    let commune = scene.commune.open();
    let stranger = scene.other.open();
    let empty = Content::default();

    // A key whose card was never compared.
    let unknown = forged(&stranger, &province, &empty, |_| ());
    // A trusted key that names another unit.
    let usurped = forged(&commune, &province, &empty, |label| {
        label.sender.unit = UnitCode::new(OTHER_COMMUNE).unwrap();
    });
    // For another office.
    let misdirected = forged(&commune, &stranger, &empty, |_| ());
    let other_catalogue = forged(&commune, &province, &empty, |label| {
        label.catalogue = "bac-ninh-2019.1".to_owned();
    });
    let newer_format = relabelled(&commune, &scene.honest, |label| {
        label["format"] = json!("tienbo-package/2");
    });
    let unknown_kind = relabelled(&commune, &scene.honest, |label| {
        label["kind"] = json!("parcel")
    });
    // A submission to two offices that calls itself a transfer.
    let transfer = relabelled(&commune, &scene.honest, |label| {
        label["kind"] = json!("transfer")
    });
    // Its own label on what it once sent, with another revision: the payload repeats the label.
    let stolen = relabelled(&commune, &scene.honest, |label| {
        label["period"]["part"] = json!("annual");
    });
    drop((province, commune, stranger));

    scene.refuses("unknown.tienbo", &unknown.bytes, "goi.khoa-la");
    scene.refuses("usurped.tienbo", &usurped.bytes, "goi.sai-don-vi");
    scene.refuses(
        "misdirected.tienbo",
        &misdirected.bytes,
        "goi.khong-gui-cho-ta",
    );
    scene.refuses(
        "catalogue.tienbo",
        &other_catalogue.bytes,
        "goi.khac-danh-muc",
    );
    scene.refuses("format.tienbo", &newer_format, "goi.phien-ban-la");
    scene.refuses("kind.tienbo", &unknown_kind, "goi.phien-ban-la");
    scene.refuses("transfer.tienbo", &transfer, "goi.hong");
    scene.refuses("stolen.tienbo", &stolen, "goi.chu-ky-sai");
    // A commune does not receive from its district.
    scene.district.import_sample("huyen-mau-bac-ninh.xlsx");
    scene.district.done(&["close", "2024-6t", "--reason", "x"]);
    let down = scene.work.path().join("down.tienbo");
    scene
        .district
        .done(&["export", "2024-6t", "-o", &shown(&down)]);
    assert_eq!(scene.commune.verdict(&down), "goi.sai-don-vi");

    scene
        .province
        .done(&["trust", "--revoke", COMMUNE, "--reason", "Mất máy"]);
    scene.refuses("revoked.tienbo", &honest, "goi.khoa-thu-hoi");

    // All of them are in the inbox until dismissed.
    let refused = scene.province.done(&["inbox"])["refused"].clone();
    assert_eq!(refused.as_array().unwrap().len(), 9);
    let dismissed = scene.province.done(&["inbox", "--dismiss"]);
    assert_eq!(dismissed["refused"], json!([]));
}

#[test]
fn records_are_held_against_schema_and_catalogue() {
    let scene = scene();
    let province = scene.province.open();
    let commune = scene.commune.open();
    let send = |content: &Content| forged(&commune, &province, content, |_| ()).bytes;

    let nowhere = send(&case("99999"));
    let wrong_place = send(&record(
        RecordKind::Narrative,
        json!({"section": "IX", "period": "phu-luc-02/2024/annual", "text": "x"}),
    ));
    let outside = send(&record(
        RecordKind::IssuedDocument,
        json!({"symbol": "1", "date": "2023-05-01", "issuer": "x", "summary": "x"}),
    ));
    // Cells that no honest program writes.
    let mut malformed = record(
        RecordKind::IssuedDocument,
        json!({"symbol": "1", "date": "2024-05-01", "issuer": "x", "summary": "x"}),
    );
    if let Some(records) = malformed.records.get_mut(&RecordKind::IssuedDocument) {
        records[0].record[1] = Cell::Text("2024-13-41".to_owned());
    }
    let malformed = send(&malformed);
    let mut twice = case(COMMUNE);
    if let Some(records) = twice.records.get_mut(&RecordKind::CaseFacts) {
        records.push(records[0].clone());
    }
    let twice = send(&twice);
    // One case in it, none in its control totals.
    let uncounted = send(&case(COMMUNE));
    drop((province, commune));

    for (name, bytes) in [
        ("nowhere.tienbo", nowhere),
        ("place.tienbo", wrong_place),
        ("outside.tienbo", outside),
        ("malformed.tienbo", malformed),
        ("twice.tienbo", twice),
    ] {
        scene.refuses(name, &bytes, "goi.ban-ghi-sai");
    }
    scene.refuses("uncounted.tienbo", &uncounted, "goi.hong");
}

#[test]
fn revisions_have_an_order() {
    let scene = scene();
    let first = std::fs::read(&scene.honest).unwrap();
    scene.commune.done(&["reopen", "2024-6t"]);
    let second = scene.commune.submit("2024-6t");
    assert_eq!(scene.province.verdict(&second), "goi.da-nhan");
    scene.refuses("first.tienbo", &first, "goi.cu-hon");
    // The same revision again under another id: both are named.
    let commune = scene.commune.open();
    let twin = relabelled(&commune, &second, |label| {
        label["package_id"] = json!(RecordId::new().to_string());
    });
    drop(commune);
    let outcome = scene.refuses("twin.tienbo", &twin, "goi.xung-dot");
    let sentence = outcome["sentence"].as_str().unwrap();
    let held = scene.province.done(&["inbox"])["submissions"][0]["package_id"].clone();
    assert!(sentence.contains(held.as_str().unwrap()), "{sentence}");
    assert_eq!(scene.province.verdict(&second), "goi.da-co");
}

#[test]
fn a_refused_child_refuses_the_parent_and_is_named() {
    let scene = scene();
    let province = scene.province.open();
    let district = scene.district.open();
    let stranger = scene.other.open();
    let child = forged(&stranger, &province, &Content::default(), |_| ());
    let mut content = Content::default();
    let id = child.envelope.package_id.clone();
    content.children.insert(id.clone(), child.bytes);
    let parent = forged(&district, &province, &content, |_| ());
    drop((province, district, stranger));
    let outcome = scene.refuses("parent.tienbo", &parent.bytes, "goi.goi-con-loi");
    assert!(outcome["sentence"].as_str().unwrap().contains(&id));
}

#[test]
fn a_card_must_be_compared_and_a_roster_must_come_from_above() {
    let scene = scene();
    // The stranger calls itself the commune.
    let card = scene.work.path().join("card.tienbo");
    scene.other.done(&["card", "-o", &shown(&card)]);
    assert_eq!(scene.province.verdict(&card), "goi.the-da-nhan");
    let wrong = scene.province.run(&[
        "trust",
        OTHER_COMMUNE,
        "00000-00000-00000-00000-00000",
        "--with",
        "Lạ",
    ]);
    assert_eq!(wrong.code, 2, "{wrong:?}");

    let roster = scene.work.path().join("roster.tienbo");
    scene.district.done(&["roster", "-o", &shown(&roster)]);
    assert_eq!(scene.commune.verdict(&roster), "goi.sai-don-vi");
    // A province's roster without the fingerprint compared.
    scene.province.done(&["roster", "-o", &shown(&roster)]);
    assert_eq!(scene.other.verdict(&roster), "goi.khoa-la");
}
