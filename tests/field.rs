//! What offices that carry their data to one another run into: sticks that are full, pulled, shared or damaged,
//! copies, restored backups, wrong clocks. Each is told for what it is, in the user's language, and leads on.

use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_support::{
    COMMUNE, CliOffice, PROVINCE, Ran, behind, commune_and_province, copy, folder, run, shown,
    string,
};

/// What libraries and systems say, which no user is told.
const ENGLISH: [&str; 12] = [
    "os error",
    "Permission",
    "No such",
    "No space",
    "Read-only",
    "database disk",
    "not a database",
    "disk I/O",
    "Zip",
    "zip",
    "/.tienbo-",
    "failed",
];

/// Whether a command ended so, and told it in one language.
fn told(ran: &Ran, code: i32, error: &str, words: &[&str]) {
    assert_eq!(ran.code, code, "{ran:#?}");
    assert_eq!(ran.json()["error"], error, "{ran:#?}");
    for word in words {
        assert!(ran.stderr.contains(word), "{word}: {ran:#?}");
    }
    in_one_language(&ran.stderr);
}

pub(crate) fn in_one_language(said: &str) {
    // A folder may be called anything.
    let words = said
        .split_whitespace()
        .filter(|word| !word.starts_with('/'));
    let words = words.collect::<Vec<_>>().join(" ");
    for word in ENGLISH {
        let of_paths = word.starts_with('/');
        let said = if of_paths { said } else { &words };
        assert!(!said.contains(word), "{word}: {said}");
    }
}

/// The same command within another one.
pub(crate) fn within(outer: &[&str], inner: &Command) -> Command {
    let mut command = Command::new(outer[0]);
    command.args(&outer[1..]);
    command.arg(inner.get_program()).args(inner.get_args());
    for (name, value) in inner.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command
}

/// Runs a command with a small drive at a folder, in a namespace of its own.
fn on_small_drive(size: &str, at: &Path, before: &str, command: &Command) -> Ran {
    let script = format!(
        "mount -t tmpfs -o size={size} none '{}' && {before} && exec \"$0\" \"$@\"",
        shown(at)
    );
    with_drives(&script, command)
}

/// Runs a command by a script that may mount drives which nobody else sees.
pub(crate) fn with_drives(script: &str, command: &Command) -> Ran {
    let outer = ["unshare", "--map-root-user", "--mount", "sh", "-c", script];
    let tried = Command::new(outer[0])
        .args(&outer[1..3])
        .arg("true")
        .status();
    // As root a namespace of users is not needed, and some machines allow none.
    match tried.is_ok_and(|done| done.success()) {
        true => run(&mut within(&outer, command)),
        false => {
            let outer = [&outer[..1], &outer[2..]].concat();
            run(&mut within(&outer, command))
        }
    }
}

/// Runs a command as who may not read what is not hers, also where the test runs as root.
fn without_rights(command: &Command) -> Ran {
    let outer = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|found| {
        use std::os::unix::fs::MetadataExt;
        found.uid() == 0
    });
    match is_root {
        true => run(&mut within(&outer, command)),
        false => run(&mut within(&["env"], command)),
    }
}

/// The same on a machine whose clock shows a moment.
fn at_moment(moment: &str, office: &CliOffice, args: &[&str]) -> Ran {
    let library = std::fs::read_dir("/usr/lib")
        .expect("a folder of libraries")
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketime.so.1"))
        .find(|library| library.exists())
        .expect("libfaketime is installed");
    let mut command = office.command(args);
    command.env("LD_PRELOAD", library).env("FAKETIME", moment);
    run(&mut command)
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn make(path: &Path) -> PathBuf {
    std::fs::create_dir_all(path).unwrap();
    path.to_owned()
}

/// What an inbox says was refused.
fn refused(office: &CliOffice) -> Value {
    office.done(&["inbox"])["refused"].clone()
}

#[test]
fn what_cannot_be_read_on_a_stick_is_named_and_the_rest_is_taken_in() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let stick = make(&work.path().join("usb"));
    let inside = make(&stick.join("BaoCao"));
    std::fs::copy(commune.submit("2024"), inside.join("GOI.TIENBO")).unwrap();
    let closed = make(&stick.join("Riêng của anh Bịa"));
    allow(&closed, 0o000);
    let ran = without_rights(&province.command(&["import", &shown(&stick)]));
    allow(&closed, 0o700);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let files = ran.json()["files"].clone();
    assert_eq!(files.as_array().unwrap().len(), 1);
    assert_eq!(files[0]["verdict"], "goi.da-nhan");
    assert!(ran.stderr.contains("Riêng của anh Bịa"), "{ran:#?}");
    assert!(ran.stderr.contains("không có quyền"), "{ran:#?}");
    in_one_language(&ran.stderr);
}

