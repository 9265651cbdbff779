//! Offices to test with: a commune that is enrolled at its province.

use crate::casework::EndOfCase;
use crate::catalogue::CatalogueFiles;
use crate::entry::Typed;
use crate::intake::Comparison;
use crate::model::{CaseOutcome, Day, Period, RecordId, RecordKind, UnitCode};
use crate::store::Way;
use crate::vault::{LessMasking, NewOffice, Office, Role, UserName};
use age::secrecy::SecretString;
use std::path::{Path, PathBuf};

/// The province.
pub const PROVINCE: &str = "27";
/// A commune below it.
pub const COMMUNE: &str = "09163";
/// Another commune.
pub const OTHER: &str = "09166";
/// First user of every office, who has all roles.
pub const HEAD: &str = "lan";

/// The passphrase of every user.
pub fn passphrase() -> SecretString {
    SecretString::from("bốn từ dễ nhớ mà dài".to_owned())
}

/// A unit.
pub fn unit(code: &str) -> UnitCode {
    UnitCode::new(code).unwrap()
}

/// The period that is worked on.
pub fn period() -> Period {
    "phu-luc-02/2024/annual".parse().unwrap()
}

/// The day on which reports are made.
pub fn day() -> Day {
    Day::parse_iso("2024-11-30").unwrap()
}

/// The first day of that period.
pub fn first_day() -> Day {
    Day::parse_iso("2024-01-01").unwrap()
}

/// The last day of that period.
pub fn last_day() -> Day {
    Day::parse_iso("2024-12-31").unwrap()
}

/// Fields of a form.
pub fn typed(fields: &[(&str, &str)]) -> Typed {
    let fields = fields.iter();
    fields
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

/// A folder for offices and packages, gone at the end of the test.
pub struct Place(tempfile::TempDir);

impl Place {
    /// A new one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
    /// A file or folder in it.
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    /// A file that cannot be written: its folder is not there, as after a stick was pulled out.
    pub fn pulled_out(&self) -> PathBuf {
        self.at("usb/goi.tienbo")
    }
    /// A new office of a unit.
    pub fn office(&self, code: &str) -> Office {
        let new = NewOffice {
            unit: unit(code),
            name: None,
            catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
            user: UserName::new(HEAD).unwrap(),
            passphrase: passphrase(),
        };
        Office::create(&self.at(code), new).unwrap().0
    }
    /// The office of a unit, opened by a user.
    pub fn open(&self, code: &str, user: &str) -> Office {
        let user = UserName::new(user).unwrap();
        Office::open(&self.at(code), &user, &passphrase()).unwrap()
    }
}

/// Takes a file in that must not be refused.
pub fn take_in(office: &mut Office, file: &Path, fingerprint: Option<&str>) {
    let outcome = office.import(file, fingerprint).unwrap();
    assert!(!outcome.is_refused(), "{outcome:?}");
}

/// Enrols units at a province: their cards up, its roster down.
pub fn enrol(place: &Place, province: &mut Office, units: &mut [&mut Office]) {
    for office in units.iter_mut() {
        let card = place.at("the.tienbo");
        office.write_card(&card).unwrap();
        take_in(province, &card, None);
        let compared = Comparison {
            fingerprint: office.fingerprint(),
            way: Way::Telephone,
            spoke_with: "Cán bộ xã".to_owned(),
        };
        province.trust_key(office.unit(), &compared).unwrap();
    }
    let roster = place.at("danh-ba.tienbo");
    province.write_roster(&roster).unwrap();
    let fingerprint = province.fingerprint();
    for office in units {
        let outcome = office.import(&roster, Some(&fingerprint)).unwrap();
        assert!(!outcome.is_refused(), "{outcome:?}");
        // What else it brings than the province's own key waits for a head's yes.
        if outcome.verdict.code() == "goi.danh-ba-cho" {
            let package = outcome.package_id.unwrap();
            office
                .accept_roster(&package, LessMasking::Refused)
                .unwrap();
        }
    }
}

/// Records the head of the committee, without whom no period closes.
pub fn name_a_head(office: &mut Office) {
    let head = typed(&[
        ("name", "Nguyễn Thị Bịa"),
        ("sex", "female"),
        ("position", "Chủ tịch"),
        ("role", "head"),
        ("since", "1/1/2024"),
    ]);
    let kind = RecordKind::CommitteeMember;
    office.save_typed(kind, &head, None).unwrap();
}

/// The end of a case of which nothing more is known.
pub fn moved_away(on: Day) -> EndOfCase {
    EndOfCase {
        on,
        outcome: CaseOutcome::Moved,
        criteria: Vec::new(),
        why: "Đã chuyển đi, không liên lạc được".to_owned(),
    }
}

/// A case as it is typed.
pub fn a_case() -> Typed {
    typed(&[
        ("found_on", "5/3/2024"),
        ("category", "domestic"),
        ("acts", "a;b"),
    ])
}

/// Its survivor as she is typed.
pub fn a_survivor() -> Typed {
    typed(&[("sex", "female"), ("age", "25-39")])
}

/// Records a case with one survivor, who agrees to be recorded where a case officer asks her.
pub fn open_case(office: &mut Office) -> RecordId {
    let mut survivor = a_survivor();
    if office.roles().contains(&Role::CaseOfficer) {
        survivor.insert("consent".to_owned(), "given".to_owned());
    }
    office.open_case(&a_case(), &survivor).unwrap()
}

/// Records that the law asks for a case to go to a unit, of each of its survivors.
pub fn law_asks_for_transfer(office: &mut Office, case: RecordId, to: &UnitCode) {
    for survivor in office.case(case).unwrap().survivors {
        let mut asked = typed(&[
            ("consent_purpose", "transfer"),
            ("consent_answer", "given"),
            ("consent_by", "law"),
            ("law_ground", "danger"),
            ("asked_on", "20/3/2024"),
        ]);
        asked.insert("survivor".to_owned(), survivor.id.to_string());
        asked.insert("consent_unit".to_owned(), to.to_string());
        office
            .save_typed(RecordKind::ConsentAct, &asked, None)
            .unwrap();
    }
}

/// A province that has taken in its commune's submission, and the submission's package.
pub fn province_with_a_submission(place: &Place) -> (Office, String) {
    let mut commune = place.office(COMMUNE);
    let mut province = place.office(PROVINCE);
    enrol(place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    commune.close(period(), Some("số liệu thử")).unwrap();
    let file = place.at("bao-cao.tienbo");
    let written = commune.write_submission(period(), day(), &file).unwrap();
    take_in(&mut province, &file, None);
    (province, written.envelope.package_id)
}
