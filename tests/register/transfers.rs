//! A case that goes to another unit: nobody but the receiver reads it, and it counts once.

use super::*;
use age::secrecy::ExposeSecret;
use std::path::PathBuf;
use tienbo_support::{OTHER_COMMUNE, open_as, there};

const RECORDER: &str = "ghi-chep";
const RECORDERS_PASSPHRASE: &str = "mật khẩu của người ghi chép";

/// A case that a commune has written for another, which has a recorder besides.
struct Sent {
    work: tempfile::TempDir,
    commune: CliOffice,
    other: CliOffice,
    province: CliOffice,
    case: String,
    person: String,
}

impl Sent {
    fn package(&self) -> PathBuf {
        self.work.path().join("case.tienbo")
    }

    /// Id of the package.
    fn id(&self) -> String {
        let bytes = std::fs::read(self.package()).unwrap();
        let looked = tienbo_core::package::look(&bytes).unwrap();
        looked.envelope.package_id
    }
}

/// Hands a case over by a command.
fn transfer(case: &str, to: &str, ground: &str, out: &Path) -> Vec<String> {
    let out = shown(out);
    let words = [
        "case", "transfer", case, "--to", to, "--ground", ground, "-o", &out,
    ];
    words.map(str::to_owned).to_vec()
}

fn words(command: &[String]) -> Vec<&str> {
    command.iter().map(String::as_str).collect()
}

fn sent() -> Sent {
    let work = folder();
    let path = work.path();
    made_once("a case on its way".to_owned(), path, |path| {
        let ([commune, other], _) = enrolled(path, [COMMUNE, OTHER_COMMUNE]);
        let (case, person) = open_full_case(&commune, path);
        write(path, "ids.json", &json!([case, person]));
        let passphrase = path.join("recorder.txt");
        std::fs::write(&passphrase, RECORDERS_PASSPHRASE).unwrap();
        other.put_user(RECORDER, "recorder,receiver", RECORDERS_PASSPHRASE);
        let out = path.join("case.tienbo");
        commune.agree_to_transfer(&case, OTHER_COMMUNE);
        commune.done(&words(&transfer(&case, OTHER_COMMUNE, "consent", &out)));
    });
    let ids: [String; 2] =
        serde_json::from_slice(&std::fs::read(path.join("ids.json")).unwrap()).unwrap();
    let [case, person] = ids;
    let ([commune, other], province) = there(path, [COMMUNE, OTHER_COMMUNE]);
    Sent {
        work,
        commune,
        other,
        province,
        case,
        person,
    }
}

/// The case taken in, and confirmed at its sender; gives its id at the receiver.
fn handed_over() -> (Sent, String) {
    let sent = sent();
    let there = sent.other.accept_case(&sent.package());
    let receipt = sent.work.path().join("confirmed.tienbo");
    let confirm = ["case", "confirm", &sent.id(), "-o", &shown(&receipt)];
    sent.other.done(&confirm);
    assert_eq!(sent.commune.verdict(&receipt), "goi.phieu-da-nhan");
    (sent, there)
}

#[test]
fn on_its_way_a_case_counts_where_it_was() {
    let sent = sent();
    let seen = sent.commune.done(&["case", "show", &sent.case]);
    assert_eq!(seen["state"], "handing-over");
    assert_eq!(counted(&sent.commune, "III.2.1.1"), 1);
}

#[test]
fn nobody_but_the_receiver_opens_a_case_on_its_way() {
    let sent = sent();
    let package = sent.package();
    let bytes = std::fs::read(&package).unwrap();
    assert_eq!(sent.province.verdict(&package), "goi.khong-gui-cho-ta");
    assert_eq!(find(&bytes), None);
    let looked = tienbo_core::package::look(&bytes).unwrap();
    // Neither the province nor the sender.
    for office in [&sent.commune, &sent.province] {
        let key = office
            .open()
            .reading_identity()
            .unwrap()
            .expose_secret()
            .to_owned();
        assert!(looked.open(&key).is_err());
    }
    // And the names need the receiver's register key besides.
    let reading_key = sent
        .other
        .open()
        .reading_identity()
        .unwrap()
        .expose_secret()
        .to_owned();
    let opened = looked.open(&reading_key).unwrap();
    assert_eq!(find(opened.bytes("transfer.json").unwrap()), None);
    let sealed = opened.bytes("identity.age").unwrap();
    assert!(seal::decrypt(sealed, &reading_key, 1 << 20).is_err());
}

