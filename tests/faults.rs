//! Whatever goes wrong in the middle of a piece of work: the program killed, a call of the system that fails, a
//! drive that is full. Afterwards the office opens and is whole, what was acknowledged is there, what was not is
//! there wholly or not at all and can be done again; and what is told is a sentence of the program.

use crate::field::{in_one_language, with_drives, within};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tienbo_core::model::RecordKind;
use tienbo_core::store::{self, OWN};
use tienbo_support::{
    COMMUNE, CliOffice, PASSPHRASE, PROVINCE, Ran, USER, commune_and_province, copy,
    earlier_office, files, folder, open, run, sample, short_or_campaign, shown, stretched_less,
    string, tienbo,
};

/// A piece of work on an office, which is done again and again from the same beginning.
struct Work {
    name: &'static str,
    /// All that the work reads and writes: the office, what is given to it, what comes out.
    place: PathBuf,
    /// The same as it was before.
    pristine: PathBuf,
    unit: &'static str,
    args: Vec<String>,
    /// What the office holds where the work was not done, and where it was.
    before: Vec<String>,
    after: Vec<String>,
    took: Duration,
    _folder: TempDir,
}

/// What is prepared in a place, to be worked on: the unit of an office in it, and what is done with it.
type Prepared = (&'static str, Vec<String>);

/// How a piece of work is called, and how it is prepared.
type Named = (&'static str, fn(&Path) -> Prepared);

impl Work {
    fn new(name: &'static str, prepare: fn(&Path) -> Prepared) -> Self {
        let folder = folder();
        let place = folder.path().join("place");
        std::fs::create_dir_all(place.join("out")).unwrap();
        let (unit, args) = prepare(&place);
        let pristine = folder.path().join("pristine");
        copy(&place, &pristine);
        let mut work = Self {
            name,
            place,
            pristine,
            unit,
            args,
            before: Vec::new(),
            after: Vec::new(),
            took: Duration::ZERO,
            _folder: folder,
        };
        work.before = work.held();
        work.begin_anew();
        let started = Instant::now();
        let ran = run(&mut work.command());
        work.took = started.elapsed();
        assert_eq!(ran.code, 0, "{name}: {ran:#?}");
        work.after = work.held();
        work
    }

    fn office(&self) -> CliOffice {
        CliOffice::there(&self.place.join(self.unit), self.unit)
    }

    fn command(&self) -> Command {
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        self.office().command(&args)
    }

    fn begin_anew(&self) {
        self.place_is(&self.pristine);
    }

    /// Makes the place what another folder is.
    fn place_is(&self, other: &Path) {
        std::fs::remove_dir_all(&self.place).unwrap();
        std::fs::create_dir_all(self.place.join("out")).unwrap();
        copy(other, &self.place);
    }

    /// What the office holds; it opens and is whole.
    fn held(&self) -> Vec<String> {
        held(&self.place.join(self.unit))
    }

    /// What must be so after something went wrong, of which the command said how it ended.
    fn check(&self, ran: Option<&Ran>, what: &str) {
        let what = format!("{}, {what}: {ran:#?}", self.name);
        let acknowledged = ran.is_some_and(|ran| ran.code == 0);
        if let Some(ran) = ran.filter(|ran| ran.code != 0) {
            told(ran, &what);
        }
        self.what_came_out_is_whole(acknowledged, &what);
        let held = self.held();
        if held == self.before && !acknowledged {
            let again = run(&mut self.command());
            assert_eq!(again.code, 0, "{what}; again: {again:#?}");
            self.what_came_out_is_whole(true, &what);
            assert_eq!(self.held(), self.after, "again: {what}");
        } else {
            assert_eq!(held, self.after, "{what}");
        }
    }

    /// A file that was written is all there; one that was acknowledged is there.
    fn what_came_out_is_whole(&self, acknowledged: bool, what: &str) {
        let Some(out) = self.out() else { return };
        assert!(out.exists() || !acknowledged, "{what}");
        if !out.exists() {
            return;
        }
        match out.extension().is_some_and(|of| of == "tienbo") {
            true => {
                let ran = tienbo(&["inspect", &shown(&out)]);
                assert_eq!(ran.code, 0, "{what}; {ran:#?}");
            }
            false => {
                let aside = folder();
                let there = CliOffice::there(&aside.path().join(self.unit), self.unit);
                there.done(&["restore", &shown(&out)]);
                held(&there.folder);
            }
        }
    }

    /// What is written.
    fn out(&self) -> Option<PathBuf> {
        let place = self.args.iter().position(|arg| arg == "-o")?;
        Some(PathBuf::from(&self.args[place + 1]))
    }
}

/// What an office holds, as far as it is the same however often it comes to it.
fn held(folder: &Path) -> Vec<String> {
    stretched_less(folder, USER, PASSPHRASE);
    let office = open(folder);
    let verified = office.verify().unwrap();
    assert!(verified.is_fine(), "{verified:#?}");
    let store = office.store();
    let records = |kind: RecordKind| {
        let number = store::flat_records(store, kind, OWN).unwrap().len();
        format!("{}: {number}", kind.table())
    };
    let mut held: Vec<String> = RecordKind::ALL.into_iter().map(records).collect();
    held.push(format!("{:?}", store::closing_places(store).unwrap()));
    held.push(format!("{:?}", office.users().unwrap()));
    held.push(format!("{:?}", verified.names));
    for number in [
        store::sent(store).unwrap().len(),
        store::submissions(store).unwrap().len(),
        store::unit_keys(store).unwrap().len(),
    ] {
        held.push(number.to_string());
    }
    held
}

/// What a command that could not do its work said: a sentence, no words of a library, and nothing of other
/// programs, of which there is none.
fn told(ran: &Ran, what: &str) {
    assert!((1..=6).contains(&ran.code), "{what}");
    let of_files = || ran.json()["files"].as_array().cloned();
    let sentences = match ran.stderr.trim() {
        "" => of_files().expect("sentences of files"),
        said => vec![json!({ "sentence": said })],
    };
    for sentence in sentences {
        let sentence = string(&sentence["sentence"]);
        in_one_language(&sentence);
        assert!(!sentence.contains("chương trình khác"), "{what}");
        let is_vietnamese = sentence.chars().any(|c| "ạảấầậđệễềịộợữựỗổ".contains(c));
        assert!(is_vietnamese, "{what}");
    }
}

fn texts(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}

/// A file that is given to a command.
fn given(place: &Path, name: &str, value: &serde_json::Value) -> String {
    let file = place.join(name);
    std::fs::write(&file, value.to_string()).unwrap();
    shown(&file)
}

fn documents(number: usize) -> serde_json::Value {
    let one = |number: usize| {
        json!({
            "symbol": format!("{number}/KH-UBND"), "date": "2024-03-08", "issuer": "UBND",
            "summary": format!("Kế hoạch bịa số {number}, {}", "dài thêm một đoạn nữa, ".repeat(20)),
        })
    };
    (1..=number).map(one).collect()
}

/// Every kind of work that changes an office or gives something out.
const WORKS: [Named; 12] = [
    ("recording", |place| {
        CliOffice::new(place, COMMUNE);
        let file = given(place, "mot.json", &documents(1));
        (COMMUNE, texts(&["add", "issued_documents", &file]))
    }),
    // Rows that were pasted are written as a list that is added: all in one act.
    ("pasting", |place| {
        CliOffice::new(place, COMMUNE);
        let file = given(place, "nhieu.json", &documents(30));
        (COMMUNE, texts(&["add", "issued_documents", &file]))
    }),
    ("taking a workbook in", |place| {
        CliOffice::new(place, COMMUNE);
        let book = shown(&sample("xa-mau-vu-ninh.xlsx"));
        (COMMUNE, texts(&["import-xlsx", &book]))
    }),
    ("opening a case", |place| {
        CliOffice::new(place, COMMUNE);
        let case = json!({
            "case": {"found_on": "12/03/2024", "category": "domestic", "acts": "a;b"},
            "survivor": {"sex": "female", "age": "25-39", "consent": "given", "share": "1"},
        });
        let file = given(place, "vu.json", &case);
        (COMMUNE, texts(&["case", "open", &file]))
    }),
    ("closing", |place| {
        commune_and_province(place);
        (
            COMMUNE,
            texts(&["close", "2024", "--reason", "số liệu thử"]),
        )
    }),
    ("exporting", |place| {
        let (commune, _) = commune_and_province(place);
        commune.done(&["close", "2024", "--reason", "số liệu thử"]);
        let out = shown(&place.join("out/goi.tienbo"));
        (COMMUNE, texts(&["export", "2024", "-o", &out]))
    }),
    ("importing", |place| {
        let (commune, _) = commune_and_province(place);
        let package = shown(&commune.submit("2024"));
        (PROVINCE, texts(&["import", &package]))
    }),
    ("backing up", |place| {
        let (commune, province) = commune_and_province(place);
        province.import(&[&commune.submit("2024")]);
        let out = shown(&place.join("out/sao-luu.tienbo-backup"));
        (PROVINCE, texts(&["backup", "-o", &out]))
    }),
    ("restoring", |place| {
        let office = CliOffice::new(place, COMMUNE);
        let backup = shown(&place.join("sao-luu.tienbo-backup"));
        office.done(&["backup", "-o", &backup]);
        let file = given(place, "nhieu.json", &documents(30));
        office.done(&["add", "issued_documents", &file]);
        (COMMUNE, texts(&["restore", &backup]))
    }),
    ("migrating", |place| {
        earlier_office(place);
        (COMMUNE, texts(&["verify"]))
    }),
    ("a new user", |place| {
        CliOffice::new(place, COMMUNE);
        let passphrase = place.join("hoa.txt");
        std::fs::write(&passphrase, "chín con mèo trên mái nhà").unwrap();
        let put = [
            "user",
            "hoa",
            "--roles",
            "recorder",
            "--new-passphrase-file",
        ];
        (COMMUNE, texts(&[&put[..], &[&shown(&passphrase)]].concat()))
    }),
    ("changing keys", |place| {
        let office = CliOffice::new(place, COMMUNE);
        office.import_sample("xa-mau-vu-ninh.xlsx");
        office.put_user("mai", "recorder,case-officer", "chín con mèo trên mái nhà");
        (COMMUNE, texts(&["user", "mai", "--remove"]))
    }),
];

/// All of it in a campaign, else one of three parts.
fn works(part: usize) -> impl Iterator<Item = Work> {
    let (first, step) = short_or_campaign((part, 3), (0, 1));
    let works = WORKS.into_iter().skip(first).step_by(step);
    works.map(|(name, prepare)| Work::new(name, prepare))
}

/// Whatever did not hold, all of it told before the test fails.
#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    /// Whether what a work must be like after something went wrong holds.
    fn hear(&mut self, work: &Work, ran: Option<&Ran>, what: &str) {
        let check = std::panic::AssertUnwindSafe(|| work.check(ran, what));
        if std::panic::catch_unwind(check).is_err() {
            self.0.push(format!("{}: {what}", work.name));
        }
    }

    fn are_none(&self) {
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

#[test]
fn work_killed_at_any_moment_is_done_or_not_and_can_be_done_again() {
    let rounds = short_or_campaign(2, 100);
    let (mut all, mut cut_short) = (0, 0);
    let mut complaints = Complaints::default();
    for work in works(0) {
        let mut whole = work.took;
        for round in 0..rounds {
            work.begin_anew();
            let mut command = work.command();
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            // The kills are spread over the whole of the work.
            let after = whole * (2 * round + 1) / (2 * rounds);
            std::thread::sleep(after);
            match child.try_wait().unwrap() {
                None => cut_short += 1,
                // It is quicker now than when it was timed.
                Some(_) => whole = whole * 4 / 5,
            }
            child.kill().unwrap();
            child.wait().unwrap();
            all += 1;
            complaints.hear(&work, None, &format!("killed after {after:?}"));
        }
    }
    println!("{cut_short} of {all} pieces of work were cut short");
    complaints.are_none();
    assert!(cut_short * 4 > all, "{cut_short} of {all}");
}

/// What of the system's calls changes a drive.
const CALLS: &str = "?open,openat,write,pwrite64,writev,?pwritev,?pwritev2,fsync,fdatasync,ftruncate,fallocate,\
                     ?rename,renameat,renameat2,?link,linkat,?unlink,unlinkat,?rmdir,?mkdir,mkdirat,\
                     copy_file_range,sendfile,?chmod,fchmod,fchmodat";

/// A call of the system that concerns the place, the n-th of its kind in a thread of the program, as it was told.
type Call = (String, usize, String);

impl Work {
    /// Runs the command where the system's calls are watched, some of them failing.
    fn watched(&self, log: &Path, calls: &str, more: &[&str]) -> Ran {
        let (log, trace) = (shown(log), format!("trace={calls}"));
        let strace = [
            "strace",
            "-f",
            "-y",
            "--seccomp-bpf",
            "-qq",
            "-s",
            "0",
            "-o",
            &log,
        ];
        let outer = [&strace[..], &["-e", &trace], more, &["--"]].concat();
        run(&mut within(&outer, &self.command()))
    }

    /// All calls by which the work changes what lies in the place.
    fn calls(&self, log: &Path) -> Vec<Call> {
        self.begin_anew();
        let ran = self.watched(log, CALLS, &[]);
        assert_eq!(ran.code, 0, "{}: {ran:#?}", self.name);
        let log = String::from_utf8_lossy(&std::fs::read(log).unwrap()).into_owned();
        let place = shown(&self.place);
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut calls = Vec::new();
        for line in log.lines().filter(|line| !line.contains(" resumed>")) {
            let Some((thread, call)) = line.split_once(char::is_whitespace) else {
                continue;
            };
            let Some((name, of)) = call.trim_start().split_once('(') else {
                continue;
            };
            let count = counts.entry((thread, name)).or_default();
            *count += 1;
            let only_reads = name.starts_with("open") && !of.contains("O_CREAT");
            if of.contains(&place) && !only_reads {
                calls.push((name.to_owned(), *count, of.to_owned()));
            }
        }
        calls.sort();
        calls.dedup_by(|(a, b, _), (c, d, _)| (a, b) == (c, d));
        calls
    }
}

#[test]
fn whichever_call_of_the_system_fails_nothing_is_lost() {
    let aside = folder();
    let log = aside.path().join("calls");
    let mut complaints = Complaints::default();
    for work in works(1) {
        let calls = work.calls(&log);
        assert!(calls.len() > 5, "{}: {calls:?}", work.name);
        let step = short_or_campaign(calls.len() / 2, 1);
        let mut failed = 0;
        let mut tried = 0;
        for (index, (name, number, _)) in calls.iter().enumerate().skip(step / 2).step_by(step) {
            // Once, as on a bad sector; and from then on, as where a stick was pulled. The terminal goes on.
            let often = ["", "+"];
            let often = match name.as_str() {
                "write" => &often[..1],
                _ => short_or_campaign(&often[index % 2..][..1], &often[..]),
            };
            for more in often {
                let inject = format!("inject={name}:error=EIO:when={number}{more}");
                work.begin_anew();
                let ran = work.watched(&log, name, &["-e", &inject]);
                tried += 1;
                failed += u32::from(ran.code != 0);
                complaints.hear(&work, Some(&ran), &inject);
            }
        }
        println!(
            "{}: {} calls, {tried} faults, {failed} told",
            work.name,
            calls.len()
        );
        assert!(failed > 0, "{}", work.name);
    }
    complaints.are_none();
}

#[test]
fn what_the_register_did_not_take_is_not_taken_for_done() {
    let aside = folder();
    let log = aside.path().join("calls");
    let mut complaints = Complaints::default();
    let (name, prepare) = WORKS[3];
    let work = Work::new(name, prepare);
    let of_register = |(_, _, line): &&Call| line.contains("/register.db");
    let calls = work.calls(&log);
    let calls: Vec<&Call> = calls.iter().filter(of_register).collect();
    assert!(calls.len() > 5, "{calls:?}");
    for (name, number, _) in calls.iter().step_by(short_or_campaign(4, 1)) {
        let inject = format!("inject={name}:error=EIO:when={number}");
        work.begin_anew();
        let ran = work.watched(&log, name, &["-e", &inject]);
        complaints.hear(&work, Some(&ran), &inject);
    }
    complaints.are_none();
}

#[test]
fn however_little_room_a_drive_has_nothing_is_lost() {
    let mut complaints = Complaints::default();
    for work in works(2) {
        let aside = folder();
        let (mut full, mut fitted) = (0, 0);
        let mut room = 0;
        while fitted < 2 {
            work.begin_anew();
            let size = used(&work.pristine) + room;
            let after = aside.path().join(room.to_string());
            let ran = work.on_a_drive(size, &after);
            work.place_is(&after);
            std::fs::remove_dir_all(&after).unwrap();
            match ran.code {
                0 => fitted += 1,
                _ => full += 1,
            }
            complaints.hear(&work, Some(&ran), &format!("{room} KiB free"));
            // A page more each time; where much more is asked for than is used, in larger steps.
            room += short_or_campaign((3 * room).max(128), if room < 1024 { 4 } else { 1024 });
        }
        println!("{}: {full} sizes were too small", work.name);
        assert!(full > 0, "{}", work.name);
    }
    complaints.are_none();
}

/// The room that the files of a folder take, in KiB of whole pages.
fn used(folder: &Path) -> u64 {
    let pages = |file: &PathBuf| file.metadata().unwrap().len().div_ceil(4096);
    4 * files(folder).iter().map(pages).sum::<u64>()
}

impl Work {
    /// Runs the command where the place is a drive of its own of a size in KiB; what it left there lies in a
    /// folder afterwards.
    fn on_a_drive(&self, size: u64, after: &Path) -> Ran {
        let [place, pristine, after] = [self.place.as_path(), &self.pristine, after].map(shown);
        let script = format!(
            "mount -t tmpfs -o size={size}k none '{place}' && cp -r '{pristine}/.' '{place}' || exit 99
             mkdir -p '{place}/out'
             \"$0\" \"$@\"; code=$?; cp -r '{place}' '{after}'; exit $code"
        );
        let ran = with_drives(&script, &self.command());
        assert_ne!(ran.code, 99, "{size}: {ran:#?}");
        ran
    }
}
