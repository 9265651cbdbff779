//! The window locks itself when its user leaves: her session is locked, or the machine goes to sleep.

use crate::act;
use crate::start::{at_work, unlock};
use std::io::{BufRead, BufReader, PipeReader, Read};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tienbo_support::{COMMUNE, Place, Stage, make};
use zbus::blocking::{Connection, connection};
use zbus::zvariant;

const MANAGER: (&str, &str) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");

/// A bus of its own, which ends with the test.
struct Bus(Child, String);

impl Bus {
    fn new() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus is installed");
        let mut address = String::new();
        let printed = daemon.stdout.take().expect("it was asked for");
        BufReader::new(printed)
            .read_line(&mut address)
            .expect("it prints its address");
        Self(daemon, address.trim().to_owned())
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Answers as logind does to who asks it to wait before it sleeps: with a file that tells, by its end, that it
/// need not wait any more.
struct Logind(Sender<PipeReader>);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> zvariant::OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (reader, writer) = std::io::pipe().expect("a pipe");
        self.0.send(reader).expect("the test listens");
        zvariant::OwnedFd::from(OwnedFd::from(writer))
    }
}

fn logind(bus: &Bus) -> (Connection, Receiver<PipeReader>) {
    let (asked, asks) = channel();
    let connection = connection::Builder::address(bus.1.as_str())
        .and_then(|builder| builder.name("org.freedesktop.login1"))
        .and_then(|builder| builder.serve_at(MANAGER.0, Logind(asked)))
        .and_then(connection::Builder::build)
        .expect("a bus");
    (connection, asks)
}

#[test]
fn the_window_locks_when_the_session_is_locked_or_the_machine_sleeps() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        let bus = Bus::new();
        let (logind, asks) = logind(&bus);
        let stage = Stage::open_on_bus(&bus.1, &place.office()).await;
        let wait = || asks.recv_timeout(Duration::from_secs(20));
        let mut held = wait().expect("the machine is asked to wait");
        unlock(&stage).await;

        let session = "/org/freedesktop/login1/session/_32";
        let lock = "org.freedesktop.login1.Session";
        logind
            .emit_signal(None::<&str>, session, lock, "Lock", &())
            .expect("sent");
        stage.says("#locked-by", "máy khóa màn hình").await;
        stage.inspect("locked-away").await;
        unlock(&stage).await;

        let sleeps = |sleeps: bool| {
            let (path, interface) = MANAGER;
            logind
                .emit_signal(None::<&str>, path, interface, "PrepareForSleep", &sleeps)
                .expect("sent");
        };
        sleeps(true);
        // The machine may sleep once the keys are gone.
        held.read_to_end(&mut Vec::new()).expect("let go of");
        assert!(stage.ask("users", serde_json::json!({})).await.is_err());
        stage.says("#locked-by", "máy khóa màn hình").await;
        sleeps(false);
        wait().expect("it is asked again");
        unlock(&stage).await;

        // A screen locker that logind did not ask.
        let hint = std::collections::HashMap::from([("LockedHint", zvariant::Value::from(true))]);
        let properties = "org.freedesktop.DBus.Properties";
        let changed = (lock, hint, Vec::<String>::new());
        logind
            .emit_signal(
                None::<&str>,
                session,
                properties,
                "PropertiesChanged",
                &changed,
            )
            .expect("sent");
        stage.find("#locked-by").await;
        stage.close().await;
    });
}

#[test]
fn without_a_bus_the_window_opens_as_ever() {
    act(async {
        let place = Place::new();
        drop(make(&place.office(), COMMUNE));
        let nowhere = "unix:path=/nonexistent/bus";
        let stage = Stage::open_on_bus(nowhere, &place.office()).await;
        unlock(&stage).await;
        stage.close().await;
        at_work(&place.office()).await.close().await;
    });
}
