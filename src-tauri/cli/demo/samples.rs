//! The sample workbooks of `assets/samples`: templates, and a year of invented offices. What they
//! say follows from the row's number alone, so they can be written anew at any time.

use super::canaries::IDENTITIES;
use crate::exit::{self, Failure};
use crate::output::line;
use std::path::Path;
use tienbo_core::exchange::{SheetRow, template, workbook};
use tienbo_core::model::{CaseIdentity, CaseRow, Cell, FlatForm, RecordKind};
use tienbo_core::vault::write_atomically;

/// The offices whose year is in the samples.
pub const OFFICES: [Sample; 3] = [
    Sample {
        unit: "09163",
        file: "xa-mau-vu-ninh.xlsx",
        place: "phường Vũ Ninh",
        seed: 1,
        size: 1,
        cases: 6,
    },
    Sample {
        unit: "09166",
        file: "xa-mau-dap-cau.xlsx",
        place: "phường Đáp Cầu",
        seed: 2,
        size: 1,
        cases: 0,
    },
    Sample {
        unit: "256",
        file: "huyen-mau-bac-ninh.xlsx",
        place: "thành phố Bắc Ninh",
        seed: 3,
        size: 2,
        cases: 0,
    },
];

/// An invented office.
pub struct Sample {
    /// Unit.
    pub unit: &'static str,
    /// Workbook.
    pub file: &'static str,
    place: &'static str,
    seed: usize,
    size: usize,
    cases: usize,
}

type Sheets = Vec<(RecordKind, Vec<SheetRow>)>;

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}
fn number(number: usize) -> Cell {
    Cell::Int(number as i64)
}

/// A row from the cells that are not empty.
fn row(kind: RecordKind, cells: &[(&str, Cell)]) -> SheetRow {
    kind.columns()
        .iter()
        .map(|column| {
            let found = cells.iter().find(|(name, _)| *name == column.name);
            found.map_or(Cell::Empty, |(_, cell)| cell.clone())
        })
        .collect()
}

/// A day of the year that spreads rows evenly over it.
fn day(index: usize, of: usize, shift: usize) -> Cell {
    let nth = (index * 330 / of.max(1) + shift * 5) % 330;
    let (month, day) = (nth / 28 + 1, nth % 28 + 1);
    text(format!("2024-{month:02}-{day:02}"))
}

fn pick<'a>(items: &[&'a str], index: usize) -> &'a str {
    items[index % items.len()]
}

const TOPICS: [&str; 8] = [
    "phòng, chống bạo lực gia đình",
    "bình đẳng giới trong gia đình",
    "phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
    "chăm sóc sức khỏe phụ nữ và trẻ em gái",
    "hỗ trợ phụ nữ khởi nghiệp, phát triển kinh tế",
    "kỹ năng bảo vệ trẻ em trên môi trường mạng",
    "nâng cao vai trò của phụ nữ trong lãnh đạo, quản lý",
    "Luật Bình đẳng giới và Luật Phòng, chống bạo lực gia đình",
];

impl Sample {
    /// Its year as sheets.
    pub fn sheets(&self) -> Sheets {
        let mut sheets = vec![
            (RecordKind::IssuedDocument, self.documents()),
            (RecordKind::CoordinationActivity, self.coordination()),
            (RecordKind::CommunicationEvent, self.events()),
            (RecordKind::CommunicationProduct, self.products()),
            (RecordKind::TrainingCourse, self.courses()),
            (RecordKind::Inspection, self.inspections()),
            (RecordKind::InspectionFinding, self.findings()),
            (RecordKind::CommitteeMember, self.members()),
            (RecordKind::FundingLine, self.funding()),
            (RecordKind::Narrative, self.narratives()),
        ];
        if self.cases > 0 {
            sheets.push((RecordKind::ViolenceCase, self.cases()));
        }
        sheets
    }

