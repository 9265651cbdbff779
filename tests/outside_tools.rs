//! Anyone can check and open what the program writes, with tools that are not ours: `unzip`,
//! `minisign`, `sha256sum` and `age`, as the specification's section "By hand" shows.

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tienbo_support::{files, folder, run, shown, string, tienbo, tool};

#[test]
fn a_demo_package_is_checked_and_opened_by_hand() {
    let work = folder();
    let demo = work.path().join("demo");
    let ran = tienbo(&["demo", &shown(&demo), "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let summary = ran.json();
    let written: Value =
        serde_json::from_slice(&std::fs::read(demo.join("summary.json")).unwrap()).unwrap();
    assert_eq!(summary, written);
    // Each file made was named.
    for file in files(&demo.join("packages"))
        .into_iter()
        .chain(files(&demo.join("reports")))
    {
        assert!(ran.stderr.contains(&shown(&file)), "{}", file.display());
    }

    let offices = summary["offices"].as_array().unwrap();
    let public_key = |unit: &Value| {
        let office = offices.iter().find(|office| office["unit"] == *unit);
        string(&office.unwrap()["signing_public_key"])
    };
    for package in summary["packages"].as_array().unwrap() {
        let file = demo.join(string(&package["file"]));
        let opened = work.path().join(string(&package["package_id"]));
        by_hand(
            &demo,
            package,
            &file,
            &opened,
            &public_key(&package["sender"]),
        );
    }
}

fn by_hand(demo: &Path, package: &Value, file: &Path, opened: &Path, public_key: &str) {
    tool("unzip", &["-q", &shown(file), "-d", &shown(opened)]);
    let inside = |name: &str| shown(&opened.join(name));
    let checked = tool(
        "minisign",
        &["-V", "-m", &inside("envelope.json"), "-P", public_key],
    );
    assert!(
        checked.contains(&string(&package["package_id"])),
        "{checked}"
    );
    let label: Value =
        serde_json::from_slice(&std::fs::read(inside("envelope.json")).unwrap()).unwrap();
    let sum = tool("sha256sum", &[&inside("payload.age")]);
    assert_eq!(sum.split(' ').next(), label["payload"]["sha256"].as_str());

    // Every recipient can open it, and the sender; nobody else.
    let mut readers: Vec<String> = vec![string(&package["sender"])];
    readers.extend(package["recipients"].as_array().unwrap().iter().map(string));
    for key in files(&demo.join("keys")) {
        let unit = key.file_stem().unwrap().to_string_lossy().into_owned();
        let payload = inside(&format!("payload-{unit}.zip"));
        let args = [
            "-d",
            "-i",
            &shown(&key),
            "-o",
            &payload,
            &inside("payload.age"),
        ];
        let ran = run(Command::new("age").args(args));
        assert_eq!(ran.code == 0, readers.contains(&unit), "{unit}: {ran:?}");
        if ran.code == 0 {
            let manifest = tool("unzip", &["-p", &payload, "manifest.json"]);
            let manifest: Value = serde_json::from_str(&manifest).unwrap();
            assert_eq!(manifest["package_id"], package["package_id"]);
            for entry in manifest["entries"].as_array().unwrap() {
                let name = string(&entry["name"]);
                let bytes = Command::new("unzip")
                    .args(["-p", &payload, &name])
                    .output()
                    .unwrap();
                assert_eq!(
                    bytes.stdout.len() as u64,
                    entry["size"].as_u64().unwrap(),
                    "{name}"
                );
            }
        }
    }
}
