//! The register's counts against a naive recount of generated registers, year boundaries, persons in
//! several cases and void, transferred and elsewhere reported ones among them.

use crate::catalogue::{Catalogue, Condition, Persons, RegisterCount};
use crate::figures::{Dataset, Indicators};
use crate::model::{
    Act, AgeBand, Answer, CaseCategory, CaseRef, Day, FlatForm, Measure, MeasureKind, OtherAct,
    Perpetrator, ProviderKind, RecordId, RecordKind, Relation, Service, ServiceKind, Set, Sex,
    Stored, Survivor, UnitCode, ViolenceCase, VoidReason,
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
    /// Days from 1 August 2023.
    found: u32,
    category: CaseCategory,
    also: BTreeSet<CaseCategory>,
    acts: BTreeSet<Act>,
    raped: bool,
    /// Days before it was found on which it happened, where that is known.
    happened: Option<u32>,
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
    relation: Option<Relation>,
    age: AgeBand,
    needs: Option<bool>,
    /// Which service, whether those who reconcile gave it, and days from 60 before discovery until it was received.
    services: Vec<(ServiceKind, bool, Option<u32>)>,
}

#[derive(Debug, Clone)]
struct GivenPerpetrator {
    person: u32,
    prosecuted: Option<bool>,
    /// Which, and days from 60 before discovery.
    measures: Vec<(MeasureKind, u32)>,
}

/// Days before discovery from which services and measures are counted here.
const BEFORE: u32 = 60;

