//! How the facts of cases are sealed ([`super::facts`]): the keys, the sealed rows, and what is kept of all of them
//! together.
//!
//! A seal is an age file under the facts key itself as its passphrase, not under its public half: who does not
//! hold the key can make none. In it stand the row's place and a line feed before what was sealed, so that no
//! row is taken for another.

use super::guarded::{Guard, Sums};
use super::restricted::{Restrictions, restricted_part};
use super::unreadable::BEGUN;
use super::{Facts, Reader, Store, StoreError, Writer};
use crate::model::{Period, RecordId, Year, from_outside};
use age::secrecy::SecretString;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use std::cell::RefCell;
use std::collections::BTreeSet;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// scrypt's work factor for a seal: what is stretched is a whole key already.
const WORK_FACTOR: u8 = 2;
/// What is sealed is filled up to a multiple of so many bytes, so that its length tells little.
const FILLED: usize = 512;

/// Keys that seal and open, made ready once: how long stretching takes on this machine is measured each time that
/// one is.
pub(super) struct Seals {
    /// Seals under the present one.
    present: Option<age::scrypt::Recipient>,
    /// Open what is under one of them, the present one first.
    all: Vec<age::scrypt::Identity>,
}

/// The keys that open facts.
pub struct FactsKeys {
    /// The facts key, and those before it.
    seals: Seals,
    /// Those of cases that only some users see, inside what the facts key opens.
    pub(super) restricted: Restrictions,
    /// What lies sealed and opens with none of them, or says nothing that can be read.
    pub(super) unreadable: Vec<SealedPlace>,
}

/// Where something lies sealed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SealedPlace {
    /// A kind of record by its table; `received` and that; `closing`, `open`, `begun`.
    pub what: String,
    /// Its place among those.
    pub place: String,
}

impl SealedPlace {
    pub(super) fn new(what: &str, place: &str) -> Self {
        Self {
            what: what.to_owned(),
            place: place.to_owned(),
        }
    }

    /// A case that was begun, by its place in the queue.
    pub fn begun(id: i64) -> Self {
        Self::new(BEGUN, &id.to_string())
    }

    /// Of a row as it lies: whoever opens the database writes there what she likes.
    pub(super) fn of_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let text = |place: usize| -> Result<String, StoreError> {
            let bytes = row.get_ref(place)?.as_bytes().unwrap_or_default();
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        Ok(Self {
            what: text(0)?,
            place: text(1)?,
        })
    }
}

impl std::fmt::Display for SealedPlace {
    /// As the log names it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = format!("{} {}", self.what, self.place);
        f.write_str(from_outside(whole.trim_end(), 100, false).as_str())
    }
}

impl Seals {
    /// Of keys, the present one first.
    pub(super) fn new(keys: &[SecretString]) -> Self {
        let seals = |key: &SecretString| {
            let mut recipient = age::scrypt::Recipient::new(key.clone());
            recipient.set_work_factor(WORK_FACTOR);
            recipient
        };
        let opens = |key: &SecretString| {
            let mut identity = age::scrypt::Identity::new(key.clone());
            identity.set_max_work_factor(WORK_FACTOR);
            identity
        };
        Self {
            present: keys.first().map(seals),
            all: keys.iter().map(opens).collect(),
        }
    }

    pub(super) fn seal(
        &self,
        what: &str,
        place: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let present = self.present.as_ref().ok_or(StoreError::FactsClosed)?;
        let whole = [format!("{what}/{place}\n").as_bytes(), plain].concat();
        age::encrypt(present, &Zeroizing::new(whole))
            .map_err(|error| StoreError::bad("facts key", error))
    }

    pub(super) fn open(
        &self,
        what: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let opened = self
            .all
            .iter()
            .find_map(|identity| age::decrypt(identity, sealed).map(Zeroizing::new).ok());
        let row = format!("{what}/{place}");
        let plain = opened.as_deref().and_then(|whole| {
            let rest = whole.strip_prefix(row.as_bytes())?;
            rest.strip_prefix(b"\n")
        });
        let plain = plain.map(|plain| Zeroizing::new(plain.to_vec()));
        plain.ok_or(StoreError::BadFacts(row))
    }
}

impl FactsKeys {
    /// Of the facts keys as the list of holders has them, the present one first.
    pub fn new(keys: &[SecretString]) -> Self {
        Self {
            seals: Seals::new(keys),
            restricted: Restrictions::default(),
            unreadable: Vec::new(),
        }
    }

