//! Every act, tried in every role: who may not leaves nothing behind, and who may leaves an entry in the log.

use crate::catalogue::Risk;
use crate::entry::Typed;
use crate::exchange::{Table, TableCell};
use crate::message::{Language, Told};
use crate::model::{
    AskedBy, CaseRef, ChildForm, ConsentSheet, Day, ErasureReason, HourDuty, LoweringReason,
    PersonIdentity, RecordId, RecordKind, Survivor, VoidReason, Year,
};
use crate::package::{Reason, ReceiptState, TransferGround};
use crate::period::Scope;
use crate::progress::Watch;
use crate::receiving::{Dhis2Form, ReceivingError};
use crate::sending::StaysHere;
use crate::store::{self, Action, ErasureOfWritten};
use crate::test_offices::*;
use crate::vault::{Office, Role, UserName};
use std::collections::BTreeSet;

/// What a test knows of the office it tries.
struct Given {
    place: Place,
    package: String,
    /// A survivor of a case of the office's own.
    person: CaseRef,
    /// A file that is attached to a record.
    attached: RecordId,
}

impl Given {
    fn new() -> Self {
        let place = Place::new();
        let (mut province, package) = province_with_a_submission(&place);
        for role in Role::ALL {
            let user = UserName::new(role.code()).unwrap();
            province
                .put_user(&user, &passphrase(), &[role], false)
                .unwrap();
        }
        open_case(&mut province);
        let survivors = store::records::<Survivor>(province.store(), store::OWN).unwrap();
        let person = survivors[0].record.person.clone();
        let kind = RecordKind::IssuedDocument;
        let record = province.save_typed(kind, &document(), None).unwrap();
        let attached = province.attach(kind, record, "toan-van.txt", b"a", false);
        Self {
            place,
            package,
            person,
            attached: attached.unwrap(),
        }
    }

    /// The office, opened by the user who has one role alone.
    fn in_role(&self, role: Role) -> Office {
        self.place.open(PROVINCE, role.code())
    }
}

/// The code of what an act failed with; nothing where it was done.
fn told<T, E: Told>(result: Result<T, E>) -> Option<String> {
    result.err().map(|error| error.code())
}

/// An act: its name, who may, the entry it leaves where it can be done here, and the act itself.
type Act = (
    &'static str,
    &'static [Role],
    Option<Action>,
    fn(&mut Office, &Given) -> Option<String>,
);

const RECORDER: &[Role] = &[Role::Recorder];
const OFFICER: &[Role] = &[Role::CaseOfficer];
const WHO_OPENS_CASES: &[Role] = &[Role::Recorder, Role::CaseOfficer];
const WHO_SEES_CASES: &[Role] = &[Role::CaseOfficer, Role::Head];
const WHO_TAKES_IN: &[Role] = &[Role::Receiver, Role::Head];
const HEADS: &[Role] = &[Role::Head];
const ALL: &[Role] = &Role::ALL;

fn remark(text: &str) -> Reason {
    Reason {
        section: Some("I.1".to_owned()),
        record: None,
        text: text.to_owned(),
    }
}

fn document() -> Typed {
    typed(&[
        ("symbol", "12/KH-UBND"),
        ("date", "5/3/2024"),
        ("issuer", "UBND tỉnh"),
        ("summary", "Kế hoạch"),
    ])
}

fn her_wish() -> ErasureOfWritten {
    ErasureOfWritten {
        asked_by: AskedBy::Person,
        guardian: None,
        asked_on: day(),
        reason: ErasureReason::HerWish,
        why: String::new(),
    }
}