fn day(offset: u32) -> Day {
    let first = Day::parse_iso("2023-08-01").unwrap();
    super::later(first, offset)
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let service = (
        prop::sample::select(ServiceKind::ALL),
        prop::bool::weighted(0.1),
        prop::option::of(0u32..180),
    );
    let survivor = (
        1u32..8,
        prop::option::of(prop::sample::select(Relation::ALL)),
        prop::sample::select(AgeBand::ALL),
        prop::option::of(any::<bool>()),
        prop::collection::vec(service, 0..3),
    )
        .prop_map(|(person, relation, age, needs, services)| GivenSurvivor {
            person,
            relation,
            age,
            needs,
            services,
        });
    let measure = (prop::sample::select(MeasureKind::ALL), 0u32..180);
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
        (92u32..592, prop::option::of(0u32..80)),
        (
            prop::sample::select(CaseCategory::ALL),
            prop::collection::btree_set(prop::sample::select(CaseCategory::ALL), 0..2),
            prop::collection::btree_set(prop::sample::select(Act::ALL), 0..2),
            rare(),
        ),
        (rare(), rare(), rare(), any::<bool>()),
        prop::collection::vec(survivor, 1..3),
        prop::collection::vec(perpetrator, 0..3),
    )
        .prop_map(
            |(
                (found, happened),
                (category, also, acts, raped),
                (elsewhere, handed, voided, share),
                survivors,
                perpetrators,
            )| {
                Given {
                    found,
                    happened,
                    category,
                    also,
                    acts,
                    raped,
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
        also: Set(given.also.clone()),
        several: None,
        found_by: None,
        acts: Set(given.acts.clone()),
        other_acts: Set(given.raped.then_some(OtherAct::Rape).into_iter().collect()),
        gbv_type: None,
        commune: None,
        incident_on: given.happened.map(|before| day(given.found - before)),
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
            age: survivor.age,
            relation: survivor.relation,
            consent: None,
            share: Some(given.share),
            may_call: None,
            may_visit: None,
            may_write: None,
            disability: None,
            pregnant: None,
            needs_support: survivor.needs,
            identification: None,
        });
        let services = survivor
            .services
            .iter()
            .map(|(service, reconciling, after)| {
                let received_on = after.map(|after| day(given.found + after - BEFORE));
                stored(Service {
                    survivor: kept.id.into(),
                    service: *service,
                    provider: reconciling.then_some(ProviderKind::MediationGroup),
                    offered_on: received_on.unwrap_or(found_on),
                    answer: after.map(|_| Answer::Accepted),
                    received_on,
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
                taken_on: day(given.found + after - BEFORE),
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

/// The categories in which a survivor counts, by the rules as they are told.
fn categories(given: &Given, survivor: &GivenSurvivor) -> Vec<CaseCategory> {
    use CaseCategory as C;
    use Relation as R;
    let before =
        day(given.found - given.happened.unwrap_or(0)) <= Day::parse_iso("2023-12-24").unwrap();
    let all = "abcdDeghiklmnopq";
    let between = match survivor.relation {
        None | Some(R::Unknown) => None,
        Some(R::Spouse | R::FormerSpouse) => Some(all.to_owned()),
        Some(R::Child | R::Parent | R::OtherFamily) => Some(all.replace('i', "")),
        Some(R::Divorced | R::Cohabiting) if before => Some(all.to_owned()),
        Some(R::Divorced) => Some("abceghklq".to_owned()),
        Some(R::Cohabiting) => Some(all.to_owned()),
        Some(
            R::Dating
            | R::FormerDating
            | R::Acquaintance
            | R::Colleague
            | R::Teacher
            | R::Official
            | R::Stranger,
        ) => Some(String::new()),
    };
    let letter = |act: &Act| act.code().replace("dd", "D");
    let is_child = ["0-5", "6-11", "12-15"].contains(&survivor.age.code());
    let sexual = [Act::I, Act::K, Act::M];
    let is_sexual = given.raped || sexual.iter().any(|act| given.acts.contains(act));
    let counts_in = |category: C| {
        let said = given.category == category || given.also.contains(&category);
        match category {
            C::Domestic => match &between {
                None => said,
                Some(acts) if acts.is_empty() => false,
                Some(acts) => {
                    let mut of_case = given.acts.iter();
                    said || given.acts.is_empty() || of_case.any(|act| acts.contains(&letter(act)))
                }
            },
            C::GenderBased => match &between {
                None => said,
                Some(acts) if acts.is_empty() => said || is_sexual,
                Some(_) => false,
            },
            C::ChildAbuse => is_child || said && survivor.age == AgeBand::Unknown,
            C::TraffickingReturnee => said,
        }
    };
    let all: Vec<C> = C::ALL.iter().copied().filter(|of| counts_in(*of)).collect();
    match all.is_empty() {
        true => {
            let said = C::ALL.iter().copied();
            said.filter(|of| given.category == *of || given.also.contains(of))
                .collect()
        }
        false => all,
    }
}

/// Counts persons by going through the cases once for each person there may be.
fn naive(cases: &[Given], count: RegisterCount) -> i64 {
    let year = |given: &Given| day(given.found).year() == 2024;
    let by_end = |given: &Given, after: u32| day(given.found + after - BEFORE).year() <= 2024;
    // What lies before the case does not answer it.
    let answers = |given: &Given, after: u32| after + given.happened.unwrap_or(30) >= BEFORE;
    let category = count.category();
    let counts = |given: &&Given| year(given) && !given.elsewhere && !given.handed && !given.voided;
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
                let of = given.survivors.iter().filter(move |s| {
                    s.person == person && categories(given, s).contains(&category)
                });
                of.map(move |survivor| (given, survivor))
            })
        };
        let perpetrator = || {
            cases.iter().filter(counts).flat_map(move |given| {
                let of = given.perpetrators.iter().filter(move |p| {
                    let mut survivors = given.survivors.iter();
                    p.person == person
                        && survivors.any(|s| categories(given, s).contains(&category))
                });
                of.map(move |perpetrator| (given, perpetrator))
            })
        };
        let received = |only_basic: bool| {
            survivor().any(|(given, survivor)| {
                survivor
                    .services
                    .iter()
                    .any(|(service, reconciling, after)| {
                        (!only_basic || basic.contains(service) && !reconciling)
                            && after
                                .is_some_and(|after| by_end(given, after) && answers(given, after))
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
                    *measure == MeasureKind::Counselling
                        && by_end(given, *after)
                        && answers(given, *after)
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
        found: 200,
        category: CaseCategory::Domestic,
        also: BTreeSet::new(),
        acts: BTreeSet::new(),
        raped: false,
        happened: None,
        elsewhere: false,
        handed: false,
        voided: false,
        share: false,
        survivors: vec![GivenSurvivor {
            person: 3,
            relation: None,
            age: AgeBand::Upto39,
            needs: None,
            services: vec![(ServiceKind::Medical, false, Some(BEFORE + 1))],
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
