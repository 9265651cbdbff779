//! Attacks on the file of persons, by somebody who has it, all totals, and knows everything of everybody.

use super::*;
use crate::catalogue::Catalogue;
use crate::figures::ToldPerson;
use crate::figures::{Figure, register_counts};
use crate::model::{RecordKind, Stored, UnitCode};
use crate::package::Content;
use crate::sections::figures;
use serde_json::{Value, json};

const YEAR: i32 = 2024;
const OFFICE: &str = "27";
const UNITS: [&str; 5] = ["09163", "09166", "09169", "09172", "27"];
const LEAST: usize = 5;
const REGISTERS: u64 = 220;

fn code(code: &str) -> UnitCode {
    UnitCode::new(code).unwrap()
}

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let drawn = (self.0 >> 33) as usize;
        drawn % most.max(1)
    }
    /// One of some, the first ones more often.
    fn of<'a>(&mut self, some: &[&'a str]) -> &'a str {
        let most = self.below(some.len()) + 1;
        some[self.below(most)]
    }
}

/// The facts of a year's cases, by unit.
#[derive(Clone, Default)]
struct Register(BTreeMap<&'static str, Vec<(RecordKind, RecordId, Value)>>);

impl Register {
    /// More cases, found in some months.
    fn add(&mut self, chance: &mut Chance, months: std::ops::RangeInclusive<usize>) {
        for unit in UNITS {
            let most = [0, 3, 12, 40][chance.below(4)];
            let of = self.0.entry(unit).or_default();
            for _ in 0..chance.below(most + 1) {
                let case = RecordId::new();
                let month = months.start() + chance.below(months.end() - months.start() + 1);
                let facts = json!({
                    "number": format!("{}", 10_000 + chance.below(90_000)),
                    "found": format!("{YEAR}-{month:02}"),
                    "category": chance.of(&["domestic", "gender-based", "child-abuse", "trafficking-returnee"]),
                    "acts": [chance.of(&["a", "b", "i", "n"])],
                    "closed": (chance.below(2) == 0).then(|| format!("{YEAR}-12")),
                });
                of.push((RecordKind::CaseFacts, case, facts));
                for _ in 0..1 + chance.below(8) / 6 {
                    let mut facts = json!({
                        "case": case.to_string(),
                        // Some come again.
                        "person": format!("{}", 1_000 + chance.below(60)),
                        "sex": chance.of(&["female", "male"]),
                        "share": true,
                        "age": chance.of(&["25-39", "40-59", "18-24", "12-15", "60+", "0-5", "unknown"]),
                        "relation": chance.of(&["spouse", "former-spouse", "child", "acquaintance"]),
                        "received": match chance.below(3) {
                            0 => json!([]),
                            _ => json!([chance.of(&["counselling", "shelter", "loan"])]),
                        },
                        "first_basic": (chance.below(2) == 0).then(|| format!("{YEAR}-{month:02}")),
                    });
                    // Some do not agree that more goes along than counts them.
                    if chance.below(4) == 0 {
                        for (name, left) in [
                            ("share", json!(false)),
                            ("age", json!("unknown")),
                            ("relation", Value::Null),
                            ("received", json!([])),
                        ] {
                            facts[name] = left;
                        }
                    }
                    of.push((RecordKind::SurvivorFacts, RecordId::new(), facts));
                }
            }
        }
    }

    /// The ages of some were wrong.
    fn correct(&mut self, chance: &mut Chance) {
        for (_, _, facts) in self.0.values_mut().flatten() {
            if facts.get("age").is_some() && chance.below(4) == 0 {
                facts["age"] = json!("40-59");
            }
        }
    }

    fn periods(&self, catalogue: &Catalogue) -> Vec<Dataset> {
        let of_period = catalogue.periods().map(|period| {
            let mut data = Dataset::new(catalogue, period).unwrap();
            for (unit, records) in &self.0 {
                let mut content = Content::default();
                for (kind, id, facts) in records {
                    let facts = facts.as_object().unwrap().clone();
                    let facts = facts
                        .into_iter()
                        .filter(|(_, value)| !value.is_null())
                        .collect();
                    content.records.entry(*kind).or_default().push(Stored {
                        id: *id,
                        version: 1,
                        origin: 0,
                        record: kind.from_json(&facts).unwrap(),
                    });
                }
                data.add(catalogue, &code(unit), &content).unwrap();
            }
            data
        });
        of_period.collect()
    }
}

type Row = BTreeMap<&'static str, String>;

/// Somebody who was found, as everybody knows her.
struct Known {
    unit: UnitCode,
    person: CaseRef,
    case: RecordId,
    steps: Vec<Vec<String>>,
}

impl Known {
    /// Whether a row could be hers.
    fn fits(&self, row: &Row) -> bool {
        COLUMNS.iter().zip(&self.steps).all(|(column, steps)| {
            row.get(column.name)
                .is_none_or(|value| steps.contains(value))
        })
    }
}

fn population(catalogue: &Catalogue, periods: &[Dataset]) -> Vec<Known> {
    let whole = |data: &&Dataset| data.period.to_string() == "phu-luc-02/2024/annual";
    let data = periods.iter().find(whole).unwrap();
    let mut all = Vec::new();
    for unit in &data.units {
        let cases = counted_cases(unit);
        for survivor in unit.of::<SurvivorFacts>() {
            let case = survivor.record.case.id();
            let found = SurvivorInCase {
                unit: &unit.unit,
                units: catalogue.units_of(data.period),
                office: &code(OFFICE),
                rules: &catalogue.register,
                case: cases[&case],
                survivor: &survivor.record,
            };
            all.push(Known {
                unit: unit.unit.clone(),
                person: survivor.record.person.clone(),
                case,
                steps: COLUMNS
                    .iter()
                    .map(|column| (column.steps)(&found))
                    .collect(),
            });
        }
    }
    all
}

/// Every class of the rows stands for enough rows, persons and cases; and of nobody who is known by the
/// other columns it tells an act or a help for certain.
fn attack_alone(rows: &[Row], population: &[Known], about: &str) {
    let mut classes: BTreeMap<&Row, usize> = BTreeMap::new();
    for row in rows {
        *classes.entry(row).or_default() += 1;
    }
    let mut alike: BTreeMap<Row, Vec<&Row>> = BTreeMap::new();
    for (row, times) in classes {
        assert!(times >= LEAST, "{about}: {times} × {row:?}");
        let fits: Vec<&Known> = population.iter().filter(|one| one.fits(row)).collect();
        let persons: BTreeSet<_> = fits.iter().map(|one| (&one.unit, &one.person)).collect();
        let cases: BTreeSet<_> = fits.iter().map(|one| one.case).collect();
        assert!(
            persons.len() >= times && cases.len() >= times,
            "{about}: {row:?}"
        );
        let mut known = row.clone();
        known.retain(|name, _| !["acts", "received"].contains(name));
        alike.entry(known).or_default().push(row);
    }
    for (known, rows) in alike {
        for column in ["acts", "received"] {
            let has = |row: &&&Row, value: &str| {
                row.get(column)
                    .is_some_and(|cell| cell.split(';').any(|one| one == value))
            };
            let first = rows[0].get(column).map(String::as_str).unwrap_or_default();
            for value in first.split(';').filter(|value| !value.is_empty()) {
                let all = rows.iter().filter(|row| has(row, value)).count();
                assert!(
                    all < rows.len(),
                    "{about}: {value} of all who are {known:?}"
                );
            }
        }
    }
}

/// What is left of a number that is printed, less the rows of files that certainly are of those whom it counts,
/// is never small. Of everybody it is known what was so when a file was made: who matched an earlier file with
/// what was corrected since would be certain of what is not so.
fn attack_with_totals(
    catalogue: &Catalogue,
    periods: &[Dataset],
    files: &[(Vec<Row>, Vec<Known>)],
    about: &str,
) {
    let mut regions: Vec<BTreeSet<UnitCode>> = UNITS.map(|unit| [code(unit)].into()).into();
    let units = catalogue.units_of(periods[0].period);
    for above in ["256", OFFICE] {
        let below = UNITS.map(code).into_iter();
        regions.push(
            below
                .filter(|unit| units.is_within(unit, &code(above)))
                .collect(),
        );
    }
    let mut fitting: Vec<(i64, Vec<&Known>)> = Vec::new();
    for (rows, population) in files {
        let mut classes: BTreeMap<&Row, i64> = BTreeMap::new();
        for row in rows {
            *classes.entry(row).or_default() += 1;
        }
        fitting.extend(classes.into_iter().map(|(row, times)| {
            let fits = population.iter().filter(|one| one.fits(row));
            (times, fits.collect())
        }));
    }
    for (data, region) in periods
        .iter()
        .flat_map(|data| regions.iter().map(move |of| (data, of)))
    {
        let data = data.only(|unit| region.contains(&unit.unit));
        let mut numbers: BTreeMap<String, Figure> = figures(&data)
            .into_iter()
            .filter(|(code, _)| code.is_of_cases())
            .map(|(code, figure)| (code.to_string(), figure))
            .collect();
        for unit in &data.units {
            for (count, figure) in register_counts(&data, unit) {
                let sum = numbers.entry(count.code().to_owned()).or_default();
                sum.value = Some(sum.value.unwrap_or(0) + figure.value.unwrap());
                sum.records.extend(figure.records);
            }
        }
        for (code, number) in numbers {
            let of_region = |one: &Known| region.contains(&one.unit);
            let certain = fitting.iter().filter(|(_, fits)| {
                !fits.is_empty()
                    && fits
                        .iter()
                        .all(|one| number.records.contains(&one.case) && of_region(one))
            });
            let certain: i64 = certain.map(|(times, _)| times).sum();
            let left = number.value.unwrap() - certain;
            assert!(
                certain == 0 || left >= LEAST as i64,
                "{about}: {code} of {region:?} in {}: {:?} less {certain}",
                data.period,
                number.value
            );
        }
    }
}

/// What an office tells, and what it keeps of it.
#[derive(Default)]
struct Ledger {
    /// From which the order of persons is drawn.
    secret: u64,
    persons: Vec<(RecordId, UnitCode)>,
    rows: Vec<Row>,
}

impl Ledger {
    /// Tells of a period; gives what is new, part by part.
    fn tell(&mut self, catalogue: &Catalogue, periods: &[Dataset], period: &str) -> Vec<Told> {
        let asked = |other| other == period.parse::<Period>().unwrap();
        let year = YearOfCases::new(catalogue, &code(OFFICE), periods, asked);
        let order = Order::new(&self.secret.to_be_bytes()).unwrap();
        let parts = year.all_told(self.persons.clone(), LEAST, &order);
        for told in &parts {
            self.persons.extend(told.persons.iter().cloned());
            self.rows.extend(told.rows.iter().cloned());
            // The gate takes them for known as they are kept.
            for row in &told.rows {
                let kept = serde_json::to_string(row).unwrap();
                assert!(ToldPerson::read(&kept).is_some(), "{kept}");
            }
        }
        parts
    }
}

#[test]
fn nobody_is_found_in_a_file_of_persons_beside_all_that_is_printed() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut told = 0;
    for seed in 0..REGISTERS {
        let mut register = Register::default();
        register.add(&mut Chance(seed), 1..=12);
        let periods = register.periods(&catalogue);
        let mut ledger = Ledger::default();
        let parts = ledger.tell(&catalogue, &periods, "2024");
        let about = format!("register {seed}");
        let now = || population(&catalogue, &periods);
        attack_alone(&ledger.rows, &now(), &about);
        told += ledger.rows.len();
        // Of what was found part by part each is anonymous by itself, also for who could tell them apart.
        let files: Vec<_> = parts.into_iter().map(|told| (told.rows, now())).collect();
        for (rows, population) in &files {
            attack_alone(rows, population, &about);
        }
        attack_with_totals(&catalogue, &periods, &files, &about);
    }
    assert!(told > 1_000, "{told}");
}

