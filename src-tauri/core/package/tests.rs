//! Packages: round trips, and everything that must be refused.

use super::*;
use crate::message::{Language, Told};
use crate::model::{Cell, Moment, RecordId, RecordKind, Stored, UnitCode};
use crate::store::AuditHead;
use proptest::prelude::*;

struct Keys {
    signing: SigningKey,
    reading: age::x25519::Identity,
}

fn keys() -> Keys {
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let text = pair.sk.to_box(None).unwrap().into_string();
    Keys {
        signing: SigningKey::from_box(&text).unwrap(),
        reading: age::x25519::Identity::generate(),
    }
}

fn secret(keys: &Keys) -> String {
    use age::secrecy::ExposeSecret;
    keys.reading.to_string().expose_secret().to_owned()
}

fn make(sender: &Keys, receiver: &Keys, content: &Content) -> Package {
    let label = label(PackageKind::Submission, sender, receiver);
    write_submission(label, content, ControlTotals::default()).unwrap()
}

fn label<'a>(kind: PackageKind, sender: &'a Keys, receiver: &Keys) -> Label<'a> {
    Label {
        kind,
        signing_key: &sender.signing,
        sender: Sender {
            unit: UnitCode::new("09163").unwrap(),
            name: "Phường Vũ Ninh".to_owned(),
            signing_key: sender.signing.public(),
        },
        own_reading_key: Some(sender.reading.to_public().to_string()),
        register_key: None,
        recipients: vec![Recipient {
            unit: UnitCode::new("27").unwrap(),
            name: "Tỉnh Bắc Ninh".to_owned(),
            key: receiver.reading.to_public().to_string(),
        }],
        period: Some("2024".parse().unwrap()),
        revision: Some(1),
        supersedes: None,
        sequence: 1,
        created_at: Moment::now(),
        catalogue: "bac-ninh-2024.1".to_owned(),
        audit: AuditHead {
            length: 0,
            hash: "0".repeat(64),
        },
        log_before: None,
        closing: None,
        introductions: Vec::new(),
    }
}

fn document(symbol: &str, summary: &str, day: u32) -> Option<Stored<Vec<Cell>>> {
    let kind = RecordKind::IssuedDocument;
    let row = kind
        .columns()
        .iter()
        .map(|column| match column.name.as_str() {
            "symbol" => Cell::Text(symbol.to_owned()),
            "date" => Cell::Text(format!("2024-03-{day:02}")),
            "issuer" => Cell::Text("Ban VSTBPN".to_owned()),
            "summary" => Cell::Text(summary.to_owned()),
            _ => Cell::Empty,
        });
    let record = kind.canonical(row.collect()).ok()?;
    Some(Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record,
    })
}

fn one() -> (Keys, Keys, Package) {
    let (sender, receiver) = (keys(), keys());
    let records = vec![document("01/KH", "Kế hoạch thử", 1).unwrap()];
    let content = Content {
        records: [(RecordKind::IssuedDocument, records)].into(),
        ..Content::default()
    };
    let package = make(&sender, &receiver, &content);
    (sender, receiver, package)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_goes_in_comes_out(texts in prop::collection::vec(("\\PC{1,40}", "\\PC{1,80}", 1u32..=28), 0..12)) {
        let (sender, receiver) = (keys(), keys());
        let records: Vec<_> = texts.iter().filter_map(|(symbol, summary, day)| document(symbol, summary, *day)).collect();
        let mut content = Content { report: Some(b"%PDF-1.7\n%%EOF\n".to_vec()), ..Content::default() };
        if !records.is_empty() {
            content.records.insert(RecordKind::IssuedDocument, records);
        }
        content.deleted.insert(RecordKind::Inspection, vec![RecordId::new()]);
        let package = make(&sender, &receiver, &content);
        for reader in [&receiver, &sender] {
            let opened = look(&package.bytes).unwrap().open(&secret(reader)).unwrap();
            prop_assert_eq!(opened.content().unwrap().1, content.clone());
        }
        prop_assert_eq!(Content::thaw(&content.freeze().unwrap()).unwrap(), content);
    }
}