#[test]
fn a_recorder_takes_a_case_in_and_cannot_read_whom_it_names() {
    let sent = sent();
    let other = &sent.other;
    let mut recorder = open_as(&other.folder, RECORDER, RECORDERS_PASSPHRASE);
    let outcome = recorder.import(&sent.package(), None).unwrap();
    assert_eq!(outcome.verdict.code(), "goi.vu-viec-cho");
    // Nor what it is, nor take it over: it is no case of this office until a case officer says so.
    let waiting = recorder.waiting_transfers().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].case, None);
    assert!(recorder.accept_transfer(&sent.id()).is_err());
    assert!(recorder.turn_down_transfer(&sent.id(), "thử").is_err());
    drop(recorder);
    assert_eq!(other.done(&["case", "list"])["found"], 0);
    assert_eq!(counted(other, "III.2.1.1"), 0);
    let (data_key, _) = crate::keys::database_keys(&other.folder);
    assert_eq!(
        find(&pages(&other.folder.join("office.db"), &data_key)),
        None
    );
    // The case officer can.
    let offered = other.done(&["case", "offered"]);
    let offered = &offered["cases"];
    assert_eq!(offered[0]["unit"]["unit"], COMMUNE);
    let there = other.accept_case(&sent.package());
    assert_eq!(other.verdict(&sent.package()), "goi.da-co");
    let revealed = other.done(&["case", "reveal", &there]);
    assert_eq!(revealed["persons"][0]["identity"]["name"], NAMES[0].1);
    assert_eq!(revealed["papers"]["notes"], NOTES);
    assert_eq!(revealed["files"][0]["name"], "anh.txt");
    // Its persons have numbers of this office.
    assert_ne!(revealed["persons"][0]["person"], json!(sent.person));
    let seen = other.done(&["case", "show", &there]);
    assert_eq!(seen["case"]["fields"]["taken_over_from"], COMMUNE);
    assert_eq!(seen["services"].as_array().unwrap().len(), 1);
    assert_eq!(seen["incidents"].as_array().unwrap().len(), 1);
    let (data_key, _) = crate::keys::database_keys(&other.folder);
    assert_eq!(
        find(&pages(&other.folder.join("office.db"), &data_key)),
        None
    );
}

#[test]
fn confirmed_a_case_counts_at_the_receiver_alone_and_is_not_sent_again() {
    let (sent, _) = handed_over();
    let seen = sent.commune.done(&["case", "show", &sent.case]);
    assert_eq!(seen["state"], "handed-over");
    assert_eq!(counted(&sent.commune, "III.2.1.1"), 0);
    assert_eq!(counted(&sent.other, "III.2.1.1"), 1);
    let again = transfer(&sent.case, OTHER_COMMUNE, "consent", &sent.package());
    assert_eq!(sent.commune.run(&words(&again)).code, 5);
}

#[test]
fn a_case_that_comes_back_is_one_of_its_own() {
    let (sent, there) = handed_over();
    let Sent { commune, other, .. } = &sent;
    commune.done(&["case", "erase", &sent.person, "--reason", "handed-over"]);
    let back = sent.work.path().join("back.tienbo");
    other.agree_to_transfer(&there, COMMUNE);
    other.done(&words(&transfer(&there, COMMUNE, "law", &back)));
    commune.accept_case(&back);
    // Beside the one that was handed over.
    assert_eq!(commune.done(&["case", "list"])["found"], 2);
    assert_eq!(counted(commune, "III.2.1.1"), 1);
    assert_eq!(commune.run(&["verify"]).code, 0);
    assert_eq!(other.run(&["verify"]).code, 0);
}
