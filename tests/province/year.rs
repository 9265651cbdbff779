//! A year of packages for a province, as a plan has it: who sends what, and what is wrong with it.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tienbo_core::figures::{Dataset, control_totals};
use tienbo_core::model::{Moment, Period, RecordId, RecordKind, Stored, UnitCode};
use tienbo_core::package::{Content, ControlTotals, Label, Package, write_submission};
use tienbo_core::progress::Watch;
use tienbo_core::receiving::Standing;
use tienbo_core::sections::figures;
use tienbo_core::vault::Office;
use tienbo_support::paper::{CATALOGUE, Unit, recipient};
use tienbo_support::{PROVINCE, folder, made_once, make};

pub const UNITS: usize = 130;
pub const PERIODS: [(&str, &str); 3] = [
    ("2024-6t", "2024-06-05"),
    ("2024", "2024-12-05"),
    ("phu-luc-01/2024/annual", "2024-12-25"),
];
/// A sequence of numbers that looks like chance and is the same every time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// What a unit's report of a period adds up to, counted as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    pub documents: i64,
    pub events: i64,
    pub men: i64,
    pub women: i64,
    pub granted: i64,
    /// Ten-thousandths, as everywhere.
    pub numerator: i64,
    pub denominator: i64,
}

impl Sums {
    pub fn add(&mut self, other: Self) {
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
#[derive(Clone)]
pub struct Planned {
    pub standing: Standing,
    /// Package that counts in the end.
    pub package: String,
    pub revision: i64,
    pub sums: Sums,
}

/// The units, what they send, and how many files are refused, by code.
pub struct Plan {
    pub units: Vec<Unit>,
    /// By unit and period.
    pub planned: BTreeMap<(usize, usize), Planned>,
    pub bad: BTreeMap<String, usize>,
}

impl Plan {
    /// What all units together report for a period.
    pub fn sums(&self, period: usize) -> Sums {
        let mut sums = Sums::default();
        let of_period = self.planned.iter().filter(|((_, p), _)| *p == period);
        of_period.for_each(|(_, planned)| sums.add(planned.sums));
        sums
    }
}

/// Lays into a folder the province's office and the files that came, and gives the plan.
pub fn lay(to: &Path) -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    made_once("a year of packages".to_owned(), to, |to| {
        let plan = Writing::year(to);
        assert!(PLAN.set(plan).is_ok(), "it is made once");
    });
    PLAN.get().expect("just made")
}

/// The year as it is written.
struct Writing {
    plan: Plan,
    inbox: PathBuf,
    files: usize,
}

fn at(day: &str, hour: u32) -> Moment {
    Moment::parse_iso(&format!("{day}T{hour:02}:00:00+07:00")).unwrap()
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

impl Writing {
    fn year(to: &Path) -> Plan {
        let mut office = make(&to.join(PROVINCE), PROVINCE);
        assert_eq!(office.catalogues().latest().regime.id, CATALOGUE);
        let inbox = to.join("inbox");
        for folder in ["xa", "hong", "huyen/sau"] {
            std::fs::create_dir_all(inbox.join(folder)).unwrap();
        }
        let named: Vec<(UnitCode, String)> = office
            .catalogues()
            .latest()
            .units
            .iter()
            .filter(|unit| unit.code.as_str() != PROVINCE)
            .take(UNITS)
            .map(|unit| (unit.code.clone(), unit.name.clone()))
            .collect();
        let units: Vec<Unit> = named
            .iter()
            .map(|(code, name)| Unit::new(code, name))
            .collect();
        let cards = folder();
        for (index, unit) in units.iter().enumerate() {
            let card = cards.path().join(format!("{index:03}.tienbo"));
            std::fs::write(card, unit.card().bytes).unwrap();
        }
        let files = tienbo_core::intake::packages_in(&[cards.path().to_owned()]).files;
        let batch = office.import_all(&files, None, &mut Watch::none()).unwrap();
        assert!(
            batch
                .outcomes
                .iter()
                .all(|o| o.verdict.code() == "goi.the-da-nhan")
        );
        for unit in &units {
            unit.is_trusted_by(&mut office);
        }
        let mut year = Self {
            plan: Plan {
                units,
                planned: BTreeMap::new(),
                bad: BTreeMap::new(),
            },
            inbox,
            files: 0,
        };
        for index in 0..UNITS {
            for period in 0..PERIODS.len() {
                year.report(&office, index, period);
            }
        }
        year.spoil(&office);
        year.revoke(&mut office, cards.path());
        year.plan
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
        let unit = &self.plan.units[index];
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
            self.plan.planned.insert((index, period), planned);
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
            self.plan.planned.insert((index, period), planned);
        }
    }

    fn refused(&mut self, code: &str) {
        *self.plan.bad.entry(code.to_owned()).or_insert(0) += 1;
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
        office
            .revoke_key(&code, "Mất máy tính của đơn vị", None)
            .unwrap();
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
                let planned = &year.plan.planned[&(*index, 0)];
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
            let stranger = Unit::new(&self.plan.units[index].code, &self.plan.units[index].name);
            let of: Period = PERIODS[0].0.parse().unwrap();
            let (records, _) = content(index, 0, 1);
            let sums = totals(office, &stranger.code, of, &records);
            let label = stranger.submission_label(of, recipient(office));
            let package = write_submission(label, &records, sums.clone()).unwrap();
            self.write(&package, "hong");
            self.refused("goi.khoa-la");
            // A unit with its own key in another's name.
            let other = self.plan.units[index + 1].code.clone();
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
            let unit = &self.plan.units[index];
            let (records, _) = content(index, 2, 1);
            let mut label = unit.submission_label(of, recipient(office));
            (label.revision, label.sequence) = (Some(9), 9);
            let package = write_submission(label, &records, ControlTotals::default()).unwrap();
            self.write(&package, "hong");
            self.refused("goi.ban-ghi-sai");
            // Totals that its records do not add up to.
            let (records, _) = content(index, 0, 1);
            let unit = &self.plan.units[index];
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
            let mut with_more = (0..UNITS).filter(|index| {
                self.plan.planned[&(*index, 1)].revision == 2 && index % 4 == round
            });
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
}
