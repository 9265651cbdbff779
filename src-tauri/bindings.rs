//! The window's side of the commands, made from the Rust one: `ui/src/lib/backend/generated.ts`.

use crate::progress::{STEPS, Step};
use crate::settings::{LOCK_AFTER, Theme, ZOOMS};
use std::collections::BTreeMap;
use tienbo_core::casework::CaseState;
use tienbo_core::catalogue::UnitAct;
use tienbo_core::model::{
    AskedBy, CaseCategory, CaseOutcome, ClosingCriterion, ConsentSheet, ErasureReason, FlatForm,
    Guardian, LoweringReason, PersonIdentity, ServiceKind, VoidReason,
};
use tienbo_core::package::TransferGround;
use tienbo_core::period::Scope;
use tienbo_core::receiving::MatrixFilter;
use tienbo_core::store::Way;
use tienbo_core::vault::Role;
use ts_rs::{Config, TS, TypeVisitor};

fn config() -> Config {
    Config::new().with_large_int("number")
}

/// A command as the window calls it.
pub(crate) struct Signature {
    /// The module it stands in.
    pub(crate) module: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its arguments, and what TypeScript calls their types.
    pub(crate) arguments: Vec<(&'static str, String)>,
    /// Whether it tells of progress.
    pub(crate) is_watched: bool,
    /// What TypeScript calls its answer.
    pub(crate) answer: String,
}

/// Declarations by name.
#[derive(Default)]
pub(crate) struct Types(BTreeMap<String, String>);

impl Types {
    /// What TypeScript calls a type, which is declared with all that it is made of.
    pub(crate) fn name<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        T::name(&config())
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        // What could have a file of its own is declared; the rest is built in.
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            return;
        }
        let name = T::ident(&config());
        let docs = T::docs().unwrap_or_default();
        let declared = format!("{docs}export {}\n", T::decl(&config()));
        if let Some(known) = self.0.insert(name, declared.clone()) {
            assert!(
                known == declared,
                "two types of one name:\n{known}\n{declared}"
            );
            return;
        }
        T::visit_dependencies(self);
    }
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut all, part| {
        let mut chars = part.chars();
        all.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        all.push_str(chars.as_str());
        all
    })
}

fn function(signature: &Signature) -> String {
    let Signature {
        module,
        name,
        arguments,
        is_watched,
        answer,
    } = signature;
    let mut parameters: Vec<String> = arguments
        .iter()
        .map(|(name, of)| format!("{}: {of}", camel(name)))
        .collect();
    let mut sent: Vec<String> = arguments
        .iter()
        .map(|(name, _)| match camel(name) {
            same if same == *name => same,
            camel => format!("{name}: {camel}"),
        })
        .collect();
    if *is_watched {
        parameters.push(format!("{STEPS}: Channel<{}>", Step::name(&config())));
        sent.push(STEPS.to_owned());
    }
    let sent = match sent.is_empty() {
        true => String::new(),
        false => format!(", {{ {} }}", sent.join(", ")),
    };
    let answer = match answer.as_str() {
        "null" => "void",
        answer => answer,
    };
    format!(
        "\n/** `{module}::{name}` */\nexport const {} = ({}): Promise<{answer}> =>\n  call(\"{name}\"{sent});\n",
        camel(name),
        parameters.join(", "),
    )
}

/// The codes of lists that the window chooses from or goes through, in the order people see them.
fn lists() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("CASE_CATEGORIES", CaseCategory::LIST.codes.to_vec()),
        ("CONSENT_SHEETS", ConsentSheet::LIST.codes.to_vec()),
        ("SERVICES", ServiceKind::LIST.codes.to_vec()),
        ("CASE_STATES", CaseState::ALL.map(CaseState::code).to_vec()),
        ("CASE_OUTCOMES", CaseOutcome::LIST.codes.to_vec()),
        ("VOID_REASONS", VoidReason::LIST.codes.to_vec()),
        ("LOWERING_REASONS", LoweringReason::LIST.codes.to_vec()),
        ("CLOSING_CRITERIA", ClosingCriterion::LIST.codes.to_vec()),
        ("ERASURE_REASONS", ErasureReason::LIST.codes.to_vec()),
        ("ASKED_BY", AskedBy::LIST.codes.to_vec()),
        ("GUARDIANS", Guardian::LIST.codes.to_vec()),
        (
            "TRANSFER_GROUNDS",
            TransferGround::ALL.map(TransferGround::code).to_vec(),
        ),
        ("KEY_WAYS", Way::ALL.map(Way::code).to_vec()),
        (
            "MATRIX_FILTERS",
            MatrixFilter::ALL.map(MatrixFilter::code).to_vec(),
        ),
        ("SCOPES", Scope::CODES.to_vec()),
        ("UNIT_ACTS", UnitAct::CODES.to_vec()),
        ("ROLES", Role::ALL.map(Role::code).to_vec()),
        ("THEMES", Theme::ALL.map(Theme::code).to_vec()),
    ]
}

fn codes() -> String {
    let named = lists().into_iter().map(|(name, list)| {
        let list = list.iter().map(|code| format!("\"{code}\""));
        (name, list.collect::<Vec<_>>())
    });
    let columns = PersonIdentity::columns().into_iter();
    let columns = columns.map(|column| format!("\"{}\"", column.name));
    let numbers = |list: &[u32]| list.iter().map(u32::to_string).collect::<Vec<_>>();
    let safe_contact = PersonIdentity::SAFE_CONTACT.into_iter();
    let safe_contact = safe_contact.map(|column| format!("\"{column}\""));
    let others = [
        ("PERSON_FIELDS", columns.collect()),
        ("SAFE_CONTACT_FIELDS", safe_contact.collect()),
        ("ZOOMS", numbers(&ZOOMS)),
        ("LOCK_AFTER", numbers(&LOCK_AFTER)),
    ];
    named
        .chain(others)
        .map(|(name, list)| format!("export const {name} = [{}] as const;\n", list.join(", ")))
        .collect()
}

fn typescript() -> String {
    let mut types = Types::default();
    types.visit::<tienbo_api::Sentence>();
    types.visit::<Step>();
    types.visit::<crate::desk::News>();
    let mut functions = String::new();
    for command in crate::commands::list() {
        functions.push_str(&function(&(command.signature)(&mut types)));
    }
    format!(
        "// Generated from Rust by `cargo xtask types`; do not edit.\n\
         import {{ type Channel, invoke }} from \"@tauri-apps/api/core\";\n\n{}\n\
         /* Codes of lists, in the order people see them. */\n{}\n\
         const call = <T>(name: string, sent: Record<string, unknown> = {{}}): Promise<T> =>\n  \
         invoke(\"call\", {{ name, sent }});\n\n\
         /** Shows the window, and tells it of what it does not ask for. */\n\
         export const watch = (news: Channel<News>): Promise<void> => invoke(\"watch\", {{ news }});\n{functions}",
        types.0.into_values().collect::<Vec<_>>().join("\n"),
        codes(),
    )
}

#[test]
fn the_windows_types_are_those_of_rust() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/lib/backend/generated.ts");
    let made = typescript();
    if std::env::var_os("TIENBO_NEW_TYPES").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "ui/src/lib/backend/generated.ts is stale: run `cargo xtask types`"
    );
}

#[test]
fn every_command_has_a_name_of_its_own() {
    let mut names: Vec<&str> = crate::commands::list()
        .iter()
        .map(|command| command.name)
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(all, names.len(), "two commands of one name");
}
