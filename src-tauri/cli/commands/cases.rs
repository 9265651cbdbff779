//! The case register.

use super::{Code, Tell, date_or_today, unit};
use crate::arguments::{
    Analysis, CaseDo, CaseId, CloseCase, Confirm, Count, Due, Erase, FindPerson, ListCases, Name,
    OpenCase, Override, Retention, TransferCase, VoidCase, WriteCase,
};
use crate::exit::{self, Failure};
use crate::output::{json, line, table};
use serde_json::{Map, Value, json as value};
use std::path::Path;
use tienbo_core::casework::{Case, CaseLine, CaseQuery, CaseState, RegisterRow};
use tienbo_core::entry::Typed;
use tienbo_core::message;
use tienbo_core::model::{
    CaseOutcome, CasePapers, CaseRef, Decimal, ErasureReason, PersonIdentity, Problem, Record,
    RecordId, RecordKind, Stored, VoidReason, Year, at,
};
use tienbo_core::package::TransferGround;
use tienbo_core::vault::Office;

pub(super) fn run(office: &mut Office, act: &CaseDo, told: &Tell) -> Code {
    // What a crash left half done is done before anything else.
    office.finish_erasures()?;
    match act {
        CaseDo::Open(open) => self::open(office, open, told),
        CaseDo::List(which) => list(office, which, told),
        CaseDo::Show(which) => show(office, which, told),
        CaseDo::Reveal(which) => reveal(office, which),
        CaseDo::Name(name) => self::name(office, name, told),
        CaseDo::Write(papers) => self::papers(office, papers, told),
        CaseDo::Find(find) => self::find(office, find, told),
        CaseDo::Close(close) => self::close(office, close, told),
        CaseDo::Reopen(which) => {
            let case = case(office, &which.id)?;
            office.reopen_case(case.case.id, case.case.version)?;
            done(case.case.id, told)
        }
        CaseDo::Void(void) => self::void(office, void, told),
        CaseDo::Due(due) => self::due(office, due, told),
        CaseDo::Transfer(transfer) => self::transfer(office, transfer, told),
        CaseDo::Confirm(confirm) => self::confirm(office, confirm, told),
        CaseDo::Erase(erase) => self::erase(office, erase, told),
        CaseDo::Erasures => erasures(office, told),
        CaseDo::Retention(retention) => self::retention(office, retention, told),
        CaseDo::Count(count) => self::count(office, count, told),
        CaseDo::Override(other) => overridden(office, other, told),
        CaseDo::Analysis(analysis) => self::analysis(office, analysis, told),
    }
}

/// A case by its id or by its number.
fn case(office: &Office, text: &str) -> Result<Case, Failure> {
    if let Ok(id) = RecordId::parse(text) {
        return Ok(office.case(id)?);
    }
    let numbered = office.case_numbered(&CaseRef::new(text).map_err(at("number"))?)?;
    let id = numbered.ok_or_else(|| Failure::Usage("cli-no-id", text.to_owned()))?;
    Ok(office.case(id)?)
}

fn person(text: &str) -> Result<CaseRef, Failure> {
    Ok(CaseRef::new(text).map_err(at("person"))?)
}

fn done(id: RecordId, told: &Tell) -> Code {
    told.result(&value!({"id": id}), id.to_string())
}

/// Reads an object of texts from a JSON file.
fn typed(file: &Path) -> Result<Typed, Failure> {
    Ok(serde_json::from_str(&text_of(file)?)?)
}

fn text_of(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::System(format!("{}: {error}", file.display())))
}

fn open(office: &mut Office, open: &OpenCase, told: &Tell) -> Code {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct New {
        case: Typed,
        survivor: Typed,
    }
    let new: New = serde_json::from_str(&text_of(&open.file)?)?;
    let id = office.open_case(&new.case, &new.survivor)?;
    done(id, told)
}

fn object<R: Record>(stored: &Stored<R>) -> Value {
    let mut object = Map::from_iter([
        ("id".to_owned(), Value::from(stored.id.to_string())),
        ("version".to_owned(), Value::from(stored.version)),
    ]);
    object.extend(R::KIND.to_json(&stored.record.to_cells()));
    Value::Object(object)
}

fn objects<R: Record>(stored: &[Stored<R>]) -> Value {
    stored.iter().map(object).collect()
}

