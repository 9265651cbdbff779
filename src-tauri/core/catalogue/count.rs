//! Counts of the case register that rows of Phụ lục 01 use: persons, each once in a year and
//! category. How each comes about follows from who is counted, in cases of which category, and under
//! which conditions; so does which count is a part of which.

use crate::model::{CaseCategory, Month, PerpetratorFacts, Set, SurvivorFacts, as_code};

/// Who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persons {
    /// Survivors.
    Survivors,
    /// Perpetrators.
    Perpetrators,
}

impl Persons {
    /// Their code; message `rule-<code>` says which of them count, `count-<code>` what a denominator of them is called.
    pub fn code(self) -> &'static str {
        match self {
            Self::Survivors => "survivors",
            Self::Perpetrators => "perpetrators",
        }
    }
}

/// What must be so for a person to be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Received a basic service by the last day of the period, or the catalogue's months of grace
    /// after it.
    Served,
    /// Is a returnee who needs support.
    NeedsSupport,
    /// Received any service by that day.
    Supported,
    /// Is said to be below the criminal threshold in a case, and prosecuted in none.
    BelowThreshold,
    /// Was counselled by that day.
    Counselled,
}

/// What is known of a person from one of her cases.
#[derive(Debug, Clone, Copy)]
pub enum PersonFacts<'a> {
    /// Of a survivor.
    Survivor(&'a SurvivorFacts),
    /// Of a perpetrator.
    Perpetrator(&'a PerpetratorFacts),
}

impl<'a> PersonFacts<'a> {
    /// In which categories of the case that person is said to count.
    pub fn counts_in(self) -> &'a Set<CaseCategory> {
        match self {
            Self::Survivor(facts) => &facts.counts_in,
            Self::Perpetrator(facts) => &facts.counts_in,
        }
    }
}

impl Condition {
    /// Its code; message `rule-<code>` says it in words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Served => "served",
            Self::NeedsSupport => "needs-support",
            Self::Supported => "supported",
            Self::BelowThreshold => "below-threshold",
            Self::Counselled => "counselled",
        }
    }

    /// Whether it is so for a person, by what is known of her from all her cases of a category; what was done for her
    /// counts up to a month.
    pub fn is_so(self, person: &[PersonFacts<'_>], until: Month) -> bool {
        let survivor = |is_so: &dyn Fn(&SurvivorFacts) -> bool| {
            person
                .iter()
                .any(|facts| matches!(facts, PersonFacts::Survivor(facts) if is_so(facts)))
        };
        let perpetrator = |is_so: &dyn Fn(&PerpetratorFacts) -> bool| {
            person
                .iter()
                .any(|facts| matches!(facts, PersonFacts::Perpetrator(facts) if is_so(facts)))
        };
        let in_time = |done: Option<Month>| done.is_some_and(|month| month <= until);
        match self {
            Self::Served => survivor(&|of| in_time(of.first_basic)),
            Self::NeedsSupport => survivor(&|of| of.needs_support == Some(true)),
            Self::Supported => survivor(&|of| in_time(of.first_service)),
            Self::BelowThreshold => {
                perpetrator(&|of| of.prosecuted == Some(false))
                    && !perpetrator(&|of| of.prosecuted == Some(true))
            }
            Self::Counselled => perpetrator(&|of| in_time(of.counselled)),
        }
    }
}

macro_rules! register_counts {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $persons:ident, $category:ident $(, $condition:ident)*;)*) => {
        /// A count of the case register. Its conditions narrow one another: without its last one, it is
        /// a part of the count that has the others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RegisterCount { $($(#[$doc])* $name,)* }

        impl RegisterCount {
            /// All of them.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$name),*];

            /// The code that catalogues use.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Who is counted.
            pub fn persons(self) -> Persons {
                match self { $(Self::$name => Persons::$persons,)* }
            }

            /// The category of their cases.
            pub fn category(self) -> CaseCategory {
                match self { $(Self::$name => CaseCategory::$category,)* }
            }

            /// What must be so for each of them.
            pub fn conditions(self) -> &'static [Condition] {
                match self { $(Self::$name => &[$(Condition::$condition),*],)* }
            }
        }
    };
}

