//! No network: the program works on a machine that has none, and asks for none.

use crate::act;
use crate::start::unlock;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use tienbo_support::{Key, Place, Stage, lay_year};

const INSIDE: &str = "TIENBO_TEST_WITHOUT_NETWORK";

/// Runs itself again in a network namespace that has nothing but a loopback, with every call of
/// the program and of its web view's processes that has to do with sockets written down.
#[test]
fn the_program_works_without_a_network_and_opens_no_connection() {
    if std::env::var_os(INSIDE).is_some() {
        act(work_and_watch());
        return;
    }
    let script = "ip link set lo up && exec \"$0\" --exact --nocapture \
        network::the_program_works_without_a_network_and_opens_no_connection";
    // As root a namespace of users is not needed, and some machines allow none.
    let mut flags = vec!["--map-root-user", "--net"];
    let mut tried = Command::new("unshare");
    if !tried
        .args(&flags)
        .arg("true")
        .status()
        .is_ok_and(|done| done.success())
    {
        flags.remove(0);
    }
    let ran = Command::new("unshare")
        .args(flags)
        .args(["sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, "1")
        .output()
        .expect("unshare is installed");
    let told = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
}

async fn work_and_watch() {
    let addresses = Command::new("ip").args(["-o", "addr"]).output().unwrap();
    let addresses = String::from_utf8_lossy(&addresses.stdout);
    assert!(
        addresses.lines().all(|line| line.contains(": lo ")),
        "{addresses}"
    );

    let place = Place::new();
    let log = place.file("calls.txt");
    let program = place.file("watched");
    std::fs::write(
        &program,
        format!(
            "#!/bin/sh\nexec strace --follow-forks --quiet=all --trace=%network --output={} {} \"$@\"\n",
            log.display(),
            tienbo_support::desktop().display()
        ),
    )
    .unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    lay_year(&place.office());
    let stage = Stage::open_program(&program, &place.office()).await;
    unlock(&stage).await;
    stage.choose("#period", "phu-luc-02/2024/annual").await;
    for screen in [
        "narrative",
        "committee",
        "inspections",
        "submit",
        "admin",
        "report",
    ] {
        stage.click(&format!("#go-{screen}")).await;
        stage.find("main h1").await;
    }
    stage.find(".sheet img").await;
    stage.click("#save-report").await;
    stage.answer_dialog(&place.file("bao-cao.pdf"));
    stage.says(".toast", "bao-cao.pdf").await;
    stage.press(&[Key::F9]).await;
    stage.find(".hidden").await;
    // A page of the web view that asked for something else would not get it either.
    let fetched = stage
        .client
        .execute_async(
            "const done = arguments[arguments.length - 1];
             fetch('http://192.0.2.1/').then(() => done('fetched'), () => done('refused'))",
            Vec::new(),
        )
        .await
        .unwrap();
    assert_eq!(fetched, "refused");
    stage.close().await;

    let calls = std::fs::read_to_string(&log).unwrap();
    // The watch sees something: the display, for one.
    assert!(calls.contains("AF_UNIX"), "nothing was watched");
    let outside: Vec<&str> = calls
        .lines()
        .filter(|call| call.contains("sin_addr") || call.contains("sin6_addr"))
        // The driver of this very test speaks with the web view over the loopback.
        .filter(|call| !call.contains("\"127.0.0.1\"") && !call.contains("\"::1\""))
        .filter(|call| !call.contains("inet_addr(\"0.0.0.0\")"))
        .collect();
    assert!(outside.is_empty(), "{outside:#?}");
}
