//! Where packages lie among files and folders that people bring: on sticks that other machines wrote to as well.

use crate::message::{Class, Saying, Told, Trouble};
use crate::package::begins_as_package;
use crate::vault::holds_an_office;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How deep folders are looked through.
const DEPTH: usize = 32;

/// Folders in which systems keep what was thrown away and what is theirs, in small letters.
const OF_SYSTEMS: [&str; 7] = [
    "$recycle.bin",
    "recycler",
    "recycled",
    "system volume information",
    "lost+found",
    "found.000",
    "$extend",
];

/// How a package's file is named, in small letters.
const ENDING: &str = ".tienbo";

/// A folder that cannot be read, or what a drive does not even tell whether it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadFolder {
    /// Where it lies.
    pub folder: PathBuf,
    /// Why.
    pub trouble: Trouble,
}

impl Told for UnreadFolder {
    fn told(&self) -> Saying<'_> {
        Saying::new(Class::Failed, "found-unread")
            .with("path", self.folder.display())
            .telling("detail", &self.trouble)
    }
}

/// What lies among files and folders.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that were named, and packages in folders, each once.
    pub files: Vec<PathBuf>,
    /// Folders that cannot be read: what lies in them was passed over.
    pub unread: Vec<UnreadFolder>,
    /// Other files in folders, which are no packages.
    pub others: Vec<PathBuf>,
}

/// The packages among files and folders, however deep they lie. A file that was named is among them whatever it
/// is; in folders, what is named as a package or begins as one. What systems keep for themselves, what was thrown
/// away, what is hidden and the folders of offices are left alone, but where they were named.
pub fn packages_in(paths: &[PathBuf]) -> Found {
    found(paths, true)
}

/// The same by their names alone.
pub(super) fn named_as_packages_in(paths: &[PathBuf]) -> Found {
    found(paths, false)
}

fn found(paths: &[PathBuf], look_inside: bool) -> Found {
    let mut found = Found::default();
    for path in paths {
        match path.is_dir() {
            true => look_through(path, DEPTH, look_inside, &mut found),
            false => found.files.push(path.clone()),
        }
    }
    let mut seen = BTreeSet::new();
    found.files.retain(|path| seen.insert(path.clone()));
    found
}

fn look_through(folder: &Path, depth: usize, look_inside: bool, found: &mut Found) {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut inside: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(error) => {
            return found.unread.push(UnreadFolder {
                folder: folder.to_owned(),
                trouble: Trouble::of(&error),
            });
        }
    };
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        if name.starts_with('.') {
            continue;
        }
        let is = match std::fs::metadata(&path) {
            Ok(is) => is,
            // A link that leads nowhere.
            Err(error) if error.kind() == ErrorKind::NotFound && path.is_symlink() => continue,
            // Where a drive fails or is pulled out, nothing is passed over in silence.
            Err(error) => {
                found.unread.push(UnreadFolder {
                    folder: path,
                    trouble: Trouble::of(&error),
                });
                continue;
            }
        };
        // Links to folders are not followed: they may lead round in a circle.
        if is.is_dir() {
            let is_ours = !path.is_symlink()
                && !OF_SYSTEMS.contains(&name.as_str())
                && !holds_an_office(&path);
            if depth > 0 && is_ours {
                look_through(&path, depth - 1, look_inside, found);
            }
        } else if is.is_file() {
            match is_named(&name) || (look_inside && begins_as_package(&path)) {
                true => found.files.push(path),
                false => found.others.push(path),
            }
        }
    }
}

/// Whether a name, in small letters, is that of a package, or what mail programs, browsers and copies make of one:
/// `a.tienbo (1)`, `a.tienbo.zip`.
fn is_named(name: &str) -> bool {
    name.match_indices(ENDING).any(|(place, _)| {
        let behind = &name[place + ENDING.len()..];
        // A backup is none.
        !behind.starts_with("-backup") && !behind.starts_with(|c: char| c.is_alphanumeric())
    })
}

/// Most files that are named one by one.
const MOST_NAMED: usize = 5;

/// What is told of looking through folders and of taking in what lay there, beside what became of each file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnTheWay {
    /// A folder that cannot be read.
    Unread(UnreadFolder),
    /// There is no package, and nothing else either.
    Nothing,
    /// There is no package; some of the other files, and how many there are.
    NoPackage(Vec<String>, usize),
    /// The drive was pulled out: where it was, and how many files were not looked at.
    Pulled(PathBuf, usize),
}

