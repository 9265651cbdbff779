//! How much memory the real command takes for files from outside, each in a process of its own: the worst of
//! each kind that can be built within its limits, and altered ones by the dozen. `tienbo_core::outside` says
//! how much it may be.

use crate::altered::{Dice, Honest};
use crate::bounds::{sheet, workbook};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use tienbo_core::catalogue::{CatalogueFiles, MAX_CATALOGUE};
use tienbo_core::model::{RecordId, Sha256};
use tienbo_core::outside::MOST_HELD;
use tienbo_core::package::{MAX_JSON, MAX_LINE, MAX_RECORDS, Recipient, SCHEMA};
use tienbo_core::register::{SealedCase, SealedFile};
use tienbo_core::store::{self, CaseFileBytes};
use tienbo_support::forge::{Hand, forged, label, manifest, of_entries, stored};
use tienbo_support::paper::{CATALOGUE, recipient};
use tienbo_support::{
    COMMUNE, CliOffice, OTHER_COMMUNE, Ran, enrolled, folder, keeps_its_memory, measured, noise,
    program, short_or_campaign, shown, tool,
};

/// Offices that trust each other, and what a command takes that reads nothing.
struct Scene {
    work: tempfile::TempDir,
    commune: CliOffice,
    other: CliOffice,
    province: CliOffice,
    at_rest: u64,
}

