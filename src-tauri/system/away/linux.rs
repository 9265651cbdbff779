//! Linux: what logind tells on the system's bus.

use std::collections::HashMap;
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedValue};
use zbus::{MatchRule, Message};

const LOGIND: &str = "org.freedesktop.login1";

/// What logind told.
enum Told {
    /// A session was locked.
    Locked,
    /// The machine goes to sleep.
    Sleeps,
    /// It woke up.
    Woke,
}

/// Listens as long as there is a bus.
pub(super) fn listen(why: &str, away: &impl Fn()) {
    let _ = follow(why, away);
}

fn follow(why: &str, away: &impl Fn()) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIND)?
        .build();
    let told = MessageIterator::for_match_rule(rule, &bus, None)?;
    let mut held = hold_sleep(&bus, why);
    for message in told {
        match read(&message?) {
            Some(Told::Locked) => away(),
            Some(Told::Sleeps) => {
                away();
                // Let go of: the machine may sleep now.
                held = None;
            }
            Some(Told::Woke) => held = hold_sleep(&bus, why),
            None => {}
        }
    }
    drop(held);
    Ok(())
}

/// Asks the machine to wait a little before it sleeps, as long as what is given is kept. Where that is not
/// allowed, keys may still be in memory when it sleeps, and are gone as soon as it wakes.
fn hold_sleep(bus: &Connection, why: &str) -> Option<OwnedFd> {
    let manager = Proxy::new(
        bus,
        LOGIND,
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    );
    manager
        .ok()?
        .call("Inhibit", &("sleep", "Tiến Bộ", why, "delay"))
        .ok()
}

fn read(message: &Message) -> Option<Told> {
    let header = message.header();
    let name = header.member()?.as_str();
    match (header.interface()?.as_str(), name) {
        ("org.freedesktop.login1.Manager", "PrepareForSleep") => {
            match message.body().deserialize::<bool>().ok()? {
                true => Some(Told::Sleeps),
                false => Some(Told::Woke),
            }
        }
        // Of whichever session: who shares the machine may see what lies open in another one.
        ("org.freedesktop.login1.Session", "Lock") => Some(Told::Locked),
        // Screen lockers that are not asked by logind tell it.
        ("org.freedesktop.DBus.Properties", "PropertiesChanged") => {
            let body = message.body();
            let (_, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) =
                body.deserialize().ok()?;
            let hint = changed.get("LockedHint")?;
            matches!(bool::try_from(hint), Ok(true)).then_some(Told::Locked)
        }
        _ => None,
    }
}
