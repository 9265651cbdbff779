//! Tests over every error of every room: each is told in every language, and is of one class by
//! whatever road it comes.

use crate::casework::CaseError;
use crate::catalogue::{CatalogueError, Fault, FaultPlace};
use crate::entry::{EntryError, InList, SaidOfRecord, Slip};
use crate::exchange::{
    Becomes, CellError, Differs, OtherFile, Unread, WhyUnread, WorkbookError, WorkbookPlan,
};
use crate::intake::{IntakeError, OnTheWay, UnreadFolder, Verdict};
use crate::message::{Class, Language, LibraryWords, Misread, Told, Trouble, find};
use crate::model::{
    Cell, Day, FieldError, Moment, Period, Problem, RecordId, RecordKind, Sha256, UnitCode, Year,
    at,
};
use crate::package::seal::SealError;
use crate::package::{Beside, Damage, KeyError, MadeAs, Refusal, SCHEMA, Standing, WriteError};
use crate::period::PeriodError;
use crate::progress::Stopped;
use crate::receiving::{Doubt, ReceivingError};
use crate::register::ConsentState;
use crate::sections::{Finding, Severity};
use crate::sending::SendingError;
use crate::store::{Guarded, NamedRecord, StoreError};
use crate::vault::{ClockDoubt, FolderStanding, FolderState, Role, VaultError};
use std::collections::BTreeSet;

/// What stands in for a detail: letters of no language.
const X: &str = "X1";

fn x() -> String {
    X.to_owned()
}

/// What a library says of itself, which no sentence may tell.
const LIBRARY: &str = "thelibrarysaidso";

fn library() -> LibraryWords {
    LibraryWords::of(LIBRARY)
}

fn package() -> Standing {
    Standing::Package(x())
}

fn made(revision: i64) -> MadeAs {
    MadeAs {
        package: x(),
        revision,
        sequence: revision + 5,
        at: Moment::now(),
    }
}

fn beside() -> Beside {
    Beside {
        unit: x(),
        period: period(),
        came: made(3),
        here: made(4),
        next: 5,
    }
}

fn period() -> Period {
    "2024".parse().expect("a period")
}

fn unit() -> UnitCode {
    UnitCode::new("09163").expect("a code")
}

fn field() -> FieldError {
    at("date")(Problem::NotADate(x()))
}

fn of_list(name: String) -> InList {
    InList {
        number: 2,
        name,
        said: SaidOfRecord::Wrong(field()),
    }
}

fn problems() -> Vec<Problem> {
    vec![
        Problem::Required,
        Problem::TooLong(5),
        Problem::ControlCharacter,
        Problem::NotADate(x()),
        Problem::ShortYear(x()),
        Problem::MonthIsOver(x()),
        Problem::NotAMonth(x()),
        Problem::NotAMonthDay(x()),
        Problem::NotAMoment(x()),
        Problem::NotAPeriod(x()),
        Problem::NotANumber(x()),
        Problem::NotWhole(x()),
        Problem::IsASum(x()),
        Problem::IsADay(x()),
        Problem::IsAPercentage(x()),
        Problem::MayLackZero(x()),
        Problem::NotComputed,
        Problem::FormulaFailed(x()),
        Problem::OutOfRange(x()),
        Problem::NotAChoice(x()),
        Problem::RangeBackwards,
        Problem::NoHeadCount,
        Problem::PartLargerThanWhole,
        Problem::SumDiffers(x()),
        Problem::NoValue,
        Problem::UnknownReference(x()),
        Problem::SeveralFit(x()),
        Problem::KnownHere(x()),
        Problem::NotInCatalogue(x()),
        Problem::NotACaseRef,
        Problem::Contradicts,
        Problem::NoConsent,
        Problem::NotHersToGive,
        Problem::GuardianMayHarm,
        Problem::LaterYes(x()),
        Problem::GuardianMayNotAsk,
        Problem::ContactNotAsked,
        Problem::ContactNever,
        Problem::SaidTooEarly("7".to_owned()),
        Problem::NobodyVisits,
        Problem::NobodyGoesAlone,
        Problem::PoliceGoAlong,
        Problem::Limited,
        Problem::LiftedByAct,
        Problem::NameKept,
        Problem::WrittenKept("10001".to_owned()),
        Problem::WordsKept("10001".to_owned()),
        Problem::CountedByRegister,
        Problem::SetByAct,
        Problem::SaidForEach,
        Problem::StaysInCase,
        Problem::NotYet,
        Problem::Over,
        Problem::CaseEnded,
        Problem::WrongType,
        Problem::IsARatio(x()),
        Problem::IsANumber(x()),
        Problem::GivenTwice,
        Problem::GivenInRow(x()),
        Problem::KnownOtherwise(x()),
        Problem::UnknownField,
    ]
}