#[test]
fn any_single_changed_byte_is_refused() {
    let (_, receiver, package) = one();
    let receiver = secret(&receiver);
    for place in 0..package.bytes.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut bytes = package.bytes.clone();
            bytes[place] ^= flip;
            let result = look(&bytes).and_then(|looked| looked.open(&receiver));
            assert!(result.is_err(), "byte {place} xor {flip:#x}");
        }
    }
}

/// Anybody can make a signature of any shape: none of them ends the program.
#[test]
fn a_signature_of_another_shape_is_refused() {
    let (_, _, package) = one();
    let [label, signature, sealed] = container::read(&package.bytes).unwrap();
    let signature = std::str::from_utf8(signature).unwrap();
    let lines: Vec<&str> = signature.lines().collect();
    for line in 0..lines.len() {
        for length in 0..lines[line].len() {
            let mut shorter = lines.clone();
            shorter[line] = &lines[line][..length];
            for end in ["\n", ""] {
                let signature = shorter.join("\n") + end;
                let bytes = container::write([label, signature.as_bytes(), sealed]).unwrap();
                assert!(look(&bytes).is_err(), "line {line} cut to {length}");
            }
        }
        let mut fewer = lines.clone();
        fewer.remove(line);
        let signature = fewer.join("\n") + "\n";
        let bytes = container::write([label, signature.as_bytes(), sealed]).unwrap();
        assert!(look(&bytes).is_err(), "without line {line}");
    }
}

#[test]
fn any_truncation_and_any_addition_is_refused() {
    let (_, _, package) = one();
    for length in 0..package.bytes.len() {
        assert!(look(&package.bytes[..length]).is_err(), "{length} bytes");
    }
    let mut longer = package.bytes.clone();
    longer.push(0);
    assert!(look(&longer).is_err());
    let mut before = vec![0];
    before.extend(&package.bytes);
    assert!(look(&before).is_err());
}

#[test]
fn another_key_cannot_open_it() {
    let (_, _, package) = one();
    let looked = look(&package.bytes).unwrap();
    assert!(matches!(
        looked.open(&secret(&keys())),
        Err(Refusal::Damaged(_))
    ));
}

#[test]
fn nobody_can_put_their_label_on_anothers_ciphertext() {
    let (_, receiver, package) = one();
    let [label, _, sealed] = container::read(&package.bytes).unwrap();
    let thief = keys();
    let mut envelope = Envelope::parse(label).unwrap();
    envelope.sender.signing_key = thief.signing.public();
    let label = serde_json::to_vec_pretty(&envelope).unwrap();
    let signature = thief.signing.sign(&label, &envelope.package_id).unwrap();
    let bytes = container::write([&label, signature.as_bytes(), sealed]).unwrap();
    let looked = look(&bytes).unwrap();
    assert_eq!(
        looked.open(&secret(&receiver)).unwrap_err(),
        Refusal::Altered("manifest.json".to_owned())
    );
}

#[test]
fn unknown_versions_are_named() {
    let (sender, _, package) = one();
    let [label, _, sealed] = container::read(&package.bytes).unwrap();
    let text = String::from_utf8(label.to_vec()).unwrap();
    for (from, to) in [
        ("tienbo-package/1", "tienbo-package/2"),
        ("\"submission\"", "\"parcel\""),
    ] {
        let label = text.replace(from, to).into_bytes();
        let signature = sender
            .signing
            .sign(&label, &package.envelope.package_id)
            .unwrap();
        let bytes = container::write([&label, signature.as_bytes(), sealed]).unwrap();
        assert!(
            matches!(look(&bytes), Err(Refusal::UnknownVersion(_))),
            "{to}"
        );
    }
}

