//! The window's side of the commands, made from the Rust one: `ui/src/lib/backend/generated.ts`.

/// Declares commands: each deserialises, does its work off the window's thread, and words its
/// failure. `signatures` gives them to the generator.
macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])*
        fn $name:ident($desk:ident $(, $arg:ident: $type:ty)* $(,)?) -> $out:ty $body:block
    )*) => {
        $(
            $(#[doc = $doc])*
            #[tauri::command]
            pub(crate) async fn $name(
                desk: tauri::State<'_, $crate::desk::Desk>,
                $($arg: $type),*
            ) -> Result<$out, $crate::failure::Sentence> {
                let $desk = $crate::desk::Desk::clone(&desk);
                $crate::desk::off_thread($desk.clone(), move || $body).await
            }
        )*

        #[cfg(test)]
        pub(crate) fn signatures() -> Vec<$crate::bindings::Signature> {
            vec![$(
                $crate::bindings::Signature::new::<$out>(
                    stringify!($name),
                    concat!($($doc),*),
                )$(.with::<$type>(stringify!($arg)))*
            ),*]
        }
    };
}
pub(crate) use commands;

/// A core type that the window writes as text.
macro_rules! as_text {
    ($($(#[doc = $doc:literal])* $name:ident($type:ty) $parse:expr;)*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $type);

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let parse: fn(&str) -> Option<$type> = $parse;
                parse(&text).map(Self).ok_or_else(|| serde::de::Error::custom(text))
            }
        }
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
        }
    )* };
}
pub(crate) use as_text;

/// A channel as an argument of a command.
macro_rules! channel_argument {
    ($(#[doc = $doc:literal])* $name:ident($of:ty)) => {
        $(#[doc = $doc])*
        pub(crate) struct $name(pub(crate) tauri::ipc::Channel<$of>);

        impl<'de> tauri::ipc::CommandArg<'de, tauri::Wry> for $name {
            fn from_command(
                command: tauri::ipc::CommandItem<'de, tauri::Wry>,
            ) -> Result<Self, tauri::ipc::InvokeError> {
                tauri::ipc::Channel::from_command(command).map(Self)
            }
        }
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(config: &ts_rs::Config) -> String {
                format!("Channel<{}>", <$of as ts_rs::TS>::name(config))
            }
            fn inline(config: &ts_rs::Config) -> String {
                Self::name(config)
            }
            fn visit_dependencies(visitor: &mut impl ts_rs::TypeVisitor) {
                visitor.visit::<$of>();
            }
        }
    };
}
pub(crate) use channel_argument;

#[cfg(test)]
pub(crate) use generate::Signature;

#[cfg(test)]
mod generate {
    use std::collections::BTreeMap;
    use std::fmt::Write;
    use tienbo_core::casework::CaseState;
    use tienbo_core::catalogue::UnitAct;
    use tienbo_core::intake::Way;
    use tienbo_core::model::{CaseOutcome, ErasureReason, VoidReason};
    use tienbo_core::package::TransferGround;
    use tienbo_core::receiving::Standing;
    use ts_rs::{Config, TS, TypeVisitor};

    fn config() -> Config {
        Config::new().with_large_int("number")
    }

    /// A command as the window calls it.
    pub(crate) struct Signature {
        name: &'static str,
        doc: &'static str,
        arguments: Vec<(&'static str, String)>,
        out: String,
        types: Types,
    }

    /// Declarations by name.
    #[derive(Default)]
    struct Types(BTreeMap<String, String>);

    impl TypeVisitor for Types {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            T::visit_generics(self);
            // What could have a file of its own is declared; the rest is built in.
            if T::output_path().is_none() {
                T::visit_dependencies(self);
                return;
            }
            let name = T::ident(&config());
            if self.0.contains_key(&name) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.0
                .insert(name, format!("{docs}export {}\n", T::decl(&config())));
            T::visit_dependencies(self);
        }
    }

    impl Signature {
        pub(crate) fn new<Out: TS + 'static>(name: &'static str, doc: &'static str) -> Self {
            let mut types = Types::default();
            types.visit::<Out>();
            Self {
                name,
                doc,
                arguments: Vec::new(),
                out: Out::name(&config()),
                types,
            }
        }

        pub(crate) fn with<Argument: TS + 'static>(mut self, name: &'static str) -> Self {
            self.types.visit::<Argument>();
            self.arguments.push((name, Argument::name(&config())));
            self
        }

        pub(crate) fn name(&self) -> &'static str {
            self.name
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

    /// The codes of lists that the window chooses from, in the order people see them.
    fn lists() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![
            ("CASE_STATES", CaseState::ALL.map(CaseState::code).to_vec()),
            ("CASE_OUTCOMES", CaseOutcome::LIST.codes.to_vec()),
            ("VOID_REASONS", VoidReason::LIST.codes.to_vec()),
            ("ERASURE_REASONS", ErasureReason::LIST.codes.to_vec()),
            (
                "TRANSFER_GROUNDS",
                TransferGround::ALL.map(TransferGround::code).to_vec(),
            ),
            ("KEY_WAYS", Way::ALL.map(Way::code).to_vec()),
            ("STANDINGS", Standing::ALL.map(Standing::code).to_vec()),
            ("UNIT_ACTS", UnitAct::CODES.to_vec()),
        ]
    }

    fn typescript(signatures: &[Signature]) -> String {
        let mut types = Types::default();
        types.visit::<crate::failure::Sentence>();
        let mut functions = String::new();
        for signature in signatures {
            types.0.extend(
                signature
                    .types
                    .0
                    .iter()
                    .map(|(name, text)| (name.clone(), text.clone())),
            );
            let parameters: Vec<String> = signature
                .arguments
                .iter()
                .map(|(name, of)| format!("{}: {of}", camel(name)))
                .collect();
            let names: Vec<String> = signature.arguments.iter().map(|(n, _)| camel(n)).collect();
            let given = match names.is_empty() {
                true => String::new(),
                false => format!(", {{ {} }}", names.join(", ")),
            };
            let out = match signature.out.as_str() {
                "null" => "void",
                out => out,
            };
            // Writing to a string cannot fail.
            let _ = write!(
                functions,
                "\n/** {} */\nexport const {} = ({}): Promise<{out}> => invoke(\"{}\"{given});\n",
                signature.doc.trim(),
                camel(signature.name),
                parameters.join(", "),
                signature.name,
            );
        }
        let mut codes = String::new();
        for (name, list) in lists() {
            let list: Vec<String> = list.iter().map(|code| format!("\"{code}\"")).collect();
            let _ = writeln!(
                codes,
                "export const {name} = [{}] as const;",
                list.join(", ")
            );
        }
        format!(
            "// Generated from Rust by `cargo xtask types`; do not edit.\n\
             import {{ type Channel, invoke }} from \"@tauri-apps/api/core\";\n\n{}\n\
             /* Codes of lists, in the order people see them. */\n{codes}{functions}",
            types.0.into_values().collect::<Vec<_>>().join("\n"),
        )
    }

    #[test]
    fn the_windows_types_are_those_of_rust() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("ui/src/lib/backend/generated.ts");
        let made = typescript(&crate::commands::signatures());
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
    fn every_command_is_handled() {
        let declared: Vec<&str> = crate::commands::signatures()
            .iter()
            .map(Signature::name)
            .collect();
        assert_eq!(declared, crate::commands::HANDLED);
    }
}
