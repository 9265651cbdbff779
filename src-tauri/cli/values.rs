//! Arguments that several commands take, and what people type in them.

use clap::Args;
use std::path::PathBuf;
use tienbo_core::model::{Day, Period, Problem};

#[derive(Args)]
pub struct Out {
    #[arg(long, short)]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct File {
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Folder {
    pub folder: PathBuf,
}

#[derive(Args)]
pub struct Dir {
    pub dir: PathBuf,
}

#[derive(Args)]
pub struct PeriodArg {
    pub period: Period,
}

/// Reads a day as people type it.
pub fn day(text: &str) -> Result<Day, Problem> {
    Day::parse(text)
}
