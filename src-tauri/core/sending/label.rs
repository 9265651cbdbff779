//! What all packages of this office have: a label with its running number.

use super::SendingError;
use crate::model::{Moment, UnitCode};
use crate::package::{Label, PackageKind, Recipient, Sender, SigningKey};
use crate::store::{self, NoEntry, StoreError, UnitKey};
use crate::vault::{Act, Office};

/// The label of a package to some recipients. The running number is used up whatever becomes of the
/// package: no two ever have the same.
pub(super) fn label<'a>(
    act: &mut Act<'_>,
    kind: PackageKind,
    signing_key: &'a SigningKey,
    recipients: Vec<Recipient>,
) -> Result<Label<'a>, SendingError> {
    if let Some(doubt) = act.clock_doubt()? {
        return Err(SendingError::Clock(doubt));
    }
    let mut units: Vec<UnitCode> = recipients.iter().map(|r| r.unit.clone()).collect();
    units.retain(|unit| unit != act.unit());
    let audit = store::audit_head(act.store())?;
    let log_before = store::heads_before(act.store(), &units)?;
    let sequence = act.write(|log, _| -> Result<i64, StoreError> {
        let writer = log.unlogged(NoEntry::NotWrittenYet);
        let sequence = writer.next_sequence()?;
        writer.head_sent(&units, sequence, &audit)?;
        Ok(sequence)
    })?;
    Ok(Label {
        kind,
        sender: Sender {
            unit: act.unit().clone(),
            name: act.name().to_owned(),
            signing_key: signing_key.public(),
        },
        signing_key,
        own_reading_key: Some(act.reading_key().to_owned()),
        recipients,
        period: None,
        revision: None,
        supersedes: None,
        sequence,
        created_at: Moment::now(),
        catalogue: act.catalogues().latest().regime.id.clone(),
        audit,
        log_before: Some(log_before),
        closing: None,
        register_key: None,
        introductions: Vec::new(),
    })
}

/// The office as a recipient of its own package, where that entry tells its reading key.
pub(super) fn ourselves(office: &Office) -> Recipient {
    Recipient {
        unit: office.unit().clone(),
        name: office.name().to_owned(),
        key: office.reading_key().to_owned(),
    }
}

/// A unit as a recipient, under the keys known of it.
pub(super) fn recipient(key: &UnitKey) -> Recipient {
    Recipient {
        unit: key.unit.clone(),
        name: key.name.clone(),
        key: key.reading_key.clone(),
    }
}
