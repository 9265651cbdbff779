//! What the window can ask for: the list. Each line is a function with the arguments that the window
//! sends; how it is called, and what the shell gives it, is in [`crate::call`].

use crate::at_desk;
use crate::call::{Call, Command, at_once, call, in_folder, opening, saving, saving_as};
use crate::desk::{Desk, News};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::LazyLock;
use tauri::ipc::{Channel, Response};
use tauri::{State, Webview};
use tienbo_api::files::FileKind::{Any, Json, Package, Pdf, Table, Workbook, Xml};
use tienbo_api::{
    ApiError, Sentence, cases, committee, counts, days, directory, inbox, law, log, narrative,
    office, period, persons, receiving, records, report, rights, sending, start, totals, units,
    waiting, workbooks,
};
use tienbo_core::message::LibraryWords;

/// Every command.
pub(crate) fn list() -> Vec<Command> {
    vec![
        // Start.
        at_once(call!(at_desk::office_state())),
        at_once(call!(at_desk::choose_office())),
        at_once(call!(at_desk::put_settings(settings))),
        at_once(call!(at_desk::touch())),
        at_once(call!(at_desk::unit_choices())),
        at_once(call!(at_desk::choose_catalogue())),
        at_once(call!(start::passphrase_strength(passphrase, about))),
        at_once(call!(at_desk::create_office(form))),
        at_once(call!(at_desk::unlock(user, passphrase))),
        at_once(call!(at_desk::begin_register(user, passphrase))),
        at_once(call!(at_desk::recover(identity, user, passphrase))),
        at_once(call!(at_desk::lock())),
        at_once(call!(at_desk::close_window())),
        at_once(call!(start::session())),
        at_once(call!(at_desk::cancel())),
        at_once(call!(at_desk::open_saved())),
        at_once(call!(waiting::what_waits())),
        // A period.
        at_once(call!(period::home(period))),
        at_once(call!(period::submit_state(period))),
        at_once(call!(period::close_period(period, reason))),
        at_once(call!(period::reopen_period(period))),
        at_once(call!(period::leaving(period))),
        // Days and the committee.
        at_once(call!(days::read_day(text))),
        at_once(call!(days::today())),
        at_once(call!(committee::committee(on))),
        // Where help is to be had.
        at_once(call!(directory::directory())),
        saving_as(
            call!(directory::directory_name()),
            call!(directory::save_directory()),
        ),
        // Records.
        at_once(call!(records::schemas())),
        at_once(call!(records::find_records(kind, query))),
        at_once(call!(records::record_rows(kind, places))),
        at_once(call!(records::record(kind, id))),
        at_once(call!(records::catalogue_choices())),
        at_once(call!(records::check_record(kind, typed, id, period))),
        at_once(call!(records::save_record(kind, typed, id, version))),
        at_once(call!(records::delete_records(kind, records))),
        at_once(call!(records::restore_records(kind, records))),
        at_once(call!(records::draft(kind, id, owner))),
        at_once(call!(records::keep_draft(kind, id, owner, version, typed))).first(Desk::touch),
        at_once(call!(records::read_pasted(kind, block, columns, period))),
        at_once(call!(records::add_pasted(kind, rows))),
        at_once(call!(records::attachments(id))),
        opening(Any, call!(records::attach_file(kind, id, travels))),
        saving_as(
            call!(records::attachment_name(id)),
            call!(records::save_attachment(id)),
        ),
        at_once(call!(records::set_travels(id, travels))),
        at_once(call!(records::detach(id, version))),
        opening(Workbook, call!(workbooks::read_workbook())),
        at_once(call!(workbooks::take_workbook(answers))),
        saving_as(
            call!(workbooks::workbook_name(kind)),
            call!(workbooks::export_workbook(kind, reason)),
        ),
        saving_as(
            call!(workbooks::workbook_name(kind)),
            call!(workbooks::save_template(kind)),
        ),
        // Cases.
        at_once(call!(law::register_wordings())),
        at_once(call!(cases::register_reminders())),
        at_once(call!(cases::find_cases(query, from))),
        at_once(call!(cases::case_view(id, why))),
        at_once(call!(cases::case_looks(id))),
        at_once(call!(cases::new_case_forms())),
        at_once(call!(cases::open_case(facts, survivor))),
        at_once(call!(cases::safety_questions())),
        at_once(call!(cases::ends_asked())),
        at_once(call!(cases::close_case(id, version, end))),
        at_once(call!(cases::lower_danger(id, to, reason, why))),
        at_once(call!(cases::see_decisions(id))),
        at_once(call!(cases::name_officer(cases, officer, until, why))),
        at_once(call!(cases::case_officers())),
        at_once(call!(cases::may_see_restricted())),
        at_once(call!(cases::restrict_case(id, seen_by, why))),
        at_once(call!(cases::lift_restriction(id, why))),
        at_once(call!(cases::my_cases())),
        saving_as(
            call!(cases::consent_sheet_name(sheet)),
            call!(cases::save_consent_sheet(sheet, id, person, answered)),
        ),
        saving_as(
            call!(cases::plan_card_name()),
            call!(cases::save_plan_card(id, person, lines)),
        ),
        at_once(call!(cases::hour_is_done(id, duty, why))),
        at_once(call!(cases::reopen_case(id, version))),
        at_once(call!(cases::void_case(id, version, reason, why))),
        at_once(call!(cases::case_receivers())),
        at_once(call!(cases::goes_along(id, unit))),
        saving_as(
            call!(cases::transfer_name(id, unit)),
            call!(cases::transfer_case(id, unit, ground, stays)),
        ),
        at_once(call!(cases::case_transfers())),
        at_once(call!(cases::offered_cases())),
        at_once(call!(cases::offered_names(package_id))),
        at_once(call!(cases::accept_case(package_id))),
        at_once(call!(cases::turn_down_case(package_id, reason))),
        at_once(call!(cases::cases_turned_down())),
        saving_as(
            call!(cases::confirmation_name(package_id)),
            call!(cases::confirm_transfer(package_id)),
        ),
        at_once(call!(persons::reveal_case(id))).then(Desk::names_are_shown),
        at_once(call!(at_desk::hide_case())),
        at_once(call!(persons::waiting_proposals())),
        at_once(call!(persons::decide_proposal(id, take, fields))),
        at_once(call!(persons::save_person(id, person, typed, from))),
        at_once(call!(persons::person_draft(id, person))),
        at_once(call!(persons::keep_person(id, person, draft))).first(Desk::touch),
        at_once(call!(persons::save_papers(id, typed, from))),
        at_once(call!(persons::papers_draft(id))),
        at_once(call!(persons::keep_papers(id, draft))).first(Desk::touch),
        opening(Any, call!(persons::attach_case_file(id))),
        saving_as(
            call!(persons::case_file_name(id, file)),
            call!(persons::save_case_file(id, file)),
        ),
        at_once(call!(persons::drop_case_file(id, file))),
        at_once(call!(persons::find_persons(query))).then(Desk::names_are_shown),
        at_once(call!(persons::erase_person(person, reason))),
        at_once(call!(rights::erase_written(id, asked))),
        at_once(call!(rights::case_rights(id))),
        at_once(call!(rights::receiver_is_told(id, package_id, how))),
        at_once(call!(rights::provider_is_told(id, referral, how))),
        at_once(call!(rights::lift_limit(id, request, why))),
        saving_as(
            call!(rights::confirmation_of_erasure_name(id)),
            call!(rights::confirm_erasure(id)),
        ),
        saving_as(
            call!(cases::child_form_name(person, form)),
            call!(cases::save_child_form(id, person, form)),
        ),
        saving_as(
            call!(rights::held_about_name(person)),
            call!(rights::save_held_about(person)),
        ),
        at_once(call!(persons::copies_beside())),
        at_once(call!(persons::drop_copies_beside())),
        at_once(call!(persons::erasures())),
        at_once(call!(persons::retention_due())),
        at_once(call!(persons::review_retention())),
        at_once(call!(counts::register_rows(year))),
        at_once(call!(counts::override_count(year, row, value, reason))),
        at_once(call!(counts::case_analysis(from, to))),
        saving_as(
            call!(counts::analysis_name(from, to)),
            call!(counts::save_analysis(from, to)),
        ),
        saving_as(
            call!(counts::national_name(year)),
            call!(counts::save_national_table(year)),
        ),
        // Texts and report.
        at_once(call!(narrative::narratives(period))),
        at_once(call!(narrative::put_narrative(period, place, text, over))),
        at_once(call!(narrative::keep_narrative(period, place, text, over))).first(Desk::touch),
        at_once(call!(report::preview(period, date, number, scope))),
        at_once(call!(report::preview_page(page))),
        at_once(call!(report::figure_records(period, code))),
        saving_as(
            call!(report::report_name(period)),
            call!(report::save_report(period, date, number, scope)),
        ),
        // What leaves, and what comes in.
        at_once(call!(sending::list_drives())),
        at_once(call!(sending::export_to_drive(period, drive))),
        in_folder(call!(sending::export_to_folder(period))),
        saving(
            Pdf,
            "phieu-bia.pdf",
            call!(sending::save_cover_slip(period)),
        ),
        saving_as(call!(sending::card_name()), call!(sending::save_card())),
        saving(Package, "danh-ba.tienbo", call!(sending::save_roster())),
        opening(Package, call!(inbox::take_in())),
        at_once(call!(inbox::take_in_roster(fingerprint))),
        at_once(call!(inbox::inbox_state())),
        at_once(call!(inbox::accept_roster(package_id, less_masking))),
        at_once(call!(inbox::turn_down_roster(package_id, reason))),
        at_once(call!(inbox::bring_back(package_id, reason))),
        at_once(call!(at_desk::take_in_files())),
        at_once(call!(at_desk::take_in_folder())),
        at_once(call!(at_desk::take_in_dropped())),
        at_once(call!(at_desk::given())),
        at_once(call!(at_desk::take_in_given())),
        at_once(call!(at_desk::forget_given())),
        at_once(call!(at_desk::take_in_watched())),
        at_once(call!(at_desk::take_in_again(id))),
        at_once(call!(inbox::dismiss_refused(id))),
        at_once(call!(at_desk::watch_inbox(on))),
        at_once(call!(at_desk::unseen())),
        in_folder(call!(inbox::write_receipts())),
        // The receiving office.
        at_once(call!(receiving::matrix(periods, on, to_telephone))),
        saving_as(
            call!(receiving::matrix_name(to_telephone)),
            call!(receiving::save_matrix(periods, to_telephone)),
        ),
        at_once(call!(receiving::review(unit, period))),
        at_once(call!(receiving::put_remarks(package_id, remarks))),
        at_once(call!(receiving::decide(package_id, state))),
        at_once(call!(receiving::accept_without_doubt(period))),
        saving_as(
            call!(receiving::submitted_report_name(package_id)),
            call!(receiving::save_submitted_report(package_id)),
        ),
        at_once(call!(receiving::compare_print(unit, period))),
        saving(
            Table,
            "doi-chieu.xlsx",
            call!(receiving::save_review(unit, period)),
        ),
        at_once(call!(totals::totals(period, codes))),
        at_once(call!(totals::trace(period, unit, code))),
        at_once(call!(totals::trend_over_years(period, unit, code))),
        at_once(call!(totals::targets(period))),
        saving(
            Table,
            "tong-hop.xlsx",
            call!(totals::save_totals(period, codes)),
        ),
        saving(
            Table,
            "qua-cac-ky.xlsx",
            call!(totals::save_trend(period, unit, code)),
        ),
        saving(Xml, "chi-tieu-adx.xml", call!(totals::save_adx(period))),
        saving(
            Json,
            "chi-tieu-dhis2.json",
            call!(totals::save_dhis2(period)),
        ),
        in_folder(call!(totals::save_records(periods, reason_for_cases))),
        // Units and keys.
        at_once(call!(units::units(year, on))),
        at_once(call!(units::trust_unit_key(
            unit,
            fingerprint,
            way,
            spoke_with
        ))),
        at_once(call!(units::turn_down_unit_key(unit, read_out, reason))),
        at_once(call!(units::revoke_unit_key(unit, reason, lost_since))),
        at_once(call!(units::unit_key_history(unit))),
        saving_as(
            call!(units::catalogue_name(year)),
            call!(units::save_catalogue(year)),
        ),
        at_once(call!(units::add_unit_change(year, change))),
        at_once(call!(units::drop_unit_change(year, place))),
        // The office itself.
        at_once(call!(office::users())),
        at_once(call!(office::put_user(name, passphrase, roles, replace))),
        at_once(call!(office::set_roles(name, roles))),
        at_once(call!(office::remove_user(name))),
        at_once(call!(at_desk::change_passphrase(old, fresh, seen))),
        saving_as(call!(office::backup_name()), call!(office::backup())),
        at_once(call!(at_desk::restore_backup())),
        saving(
            Pdf,
            "to-khoi-phuc.pdf",
            call!(office::save_recovery_sheet()),
        ),
        at_once(call!(office::renew_recovery())),
        at_once(call!(office::confirm_recovery(word))),
        at_once(call!(log::audit_log(search, skip, take))),
        at_once(call!(office::verify())),
        at_once(call!(office::differing())),
        at_once(call!(office::take_differing())),
        at_once(call!(office::unreadable_facts())),
        at_once(call!(office::take_out_unreadable(places, reason))),
        at_once(call!(office::clock())),
        at_once(call!(office::clock_is_right())),
        at_once(call!(office::went_back())),
        at_once(call!(office::went_back_is_done())),
        at_once(call!(office::keys())),
        at_once(call!(office::renew_keys())),
    ]
}

