//! Packages that were altered by somebody who can sign: of every kind, by the thousand, none is taken for
//! what it was made of. So are the other files from outside. 100 of each in every run; 10,000 with
//! `cargo xtask campaign`. How much memory they take is measured in `memory.rs`.

use age::secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::path::Path;
use std::rc::Rc;
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::model::{Cell, RecordId, RecordKind, Sha256, Stored, UnitCode};
use tienbo_core::outside::PARSERS;
use tienbo_core::package::{
    Content, ControlTotals, Manifest, PackageKind, Receipt, ReceiptEntry, ReceiptState, Recipient,
    Refusal, Roster, TransferGround, TransferredCase, look, write_message, write_submission,
    write_transfer,
};
use tienbo_support::forge::{self, Hand, container, sealed, signed, stored, zipped};
use tienbo_support::insider::Insider;
use tienbo_support::paper::{CATALOGUE, Unit};
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, PASSPHRASE, PROVINCE, USER, folder, repository,
    short_or_campaign,
};

/// How many of each kind.
fn times() -> usize {
    short_or_campaign(100, 10_000)
}

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap()
    }

    /// Bytes with something changed, put in, taken out or doubled.
    fn altered(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(3) {
            let place = self.below(bytes.len());
            let end = (place + 1 + self.below(40)).min(bytes.len());
            let known = [
                &b"0"[..],
                b"[",
                b"{",
                b"\"",
                b"<",
                b"PK\x01\x02",
                b"\xff\xff\xff\xff",
                b"\0\0\0\0",
                b"99999999999999999999",
                b"\x1b[2J",
                "\u{202e}".as_bytes(),
                b"null",
                b"../",
            ];
            match self.below(6) {
                0 | 1 if place < bytes.len() => bytes[place] ^= 1 << self.below(8),
                2 => drop(bytes.splice(place..end, known[self.below(known.len())].iter().copied())),
                3 => bytes.truncate(place),
                4 => drop(bytes.drain(place..end)),
                _ => {
                    let again = bytes[place..end].to_vec();
                    drop(bytes.splice(place..place, again));
                }
            }
        }
        bytes
    }
}

/// What a package says: its label, and what lies in it.
pub type Said = (String, Option<Manifest>, String);

/// A package that was made in earnest.
pub struct Honest {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    pub by: Rc<Hand>,
    /// What opens it; none where the label says all.
    pub identity: Option<SecretString>,
}

impl Honest {
    /// Looks, opens and reads, as an office that trusts the sender does.
    pub fn read(&self, bytes: &[u8]) -> Result<Said, Refusal> {
        let looked = look(bytes)?;
        let label = &looked.envelope;
        // What the receiving office holds against the keys that it trusts.
        let is_sender = label.sender.unit.as_str() == self.by.unit
            && label.sender.signing_key == self.by.key.public()
            && label.kind.code() == self.kind;
        if !is_sender {
            return Err(Refusal::UnknownKey(String::new()));
        }
        let label = format!("{} {:?}", label.package_id, label.recipients);
        let Some(identity) = &self.identity else {
            return Ok((label, None, String::new()));
        };
        let opened = looked.open(identity.expose_secret())?;
        let manifest = Some(opened.manifest.clone());
        let content = match self.kind {
            "submission" => format!("{:?}", opened.content()?.1),
            "receipt" => format!("{:?}", opened.message::<Receipt>()?),
            "roster" => format!("{:?}", opened.message::<Roster>()?),
            _ => {
                let sealed = Sha256::of(opened.bytes("identity.age")?);
                format!("{:?} {sealed}", opened.message::<TransferredCase>()?)
            }
        };
        Ok((label, manifest, content))
    }

    fn entries(&self) -> [Vec<u8>; 3] {
        let entries = forge::unzipped(&self.bytes).into_iter();
        let entries: Vec<Vec<u8>> = entries.map(|(_, bytes)| bytes).collect();
        entries.try_into().unwrap()
    }

    fn label(&self) -> Value {
        serde_json::from_slice(&self.entries()[0]).unwrap()
    }

    /// A label over a payload, signed again.
    fn signed_again(&self, mut label: Value, payload: &[u8]) -> Vec<u8> {
        let hash = Sha256::of(payload).to_string();
        label["payload"] = json!({"size": payload.len(), "sha256": hash});
        signed(&self.by, &label, payload)
    }

    /// A payload sealed to those that the label names, under that label, signed again.
    fn sealed_again(&self, plain: &[u8]) -> Vec<u8> {
        let label = self.label();
        let recipients = label["recipients"].as_array().unwrap().iter();
        let keys = recipients.map(|r| r["key"].as_str().unwrap().to_owned());
        let payload = sealed(plain, &keys.collect::<Vec<_>>());
        self.signed_again(label, &payload)
    }

