//! What a catalogue says, as types.

use super::change::{Eras, UnitAct, UnitChange};
use super::{Dhis2Map, RegisterCount, RegisterRules, Units, units::Unit};
use crate::model::{
    Day, Filling, Part, Period, Problem, ReportKind, Sha256, UnitCode, UtcOffset, Year,
    parse_number,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A loaded and checked catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct Catalogue {
    /// The regime: year, deadlines, letterheads.
    #[serde(flatten)]
    pub regime: Regime,
    /// Phụ lục 02, in order.
    #[serde(rename = "outline_sections")]
    pub outline: Vec<Section>,
    /// Phụ lục 01, in order.
    pub annex01: Vec<IndicatorRow>,
    /// Every unit of the year, each as it was last: for names and for what records refer to.
    #[serde(rename = "unit_tree")]
    pub units: Units,
    /// What happened to units in the year, in order.
    pub changes: Vec<UnitChange>,
    #[serde(skip)]
    pub(super) eras: Eras,
    /// What its rows are called in DHIS2, where that is known.
    #[serde(rename = "dhis2_map")]
    pub dhis2: Option<Dhis2Map>,
    /// The case register's lists.
    #[serde(rename = "register_rules")]
    pub register: RegisterRules,
}

/// Case counts below this number are masked by every catalogue, unless a head says otherwise in so many words:
/// 1 to 4.
pub const MASK_FLOOR: i64 = 5;

/// How small numbers of cases are kept back outside the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masking {
    /// Those from 1 to below this number.
    pub below: i64,
    /// Of units of these levels.
    levels: BTreeSet<String>,
}

impl Masking {
    /// Whether small numbers of a unit are kept back. One that no catalogue knows is not taken for one whose
    /// numbers may be told.
    pub fn masks(&self, catalogue: &Catalogue, unit: &UnitCode) -> bool {
        let unit = catalogue.units.get(unit);
        unit.is_none_or(|unit| self.levels.contains(&unit.level))
    }
}

/// The main file of a catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Id, with a version behind the dot: `bac-ninh-2024.1`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The year whose reports it is for.
    pub year: Year,
    /// By which clocks a report is in time.
    #[serde(default, skip_serializing)]
    pub time_zone: UtcOffset,
    #[serde(skip_serializing)]
    pub(super) outline: String,
    #[serde(skip_serializing, rename = "annex01")]
    pub(super) annex01: String,
    #[serde(skip_serializing, default)]
    pub(super) dhis2: Option<String>,
    /// The program's own where a catalogue names none.
    #[serde(skip_serializing, default = "own_register")]
    pub(super) register: String,
    #[serde(skip_serializing)]
    pub(super) units: String,
    /// What happens to them in the year.
    #[serde(skip_serializing, default)]
    pub(super) changes: Option<String>,
    /// The unit that receives reports.
    pub receiving_unit: UnitCode,
    /// The body that receives them in print.
    pub receiving_body: String,
    /// Lines above the signature, in capitals as they print.
    pub signature: Vec<String>,
    /// The last line of Nơi nhận: where the report is filed.
    pub archive: String,
    /// Margins of a printed page.
    pub page: Margins,
    /// Case counts from 1 to below this number print masked.
    pub mask_below: i64,
    /// At these levels.
    pub mask_levels: Vec<String>,
    /// What the maker of the catalogue noted.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The act that sets the regime.
    pub legal_basis: LegalBasis,
    /// Levels of units.
    pub levels: Vec<Level>,
    /// Reports and their deadlines.
    pub reports: Vec<ReportRule>,
    /// Action months.
    pub action_months: Vec<ActionMonth>,
}

fn own_register() -> String {
    super::OWN_REGISTER.0.to_owned()
}

/// Margins of a printed A4 page, in millimetres (Nghị định 30/2020/NĐ-CP, Phụ lục I: top and
/// bottom 20–25, left 30–35, right 15–20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// At the top.
    pub top: u32,
    /// At the bottom.
    pub bottom: u32,
    /// At the left.
    pub left: u32,
    /// At the right.
    pub right: u32,
}