    fn documents(&self) -> Vec<SheetRow> {
        let kind = RecordKind::IssuedDocument;
        let kinds = [
            "plan",
            "letter",
            "notice",
            "guidance",
            "report",
            "decision",
            "proposal",
            "programme",
        ];
        let codes = ["KH", "CV", "TB", "HD", "BC", "QĐ", "TTr", "CTr"];
        let words = [
            "Kế hoạch",
            "Công văn",
            "Thông báo",
            "Hướng dẫn",
            "Báo cáo",
            "Quyết định",
            "Tờ trình",
            "Chương trình",
        ];
        let count = 39 * self.size;
        // A real decision that the source document names stands among the invented ones.
        let real = row(
            kind,
            &[
                ("symbol", text("373/QĐ-UBND")),
                ("date", text("2024-04-08")),
                ("issuer", text("Chủ tịch UBND tỉnh Bắc Ninh")),
                (
                    "summary",
                    text(
                        "Ban hành Kế hoạch thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2024",
                    ),
                ),
                ("kind", text("decision")),
            ],
        );
        std::iter::once(real)
            .chain((0..count).map(|index| {
                let which = index + self.seed;
                row(kind, &[
                    ("symbol", text(format!("{:02}/{}-BVSTBPN", index + 1, pick(&codes, which)))),
                    ("date", day(index, count, self.seed)),
                    ("issuer", text(format!("Ban VSTBPN {}", self.place))),
                    ("summary", text(format!("{} triển khai công tác {} trên địa bàn {} năm 2024 (văn bản mẫu số {})", pick(&words, which), pick(&TOPICS, index), self.place, index + 1))),
                    ("kind", text(pick(&kinds, which))),
                    ("topic", text(pick(&TOPICS, index))),
                ])
            }))
            .collect()
    }

    fn coordination(&self) -> Vec<SheetRow> {
        let dashes = ["I.2.1", "I.2.2", "I.2.3", "I.2.4", "I.2.5"];
        let partners = [
            "Hội Liên hiệp Phụ nữ",
            "Công an",
            "Trạm Y tế",
            "Đoàn Thanh niên",
            "các nhà trường",
        ];
        (0..10 * self.size)
            .map(|index| {
                row(
                    RecordKind::CoordinationActivity,
                    &[
                        ("dash", text(pick(&dashes, index))),
                        ("date", day(index, 10 * self.size, self.seed)),
                        (
                            "content",
                            text(format!(
                                "Phối hợp tuyên truyền, vận động về {} tại {}",
                                pick(&TOPICS, index + self.seed),
                                self.place
                            )),
                        ),
                        ("partners", text(pick(&partners, index))),
                        (
                            "result",
                            text(format!(
                                "Hoàn thành theo kế hoạch, có {} hộ tham gia",
                                20 + 7 * index
                            )),
                        ),
                    ],
                )
            })
            .collect()
    }

    fn events(&self) -> Vec<SheetRow> {
        let forms = [
            "discussion",
            "workshop",
            "conference",
            "talk",
            "club",
            "rally",
            "contest",
            "broadcast",
        ];
        let members = [
            "Hội Liên hiệp Phụ nữ",
            "Đoàn Thanh niên",
            "Trạm Y tế",
            "Trường Trung học cơ sở",
            "Công an",
        ];
        let count = 60 * self.size;
        (0..count)
            .map(|index| {
                let own = index % 3 == 0;
                let women = 25 + (index * 7 + self.seed * 11) % 90;
                let men = 10 + (index * 5 + self.seed * 3) % 40;
                let mut cells = vec![
                    ("date", day(index, count, self.seed + 2)),
                    ("form", text(pick(&forms, index + self.seed))),
                    ("organiser", text(if own { "committee" } else { "member" })),
                    (
                        "content",
                        text(format!("Truyền thông về {}", pick(&TOPICS, index))),
                    ),
                    (
                        "place",
                        text(format!(
                            "Nhà văn hóa khu mẫu số {}, {}",
                            index % 9 + 1,
                            self.place
                        )),
                    ),
                    ("sessions", number(1)),
                    ("effect", text("Người dự hiểu và cam kết thực hiện")),
                    ("cost", number(500_000 + 50_000 * (index % 12))),
                ];
                if !own {
                    cells.push(("organiser_name", text(pick(&members, index))));
                }
                if index % 20 == 19 {
                    cells.push(("unrecorded", number(women + men)));
                } else {
                    cells.push(("women", number(women)));
                    cells.push(("men", number(men)));
                }
                row(RecordKind::CommunicationEvent, &cells)
            })
            .collect()
    }

