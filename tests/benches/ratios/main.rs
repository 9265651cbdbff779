//! How fast the program is, as ratios against named peers in the same run. Peers run as their users
//! run them: as processes.

mod cases;
mod commands;
mod documents;
mod packages;

use std::path::Path;
use std::process::{Command, Stdio};
use tienbo_core::model::{Period, Sha256};
use tienbo_core::package::Content;
use tienbo_core::report::pdf;
use tienbo_core::store;
use tienbo_core::vault::Office;
use tienbo_support::bench::{Form, Table};
use tienbo_support::{COMMUNE, fill, make, noise};

fn go(command: &mut Command) {
    let output = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
}

fn shell(folder: &Path, script: &str) {
    go(Command::new("bash")
        .args(["-euc", script])
        .current_dir(folder));
}

fn period() -> Period {
    "2024".parse().expect("a period")
}

/// The sample commune's year, with the report it printed.
fn sample(work: &Path) -> (Office, Content) {
    let mut office = make(&work.join("commune"), COMMUNE);
    fill(&mut office);
    office.close(period(), Some("đo")).expect("closed");
    let closing = store::closing(office.store(), period())
        .expect("read")
        .expect("closed");
    let mut content = Content::thaw(&closing.content).expect("thawed");
    content.report = Some(pdf(&documents::report(&office)).expect("typeset").bytes);
    (office, content)
}

fn main() {
    let Some(form) = Form::asked("ratios") else {
        return;
    };
    let mut table = Table::new("ratios", form);
    let work = tienbo_support::folder();
    let work = work.path();
    let (office, content) = sample(work);
    documents::typesetting(&mut table, form, work, &office);
    packages::sealing(&mut table, form, &work.join("small"), &content);
    let mut large = content.clone();
    let bytes = noise(form.of(15 << 20, 1 << 20));
    for part in 0..4u8 {
        let mut bytes = bytes.clone();
        bytes[0] = part;
        large.attachments.insert(Sha256::of(&bytes), bytes);
    }
    packages::sealing(&mut table, form, &work.join("large"), &large);
    packages::importing(&mut table, form, work, &content);
    cases::register(&mut table, form, work);
    commands::unlocking(&mut table, form, work);
    commands::totals(&mut table, form, work);
    table.end();
}
