//! Somebody has a copy of a unit's office with its keys, and reports in its name: once a head says since when, nothing of
//! it counts or stands in the way.

use super::*;
use crate::intake::Comparison;
use crate::message::Told;
use crate::model::Day;
use crate::store::{Submission, Way};
use crate::test_offices::{
    COMMUNE, HEAD, PROVINCE, Place, day, enrol, name_a_head, passphrase, period, take_in, unit,
};
use crate::vault::{LessMasking, UserName};
use std::fs;
use std::path::PathBuf;

const DISTRICT: &str = "256";
const WHY: &str = "Mất máy tính ngày hôm qua";

/// A commune, its province, and who has a copy of the commune's office.
struct Scene {
    place: Place,
    province: Office,
    commune: Office,
    thief: Office,
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copied(&entry.path(), &to),
            false => fs::copy(entry.path(), to).map(|_| ()).unwrap(),
        }
    }
}

fn annex01() -> Period {
    "phu-luc-01/2024/annual".parse().unwrap()
}

fn today() -> Day {
    let office = crate::catalogue::Catalogue::built_in("bac-ninh-2024.1").unwrap();
    Moment::now().day_in(office.regime.time_zone).unwrap()
}

/// The unit's copy is stolen before it has sent anything, or after it has closed and sent its report.
fn scene(sent: bool) -> Scene {
    let place = Place::new();
    let (mut province, mut commune) = (place.office(PROVINCE), place.office(COMMUNE));
    enrol(&place, &mut province, &mut [&mut commune]);
    name_a_head(&mut commune);
    let mut scene = {
        if sent {
            commune.close(period(), Some("số liệu thử")).unwrap();
            let file = place.at("cua-xa.tienbo");
            commune.write_submission(period(), day(), &file).unwrap();
            take_in(&mut province, &file, None);
        }
        let away = place.at("away");
        copied(&place.at(COMMUNE), &away);
        let user = UserName::new(HEAD).unwrap();
        let thief = Office::open(&away, &user, &passphrase()).unwrap();
        Scene {
            place,
            province,
            commune,
            thief,
        }
    };
    if sent {
        scene.thief.reopen(period()).unwrap();
    }
    scene
}

/// Closes a period and sends it so often; gives the file of the last, and the verdict on each.
fn sends(
    office: &mut Office,
    to: &mut Office,
    period: Period,
    times: usize,
    file: PathBuf,
) -> (PathBuf, Vec<&'static str>) {
    let mut verdicts = Vec::new();
    for time in 0..times {
        if time > 0 {
            office.reopen(period).unwrap();
        }
        office.close(period, Some("số liệu thử")).unwrap();
        office.write_submission(period, day(), &file).unwrap();
        verdicts.push(to.import(&file, None).unwrap().verdict.code());
    }
    (file, verdicts)
}

impl Scene {
    fn thief_sends(&mut self, period: Period, times: usize) -> (PathBuf, Vec<&'static str>) {
        let file = self.place.at("cua-trom.tienbo");
        sends(&mut self.thief, &mut self.province, period, times, file)
    }

    fn unit_sends(&mut self, period: Period) -> Vec<&'static str> {
        let file = self.place.at("cua-xa.tienbo");
        sends(&mut self.commune, &mut self.province, period, 1, file).1
    }

    fn revoke(&mut self, since: Option<Day>) {
        let revoked = self.province.revoke_key(&unit(COMMUNE), WHY, since);
        revoked.unwrap();
    }

    /// The unit makes new keys, which people compare.
    fn new_keys(&mut self) {
        self.commune.change_office_keys().unwrap();
        let card = self.place.at("the-moi.tienbo");
        self.commune.write_card(&card).unwrap();
        take_in(&mut self.province, &card, None);
        let compared = Comparison {
            fingerprint: self.commune.fingerprint(),
            way: Way::Telephone,
            spoke_with: "Cán bộ xã".to_owned(),
        };
        self.province.trust_key(&unit(COMMUNE), &compared).unwrap();
    }

    fn counting(&self, period: Period) -> Vec<Submission> {
        store::current_submissions(self.province.store(), period).unwrap()
    }

    fn aside(&self) -> Vec<Submission> {
        let mut all = store::all_submissions(self.province.store()).unwrap();
        all.retain(|of| of.aside.is_some());
        all
    }

    /// What is set aside is told with why, counts nowhere, and everything else is as without it.
    fn is_as_without(&self, counting: usize, aside: usize) {
        let here = self.province.inbox(None).unwrap().submissions;
        let told = here
            .iter()
            .filter_map(|entry| entry.submission.aside.as_ref());
        let told: Vec<_> = told.collect();
        assert_eq!(told.len(), aside);
        assert!(told.iter().all(|of| of.by == HEAD && !of.why.is_empty()));
        let of_unit = store::submissions_of(self.province.store(), &unit(COMMUNE)).unwrap();
        assert_eq!(of_unit.len() + aside, here.len());
        assert_eq!(self.counting(period()).len(), counting);
        let missing = self.province.missing_units(period()).unwrap();
        let is_missing = missing.iter().any(|one| one.code == unit(COMMUNE));
        assert_eq!(is_missing, counting == 0);
        let verified = self.province.verify().unwrap();
        let wrong = [verified.packages.len(), verified.differing.len()];
        assert_eq!(wrong, [0, 0], "{verified:?}");
    }
}

