//! What travels of a case: facts to the month, and random numbers for persons.
//!
//! These are types of their own, made from the register's records (`crate::register`). They are
//! declared with `facts!`, which compiles only with fields that [name nobody](NamesNobody): a name,
//! a free text or an exact date cannot be added to them.

use super::{
    Act, AgeBand, CaseCategory, CaseRef, Cell, Column, Consent, Count, Field, FieldError, FoundBy,
    GbvType, MeasureKind, Month, OtherAct, ProviderKind, RecordRef, Relation, ServiceKind, Set,
    Sex, UnitCode, record,
};

/// A value that can name nobody: a choice of a closed list, yes or no, a small number, a month, a
/// random number, a unit. Not a text, and not a day, which would be a date of birth.
pub trait NamesNobody {}
impl NamesNobody for bool {}
impl NamesNobody for Count {}
impl NamesNobody for Month {}
impl NamesNobody for CaseRef {}
impl<R> NamesNobody for RecordRef<R> {}
impl NamesNobody for UnitCode {}
impl<T: NamesNobody> NamesNobody for Option<T> {}
impl<T: NamesNobody + Ord> NamesNobody for Set<T> {}

/// A record all of whose fields name nobody.
macro_rules! facts {
    (
        $(#[$doc:meta])* $name:ident
        { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }
        $($rest:tt)*
    ) => {
        record! {
            $(#[$doc])* $name { $($(#[$fdoc])* $field: $type,)* }
            $($rest)*
        }
        const _: fn() = || {
            fn names_nobody<T: NamesNobody>() {}
            $(names_nobody::<$type>();)*
        };
    };
}

facts! {
    /// The facts of a case.
    CaseFacts {
        /// Random number of the case in its office.
        number: CaseRef,
        /// Month in which it was found; counts into the year.
        found: Month,
        /// Month in which it was reported.
        reported: Option<Month>,
        /// Month in which it was closed.
        closed: Option<Month>,
        /// Where it happened.
        commune: Option<UnitCode>,
        /// Category.
        category: CaseCategory,
        /// Whether other categories apply too.
        several: Option<bool>,
        /// Acts of domestic violence.
        acts: Set<Act>,
        /// Acts outside the family.
        other_acts: Set<OtherAct>,
        /// GBVIMS type.
        gbv_type: Option<GbvType>,
        /// How it became known.
        found_by: Option<FoundBy>,
        /// Month of the incident.
        incident: Option<Month>,
        /// Days from incident to report (help within 72 hours matters).
        days_to_report: Option<Count>,
        /// Another organisation has reported the case already: it is not counted again.
        reported_elsewhere: Option<bool>,
        /// Another unit has taken the case over and confirmed it: that unit counts it.
        handed_over: Option<bool>,
    }
    day: |r| r.found.first_day();
    in_period: |r, period| r.found.first_day().is_some_and(|day| period.covers(day));
}

facts! {
    /// The facts of a survivor in a case. Services that she received count from their month on.
    SurvivorFacts {
        /// The case.
        case: RecordRef<CaseFacts>,
        /// Her random number: the same person has the same number in every case of the office.
        person: CaseRef,
        /// Sex.
        sex: Sex,
        /// Age when the case was found.
        age: AgeBand,
        /// Lives with a disability.
        disability: Option<bool>,
        /// Was pregnant.
        pregnant: Option<bool>,
        /// Her relation to the perpetrator.
        relation: Option<Relation>,
        /// On what ground the case is recorded.
        consent: Option<Consent>,
        /// She agreed to the facts being shared. Where she refused, what is not needed to count
        /// her is left out.
        share: Option<bool>,
        /// Services offered.
        offered: Set<ServiceKind>,
        /// Services received.
        received: Set<ServiceKind>,
        /// Services declined.
        declined: Set<ServiceKind>,
        /// Who gave them.
        providers: Set<ProviderKind>,
        /// Month in which she first received a basic service.
        first_basic: Option<Month>,
        /// Month in which she first received any service.
        first_service: Option<Month>,
        /// Days from discovery to the first service.
        days_to_service: Option<Count>,
        /// A returnee who needs support.
        needs_support: Option<bool>,
    }
    day: |_r| None;
    in_period: |r, period| period.has(r.case.id());
}

facts! {
    /// The facts of a perpetrator in a case.
    PerpetratorFacts {
        /// The case.
        case: RecordRef<CaseFacts>,
        /// Random number.
        person: CaseRef,
        /// Sex.
        sex: Sex,
        /// Age.
        age: AgeBand,
        /// Prosecuted criminally; `false` is below that threshold.
        prosecuted: Option<bool>,
        /// Month in which he was first counselled.
        counselled: Option<Month>,
        /// Measures.
        measures: Set<MeasureKind>,
    }
    day: |_r| None;
    in_period: |r, period| period.has(r.case.id());
}
