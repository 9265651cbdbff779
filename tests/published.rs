//! Small numbers of cases, attacked over the files themselves: a commune, another, their district and their
//! province record, close, send, print and give out all that there is; what stands in the files is read back, and
//! all of it goes to one attacker (`tienbo_support::attack`), who knows which numbers are parts of which.
//!
//! Each output is also read as it would be without the gate, with every number as it is: then the attacker tells a
//! small one. So none is read in vain.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tienbo_core::catalogue::{Catalogue, CatalogueFiles};
use tienbo_core::entry::Typed;
use tienbo_core::message::Language;
use tienbo_core::model::{CaseCategory, Day, FigureCode, Period, RecordId, RecordKind, UnitCode};
use tienbo_core::receiving::{Quantity, quantity_label};
use tienbo_core::vault::{LessMasking, Office};
use tienbo_support::attack::{
    Attack, Counted, Draw, Kind, Line, Number, Said, Stage, Word, comes_to, kinds,
};
use tienbo_support::paper::CATALOGUE;
use tienbo_support::{
    COMMUNE, CliOffice, DISTRICT, OTHER_COMMUNE, PROVINCE, enrolled, folder, short_or_campaign,
    shown, string, tool,
};

const HALF: &str = "2024-6t";
const YEAR: &str = "2024";
const ANNEX01: &str = "phu-luc-01/2024/annual";
/// The units with cases: two communes, and their district, whose small numbers may be told.
const UNITS: [&str; 3] = [COMMUNE, OTHER_COMMUNE, DISTRICT];
const COMMUNES: usize = 2;
const NAMES: [&str; COMMUNES] = ["Phường Vũ Ninh", "Phường Đáp Cầu"];
/// Their province, which has none.
const ABOVE: usize = UNITS.len();
/// In which row an officer puts a number, and which count stands there.
const PUT: (&str, &str) = ("III.2.1.1", "register:domestic-survivors");
/// The last month of the half-year.
const JUNE: usize = 5;

/// Cases that are alike, of one survivor each.
struct Alike {
    many: i64,
    month: usize,
    category: usize,
    served: Option<usize>,
    closed: Option<usize>,
    /// Whether a returnee needs support, and gets it.
    need: u8,
    /// A perpetrator: below the threshold, counselled.
    perpetrator: Option<u8>,
}

const fn alike(many: i64, month: usize, category: usize) -> Alike {
    Alike {
        many,
        month,
        category,
        served: None,
        closed: None,
        need: 0,
        perpetrator: None,
    }
}

impl Alike {
    const fn served(self, month: usize) -> Self {
        let served = Some(month);
        Self { served, ..self }
    }
    const fn closed(self, month: usize) -> Self {
        let closed = Some(month);
        Self { closed, ..self }
    }
    const fn need(self, need: u8) -> Self {
        Self { need, ..self }
    }
    const fn perpetrator(self, state: u8) -> Self {
        let perpetrator = Some(state);
        Self {
            perpetrator,
            ..self
        }
    }

    /// The kinds of which there are so many, where they came at a stage.
    fn kinds(&self, came: Stage) -> Vec<Kind> {
        let stage = |month: usize| if month > JUNE { 1 } else { 0 };
        let category = self.category;
        let mut kinds = vec![
            Kind::Case(came, category, self.closed.map(stage)),
            Kind::Survivor(came, category, self.served.map(stage), true, self.need),
        ];
        let domestic = category == 0;
        kinds.extend(
            self.perpetrator
                .map(|state| Kind::Perpetrator(came, domestic, state)),
        );
        kinds
    }
}

/// What each unit finds: before its first reports, and what it adds to the year later.
type Found = [(Vec<Alike>, Vec<Alike>); 3];

/// What is drawn of cases that are alike, found in a month.
fn drawn_in(draw: &mut Draw, month: usize) -> Alike {
    let category = draw.below(4) as usize;
    // Mostly few.
    let most = [3, 3, 8][draw.below(3) as usize];
    let many = 1 + draw.below(most) as i64;
    let mut of = alike(many, month, category);
    // What is done for them is done before the period ends in which they were found.
    let last = if month > JUNE { 12 } else { JUNE };
    let then = |draw: &mut Draw| (month + draw.below(2) as usize).min(last);
    if draw.below(2) == 0 {
        of = of.served(then(draw));
    }
    if draw.below(4) == 0 {
        of = of.closed(then(draw));
    }
    // Whoever needs support is supported by what she is served with.
    let need = if of.served.is_some() { 2 } else { 1 };
    match category {
        3 if draw.below(2) == 0 => of.need(need),
        0 | 1 if draw.below(2) == 0 => of.perpetrator(draw.below(3) as u8),
        _ => of,
    }
}

/// What is drawn for two communes; their district finds nothing.
fn drawn(draw: &mut Draw) -> Found {
    let mut unit = || {
        let mut first: Vec<Alike> = Vec::new();
        for _ in 0..2 + draw.below(3) {
            let month = [1, 2, 4, 7, 8, 10][draw.below(6) as usize];
            first.push(drawn_in(draw, month));
        }
        let later = (0..draw.below(2)).map(|_| drawn_in(draw, 11)).collect();
        (first, later)
    };
    [unit(), unit(), (Vec::new(), Vec::new())]
}

/// As it is in one district.
fn found() -> Found {
    [
        (
            vec![
                alike(9, 2, 0).served(3).perpetrator(2),
                alike(3, 3, 0).perpetrator(1),
                alike(2, 4, 1).served(4),
                alike(6, 8, 0).served(8).closed(10).perpetrator(0),
                alike(5, 9, 3).need(2).served(9),
                alike(2, 10, 3).need(1),
            ],
            vec![alike(1, 11, 0), alike(6, 11, 1).served(12)],
        ),
        (
            vec![
                alike(3, 1, 0).served(2).closed(5),
                alike(1, 2, 1),
                alike(7, 7, 0).perpetrator(1),
                alike(1, 7, 2).served(9),
            ],
            vec![alike(2, 12, 0)],
        ),
        (vec![alike(6, 3, 0).served(3), alike(1, 9, 1)], Vec::new()),
    ]
}

