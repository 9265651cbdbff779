//! What somebody can send who has valid keys of her own: an office that is trusted, and says with the program's own
//! writers what the program would not; and a user of the office itself. None of it is believed without being asked for.

use crate::keys::Insider;
use age::secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::path::PathBuf;
use tienbo_core::message::{self, Language};
use tienbo_core::model::{
    Line, Moment, Paragraphs, PersonIdentity, RecordId, Sha256, Survivor, UnitCode,
};
use tienbo_core::package::{
    Introduction, KeptHead, Label, Package, PackageKind, Reason, Receipt, ReceiptEntry,
    ReceiptState, Recipient, Roster, Sender, SigningKey, TransferGround, TransferredCase,
    fingerprint, write_card, write_message, write_receipt, write_transfer,
};
use tienbo_core::register::SealedCase;
use tienbo_core::store::{self, AuditHead, KeyState};
use tienbo_core::vault::Office;
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, PASSPHRASE, PROVINCE, USER, copy, enrolled, folder, shown,
    string,
};

fn unit(code: &str) -> UnitCode {
    UnitCode::new(code).unwrap()
}

/// A key of an office that signs, and what its label says.
struct Hand {
    signing: SigningKey,
    sender: Sender,
    reading_key: String,
    register_key: String,
}

impl Hand {
    /// The hand of an office: whoever has its keys.
    fn of(office: &Office) -> Self {
        let signing = SigningKey::from_box(office.signing_box().unwrap().expose_secret()).unwrap();
        Self {
            sender: Sender {
                unit: office.unit().clone(),
                name: office.name().to_owned(),
                signing_key: signing.public(),
            },
            signing,
            reading_key: office.reading_key().to_owned(),
            register_key: office.register_key().to_owned(),
        }
    }

    /// A label to one office, with a running number far beyond those it used.
    fn label(&self, kind: PackageKind, to: &Hand, sequence: i64) -> Label<'_> {
        Label {
            kind,
            signing_key: &self.signing,
            sender: self.sender.clone(),
            own_reading_key: Some(self.reading_key.clone()),
            recipients: vec![Recipient {
                unit: to.sender.unit.clone(),
                name: to.sender.name.clone(),
                key: to.reading_key.clone(),
            }],
            period: None,
            revision: None,
            supersedes: None,
            sequence,
            created_at: Moment::now(),
            catalogue: "bac-ninh-2024.1".to_owned(),
            audit: AuditHead {
                length: 1,
                hash: "0".repeat(64),
            },
            log_before: None,
            closing: None,
            register_key: None,
            introductions: Vec::new(),
        }
    }

    /// A label whose only recipient is its sender, as cards and rosters have them, and a further reader.
    fn own_label(&self, kind: PackageKind, reader: Option<&Hand>, sequence: i64) -> Label<'_> {
        let mut label = self.label(kind, self, sequence);
        label.register_key = Some(self.register_key.clone());
        if let Some(reader) = reader {
            let to = self.label(kind, reader, sequence).recipients;
            label.recipients.extend(to);
        }
        label
    }
}

struct Scene {
    work: tempfile::TempDir,
    province: CliOffice,
    commune: CliOffice,
    other: CliOffice,
}

/// Two communes and their province, who trust each other.
fn scene() -> Scene {
    let work = folder();
    let ([commune, other], province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
    Scene {
        work,
        province,
        commune,
        other,
    }
}

impl Scene {
    fn file(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    fn write(&self, name: &str, package: &Package) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, &package.bytes).unwrap();
        path
    }

    fn json(&self, name: &str, value: &Value) -> String {
        let path = self.file(name);
        std::fs::write(&path, serde_json::to_vec(value).unwrap()).unwrap();
        shown(&path)
    }

    fn roster(&self, name: &str) -> PathBuf {
        let file = self.file(name);
        self.province.done(&["roster", "-o", &shown(&file)]);
        file
    }
}

/// How an office holds the key of a unit: the state of each, by fingerprint.
fn keys_of(office: &CliOffice, code: &str) -> Vec<(String, KeyState)> {
    let keys = store::unit_keys(office.open().store()).unwrap();
    let of_unit = keys.iter().filter(|key| key.unit.as_str() == code);
    of_unit.map(|key| (key.fingerprint(), key.state)).collect()
}

fn trusted(office: &CliOffice, code: &str) -> store::UnitKey {
    store::trusted_key(office.open().store(), &unit(code))
        .unwrap()
        .unwrap()
}

#[test]
fn a_receipt_counts_only_from_an_office_that_the_package_was_for() {
    let scene = scene();
    scene.commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = scene.commune.submit("2024-6t");
    let id = string(&scene.province.import(&[&sent])[0]["package_id"]);
    let (commune, other, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.other.open()),
        Hand::of(&scene.province.open()),
    );
    let answer = |state| Receipt {
        receipts: vec![ReceiptEntry {
            package_id: id.clone(),
            state,
            reasons: Vec::new(),
        }],
    };
    let forge = |hand: &Hand, name: &str, sequence, at: Option<&str>, state| {
        let mut label = hand.label(PackageKind::Receipt, &commune, sequence);
        if let Some(at) = at {
            label.created_at = Moment::parse_iso(at).unwrap();
        }
        scene.write(name, &write_message(label, &answer(state)).unwrap())
    };
    let standing = || scene.commune.done(&["inbox"])["sent"][0].clone();

    // A neighbour whose key is trusted, at whatever date.
    let returned = ReceiptState::Returned;
    let neighbour = forge(&other, "neighbour.tienbo", 999, None, returned);
    assert_eq!(scene.commune.verdict(&neighbour), "goi.phieu-la");
    let far = Some("9999-12-31T00:00:00+07:00");
    let neighbour = forge(&other, "far.tienbo", 1_000, far, returned);
    assert_eq!(scene.commune.verdict(&neighbour), "goi.ngay-tuong-lai");
    assert_eq!(standing()["receipt"], Value::Null);

    // The province's own answer counts, and says whose it is; neither a far date nor an earlier number does.
    let accepted = ReceiptState::Accepted;
    let far = forge(&province, "province-far.tienbo", 1_000, far, returned);
    assert_eq!(scene.commune.verdict(&far), "goi.ngay-tuong-lai");
    let genuine = forge(&province, "genuine.tienbo", 1_001, None, accepted);
    assert_eq!(scene.commune.verdict(&genuine), "goi.phieu-da-nhan");
    assert_eq!(standing()["receipt"], "accepted");
    assert_eq!(standing()["answered_by"], PROVINCE);
    let earlier = forge(&province, "earlier.tienbo", 1_000, None, returned);
    assert_eq!(scene.commune.verdict(&earlier), "goi.cu-hon");
    assert_eq!(standing()["receipt"], "accepted");
    // A clock that is behind does not matter.
    let behind = Some("2020-01-01T00:00:00+07:00");
    let later = forge(&province, "later.tienbo", 1_002, behind, returned);
    assert_eq!(scene.commune.verdict(&later), "goi.phieu-da-nhan");
    assert_eq!(standing()["receipt"], "returned");
}

/// A receipt of the province for packages that it made up, with heads of whatever revision.
fn made_up(scene: &Scene, name: &str, real: Option<&str>) -> PathBuf {
    let (commune, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.province.open()),
    );
    let mut ids: Vec<String> = (0..100).map(|_| RecordId::new().to_string()).collect();
    let heads = ids.iter().map(|id| KeptHead {
        package_id: id.clone(),
        audit: AuditHead {
            length: 31,
            hash: "a".repeat(64),
        },
        period: Some("2024".parse().unwrap()),
        revision: Some(9_000),
        sequence: Some(1 << 30),
    });
    let heads = heads.collect();
    ids.extend(real.map(str::to_owned));
    let receipts = ids.into_iter().map(|package_id| ReceiptEntry {
        package_id,
        state: ReceiptState::Accepted,
        reasons: Vec::new(),
    });
    let answer = Receipt {
        receipts: receipts.collect(),
    };
    let label = province.label(
        PackageKind::Receipt,
        &commune,
        9_000 + i64::from(real.is_some()),
    );
    scene.write(name, &write_receipt(label, &answer, heads).unwrap())
}

#[test]
fn a_receipt_for_packages_that_nobody_sent_moves_nothing() {
    let scene = scene();
    let commune = &scene.commune;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = commune.submit("2024-6t");
    let id = string(&scene.province.import(&[&sent])[0]["package_id"]);
    let before = store::sequence(commune.open().store()).unwrap();
    let outcome = commune
        .import(&[&made_up(&scene, "all.tienbo", None)])
        .remove(0);
    assert_eq!(outcome["verdict"], "goi.goi-da-mat", "{outcome}");
    // What answers a package that was sent counts, and the others are told beside it.
    let outcome = commune
        .import(&[&made_up(&scene, "some.tienbo", Some(&id))])
        .remove(0);
    assert_eq!(outcome["verdict"], "goi.phieu-da-nhan", "{outcome}");
    assert_eq!(
        (&outcome["not_here"], &outcome["tone"]),
        (&json!(100), &json!("doubtful"))
    );
    assert!(string(&outcome["sentence"]).contains("100 gói"));
    assert_eq!(commune.done(&["restored"]), Value::Null);
    assert_eq!(store::sequence(commune.open().store()).unwrap(), before);
    let next = commune.submit("2024");
    let looked = tienbo_core::package::look(&std::fs::read(&next).unwrap()).unwrap();
    assert_eq!(looked.envelope.revision, Some(1));
}

