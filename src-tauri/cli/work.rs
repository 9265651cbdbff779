//! What each command does: parse → call the core → print.

use crate::arguments::{Add, Arguments, Do, Export, Import, Init, List, Receipt, Report, Trust};
use crate::exit::{self, Failure};
use crate::output::{json, line, tell};
use crate::{demo, samples, secret};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tienbo_core::catalogue::Catalogue;
use tienbo_core::figures;
use tienbo_core::intake::Outcome;
use tienbo_core::message::{self, Language, text};
use tienbo_core::model::{
    Cell, ColumnKind, Day, Decimal, Problem, RecordKind, UnitCode, at, grouped,
};
use tienbo_core::package;
use tienbo_core::period::{
    Reason, Receipt as ReceiptContent, ReceiptEntry, ReceiptState, Severity,
};
use tienbo_core::report::pdf;
use tienbo_core::store::{self, Action, KeyState};
use tienbo_core::vault::{self, NewOffice, Office, UserName, VaultError, write_atomically};

type Code = Result<u8, Failure>;

/// Runs a command and gives its exit code.
pub fn run(arguments: &Arguments, language: Language) -> Code {
    let open = || -> Result<Office, Failure> {
        let passphrase = secret::passphrase(arguments, language, false)?;
        Ok(Office::open(
            &folder(arguments)?,
            &UserName::new(&arguments.user)?,
            &passphrase,
        )?)
    };
    let as_json = arguments.json;
    match &arguments.command {
        Do::Init(init) => self::init(arguments, init, language),
        Do::Catalogue(catalogue) => {
            let loaded = match &catalogue.file {
                Some(file) => Catalogue::from_file(file),
                None => Catalogue::built_in(&catalogue.id),
            };
            self::catalogue(&loaded.map_err(VaultError::from)?, as_json)
        }
        Do::Card(out) => {
            let mut office = open()?;
            let package = office.export_card()?;
            let fingerprint = office.fingerprint()?;
            made(
                &out.out,
                &package,
                as_json,
                &[("fingerprint", fingerprint)],
                language,
            )
        }
        Do::Roster(out) => {
            let mut office = open()?;
            let package = office.export_roster()?;
            let fingerprint = office.fingerprint()?;
            made(
                &out.out,
                &package,
                as_json,
                &[("fingerprint", fingerprint)],
                language,
            )
        }
        Do::Trust(trust) => self::trust(&mut open()?, trust, as_json),
        Do::Add(add) => self::add(&mut open()?, add, as_json),
        Do::List(list) => self::list(&open()?, list, as_json, language),
        Do::ImportXlsx(file) => {
            let imported = open()?.import_workbook(&file.file)?;
            if as_json {
                json(&imported)?;
            } else {
                for (kind, added) in &imported.added {
                    line(format!("{}: {added}", kind_name(kind, language)))?;
                }
                line(text(
                    language,
                    "cli-unchanged",
                    &[("count", imported.unchanged.to_string())],
                ))?;
            }
            Ok(exit::FINE)
        }
        Do::Template(template) => {
            let kind = kind(&template.kind)?;
            let bytes = tienbo_core::exchange::template(kind)
                .map_err(|error| Failure::System(error.to_string()))?;
            write_atomically(&template.out, &bytes)?;
            line(template.out.display().to_string())?;
            Ok(exit::FINE)
        }
        Do::Check(period) => {
            let findings = open()?.check(period.period)?;
            if as_json {
                json(&findings)?;
            } else {
                for finding in &findings {
                    let mark = text(language, severity(finding.severity), &[]);
                    line(format!("{mark}\t{}", finding.line(language)))?;
                }
            }
            let errors = findings
                .iter()
                .any(|finding| finding.severity == Severity::Error);
            Ok(if errors { exit::REFUSED } else { exit::FINE })
        }
        Do::Close(close) => {
            let closed = open()?.close(close.period, close.reason.as_deref())?;
            if as_json {
                json(&closed)?;
            } else {
                let args = [
                    ("period", closed.period.to_string()),
                    ("revision", closed.revision.to_string()),
                ];
                line(text(language, "cli-closed", &args))?;
            }
            Ok(exit::FINE)
        }
        Do::Reopen(period) => {
            open()?.reopen(period.period)?;
            Ok(exit::FINE)
        }
        Do::Export(Export { period, out, date }) => {
            let mut office = open()?;
            let package = office.export_submission(*period, date_or_today(*date)?)?;
            made(out, &package, as_json, &[], language)
        }
        Do::Inspect(file) => self::inspect(&file.file, as_json, language),
        Do::Import(import) => self::import(&mut open()?, import, as_json, language),
        Do::Receipt(receipt) => self::receipt(&mut open()?, receipt, as_json, language),
        Do::Report(report) => self::report(&mut open()?, report, as_json),
        Do::Figures(which) => {
            let office = open()?;
            let data = if which.all {
                office.all_data(which.period)?
            } else {
                office.own_data(which.period)?
            };
            let figures = figures::figures(&data);
            let annex01: Vec<_> = office
                .catalogue()
                .annex01
                .iter()
                .map(|row| figures::indicator(office.catalogue(), &data, row))
                .collect();
            if as_json {
                json(&serde_json::json!({"figures": figures, "annex01": annex01}))?;
            } else {
                for (code, figure) in &figures {
                    let value = figure.value.map_or_else(String::new, grouped);
                    line(format!("{code}\t{value}\t{}", figure.records.len()))?;
                }
            }
            Ok(exit::FINE)
        }
        Do::Verify => self::verify(&open()?, as_json, language),
        Do::Backup(out) => {
            open()?.backup(&out.out)?;
            line(out.out.display().to_string())?;
            Ok(exit::FINE)
        }
        Do::Restore(file) => {
            let kept = vault::restore(&file.file, &folder(arguments)?)?;
            if let Some(kept) = kept {
                tell(text(
                    language,
                    "cli-kept",
                    &[("detail", kept.display().to_string())],
                ));
            }
            Ok(exit::FINE)
        }
        Do::Demo(demo) => demo::run(&demo.dir, as_json, language),
        Do::Samples(dir) => samples::write_all(&dir.dir),
    }
}

