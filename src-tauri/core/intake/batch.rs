//! Many files at once: found in folders, put in the order in which they can be taken in, told of one
//! by one, and stopped between two.

use super::ahead::{self, ReadPackage};
use super::{IntakeError, Outcome, import_read};
use crate::package::{Envelope, PackageKind, label_of};
use crate::progress::Watch;
use crate::store::{self, StoreError};
use crate::vault::{Office, Role, View};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How deep folders are looked through.
const DEPTH: usize = 8;

/// What became of many files.
#[derive(Debug)]
pub struct Batch {
    /// Of each that was looked at, in order.
    pub outcomes: Vec<Outcome>,
    /// How many there were.
    pub files: usize,
    /// Whether it was stopped before the last one. What was taken in stays; begun again with the same
    /// files, it goes on where it stopped.
    pub stopped: bool,
}

/// The packages among files and folders, however deep they lie, each once. A file that was named is
/// among them whatever it is called; in folders, only those named as packages.
///
/// # Errors
/// The system's, where a folder cannot be read.
pub fn packages_in(paths: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            look_through(path, DEPTH, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn look_through(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut inside: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    inside.sort();
    for path in inside {
        // Links are not followed: they may lead round in a circle.
        let is_link = path.is_symlink();
        if path.is_dir() && !is_link {
            if depth > 0 {
                look_through(&path, depth - 1, found)?;
            }
        } else if path.extension().is_some_and(|ext| ext == "tienbo") {
            found.push(path);
        }
    }
    Ok(())
}

/// Puts files in the order in which they can be taken in: whose key is trusted is told first, and a
/// unit's earlier packages come before the later ones that replace them. Otherwise they stay in their
/// order.
fn arranged(files: &[PathBuf]) -> Vec<PathBuf> {
    let rank = |label: &Envelope| match label.kind {
        PackageKind::Card => 0,
        PackageKind::Roster => 1,
        PackageKind::Receipt | PackageKind::Submission | PackageKind::Transfer => 2,
    };
    let mut labelled = Vec::with_capacity(files.len());
    for (place, file) in files.iter().enumerate() {
        let label = label_of(file).ok();
        let rank = label.as_ref().map_or(3, rank);
        labelled.push((rank, place, file, label));
    }
    // The places of a unit's packages among the others, given to them in the order of their making.
    let mut of_unit: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, (rank, _, _, label)) in labelled.iter().enumerate() {
        if let Some(label) = label {
            let key = (*rank, label.sender.unit.clone());
            of_unit.entry(key).or_default().push(index);
        }
    }
    let mut place: Vec<(i32, usize)> = labelled.iter().map(|(r, p, ..)| (*r, *p)).collect();
    for members in of_unit.into_values() {
        let places: Vec<_> = members.iter().map(|index| place[*index]).collect();
        let mut by_age = members;
        by_age.sort_by_key(|index| labelled[*index].3.as_ref().map(|label| label.sequence));
        for (index, given) in by_age.into_iter().zip(places) {
            place[index] = given;
        }
    }
    let mut order: Vec<usize> = (0..labelled.len()).collect();
    order.sort_by_key(|index| place[*index]);
    order
        .into_iter()
        .map(|index| labelled[index].2.clone())
        .collect()
}

impl View {
    /// The packages in a folder that were neither taken in nor refused where they lie; or why the
    /// folder cannot be read.
    ///
    /// # Errors
    /// The store's.
    pub fn unseen_packages(
        &self,
        folder: &Path,
    ) -> Result<std::io::Result<Vec<PathBuf>>, StoreError> {
        let mut found = match packages_in(&[folder.to_owned()]) {
            Ok(found) if folder.is_dir() => found,
            Ok(_) => return Ok(Err(std::io::ErrorKind::NotFound.into())),
            Err(error) => return Ok(Err(error)),
        };
        let refused: BTreeSet<String> = store::refused_files(self.store())?
            .into_iter()
            .filter_map(|file| file.path)
            .collect();
        let mut unseen = Vec::new();
        for path in found.drain(..) {
            let place = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
            if refused.contains(&*place.to_string_lossy()) {
                continue;
            }
            let known = match label_of(&path) {
                // A card's file is not kept before its key is trusted.
                Ok(label) if label.kind == PackageKind::Card => {
                    let key = &label.sender.signing_key;
                    store::unit_key_by_signing(self.store(), key)?.is_some()
                }
                Ok(label) => store::kept_package(self.store(), &label.package_id)?.is_some(),
                Err(_) => false,
            };
            if !known {
                unseen.push(path);
            }
        }
        Ok(Ok(unseen))
    }
}

impl Office {
    /// Takes many files in, in the order in which they can be, and tells of each as it is done. A bad
    /// one does not stop the others.
    ///
    /// # Errors
    /// Failures of this office's own disk or database; what was taken in before stays.
    pub fn import_all(
        &mut self,
        files: &[PathBuf],
        fingerprint: Option<&str>,
        watch: &mut Watch<'_>,
    ) -> Result<Batch, IntakeError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        let files = arranged(files);
        let count = files.len() as u64;
        let mut batch = Batch {
            outcomes: Vec::with_capacity(files.len()),
            files: files.len(),
            stopped: false,
        };
        std::thread::scope(|scope| {
            let ahead = ahead::read_ahead(scope, &act, &files)?;
            for (file, read) in files.iter().zip(ahead) {
                let done = batch.outcomes.len() as u64;
                if watch.tell("import", done, count).is_err() {
                    batch.stopped = true;
                    break;
                }
                let read = read.unwrap_or_else(|| ReadPackage::file(file));
                let outcome = import_read(&mut act, file, read, fingerprint)?;
                batch.outcomes.push(outcome);
            }
            Ok(batch)
        })
    }
}