register_counts! {
    /// Survivors of domestic violence found.
    DomesticSurvivors = "domestic-survivors": Survivors, Domestic;
    /// Those of them who received a basic service.
    DomesticSurvivorsServed = "domestic-survivors-served": Survivors, Domestic, Served;
    /// Survivors of gender-based violence outside the family found.
    GenderSurvivors = "gender-survivors": Survivors, GenderBased;
    /// Those of them who received a basic service.
    GenderSurvivorsServed = "gender-survivors-served": Survivors, GenderBased, Served;
    /// Perpetrators of domestic violence found.
    DomesticPerpetrators = "domestic-perpetrators": Perpetrators, Domestic;
    /// Those of them below the criminal threshold.
    DomesticPerpetratorsBelow = "domestic-perpetrators-below":
        Perpetrators, Domestic, BelowThreshold;
    /// Those of these who were counselled.
    DomesticPerpetratorsCounselled = "domestic-perpetrators-counselled":
        Perpetrators, Domestic, BelowThreshold, Counselled;
    /// Perpetrators of gender-based violence found.
    GenderPerpetrators = "gender-perpetrators": Perpetrators, GenderBased;
    /// Those of them below the criminal threshold.
    GenderPerpetratorsBelow = "gender-perpetrators-below":
        Perpetrators, GenderBased, BelowThreshold;
    /// Those of these who were counselled.
    GenderPerpetratorsCounselled = "gender-perpetrators-counselled":
        Perpetrators, GenderBased, BelowThreshold, Counselled;
    /// Returnees from trafficking found.
    Returnees = "returnees": Survivors, TraffickingReturnee;
    /// Those of them who need support.
    ReturneesNeeding = "returnees-needing": Survivors, TraffickingReturnee, NeedsSupport;
    /// Those of these who got it.
    ReturneesSupported = "returnees-supported":
        Survivors, TraffickingReturnee, NeedsSupport, Supported;
}
as_code!(RegisterCount, RegisterCount::ALL, RegisterCount::code);

impl RegisterCount {
    /// Reads the code that catalogues use.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|count| count.code() == code)
    }

    /// The smallest count that this one is a part of: of the same persons, under fewer conditions.
    pub fn within(self) -> Option<Self> {
        let mine = self.conditions();
        let wholes = Self::ALL.into_iter().filter(|whole| {
            let theirs = whole.conditions();
            whole.persons() == self.persons()
                && whole.category() == self.category()
                && theirs.len() < mine.len()
                && theirs.iter().all(|condition| mine.contains(condition))
        });
        wholes.max_by_key(|whole| whole.conditions().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_part_of_one_whole() {
        use RegisterCount as C;
        let parts = [
            (C::DomesticSurvivorsServed, C::DomesticSurvivors),
            (
                C::DomesticPerpetratorsCounselled,
                C::DomesticPerpetratorsBelow,
            ),
            (C::ReturneesSupported, C::ReturneesNeeding),
        ];
        for (part, whole) in parts {
            assert_eq!(part.within(), Some(whole));
        }
        for count in C::ALL {
            // A cell may be a part of one sum alone: whatever has more conditions narrows one chain.
            if let Some(whole) = count.within() {
                let conditions = whole.conditions();
                assert!(
                    count.conditions().starts_with(conditions),
                    "{}",
                    count.code()
                );
            }
            let same = |other: &C| {
                other.persons() == count.persons()
                    && other.category() == count.category()
                    && other.conditions() == count.conditions()
            };
            assert_eq!(C::ALL.iter().filter(|other| same(other)).count(), 1);
        }
    }
}
