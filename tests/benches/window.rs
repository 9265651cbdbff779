//! How fast the window is: start, memory, and a table of ten thousand rows, with LibreOffice Calc
//! opening the sample workbook on the same display in the same run.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tienbo_core::entry::Typed;
use tienbo_core::model::RecordKind;
use tienbo_support::bench::{Figure, Form, Table};
use tienbo_support::{
    COMMUNE, Key, PASSPHRASE, Place, Stage, desktop, display, family, kibibytes, make, sample,
};

fn main() {
    let Some(form) = Form::asked("window_ratios") else {
        return;
    };
    let mut table = Table::new("window_ratios", form);
    let place = Place::new();
    let rows = form.of(10_000, 500);
    fill(&place.office(), rows);
    shown(&mut table, form, &place);

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut ready: Vec<Duration> = (0..form.of(7, 1))
        .map(|_| runtime.block_on(interactive(&place.office())))
        .collect();
    table.add(
        "start, until the first screen takes keys",
        median(&mut ready),
    );
    runtime.block_on(search(&mut table, &place.office(), rows));
    table.end();
}

/// From the start to the window, and what it holds then.
fn shown(table: &mut Table, form: Form, place: &Place) {
    let (_processes, screen) = display();
    let runs = form.of(7, 1);
    let (mut starts, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let mut command = Command::new(desktop());
        command.env("TIENBO_OFFICE", place.office());
        let (shown, held) = until_shown(command, &screen, "^Tiến Bộ$");
        starts.push(shown);
        memory.push(held);
    }
    let (mut peer_starts, mut peer_memory) = (Vec::new(), Vec::new());
    let profile = place.file("libreoffice");
    // Half a gigabyte to install: not for every test run. The first start makes its profile.
    for run in 0..form.of(runs + 1, 0) {
        // A copy of its own: what is ended leaves a note beside its book that it is in use.
        let book = place.file(&format!("so-{run}.xlsx"));
        std::fs::copy(sample("xa-mau-vu-ninh.xlsx"), &book).unwrap();
        let mut command = Command::new("soffice");
        command
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--norestore", "--nologo", "--nofirststartwizard", "--calc"])
            .arg(&book);
        let (shown, held) = until_shown(command, &screen, &format!("so-{run}"));
        if run > 0 {
            peer_starts.push(shown);
            peer_memory.push(held);
        }
    }
    let peer = "LibreOffice Calc, sample workbook";
    let line = table.add("start, until the window is shown", median(&mut starts));
    if form == Form::Full {
        line.beside(peer, median(&mut peer_starts));
    }
    let held = Figure::mebibytes(median(&mut memory));
    let line = table.add("memory then, all its processes, proportional", held);
    if form == Form::Full {
        line.beside(peer, Figure::mebibytes(median(&mut peer_memory)));
    }
}

/// An office with so many documents.
fn fill(folder: &Path, rows: usize) {
    let mut office = make(folder, COMMUNE);
    let rows: Vec<Typed> = (0..rows)
        .map(|index| {
            let (day, month) = (index % 28 + 1, index % 12 + 1);
            Typed::from([
                ("symbol".to_owned(), format!("{index}/KH-BVSTBPN")),
                ("date".to_owned(), format!("{day}/{month}/2024")),
                ("issuer".to_owned(), "Ban VSTBPN".to_owned()),
                (
                    "summary".to_owned(),
                    format!("Kế hoạch số {index} về bình đẳng giới"),
                ),
            ])
        })
        .collect();
    for rows in rows.chunks(5_000) {
        office.add_typed(RecordKind::IssuedDocument, rows).unwrap();
    }
}

/// Starts a program, and tells how long it took until a window of that name was shown, and the
/// memory of all its processes a second later, in MiB.
fn until_shown(mut command: Command, screen: &str, name: &str) -> (Duration, u64) {
    command
        .env("DISPLAY", screen)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("NO_AT_BRIDGE", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let began = Instant::now();
    let mut child = command.spawn().unwrap();
    let mut search = Command::new("xdotool");
    search
        .args(["search", "--onlyvisible", "--name", name])
        .env("DISPLAY", screen)
        .stderr(Stdio::null());
    while search.output().unwrap().stdout.is_empty() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "no window {name}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let shown = began.elapsed();
    std::thread::sleep(Duration::from_secs(1));
    let processes = family(child.id());
    let held = processes.iter().map(|pid| proportional(*pid)).sum::<u64>() / 1024;
    end(&mut child, &processes);
    while !search.output().unwrap().stdout.is_empty() {
        std::thread::sleep(Duration::from_millis(20));
    }
    (shown, held)
}

/// A process's memory with its share of what it shares, in KiB.
fn proportional(pid: u32) -> u64 {
    kibibytes(pid, "smaps_rollup", "Pss:")
}

fn end(child: &mut Child, processes: &[u32]) {
    for pid in processes.iter().rev() {
        let _ = Command::new("kill")
            .arg(pid.to_string())
            .stderr(Stdio::null())
            .status();
    }
    let _ = child.wait();
}

fn median<T: Ord + Copy>(of: &mut [T]) -> T {
    of.sort_unstable();
    of[of.len() / 2]
}

/// From the start of the program to the first screen that takes keys, by the clock of the machine.
async fn interactive(office: &Path) -> Duration {
    let stage = Stage::open(office).await;
    stage.find("#passphrase").await;
    let script =
        "return performance.timeOrigin + performance.getEntriesByName('interactive')[0].startTime";
    let ready = stage.js(script).await.as_f64().unwrap();
    let began = stage.started();
    stage.close().await;
    let began = began.duration_since(std::time::UNIX_EPOCH).unwrap();
    Duration::from_secs_f64(ready / 1_000.0).saturating_sub(began)
}

/// From a keystroke in the search field to the rows that were found, in the window itself.
async fn search(table: &mut Table, office: &Path, rows: usize) {
    let stage = Stage::open(office).await;
    stage.fill("#passphrase", PASSPHRASE).await;
    stage.press(&[Key::Enter]).await;
    stage.find("#go-home").await;
    stage.choose("#period", "phu-luc-02/2024/annual").await;
    stage.click("#nav-issued_documents").await;
    stage.says("#found", &format!("{rows} / {rows}")).await;
    let script = "const [text, done] = [arguments[0], arguments[arguments.length - 1]];
        const field = document.querySelector('#search');
        const before = document.querySelector('#found').innerText;
        const began = performance.now();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        const look = () => {
            if (document.querySelector('#found').innerText === before) return setTimeout(look, 1);
            const there = performance.now() - began;
            requestAnimationFrame(() => requestAnimationFrame(() => done([there, performance.now() - began])));
        };
        look()";
    let (mut there, mut seen) = (Vec::new(), Vec::new());
    for query in [
        "9",
        "99",
        "199",
        "ke hoach so 12",
        "so 1",
        "binh dang gioi 77",
        "",
    ] {
        let time = stage
            .client
            .execute_async(script, vec![query.into()])
            .await
            .unwrap();
        let time = |index: usize| Duration::from_secs_f64(time[index].as_f64().unwrap() / 1_000.0);
        there.push(time(0));
        seen.push(time(1));
    }
    for (what, times) in [
        ("the rows are in the document", &mut there),
        ("they are drawn, by the processor alone", &mut seen),
    ] {
        times.sort_unstable();
        let what = format!("search in {rows} rows, from the keystroke until {what}");
        table.add(format!("{what}, median"), times[times.len() / 2]);
        table.add(format!("{what}, slowest"), times[times.len() - 1]);
    }
    stage.close().await;
}
