//! The register's counts against a naive recount of generated registers, year boundaries, persons in
//! several cases and void, transferred and elsewhere reported ones among them.

use crate::catalogue::{Catalogue, Catalogues, Condition, GbvDecision, Persons, RegisterCount};
use crate::figures::{Dataset, Indicators};
use crate::model::{
    Act, AgeBand, Answer, CaseCategory, CaseRef, Day, FlatForm, Identification, Incident, Measure,
    MeasureKind, OtherAct, Perpetrator, ProviderKind, RecordId, RecordKind, Relation, Relationship,
    Service, ServiceKind, Set, Sex, Stored, Survivor, TraffickingTrack, UnitCode, ViolenceCase,
    VoidReason,
};
use crate::package::Content;
use crate::register::{CaseRecords, SurvivorRecords, facts};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::built_in("bac-ninh-2024.1").unwrap());

static CATALOGUES: LazyLock<Catalogues> = LazyLock::new(|| Catalogues::new(CATALOGUE.clone()));

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
    /// What was found of whether she is a victim of trafficking, one after the other.
    found_to_be: Vec<Identification>,
    /// Whether it is said which support she needs.
    names_needs: bool,
    /// Which service, whether those who reconcile gave it, and days from 60 before discovery until it was received.
    services: Vec<(ServiceKind, bool, Option<u32>)>,
    again: Vec<GivenViolence>,
}

/// New violence.
#[derive(Debug, Clone)]
struct GivenViolence {
    /// Days after discovery of the case on which it became known.
    known: u32,
    /// Days before that on which it happened, where that is known.
    happened: Option<u32>,
    acts: BTreeSet<Act>,
    raped: bool,
}

