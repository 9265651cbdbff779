//! Text that somebody outside wrote can neither steer a terminal, nor turn or hide what stands beside it,
//! nor call itself what it is not.

use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_core::model::is_unseen;
use tienbo_support::forge::{Hand, forged, label, manifest, of_entries};
use tienbo_support::paper::recipient;
use tienbo_support::{COMMUNE, CliOffice, PROVINCE, enrolled, folder, program, run, shown};

/// Sets a terminal's title, clears it, turns the line and hides what comes.
const EVIL: &str =
    "\u{1b}]0;pwned\u{7}\u{1b}[2J\u{9b}8m\u{202e}\u{2066}\u{200b}\u{2028}\u{85}PHƯỜNG ĐÃ XÁC MINH";
const CLAIM: &str = "ĐÃ XÁC MINH";

/// Runs a command for people and for programs, and gives all that both print.
fn printed(office: &CliOffice, args: &[&str]) -> String {
    let for_people = office.command(args);
    let for_people = for_people.get_args().filter(|word| *word != "--json");
    let people = run(Command::new(program("tienbo")).args(for_people));
    let programs = office.run(args);
    let all = [
        people.stdout,
        people.stderr,
        programs.stdout,
        programs.stderr,
    ]
    .concat();
    for (place, c) in all.char_indices() {
        assert!(c == '\n' || !is_unseen(c), "{args:?}: {:?}", &all[place..]);
    }
    // JSON writes control characters by their number.
    assert!(!all.contains("\\u00"), "{args:?}: {all}");
    all
}