    /// What lies in the age layer.
    fn plain(&self) -> Vec<u8> {
        let identity = self.identity.as_ref().unwrap().expose_secret();
        let identity: age::x25519::Identity = identity.parse().unwrap();
        age::decrypt(&identity, &self.entries()[2]).unwrap()
    }

    /// What somebody with its sender's keys may make of it that its receiver must not take for sound.
    pub fn altered(&self, dice: &mut Dice) -> Vec<u8> {
        let three = self.entries();
        match dice.below(if self.identity.is_some() { 6 } else { 3 }) {
            // Without a key: the file, or one of its entries.
            0 => dice.altered(&self.bytes),
            1 => {
                let which = dice.below(3);
                let altered = dice.altered(&three[which]);
                let mut three = three.each_ref().map(Vec::as_slice);
                three[which] = &altered;
                container(three)
            }
            // A label that says something else of whom, to whom, what: its payload repeats it.
            2 => {
                let mut label = self.label();
                match dice.below(7) {
                    0 => label["sender"]["unit"] = json!(OTHER_COMMUNE),
                    1 => label["sender"]["signing_key"] = json!("RWQAAAAA"),
                    2 => label["format"] = json!(format!("tienbo-package/{}", dice.below(9) + 2)),
                    3 => label["kind"] = json!(["parcel", "Card", ""][dice.below(3)]),
                    4 if self.identity.is_some() => {
                        label["package_id"] = json!(RecordId::new().to_string());
                    }
                    5 if self.identity.is_some() => label["recipients"] = json!([]),
                    _ => label["sequence"] = json!(-(dice.below(9) as i64)),
                }
                self.signed_again(label, &three[2])
            }
            // Another ciphertext.
            3 => self.signed_again(self.label(), &dice.altered(&three[2])),
            // Another payload.
            4 => self.sealed_again(&dice.altered(&self.plain())),
            // Other entries than the manifest says, or a manifest that says otherwise.
            _ => self.sealed_again(&self.contradicted(dice)),
        }
    }

    /// Its payload with entries that its manifest does not fit.
    fn contradicted(&self, dice: &mut Dice) -> Vec<u8> {
        let mut inside = forge::unzipped(&self.plain());
        let which = dice.below(inside.len());
        if inside[which].0 == "manifest.json" {
            let mut manifest: Value = serde_json::from_slice(&inside[which].1).unwrap();
            let mine = json!(dice.next());
            match dice.below(6) {
                0 => manifest["schema"] = mine,
                1 if self.kind == "submission" => manifest["counts"]["inspections"] = mine,
                2 => manifest["package_id"] = mine,
                3 => manifest["recipients"] = json!([]),
                4 => manifest["entries"][0]["size"] = mine,
                _ => manifest["sender"]["unit"] = json!("1"),
            }
            inside[which].1 = serde_json::to_vec(&manifest).unwrap();
        } else {
            inside[which].1 = dice.altered(&inside[which].1);
        }
        let inside: Vec<(&str, &[u8])> = inside
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        zipped(&inside)
    }
}

fn record(kind: RecordKind, fields: &Value) -> Stored<Vec<Cell>> {
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record: kind.from_json(fields.as_object().unwrap()).unwrap(),
    }
}

/// A place of a directory, as a roster gives it.
fn a_place() -> serde_json::Map<String, serde_json::Value> {
    let place = serde_json::json!({
        "id": RecordId::new().to_string(), "place_name": "Trạm Y tế bịa", "provider": "clinic",
        "gives": ["medical"], "telephone": "0222 000 000",
    });
    place.as_object().cloned().unwrap_or_default()
}

