//! For how long the names of a case that ended are kept.

use super::erasure::Ended;
use crate::catalogue::{Catalogue, RegisterRules};
use crate::model::{Day, KeepGround};
use crate::test_offices::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<RegisterRules> =
    LazyLock::new(|| Catalogue::built_in("bac-ninh-2024.1").unwrap().register);

fn day_after(days: u32) -> Day {
    super::later(first_day(), days)
}

prop_compose! {
    fn a_case_that_ended()(
        found in 0u32..4_000,
        lasted in 0u32..3_000,
        youngest in prop::option::of(prop::sample::select(vec![0u32, 6, 12, 16])),
        tried: bool,
        died: bool,
        measures in prop::option::of(0u32..20_000),
    ) -> Ended {
        Ended {
            found: day_after(found),
            ended: day_after(found + lasted),
            youngest,
            tried,
            died,
            measures: measures.map(day_after),
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_to_be_erased_for_its_age_before_its_time(case in a_case_that_ended()) {
        let rules = &*RULES;
        let (until, grounds) = case.kept_until(rules);
        // Who was born on the 29th of February is a year older on the 28th.
        let years = |from: Day, to: Day| super::later(to, 1).date().years_since(from.date());
        let kept_for = |least: u32| years(case.ended, until).is_some_and(|years| years >= least);
        prop_assert!(kept_for(rules.retention_years));
        // A child is grown by then, and has the years of everybody else after that.
        if let Some(age) = case.youngest {
            let least = 18 - age + rules.retention_years;
            prop_assert!(years(case.found, until).is_some_and(|years| years >= least));
        }
        if case.tried {
            prop_assert!(kept_for(rules.keep_years(KeepGround::Trial, case.found)));
        }
        if case.died {
            prop_assert!(kept_for(rules.keep_years(KeepGround::Death, case.found)));
        }
        prop_assert!(case.measures.is_none_or(|end| end <= until));
        // What is said of it is so, and the same without what says it is no longer.
        prop_assert!(!grounds.contains(&KeepGround::Child) || case.youngest.is_some());
        let plain = Ended { youngest: None, tried: false, died: false, ..case.clone() };
        let (plain_until, none) = plain.kept_until(rules);
        prop_assert!(none.is_empty() && plain_until <= until);
    }
}
