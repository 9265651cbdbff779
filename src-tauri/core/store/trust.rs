//! The office itself, and the keys of other offices.

use super::{Action, Log, Reader, StoreError, Writer};
use crate::model::{Day, Moment, UnitCode, as_code, from_outside, outside_line};
use rusqlite::{OptionalExtension, Row, ToSql, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the office is.
pub struct OfficeRow {
    /// Code of the unit whose it is.
    pub unit: UnitCode,
    /// Name of the office, as its packages give it.
    pub name: String,
}

/// The office's row.
///
/// # Errors
/// SQLite's.
pub fn office(reader: &impl Reader) -> Result<Option<OfficeRow>, StoreError> {
    let row = reader
        .connection()
        .query_row("SELECT unit, name FROM office", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?))
        })
        .optional()?;
    row.map(|(unit, name)| {
        let unit = UnitCode::new(&unit)?;
        Ok(OfficeRow { unit, name })
    })
    .transpose()
}

/// State of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// Its card is here, its fingerprint not yet compared.
    Known,
    /// Compared and trusted.
    Trusted,
    /// No longer valid.
    Revoked,
}

impl KeyState {
    /// All, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Known, Self::Trusted, Self::Revoked];
    /// The code in the store; message `key-state-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Trusted => "trusted",
            Self::Revoked => "revoked",
        }
    }
}

/// The public keys of another office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKey {
    /// Code of the unit whose it is.
    pub unit: UnitCode,
    /// Name on its card.
    #[serde(deserialize_with = "outside_line::<_, 200>")]
    pub name: String,
    /// minisign public key.
    pub signing_key: String,
    /// age recipient.
    pub reading_key: String,
    /// age recipient of its case officers, where its card names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_key: Option<String>,
    /// Whether it is trusted.
    pub state: KeyState,
    /// Since when it is here.
    pub valid_from: Moment,
    /// When it was revoked.
    pub valid_to: Option<Moment>,
    /// Since when others had it, where a head of the office that keeps the list of keys said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_since: Option<Day>,
    /// Another register key that the unit's card names since: it waits for a comparison, and no case is
    /// handed over until then.
    #[serde(skip)]
    pub offered_register_key: Option<String>,
}

fn unit_key(row: &Row<'_>) -> Result<UnitKey, StoreError> {
    let unit: String = row.get(0)?;
    let state: String = row.get(4)?;
    Ok(UnitKey {
        unit: UnitCode::new(&unit)?,
        // As its card called it, where an earlier program took it in.
        name: from_outside(&row.get::<_, String>(1)?, 200, false),
        signing_key: row.get(2)?,
        reading_key: row.get(3)?,
        state: coded(KeyState::ALL, KeyState::code, "key state", &state)?,
        valid_from: row.get(5)?,
        valid_to: row.get(6)?,
        register_key: row.get(7)?,
        offered_register_key: row.get(8)?,
        lost_since: row
            .get::<_, Option<String>>(9)?
            .map(|day| Day::parse_iso(&day).map_err(|error| StoreError::bad("lost_since", error)))
            .transpose()?,
    })
}

/// All keys this office knows.
///
/// # Errors
/// SQLite's.
pub fn unit_keys(reader: &impl Reader) -> Result<Vec<UnitKey>, StoreError> {
    select_keys(reader, "1", &[])
}

