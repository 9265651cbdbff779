//! What the tests and benches share. Whatever goes wrong panics.

pub mod attack;
pub mod bench;
mod cli_office;
mod command;
mod files;
pub mod forge;
pub mod insider;
mod office;
pub mod paper;
mod process;
mod stage;

pub use cli_office::{
    CliOffice, behind, commune_and_province, earlier_office, enrol, enrolled, there,
};
pub use command::{Ran, measured, program, python, run, tienbo, tool};
pub use files::{
    Place, copy, files, folder, noise, repository, root, sample, short_or_campaign, shown,
    stands_in, string,
};
pub use office::{
    COMMUNE, DISTRICT, OTHER_COMMUNE, PASSPHRASE, PROVINCE, USER, answer_card, enrolled_commune,
    fill, lay_year, logged, made_once, make, open, open_as, record_cases, record_cases_as_agreed,
    stretched_less, write_slot,
};
pub use process::{Held, family, keeps_its_memory, kibibytes};
pub use stage::{Key, Running, Stage, desktop, display};