#[derive(Debug, Clone)]
struct GivenPerpetrator {
    person: u32,
    /// How the first and the second survivor stand to him, where a record says it.
    stands: [Option<Relation>; 2],
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
    let acts = || prop::collection::btree_set(prop::sample::select(Act::ALL), 0..2);
    let rare = || prop::bool::weighted(0.15);
    let violence = (0u32..500, prop::option::of(0u32..80), acts(), rare()).prop_map(
        |(known, happened, acts, raped)| GivenViolence {
            known,
            happened,
            acts,
            raped,
        },
    );
    let survivor = (
        1u32..8,
        prop::option::of(prop::sample::select(Relation::ALL)),
        prop::sample::select(AgeBand::ALL),
        (
            prop::option::of(any::<bool>()),
            prop::collection::vec(prop::sample::select(Identification::ALL), 0..3),
            prop::bool::weighted(0.2),
        ),
        prop::collection::vec(service, 0..3),
        prop::collection::vec(violence, 0..3),
    )
        .prop_map(
            |(person, relation, age, (needs, found_to_be, names_needs), services, again)| {
                GivenSurvivor {
                    person,
                    relation,
                    age,
                    needs,
                    found_to_be,
                    names_needs,
                    services,
                    again,
                }
            },
        );
    let measure = (prop::sample::select(MeasureKind::ALL), 0u32..180);
    let stands = || prop::option::of(prop::sample::select(Relation::ALL));
    let perpetrator = (
        1u32..8,
        [stands(), stands()],
        prop::option::of(any::<bool>()),
        prop::collection::vec(measure, 0..3),
    )
        .prop_map(|(person, stands, prosecuted, measures)| GivenPerpetrator {
            person,
            stands,
            prosecuted,
            measures,
        });
    let case = (
        (92u32..592, prop::option::of(0u32..80)),
        (
            prop::sample::select(CaseCategory::ALL),
            prop::collection::btree_set(prop::sample::select(CaseCategory::ALL), 0..2),
            acts(),
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
        injury: None,
        commune: None,
        incident_on: given.happened.map(|before| day(given.found - before)),
        reported_on: None,
        days_to_report: None,
        reported_elsewhere: given.elsewhere.then_some(true),
        staff_threat: None,
        staff_threat_since: None,
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
            disability_kinds: none(),
            interpreter: None,
            ethnicity: None,
            citizenship: None,
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
                    directory_entry: None,
                })
            });
        let incidents = survivor.again.iter().map(|again| {
            let known_on = day(given.found + again.known);
            stored(Incident {
                survivor: kept.id.into(),
                known_on,
                happened_on: again
                    .happened
                    .map(|before| super::earlier(known_on, before)),
                acts: Set(again.acts.clone()),
                other_acts: Set(again.raped.then_some(OtherAct::Rape).into_iter().collect()),
                gbv_type: None,
                injury: None,
                commune: None,
            })
        });
        let found = survivor.found_to_be.iter().zip(0u32..);
        let tracks = found.map(|(found_to_be, after)| {
            stored(track(
                kept.id,
                day(given.found + after),
                Some(*found_to_be),
                survivor.names_needs,
            ))
        });
        let tracks: Vec<_> = tracks.collect();
        let names_needs = (survivor.names_needs && tracks.is_empty())
            .then(|| stored(track(kept.id, day(given.found), None, true)));
        SurvivorRecords {
            tracks: tracks.into_iter().chain(names_needs).collect(),
            relationships: Vec::new(),
            incidents: incidents.collect(),
            services: services.collect(),
            consents: Vec::new(),
            survivor: kept,
        }
    });
    let mut survivors: Vec<SurvivorRecords> = survivors.collect();
    let perpetrators = given.perpetrators.iter().map(|perpetrator| {
        let kept = stored(Perpetrator {
            case: case.id.into(),
            person: number(perpetrator.person),
            sex: Sex::Male,
            age: AgeBand::Upto39,
            prosecuted: perpetrator.prosecuted,
            ethnicity: None,
            citizenship: None,
        });
        let measures = perpetrator.measures.iter().map(|(measure, after)| {
            stored(Measure {
                perpetrator: kept.id.into(),
                measure: *measure,
                taken_on: day(given.found + after - BEFORE),
                decided_by: None,
                ends_on: None,
                directory_entry: None,
            })
        });
        let measures = measures.collect();
        (kept, measures)
    });
    let perpetrators: Vec<(Stored<Perpetrator>, Vec<Stored<Measure>>)> = perpetrators.collect();
    for ((kept, _), given) in perpetrators.iter().zip(&given.perpetrators) {
        for (of, relation) in survivors.iter_mut().zip(given.stands) {
            let said = relation.map(|relation| Relationship {
                survivor: of.survivor.id.into(),
                perpetrator: kept.id.into(),
                relation,
            });
            of.relationships.extend(said.map(stored));
        }
    }
    CaseRecords {
        case,
        survivors,
        perpetrators,
        follow_ups: Vec::new(),
        again: false,
        restricted: false,
    }
}

/// What is said of traffickers.
fn track(
    survivor: RecordId,
    noted_on: Day,
    identification: Option<Identification>,
    names_needs: bool,
) -> TraffickingTrack {
    let needs = names_needs.then_some(ServiceKind::Travel);
    TraffickingTrack {
        survivor: survivor.into(),
        noted_on,
        identification,
        victim_paper: None,
        paper_on: None,
        paper_by: None,
        came_back: None,
        brought_by: None,
        came_from: None,
        nationality: None,
        stays_with: None,
        safe_there: None,
        children_along: None,
        needs: Set(needs.into_iter().collect()),
    }
}