fn refusals() -> Vec<Refusal> {
    let mut all: Vec<Refusal> = Damage::all(X).into_iter().map(Refusal::Damaged).collect();
    all.extend(Trouble::ALL.map(Refusal::Unreadable));
    all.extend([
        Refusal::Altered(x()),
        Refusal::TooLarge(x()),
        Refusal::UnknownVersion(x()),
        Refusal::UnknownKey(x()),
        Refusal::RevokedKey(x()),
        Refusal::WrongUnit(x()),
        Refusal::NotForUs(x()),
        Refusal::invalid(X),
        Refusal::invalid_field(X, field()),
        Refusal::OtherCatalogue(x()),
        Refusal::Older(package()),
        Refusal::Older(Standing::Beside(Box::new(beside()))),
        Refusal::Conflict(Standing::Beside(Box::new(beside()))),
        Refusal::TakenId(x()),
        Refusal::WentBack(Box::new(beside())),
        Refusal::NothingSentThere(x()),
        Refusal::SentBefore(x()),
        Refusal::InTheFuture(x()),
        Refusal::Child {
            child: x(),
            reason: Box::new(Refusal::Older(package())),
        },
    ]);
    all
}

/// What SQLite can say, with words of its own.
fn of_sqlite() -> Vec<rusqlite::Error> {
    let said = |code| {
        let failure = rusqlite::ffi::Error::new(code);
        rusqlite::Error::SqliteFailure(failure, Some(LIBRARY.to_owned()))
    };
    let mut all: Vec<rusqlite::Error> = (1..=101).map(said).collect();
    all.extend([
        rusqlite::Error::InvalidParameterName(LIBRARY.to_owned()),
        rusqlite::Error::InvalidQuery,
        rusqlite::Error::QueryReturnedNoRows,
        rusqlite::Error::InvalidColumnName(LIBRARY.to_owned()),
        rusqlite::Error::FromSqlConversionFailure(
            0,
            rusqlite::types::Type::Text,
            Box::new(std::io::Error::other(LIBRARY)),
        ),
    ]);
    all
}

fn in_the_store() -> Vec<StoreError> {
    let mut all: Vec<StoreError> = of_sqlite().into_iter().map(StoreError::Sqlite).collect();
    all.extend(Trouble::ALL.map(|trouble| StoreError::File {
        path: X.into(),
        trouble,
    }));
    all.extend([
        StoreError::TooNew { found: 9, known: 4 },
        StoreError::Backup(std::io::Error::other(LIBRARY)),
        StoreError::BadRow {
            table: "narratives",
            error: field(),
        },
        StoreError::bad("draft", LIBRARY),
        StoreError::from(Problem::Required),
        StoreError::NoRecord(x()),
        StoreError::Stopped(Stopped),
        StoreError::Changed(NamedRecord::new(RecordKind::IssuedDocument, &[])),
        StoreError::Deleted(NamedRecord::new(
            RecordKind::IssuedDocument,
            &[Cell::Text(x())],
        )),
        StoreError::FactsClosed,
        StoreError::Restricted,
        StoreError::RestrictedPerson,
        StoreError::BadFacts(x()),
        StoreError::Differing(Guarded::Keys),
        StoreError::FactsMissing(2),
        StoreError::WrittenMeanwhile,
        StoreError::NotCounted,
    ]);
    all
}

