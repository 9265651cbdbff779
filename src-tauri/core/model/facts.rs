//! What travels of a case: facts to the month, and random numbers for persons.
//!
//! These are types of their own, made from the register's records (`crate::register`). They are
//! declared with `facts!`, which compiles only with fields that [name nobody](NamesNobody): a name,
//! a free text or an exact date cannot be added to them.

use super::{CaseRef, Count, Month, RecordRef, Set, UnitCode};

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
        $crate::model::declare::record! {
            $(#[$doc])* $name { $($(#[$fdoc])* $field: $type,)* }
            $($rest)*
        }
        const _: fn() = || {
            fn names_nobody<T: $crate::model::NamesNobody>() {}
            $(names_nobody::<$type>();)*
        };
    };
}
pub(super) use facts;