fn list(office: &Office, which: &ListCases, told: &Tell) -> Code {
    let states: Vec<CaseState> = CaseState::ALL
        .into_iter()
        .filter(|state| which.state.iter().any(|code| code == state.code()))
        .collect();
    let list = office.case_list(told.language)?;
    let query = CaseQuery {
        search: which.search.clone().unwrap_or_default(),
        states: states.into_iter().collect(),
        unserved: which.unserved,
        ..CaseQuery::default()
    };
    let found = list.find(&query);
    let lines: Vec<&CaseLine> = found.iter().filter_map(|place| list.line(*place)).collect();
    if told.json {
        let lines: Vec<Value> = lines
            .iter()
            .map(|line| {
                value!({
                    "id": line.id, "number": line.number.as_str(),
                    "found_on": line.found_on.iso(), "category": line.category.code(),
                    "state": line.state.code(), "survivors": line.survivors,
                    "unserved": line.unserved,
                    "follow_up": line.follow_up.map(|day| day.iso()),
                })
            })
            .collect();
        json(&lines)?;
        return Ok(exit::FINE);
    }
    let rows = lines.iter().map(|line| {
        vec![
            line.number.as_str().to_owned(),
            line.found_on.to_string(),
            message::choice(told.language, "case-category", line.category.code()),
            told.text(&format!("case-state-{}", line.state.code()), &[]),
            line.survivors.to_string(),
            line.unserved.to_string(),
            line.follow_up
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]
    });
    let heads = [
        "column-number",
        "column-found-on",
        "column-category",
        "head-state",
        "kind-survivors",
        "head-unserved",
        "kind-follow-ups",
    ];
    table(told.heads(&heads), rows.collect())?;
    Ok(exit::FINE)
}

fn show(office: &Office, which: &CaseId, told: &Tell) -> Code {
    let case = case(office, &which.id)?;
    if told.json {
        json(&value!({
            "case": object(&case.case),
            "state": case.state.code(),
            "risk": case.risk.map(|risk| risk.code()),
            "propose_follow_up": case.propose_follow_up.map(|day| day.iso()),
            "survivors": objects(&case.survivors),
            "perpetrators": objects(&case.perpetrators),
            "services": objects(&case.services),
            "referrals": objects(&case.referrals),
            "measures": objects(&case.measures),
            "follow_ups": objects(&case.follow_ups),
            "risk_checks": objects(&case.risk_checks),
        }))?;
        return Ok(exit::FINE);
    }
    fn lines<R: Record>(stored: &[Stored<R>], told: &Tell) -> Result<(), Failure> {
        for record in stored {
            line(format!(
                "{}: {}",
                message::kind(told.language, R::KIND),
                record.id
            ))?;
            for (column, cell) in R::columns().iter().zip(record.record.to_cells()) {
                let shown = tienbo_core::typed::show(&cell, column.kind, told.language);
                let is_owner = column.kind.referred().is_some();
                if !shown.is_empty() && !is_owner {
                    let label = message::column(told.language, &column.name);
                    line(format!("  {label}: {shown}"))?;
                }
            }
        }
        Ok(())
    }
    lines(std::slice::from_ref(&case.case), told)?;
    line(told.text(&format!("case-state-{}", case.state.code()), &[]))?;
    lines(&case.survivors, told)?;
    lines(&case.perpetrators, told)?;
    lines(&case.risk_checks, told)?;
    if let Some(risk) = case.risk {
        line(told.text(&format!("risk-{}", risk.code()), &[]))?;
        if risk == tienbo_core::catalogue::Risk::Immediate {
            for contact in &office.catalogues().latest().register.contacts {
                line(format!("{}: {}", contact.number, contact.name))?;
            }
        }
    }
    lines(&case.services, told)?;
    lines(&case.referrals, told)?;
    lines(&case.measures, told)?;
    lines(&case.follow_ups, told)?;
    Ok(exit::FINE)
}

/// Always as JSON: what it says has no table.
fn reveal(office: &mut Office, which: &CaseId) -> Code {
    let id = case(office, &which.id)?.case.id;
    let revealed = office.reveal_case(id)?;
    let persons: Vec<Value> = revealed
        .persons
        .iter()
        .map(|(person, identity)| value!({"person": person.as_str(), "identity": identity}))
        .collect();
    let files: Vec<&str> = revealed.files.iter().map(|f| f.name.as_str()).collect();
    json(&value!({
        "persons": persons, "papers": revealed.papers, "files": files,
    }))?;
    Ok(exit::FINE)
}

