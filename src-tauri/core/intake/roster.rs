//! Rosters: the catalogues and keys of the receiving office. What one would change waits, with what it is,
//! until a head says yes; an earlier one never takes the place of a later one.

use super::ahead::ReadPackage;
use super::aside::signed_since;
use super::label::{
    Seen, introduced, keys_of_sender, named, not_in_the_future, open, said_of_log, taken_id, told,
};
use super::trust::{MAX_REASON, said};
use super::{IntakeError, Stop, Taken, Verdict, note_kept};
use crate::catalogue::{Catalogue, Regime, Unit, UnitChange};
use crate::message;
use crate::model::{
    Day, DirectoryEntry, GivenPlace, Moment, RecordId, RecordKind, Sha256, UnitCode,
};
use crate::package::{
    Envelope, PackageKind, Refusal, Roster, Standing, fingerprint, same_fingerprint,
};
use crate::register;
use crate::store::{
    self, Action, Because, KeptPackage, KeyState, RosterStanding, SaidOfLog, StoreError, UnitKey,
    Waiting, WaitingKind,
};
use crate::vault::{Act, LessMasking, Office, Role, VaultError, View};
use serde::{Deserialize, Serialize};
use std::io::Read;
use ts_rs::TS;

/// What a roster would change of a unit's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeyDifference {
    /// A key of a unit of which none is trusted here.
    New,
    /// Another key than the one that is trusted here.
    Replaces,
    /// A key that is trusted here is not to be any more.
    Revokes,
    /// Others had a key: what came signed with it since is to be set aside.
    Lost,
    /// Another key for the unit's case officers.
    RegisterKey,
    /// Otherwise than people compared: that stays, whatever the roster says.
    Contradicts,
}

impl KeyDifference {
    /// The code; message `roster-key-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Replaces => "replaces",
            Self::Revokes => "revokes",
            Self::Lost => "lost",
            Self::RegisterKey => "register-key",
            Self::Contradicts => "contradicts",
        }
    }
}

/// A key that a roster would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeyChange {
    /// Unit.
    pub unit: UnitCode,
    /// Its name, as the roster has it.
    pub name: String,
    /// What would change.
    pub change: KeyDifference,
    /// The fingerprint of the key as the roster has it.
    pub fingerprint: String,
    /// Since when others had it.
    pub lost_since: Option<Day>,
}

/// A catalogue that a roster would put in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CatalogueChange {
    /// Its id.
    pub id: String,
    /// Id of the one in force for its year.
    pub before: Option<String>,
    /// Case counts below this number are masked.
    pub mask_below: i64,
    /// As it is now, where that differs.
    pub mask_below_before: Option<i64>,
    /// Whether it masks less than the program asks for: that needs a head's explicit word.
    pub masks_less: bool,
    /// Names of the levels of units whose counts are masked.
    pub mask_levels: Vec<String>,
    /// As it is now, where that differs.
    pub mask_levels_before: Option<Vec<String>>,
    /// Units that are in it and were not.
    pub added: Vec<Unit>,
    /// Units that were in it and are not.
    pub removed: Vec<Unit>,
    /// Units that have another name, level or unit above them, as they become.
    pub changed: Vec<Unit>,
    /// What happens to units in its year that is not known here.
    pub happens: Vec<UnitChange>,
}

/// A place of the directory that a roster would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceChange {
    /// As it is now; none where it is new.
    pub before: Option<DirectoryEntry>,
    /// As it becomes; none where it is there no more.
    pub after: Option<DirectoryEntry>,
}

/// What a roster would change here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct RosterChanges {
    /// Keys.
    pub keys: Vec<KeyChange>,
    /// Catalogues.
    pub catalogues: Vec<CatalogueChange>,
    /// Where help is to be had.
    #[serde(skip)]
    #[ts(skip)]
    pub places: Vec<PlaceChange>,
}

