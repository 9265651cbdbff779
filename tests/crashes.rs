//! Killed at any moment, or out of room on the disk: all of a piece of work is there, or nothing.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tienbo_core::model::{Flat, RecordKind};
use tienbo_core::store::{self, OWN};
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, PASSPHRASE, USER, commune_and_province, copy,
    earlier_office, enrolled, folder, run, sample, short_or_campaign, shown, stretched_less,
    string, tienbo,
};

/// An office that receives, and a folder of packages for it.
struct Scene {
    work: tempfile::TempDir,
    province: CliOffice,
    inbox: PathBuf,
}

fn scene() -> Scene {
    let work = folder();
    let path = work.path();
    let ([commune, other, district], province) = enrolled(path, [COMMUNE, OTHER_COMMUNE, DISTRICT]);
    let inbox = path.join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    for (office, file) in [
        (&commune, "xa-mau-vu-ninh.xlsx"),
        (&other, "xa-mau-dap-cau.xlsx"),
        (&district, "huyen-mau-bac-ninh.xlsx"),
    ] {
        office.import_sample(file);
        for period in ["2024-6t", "2024"] {
            let package = office.submit(period);
            std::fs::rename(&package, inbox.join(package.file_name().unwrap())).unwrap();
        }
    }
    Scene {
        work,
        province,
        inbox,
    }
}

/// What an office holds, apart from when it got it.
fn held(office: &CliOffice) -> Value {
    assert_eq!(office.done(&["verify"])["fine"], true);
    let mut inbox = office.done(&["inbox"]);
    for submission in inbox["submissions"].as_array_mut().unwrap() {
        submission["imported_at"] = Value::Null;
    }
    serde_json::json!({
        "submissions": inbox["submissions"],
        "six months": office.done(&["figures", "2024-6t", "--all"]),
        "year": office.done(&["figures", "2024", "--all"]),
    })
}

#[test]
fn an_import_killed_at_any_moment_goes_on_where_it_stopped() {
    let scene = scene();
    let pristine = scene.work.path().join("pristine");
    copy(&scene.province.folder, &pristine);

    let inbox = shown(&scene.inbox);
    let import = |office: &CliOffice| office.command(&["import", &inbox]);
    let started = Instant::now();
    assert!(import(&scene.province).output().unwrap().status.success());
    let mut whole = started.elapsed();
    let undisturbed = held(&scene.province);

    let mut cut_short = 0;
    let rounds = short_or_campaign(8, 100);
    for round in 0..rounds {
        std::fs::remove_dir_all(&scene.province.folder).unwrap();
        copy(&pristine, &scene.province.folder);
        let mut child = import(&scene.province)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The kills are spread over the whole of the work.
        std::thread::sleep(whole * round / rounds);
        if child.try_wait().unwrap().is_none() {
            cut_short += 1;
        } else {
            // It is quicker now than when it was timed.
            whole = whole * 4 / 5;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What is there after the kill is whole; going on brings the rest, once.
        assert_eq!(
            scene.province.done(&["verify"])["fine"],
            true,
            "round {round}"
        );
        assert!(import(&scene.province).output().unwrap().status.success());
        assert_eq!(held(&scene.province), undisturbed, "round {round}");
    }
    assert!(
        cut_short > rounds / 2,
        "{cut_short} of {rounds} were cut short"
    );
}

#[test]
fn a_full_disk_leaves_all_of_a_workbook_or_nothing() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let book = shown(&sample("xa-mau-vu-ninh.xlsx"));
    let count = |office: &CliOffice| {
        office
            .done(&["list", "communication_events"])
            .as_array()
            .unwrap()
            .len()
    };
    let mut failures = 0;
    // No file may grow beyond so many kilobytes: writing fails as on a full disk.
    for limit in [100, 200, 300, 400, 500, 600] {
        let command = commune.command(&["import-xlsx", &book]);
        let mut limited = Command::new("bash");
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\"");
        limited
            .args(["-c", &script, "limited"])
            .arg(command.get_program())
            .args(command.get_args());
        let ran = run(&mut limited);
        let after = count(&commune);
        if ran.code == 0 {
            assert_eq!(after, 60);
        } else {
            assert_eq!(ran.code, 6, "{ran:?}");
            assert_eq!(after, 0, "{limit}");
            failures += 1;
        }
        assert_eq!(commune.done(&["verify"])["fine"], true);
    }
    assert!(failures > 0, "some limit was reached");
    commune.done(&["import-xlsx", &book]);
    assert_eq!(count(&commune), 60);
}