    /// Opens what is sealed at a place; what lies under the key of a restricted case too, for who sees that.
    ///
    /// # Errors
    /// [`StoreError::BadFacts`]; [`StoreError::Restricted`] for who does not see it.
    pub(super) fn open(
        &self,
        what: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let plain = self.seals.open(what, place, sealed)?;
        match restricted_part(&plain) {
            Some((id, inner)) => self.restricted.open(id, what, place, inner),
            None => Ok(plain),
        }
    }
}

/// What a transaction has done with sealed rows so far.
#[derive(Default)]
pub(super) struct Touched {
    /// What the digest of all of them changes by; none where none was changed.
    digest: Option<[u8; 32]>,
    /// Whether the office's own were changed, or a closing's.
    pub(super) own: bool,
    /// What was noted of how often the register was changed.
    pub(super) register: Option<OfRegister>,
}

/// What is noted of a change of the register.
#[derive(Clone, Copy)]
pub(super) enum OfRegister {
    /// It is about to be counted there.
    Comes,
    /// It was changed so often.
    Is(i64),
    /// It names so many persons.
    Names(i64),
}

/// What is kept of all sealed rows together, so that one that is gone or an earlier one is told. It is made with a
/// secret that lies in it: who cannot open it can choose no rows that would come out the same.
#[derive(Serialize, Deserialize)]
pub(super) struct State {
    pub(super) secret: StateSecret,
    digest: [u8; 32],
    /// By which schema what travels was made from the records last.
    made: i64,
    /// Of what lies open beside the facts and is guarded; none before a head has unlocked the office with this
    /// program.
    #[serde(default)]
    pub(super) guarded: Option<Sums>,
    /// From what ids and numbers are drawn under which cases travel; none where that lies open still.
    #[serde(default)]
    travel: Option<TravelSecrets>,
}

/// A secret that lies sealed with the facts: wiped when it is let go of.
#[derive(Clone)]
pub struct StateSecret(Zeroizing<[u8; 32]>);

impl StateSecret {
    fn new() -> Result<Self, StoreError> {
        let mut secret = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *secret).map_err(|error| StoreError::bad("facts key", error))?;
        Ok(Self(secret))
    }
}

impl ZeroizeOnDrop for StateSecret where Zeroizing<[u8; 32]>: ZeroizeOnDrop {}

impl std::ops::Deref for StateSecret {
    type Target = [u8; 32];
    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Serialize for StateSecret {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for StateSecret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <[u8; 32]>::deserialize(from).map(|secret| Self(Zeroizing::new(secret)))
    }
}

/// The secrets from which ids and numbers are drawn under which cases travel.
#[derive(Clone, Serialize, Deserialize)]
struct TravelSecrets {
    present: StateSecret,
    /// One that lay where everybody at the office read it, with the years of which a report had left under it:
    /// their revisions go on under the ids that the receiving office knows.
    before: Option<(StateSecret, BTreeSet<Year>)>,
}

/// From what ids and numbers are drawn under which the cases of a year travel.
pub enum TravelKey {
    /// A secret of earlier programs, which lay where everybody at the office read it.
    Before(StateSecret),
    /// One that nobody reads who does not hold the facts key.
    Present(StateSecret),
}

impl State {
    fn new() -> Result<Self, StoreError> {
        Ok(Self {
            secret: StateSecret::new()?,
            digest: [0; 32],
            made: 0,
            guarded: None,
            travel: None,
        })
    }

    /// What a row adds to the digest: HMAC-SHA-256 of it.
    fn of_row(&self, what: &str, place: &str, sealed: &[u8]) -> Result<[u8; 32], StoreError> {
        let mut code = Hmac::<Sha256>::new_from_slice(&*self.secret)
            .map_err(|error| StoreError::bad("facts key", error))?;
        for part in [what.as_bytes(), place.as_bytes(), sealed] {
            code.update(&part.len().to_le_bytes());
            code.update(part);
        }
        Ok(code.finalize().into_bytes().into())
    }
}

pub(super) const STATE: &str = "state";
/// More bytes than it takes as JSON: memory that grew would leave what it was behind.
const STATE_ROOM: usize = 64 << 10;

/// What is sealed is JSON, to which blanks add nothing.
fn filled(mut plain: Vec<u8>) -> Zeroizing<Vec<u8>> {
    plain.resize(plain.len().next_multiple_of(FILLED), b' ');
    Zeroizing::new(plain)
}

pub(super) fn json(error: serde_json::Error) -> StoreError {
    StoreError::bad("facts", error)
}

fn add_digest(to: &mut [u8; 32], other: &[u8; 32]) {
    for (byte, other) in to.iter_mut().zip(other) {
        *byte ^= other;
    }
}