#[test]
fn a_file_that_cannot_be_read_is_not_refused_for_good() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let package = commune.submit("2024");
    let pipe = work.path().join("ong.tienbo");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let gone = work.path().join("khong-co/goi.tienbo");
    let circle = work.path().join("vong.tienbo");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    for (file, words) in [
        (&pipe, "không phải là tệp thường"),
        (&gone, "không thấy tệp"),
        (&circle, "vòng tròn"),
    ] {
        let outcome = province.import(&[file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.khong-doc-duoc", "{outcome}");
        assert!(string(&outcome["sentence"]).contains(words), "{outcome}");
    }
    allow(&package, 0o000);
    let ran = without_rights(&province.command(&["import", &shown(&package)]));
    allow(&package, 0o600);
    assert!(ran.stdout.contains("không có quyền"), "{ran:#?}");
    assert_eq!(refused(&province), json!([]));
    assert_eq!(province.verdict(&package), "goi.da-nhan");
}

/// Ends a command that waits for what never comes.
const AT_MOST: [&str; 2] = ["timeout", "60"];

#[test]
fn what_is_no_file_is_read_nowhere_where_a_file_is_asked_for() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let pipe = work.path().join("ong");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let inside = make(&work.path().join("thu-muc"));
    commune.done(&["add", "issued_documents", &shown(&document(work.path()))]);
    let record = string(&commune.done(&["list", "issued_documents"])[0]["id"]);
    let calls: [&[&str]; 11] = [
        &["add", "issued_documents"],
        &["change", "issued_documents", &record, "--version", "1"],
        &["attach", "issued_documents", &record],
        &["case", "open"],
        &["import-xlsx"],
        &["inspect"],
        &["units", "2024", "--changes"],
        &["catalogue", "--adopt", "--catalogue-file"],
        &["passphrase", "--new-passphrase-file"],
        &["restore"],
        &["--passphrase-file"],
    ];
    let things = [
        (&pipe, "không phải là tệp thường"),
        (&PathBuf::from("/dev/zero"), "không phải là tệp thường"),
        (&inside, "là thư mục"),
    ];
    for (thing, words) in things {
        let file = shown(thing);
        for call in calls {
            let command = match call {
                ["--passphrase-file"] => with_secret("--passphrase-file", &file, &commune),
                _ => commune.command(&[call, &[file.as_str()]].concat()),
            };
            let ran = run(&mut within(&AT_MOST, &command));
            assert!([4, 6].contains(&ran.code), "{call:?} {file}: {ran:#?}");
            assert!(ran.stderr.contains(words), "{call:?} {file}: {ran:#?}");
            in_one_language(&ran.stderr);
        }
        let ran = run(&mut within(
            &AT_MOST,
            &with_secret("--recovery-sheet", &file, &commune),
        ));
        assert!(ran.code == 6 && ran.stderr.contains(words), "{ran:#?}");
    }
    // What a shell hands over is read; a file without a word is no passphrase.
    let script = "exec 5<\"$1\"; shift; exec \"$@\" --passphrase-fd 5 verify";
    let mut handed = Command::new("sh");
    handed
        .args(["-c", script, "sh"])
        .arg(commune.folder.with_extension("passphrase"));
    handed
        .arg(tienbo_support::program("tienbo"))
        .arg("--office");
    assert_eq!(run(handed.arg(&commune.folder)).code, 0);
    let empty = work.path().join("trong.txt");
    std::fs::write(&empty, "\n").unwrap();
    let ran = run(&mut with_secret(
        "--passphrase-file",
        &shown(&empty),
        &commune,
    ));
    told(&ran, 2, "cli-no-passphrase", &["không có mật khẩu"]);
}

/// A record to be added.
fn document(folder: &Path) -> PathBuf {
    let file = folder.join("van-ban.json");
    let record = json!([{
        "symbol": "01/KH", "date": "2024-03-05", "issuer": "Ban VSTBPN", "summary": "Kế hoạch"
    }]);
    std::fs::write(&file, record.to_string()).unwrap();
    file
}

