//! Many files at once: put in the order in which they can be taken in, told of one
//! by one, and stopped between two.

use super::ahead::{self, ReadPackage, Unreadable};
use super::finding::{Found, OnTheWay, named_as_packages_in};
use super::{IntakeError, Outcome, import_read};
use crate::package::{Envelope, PackageKind, Refusal, label_of};
use crate::progress::Watch;
use crate::store::{self, StoreError};
use crate::vault::{Office, Role, View};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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
    /// What is told beside.
    pub on_the_way: Vec<OnTheWay>,
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
        if let Err(error) = std::fs::read_dir(folder) {
            return Ok(Err(error));
        }
        let mut found = named_as_packages_in(&[folder.to_owned()]).files;
        let refused: BTreeSet<String> = self
            .refused_for_good()?
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
                Ok(label) => {
                    store::kept_package(self.store(), &label.package_id)?.is_some_and(|kept| {
                        kept.kind == label.kind.code() && kept.unit == label.sender.unit
                    })
                }
                Err(_) => false,
            };
            if !known {
                unseen.push(path);
            }
        }
        Ok(Ok(unseen))
    }
}

/// What was there when taking in began.
struct Drives<'f> {
    there: BTreeSet<&'f Path>,
}

impl<'f> Drives<'f> {
    fn of(files: &'f [PathBuf]) -> Self {
        let there = files.iter().map(PathBuf::as_path);
        Self {
            there: there.filter(|file| file.metadata().is_ok()).collect(),
        }
    }

    /// Whether a file that was there cannot be read since its drive was pulled out: its folder is gone, or every
    /// file that is left.
    fn pulled(
        &self,
        file: &Path,
        read: &Result<ReadPackage, Unreadable>,
        left: &[PathBuf],
    ) -> Option<OnTheWay> {
        let Err(Unreadable {
            refusal: Refusal::Unreadable(trouble),
            ..
        }) = read
        else {
            return None;
        };
        if !trouble.may_be_unplugged() || !self.there.contains(file) {
            return None;
        }
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let is_gone = std::fs::read_dir(folder).is_err();
        let none_is_left = left.len() > 1 && left.iter().all(|file| file.metadata().is_err());
        (is_gone || none_is_left).then(|| OnTheWay::Pulled(folder.to_owned(), left.len()))
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
        let found = Found {
            files: files.to_vec(),
            ..Found::default()
        };
        self.import_found(&found, fingerprint, watch)
    }

    /// Takes in what was found in folders.
    ///
    /// # Errors
    /// As [`Office::import_all`].
    pub fn import_found(
        &mut self,
        found: &Found,
        fingerprint: Option<&str>,
        watch: &mut Watch<'_>,
    ) -> Result<Batch, IntakeError> {
        let mut act = self.act_in_any(&Role::ALL)?;
        let files = arranged(&found.files);
        let drives = Drives::of(&files);
        let count = files.len() as u64;
        let mut batch = Batch {
            outcomes: Vec::with_capacity(files.len()),
            files: files.len(),
            stopped: false,
            on_the_way: found.on_the_way(),
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
                let left = &files[batch.outcomes.len()..];
                if let Some(pulled) = drives.pulled(file, &read, left) {
                    batch.on_the_way.push(pulled);
                    break;
                }
                let outcome = import_read(&mut act, file, read, fingerprint)?;
                batch.outcomes.push(outcome);
            }
            Ok(batch)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::packages_in;
    use crate::progress::Progress;
    use crate::test_offices::{COMMUNE, OTHER, PROVINCE, Place};
    use std::ops::ControlFlow;

    /// More than are read ahead.
    const FILES: usize = 12;

    #[test]
    fn a_stick_that_is_pulled_out_in_the_middle_is_told_as_that_and_goes_on_when_it_is_back() {
        let place = Place::new();
        let mut province = place.office(PROVINCE);
        let (stick, pulled) = (place.at("usb"), place.at("pulled"));
        let inside = stick.join("BaoCao");
        std::fs::create_dir_all(&inside).unwrap();
        for (number, unit) in [COMMUNE, OTHER].into_iter().enumerate() {
            let card = place.at("the.tienbo");
            place.office(unit).write_card(&card).unwrap();
            for copy in 0..FILES / 2 {
                std::fs::copy(&card, inside.join(format!("{number}-{copy}.tienbo"))).unwrap();
            }
        }
        let found = packages_in(std::slice::from_ref(&stick));
        let mut pull = |progress: Progress| {
            if progress.done == 1 {
                std::fs::rename(&stick, &pulled).unwrap();
            }
            ControlFlow::Continue(())
        };
        let batch = province
            .import_found(&found, None, &mut Watch::new(&mut pull))
            .unwrap();
        let seen = batch.outcomes.len();
        assert!(0 < seen && seen < FILES, "{seen}");
        assert!(batch.outcomes.iter().all(|outcome| !outcome.is_refused()));
        let told = [OnTheWay::Pulled(inside, FILES - seen)];
        assert_eq!(batch.on_the_way, told);
        assert_eq!(province.refused_for_good().unwrap(), []);
        // Put in again, the same folder goes on.
        std::fs::rename(&pulled, &stick).unwrap();
        let found = packages_in(&[stick]);
        let batch = province
            .import_found(&found, None, &mut Watch::none())
            .unwrap();
        assert_eq!((batch.outcomes.len(), batch.on_the_way), (FILES, vec![]));
        assert!(batch.outcomes.iter().all(|outcome| !outcome.is_refused()));
        assert_eq!(store::unit_keys(province.store()).unwrap().len(), 2);
    }
}