static BY_NAME: LazyLock<HashMap<&str, Command>> = LazyLock::new(|| {
    let commands = list().into_iter();
    commands.map(|command| (command.name, command)).collect()
});

/// Answers a call of the window, off its thread.
#[tauri::command]
pub(crate) async fn call(
    webview: Webview,
    desk: State<'_, Desk>,
    name: String,
    sent: Map<String, Value>,
) -> Result<Response, Sentence> {
    let desk = Desk::clone(&desk);
    let language = desk.language();
    let call = Call {
        desk,
        webview,
        sent,
    };
    let answer = tokio::task::spawn_blocking(move || match BY_NAME.get(name.as_str()) {
        Some(command) => command.answer(&call),
        None => Err(ApiError::System(LibraryWords::of(name)).into()),
    });
    let answer = answer
        .await
        .unwrap_or_else(|error| Err(ApiError::System(LibraryWords::of(error)).into()));
    answer
        .map(Response::new)
        .map_err(|failure| failure.sentence(language))
}

/// Shows the window, whose first screen is ready, and tells it of what it does not ask for.
#[tauri::command]
pub(crate) async fn watch(
    webview: Webview,
    desk: State<'_, Desk>,
    news: Channel<News>,
) -> Result<(), Sentence> {
    desk.tell_news(news);
    webview
        .window()
        .show()
        .map_err(|error| ApiError::System(LibraryWords::of(error)).into())
        .map_err(|failure: tienbo_api::Failure| failure.sentence(desk.language()))
}
