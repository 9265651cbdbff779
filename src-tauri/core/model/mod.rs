//! Records and values as types that cannot hold nonsense.
//!
//! A record is a plain struct made with [`record!`]; its flat form is a row of [`Cell`]s described
//! by [`Column`]s. The store, the workbook, the package's JSON lines and the command line all read
//! and write that one flat form, so a field is declared once. This module knows nothing of SQL,
//! files or windows.

mod case;
mod case_row;
mod cell;
mod child;
mod consent;
mod declare;
mod facts;
mod figures;
mod kinds;
mod legacy;
mod number;
mod people;
mod period;
mod records;
mod stored;
mod text;
mod time;
mod trafficking;

pub use case::*;
pub use case_row::*;
pub use cell::*;
pub use child::*;
pub use consent::*;
pub use declare::*;
pub(crate) use declare::{as_code, as_union, codes};
use declare::{choice, record, row};
use facts::facts;
pub use facts::*;
pub(crate) use figures::{CodePart, Counted, all_and_each};
pub use figures::{Division, Parts, People, UnknownCode};
pub use kinds::*;
pub use legacy::{OldFont, from_old_font};
pub use number::*;
pub use people::*;
pub use period::*;
pub(crate) use records::with_record;
pub use records::*;
pub use stored::*;
pub use text::*;
pub use time::*;
pub use trafficking::*;