/// An office checked by who unlocks it with the secret in a file.
fn with_secret(option: &str, file: &str, office: &CliOffice) -> Command {
    let mut command = Command::new(tienbo_support::program("tienbo"));
    command.args(["--json", option, file, "--office"]);
    command.arg(&office.folder).arg("verify");
    command
}

#[test]
fn a_damaged_package_says_what_is_damaged() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let package = std::fs::read(commune.submit("2024")).unwrap();
    let half = package.len() / 2;
    let zeros = |from: usize| {
        let mut bytes = package.clone();
        bytes[from..].fill(0);
        bytes
    };
    for (name, bytes, words) in [
        ("trong", Vec::new(), "0 byte"),
        ("nua", package[..half].to_vec(), "kết thúc giữa chừng"),
        ("khong", zeros(half), "chỉ có số 0"),
        ("dai", [&package[..], b"x"].concat(), "còn dữ liệu khác"),
        (
            "nen",
            b"PK\x03\x04 and the name of another file, which is longer".to_vec(),
            "tệp nén",
        ),
        ("rar", b"Rar!\x1a\x07".to_vec(), "tệp nén"),
        ("pdf", b"%PDF-1.7".to_vec(), "không phải là gói"),
    ] {
        let file = work.path().join(format!("{name}.tienbo"));
        std::fs::write(&file, bytes).unwrap();
        let outcome = province.import(&[&file]).remove(0);
        assert_eq!(outcome["verdict"], "goi.hong", "{name}: {outcome}");
        let sentence = string(&outcome["sentence"]);
        assert!(sentence.contains(words), "{name}: {sentence}");
        in_one_language(&sentence);
    }
}