#[test]
fn what_a_stolen_key_signed_stands_in_no_way_whatever_its_revision() {
    for times in [1, 3] {
        for period in [period(), annex01()] {
            let mut scene = scene(false);
            let (_, verdicts) = scene.thief_sends(period, times);
            assert_eq!(scene.counting(period).len(), 1, "{verdicts:?}");
            scene.revoke(Some(today()));
            assert_eq!(
                (scene.counting(period).len(), scene.aside().len()),
                (0, times)
            );
            scene.new_keys();
            assert_eq!(scene.unit_sends(period), ["goi.da-nhan"], "{period}");
            let counting = scene.counting(period);
            assert_eq!((counting.len(), counting[0].revision), (1, 1));
            assert_eq!(scene.aside().len(), times);
            // Nor does the unit's log seem to have gone back since.
            let gone = store::logs_gone_back(scene.province.store()).unwrap();
            assert_eq!(gone, []);
        }
    }
}

#[test]
fn what_a_stolen_key_signed_after_the_units_own_makes_way_for_that() {
    let mut scene = scene(true);
    let own = scene.counting(period()).remove(0).package_id;
    scene.thief_sends(period(), 2);
    scene.thief_sends(annex01(), 1);
    let thiefs = scene.counting(period()).remove(0);
    assert_eq!(thiefs.revision, 3);
    let head = Some(crate::package::ReceiptState::Accepted);
    scene.province.decide(&thiefs.package_id, head).unwrap();
    // By the day alone the unit's own goes with it; she says so on the telephone.
    scene.revoke(Some(today()));
    scene.is_as_without(0, 4);
    scene.province.bring_back(&own, "Xã xác nhận").unwrap();
    scene.is_as_without(1, 3);
    assert_eq!(scene.counting(period())[0].package_id, own);
    // The answer to what the unit did not send is not repeated to it.
    let waiting = scene.province.waiting_receipts().unwrap();
    assert!(waiting.is_empty(), "{waiting:?}");
    let decided = scene.province.decide(&thiefs.package_id, None).unwrap_err();
    assert_eq!(decided.code(), "receiving-aside");
    scene.new_keys();
    let file = scene.place.at("phieu.tienbo");
    let receipt = scene.province.write_receipt(&unit(COMMUNE), &file);
    assert!(receipt.is_err(), "{receipt:?}");
    // Its next revision goes on from its own.
    scene.commune.reopen(period()).unwrap();
    let file = scene.place.at("lan-hai.tienbo");
    scene.commune.close(period(), Some("nộp lại")).unwrap();
    scene
        .commune
        .write_submission(period(), day(), &file)
        .unwrap();
    let outcome = scene.province.import(&file, None).unwrap();
    assert_eq!(outcome.verdict, Verdict::Replaces);
    assert_eq!(
        (outcome.forks.len(), outcome.logs.len()),
        (0, 0),
        "{outcome:?}"
    );
    assert_eq!(outcome.clock, None);
    let counting = scene.counting(period());
    assert_eq!((counting.len(), counting[0].revision), (1, 2));
    scene.is_as_without(1, 3);
}

#[test]
fn what_came_before_a_key_was_lost_stays_and_what_comes_after_is_refused() {
    let mut scene = scene(true);
    let file = scene.place.at("cua-trom.tienbo");
    scene.thief.close(period(), Some("giả")).unwrap();
    scene
        .thief
        .write_submission(period(), day(), &file)
        .unwrap();
    // The unit's own came long ago, whatever its label says.
    let earlier = "UPDATE submissions SET imported_at = '2024-12-01T08:00:00+07:00'";
    let connection = store::Reader::connection(scene.province.store());
    connection.execute_batch(earlier).unwrap();
    let later = Day::parse_iso("2099-01-01").unwrap();
    let wrong = scene.province.revoke_key(&unit(COMMUNE), WHY, Some(later));
    assert_eq!(wrong.unwrap_err().code(), "intake-lost-later");
    scene.revoke(Some(Day::parse_iso("2024-12-02").unwrap()));
    assert_eq!(scene.aside(), []);
    let refused = scene.province.import(&file, None).unwrap();
    assert_eq!(refused.verdict.code(), "goi.khoa-thu-hoi");
    scene.is_as_without(1, 0);
}

