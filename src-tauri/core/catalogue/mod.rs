//! The catalogue: one province's reporting regime for one year, as data.
//!
//! A catalogue is a TOML file that names its outline, its Phụ lục 01 and its units, each a file
//! beside it. It is loaded and checked once; after that every reference in it holds.

mod change;
mod check;
mod count;
mod dhis2;
mod fault;
mod in_force;
mod law;
mod regime;
mod register;
mod units;

pub use change::{UnitAct, UnitChange};
pub use count::*;
pub use dhis2::*;
pub use fault::{Fault, FaultPlace};
pub use in_force::*;
pub use law::*;
pub use regime::*;
pub use register::*;
pub use units::*;

use crate::bounds;
use crate::message::{Class, Misread, Saying, Told, Trouble};
use crate::model::{Year, is_unseen};
use change::{ChangesFile, Eras};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// A file of a catalogue that cannot be used. Messages `catalogue-…`.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The file is not there or cannot be read.
    #[error("{file}: {trouble:?}")]
    Unreadable {
        /// Name of the file, as the catalogue names it.
        file: String,
        /// Why.
        trouble: Trouble,
    },
    /// The file is there, but what it says is wrong.
    #[error("{file}, {place}: {fault}")]
    Broken {
        /// Name of the file, as the catalogue names it.
        file: String,
        /// Where in it.
        place: FaultPlace,
        /// What is wrong.
        fault: Fault,
    },
    /// No built-in catalogue has this id.
    #[error("no catalogue {0}")]
    Unknown(String),
    /// The office has no catalogue of a year.
    #[error("no catalogue of {0}")]
    NoneOfYear(Year),
}

impl CatalogueError {
    /// The file, or the catalogue, that it is about.
    pub fn file(&self) -> String {
        match self {
            Self::Unreadable { file, .. } | Self::Broken { file, .. } => file.clone(),
            Self::Unknown(id) => id.clone(),
            Self::NoneOfYear(year) => year.to_string(),
        }
    }
}

impl Told for CatalogueError {
    fn told(&self) -> Saying<'_> {
        let bad_input = |id: &'static str| Saying::new(Class::BadInput, id);
        match self {
            Self::Unreadable { file, trouble } => bad_input("catalogue-unreadable")
                .with("file", file)
                .telling("detail", trouble),
            Self::Broken { file, place, fault } => bad_input("catalogue-broken")
                .with("file", file)
                .telling("place", place)
                .telling("detail", fault),
            Self::Unknown(id) => bad_input("catalogue-unknown").detail(id),
            Self::NoneOfYear(year) => {
                Saying::new(Class::NotNow, "catalogue-none-of-year").detail(year)
            }
        }
    }
}

/// The files of the catalogues that come with the program: name and text.
const BUILT_IN_FILES: [(&str, &str); 8] = [
    (
        "bac-ninh-2024.toml",
        include_str!("../../../assets/catalogue/bac-ninh-2024.toml"),
    ),
    (
        "outline-2024.toml",
        include_str!("../../../assets/catalogue/outline-2024.toml"),
    ),
    (
        "annex01-2024.toml",
        include_str!("../../../assets/catalogue/annex01-2024.toml"),
    ),
    (
        "dhis2-2024.toml",
        include_str!("../../../assets/catalogue/dhis2-2024.toml"),
    ),
    (
        "units-bac-ninh-2024.tsv",
        include_str!("../../../assets/catalogue/units-bac-ninh-2024.tsv"),
    ),
    (
        "bac-ninh-2025.toml",
        include_str!("../../../assets/catalogue/bac-ninh-2025.toml"),
    ),
    (
        "outline-2025.toml",
        include_str!("../../../assets/catalogue/outline-2025.toml"),
    ),
    (
        "units-bac-ninh-2025.tsv",
        include_str!("../../../assets/catalogue/units-bac-ninh-2025.tsv"),
    ),
];

/// The case register's lists for catalogues that name no file of their own.
const OWN_REGISTER: (&str, &str) = (
    "register-2023.toml",
    include_str!("../../../assets/catalogue/register-2023.toml"),
);

/// Most text that the files of a catalogue have together, in bytes: one of the whole country takes less than half.
pub const MAX_CATALOGUE: u64 = 2 << 20;

/// Longest TOML that is parsed, in bytes: what is read out of it takes up to 250 times its room.
const MAX_TOML: usize = 512 << 10;

/// What the name of a catalogue in one file ends in.
pub const ONE_FILE: &str = "tienbo-catalogue";

/// The catalogues that come with the program, the one for new offices first: id and main file.
const BUILT_IN: [(&str, &str); 2] = [
    ("bac-ninh-2024.1", "bac-ninh-2024.toml"),
    ("bac-ninh-2025.1", "bac-ninh-2025.toml"),
];

/// The id of the catalogue that a new office begins with, where it is given none.
pub const FIRST_BUILT_IN: &str = BUILT_IN[0].0;

/// Ids of the catalogues that come with the program, the one for new offices first.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(id, _)| id)
}