/// What a submission of these cases would carry.
fn content(cases: &[Given]) -> Content {
    let mut content = Content::default();
    let mut put = |kind: RecordKind, id: RecordId, cells| {
        content.records.entry(kind).or_default().push(Stored {
            id,
            version: 1,
            origin: 0,
            record: cells,
        });
    };
    for given in cases {
        for (id, facts) in facts(&records(given), &CATALOGUES) {
            put(RecordKind::CaseFacts, id, facts.case.to_cells());
            for (id, survivor) in &facts.survivors {
                put(RecordKind::SurvivorFacts, *id, survivor.to_cells());
            }
            for (id, perpetrator) in &facts.perpetrators {
                put(RecordKind::PerpetratorFacts, *id, perpetrator.to_cells());
            }
        }
    }
    content
}

/// Violence as it was told: when by the law, which acts, whether it was a rape.
type Told<'a> = (Day, &'a BTreeSet<Act>, bool);

fn is_child(survivor: &GivenSurvivor) -> bool {
    ["0-5", "6-11", "12-15"].contains(&survivor.age.code())
}

/// Whether it was found last that she is no victim of trafficking.
fn is_no_victim(survivor: &GivenSurvivor) -> bool {
    survivor.found_to_be.last() == Some(&Identification::NotIdentified)
}

/// How a survivor stands to each perpetrator: by her own record where there is one and nothing else is said.
fn stands(given: &Given, place: usize) -> Vec<Option<Relation>> {
    let said = given.perpetrators.iter().map(|one| one.stands[place]);
    let said: Vec<Option<Relation>> = said.collect();
    match said.as_slice() {
        [None] => vec![given.survivors[place].relation],
        _ => said,
    }
}

/// The relations of hers that are said: of one of them where it is not said of which; nothing known where none is.
fn said_relations(given: &Given, place: usize) -> Vec<Option<Relation>> {
    let mut said = stands(given, place);
    said.retain(Option::is_some);
    match said.is_empty() {
        true => vec![given.survivors[place].relation],
        false => said,
    }
}

/// The acts that count between people on a day; nothing where it is not known how they stand to one another.
fn between(relation: Option<Relation>, day: Day) -> Option<String> {
    use Relation as R;
    let all = "abcdDeghiklmnopq";
    match relation {
        None | Some(R::Unknown) => None,
        Some(R::Spouse | R::FormerSpouse) => Some(all.to_owned()),
        Some(R::Child | R::Parent | R::OtherFamily) => Some(all.replace('i', "")),
        Some(R::Divorced) if day >= Day::parse_iso("2023-12-25").unwrap() => {
            Some("abceghklq".to_owned())
        }
        Some(R::Divorced | R::Cohabiting) => Some(all.to_owned()),
        Some(
            R::Dating
            | R::FormerDating
            | R::Acquaintance
            | R::Colleague
            | R::Teacher
            | R::Official
            | R::Stranger,
        ) => Some(String::new()),
    }
}

/// Whether a category can be so of a survivor and people of these relations.
fn can_be(
    category: CaseCategory,
    survivor: &GivenSurvivor,
    relations: &[Option<Relation>],
    day: Day,
) -> bool {
    // Who is of the family does not change with the day here, only what counts between them.
    let is = |of_family: bool| {
        let mut relations = relations.iter();
        relations
            .any(|relation| between(*relation, day).is_none_or(|acts| acts.is_empty() != of_family))
    };
    match category {
        CaseCategory::Domestic => is(true),
        CaseCategory::GenderBased => is(false),
        CaseCategory::ChildAbuse => is_child(survivor) || survivor.age == AgeBand::Unknown,
        CaseCategory::TraffickingReturnee => !is_no_victim(survivor),
    }
}