/// The act that sets a regime.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// Number and symbol.
    pub symbol: String,
    /// The day on which it was issued.
    pub date: Day,
    /// Who issued it.
    pub issuer: String,
    /// What it is about, as it is cited.
    pub title: String,
}

/// A level of units, and how its letterhead reads. `{unit}` stands for the unit's name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Code, as units name it.
    pub code: String,
    /// Name.
    pub name: String,
    /// Superior body, line 1 of the left head.
    pub superior: String,
    /// Issuing body, line 2 of the left head.
    pub issuer: String,
    /// What follows the number: `BC-BVSTBPN`.
    pub symbol: String,
}

/// One report of the regime. Days are `MM-DD` of the year of the report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRule {
    /// Which report it is.
    pub kind: ReportKind,
    /// Part of the year.
    pub part: Part,
    /// Name for people.
    pub name: String,
    /// Printed title; `{year}` stands for the year.
    pub title: String,
    /// First day covered.
    pub from: MonthDay,
    /// Last day covered.
    pub to: MonthDay,
    /// Due before this day.
    pub due_before: MonthDay,
    /// Lines of Nơi nhận; `{unit}` stands for the unit's name.
    pub addressees: Vec<String>,
}

/// An action month.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionMonth {
    /// Code, as records name it.
    pub code: String,
    /// Name.
    pub name: String,
    /// First day.
    pub from: MonthDay,
    /// Last day.
    pub to: MonthDay,
}

/// A day of any year, `MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The day in a year. 29 February is refused on load, so there always is one.
    pub fn in_year(self, year: Year) -> Option<Day> {
        NaiveDate::from_ymd_opt(year.get(), self.month, self.day)
            .and_then(|date| Day::new(date).ok())
    }
}
impl TryFrom<String> for MonthDay {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        let wrong = || Problem::NotAMonthDay(text.clone());
        let (month, day) = text.split_once('-').ok_or_else(wrong)?;
        let (month, day) = (
            month.parse().map_err(|_| wrong())?,
            day.parse().map_err(|_| wrong())?,
        );
        NaiveDate::from_ymd_opt(2023, month, day).ok_or_else(wrong)?;
        Ok(Self { month, day })
    }
}
impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutlineFile {
    pub(super) section: Vec<Section>,
}

/// A section of the outline of Phụ lục 02.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Code, `I.5.1`.
    pub code: String,
    /// Code of the section above it; none at the top.
    pub parent: Option<String>,
    /// Heading as the source prints it.
    pub heading: String,
    /// What the source asks for.
    pub guidance: Option<String>,
    /// What records fill it.
    pub fills: Option<Filling>,
    /// Whether it holds a narrative text.
    #[serde(default)]
    pub narrative: bool,
    /// Table head, where it is a table.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The dashes under its heading, in their order.
    #[serde(default)]
    pub dashes: Vec<Dash>,
}

/// A dash of a section.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dash {
    /// Code, `I.2.5`.
    pub code: String,
    /// Wording as the source prints it.
    pub wording: String,
    /// Short form that a filled report prints, where the wording is an instruction.
    pub printed: Option<String>,
    /// What records fill it.
    pub fills: Option<Filling>,
}

/// Which records fill a place of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledBy {
    /// Those of a section of the outline.
    Records(Filling),
    /// The value of a row of Phụ lục 01, which is entered.
    Value,
    /// No records: a text alone, or nothing.
    NoRecords,
}

/// A place of a report that is filled: a section or a dash of the outline, or a row of Phụ lục 01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPlace<'a> {
    /// Code of the section, dash or row.
    pub code: &'a str,
    /// Heading or wording as the source prints it.
    pub heading: &'a str,
    /// What the source asks for there.
    pub guidance: Option<&'a str>,
    /// Which records fill it.
    pub filled_by: FilledBy,
    /// Whether it takes a narrative.
    pub narrative: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Annex01File {
    pub(super) row: Vec<IndicatorRow>,
}