fn select_keys(
    reader: &impl Reader,
    condition: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<UnitKey>, StoreError> {
    let sql = format!(
        "SELECT unit, name, signing_key, reading_key, state, valid_from, valid_to, register_key,
           offered_register_key, lost_since
         FROM unit_keys WHERE {condition} ORDER BY unit, valid_from"
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(unit_key(row)?);
    }
    Ok(found)
}

/// The key with this signing key.
///
/// # Errors
/// SQLite's.
pub fn unit_key_by_signing(
    reader: &impl Reader,
    signing_key: &str,
) -> Result<Option<UnitKey>, StoreError> {
    Ok(select_keys(reader, "signing_key = ?1", &[&signing_key])?.pop())
}

/// The trusted key of a unit.
///
/// # Errors
/// SQLite's.
pub fn trusted_key(reader: &impl Reader, unit: &UnitCode) -> Result<Option<UnitKey>, StoreError> {
    let trusted = "unit = ?1 AND state = 'trusted'";
    Ok(select_keys(reader, trusted, &[&unit.as_str()])?.pop())
}

/// What brings a key into the state in which it is noted.
#[derive(Debug, Clone, Copy)]
pub enum Because<'a> {
    /// Its card came in.
    Card,
    /// A key trusted before introduced it.
    Introduced,
    /// Its fingerprint was compared.
    Compared {
        /// By which way the two offices spoke.
        way: Way,
        /// Who at the other office read the fingerprint out.
        spoke_with: &'a str,
    },
    /// The receiving office's roster says so.
    Roster,
    /// Another took its place.
    Replaced,
    /// A head here revoked it.
    Revoked {
        /// Why.
        reason: &'a str,
    },
    /// Two packages with one running number were signed with it: somebody else may have it.
    Forked {
        /// The package that showed it.
        package: &'a str,
    },
    /// The unit's log does not go on from the head that was kept: somebody else may have the key, or its
    /// office went back to an earlier state.
    LogWentBack {
        /// The package that showed it, and how many entries the log had before and has now.
        package: &'a str,
    },
    /// The unit's card names another register key under it, which waits for a comparison.
    RegisterKey,
    /// A roster says otherwise of it; people compared it, and it stays.
    Contradicted,
    /// A head here said no to what waited for a comparison.
    TurnedDown {
        /// Why.
        reason: &'a str,
    },
}

impl<'a> Because<'a> {
    fn event(self) -> KeyEventKind {
        match self {
            Self::Card => KeyEventKind::Card,
            Self::Introduced => KeyEventKind::Introduced,
            Self::Compared { .. } => KeyEventKind::Compared,
            Self::Roster => KeyEventKind::Roster,
            Self::Replaced => KeyEventKind::Replaced,
            Self::Revoked { .. } => KeyEventKind::Revoked,
            Self::Forked { .. } => KeyEventKind::Forked,
            Self::LogWentBack { .. } => KeyEventKind::LogWentBack,
            Self::RegisterKey => KeyEventKind::RegisterKey,
            Self::Contradicted => KeyEventKind::Contradicted,
            Self::TurnedDown { .. } => KeyEventKind::TurnedDown,
        }
    }

    fn compared(self) -> Option<(Way, &'a str)> {
        match self {
            Self::Compared { way, spoke_with } => Some((way, spoke_with)),
            _ => None,
        }
    }

    fn reason(self) -> Option<&'a str> {
        match self {
            Self::Revoked { reason } | Self::TurnedDown { reason } => Some(reason),
            Self::Forked { package } | Self::LogWentBack { package } => Some(package),
            _ => None,
        }
    }
}

/// What can happen to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyEventKind {
    /// Its card came in.
    Card,
    /// A key trusted before introduced it.
    Introduced,
    /// Its fingerprint was compared.
    Compared,
    /// The receiving office's roster said so.
    Roster,
    /// Another took its place.
    Replaced,
    /// A head here revoked it.
    Revoked,
    /// Two packages with one running number were signed with it.
    Forked,
    /// The unit's log did not go on from the head that was kept.
    LogWentBack,
    /// The unit's card named another register key under it.
    RegisterKey,
    /// A roster said otherwise of a key that was compared.
    Contradicted,
    /// A head here said no to what waited for a comparison.
    TurnedDown,
}

impl KeyEventKind {
    /// All.
    pub const ALL: [Self; 11] = [
        Self::Card,
        Self::Introduced,
        Self::Compared,
        Self::Roster,
        Self::Replaced,
        Self::Revoked,
        Self::Forked,
        Self::LogWentBack,
        Self::RegisterKey,
        Self::Contradicted,
        Self::TurnedDown,
    ];

    /// The code in the store; message `key-event-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Introduced => "introduced",
            Self::Compared => "compared",
            Self::Roster => "roster",
            Self::Replaced => "replaced",
            Self::Revoked => "revoked",
            Self::Forked => "forked",
            Self::LogWentBack => "log-went-back",
            Self::RegisterKey => "register-key",
            Self::Contradicted => "contradicted",
            Self::TurnedDown => "turned-down",
        }
    }
}