impl RosterChanges {
    /// Whether nothing would change, but for a key that was compared just now.
    fn are_none_but(&self, compared: Option<&UnitKey>) -> bool {
        let mut others = self.keys.iter();
        let others = others.any(|key| compared.is_none_or(|own| key.unit != own.unit));
        !others && self.catalogues.is_empty() && self.places.is_empty()
    }

    /// Whether one of the catalogues masks less than the program asks for.
    pub fn masks_less(&self) -> bool {
        self.catalogues.iter().any(|catalogue| catalogue.masks_less)
    }
}

/// A roster that waits for a head's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingRoster {
    /// The package.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// What it would change.
    pub changes: RosterChanges,
    /// Why it cannot be put in force as things are here now.
    pub not_taken: Option<Refusal>,
}

/// A roster that was opened: what its label says, and what it says.
#[derive(Serialize, Deserialize)]
struct Opened {
    /// Hash of its file, in hex.
    sha256: String,
    file: Option<String>,
    label_hash: String,
    label: Envelope,
    roster: Roster,
    /// What it says of its sender's log; none where an earlier program let it wait.
    #[serde(default)]
    log: Option<SaidOfLog>,
}

/// What a roster does here.
struct Plan {
    /// Keys to be noted, with what brings them there.
    keys: Vec<(UnitKey, Because<'static>)>,
    /// Keys that people compared and of which the roster says otherwise.
    contradicted: Vec<UnitKey>,
    adopted: Vec<(Catalogue, String)>,
    /// Where help is to be had, by its sender.
    places: Vec<GivenPlace>,
    changes: RosterChanges,
}

/// Takes the roster of a receiving office in, where its head was called or its keys are known. What changes
/// nothing here is noted at once; what does waits.
pub(super) fn take(
    act: &mut Act<'_>,
    read: &ReadPackage,
    compared: Option<&str>,
) -> Result<Taken, Stop> {
    let label = &read.looked.envelope;
    if !is_received_from(act, label) || label.sender.unit == *act.unit() {
        return Err(Refusal::WrongUnit(told(act, label)).into());
    }
    not_in_the_future(label)?;
    let mut own = keys_of_sender(act, label, KeyState::Trusted)?;
    not_revoked(act, label, &own)?;
    // Later rosters are accepted only from the same keys, or from keys that these introduced.
    let is_first = match store::trusted_key(act.store(), &own.unit)? {
        Some(key) if key.signing_key == own.signing_key && key.reading_key == own.reading_key => {
            false
        }
        Some(key) if key.signing_key != own.signing_key => match introduced(act, label, &own)? {
            Some(new) => {
                own = new;
                false
            }
            None => return Err(Refusal::UnknownKey(told(act, label)).into()),
        },
        None if compared.is_some_and(|told| covers(&mut own, told)) => true,
        _ => return Err(Refusal::UnknownKey(told(act, label)).into()),
    };
    if is_first {
        // Whoever compared the fingerprint trusts the key with it. What else the roster brings waits as ever.
        act.also(Role::Head)?;
    }
    let first = is_first.then(|| own.clone());
    not_stale(act, label)?;
    let inside = open(act, &read.looked)?;
    let opened = Opened {
        log: Some(said_of_log(label, &inside.manifest)),
        roster: inside.message()?,
        sha256: read.sha256.to_string(),
        file: read.file.clone(),
        label_hash: read.looked.label_hash.clone(),
        label: label.clone(),
    };
    let plan = plan(act, &opened, own)?;
    // What waits with its id is the same roster, or somebody else's package, which would hide it.
    let here = store::waiting_package(act.store(), &label.package_id)?;
    let is_it = |here: &Waiting| here.kind == WaitingKind::Roster && here.unit == label.sender.unit;
    if let Some(other) = here.filter(|here| !is_it(here)) {
        return Err(taken_id(act, &other.package_id, &other.unit).into());
    }
    // A crash before the transaction leaves a file that nothing names.
    read.keep(act)?;
    if plan.changes.are_none_but(first.as_ref()) {
        apply(act, &opened, plan)?;
        return Ok(Taken::plain(Verdict::RosterApplied));
    }
    let waiting = Waiting {
        package_id: label.package_id.clone(),
        kind: WaitingKind::Roster,
        unit: label.sender.unit.clone(),
        sequence: label.sequence,
        made_at: label.created_at,
        came_at: Moment::now(),
        came_by: act.user().to_owned(),
        file: read.file.clone(),
    };
    let content = serde_json::to_vec(&opened).map_err(|error| StoreError::bad("roster", error))?;
    act.write(|log, _| -> Result<(), StoreError> {
        if store::waiting_package(log, &waiting.package_id)?.is_some() {
            return Ok(());
        }
        let writer = log.let_wait(&waiting, &content)?;
        if let Some(key) = &first {
            log.set_key(key, Because::Roster)?;
        }
        writer.drop_earlier_rosters(&waiting.unit, waiting.sequence)?;
        writer.no_longer_refused(&read.sha256)
    })?;
    Ok(Taken::plain(Verdict::RosterWaits))
}

/// Refuses a roster whose key was revoked here, or is another unit's: no fingerprint brings it back.
fn not_revoked(office: &View, label: &Envelope, own: &UnitKey) -> Result<(), Stop> {
    match store::unit_key_by_signing(office.store(), &own.signing_key)? {
        Some(key) if key.state == KeyState::Revoked => {
            Err(Refusal::RevokedKey(told(office, label)).into())
        }
        Some(key) if key.unit != own.unit => Err(Refusal::WrongUnit(told(office, label)).into()),
        _ => Ok(()),
    }
}

/// Whether the fingerprint that was compared is that of these keys. An earlier program's does not cover the
/// register key, which is then not believed.
fn covers(own: &mut UnitKey, told: &str) -> bool {
    if same_fingerprint(told, &own.fingerprint()) {
        return true;
    }
    own.register_key = None;
    same_fingerprint(told, &fingerprint(&own.signing_key, &own.reading_key, None))
}

fn receives(catalogue: &Catalogue, unit: &UnitCode) -> bool {
    catalogue.regime.receiving_unit == *unit
}

fn is_received_from(office: &View, label: &Envelope) -> bool {
    let mut catalogues = office.catalogues().iter();
    catalogues.any(|catalogue| receives(catalogue, &label.sender.unit))
}

/// Refuses a roster with no higher a running number than the one in force, or than one that waits. One under
/// another trusted key is later than those under the key before, which is revoked by then: nobody who had
/// that one can keep rosters out by a number that none exceeds.
fn not_stale(office: &View, label: &Envelope) -> Result<(), Stop> {
    let stale = |number: i64| -> Result<(), Stop> {
        let older = format!("{}, {} ≤ {number}", told(office, label), label.sequence);
        Err(Refusal::Older(Standing::Package(older)).into())
    };
    let unit = &label.sender.unit;
    let mut standings = store::roster_standings(office.store())?.into_iter();
    if let Some(standing) = standings.find(|standing| standing.unit == *unit) {
        let same_key = standing.signing_key == label.sender.signing_key;
        if same_key && label.sequence <= standing.sequence {
            return stale(standing.sequence);
        }
    }
    // A later one that waits is read first, whatever its key.
    let waiting = store::waiting(office.store())?.into_iter();
    let newest = waiting
        .filter(|waiting| waiting.kind == WaitingKind::Roster && waiting.unit == *unit)
        .filter(|waiting| waiting.package_id != label.package_id)
        .map(|waiting| waiting.sequence)
        .max();
    match newest {
        Some(number) if label.sequence <= number => stale(number),
        _ => Ok(()),
    }
}

fn plan(office: &View, opened: &Opened, own: UnitKey) -> Result<Plan, Stop> {
    let mut plan = Plan {
        keys: Vec::new(),
        contradicted: Vec::new(),
        adopted: Vec::new(),
        places: places_of(&opened.roster)?,
        changes: RosterChanges::default(),
    };
    let sender = &own.unit;
    plan.changes.places = place_changes(&office.places_given_by(sender)?, &plan.places);
    for files in &opened.roster.catalogues {
        let catalogue = files
            .load()
            .map_err(|error| Refusal::damaged(format!("roster.json: {}", error.file())))?;
        let known = office.catalogues().of_year(catalogue.regime.year);
        // An earlier version does not take the place of a later one.
        let is_new = known.is_none_or(|known| !known.regime.can_read(&catalogue.regime.id));
        // A unit that a reform abolished goes on with the catalogues it is in.
        if is_new && receives(&catalogue, sender) && catalogue.units.get(office.unit()).is_some() {
            plan.changes
                .catalogues
                .push(catalogue_change(office, known, &catalogue));
            let text = serde_json::to_string(files)
                .map_err(|error| StoreError::bad("catalogue", error))?;
            plan.adopted.push((catalogue, text));
        }
    }
    let mut keys: Vec<&UnitKey> = opened.roster.keys.iter().collect();
    // What is revoked comes before what is trusted in its place.
    keys.sort_by_key(|key| key.state == KeyState::Trusted);
    for key in keys {
        let ages = std::iter::once(&key.reading_key).chain(&key.register_key);
        if ages
            .map(|key| key.parse::<age::x25519::Recipient>())
            .any(|key| key.is_err())
        {
            return Err(Refusal::damaged(format!("roster.json: {}", key.unit)).into());
        }
        if key.unit != *office.unit() && key.unit != *sender {
            // Units are called what the catalogue calls them.
            let mut key = key.clone();
            key.name = office.name_of_unit(&key.unit);
            plan.key(office, &key)?;
        }
    }
    match store::trusted_key(office.store(), sender)? {
        Some(known) if known.signing_key == own.signing_key => {}
        known => {
            let because = match known {
                Some(_) => Because::Introduced,
                None => Because::Roster,
            };
            let change = known.map_or(KeyDifference::New, |_| KeyDifference::Replaces);
            plan.changes.keys.push(key_change(&own, change));
            plan.keys.push((own, because));
        }
    }
    Ok(plan)
}

/// The places that a roster brings.
fn places_of(roster: &Roster) -> Result<Vec<GivenPlace>, Refusal> {
    let wrong = |error| Refusal::invalid_field(RecordKind::DirectoryEntry.table(), error);
    roster.places().map_err(wrong)
}

/// What becomes otherwise where help is to be had.
fn place_changes(before: &[GivenPlace], after: &[GivenPlace]) -> Vec<PlaceChange> {
    let find = |places: &[GivenPlace], id: RecordId| {
        let found = places.iter().find(|place| place.id == id);
        found.map(|place| place.entry.clone())
    };
    let gone = before
        .iter()
        .filter(|place| find(after, place.id).is_none());
    let gone = gone.map(|place| PlaceChange {
        before: Some(place.entry.clone()),
        after: None,
    });
    let new = after.iter().map(|place| PlaceChange {
        before: find(before, place.id),
        after: Some(place.entry.clone()),
    });
    new.filter(|change| change.before != change.after)
        .chain(gone)
        .collect()
}

fn key_change(key: &UnitKey, change: KeyDifference) -> KeyChange {
    KeyChange {
        unit: key.unit.clone(),
        name: key.name.clone(),
        change,
        lost_since: key.lost_since,
        fingerprint: key
            .offered_fingerprint()
            .unwrap_or_else(|| key.fingerprint()),
    }
}

fn catalogue_change(office: &View, known: Option<&Catalogue>, new: &Catalogue) -> CatalogueChange {
    let was = |unit: &Unit| known.and_then(|known| known.units.get(&unit.code));
    let regime = known.map(|known| &known.regime);
    let of_new = |differs: fn(Option<&Unit>, &Unit) -> bool| {
        let units = new.units.iter().filter(|unit| differs(was(unit), unit));
        units.cloned().collect()
    };
    let gone = known.into_iter().flat_map(|known| known.units.iter());
    let knows = |change: &UnitChange| known.is_some_and(|known| known.changes.contains(change));
    let masked = |regime: &Regime| -> Vec<String> {
        let levels = regime.levels.iter();
        let masked = levels.filter(|level| regime.mask_levels.contains(&level.code));
        masked.map(|level| level.name.clone()).collect()
    };
    let mask_levels = masked(&new.regime);
    CatalogueChange {
        id: new.regime.id.clone(),
        before: regime.map(|regime| regime.id.clone()),
        mask_below: new.regime.mask_below,
        mask_below_before: regime
            .map(|regime| regime.mask_below)
            .filter(|before| *before != new.regime.mask_below),
        masks_less: office.catalogues().lowers_masking(new),
        mask_levels_before: regime.map(masked).filter(|before| *before != mask_levels),
        mask_levels,
        added: of_new(|was, _| was.is_none()),
        removed: gone
            .filter(|unit| new.units.get(&unit.code).is_none())
            .cloned()
            .collect(),
        changed: of_new(|was, unit| was.is_some_and(|was| was != unit)),
        happens: new
            .changes
            .iter()
            .filter(|change| !knows(change))
            .cloned()
            .collect(),
    }
}

impl Plan {
    /// What becomes of a key that the roster names.
    fn key(&mut self, office: &View, key: &UnitKey) -> Result<(), StoreError> {
        let known = store::unit_key_by_signing(office.store(), &key.signing_key)?;
        if known.as_ref().is_some_and(|known| known.unit != key.unit) {
            return Ok(());
        }
        if let Some(known) = known
            .as_ref()
            .filter(|known| known.state == KeyState::Revoked)
        {
            let is_news = |since| known.lost_since.is_none_or(|known| since < known);
            if key.lost_since.is_some_and(is_news) {
                self.change(key, KeyDifference::Lost);
            }
            return Ok(());
        }
        let trusted = store::trusted_key(office.store(), &key.unit)?;
        let by_people = match &trusted {
            Some(trusted) => store::is_peoples_key(office.store(), trusted)?,
            None => false,
        };
        let is_trusted = known
            .as_ref()
            .is_some_and(|known| known.state == KeyState::Trusted);
        match (key.state, is_trusted) {
            (KeyState::Known, _) => {}
            (KeyState::Trusted, true) => self.register_key(key, trusted, by_people),
            (KeyState::Trusted, false) if by_people => {
                self.contradict(key, trusted);
                // It waits to be compared, as a card does.
                let mut card = key.clone();
                card.state = KeyState::Known;
                self.keys.push((card, Because::Roster));
            }
            (KeyState::Trusted, false) => {
                let change = match trusted {
                    Some(_) => KeyDifference::Replaces,
                    None => KeyDifference::New,
                };
                self.change(key, change);
            }
            (KeyState::Revoked, true) if by_people => self.contradict(key, trusted),
            (KeyState::Revoked, true) => {
                let change = match key.lost_since {
                    Some(_) => KeyDifference::Lost,
                    None => KeyDifference::Revokes,
                };
                self.change(key, change);
            }
            // A card that waits to be compared.
            (KeyState::Revoked, false) if known.is_some() => {
                self.change(key, KeyDifference::Revokes);
            }
            // A key that is not known here can do nothing here.
            (KeyState::Revoked, false) => {}
        }
        Ok(())
    }