const ACTS: &[Act] = &[
    (
        "save a record",
        RECORDER,
        Some(Action::Added),
        |office, _| told(office.save_typed(RecordKind::IssuedDocument, &document(), None)),
    ),
    ("keep a draft", WHO_OPENS_CASES, None, |office, _| {
        told(office.keep_draft("issued_documents/new", None, document()))
    }),
    ("change a record", RECORDER, None, |office, _| {
        told(office.change_record(RecordKind::IssuedDocument, RecordId::new(), 1, Vec::new()))
    }),
    ("delete a record", RECORDER, None, |office, _| {
        told(office.delete_records(RecordKind::IssuedDocument, &[(RecordId::new(), 1)]))
    }),
    ("put a record back", RECORDER, None, |office, _| {
        told(office.restore_records(RecordKind::IssuedDocument, &[RecordId::new()]))
    }),
    ("attach a file", RECORDER, None, |office, _| {
        told(office.attach(RecordKind::IssuedDocument, RecordId::new(), "a", b"a", true))
    }),
    ("let a file travel", RECORDER, None, |office, _| {
        told(office.set_travels(RecordId::new(), true))
    }),
    ("import a workbook", RECORDER, None, |office, given| {
        told(office.import_workbook(
            &given.place.at("bao-cao.tienbo"),
            &crate::exchange::Answers::default(),
            &mut Watch::none(),
        ))
    }),
    (
        "write a narrative",
        RECORDER,
        Some(Action::Added),
        |office, _| told(office.put_narrative(period(), "II", "Thuận lợi", "")),
    ),
    (
        "put a number in place of a count",
        WHO_SEES_CASES,
        Some(Action::Added),
        |office, _| {
            let year = Year::new(2024).unwrap();
            told(office.override_count(year, "III.2.1.1", Some("1"), "thử"))
        },
    ),
    (
        "open a case",
        WHO_OPENS_CASES,
        Some(Action::Added),
        |office, _| told(office.open_case(&a_case(), &a_survivor())),
    ),
    ("add to a case", OFFICER, None, |office, _| {
        told(office.save_typed(RecordKind::Service, &Typed::new(), None))
    }),
    ("change what is of a case", OFFICER, None, |office, _| {
        told(office.change_record(RecordKind::Survivor, RecordId::new(), 1, Vec::new()))
    }),
    ("delete what is of a case", OFFICER, None, |office, _| {
        told(office.delete_records(RecordKind::Referral, &[(RecordId::new(), 1)]))
    }),
    ("put back what is of a case", OFFICER, None, |office, _| {
        told(office.restore_records(RecordKind::Referral, &[RecordId::new()]))
    }),
    ("close a case", OFFICER, None, |office, _| {
        let end = moved_away(Day::today().unwrap());
        told(office.close_case(RecordId::new(), 1, end))
    }),
    ("lower the danger of a case", OFFICER, None, |office, _| {
        let reason = LoweringReason::ALL[0];
        told(office.lower_danger(RecordId::new(), Risk::None, reason, "chỉ là thử"))
    }),
    (
        "note what was due by the hour",
        OFFICER,
        None,
        |office, _| told(office.hour_is_done(RecordId::new(), HourDuty::ALL[0], "chỉ là thử")),
    ),
    (
        "look at why the danger of a case was lowered",
        HEADS,
        None,
        |office, _| told(office.see_decisions(RecordId::new())),
    ),
    (
        "name the officer of a case",
        &[Role::CaseOfficer, Role::Head],
        None,
        |office, _| told(office.name_officer(&[RecordId::new()], "case-officer", None, "")),
    ),
    ("restrict a case", OFFICER, None, |office, _| {
        let names = BTreeSet::from(["case-officer".to_owned()]);
        told(office.restrict_case(RecordId::new(), &names, "chỉ là thử"))
    }),
    ("lift a restriction", OFFICER, None, |office, _| {
        told(office.lift_restriction_of(RecordId::new(), "chỉ là thử"))
    }),
    ("void a case", OFFICER, None, |office, _| {
        told(office.void_case(RecordId::new(), 1, VoidReason::ALL[0], "chỉ là thử"))
    }),
    ("reopen a case", OFFICER, None, |office, _| {
        told(office.reopen_case(RecordId::new(), 1))
    }),
    ("reveal a case", OFFICER, None, |office, _| {
        told(office.reveal_case(RecordId::new()))
    }),
    (
        "find persons",
        OFFICER,
        Some(Action::IdentitySearched),
        |office, _| told(office.find_persons("nguyen")),
    ),
    (
        "name a person",
        OFFICER,
        Some(Action::IdentityChanged),
        |office, _| {
            let person = CaseRef::new("4711").unwrap();
            told(office.put_person(RecordId::new(), &person, &PersonIdentity::default(), None))
        },
    ),
    (
        "erase a person",
        OFFICER,
        Some(Action::Erased),
        |office, given| {
            let reason = ErasureReason::ALL[0];
            told(office.erase_person(&given.person, reason))
        },
    ),
    (
        "erase what is written of a case",
        OFFICER,
        None,
        |office, _| told(office.erase_written(RecordId::new(), her_wish())),
    ),
    (
        "write what is held about a person",
        OFFICER,
        None,
        |office, given| {
            let file = given.place.at("du-lieu.pdf");
            told(office.write_held_about(&CaseRef::new("1").unwrap(), &file, day()))
        },
    ),
    (
        "write the card of a plan",
        OFFICER,
        None,
        |office, given| {
            let file = given.place.at("the.pdf");
            let nobody = CaseRef::new("1").unwrap();
            told(office.write_plan_card(RecordId::new(), &nobody, "x", &file))
        },
    ),
    ("write a form of a child", OFFICER, None, |office, given| {
        let file = given.place.at("mau-01.pdf");
        let nobody = CaseRef::new("1").unwrap();
        let form = ChildForm::ALL[0];
        told(office.write_child_form(RecordId::new(), &nobody, form, &file, day()))
    }),
    (
        "write a sheet of what is asked",
        OFFICER,
        None,
        |office, given| {
            let file = given.place.at("to-hoi.pdf");
            let sheet = ConsentSheet::Keep;
            told(office.write_consent_sheet(sheet, None, false, &file, day()))
        },
    ),
    (
        "note that a receiver was told",
        OFFICER,
        None,
        |office, _| told(office.receiver_is_told(RecordId::new(), "p", "thử")),
    ),
    (
        "tell the place of a referral of an erasure",
        OFFICER,
        None,
        |office, _| told(office.provider_is_told(RecordId::new(), RecordId::new(), "thử")),
    ),
    ("lift a limit of use", OFFICER, None, |office, _| {
        told(office.lift_limit(RecordId::new(), RecordId::new(), "Người đó yêu cầu"))
    }),
    (
        "confirm what was erased of a case",
        OFFICER,
        None,
        |office, given| {
            let file = given.place.at("giay.pdf");
            told(office.write_erasure_confirmation(RecordId::new(), &file, day()))
        },
    ),
    (
        "look through retention",
        OFFICER,
        Some(Action::RetentionReviewed),
        |office, _| told(office.review_retention()),
    ),
    ("close a period", HEADS, None, |office, _| {
        told(office.close(period(), None))
    }),
    ("open a period again", HEADS, None, |office, _| {
        told(office.reopen(period()))
    }),
    ("write a submission", HEADS, None, |office, given| {
        told(office.write_submission(period(), day(), &given.place.at("out")))
    }),
    (
        "write the card",
        HEADS,
        Some(Action::Exported),
        |office, given| told(office.write_card(&given.place.at("out"))),
    ),
    (
        "write the roster",
        HEADS,
        Some(Action::Exported),
        |office, given| told(office.write_roster(&given.place.at("out"))),
    ),
    ("write a receipt", HEADS, None, |office, given| {
        told(office.write_receipt(&unit(COMMUNE), &given.place.at("out")))
    }),
    ("write all receipts", HEADS, None, |office, given| {
        told(office.write_receipts(&given.place.at("")))
    }),
    ("confirm a transfer", HEADS, None, |office, given| {
        told(office.confirm_transfer("none", &given.place.at("out")))
    }),
    (
        "remark on a submission",
        HEADS,
        Some(Action::Remarked),
        |office, given| told(office.put_remarks(&given.package, &[remark("Thiếu kế hoạch")])),
    ),
    ("decide", HEADS, Some(Action::Decided), |office, given| {
        told(office.decide(&given.package, Some(ReceiptState::Accepted)))
    }),
    ("accept what gives no doubt", HEADS, None, |office, _| {
        told(office.accept_without_doubt(period()))
    }),
    ("trust a key", HEADS, None, |office, _| {
        let compared = crate::intake::Comparison {
            fingerprint: "0".to_owned(),
            way: crate::store::Way::Telephone,
            spoke_with: "Cán bộ".to_owned(),
        };
        told(office.trust_key(&unit(OTHER), &compared))
    }),
    (
        "set a submission aside",
        HEADS,
        Some(Action::SetAside),
        |office, given| told(office.set_aside(&given.package, "thử")),
    ),
    ("bring a submission back", HEADS, None, |office, given| {
        told(office.bring_back(&given.package, "thử"))
    }),
    ("revoke a key", HEADS, Some(Action::Revoked), |office, _| {
        told(office.revoke_key(&unit(COMMUNE), "thử", None))
    }),
    ("turn down a key", HEADS, None, |office, _| {
        told(office.turn_down_key(&unit(COMMUNE), None, "thử"))
    }),
    (
        "save a file of a case outside",
        OFFICER,
        None,
        |office, given| {
            let to = given.place.at("out.pdf");
            told(office.write_case_file(RecordId::new(), RecordId::new(), &to))
        },
    ),
    (
        "save the recovery sheet",
        HEADS,
        Some(Action::Exported),
        |office, given| told(office.write_recovery_sheet(&given.place.at("sheet.pdf"), b"%PDF")),
    ),
    (
        "adopt a catalogue",
        HEADS,
        Some(Action::CatalogueAdopted),
        |office, _| {
            let catalogue = crate::catalogue::CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
            told(office.adopt_catalogue(&catalogue, crate::vault::LessMasking::Refused))
        },
    ),
    ("change the tree of units", HEADS, None, |office, _| {
        told(office.put_unit_changes(Year::new(2024).unwrap(), &[]))
    }),
    ("put a roster in force", HEADS, None, |office, _| {
        told(office.accept_roster("none", crate::vault::LessMasking::Refused))
    }),
    ("turn down a roster", HEADS, None, |office, _| {
        told(office.turn_down_roster("none", "thử"))
    }),
    ("take a case over", OFFICER, None, |office, _| {
        told(office.accept_transfer("none"))
    }),
    ("turn down a case", OFFICER, None, |office, _| {
        told(office.turn_down_transfer("none", "thử"))
    }),
    (
        "take what waits beside a person",
        OFFICER,
        None,
        |office, _| told(office.decide_proposal(1, true, &[])),
    ),
    ("remove a user", HEADS, None, |office, _| {
        told(office.remove_user(&UserName::new("nobody").unwrap()))
    }),
    (
        "confirm the recovery sheet",
        HEADS,
        Some(Action::RecoveryConfirmed),
        |office, _| told(office.confirm_recovery_sheet()),
    ),
    (
        "say that what was to be done after a backup is done",
        HEADS,
        Some(Action::Dismissed),
        |office, _| told(office.going_back_is_done()),
    ),
    (
        "give numbers to DHIS2",
        HEADS,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("adx.xml");
            told(office.write_dhis2(period(), Dhis2Form::Adx, &file))
        },
    ),
    (
        "give records to other engines",
        HEADS,
        Some(Action::Exported),
        |office, given| told(office.write_records(&[period()], &given.place.at(""))),
    ),
    (
        "give cases out person by person",
        HEADS,
        Some(Action::PersonsExported),
        |office, given| {
            let folder = given.place.at("");
            told(office.write_persons(&[period()], "Nghiên cứu của tỉnh", &folder))
        },
    ),
    (
        "dismiss refused files",
        ALL,
        Some(Action::Dismissed),
        |office, _| told(office.dismiss_refused(None)),
    ),
    (
        "print a report",
        HEADS,
        Some(Action::Printed),
        |office, given| {
            let file = given.place.at("bao-cao.pdf");
            told(office.write_report(period(), day(), None, &Scope::Own, &file))
        },
    ),
    (
        "give a table",
        HEADS,
        Some(Action::Exported),
        |office, given| {
            let table = Table {
                title: "Bảng".to_owned(),
                heads: vec!["Đơn vị".to_owned()],
                rows: vec![vec![TableCell::Text("27".to_owned())]],
                ..Table::default()
            };
            told(office.write_table(&table, &given.place.at("bang.csv"), day()))
        },
    ),
    (
        "give a workbook of records",
        ALL,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("van-ban.xlsx");
            told(office.write_workbook(RecordKind::IssuedDocument, &file, ""))
        },
    ),
    (
        "give a workbook of cases",
        WHO_SEES_CASES,
        Some(Action::PersonsExported),
        |office, given| {
            let file = given.place.at("vu-viec.xlsx");
            let reason = "Đối chiếu với sổ giấy";
            told(office.write_workbook(RecordKind::ViolenceCase, &file, reason))
        },
    ),
    (
        "give a package as it came",
        WHO_TAKES_IN,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("goc.tienbo");
            told(office.write_original(&given.package, &file))
        },
    ),
    (
        "give a file that is attached",
        ALL,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("toan-van.txt");
            told(office.write_attached(given.attached, &file))
        },
    ),
    (
        "give a catalogue",
        ALL,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("danh-muc.tienbo-catalogue");
            told(office.write_catalogue(Year::new(2024).unwrap(), &file))
        },
    ),
    ("print a cover slip", ALL, None, |office, given| {
        told(office.write_cover_slip(period(), &given.place.at("phieu-bia.pdf")))
    }),
    (
        "take out what cannot be read of cases",
        HEADS,
        None,
        |office, _| told(office.take_out_unreadable(&["state".to_owned()], "Bản sao lưu không có")),
    ),
    (
        "give the analysis of cases",
        HEADS,
        Some(Action::Exported),
        |office, given| {
            let file = given.place.at("vu-viec.xlsx");
            told(office.write_analysis(first_day(), last_day(), Language::OFFICIAL, &file))
        },
    ),
    (
        "give the numbers of the national database",
        HEADS,
        Some(Action::Exported),
        |office, given| {
            let year = Year::new(2024).unwrap();
            let file = given.place.at("co-so-du-lieu.xlsx");
            told(office.write_national_table(year, Language::OFFICIAL, &file))
        },
    ),
    (
        "back the office up",
        ALL,
        Some(Action::BackedUp),
        |office, given| told(office.backup(&given.place.at("luu"), &mut Watch::none())),
    ),
    ("take what differs as it is", HEADS, None, |office, _| {
        told(office.take_differing())
    }),
    ("keep summaries", ALL, None, |office, _| {
        told(office.keep_summaries(period()))
    }),
];

