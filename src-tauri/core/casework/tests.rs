//! The register's counts against a naive recount of generated registers, year boundaries, persons in
//! several cases and void, transferred and elsewhere reported ones among them.

use crate::catalogue::{Catalogue, Condition, Persons, RegisterCount};
use crate::figures::{Dataset, Indicators};
use crate::model::{
    AgeBand, Answer, CaseCategory, CaseRef, Day, FlatForm, Measure, MeasureKind, Perpetrator,
    RecordId, RecordKind, Service, ServiceKind, Set, Sex, Stored, Survivor, UnitCode, ViolenceCase,
    VoidReason,
};
use crate::package::Content;
use crate::register::{CaseRecords, SurvivorRecords, facts};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::built_in("bac-ninh-2024.1").unwrap());

#[derive(Debug, Clone)]
struct Given {
    /// Days from 1 November 2023.
    found: u32,
    category: CaseCategory,
    elsewhere: bool,
    handed: bool,
    voided: bool,
    share: bool,
    survivors: Vec<GivenSurvivor>,
    perpetrators: Vec<GivenPerpetrator>,
}

#[derive(Debug, Clone)]
struct GivenSurvivor {
    person: u32,
    needs: Option<bool>,
    /// Which service, and days from discovery until it was received.
    services: Vec<(ServiceKind, Option<u32>)>,
}

#[derive(Debug, Clone)]
struct GivenPerpetrator {
    person: u32,
    prosecuted: Option<bool>,
    measures: Vec<(MeasureKind, u32)>,
}

fn day(offset: u32) -> Day {
    let first = Day::parse_iso("2023-11-01").unwrap();
    super::later(first, offset)
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let service = (
        prop::sample::select(ServiceKind::ALL),
        prop::option::of(0u32..120),
    );
    let survivor = (
        1u32..8,
        prop::option::of(any::<bool>()),
        prop::collection::vec(service, 0..3),
    )
        .prop_map(|(person, needs, services)| GivenSurvivor {
            person,
            needs,
            services,
        });
    let measure = (prop::sample::select(MeasureKind::ALL), 0u32..120);
    let perpetrator = (
        1u32..8,
        prop::option::of(any::<bool>()),
        prop::collection::vec(measure, 0..3),
    )
        .prop_map(|(person, prosecuted, measures)| GivenPerpetrator {
            person,
            prosecuted,
            measures,
        });
    let rare = || prop::bool::weighted(0.15);
    let case = (
        0u32..500,
        prop::sample::select(CaseCategory::ALL),
        (rare(), rare(), rare(), any::<bool>()),
        prop::collection::vec(survivor, 1..3),
        prop::collection::vec(perpetrator, 0..3),
    )
        .prop_map(
            |(found, category, (elsewhere, handed, voided, share), survivors, perpetrators)| {
                Given {
                    found,
                    category,
                    elsewhere,
                    handed,
                    voided,
                    share,
                    survivors,
                    perpetrators,
                }
            },
        );
    prop::collection::vec(case, 0..10)
}

fn stored<R>(record: R) -> Stored<R> {
    Stored {
        id: RecordId::new(),
        version: 1,
        origin: 0,
        record,
    }
}

fn number(number: u32) -> CaseRef {
    CaseRef::new(&number.to_string()).unwrap()
}

fn none<T: Ord>() -> Set<T> {
    Set(BTreeSet::new())
}

