//! A province's office with everything that a year brings: 130 units, three reports, corrections,
//! late ones, and every kind of bad package among them. What it counts equals a count made apart, and
//! killing it changes nothing.

use age::secrecy::ExposeSecret;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tienbo_core::figures::{Dataset, Indicators, control_totals, figures};
use tienbo_core::model::{Day, Period, RecordId, RecordKind, UnitCode};
use tienbo_core::package::{Content, ControlTotals, Label, Package, look, write_submission};
use tienbo_core::package::{Reason, ReceiptState};
use tienbo_core::progress::Watch;
use tienbo_core::receiving::{Line, Standing};
use tienbo_core::store::{self, Stored};
use tienbo_core::vault::Office;
use tienbo_support::paper::{CATALOGUE, Unit, recipient};
use tienbo_support::{CliOffice, PROVINCE, copy, folder, python, shown, string, tool};

const UNITS: usize = 130;
const PERIODS: [(&str, &str); 3] = [
    ("2024-6t", "2024-06-05"),
    ("2024", "2024-12-05"),
    ("phu-luc-01/2024/annual", "2024-12-25"),
];
const KILLS: u32 = 200;

/// A sequence of numbers that looks like chance and is the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// What a unit's report of a period adds up to, counted as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    documents: i64,
    events: i64,
    men: i64,
    women: i64,
    granted: i64,
    /// Ten-thousandths, as everywhere.
    numerator: i64,
    denominator: i64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.events += other.events;
        self.men += other.men;
        self.women += other.women;
        self.granted += other.granted;
        self.numerator += other.numerator;
        self.denominator += other.denominator;
    }
}

/// What the plan says of a unit's report.
struct Planned {
    standing: Standing,
    /// Package that counts in the end.
    package: String,
    revision: i64,
    sums: Sums,
}

/// The province, its units, and the folder of files that came.
struct Year {
    work: tempfile::TempDir,
    province: CliOffice,
    units: Vec<Unit>,
    inbox: PathBuf,
    planned: BTreeMap<(usize, usize), Planned>,
    /// How many files are refused, by code.
    bad: BTreeMap<&'static str, usize>,
    files: usize,
}

fn at(day: &str, hour: u32) -> DateTime<FixedOffset> {
    format!("{day}T{hour:02}:00:00+07:00").parse().unwrap()
}

fn content(index: usize, period: usize, revision: i64) -> (Content, Sums) {
    let mut chance = Chance((index * 100 + period * 10) as u64 + revision as u64);
    let mut sums = Sums::default();
    let mut content = Content::default();
    let mut add = |kind: RecordKind, fields: Value| {
        let record = Stored {
            id: RecordId::new(),
            version: 1,
            origin: 0,
            record: kind.from_json(fields.as_object().unwrap()).unwrap(),
        };
        content.records.entry(kind).or_default().push(record);
    };
    if period == 2 {
        let (women, all) = (chance.below(20) as i64, 20 + chance.below(30) as i64);
        let parts = 10_000;
        add(
            RecordKind::IndicatorValue,
            json!({"indicator": "I.1", "year": 2024, "numerator": women * parts,
                "denominator": all * parts, "source": "Sổ cán bộ"}),
        );
        (sums.numerator, sums.denominator) = (women * parts, all * parts);
        return (content, sums);
    }
    for number in 0..1 + chance.below(3) {
        let date = format!("2024-0{}-1{}", 1 + chance.below(5), number);
        add(
            RecordKind::IssuedDocument,
            json!({"symbol": format!("{number}/KH-BVSTBPN"), "date": date,
                "issuer": "Ban VSTBPN", "summary": "Kế hoạch mẫu"}),
        );
        sums.documents += 1;
    }
    for _ in 0..1 + chance.below(4) {
        let date = format!("2024-0{}-20", 1 + chance.below(4));
        let (men, women) = (chance.below(90) as i64, chance.below(90) as i64);
        add(
            RecordKind::CommunicationEvent,
            json!({"date": date, "form": "talk", "organiser": "committee",
                "content": "Nói chuyện chuyên đề", "men": men, "women": women}),
        );
        sums.events += 1;
        sums.men += men;
        sums.women += women;
    }
    let granted = 1_000_000 * (1 + chance.below(50) as i64);
    add(
        RecordKind::FundingLine,
        json!({"year": 2024, "source": "state-budget", "granted": granted}),
    );
    sums.granted += granted;
    (content, sums)
}