    fn products(&self) -> Vec<SheetRow> {
        let forms = [
            "leaflet",
            "banner",
            "article",
            "broadcast",
            "social-post",
            "poster",
        ];
        let units = ["tờ", "chiếc", "bài", "lượt", "bài", "tấm"];
        (0..12 * self.size)
            .map(|index| {
                row(
                    RecordKind::CommunicationProduct,
                    &[
                        ("form", text(pick(&forms, index))),
                        (
                            "content",
                            text(format!("Nội dung về {}", pick(&TOPICS, index))),
                        ),
                        (
                            "quantity",
                            number(if index % 6 == 0 { 500 } else { 4 + index }),
                        ),
                        ("quantity_unit", text(pick(&units, index))),
                        ("date", day(index, 12 * self.size, self.seed)),
                        ("distributed", text(self.place)),
                    ],
                )
            })
            .collect()
    }

    fn courses(&self) -> Vec<SheetRow> {
        let purposes = [
            "gender-equality",
            "women-leaders",
            "gender-equality",
            "mainstreaming",
            "women-councillors",
        ];
        (0..8 * self.size)
            .map(|index| {
                row(
                    RecordKind::TrainingCourse,
                    &[
                        ("title", text(format!("Tập huấn mẫu số {}", index + 1))),
                        ("date", day(index, 8 * self.size, self.seed + 1)),
                        ("purpose", text(pick(&purposes, index))),
                        ("audience", text("Cán bộ, hội viên, cộng tác viên")),
                        ("content", text(pick(&TOPICS, index + 3))),
                        ("classes", number(1 + index % 2)),
                        ("men", number(8 + 3 * index)),
                        ("women", number(30 + 5 * index)),
                        ("organiser", text(format!("Ban VSTBPN {}", self.place))),
                        ("place", text(format!("Hội trường UBND {}", self.place))),
                        ("cost", number(4_000_000 + 250_000 * index)),
                    ],
                )
            })
            .collect()
    }

    fn decision(&self, index: usize) -> String {
        format!("{:02}/KH-BVSTBPN-KT", 50 + index + 10 * self.seed)
    }

    fn inspections(&self) -> Vec<SheetRow> {
        (0..4 * self.size)
            .map(|index| {
                row(RecordKind::Inspection, &[
                    ("decision", text(self.decision(index))),
                    ("date", day(index, 4 * self.size, self.seed + 4)),
                    ("units", text(format!("Trường mẫu số {}\nCơ sở sản xuất mẫu số {}", index + 1, index + 1))),
                    ("content", text("Việc thực hiện chính sách, pháp luật về bình đẳng giới và lao động nữ")),
                    ("results", text("Đơn vị thực hiện cơ bản tốt; có phân công cán bộ theo dõi")),
                ])
            })
            .collect()
    }

    fn findings(&self) -> Vec<SheetRow> {
        (0..8 * self.size)
            .map(|index| {
                let shortcoming = index % 2 == 0;
                let mut cells = vec![
                    ("inspection", text(self.decision(index / 2))),
                    ("date", day(index / 2, 4 * self.size, self.seed + 4)),
                    (
                        "kind",
                        text(if shortcoming {
                            "shortcoming"
                        } else {
                            "recommendation"
                        }),
                    ),
                    (
                        "content",
                        text(if shortcoming {
                            "Chưa lập sổ theo dõi công tác bình đẳng giới"
                        } else {
                            "Bố trí phòng vắt, trữ sữa cho lao động nữ"
                        }),
                    ),
                ];
                if index % 4 == 1 {
                    cells.push(("settled_on", text("2024-12-20")));
                }
                row(RecordKind::InspectionFinding, &cells)
            })
            .collect()
    }