#[test]
fn a_full_stick_gets_nothing_and_nothing_counts_as_sent() {
    let work = folder();
    let (commune, _) = commune_and_province(work.path());
    commune.done(&["close", "2024", "--reason", "số liệu thử"]);
    let stick = make(&work.path().join("usb"));
    let file = stick.join("goi.tienbo");
    let export = commune.command(&["export", "2024", "-o", &shown(&file)]);
    let ran = on_small_drive("40k", &stick, "true", &export);
    assert_eq!(ran.code, 6, "{ran:#?}");
    in_one_language(&ran.stderr);
    let sent = commune.done(&["inbox"])["sent"].clone();
    assert_eq!(sent, json!([]), "nothing lies there");
    // The backup's own scratch is not on the stick, and nothing is said beside the sentence.
    let backup = stick.join("sao-luu.tienbo-backup");
    let write = commune.command(&["backup", "-o", &shown(&backup)]);
    let ran = on_small_drive("200k", &stick, "true", &write);
    told(&ran, 6, "vault-io", &["ổ đĩa đầy", &shown(&backup)]);
    assert_eq!(ran.stderr.trim().lines().count(), 1, "{ran:#?}");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let size = backup.metadata().unwrap().len();
    let exact = format!("{}k", size / 1024 + 64);
    let ran = on_small_drive(&exact, &stick, "true", &write);
    assert_eq!(
        ran.code, 0,
        "the backup needs no more room than its own: {ran:#?}"
    );
    let exported = work.path().join("goi.tienbo");
    commune.done(&["export", "2024", "-o", &shown(&exported)]);
    assert_eq!(
        commune.done(&["inbox"])["sent"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn a_full_or_closed_drive_is_not_taken_for_a_damaged_backup_or_office() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let backup = work.path().join("sao-luu.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    let place = make(&work.path().join("o-nho"));
    let there = CliOffice::there(&place.join("so"), COMMUNE);
    let restore = there.command(&["restore", &shown(&backup)]);
    let ran = on_small_drive("300k", &place, "true", &restore);
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert_ne!(ran.json()["error"], "vault-bad-backup");
    in_one_language(&ran.stderr);
    // Another unit's backup does not take an office's place.
    let ran = province.run(&["restore", &shown(&backup)]);
    told(&ran, 5, "vault-other-unit", &[COMMUNE, PROVINCE]);
    // An office that may only be read.
    for inside in ["office.db", "office.lock"] {
        allow(&commune.folder.join(inside), 0o400);
    }
    allow(&commune.folder, 0o500);
    let ran = without_rights(&commune.command(&["list", "issued_documents"]));
    allow(&commune.folder, 0o700);
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.stderr.contains("không có quyền"), "{ran:#?}");
    in_one_language(&ran.stderr);
}

/// A command of which calls of the system that are given a path among some fail.
fn failing(command: &Command, paths: &[&Path], inject: &str) -> Ran {
    let mut outer = vec!["strace", "-f", "-qq", "-o", "/dev/null"];
    let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    for path in &paths {
        outer.extend(["-P", path]);
    }
    let inject = format!("inject={inject}");
    outer.extend(["-e", &inject]);
    run(&mut within(&outer, command))
}

#[test]
fn what_is_written_counts_once_its_folder_is_known_to_be_on_the_drive() {
    let work = folder();
    let (commune, _) = commune_and_province(work.path());
    commune.done(&["close", "2024", "--reason", "số liệu thử"]);
    let stick = make(&work.path().join("usb"));
    let package = shown(&stick.join("goi.tienbo"));
    let backup = shown(&stick.join("luu.tienbo-backup"));
    let export = commune.command(&["export", "2024", "-o", &package]);
    let sent = || commune.done(&["inbox"])["sent"].as_array().unwrap().len();
    // The file was written whole; that it lies in its folder is not known.
    for command in [&export, &commune.command(&["backup", "-o", &backup])] {
        let ran = failing(command, &[&stick], "fsync:error=EIO");
        told(&ran, 6, "vault-io", &[&shown(&stick)]);
    }
    assert_eq!(sent(), 0);
    // Some drives know nothing of it.
    let ran = failing(&export, &[&stick], "fsync:error=EINVAL");
    assert_eq!((ran.code, sent()), (0, 1), "{ran:#?}");
}

#[test]
fn an_office_on_a_stick_that_is_pulled_out_while_it_is_opened_is_told_as_that() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let list = commune.folder.join("keys/office.json");
    // As where nothing is mounted any more, where a driver has ended, where the drive does not answer.
    for (error, words) in [
        ("ENOENT", "USB có còn cắm không"),
        ("ENOTCONN", "Hãy cắm lại"),
        ("EIO", "ổ đĩa"),
    ] {
        // The folder was seen once.
        let ran = failing(
            &commune.command(&["verify"]),
            &[&commune.folder, &list],
            &format!("openat:error={error}:when=2+"),
        );
        told(&ran, 6, "vault-io", &[words, &shown(&commune.folder)]);
    }
    commune.done(&["verify"]);
    // A folder that is not there is told as that, and not as one without an office.
    let gone = CliOffice::there(&make(&work.path().join("usb")).join("so"), COMMUNE);
    told(&gone.run(&["verify"]), 5, "vault-folder-gone", &["USB"]);
}

#[test]
fn an_office_on_a_write_protected_stick_says_so_and_one_on_a_drive_without_users_works() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let shut = format!(
        "mount --bind '{0}' '{0}' && mount -o remount,bind,ro '{0}' && exec \"$0\" \"$@\"",
        shown(&commune.folder)
    );
    let backup = shown(&work.path().join("luu.tienbo-backup"));
    for args in [
        &["list", "issued_documents"][..],
        &["backup", "-o", &backup],
    ] {
        let ran = with_drives(&shut, &commune.command(args));
        told(&ran, 6, "vault-io", &["chỉ cho đọc", "khóa chống ghi"]);
    }
    commune.done(&["list", "issued_documents"]);
    // Many sticks know neither whose a file is nor who may read it.
    for error in ["ENOSYS", "EPERM", "EOPNOTSUPP"] {
        let there = CliOffice::there(&work.path().join(error), COMMUNE);
        let inject = format!("?chmod,fchmod,fchmodat:error={error}");
        let init = there.command(&["init", "--unit", COMMUNE]);
        assert_eq!(failing(&init, &[], &inject).code, 0, "{error}");
        there.done(&["verify"]);
    }
}