fn name(office: &mut Office, name: &Name, told: &Tell) -> Code {
    let id = case(office, &name.id)?.case.id;
    let identity = PersonIdentity::read(&typed(&name.file)?)?;
    office.put_person(id, &person(&name.person)?, &identity)?;
    done(id, told)
}

fn papers(office: &mut Office, papers: &WriteCase, told: &Tell) -> Code {
    let id = case(office, &papers.id)?.case.id;
    let written = CasePapers::read(&typed(&papers.file)?)?;
    office.put_papers(id, &written)?;
    done(id, told)
}

fn find(office: &mut Office, find: &FindPerson, told: &Tell) -> Code {
    let found = office.find_persons(&find.query)?;
    if told.json {
        let found: Vec<Value> = found
            .iter()
            .map(|found| {
                value!({
                    "person": found.person.as_str(), "identity": found.identity,
                    "as_survivor": found.as_survivor, "as_perpetrator": found.as_perpetrator,
                })
            })
            .collect();
        json(&found)?;
        return Ok(exit::FINE);
    }
    for found in &found {
        let name = found.identity.name.as_ref().map(ToString::to_string);
        let cases = found.as_survivor.len() + found.as_perpetrator.len();
        line(format!(
            "{}  {}  {cases}",
            found.person.as_str(),
            name.unwrap_or_default()
        ))?;
    }
    Ok(exit::FINE)
}

fn close(office: &mut Office, close: &CloseCase, told: &Tell) -> Code {
    let case = case(office, &close.id)?;
    let outcome = CaseOutcome::from_code(&close.outcome).map_err(at("outcome"))?;
    let on = date_or_today(close.on)?;
    office.close_case(case.case.id, case.case.version, on, outcome)?;
    done(case.case.id, told)
}

fn void(office: &mut Office, void: &VoidCase, told: &Tell) -> Code {
    let case = case(office, &void.id)?;
    let reason = VoidReason::from_code(&void.reason).map_err(at("voided"))?;
    office.void_case(case.case.id, case.case.version, reason)?;
    done(case.case.id, told)
}

fn due(office: &Office, due: &Due, told: &Tell) -> Code {
    let reminders = office.reminders(date_or_today(due.until)?)?;
    if told.json {
        let reminders: Vec<Value> = reminders
            .iter()
            .map(
                |r| value!({"case": r.case, "number": r.number.as_str(), "due_on": r.due_on.iso()}),
            )
            .collect();
        json(&reminders)?;
        return Ok(exit::FINE);
    }
    for reminder in &reminders {
        line(format!("{}  {}", reminder.due_on, reminder.number.as_str()))?;
    }
    Ok(exit::FINE)
}

fn transfer(office: &mut Office, transfer: &TransferCase, told: &Tell) -> Code {
    let id = case(office, &transfer.id)?.case.id;
    let ground = TransferGround::from_code(&transfer.ground).ok_or_else(|| {
        Failure::from(at("consent")(Problem::NotAChoice(transfer.ground.clone())))
    })?;
    office.write_transfer(id, &unit(&transfer.to)?, ground, &transfer.out)?;
    told.written(&transfer.out)
}

fn confirm(office: &mut Office, confirm: &Confirm, told: &Tell) -> Code {
    office.confirm_transfer(&confirm.package, &confirm.out)?;
    told.written(&confirm.out)
}

fn erase(office: &mut Office, erase: &Erase, told: &Tell) -> Code {
    let person = person(&erase.person)?;
    let reason = ErasureReason::from_code(&erase.reason).map_err(at("reason"))?;
    office.erase_person(&person, reason)?;
    told.result(
        &value!({"person": person.as_str()}),
        told.text("case-erased", &[("detail", person.as_str().to_owned())]),
    )
}

fn erasures(office: &Office, told: &Tell) -> Code {
    let erasures = office.erasures()?;
    if told.json {
        let erasures: Vec<Value> = erasures
            .iter()
            .map(|e| {
                value!({"at": e.at, "who": e.who, "person": e.person.as_str(),
                        "reason": e.reason.code(), "cases": e.cases})
            })
            .collect();
        json(&erasures)?;
        return Ok(exit::FINE);
    }
    for erasure in &erasures {
        let reason = message::choice(told.language, "erasure-reason", erasure.reason.code());
        line(format!(
            "{}  {}  {}  {reason}",
            erasure.at,
            erasure.who,
            erasure.person.as_str()
        ))?;
    }
    Ok(exit::FINE)
}