/// A row of Phụ lục 01.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRow {
    /// Code of this catalogue, `III.2.1.1`.
    pub code: String,
    /// Code of the row above it; none at the top.
    pub parent: Option<String>,
    /// Number as the source prints it (which is not consistent everywhere).
    pub printed_no: String,
    /// Wording as the source prints it.
    pub wording: String,
    /// Unit of measure as the source prints it.
    pub unit: Option<String>,
    /// Unit of the number, where the source leaves it out.
    pub measure: Option<String>,
    /// Responsible office as the source prints it.
    pub responsible: Option<String>,
    /// Reporting period as the source prints it.
    pub period: Option<String>,
    /// How the number comes about.
    pub rule: Rule,
    /// What is to be reached, by year.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Note of the catalogue's maker.
    pub note: Option<String>,
}

/// How a row of Phụ lục 01 gets its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// It has none.
    Heading,
    /// Entered as a number.
    Entered,
    /// Entered as numerator and denominator; result is their ratio times `scale`.
    EnteredRatio {
        /// 100 for percent.
        scale: i64,
    },
    /// Computed: sum of some rows over sum of others, times `scale`.
    Ratio {
        /// Codes of rows, or `register:<count>`.
        numerator: Vec<String>,
        /// Codes of rows, or `register:<count>`.
        denominator: Vec<String>,
        /// 100 for percent.
        scale: i64,
    },
    /// Counted from the case register.
    Register {
        /// Whom it counts, and of which cases.
        count: RegisterCount,
    },
}

impl IndicatorRow {
    /// The row with its count, where it counts the register.
    pub fn counted(&self) -> Option<(&Self, RegisterCount)> {
        match self.rule {
            Rule::Register { count } => Some((self, count)),
            _ => None,
        }
    }
}

/// A target of a row for a year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The year by which it is to be reached.
    pub year: i32,
    /// Which side is good.
    pub direction: TargetDirection,
    /// The province's target: what results are measured against.
    pub value: String,
    /// The national target, where the source gives it.
    pub national: Option<String>,
    /// What the source prints in this row, where it differs from `value`.
    pub printed: Option<String>,
    /// The row it measures, where this row only states it.
    pub row: Option<String>,
}

impl Target {
    /// Its value in ten-thousandths.
    pub fn parts(&self) -> Option<i64> {
        parse_number(&self.value.replace('.', ",")).ok()
    }

    /// Whether a result, in ten-thousandths, reaches it.
    pub fn is_reached_by(&self, result: i64) -> Option<bool> {
        let target = self.parts()?;
        Some(match self.direction {
            TargetDirection::AtLeast => result >= target,
            TargetDirection::Above => result > target,
            TargetDirection::AtMost => result <= target,
            TargetDirection::Below => result < target,
        })
    }
}

/// Which side of a target is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TargetDirection {
    /// At least the value.
    AtLeast,
    /// More than the value.
    Above,
    /// At most the value.
    AtMost,
    /// Less than the value.
    Below,
}

impl Catalogue {
    /// The rule of a period's report.
    pub fn report(&self, period: Period) -> Option<&ReportRule> {
        let rules = &self.regime.reports;
        rules
            .iter()
            .find(|rule| rule.kind == period.report && rule.part == period.part)
    }

    /// The row whose result is held against the targets of a row: the row itself, but for a heading,
    /// which states the target of another.
    pub fn measured<'a>(&'a self, row: &'a IndicatorRow) -> &'a IndicatorRow {
        let stated = match row.rule {
            Rule::Heading => row.targets.first().and_then(|target| target.row.as_deref()),
            _ => None,
        };
        stated
            .and_then(|code| self.annex01.iter().find(|other| other.code == code))
            .unwrap_or(row)
    }

    /// First and last day of a period.
    pub fn days(&self, period: Period) -> Option<(Day, Day)> {
        let rule = self.report(period)?;
        Some((
            rule.from.in_year(period.year)?,
            rule.to.in_year(period.year)?,
        ))
    }

    /// The last day of all that it has reports for.
    pub fn last_day(&self) -> Option<Day> {
        let periods = self.periods();
        periods
            .filter_map(|period| Some(self.days(period)?.1))
            .max()
    }

    /// The day before which a period's report is due.
    pub fn due_before(&self, period: Period) -> Option<Day> {
        self.report(period)?.due_before.in_year(period.year)
    }