/// A line of the entry of documents, with a field more.
fn lines(field: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let id = RecordId::new();
    let line = format!(
        r#"{{"id":"{id}","version":1,"symbol":"1","date":"2024-05-01","issuer":"x","summary":"x"{field}}}"#
    );
    [(
        "records/issued_documents.jsonl".to_owned(),
        line.into_bytes(),
    )]
    .into()
}

#[test]
fn what_is_not_known_is_refused_and_never_dropped() {
    assert!(payload::read_content(lines("")).is_ok());
    for (field, name) in [
        (r#","budget":"x""#, "budget"),
        (r#","kind":"decree""#, "decree"),
    ] {
        let refused = payload::read_content(lines(field)).unwrap_err();
        assert!(matches!(refused, Refusal::InvalidRecord(_)), "{refused}");
        let told = refused.sentence(Language::OFFICIAL);
        assert!(told.contains(name), "{told}");
    }
    let deleted = format!(
        r#"{{"id":"{}","deleted":true,"symbol":"1"}}"#,
        RecordId::new()
    );
    let name = "records/issued_documents.jsonl".to_owned();
    assert!(payload::read_content([(name, deleted.into_bytes())].into()).is_err());
}

#[test]
fn a_payload_of_a_later_schema_is_told_from_a_damaged_one() {
    let (sender, receiver, package) = one();
    let looked = look(&package.bytes).unwrap();
    let manifest = looked.open(&secret(&receiver)).unwrap().manifest;
    assert_eq!(manifest.schema, SCHEMA);
    let packed = |manifest: &serde_json::Value| {
        let bytes = serde_json::to_vec(manifest).unwrap();
        payload::pack(&[("manifest.json".to_owned(), bytes)]).unwrap()
    };
    let mut manifest = serde_json::to_value(manifest).unwrap();
    manifest["entries"] = serde_json::json!([]);
    assert!(payload::unpack(&packed(&manifest)).is_ok());
    // Whatever else a later schema has, its number is read first.
    manifest["extra"] = serde_json::json!(1);
    assert!(matches!(
        payload::unpack(&packed(&manifest)),
        Err(Refusal::Damaged(_))
    ));
    manifest["schema"] = serde_json::json!(SCHEMA + 1);
    assert!(matches!(
        payload::unpack(&packed(&manifest)),
        Err(Refusal::UnknownVersion(_))
    ));
    // A card says nothing that an earlier program does not know.
    let card = write_card(label(PackageKind::Card, &sender, &sender)).unwrap();
    let opened = look(&card.bytes).unwrap().open(&secret(&sender)).unwrap();
    assert_eq!(opened.manifest.schema, 2);
}

#[test]
fn a_payload_bomb_is_refused_before_memory_is_spent() {
    let zeros = vec![0u8; 20 << 20];
    let bytes = payload::pack(&[("narrative.json".to_owned(), zeros)]).unwrap();
    assert!(matches!(payload::unpack(&bytes), Err(Refusal::TooLarge(_))));
    let bytes = payload::pack(&[("../evil".to_owned(), vec![1])]).unwrap();
    assert!(matches!(payload::unpack(&bytes), Err(Refusal::Damaged(_))));
}

#[test]
fn the_container_is_written_the_same_forever() {
    // A change of the ZIP library that moves a byte would make every package ever sent look altered.
    let bytes = container::write([b"{}", b"signature", b"sealed"]).unwrap();
    assert_eq!(sha256(&bytes), include_str!("container.sha256").trim());
}

#[test]
fn fingerprints_are_compared_as_people_type_them() {
    let told = fingerprint("RWabc", "age1xyz", None);
    assert_eq!(told.split('-').count(), 5);
    assert!(same_fingerprint(&told, &told.replace('-', " ")));
    assert!(!same_fingerprint(&told, ""));
    let whole = fingerprint("RWabc", "age1xyz", Some("age1register"));
    assert!(
        !same_fingerprint(&told, &whole),
        "the register key is covered"
    );
}