#[test]
fn a_receipt_that_says_the_same_thousands_of_times_takes_no_longer() {
    let scene = scene();
    scene.commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = scene.commune.submit("2024-6t");
    let id = string(&scene.province.import(&[&sent])[0]["package_id"]);
    let (commune, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.province.open()),
    );
    let forge = |name: &str, sequence, times: usize| {
        let label = province.label(PackageKind::Receipt, &commune, sequence);
        // So much else that it is not packed too well.
        let reason = |number: usize| {
            let text = (0..60).map(|part| Sha256::of(format!("{number} {part}").as_bytes()));
            Reason {
                section: None,
                record: None,
                text: text.map(|hash| hash.to_string()).collect(),
            }
        };
        let entry = |number: usize| ReceiptEntry {
            package_id: id.clone(),
            state: ReceiptState::Accepted,
            reasons: (number..10).map(reason).collect(),
        };
        let receipts = (0..times).map(entry).collect();
        scene.write(name, &write_message(label, &Receipt { receipts }).unwrap())
    };
    let (once, often) = (
        forge("a.tienbo", 1_000, 1),
        forge("b.tienbo", 1_001, 15_000),
    );
    let taken = |file: &PathBuf| {
        let begun = std::time::Instant::now();
        assert_eq!(scene.commune.verdict(file), "goi.phieu-da-nhan");
        begun.elapsed()
    };
    let (once, often) = (taken(&once), taken(&often));
    let most = once * 10 + std::time::Duration::from_secs(10);
    assert!(often < most, "{once:?}, {often:?}");
}

#[test]
fn a_roster_never_goes_back_and_takes_no_key_with_it() {
    let scene = scene();
    let first = scene.roster("first.tienbo");
    let card = scene.file("new.tienbo");
    scene
        .other
        .done(&["card", "-o", &shown(&card), "--new-keys"]);
    assert_eq!(scene.province.verdict(&card), "goi.the-da-tin-cay");
    let second = scene.roster("second.tienbo");
    scene.commune.accept_roster(&second);
    let before = keys_of(&scene.commune, OTHER_COMMUNE);
    assert_eq!(scene.commune.verdict(&first), "goi.cu-hon");
    assert_eq!(keys_of(&scene.commune, OTHER_COMMUNE), before);
    let present = trusted(&scene.commune, OTHER_COMMUNE);
    assert_eq!(present.fingerprint(), scene.other.open().fingerprint());

    // Not by a later number either: the key that was revoked is offered again as trusted.
    let province = Hand::of(&scene.province.open());
    let commune = Hand::of(&scene.commune.open());
    let keys = store::unit_keys(scene.commune.open().store()).unwrap();
    let mut old = keys.into_iter().find(|key| key.state == KeyState::Revoked);
    let mut old = old.take().unwrap();
    (old.state, old.valid_to) = (KeyState::Trusted, None);
    let roster = Roster {
        catalogues: Vec::new(),
        keys: vec![old],
        directory: Vec::new(),
    };
    let label = province.own_label(PackageKind::Roster, Some(&commune), 5_000);
    let file = scene.write("again.tienbo", &write_message(label, &roster).unwrap());
    assert_eq!(scene.commune.verdict(&file), "goi.danh-ba-da-nhan");
    assert_eq!(keys_of(&scene.commune, OTHER_COMMUNE), before);
    // Nor does a fingerprint bring back the rosters of a key that a head revoked.
    let revoke = ["trust", "--revoke", PROVINCE, "--reason", "Thử"];
    let copy = scene.file("copy");
    tienbo_support::copy(&scene.commune.folder, &copy);
    let commune_of_then = CliOffice::there(&copy, COMMUNE);
    commune_of_then.done(&revoke);
    let told = scene.province.open().fingerprint();
    let import = [
        "import",
        &shown(&scene.roster("third.tienbo")),
        "--fingerprint",
        &told,
    ];
    let refused = commune_of_then.run(&import).json();
    assert_eq!(refused["files"][0]["verdict"], "goi.khoa-thu-hoi");
    // Its age is told.
    let in_force = &scene.commune.done(&["inbox"])["in_force"][0];
    assert_eq!(
        (&in_force["unit"], &in_force["days"]),
        (&json!(PROVINCE), &json!(0))
    );
}

#[test]
fn what_a_roster_changes_waits_for_a_head() {
    let scene = scene();
    let province = Hand::of(&scene.province.open());
    let commune = Hand::of(&scene.commune.open());
    // The province's own key, and a catalogue that masks nothing, a key in a neighbour's place.
    let mut files = tienbo_core::catalogue::CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let mut text = serde_json::to_string(&files).unwrap();
    text = text.replace("bac-ninh-2024.1", "bac-ninh-2024.2");
    text = text.replace("mask_levels = [\\\"commune\\\"]", "mask_levels = []");
    files = serde_json::from_str(&text).unwrap();
    let mut thief = trusted(&scene.commune, OTHER_COMMUNE);
    let key = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    thief.signing_key = key.pk.to_base64();
    let roster = Roster {
        catalogues: vec![files.clone()],
        keys: vec![thief],
        directory: Vec::new(),
    };
    let label = province.own_label(PackageKind::Roster, Some(&commune), 5_000);
    let file = scene.write("evil.tienbo", &write_message(label, &roster).unwrap());
    let before = keys_of(&scene.commune, OTHER_COMMUNE);
    let outcome = scene.commune.import(&[&file]).remove(0);
    assert_eq!(outcome["verdict"], "goi.danh-ba-cho");
    assert_eq!(keys_of(&scene.commune, OTHER_COMMUNE), before);

    // It says what it would change.
    let waiting = &scene.commune.done(&["inbox"])["rosters"][0];
    assert_eq!(waiting["masks_less"], true);
    assert_eq!(waiting["sentences"].as_array().unwrap().len(), 2);
    let id = string(&outcome["package_id"]);
    // Yes alone does not lower what is masked; nor does an older one come past it.
    assert_eq!(scene.commune.run(&["inbox", "--accept", &id]).code, 5);
    assert_eq!(keys_of(&scene.commune, OTHER_COMMUNE), before);
    assert_eq!(
        scene.commune.verdict(&scene.roster("honest.tienbo")),
        "goi.cu-hon"
    );
    let no = [
        "inbox",
        "--turn-down",
        &id,
        "--reason",
        "Đã hỏi tỉnh: không có",
    ];
    assert_eq!(scene.commune.done(&no)["rosters"], json!([]));

    // Nor by adopting the catalogue itself; a head can say so in so many words.
    let catalogue = scene.file("less.tienbo-catalogue");
    std::fs::write(&catalogue, serde_json::to_vec(&files).unwrap()).unwrap();
    let adopt = [
        "catalogue",
        "--catalogue-file",
        &shown(&catalogue),
        "--adopt",
    ];
    assert_eq!(scene.commune.run(&adopt).code, 5);
    let in_so_many_words = [&adopt[..], &["--less-masking"]].concat();
    scene.commune.done(&in_so_many_words);
}

#[test]
fn what_the_first_roster_brings_waits_for_a_head_too() {
    let work = folder();
    let ([other], province) = enrolled(work.path(), [OTHER_COMMUNE]);
    let commune = CliOffice::new(work.path(), COMMUNE);
    let card = work.path().join("card.tienbo");
    let made = commune.done(&["card", "-o", &shown(&card)]);
    assert_eq!(province.verdict(&card), "goi.the-da-nhan");
    let told = string(&made["fingerprint"]);
    province.done(&["trust", COMMUNE, &told, "--with", "Chị Bịa"]);
    let roster = work.path().join("first.tienbo");
    let made = province.done(&["roster", "-o", &shown(&roster)]);
    let told = string(&made["fingerprint"]);
    let import = ["import", &shown(&roster), "--fingerprint", &told];
    let outcome = commune.done(&import)["files"][0].take();
    assert_eq!(outcome["verdict"], "goi.danh-ba-cho");

    // The key that was compared is trusted; of the others none is in force before a head has seen it.
    assert_eq!(trusted(&commune, PROVINCE).fingerprint(), told);
    assert!(keys_of(&commune, OTHER_COMMUNE).is_empty());
    let theirs = other.open().fingerprint();
    let waiting = commune.done(&["inbox"])["rosters"].take();
    let sentences = waiting[0]["sentences"].as_array().unwrap();
    assert!(
        sentences.len() == 1 && string(&sentences[0]).contains(&theirs),
        "{waiting}"
    );
    commune.done(&["inbox", "--accept", &string(&outcome["package_id"])]);
    assert_eq!(trusted(&commune, OTHER_COMMUNE).fingerprint(), theirs);
}

#[test]
fn a_key_that_people_compared_outranks_a_roster() {
    let scene = scene();
    // The two communes compared their keys themselves.
    let card = scene.file("card.tienbo");
    let made = scene.other.done(&["card", "-o", &shown(&card)]);
    scene.commune.import(&[&card]);
    let told = string(&made["fingerprint"]);
    let compare = ["trust", OTHER_COMMUNE, &told, "--with", "Chị Bịa"];
    scene.commune.done(&compare);
    let before = trusted(&scene.commune, OTHER_COMMUNE);

    let province = Hand::of(&scene.province.open());
    let commune = Hand::of(&scene.commune.open());
    let mut register = before.clone();
    register.register_key = Some(age::x25519::Identity::generate().to_public().to_string());
    let mut revoked = before.clone();
    revoked.state = KeyState::Revoked;
    let mut another = before.clone();
    let key = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    another.signing_key = key.pk.to_base64();
    for (number, key) in [register, revoked, another].into_iter().enumerate() {
        let roster = Roster {
            catalogues: Vec::new(),
            keys: vec![key],
            directory: Vec::new(),
        };
        let sequence = 5_000 + i64::try_from(number).unwrap();
        let label = province.own_label(PackageKind::Roster, Some(&commune), sequence);
        let name = format!("roster-{number}.tienbo");
        let file = scene.write(&name, &write_message(label, &roster).unwrap());
        scene.commune.accept_roster(&file);
        assert_eq!(trusted(&scene.commune, OTHER_COMMUNE), before, "{number}");
    }
    // The different key waits to be compared, and the history tells of all three.
    let states: Vec<KeyState> = keys_of(&scene.commune, OTHER_COMMUNE)
        .into_iter()
        .map(|(_, state)| state)
        .collect();
    assert_eq!(states, [KeyState::Trusted, KeyState::Known]);
    let history = scene.commune.done(&["trust", "--history", OTHER_COMMUNE]);
    let events = history.as_array().unwrap().iter();
    assert_eq!(events.filter(|e| e["event"] == "contradicted").count(), 3);
}