fn totals(office: &Office, unit: &UnitCode, period: Period, content: &Content) -> ControlTotals {
    let catalogue = office.catalogues().latest();
    let mut data = Dataset::new(catalogue, period).unwrap();
    data.add(catalogue, unit, content).unwrap();
    control_totals(&figures(&data))
}

impl Year {
    fn new() -> Self {
        let work = folder();
        let province = CliOffice::new(work.path(), PROVINCE);
        let inbox = work.path().join("inbox");
        for folder in ["xa", "hong", "huyen/sau"] {
            std::fs::create_dir_all(inbox.join(folder)).unwrap();
        }
        let mut year = Self {
            work,
            province,
            units: Vec::new(),
            inbox,
            planned: BTreeMap::new(),
            bad: BTreeMap::new(),
            files: 0,
        };
        let mut office = year.province.open();
        assert_eq!(office.catalogues().latest().regime.id, CATALOGUE);
        let named: Vec<(UnitCode, String)> = office
            .catalogues()
            .latest()
            .units
            .iter()
            .filter(|unit| unit.code.as_str() != PROVINCE)
            .take(UNITS)
            .map(|unit| (unit.code.clone(), unit.name.clone()))
            .collect();
        year.units = named
            .iter()
            .map(|(code, name)| Unit::new(code, name))
            .collect();
        let cards = year.work.path().join("cards");
        std::fs::create_dir(&cards).unwrap();
        for (index, unit) in year.units.iter().enumerate() {
            let card = cards.join(format!("{index:03}.tienbo"));
            std::fs::write(card, unit.card().bytes).unwrap();
        }
        let files = tienbo_core::intake::packages_in(std::slice::from_ref(&cards)).unwrap();
        let batch = office.import_all(&files, None, &mut Watch::none()).unwrap();
        assert!(
            batch
                .outcomes
                .iter()
                .all(|o| o.verdict == "goi.the-da-nhan")
        );
        for unit in &year.units {
            unit.is_trusted_by(&mut office);
        }
        for index in 0..UNITS {
            for period in 0..PERIODS.len() {
                year.report(&office, index, period);
            }
        }
        year.spoil(&office);
        year.revoke(&mut office, &cards);
        year
    }

    fn write(&mut self, package: &Package, folder: &str) -> PathBuf {
        self.files += 1;
        let path = self
            .inbox
            .join(folder)
            .join(format!("{:04}.tienbo", self.files));
        std::fs::write(&path, &package.bytes).unwrap();
        path
    }