#[test]
fn a_submission_is_set_aside_and_brought_back_one_by_one_where_nothing_stands_in_its_place() {
    let mut scene = scene(true);
    let own = scene.counting(period()).remove(0).package_id;
    scene.thief_sends(period(), 1);
    let thiefs = scene.counting(period()).remove(0).package_id;
    scene.revoke(None);
    assert_eq!(scene.aside(), []);
    scene.province.set_aside(&thiefs, WHY).unwrap();
    scene.is_as_without(1, 1);
    let again = scene.province.set_aside(&thiefs, WHY).unwrap_err();
    assert_eq!(again.code(), "intake-none-stands");
    let none = scene.province.bring_back(&own, WHY).unwrap_err();
    assert_eq!(none.code(), "intake-none-aside");
    assert!(matches!(
        scene.province.bring_back(&thiefs, " "),
        Err(IntakeError::NoReason)
    ));
    // It was the unit's after all.
    scene.province.bring_back(&thiefs, "Xã xác nhận").unwrap();
    assert_eq!(scene.counting(period())[0].package_id, thiefs);
    scene.province.set_aside(&thiefs, WHY).unwrap();
    scene.new_keys();
    scene.commune.reopen(period()).unwrap();
    assert_eq!(scene.unit_sends(period()), ["goi.thay-the"]);
    let stands = scene.province.bring_back(&thiefs, WHY).unwrap_err();
    assert_eq!(stands.code(), "intake-not-taken");
    scene.is_as_without(1, 1);
}

#[test]
fn a_roster_that_tells_of_a_lost_key_sets_aside_what_came_with_it() {
    for district_knows_the_new_key in [false, true] {
        let place = Place::new();
        let (mut province, mut commune) = (place.office(PROVINCE), place.office(COMMUNE));
        let mut district = place.office(DISTRICT);
        enrol(&place, &mut province, &mut [&mut district, &mut commune]);
        name_a_head(&mut commune);
        let file = place.at("bao-cao.tienbo");
        let (_, verdicts) = sends(&mut commune, &mut district, period(), 1, file.clone());
        assert_eq!(verdicts, ["goi.da-nhan"]);
        province
            .revoke_key(&unit(COMMUNE), WHY, Some(today()))
            .unwrap();
        commune.change_office_keys().unwrap();
        let card = place.at("the-moi.tienbo");
        commune.write_card(&card).unwrap();
        take_in(&mut province, &card, None);
        if district_knows_the_new_key {
            take_in(&mut district, &card, None);
        }
        let compared = Comparison {
            fingerprint: commune.fingerprint(),
            way: Way::Telephone,
            spoke_with: "Cán bộ xã".to_owned(),
        };
        province.trust_key(&unit(COMMUNE), &compared).unwrap();
        let roster = place.at("danh-ba.tienbo");
        province.write_roster(&roster).unwrap();
        let outcome = district.import(&roster, None).unwrap();
        assert_eq!(outcome.verdict.code(), "goi.danh-ba-cho");
        let waiting = district.waiting_rosters().unwrap();
        let mut changes = waiting[0].changes.keys.iter();
        let lost = changes
            .find(|key| key.change == KeyDifference::Lost)
            .unwrap();
        assert_eq!(lost.lost_since, Some(today()));
        let stands = |district: &Office| {
            store::current_submissions(district.store(), period())
                .unwrap()
                .len()
        };
        assert_eq!(stands(&district), 1);
        let package = outcome.package_id.unwrap();
        district
            .accept_roster(&package, LessMasking::Refused)
            .unwrap();
        assert_eq!(stands(&district), 0);
        let all = store::all_submissions(district.store()).unwrap();
        assert!(all[0].aside.as_ref().unwrap().why.contains("(27)"));
        // The next roster says nothing that is news.
        province.write_roster(&roster).unwrap();
        let outcome = district.import(&roster, None).unwrap();
        assert_eq!(outcome.verdict.code(), "goi.danh-ba-da-nhan");
        // It was an error: the district's head brings it back.
        district
            .bring_back(&all[0].package_id, "Xã xác nhận")
            .unwrap();
        assert_eq!(stands(&district), 1);
    }
}