as_code!(KeyEventKind, KeyEventKind::ALL, KeyEventKind::code);

/// How two offices compared a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Read out on the telephone.
    Telephone,
    /// Read off a sheet, face to face.
    InPerson,
    /// In a video call.
    Video,
    /// In a sealed letter.
    Letter,
}

impl Way {
    /// All, in the order people see them.
    pub const ALL: [Self; 4] = [Self::Telephone, Self::InPerson, Self::Video, Self::Letter];
    /// The code in the store; message `key-way-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::InPerson => "in-person",
            Self::Video => "video",
            Self::Letter => "letter",
        }
    }
    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

as_code!(Way, Way::ALL, Way::code);

/// What happened to a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyEvent {
    /// minisign public key that it happened to.
    pub signing_key: String,
    /// When it happened.
    pub at: Moment,
    /// Name of the user who did it.
    pub who: String,
    /// What.
    pub event: KeyEventKind,
    /// How it was compared.
    pub way: Option<Way>,
    /// Who at the other office read the fingerprint out.
    pub spoke_with: Option<String>,
    /// Why it was revoked or turned down.
    pub note: Option<String>,
}

/// What happened to the keys of a unit, oldest first.
///
/// # Errors
/// SQLite's.
pub fn key_events(reader: &impl Reader, unit: &UnitCode) -> Result<Vec<KeyEvent>, StoreError> {
    let mut statement = reader.connection().prepare(
        "SELECT signing_key, at, who, event, way, spoke_with, note
         FROM key_events WHERE unit = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([unit.as_str()])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let event: String = row.get(3)?;
        let way: Option<String> = row.get(4)?;
        events.push(KeyEvent {
            signing_key: row.get(0)?,
            at: row.get(1)?,
            who: row.get(2)?,
            event: coded(KeyEventKind::ALL, KeyEventKind::code, "key event", &event)?,
            way: way
                .map(|way| coded(Way::ALL, Way::code, "way of comparing", &way))
                .transpose()?,
            spoke_with: row.get(5)?,
            note: row.get(6)?,
        });
    }
    Ok(events)
}

/// Whether people stand for the key that is trusted: they compared its fingerprint, or that of the key
/// which introduced it. No roster outranks it.
///
/// # Errors
/// SQLite's.
pub fn is_peoples_key(reader: &impl Reader, key: &UnitKey) -> Result<bool, StoreError> {
    let events = key_events(reader, &key.unit)?;
    let of_key = |kind| {
        let of = events
            .iter()
            .filter(|event| event.signing_key == key.signing_key);
        of.clone().any(|event| event.event == kind)
    };
    Ok(of_key(KeyEventKind::Compared)
        || (of_key(KeyEventKind::Introduced)
            && events
                .iter()
                .any(|event| event.event == KeyEventKind::Compared)))
}

/// Whether a key may be in two hands: two packages with one running number were signed with it, or its
/// unit's log went back and nobody has compared the key with the unit since.
///
/// # Errors
/// SQLite's.
pub fn is_in_two_hands(reader: &impl Reader, key: &UnitKey) -> Result<bool, StoreError> {
    if is_forked(reader, key)? {
        return Ok(true);
    }
    let events = key_events(reader, &key.unit)?;
    let last = |kind| {
        events
            .iter()
            .rposition(|event| event.event == kind && event.signing_key == key.signing_key)
    };
    Ok(last(KeyEventKind::LogWentBack) > last(KeyEventKind::Compared))
}

/// Whether two packages with one running number were signed with a key.
///
/// # Errors
/// SQLite's.
pub fn is_forked(reader: &impl Reader, key: &UnitKey) -> Result<bool, StoreError> {
    let mut events = key_events(reader, &key.unit)?.into_iter();
    Ok(events
        .any(|event| event.event == KeyEventKind::Forked && event.signing_key == key.signing_key))
}