impl Scene {
    fn new() -> Self {
        let work = folder();
        let ([commune, other], province) = enrolled(work.path(), [COMMUNE, OTHER_COMMUNE]);
        let mut command = Command::new(program("tienbo"));
        command.args(["--json", "inspect", &shown(Path::new("/dev/null"))]);
        let (_, at_rest) = measured(&command);
        Self {
            work,
            commune,
            other,
            province,
            at_rest,
        }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.work.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Gives a file to a command, which must come back, and hold no more for it than is stated, beside `own`
    /// bytes of the file itself.
    fn holds(&self, office: &CliOffice, args: &[&str], file: &Path, own: u64) -> Ran {
        let file = shown(file);
        let (ran, peak) = measured(&office.command(&[args, &[&file]].concat()));
        let held = peak.saturating_sub(self.at_rest);
        println!("{file}: {} MiB held, {} of its own", held >> 20, own >> 20);
        assert!((0..10).contains(&ran.code), "{file}: {ran:#?}");
        assert!(!ran.stdout.is_empty(), "{file}: {ran:#?}");
        assert!(held <= MOST_HELD + own, "{file}: {} MiB", held >> 20);
        ran
    }

    /// A package to an office, which it takes in or refuses.
    fn takes(&self, office: &CliOffice, name: &str, package: &[u8]) -> String {
        let file = self.file(name, package);
        // Little in it is files, of which all is held four times.
        let own = 2 * package.len() as u64;
        let ran = self.holds(office, &["import"], &file, own);
        std::fs::remove_file(file).unwrap();
        ran.json()["files"][0]["verdict"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

/// It waits for a file that nobody writes.
#[test]
fn a_running_command_keeps_its_memory_to_itself() {
    keeps_its_memory("tienbo", |command, folder| {
        let file = folder.join("goi.tienbo");
        tool("mkfifo", &["-m", "666", &shown(&file)]);
        command.arg("inspect").arg(file);
    });
}

/// Lines that together are so long, all different, as `line` makes them.
fn lines(length: usize, most: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(length);
    for number in 0..most {
        let next = line(number);
        if text.len() + next.len() > length {
            break;
        }
        text.push_str(&next);
    }
    text
}

/// A package with an entry, and another beside it that lets no ratio refuse it.
fn package(by: &Hand, to: &[Recipient], kind: &str, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let noise = noise(1 << 20);
    let beside = match kind {
        "transfer" => "identity.age".to_owned(),
        _ => format!("attachments/{}", Sha256::of(&noise)),
    };
    let all = [entries, &[(beside.as_str(), noise.as_slice())]].concat();
    forged(by, label(by, to, kind), &all)
}

/// As many small records as a package may have, and as much text; the last is none, so that all are read.
#[test]
fn a_package_holds_no_more_than_is_stated() {
    let scene = Scene::new();
    let by = Hand::of(&scene.commune.open());
    let to = [recipient(&scene.province.open())];
    let largest = usize::try_from(MAX_JSON).unwrap() - (1 << 20);
    let takes = |name: &str, entries: &[(&str, &[u8])]| {
        scene.takes(
            &scene.province,
            name,
            &package(&by, &to, "submission", entries),
        )
    };
    let course = |title: &str, content: &str| {
        json!({
            "id": RecordId::new().to_string(), "version": 1, "title": title, "date": "2024-03-05",
            "purpose": "gender-equality", "content": content, "men": 1,
        })
        .to_string()
            + "\n"
    };
    let wrong = "{\"id\":0}\n";
    let entry = "records/training_courses.jsonl";
    let small = lines(largest, MAX_RECORDS - 1, |_| course("a", "b")) + wrong;
    assert_eq!(
        takes("small", &[(entry, small.as_bytes())]),
        "goi.ban-ghi-sai"
    );
    let text = "Nội dung ".repeat(400);
    let long = lines(largest, MAX_RECORDS - 1, |_| course("a", &text)) + wrong;
    assert_eq!(
        takes("long", &[(entry, long.as_bytes())]),
        "goi.ban-ghi-sai"
    );
    let deleted = |_| format!("{{\"id\":\"{}\",\"deleted\":true}}\n", RecordId::new());
    let gone = lines(largest, MAX_RECORDS - 1, deleted) + wrong;
    assert_eq!(
        takes("gone", &[(entry, gone.as_bytes())]),
        "goi.ban-ghi-sai"
    );
    // One element that takes far more room than it is long.
    let nested = "{\"\":0},".repeat(MAX_LINE / 7 - 10);
    let element = format!("{{\"id\":\"{}\",\"text\":[{nested}0]}}", RecordId::new());
    let element = format!("[{element}]");
    let said = takes("element", &[("narrative.json", element.as_bytes())]);
    assert_eq!(said, "goi.ban-ghi-sai");

    // A manifest that counts as many kinds as it has room for.
    let own = label(&by, &to, "submission");
    let noise = noise(1 << 20);
    let name = format!("attachments/{}", Sha256::of(&noise));
    let mut listed = manifest(&own, &[(&name, &noise)]);
    let counts = (0..400_000).map(|number| (format!("{number:x}"), json!(0)));
    listed["counts"] = Value::Object(counts.collect());
    let listed = serde_json::to_vec(&listed).unwrap();
    let entries: [(&str, &[u8]); 2] = [("manifest.json", &listed), (&name, &noise)];
    let said = scene.takes(&scene.province, "manifest", &of_entries(&by, own, &entries));
    assert_eq!(said, "goi.hong");
}

/// Files, of which there may be more than of records: as they came, sealed, opened, unpacked.
#[test]
fn a_package_of_files_holds_them_and_no_more() {
    let scene = Scene::new();
    let by = Hand::of(&scene.commune.open());
    let to = [recipient(&scene.province.open())];
    let file = noise(short_or_campaign(24, 240) << 20);
    let entries = [(format!("attachments/{}", Sha256::of(&file)), file)];
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let package = forged(&by, label(&by, &to, "submission"), &entries);
    let path = scene.file("files", &package);
    let own = 4 * package.len() as u64;
    scene.holds(&scene.province, &["import"], &path, own);
}

#[test]
fn what_comes_from_an_office_above_or_beside_holds_no_more_than_is_stated() {
    let scene = Scene::new();
    let (commune, province) = (scene.commune.open(), scene.province.open());
    let above = Hand::of(&province);
    let (down, back) = (recipient(&commune), recipient(&province));
    drop((commune, province));
    let beside = Hand::of(&scene.other.open());
    let takes = |name: &str, package: &[u8]| scene.takes(&scene.commune, name, package);

    // A receipt that answers as many packages as it has room for.
    let entry = r#"{"package_id":"","state":"accepted","reasons":[]},"#;
    let many = entry.repeat((2 << 20) / entry.len() - 2);
    let receipts = format!("{{\"receipts\":[{}]}}", many.trim_end_matches(','));
    let to = [down.clone()];
    let receipt = forged(
        &above,
        label(&above, &to, "receipt"),
        &[("receipt.json", receipts.as_bytes())],
    );
    takes("receipt", &receipt);

    // A case of records that take far more room than they are long: many, and few with much in them.
    let transfer = |name: &str, records: &str| {
        let case = RecordId::new();
        let said = format!(
            r#"{{"schema":2,"case":"{case}","ground":"consent","records":{{"survivors":[{records}]}}}}"#
        );
        let package = package(
            &beside,
            &to,
            "transfer",
            &[("transfer.json", said.as_bytes())],
        );
        takes(name, &package);
    };
    // As large as they may be, and larger in a campaign.
    for most in short_or_campaign(&[2 << 20][..], &[2 << 20, 8 << 20]) {
        let most = *most;
        let of = |what: &str| what.repeat((most - 300) / what.len());
        for (name, what) in [("empty", "{},"), ("small", "{\"a\":0},")] {
            transfer(name, of(what).trim_end_matches(','));
        }
        for (name, what) in [("list", "[],"), ("object", "{\"\":0},")] {
            transfer(name, &format!("{{\"a\":[{}0]}}", of(what)));
        }
        let fields = lines(most - 300, usize::MAX, |number| {
            format!("\"{number:x}\":0,")
        });
        transfer("fields", &format!("{{{}}}", fields.trim_end_matches(',')));
    }

    // Catalogues.
    let to = [back, down];
    let within = usize::try_from(MAX_CATALOGUE).unwrap() - (128 << 10);
    // One file of a catalogue as large as it may be; the whole, and more than that, in a campaign of every kind.
    let is_of_many = |name: &str| ["units", "days", "files"].contains(&name);
    let is_tried = |size: usize, name: &str| {
        short_or_campaign(size == 0 || (size == 1 && is_of_many(name)), true)
            || (size == 2 && name == "list")
    };
    let sizes = [(512 << 10) - 64_000, within, 8 * within];
    let all = sizes.into_iter().enumerate().flat_map(|(size, most)| {
        let all = catalogues(most).into_iter();
        all.filter(move |(name, _)| is_tried(size, name))
    });
    for (name, files) in all {
        // As many as there is room for.
        let files = [&files; 3];
        let roster = json!({"catalogues": files, "keys": []}).to_string();
        let files = files[0];
        let package = package(&above, &to, "roster", &[("roster.json", roster.as_bytes())]);
        takes(&format!("roster {name}"), &package);
        let file = scene.file(
            &format!("{name}.tienbo-catalogue"),
            &serde_json::to_vec(files).unwrap(),
        );
        let mut command = scene
            .commune
            .command(&["catalogue", "--adopt", "--catalogue-file"]);
        command.arg(&file);
        let (ran, peak) = measured(&command);
        let held = peak.saturating_sub(scene.at_rest);
        println!(
            "catalogue {name}: {} MiB held, exit {}",
            held >> 20,
            ran.code
        );
        assert!((0..10).contains(&ran.code), "{name}: {ran:#?}");
        assert!(held <= MOST_HELD, "{name}: {} MiB", held >> 20);
    }
}

/// Catalogues that are more than they look, of about so many bytes.
fn catalogues(most: usize) -> Vec<(&'static str, CatalogueFiles)> {
    let sound = CatalogueFiles::built_in(CATALOGUE).unwrap();
    let with = |file: &str, text: String| {
        let mut files = sound.clone();
        files.files.insert(file.to_owned(), text);
        files
    };
    let of = |what: &str| what.repeat(most / what.len());
    let main = sound.files[&sound.main].clone();
    let outline = "outline-2024.toml";
    let keys = lines(most, usize::MAX, |number| format!("a{number:x}=0\n"));
    // Units without number, and a tree of them for each day of the year.
    let tree = "units-bac-ninh-2024.tsv";
    let units = |most: usize| {
        let more = lines(most, usize::MAX, |number| {
            format!("{:05}\tX\tcommune\t27\n", 10_000 + number)
        });
        sound.files[tree].clone() + &more
    };
    let changes: String = (0..12 * 28)
        .map(|day| {
            format!(
                "[[change]]\non = \"2024-{:02}-{:02}\"\nbasis = \"01/NQ\"\nact = {{ kind = \"rename\", unit = \"09163\", name = \"{day}\" }}\n",
                day / 28 + 1,
                day % 28 + 1,
            )
        })
        .collect();
    let mut days = with(tree, units(most / 2));
    let named = main.replace("units = ", "changes = \"changes.toml\"\nunits = ");
    days.files.insert(sound.main.clone(), named);
    days.files.insert("changes.toml".to_owned(), changes);
    let mut files = sound.clone();
    files
        .files
        .extend((0..most / 16).map(|number| (format!("{number:x}"), String::new())));
    vec![
        ("list", with(outline, format!("a=[{}]", of("0,")))),
        ("lists", with(outline, format!("a=[{}]", of("[],")))),
        ("tables", with(outline, of("[[a]]\n"))),
        ("keys", with(outline, keys)),
        ("objects", with(outline, format!("a=[{}]", of("{a=0},")))),
        ("main", with(&sound.main, main + &of("[[levels]]\n"))),
        ("units", with(tree, units(most))),
        ("days", days),
        ("files", files),
    ]
}

/// A case of the other commune whose names and files take so many bytes, as it comes.
fn great_case(scene: &Scene, bytes: usize) -> (Vec<u8>, usize) {
    let by = Hand::of(&scene.other.open());
    let commune = scene.commune.open();
    let (to, register_key) = ([recipient(&commune)], commune.register_key().to_owned());
    drop(commune);
    let id = RecordId::new().to_string();
    let case = json!({"schema": SCHEMA, "case": id, "ground": "law", "records": {"violence_cases":
        [{"id": id, "number": "77", "found_on": "2024-05-02", "category": "domestic"}]}});
    let mut names = SealedCase::default();
    let bytes = noise(bytes);
    names.files.extend(bytes.chunks(15 << 20).map(|file| {
        let name = format!("{}.bin", Sha256::of(file));
        let bytes = file.to_vec();
        SealedFile::new(&CaseFileBytes { name, bytes })
    }));
    let names = names.seal(&register_key).unwrap();
    let case = serde_json::to_vec(&case).unwrap();
    let entries: [(&str, &[u8]); 2] = [("transfer.json", &case), ("identity.age", &names)];
    let package = forged(&by, label(&by, &to, "transfer"), &entries);
    (package, names.len())
}

#[test]
fn a_great_case_is_looked_at_and_taken_within_what_is_stated() {
    let scene = Scene::new();
    let commune = &scene.commune;
    let (package, names) = great_case(&scene, short_or_campaign(18, 47) << 20);
    let own = 4 * package.len() as u64;
    let file = scene.file("great.tienbo", &package);
    let database = commune.folder.join("office.db");
    let size = || std::fs::metadata(&database).unwrap().len();
    let before = size();
    let step = |args: &[&str]| {
        let (ran, peak) = measured(&commune.command(args));
        let held = peak.saturating_sub(scene.at_rest);
        println!(
            "{args:?}: {} MiB held, {} MiB on disk",
            held >> 20,
            size() >> 20
        );
        assert_eq!(ran.code, 0, "{args:?}: {ran:#?}");
        (ran, held)
    };
    let (_, of_none) = step(&["case", "offered"]);
    let (ran, held) = step(&["import", &shown(&file)]);
    let outcome = &ran.json()["files"][0];
    assert_eq!(outcome["verdict"], "goi.vu-viec-cho", "{outcome}");
    assert!(held <= MOST_HELD + own, "{} MiB", held >> 20);
    assert!(size() > before + names as u64);
    let waiting = outcome["package_id"].as_str().unwrap().to_owned();
    // What is listed of it opens no name; what guards it goes over its bytes once.
    let (ran, held) = step(&["case", "offered"]);
    assert_eq!(ran.json()["cases"][0]["package_id"], json!(waiting));
    let most = of_none + 2 * package.len() as u64 + (8 << 20);
    assert!(held < most, "{} MiB", held >> 20);
    let (ran, held) = step(&["case", "offered", &waiting]);
    assert_eq!(ran.json()["not_taken"], Value::Null);
    assert!(held <= MOST_HELD + own, "{} MiB", held >> 20);
    let (_, held) = step(&["case", "accept", &waiting]);
    assert!(held <= MOST_HELD + own, "{} MiB", held >> 20);
    // What it took while it waited is given back.
    assert!(size() < before + (8 << 20), "{} MiB", size() >> 20);
}

/// As many cells, and as much text in them and in what they share, as a workbook may have.
#[test]
fn a_workbook_holds_no_more_than_is_stated() {
    let scene = Scene::new();
    let takes = |name: &str, sheet: &str, strings: &str| {
        let book = workbook(sheet, strings, "<styleSheet/>");
        let file = scene.file(name, &book);
        scene.holds(&scene.commune, &["import-xlsx"], &file, book.len() as u64);
    };
    let rows = short_or_campaign(1_000, 8_000);
    let row = |cell: &str| sheet(&format!("<row>{}</row>", cell.repeat(249)).repeat(rows));
    takes("flags.xlsx", &row(r#"<c t="b"><v>1</v></c>"#), "<sst/>");
    takes("words.xlsx", &row(r#"<c t="str"><v>x</v></c>"#), "<sst/>");
    let words = "<si><t>a long enough word to be kept..</t></si>";
    let strings = format!("<sst>{}</sst>", words.repeat(rows * 120));
    takes("shared.xlsx", &row(r#"<c t="s"><v>7</v></c>"#), &strings);
    let long = format!(r#"<c t="str"><v>{}</v></c>"#, "x".repeat(32_000));
    let text = (60 << 20) / 32_000;
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    takes(
        "text.xlsx",
        &sheet(&format!("<row>{long}</row>").repeat(text)),
        &strings,
    );
    let again = "<row><c t=\"s\"><v>0</v></c></row>".repeat(text);
    takes("again.xlsx", &sheet(&again), &strings);
}

/// As many files as a backup may have.
#[test]
fn a_backup_holds_no_more_than_is_stated() {
    let scene = Scene::new();
    let names: Vec<String> = (0..short_or_campaign(30_000, 99_000))
        .map(|number| format!("packages/{number:064x}.tienbo"))
        .collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let backup = stored(&entries);
    let file = scene.file("many.tienbo-backup", &backup);
    let office = CliOffice::there(&scene.work.path().join("restored"), COMMUNE);
    scene.holds(&office, &["restore"], &file, 0);
}

/// A package of each kind as the commands write them: to whom, and as its sender made it.
fn honest(scene: &Scene) -> Vec<(&CliOffice, Honest)> {
    let (commune, other, province) = (&scene.commune, &scene.other, &scene.province);
    let work = scene.work.path();
    let read = |path: &Path| std::fs::read(path).unwrap();
    let written = |office: &CliOffice, name: &str, args: &[&str]| {
        let path = work.join(name);
        office.done(&[args, &["-o", &shown(&path)]].concat());
        read(&path)
    };
    commune.import_sample("xa-mau-vu-ninh.xlsx");
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.da-nhan");
    let submission = read(&commune.submit("2024-6t"));
    let receipt = written(
        province,
        "receipt",
        &["receipt", COMMUNE, "2024", "--accept"],
    );
    let roster = written(province, "roster", &["roster"]);
    let card = written(other, "card", &["card"]);
    let opened = scene.file(
        "case.json",
        br#"{"case":{"found_on":"01/05/2024","category":"domestic"},
            "survivor":{"sex":"female","age":"25-39","consent":"given","share":"1"}}"#,
    );
    let case = other.done(&["case", "open", &shown(&opened)]);
    let case = case["id"].as_str().unwrap();
    other.agree_to_transfer(case, COMMUNE);
    let hand_over = [
        "case", "transfer", case, "--to", COMMUNE, "--ground", "consent",
    ];
    let transfer = written(other, "transfer", &hand_over);
    let of = |kind, bytes, by: &CliOffice, to: &CliOffice| Honest {
        kind,
        bytes,
        by: Rc::new(Hand::of(&by.open())),
        identity: (kind != "card").then(|| to.open().reading_identity().unwrap().clone()),
    };
    vec![
        (province, of("submission", submission, commune, province)),
        (commune, of("receipt", receipt, province, commune)),
        (commune, of("roster", roster, province, commune)),
        (commune, of("transfer", transfer, other, commune)),
        (province, of("card", card, other, province)),
    ]
}

/// What an office has of others.
fn held(office: &CliOffice) -> Vec<String> {
    let office = office.open();
    let store = office.store();
    let sent = store::submissions(store).unwrap();
    let keys = store::unit_keys(store).unwrap();
    vec![
        format!("{sent:?}"),
        format!("{:?}", store::waiting(store).unwrap()),
        format!("{:?}", store::sent(store).unwrap()),
        keys.iter().map(|key| format!("{key:?}")).collect(),
    ]
}

#[test]
fn altered_packages_by_the_dozen_are_refused_by_the_command_within_what_is_stated() {
    let scene = Scene::new();
    for (office, honest) in honest(&scene) {
        let said = honest.read(&honest.bytes).unwrap();
        let folder = scene.work.path().join(format!("altered {}", honest.kind));
        std::fs::create_dir(&folder).unwrap();
        let mut dice = Dice(0x5EED_3333 + honest.kind.len() as u64);
        for number in 0..short_or_campaign(36, 1_000) {
            let altered = honest.altered(&mut dice);
            // What says the very same may be what was sent.
            if honest.read(&altered).ok().as_ref() != Some(&said) {
                std::fs::write(folder.join(format!("{number}.tienbo")), &altered).unwrap();
            }
        }
        let before = held(office);
        let ran = scene.holds(office, &["import"], &folder, 0);
        for file in ran.json()["files"].as_array().unwrap() {
            assert_eq!(file["tone"], "refused", "{}: {file}", honest.kind);
        }
        assert_eq!(held(office), before, "{}", honest.kind);
        assert_eq!(office.done(&["verify"])["fine"], true, "{}", honest.kind);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
