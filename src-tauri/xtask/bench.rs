//! What all benches found, as one table.

use std::path::{Path, PathBuf};

/// The benches, in the order in which their figures stand.
pub const BENCHES: [&str; 3] = ["ratios", "country", "window_ratios"];

/// What stands over the columns of a run that was kept.
const HEADS: [&str; 6] = [
    "what",
    "figure",
    "peer",
    "ratio",
    "aim",
    "since the run before",
];

/// The newest runs of all benches that were kept in a folder, as they are printed.
pub fn table(folder: &Path) -> String {
    let runs = BENCHES.iter().filter_map(|bench| newest(folder, bench));
    let texts: Vec<String> = runs
        .filter_map(|run| std::fs::read_to_string(run).ok())
        .collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let rows: Vec<Vec<&str>> = std::iter::once(HEADS.to_vec())
        .chain(lines.map(|line| line.split('\t').collect()))
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..HEADS.len()).map(width).collect();
    let line = |row: &Vec<&str>| {
        let cells = row.iter().zip(&widths);
        let line: String = cells
            .map(|(cell, width)| format!("{cell:<width$}  "))
            .collect();
        line.trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// The run of a bench that was kept last: by its name the newest comes last.
fn newest(folder: &Path, bench: &str) -> Option<PathBuf> {
    let kept = std::fs::read_dir(folder).ok()?.flatten();
    let of_bench = kept.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("{bench}-")) && name.ends_with(".tsv")
    });
    of_bench.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_runs_of_all_benches_stand_in_one_table() {
        let folder = std::env::temp_dir().join(format!("bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (file, row) in [
            ("ratios-2026-01-01-000000.tsv", "opening\t9 ms\t\t\t\t\n"),
            (
                "ratios-2026-01-02-000000.tsv",
                "opening\t7 ms\t\t\t\t-22 %\n",
            ),
            (
                "window_ratios-2026-01-02-000000.tsv",
                "starting\t1 s\tpeer: 2 s\t2.0 × less\t\t\n",
            ),
        ] {
            std::fs::write(folder.join(file), row).unwrap();
        }
        let made = table(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        let lines: Vec<&str> = made.lines().collect();
        assert_eq!(lines.len(), 3, "{made}");
        assert!(
            lines[1].starts_with("opening   7 ms") && lines[1].ends_with("-22 %"),
            "{made}"
        );
        assert!(lines[2].starts_with("starting  1 s"), "{made}");
    }
}