impl Found {
    /// What is told of it.
    pub(super) fn on_the_way(&self) -> Vec<OnTheWay> {
        let unread = self.unread.iter().cloned().map(OnTheWay::Unread);
        let mut told: Vec<OnTheWay> = unread.collect();
        if self.files.is_empty() {
            told.push(match self.others.len() {
                0 => OnTheWay::Nothing,
                count => {
                    let named = self.others.iter().take(MOST_NAMED);
                    let named = named.map(|path| super::ahead::name_of(path));
                    OnTheWay::NoPackage(named.collect(), count)
                }
            });
        }
        told
    }
}

impl Told for OnTheWay {
    fn told(&self) -> Saying<'_> {
        match self {
            Self::Unread(folder) => folder.told(),
            Self::Nothing => Saying::new(Class::NotNow, "found-nothing"),
            Self::NoPackage(named, count) => Saying::new(Class::NotNow, "found-no-package")
                .detail(named.join("; "))
                .with("count", count),
            Self::Pulled(folder, left) => Saying::new(Class::Failed, "found-pulled")
                .with("path", folder.display())
                .with("count", left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_known_by_its_name_however_it_was_passed_on() {
        for name in [
            "bao_cao.tienbo",
            "bao_cao.tienbo (1)",
            "bao_cao.tienbo.zip",
            "bao_cao.tienbo.bin",
            "bao_cao.tienbo.crdownload",
            "bao_cao.tienbo_2",
            "báo cáo – ấp 5.tienbo",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in [
            "bao_cao.tienbo-backup",
            "bao_cao.zip",
            "bao_cao.tienbox",
            "tienbo",
            "bao_cao",
        ] {
            assert!(!is_named(name), "{name}");
        }
    }

    #[test]
    fn what_is_others_is_left_alone_and_told() {
        let stick = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            let path = stick.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, b"x").unwrap();
            path
        };
        let wanted = [
            put("BaoCao/GOI.TIENBO"),
            put("BaoCao/Đợt 1/bao_cao.tienbo (1)"),
            put("Tài liệu/bao_cao.tienbo.zip"),
        ];
        let other = put("ảnh.jpg");
        for left in [
            "$RECYCLE.BIN/S-1-5/$RX1.tienbo",
            "System Volume Information/a.tienbo",
            ".Trash-1000/files/a.tienbo",
            "BaoCao/._GOI.TIENBO",
            "lost+found/a.tienbo",
            "co-quan/packages/a.tienbo",
        ] {
            put(left);
        }
        put("co-quan/office.db");
        #[cfg(unix)]
        {
            // A circle, and what never ends.
            std::os::unix::fs::symlink(stick.path(), stick.path().join("BaoCao/vong")).unwrap();
            std::os::unix::fs::symlink("/dev/zero", stick.path().join("bao_cao_0.tienbo")).unwrap();
        }
        let found = packages_in(&[stick.path().to_owned()]);
        assert_eq!(found.files, wanted);
        assert_eq!(found.others, [other]);
        assert_eq!(found.on_the_way(), []);
        // What is named is looked into.
        let kept = stick.path().join("co-quan/packages");
        assert_eq!(packages_in(&[kept.clone(), kept]).files.len(), 1);
    }

    #[test]
    fn a_package_is_known_by_how_it_begins_whatever_it_is_called() {
        let stick = tempfile::tempdir().unwrap();
        let kept = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../fuzz/corpus/container/kept-card"
        );
        for name in ["bao_cao.bin", "bao_cao.txt", "tài liệu.zip"] {
            std::fs::copy(kept, stick.path().join(name)).unwrap();
        }
        std::fs::write(stick.path().join("khac.zip"), b"PK\x03\x04 and others").unwrap();
        let found = packages_in(&[stick.path().to_owned()]);
        assert_eq!((found.files.len(), found.others.len()), (3, 1));
        assert!(
            named_as_packages_in(&[stick.path().to_owned()])
                .files
                .is_empty()
        );
    }

    #[test]
    fn where_there_is_no_package_that_is_said() {
        let stick = tempfile::tempdir().unwrap();
        let there = [stick.path().to_owned()];
        assert_eq!(packages_in(&there).on_the_way(), [OnTheWay::Nothing]);
        for number in 0..7 {
            std::fs::write(stick.path().join(format!("{number}.docx")), b"x").unwrap();
        }
        let named = (0..5).map(|number| format!("{number}.docx")).collect();
        let told = packages_in(&there).on_the_way();
        assert_eq!(told, [OnTheWay::NoPackage(named, 7)]);
    }
}