fn in_the_vault() -> Vec<VaultError> {
    let file = || std::path::PathBuf::from(X);
    let folders = FolderStanding::ALL.map(|standing| {
        let folder = file();
        VaultError::Folder(FolderState { folder, standing })
    });
    let mut all = vec![
        VaultError::InUse(file()),
        VaultError::WrongPassphrase,
        VaultError::Wait(9),
        VaultError::NoUser(x()),
        VaultError::UserExists(x()),
        VaultError::BadUserName(x()),
        VaultError::ShortPassphrase,
        VaultError::MasksLess(x()),
        VaultError::WeakPassphrase,
        VaultError::OldSlot,
        VaultError::NewerSlot,
        VaultError::DamagedSlot(file()),
        VaultError::BadKeyList,
        VaultError::ForeignKeyList,
        VaultError::OldKeyList,
        VaultError::ForeignDatabase,
        VaultError::RegisterLost,
        VaultError::ForeignRegister,
        VaultError::RegisterOverwritten,
        VaultError::RegisterThere,
        VaultError::OthersUnreadable,
        VaultError::NoReason,
        VaultError::LastWith(Role::Head),
        VaultError::OnlyOneWhoSees(x()),
        VaultError::OldSheet,
        VaultError::UnknownUnit(x()),
        VaultError::NotAllowed(Role::Head),
        VaultError::BadBackup(file()),
        VaultError::OtherUnit {
            backup: unit(),
            here: unit(),
        },
        VaultError::NoRoom { needed: 9, free: 4 },
        VaultError::PackageLost(x()),
        VaultError::NotReread(Refusal::Older(package())),
        VaultError::Key(library()),
    ];
    all.extend(folders);
    all.extend(Trouble::ALL.map(|trouble| VaultError::Io {
        path: file(),
        trouble,
    }));
    all
}

fn in_the_catalogue() -> Vec<CatalogueError> {
    vec![
        CatalogueError::Unreadable {
            file: x(),
            trouble: Trouble::Gone,
        },
        CatalogueError::Broken {
            file: x(),
            place: FaultPlace::Line(1),
            fault: Fault::Form(Misread::of(LIBRARY)),
        },
        CatalogueError::Unknown(x()),
        CatalogueError::NoneOfYear(Year::new(2024).expect("a year")),
    ]
}

fn places() -> Vec<FaultPlace> {
    vec![
        FaultPlace::Line(2),
        FaultPlace::Row(x()),
        FaultPlace::Section(x()),
        FaultPlace::Unit(unit()),
        FaultPlace::Change(2, Day::parse("1/7/2024").expect("a day")),
        FaultPlace::Key(x()),
    ]
}

fn faults() -> Vec<Fault> {
    vec![
        Fault::Form(Misread::of(LIBRARY)),
        Fault::Unseen,
        Fault::NoVersion(x()),
        Fault::ReceiverGoes,
        Fault::Margin {
            given: 9,
            from: 20,
            to: 25,
        },
        Fault::Twice(x()),
        Fault::NoLevel(x()),
        Fault::NoUnit(unit()),
        Fault::Backwards,
        Fault::NoReport,
        Fault::NoParent(x()),
        Fault::NoPart(x()),
        Fault::Scale,
        Fault::NoMeasured(x()),
        Fault::Target(x()),
        Fault::Columns(3),
        Fault::Heads {
            found: 4,
            printed: 5,
        },
        Fault::BadCode(x()),
        Fault::NoName,
        Fault::NotInYear(Year::new(2024).expect("a year")),
        Fault::TooMany(9),
        Fault::NoBasis,
        Fault::MergeTwo,
        Fault::SplitTwo,
        Fault::StillBelow {
            unit: unit(),
            below: unit(),
        },
        Fault::WithinItself {
            unit: unit(),
            parent: unit(),
        },
        Fault::Nameless(unit()),
        Fault::NotThatDay(unit()),
        Fault::Taken {
            code: unit(),
            name: x(),
        },
        Fault::NothingAbove(unit()),
        Fault::NotBelow {
            unit: unit(),
            parent: unit(),
        },
        Fault::NoPlaceForCode,
        Fault::NoRow,
        Fault::Elements,
        Fault::ElementTwice,
        Fault::UnknownCode,
        Fault::NoEntry,
        Fault::ActGroups,
        Fault::NoContact,
        Fault::NoLaw(x()),
        Fault::NoArticle(x()),
        Fault::NoTime(x()),
    ]
}