fn folder(arguments: &Arguments) -> Result<PathBuf, Failure> {
    arguments
        .office
        .clone()
        .or_else(vault::default_folder)
        .ok_or(Failure::Usage("cli-no-folder", String::new()))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fine => "cli-fine",
        Severity::Warning => "cli-warning",
        Severity::Error => "cli-error",
    }
}

fn date_or_today(date: Option<Day>) -> Result<Day, Failure> {
    match date {
        Some(date) => Ok(date),
        None => Day::new(store::now().date_naive()).map_err(|problem| at("date")(problem).into()),
    }
}

fn kind(name: &str) -> Result<RecordKind, Failure> {
    RecordKind::from_table(name).ok_or_else(|| {
        let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.table()).collect();
        Failure::Usage("cli-no-kind", format!("{name}; {}", known.join(", ")))
    })
}

fn kind_name(table: &str, language: Language) -> String {
    RecordKind::from_table(table)
        .map_or_else(|| table.to_owned(), |kind| message::kind(language, kind))
}

fn unit(code: &str) -> Result<UnitCode, Failure> {
    Ok(UnitCode::new(code).map_err(at("commune"))?)
}

fn init(arguments: &Arguments, init: &Init, language: Language) -> Code {
    let new = NewOffice {
        unit: unit(&init.unit)?,
        name: init.name.clone(),
        catalogue: &init.catalogue,
        user: UserName::new(&arguments.user)?,
        passphrase: secret::passphrase(arguments, language, true)?,
    };
    let (office, sheet) = Office::create(&folder(arguments)?, new)?;
    let sheet = sheet.text(&office);
    if let Some(file) = &init.recovery_file {
        write_atomically(file, sheet.as_bytes())?;
    }
    if arguments.json {
        let fingerprint = office.fingerprint()?;
        json(&serde_json::json!({
            "unit": office.unit(), "name": office.name(), "folder": office.folder(),
            "fingerprint": fingerprint,
        }))?;
    }
    if init.recovery_file.is_none() {
        tell(sheet);
    }
    Ok(exit::FINE)
}