/// The label on which a key's running number was seen first.
///
/// # Errors
/// SQLite's.
pub fn seen_label(
    reader: &impl Reader,
    signing_key: &str,
    sequence: i64,
) -> Result<Option<String>, StoreError> {
    Ok(reader
        .connection()
        .prepare_cached(
            "SELECT label_hash FROM seen_labels WHERE signing_key = ?1 AND sequence = ?2",
        )?
        .query_row(params![signing_key, sequence], |row| row.get(0))
        .optional()?)
}

/// The running number of the newest card of a key; none came with number zero.
///
/// # Errors
/// SQLite's.
pub fn card_sequence(reader: &impl Reader, signing_key: &str) -> Result<i64, StoreError> {
    let found = reader
        .connection()
        .prepare_cached("SELECT card_sequence FROM unit_keys WHERE signing_key = ?1")?
        .query_row([signing_key], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// The newest roster of a receiving office that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RosterStanding {
    /// Who made it.
    pub unit: UnitCode,
    /// minisign public key that signed it.
    pub signing_key: String,
    /// Its running number.
    pub sequence: i64,
    /// When it was made, by its maker's clock.
    pub made_at: Moment,
    /// When it was put in force here.
    pub taken_at: Moment,
}

/// The newest roster of every receiving office.
///
/// # Errors
/// SQLite's.
pub fn roster_standings(reader: &impl Reader) -> Result<Vec<RosterStanding>, StoreError> {
    let mut statement = reader.connection().prepare_cached(
        "SELECT unit, signing_key, sequence, made_at, taken_at FROM rosters ORDER BY unit",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    })?;
    rows.map(|row| {
        let (unit, signing_key, sequence, made_at, taken_at) = row?;
        Ok(RosterStanding {
            unit: UnitCode::new(&unit)?,
            signing_key,
            sequence,
            made_at,
            taken_at,
        })
    })
    .collect()
}

/// The value of a list that has a code.
pub(super) fn coded<T: Copy>(
    all: impl IntoIterator<Item = T>,
    code_of: fn(T) -> &'static str,
    what: &'static str,
    code: &str,
) -> Result<T, StoreError> {
    let found = all.into_iter().find(|value| code_of(*value) == code);
    found.ok_or_else(|| StoreError::bad(what, code))
}