/// Everything a person can be told of, once.
fn everything() -> Vec<Box<dyn Told>> {
    fn put<T: Told + 'static>(all: &mut Vec<Box<dyn Told>>, told: impl IntoIterator<Item = T>) {
        all.extend(told.into_iter().map(|told| Box::new(told) as Box<dyn Told>));
    }
    let mut all = Vec::new();
    put(&mut all, problems());
    put(&mut all, refusals());
    put(&mut all, in_the_store());
    put(&mut all, in_the_vault());
    put(&mut all, in_the_catalogue());
    put(&mut all, places());
    put(&mut all, faults());
    put(&mut all, [field()]);
    put(
        &mut all,
        [
            Verdict::Accepted,
            Verdict::Replaces,
            Verdict::AlreadyImported,
            Verdict::CardKept,
            Verdict::CardTrusted,
            Verdict::RosterApplied,
            Verdict::ReceiptKept,
            Verdict::CaseWaits,
            Verdict::OwnTakenBack,
            Verdict::Own,
            Verdict::RosterWaits,
            Verdict::Refused(Refusal::Older(package())),
            Verdict::NotAllowed(Role::Head),
        ],
    );
    put(
        &mut all,
        [
            EntryError::Field(field()),
            EntryError::Fields(vec![field()]),
            EntryError::Row(2, field()),
            EntryError::List(vec![of_list(x())]),
            EntryError::ListAsks(vec![of_list(String::new())]),
            EntryError::NothingPasted,
            EntryError::TooMuchPasted(5),
            EntryError::NotEntered,
            EntryError::NoVersion,
            EntryError::TextChanged,
            EntryError::FileTooLarge(5),
            EntryError::CaseFile,
            EntryError::CaseStays,
            EntryError::AnswerStays,
            EntryError::DangerStays,
            EntryError::DirectoryStays,
            EntryError::Derived,
        ],
    );
    put(
        &mut all,
        [
            PeriodError::NoSuchPeriod(period()),
            PeriodError::NotComplete(2),
            PeriodError::NeedsReason(2),
            PeriodError::AlreadyClosed(period()),
            PeriodError::NotClosed(period()),
            PeriodError::NoUnit(unit()),
            PeriodError::UnitGone(period()),
            PeriodError::NotPrintable(period()),
            PeriodError::StaleFacts(2),
            PeriodError::Frozen(Refusal::Older(package())),
            PeriodError::Json(library()),
        ],
    );
    put(
        &mut all,
        [
            SendingError::Clock(ClockDoubt {
                now: Moment::now(),
                newest: Moment::now(),
            }),
            SendingError::NoReceiver,
            SendingError::PackageLost(period()),
            SendingError::NothingDecided(unit()),
            SendingError::CannotReceive(unit()),
            SendingError::NoTransfer(x()),
            SendingError::NoRoom { needed: 9, free: 4 },
            SendingError::NotReadBack(X.into()),
            SendingError::FileLost(x()),
        ],
    );
    put(&mut all, [KeyError(library())]);
    put(
        &mut all,
        [
            SealError::Key(library()),
            SealError::Encrypt(library()),
            SealError::Decrypt(library()),
            SealError::TooLarge(5),
        ],
    );
    put(
        &mut all,
        [WriteError::Pack(library()), WriteError::TooLarge(x())],
    );
    put(
        &mut all,
        [
            CaseError::NotAgreed(ConsentState::NotAsked),
            CaseError::NotAgreed(ConsentState::Expired),
            CaseError::NotAgreed(ConsentState::Limited),
            CaseError::NotAgreed(ConsentState::Refused),
            CaseError::NotAgreed(ConsentState::Withdrawn),
            CaseError::NotAgreedToTransfer("12345".to_owned()),
            CaseError::NotInCase,
            CaseError::Nobody(x()),
            CaseError::NothingWritten,
            CaseError::LookNeedsReason,
            CaseError::NoOfficer(x()),
            CaseError::NeedsOfficer,
            CaseError::NotRestricted,
            CaseError::NotAmongThem(x()),
            CaseError::PlanOpen(2),
            CaseError::CardTooLong(600),
            CaseError::NothingPlanned,
            CaseError::NothingErased,
            CaseError::WrittenOfOthers,
            CaseError::NotOpen,
            CaseError::Open,
            CaseError::NoProposal,
            CaseError::NeedsReason,
            CaseError::NotLower,
            CaseError::NothingToSee,
            CaseError::OwnDecision,
            CaseError::NotDue,
            CaseError::DangerStands,
            CaseError::NeverChecked,
            CaseError::NewViolence,
            CaseError::HoursRun,
            CaseError::NothingOffered,
            CaseError::CriteriaOpen,
            CaseError::NoSuchRow(x()),
            CaseError::NoPeriod,
        ],
    );
    let folder = UnreadFolder {
        folder: X.into(),
        trouble: Trouble::NotAllowed,
    };
    put(
        &mut all,
        [
            OnTheWay::Unread(folder),
            OnTheWay::Nothing,
            OnTheWay::NoPackage(vec![x()], 7),
            OnTheWay::Pulled(X.into(), 7),
        ],
    );
    put(
        &mut all,
        [
            IntakeError::NoKey(x()),
            IntakeError::NobodyNamed,
            IntakeError::NoReason,
            IntakeError::NothingWaits(x()),
            IntakeError::NoneStands(x()),
            IntakeError::NoneAside(x()),
            IntakeError::LostLater(Day::parse("1/7/2024").expect("a day")),
            IntakeError::NotTaken(Refusal::Older(package())),
        ],
    );
    put(
        &mut all,
        [
            ReceivingError::NoSubmission(x()),
            ReceivingError::NotSent(unit(), period()),
            ReceivingError::Aside(x()),
            ReceivingError::Replaced(x()),
            ReceivingError::Decided(x()),
            ReceivingError::NoRemark,
            ReceivingError::LongRemark,
            ReceivingError::TooManyRemarks,
            ReceivingError::NoSection(x()),
            ReceivingError::NoNumber(x()),
            ReceivingError::NotKeeper(x()),
            ReceivingError::NoMapping(x()),
            ReceivingError::NoReason,
            ReceivingError::NotWritten(library()),
        ],
    );
    put(&mut all, [of_list(x()), of_list(String::new())]);
    let cell = CellError {
        sheet: x(),
        cell: "C7".to_owned(),
        error: field(),
    };
    put(
        &mut all,
        [
            WorkbookError::NotAWorkbook(library()),
            WorkbookError::OtherFile(OtherFile::Protected),
            WorkbookError::OtherFile(OtherFile::OldExcel),
            WorkbookError::OtherFile(OtherFile::BinaryExcel),
            WorkbookError::OtherFile(OtherFile::OpenDocument),
            WorkbookError::OtherFile(OtherFile::Text),
            WorkbookError::TooLarge,
            WorkbookError::TooFar {
                sheet: x(),
                cell: "XFD7".to_owned(),
            },
            WorkbookError::NoSheet,
            WorkbookError::NoHeadings {
                sheet: x(),
                columns: x(),
            },
            WorkbookError::Asks(Box::new(WorkbookPlan {
                workbook: Sha256::of(b""),
                rows: Vec::new(),
                unread: Vec::new(),
            })),
            WorkbookError::ChangedSince,
            WorkbookError::NoColumn {
                sheet: x(),
                column: x(),
            },
            WorkbookError::NotWritten(library()),
            WorkbookError::Cells(vec![cell], Vec::new()),
        ],
    );
    all
}