fn catalogue(catalogue: &Catalogue, as_json: bool) -> Code {
    if as_json {
        json(catalogue)?;
    } else {
        let regime = &catalogue.regime;
        line(format!("{} – {}", regime.id, regime.name))?;
        line(format!(
            "{} ({})",
            regime.legal_basis.symbol, regime.legal_basis.date
        ))?;
        for report in &regime.reports {
            let due = report.due_before.in_year(regime.year);
            let due = due.map(|day| day.to_string()).unwrap_or_default();
            line(format!("{}\t< {due}", report.name))?;
        }
        line(format!(
            "{} / {}",
            catalogue.annex01.len(),
            catalogue.units.iter().count()
        ))?;
    }
    Ok(exit::FINE)
}

/// Writes a package and says what it is.
fn made(
    path: &Path,
    package: &package::Package,
    as_json: bool,
    more: &[(&str, String)],
    language: Language,
) -> Code {
    write_atomically(path, &package.bytes)?;
    if as_json {
        let mut value = serde_json::to_value(&package.envelope)?;
        value["file"] = Value::from(path.display().to_string());
        for (name, text) in more {
            value[*name] = Value::from(text.as_str());
        }
        json(&value)?;
    } else {
        line(path.display().to_string())?;
        for (name, value) in more {
            tell(text(
                language,
                &format!("cli-{name}-is"),
                &[("detail", value.clone())],
            ));
        }
    }
    Ok(exit::FINE)
}

fn trust(office: &mut Office, trust: &Trust, as_json: bool) -> Code {
    let who = office.user().to_owned();
    if let Some(code) = &trust.revoke {
        let code = unit(code)?;
        let Some(mut key) = store::trusted_key(office.store(), &code)? else {
            return Err(Failure::Usage("cli-no-key", code.to_string()));
        };
        key.state = KeyState::Revoked;
        office
            .store_mut()
            .transaction(|writer| writer.set_key(&key, &who))?;
    }
    if let (Some(code), Some(fingerprint)) = (&trust.unit, &trust.fingerprint) {
        let code = unit(code)?;
        let found = store::unit_keys(office.store())?.into_iter().find(|key| {
            let own = package::fingerprint(&key.signing_key, &key.reading_key);
            key.unit == code
                && key.state != KeyState::Revoked
                && package::same_fingerprint(&own, fingerprint)
        });
        let Some(mut key) = found else {
            return Err(Failure::Usage("cli-no-key", code.to_string()));
        };
        key.state = KeyState::Trusted;
        office
            .store_mut()
            .transaction(|writer| writer.set_key(&key, &who))?;
    }
    let keys = store::unit_keys(office.store())?;
    if as_json {
        json(&keys)?;
    } else {
        for key in keys {
            let fingerprint = package::fingerprint(&key.signing_key, &key.reading_key);
            line(format!(
                "{}\t{}\t{:?}\t{fingerprint}",
                key.unit, key.name, key.state
            ))?;
        }
    }
    Ok(exit::FINE)
}

/// Reads records as JSON objects: one, or a list; numbers and dates as in a package.
fn add(office: &mut Office, add: &Add, as_json: bool) -> Code {
    let kind = kind(&add.kind)?;
    let content = match &add.file {
        Some(file) => std::fs::read_to_string(file)?,
        None => std::io::read_to_string(std::io::stdin())?,
    };
    let value: Value = serde_json::from_str(&content)?;
    let objects = match value {
        Value::Array(objects) => objects,
        one => vec![one],
    };
    let mut rows = Vec::new();
    for object in &objects {
        let object = object
            .as_object()
            .ok_or(Failure::Usage("cli-bad-json", "{…}".to_owned()))?;
        if let Some(name) = object
            .keys()
            .find(|name| kind.columns().iter().all(|c| c.name != **name))
        {
            return Err(Failure::Usage("cli-no-column", name.clone()));
        }
        let cells = kind
            .columns()
            .iter()
            .map(|column| {
                let value = object.get(&column.name).unwrap_or(&Value::Null);
                Cell::from_json(value, column.kind).map_err(at(&column.name))
            })
            .collect::<Result<Vec<_>, _>>()?;
        for (cell, column) in cells.iter().zip(kind.columns()) {
            if let (Cell::Text(code), ColumnKind::Unit) = (cell, column.kind)
                && !UnitCode::new(code).is_ok_and(|c| office.catalogue().units.get(&c).is_some())
            {
                return Err(at(&column.name)(Problem::NotInCatalogue(code.clone())).into());
            }
        }
        rows.push(kind.canonical(cells)?);
    }
    let who = office.user().to_owned();
    let ids = office.store_mut().transaction(|writer| {
        rows.iter()
            .map(|cells| writer.add(kind, cells, &who))
            .collect::<Result<Vec<_>, _>>()
    })?;
    if as_json {
        json(&ids)?;
    } else {
        ids.iter().try_for_each(|id| line(id.to_string()))?;
    }
    Ok(exit::FINE)
}