#[test]
fn who_may_not_leaves_nothing_and_who_may_leaves_an_entry() {
    for role in Role::ALL {
        // Each role acts at an office of its own: what one does another may not find.
        let given = Given::new();
        let mut office = given.in_role(role);
        for (name, roles, entry, act) in ACTS {
            let before = store::audit_head(office.store()).unwrap().length;
            let failed = act(&mut office, &given);
            let log = store::audit_entries(office.store()).unwrap();
            let since: Vec<&str> = log[usize::try_from(before).unwrap()..]
                .iter()
                .map(|entry| entry.action.as_str())
                .collect();
            if !roles.contains(&role) {
                assert_eq!(
                    failed.as_deref(),
                    Some("vault-not-allowed"),
                    "{name} as {role:?}"
                );
                assert!(since.is_empty(), "{name} as {role:?}: {since:?}");
                continue;
            }
            assert_ne!(
                failed.as_deref(),
                Some("vault-not-allowed"),
                "{name} as {role:?}"
            );
            if let Some(entry) = entry {
                assert_eq!(failed, None, "{name} as {role:?}");
                assert!(
                    since.contains(&entry.code()),
                    "{name} as {role:?}: {since:?}"
                );
            }
        }
    }
}

#[test]
fn a_roster_is_the_heads_to_take_in() {
    let place = Place::new();
    let mut commune = place.office(COMMUNE);
    let mut province = place.office(PROVINCE);
    let card = place.at("the.tienbo");
    commune.write_card(&card).unwrap();
    take_in(&mut province, &card, None);
    let compared = crate::intake::Comparison {
        fingerprint: commune.fingerprint(),
        way: crate::store::Way::Telephone,
        spoke_with: "Cán bộ xã".to_owned(),
    };
    province.trust_key(commune.unit(), &compared).unwrap();
    let roster = place.at("danh-ba.tienbo");
    province.write_roster(&roster).unwrap();
    let fingerprint = province.fingerprint();
    for role in [Role::Recorder, Role::CaseOfficer] {
        let user = UserName::new(role.code()).unwrap();
        commune
            .put_user(&user, &passphrase(), &[role], false)
            .unwrap();
        drop(commune);
        commune = place.open(COMMUNE, role.code());
        let before = store::audit_head(commune.store()).unwrap();
        let outcome = commune.import(&roster, Some(&fingerprint)).unwrap();
        assert_eq!(outcome.verdict.code(), "goi.khong-co-quyen");
        assert_eq!(store::audit_head(commune.store()).unwrap(), before);
        assert!(store::unit_keys(commune.store()).unwrap().is_empty());
        assert!(commune.refused().unwrap().is_empty());
        drop(commune);
        commune = place.open(COMMUNE, HEAD);
    }
    take_in(&mut commune, &roster, Some(&fingerprint));
}