#[test]
fn a_damaged_file_of_an_office_is_named_and_leads_to_the_backup() {
    let work = folder();
    let (commune, _) = commune_and_province(work.path());
    let damaged = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let there = CliOffice::there(
            &work.path().join(format!("hong-{}", name.replace('/', "-"))),
            COMMUNE,
        );
        copy(&commune.folder, &there.folder);
        let file = there.folder.join(name);
        let mut bytes = std::fs::read(&file).unwrap();
        change(&mut bytes);
        std::fs::write(file, bytes).unwrap();
        there
    };
    // A page in the middle, which only some work comes to.
    let here = damaged("office.db", &|bytes| {
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 4 * 4096].fill(0);
    });
    let ran = here.run(&["verify"]);
    in_one_language(&ran.stderr);
    match ran.code {
        1 => assert_eq!(ran.json()["database"], json!(["office.db"])),
        _ => {
            assert_eq!(ran.code, 6, "{ran:#?}");
            assert!(ran.stderr.contains("bị hỏng"), "{ran:#?}");
        }
    }
    std::fs::remove_dir_all(&here.folder).unwrap();
    let here = damaged("office.db", &|bytes| bytes[..4096].fill(0));
    told(
        &here.run(&["verify"]),
        3,
        "vault-foreign-database",
        &["bị hỏng"],
    );
    let here = damaged("register.db", &|bytes| bytes[..4096].fill(0));
    told(
        &here.run(&["verify"]),
        3,
        "vault-foreign-register",
        &["register.db", "bị hỏng"],
    );
    let here = damaged("keys/can-bo.age", &|bytes| bytes.fill(0));
    told(
        &here.run(&["verify"]),
        3,
        "vault-damaged-slot",
        &["can-bo.age", "tờ khôi phục"],
    );
    // What is needed only in need is told while all is well.
    std::fs::remove_file(commune.folder.join("keys/recovery.age")).unwrap();
    let ran = commune.run(&["verify"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert!(ran.stdout.contains("keys/recovery.age"), "{ran:#?}");
    let backup = work.path().join("thieu.tienbo-backup");
    let ran = commune.run(&["backup", "-o", &shown(&backup)]);
    assert!(ran.stdout.contains("keys/recovery.age"), "{ran:#?}");
}

#[test]
fn two_copies_of_an_office_are_seen_and_what_one_of_them_lacks_is_named() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.da-nhan");
    let other = CliOffice::there(&work.path().join("laptop-b"), COMMUNE);
    copy(&commune.folder, &other.folder);
    // One adds a document and brings its second revision; the other brings its third, which knows nothing of it.
    commune.done(&["reopen", "2024"]);
    let typed = work.path().join("cong-van.json");
    let document = json!({
        "symbol": "12/KH-UBND", "date": "2024-03-08", "issuer": "UBND",
        "summary": "Kế hoạch mà máy kia không có",
    });
    std::fs::write(&typed, document.to_string()).unwrap();
    let added = commune.run(&["add", "issued_documents", &shown(&typed)]);
    assert_eq!(added.code, 0, "{added:#?}");
    assert_eq!(province.verdict(&commune.submit("2024")), "goi.thay-the");
    other.done(&["reopen", "2024"]);
    let second = other.submit("2024");
    let conflict = province.import(&[&second]).remove(0);
    assert_eq!(conflict["verdict"], "goi.xung-dot", "{conflict}");
    let sentence = string(&conflict["sentence"]);
    for word in [COMMUNE, "lần nộp 2", "lần 3 trở lên", "số thứ tự"] {
        assert!(sentence.contains(word), "{word}: {sentence}");
    }
    other.done(&["reopen", "2024"]);
    let third = province.import(&[&other.submit("2024")]).remove(0);
    assert_eq!(third["verdict"], "goi.thay-the", "{third}");
    assert_eq!(third["tone"], "doubtful");
    assert_eq!(third["forks"][0]["lost"].as_array().unwrap().len(), 1);
    let sentence = string(&third["sentence"]);
    assert!(sentence.contains("không nối tiếp"), "{sentence}");
    let review = province.done(&["review", COMMUNE, "2024"]);
    let doubts = review["doubts"].as_array().unwrap();
    assert!(
        doubts.iter().any(|doubt| doubt["code"] == "fork"),
        "{review}"
    );
}