pub(super) fn sealed_at(
    connection: &Connection,
    what: &str,
    place: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed FROM sealed_facts WHERE what = ?1 AND place = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([what, place], |row| Ok(sealed_of(row, 0)));
    let found = found.optional()?.transpose()?;
    Ok(found.map(Option::unwrap_or_default))
}

/// What lies sealed in a row, whatever whoever opens the database wrote there: what is no bytes opens with no key.
pub(super) fn sealed_of(row: &Row<'_>, place: usize) -> Result<Option<Vec<u8>>, StoreError> {
    let bytes = row.get_ref(place)?.as_bytes_or_null();
    Ok(bytes.unwrap_or_default().map(<[u8]>::to_vec))
}

fn put_sealed(
    connection: &Connection,
    what: &str,
    place: &str,
    sealed: &[u8],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO sealed_facts (what, place, sealed) VALUES (?1, ?2, ?3)
        ON CONFLICT (what, place) DO UPDATE SET sealed = excluded.sealed";
    connection
        .prepare_cached(sql)?
        .execute(params![what, place, sealed])?;
    Ok(())
}

pub(super) fn opened_at(
    connection: &Connection,
    keys: &FactsKeys,
    what: &str,
    place: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let sealed = sealed_at(connection, what, place)?;
    sealed
        .map(|sealed| keys.open(what, place, &sealed))
        .transpose()
}

pub(super) fn state(connection: &Connection, keys: &FactsKeys) -> Result<State, StoreError> {
    match opened_at(connection, keys, STATE, "")? {
        Some(plain) => serde_json::from_slice(&plain).map_err(json),
        None => Err(StoreError::BadFacts(STATE.to_owned())),
    }
}

/// The state as it lies, or the first one.
fn state_or_new(connection: &Connection, keys: &FactsKeys) -> Result<State, StoreError> {
    match sealed_at(connection, STATE, "")? {
        Some(_) => state(connection, keys),
        None => {
            let first = State::new()?;
            put_state(connection, keys, &first)?;
            Ok(first)
        }
    }
}

pub(super) fn put_state(
    connection: &Connection,
    keys: &FactsKeys,
    state: &State,
) -> Result<(), StoreError> {
    let mut plain = Zeroizing::new(Vec::with_capacity(STATE_ROOM));
    serde_json::to_writer(&mut *plain, state).map_err(json)?;
    put_sealed(connection, STATE, "", &keys.seals.seal(STATE, "", &plain)?)
}

/// Whether the sealed rows are those that were sealed last, none more, none less, none earlier; nobody can
/// tell without the key.
///
/// # Errors
/// SQLite's.
pub fn facts_are_whole(reader: &impl Reader) -> Result<bool, StoreError> {
    let Facts::Held(keys) = reader.facts() else {
        return Ok(true);
    };
    let Ok(state) = state(reader.connection(), keys) else {
        return Ok(false);
    };
    let opens =
        |what: &str, place: &str, sealed: &[u8]| keys.seals.open(what, place, sealed).is_ok();
    Ok(digest_of_now(reader.connection(), &state, opens)? == Some(state.digest))
}

/// Whether the sealed rows are those of the state, without opening them.
pub(super) fn fit(connection: &Connection, state: &State) -> Result<bool, StoreError> {
    Ok(digest_of_now(connection, state, |_, _, _| true)? == Some(state.digest))
}

/// Makes the state that of the rows as they lie.
pub(super) fn take_as_they_are(writer: &Writer<'_>) -> Result<(), StoreError> {
    let (connection, keys) = (writer.connection, writer.held()?);
    let mut state = state(connection, keys)?;
    if let Some(digest) = digest_of_now(connection, &state, |_, _, _| true)? {
        state.digest = digest;
    }
    put_state(connection, keys, &state)
}

/// The digest of all sealed rows as they lie; `None` where one does not do, or where a place has two: equal ones
/// would leave no trace in it.
fn digest_of_now(
    connection: &Connection,
    state: &State,
    does: impl Fn(&str, &str, &[u8]) -> bool,
) -> Result<Option<[u8; 32]>, StoreError> {
    let mut digest = [0; 32];
    let mut before = None;
    let mut statement =
        connection.prepare("SELECT what, place, sealed FROM sealed_facts ORDER BY what, place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let here = SealedPlace::of_row(row)?;
        let sealed = sealed_of(row, 2)?.unwrap_or_default();
        if before.as_ref() == Some(&here) {
            return Ok(None);
        }
        if here.what != STATE {
            if !does(&here.what, &here.place, &sealed) {
                return Ok(None);
            }
            let code = state.of_row(&here.what, &here.place, &sealed)?;
            add_digest(&mut digest, &code);
        }
        before = Some(here);
    }
    Ok(Some(digest))
}

