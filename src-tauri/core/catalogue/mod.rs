//! The catalogue: one province's reporting regime for one year, as data.
//!
//! A catalogue is a TOML file that names its outline, its Phụ lục 01 and its units, each a file
//! beside it. It is loaded and checked once; after that every reference in it holds.

mod check;
mod regime;
mod units;

pub use regime::*;
pub use units::*;

use std::path::{Path, PathBuf};

/// A file of a catalogue that cannot be used. Messages `catalogue-…`.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The file is not there or cannot be read.
    #[error("{file}: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// The system's reason.
        reason: String,
    },
    /// The file is there, but what it says is wrong.
    #[error("{file}, {place}: {reason}")]
    Broken {
        /// The file.
        file: String,
        /// Where in it: a line, or the code of a row.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// No built-in catalogue has this id.
    #[error("no catalogue {0}")]
    Unknown(String),
}

/// The files of the catalogues that come with the program.
const BUILT_IN: [(&str, &str); 8] = [
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
        "annex01-2025.toml",
        include_str!("../../../assets/catalogue/annex01-2025.toml"),
    ),
    (
        "units-bac-ninh-2025.tsv",
        include_str!("../../../assets/catalogue/units-bac-ninh-2025.tsv"),
    ),
];

/// Ids of the built-in catalogues, the one for new offices first.
pub const BUILT_IN_IDS: [&str; 2] = ["bac-ninh-2024.1", "bac-ninh-2025.1"];

impl Catalogue {
    /// A catalogue that comes with the program.
    ///
    /// # Errors
    /// [`CatalogueError::Unknown`] for another id.
    pub fn built_in(id: &str) -> Result<Self, CatalogueError> {
        let main = match id {
            "bac-ninh-2024.1" => "bac-ninh-2024.toml",
            "bac-ninh-2025.1" => "bac-ninh-2025.toml",
            _ => return Err(CatalogueError::Unknown(id.to_owned())),
        };
        Self::load(main, |name| {
            BUILT_IN
                .iter()
                .find(|(file, _)| *file == name)
                .map(|(_, text)| (*text).to_owned())
                .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
        })
    }

    /// A catalogue from a file; the files it names are looked for beside it.
    ///
    /// # Errors
    /// The first file that is missing or wrong, with place and reason.
    pub fn from_file(path: &Path) -> Result<Self, CatalogueError> {
        let folder: PathBuf = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        Self::load(&name, |name| {
            if name.contains(['/', '\\']) || name.starts_with('.') {
                return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput));
            }
            std::fs::read_to_string(folder.join(name))
        })
    }

    fn load(
        main: &str,
        read: impl Fn(&str) -> std::io::Result<String>,
    ) -> Result<Self, CatalogueError> {
        let text = |file: &str| {
            read(file).map_err(|error| CatalogueError::Unreadable {
                file: file.to_owned(),
                reason: error.to_string(),
            })
        };
        let regime: Regime = parse(main, &text(main)?)?;
        let outline: OutlineFile = parse(&regime.outline, &text(&regime.outline)?)?;
        let annex01: Annex01File = parse(&regime.annex01, &text(&regime.annex01)?)?;
        let units = Units::parse(&regime.units, &text(&regime.units)?)?;
        let catalogue = Self {
            outline: outline.section,
            annex01: annex01.row,
            units,
            regime,
        };
        check::check(&catalogue, main)?;
        Ok(catalogue)
    }
}

/// Parses TOML, naming the line of what is wrong.
fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogueError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| {
            text[..span.start.min(text.len())].lines().count().max(1)
        });
        CatalogueError::Broken {
            file: file.to_owned(),
            place: format!("dòng {line}"),
            reason: error.message().to_owned(),
        }
    })
}

#[cfg(test)]
mod tests;
