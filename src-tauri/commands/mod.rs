//! What the window can ask for, one file per screen: parse, call the core, map the error.

mod office;

pub(crate) use office::*;