    fn submission(
        &self,
        office: &Office,
        (index, period): (usize, usize),
        revision: i64,
        change: impl FnOnce(&mut Label<'_>),
    ) -> (Package, Sums) {
        let unit = &self.units[index];
        let of: Period = PERIODS[period].0.parse().unwrap();
        let (content, sums) = content(index, period, revision);
        let mut label = unit.submission_label(of, recipient(office));
        label.revision = Some(revision);
        label.sequence = 100 * period as i64 + revision;
        change(&mut label);
        let totals = totals(office, &unit.code, of, &content);
        (write_submission(label, &content, totals).unwrap(), sums)
    }

    /// A unit's report of a period with its corrections, or nothing, as the plan has it.
    fn report(&mut self, office: &Office, index: usize, period: usize) {
        if (index * 7 + period * 3).is_multiple_of(11) {
            let planned = Planned {
                standing: Standing::Missing,
                package: String::new(),
                revision: 0,
                sums: Sums::default(),
            };
            self.planned.insert((index, period), planned);
            return;
        }
        let due = PERIODS[period].1;
        let late = (index + period).is_multiple_of(3);
        let revisions = match (index + 2 * period) % 23 {
            2 => 3,
            n if n % 5 == 1 => 2,
            _ => 1,
        };
        for revision in 1..=revisions {
            // Late is who sent first on the day itself; corrections come later and do not count.
            let day = if late || revision > 1 {
                due
            } else {
                "2024-01-31"
            };
            let hour = 1 + u32::try_from(revision).unwrap();
            let (package, sums) = self.submission(office, (index, period), revision, |label| {
                label.created_at = at(day, hour);
            });
            // A later revision may well lie before an earlier one.
            let folder = ["xa", "huyen/sau"][(index + revision as usize) % 2];
            self.write(&package, folder);
            let planned = Planned {
                standing: if late {
                    Standing::Late
                } else {
                    Standing::InTime
                },
                package: package.envelope.package_id,
                revision,
                sums,
            };
            self.planned.insert((index, period), planned);
        }
    }

    fn refused(&mut self, code: &'static str) {
        *self.bad.entry(code).or_insert(0) += 1;
    }

    /// A further unit whose key was revoked after it had written its report.
    fn revoke(&mut self, office: &mut Office, cards: &Path) {
        let (code, name) = {
            let units = &office.catalogues().latest().units;
            let unit = units.iter().nth(UNITS + 1).unwrap();
            (unit.code.clone(), unit.name.clone())
        };
        let unit = Unit::new(&code, &name);
        let card = cards.join("revoked.tienbo");
        std::fs::write(&card, unit.card().bytes).unwrap();
        office.import(&card, None).unwrap();
        unit.is_trusted_by(office);
        office.revoke_key(&code, "Mất máy tính của đơn vị").unwrap();
        let of: Period = PERIODS[0].0.parse().unwrap();
        let (records, _) = content(0, 0, 1);
        let sums = totals(office, &code, of, &records);
        let label = unit.submission_label(of, recipient(office));
        let package = write_submission(label, &records, sums).unwrap();
        self.write(&package, "hong");
        self.refused("goi.khoa-thu-hoi");
    }

    /// Files of every kind that must be refused.
    fn spoil(&mut self, office: &Office) {
        let there = |year: &Self, from: usize| {
            let mut found = (from..UNITS).filter(|index| {
                let planned = &year.planned[&(*index, 0)];
                planned.standing != Standing::Missing && planned.revision == 1
            });
            found.next().unwrap()
        };
        for round in 0..4 {
            let index = there(self, 10 * round + 3);
            // Cut short, a byte changed, no package at all, nothing at all.
            let (package, _) = self.submission(office, (index, 0), 9, |_| ());
            let path = self.write(&package, "hong");
            std::fs::write(&path, &package.bytes[..package.bytes.len() / 2]).unwrap();
            self.refused("goi.hong");
            let path = self.write(&package, "hong");
            let mut bytes = package.bytes.clone();
            let end = bytes.len() / 2;
            bytes[end] ^= 1;
            std::fs::write(&path, bytes).unwrap();
            self.refused("goi.hong");
            let path = self.write(&package, "hong");
            std::fs::write(&path, format!("Đây là tệp Word số {round}")).unwrap();
            self.refused("goi.hong");
            // A stranger in the unit's name.
            let stranger = Unit::new(&self.units[index].code, &self.units[index].name);
            let of: Period = PERIODS[0].0.parse().unwrap();
            let (records, _) = content(index, 0, 1);
            let sums = totals(office, &stranger.code, of, &records);
            let label = stranger.submission_label(of, recipient(office));
            let package = write_submission(label, &records, sums.clone()).unwrap();
            self.write(&package, "hong");
            self.refused("goi.khoa-la");
            // A unit with its own key in another's name.
            let other = self.units[index + 1].code.clone();
            let (package, _) = self.submission(office, (index, 0), 9, |label| {
                label.sender.unit = other;
            });
            self.write(&package, "hong");
            self.refused("goi.sai-don-vi");
            // For somebody else.
            let (package, _) = self.submission(office, (index, 0), 9, |label| {
                label.recipients[0].unit = UnitCode::new("24").unwrap();
            });
            self.write(&package, "hong");
            self.refused("goi.khong-gui-cho-ta");
            // Of a catalogue that is not here.
            let (package, _) = self.submission(office, (index, 0), 9, |label| {
                label.catalogue = "ha-noi-2024.1".to_owned();
            });
            self.write(&package, "hong");
            self.refused("goi.khac-danh-muc");
            // Records of another report.
            let unit = &self.units[index];
            let (records, _) = content(index, 2, 1);
            let mut label = unit.submission_label(of, recipient(office));
            (label.revision, label.sequence) = (Some(9), 9);
            let package = write_submission(label, &records, ControlTotals::default()).unwrap();
            self.write(&package, "hong");
            self.refused("goi.ban-ghi-sai");
            // Totals that its records do not add up to.
            let (records, _) = content(index, 0, 1);
            let unit = &self.units[index];
            let mut label = unit.submission_label(of, recipient(office));
            (label.revision, label.sequence) = (Some(9), 9);
            let wrong = ControlTotals {
                women: sums.women + 1,
                ..sums
            };
            let package = write_submission(label, &records, wrong).unwrap();
            self.write(&package, "hong");
            self.refused("goi.hong");
            // Another package under the same revision: the one made later is refused.
            let (package, _) = self.submission(office, (index, 0), 1, |label| {
                label.sequence += 50;
            });
            self.write(&package, "hong");
            self.refused("goi.xung-dot");
            // An earlier revision than one that was made before it.
            let mut with_more = (0..UNITS)
                .filter(|index| self.planned[&(*index, 1)].revision == 2 && index % 4 == round);
            let index = with_more.next().unwrap();
            let (package, _) = self.submission(office, (index, 1), 1, |label| {
                label.sequence += 60;
            });
            self.write(&package, "hong");
            self.refused("goi.xung-dot");
        }
        // The same content twice is told once.
        std::fs::write(self.inbox.join("hong/trong-1.tienbo"), "").unwrap();
        std::fs::write(self.inbox.join("hong/trong-2.tienbo"), "").unwrap();
        self.refused("goi.hong");
    }

    fn import(&self) {
        let ran = self.province.run(&["import", &shown(&self.inbox)]);
        assert_eq!(ran.code, 1, "{ran:?}");
    }

    /// What the office holds, apart from when it got it.
    fn held(&self) -> Value {
        assert_eq!(self.province.done(&["verify"])["fine"], true);
        let mut inbox = self.province.done(&["inbox"]);
        for submission in inbox["submissions"].as_array_mut().unwrap() {
            submission["imported_at"] = Value::Null;
        }
        let refused = inbox["refused"].as_array_mut().unwrap();
        for file in refused.iter_mut() {
            (file["at"], file["id"]) = (Value::Null, Value::Null);
        }
        refused.sort_by_key(|file| string(&file["path"]));
        let figures: Vec<Value> = PERIODS
            .iter()
            .map(|(period, _)| self.province.done(&["figures", period, "--all"]))
            .collect();
        json!({"inbox": inbox, "figures": figures})
    }

    fn matrix_is_as_planned(&self, office: &Office) {
        let periods: Vec<Period> = PERIODS.iter().map(|(p, _)| p.parse().unwrap()).collect();
        let today = Day::parse("31/12/2024").unwrap();
        let matrix = office.matrix(&periods, today).unwrap();
        assert!(matrix.rows.len() > UNITS);
        for (index, unit) in self.units.iter().enumerate() {
            let row = matrix
                .rows
                .iter()
                .find(|row| row.unit == unit.code)
                .unwrap();
            for (period, cell) in row.cells.iter().enumerate() {
                let planned = &self.planned[&(index, period)];
                assert_eq!(cell.standing, planned.standing, "{index} {period}");
                let package = cell.package_id.clone().unwrap_or_default();
                assert_eq!(package, planned.package, "{index} {period}");
            }
        }
        for (period, column) in matrix.periods.iter().enumerate() {
            let count = |standings: &[Standing]| {
                let of_period = self.planned.iter().filter(|((_, p), _)| *p == period);
                of_period
                    .filter(|(_, planned)| standings.contains(&planned.standing))
                    .count() as i64
            };
            assert_eq!(column.in_time, count(&[Standing::InTime]));
            assert_eq!(column.here, count(&[Standing::InTime, Standing::Late]));
            assert_eq!(column.expected, matrix.rows.len() as i64);
        }
    }

    fn totals_are_as_planned(&self, office: &Office) {
        for (period, (name, _)) in PERIODS.iter().enumerate() {
            let mut sums = Sums::default();
            for ((_, p), planned) in &self.planned {
                if *p == period {
                    sums.add(planned.sums);
                }
            }
            let data = office.all_data(name.parse().unwrap()).unwrap();
            let counted = figures(&data);
            let value = |code: &str| counted[code].value.unwrap_or(0);
            if period == 2 {
                let catalogue = office.catalogues().latest();
                let row = catalogue
                    .annex01
                    .iter()
                    .find(|row| row.code == "I.1")
                    .unwrap();
                let result = Indicators::new(catalogue, &data).row(row);
                assert_eq!(result.numerator, Some(sums.numerator));
                assert_eq!(result.denominator, Some(sums.denominator));
                continue;
            }
            assert_eq!(value("documents"), sums.documents, "{name}");
            assert_eq!(value("events"), sums.events, "{name}");
            assert_eq!(value("participants.men"), sums.men, "{name}");
            assert_eq!(value("participants.women"), sums.women, "{name}");
            assert_eq!(value("funding.granted"), sums.granted, "{name}");
        }
    }

    /// At every level of the tree; and each number leads to as many records as it counts.
    fn levels_are_as_planned(&self, office: &mut Office) {
        for (period, (name, _)) in PERIODS.iter().enumerate() {
            let totals = office.totals(name.parse().unwrap()).unwrap();
            let units = office.catalogues().latest().units.clone();
            for row in &totals.rows {
                let mut sums = Sums::default();
                let mut reported = 0;
                for ((index, p), planned) in &self.planned {
                    let is_below = units.is_within(&self.units[*index].code, &row.unit);
                    if *p == period && is_below && planned.standing != Standing::Missing {
                        sums.add(planned.sums);
                        reported += 1;
                    }
                }
                assert_eq!(row.reported, reported, "{}", row.unit);
                if period == 2 {
                    let catalogue = office.catalogues().latest();
                    let of = catalogue
                        .annex01
                        .iter()
                        .find(|row| row.code == "I.1")
                        .unwrap();
                    let result = Indicators::of_summary(catalogue, &row.sum).row(of);
                    assert_eq!(
                        result.numerator.unwrap_or(0),
                        sums.numerator,
                        "{}",
                        row.unit
                    );
                    assert_eq!(result.denominator.unwrap_or(0), sums.denominator);
                    continue;
                }
                assert_eq!(
                    row.sum.figure("documents"),
                    Some(sums.documents),
                    "{}",
                    row.unit
                );
                assert_eq!(row.sum.figure("participants.women"), Some(sums.women));
                assert_eq!(row.sum.figure("funding.granted"), Some(sums.granted));
            }
        }
        let line = Line::Figure("documents".to_owned());
        for (index, unit) in self.units.iter().enumerate() {
            let planned = &self.planned[&(index, 1)];
            let traced = office
                .traced("2024".parse().unwrap(), &unit.code, &line)
                .unwrap();
            let records = traced.map(|traced| traced.records.len() as i64);
            let is_here = planned.standing != Standing::Missing;
            assert_eq!(
                records,
                is_here.then_some(planned.sums.documents),
                "{index}"
            );
        }
    }

    /// What goes to other systems adds up to the same.
    fn other_systems_count_alike(&self, office: &mut Office) {
        let folder = self.work.path().join("parquet");
        std::fs::create_dir(&folder).unwrap();
        let periods: Vec<Period> = PERIODS.iter().map(|(p, _)| p.parse().unwrap()).collect();
        office.write_records(&periods, false, &folder).unwrap();
        let read = python("duckdb_totals.py", &[&folder]);
        let read: Value = serde_json::from_str(&read).unwrap();
        for (period, (name, _)) in PERIODS.iter().enumerate() {
            let mut sums = Sums::default();
            let of_period = self.planned.iter().filter(|((_, p), _)| *p == period);
            of_period.for_each(|(_, planned)| sums.add(planned.sums));
            let totals = &read["totals"][periods[period].to_string()];
            if period == 2 {
                assert_eq!(totals["I.1"].as_i64(), Some(sums.numerator), "{totals}");
                continue;
            }
            assert_eq!(
                totals["events"].as_i64(),
                Some(sums.events),
                "{name}: {totals}"
            );
            assert_eq!(totals["events.men"].as_i64(), Some(sums.men));
            assert_eq!(totals["events.women"].as_i64(), Some(sums.women));
            assert_eq!(totals["documents"].as_i64(), Some(sums.documents));
            assert_eq!(totals["funding.granted"].as_i64(), Some(sums.granted));
        }
        // No text that somebody typed goes.
        let columns = read["columns"].as_array().unwrap();
        for typed in [
            "record_content",
            "record_summary",
            "record_symbol",
            "record_name",
        ] {
            assert!(columns.iter().all(|column| column != typed), "{typed}");
        }

        // Numerators and denominators of every unit, as XML that fits its schema's form and as JSON.
        let values = office.dhis2(periods[2]).unwrap();
        let adx = self.work.path().join("adx.xml");
        std::fs::write(&adx, values.adx().unwrap()).unwrap();
        let sum = |element: &str| {
            let path =
                format!("sum(//*[local-name()='dataValue'][@dataElement='{element}']/@value)");
            tool("xmllint", &["--xpath", &path, &shown(&adx)])
        };
        let mut sums = Sums::default();
        let of_annex01 = self.planned.iter().filter(|((_, p), _)| *p == 2);
        of_annex01.for_each(|(_, planned)| sums.add(planned.sums));
        let whole = |parts: i64| (parts / 10_000).to_string();
        assert_eq!(sum("PL01_I_1_TU").trim(), whole(sums.numerator));
        assert_eq!(sum("PL01_I_1_MAU").trim(), whole(sums.denominator));
        let json: Value = serde_json::from_slice(&values.json().unwrap()).unwrap();
        let of = |element: &str| -> i64 {
            let values = json["dataValues"].as_array().unwrap().iter();
            let of_element = values.filter(|value| value["dataElement"] == element);
            of_element
                .map(|value| string(&value["value"]).parse::<i64>().unwrap())
                .sum()
        };
        assert_eq!(of("PL01_I_1_TU"), sums.numerator / 10_000);
        assert_eq!(json["dataValues"][0]["period"], "2024");
    }

    fn receipts_are_as_planned(&mut self, office: &mut Office) {
        // Every thirteenth report is returned, every other one but a few is accepted.
        let mut told: BTreeMap<usize, BTreeMap<String, ReceiptState>> = BTreeMap::new();
        for ((index, period), planned) in &mut self.planned {
            if planned.standing == Standing::Missing || index % 10 == 9 {
                continue;
            }
            let state = if (index + 5 * period) % 13 == 4 {
                let remark = |text: &str| Reason {
                    section: (*period < 2).then(|| "I.1".to_owned()),
                    record: None,
                    text: text.to_owned(),
                };
                let remarks = [remark("Thiếu văn bản quý II"), remark("  ")];
                office.put_remarks(&planned.package, &remarks).unwrap();
                planned.standing = Standing::Returned;
                ReceiptState::Returned
            } else {
                ReceiptState::Accepted
            };
            office.decide(&planned.package, Some(state)).unwrap();
            told.entry(*index)
                .or_default()
                .insert(planned.package.clone(), state);
        }
        let folder = self.work.path().join("receipts");
        std::fs::create_dir(&folder).unwrap();
        let written = office.write_receipts(&folder).unwrap();
        let units: BTreeSet<&str> = written
            .iter()
            .map(|receipt| receipt.unit.as_str())
            .collect();
        assert_eq!(units.len(), told.len());
        assert_eq!(written.len(), told.len());
        for (index, states) in &told {
            let unit = &self.units[*index];
            let file = written
                .iter()
                .find(|receipt| receipt.unit == unit.code)
                .unwrap();
            let opened = look(&std::fs::read(&file.file).unwrap())
                .unwrap()
                .open(unit.identity.expose_secret())
                .unwrap();
            let receipt: tienbo_core::package::Receipt = opened.message().unwrap();
            let said: BTreeMap<String, ReceiptState> = receipt
                .receipts
                .iter()
                .map(|entry| (entry.package_id.clone(), entry.state))
                .collect();
            assert_eq!(&said, states, "{}", unit.code);
            for entry in receipt.receipts {
                let returned = entry.state == ReceiptState::Returned;
                assert_eq!(entry.reasons.len(), usize::from(returned));
            }
        }
        // Nobody waits any more, so nothing is written twice.
        assert!(office.write_receipts(&folder).unwrap().is_empty());
        // What is returned without saying why, or replaced, cannot be decided.
        let (index, _) = told.iter().next().unwrap();
        let package = &self.planned[&(*index, 1)].package;
        office.put_remarks(package, &[]).unwrap();
        assert!(
            office
                .decide(package, Some(ReceiptState::Returned))
                .is_err()
        );
        let replaced = store::submissions(office.store()).unwrap();
        let replaced = replaced
            .iter()
            .find(|submission| submission.replaced)
            .unwrap();
        assert!(
            office
                .decide(&replaced.package_id, Some(ReceiptState::Accepted))
                .is_err()
        );
    }
}

#[test]
fn a_years_packages_add_up_to_what_was_sent() {
    let mut year = Year::new();
    // Stopped in the middle, it goes on where it stopped.
    let mut office = year.province.open();
    let files = tienbo_core::intake::packages_in(std::slice::from_ref(&year.inbox)).unwrap();
    let mut patience = 40;
    let mut stop = |_| {
        patience -= 1;
        if patience < 0 {
            return std::ops::ControlFlow::Break(());
        }
        std::ops::ControlFlow::Continue(())
    };
    let batch = office
        .import_all(&files, None, &mut Watch::new(&mut stop))
        .unwrap();
    assert!(batch.stopped && batch.outcomes.len() == 40 && batch.files == files.len());
    drop(office);
    year.import();
    let once = year.held();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for file in once["inbox"]["refused"].as_array().unwrap() {
        *refused.entry(string(&file["code"])).or_insert(0) += 1;
    }
    let bad: BTreeMap<String, usize> = year
        .bad
        .iter()
        .map(|(c, n)| ((*c).to_owned(), *n))
        .collect();
    assert_eq!(refused, bad);
    // The same folder again: everything is here already, and what was refused is listed once.
    year.import();
    assert_eq!(year.held(), once);

    let mut office = year.province.open();
    year.matrix_is_as_planned(&office);
    year.totals_are_as_planned(&office);
    year.levels_are_as_planned(&mut office);
    year.other_systems_count_alike(&mut office);
    year.receipts_are_as_planned(&mut office);
    year.matrix_is_as_planned(&office);
}

#[test]
fn an_import_killed_two_hundred_times_loses_nothing_and_doubles_nothing() {
    let year = Year::new();
    let pristine = year.work.path().join("pristine");
    copy(&year.province.folder, &pristine);
    year.import();
    let undisturbed = year.held();
    let again = || {
        std::fs::remove_dir_all(&year.province.folder).unwrap();
        copy(&pristine, &year.province.folder);
    };
    again();

    let packages = year.province.folder.join("packages");
    let kept = || std::fs::read_dir(&packages).map_or(0, |folder| folder.count());
    let mut chance = Chance(2024);
    let mut kills = 0;
    while kills < KILLS {
        let before = kept();
        let mut child = year
            .province
            .command(&["import", &shown(&year.inbox)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the moment on when the first file of this round is kept.
        let began = Instant::now();
        let mut ended = false;
        while kept() == before && !ended {
            ended = child.try_wait().unwrap().is_some();
            assert!(began.elapsed() < Duration::from_secs(60), "nothing happens");
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(chance.below(40_000)));
        ended |= child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        if ended {
            assert_eq!(year.held(), undisturbed, "after {kills} kills");
            again();
        } else {
            kills += 1;
            if kills % 25 == 0 {
                assert_eq!(year.province.done(&["verify"])["fine"], true);
            }
        }
    }
    year.import();
    assert_eq!(year.held(), undisturbed);
}
