//! Units that exist only on paper: keys, cards and submissions without an office of their own.

use age::secrecy::{ExposeSecret, SecretString};
use tienbo_core::intake::Comparison;
use tienbo_core::model::{Moment, Period, UnitCode};
use tienbo_core::package::{
    Label, Package, PackageKind, Recipient, Sender, SigningKey, fingerprint, write_card,
};
use tienbo_core::store::AuditHead;
use tienbo_core::store::Way;
use tienbo_core::vault::Office;

/// The catalogue that a new office begins with.
pub const CATALOGUE: &str = "bac-ninh-2024.1";

/// Keys of a unit.
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// What it signs with.
    pub signing: SigningKey,
    /// What it opens packages with: an age identity.
    pub identity: SecretString,
}

/// An office as the recipient of what a unit sends.
pub fn recipient(office: &Office) -> Recipient {
    Recipient {
        unit: office.unit().clone(),
        name: office.name().to_owned(),
        key: office.reading_key().to_owned(),
    }
}

impl Unit {
    /// A unit with new keys.
    pub fn new(code: &UnitCode, name: &str) -> Self {
        let pair = minisign::KeyPair::generate_unencrypted_keypair().expect("keys");
        let secret = pair.sk.to_box(None).expect("a box").into_string();
        let reading = age::x25519::Identity::generate();
        Self {
            code: code.clone(),
            name: name.to_owned(),
            signing: SigningKey::from_box(&secret).expect("a key"),
            identity: SecretString::from(reading.to_string().expose_secret().to_owned()),
        }
    }

    /// The public half of its reading key.
    pub fn reading(&self) -> String {
        let identity: age::x25519::Identity = self.identity.expose_secret().parse().expect("a key");
        identity.to_public().to_string()
    }

    /// A label of it, of no period.
    pub fn label(&self, kind: PackageKind, recipient: Recipient) -> Label<'_> {
        Label {
            kind,
            signing_key: &self.signing,
            sender: Sender {
                unit: self.code.clone(),
                name: self.name.clone(),
                signing_key: self.signing.public(),
            },
            own_reading_key: Some(self.reading()),
            register_key: None,
            recipients: vec![recipient],
            period: None,
            revision: None,
            supersedes: None,
            sequence: 1,
            created_at: Moment::now(),
            catalogue: CATALOGUE.to_owned(),
            audit: AuditHead {
                length: 0,
                hash: "0".repeat(64),
            },
            log_before: None,
            closing: None,
            introductions: Vec::new(),
        }
    }

    /// The label of a first submission.
    pub fn submission_label(&self, period: Period, recipient: Recipient) -> Label<'_> {
        Label {
            period: Some(period),
            revision: Some(1),
            ..self.label(PackageKind::Submission, recipient)
        }
    }

    /// Its card.
    pub fn card(&self) -> Package {
        let own = Recipient {
            unit: self.code.clone(),
            name: self.name.clone(),
            key: self.reading(),
        };
        write_card(self.label(PackageKind::Card, own)).expect("a card")
    }

    /// An office that has the unit's card compares its fingerprint.
    pub fn is_trusted_by(&self, office: &mut Office) {
        let compared = Comparison {
            fingerprint: fingerprint(&self.signing.public(), &self.reading(), None),
            way: Way::Telephone,
            spoke_with: "Cán bộ đơn vị".to_owned(),
        };
        office.trust_key(&self.code, &compared).expect("trusted");
    }
}