/// Records cases that are alike, by hand, one after the other.
fn record(office: &mut Office, of: &Alike, persons: &mut u32) {
    let typed = |fields: &[(&str, &str)]| -> Typed {
        let fields = fields.iter();
        fields
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    };
    let day = |month: usize| format!("5/{month}/2024");
    let category = CaseCategory::ALL[of.category].code();
    for _ in 0..of.many {
        let found = day(of.month);
        let mut case = vec![("found_on", &*found), ("category", category)];
        match of.category {
            0 => case.push(("acts", "a")),
            1 => case.push(("other_acts", "stalking")),
            _ => {}
        }
        let mut survivor = vec![("sex", "female"), ("age", "25-39")];
        if of.category == 3 {
            survivor.push(("needs_support", if of.need > 0 { "1" } else { "0" }));
        }
        let case = office.open_case(&typed(&case), &typed(&survivor)).unwrap();
        let seen = office.case(case).unwrap();
        let mut add = |kind, fields: &[(&str, &str)]| -> RecordId {
            office.save_typed(kind, &typed(fields), None).unwrap()
        };
        if let Some(month) = of.served {
            let (survivor, on) = (seen.survivors[0].id.to_string(), day(month));
            let service = [
                ("survivor", &*survivor),
                ("service", "medical"),
                ("provider", "clinic"),
                ("offered_on", &on),
                ("answer", "accepted"),
                ("received_on", &on),
            ];
            add(RecordKind::Service, &service);
        }
        if let Some(state) = of.perpetrator {
            let case = case.to_string();
            let prosecuted = if state > 0 { "0" } else { "1" };
            *persons += 1;
            let person = persons.to_string();
            let perpetrator = [
                ("case", &*case),
                ("person", &*person),
                ("sex", "male"),
                ("age", "40-59"),
                ("prosecuted", prosecuted),
            ];
            let perpetrator = add(RecordKind::Perpetrator, &perpetrator).to_string();
            if state > 1 {
                let on = day(of.month);
                let measure = [
                    ("perpetrator", &*perpetrator),
                    ("measure", "counselling"),
                    ("taken_on", &on),
                ];
                add(RecordKind::Measure, &measure);
            }
        }
        if let Some(month) = of.closed {
            let closed = Day::parse(&day(month)).unwrap();
            let version = office.case(case).unwrap().case.version;
            let end = tienbo_core::casework::EndOfCase {
                on: closed,
                outcome: tienbo_core::model::CaseOutcome::Moved,
                criteria: Vec::new(),
                why: "Đã chuyển đi".to_owned(),
            };
            office.close_case(case, version, end).unwrap();
        }
    }
}