fn write(work: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = work.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_strangers_card_shows_the_catalogues_name_and_steers_nothing() {
    let work = folder();
    let province = CliOffice::new(work.path(), PROVINCE);
    let stranger = CliOffice::new(work.path(), COMMUNE).open();
    let hand = Hand {
        name: EVIL.to_owned(),
        ..Hand::of(&stranger)
    };
    let mut own = recipient(&stranger);
    own.name = EVIL.to_owned();
    let card = forged(&hand, label(&hand, &[own.clone()], "card"), &[]);
    let card = write(
        work.path(),
        &format!("the\u{1b}[2J\u{202e}{CLAIM}.tienbo"),
        &card,
    );
    let card = shown(&card);
    let told = printed(&province, &["import", &card]);
    assert!(told.contains("goi.the-da-nhan"), "{told}");
    let keys = printed(&province, &["trust"]);
    assert!(
        keys.contains("Phường Vũ Ninh") && !keys.contains(CLAIM),
        "{keys}"
    );
    // What it calls itself is shown as that where a package is looked at.
    let looked = printed(&province, &["inspect", &card]);
    assert!(looked.contains("Tự ghi là: "), "{looked}");

    // Whatever else stands on its label is shown as little.
    let mut evil = label(&hand, &[own.clone()], "card");
    evil["sequence"] = json!(1_001);
    evil["register_key"] = json!(EVIL);
    evil["catalogue"] = json!(EVIL);
    evil["supersedes"] = json!(EVIL);
    evil["introductions"] = json!([{"signing_key": EVIL, "signature": EVIL}]);
    evil["log_before"] = json!([{"length": 1, "hash": EVIL}]);
    evil["kept_heads"] = json!([{"package_id": EVIL, "length": 1, "hash": EVIL}]);
    let mut others = evil["recipients"][0].clone();
    others["key"] = json!(EVIL);
    let recipients = evil["recipients"].as_array_mut().unwrap();
    recipients.push(others);
    let payload = b"x";
    evil["payload"] =
        json!({"size": 1, "sha256": tienbo_core::model::Sha256::of(payload).to_string()});
    let evil = tienbo_support::forge::signed(&hand, &evil, payload);
    let evil = shown(&write(work.path(), "evil.tienbo", &evil));
    let looked = printed(&province, &["inspect", &evil]);
    assert!(looked.contains("Tự ghi là: "), "{looked}");
    printed(&province, &["import", &evil]);

    // Refused, it is named by the catalogue too, and stays so in the list.
    let submission = forged(&hand, label(&hand, &[own], "submission"), &[]);
    let submission = write(work.path(), "s.tienbo", &submission);
    let told = printed(&province, &["import", &shown(&submission)]);
    assert!(
        told.contains("goi.khoa-la") && !told.contains(CLAIM),
        "{told}"
    );
    // Nor with the marks by which the program tells messages and figures apart in its own text.
    let marked = [
        EVIL.to_owned(),
        format!("\u{fdd3}{EVIL}\u{fdd4}x\u{fdd5}"),
        format!("\u{fdd3}not-a-date\u{fdd4}{EVIL}\u{fdd5}"),
        format!("\u{fdd0}figure:events\u{fdd1}{EVIL}\u{fdd2}"),
    ];
    for (format, kind) in marked.iter().flat_map(|evil| {
        let known = "tienbo-package/1".to_owned();
        [(evil.clone(), evil.clone()), (known, evil.clone())]
    }) {
        let unknown = json!({"format": format, "kind": kind}).to_string();
        let unknown = tienbo_support::forge::container([unknown.as_bytes(), b"", b""]);
        let name = format!("u\u{1b}[2J\u{9b}8m\u{202e}{CLAIM}.tienbo");
        let file = shown(&write(work.path(), &name, &unknown));
        printed(&province, &["import", &file]);
        printed(&province, &["inspect", &file]);
    }
    printed(&province, &["inbox"]);
}

#[test]
fn what_a_trusted_unit_writes_steers_nothing_either() {
    let work = folder();
    let path = work.path();
    let ([commune], province) = enrolled(path, [COMMUNE]);
    let hand = Hand::of(&commune.open());
    let to = [recipient(&province.open())];

    let own = label(&hand, &to, "submission");
    let document = json!({
        "id": tienbo_core::model::RecordId::new().to_string(), "version": 1, "symbol": "1/KH",
        "date": "2024-03-05", "issuer": "Ban\u{202e} VSTBPN\u{200b}", "summary": "Kế hoạch\u{2066}",
    });
    let line = format!("{document}\n");
    let entries: [(&str, &[u8]); 1] = [("records/issued_documents.jsonl", line.as_bytes())];
    let mut said = manifest(&own, &entries);
    said["counts"] = json!({"issued_documents": 1});
    said["closing"] = json!({
        "closed_at": own["created_at"], "closed_by": EVIL, "reason": format!("{EVIL}\nhai dòng"),
        "warnings": [{"place": EVIL, "code": EVIL, "detail": EVIL.repeat(1_000)}],
    });
    let said = serde_json::to_vec(&said).unwrap();
    let submission = of_entries(&hand, own, &[("manifest.json", &said), entries[0]]);
    let submission = write(path, "s.tienbo", &submission);
    let told = printed(&province, &["import", &shown(&submission)]);
    assert!(told.contains("goi.da-nhan"), "{told}");
    printed(&province, &["inbox", "2024"]);
    printed(&province, &["review", COMMUNE, "2024"]);
    printed(&province, &["trace", "2024", COMMUNE, "documents"]);

    // A record with a field that is not known, or a value, named in the refusal.
    for (field, value) in [(EVIL, "x"), ("kind", EVIL), ("date", EVIL), ("id", EVIL)] {
        let mut record = document.clone();
        record[field] = json!(value);
        let mut own = label(&hand, &to, "submission");
        own["revision"] = json!(2);
        let line = format!("{record}\n");
        let forged = forged(
            &hand,
            own,
            &[("records/issued_documents.jsonl", line.as_bytes())],
        );
        let told = printed(
            &province,
            &["import", &shown(&write(path, "f.tienbo", &forged))],
        );
        assert!(told.contains("goi.ban-ghi-sai"), "{told}");
    }
    printed(&province, &["inbox"]);
}

/// The files below a folder of the window's sources.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

/// What the window shows are the answers that `--json` prints; whatever stands in them is text to it.
#[test]
fn nothing_on_the_screen_is_written_as_markup() {
    let mut all = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src"),
        &mut all,
    );
    let is_shown = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        (name.ends_with(".svelte") || name.ends_with(".ts")) && !name.ends_with(".test.ts")
    };
    let shown: Vec<&PathBuf> = all.iter().filter(is_shown).collect();
    assert!(shown.len() > 50, "{shown:?}");
    let mut found = Vec::new();
    for path in shown {
        let text = std::fs::read_to_string(path).unwrap();
        for markup in [
            "{@html",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "setHTML",
            "createRawSnippet",
            "createContextualFragment",
            "DOMParser",
            "document.write",
            "srcdoc",
            "eval(",
            "new Function",
        ] {
            if text.contains(markup) {
                found.push((path, markup));
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_catalogue_has_no_character_that_is_not_seen() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    for name in [EVIL, "Ph\\u202eường", "Ph\\u001b[2Jường"] {
        let changes = format!(
            "[[changes]]\non = \"2024-07-01\"\nbasis = \"01/NQ\"\nact = {{ kind = \"rename\", unit = \"09163\", name = \"{name}\" }}\n"
        );
        let changes = shown(&write(work.path(), "changes.toml", changes.as_bytes()));
        let ran = commune.run(&["units", "2024", "--changes", &changes]);
        assert_eq!(ran.code, 4, "{ran:#?}");
        printed(&commune, &["units", "2024", "--changes", &changes]);
    }
}