    fn members(&self) -> Vec<SheetRow> {
        let roles = ["head", "deputy", "standing", "secretary"];
        let names = [
            "Mẫu",
            "Thử",
            "Ví Dụ",
            "Minh Họa",
            "Giả Định",
            "Nháp",
            "Phác",
            "Dựng",
            "Tượng",
            "Trưng",
            "Thí",
            "Điểm",
            "Khảo",
        ];
        names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let woman = index % 3 != 2;
                row(
                    RecordKind::CommitteeMember,
                    &[
                        (
                            "name",
                            text(format!(
                                "{} {name}",
                                if woman {
                                    "Nguyễn Thị"
                                } else {
                                    "Trần Văn"
                                }
                            )),
                        ),
                        ("sex", text(if woman { "female" } else { "male" })),
                        (
                            "position",
                            text(if index == 0 {
                                format!("Phó Chủ tịch UBND {}", self.place)
                            } else {
                                format!("Cán bộ mẫu số {index}")
                            }),
                        ),
                        ("role", text(roles.get(index).copied().unwrap_or("member"))),
                        (
                            "since",
                            text(if index == 3 {
                                "2024-02-20"
                            } else {
                                "2021-07-01"
                            }),
                        ),
                        (
                            "decision",
                            text(format!("{}/QĐ-UBND (mẫu)", 100 + self.seed)),
                        ),
                    ],
                )
            })
            .collect()
    }

    fn funding(&self) -> Vec<SheetRow> {
        [
            ("state-budget", 15_000_000, 14_200_000),
            ("contribution", 5_000_000, 5_000_000),
        ]
        .into_iter()
        .map(|(source, granted, used)| {
            row(
                RecordKind::FundingLine,
                &[
                    ("year", number(2024)),
                    ("source", text(source)),
                    ("granted", number(granted * self.size)),
                    ("used", number(used * self.size)),
                    (
                        "purpose",
                        text("Hoạt động vì sự tiến bộ của phụ nữ và bình đẳng giới"),
                    ),
                ],
            )
        })
        .collect()
    }

    fn narratives(&self) -> Vec<SheetRow> {
        let texts = [
            (
                "I.3.1",
                "Ban đã phối hợp rà soát đội ngũ cán bộ nữ, đề xuất nguồn quy hoạch nhiệm kỳ tới theo kế hoạch.",
            ),
            (
                "I.4.1",
                "Trong kỳ có {events} cuộc truyền thông với {events.women} lượt phụ nữ tham gia; nội dung sát nhu cầu của người dân.",
            ),
            (
                "I.5.1.1",
                "Ban được kiện toàn kịp thời khi có thay đổi nhân sự.",
            ),
            (
                "II",
                "Kinh phí còn hạn hẹp so với nhu cầu thực tế.\nCán bộ kiêm nhiệm nhiều việc, ít thời gian cho công tác bình đẳng giới.",
            ),
            (
                "III.1",
                "Đề nghị bố trí kinh phí riêng hằng năm cho hoạt động của Ban.",
            ),
            (
                "III.2",
                "Đề nghị ngành chuyên môn tăng cường tập huấn kỹ năng tư vấn cho cán bộ cơ sở.",
            ),
        ];
        ["phu-luc-02/2024/annual", "phu-luc-02/2024/six-months"]
            .into_iter()
            .flat_map(|period| {
                texts.iter().map(move |(section, words)| {
                    row(
                        RecordKind::Narrative,
                        &[
                            ("section", text(*section)),
                            ("period", text(period)),
                            ("text", text(*words)),
                        ],
                    )
                })
            })
            .collect()
    }

    fn cases(&self) -> Vec<SheetRow> {
        let categories = [
            "domestic",
            "domestic",
            "gender-based",
            "domestic",
            "domestic",
            "trafficking-returnee",
        ];
        let ages = ["25-39", "25-39", "12-15", "40-59", "60+", "18-24"];
        (0..self.cases)
            .map(|index| {
                let category = pick(&categories, index);
                // The acts are those of the law on domestic violence.
                let (acts, relation) = match category {
                    "domestic" if index % 2 == 0 => (text("a;b"), "spouse"),
                    "domestic" => (text("b;o"), "spouse"),
                    "gender-based" => (Cell::Empty, "acquaintance"),
                    _ => (Cell::Empty, "stranger"),
                };
                let mut cells = vec![
                    ("number", text((4711 + 37 * index).to_string())),
                    ("found", text(format!("2024-{:02}", index + 2))),
                    ("reported", text(format!("2024-{:02}", index + 2))),
                    ("commune", text(self.unit)),
                    ("category", text(category)),
                    ("acts", acts),
                    ("survivor", text((8201 + 53 * index).to_string())),
                    ("survivor_sex", text("female")),
                    ("survivor_age", text(pick(&ages, index))),
                    ("relation", text(relation)),
                    ("offered", text("counselling;medical")),
                    (
                        "received",
                        if index == 3 {
                            Cell::Empty
                        } else {
                            text("counselling")
                        },
                    ),
                    ("providers", text("womens-union")),
                    ("found_by", text("community")),
                    ("consent_to_record", Cell::Int(1)),
                    ("consent_to_share", Cell::Int(1)),
                ];
                if index == 5 {
                    cells.push(("needs_support", Cell::Int(1)));
                    cells.push(("got_support", Cell::Int(1)));
                } else {
                    cells.push(("perpetrator", text((9101 + 29 * index).to_string())));
                    cells.push(("perpetrator_sex", text("male")));
                    cells.push(("perpetrator_age", text("25-39")));
                    cells.push(("prosecuted", Cell::Int(0)));
                    cells.push(("counselled", Cell::Int(i64::from(index != 1))));
                    cells.push(("measures", text("community-criticism;mediation")));
                }
                let mut row: SheetRow = CaseRow::columns()
                    .iter()
                    .map(|column| {
                        let found = cells.iter().find(|(name, _)| *name == column.name);
                        found.map_or(Cell::Empty, |(_, cell)| cell.clone())
                    })
                    .collect();
                row.extend(
                    IDENTITIES[index % IDENTITIES.len()]
                        .iter()
                        .map(|part| text(*part)),
                );
                debug_assert_eq!(
                    row.len(),
                    CaseRow::columns().len() + CaseIdentity::columns().len()
                );
                row
            })
            .collect()
    }

    /// Its year as a workbook.
    pub fn workbook(&self) -> Result<Vec<u8>, Failure> {
        workbook(&self.sheets()).map_err(Failure::program)
    }
}