/// A report, and who is in it.
type Report = (&'static str, Counted);

const fn report(period: &'static str, came: Stage, served: Stage) -> Report {
    (period, Counted { came, served })
}

/// What an output said of a number over units in a period.
struct Heard {
    output: String,
    units: Vec<usize>,
    period: String,
    said: Said,
}

/// Everything that was read back, of two communes, a district and a province.
struct Scene {
    work: TempDir,
    communes: [CliOffice; 2],
    district: CliOffice,
    province: CliOffice,
    catalogue: Catalogue,
    /// Below which number those of communes are kept back.
    below: i64,
    found: Found,
    kinds: Vec<Kind>,
    truth: Vec<i64>,
    /// What the first commune's officer put in the place of a count, and where in the truth it lies.
    put: Option<(i64, usize)>,
    /// The report of each unit that counts for a period now.
    sent: BTreeMap<(usize, &'static str), Counted>,
    /// All reports that there were.
    reports: BTreeSet<(usize, Report)>,
    said: Vec<Heard>,
    files: usize,
}

impl Scene {
    fn new(found: Found, below: i64, put: Option<i64>) -> Self {
        let work = folder();
        let (communes_and_district, province) =
            enrolled(work.path(), [COMMUNE, OTHER_COMMUNE, DISTRICT]);
        let [one, other, district] = communes_and_district;
        let mut files = CatalogueFiles::built_in(CATALOGUE).unwrap();
        if below != files.load().unwrap().regime.mask_below {
            let main = files.files.get_mut(&files.main).unwrap();
            *main = main
                .replace(CATALOGUE, "bac-ninh-2024.2")
                .replace("mask_below = 5", &format!("mask_below = {below}"));
            for office in [&one, &other, &district, &province] {
                let mut office = office.open();
                office
                    .adopt_catalogue(&files, LessMasking::Refused)
                    .unwrap();
            }
        }
        let catalogue = files.load().unwrap();
        assert_eq!(catalogue.regime.mask_below, below);
        let kinds = kinds();
        let mut truth = vec![0; UNITS.len() * kinds.len()];
        for (unit, (first, later)) in found.iter().enumerate() {
            let stages = first
                .iter()
                .map(|of| (of, if of.month > JUNE { 1 } else { 0 }));
            for (of, came) in stages.chain(later.iter().map(|of| (of, 2))) {
                for kind in of.kinds(came) {
                    let place = kinds.iter().position(|known| *known == kind).unwrap();
                    truth[unit * kinds.len() + place] += of.many;
                }
            }
        }
        let put = put.map(|value| (value, truth.len()));
        truth.extend(put.map(|(value, _)| value));
        Self {
            work,
            communes: [one, other],
            district,
            province,
            catalogue,
            below,
            found,
            kinds,
            truth,
            put,
            sent: BTreeMap::new(),
            reports: BTreeSet::new(),
            said: Vec::new(),
            files: 0,
        }
    }

    /// The office of a unit, or the province's.
    fn office(&self, who: usize) -> &CliOffice {
        match who {
            ABOVE => &self.province,
            unit => self.communes.get(unit).unwrap_or(&self.district),
        }
    }

    /// A new file.
    fn file(&mut self, ending: &str) -> PathBuf {
        self.files += 1;
        self.work.path().join(format!("{}.{ending}", self.files))
    }

    /// How a report of a unit counts each kind into a number.
    fn line(&self, unit: usize, counted: Counted, code: &str) -> Line {
        let number = Number::read(code).unwrap_or_else(|| panic!("{code}"));
        let mut line = vec![0; self.truth.len()];
        let first = unit * self.kinds.len();
        for (at, kind) in self.kinds.iter().enumerate() {
            line[first + at] = i64::from(counted.counts(&number, *kind));
        }
        line
    }

    /// What an officer of a unit put in the place of a count: the number, and where in the truth it lies.
    fn put_at(&self, unit: usize, code: &str) -> Option<(i64, usize)> {
        self.put.filter(|_| unit == 0 && code == PUT.1)
    }

    /// Hears what an output says of a number over units in a period.
    fn hear(
        &mut self,
        output: &str,
        units: &[usize],
        period: &str,
        code: &str,
        word: Option<Word>,
    ) {
        let Some(word) = word else { return };
        let mut line = vec![0; self.truth.len()];
        let mut without = Vec::new();
        let mut behind = 0;
        for unit in units {
            let sent = self.sent.iter();
            let mut sent = sent.filter(|((of, when), _)| of == unit && *when == period);
            let Some(counted) = sent.next().map(|(_, counted)| *counted) else {
                continue;
            };
            behind += 1;
            match self.put_at(*unit, code) {
                Some((_, place)) => line[place] += 1,
                None => {
                    let of = self.line(*unit, counted, code);
                    line.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
                }
            }
            let number = Number::read(code).unwrap();
            let kinds = self.kinds.iter().enumerate();
            let nobody = kinds.filter(|(_, kind)| counted.tells_of_none(&number, **kind));
            without.extend(nobody.map(|(at, _)| unit * self.kinds.len() + at));
        }
        let is_whole = whole(code).is_none();
        let value = comes_to(&line, &self.truth);
        let what = format!("{output}: {units:?} {period} {code} ({value})");
        let not_small = (behind == 1 && is_whole).then_some(self.below);
        let said = Said {
            line,
            shown: word,
            without,
            not_small,
            what,
        };
        self.said.push(Heard {
            output: output.to_owned(),
            units: units.to_vec(),
            period: period.to_owned(),
            said,
        });
    }

    /// The units whose records stand in a row of the totals.
    fn behind(unit: &str) -> Vec<usize> {
        match UNITS.iter().position(|code| *code == unit) {
            Some(commune) if commune < COMMUNES => vec![commune],
            Some(_) => vec![0, 1, 2],
            None if unit == PROVINCE => vec![0, 1, 2],
            None => Vec::new(),
        }
    }

    /// The numbers of which a row of Phụ lục 01 tells: its own, or those of which its ratio is made.
    fn counts_of_row(&self, row: &str) -> Vec<String> {
        let rows = &self.catalogue.annex01;
        let Some(row) = rows.iter().find(|of| of.code == row) else {
            return Vec::new();
        };
        if let Some((_, count)) = row.counted() {
            return vec![format!("register:{}", count.code())];
        }
        match &row.rule {
            tienbo_core::catalogue::Rule::Ratio {
                numerator,
                denominator,
                ..
            } => {
                let parts = numerator.iter().chain(denominator);
                parts
                    .flat_map(|part| match part.starts_with("register:") {
                        true => vec![part.clone()],
                        false => self.counts_of_row(part),
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Hears a cell of a row of Phụ lục 01. A ratio that is shown tells of all its parts: of what is not, nothing.
    fn hear_row(&mut self, output: &str, units: &[usize], row: &str, cell: &str) {
        let counts = self.counts_of_row(row);
        let rows = &self.catalogue.annex01;
        let is_count = rows
            .iter()
            .any(|of| of.code == row && of.counted().is_some());
        if is_count {
            self.hear(output, units, ANNEX01, &counts[0], word(cell));
            return;
        }
        if counts.is_empty() || matches!(word(cell), None | Some(Word::Hidden | Word::Below(_))) {
            return;
        }
        for count in counts {
            let exact = self.exactly(units, &count);
            self.hear(output, units, ANNEX01, &count, Some(Word::Exact(exact)));
        }
    }

    /// What a count of Phụ lục 01 comes to over units.
    fn exactly(&self, units: &[usize], code: &str) -> i64 {
        let of = units.iter().filter_map(|unit| {
            let counted = self.sent.get(&(*unit, ANNEX01))?;
            Some(match self.put_at(*unit, code) {
                Some((value, _)) => value,
                None => comes_to(&self.line(*unit, *counted, code), &self.truth),
            })
        });
        of.sum()
    }
}

/// A number as it stands in a file, without the mark of a note; nothing, where nothing stands there.
fn word(cell: &str) -> Option<Word> {
    Word::read(cell.trim().trim_end_matches("(1)"))
}

/// What stands in `[<name>=…]` in a text.
fn marked<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("[{name}="))?;
    rest.split_once(']').map(|(inside, _)| inside)
}

/// The text of a PDF, its words apart by one space.
fn text_of(pdf: &Path) -> String {
    let text = tool("pdftotext", &[&shown(pdf), "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The results in a print of Phụ lục 01, by the number of their rows as printed.
fn annex01_of(pdf: &Path) -> Vec<(String, String)> {
    struct At {
        page: usize,
        x: (f64, f64),
        y: f64,
        text: String,
    }
    let boxes = tool("pdftotext", &["-bbox", &shown(pdf), "-"]);
    let mut words: Vec<At> = Vec::new();
    let mut page = 0;
    for line in boxes.lines() {
        page += usize::from(line.contains("<page"));
        let Some((_, rest)) = line.split_once("<word ") else {
            continue;
        };
        let number = |name: &str| -> f64 {
            let (_, rest) = rest.split_once(&format!("{name}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let (_, text) = rest.split_once('>').unwrap();
        let text = text.trim_end_matches("</word>").replace("&lt;", "<");
        words.push(At {
            page,
            x: (number("xMin"), number("xMax")),
            y: number("yMin"),
            text,
        });
    }
    let table = words.iter().position(|word| word.text == "TT").unwrap();
    let head = words[table..].iter().position(|word| word.text == "Kết");
    let head = table + head.unwrap();
    let result = words[head].x.0;
    let measure = words[head..]
        .iter()
        .find(|word| word.text == "Đơn")
        .unwrap();
    let (measure, head) = (measure.x.0, words[head].y);
    let is_number =
        |text: &str| text.contains('.') && text.chars().all(|c| ".0123456789".contains(c));
    let mut rows = Vec::new();
    for row in words
        .iter()
        .filter(|word| word.x.1 < result / 3.0 && is_number(&word.text))
    {
        let of_row = |word: &&At| {
            let middle = (word.x.0 + word.x.1) / 2.0;
            word.page == row.page
                && (word.y - row.y).abs() < 2.0
                && (word.page > 1 || word.y > head)
                && middle > result - 12.0
                && middle < measure - 2.0
        };
        let cell: Vec<&str> = words
            .iter()
            .filter(of_row)
            .map(|word| &*word.text)
            .collect();
        rows.push((row.text.clone(), cell.join(" ")));
    }
    rows
}

/// The cells of a table in a file, its heads first.
fn table_of(file: &Path) -> Vec<Vec<String>> {
    if file.extension().is_some_and(|ending| ending == "xlsx") {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
        let sheet = calamine::Reader::sheet_names(&book)[0].clone();
        let range = calamine::Reader::worksheet_range(&mut book, &sheet).unwrap();
        let rows = range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect());
        return rows.collect();
    }
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let cells = |line: &str| -> Vec<String> {
        let inside = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'));
        inside.unwrap().split("\",\"").map(str::to_owned).collect()
    };
    text.lines().map(cells).collect()
}

/// What prints say in a text, under which mark.
const MARKS: [(&str, &str); 5] = [
    ("A", "cases"),
    ("B", "survivors.women"),
    ("C", "cases.domestic"),
    ("D", "cases.gender-based"),
    ("E", "survivors.served"),
];

/// Each output: of an office, in a period, what it says of units.
impl Scene {
    /// The report by Phụ lục 02.
    fn prints_annex02(
        &mut self,
        who: usize,
        period: &'static str,
        scope: &[&str],
        units: &[usize],
    ) {
        let pdf = self.file("pdf");
        let to = shown(&pdf);
        let args = ["report", period, "-o", &to];
        self.office(who).done(&[&args[..], scope].concat());
        let text = text_of(&pdf);
        let output = "phụ lục 02";
        if text.contains("Trong kỳ không phát hiện vụ việc bạo lực.") {
            for code in ["cases", "survivors", "survivors.served"] {
                self.hear(output, units, period, code, Some(Word::Exact(0)));
            }
        } else {
            let (_, rest) = text.split_once("Trong kỳ phát hiện ").unwrap();
            let (cases, rest) = rest.split_once(" vụ việc, ").unwrap();
            let (survivors, rest) = rest.split_once(" người bị bạo lực, xâm hại;").unwrap();
            let (_, rest) = rest.split_once("dịch vụ hỗ trợ cơ bản: ").unwrap();
            let served = rest.split(' ').next().unwrap().trim_end_matches('.');
            let numbers = [
                ("cases", cases),
                ("survivors", survivors),
                ("survivors.served", served),
            ];
            for (code, cell) in numbers {
                self.hear(output, units, period, code, word(cell));
            }
        }
        // Texts: a unit's own numbers, in its print and in those that sum up; and what the province says of all
        // and of each.
        for (mark, code) in MARKS {
            if let Some(cell) = marked(&text, mark).filter(|_| scope.is_empty()) {
                self.hear("texts", units, period, code, word(cell));
            }
            for (unit, name) in NAMES.iter().enumerate() {
                let of_unit = text.split_once(&format!("{name}: [A="));
                let of_unit = of_unit.map(|(_, rest)| format!("[A={rest}"));
                if let Some(cell) = of_unit.as_deref().and_then(|of| marked(of, mark)) {
                    self.hear("texts", &[unit], period, code, word(cell));
                }
            }
            if let Some(cell) = marked(&text, &format!("all {mark}")) {
                self.hear("texts", units, period, code, word(cell));
            }
            for (unit, quoted) in UNITS.iter().enumerate().take(COMMUNES) {
                if let Some(cell) = marked(&text, &format!("{quoted} {mark}")) {
                    self.hear("texts", &[unit], period, code, word(cell));
                }
            }
        }
    }

    /// The report by Phụ lục 01.
    fn prints_annex01(&mut self, who: usize, scope: &[&str], units: &[usize]) {
        let pdf = self.file("pdf");
        let to = shown(&pdf);
        let args = ["report", ANNEX01, "-o", &to];
        self.office(who).done(&[&args[..], scope].concat());
        let mut rows = 0;
        for (number, cell) in annex01_of(&pdf) {
            let of_register = |row: &&tienbo_core::catalogue::IndicatorRow| {
                row.printed_no == number && row.code.starts_with("III.")
            };
            let found = self.catalogue.annex01.iter().find(of_register);
            if let Some(row) = found.map(|row| row.code.clone()) {
                rows += usize::from(!self.counts_of_row(&row).is_empty());
                self.hear_row("phụ lục 01", units, &row, &cell);
            }
        }
        assert!(rows >= 15, "{rows}");
    }

    /// The totals, as a table of each kind of file.
    fn gives_totals(&mut self, who: usize, period: &'static str, ending: &str) {
        let file = self.file(ending);
        let to = shown(&file);
        self.office(who).done(&["totals", period, "-o", &to]);
        let table = table_of(&file);
        let heads = table
            .iter()
            .position(|row| row.iter().any(|cell| cell == "Mã đơn vị"))
            .unwrap();
        let (heads, rows) = (&table[heads], &table[heads + 1..]);
        let unit_at = heads.iter().position(|cell| cell == "Mã đơn vị").unwrap();
        let mut columns = 0;
        for (at, head) in heads.iter().enumerate() {
            let Some(quantity) = self.quantity(period, head) else {
                continue;
            };
            columns += 1;
            for row in rows.iter().filter(|row| row.len() > at) {
                let units = Self::behind(&row[unit_at]);
                match &quantity {
                    Quantity::Figure(code) => {
                        let code = code.to_string();
                        self.hear(
                            &format!("totals.{ending}"),
                            &units,
                            period,
                            &code,
                            word(&row[at]),
                        );
                    }
                    Quantity::Indicator(code) => {
                        self.hear_row(&format!("totals.{ending}"), &units, code, &row[at]);
                    }
                }
            }
        }
        assert!(columns >= 5, "{heads:?}");
    }

    /// The number of cases with a name, as tables head their columns.
    fn quantity(&self, period: &str, head: &str) -> Option<Quantity> {
        let figures = FigureCode::all()
            .into_iter()
            .filter(FigureCode::is_of_cases);
        let rows = self.catalogue.annex01.iter();
        let rows = rows.filter(|row| self.catalogue.counts_register(row));
        let mut all: Vec<Quantity> = match period == ANNEX01 {
            true => rows
                .map(|row| Quantity::Indicator(row.code.clone()))
                .collect(),
            false => figures.map(Quantity::Figure).collect(),
        };
        all.retain(|of| quantity_label(&self.catalogue, Language::FIRST, of) == head);
        all.pop()
    }

    /// A number over the year's two periods.
    fn gives_trend(&mut self, who: usize, unit: &str, code: &str) {
        let file = self.file("csv");
        let to = shown(&file);
        self.office(who)
            .done(&["trend", unit, code, HALF, YEAR, "-o", &to]);
        let rows = table_of(&file);
        for (row, period) in rows[1..].iter().zip([HALF, YEAR]) {
            self.hear("trend", &Self::behind(unit), period, code, word(&row[1]));
        }
    }

    /// A row of Phụ lục 01 as a trend of one year.
    fn gives_trend_of_row(&mut self, who: usize, unit: &str, row: &str) {
        let file = self.file("csv");
        let to = shown(&file);
        self.office(who)
            .done(&["trend", unit, row, ANNEX01, "-o", &to]);
        let cell = table_of(&file)[1][1].clone();
        self.hear_row("trend", &Self::behind(unit), row, &cell);
    }

    /// Phụ lục 01 for another system: a number that is not there is kept back.
    fn gives_dhis2(&mut self, who: usize, form: &str) {
        let file = self.file(if form == "adx" { "xml" } else { "json" });
        let to = shown(&file);
        self.office(who)
            .done(&["exchange", ANNEX01, "--form", form, "-o", &to]);
        let text = std::fs::read_to_string(&file).unwrap();
        let mut values: Vec<(String, String, String)> = Vec::new();
        if form == "adx" {
            let mut unit = String::new();
            let attribute = |line: &str, name: &str| -> Option<String> {
                let (_, rest) = line.split_once(&format!("{name}=\""))?;
                Some(rest.split_once('"')?.0.to_owned())
            };
            for line in text.lines() {
                unit = attribute(line, "orgUnit").unwrap_or(unit);
                if let Some(element) = attribute(line, "dataElement") {
                    values.push((unit.clone(), element, attribute(line, "value").unwrap()));
                }
            }
        } else {
            let set: Value = serde_json::from_str(&text).unwrap();
            for value in set["dataValues"].as_array().unwrap() {
                let of = |name: &str| string(&value[name]);
                values.push((of("orgUnit"), of("dataElement"), of("value")));
            }
        }
        let map = self.catalogue.dhis2.clone().unwrap();
        for (unit, code) in UNITS.iter().enumerate() {
            let name = map.org_unit_of(&UnitCode::new(code).unwrap());
            for element in &map.elements {
                let parts = [&element.value, &element.numerator, &element.denominator];
                let mut there = false;
                for part in parts.into_iter().flatten() {
                    let mut said = values.iter();
                    let said = said.find(|(of, what, _)| *of == name && what == part);
                    if let Some((_, _, value)) = said {
                        there = true;
                        self.hear_row(form, &[unit], &element.row, value);
                    }
                }
                let is_here =
                    self.sent.contains_key(&(unit, ANNEX01)) && (who == ABOVE || who == unit);
                if is_here && !there {
                    // It may be small, or not.
                    let before = self.said.len();
                    self.hear_row(form, &[unit], &element.row, "…");
                    let heard = self.said[before..].iter_mut();
                    heard.for_each(|heard| heard.said.not_small = None);
                }
            }
        }
    }

    /// What is saved of a review.
    fn saves_review(&mut self, unit: usize, period: &'static str) {
        let file = self.file("csv");
        let mut office = self.province.open();
        let (code, of) = (
            UnitCode::new(UNITS[unit]).unwrap(),
            period.parse::<Period>().unwrap(),
        );
        let review = office.review(&code, of).unwrap().unwrap();
        let table = office.review_table(&review, Language::FIRST).unwrap();
        let day = Day::parse("5/12/2024").unwrap();
        office.write_table(&table, &file, day).unwrap();
        drop(office);
        let now = self.sent[&(unit, period)];
        let reports = self.reports.iter();
        let before = reports.filter(|(of, (when, of_then))| {
            (*of, *when) == (unit, period) && of_then.came < now.came
        });
        let before = before.map(|(_, (_, counted))| *counted).next_back();
        let mut read = 0;
        for row in &table_of(&file)[1..] {
            match self.quantity(period, &row[0]) {
                Some(Quantity::Figure(code)) => {
                    read += 1;
                    let code = code.to_string();
                    self.hear("review", &[unit], period, &code, word(&row[1]));
                    // The revision before.
                    if let (Some(before), place) = (before, (unit, period)) {
                        let now = self.sent.insert(place, before);
                        self.hear("review", &[unit], period, &code, word(&row[2]));
                        self.sent.extend(now.map(|now| (place, now)));
                    }
                }
                Some(Quantity::Indicator(code)) => {
                    read += 1;
                    self.hear_row("review", &[unit], &code, &row[1]);
                }
                None => {}
            }
        }
        assert!(read >= 3, "{read}");
    }

    /// The analysis of a unit's own cases, as it is shown outside.
    fn shows_analysis(&mut self, unit: usize, period: &'static str) {
        let until = if period == HALF {
            "31/05/2024"
        } else {
            "31/12/2024"
        };
        let args = [
            "case",
            "analysis",
            "--from",
            "01/01/2024",
            "--to",
            until,
            "--outside",
        ];
        let told = self.office(unit).done(&args);
        let of = |value: &Value| word(&string(value));
        self.hear("analysis", &[unit], period, "cases", of(&told["cases"]));
        self.hear(
            "analysis",
            &[unit],
            period,
            "survivors",
            of(&told["survivors"]),
        );
        let tables = told["tables"].as_array().unwrap();
        let categories = tables
            .iter()
            .find(|table| table["code"] == "categories")
            .unwrap();
        for (row, category) in categories["rows"]
            .as_array()
            .unwrap()
            .iter()
            .zip(CaseCategory::ALL)
        {
            let code = format!("cases.{}", category.code());
            self.hear("analysis", &[unit], period, &code, of(&row["count"]));
        }
    }

    /// A table on paper: its last columns are the numbers asked for.
    fn prints_totals(&mut self, who: usize, period: &'static str, codes: [&str; 2]) {
        let pdf = self.file("pdf");
        let to = shown(&pdf);
        let [one, other] = codes;
        self.office(who)
            .done(&["totals", period, one, other, "-o", &to]);
        let text = tool("pdftotext", &["-layout", &to, "-"]);
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let unit = UNITS.iter().find(|code| words.contains(*code));
            if let (Some(unit), [.., first, second]) = (unit, &words[..]) {
                for (code, cell) in codes.into_iter().zip([first, second]) {
                    self.hear("totals.pdf", &Self::behind(unit), period, code, word(cell));
                }
            }
        }
    }
}

/// How the units and the province report.
impl Scene {
    /// A record from JSON.
    fn adds(&mut self, who: usize, kind: &str, record: &Value) {
        let file = self.file("json");
        std::fs::write(&file, record.to_string()).unwrap();
        self.office(who).done(&["add", kind, &shown(&file)]);
    }

    /// Everybody has a head and texts, and units their cases.
    fn begins(&mut self) {
        let head = json!({"name": "Nguyễn Thị Mẫu", "sex": "female", "position": "Phó Chủ tịch UBND",
            "role": "head", "since": "2020-01-01"});
        let own = MARKS
            .map(|(mark, code)| format!("[{mark}={{{code}}}]"))
            .join(" ");
        let all = MARKS
            .map(|(mark, code)| format!("[all {mark}={{*:{code}}}]"))
            .join(" ");
        let quoted = UNITS[..COMMUNES].iter().flat_map(|unit| {
            MARKS.map(|(mark, code)| format!("[{unit} {mark}={{{unit}:{code}}}]"))
        });
        let above = format!("{all} {}", quoted.collect::<Vec<_>>().join(" "));
        for who in 0..=ABOVE {
            self.adds(who, "committee_members", &head);
            for period in [HALF, YEAR] {
                let text = if who == ABOVE { &above } else { &own };
                let text = json!({"section": "I.2.5", "period": period, "text": text});
                self.adds(who, "narratives", &text);
            }
        }
        for (unit, (first, _)) in self.found.iter().enumerate() {
            let mut office = self.office(unit).open();
            let mut persons = 10_000;
            for of in first {
                record(&mut office, of, &mut persons);
            }
        }
        if let Some((value, _)) = self.put {
            let value = value.to_string();
            let put = ["case", "override", YEAR, PUT.0, "--value", &value];
            let reason = ["--reason", "số của công an xã"];
            self.office(0).done(&[&put[..], &reason].concat());
        }
    }

    /// A unit closes a period and sends it to its district and its province.
    fn sends(&mut self, unit: usize, report: Report) {
        let (period, counted) = report;
        let package = self.office(unit).submit(period);
        for receiver in [&self.district, &self.province] {
            if receiver.unit != UNITS[unit] {
                let verdict = receiver.verdict(&package);
                assert!(
                    ["goi.da-nhan", "goi.thay-the"].contains(&&*verdict),
                    "{verdict}"
                );
            }
        }
        self.sent.insert((unit, period), counted);
        self.reports.insert((unit, report));
    }

    /// A commune adds what was found late, opens its year again and sends it anew.
    fn revises(&mut self, unit: usize) {
        let (_, later) = &self.found[unit];
        let mut office = self.office(unit).open();
        let mut persons = 20_000;
        for of in later {
            record(&mut office, of, &mut persons);
        }
        drop(office);
        self.office(unit).done(&["reopen", YEAR]);
        self.sends(unit, report(YEAR, 2, 1));
    }
}

/// The attack.
impl Scene {
    /// Everything that was said and is not nothing, for a test that fails.
    fn heard(&self) -> String {
        let said = self.said.iter().map(|heard| &heard.said);
        let said = said.filter(|said| comes_to(&said.line, &self.truth) != 0);
        let said = said.map(|said| format!("{}: {:?}", said.what, said.shown));
        said.collect::<Vec<_>>().join("\n")
    }

    /// What nobody may tell of the communes: small numbers, what is left of one without another, and what came to it
    /// since an earlier report.
    fn secrets(&self) -> Vec<(Line, String)> {
        let minus = |line: &Line, other: &Line| -> Line {
            line.iter().zip(other).map(|(a, b)| a - b).collect()
        };
        let mut secrets = Vec::new();
        for (unit, (period, counted)) in self.reports.iter().filter(|(unit, _)| *unit < COMMUNES) {
            for code in codes(period) {
                let line = self.line(*unit, *counted, &code);
                let name = format!("{} {period} {counted:?} {code}", UNITS[*unit]);
                if let Some(whole) = whole(&code) {
                    let whole = self.line(*unit, *counted, &whole);
                    secrets.push((minus(&whole, &line), format!("{name} left of its whole")));
                }
                for (of, (before, earlier)) in &self.reports {
                    let same = (*before == ANNEX01) == (*period == ANNEX01);
                    if of == unit && same && earlier.came < counted.came {
                        let before = self.line(*unit, *earlier, &code);
                        secrets.push((minus(&line, &before), format!("{name} since {earlier:?}")));
                    }
                }
                secrets.push((line, name));
            }
        }
        secrets.retain(|(line, _)| (1..self.below).contains(&comes_to(line, &self.truth).abs()));
        secrets
    }

    /// Which small numbers can be told, were the gate off for an output.
    fn told(&self, without_gate: Option<&str>) -> Vec<String> {
        // Whoever knows how numbers are kept back takes those that are not said to be small for great; whoever
        // finds that wrong of one knows it of none.
        let is_wrong = |heard: &&Heard| {
            let value = comes_to(&heard.said.line, &self.truth);
            let is_small = heard.said.not_small.is_some() && value < self.below;
            heard.said.shown == Word::Hidden && is_small
        };
        let wrong: BTreeSet<_> = self
            .said
            .iter()
            .filter(is_wrong)
            .map(|heard| (&heard.units, &heard.period))
            .collect();
        let said = self.said.iter().map(|heard| {
            let mut said = heard.said.clone();
            if wrong.contains(&(&heard.units, &heard.period)) {
                said.not_small = None;
            }
            if without_gate == Some(&*heard.output) {
                said.shown = Word::Exact(comes_to(&said.line, &self.truth));
            }
            said
        });
        let said: Vec<Said> = said.collect();
        let mut attack = Attack::new(&self.truth);
        attack.hear(&said);
        let mut told = Vec::new();
        for (line, name) in self.secrets() {
            if !attack.can_be_another(&line) {
                let value = comes_to(&line, &self.truth);
                told.push(format!("{name} can be told to be {value}"));
                if without_gate.is_some() {
                    break;
                }
            }
        }
        told
    }
}

/// The numbers of a report.
fn codes(period: &str) -> Vec<String> {
    if period == ANNEX01 {
        let all = tienbo_core::catalogue::RegisterCount::ALL.into_iter();
        return all
            .map(|count| format!("register:{}", count.code()))
            .collect();
    }
    let all = FigureCode::all()
        .into_iter()
        .filter(FigureCode::is_of_cases);
    all.map(|code| code.to_string()).collect()
}

/// The number of which another is a part.
fn whole(code: &str) -> Option<String> {
    match Number::read(code)? {
        Number::Figure(code) => code.within().map(|(whole, _)| whole.to_string()),
        Number::Count(count) => count
            .within()
            .map(|whole| format!("register:{}", whole.code())),
    }
}

/// Everything leaves of everybody, in both annexes and both periods, and after a revision: no small number of a
/// commune can be told from all files together; of each output one could, were it not for the gate.
#[test]
fn no_small_number_can_be_told_from_the_files_of_all_offices() {
    let mut scene = Scene::new(found(), 5, Some(9));
    scene.begins();
    // What is printed before anything is closed.
    scene.sent.insert((0, HALF), report(HALF, 0, 0).1);
    scene.prints_annex02(0, HALF, &[], &[0]);
    for unit in 0..UNITS.len() {
        scene.sends(unit, report(HALF, 0, 0));
    }
    for unit in 0..COMMUNES {
        scene.prints_annex02(unit, HALF, &[], &[unit]);
        scene.shows_analysis(unit, HALF);
    }
    scene.gives_totals(2, HALF, "csv");
    scene.gives_totals(ABOVE, HALF, "xlsx");
    for unit in 0..UNITS.len() {
        scene.sends(unit, report(YEAR, 1, 1));
        scene.sends(unit, report(ANNEX01, 1, 1));
    }
    for unit in 0..COMMUNES {
        scene.prints_annex02(unit, YEAR, &[], &[unit]);
        scene.prints_annex01(unit, &[], &[unit]);
        scene.shows_analysis(unit, YEAR);
    }
    scene.gives_dhis2(0, "dhis2");
    let all = [0, 1, 2];
    scene.prints_annex02(2, YEAR, &["--all"], &all);
    scene.prints_annex01(2, &["--all"], &all);
    scene.gives_totals(2, YEAR, "xlsx");
    scene.gives_totals(ABOVE, YEAR, "csv");
    scene.gives_totals(ABOVE, ANNEX01, "xlsx");
    scene.prints_totals(ABOVE, YEAR, ["survivors", "survivors.served"]);
    let [one, other] = [COMMUNE, OTHER_COMMUNE];
    let both = format!("{one},{other}");
    scene.prints_annex02(ABOVE, YEAR, &["--units", &both], &[0, 1]);
    scene.prints_annex02(ABOVE, YEAR, &["--under", DISTRICT], &all);
    scene.prints_annex01(ABOVE, &["--units", one], &[0]);
    scene.prints_annex01(ABOVE, &["--units", &both], &[0, 1]);
    scene.prints_annex01(ABOVE, &["--all"], &all);
    for (unit, code) in [
        (one, "cases.gender-based"),
        (other, "survivors.served"),
        (DISTRICT, "cases.closed"),
    ] {
        scene.gives_trend(ABOVE, unit, code);
    }
    for (unit, row) in [
        (one, "III.2.1.1"),
        (other, "III.2.1.2"),
        (DISTRICT, "III.2.2.1.1"),
    ] {
        scene.gives_trend_of_row(ABOVE, unit, row);
    }
    scene.gives_dhis2(ABOVE, "adx");
    for unit in 0..COMMUNES {
        scene.saves_review(unit, YEAR);
        scene.saves_review(unit, ANNEX01);
    }
    scene.revises(0);
    scene.prints_annex02(0, YEAR, &[], &[0]);
    scene.shows_analysis(0, YEAR);
    scene.prints_annex02(ABOVE, YEAR, &["--all"], &all);
    scene.gives_totals(ABOVE, YEAR, "xlsx");
    scene.gives_trend(ABOVE, one, "survivors.women");
    scene.saves_review(0, YEAR);

    let told = scene.told(None);
    assert!(told.is_empty(), "{told:#?}\n{}", scene.heard());
    let outputs: BTreeSet<&String> = scene.said.iter().map(|heard| &heard.output).collect();
    assert_eq!(outputs.len(), 11, "{outputs:?}");
    for output in outputs {
        assert!(
            !scene.told(Some(output)).is_empty(),
            "{output} is read in vain"
        );
    }
}

/// What an office gives out.
type Gives = fn(&mut Scene);

/// What communes and their province can give out once the year was reported.
const OF_YEAR: [Gives; 12] = [
    |scene| scene.prints_annex02(0, YEAR, &[], &[0]),
    |scene| scene.prints_annex01(1, &[], &[1]),
    |scene| scene.shows_analysis(1, YEAR),
    |scene| scene.gives_dhis2(0, "dhis2"),
    |scene| scene.gives_dhis2(ABOVE, "adx"),
    |scene| scene.gives_totals(ABOVE, YEAR, "xlsx"),
    |scene| scene.gives_totals(ABOVE, ANNEX01, "csv"),
    |scene| scene.prints_annex02(ABOVE, YEAR, &["--all"], &[0, 1, 2]),
    |scene| scene.prints_annex01(ABOVE, &["--all"], &[0, 1, 2]),
    |scene| scene.gives_trend(ABOVE, COMMUNE, "survivors.women"),
    |scene| scene.gives_trend_of_row(ABOVE, OTHER_COMMUNE, PUT.0),
    |scene| scene.saves_review(0, YEAR),
];

impl Scene {
    /// Half of what can be given out, in any order.
    fn gives(&mut self, what: &[Gives], draw: &mut Draw) {
        let mut left = what.to_vec();
        while left.len() > what.len() / 2 {
            let next = left.swap_remove(draw.below(left.len() as u64) as usize);
            next(self);
        }
    }
}

/// Other cases, other thresholds, some outputs in another order each time.
#[test]
fn no_small_number_can_be_told_from_the_files_of_offices_that_are_drawn() {
    for number in 0..short_or_campaign(2, 24) {
        let mut draw = Draw(number);
        let found = drawn(&mut draw);
        let below = [10, 5, 7][(number % 3) as usize];
        let put = (draw.below(2) == 0).then(|| draw.below(14) as i64);
        let mut scene = Scene::new(found, below, put);
        scene.begins();
        let half = number % 2 == 0;
        for unit in (0..COMMUNES).filter(|_| half) {
            scene.sends(unit, report(HALF, 0, 0));
        }
        if half {
            scene.prints_annex02(0, HALF, &[], &[0]);
            scene.gives_totals(ABOVE, HALF, "csv");
        }
        for unit in 0..COMMUNES {
            scene.sends(unit, report(YEAR, 1, 1));
            scene.sends(unit, report(ANNEX01, 1, 1));
        }
        scene.gives(&OF_YEAR, &mut draw);
        scene.revises(0);
        scene.prints_annex02(0, YEAR, &[], &[0]);
        scene.gives(&OF_YEAR[5..], &mut draw);
        let told = scene.told(None);
        assert!(told.is_empty(), "{number}: {told:#?}\n{}", scene.heard());
        println!(
            "{number}: {} small numbers below {below} attacked, {} numbers read",
            scene.secrets().len(),
            scene.said.len()
        );
    }
}
