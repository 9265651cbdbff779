//! The drives that a package can be written to. A drive is chosen as it was shown: what was pulled out
//! or put in since leads to no other.

use crate::{ApiError, Failure};
use serde::Serialize;
use std::path::PathBuf;
use sysinfo::{Disk, Disks};
use tienbo_core::model::{Decimal, from_outside};
use ts_rs::TS;

/// A drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Drive {
    /// By which it is chosen: which one it is and where it is mounted.
    pub id: String,
    /// Name.
    pub name: String,
    /// Where it is mounted.
    pub mount: String,
    /// How much is free, in gigabytes, as it is shown.
    pub free: String,
    /// Whether it can be pulled out.
    pub removable: bool,
    /// Where it is mounted, as the system has it.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// Longest name of a drive or its folder that is shown, in characters.
const MAX_NAME: usize = 200;

/// Folders of the system itself, on which nothing is saved for others.
const SYSTEM: [&str; 6] = ["/boot", "/dev", "/proc", "/sys", "/run/lock", "/etc"];

/// A tenth of a gigabyte, in bytes.
const TENTH: u64 = 100_000_000;

/// Bytes in gigabytes, with one decimal and never more than there are, as they are shown.
fn gigabytes(bytes: u64) -> String {
    let tenths = i64::try_from(bytes / TENTH).unwrap_or(i64::MAX);
    let parts = tenths.saturating_mul(Decimal::PARTS / 10);
    Decimal::from_parts(parts).map_or_else(|_| String::new(), |size| size.to_string())
}

fn drive(disk: &Disk) -> Drive {
    let name = disk.name().to_string_lossy().into_owned();
    let folder = disk.mount_point().to_owned();
    let mount = folder.display().to_string();
    let system = disk.file_system().to_string_lossy();
    Drive {
        // Another stick in the same place has another size or file system.
        id: format!("{mount} {name} {system} {}", disk.total_space()),
        // Whoever had the stick gave it its name.
        name: from_outside(&name, MAX_NAME, false),
        mount: from_outside(&mount, MAX_NAME, false),
        free: gigabytes(disk.available_space()),
        removable: disk.is_removable(),
        folder,
    }
}

/// The drives that are there now, those that can be pulled out first; those of the system itself are
/// left out.
pub fn drives() -> Vec<Drive> {
    let disks = Disks::new_with_refreshed_list();
    let mut found: Vec<Drive> = disks
        .iter()
        .filter(|disk| !disk.is_read_only() && disk.total_space() > 0)
        .map(drive)
        .filter(|drive| !SYSTEM.iter().any(|system| drive.folder.starts_with(system)))
        .collect();
    found.sort_by_key(|drive| (!drive.removable, drive.folder.clone()));
    found
}

/// The drive with an id among those that were shown, as it is now.
///
/// # Errors
/// [`ApiError::DriveGone`] where it is not there any more.
pub(crate) fn chosen<'a>(
    shown: &[Drive],
    now: &'a [Drive],
    id: &str,
) -> Result<&'a Drive, Failure> {
    let there = now.iter().find(|drive| drive.id == id);
    there.ok_or_else(|| {
        let was = shown.iter().find(|drive| drive.id == id);
        let name = was.map_or_else(|| id.to_owned(), |drive| drive.mount.clone());
        ApiError::DriveGone(name).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stick(mount: &str, size: u64) -> Drive {
        Drive {
            id: format!("{mount} sdb1 vfat {size}"),
            name: "sdb1".to_owned(),
            mount: mount.to_owned(),
            free: gigabytes(size),
            removable: true,
            folder: mount.into(),
        }
    }

    #[test]
    fn what_is_free_is_told_in_gigabytes() {
        assert_eq!(gigabytes(12_580_000_000), "12,5");
        assert_eq!(gigabytes(2_000_000_000_000), "2.000");
        assert_eq!(gigabytes(99_999_999), "0");
        assert!(!gigabytes(u64::MAX).is_empty());
    }

    #[test]
    fn a_drive_is_the_one_that_was_shown_whatever_came_and_went() {
        let (hers, other) = (stick("/media/hers", 8), stick("/media/another", 16));
        let shown = [hers.clone()];
        // Another stick was put in, and stands before hers.
        let now = [other.clone(), hers.clone()];
        let found = chosen(&shown, &now, &hers.id).ok();
        assert_eq!(found, Some(&hers));
        // Hers was pulled out.
        let Err(failure) = chosen(&shown, &[other], &hers.id) else {
            panic!("another drive was taken");
        };
        let told = failure.sentence(tienbo_core::message::Language::FIRST);
        assert_eq!(told.error, "desk-gone-drive");
        // A larger stick lies where hers lay.
        assert!(chosen(&shown, &[stick("/media/hers", 32)], &hers.id).is_err());
    }
}
