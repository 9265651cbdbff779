//! What the product promises, one file for each promise, held against the real command.

mod altered;
mod attacks;
mod bounds;
mod command_line;
mod crashes;
mod documents;
mod facts;
mod golden;
mod insiders;
mod keys;
mod memory;
mod messages;
mod office_to_office;
mod outside_text;
mod outside_tools;
mod persons;
mod prints;
mod privacy;
mod province;
mod receiving;
mod reform;
mod register;
mod threats;
mod travelling;
mod workbooks;
mod wrong_use;