/// Letters that Vietnamese has and English has not.
const VIETNAMESE: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
/// Words that English cannot do without and Vietnamese has not.
const ENGLISH: [&str; 16] = [
    "the", "is", "not", "and", "of", "was", "are", "be", "this", "that", "with", "for", "by", "it",
    "or", "needs",
];

/// The letters or words of the other language in a sentence.
fn foreign(language: Language, sentence: &str) -> Vec<String> {
    let lower = sentence.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    match language.code() {
        "vi" => words
            .filter(|word| ENGLISH.contains(word))
            .map(str::to_owned)
            .collect(),
        "en" => words
            .filter(|word| word.contains(|c| VIETNAMESE.contains(c)))
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn everything_is_told_in_every_language_and_in_no_other() {
    for language in Language::all() {
        for told in everything() {
            let (code, sentence) = (told.code(), told.sentence(language));
            assert!(!sentence.contains(&code), "{code} has no message");
            assert!(!sentence.contains("{ $"), "{code}: {sentence}");
            assert!(!sentence.contains(LIBRARY), "{code}: {sentence}");
            let foreign = foreign(language, &sentence);
            assert!(
                foreign.is_empty(),
                "{language:?}, {code}: {sentence} ({foreign:?})"
            );
        }
    }
}

#[test]
fn every_message_of_an_error_is_that_of_an_error_here() {
    let codes: BTreeSet<String> = everything()
        .iter()
        .map(|told| told.code().replace('.', "-"))
        .collect();
    let of_errors = [
        "catalogue-",
        "entry-",
        "found-",
        "goi-",
        "intake-",
        "period-",
        "problem-",
        "progress-stopped",
        "receiving-",
        "sending-",
        "store-",
        "vault-",
        "workbook-",
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/messages/vi");
    let mut missing = Vec::new();
    let files = std::fs::read_dir(folder).expect("a folder");
    let files = files.map(|file| file.expect("a file").path());
    // What is said of kinds of record, in a folder of its own, is no error.
    for file in files.filter(|file| file.is_file()) {
        let text = std::fs::read_to_string(file).expect("readable");
        let ids = text.lines().filter_map(|line| line.split_once(" ="));
        let ids = ids.map(|(id, _)| id).filter(|id| !id.ends_with("-do"));
        for id in ids.filter(|id| of_errors.iter().any(|of| id.starts_with(of))) {
            if !codes.contains(id) {
                missing.push(id.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "of no error in this test: {missing:#?}");
}

/// What an error is by whatever road: class, code, and what is said.
fn is(told: &dyn Told) -> (Class, String, String) {
    (told.class(), told.code(), told.sentence(Language::FIRST))
}

#[test]
fn an_error_has_one_class_by_whatever_road() {
    let roads_of_the_store: [fn(StoreError) -> Box<dyn Told>; 15] = [
        |e| Box::new(VaultError::Store(e)),
        |e| Box::new(EntryError::Store(e)),
        |e| Box::new(PeriodError::Store(e)),
        |e| Box::new(CaseError::Store(e)),
        |e| Box::new(IntakeError::Store(e)),
        |e| Box::new(WorkbookError::Store(e)),
        |e| Box::new(ReceivingError::from(e)),
        |e| Box::new(EntryError::Vault(VaultError::Store(e))),
        |e| Box::new(PeriodError::Vault(VaultError::Store(e))),
        |e| Box::new(CaseError::Entry(EntryError::Store(e))),
        |e| Box::new(CaseError::Period(PeriodError::Store(e))),
        |e| Box::new(SendingError::from(CaseError::Vault(VaultError::Store(e)))),
        |e| Box::new(IntakeError::Vault(VaultError::Store(e))),
        |e| Box::new(WorkbookError::Vault(VaultError::Store(e))),
        |e| {
            Box::new(ReceivingError::Period(PeriodError::Vault(
                VaultError::Store(e),
            )))
        },
    ];
    for (index, error) in in_the_store().iter().enumerate() {
        for road in roads_of_the_store {
            let same = in_the_store().remove(index);
            assert_eq!(is(error), is(&*road(same)));
        }
    }
    let roads_of_the_vault: [fn(VaultError) -> Box<dyn Told>; 9] = [
        |e| Box::new(EntryError::Vault(e)),
        |e| Box::new(PeriodError::Vault(e)),
        |e| Box::new(CaseError::Vault(e)),
        |e| Box::new(IntakeError::Vault(e)),
        |e| Box::new(WorkbookError::Vault(e)),
        |e| Box::new(ReceivingError::from(e)),
        |e| Box::new(CaseError::Entry(EntryError::Vault(e))),
        |e| Box::new(CaseError::Period(PeriodError::Vault(e))),
        |e| Box::new(SendingError::from(CaseError::Period(PeriodError::Vault(e)))),
    ];
    for (index, error) in in_the_vault().iter().enumerate() {
        for road in roads_of_the_vault {
            let same = in_the_vault().remove(index);
            assert_eq!(is(error), is(&*road(same)));
        }
    }
    for (index, error) in in_the_catalogue().iter().enumerate() {
        let same = in_the_catalogue().remove(index);
        assert_eq!(is(error), is(&VaultError::Catalogue(same)));
    }
    for problem in problems() {
        let error = || at("date")(problem.clone());
        assert_eq!(is(&error()), is(&EntryError::Field(error())));
        assert_eq!(is(&error()), is(&CaseError::Field(error())));
        assert_eq!(
            is(&error()),
            is(&CaseError::Entry(EntryError::Field(error())))
        );
        assert_eq!(EntryError::Fields(vec![error()]).fields(), [error()]);
        assert_eq!(
            CaseError::Entry(EntryError::Fields(vec![error()])).fields(),
            [error()]
        );
    }
    for refusal in refusals() {
        assert_eq!(is(&refusal), is(&Verdict::Refused(refusal.clone())));
    }
}

#[test]
fn findings_doubts_and_slips_are_told_and_are_no_failures() {
    let finding = Finding {
        place: "I.1".to_owned(),
        severity: Severity::Warning,
        code: "no-documents",
        detail: String::new(),
    };
    let doubt = Doubt {
        code: "copied",
        place: "II".to_owned(),
        detail: String::new(),
        records: BTreeSet::new(),
    };
    let slip = Slip {
        column: "date".to_owned(),
        code: "in-future",
        detail: String::new(),
    };
    let differs = Differs {
        column: "date".to_owned(),
        here: "05/12/2024".to_owned(),
    };
    let becomes = [
        Becomes::New,
        Becomes::Same,
        Becomes::Double { of: x() },
        Becomes::Change {
            id: RecordId::new(),
            version: 1,
            columns: vec![differs.clone()],
        },
    ];
    let unread = WhyUnread::ALL.map(|why| Unread {
        sheet: x(),
        cell: x(),
        heading: x(),
        why,
    });
    let mut all: Vec<&dyn Told> = vec![&finding, &doubt, &slip, &Verdict::Accepted, &differs];
    all.extend(becomes.iter().map(|one| one as &dyn Told));
    all.extend(unread.iter().map(|one| one as &dyn Told));
    for told in all {
        assert_eq!(told.class(), Class::Fine);
        let id = told.code().replace('.', "-");
        assert!(find(Language::FIRST, &id, &[]).is_some(), "{id}");
    }
}

#[test]
fn what_is_said_of_the_format_names_every_verdict_and_the_schema() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("package/package-format.md");
    let said = std::fs::read_to_string(&file).expect("readable");
    for code in Verdict::CODES.iter().chain(Refusal::CODES) {
        assert!(said.contains(&format!("`{code}`")), "{code}");
    }
    let (before, rest) = said.split_once("`schema` is ").expect("its place");
    let (number, after) = rest.split_once('.').expect("a sentence");
    if std::env::var_os("TIENBO_NEW_FORMAT").is_some() {
        let written = format!("{before}`schema` is {SCHEMA}.{after}");
        std::fs::write(file, written).expect("written");
        return;
    }
    let made = "TIENBO_NEW_FORMAT=1 writes it";
    assert_eq!(number, SCHEMA.to_string(), "{made}");
}