#[test]
fn turning_down_somebody_elses_card_leaves_the_units_own() {
    let work = folder();
    let province = CliOffice::new(work.path(), PROVINCE);
    let (hers, others) = (work.path().join("hers"), work.path().join("others"));
    std::fs::create_dir_all(&others).unwrap();
    let commune = CliOffice::new(&hers, COMMUNE);
    let thief = CliOffice::init(&others, COMMUNE, &[]);
    let mut fingerprints = Vec::new();
    for (office, name) in [(&commune, "a.tienbo"), (&thief, "b.tienbo")] {
        let card = work.path().join(name);
        let made = office.done(&["card", "-o", &shown(&card)]);
        fingerprints.push(string(&made["fingerprint"]));
        assert_eq!(province.verdict(&card), "goi.the-da-nhan");
    }
    // The unit reads out its own; what else waits in its name is turned down.
    let own = fingerprints[0].as_str();
    let reason = ["--reason", "Không phải thẻ của phường"];
    let turned = ["trust", "--turn-down", COMMUNE, "--but", own];
    province.done(&[&turned[..], &reason].concat());
    let with = ["--with", "Cán bộ phường"];
    let stolen = ["trust", COMMUNE, fingerprints[1].as_str()];
    assert_eq!(province.run(&[&stolen[..], &with].concat()).code, 2);
    province.done(&[&["trust", COMMUNE, own], &with[..]].concat());
    let nothing = [&turned[..], &reason].concat();
    assert_eq!(province.run(&nothing).code, 2);
}

#[test]
fn a_stolen_key_shuts_no_period_once_it_is_revoked() {
    let scene = scene();
    let (province, commune) = (&scene.province, &scene.commune);
    // A copy of the office with all its keys, which sends revision after revision.
    let away = folder();
    let there = away.path().join(COMMUNE);
    copy(&commune.folder, &there);
    let thief = CliOffice::there(&there, COMMUNE);
    thief.import_sample("xa-mau-vu-ninh.xlsx");
    for expected in ["goi.da-nhan", "goi.thay-the"] {
        assert_eq!(province.verdict(&thief.submit("2024-6t")), expected);
        thief.done(&["reopen", "2024-6t"]);
    }
    let why = "Mất máy ở bến xe";
    let revoke = ["trust", "--revoke", COMMUNE, "--reason", why];
    let revoke = |since| [revoke.as_slice(), &["--lost-since", since]].concat();
    assert_eq!(province.run(&revoke("hôm qua")).code, 4);
    province.done(&revoke("01/01/2024"));
    let card = shown(&scene.file("new-card.tienbo"));
    let made = commune.done(&["card", "--new-keys", "-o", &card]);
    province.import(&[std::path::Path::new(&card)]);
    let fingerprint = string(&made["fingerprint"]);
    province.done(&["trust", COMMUNE, &fingerprint, "--with", "Cán bộ phường"]);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    assert_eq!(province.verdict(&commune.submit("2024-6t")), "goi.da-nhan");
    let inbox = province.run(&["inbox"]).stdout;
    assert_eq!(inbox.matches(why).count(), 2, "{inbox}");
    let aside = store::all_submissions(province.open().store()).unwrap();
    let aside = aside.iter().find(|of| of.aside.is_some()).unwrap();
    let back = |reason| {
        [
            "inbox",
            "--bring-back",
            &aside.package_id,
            "--reason",
            reason,
        ]
    };
    // The unit's own has its revision.
    assert_eq!(province.run(&back("thử")).code, 5);
    assert_eq!(province.run(&["verify"]).code, 0);
}

#[test]
fn another_register_key_waits_for_a_comparison() {
    let scene = scene();
    let other = Hand::of(&scene.other.open());
    let thief = age::x25519::Identity::generate().to_public().to_string();
    let mut label = other.own_label(PackageKind::Card, None, 5_000);
    label.register_key = Some(thief.clone());
    let card = scene.write("card.tienbo", &write_card(label).unwrap());
    let before = trusted(&scene.commune, OTHER_COMMUNE).register_key;
    assert_eq!(scene.commune.verdict(&card), "goi.the-da-nhan");
    let key = trusted(&scene.commune, OTHER_COMMUNE);
    assert_eq!(key.register_key, before);
    assert_eq!(key.offered_register_key, Some(thief.clone()));
    // No case goes there meanwhile.
    let new = json!({
        "case": {"found_on": "01/05/2024", "category": "domestic"},
        "survivor": {"sex": "female", "age": "25-39"},
    });
    let new = scene.json("case.json", &new);
    let case = string(&scene.commune.done(&["case", "open", &new])["id"]);
    scene.commune.agree_to_transfer(&case, OTHER_COMMUNE);
    let out = shown(&scene.file("case.tienbo"));
    let give = [
        "case",
        "transfer",
        &case,
        "--to",
        OTHER_COMMUNE,
        "--ground",
        "law",
        "-o",
        &out,
    ];
    assert_eq!(scene.commune.run(&give).code, 5);
    // The fingerprint covers it: what is read out at the office is not that of the card.
    let read_out = scene.other.open().fingerprint();
    let offered = fingerprint(&key.signing_key, &key.reading_key, Some(&thief));
    assert_ne!(read_out, offered);
    scene
        .commune
        .done(&["trust", OTHER_COMMUNE, &read_out, "--with", "Chị Bịa"]);
    assert_eq!(trusted(&scene.commune, OTHER_COMMUNE).register_key, before);
    scene.commune.done(&give);
    // Nor does that card come again.
    assert_eq!(scene.commune.verdict(&card), "goi.da-co");
}

/// New keys of an office, as whoever had its signing key can make and introduce them, with a register key of
/// her own.
fn introduced_by(hand: &Hand) -> (Hand, Vec<Introduction>) {
    let drawn = || age::x25519::Identity::generate().to_public().to_string();
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let signing = SigningKey::from_box(&pair.sk.to_box(None).unwrap().into_string()).unwrap();
    let new = Hand {
        sender: Sender {
            signing_key: signing.public(),
            ..hand.sender.clone()
        },
        signing,
        reading_key: drawn(),
        register_key: drawn(),
    };
    let public = new.signing.public();
    let introduction = hand
        .signing
        .introduce(&new.sender.unit, &public, &new.reading_key)
        .unwrap();
    (new, vec![introduction])
}

#[test]
fn a_register_key_that_comes_with_an_introduced_key_waits_too() {
    let scene = scene();
    let (commune, other, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.other.open()),
        Hand::of(&scene.province.open()),
    );
    // On a neighbour's card.
    let before = trusted(&scene.commune, OTHER_COMMUNE).register_key;
    let (new, introductions) = introduced_by(&other);
    let mut label = new.own_label(PackageKind::Card, None, 5_000);
    label.introductions = introductions;
    let card = scene.write("card.tienbo", &write_card(label).unwrap());
    assert_eq!(scene.commune.verdict(&card), "goi.the-da-tin-cay");
    let key = trusted(&scene.commune, OTHER_COMMUNE);
    assert_eq!(key.signing_key, new.sender.signing_key);
    assert_eq!(key.register_key, before);
    assert_eq!(key.offered_register_key.as_ref(), Some(&new.register_key));
    let history = scene.commune.done(&["trust", "--history", OTHER_COMMUNE]);
    assert_eq!(history[0]["event"], "register-key");
    assert_eq!(history[1]["event"], "introduced");
    // A comparison says which one it is.
    let (signing, reading) = (&new.sender.signing_key, &new.reading_key);
    let told = fingerprint(signing, reading, Some(&new.register_key));
    let compare = ["trust", OTHER_COMMUNE, &told, "--with", "Chị Bịa"];
    scene.commune.done(&compare);
    let key = trusted(&scene.commune, OTHER_COMMUNE);
    assert_eq!(key.register_key.as_ref(), Some(&new.register_key));
    assert_eq!(key.offered_register_key, None);

    // And on the province's roster, whose keys a head lets in.
    let before = trusted(&scene.commune, PROVINCE).register_key;
    let (new, introductions) = introduced_by(&province);
    let mut label = new.own_label(PackageKind::Roster, Some(&commune), 6_000);
    label.introductions = introductions;
    let roster = Roster {
        catalogues: Vec::new(),
        keys: Vec::new(),
        directory: Vec::new(),
    };
    let file = scene.write("roster.tienbo", &write_message(label, &roster).unwrap());
    scene.commune.accept_roster(&file);
    let key = trusted(&scene.commune, PROVINCE);
    assert_eq!(key.signing_key, new.sender.signing_key);
    assert_eq!(key.register_key, before);
    assert_eq!(key.offered_register_key, Some(new.register_key));
}

