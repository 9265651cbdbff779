//! A real window on a display of its own, driven as a person would: keys, clicks, and the system's
//! own file dialogs.

use crate::{Held, program, root};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant, SystemTime};

pub use fantoccini::key::Key;

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the window manager prints once it manages windows.
const MANAGES: &str = "it manages windows";

/// A process that ends with the test.
pub struct Running(Child);
impl Running {
    /// Its id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}
impl Drop for Running {
    fn drop(&mut self) {
        // SIGTERM, so that the driver ends its own children too.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// The window's program.
pub fn desktop() -> PathBuf {
    program("tienbo-desktop")
}

/// A port that nobody listens on and that no other test is given: each once, and below those that the
/// system draws from for outgoing connections.
fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let next = std::process::id() * 64 + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 10_000 + u16::try_from(next % 20_000).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

/// A display with a window manager, which file dialogs need for the focus.
pub fn display() -> (Vec<Running>, String) {
    let mut x = Command::new("Xvfb");
    // The server itself chooses a number that is free, and prints it.
    x.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x800x24",
        "-nolisten",
        "tcp",
    ])
    .stdout(Stdio::piped())
    .stderr(Stdio::null());
    let mut x = x.spawn().expect("Xvfb is installed");
    let mut number = String::new();
    let printed = x.stdout.take().expect("it was asked for");
    BufReader::new(printed)
        .read_line(&mut number)
        .expect("Xvfb prints its number");
    let x = Running(x);
    let display = format!(":{}", number.trim());
    let mut manager = Command::new("openbox");
    manager
        .args(["--startup", &format!("echo {MANAGES}")])
        .env("DISPLAY", &display)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut manager = manager.spawn().expect("openbox is installed");
    // A window that is shown while the manager starts may stay hidden for good.
    let printed = BufReader::new(manager.stdout.take().expect("it was asked for"));
    let (tells, told) = channel();
    std::thread::spawn(move || {
        // To its end, for it prints more.
        for line in printed.lines().map_while(Result::ok) {
            if line == MANAGES {
                let _ = tells.send(());
            }
        }
    });
    told.recv_timeout(PATIENCE)
        .expect("openbox manages windows");
    (vec![Running(manager), x], display)
}

/// An input method on a display, and what programs are told of it.
fn unikey(display: &str, folder: &Path, keys: &str) -> (Vec<Running>, [(&'static str, String); 5]) {
    let settings = folder.join("glib-2.0/settings");
    std::fs::create_dir_all(&settings).expect("a folder");
    let chosen = format!("[org/freedesktop/ibus/engine/unikey]\ninput-method='{keys}'\n");
    std::fs::write(settings.join("keyfile"), chosen).expect("written");
    let mut bus = Command::new("dbus-daemon");
    bus.args(["--session", "--nofork", "--nopidfile", "--print-address"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut bus = Running(bus.spawn().expect("dbus-daemon is installed"));
    let mut address = String::new();
    let printed = bus.0.stdout.take().expect("it was asked for");
    BufReader::new(printed)
        .read_line(&mut address)
        .expect("the bus prints its address");
    let socket = format!("unix:path={}", folder.join("socket").display());
    let environment = [
        ("DBUS_SESSION_BUS_ADDRESS", address.trim().to_owned()),
        ("IBUS_ADDRESS", socket.clone()),
        ("GTK_IM_MODULE", "ibus".to_owned()),
        ("HOME", folder.display().to_string()),
        ("GSETTINGS_BACKEND", "keyfile".to_owned()),
    ];
    let with = |command: &mut Command| {
        command.envs(environment.clone()).env("DISPLAY", display);
        command
            .env("XDG_CONFIG_HOME", folder)
            .env("XDG_CACHE_HOME", folder);
    };
    let mut daemon = Command::new("ibus-daemon");
    daemon.args(["--panel=disable", &format!("--address={socket}")]);
    with(&mut daemon);
    let daemon = Running(quiet(&mut daemon).spawn().expect("ibus is installed"));
    let began = Instant::now();
    loop {
        let mut choose = Command::new("ibus");
        choose.args(["engine", "Unikey"]);
        with(&mut choose);
        // It ends with an error where it finds no keyboard to set beside; what counts is what is chosen then.
        let _ = quiet(&mut choose).status();
        let mut chosen = Command::new("ibus");
        chosen.arg("engine");
        with(&mut chosen);
        let chosen = chosen.output().expect("ibus is installed").stdout;
        if chosen.starts_with(b"Unikey") {
            return (vec![daemon, bus], environment);
        }
        assert!(began.elapsed() < PATIENCE, "no input method");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// A window of the program.
pub struct Stage {
    /// What drives it.
    pub client: Client,
    display: String,
    driver: Option<Running>,
    _processes: Vec<Running>,
}

impl Stage {
    /// Opens the window on an office's folder. Settings lie beside it.
    pub async fn open(office: &Path) -> Self {
        Self::open_program(&desktop(), office).await
    }

    /// Opens the window on a machine whose clock shows a moment.
    pub async fn open_on(moment: &str, office: &Path) -> Self {
        Self::open_on_in(moment, "UTC", office).await
    }

    /// Opens the window on a machine whose clock shows a moment in a zone, as `Asia/Ho_Chi_Minh`.
    pub async fn open_on_in(moment: &str, zone: &str, office: &Path) -> Self {
        let library = std::fs::read_dir("/usr/lib")
            .expect("a folder of libraries")
            .flatten()
            .map(|folder| folder.path().join("faketime/libfaketime.so.1"))
            .find(|library| library.exists())
            .expect("libfaketime is installed");
        let library = library.display().to_string();
        let environment = [
            ("LD_PRELOAD", library.as_str()),
            ("FAKETIME", moment),
            ("TZ", zone),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ];
        Self::open_with(&desktop(), office, &environment).await
    }

    /// Opens the window on a machine whose system's bus is at an address.
    pub async fn open_on_bus(address: &str, office: &Path) -> Self {
        let environment = [("DBUS_SYSTEM_BUS_ADDRESS", address)];
        Self::open_with(&desktop(), office, &environment).await
    }

    /// Opens the window as the system does for who opens a file.
    pub async fn open_given(file: &Path, office: &Path) -> Self {
        let capabilities = json!({"application": desktop(), "args": [file]});
        Self::open_as(capabilities, office, &[]).await
    }

    /// Opens the window by a program that starts it.
    pub async fn open_program(program: &Path, office: &Path) -> Self {
        Self::open_with(program, office, &[]).await
    }

    async fn open_with(program: &Path, office: &Path, more: &[(&str, &str)]) -> Self {
        Self::open_as(json!({"application": program}), office, more).await
    }

    /// Opens the window on a machine on which Vietnamese is typed by `ibus-unikey`, in `telex` or `vni`.
    pub async fn open_with_unikey(office: &Path, keys: &str) -> Self {
        let (mut processes, display) = display();
        let (input_method, environment) = unikey(&display, &office.with_extension("unikey"), keys);
        processes.extend(input_method);
        let environment = environment
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let environment: Vec<(&str, &str)> = environment.collect();
        let started = json!({"application": desktop()});
        Self::open_on_display((processes, display), started, office, &environment).await
    }

    /// Opens the window by what the driver is told of its program.
    async fn open_as(started: Value, office: &Path, more: &[(&str, &str)]) -> Self {
        Self::open_on_display(display(), started, office, more).await
    }

    async fn open_on_display(
        (processes, display): (Vec<Running>, String),
        started: Value,
        office: &Path,
        more: &[(&str, &str)],
    ) -> Self {
        let (port, native) = (free_port(), free_port());
        let mut driver = Command::new(root().join("target/tools/bin/tauri-driver"));
        driver
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
            ])
            .env("DISPLAY", &display)
            .env("TIENBO_OFFICE", office)
            .env("TIENBO_SETTINGS", office.with_extension("settings.json"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1")
            // What the web view keeps lies beside the office too.
            .env("XDG_DATA_HOME", office.with_extension("data"))
            .env("XDG_CACHE_HOME", office.with_extension("cache"))
            .env("XDG_CONFIG_HOME", office.with_extension("config"))
            .env("GTK_USE_PORTAL", "0")
            .envs(more.iter().copied());
        let driver = Running(
            quiet(&mut driver)
                .spawn()
                .expect("tauri-driver is installed"),
        );
        let capabilities = json!({
            "browserName": "wry",
            "tauri:options": started,
        });
        let capabilities = capabilities.as_object().unwrap().clone();
        let began = Instant::now();
        let client = loop {
            let connected = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match connected {
                Ok(client) => break client,
                Err(error) => assert!(began.elapsed() < PATIENCE, "no window: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        Self {
            client,
            display,
            driver: Some(driver),
            _processes: processes,
        }
    }

    /// Closes the window as a person does, and waits until the program has ended by itself.
    pub async fn close(mut self) {
        let programs = self.programs();
        let began = Instant::now();
        let mut asked = 0;
        while programs.iter().any(|pid| is_running(pid)) {
            assert!(began.elapsed() < PATIENCE, "the program does not end");
            // The window manager may still be giving the focus to a window that was just closed.
            if began.elapsed().as_secs() / 3 >= asked {
                asked += 1;
                let found = self.xdotool(&["search", "--onlyvisible", "--name", "^Tiến Bộ$"]);
                if let Some(window) = found.lines().next() {
                    self.xdotool(&["windowactivate", window]);
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    self.xdotool(&["key", "alt+F4"]);
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.driver.take();
    }

    /// Waits until a script gives `true`.
    pub async fn until(&self, script: &str) {
        let began = Instant::now();
        while self.js(script).await != true {
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("never true: {script}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs `xdotool` on this display and gives what it printed.
    fn xdotool(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("xdotool");
        command.args(arguments).env("DISPLAY", &self.display);
        let output = command.output().expect("xdotool is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Types on the display's keyboard, letter by letter, wherever the focus is.
    pub async fn type_keys(&self, keys: &str) {
        for key in keys.chars() {
            let key = match key {
                ' ' => "space".to_owned(),
                '/' => "slash".to_owned(),
                '-' => "minus".to_owned(),
                key => key.to_string(),
            };
            self.xdotool(&["key", "--clearmodifiers", &key]);
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Presses a key on the display's keyboard, as `alt+3`.
    pub async fn key(&self, name: &str) {
        self.xdotool(&["key", "--clearmodifiers", name]);
        tokio::time::sleep(Duration::from_millis(150)).await;
    }

    /// Brings another window to the front, and this one again.
    pub async fn beside_another_window(&self) {
        let mut other = Command::new("/usr/bin/python3");
        other
            .arg(root().join("tests/peers/drag_source.py"))
            .env("DISPLAY", &self.display);
        let other = Running(quiet(&mut other).spawn().expect("python3-gi is installed"));
        for title in ["^drag-source$", "^Tiến Bộ$"] {
            let began = Instant::now();
            let window = loop {
                let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
                if let Some(window) = found.lines().next() {
                    break window.to_owned();
                }
                assert!(began.elapsed() < PATIENCE, "no window {title}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            };
            self.xdotool(&["windowactivate", "--sync", &window]);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        drop(other);
    }

    /// The middle of an element, once it stands still and nothing lies over it: what is told below a field that was
    /// left moves those under it.
    async fn still(&self, css: &str) -> Value {
        let script = "const e = document.querySelector(arguments[0]);
            const r = e?.getBoundingClientRect() ?? new DOMRect();
            const at = [r.x + r.width / 2, r.y + r.height / 2];
            const hit = document.elementFromPoint(...at);
            return [...at, !!e && (e === hit || e.contains(hit))]";
        let began = Instant::now();
        let mut before = Value::Null;
        loop {
            self.in_sight(css).await;
            let middle = self.call(script, json!([css])).await;
            if middle[2] == true && middle == before {
                return middle;
            }
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("{css} does not stand still, or something lies over it");
            }
            before = middle;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Clicks the middle of an element with the display's mouse.
    pub async fn mouse(&self, css: &str) {
        self.find(css).await;
        let middle = self.still(css).await;
        let at = |place: usize| middle[place].as_f64().unwrap_or_default().round();
        // Between two screens the display may not list it for a moment.
        let began = Instant::now();
        let window = loop {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", "^Tiến Bộ$"]);
            if let Some(window) = found.lines().next() {
                break window.to_owned();
            }
            assert!(began.elapsed() < PATIENCE, "no window");
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        let (x, y) = (at(0).to_string(), at(1).to_string());
        self.xdotool(&["mousemove", "--window", &window, &x, &y]);
        self.xdotool(&["click", "1"]);
        tokio::time::sleep(Duration::from_millis(250)).await;
    }

    /// Kills the program in the middle of what it does.
    pub fn kill(mut self) {
        let programs = self.programs();
        assert!(!programs.is_empty(), "the program runs");
        for pid in &programs {
            let killed = Command::new("kill").args(["-9", pid]).status().unwrap();
            assert!(killed.success());
        }
        // What it held, its lock among it, is free when the system has ended it, not when it is told to.
        let began = Instant::now();
        while programs.iter().any(|pid| is_running(pid)) {
            assert!(began.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
        self.driver.take();
    }

    /// When the program was started, to a hundredth of a second.
    pub fn started(&self) -> SystemTime {
        let pid = self
            .programs()
            .into_iter()
            .next()
            .expect("the program runs");
        let read = |path: &str| std::fs::read_to_string(path).expect("it runs");
        let stat = read(&format!("/proc/{pid}/stat"));
        // Field 22, in hundredths of a second since the machine began; the second is its name.
        let ticks: f64 = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(19)?.parse().ok())
            .expect("a number");
        let uptime = read("/proc/uptime");
        let up: f64 = uptime
            .split_whitespace()
            .next()
            .and_then(|up| up.parse().ok())
            .expect("a number");
        SystemTime::now() - Duration::from_secs_f64((up - ticks / 100.0).max(0.0))
    }

    /// What the window holds in memory now.
    pub fn held(&self) -> Held {
        let program = self.programs().into_iter().next();
        let program = program.and_then(|pid| pid.parse().ok());
        Held::of(program.expect("the program runs"))
    }

    /// The processes of the program that this driver started, of all windows that are open now.
    fn programs(&self) -> Vec<String> {
        let Some(driver) = &self.driver else {
            return Vec::new();
        };
        let driver = driver.id().to_string();
        let found = Command::new("pgrep")
            .arg("-f")
            .arg(desktop())
            .output()
            .expect("pgrep is installed");
        String::from_utf8_lossy(&found.stdout)
            .lines()
            .filter(|pid| ancestors(pid).contains(&driver))
            .map(str::to_owned)
            .collect()
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE);
        match wait.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                self.shot("failed").await;
                let text = self.js("return document.body.innerText").await;
                panic!("{css}: {error}\n{text}");
            }
        }
    }

    /// Whether an element is there now.
    pub async fn has(&self, css: &str) -> bool {
        // Asked of the document: a handle of what is just going away cannot be made.
        let asked = "return document.querySelector(arguments[0]) !== null";
        let is_there = self.client.execute(asked, vec![json!(css)]).await;
        is_there.unwrap() == json!(true)
    }

    /// Waits until an element is gone.
    pub async fn gone(&self, css: &str) {
        let began = Instant::now();
        while self.has(css).await {
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("{css} is still there");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Does something with an element, once it can be done: one that was found may be drawn anew, or covered,
    /// before it is used.
    async fn with<T, Doing>(&self, css: &str, act: impl Fn(Element) -> Doing) -> T
    where
        Doing: Future<Output = Result<T, CmdError>>,
    {
        let began = Instant::now();
        loop {
            let element = self.find(css).await;
            self.in_sight(css).await;
            let error = match act(element).await {
                Ok(done) => return done,
                Err(error) => error,
            };
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("{css}: {error}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Clicks an element.
    pub async fn click(&self, css: &str) {
        self.with(css, |element| async move { element.click().await })
            .await;
    }

    /// The text of an element.
    pub async fn text(&self, css: &str) -> String {
        self.with(css, |element| async move { element.text().await })
            .await
    }

    /// Waits until an element's text has some words, and gives the text.
    pub async fn says(&self, css: &str, words: &str) -> String {
        let began = Instant::now();
        loop {
            let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')";
            let text = self.call(script, json!([css])).await;
            let text = text.as_str().unwrap_or_default().to_owned();
            if text.contains(words) {
                return text;
            }
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("{css} says {text:?}, not {words:?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What stands in a field.
    pub async fn value(&self, css: &str) -> String {
        let value = self.with(css, |field| async move { field.prop("value").await });
        value.await.unwrap_or_default()
    }

    /// Waits until this stands in a field: what the window works out comes a moment after what was typed.
    pub async fn holds(&self, css: &str, value: &str) {
        let began = Instant::now();
        loop {
            let held = self.value(css).await;
            if held == value {
                return;
            }
            if began.elapsed() > PATIENCE {
                self.shot("failed").await;
                panic!("{css} holds {held:?}, not {value:?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into a field, key by key, in place of what stands there.
    pub async fn fill(&self, css: &str, text: &str) {
        self.with(css, |field| async move {
            field.clear().await?;
            field.send_keys(text).await
        })
        .await;
    }

    /// Brings an element to the middle of what is in sight.
    async fn in_sight(&self, css: &str) {
        let script = "document.querySelector(arguments[0])?.scrollIntoView({block: 'center'})";
        self.call(script, json!([css])).await;
    }

    /// Chooses from a list by its value.
    pub async fn choose(&self, css: &str, value: &str) {
        self.with(
            css,
            |field| async move { field.select_by_value(value).await },
        )
        .await;
    }

    /// Presses keys wherever the focus is; `"\u{e031}"` and the like are [`Key`]s.
    pub async fn press(&self, keys: &[Key]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down {
                value: (*key).into(),
            });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up {
                value: (*key).into(),
            });
        }
        self.client.perform_actions(actions).await.unwrap();
        self.client.release_actions().await.unwrap();
    }

    /// Presses a key together with Ctrl or Alt.
    pub async fn chord(&self, modifier: Key, key: char) {
        let modifier: char = modifier.into();
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: modifier })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: modifier });
        self.client.perform_actions(actions).await.unwrap();
        self.client.release_actions().await.unwrap();
    }

    /// Types text wherever the focus is.
    pub async fn write(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for c in text.chars() {
            actions = actions
                .then(KeyAction::Down { value: c })
                .then(KeyAction::Up { value: c });
        }
        self.client.perform_actions(actions).await.unwrap();
        self.client.release_actions().await.unwrap();
    }

    /// Runs a script.
    pub async fn js(&self, script: &str) -> Value {
        self.call(script, json!([])).await
    }

    /// Runs a script with arguments.
    pub async fn call(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Asks for something past the screens, as a window that was tampered with could: what is answered,
    /// or the code of the failure.
    pub async fn ask(&self, name: &str, sent: Value) -> Result<Value, String> {
        let script = "return window.__TAURI_INTERNALS__.invoke('call', {name: arguments[0], sent: arguments[1]})
            .then(given => ({given}), failed => ({failed: failed.error ?? String(failed)}))";
        let answer = self.call(script, json!([name, sent])).await;
        match answer["failed"].as_str() {
            Some(code) => Err(code.to_owned()),
            None => Ok(answer["given"].clone()),
        }
    }

    /// Answers the system's file dialog with a path.
    pub fn answer_dialog(&self, path: &Path) {
        let xdotool = |arguments: &[&str]| self.xdotool(arguments);
        let windows = || {
            let titles = "^(Save|Open|Select|Choose)";
            let found = xdotool(&["search", "--onlyvisible", "--name", titles]);
            found.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let began = Instant::now();
        let dialog = loop {
            if let Some(dialog) = windows().pop() {
                break dialog;
            }
            assert!(began.elapsed() < PATIENCE, "no file dialog");
            std::thread::sleep(Duration::from_millis(100));
        };
        xdotool(&["windowactivate", "--sync", &dialog]);
        let name = xdotool(&["getwindowname", &dialog]);
        // The name is asked for when saving; when opening, Ctrl+L asks for it.
        let select = if name.starts_with("Save") {
            "ctrl+a"
        } else {
            "ctrl+l"
        };
        xdotool(&["key", select]);
        std::thread::sleep(Duration::from_millis(300));
        xdotool(&["type", "--delay", "4", &path.display().to_string()]);
        std::thread::sleep(Duration::from_millis(300));
        xdotool(&["key", "Return"]);
        let began = Instant::now();
        while windows().contains(&dialog) {
            // A folder may ask to be entered first.
            if began.elapsed() > Duration::from_secs(2) {
                xdotool(&["key", "Return"]);
                std::thread::sleep(Duration::from_millis(500));
            }
            assert!(began.elapsed() < PATIENCE, "the file dialog stays open");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Drags files onto the middle of the window, as from a file manager.
    pub fn drop_files(&self, paths: &[&Path]) {
        let mut source = Command::new("/usr/bin/python3");
        source
            .arg(root().join("tests/peers/drag_source.py"))
            .args(paths)
            .env("DISPLAY", &self.display);
        let mut source = source.spawn().expect("python3-gi is installed");
        let xdotool = |arguments: &[&str]| self.xdotool(arguments);
        let began = Instant::now();
        while xdotool(&["search", "--onlyvisible", "--name", "^drag-source$"]).is_empty() {
            assert!(began.elapsed() < PATIENCE, "no window to drag from");
            std::thread::sleep(Duration::from_millis(100));
        }
        std::thread::sleep(Duration::from_millis(500));
        xdotool(&["mousemove", "40", "30", "mousedown", "1"]);
        // In steps, as a hand does: a drag begins with the first few points.
        for step in 1..=20 {
            let (x, y) = (40 + step * 30, 30 + step * 20);
            xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
            std::thread::sleep(Duration::from_millis(30));
        }
        std::thread::sleep(Duration::from_millis(300));
        xdotool(&["mouseup", "1"]);
        let began = Instant::now();
        while source.try_wait().expect("waited for").is_none() {
            if began.elapsed() > PATIENCE {
                source.kill().expect("ended");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Keeps a picture of the window among the build's artefacts.
    pub async fn shot(&self, name: &str) {
        let folder = root().join("target/screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        // What is on the screen follows the document by a frame or two.
        let drawn = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200)))";
        // Where the window is hidden, nothing is drawn, and the picture is of that.
        let frames = self.client.execute_async(drawn, Vec::new());
        let _ = tokio::time::timeout(Duration::from_secs(2), frames).await;
        if let Ok(picture) = self.client.screenshot().await {
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }

    /// Keeps a picture for the README: among the artefacts, and in its place where that is asked for.
    pub async fn picture(&self, name: &str) {
        self.shot(name).await;
        if std::env::var_os("TIENBO_NEW_PICTURES").is_some() {
            let file = format!("{name}.png");
            let made = root().join("target/screenshots").join(&file);
            std::fs::copy(made, root().join("assets/screenshots").join(file)).unwrap();
        }
    }

    /// Keeps a picture of the screen, and has axe-core look at it in the light and the dark theme.
    pub async fn inspect(&self, name: &str) {
        let axe = root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("axe-core is installed");
        let mut found = String::new();
        for theme in ["light", "dark"] {
            self.call(
                "document.documentElement.dataset.theme = arguments[0]",
                json!([theme]),
            )
            .await;
            self.shot(&format!("{name}-{theme}")).await;
            self.client.execute(&axe, Vec::new()).await.unwrap();
            let script = "const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                    r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))),
                    e => done([String(e)]))";
            let violations = self.client.execute_async(script, Vec::new()).await.unwrap();
            for violation in violations.as_array().into_iter().flatten() {
                let _ = writeln!(found, "{name}, {theme}: {violation}");
            }
        }
        self.js("document.documentElement.dataset.theme = 'light'")
            .await;
        assert!(found.is_empty(), "{found}");
    }
}

/// Whether a process has not ended yet; one that only waits to be noticed has.
fn is_running(pid: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
    // A process whose first thread has ended keeps its locks until the last of the others has.
    let threads = || std::fs::read_dir(format!("/proc/{pid}/task")).map_or(0, Iterator::count);
    status.is_ok_and(|status| !status.contains("State:\tZ") || threads() > 1)
}

/// The processes above one, up to the first.
fn ancestors(pid: &str) -> Vec<String> {
    let mut found = vec![pid.to_owned()];
    while let Some(last) = found.last() {
        let Ok(status) = std::fs::read_to_string(format!("/proc/{last}/status")) else {
            break;
        };
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        match parent.map(str::trim) {
            Some(parent) if parent != "0" => found.push(parent.to_owned()),
            _ => break,
        }
    }
    found
}