/// Whether what travels was made from the records by an earlier program.
///
/// # Errors
/// SQLite's.
pub fn facts_were_made_before(reader: &impl Reader) -> Result<bool, StoreError> {
    match reader.facts() {
        Facts::Held(keys) => Ok(state(reader.connection(), keys)?.made != super::schema::KNOWN),
        Facts::Open | Facts::Closed => Ok(false),
    }
}

/// From what ids and numbers are drawn under which cases of a year travel.
///
/// # Errors
/// [`StoreError::FactsClosed`] for who cannot read facts; SQLite's.
pub fn travel_key(reader: &impl Reader, year: Year) -> Result<TravelKey, StoreError> {
    let sealed = match reader.facts() {
        Facts::Closed => return Err(StoreError::FactsClosed),
        Facts::Held(keys) => state(reader.connection(), keys)?.travel,
        Facts::Open => None,
    };
    match sealed {
        Some(TravelSecrets { present, before }) => Ok(match before {
            Some((secret, years)) if years.contains(&year) => TravelKey::Before(secret),
            _ => TravelKey::Present(present),
        }),
        None => open_travel_key(reader.connection())?
            .map(TravelKey::Before)
            .ok_or_else(|| StoreError::BadFacts("travel_key".to_owned())),
    }
}

/// The secret as earlier programs left it open.
fn open_travel_key(connection: &Connection) -> Result<Option<StateSecret>, StoreError> {
    let sql = "SELECT key FROM travel_key";
    let secret = |row: &Row<'_>| Ok(StateSecret(Zeroizing::new(row.get(0)?)));
    Ok(connection.query_row(sql, [], secret).optional()?)
}

/// Whether the secret of what travels lies open still, and the key under which it belongs is in hand.
///
/// # Errors
/// SQLite's.
pub fn travel_key_is_open(reader: &impl Reader) -> Result<bool, StoreError> {
    match reader.facts() {
        Facts::Held(keys) => Ok(state(reader.connection(), keys)?.travel.is_none()),
        Facts::Open | Facts::Closed => Ok(false),
    }
}

impl Store {
    /// Seals every row anew under the first of some keys; from then on it alone opens any. A row that none of
    /// them opens stays as it lies, and is told as before.
    ///
    /// # Errors
    /// SQLite's; then nothing has changed.
    pub fn reseal_facts(&mut self, mut keys: FactsKeys) -> Result<(), StoreError> {
        let Facts::Held(held) = &mut self.facts else {
            return Ok(());
        };
        keys.unreadable = held.unreadable.clone();
        let restricted = std::mem::take(&mut held.restricted);
        let before = state_or_new(&self.connection, &keys)?;
        let mut fresh = State::new()?;
        fresh.made = before.made;
        fresh.travel.clone_from(&before.travel);
        let resealing = self.connection.unchecked_transaction()?;
        // What did not fit before does not fit afterwards either.
        fresh.digest = before.digest;
        {
            let mut places = Vec::new();
            let mut all =
                resealing.prepare("SELECT what, place FROM sealed_facts WHERE what <> ?1")?;
            let mut rows = all.query([STATE])?;
            while let Some(row) = rows.next()? {
                places.push(SealedPlace::of_row(row)?);
            }
            for SealedPlace { what, place } in places {
                let Some(former) = sealed_at(&resealing, &what, &place)? else {
                    continue;
                };
                let sealed = match keys.seals.open(&what, &place, &former) {
                    Ok(plain) => keys.seals.seal(&what, &place, &plain)?,
                    Err(_) => former.clone(),
                };
                put_sealed(&resealing, &what, &place, &sealed)?;
                add_digest(&mut fresh.digest, &before.of_row(&what, &place, &former)?);
                let row = fresh.of_row(&what, &place, &sealed)?;
                add_digest(&mut fresh.digest, &row);
            }
            let sums = before.guarded.as_ref();
            fresh.guarded = sums
                .map(|sums| sums.under(&resealing, &before.secret, &fresh.secret))
                .transpose()?;
            put_state(&resealing, &keys, &fresh)?;
        }
        resealing.commit()?;
        keys.seals.all.truncate(1);
        keys.restricted = restricted;
        self.facts = Facts::Held(keys);
        self.put_guard_up_anew()
    }
}