#[test]
fn keys_are_introduced_only_by_a_key_that_was_in_one_hand() {
    let scene = scene();
    scene.commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = scene.commune.submit("2024-6t");
    assert_eq!(scene.province.verdict(&sent), "goi.da-nhan");
    let looked = tienbo_core::package::look(&std::fs::read(&sent).unwrap()).unwrap();
    // Somebody else signs with the commune's key, under a number that it used.
    let (commune, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.province.open()),
    );
    let receipt = Receipt {
        receipts: Vec::new(),
    };
    let label = commune.label(PackageKind::Receipt, &province, looked.envelope.sequence);
    let twin = scene.write("twin.tienbo", &write_message(label, &receipt).unwrap());
    scene.province.import(&[&twin]);
    let history = scene.province.done(&["trust", "--history", COMMUNE]);
    assert_eq!(history[0]["event"], "forked");

    // Then keys that it introduces wait to be compared; those of a key in one hand do not.
    let card = scene.file("new.tienbo");
    let before = trusted(&scene.province, COMMUNE);
    scene
        .commune
        .done(&["card", "-o", &shown(&card), "--new-keys"]);
    assert_eq!(scene.province.verdict(&card), "goi.the-da-nhan");
    assert_eq!(trusted(&scene.province, COMMUNE), before);
    scene
        .other
        .done(&["card", "-o", &shown(&card), "--new-keys"]);
    assert_eq!(scene.province.verdict(&card), "goi.the-da-tin-cay");
    let history = scene.province.done(&["trust", "--history", OTHER_COMMUNE]);
    assert_eq!(history[0]["event"], "introduced");
}

/// All keys that an office knows, and what it has of rosters and catalogues.
fn trust_of(office: &CliOffice) -> (Vec<store::UnitKey>, Value, Value) {
    let mut keys = store::unit_keys(office.open().store()).unwrap();
    keys.sort_by(|a, b| a.signing_key.cmp(&b.signing_key));
    let rosters = office.done(&["inbox"])["in_force"].clone();
    (keys, rosters, office.done(&["catalogue"]))
}

#[test]
fn a_revoked_key_introduces_none_and_changes_nothing_else() {
    let scene = scene();
    let (commune, other, province) = (
        Hand::of(&scene.commune.open()),
        Hand::of(&scene.other.open()),
        Hand::of(&scene.province.open()),
    );
    let card_of = |new: &Hand, introductions: Vec<Introduction>, sequence| {
        let mut label = new.own_label(PackageKind::Card, None, sequence);
        label.introductions = introductions;
        let name = format!("card-{sequence}.tienbo");
        scene.write(&name, &write_card(label).unwrap())
    };
    // A card that a key introduces waits to be compared, as any card; all else is as it was.
    let waits_alone = |card: &PathBuf, new: &Hand| {
        let before = trust_of(&scene.province);
        assert_eq!(scene.province.verdict(card), "goi.the-da-nhan");
        let mut after = trust_of(&scene.province);
        let key = |key: &store::UnitKey| key.signing_key == new.sender.signing_key;
        let place = after.0.iter().position(key).unwrap();
        assert_eq!(after.0.remove(place).state, KeyState::Known);
        assert_eq!(after, before);
    };
    let revoke = ["trust", "--revoke", OTHER_COMMUNE, "--reason", "Mất máy"];
    scene.province.done(&revoke);
    // Before the unit has another key.
    let (new, introductions) = introduced_by(&other);
    waits_alone(&card_of(&new, introductions, 5_000), &new);
    // Once it has one; that the revoked key stands beside one that is trusted helps neither.
    let register = Some(new.register_key.as_str());
    let told = fingerprint(&new.sender.signing_key, &new.reading_key, register);
    let compare = ["trust", OTHER_COMMUNE, &told, "--with", "Chị Bịa"];
    scene.province.done(&compare);
    assert_eq!(
        trusted(&scene.province, OTHER_COMMUNE).signing_key,
        new.sender.signing_key
    );
    let (thief, introductions) = introduced_by(&other);
    waits_alone(&card_of(&thief, introductions, 5_001), &thief);
    // By a key that is another unit's, too.
    let (foreign, mut introductions) = introduced_by(&commune);
    let mut thief = foreign;
    thief.sender.unit = unit(OTHER_COMMUNE);
    let (_, more) = introduced_by(&other);
    introductions.extend(more);
    waits_alone(&card_of(&thief, introductions, 5_002), &thief);
    // Nor does the revoked key come back by its own card, or change what is here.
    let before = trust_of(&scene.province);
    let own = other.signing.introduce(
        &new.sender.unit,
        &other.sender.signing_key,
        &other.reading_key,
    );
    let own = vec![own.unwrap()];
    assert_eq!(
        scene.province.verdict(&card_of(&other, own, 5_003)),
        "goi.da-co"
    );
    assert_eq!(trust_of(&scene.province), before);

    // The same of an office above, whose roster it would be.
    let revoke = ["trust", "--revoke", PROVINCE, "--reason", "Mất máy"];
    scene.commune.done(&revoke);
    let before = trust_of(&scene.commune);
    let (new, introductions) = introduced_by(&province);
    let mut label = new.own_label(PackageKind::Roster, Some(&commune), 6_000);
    label.introductions = introductions;
    let roster = Roster {
        catalogues: Vec::new(),
        keys: before.0.clone(),
        directory: Vec::new(),
    };
    let file = scene.write("roster.tienbo", &write_message(label, &roster).unwrap());
    assert_eq!(scene.commune.verdict(&file), "goi.khoa-la");
    assert_eq!(trust_of(&scene.commune), before);
}

/// A case of the commune with a survivor who is named, and her number.
fn named_case(scene: &Scene) -> (String, String) {
    let new = json!({
        "case": {"found_on": "01/05/2024", "category": "domestic"},
        "survivor": {"sex": "female", "age": "25-39", "consent": "given", "share": "1"},
    });
    let new = scene.json("case.json", &new);
    let case = string(&scene.commune.done(&["case", "open", &new])["id"]);
    let seen = scene.commune.done(&["case", "show", &case]);
    let person = string(&seen["survivors"][0]["person"]);
    let named = json!({"name": "Bịa Thị Thật", "telephone": "0911 111 111"});
    let named = scene.json("name.json", &named);
    scene
        .commune
        .done(&["case", "name", &case, &person, &named]);
    (case, person)
}

fn identity(scene: &Scene, case: &str) -> Value {
    scene.commune.done(&["case", "reveal", case])["persons"][0]["identity"].clone()
}