fn list(office: &Office, list: &List, as_json: bool, language: Language) -> Code {
    let kind = kind(&list.kind)?;
    let records = store::search(
        office.store(),
        kind,
        list.search.as_deref().unwrap_or_default(),
    )?;
    if as_json {
        let objects: Vec<Value> = records
            .iter()
            .map(|record| {
                let mut object = Map::new();
                object.insert("id".to_owned(), Value::from(record.id.to_string()));
                object.insert("version".to_owned(), Value::from(record.version));
                for (cell, column) in record.record.iter().zip(kind.columns()) {
                    object.insert(column.name.clone(), cell.to_json(column.kind));
                }
                Value::Object(object)
            })
            .collect();
        json(&objects)?;
        return Ok(exit::FINE);
    }
    let heads = kind
        .columns()
        .iter()
        .map(|column| message::column(language, &column.name));
    line(heads.collect::<Vec<_>>().join("\t"))?;
    for record in &records {
        let shown = record.record.iter().zip(kind.columns());
        line(
            shown
                .map(|(cell, column)| shown_cell(cell, column.kind, language))
                .collect::<Vec<_>>()
                .join("\t"),
        )?;
    }
    Ok(exit::FINE)
}

fn shown_cell(cell: &Cell, kind: ColumnKind, language: Language) -> String {
    match (cell, kind) {
        (Cell::Empty, _) => String::new(),
        (Cell::Int(parts), ColumnKind::Decimal) => Decimal::from_parts(*parts)
            .map(|d| d.to_string())
            .unwrap_or_default(),
        (Cell::Int(year), ColumnKind::Year) => year.to_string(),
        (Cell::Int(number), _) => grouped(*number),
        (Cell::Text(iso), ColumnKind::Day) => Day::parse_iso(iso)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        (Cell::Text(codes), ColumnKind::Choice(list) | ColumnKind::Choices(list)) => codes
            .split(';')
            .map(|code| message::choice(language, list.name, code))
            .collect::<Vec<_>>()
            .join("; "),
        (Cell::Text(text), _) => text.replace(['\n', '\t'], " "),
    }
}

fn inspect(file: &Path, as_json: bool, language: Language) -> Code {
    let looked = package::look(&package::read_file(file)?)?;
    let label = &looked.envelope;
    let own = label
        .recipients
        .iter()
        .find(|recipient| recipient.unit == label.sender.unit);
    let fingerprint = own.map(|own| package::fingerprint(&label.sender.signing_key, &own.key));
    if as_json {
        json(&serde_json::json!({"envelope": label, "fingerprint": fingerprint}))?;
        return Ok(exit::FINE);
    }
    line(format!("{:?}\t{}", label.kind, label.package_id))?;
    line(format!("{} ({})", label.sender.name, label.sender.unit))?;
    if let (Some(period), Some(revision)) = (label.period, label.revision) {
        line(format!("{period}\t{revision}"))?;
    }
    for recipient in &label.recipients {
        line(format!("→ {} ({})", recipient.name, recipient.unit))?;
    }
    if let Some(fingerprint) = fingerprint {
        tell(text(
            language,
            "cli-fingerprint-is",
            &[("detail", fingerprint)],
        ));
    }
    Ok(exit::FINE)
}