/// Notes at the end of a transaction what it did with sealed rows, and with those that are guarded.
pub(super) fn settle(
    connection: &Connection,
    facts: &Facts,
    touched: &RefCell<Touched>,
    guard: Option<&Guard>,
) -> Result<(), StoreError> {
    let Facts::Held(keys) = facts else {
        return Ok(());
    };
    let change = touched.borrow().digest;
    let of_guarded = match guard {
        Some(guard) => guard.is_to_be_sealed(connection)?,
        None => false,
    };
    let of_register = touched.borrow().register;
    if change.is_none() && !of_guarded && of_register.is_none() {
        return Ok(());
    }
    let mut state = state_or_new(connection, keys)?;
    if let Some(change) = change {
        add_digest(&mut state.digest, &change);
    }
    if let Some(guard) = guard {
        let sums = state.guarded.get_or_insert_with(Sums::none);
        guard.settle(connection, sums, of_register)?;
    }
    put_state(connection, keys, &state)
}

impl Writer<'_> {
    pub(super) fn held(&self) -> Result<&FactsKeys, StoreError> {
        match self.facts {
            Facts::Held(keys) => Ok(keys),
            Facts::Open | Facts::Closed => Err(StoreError::FactsClosed),
        }
    }

    pub(super) fn seal_at(
        &self,
        what: &str,
        place: &str,
        plain: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.seal_filled(what, place, &filled(plain))
    }

    /// Seals what is kept of a case: where only some users see that, under its own key first.
    ///
    /// # Errors
    /// [`StoreError::Restricted`] for who does not see it; [`StoreError::FactsClosed`], SQLite's.
    pub(super) fn seal_of_case(
        &self,
        case: RecordId,
        what: &str,
        place: &str,
        plain: Vec<u8>,
    ) -> Result<(), StoreError> {
        let plain = filled(plain);
        let keys = self.held()?;
        match keys.restricted.seal(case, what, place, &plain)? {
            Some(inner) => self.seal_filled(what, place, &inner),
            None => self.seal_filled(what, place, &plain),
        }
    }

    fn seal_filled(&self, what: &str, place: &str, plain: &[u8]) -> Result<(), StoreError> {
        let keys = self.held()?;
        let sealed = keys.seals.seal(what, place, plain)?;
        let state = state_or_new(self.connection, keys)?;
        let mut touched = self.touched.borrow_mut();
        let digest = touched.digest.get_or_insert_default();
        if let Some(before) = sealed_at(self.connection, what, place)? {
            add_digest(digest, &state.of_row(what, place, &before)?);
        }
        add_digest(digest, &state.of_row(what, place, &sealed)?);
        put_sealed(self.connection, what, place, &sealed)
    }

    pub(super) fn unseal_at(&self, what: &str, place: &str) -> Result<(), StoreError> {
        let Some(before) = sealed_at(self.connection, what, place)? else {
            return Ok(());
        };
        let state = state_or_new(self.connection, self.held()?)?;
        let mut touched = self.touched.borrow_mut();
        let digest = touched.digest.get_or_insert_default();
        add_digest(digest, &state.of_row(what, place, &before)?);
        let sql = "DELETE FROM sealed_facts WHERE what = ?1 AND place = ?2";
        self.connection
            .prepare_cached(sql)?
            .execute([what, place])?;
        Ok(())
    }

    /// Notes that what travels was made from the records by this program.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn facts_are_made(&self) -> Result<(), StoreError> {
        let keys = self.held()?;
        let made = super::schema::KNOWN;
        let state = state_or_new(self.connection, keys)?;
        put_state(self.connection, keys, &State { made, ..state })
    }

    /// Moves the secret of what travels under the facts key, and makes another for the years of which nothing has
    /// left yet.
    ///
    /// # Errors
    /// [`StoreError::FactsClosed`], SQLite's.
    pub fn seal_travel_key(&self) -> Result<(), StoreError> {
        let keys = self.held()?;
        let mut state = state_or_new(self.connection, keys)?;
        if state.travel.is_some() {
            return Ok(());
        }
        let mut years = BTreeSet::new();
        for sql in [
            "SELECT DISTINCT period FROM closings WHERE package_id IS NOT NULL",
            "SELECT DISTINCT period FROM sent_earlier",
        ] {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let period = row.get::<_, String>(0)?.parse::<Period>();
                years.insert(
                    period
                        .map_err(|error| StoreError::bad("period", error))?
                        .year,
                );
            }
        }
        let before = open_travel_key(self.connection)?.map(|secret| (secret, years));
        let present = StateSecret::new()?;
        state.travel = Some(TravelSecrets { present, before });
        put_state(self.connection, keys, &state)?;
        self.connection.execute("DELETE FROM travel_key", [])?;
        Ok(())
    }
}