#[test]
fn a_transfer_overwrites_nobody_and_counts_when_a_case_officer_says_so() {
    let scene = scene();
    let (case, person) = named_case(&scene);
    let before = identity(&scene, &case);
    let (other, commune) = (
        Hand::of(&scene.other.open()),
        Hand::of(&scene.commune.open()),
    );
    // A case of one person, and with it every number that a survivor here can have.
    let evil = PersonIdentity {
        telephone: Line::new("0911 666 666").ok(),
        ..PersonIdentity::default()
    };
    let mut sealed = SealedCase::default();
    for number in 1000..=9999 {
        sealed.persons.insert(number.to_string(), evil.clone());
    }
    let (id, survivor) = (RecordId::new(), RecordId::new());
    let of_case = if person == "4711" { "4712" } else { "4711" };
    let object = |value: Value| value.as_object().unwrap().clone();
    let sent = TransferredCase {
        schema: tienbo_core::package::SCHEMA,
        case: id,
        ground: TransferGround::Law,
        records: [
            (
                "violence_cases".to_owned(),
                vec![object(json!({"id": id.to_string(), "number": "77",
                    "found_on": "2024-05-02", "category": "domestic"}))],
            ),
            (
                "survivors".to_owned(),
                vec![object(
                    json!({"id": survivor.to_string(), "case": id.to_string(),
                    "person": of_case, "sex": "female", "age": "25-39", "consent": "law"}),
                )],
            ),
        ]
        .into(),
    };
    let forge = |name: &str, sequence| {
        let label = other.label(PackageKind::Transfer, &commune, sequence);
        let sealed = sealed.seal(&commune.register_key).unwrap();
        scene.write(name, &write_transfer(label, &sent, sealed).unwrap())
    };
    let file = forge("evil-transfer.tienbo", 5_000);
    let outcome = scene.commune.import(&[&file]).remove(0);
    assert_eq!(outcome["verdict"], "goi.vu-viec-cho");
    assert_eq!(scene.commune.done(&["case", "list"])["found"], 1);
    assert_eq!(identity(&scene, &case), before);
    // The case officer is told before she says yes.
    let package = string(&outcome["package_id"]);
    let names = scene.commune.done(&["case", "offered", &package]);
    assert_eq!(names["strangers"], 8_999);
    let taken = string(&scene.commune.done(&["case", "accept", &package])["id"]);
    assert_eq!(scene.commune.done(&["case", "list"])["found"], 2);
    assert_eq!(identity(&scene, &case), before);
    // The one who is of the case is named, under a number of this office; the others are nobody.
    let revealed = scene.commune.done(&["case", "reveal", &taken]);
    assert_eq!(
        revealed["persons"][0]["identity"]["telephone"],
        "0911 666 666"
    );
    let found = scene.commune.done(&["case", "find", "0911666666"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
    let logged = store::audit_entries(scene.commune.open().store()).unwrap();
    let dropped = logged
        .iter()
        .find(|entry| entry.action == "strangers-dropped");
    assert!(dropped.unwrap().subject.contains(" 8999 "));
    assert!(scene.commune.run(&["verify"]).code == 0);

    // Turned down, nothing of it stays, and its unit learns why.
    let file = forge("again.tienbo", 5_001);
    let outcome = scene.commune.import(&[&file]).remove(0);
    let package = string(&outcome["package_id"]);
    let no = ["case", "refuse", &package, "--reason", "Không phải xã này"];
    let done = scene.commune.done(&no);
    assert_eq!((&done["count"], &done["cases"]), (&json!(0), &json!([])));
    assert_eq!(scene.commune.verdict(&file), "goi.da-co");
    assert_eq!(scene.commune.done(&["case", "list"])["found"], 2);
    let answer = scene.file("answer.tienbo");
    scene
        .commune
        .done(&["case", "confirm", &package, "-o", &shown(&answer)]);
}

/// A case that the other commune hands over, with what is said of it and whatever as its names.
fn handed_over(scene: &Scene, sequence: i64, said: Value, names: Vec<u8>) -> PathBuf {
    let (other, commune) = (
        Hand::of(&scene.other.open()),
        Hand::of(&scene.commune.open()),
    );
    let id = RecordId::new();
    let mut case = json!({"id": id.to_string(), "number": "77", "found_on": "2024-05-02",
        "category": "domestic"});
    let fields = case.as_object_mut().unwrap();
    fields.extend(said.as_object().unwrap().clone());
    let sent = TransferredCase {
        schema: tienbo_core::package::SCHEMA,
        case: id,
        ground: TransferGround::Law,
        records: [("violence_cases".to_owned(), vec![fields.clone()])].into(),
    };
    let label = other.label(PackageKind::Transfer, &commune, sequence);
    let package = write_transfer(label, &sent, names).unwrap();
    scene.write(&format!("case-{sequence}.tienbo"), &package)
}

#[test]
fn a_case_comes_open_and_with_names_that_can_be_opened() {
    let scene = scene();
    let commune = &scene.commune;
    let register_key = Hand::of(&commune.open()).register_key;
    let names = |key: &str| SealedCase::default().seal(key).unwrap();
    // One that its own unit could not hand over any more.
    let states = [
        json!({"voided": "duplicate"}),
        json!({"closed_on": "2024-06-01", "outcome": "settled"}),
        json!({"handed_to": OTHER_COMMUNE, "handed_on": "2024-06-01"}),
    ];
    for (number, said) in (5_000..).zip(states) {
        let file = handed_over(&scene, number, said.clone(), names(&register_key));
        assert_eq!(commune.verdict(&file), "goi.ban-ghi-sai", "{said}");
    }
    // What is no age file to keys.
    let file = handed_over(&scene, 5_010, json!({}), vec![b'x'; 100_000]);
    assert_eq!(commune.verdict(&file), "goi.hong");
    // Names sealed to whom it may concern are told of, and their case is not taken.
    let another = Hand::of(&scene.province.open()).register_key;
    let unlike = [
        names(&another),
        tienbo_support::forge::sealed(b"{}}", std::slice::from_ref(&register_key)),
    ];
    for (sequence, names) in (5_020..).zip(unlike) {
        let file = handed_over(&scene, sequence, json!({}), names);
        let outcome = commune.import(&[&file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.vu-viec-cho", "{outcome}");
        let package = string(&outcome["package_id"]);
        let names = commune.done(&["case", "offered", &package]);
        let why = string(&names["not_taken"]);
        assert!(why.contains("danh tính"), "{why}");
        assert_ne!(commune.run(&["case", "accept", &package]).code, 0);
        commune.done(&["case", "refuse", &package, "--reason", "Không mở được"]);
        assert_eq!(commune.run(&["verify"]).code, 0);
    }
    let file = handed_over(&scene, 5_030, json!({}), names(&register_key));
    assert_eq!(commune.verdict(&file), "goi.vu-viec-cho");
    let offered = &commune.done(&["case", "offered"])["cases"][0];
    assert_eq!(offered["not_taken"], Value::Null);
    let package = string(&offered["package_id"]);
    let names = commune.done(&["case", "offered", &package]);
    assert_eq!(names["not_taken"], Value::Null);
}

#[test]
fn what_is_said_to_be_sealed_and_can_be_packed_is_refused() {
    let scene = scene();
    let commune = &scene.commune;
    let by = tienbo_support::forge::Hand::of(&scene.other.open());
    let to = Hand::of(&commune.open());
    let to = to.label(PackageKind::Transfer, &to, 1).recipients;
    let noise: Vec<u8> = (0..16_000_u32)
        .flat_map(|number| Sha256::of(&number.to_le_bytes()).to_string().into_bytes())
        .collect();
    let junk = [noise, vec![0; 20 << 20]].concat();
    let id = RecordId::new().to_string();
    let case = json!({"schema": 3, "case": id, "ground": "law", "records": {"violence_cases":
        [{"id": id, "number": "77", "found_on": "2024-05-02", "category": "domestic"}]}});
    let case = serde_json::to_vec(&case).unwrap();
    let label = tienbo_support::forge::label(&by, &to, "transfer");
    let entries: [(&str, &[u8]); 2] = [("transfer.json", &case), ("identity.age", &junk)];
    let packed = tienbo_support::forge::forged(&by, label, &entries);
    assert!(packed.len() * 30 < junk.len(), "{}", packed.len());
    let file = scene.file("packed.tienbo");
    std::fs::write(&file, packed).unwrap();
    assert_eq!(commune.verdict(&file), "goi.qua-lon");
}

/// The id that stands on the label of a package.
fn id_of(file: &std::path::Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    let looked = tienbo_core::package::look(&bytes).unwrap();
    looked.envelope.package_id
}

/// A package that an office makes by hand with an id that it read off another's label.
fn with_id(
    scene: &Scene,
    (by, to): (&CliOffice, &CliOffice),
    (kind, id): (&str, &str),
    entries: &[(&str, &[u8])],
) -> PathBuf {
    let to = Hand::of(&to.open());
    let to = to.label(PackageKind::Card, &to, 1).recipients;
    let by = tienbo_support::forge::Hand::of(&by.open());
    let mut label = tienbo_support::forge::label(&by, &to, kind);
    label["package_id"] = json!(id);
    let file = scene.file(&format!("{kind}-{}-{id}.tienbo", by.unit));
    std::fs::write(&file, tienbo_support::forge::forged(&by, label, entries)).unwrap();
    file
}

/// A case that an office hands over to the commune under such an id.
fn case_with_id(scene: &Scene, by: &CliOffice, id: &str) -> PathBuf {
    let key = Hand::of(&scene.commune.open()).register_key;
    let names = SealedCase::default().seal(&key).unwrap();
    let case = RecordId::new().to_string();
    let said = json!({"schema": 3, "case": case, "ground": "law", "records": {"violence_cases":
        [{"id": case, "number": "77", "found_on": "2024-05-02", "category": "domestic"}]}});
    let said = serde_json::to_vec(&said).unwrap();
    let entries: [(&str, &[u8]); 2] = [("transfer.json", &said), ("identity.age", &names)];
    with_id(scene, (by, &scene.commune), ("transfer", id), &entries)
}

/// That an office refuses a package since another has its id, and names whose that is.
fn has_anothers_id(office: &CliOffice, file: &std::path::Path, whose: &str) {
    let outcome = office.import(&[file]).remove(0);
    assert_eq!(outcome["verdict"], "goi.trung-ma", "{outcome}");
    assert!(string(&outcome["sentence"]).contains(whose), "{outcome}");
}

#[test]
fn an_id_read_off_a_label_hides_no_package_of_another() {
    let scene = scene();
    let (province, commune, other) = (&scene.province, &scene.commune, &scene.other);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let report = commune.submit("2024");
    let id = id_of(&report);
    // The other commune has the stick first, and makes a card with the id of the report on it.
    let card = with_id(&scene, (other, other), ("card", &id), &[]);
    assert_eq!(province.verdict(&card), "goi.da-co");
    assert_eq!(province.verdict(&report), "goi.da-nhan");
    let original = scene.file("original.tienbo");
    province.done(&["original", &id, "-o", &shown(&original)]);
    let same = std::fs::read(&original).unwrap() == std::fs::read(&report).unwrap();
    assert!(same, "what lies under the id is not the report");
    assert_eq!(province.verdict(&card), "goi.da-co");
    assert_eq!(province.run(&["verify"]).code, 0);
    // Nor is a report of its own taken for the commune's.
    let own = with_id(&scene, (other, province), ("submission", &id), &[]);
    has_anothers_id(province, &own, COMMUNE);
}

#[test]
fn a_case_or_roster_with_the_id_of_what_waits_is_told() {
    let scene = scene();
    let (province, commune, other) = (&scene.province, &scene.commune, &scene.other);
    let refuse = |id: &str| commune.done(&["case", "refuse", id, "--reason", "Không phải xã này"]);
    let count = || commune.done(&["case", "offered"])["count"].clone();
    // Two offices hand a case over under one id: the second is not taken for the first.
    let id = RecordId::new().to_string();
    let first = case_with_id(&scene, other, &id);
    assert_eq!(commune.verdict(&first), "goi.vu-viec-cho");
    let second = case_with_id(&scene, province, &id);
    has_anothers_id(commune, &second, OTHER_COMMUNE);
    assert_eq!(commune.verdict(&first), "goi.vu-viec-cho");
    refuse(&id);
    has_anothers_id(commune, &second, OTHER_COMMUNE);
    assert_eq!(
        (commune.verdict(&first), count()),
        ("goi.da-co".to_owned(), json!(0))
    );
    // A case under the id of a roster, which everybody has: neither takes the other's place.
    let roster = scene.roster("roster-2.tienbo");
    let id = id_of(&roster);
    assert_eq!(
        commune.verdict(&case_with_id(&scene, other, &id)),
        "goi.vu-viec-cho"
    );
    has_anothers_id(commune, &roster, OTHER_COMMUNE);
    assert_eq!(count(), json!(1));
    refuse(&id);
    assert_eq!(commune.verdict(&roster), "goi.danh-ba-da-nhan");
}

#[test]
fn a_case_that_is_turned_down_is_open_again_at_its_unit() {
    let scene = scene();
    let (case, _) = named_case(&scene);
    let file = scene.file("case.tienbo");
    let out = shown(&file);
    scene.commune.agree_to_transfer(&case, OTHER_COMMUNE);
    let give = [
        "case",
        "transfer",
        &case,
        "--to",
        OTHER_COMMUNE,
        "--ground",
        "law",
        "-o",
        &out,
    ];
    scene.commune.done(&give);
    let outcome = scene.other.import(&[&file]).remove(0);
    let package = string(&outcome["package_id"]);
    scene
        .other
        .done(&["case", "refuse", &package, "--reason", "Chị ở xã khác"]);
    // Why is for who can read facts of cases: the words may name her.
    let database = Insider::new(&scene.other.folder, USER, PASSPHRASE).database();
    let lies: String = database
        .query_row("SELECT reason FROM turned_down", [], |row| row.get(0))
        .unwrap();
    assert_eq!(lies, "…");
    drop(database);
    let answer = scene.file("answer.tienbo");
    scene
        .other
        .done(&["case", "confirm", &package, "-o", &shown(&answer)]);
    assert_eq!(scene.commune.verdict(&answer), "goi.phieu-da-nhan");
    let state = |office: &CliOffice| office.done(&["case", "show", &case])["state"].clone();
    assert_eq!(state(&scene.commune), "open");
    let told = scene.commune.done(&["case", "transfers"]).to_string();
    assert!(told.contains("Chị ở xã khác"), "{told}");
    // Nor does anybody else turn it down: the answer is the receiver's alone.
    scene.commune.done(&give);
    let bytes = std::fs::read(&file).unwrap();
    let id = tienbo_core::package::look(&bytes)
        .unwrap()
        .envelope
        .package_id;
    let (province, commune) = (
        Hand::of(&scene.province.open()),
        Hand::of(&scene.commune.open()),
    );
    let receipt = Receipt {
        receipts: vec![ReceiptEntry {
            package_id: id,
            state: ReceiptState::Accepted,
            reasons: Vec::new(),
        }],
    };
    let label = province.label(PackageKind::Receipt, &commune, 5_000);
    let forged = scene.write("forged.tienbo", &write_message(label, &receipt).unwrap());
    assert_eq!(scene.commune.verdict(&forged), "goi.phieu-la");
    assert_eq!(state(&scene.commune), "handing-over");
}

/// A workbook with a case, whose survivor is named and has a number and a telephone.
fn workbook(scene: &Scene, number: &str, person: &str, telephone: &str) -> PathBuf {
    let sheet = scene.file("rec.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Vụ việc bạo lực").unwrap();
    let official = Language::OFFICIAL;
    let cells = [
        ("number", number),
        ("found", "2024-06"),
        ("commune", COMMUNE),
        ("category", "domestic"),
        ("survivor", person),
        ("survivor_sex", "female"),
        ("survivor_age", "25-39"),
        ("survivor_name", "TÊN SAI"),
        ("survivor_telephone", telephone),
        ("account", "Lời kể bịa"),
    ];
    for (place, (column, cell)) in cells.into_iter().enumerate() {
        let place = u16::try_from(place).unwrap();
        let list = match column {
            "category" => Some("case-category"),
            "survivor_sex" => Some("sex"),
            "survivor_age" => Some("age-band"),
            _ => None,
        };
        let cell = list.map_or(cell.to_owned(), |list| {
            message::choice(official, list, cell)
        });
        let head = message::column(official, column);
        page.write(0, place, head).unwrap();
        page.write(1, place, cell).unwrap();
    }
    book.save(&sheet).unwrap();
    sheet
}

#[test]
fn what_comes_in_of_a_person_stands_beside_what_is_known() {
    let scene = scene();
    let (case, person) = named_case(&scene);
    let before = identity(&scene, &case);
    // A recorder's workbook with a case of her own, whose survivor has the number of the one who is here.
    let sheet = workbook(&scene, "9001", &person, "0922 222 222");
    scene.commune.done(&["import-xlsx", &shown(&sheet)]);
    assert_eq!(identity(&scene, &case), before);
    let waiting = scene.commune.done(&["case", "proposals"]);
    assert_eq!(waiting[0]["person"], json!(person));
    let id = waiting[0]["id"].to_string();

    // Field by field: the telephone is taken, the name dropped. What was known is kept, and all is logged.
    let take = ["case", "decide", &id, "--take", "--fields", "telephone"];
    scene.commune.done(&take);
    let drop_rest = ["case", "decide", &id, "--drop"];
    assert_eq!(scene.commune.done(&drop_rest), json!([]));
    let now = identity(&scene, &case);
    assert_eq!(now["telephone"], "0922 222 222");
    assert_eq!(now["name"], before["name"]);
    let revealed = scene.commune.done(&["case", "reveal", &case]);
    let former = revealed["former"][0]["said"].as_array().unwrap().iter();
    let former: Vec<&Value> = former.map(|said| &said["value"]).collect();
    assert!(former.contains(&&json!("0911 111 111")), "{former:?}");
    let office = scene.commune.open();
    let actions = store::audit_entries(office.store()).unwrap();
    let count = |action: &str| {
        actions
            .iter()
            .filter(|entry| entry.action == action)
            .count()
    };
    assert_eq!(count("identity-proposed"), 1);
    assert_eq!(count("proposal-dropped"), 1);
    assert!(count("identity-changed") >= 2);
    drop(office);
    // An erasure takes what was known before, too.
    scene
        .commune
        .done(&["case", "erase", &person, "--reason", "her-wish"]);
    assert_eq!(
        scene.commune.done(&["case", "reveal", &case])["former"],
        json!([])
    );
}

/// Her record in a case.
fn survivor_in(scene: &Scene, case: &str, person: &str) -> (String, String) {
    let office = scene.commune.open();
    let survivors = store::records_with::<Survivor>(office.store(), "person", person).unwrap();
    let mut hers = survivors.iter();
    let hers = hers
        .find(|s| s.record.case.id().to_string() == case)
        .unwrap();
    (hers.id.to_string(), hers.version.to_string())
}

/// As when a case was opened by an earlier program.
fn says_no_on_her_record(scene: &Scene, case: &str, person: &str) {
    let (id, version) = survivor_in(scene, case, person);
    let refused = json!({"case": case, "person": person, "sex": "female", "age": "25-39",
        "consent": "refused", "share": false});
    let refused = scene.json("refused.json", &refused);
    let change = ["change", "survivors", &id, "--version", &version, &refused];
    scene.commune.done(&change);
}

/// When she was asked again.
fn says_no_when_she_is_asked(scene: &Scene, case: &str, person: &str) {
    let (id, _) = survivor_in(scene, case, person);
    for purpose in ["name", "account"] {
        let answer = json!({"survivor": id, "consent_purpose": purpose,
            "consent_answer": "refused", "consent_by": "herself", "asked_on": "2024-09-20"});
        let answer = scene.json("answer.json", &answer);
        scene.commune.done(&["add", "consent_acts", &answer]);
    }
}

#[test]
fn who_refused_to_be_recorded_is_not_named_by_what_comes_in_later() {
    is_named_by_nothing_later(says_no_on_her_record);
    is_named_by_nothing_later(says_no_when_she_is_asked);
}

fn is_named_by_nothing_later(says_no: fn(&Scene, &str, &str)) {
    let scene = scene();
    let (case, person) = named_case(&scene);
    // Something waits beside what is known of her.
    let sheet = workbook(&scene, "9001", &person, "0922 222 222");
    scene.commune.done(&["import-xlsx", &shown(&sheet)]);
    let waits = scene.commune.done(&["case", "proposals"])[0]["id"].to_string();
    // She takes her consent back.
    says_no(&scene, &case, &person);

    // What waits is not taken in the place of anything.
    let take = ["case", "decide", &waits, "--take"];
    assert_eq!(scene.commune.run(&take).code, 5);
    // Nor is she named by a workbook of a case officer, or by what a recorder sealed meanwhile.
    let found = |telephone: &str| scene.commune.done(&["case", "find", telephone]);
    let sheet = workbook(&scene, "9002", &person, "0933 333 333");
    scene.commune.done(&["import-xlsx", &shown(&sheet)]);
    assert_eq!(found("0933333333"), json!([]));
    let (recorder, words) = ("ghi-chep", "mật khẩu của người ghi chép");
    let file = scene.file("recorder.txt");
    std::fs::write(&file, words).unwrap();
    let user = ["user", recorder, "--roles", "recorder"];
    let new = ["--new-passphrase-file", &shown(&file)];
    scene.commune.done(&[&user[..], &new].concat());
    let sheet = workbook(&scene, "9003", &person, "0944 444 444");
    let mut office = tienbo_support::open_as(&scene.commune.folder, recorder, words);
    let mut watch = tienbo_core::progress::Watch::none();
    office
        .import_workbook(
            &sheet,
            &tienbo_core::exchange::Answers::default(),
            &mut watch,
        )
        .unwrap();
    drop(office);
    assert_eq!(found("0944444444"), json!([]));
    let waiting = scene.commune.done(&["case", "proposals"]);
    assert_eq!(waiting.as_array().unwrap().len(), 1, "{waiting}");
    let log = store::audit_entries(scene.commune.open().store()).unwrap();
    let kept = log.iter().filter(|entry| entry.action == "refusal-kept");
    assert_eq!(kept.count(), 2);

    // Nor by a case that another unit hands over with her name, against what its own record says.
    let (other, commune) = (
        Hand::of(&scene.other.open()),
        Hand::of(&scene.commune.open()),
    );
    let (id, survivor) = (RecordId::new(), RecordId::new());
    let object = |value: Value| value.as_object().unwrap().clone();
    let sent = TransferredCase {
        schema: tienbo_core::package::SCHEMA,
        case: id,
        ground: TransferGround::Law,
        records: [
            (
                "violence_cases".to_owned(),
                vec![object(json!({"id": id.to_string(), "number": "77",
                    "found_on": "2024-05-02", "category": "domestic"}))],
            ),
            (
                "survivors".to_owned(),
                vec![object(
                    json!({"id": survivor.to_string(), "case": id.to_string(), "person": "4711",
                    "sex": "female", "age": "25-39", "consent": "refused"}),
                )],
            ),
        ]
        .into(),
    };
    let named = PersonIdentity {
        telephone: Line::new("0955 555 555").ok(),
        ..PersonIdentity::default()
    };
    let mut sealed = SealedCase::default();
    sealed.persons.insert("4711".to_owned(), named);
    sealed.papers.account = Paragraphs::new("Lời kể bịa").ok();
    let sealed = sealed.seal(&commune.register_key).unwrap();
    let label = other.label(PackageKind::Transfer, &commune, 5_000);
    let file = scene.write(
        "case.tienbo",
        &write_transfer(label, &sent, sealed).unwrap(),
    );
    let taken = scene.commune.accept_case(&file);
    let revealed = scene.commune.done(&["case", "reveal", &taken]);
    assert_eq!(revealed["persons"][0]["identity"]["telephone"], Value::Null);
    assert_eq!(revealed["papers"]["account"], Value::Null);
    assert_eq!(found("0955555555"), json!([]));
}

#[test]
fn a_log_that_was_written_anew_is_told_by_those_who_keep_its_head() {
    let scene = scene();
    scene.commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = scene.commune.submit("2024-6t");
    assert_eq!(scene.province.verdict(&sent), "goi.da-nhan");
    let receipt = scene.file("receipt.tienbo");
    let out = shown(&receipt);
    let give = ["receipt", COMMUNE, "2024-6t", "--accept", "-o", &out];
    scene.province.done(&give);
    let label = tienbo_core::package::look(&std::fs::read(&receipt).unwrap()).unwrap();
    assert_eq!(label.envelope.kept_heads.len(), 1);
    assert_eq!(scene.commune.verdict(&receipt), "goi.phieu-da-nhan");
    assert_eq!(scene.commune.run(&["verify"]).code, 0);

    // Another head of the same package, as of a log that was written anew.
    let (province, commune) = (
        Hand::of(&scene.province.open()),
        Hand::of(&scene.commune.open()),
    );
    scene.commune.done(&["reopen", "2024-6t"]);
    let again = scene.commune.submit("2024-6t");
    let id = string(&scene.province.import(&[&again])[0]["package_id"]);
    let entry = ReceiptEntry {
        package_id: id.clone(),
        state: ReceiptState::Accepted,
        reasons: Vec::new(),
    };
    let answer = Receipt {
        receipts: vec![entry],
    };
    let head = |hash: &str| KeptHead {
        period: None,
        revision: None,
        sequence: None,
        package_id: id.clone(),
        audit: AuditHead {
            length: 5,
            hash: hash.repeat(64),
        },
    };
    let label = province.label(PackageKind::Receipt, &commune, 5_000);
    let kept = write_receipt(label, &answer, vec![head("a")]).unwrap();
    let file = scene.write("kept.tienbo", &kept);
    assert_eq!(scene.commune.verdict(&file), "goi.phieu-da-nhan");
    let verified = scene.commune.run(&["verify"]);
    assert_eq!(verified.code, 1);
    assert_eq!(verified.json()["outside"][0]["entries"], 5);
}

/// A backup of the commune put in its place, after something more was sent.
fn put_back(scene: &Scene, backup: &std::path::Path) {
    let restored = scene.commune.run(&["restore", &shown(backup)]);
    assert_eq!(restored.code, 0, "{restored:#?}");
}

#[test]
fn an_office_that_was_put_back_goes_on_where_no_number_was_used_and_is_told_of() {
    let scene = scene();
    let Scene {
        commune, province, ..
    } = &scene;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let first = commune.submit("2024-6t");
    assert_eq!(province.verdict(&first), "goi.da-nhan");
    let backup = scene.file("cu.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let second = scene.file("second.tienbo");
    std::fs::rename(commune.submit("2024"), &second).unwrap();
    assert_eq!(province.verdict(&second), "goi.da-nhan");
    let used = |file: &PathBuf| {
        let looked = tienbo_core::package::look(&std::fs::read(file).unwrap()).unwrap();
        looked.envelope.sequence
    };

    // Restored, the office says what is not there, and what is to be done, until a head has done it.
    assert_eq!(commune.done(&["restored"]), Value::Null);
    put_back(&scene, &backup);
    let found = commune.done(&["restored"]);
    assert_eq!(found["steps"].as_array().unwrap().len(), 6);
    let log = store::audit_entries(commune.open().store()).unwrap();
    assert_eq!(
        log.iter().filter(|e| e.action == "went-back").count(),
        1,
        "once for one backup"
    );
    // Its next package has a higher number than any before. Its revision was used, and its log does not go
    // on: the province is told the one and takes the other in only once it is a new one.
    let again = commune.submit("2024");
    assert!(used(&again) > used(&second));
    assert_eq!(province.verdict(&again), "goi.xung-dot");
    // What it sent comes back to it: so it knows which revisions are used up.
    let id = string(&province.done(&["inbox", "2024"])["submissions"][0]["package_id"]);
    let original = scene.file("original.tienbo");
    province.done(&["original", &id, "-o", &shown(&original)]);
    assert_eq!(commune.verdict(&original), "goi.cua-minh");
    assert_eq!(commune.verdict(&original), "goi.da-co");
    commune.done(&["reopen", "2024"]);
    let third = commune.submit("2024");
    let outcome = province.import(&[&third]).remove(0);
    assert_eq!(outcome["verdict"], "goi.thay-the", "{outcome}");
    assert_eq!(outcome["tone"], "doubtful");
    assert_eq!(outcome["logs"][0]["unit"], COMMUNE);
    let inbox = province.done(&["inbox"]);
    assert_eq!(inbox["logs"].as_array().unwrap().len(), 1);
    let verified = province.run(&["verify"]);
    assert_eq!(verified.code, 0);
    assert_eq!(verified.json()["logs"][0]["unit"], COMMUNE);
    // Whose keys may be in two hands introduces none, until people have spoken.
    let card = scene.file("new.tienbo");
    let made = commune.done(&["card", "-o", &shown(&card), "--new-keys"]);
    assert_eq!(province.verdict(&card), "goi.the-da-nhan");
    let told = string(&made["fingerprint"]);
    province.done(&["trust", COMMUNE, &told, "--with", "Chị Bịa"]);
    assert_eq!(province.done(&["inbox"])["logs"], json!([]));
    // And what answers the packages of before counts again.
    let receipt = scene.file("receipt.tienbo");
    let give = [
        "receipt",
        COMMUNE,
        "2024",
        "--accept",
        "-o",
        &shown(&receipt),
    ];
    province.done(&give);
    assert_eq!(commune.verdict(&receipt), "goi.phieu-da-nhan");
    assert_eq!(commune.done(&["restored", "--done"]), Value::Null);
}

#[test]
fn rosters_and_receipts_of_an_office_that_was_put_back_are_later_than_those_before() {
    let scene = scene();
    let Scene {
        commune, province, ..
    } = &scene;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let sent = commune.submit("2024-6t");
    assert_eq!(province.verdict(&sent), "goi.da-nhan");
    let backup = scene.file("cu.tienbo-backup");
    province.done(&["backup", "-o", &shown(&backup)]);
    let receipt = scene.file("receipt.tienbo");
    let give = |state: &'static str| {
        let out = shown(&receipt);
        province.done(&["receipt", COMMUNE, "2024-6t", state, "-o", &out]);
        commune.verdict(&receipt)
    };
    assert_eq!(give("--accept"), "goi.phieu-da-nhan");
    for name in ["one.tienbo", "two.tienbo", "three.tienbo"] {
        let verdict = commune.verdict(&scene.roster(name));
        assert_eq!(verdict, "goi.danh-ba-da-nhan");
    }
    province.done(&["restore", &shown(&backup)]);
    let verdict = commune.verdict(&scene.roster("after.tienbo"));
    assert_eq!(verdict, "goi.danh-ba-da-nhan");
    // One from before is not brought back by it.
    let old = scene.file("old.tienbo");
    std::fs::copy(scene.file("three.tienbo"), &old).unwrap();
    assert_eq!(commune.verdict(&old), "goi.da-co");
    assert_eq!(give("--accept"), "goi.phieu-da-nhan");
    // The unit sees that the province's log went back as the province would see it of the unit.
    assert_eq!(
        commune.done(&["inbox"])["logs"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn an_office_whose_folder_was_copied_back_learns_it_from_what_it_sent_and_from_who_answers() {
    let scene = scene();
    let Scene {
        commune, province, ..
    } = &scene;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let (copy, other) = (scene.file("before"), scene.file("other"));
    tienbo_support::copy(&commune.folder, &copy);
    tienbo_support::copy(&commune.folder, &other);
    let sent = commune.submit("2024");
    assert_eq!(province.verdict(&sent), "goi.da-nhan");
    let receipt = scene.file("receipt.tienbo");
    let give = [
        "receipt",
        COMMUNE,
        "2024",
        "--accept",
        "-o",
        &shown(&receipt),
    ];
    province.done(&give);

    let back = CliOffice::there(&copy, COMMUNE);
    // Who answers says where to ask; what its own key signed shows it, and then the answer is understood.
    assert_eq!(back.verdict(&receipt), "goi.goi-da-mat");
    assert_eq!(back.done(&["restored"]), Value::Null);
    assert_eq!(back.verdict(&sent), "goi.cua-minh");
    assert_eq!(
        back.done(&["restored"])["steps"].as_array().unwrap().len(),
        6
    );
    assert_eq!(back.verdict(&receipt), "goi.phieu-da-nhan");
    // By then a head that the province keeps is not in this log.
    let verified = back.run(&["verify"]);
    assert_eq!(verified.code, 1);
    assert_eq!(verified.json()["outside"].as_array().unwrap().len(), 1);
    // A neighbour who says so moves nobody.
    let (neighbour, here) = (
        Hand::of(&scene.other.open()),
        CliOffice::there(&other, COMMUNE),
    );
    let commune_hand = Hand::of(&here.open());
    let before = store::sequence(here.open().store()).unwrap();
    let answer = Receipt {
        receipts: vec![ReceiptEntry {
            package_id: RecordId::new().to_string(),
            state: ReceiptState::Returned,
            reasons: Vec::new(),
        }],
    };
    let label = neighbour.label(PackageKind::Receipt, &commune_hand, 9_000);
    let file = scene.write("lie.tienbo", &write_message(label, &answer).unwrap());
    assert_eq!(here.verdict(&file), "goi.phieu-la");
    assert_eq!(store::sequence(here.open().store()).unwrap(), before);
    assert_eq!(here.done(&["restored"]), Value::Null);
}

/// The database of an office, as who holds its key opens it.
fn database(office: &CliOffice) -> rusqlite::Connection {
    let (key, _) = crate::keys::database_keys(&office.folder);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let database = rusqlite::Connection::open(office.folder.join("office.db")).unwrap();
    let begin = format!("PRAGMA key = \"x'{hex}'\";");
    database.execute_batch(&begin).unwrap();
    database
}

/// A catalogue that masks nothing is put in force by nobody who writes it there by hand: small counts of cases are
/// kept back until a head says in so many words that they are not to be.
#[test]
fn masking_is_lowered_by_a_heads_word_alone() {
    let folder = folder();
    let commune = CliOffice::new(folder.path(), COMMUNE);
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let pdf = folder.path().join("report.pdf");
    let ask = ["report", "2024-6t", "-o", &shown(&pdf)];
    let prints = || {
        commune.done(&ask);
        let text = tienbo_support::tool("pdftotext", &[&shown(&pdf), "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(prints().contains("Trong kỳ phát hiện <5 vụ việc"));
    let put = |text: &str| {
        let by_hand = database(&commune);
        let changed = by_hand.execute("UPDATE catalogues SET files = ?1", [text]);
        assert_eq!(changed.unwrap(), 1);
    };
    let kept: String = database(&commune)
        .query_row("SELECT files FROM catalogues", [], |row| row.get(0))
        .unwrap();
    let files = tienbo_core::catalogue::CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let mut text = serde_json::to_string(&files).unwrap();
    text = text.replace("mask_levels = [\\\"commune\\\"]", "mask_levels = []");
    text = text.replace("mask_below = 5", "mask_below = 2");
    put(&text);
    assert_eq!(commune.run(&ask).json()["error"], "store-differing");
    put(&kept);

    let catalogue = folder.path().join("less.tienbo-catalogue");
    std::fs::write(&catalogue, &text).unwrap();
    let from = shown(&catalogue);
    let adopt = ["catalogue", "--catalogue-file", &from, "--adopt"];
    assert_eq!(commune.run(&adopt).code, 5);
    assert!(prints().contains("Trong kỳ phát hiện <5 vụ việc"));
    commune.done(&[&adopt[..], &["--less-masking"]].concat());
    assert!(prints().contains("Trong kỳ phát hiện 4 vụ việc"));
}

/// Writes the log of an office anew, as who holds the key of its database can: without some entries, every
/// hash made again.
fn write_log_anew(office: &CliOffice, without: &str) {
    let database = database(office);
    let triggers: Vec<String> = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        database
            .execute_batch(&format!("DROP TRIGGER \"{trigger}\""))
            .unwrap();
    }
    let entries: Vec<[String; 4]> = database
        .prepare("SELECT at, who, action, subject FROM audit WHERE action <> ?1 ORDER BY seq")
        .unwrap()
        .query_map([without], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    database.execute("DELETE FROM audit", []).unwrap();
    let mut before = "0".repeat(64);
    for (place, [at, who, action, subject]) in entries.iter().enumerate() {
        let seq = place + 1;
        let mut hashed = Vec::new();
        for part in [&before, &seq.to_string(), at, who, action, subject] {
            hashed.extend(part.len().to_le_bytes());
            hashed.extend(part.as_bytes());
        }
        let hash = Sha256::of(&hashed).to_string();
        database
            .execute(
                "INSERT INTO audit (seq, at, who, action, subject, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                rusqlite::params![seq as i64, at, who, action, subject, hash],
            )
            .unwrap();
        before = hash;
    }
}

#[test]
fn a_receiver_sees_that_a_log_does_not_go_on() {
    let scene = scene();
    let Scene {
        commune, province, ..
    } = &scene;
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    let (case, _) = named_case(&scene);
    commune.done(&["case", "reveal", &case]);
    let sent = commune.submit("2024-6t");
    let outcome = province.import(&[&sent]).remove(0);
    assert_eq!(outcome["logs"], json!([]));
    // A log that goes on is told of by nobody, in whatever order its packages come.
    commune.done(&["reopen", "2024-6t"]);
    let later = commune.submit("2024-6t");
    let year = commune.submit("2024");
    for file in [&year, &later] {
        let outcome = province.import(&[file]).remove(0);
        assert_eq!(outcome["logs"], json!([]), "{outcome}");
    }
    // An insider takes out that she looked, and writes on until the log is longer than it was.
    let length = || store::audit_head(commune.open().store()).unwrap().length;
    let before = length();
    write_log_anew(commune, "identity-revealed");
    // At home a head would be told; this one takes it as it is.
    let told = commune.run(&["verify"]).json();
    assert!(
        told["differing"]
            .as_array()
            .unwrap()
            .contains(&json!("log")),
        "{told}"
    );
    commune.done(&["differing", "--take"]);
    assert_eq!(commune.run(&["verify"]).code, 0);
    // Each opening is an entry: the log becomes as long as it was, and longer.
    let grows = (0..10).any(|_| length() > before + 2);
    assert!(grows, "{before}");
    commune.done(&["reopen", "2024"]);
    let anew = commune.submit("2024");
    let outcome = province.import(&[&anew]).remove(0);
    assert_eq!(outcome["verdict"], "goi.thay-the");
    assert_eq!(outcome["logs"][0]["unit"], COMMUNE, "{outcome}");
    let history = province.done(&["trust", "--history", COMMUNE]);
    assert_eq!(history[0]["event"], "log-went-back");
    // So it is where she signs by hand and says nothing of what her log had.
    let card = scene.file("card.tienbo");
    let made = commune.done(&["card", "-o", &shown(&card)]);
    let told = string(&made["fingerprint"]);
    province.done(&["trust", COMMUNE, &told, "--with", "Chị Bịa"]);
    assert_eq!(province.done(&["inbox"])["logs"], json!([]));
    let (hand, to) = (Hand::of(&commune.open()), Hand::of(&province.open()));
    let mut label = hand.label(PackageKind::Transfer, &to, 9_000);
    label.audit.length = 100_000;
    let silent = TransferredCase {
        schema: tienbo_core::package::SCHEMA,
        case: RecordId::new(),
        ground: TransferGround::Law,
        records: [].into(),
    };
    let id = silent.case.to_string();
    let mut silent = silent;
    let case = json!({"id": id, "number": "78", "found_on": "2024-05-02", "category": "domestic"});
    let case = case.as_object().unwrap().clone();
    silent
        .records
        .insert("violence_cases".to_owned(), vec![case]);
    let sealed = SealedCase::default().seal(&to.register_key).unwrap();
    let file = scene.write(
        "silent.tienbo",
        &write_transfer(label, &silent, sealed).unwrap(),
    );
    assert_eq!(province.verdict(&file), "goi.vu-viec-cho");
    assert_eq!(
        province.done(&["inbox"])["logs"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn new_keys_ask_for_a_card_until_one_is_made_and_tell_who_has_not_answered() {
    let scene = scene();
    crate::register::open_full_case(&scene.commune, scene.work.path());
    let person = string(&scene.commune.done(&["list", "survivors"])[0]["person"]);
    let erased = scene
        .commune
        .done(&["case", "erase", &person, "--reason", "her-wish"]);
    let told = string(&erased["told"][0]);
    assert!(told.contains("2 đơn vị"), "{told}");
    let said = |args: &[&str]| scene.commune.run(args).stderr;
    assert!(said(&["list", "issued_documents"]).contains(&told));
    let card = shown(&scene.file("card.tienbo"));
    scene.commune.done(&["card", "-o", &card]);
    assert_eq!(said(&["list", "issued_documents"]), "");
    // A new signing key: none of them has answered anything that it signed.
    scene.commune.done(&["card", "--new-keys", "-o", &card]);
    let mut open = scene.commune.open();
    open.change_office_keys().unwrap();
    let pending = open.keys_pending().unwrap();
    let due = pending.card.unwrap();
    assert_eq!((due.offices, due.unanswered), (2, Some(2)));
}