impl Catalogue {
    /// A catalogue that comes with the program.
    ///
    /// # Errors
    /// [`CatalogueError::Unknown`] for another id.
    pub fn built_in(id: &str) -> Result<Self, CatalogueError> {
        CatalogueFiles::built_in(id)?.load()
    }
}

/// A catalogue as its files' text: how an office keeps it and a roster carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueFiles {
    /// Name of the main file.
    pub main: String,
    /// Text by file name.
    pub files: BTreeMap<String, String>,
}

impl CatalogueFiles {
    /// The files of a catalogue that comes with the program.
    ///
    /// # Errors
    /// [`CatalogueError::Unknown`] for another id.
    pub fn built_in(id: &str) -> Result<Self, CatalogueError> {
        let (_, main) = BUILT_IN
            .iter()
            .find(|(known, _)| *known == id)
            .ok_or_else(|| CatalogueError::Unknown(id.to_owned()))?;
        Self::gather(main, |name| {
            BUILT_IN_FILES
                .iter()
                .find(|(file, _)| *file == name)
                .map(|(_, text)| (*text).to_owned())
                .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
        })
    }

    /// The whole catalogue as one file, which [`Self::from_file`] reads: what a new unit begins with.
    ///
    /// # Errors
    /// Never for a catalogue that was loaded.
    pub fn as_one_file(&self) -> Result<Vec<u8>, CatalogueError> {
        serde_json::to_vec_pretty(self).map_err(|_| self.unreadable(Trouble::NoMemory))
    }

    fn unreadable(&self, trouble: Trouble) -> CatalogueError {
        CatalogueError::Unreadable {
            file: self.main.clone(),
            trouble,
        }
    }

    /// A catalogue's files from its main file, and those it names from beside it; or all of them from
    /// one file.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn from_file(path: &Path) -> Result<Self, CatalogueError> {
        if path.extension().is_some_and(|ext| ext == ONE_FILE) {
            let file = || path.display().to_string();
            // As JSON it takes some more.
            let text = bounds::read_file(path, 2 * MAX_CATALOGUE).map_err(|error| {
                CatalogueError::Unreadable {
                    file: file(),
                    trouble: Trouble::of(&error),
                }
            })?;
            return Self::from_bytes(&text).map_err(|error| CatalogueError::Broken {
                file: file(),
                place: FaultPlace::Line(error.line().max(1)),
                fault: Fault::Form(Misread::of(error)),
            });
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self::gather(&name.unwrap_or_default(), |name| {
            if name.contains(['/', '\\']) || name.starts_with('.') {
                return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput));
            }
            bounds::read_text_file(&folder.join(name), MAX_CATALOGUE)
        })
    }

    /// A catalogue's files from the bytes of one file.
    pub(crate) fn from_bytes(bytes: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    fn gather(
        main: &str,
        read: impl Fn(&str) -> std::io::Result<String>,
    ) -> Result<Self, CatalogueError> {
        let text = |file: &str| {
            read(file).map_err(|error| CatalogueError::Unreadable {
                file: file.to_owned(),
                trouble: Trouble::of(&error),
            })
        };
        let main_text = text(main)?;
        let regime: Regime = parse(main, &main_text)?;
        let mut files = BTreeMap::from([(main.to_owned(), main_text)]);
        let mut named = vec![regime.outline, regime.annex01, regime.units];
        named.extend(regime.changes);
        named.extend(regime.dhis2);
        if regime.register != OWN_REGISTER.0 {
            named.push(regime.register);
        }
        for file in named {
            let content = text(&file)?;
            files.insert(file, content);
        }
        Ok(Self {
            main: main.to_owned(),
            files,
        })
    }

    /// The next version of the catalogue, with these changes of units in place of those it had.
    ///
    /// # Errors
    /// [`CatalogueError::Broken`], where a change cannot be.
    pub fn with_changes(&self, changes: &[UnitChange]) -> Result<Self, CatalogueError> {
        let catalogue = self.load()?;
        let regime = &catalogue.regime;
        let broken = |fault: Fault| CatalogueError::Broken {
            file: self.main.clone(),
            place: FaultPlace::Key("changes".to_owned()),
            fault,
        };
        let form = |error: &dyn std::fmt::Display| broken(Fault::Form(Misread::of(error)));
        let (name, version) =
            version_of(&regime.id).ok_or_else(|| broken(Fault::NoVersion(regime.id.clone())))?;
        let mut main: toml_edit::DocumentMut = self
            .files
            .get(&self.main)
            .map(|text| text.parse())
            .transpose()
            .map_err(|error: toml_edit::TomlError| form(&error))?
            .unwrap_or_default();
        let file = regime
            .changes
            .clone()
            .unwrap_or_else(|| format!("changes-{}", self.main));
        main["id"] = toml_edit::value(format!("{name}.{}", version + 1));
        // Before the first table, or it would belong to the last one.
        main["changes"] = toml_edit::value(file.as_str());
        let content = ChangesFile {
            changes: changes.to_vec(),
        };
        let text = toml::to_string(&content).map_err(|error| form(&error))?;
        let mut next = self.clone();
        next.files.insert(file, text);
        next.files.insert(self.main.clone(), main.to_string());
        next.load()?;
        Ok(next)
    }

    /// Parses and checks the catalogue.
    ///
    /// # Errors
    /// The first file that is missing or wrong, with place and reason.
    pub fn load(&self) -> Result<Catalogue, CatalogueError> {
        // What is read out of a file takes far more room than itself.
        let sizes = self
            .files
            .iter()
            .map(|(name, text)| name.len() + text.len());
        if sizes.sum::<usize>() as u64 > MAX_CATALOGUE {
            return Err(self.unreadable(Trouble::TooLarge));
        }
        let text = |file: &str| {
            self.files
                .get(file)
                .map(String::as_str)
                .ok_or_else(|| CatalogueError::Unreadable {
                    file: file.to_owned(),
                    trouble: Trouble::Gone,
                })
        };
        let regime: Regime = parse(&self.main, text(&self.main)?)?;
        let outline: OutlineFile = parse(&regime.outline, text(&regime.outline)?)?;
        let annex01: Annex01File = parse(&regime.annex01, text(&regime.annex01)?)?;
        let first = Units::parse(&regime.units, text(&regime.units)?)?;
        let changes_file = regime.changes.as_deref().unwrap_or_default();
        let mut changes = match &regime.changes {
            Some(file) => parse::<ChangesFile>(file, text(file)?)?.changes,
            None => Vec::new(),
        };
        let eras = Eras::new(changes_file, regime.year, first, &mut changes)?;
        if !eras.always_have(&regime.receiving_unit) {
            return Err(CatalogueError::Broken {
                file: changes_file.to_owned(),
                place: FaultPlace::Unit(regime.receiving_unit.clone()),
                fault: Fault::ReceiverGoes,
            });
        }
        let register_text = match text(&regime.register) {
            Err(_) if regime.register == OWN_REGISTER.0 => OWN_REGISTER.1,
            found => found?,
        };
        let mut register: RegisterRules = parse(&regime.register, register_text)?;
        if regime.register != OWN_REGISTER.0 || register_text != OWN_REGISTER.1 {
            let own: RegisterRules = parse(OWN_REGISTER.0, OWN_REGISTER.1)?;
            register.complete_from(own);
        }
        register::check(&register, &regime.register)?;
        let dhis2 = match &regime.dhis2 {
            Some(file) => {
                let map: Dhis2Map = parse(file, text(file)?)?;
                dhis2::check(&map, file, &annex01.row)?;
                Some(map)
            }
            None => None,
        };
        let catalogue = Catalogue {
            register,
            dhis2,
            outline: outline.section,
            annex01: annex01.row,
            units: eras.all(),
            eras,
            changes,
            regime,
        };
        check::check(&catalogue, &self.main)?;
        Ok(catalogue)
    }
}