    /// The periods that its reports cover.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        self.regime.reports.iter().map(|rule| Period {
            report: rule.kind,
            year: self.regime.year,
            part: rule.part,
        })
    }

    /// The units as they are on a day.
    pub fn units_on(&self, day: Day) -> &Units {
        self.eras.on(day)
    }

    /// The units that report for a period: those that are there on its last day.
    pub fn units_of(&self, period: Period) -> &Units {
        match self.days(period) {
            Some((_, last)) => self.units_on(last),
            None => &self.units,
        }
    }

    /// What units were before the reforms of the year that came after one day, up to another: the units
    /// whose numbers of then are together comparable with theirs. A unit that was founded or split off
    /// between had none of its own.
    pub(super) fn ancestors(&self, units: &mut BTreeSet<UnitCode>, after: Day, until: Day) {
        let between = |change: &&UnitChange| after < change.on && change.on <= until;
        for change in self.changes.iter().rev().filter(between) {
            let (before, now) = change.act.before_and_after();
            if !now.iter().any(|unit| units.contains(*unit)) {
                continue;
            }
            match &change.act {
                UnitAct::Merge { .. } => {
                    now.iter().for_each(|unit| {
                        units.remove(*unit);
                    });
                    units.extend(before.into_iter().cloned());
                }
                // All parts together are what was split.
                UnitAct::Split { .. } if now.iter().all(|unit| units.contains(*unit)) => {
                    now.iter().for_each(|unit| {
                        units.remove(*unit);
                    });
                    units.extend(before.into_iter().cloned());
                }
                UnitAct::Split { .. } | UnitAct::Found { .. } => now.iter().for_each(|unit| {
                    units.remove(*unit);
                }),
                UnitAct::Rename { .. } | UnitAct::Move { .. } | UnitAct::Abolish { .. } => {}
            }
        }
    }

    /// Where a reform between two days made a unit: the units that it made of the same ones, and these.
    pub fn made_of(
        &self,
        unit: &UnitCode,
        after: Day,
        until: Day,
    ) -> Option<(BTreeSet<UnitCode>, BTreeSet<UnitCode>)> {
        let mut made = BTreeSet::from([unit.clone()]);
        for change in &self.changes {
            if let UnitAct::Split { into, .. } = &change.act
                && after < change.on
                && change.on <= until
                && into.iter().any(|part| part.code == *unit)
            {
                made.extend(into.iter().map(|part| part.code.clone()));
            }
        }
        let mut of = made.clone();
        self.ancestors(&mut of, after, until);
        (!of.is_empty() && of != made).then_some((made, of))
    }

    /// Tells apart the rules by which a period's records are counted: two catalogues with the same
    /// basis count alike.
    pub fn counting_basis(&self, period: Period) -> String {
        let rows: Vec<_> = self
            .annex01
            .iter()
            .map(|row| (&row.code, &row.rule))
            .collect();
        let rules = (
            self.days(period),
            self.register.grace_months,
            &self.regime.action_months,
            rows,
        );
        // A catalogue that was read from text can be written as text.
        let text = serde_json::to_string(&rules).unwrap_or_default();
        Sha256::of(text.as_bytes()).to_string()
    }

    /// The places of a report that are filled, in order.
    pub fn places(&self, report: ReportKind) -> Vec<ReportPlace<'_>> {
        if report == ReportKind::Annex01 {
            let entered = self.annex01.iter().map(|row| ReportPlace {
                code: &row.code,
                heading: &row.wording,
                guidance: row.note.as_deref(),
                filled_by: match row.rule {
                    Rule::Entered | Rule::EnteredRatio { .. } => FilledBy::Value,
                    Rule::Heading | Rule::Ratio { .. } | Rule::Register { .. } => {
                        FilledBy::NoRecords
                    }
                },
                narrative: false,
            });
            return entered.collect();
        }
        let filled_by =
            |fills: Option<Filling>| fills.map_or(FilledBy::NoRecords, FilledBy::Records);
        let mut places = Vec::new();
        for section in &self.outline {
            if section.fills.is_some() || section.narrative {
                places.push(ReportPlace {
                    code: &section.code,
                    heading: &section.heading,
                    guidance: section.guidance.as_deref(),
                    filled_by: filled_by(section.fills),
                    narrative: true,
                });
            }
            for dash in &section.dashes {
                places.push(ReportPlace {
                    code: &dash.code,
                    heading: dash.printed.as_deref().unwrap_or(&dash.wording),
                    guidance: dash.printed.as_ref().map(|_| dash.wording.as_str()),
                    filled_by: filled_by(dash.fills.or(section.fills)),
                    narrative: true,
                });
            }
        }
        places
    }

    /// How small numbers of cases are kept back: as it asks for, and never less than [`MASK_FLOOR`], unless a head
    /// said so.
    pub fn masking(&self, a_head_said_so: bool) -> Masking {
        let mut masking = Masking {
            below: self.regime.mask_below,
            levels: self.regime.mask_levels.iter().cloned().collect(),
        };
        if !a_head_said_so {
            masking.below = masking.below.max(MASK_FLOOR);
            let levels = self.farthest_units().map(|unit| unit.level.clone());
            masking.levels.extend(levels);
        }
        masking
    }

    /// What a head said yes to who put it in force though it masks less than the program asks for: its year, below
    /// which number, and of which levels.
    pub fn masking_in_words(&self) -> String {
        let Regime {
            year,
            mask_below,
            mask_levels,
            ..
        } = &self.regime;
        format!("{year}: <{mask_below} {}", mask_levels.join(" "))
    }

    /// The units farthest down its tree.
    fn farthest_units(&self) -> impl Iterator<Item = &Unit> {
        let depth = |unit: &Unit| self.units.depth(&unit.code);
        let farthest = self.units.iter().map(depth).max();
        self.units
            .iter()
            .filter(move |unit| Some(depth(unit)) == farthest)
    }

    /// The number below which case counts of a unit are masked outside the office, where its level
    /// asks for it.
    pub fn masks(&self, unit: &crate::model::UnitCode) -> Option<i64> {
        let level = &self.units.get(unit)?.level;
        self.regime
            .mask_levels
            .contains(level)
            .then_some(self.regime.mask_below)
    }

    /// Whether it masks less than [`MASK_FLOOR`] asks for: smaller counts alone, or not those of the units
    /// farthest down its tree, whose counts are the smallest.
    pub fn is_below_floor(&self) -> bool {
        let mut farthest = self.farthest_units();
        self.regime.mask_below < MASK_FLOOR || farthest.any(|unit| self.masks(&unit.code).is_none())
    }

    /// Whether a row of Phụ lục 01 is counted from the case register, or is a ratio of such rows.
    pub fn counts_register(&self, row: &IndicatorRow) -> bool {
        match &row.rule {
            Rule::Register { .. } => true,
            Rule::Ratio {
                numerator,
                denominator,
                ..
            } => numerator.iter().chain(denominator).any(|part| {
                part.starts_with("register:")
                    || self
                        .annex01
                        .iter()
                        .any(|row| row.code == *part && matches!(row.rule, Rule::Register { .. }))
            }),
            _ => false,
        }
    }

    /// The level of a unit.
    pub fn level(&self, unit: &Unit) -> Option<&Level> {
        self.regime
            .levels
            .iter()
            .find(|level| level.code == unit.level)
    }

    /// Whether a report has a place of this code: a section, a dash, a row.
    pub fn has_place(&self, code: &str) -> bool {
        self.outline.iter().any(|section| {
            section.code == code || section.dashes.iter().any(|dash| dash.code == code)
        }) || self.annex01.iter().any(|row| row.code == code)
    }

    /// Every place of the outline that can hold a narrative: sections that say so, and dashes.
    pub fn narrative_places(&self) -> impl Iterator<Item = &str> {
        self.outline.iter().flat_map(|section| {
            let own = section.narrative.then_some(section.code.as_str());
            let own = own.or((section.fills.is_some()).then_some(section.code.as_str()));
            own.into_iter()
                .chain(section.dashes.iter().map(|dash| dash.code.as_str()))
        })
    }
}
