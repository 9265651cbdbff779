//! Days, ranges of days, months, and moments. What time it is, is read from the clock here alone.

use super::{Cell, Column, ColumnKind, Field, FieldError, Problem, Scalar, at, fold};
use chrono::{DateTime, Datelike, FixedOffset, Local, NaiveDate, SubsecRound};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// The years in which a report can lie.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;
/// The years in which a day can lie: dates of birth reach further back than reports.
const DAYS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A civil date between 1900 and 2100. Shown as `dd/mm/yyyy`, kept as `yyyy-mm-dd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct Day(NaiveDate);

impl Day {
    /// Checks a date.
    ///
    /// # Errors
    /// A date outside 1900–2100.
    pub fn new(date: NaiveDate) -> Result<Self, Problem> {
        if DAYS.contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(Problem::NotADate(date.to_string()))
        }
    }
    /// The day that it is by the laptop's clock.
    ///
    /// # Errors
    /// A clock outside 1900–2100.
    pub fn today() -> Result<Self, Problem> {
        Moment::now().day()
    }
    /// Reads `yyyy-mm-dd`.
    ///
    /// # Errors
    /// Anything else, or a date outside 1900–2100.
    pub fn parse_iso(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::NotADate(text.to_owned());
        if text.len() != 10 {
            return Err(wrong());
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong())?;
        Self::new(date)
    }
    /// Reads what people type: `5/12/2024`, `05-12-2024`, `5.12.24`, `2024-12-05`, or what [`Day::in_words`] writes. A year
    /// of two digits is one of this century up to the next year by the laptop's clock.
    ///
    /// # Errors
    /// Anything else, or a date outside 1900–2100; [`Problem::ShortYear`] for two digits of a later year,
    /// [`Problem::MonthIsOver`] for a day that the month does not have.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if let Ok(day) = Self::parse_iso(text) {
            return Ok(day);
        }
        let wrong = || Problem::NotADate(text.to_owned());
        let figures = in_figures(text);
        let parts = figures.split(['/', '-', '.']).map(str::trim);
        let parts: Vec<&str> = parts.collect();
        let [day, month, year] = parts[..] else {
            return Err(wrong());
        };
        let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
            true => part.parse::<u32>().map_err(|_| wrong()),
            false => Err(wrong()),
        };
        let (day, month, mut whole_year) = (number(day)?, number(month)?, number(year)?);
        if year.len() == 2 {
            whole_year += 2000;
            // Whoever was born in '85 was not born in 2085.
            let next = Self::today()?.year() + 1;
            if i64::from(whole_year) > i64::from(next) {
                return Err(Problem::ShortYear(text.to_owned()));
            }
        }
        let whole_year = i32::try_from(whole_year).map_err(|_| wrong())?;
        let first = NaiveDate::from_ymd_opt(whole_year, month, 1).ok_or_else(wrong)?;
        let last = u32::from(first.num_days_in_month());
        match first.with_day(day) {
            Some(date) => Self::new(date).map_err(|_| wrong()),
            None if (last..=31).contains(&day) => {
                let last = format!("{last}/{month:02}/{whole_year}");
                Err(Problem::MonthIsOver(last))
            }
            None => Err(wrong()),
        }
    }
    /// The date.
    pub fn date(self) -> NaiveDate {
        self.0
    }
    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }
    /// `2024-12-05`.
    pub fn iso(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }
    /// `ngày 05 tháng 12 năm 2024`: days under 10 and months 1 and 2 take a leading zero
    /// (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
    pub fn in_words(self) -> String {
        let month = self.0.month();
        let month = if month < 3 {
            format!("{month:02}")
        } else {
            month.to_string()
        };
        format!(
            "ngày {:02} tháng {month} năm {}",
            self.0.day(),
            self.0.year()
        )
    }
    /// The month it lies in.
    pub fn month(self) -> Month {
        Month {
            year: self.0.year(),
            month: self.0.month(),
        }
    }
}
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%d/%m/%Y").fmt(f)
    }
}
impl TryFrom<String> for Day {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        Self::parse_iso(&text)
    }
}
impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.iso()
    }
}
impl Scalar for Day {
    const KIND: ColumnKind = ColumnKind::Day;
    fn to_cell(&self) -> Cell {
        Cell::Text(self.iso())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(text) => Self::parse_iso(&text),
            _ => Err(Problem::WrongType),
        }
    }
}

/// A day or month as documents write it (`ngày 05 tháng 12 năm 2024`), as people type it.
fn in_figures(text: &str) -> String {
    let folded = fold(text);
    let bare = folded.strip_prefix("ngay ").unwrap_or(&folded);
    bare.replace(" thang ", "/").replace(" nam ", "/")
}

/// From one day to another, both included; often the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    from: Day,
    to: Option<Day>,
}

impl DayRange {
    /// A range; without `to`, one day.
    ///
    /// # Errors
    /// `to` before `from`.
    pub fn new(from: Day, to: Option<Day>) -> Result<Self, Problem> {
        if to.is_some_and(|to| to < from) {
            return Err(Problem::RangeBackwards);
        }
        Ok(Self {
            from,
            to: to.filter(|to| *to != from),
        })
    }
    /// The first day; the day by which a record falls into a period.
    pub fn from(self) -> Day {
        self.from
    }
    /// The last day.
    pub fn to(self) -> Day {
        self.to.unwrap_or(self.from)
    }
}
impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            None => self.from.fmt(f),
            Some(to) => write!(f, "{} – {to}", self.from),
        }
    }
}
impl Field for DayRange {
    fn columns(name: &str, out: &mut Vec<Column>) {
        Day::columns(name, out);
        Option::<Day>::columns(&format!("{name}_to"), out);
    }
    fn write(&self, out: &mut Vec<Cell>) {
        self.from.write(out);
        self.to.write(out);
    }
    fn read(name: &str, cells: &mut dyn Iterator<Item = Cell>) -> Result<Self, FieldError> {
        let from = Day::read(name, cells)?;
        let last = format!("{name}_to");
        let to = Option::<Day>::read(&last, cells)?;
        Self::new(from, to).map_err(at(&last))
    }
}

/// A month of a year: all that a case's dates may say outside the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// Reads `yyyy-mm`.
    ///
    /// # Errors
    /// Anything else, or a year outside 1900–2100.
    pub fn parse_iso(text: &str) -> Result<Self, Problem> {
        Day::parse_iso(&format!("{text}-01"))
            .map(Day::month)
            .map_err(|_| Problem::NotAMonth(text.to_owned()))
    }
    /// Reads what people type: `5/2024`, or a whole date, of which the day is dropped.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        Self::parse_iso(text)
            .or_else(|_| Day::parse(text).map(Day::month))
            .or_else(|_| {
                let figures = in_figures(text);
                let bare = figures.strip_prefix("thang ").unwrap_or(&figures);
                Day::parse(&format!("1/{bare}")).map(Day::month)
            })
            .map_err(|_| Problem::NotAMonth(text.to_owned()))
    }
    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }
    /// Its first day.
    pub fn first_day(self) -> Option<Day> {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).map(Day)
    }
    /// So many months later.
    pub fn later(self, months: u32) -> Self {
        let count = self.month - 1 + months;
        Self {
            year: self.year + i32::try_from(count / 12).unwrap_or(0),
            month: count % 12 + 1,
        }
    }
    /// `2024-05`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.month, self.year)
    }
}
impl Scalar for Month {
    const KIND: ColumnKind = ColumnKind::Month;
    fn to_cell(&self) -> Cell {
        Cell::Text(self.iso())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Text(text) => Self::parse_iso(&text),
            _ => Err(Problem::WrongType),
        }
    }
}

/// A point in time, with the offset of the clock that told it. Kept and shown in one spelling of RFC 3339,
/// `2024-12-05T08:30:00+07:00`. Moments are compared by when they were, whatever their offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// The moment that it is by the laptop's clock, in whole seconds.
    pub fn now() -> Self {
        Self(Local::now().fixed_offset().trunc_subsecs(0))
    }
    /// Reads what [`Moment::iso`] writes.
    ///
    /// # Errors
    /// Anything else, other spellings of a moment among it: what is signed or chained by its text has
    /// one text.
    pub fn parse_iso(text: &str) -> Result<Self, Problem> {
        DateTime::parse_from_rfc3339(text)
            .map(Self)
            .ok()
            .filter(|moment| moment.iso() == text)
            .ok_or_else(|| Problem::NotAMoment(text.to_owned()))
    }
    /// The day that it was where it was told.
    ///
    /// # Errors
    /// A day outside 1900–2100.
    pub fn day(self) -> Result<Day, Problem> {
        Day::new(self.0.date_naive())
    }
    /// The day that it was where clocks show so much more than those of Greenwich.
    ///
    /// # Errors
    /// A day outside 1900–2100.
    pub fn day_in(self, zone: UtcOffset) -> Result<Day, Problem> {
        Day::new(self.0.with_timezone(&zone.0).date_naive())
    }
    /// Whether it was before another moment by more than so long.
    pub(crate) fn is_before(self, other: Self, by: chrono::Duration) -> bool {
        other.0 - self.0 > by
    }
    /// The first moment of a year somewhere.
    pub(crate) fn beginning_of(year: Year, zone: UtcOffset) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year.get(), 1, 1)?.and_hms_opt(0, 0, 0)?;
        first.and_local_timezone(zone.0).single().map(Self)
    }
    /// The first moment of a day, where this moment was told.
    pub fn beginning_of_day(self, day: Day) -> Option<Self> {
        let first = day.date().and_hms_opt(0, 0, 0)?;
        first
            .and_local_timezone(*self.0.offset())
            .single()
            .map(Self)
    }
    /// Some hours later.
    pub fn after_hours(self, hours: u32) -> Self {
        Self(self.0 + chrono::Duration::hours(i64::from(hours)))
    }
    /// Some hours earlier.
    pub fn before_hours(self, hours: u32) -> Self {
        Self(self.0 - chrono::Duration::hours(i64::from(hours)))
    }
    /// `2024-12-05T08:30:00+07:00`.
    pub fn iso(self) -> String {
        self.0.to_rfc3339()
    }
    /// `05/12/2024 08:30`, as the clock that told it had it: for a sentence.
    pub fn in_words(self) -> String {
        self.0.format("%d/%m/%Y %H:%M").to_string()
    }
    /// Whether it is more than a day after it is now by the laptop's clock, which may be a little wrong.
    pub fn is_in_the_future(self) -> bool {
        self.0 > Self::now().0 + chrono::Duration::days(1)
    }
    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }
    /// `20241205-083000`: for the name of a file.
    pub fn in_file_name(self) -> String {
        self.0.format("%Y%m%d-%H%M%S").to_string()
    }
}
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}
impl TryFrom<String> for Moment {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        Self::parse_iso(&text)
    }
}
impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.iso()
    }
}

/// How much clocks somewhere show more than those of Greenwich, all through the year: `+07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcOffset(FixedOffset);

