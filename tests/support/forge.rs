//! Packages made by the description of their format alone, as somebody with valid keys of her own and
//! bad intent makes them: whatever label, manifest and entries, correctly signed and sealed.

use age::secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use tienbo_core::model::{Moment, RecordId, Sha256};
use tienbo_core::package::{Recipient, SigningKey};
use tienbo_core::vault::Office;

/// Who signs: a unit with its signing key.
pub struct Hand {
    /// Code of the unit.
    pub unit: String,
    /// What it calls itself.
    pub name: String,
    /// What it signs with.
    pub key: SigningKey,
}

impl Hand {
    /// An office's own.
    pub fn of(office: &Office) -> Self {
        Self {
            unit: office.unit().to_string(),
            name: office.name().to_owned(),
            key: SigningKey::from_box(office.signing_box().expect("a head").expose_secret())
                .expect("a key"),
        }
    }
}
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The entries of a container, in their order.
pub const ENTRIES: [&str; 3] = ["envelope.json", "envelope.json.minisig", "payload.age"];

/// The container of three entries.
pub fn container(entries: [&[u8]; 3]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .system(zip::System::Unix)
        .unix_permissions(0o644);
    for (name, bytes) in ENTRIES.into_iter().zip(entries) {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a container").into_inner()
}

/// A ZIP of entries, compressed.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::Deflated)
}

/// A ZIP of entries, stored as they are.
pub fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    archive(entries, CompressionMethod::Stored)
}

fn archive(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// The entries of a ZIP.
pub fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("read");
            (name, bytes)
        })
        .collect()
}

/// Bytes sealed to age recipients.
pub fn sealed(plain: &[u8], recipients: &[String]) -> Vec<u8> {
    let keys: Vec<age::x25519::Recipient> = recipients
        .iter()
        .map(|key| key.parse().expect("an age key"))
        .collect();
    let keys = keys.iter().map(|key| key as &dyn age::Recipient);
    let mut sealed = Vec::new();
    let encryptor = age::Encryptor::with_recipients(keys).expect("recipients");
    let mut writer = encryptor.wrap_output(&mut sealed).expect("a writer");
    writer.write_all(plain).expect("written");
    writer.finish().expect("sealed");
    sealed
}

/// A label that is signed, and the package that it makes of a payload.
pub fn signed(by: &Hand, label: &Value, payload: &[u8]) -> Vec<u8> {
    let bytes = serde_json::to_vec(label).expect("JSON");
    let id = label["package_id"].as_str().unwrap_or_default();
    let signature = by.key.sign(&bytes, id).expect("signed");
    container([&bytes, signature.as_bytes(), payload])
}

/// The label of a package, without its payload.
pub fn label(by: &Hand, to: &[Recipient], kind: &str) -> Value {
    let is_submission = kind == "submission";
    json!({
        "format": "tienbo-package/1",
        "kind": kind,
        "package_id": RecordId::new().to_string(),
        "sender": {
            "unit": by.unit,
            "name": by.name,
            "signing_key": by.key.public(),
        },
        "recipients": to,
        "period": is_submission.then(|| json!({"report": "phu-luc-02", "year": 2024, "part": "annual"})),
        "revision": is_submission.then_some(1),
        "supersedes": null,
        "sequence": 1000,
        "created_at": Moment::now().iso(),
        "catalogue": "bac-ninh-2024.1",
    })
}

/// The manifest that goes with a label and these entries.
pub fn manifest(label: &Value, entries: &[(&str, &[u8])]) -> Value {
    let listed: Vec<Value> = entries
        .iter()
        .map(|(name, bytes)| {
            json!({"name": name, "size": bytes.len(), "sha256": Sha256::of(bytes).to_string()})
        })
        .collect();
    json!({
        "package_id": label["package_id"],
        "sender": label["sender"],
        "recipients": label["recipients"],
        "period": label["period"],
        "schema": 2,
        "entries": listed,
        "counts": {},
        "totals": {"men": 0, "women": 0, "unrecorded": 0, "granted": 0, "cases": 0},
        "closing": null,
        "audit": {"length": 1, "hash": "0".repeat(64)},
    })
}

/// A package of whatever entries, its manifest among them, sealed to its recipients.
pub fn of_entries(by: &Hand, mut label: Value, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let keys: Vec<String> = label["recipients"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|recipient| recipient["key"].as_str().map(str::to_owned))
        .collect();
    let payload = sealed(&zipped(entries), &keys);
    label["payload"] = json!({"size": payload.len(), "sha256": Sha256::of(&payload).to_string()});
    signed(by, &label, &payload)
}

/// A package of whatever entries with the manifest that they ask for.
pub fn forged(by: &Hand, label: Value, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let manifest = serde_json::to_vec(&manifest(&label, entries)).expect("JSON");
    let mut all: Vec<(&str, &[u8])> = vec![("manifest.json", &manifest)];
    all.extend(entries);
    of_entries(by, label, &all)
}

/// A PDF of objects, the first of which is its root, written as the program writes its own.
pub fn print(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        places += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R>>\n\
         startxref\n{start}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

/// A stream of a PDF, with what else its dictionary says.
pub fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = format!("<</Length {}{dict}>>\nstream\n", bytes.len()).into_bytes();
    stream.extend(bytes);
    stream.extend(b"\nendstream");
    stream
}

/// A PDF with so many pages of one content, and a font `f0` whose codes have these meanings.
pub fn pages(count: usize, content: Vec<u8>, meanings: Vec<u8>) -> Vec<u8> {
    let kids = "3 0 R ".repeat(count);
    print(&[
        b"<</Pages 2 0 R>>".to_vec(),
        format!("<</Kids[{kids}]>>").into_bytes(),
        b"<</Contents 4 0 R/Resources<</Font<</f0 5 0 R>>>>>>".to_vec(),
        content,
        b"<</ToUnicode 6 0 R>>".to_vec(),
        meanings,
    ])
}