#[test]
fn an_earlier_revision_that_was_made_later_says_that_its_office_went_back_and_leads_on() {
    let work = folder();
    let (behind, province, second) = behind(work.path());
    let outcome = province.import(&[&second]).remove(0);
    assert_eq!(outcome["verdict"], "goi.di-lui", "{outcome}");
    let sentence = string(&outcome["sentence"]);
    for word in [
        "trở về trạng thái cũ",
        COMMUNE,
        "lần nộp 2",
        "lần nộp 3",
        "tienbo original",
        "lần 4 trở lên",
    ] {
        assert!(sentence.contains(word), "{word}: {sentence}");
    }
    let listed = &refused(&province)[0];
    assert_eq!(listed["sentence"], outcome["sentence"], "{listed}");
    // What the sentence says leads on.
    let here = province.done(&["inbox"])["submissions"].take();
    let counts = |one: &&Value| one["replaced"] == false;
    let counting = here.as_array().unwrap().iter().find(counts).unwrap();
    let package = string(&counting["package_id"]);
    let original = work.path().join("goc.tienbo");
    province.done(&["original", &package, "-o", &shown(&original)]);
    let receipt = work.path().join("phieu.tienbo");
    let write = ["receipt", COMMUNE, "2024", "--accept", "-o"];
    province.done(&[&write[..], &[&shown(&receipt)]].concat());
    for file in [&original, &receipt] {
        let outcome = behind.import(&[file]).remove(0);
        assert_ne!(outcome["tone"], "refused", "{outcome}");
    }
    behind.done(&["reopen", "2024"]);
    let fourth = province.import(&[&behind.submit("2024")]).remove(0);
    assert_eq!(fourth["revision"], 4, "{fourth}");
    assert_eq!(fourth["verdict"], "goi.thay-the", "{fourth}");
}

#[test]
fn an_office_learns_from_a_receipt_which_revisions_are_used_up() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let backup = work.path().join("cu.tienbo-backup");
    commune.done(&["backup", "-o", &shown(&backup)]);
    for verdict in ["goi.da-nhan", "goi.thay-the", "goi.thay-the"] {
        assert_eq!(province.verdict(&commune.submit("2024")), verdict);
        commune.done(&["reopen", "2024"]);
    }
    let receipt = work.path().join("phieu.tienbo");
    province.done(&[
        "receipt",
        COMMUNE,
        "2024",
        "--accept",
        "-o",
        &shown(&receipt),
    ]);
    commune.done(&["restore", &shown(&backup)]);
    assert_eq!(commune.verdict(&receipt), "goi.goi-da-mat");
    let fourth = commune.submit("2024");
    let outcome = province.import(&[&fourth]).remove(0);
    assert_eq!(outcome["revision"], 4, "{outcome}");
    assert_eq!(outcome["verdict"], "goi.thay-the");
}

#[test]
fn own_packages_that_come_back_are_known_for_what_they_are() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    let card = work.path().join("the.tienbo");
    commune.done(&["card", "-o", &shown(&card)]);
    assert_eq!(commune.verdict(&card), "goi.minh-lam");
    let roster = work.path().join("danh-ba.tienbo");
    province.done(&["roster", "-o", &shown(&roster)]);
    assert_eq!(province.verdict(&roster), "goi.minh-lam");
    assert_eq!(refused(&province), json!([]));
}

#[test]
fn nothing_is_signed_by_a_clock_that_went_back_until_a_head_says_that_it_is_right() {
    let work = folder();
    let (commune, province) = commune_and_province(work.path());
    commune.done(&["close", "2024", "--reason", "số liệu thử"]);
    let file = work.path().join("goi.tienbo");
    let export = ["export", "2024", "-o", &shown(&file)];
    let (dead, ahead) = ("@2000-01-01 08:00:00", "@2099-06-01 08:00:00");
    for wrong in [dead, dead, ahead, ahead] {
        let ran = at_moment(wrong, &commune, &export);
        told(&ran, 5, "sending-clock", &[&wrong[1..5]]);
        assert!(!file.exists());
    }
    // What was done in 2099 is after now.
    let ran = commune.run(&["card", "-o", &shown(&work.path().join("the.tienbo"))]);
    told(&ran, 5, "sending-clock", &["2099", "tienbo clock --right"]);
    assert_eq!(commune.done(&["clock", "--right"]), Value::Null);
    commune.done(&["card", "-o", &shown(&work.path().join("the.tienbo"))]);
    // Who says so of a wrong one is asked about where it comes.
    for args in [&["clock", "--right"][..], &export] {
        let ran = at_moment(dead, &commune, args);
        assert_eq!(ran.code, 0, "{ran:#?}");
    }
    let outcome = province.import(&[&file]).remove(0);
    assert_eq!(outcome["verdict"], "goi.da-nhan", "{outcome}");
    assert_eq!(outcome["tone"], "doubtful");
    assert!(
        string(&outcome["sentence"]).contains("đồng hồ"),
        "{outcome}"
    );
}