#[test]
fn two_files_of_persons_laid_side_by_side_split_no_class() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut added = 0;
    for seed in 0..REGISTERS / 4 {
        let chance = &mut Chance(seed + 1_000_000);
        let mut register = Register::default();
        let mut ledger = Ledger::default();
        register.add(chance, 1..=6);
        let first = register.periods(&catalogue);
        ledger.tell(&catalogue, &first, "2024-6t");
        let mut files = vec![(ledger.rows.clone(), population(&catalogue, &first))];
        // Later in the year: cases of the first half that were found out late, others, and corrections.
        register.add(chance, 4..=12);
        register.correct(chance);
        let periods = register.periods(&catalogue);
        let before: BTreeSet<RecordId> = ledger.persons.iter().map(|(id, _)| *id).collect();
        let about = format!("register {seed}");
        for told in ledger.tell(&catalogue, &periods, "2024") {
            let again = told.persons.iter().any(|(id, _)| before.contains(id));
            assert!(!again, "{about}");
            // What is new in the second file is as anonymous as a file of its own.
            let now = population(&catalogue, &periods);
            attack_alone(&told.rows, &now, &about);
            added += told.rows.len();
            files.push((told.rows, now));
        }
        attack_with_totals(&catalogue, &periods, &files, &about);
    }
    assert!(added > 1_000, "{added}");
}