impl Log<'_> {
    fn add_key_event(&self, key: &UnitKey, because: Because<'_>) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO key_events (unit, signing_key, at, who, event, way, spoke_with, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                key.unit.as_str(),
                key.signing_key,
                Moment::now(),
                self.who,
                because.event().code(),
                because.compared().map(|(way, _)| way.code()),
                because.compared().map(|(_, who)| who),
                because.reason()
            ],
        )?;
        Ok(())
    }

    /// Writes what the office is, once, and gives what writes the rest of a new office.
    ///
    /// # Errors
    /// SQLite's.
    pub fn create_office(&self, office: &OfficeRow) -> Result<Writer<'_>, StoreError> {
        self.connection().execute(
            "INSERT INTO office (only, unit, name, sequence) VALUES (1, ?1, ?2, 0)",
            params![office.unit.as_str(), office.name],
        )?;
        self.entry(Action::Created, office.unit.as_str())
    }

    /// Notes a key in a state, and what brought it there. A key that is revoked here stays so, a key is one
    /// unit's, and a card takes no trust away: what is offered otherwise changes nothing at all. Gives
    /// whether it was noted.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_key(&self, key: &UnitKey, because: Because<'_>) -> Result<bool, StoreError> {
        let known = unit_key_by_signing(self, &key.signing_key)?;
        let stays = |known: &UnitKey| {
            known.state == KeyState::Revoked
                || known.unit != key.unit
                || (key.state == KeyState::Known && known.state != KeyState::Known)
        };
        if known.as_ref().is_some_and(stays) {
            return Ok(false);
        }
        if key.state == KeyState::Trusted {
            // A unit has one trusted key: the one before is revoked by the new one.
            let before = trusted_key(self, &key.unit)?;
            if let Some(before) = before.filter(|before| before.signing_key != key.signing_key) {
                self.connection().execute(
                    "UPDATE unit_keys SET state = 'revoked', valid_to = ?2 WHERE signing_key = ?1",
                    params![before.signing_key, Moment::now()],
                )?;
                self.add_key_event(&before, Because::Replaced)?;
            }
        }
        // A roster says the same of the same keys every time; a comparison is one each time.
        let compared = because.compared().is_some();
        if compared || known.is_none_or(|known| known.state != key.state) {
            self.add_key_event(key, because)?;
            if matches!(because, Because::Introduced) && key.offered_register_key.is_some() {
                self.add_key_event(key, Because::RegisterKey)?;
            }
        }
        let valid_to = (key.state == KeyState::Revoked).then(Moment::now);
        self.connection().execute(
            "INSERT INTO unit_keys
               (unit, name, signing_key, reading_key, state, valid_from, valid_to, register_key,
                offered_register_key)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (signing_key) DO UPDATE SET state = excluded.state,
               valid_to = excluded.valid_to,
               register_key = excluded.register_key,
               offered_register_key = excluded.offered_register_key",
            params![
                key.unit.as_str(),
                key.name,
                key.signing_key,
                key.reading_key,
                key.state.code(),
                key.valid_from,
                valid_to,
                key.register_key,
                key.offered_register_key
            ],
        )?;
        match key.state {
            // Its card's entry tells of it.
            KeyState::Known => return Ok(true),
            KeyState::Trusted => self.entry(Action::Trusted, key.unit.as_str())?,
            KeyState::Revoked => self.entry(Action::Revoked, key.unit.as_str())?,
        };
        Ok(true)
    }

    /// Notes since when others had a key: the earliest day that was said.
    ///
    /// # Errors
    /// SQLite's.
    pub fn key_lost(&self, signing_key: &str, since: Day) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE unit_keys SET lost_since = min(?2, coalesce(lost_since, ?2)) WHERE signing_key = ?1",
            [signing_key, &since.iso()],
        )?;
        Ok(())
    }

    /// Notes that something happened to a key that stays as it is, and gives what writes what goes with it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn note_of_key(
        &self,
        key: &UnitKey,
        because: Because<'_>,
    ) -> Result<Writer<'_>, StoreError> {
        self.add_key_event(key, because)?;
        let subject = format!("key {} {}", key.unit, because.event().code());
        self.entry(Action::KeyNoted, &subject)
    }
}

impl Writer<'_> {
    /// Keeps another register key that a unit's card names, until it is compared.
    ///
    /// # Errors
    /// SQLite's.
    pub fn offer_register_key(&self, signing_key: &str, offered: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE unit_keys SET offered_register_key = ?2 WHERE signing_key = ?1",
            [signing_key, offered],
        )?;
        Ok(())
    }

    /// Drops another register key that waits to be compared.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_offered_register_key(&self, signing_key: &str) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE unit_keys SET offered_register_key = NULL WHERE signing_key = ?1",
            [signing_key],
        )?;
        Ok(())
    }

    /// Notes the running number of the newest card of a key.
    ///
    /// # Errors
    /// SQLite's.
    pub fn card_seen(&self, signing_key: &str, sequence: i64) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE unit_keys SET card_sequence = max(card_sequence, ?2) WHERE signing_key = ?1",
            params![signing_key, sequence],
        )?;
        Ok(())
    }

    /// Notes the label on which a key's running number was seen first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn label_seen(
        &self,
        signing_key: &str,
        sequence: i64,
        label_hash: &str,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO seen_labels (signing_key, sequence, label_hash) VALUES (?1, ?2, ?3)
             ON CONFLICT (signing_key, sequence) DO NOTHING",
            params![signing_key, sequence, label_hash],
        )?;
        Ok(())
    }

    /// Notes which roster of a receiving office is in force.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_roster_standing(&self, standing: &RosterStanding) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO rosters (unit, signing_key, sequence, made_at, taken_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (unit) DO UPDATE SET signing_key = excluded.signing_key,
               sequence = excluded.sequence, made_at = excluded.made_at,
               taken_at = excluded.taken_at",
            params![
                standing.unit.as_str(),
                standing.signing_key,
                standing.sequence,
                standing.made_at,
                standing.taken_at
            ],
        )?;
        Ok(())
    }
}
