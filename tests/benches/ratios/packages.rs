//! Packages written, opened and taken in, beside the tools that do a part of it each.

use crate::{go, period, shell};
use age::secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tienbo_core::figures::{Dataset, control_totals};
use tienbo_core::model::{Cell, FigureCode, RecordId, RecordKind, UnitCode};
use tienbo_core::package::{Content, ControlTotals, Package, Recipient, look, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::sections::figures;
use tienbo_core::vault::Office;
use tienbo_support::bench::{Figure, Form, Table, median, timed};
use tienbo_support::paper::{Unit, recipient};
use tienbo_support::{COMMUNE, PROVINCE, copy, make, open, repository, sample};

/// Packages that a province receives in a period, about.
const PACKAGES: usize = 130;

fn submission(unit: &Unit, to: &Office, content: &Content, totals: ControlTotals) -> Package {
    let label = unit.submission_label(period(), recipient(to));
    write_submission(label, content, totals).expect("a submission")
}

/// The same records under new ids, `times` over.
fn renewed(content: &Content, times: usize) -> Content {
    let mut new = Content {
        report: content.report.clone(),
        ..Content::default()
    };
    for _ in 0..times {
        let ids: BTreeMap<String, RecordId> = content
            .records
            .values()
            .flatten()
            .map(|record| (record.id.to_string(), RecordId::new()))
            .collect();
        for (kind, records) in &content.records {
            for record in records {
                let mut record = record.clone();
                record.id = ids[&record.id.to_string()];
                for cell in &mut record.record {
                    if let Cell::Text(text) = cell
                        && let Some(id) = ids.get(text)
                    {
                        *text = id.to_string();
                    }
                }
                new.records.entry(*kind).or_default().push(record);
            }
        }
    }
    new
}

fn totals(office: &Office, unit: &UnitCode, content: &Content) -> ControlTotals {
    let catalogue = office.catalogues().latest();
    let mut data = Dataset::new(catalogue, period()).expect("a period");
    data.add(catalogue, unit, content).expect("records");
    control_totals(&figures(&data))
}

/// A package written and opened, and the same by four commands.
pub fn sealing(table: &mut Table, form: Form, folder: &Path, content: &Content) {
    std::fs::create_dir_all(folder).expect("made");
    let code = UnitCode::new(COMMUNE).expect("a unit");
    let province = UnitCode::new(PROVINCE).expect("a unit");
    let receiving = Unit::new(&province, "Tỉnh Bắc Ninh");
    let receiver = receiving.reading();
    let secret = receiving.identity.expose_secret().to_owned();
    let unit = Unit::new(&code, "Phường Vũ Ninh");
    let recipient = || Recipient {
        unit: receiving.code.clone(),
        name: receiving.name.clone(),
        key: receiver.clone(),
    };
    let write = || {
        let label = unit.submission_label(period(), recipient());
        write_submission(label, content, ControlTotals::default())
            .expect("written")
            .bytes
    };
    let path = folder.join("ours.tienbo");
    let export = median(
        form.of(7, 1),
        || (),
        |()| std::fs::write(&path, write()).expect("written"),
    );
    let import = median(
        form.of(7, 1),
        || (),
        |()| {
            let bytes = std::fs::read(&path).expect("read");
            let opened = look(&bytes).expect("sound").open(&secret).expect("ours");
            assert!(!opened.content().expect("records").1.records.is_empty());
        },
    );

    // The same entries as files, for the peer.
    let key = folder.join("receiver.age");
    std::fs::write(&key, format!("{secret}\n")).expect("written");
    let unpack = "mkdir -p peer && unzip -qo ours.tienbo -d peer && age -d -i receiver.age -o peer/payload.zip peer/payload.age
         mkdir -p peer/files && unzip -qo peer/payload.zip -d peer/files
         minisign -GWf -p peer/key.pub -s peer/key.sec";
    shell(folder, unpack);
    let pack = format!(
        "cd peer/files; rm -f ../new.zip ../new.age ../new.tienbo; zip -qr ../new.zip .; cd ..
         age -r {receiver} -r {} -o new.age new.zip
         minisign -S -s key.sec -m envelope.json -x new.minisig
         zip -q0 new.tienbo envelope.json new.minisig new.age",
        unit.reading()
    );
    shell(folder, &pack);
    let peer_export = median(form.of(5, 1), || (), |()| shell(folder, &pack));
    let open = "cd peer; rm -rf opened; mkdir opened; unzip -q new.tienbo -d opened
        minisign -Vq -p key.pub -m opened/envelope.json -x opened/new.minisig
        age -d -i ../receiver.age -o opened/payload.zip opened/new.age
        unzip -q opened/payload.zip -d opened/files";
    let peer_import = median(form.of(5, 1), || (), |()| shell(folder, open));
    let size = std::fs::metadata(&path).expect("there").len() as f64 / 1e6;
    table
        .add(format!("exporting a package of {size:.1} MB"), export)
        .beside("zip | age | minisign", peer_export)
        .aim("≤ 1.5 ×");
    table
        .add(format!("opening and checking it, {size:.1} MB"), import)
        .beside("unzip | minisign | age | unzip", peer_import)
        .aim("≤ 1.5 ×");
}

/// SQL that inserts the rows of packages plainly.
fn sql(contents: &[Content], one_transaction: bool) -> String {
    let mut sql = String::from("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;\n");
    for kind in RecordKind::ALL {
        let columns: Vec<String> = kind
            .columns()
            .iter()
            .map(|c| format!("\"{}\"", c.name))
            .collect();
        sql.push_str(&format!(
            "CREATE TABLE {} (origin INTEGER, id TEXT, version INTEGER, {}, PRIMARY KEY (origin, id)) WITHOUT ROWID;\n",
            kind.table(),
            columns.join(", ")
        ));
    }
    if one_transaction {
        sql.push_str("BEGIN;\n");
    }
    for (origin, content) in contents.iter().enumerate() {
        if !one_transaction {
            sql.push_str("BEGIN;\n");
        }
        for (kind, records) in &content.records {
            for record in records {
                let cells: Vec<String> = record
                    .record
                    .iter()
                    .map(|cell| match cell {
                        Cell::Empty => "NULL".to_owned(),
                        Cell::Int(number) => number.to_string(),
                        Cell::Text(text) => format!("'{}'", text.replace('\'', "''")),
                    })
                    .collect();
                sql.push_str(&format!(
                    "INSERT INTO {} VALUES ({origin}, '{}', {}, {});\n",
                    kind.table(),
                    record.id,
                    record.version,
                    cells.join(", ")
                ));
            }
        }
        if !one_transaction {
            sql.push_str("COMMIT;\n");
        }
    }
    if one_transaction {
        sql.push_str("COMMIT;\n");
    }
    sql
}

fn import_all(office: &mut Office, folder: &Path, count: usize) {
    let files: Vec<PathBuf> = (0..count)
        .map(|index| folder.join(format!("{index:03}.tienbo")))
        .collect();
    let batch = office.import_all(&files, None, &mut Watch::none());
    let batch = batch.expect("imports");
    assert_eq!(batch.outcomes.len(), count);
    for outcome in batch.outcomes {
        assert_eq!(outcome.verdict.code(), "goi.da-nhan", "{outcome:?}");
    }
}

/// A period's packages into the province's office; the same rows into SQLite, and what an office
/// does today: workbooks copied under one another.
pub fn importing(table: &mut Table, form: Form, work: &Path, content: &Content) {
    let packages = form.of(PACKAGES, 4);
    let folder = work.join("importing");
    std::fs::create_dir(&folder).expect("made");
    let template = folder.join("province");
    let mut province = make(&template, PROVINCE);
    let units: Vec<Unit> = province
        .catalogues()
        .latest()
        .units
        .iter()
        .filter(|unit| unit.code.as_str() != PROVINCE)
        .take(packages)
        .map(|unit| Unit::new(&unit.code, &unit.name))
        .collect();
    let mut contents = Vec::new();
    let mut cases = content.clone();
    // A case's commune is the sample's own; every unit may name it.
    let card = folder.join("card.tienbo");
    for (index, unit) in units.iter().enumerate() {
        std::fs::write(&card, unit.card().bytes).expect("written");
        province.import(&card, None).expect("a card");
        unit.is_trusted_by(&mut province);
        cases = renewed(&cases, 1);
        let totals = totals(&province, &unit.code, &cases);
        let package = submission(unit, &province, &cases, totals);
        std::fs::write(folder.join(format!("{index:03}.tienbo")), package.bytes).expect("written");
        contents.push(cases.clone());
    }
    drop(province);
    let fresh = || {
        let fresh = folder.join("fresh");
        let _ = std::fs::remove_dir_all(&fresh);
        copy(&template, &fresh);
        open(&fresh)
    };
    let ours = median(form.of(5, 1), fresh, |mut office| {
        import_all(&mut office, &folder, packages)
    });
    let rows: usize = contents
        .iter()
        .flat_map(|content| content.records.values())
        .map(Vec::len)
        .sum();
    let what = format!("importing {packages} packages, {rows} records");
    for (one, name) in [
        (true, "in one transaction"),
        (false, "a transaction a package"),
    ] {
        std::fs::write(folder.join("rows.sql"), sql(&contents, one)).expect("written");
        let peer = median(
            form.of(5, 1),
            || shell(&folder, "rm -f plain.db*"),
            |()| shell(&folder, "sqlite3 -bail plain.db < rows.sql"),
        );
        table
            .add(format!("{what}, {name}"), ours)
            .beside("sqlite3, the same rows", peer)
            .aim("≤ 3 ×");
    }
    let books: Vec<PathBuf> = (0..packages)
        .map(|index| {
            let book = folder.join(format!("{index:03}.xlsx"));
            std::fs::copy(sample("xa-mau-vu-ninh.xlsx"), &book).expect("copied");
            book
        })
        .collect();
    let merged = timed(|| {
        go(Command::new("/usr/bin/python3")
            .arg(repository("tests/peers/merge_workbooks.py"))
            .arg(folder.join("merged.xlsx"))
            .args(&books));
    });
    table
        .add(format!("{what}, beside workbooks"), ours)
        .beside("openpyxl, as many workbooks merged", merged)
        .aim("50 × less");

    growth(table, form, &folder, &fresh, &units[0], content);
}

/// Cost of a record, with ten and a hundred times the records in a package.
fn growth(
    table: &mut Table,
    form: Form,
    folder: &Path,
    fresh: &impl Fn() -> Office,
    unit: &Unit,
    content: &Content,
) {
    let mut before: Option<[Figure; 2]> = None;
    for times in form.of(&[1, 10, 100][..], &[1, 10]) {
        let many = renewed(content, *times);
        let records: usize = many.records.values().map(Vec::len).sum();
        let office = fresh();
        let totals = totals(&office, &unit.code, &many);
        let package = submission(unit, &office, &many, totals);
        std::fs::write(folder.join("000.tienbo"), package.bytes).expect("written");
        drop(office);
        // Small packages many times in one measurement would be *already imported*: fresh offices.
        let import = median(form.of(7, 1), fresh, |mut office| {
            import_all(&mut office, folder, 1)
        });
        let count = {
            let mut office = fresh();
            import_all(&mut office, folder, 1);
            median(
                form.of(7, 1),
                || (),
                |()| {
                    let data = office.all_data(period()).expect("data");
                    assert!(figures(&data)[&FigureCode::EVENTS].value.is_some());
                },
            )
        };
        let aim = "≤ 1.2 ×";
        let imported = table
            .add(
                format!("importing one record of {records}"),
                Figure::each(import, records),
            )
            .grown(10.0, before.map(|[import, _]| import))
            .aim(aim)
            .figure();
        let counted = table
            .add(
                format!("counting one record of {records}"),
                Figure::each(count, records),
            )
            .grown(10.0, before.map(|[_, count]| count))
            .aim(aim)
            .figure();
        before = Some([imported, counted]);
    }
}