fn retention(office: &mut Office, retention: &Retention, told: &Tell) -> Code {
    let due = office.retention_due()?;
    if retention.reviewed {
        office.review_retention()?;
    }
    if told.json {
        let due: Vec<Value> = due
            .iter()
            .map(|d| value!({"person": d.person.as_str(), "since": d.since.iso()}))
            .collect();
        json(&due)?;
        return Ok(exit::FINE);
    }
    for due in &due {
        line(format!("{}  {}", due.since, due.person.as_str()))?;
    }
    Ok(exit::FINE)
}

fn year(number: i32) -> Result<Year, Failure> {
    Ok(Year::new(number).map_err(at("year"))?)
}

fn shown(parts: Option<i64>) -> String {
    parts
        .and_then(|parts| Decimal::from_parts(parts).ok())
        .map(|decimal| decimal.to_string())
        .unwrap_or_default()
}

fn count(office: &Office, count: &Count, told: &Tell) -> Code {
    let rows = office.register_rows(year(count.year)?, told.language)?;
    if told.json {
        let row = |row: &RegisterRow| {
            value!({
                "code": row.code, "no": row.printed_no, "wording": row.wording,
                "rule": row.rule, "value": row.value, "ratio": row.ratio,
                "overridden": row.overridden, "cases": row.cases,
                "outside": row.outside.map(|shown| shown.to_string()),
            })
        };
        json(&rows.iter().map(row).collect::<Vec<_>>())?;
        return Ok(exit::FINE);
    }
    let lines = rows.iter().map(|row| {
        vec![
            row.printed_no.clone(),
            row.wording.clone(),
            shown(row.value),
            row.outside
                .map(|shown| shown.to_string())
                .unwrap_or_default(),
            row.rule.clone(),
        ]
    });
    let heads = [
        "column-number",
        "annex01-indicator",
        "annex01-result",
        "head-outside",
        "head-rule",
    ];
    table(told.heads(&heads), lines.collect())?;
    Ok(exit::FINE)
}

fn overridden(office: &mut Office, other: &Override, told: &Tell) -> Code {
    let reason = other.reason.as_deref().unwrap_or_default();
    office.override_count(
        year(other.year)?,
        &other.row,
        other.value.as_deref(),
        reason,
    )?;
    told.result(&value!({"row": other.row}), &other.row)
}

fn analysis(office: &Office, which: &Analysis, told: &Tell) -> Code {
    let threshold = office.catalogues().latest().regime.mask_below;
    let analysis = office.analysis(which.from, which.to, threshold, told.language)?;
    let count = |inside: i64, outside: tienbo_core::figures::Shown| {
        if which.outside {
            outside.to_string()
        } else {
            inside.to_string()
        }
    };
    if told.json {
        let tables: Vec<Value> = analysis
            .tables
            .iter()
            .map(|table| {
                let rows: Vec<Value> = table
                    .rows
                    .iter()
                    .map(|row| value!({"label": row.label, "count": count(row.count, row.outside)}))
                    .collect();
                value!({"code": table.code, "rows": rows})
            })
            .collect();
        let without: Vec<&str> = analysis
            .without_service
            .iter()
            .map(|(_, number)| number.as_str())
            .filter(|_| !which.outside)
            .collect();
        json(&value!({
            "cases": count(analysis.cases, analysis.cases_outside),
            "survivors": count(analysis.survivors, analysis.survivors_outside),
            "without_service": without, "tables": tables,
        }))?;
        return Ok(exit::FINE);
    }
    let cases = count(analysis.cases, analysis.cases_outside);
    let survivors = count(analysis.survivors, analysis.survivors_outside);
    line(format!(
        "{}: {cases}",
        message::kind(told.language, RecordKind::ViolenceCase)
    ))?;
    line(format!(
        "{}: {survivors}",
        message::kind(told.language, RecordKind::Survivor)
    ))?;
    for of in &analysis.tables {
        line(told.text(&format!("analysis-{}", of.code), &[]))?;
        for row in &of.rows {
            line(format!(
                "  {}: {}",
                row.label,
                count(row.count, row.outside)
            ))?;
        }
    }
    Ok(exit::FINE)
}