    /// What becomes of the register key of a key that is trusted. One that people compared has it from its
    /// unit's own card alone.
    fn register_key(&mut self, key: &UnitKey, trusted: Option<UnitKey>, by_people: bool) {
        let here = trusted.as_ref().and_then(|key| key.register_key.clone());
        if key.register_key.is_none() || key.register_key == here {
            return;
        }
        match (by_people, here) {
            (true, None) => {}
            (true, Some(_)) => self.contradict(key, trusted),
            (false, _) => self.change(key, KeyDifference::RegisterKey),
        }
    }

    fn change(&mut self, key: &UnitKey, change: KeyDifference) {
        self.changes.keys.push(key_change(key, change));
        self.keys.push((key.clone(), Because::Roster));
    }

    fn contradict(&mut self, key: &UnitKey, trusted: Option<UnitKey>) {
        self.changes
            .keys
            .push(key_change(key, KeyDifference::Contradicts));
        self.contradicted.extend(trusted);
    }
}

/// Puts a roster in force, and notes it as the newest of its office.
fn apply(act: &mut Act<'_>, opened: &Opened, plan: Plan) -> Result<(), StoreError> {
    let label = &opened.label;
    let mut catalogues = act.catalogues().clone();
    for (catalogue, _) in &plan.adopted {
        catalogues.put(catalogue.clone());
    }
    let standing = RosterStanding {
        unit: label.sender.unit.clone(),
        signing_key: label.sender.signing_key.clone(),
        sequence: label.sequence,
        made_at: label.created_at,
        taken_at: Moment::now(),
    };
    let kept = KeptPackage {
        package_id: label.package_id.clone(),
        sha256: Sha256::parse(&opened.sha256)?,
        kind: PackageKind::Roster.code().to_owned(),
        unit: label.sender.unit.clone(),
        file: opened.file.clone(),
        kept_at: Moment::now(),
    };
    let seen = Seen::on(label, &opened.label_hash, opened.log.clone());
    let subject = format!("roster {}", label.package_id);
    let mut aside = Vec::new();
    for (key, _) in &plan.keys {
        if let Some(since) = key.lost_since {
            aside.extend(signed_since(act, std::slice::from_ref(key), since)?);
        }
    }
    let issuer = named(act, &label.sender.unit);
    let why = message::official("aside-by-roster", &[("unit", issuer)]);
    act.adopt(catalogues, |log, catalogues| -> Result<(), StoreError> {
        let writer = log.entry(Action::Imported, &subject)?;
        for (catalogue, text) in &plan.adopted {
            let regime = &catalogue.regime;
            log.put_catalogue(regime.year, &regime.id, text)?;
            // Without a head's word a roster with one that lowers masking does not come here.
            let mut changes = plan.changes.catalogues.iter();
            let lowers = changes.any(|change| change.id == regime.id && change.masks_less);
            if lowers && catalogue.is_below_floor() {
                log.entry(Action::MaskingLowered, &catalogue.masking_in_words())?;
            }
        }
        if !plan.adopted.is_empty() {
            register::project_all(log, catalogues)?;
        }
        for (key, because) in &plan.keys {
            log.set_key(key, *because)?;
            if let Some(since) = key.lost_since {
                log.key_lost(&key.signing_key, since)?;
            }
        }
        for signed in &aside {
            log.set_aside(&signed.submission, &signed.signing_key, &why)?;
        }
        for key in &plan.contradicted {
            log.note_of_key(key, Because::Contradicted)?;
        }
        writer.put_given_directory(&label.sender.unit, &plan.places)?;
        writer.no_longer_waiting(&label.package_id)?;
        writer.put_roster_standing(&standing)?;
        note_kept(log, &writer, &kept, &seen)
    })
}

fn waiting_roster(
    office: &View,
    package_id: &str,
) -> Result<Option<(Waiting, Opened)>, StoreError> {
    let found = store::waiting_package(office.store(), package_id)?;
    let Some(waiting) = found.filter(|waiting| waiting.kind == WaitingKind::Roster) else {
        return Ok(None);
    };
    let mut kept = store::waiting_content(office.store(), package_id)?;
    let mut content = Vec::new();
    let read = kept.as_mut().map(|kept| kept.read_to_end(&mut content));
    let bad = |error: std::io::Error| StoreError::bad("roster", error);
    read.transpose().map_err(bad)?;
    let opened =
        serde_json::from_slice(&content).map_err(|error| StoreError::bad("roster", error))?;
    Ok(Some((waiting, opened)))
}

/// Refuses a roster that is not what its kept file says, which its office signed; what is sealed in that is
/// compared by who can open it.
fn is_its_file(office: &Office, opened: &Opened) -> Result<(), IntakeError> {
    let again = || -> Result<(), Stop> {
        let sha256 = Sha256::parse(&opened.sha256).map_err(StoreError::from)?;
        let looked = office.kept_file(&sha256)?;
        let other = || Refusal::Conflict(Standing::Package(opened.label.package_id.clone()));
        if looked.label_hash != opened.label_hash || looked.envelope != opened.label {
            return Err(other().into());
        }
        match open(office, &looked) {
            Ok(inside) if inside.message::<Roster>()? != opened.roster => Err(other().into()),
            Ok(_) | Err(Stop::Failed(IntakeError::Vault(VaultError::NotAllowed(_)))) => Ok(()),
            Err(stop) => Err(stop),
        }
    };
    again().map_err(not_taken)
}

fn not_taken(stop: Stop) -> IntakeError {
    match stop {
        Stop::Refused(refusal) => IntakeError::NotTaken(refusal),
        Stop::Failed(error) => error,
    }
}

/// What a roster that waits would change, as things are here now.
fn plan_again(office: &View, opened: &Opened) -> Result<Plan, IntakeError> {
    let again = || -> Result<Plan, Stop> {
        let own = keys_of_sender(office, &opened.label, KeyState::Trusted)?;
        not_revoked(office, &opened.label, &own)?;
        let still = match store::trusted_key(office.store(), &own.unit)? {
            Some(key) if key.signing_key == own.signing_key => Some(own),
            Some(_) => introduced(office, &opened.label, &own)?,
            None => None,
        };
        let unknown = || Refusal::UnknownKey(told(office, &opened.label));
        let own = still.ok_or_else(unknown)?;
        not_stale(office, &opened.label)?;
        plan(office, opened, own)
    };
    again().map_err(not_taken)
}

impl View {
    /// The rosters that wait for a head's yes, each with what it would change.
    ///
    /// # Errors
    /// The database's.
    pub fn waiting_rosters(&self) -> Result<Vec<WaitingRoster>, IntakeError> {
        let mut found = Vec::new();
        for waiting in store::waiting(self.store())? {
            if let Some((waiting, opened)) = waiting_roster(self, &waiting.package_id)? {
                let (changes, not_taken) = match plan_again(self, &opened) {
                    Ok(plan) => (plan.changes, None),
                    Err(IntakeError::NotTaken(why)) => (RosterChanges::default(), Some(why)),
                    Err(error) => return Err(error),
                };
                found.push(WaitingRoster {
                    waiting,
                    changes,
                    not_taken,
                });
            }
        }
        Ok(found)
    }
}

impl Office {
    /// Puts a roster in force that waits.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NotTaken`], [`VaultError::MasksLess`].
    pub fn accept_roster(
        &mut self,
        package_id: &str,
        masking: LessMasking,
    ) -> Result<(), IntakeError> {
        let mut act = self.act_beyond(Role::Head)?;
        let nothing = || IntakeError::NothingWaits(package_id.to_owned());
        let (_, opened) = waiting_roster(&act, package_id)?.ok_or_else(nothing)?;
        is_its_file(&act, &opened)?;
        let plan = plan_again(&act, &opened)?;
        let mut less = plan.changes.catalogues.iter();
        if let Some(less) = less.find(|catalogue| catalogue.masks_less)
            && masking == LessMasking::Refused
        {
            return Err(VaultError::MasksLess(less.id.clone()).into());
        }
        Ok(apply(&mut act, &opened, plan)?)
    }

    /// Turns down a roster that waits, with a reason. What is in force stays.
    ///
    /// # Errors
    /// [`IntakeError::NothingWaits`], [`IntakeError::NoReason`].
    pub fn turn_down_roster(&mut self, package_id: &str, reason: &str) -> Result<(), IntakeError> {
        let mut act = self.act(Role::Head)?;
        let reason = said(reason, MAX_REASON).ok_or(IntakeError::NoReason)?;
        let nothing = || IntakeError::NothingWaits(package_id.to_owned());
        let (waiting, _) = waiting_roster(&act, package_id)?.ok_or_else(nothing)?;
        Ok(act.write(|log, _| log.turn_down(&waiting, &reason))?)
    }
}
