//! The case register: a case over time, who it names kept apart, handed over, erased.

mod cases;
mod names;
mod transfers;

use aes::Aes256;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use serde_json::{Value, json};
use std::path::Path;
use tienbo_core::model::RecordId;
use tienbo_core::package::seal;
use tienbo_support::{COMMUNE, CliOffice, enrolled, folder, made_once, shown, stands_in, string};

/// One string for each field that names somebody, none of which is anywhere else.
const NAMES: [(&str, &str); 5] = [
    ("name", "Quỳnh Thị Chim-Hoàng-Yến"),
    ("born", "17/03/1988"),
    ("address", "ngõ Sao-Chổi-Kép 88Z"),
    ("telephone", "0999 414 243"),
    ("identity_number", "000188414243"),
];
/// The perpetrator's number, and his name.
const PERPETRATOR_NUMBER: &str = "90909";
const PERPETRATOR: &str = "Lò Văn Cá-Voi-Xanh";
const ACCOUNT: &str = "Diễn biến bịa: chiếc-đèn-lồng-hổ-phách rơi xuống";
const NOTES: &str = "Ghi chú bịa: hẹn ở quán-trà-mây-tím";
const FILE: &str = "Nội dung tệp bịa: tấm-bản-đồ-rong-biển";

fn canaries() -> Vec<String> {
    let mut all: Vec<String> = NAMES.iter().map(|(_, text)| (*text).to_owned()).collect();
    // The date of birth as a database holds it.
    all.push("1988-03-17".to_owned());
    all.extend([PERPETRATOR, ACCOUNT, NOTES, FILE].map(str::to_owned));
    // And the words of names as an index would hold them.
    all.extend(["chim-hoang-yen", "hoàng-yến", "hổ-phách", "cá-voi-xanh"].map(str::to_owned));
    all
}

pub fn find(bytes: &[u8]) -> Option<String> {
    let lower = String::from_utf8_lossy(bytes).to_lowercase();
    canaries().into_iter().find(|canary| {
        stands_in(bytes, canary.as_bytes()) || lower.contains(&canary.to_lowercase())
    })
}

fn write(folder: &Path, name: &str, value: &Value) -> String {
    let path = folder.join(name);
    std::fs::write(&path, value.to_string()).unwrap();
    shown(&path)
}

/// Adds a record, and gives its id.
fn add(office: &CliOffice, work: &Path, kind: &str, value: &Value) -> String {
    let file = write(work, "record.json", value);
    string(&office.done(&["add", kind, &file])[0])
}