#[test]
fn a_case_is_handed_over_by_a_head_who_is_a_case_officer() {
    let given = Given::new();
    for role in [Role::Recorder, Role::Head] {
        let mut office = given.in_role(role);
        let file = given.place.at("chuyen.tienbo");
        let ground = TransferGround::Consent;
        let failed = told(office.write_transfer(
            RecordId::new(),
            &unit(COMMUNE),
            ground,
            StaysHere::default(),
            &file,
        ));
        assert_eq!(failed.as_deref(), Some("vault-not-allowed"), "{role:?}");
    }
}

#[test]
fn the_offices_keys_are_changed_by_a_head_who_is_a_receiver() {
    let given = Given::new();
    for role in [Role::Recorder, Role::Receiver, Role::Head] {
        let mut office = given.in_role(role);
        let failed = told(office.change_office_keys());
        assert_eq!(failed.as_deref(), Some("vault-not-allowed"), "{role:?}");
    }
    let mut head = given.place.open(PROVINCE, HEAD);
    let former = head.signing_public_key().to_owned();
    head.change_office_keys().unwrap();
    drop(head);
    // Everybody's key file follows to the new key, which the former one signed for.
    for user in [HEAD, Role::Recorder.code(), Role::Head.code()] {
        for _ in 0..2 {
            let office = given.place.open(PROVINCE, user);
            assert_ne!(office.signing_public_key(), former);
        }
    }
}