/// An invented committee of the province.
pub fn provincial_committee() -> Vec<SheetRow> {
    let members = [
        (
            "Lê Thị Ví Dụ",
            "female",
            "Phó Chủ tịch UBND tỉnh (mẫu)",
            "head",
        ),
        ("Phạm Văn Minh Họa", "male", "Giám đốc Sở (mẫu)", "deputy"),
        (
            "Đỗ Thị Thử Nghiệm",
            "female",
            "Chuyên viên (mẫu)",
            "secretary",
        ),
    ];
    members
        .iter()
        .map(|(name, sex, position, role)| {
            row(
                RecordKind::CommitteeMember,
                &[
                    ("name", text(*name)),
                    ("sex", text(*sex)),
                    ("position", text(*position)),
                    ("role", text(*role)),
                    ("since", text("2021-07-01")),
                    ("decision", text("100/QĐ-UBND (mẫu)")),
                ],
            )
        })
        .collect()
}

/// Writes the templates and the sample workbooks.
pub fn write_all(dir: &Path) -> Result<u8, Failure> {
    std::fs::create_dir_all(dir)?;
    for kind in RecordKind::sheets() {
        let bytes = template(kind).map_err(Failure::program)?;
        let path = dir.join(format!("mau-{}.xlsx", kind.table().replace('_', "-")));
        write_atomically(&path, &bytes)?;
        line(path.display().to_string())?;
    }
    for sample in OFFICES {
        let path = dir.join(sample.file);
        write_atomically(&path, &sample.workbook()?)?;
        line(path.display().to_string())?;
    }
    Ok(exit::FINE)
}