/// The records of a case as an officer would enter them.
fn records(given: &Given) -> CaseRecords {
    let found_on = day(given.found);
    let unit = UnitCode::new("09166").unwrap();
    let case = stored(ViolenceCase {
        number: number(given.found + 1),
        found_on,
        category: given.category,
        several: None,
        found_by: None,
        acts: none(),
        other_acts: none(),
        gbv_type: None,
        commune: None,
        incident_on: None,
        reported_on: None,
        days_to_report: None,
        reported_elsewhere: given.elsewhere.then_some(true),
        closed_on: None,
        outcome: None,
        voided: given.voided.then_some(VoidReason::WrongEntry),
        taken_over_from: None,
        handed_to: given.handed.then(|| unit.clone()),
        handed_on: given.handed.then_some(found_on),
    });
    let survivors = given.survivors.iter().map(|survivor| {
        let kept = stored(Survivor {
            case: case.id.into(),
            person: number(survivor.person),
            sex: Sex::Female,
            age: AgeBand::Upto39,
            relation: None,
            consent: None,
            share: Some(given.share),
            disability: None,
            pregnant: None,
            needs_support: survivor.needs,
            identification: None,
        });
        let services = survivor.services.iter().map(|(service, after)| {
            stored(Service {
                survivor: kept.id.into(),
                service: *service,
                provider: None,
                offered_on: found_on,
                answer: after.map(|_| Answer::Accepted),
                received_on: after.map(|after| day(given.found + after)),
                ended_on: None,
            })
        });
        SurvivorRecords {
            services: services.collect(),
            consents: Vec::new(),
            survivor: kept,
        }
    });
    let survivors = survivors.collect();
    let perpetrators = given.perpetrators.iter().map(|perpetrator| {
        let kept = stored(Perpetrator {
            case: case.id.into(),
            person: number(perpetrator.person),
            sex: Sex::Male,
            age: AgeBand::Upto39,
            prosecuted: perpetrator.prosecuted,
        });
        let measures = perpetrator.measures.iter().map(|(measure, after)| {
            stored(Measure {
                perpetrator: kept.id.into(),
                measure: *measure,
                taken_on: day(given.found + after),
                decided_by: None,
                ends_on: None,
            })
        });
        let measures = measures.collect();
        (kept, measures)
    });
    let perpetrators = perpetrators.collect();
    CaseRecords {
        case,
        survivors,
        perpetrators,
    }
}

/// What a submission of these cases would carry.
fn content(cases: &[Given]) -> Content {
    let mut content = Content::default();
    for given in cases {
        let records = records(given);
        let Some(facts) = facts(&records, &CATALOGUE.register) else {
            continue;
        };
        let mut put = |kind: RecordKind, id: RecordId, cells| {
            content.records.entry(kind).or_default().push(Stored {
                id,
                version: 1,
                origin: 0,
                record: cells,
            });
        };
        put(
            RecordKind::CaseFacts,
            records.case.id,
            facts.case.to_cells(),
        );
        for (id, survivor) in &facts.survivors {
            put(RecordKind::SurvivorFacts, *id, survivor.to_cells());
        }
        for (id, perpetrator) in &facts.perpetrators {
            put(RecordKind::PerpetratorFacts, *id, perpetrator.to_cells());
        }
    }
    content
}