/// The categories in which a survivor counts, by the rules as they are told.
fn categories(given: &Given, place: usize, violence: &[Told<'_>]) -> Vec<CaseCategory> {
    use CaseCategory as C;
    let survivor = &given.survivors[place];
    let relations = said_relations(given, place);
    let letter = |act: &Act| act.code().replace("dd", "D");
    let sexual = [Act::I, Act::K, Act::M];
    // Nothing but trafficking is said of a returnee of whom no act is.
    let mut said_also = given.also.iter();
    let is_returnee = given.category == C::TraffickingReturnee
        && said_also.all(|also| *also == C::TraffickingReturnee);
    let is_sexual = violence
        .iter()
        .any(|(_, acts, raped)| *raped || sexual.iter().any(|act| acts.contains(act)));
    let is_outside = relations
        .iter()
        .any(|relation| between(*relation, violence[0].0).is_some_and(|acts| acts.is_empty()));
    let is_family = violence.iter().any(|(day, acts, raped)| {
        let is_unsaid = acts.is_empty() && (*raped || !is_returnee);
        let mut relations = relations.iter();
        relations.any(|relation| {
            let between = between(*relation, *day).unwrap_or_default();
            let does = acts.iter().any(|act| between.contains(&letter(act)));
            !between.is_empty() && (is_unsaid || does)
        })
    });
    let said_returnee =
        given.category == C::TraffickingReturnee || given.also.contains(&C::TraffickingReturnee);
    let counts_in = |category: C| {
        let said = given.category == category || given.also.contains(&category);
        let can_be = can_be(category, survivor, &relations, violence[0].0);
        match category {
            C::Domestic => can_be && (said || is_family),
            C::GenderBased => can_be && (said || is_outside && is_sexual),
            C::ChildAbuse => can_be && (said || is_child(survivor)),
            // Who is found to be no victim is none, whatever was said before.
            C::TraffickingReturnee => said && can_be,
        }
    };
    let all: Vec<C> = C::ALL.iter().copied().filter(|of| counts_in(*of)).collect();
    match all.is_empty() {
        // Nothing else was said of her: she counts nowhere.
        true if said_returnee && is_no_victim(survivor) => Vec::new(),
        true => {
            let said = C::ALL.iter().copied();
            said.filter(|of| given.category == *of || given.also.contains(of))
                .collect()
        }
        false => all,
    }
}

/// A case as it is counted in 2024: since when something answers it, and who counts in which categories.
struct In2024<'a> {
    given: &'a Given,
    since: Day,
    survivors: Vec<(&'a GivenSurvivor, Vec<CaseCategory>)>,
    /// Of each perpetrator: of each survivor's what can be so between them, or all of it.
    perpetrators: Vec<BTreeSet<CaseCategory>>,
}

/// What of a case counts in 2024: all of it where it was found then; those who suffered again where it was found before,
/// by what they suffered then.
fn in_2024(given: &Given) -> Option<In2024<'_>> {
    let since = |known: Day, happened: Option<u32>| super::earlier(known, happened.unwrap_or(30));
    let of_law = |known: Day, happened: Option<u32>| super::earlier(known, happened.unwrap_or(0));
    let found = day(given.found);
    if given.elsewhere || given.handed || given.voided {
        return None;
    }
    let again = |survivor: &'_ GivenSurvivor| -> Vec<(Day, GivenViolence)> {
        let known = survivor
            .again
            .iter()
            .map(|again| (day(given.found + again.known), again.clone()));
        known.filter(|(known, _)| known.year() == 2024).collect()
    };
    let all = given.survivors.iter().flat_map(again);
    // Of two on one day, the one that was recorded first.
    let first = all.min_by_key(|(known, _)| *known);
    let (is_new, since) = match (found.year(), first) {
        (2024, _) => (true, since(found, given.happened)),
        (2023, Some((known, first))) => (false, since(known, first.happened)),
        _ => return None,
    };
    let mut perpetrators = vec![BTreeSet::new(); given.perpetrators.len()];
    let survivors = given.survivors.iter().enumerate();
    let survivors = survivors.filter_map(|(place, survivor)| {
        let again = again(survivor);
        let at_first = is_new.then(|| (of_law(found, given.happened), &given.acts, given.raped));
        let later = again
            .iter()
            .map(|(known, one)| (of_law(*known, one.happened), &one.acts, one.raped));
        let violence: Vec<Told<'_>> = at_first.into_iter().chain(later).collect();
        if violence.is_empty() {
            return None;
        }
        let hers = categories(given, place, &violence);
        for (his, relation) in perpetrators.iter_mut().zip(stands(given, place)) {
            let mut fits = hers.clone();
            fits.retain(|of| {
                relation.is_none() || can_be(*of, survivor, &[relation], violence[0].0)
            });
            his.extend(match fits.is_empty() {
                true => hers.clone(),
                false => fits,
            });
        }
        Some((survivor, hers))
    });
    let survivors = survivors.collect();
    Some(In2024 {
        given,
        since,
        survivors,
        perpetrators,
    })
}