impl Default for UtcOffset {
    /// Vietnam's.
    fn default() -> Self {
        let vietnam = FixedOffset::east_opt(7 * 60 * 60);
        Self(vietnam.unwrap_or_else(|| Local::now().fixed_offset().timezone()))
    }
}
impl TryFrom<String> for UtcOffset {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        let parsed = text.parse().map(Self);
        parsed.map_err(|_| Problem::NotAMoment(text))
    }
}
impl From<UtcOffset> for String {
    fn from(zone: UtcOffset) -> Self {
        zone.0.to_string()
    }
}

/// A year in [`YEARS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "i32", into = "i32")]
pub struct Year(i32);

impl Year {
    /// Checks a year.
    ///
    /// # Errors
    /// A year outside [`YEARS`].
    pub fn new(year: i32) -> Result<Self, Problem> {
        if YEARS.contains(&year) {
            Ok(Self(year))
        } else {
            Err(Problem::OutOfRange(year.to_string()))
        }
    }
    /// The year.
    pub fn get(self) -> i32 {
        self.0
    }
}
impl TryFrom<i32> for Year {
    type Error = Problem;
    fn try_from(year: i32) -> Result<Self, Problem> {
        Self::new(year)
    }
}
impl From<Year> for i32 {
    fn from(year: Year) -> Self {
        year.0
    }
}
impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl Scalar for Year {
    const KIND: ColumnKind = ColumnKind::Year;
    fn to_cell(&self) -> Cell {
        Cell::Int(self.0.into())
    }
    fn from_cell(cell: Cell) -> Result<Self, Problem> {
        match cell {
            Cell::Int(year) => i32::try_from(year)
                .map_err(|_| Problem::OutOfRange(year.to_string()))
                .and_then(Self::new),
            _ => Err(Problem::WrongType),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_type_them() {
        for typed in [
            "5/12/2024",
            "05/12/24",
            " 05-12-2024 ",
            "5.12.2024",
            "2024-12-05",
            "ngày 05 tháng 12 năm 2024",
            "Nga\u{300}y 5/12/2024",
            "5 THÁNG 12 NĂM 2024",
        ] {
            assert_eq!(Day::parse(typed).map(Day::iso).as_deref(), Ok("2024-12-05"));
        }
        for typed in [
            "31/02/2024",
            "12/2024",
            "5/13/2024",
            "ngày 5",
            "5/12/1889",
            "",
        ] {
            assert!(Day::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn day_in_words_follows_the_decree() {
        let words = |text| Day::parse(text).map(Day::in_words);
        assert_eq!(
            words("5/2/2024").as_deref(),
            Ok("ngày 05 tháng 02 năm 2024")
        );
        assert_eq!(
            words("15/3/2024").as_deref(),
            Ok("ngày 15 tháng 3 năm 2024")
        );
    }

    #[test]
    fn ranges_do_not_run_backwards() {
        let day = |text| Day::parse(text);
        let (Ok(a), Ok(b)) = (day("1/6/2024"), day("30/6/2024")) else {
            panic!("two days");
        };
        assert_eq!(DayRange::new(b, Some(a)), Err(Problem::RangeBackwards));
        assert_eq!(DayRange::new(a, Some(b)).map(DayRange::to), Ok(b));
    }

    #[test]
    fn months_drop_the_day() {
        for typed in [
            "5/2024",
            "17/5/2024",
            "2024-05",
            "tháng 5 năm 2024",
            "tháng 5/2024",
        ] {
            assert_eq!(
                Month::parse(typed).map(Month::iso).as_deref(),
                Ok("2024-05")
            );
        }
        assert!(Month::parse("13/2024").is_err());
    }

    #[test]
    fn a_moment_has_one_spelling() {
        for text in [
            "2024-12-05T08:30:00+07:00",
            "2024-12-05T01:30:00+00:00",
            "2024-12-05T08:30:00.250+07:00",
        ] {
            let json = format!("\"{text}\"");
            let moment: Moment = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&moment).unwrap(), json);
        }
        for text in [
            "2024-12-05T01:30:00Z",
            "2024-12-05 08:30:00+07:00",
            "2024-12-05T08:30:00",
            "2024-02-30T08:30:00+07:00",
            "2024-12-05",
            "",
        ] {
            assert_eq!(
                Moment::parse_iso(text),
                Err(Problem::NotAMoment(text.to_owned()))
            );
        }
        let now = Moment::now();
        assert_eq!(Moment::parse_iso(&now.iso()), Ok(now));
    }

    #[test]
    fn a_moment_has_its_day_in_a_zone_whatever_clock_told_it() {
        let zone = UtcOffset::default();
        assert_eq!(String::from(zone), "+07:00");
        // 08:02 on 5 December in Vietnam, on a laptop with the clock of the Pacific.
        let made = Moment::parse_iso("2024-12-04T17:02:00-08:00").unwrap();
        assert_eq!(made.day().map(Day::iso).as_deref(), Ok("2024-12-04"));
        assert_eq!(made.day_in(zone).map(Day::iso).as_deref(), Ok("2024-12-05"));
        let other = UtcOffset::try_from("+03:00".to_owned()).unwrap();
        assert_eq!(
            made.day_in(other).map(Day::iso).as_deref(),
            Ok("2024-12-05")
        );
        assert!(UtcOffset::try_from("Hà Nội".to_owned()).is_err());
    }

    #[test]
    fn moments_are_ordered_by_when_they_were() {
        let moment = |text| Moment::parse_iso(text).unwrap();
        let here = moment("2024-12-05T00:30:00+07:00");
        let there = moment("2024-12-04T23:00:00+00:00");
        assert!(here < there);
        assert!(here.iso() > there.iso());
        assert_eq!(here.day(), Day::parse("5/12/2024"));
        assert_eq!(here.in_file_name(), "20241205-003000");
    }
}