/// All packages among files and folders, in the order of their names.
fn packages(files: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for file in files {
        if file.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(file)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<_, _>>()?;
            inside.retain(|path| path.extension().is_some_and(|ext| ext == "tienbo"));
            inside.sort();
            found.extend(inside);
        } else {
            found.push(file.clone());
        }
    }
    Ok(found)
}

fn import(office: &mut Office, import: &Import, as_json: bool, language: Language) -> Code {
    let files = packages(&import.files)?;
    let bar = ProgressBar::new(files.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(files.len());
    for file in &files {
        bar.set_message(
            file.file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
        );
        outcomes.push(office.import(file, import.fingerprint.as_deref())?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    if as_json {
        json(&outcomes)?;
    } else {
        for outcome in &outcomes {
            let sender = outcome
                .sender
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let records: i64 = outcome.counts.values().sum();
            line(format!(
                "{}\t{sender}\t{}\t{records}",
                outcome.file, outcome.verdict
            ))?;
            tell(format!("{}: {}", outcome.file, outcome.sentence));
        }
    }
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        *totals.entry(outcome.verdict).or_insert(0) += 1;
    }
    for (verdict, count) in totals {
        tell(format!("{count} × {verdict}"));
    }
    let refused = outcomes
        .iter()
        .filter(|outcome| outcome.is_refused())
        .count();
    let args = [
        ("files", files.len().to_string()),
        ("refused", refused.to_string()),
    ];
    tell(text(language, "cli-imported", &args));
    Ok(if refused > 0 {
        exit::REFUSED
    } else {
        exit::FINE
    })
}

fn receipt(office: &mut Office, receipt: &Receipt, as_json: bool, language: Language) -> Code {
    let code = unit(&receipt.unit)?;
    let current = store::current_submissions(office.store(), receipt.period)?;
    let Some(submission) = current
        .into_iter()
        .find(|submission| submission.unit == code)
    else {
        return Err(Failure::Usage("cli-no-submission", code.to_string()));
    };
    let reasons = receipt.return_reason.iter().map(|reason| {
        // "I.1: …" is about section I.1.
        let (section, said) = match reason.split_once(':') {
            Some((section, said)) if section.starts_with('I') => (Some(section.to_owned()), said),
            _ => (None, reason.as_str()),
        };
        Reason {
            section,
            record: None,
            text: tienbo_core::model::clean(said),
        }
    });
    let entry = ReceiptEntry {
        package_id: submission.package_id,
        state: if receipt.accept {
            ReceiptState::Accepted
        } else {
            ReceiptState::Returned
        },
        reasons: reasons.collect(),
    };
    let package = office.export_receipt(
        &code,
        &ReceiptContent {
            receipts: vec![entry],
        },
    )?;
    made(&receipt.out, &package, as_json, &[], language)
}

fn report(office: &mut Office, report: &Report, as_json: bool) -> Code {
    let date = date_or_today(report.date)?;
    let document = office.report(report.period, date, report.number, report.all)?;
    let pdf = pdf(&document).map_err(tienbo_core::period::PeriodError::from)?;
    write_atomically(&report.out, &pdf.bytes)?;
    let who = office.user().to_owned();
    let subject = report.period.to_string();
    office
        .store_mut()
        .transaction(|writer| writer.audit(&who, Action::Printed, &subject))?;
    if as_json {
        json(&serde_json::json!({"file": report.out, "pages": pdf.pages}))?;
    } else {
        line(report.out.display().to_string())?;
    }
    Ok(exit::FINE)
}

fn verify(office: &Office, as_json: bool, language: Language) -> Code {
    let database = office.store().integrity()?;
    let broken = store::audit_break(office.store())?;
    let head = store::audit_head(office.store())?;
    let fine = database.is_empty() && broken.is_none();
    if as_json {
        json(&serde_json::json!({
            "fine": fine, "database": database, "audit_break": broken, "audit": head,
        }))?;
    } else {
        database.iter().try_for_each(line)?;
        if let Some(entry) = broken {
            line(text(
                language,
                "cli-audit-broken",
                &[("detail", entry.to_string())],
            ))?;
        }
        if fine {
            line(text(
                language,
                "cli-verified",
                &[("detail", head.length.to_string())],
            ))?;
        }
    }
    Ok(if fine { exit::FINE } else { exit::REFUSED })
}