/// One package of each kind.
fn honest() -> Vec<Honest> {
    let unit = |code: &str, name: &str| Unit::new(&UnitCode::new(code).unwrap(), name);
    let recipient = |unit: &Unit| Recipient {
        unit: unit.code.clone(),
        name: unit.name.clone(),
        key: unit.reading(),
    };
    let (commune, other) = (
        unit(COMMUNE, "Phường Vũ Ninh"),
        unit(OTHER_COMMUNE, "Phường Đáp Cầu"),
    );
    let province = unit(PROVINCE, "Tỉnh Bắc Ninh");
    let document = json!({
        "symbol": "05/KH", "date": "2024-03-05", "issuer": "Ban VSTBPN", "summary": "Kế hoạch"
    });
    let case =
        json!({"number": "1", "found": "2024-05", "commune": COMMUNE, "category": "domestic"});
    let content = Content {
        records: [
            (
                RecordKind::IssuedDocument,
                vec![record(RecordKind::IssuedDocument, &document)],
            ),
            (
                RecordKind::CaseFacts,
                vec![record(RecordKind::CaseFacts, &case)],
            ),
        ]
        .into(),
        report: Some(b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec()),
        ..Content::default()
    };
    let submission = {
        let label = commune.submission_label("2024".parse().unwrap(), recipient(&province));
        write_submission(label, &content, ControlTotals::default()).unwrap()
    };
    let receipt = Receipt {
        receipts: vec![ReceiptEntry {
            package_id: submission.envelope.package_id.clone(),
            state: ReceiptState::Accepted,
            reasons: Vec::new(),
        }],
    };
    let receipt = write_message(
        province.label(PackageKind::Receipt, recipient(&commune)),
        &receipt,
    )
    .unwrap();
    let roster = Roster {
        catalogues: vec![CatalogueFiles::built_in(CATALOGUE).unwrap()],
        keys: Vec::new(),
        directory: vec![a_place()],
    };
    let roster = write_message(
        province.label(PackageKind::Roster, recipient(&province)),
        &roster,
    )
    .unwrap();
    let transferred = TransferredCase {
        schema: 2,
        case: RecordId::new(),
        ground: TransferGround::Consent,
        records: [("violence_cases".to_owned(), Vec::new())].into(),
    };
    let transfer = write_transfer(
        commune.label(PackageKind::Transfer, recipient(&other)),
        &transferred,
        b"age-encryption.org/v1 sealed".to_vec(),
    );
    let card = commune.card();
    let of = |kind, bytes, by: &Rc<Hand>, identity: Option<&SecretString>| Honest {
        kind,
        bytes,
        by: Rc::clone(by),
        identity: identity.cloned(),
    };
    let hand = |unit: Unit| {
        let hand = Hand {
            unit: unit.code.to_string(),
            name: unit.name,
            key: unit.signing,
        };
        (Rc::new(hand), unit.identity)
    };
    let other = other.identity;
    let ((commune, communes), (province, provinces)) = (hand(commune), hand(province));
    vec![
        of("submission", submission.bytes, &commune, Some(&provinces)),
        of("receipt", receipt.bytes, &province, Some(&communes)),
        of("roster", roster.bytes, &province, Some(&provinces)),
        of("transfer", transfer.unwrap().bytes, &commune, Some(&other)),
        of("card", card.bytes, &commune, None),
    ]
}

#[test]
fn no_altered_package_of_any_kind_is_taken_for_sound() {
    for honest in honest() {
        let said = honest.read(&honest.bytes).unwrap();
        let mut dice = Dice(0x5EED_0000 + honest.kind.len() as u64);
        for number in 0..times() {
            let altered = honest.altered(&mut dice);
            // What says the very same was not altered; anything else is refused.
            if let Ok(other) = honest.read(&altered) {
                assert_eq!(other, said, "{} {number}", honest.kind);
            }
        }
        println!("{}: {} altered", honest.kind, times());
    }
}

#[test]
fn no_byte_and_no_truncation_of_a_package_passes() {
    for honest in honest() {
        // Every byte in a campaign, some in every run.
        let step = if times() > 1_000 { 1 } else { 23 };
        for place in (0..honest.bytes.len()).step_by(step) {
            let mut bytes = honest.bytes.clone();
            bytes[place] ^= 0x20;
            assert!(honest.read(&bytes).is_err(), "{} byte {place}", honest.kind);
            let cut = &honest.bytes[..place];
            assert!(honest.read(cut).is_err(), "{} cut to {place}", honest.kind);
        }
        // So it is with what is inside, signed again.
        if honest.identity.is_some() {
            let said = honest.read(&honest.bytes).unwrap();
            let plain = honest.plain();
            for place in (0..plain.len()).step_by(step) {
                let mut bytes = plain.clone();
                bytes[place] ^= 0x20;
                if let Ok(other) = honest.read(&honest.sealed_again(&bytes)) {
                    assert_eq!(other, said, "{} byte {place} inside", honest.kind);
                }
                let cut = honest.sealed_again(&plain[..place]);
                assert!(
                    honest.read(&cut).is_err(),
                    "{} inside cut to {place}",
                    honest.kind
                );
            }
        }
    }
}

/// What a fuzzing target begins with.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = repository("fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| is_kept(path))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| std::fs::read(file).unwrap())
        .collect()
}

fn is_kept(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("kept-"))
}