/// The rows of a ledger, whatever their order.
fn in_order(ledger: &Ledger) -> Vec<Row> {
    let mut rows = ledger.rows.clone();
    rows.sort();
    rows
}

#[test]
fn a_file_of_the_same_records_is_the_same_each_time() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut parts = 0;
    for seed in 0..REGISTERS / 4 {
        let chance = &mut Chance(seed + 2_000_000);
        let mut register = Register::default();
        register.add(chance, 1..=12);
        let mut ledger = Ledger::default();
        for change in 0..2 {
            let periods = register.periods(&catalogue);
            let told = ledger.tell(&catalogue, &periods, "2024");
            parts += usize::from(told.len() > 1);
            let first = in_order(&ledger);
            for again in 0..2 {
                ledger.tell(&catalogue, &periods, "2024");
                let about = format!("register {seed}, {change}, {again}");
                assert_eq!(in_order(&ledger), first, "{about}");
            }
            register.correct(chance);
        }
    }
    assert!(parts > 5, "{parts}");
}

#[test]
fn who_was_told_and_is_gone_closes_her_unit() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut register = Register::default();
    let chance = &mut Chance(7);
    while register.0.get("09163").is_none_or(|of| of.len() < 100) {
        register.add(chance, 1..=12);
    }
    register.0.retain(|unit, _| *unit == "09163");
    let period = "2024";
    let mut ledger = Ledger::default();
    assert!(
        !ledger.tell(&catalogue, &register.periods(&catalogue), period)[0]
            .rows
            .is_empty()
    );
    // The same persons under other ids: told again, they would be told twice.
    let mut again = Register::default();
    let ids: BTreeMap<String, RecordId> = register.0["09163"]
        .iter()
        .map(|(_, id, _)| (id.to_string(), RecordId::new()))
        .collect();
    let others = register.0["09163"].iter().map(|(kind, id, facts)| {
        let mut facts = facts.clone();
        if let Some(case) = facts.get("case").and_then(|case| ids.get(case.as_str()?)) {
            facts["case"] = json!(case.to_string());
        }
        (*kind, ids[&id.to_string()], facts)
    });
    again.0.insert("09163", others.collect());
    let told = ledger.tell(&catalogue, &again.periods(&catalogue), period);
    assert!(told.len() == 1 && told[0].rows.is_empty() && told[0].left_out > 50);
}

/// A province has cases of its own, and prints them alone too. Who is told is drawn from its secret, so that it is
/// tried with many.
#[test]
fn what_is_printed_of_a_unit_without_those_below_it_is_not_taken_from_the_rows() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let mut register = Register::default();
    register.add(&mut Chance(120), 1..=12);
    let periods = register.periods(&catalogue);
    for round in 0..150 {
        let mut ledger = Ledger {
            secret: round,
            ..Ledger::default()
        };
        ledger.tell(&catalogue, &periods, "2024");
        let file = (ledger.rows, population(&catalogue, &periods));
        attack_with_totals(&catalogue, &periods, &[file], &format!("round {round}"));
    }
}