/// Name and version of a catalogue's id: `bac-ninh-2024` and 1 of `bac-ninh-2024.1`.
fn version_of(id: &str) -> Option<(&str, u32)> {
    let (name, version) = id.rsplit_once('.')?;
    Some((name, version.parse().ok()?))
}

impl Regime {
    /// Whether what was made with the catalogue `id` can be read with this one: it is this one, or an
    /// earlier version of it. Versions of a year differ in what happened to units; whether the records
    /// fit is looked at one by one.
    pub fn can_read(&self, id: &str) -> bool {
        match (version_of(&self.id), version_of(id)) {
            (Some((own, version)), Some((name, earlier))) => own == name && earlier <= version,
            _ => self.id == id,
        }
    }
}

/// Refuses a file with characters that are not seen, written as they are or by their number: what stands
/// in a catalogue is shown everywhere.
fn seen(file: &str, text: &str) -> Result<(), CatalogueError> {
    const BY_NUMBER: [&str; 6] = ["\\u", "\\U", "\\x", "\\e", "\\b", "\\f"];
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let unseen = text.lines().position(|line| {
        line.chars().any(|c| c != '\t' && is_unseen(c))
            || BY_NUMBER.iter().any(|n| line.contains(n))
    });
    match unseen {
        Some(line) => Err(CatalogueError::Broken {
            file: file.to_owned(),
            place: FaultPlace::Line(line + 1),
            fault: Fault::Unseen,
        }),
        None => Ok(()),
    }
}

/// Parses TOML, naming the line of what is wrong.
fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogueError> {
    if text.len() > MAX_TOML {
        return Err(CatalogueError::Broken {
            file: file.to_owned(),
            place: FaultPlace::Line(1),
            fault: Fault::Form(Misread::too_long()),
        });
    }
    seen(file, text)?;
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| {
            text[..span.start.min(text.len())].lines().count().max(1)
        });
        CatalogueError::Broken {
            file: file.to_owned(),
            place: FaultPlace::Line(line),
            fault: Fault::Form(Misread::of(error.message())),
        }
    })
}

#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod tests;
