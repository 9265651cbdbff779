//! Where help is to be had: what this office recorded, and what receiving offices gave.

use crate::cases::{Said, WhomToCall, whom_to_call};
use crate::files::{self, FileKind, Suggested, Written};
use crate::{Failure, NamedUnit, Session, today};
use serde::Serialize;
use std::path::Path;
use tienbo_core::entry::Place;
use tienbo_core::message::{self, Language};
use tienbo_core::model::{Day, DirectoryEntry, FlatForm, ProviderKind, RecordId, ServiceKind};
use tienbo_core::typed;
use tienbo_core::vault::View;
use ts_rs::TS;

/// Where help is to be had.
#[derive(Debug, Serialize, TS)]
pub struct Directory {
    /// The numbers that everybody may call, of the catalogue.
    pub contacts: Vec<WhomToCall>,
    /// Places, by their names.
    pub places: Vec<PlaceShown>,
}

/// A place of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlaceShown {
    /// Id.
    pub id: RecordId,
    /// The office that gave it; none for what was recorded here and can be changed.
    pub given_by: Option<NamedUnit>,
    /// What it is called.
    pub name: String,
    /// What kind of provider it is.
    pub provider: ProviderKind,
    /// What it gives.
    pub gives: Vec<ServiceKind>,
    /// By which numbers it is called.
    pub telephone: Option<String>,
    /// All else that is said of it.
    pub said: Vec<Said>,
    /// Whether it is no more.
    pub retired: bool,
    /// Whether somebody should make sure of it again: nobody did for a year, or ever.
    pub old: bool,
}

/// What stands beside a place, and not among what else is said of it.
const BESIDE: [&str; 2] = ["place_name", "telephone"];

impl PlaceShown {
    pub(crate) fn new(view: &View, place: &Place, on: Day, language: Language) -> Self {
        let entry = &place.entry;
        let columns = DirectoryEntry::columns().into_iter().zip(entry.to_cells());
        let said = columns
            .filter(|(column, _)| !BESIDE.contains(&column.name.as_str()))
            .map(|(column, cell)| Said {
                label: message::column(language, &column.name),
                value: typed::show(&cell, column.kind, language),
                column: column.name,
            });
        Self {
            id: place.id,
            given_by: place.given_by.clone().map(|unit| NamedUnit {
                name: view.name_of_unit(&unit),
                unit,
            }),
            name: entry.place_name.as_str().to_owned(),
            provider: entry.provider,
            gives: entry.gives.0.iter().copied().collect(),
            telephone: entry
                .telephone
                .as_ref()
                .map(|number| number.as_str().to_owned()),
            said: said.filter(|said| !said.value.is_empty()).collect(),
            retired: !entry.is_open(on),
            old: entry.is_old(on),
        }
    }
}

/// All places of the directory, by their names, after the numbers that everybody may call.
///
/// # Errors
/// The database's.
pub fn directory(session: &Session) -> Result<Directory, Failure> {
    let (on, language) = (today()?, session.language());
    let view: &View = &session.office;
    let places = view.directory()?;
    let shown = |place: &Place| PlaceShown::new(view, place, on, language);
    Ok(Directory {
        contacts: whom_to_call(view.catalogues().latest().register.contacts.iter()),
        places: places.iter().map(shown).collect(),
    })
}

/// What the directory is called as a file.
///
/// # Errors
/// None.
pub fn directory_name() -> Result<Suggested, Failure> {
    Ok(FileKind::Table.named("danh-ba-dich-vu.xlsx"))
}

/// Writes where help is to be had today, as the file's name asks.
///
/// # Errors
/// The database's, the system's.
pub fn save_directory(session: &mut Session, to: &Path) -> Result<Written, Failure> {
    let table = session
        .office
        .directory_table(session.language(), today()?)?;
    files::write_table(session, to, &table)
}