/// Counts persons by going through the cases once for each person there may be.
fn naive(cases: &[Given], count: RegisterCount) -> i64 {
    let cases: Vec<In2024<'_>> = cases.iter().filter_map(in_2024).collect();
    let on = |given: &Given, after: u32| day(given.found + after - BEFORE);
    // What lies before the case does not answer it, nor does what comes after the year.
    let answers = |of: &In2024<'_>, day: Day| of.since <= day && day.year() <= 2024;
    let category = count.category();
    let basic = [
        ServiceKind::Shelter,
        ServiceKind::Medical,
        ServiceKind::Counselling,
        ServiceKind::LegalAid,
    ];
    let mut total = 0;
    for person in 1..8 {
        let survivor = || {
            cases.iter().flat_map(move |of| {
                let here = of.survivors.iter().filter(move |(survivor, categories)| {
                    survivor.person == person && categories.contains(&category)
                });
                here.map(move |(survivor, _)| (of, survivor))
            })
        };
        let perpetrator = || {
            cases.iter().flat_map(move |of| {
                let here = of.given.perpetrators.iter().zip(&of.perpetrators);
                let here = here.filter(move |(perpetrator, categories)| {
                    perpetrator.person == person && categories.contains(&category)
                });
                here.map(move |(perpetrator, _)| (of, perpetrator))
            })
        };
        let received = |only_basic: bool| {
            survivor().any(|(of, survivor)| {
                let mut services = survivor.services.iter();
                services.any(|(service, reconciling, after)| {
                    (!only_basic || basic.contains(service) && !reconciling)
                        && after.is_some_and(|after| answers(of, on(of.given, after)))
                })
            })
        };
        let below = || {
            perpetrator().any(|(_, p)| p.prosecuted == Some(false))
                && perpetrator().all(|(_, p)| p.prosecuted != Some(true))
        };
        let counselled = || {
            perpetrator().any(|(of, p)| {
                p.measures.iter().any(|(measure, after)| {
                    *measure == MeasureKind::Counselling && answers(of, on(of.given, *after))
                })
            })
        };
        let needs =
            || survivor().any(|(_, s)| s.needs == Some(true) || s.needs.is_none() && s.names_needs);
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
            found_to_be: Vec::new(),
            names_needs: false,
            services: vec![(ServiceKind::Medical, false, Some(BEFORE + 1))],
            again: Vec::new(),
        }],
        perpetrators: Vec::new(),
    };
    let mut records = records(&given);
    records.case.record.acts = Set(BTreeSet::from([crate::model::Act::I]));
    records.case.record.commune = UnitCode::new("09163").ok();
    let (_, facts) = facts(&records, &CATALOGUES).remove(0);
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
        rules.decided_type(&acts(&[Act::B]), &none(), day),
        GbvDecision::Type(GbvType::Psychological)
    );
    // Of several, the one that stands first: the gravest.
    assert_eq!(
        rules.decided_type(&acts(&[Act::B, Act::A, Act::I]), &none(), day),
        GbvDecision::Type(GbvType::Rape)
    );
    // Not said by the act: chosen by the officer.
    assert_eq!(
        rules.decided_type(&acts(&[Act::L]), &none(), day),
        GbvDecision::Asked
    );
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