/// Puts a file into what a target begins with.
fn keep(target: &str, name: &str, bytes: &[u8]) {
    let folder = repository("fuzz/corpus").join(target);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("kept-{name}")), bytes).unwrap();
}

/// A key file of today, open, and a list of holders.
fn keep_keys() {
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    let slot = Insider::new(&office.folder, USER, PASSPHRASE).slot;
    keep("slot", "head", slot.to_string().as_bytes());
    let list = std::fs::read(office.folder.join("keys/office.json")).unwrap();
    keep("slot", "holders", &list);
}

/// Makes the corpus anew where `TIENBO_NEW_CORPUS` is set; and in every run, looks that each target has
/// something to begin with.
#[test]
fn every_fuzzing_target_has_something_to_begin_with() {
    if std::env::var_os("TIENBO_NEW_CORPUS").is_some() {
        for honest in honest() {
            keep("container", honest.kind, &honest.bytes);
            keep("envelope", honest.kind, &honest.entries()[0]);
            if honest.identity.is_none() {
                continue;
            }
            let plain = honest.plain();
            keep("payload", honest.kind, &plain);
            for (name, bytes) in forge::unzipped(&plain) {
                let kind = name.trim_end_matches(".json");
                if ["manifest", "roster", "receipt", "transfer"].contains(&kind) {
                    keep(kind, honest.kind, &bytes);
                }
            }
        }
        let sample = std::fs::read(repository("assets/samples/mau-issued-documents.xlsx")).unwrap();
        keep("workbook", "sample", &sample);
        let catalogue = CatalogueFiles::built_in(CATALOGUE).unwrap();
        keep("catalogue", "one-file", &catalogue.as_one_file().unwrap());
        let changes = "[[change]]\non = \"2024-07-01\"\nbasis = \"01/NQ\"\nact = { kind = \"rename\", unit = \"09163\", name = \"A\" }\n";
        keep("catalogue", "changes", changes.as_bytes());
        let text =
            b"q 1 0 0 1 70 700 cm BT /f0 12 Tf [<00010002>-9<0003>]TJ 0 -14 Td (\\000\\002)Tj ET Q";
        let meanings = b"2 beginbfchar <0001> <1EA1> <0003> <0042> endbfchar";
        let [text, meanings] = [&text[..], meanings].map(|bytes| forge::stream("", bytes));
        keep("print", "page", &forge::pages(2, text, meanings));
        let slot = json!({"data_key": "0".repeat(64), "register_key": null, "roles": ["recorder"]});
        keep("slot", "recorder", slot.to_string().as_bytes());
        keep_keys();
        let sealed = json!({"persons": {"12345": {"name": "Nguyễn Thị Mẫu", "born": "1990-05-05",
            "telephone": "0912 345 678"}}, "papers": {"notes": "Ghi chép"},
            "files": [{"name": "don.pdf", "bytes": "JVBERi0xLjc="}]});
        keep("sealed", "case", sealed.to_string().as_bytes());
        let begun = json!({"case": {"case": {"number": "12345", "found_on": "2024-05-05",
            "category": "domestic", "acts": "a;b"}, "survivor": {"person": "23456", "sex": "female",
            "age": "25-39", "relation": "spouse"}}});
        keep("sealed", "begun", begun.to_string().as_bytes());
        let row = json!({"row": {"row": {"number": "12345", "found_on": "2024-05-05",
            "category": "domestic", "survivor": "23456", "sex": "female", "age": "25-39"},
            "named": "YWdl"}});
        keep("sealed", "row", row.to_string().as_bytes());
        let block =
            "Ngày\tNội dung\tSố nam\r\n5/3/2024\t\"hai\ndòng\"\t1.234\r\n03/2024\tCó\t12,5\r\n";
        keep("pasted", "block", block.as_bytes());
        keep(
            "backup",
            "small",
            &stored(&[("office.db", b"x"), ("keys/can-bo.age", b"y")]),
        );
    }
    for (target, _) in PARSERS {
        assert!(!corpus(target).is_empty(), "{target}");
    }
}

#[test]
fn every_parser_comes_back_whatever_it_is_given() {
    for (target, parser) in PARSERS {
        let mut dice = Dice(0x5EED_1111 + target.len() as u64);
        for sound in corpus(target) {
            parser(&sound);
            for _ in 0..times() {
                parser(&dice.altered(&sound));
            }
            for length in (0..sound.len()).step_by((sound.len() / times()).max(1)) {
                parser(&sound[..length]);
            }
        }
        println!("{target}: {} altered", corpus(target).len() * times());
    }
}