/// Counts persons by going through the cases once for each person there may be.
fn naive(cases: &[Given], count: RegisterCount) -> i64 {
    let year = |given: &Given| day(given.found).year() == 2024;
    let by_end = |given: &Given, after: u32| day(given.found + after).year() <= 2024;
    let category = count.category();
    let counts = |given: &&Given| {
        year(given)
            && given.category == category
            && !given.elsewhere
            && !given.handed
            && !given.voided
    };
    let basic = [
        ServiceKind::Shelter,
        ServiceKind::Medical,
        ServiceKind::Counselling,
        ServiceKind::LegalAid,
    ];
    let mut total = 0;
    for person in 1..8 {
        let survivor = || {
            cases.iter().filter(counts).flat_map(move |given| {
                let of = given.survivors.iter().filter(move |s| s.person == person);
                of.map(move |survivor| (given, survivor))
            })
        };
        let perpetrator = || {
            cases.iter().filter(counts).flat_map(move |given| {
                let of = given
                    .perpetrators
                    .iter()
                    .filter(move |p| p.person == person);
                of.map(move |perpetrator| (given, perpetrator))
            })
        };
        let received = |only_basic: bool| {
            survivor().any(|(given, survivor)| {
                survivor.services.iter().any(|(service, after)| {
                    (!only_basic || basic.contains(service))
                        && after.is_some_and(|after| by_end(given, after))
                })
            })
        };
        let below = || {
            perpetrator().any(|(_, p)| p.prosecuted == Some(false))
                && perpetrator().all(|(_, p)| p.prosecuted != Some(true))
        };
        let counselled = || {
            perpetrator().any(|(given, p)| {
                p.measures.iter().any(|(measure, after)| {
                    *measure == MeasureKind::Counselling && by_end(given, *after)
                })
            })
        };
        let needs = || survivor().any(|(_, s)| s.needs == Some(true));
        let is_there = match count.persons() {
            Persons::Survivors => survivor().next().is_some(),
            Persons::Perpetrators => perpetrator().next().is_some(),
        };
        let fits = is_there
            && count.conditions().iter().all(|condition| match condition {
                Condition::Served => received(true),
                Condition::NeedsSupport => needs(),
                Condition::Supported => received(false),
                Condition::BelowThreshold => below(),
                Condition::Counselled => counselled(),
            });
        total += i64::from(fits);
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn indicators_equal_a_naive_count(cases in given()) {
        let mut data = Dataset::new(&CATALOGUE, "phu-luc-01/2024/annual".parse().unwrap()).unwrap();
        let unit = UnitCode::new("09163").unwrap();
        data.add(&CATALOGUE, &unit, &content(&cases)).unwrap();
        let indicators = Indicators::new(&CATALOGUE, &data);
        for count in RegisterCount::ALL {
            prop_assert_eq!(indicators.count(count).value, Some(naive(&cases, count)), "{:?}", count);
        }
        // A ratio is of what was counted, and blank where nothing was.
        let row = CATALOGUE.annex01.iter().find(|row| row.code == "III.2.1.1.2").unwrap();
        let (served, found) = (
            naive(&cases, RegisterCount::DomesticSurvivorsServed),
            naive(&cases, RegisterCount::DomesticSurvivors),
        );
        let ratio = (found > 0).then(|| (served * 2_000_000 + found) / (2 * found));
        prop_assert_eq!(indicators.row(row).value, ratio);
    }
}

#[test]
fn who_refuses_to_share_is_counted_and_nothing_more() {
    let given = Given {
        found: 100,
        category: CaseCategory::Domestic,
        elsewhere: false,
        handed: false,
        voided: false,
        share: false,
        survivors: vec![GivenSurvivor {
            person: 3,
            needs: None,
            services: vec![(ServiceKind::Medical, Some(1))],
        }],
        perpetrators: Vec::new(),
    };
    let mut records = records(&given);
    records.case.record.acts = Set(BTreeSet::from([crate::model::Act::I]));
    records.case.record.commune = UnitCode::new("09163").ok();
    let facts = facts(&records, &CATALOGUE.register).unwrap();
    assert!(facts.case.acts.is_empty());
    assert_eq!(facts.case.gbv_type, None);
    assert_eq!(facts.case.commune, None);
    let (_, survivor) = &facts.survivors[0];
    assert_eq!(survivor.age, AgeBand::Unknown);
    assert!(survivor.received.is_empty());
    assert!(
        survivor.first_basic.is_some(),
        "she is still counted as served"
    );
}

#[test]
fn the_type_of_violence_follows_from_the_acts_where_they_say_it() {
    use crate::model::{Act, GbvType, RiskSign};
    let rules = &CATALOGUE.register;
    let day = Day::parse("1/6/2024").unwrap();
    let acts = |acts: &[Act]| Set(acts.iter().copied().collect());
    assert_eq!(
        rules.gbv_type(&acts(&[Act::B]), &none(), day),
        Some(GbvType::Psychological)
    );
    // Of several, the one that stands first: the gravest.
    assert_eq!(
        rules.gbv_type(&acts(&[Act::B, Act::A, Act::I]), &none(), day),
        Some(GbvType::Rape)
    );
    // Not said by the act: chosen by the officer.
    assert_eq!(rules.gbv_type(&acts(&[Act::L]), &none(), day), None);
    let signs = |signs: &[RiskSign]| Set(signs.iter().copied().collect());
    use crate::catalogue::Risk;
    assert_eq!(rules.risk_of_signs(&signs(&[])), Risk::None);
    assert_eq!(rules.risk_of_signs(&signs(&[RiskSign::Worse])), Risk::Some);
    assert_eq!(
        rules.risk_of_signs(&signs(&[
            RiskSign::Worse,
            RiskSign::Separation,
            RiskSign::Substances
        ])),
        Risk::High
    );
    assert_eq!(
        rules.risk_of_signs(&signs(&[RiskSign::Strangled])),
        Risk::Immediate
    );
}