#[test]
fn a_package_is_never_half_written() {
    let work = folder();
    let work = work.path();
    let (commune, province) = commune_and_province(work);
    commune.done(&["close", "2024", "--reason", "x"]);
    let package = work.join("usb").join("package.tienbo");
    std::fs::create_dir(package.parent().unwrap()).unwrap();
    for wait in (0..1200).step_by(100) {
        let mut child = commune
            .command(&["export", "2024", "-o", &shown(&package)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        if package.exists() {
            let ran = tienbo(&["inspect", &shown(&package)]);
            assert_eq!(ran.code, 0, "{ran:?}");
            std::fs::remove_file(&package).unwrap();
        }
    }
    commune.done(&["export", "2024", "-o", &shown(&package)]);
    assert_eq!(province.verdict(&package), "goi.da-nhan");
    // What was sent is kept too, and whoever loses it is told.
    commune.done(&["verify"]);
    std::fs::remove_dir_all(commune.folder.join("packages")).unwrap();
    let ran = commune.run(&["verify"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        !ran.json()["packages"].as_array().unwrap().is_empty(),
        "{ran:?}"
    );
}

#[test]
fn a_backup_brings_everything_back_and_keeps_what_it_replaces() {
    let scene = scene();
    let inbox = shown(&scene.inbox);
    scene.province.done(&["import", &inbox]);
    let before = held(&scene.province);
    let backup = scene.work.path().join("sao-luu.zip");
    scene.province.done(&["backup", "-o", &shown(&backup)]);

    // The packages taken in are lost, and a page of the database with them.
    std::fs::remove_dir_all(scene.province.folder.join("packages")).unwrap();
    assert_eq!(scene.province.run(&["verify"]).code, 1);
    let database = scene.province.folder.join("office.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0);
    std::fs::write(&database, &bytes).unwrap();
    assert_ne!(scene.province.run(&["verify"]).code, 0);

    let restored = scene.province.done(&["restore", &shown(&backup)]);
    assert_eq!(held(&scene.province), before);
    let kept = PathBuf::from(string(&restored["kept"]));
    let replaced = std::fs::read(kept.join("office.db")).unwrap();
    assert!(replaced[middle..middle + 64] == bytes[middle..middle + 64]);

    // A backup that is none changes nothing.
    std::fs::write(&backup, "không phải bản sao lưu").unwrap();
    assert_eq!(scene.province.run(&["restore", &shown(&backup)]).code, 4);
    assert_eq!(held(&scene.province), before);
}

#[test]
fn a_second_process_is_kept_out() {
    let work = folder();
    let commune = CliOffice::new(work.path(), COMMUNE);
    let office = commune.open();
    let ran = commune.run(&["verify"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert_eq!(ran.json()["error"], "vault-in-use");
    drop(office);
    commune.done(&["verify"]);
}

/// Kills a command on copies of an office, again and again, the kills spread over the whole of its work;
/// what `check` looks at after each is whole.
fn killed(office: &CliOffice, rounds: u32, args: &[&str], check: impl Fn(u32)) {
    let pristine = office.folder.with_extension("pristine");
    copy(&office.folder, &pristine);
    let started = Instant::now();
    office.done(args);
    let mut whole = started.elapsed();
    let mut cut_short = 0;
    for round in 0..rounds {
        std::fs::remove_dir_all(&office.folder).unwrap();
        copy(&pristine, &office.folder);
        let mut child = office
            .command(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * round / rounds);
        if child.try_wait().unwrap().is_none() {
            cut_short += 1;
        } else {
            whole = whole * 4 / 5;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        stretched_less(&office.folder, USER, PASSPHRASE);
        check(round);
    }
    assert!(cut_short > rounds / 2, "{cut_short} of {rounds}");
}

/// All records of cases of an office.
fn facts_of(office: &CliOffice) -> Vec<(RecordKind, Flat)> {
    let office = office.open();
    let kinds = RecordKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of_cases());
    let records = kinds.flat_map(|kind| {
        let records = store::flat_records(office.store(), kind, OWN).unwrap();
        records.into_iter().map(move |record| (kind, record))
    });
    records.collect()
}

#[test]
fn a_change_of_keys_killed_at_any_moment_is_finished_and_loses_nothing() {
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    crate::register::open_full_case(&office, work.path());
    let passphrase = work.path().join("others.txt");
    std::fs::write(&passphrase, "chín con mèo trên mái nhà").unwrap();
    for (user, roles) in [("hoa", "recorder"), ("mai", "recorder,case-officer")] {
        office.put_user(user, roles, "chín con mèo trên mái nhà");
    }
    let before = crate::keys::database_keys(&office.folder);
    let slot = std::fs::read(office.folder.join("keys/mai.age")).unwrap();
    let named = |office: &CliOffice| office.done(&["case", "find", "chim"]);
    let names = named(&office);
    assert!(!names.as_array().unwrap().is_empty());
    let facts = facts_of(&office);
    let as_other = |user: &str| {
        let mut command = office.command(&["list", "issued_documents"]);
        command.args(["--user", user, "--passphrase-file", &shown(&passphrase)]);
        run(&mut command)
    };
    let rounds = short_or_campaign(8, 100);
    killed(&office, rounds, &["user", "mai", "--remove"], |round| {
        // Who cannot finish the change works on all the same.
        assert_eq!(as_other("hoa").code, 0, "round {round}");
        assert_eq!(office.done(&["verify"])["fine"], true, "round {round}");
        assert_eq!(named(&office), names, "round {round}");
        assert_eq!(facts_of(&office), facts, "round {round}");
        let again = office.run(&["user", "mai", "--remove"]).code;
        assert!([0, 3].contains(&again), "round {round}");
        let after = crate::keys::database_keys(&office.folder);
        assert!(before.0 != after.0 && before.1 != after.1, "round {round}");
        std::fs::write(office.folder.join("keys/mai.age"), &slot).unwrap();
        assert_eq!(
            as_other("mai").json()["error"],
            "vault-old-slot",
            "round {round}"
        );
    });
}

#[test]
fn facts_on_their_way_under_their_key_are_all_there_whenever_it_is_killed() {
    let work = folder();
    let office = earlier_office(work.path());
    let aside = folder();
    let moved = earlier_office(aside.path());
    let facts = facts_of(&moved);
    let are_there = ["violence_cases", "survivors", "services", "survivor_facts"];
    for kind in are_there.map(|table| RecordKind::from_table(table).unwrap()) {
        assert!(facts.iter().any(|(of, _)| *of == kind), "{kind:?}");
    }
    let rounds = short_or_campaign(8, 100);
    killed(&office, rounds, &["verify"], |round| {
        assert_eq!(facts_of(&office), facts, "round {round}");
        let verified = office.run(&["verify"]).json();
        assert_eq!(verified["facts"], true, "round {round}");
    });
}

#[test]
fn an_erasure_killed_at_any_moment_is_finished() {
    let work = folder();
    let office = CliOffice::new(work.path(), COMMUNE);
    crate::register::open_full_case(&office, work.path());
    let person = string(&office.done(&["list", "survivors"])[0]["person"]);
    let (_, before) = crate::keys::database_keys(&office.folder);
    let register_key = || {
        let insider = crate::keys::Insider::new(&office.folder, USER, PASSPHRASE);
        insider.keys("register").unwrap()[0].clone()
    };
    let key_before = register_key();
    let erase = ["case", "erase", &person, "--reason", "her-wish"];
    let rounds = short_or_campaign(8, 100);
    killed(&office, rounds, &erase, |round| {
        let erased = office.done(&["case", "erasures"]);
        if erased.as_array().unwrap().is_empty() {
            office.done(&erase);
        }
        assert_eq!(office.done(&["verify"])["fine"], true, "round {round}");
        let (_, after) = crate::keys::database_keys(&office.folder);
        assert_ne!(before, after, "round {round}");
        assert_ne!(key_before, register_key(), "round {round}");
        let erased = office.done(&["case", "erasures"]);
        assert!(
            erased
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["done"] == true)
        );
        assert_eq!(
            office.done(&["case", "find", "chim"]),
            json!([]),
            "round {round}"
        );
    });
}
