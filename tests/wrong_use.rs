//! Wrong calls of the command: each is told in the reader's language with the exit code of its class,
//! and changes nothing.

use serde_json::json;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;
use tienbo_core::store::{Action, audit_entries};
use tienbo_support::{COMMUNE, CliOffice, Ran, files, folder, made_once, program, run, string};

/// A call, and what is told of it in Vietnamese and in English.
type Wrong = (&'static str, &'static str, &'static str);

/// Letters that English does not have.
fn is_vietnamese(text: &str) -> bool {
    text.chars()
        .any(|letter| matches!(letter, 'À'..='ỹ') && letter.is_alphabetic())
}

/// An office with a case and a second user who is a recorder, and files that are no good.
struct Scene {
    folder: TempDir,
    /// The case, and its survivor's number.
    case: [String; 2],
}

impl Scene {
    fn new() -> Self {
        let folder = folder();
        made_once("wrong calls".to_owned(), folder.path(), |path| {
            let office = CliOffice::new(path, COMMUNE);
            let put = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
            let case = json!({
                "case": {"found_on": "12/05/2024", "category": "domestic"},
                "survivor": {"sex": "female", "age": "25-39", "consent": "given"},
            });
            put("case.json", &case.to_string());
            let file = |name: &str| path.join(name).display().to_string();
            let case = string(&office.done(&["case", "open", &file("case.json")])["id"]);
            let seen = office.done(&["case", "show", &case]);
            let person = string(&seen["survivors"][0]["person"]);
            put("ids", &format!("{case} {person}"));
            put("new", "một câu đủ dài");
            let user = ["user", "hoa", "--roles", "recorder"];
            let passphrase = ["--new-passphrase-file", &file("new")];
            office.done(&[&user[..], &passphrase].concat());
            // Her first unlocking notes in her key file which list of holders she has seen.
            let mut first = office.command(&["list", "issued_documents"]);
            first.args(["--user", "hoa", "--passphrase-file", &file("new")]);
            assert_eq!(run(&mut first).code, 0);
            put("short", "ngắn");
            put("two.json", "[{}, 1]");
            put("name.json", r#"{"name": "Bịa"}"#);
            put("colour.json", r#"{"colour": "red"}"#);
            put("unknown.json", r#"{"symbol": "1/KH", "colour": "red"}"#);
            put(
                "no-day.json",
                r#"{"symbol": "1", "date": "2024-13-05", "issuer": "B", "summary": "x"}"#,
            );
            put(
                "document.json",
                r#"{"symbol": "1", "date": "2024-03-05", "issuer": "B", "summary": "x"}"#,
            );
        });
        let ids = std::fs::read_to_string(folder.path().join("ids")).unwrap();
        let (case, person) = ids.split_once(' ').unwrap();
        Self {
            case: [case, person].map(str::to_owned),
            folder,
        }
    }

    fn office(&self) -> PathBuf {
        self.folder.path().join(COMMUNE)
    }

    /// Runs a call in the folder.
    fn call(&self, passphrase: &str, call: &str, language: &str) -> Ran {
        let call = call.replace("CASE", &self.case[0]);
        let call = call.replace("PERSON", &self.case[1]);
        let mut command = Command::new(program("tienbo"));
        command
            .current_dir(self.folder.path())
            .args(["--office", COMMUNE, "--passphrase-file", passphrase])
            .args(call.split_whitespace())
            .args(["--lang", language]);
        run(&mut command)
    }

    /// Every file, with a hash of what is in it, but for the two in which a try to unlock is
    /// noted: the database and the count of wrong passphrases.
    fn files(&self) -> BTreeMap<PathBuf, u64> {
        let noted = |file: &PathBuf| {
            ["office.db", "attempts.json"]
                .iter()
                .any(|n| file.ends_with(n))
        };
        files(self.folder.path())
            .into_iter()
            .filter(|file| !noted(file))
            .map(|file| {
                let mut hash = DefaultHasher::new();
                std::fs::read(&file).unwrap().hash(&mut hash);
                (file, hash.finish())
            })
            .collect()
    }

    /// What the log says that was done, apart from unlocking.
    fn done(&self) -> Vec<(String, String)> {
        let there = CliOffice::there(&self.office(), COMMUNE);
        let log = audit_entries(there.open().store()).unwrap();
        let done = log.into_iter().map(|entry| (entry.action, entry.subject));
        done.filter(|(action, _)| action != Action::Unlocked.code())
            .collect()
    }
}

/// Every call is told in both languages with this exit code, and nothing is changed by any.
fn are_told(code: i32, passphrase: &str, calls: &[Wrong]) {
    let scene = Scene::new();
    let done = scene.done();
    let files = scene.files();
    for (call, vietnamese, english) in calls {
        for (language, words) in [("vi", vietnamese), ("en", english)] {
            let ran = scene.call(passphrase, call, language);
            assert_eq!(ran.code, code, "{call}: {ran:#?}");
            assert_eq!(ran.stdout, "", "{call}");
            assert!(ran.stderr.contains(words), "{call}: {ran:#?}");
            let told = is_vietnamese(&ran.stderr);
            assert_eq!(told, language == "vi", "{call}: {ran:#?}");
        }
        assert_eq!(scene.files(), files, "{call}");
    }
    assert_eq!(scene.done(), done);
}

const PASSPHRASE_FILE: &str = "09163.passphrase";

#[test]
fn a_command_that_is_not_understood_ends_with_2() {
    are_told(
        2,
        PASSPHRASE_FILE,
        &[
            ("hop", "Không có lệnh hop.", "There is no command hop."),
            (
                "case",
                "Cần thêm một lệnh: open",
                "One more command is needed: open",
            ),
            ("close", "Còn thiếu: <KỲ>.", "Missing: <PERIOD>."),
            (
                "case analysis --from 1/1/2024",
                "Còn thiếu: --to",
                "Missing: --to",
            ),
            (
                "verify more",
                "Không có tham số more.",
                "There is no argument more.",
            ),
            (
                "verify --passphrase x",
                "Không có tham số --passphrase.",
                "There is no argument --passphrase.",
            ),
            (
                "verify --user a --user b",
                "chỉ dùng một lần",
                "is given once only",
            ),
            ("verify --user", "cần một giá trị", "needs a value"),
            (
                "receipt 09163 2024 -o x --accept --return-reason x",
                "không dùng cùng --return-reason",
                "does not go with --return-reason",
            ),
            (
                "verify --lang xx",
                "\"xx\" không dùng được cho --lang",
                "\"xx\" cannot be given for --lang",
            ),
            (
                "user lan --roles chief",
                "Chọn một trong: recorder, case-officer, receiver, head.",
                "Choose one of: recorder, case-officer, receiver, head.",
            ),
            (
                "exchange 2024 --form xml -o x",
                "Chọn một trong: adx, dhis2, parquet.",
                "Choose one of: adx, dhis2, parquet.",
            ),
            (
                "matrix 2024 --on 31/2/2024",
                "tháng này chỉ đến ngày 29/02/2024",
                "this month ends on 29/02/2024",
            ),
            (
                "check 2024-7",
                "\"2024-7\" không phải là kỳ báo cáo",
                "\"2024-7\" is not a period",
            ),
            (
                "figures phu-luc-03/2024/annual",
                "không phải là kỳ báo cáo",
                "is not a period",
            ),
            (
                "units two",
                "\"two\" không dùng được cho <NĂM>: cần một số.",
                "\"two\" cannot be given for <YEAR>: a number is needed.",
            ),
            (
                "delete issued_documents CASE --version one",
                "cần một số",
                "a number is needed",
            ),
        ],
    );
}

#[test]
fn with_json_every_failure_is_one_json_document_of_the_same_shape() {
    let scene = Scene::new();
    let calls = [
        ("hop", 2),
        ("case", 2),
        ("--json=yes verify", 2),
        ("close", 2),
        ("matrix 2024 --on 31/2/2024", 2),
        ("list documents", 2),
        ("verify --user nobody", 3),
        ("add issued_documents no-day.json", 4),
        ("case erase 99999 --reason wrong", 5),
        ("add issued_documents none.json", 6),
        ("inspect none.tienbo", 6),
    ];
    for (call, code) in calls {
        let ran = scene.call(PASSPHRASE_FILE, &format!("--json {call}"), "en");
        assert_eq!(ran.code, code, "{call}: {ran:#?}");
        let told = ran.json();
        let keys: Vec<&String> = told.as_object().unwrap().keys().collect();
        let shape = ["cells", "class", "error", "exit", "fields", "sentence"];
        assert_eq!(keys, shape, "{call}");
        assert_eq!(told["exit"], code, "{call}");
        assert!(ran.stderr.contains(told["sentence"].as_str().unwrap()));
    }
}

#[test]
fn the_fields_of_a_form_that_are_wrong_are_named() {
    let scene = Scene::new();
    let over = "case override 2024 III.2.1.1 --value many --reason x";
    for (language, words) in [("vi", "  Giá trị: \"many\""), ("en", "  Value: \"many\"")] {
        let ran = scene.call(PASSPHRASE_FILE, over, language);
        assert_eq!(ran.code, 4, "{ran:#?}");
        assert!(ran.stderr.contains(words), "{ran:#?}");
    }
}

#[test]
fn a_call_that_names_what_nothing_can_be_ends_with_2() {
    are_told(
        2,
        PASSPHRASE_FILE,
        &[
            (
                "add documents document.json",
                "Không có loại bản ghi documents; issued_documents,",
                "There is no record kind documents; issued_documents,",
            ),
            (
                "list documents",
                "Không có loại bản ghi documents",
                "There is no record kind documents",
            ),
            (
                "template documents -o x",
                "Không có loại bản ghi documents",
                "There is no record kind documents",
            ),
            (
                "change issued_documents nope --version 1 document.json",
                "\"nope\" không phải là mã bản ghi.",
                "\"nope\" is not a record's id.",
            ),
            (
                "add issued_documents short",
                "JSON không đúng",
                "Wrong JSON",
            ),
            (
                "add issued_documents two.json",
                "JSON khác với điều lệnh này cần",
                "JSON other than this command needs",
            ),
            (
                "case open colour.json",
                "JSON khác với điều lệnh này cần: không có phần nào tên “colour” ở đó",
                "JSON other than this command needs: there is no part named “colour”",
            ),
            (
                "trust 09166 00000",
                "Hãy ghi tên người ở đơn vị đã đọc dấu vân tay",
                "Say who at the unit read the fingerprint out",
            ),
            (
                "trust 99999 00000 --with x",
                "Không có khóa phù hợp của đơn vị 99999",
                "There is no such key of unit 99999",
            ),
        ],
    );
}

#[test]
fn who_cannot_unlock_is_told_with_3() {
    let wrong = "mật khẩu hoặc khóa khôi phục không đúng";
    are_told(
        3,
        "short",
        &[("verify", wrong, "wrong passphrase or recovery key")],
    );
    are_told(
        3,
        PASSPHRASE_FILE,
        &[(
            "--user ai verify",
            "Không có người dùng ai.",
            "There is no user ai.",
        )],
    );
}

#[test]
fn what_is_given_and_cannot_be_taken_ends_with_4() {
    are_told(
        4,
        PASSPHRASE_FILE,
        &[
            (
                "add issued_documents unknown.json",
                "colour: không phải là trường của bản ghi này.",
                "colour: is no field of this record.",
            ),
            (
                "add issued_documents no-day.json",
                "Ngày: \"2024-13-05\" không phải là ngày",
                "Date: \"2024-13-05\" is not a date",
            ),
            (
                "add issued_documents colour.json",
                "không phải là trường",
                "is no field",
            ),
            (
                "case show nope",
                "phải là 1 đến 8 chữ số",
                "must be 1 to 8 digits",
            ),
            (
                "case close CASE --outcome nope",
                "Kết quả: \"nope\" không có trong danh sách chọn.",
                "Outcome: \"nope\" is not in the list.",
            ),
            (
                "case erase PERSON --reason nope",
                "Lý do: \"nope\" không có trong danh sách chọn.",
                "Reason: \"nope\" is not in the list.",
            ),
            (
                "case override 2024 III.2.1.1 --value many --reason x",
                "còn 1 ô cần sửa",
                "1 fields need correcting",
            ),
            (
                "inspect short",
                "Gói không dùng được: đây không phải là gói",
                "The package cannot be used: this is no package",
            ),
            (
                "import-xlsx short",
                "Đây là tệp văn bản",
                "This is a text file",
            ),
            (
                "restore short",
                "Tệp sao lưu short bị hỏng, bị sửa, bị cắt cụt, hoặc không phải tệp sao lưu",
                "The backup short is damaged, was changed, is cut short, or is no backup",
            ),
            (
                "passphrase --new-passphrase-file short",
                "Mật khẩu quá ngắn: cần ít nhất 10 ký tự.",
                "The passphrase is too short: at least 10 characters.",
            ),
            (
                "catalogue --catalogue nope",
                "Không có danh mục \"nope\" trong chương trình.",
                "The program has no catalogue \"nope\".",
            ),
            (
                "catalogue --catalogue-file short",
                "Danh mục bị từ chối: tệp short, dòng 1",
                "The catalogue is refused: file short, line 1",
            ),
            (
                "catalogue --catalogue-file none",
                "Không đọc được tệp danh mục none",
                "Catalogue file none cannot be read",
            ),
            (
                "units 2024 --changes short",
                "Danh mục bị từ chối: tệp short, dòng 1",
                "The catalogue is refused: file short, line 1",
            ),
            (
                "init --unit 99999",
                "Danh mục không có đơn vị 99999.",
                "The catalogue has no unit 99999.",
            ),
        ],
    );
}

#[test]
fn what_is_not_possible_as_things_are_ends_with_5() {
    are_told(
        5,
        PASSPHRASE_FILE,
        &[
            (
                "init --unit 09163",
                "Thư mục 09163 đã có cơ sở dữ liệu; không ghi đè.",
                "There is an office in 09163 already; it is not overwritten.",
            ),
            (
                "delete issued_documents CASE --version 1",
                "hoặc bản ghi đã bị xóa",
                "or it was deleted",
            ),
            (
                "change issued_documents CASE --version 1 document.json",
                "hoặc bản ghi đã bị xóa",
                "or it was deleted",
            ),
            (
                "attach issued_documents CASE short",
                "hoặc bản ghi đã bị xóa",
                "or it was deleted",
            ),
            (
                "check 2030",
                "Danh mục không có báo cáo phu-luc-02/2030/annual.",
                "The catalogue has no report phu-luc-02/2030/annual.",
            ),
            (
                "units 2030",
                "chưa có danh mục của năm 2030",
                "There is no catalogue of 2030 here yet.",
            ),
            (
                "close 2024 --reason x",
                "Chưa chốt được: còn 1 lỗi.",
                "Cannot be closed: 1 errors.",
            ),
            (
                "export 2024 -o x",
                "chưa chốt. Hãy chốt trước.",
                "is not closed. Close it first.",
            ),
            (
                "reopen 2024",
                "chưa chốt. Hãy chốt trước.",
                "is not closed. Close it first.",
            ),
            (
                "review 99999 2024",
                "Đơn vị 99999 chưa nộp báo cáo",
                "Unit 99999 has not sent",
            ),
            (
                "receipt 09166 2024 --accept -o x",
                "Đơn vị 09166 chưa nộp báo cáo",
                "Unit 09166 has not sent",
            ),
            (
                "case override 2024 X --value 1 --reason x",
                "Dòng X không phải số đếm từ sổ vụ việc.",
                "Row X is not counted from the register.",
            ),
            (
                "case name CASE 99999 name.json",
                "Người này không có trong vụ việc.",
                "This person is not in the case.",
            ),
            (
                "case erase 99999 --reason wrong",
                "Ở đây không có ai mang số 99999.",
                "Nobody here has the number 99999.",
            ),
            (
                "totals 2024 puppet-plays",
                "Không có số liệu nào mang mã puppet-plays.",
                "No number has the code puppet-plays.",
            ),
            (
                "trend 09163 puppet-plays 2024 -o x.csv",
                "Không có số liệu nào mang mã puppet-plays.",
                "No number has the code puppet-plays.",
            ),
            (
                "trace phu-luc-01/2024/annual 09163 puppet-plays",
                "Không có số liệu nào mang mã puppet-plays.",
                "No number has the code puppet-plays.",
            ),
            (
                "trend 99999 documents 2024",
                "không có đơn vị 99999.",
                "has no unit 99999.",
            ),
            (
                "report 2024 --under 99999 -o x.pdf",
                "không có đơn vị 99999.",
                "has no unit 99999.",
            ),
            (
                "report 2024 --units 09163,99999 -o x.pdf",
                "không có đơn vị 99999.",
                "has no unit 99999.",
            ),
            (
                "case transfer CASE --to 99999 --ground law -o x",
                "Đơn vị 99999 chưa nhận vụ việc được",
                "Unit 99999 cannot receive cases yet",
            ),
            (
                "case confirm nope -o x",
                "Không có vụ việc nào được tiếp nhận từ gói nope.",
                "No case was taken over from package nope.",
            ),
            (
                "original nope -o x",
                "Tệp gốc của gói nope không còn nguyên",
                "The original file of package nope is not on this machine",
            ),
        ],
    );
}

#[test]
fn what_a_role_does_not_allow_ends_with_5_and_names_the_role() {
    let head = ("cần vai trò “Phụ trách”.", "it needs the role “Head”.");
    let officer = (
        "cần vai trò “Phụ trách vụ việc”.",
        "it needs the role “Case officer”.",
    );
    let facts = (
        "dành cho cán bộ phụ trách vụ việc",
        "for case officers, heads and receivers",
    );
    let of = |call, (vietnamese, english)| (call, vietnamese, english);
    are_told(
        5,
        "new",
        &[
            of("--user hoa close 2024", head),
            of("--user hoa reopen 2024", head),
            of(
                "--user hoa user lan --roles head --new-passphrase-file new",
                head,
            ),
            of("--user hoa card -o x", head),
            of("--user hoa card -o x --new-keys", head),
            of("--user hoa roster -o x", head),
            of("--user hoa trust 09166 00000 --with x", head),
            of("--user hoa trust --revoke 09166 --reason x", head),
            of("--user hoa catalogue --adopt", head),
            of(
                "--user hoa case transfer CASE --to 09166 --ground law -o x",
                head,
            ),
            of(
                "--user hoa case void CASE --reason no-violence --why x",
                facts,
            ),
            of("--user hoa case close CASE --outcome safe", facts),
            of("--user hoa case reopen CASE", facts),
            of("--user hoa case reveal CASE", officer),
            of("--user hoa case find quynh", officer),
            of("--user hoa case name CASE PERSON name.json", officer),
            of("--user hoa case erase PERSON --reason her-wish", officer),
        ],
    );
}

#[test]
fn a_file_that_cannot_be_read_or_written_ends_with_6() {
    are_told(
        6,
        PASSPHRASE_FILE,
        &[
            (
                "add issued_documents none.json",
                "Không đọc hoặc ghi được none.json: không thấy tệp",
                "Cannot read or write none.json: this file or folder is not there",
            ),
            (
                "inspect none.tienbo",
                "Không đọc được tệp",
                "The file cannot be read",
            ),
            (
                "import-xlsx none.xlsx",
                "Không đọc hoặc ghi được none.xlsx",
                "Cannot read or write none.xlsx",
            ),
            (
                "passphrase --new-passphrase-file none",
                "Không đọc hoặc ghi được none: không thấy tệp",
                "Cannot read or write none: this file or folder is not there",
            ),
            (
                "report 2024 -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "exchange 2024 --form adx -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "card -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "backup -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "matrix 2024 -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "totals 2024 -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
            (
                "template issued_documents -o none/x",
                "Không đọc hoặc ghi được none",
                "Cannot read or write none",
            ),
        ],
    );
}

#[test]
fn what_is_refused_leaves_no_folder_behind() {
    let scene = Scene::new();
    let new = scene.folder.path().join("moi");
    let calls = [
        (COMMUNE, "--user hoa receipts moi/phieu", 5),
        (COMMUNE, "--user nobody receipts moi/phieu", 3),
        ("moi/so", "init --unit 99999", 4),
        ("moi/so", "restore short", 4),
    ];
    for (office, call, code) in calls {
        let mut command = Command::new(program("tienbo"));
        command.current_dir(scene.folder.path());
        command.args(["--office", office, "--passphrase-file", "new"]);
        let ran = run(command.args(call.split_whitespace()));
        assert_eq!(ran.code, code, "{call}: {ran:#?}");
        assert!(!new.exists(), "{call}");
    }
    // What is done makes it.
    let ran = scene.call(PASSPHRASE_FILE, "receipts moi/phieu", "vi");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(new.join("phieu").is_dir());
}