#[test]
fn nothing_is_said_of_a_submission_once_the_head_has_decided() {
    let given = Given::new();
    let mut head = given.place.open(PROVINCE, HEAD);
    head.put_remarks(&given.package, &[remark("Thiếu kế hoạch")])
        .unwrap();
    // Said again while she types: still one act.
    head.put_remarks(&given.package, &[remark("Thiếu kế hoạch quý IV")])
        .unwrap();
    let log = store::audit_entries(head.store()).unwrap();
    let remarked = log.iter().filter(|entry| entry.action == "remarked");
    assert_eq!(remarked.count(), 1);
    head.decide(&given.package, Some(ReceiptState::Returned))
        .unwrap();
    drop(head);

    // A recorder's words do not go out in the head's receipt.
    let mut recorder = given.in_role(Role::Recorder);
    let failed = told(recorder.put_remarks(&given.package, &[remark("Thiếu hết")]));
    assert_eq!(failed.as_deref(), Some("vault-not-allowed"));
    drop(recorder);

    // The head's own neither, before she has taken her decision back.
    let mut head = given.place.open(PROVINCE, HEAD);
    let other = [remark("Thiếu hết")];
    let failed = head.put_remarks(&given.package, &other);
    assert!(matches!(failed, Err(ReceivingError::Decided(_))));
    assert_eq!(
        head.remarks(&given.package).unwrap()[0].text,
        "Thiếu kế hoạch quý IV"
    );
    head.decide(&given.package, None).unwrap();
    head.put_remarks(&given.package, &other).unwrap();
}