/// Opens a case with everything; gives its id and the number of its survivor.
pub fn open_full_case(office: &CliOffice, work: &Path) -> (String, String) {
    let file = write(
        work,
        "case.json",
        &json!({
            "case": {"found_on": "12/03/2024", "category": "domestic", "acts": "a;b",
                     "found_by": "community", "incident_on": "10/03/2024",
                     "reported_on": "12/03/2024", "commune": office.unit},
            "survivor": {"sex": "female", "age": "25-39", "relation": "spouse",
                         "consent": "given", "share": "1"},
        }),
    );
    let case = string(&office.done(&["case", "open", &file])["id"]);
    let seen = office.done(&["case", "show", &case]);
    let survivor = string(&seen["survivors"][0]["id"]);
    let person = string(&seen["survivors"][0]["person"]);
    let perpetrator = add(
        office,
        work,
        "perpetrators",
        &json!({"case": case, "person": PERPETRATOR_NUMBER, "sex": "male", "age": "40-59",
                "prosecuted": false}),
    );
    add(
        office,
        work,
        "risk_checks",
        &json!({"case": case, "checked_on": "2024-03-12", "signs": ["strangled", "worse"]}),
    );
    add(
        office,
        work,
        "services",
        &json!({"survivor": survivor, "service": "medical", "provider": "clinic",
                "offered_on": "2024-03-12", "answer": "accepted", "received_on": "2024-03-13"}),
    );
    add(
        office,
        work,
        "referrals",
        &json!({"survivor": survivor, "provider": "legal-aid-centre", "service": "legal-aid",
                "referred_on": "2024-03-15", "consent_by": "herself", "shared": ["number", "need"]}),
    );
    add(
        office,
        work,
        "measures",
        &json!({"perpetrator": perpetrator, "measure": "counselling", "taken_on": "2024-04-02"}),
    );
    add(
        office,
        work,
        "follow_ups",
        &json!({"case": case, "due_on": "2024-03-19"}),
    );
    add(
        office,
        work,
        "incidents",
        &json!({"survivor": survivor, "known_on": "2024-03-12", "happened_on": "2024-03-11",
                "acts": ["a"], "injury": "light"}),
    );
    let names: Value = NAMES
        .iter()
        .map(|(k, v)| ((*k).to_owned(), json!(v)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let file = write(work, "names.json", &names);
    office.done(&["case", "name", &case, &person, &file]);
    let file = write(work, "names.json", &json!({"name": PERPETRATOR}));
    office.done(&["case", "name", &case, PERPETRATOR_NUMBER, &file]);
    let file = write(
        work,
        "papers.json",
        &json!({"account": ACCOUNT, "notes": NOTES}),
    );
    office.done(&["case", "write", &case, &file]);
    std::fs::remove_file(work.join("names.json")).unwrap();
    std::fs::remove_file(work.join("papers.json")).unwrap();
    let id = RecordId::parse(&case).unwrap();
    office
        .open()
        .attach_to_case(id, "anh.txt", FILE.as_bytes().to_vec())
        .unwrap();
    (case, person)
}

/// The pages of a database as whoever holds its key reads them, one after another.
fn pages(path: &Path, key: &[u8; 32]) -> Vec<u8> {
    const PAGE: usize = 4096;
    // Sixteen bytes for the page's own start of the chain, sixty-four that prove it.
    const RESERVE: usize = 80;
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(bytes.len() % PAGE, 0, "{}", path.display());
    let mut plain = Vec::new();
    for (index, page) in bytes.chunks(PAGE).enumerate() {
        let from = if index == 0 { 16 } else { 0 };
        let end = PAGE - RESERVE;
        let start = <[u8; 16]>::try_from(&page[end..end + 16]).unwrap();
        let mut opened = page[from..end].to_vec();
        cbc::Decryptor::<Aes256>::new(&(*key).into(), &start.into())
            .decrypt_padded::<NoPadding>(&mut opened)
            .unwrap();
        if index == 0 {
            // SQLite's page size at its place: the pages are really open.
            assert_eq!(opened[0..2], [0x10, 0x00]);
        }
        plain.extend(opened);
    }
    plain
}

/// A case with everything in a commune that its province knows.
struct Scene {
    work: tempfile::TempDir,
    commune: CliOffice,
    province: CliOffice,
    /// Id of the case.
    case: String,
    /// Number of its survivor; its perpetrator has [`PERPETRATOR_NUMBER`].
    person: String,
}

fn scene() -> Scene {
    let work = folder();
    let path = work.path();
    made_once("a full case".to_owned(), path, |path| {
        let ([commune], _) = enrolled(path, [COMMUNE]);
        let (case, person) = open_full_case(&commune, path);
        write(path, "ids.json", &json!([case, person]));
    });
    let ids: [String; 2] =
        serde_json::from_slice(&std::fs::read(path.join("ids.json")).unwrap()).unwrap();
    let [case, person] = ids;
    let ([commune], province) = tienbo_support::there(path, [COMMUNE]);
    Scene {
        work,
        commune,
        province,
        case,
        person,
    }
}

/// The value of a row of Mục tiêu 3.
fn counted(office: &CliOffice, row: &str) -> Value {
    let rows = office.done(&["case", "count", "2024"]);
    let rows = rows.as_array().unwrap();
    let found = rows.iter().find(|found| found["code"] == row).unwrap();
    found["value"]["value"].clone()
}
