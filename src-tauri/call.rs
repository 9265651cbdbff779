//! How the window calls a function: by its name, with its arguments by theirs.
//!
//! A command is a plain function, of the api or of the desk. What the shell gives it (the open office,
//! a path that the user chose, where progress is told) and what the window sends are read off its type,
//! so that the list of commands names functions and arguments and nothing else.

use crate::desk::Desk;
use crate::files;
use crate::progress::{STEPS, channel, teller};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tauri::{Webview, Wry};
use tienbo_api::files::{FileKind, Suggested};
use tienbo_api::{ApiError, Failure, Session};
use tienbo_core::message::LibraryWords;
use tienbo_core::progress::{Progress, Watch};
use ts_rs::TS;
use zeroize::Zeroize;

/// One call of the window.
pub(crate) struct Call {
    /// The desk.
    pub(crate) desk: Desk,
    /// Where it came from, and where progress is told.
    pub(crate) webview: Webview<Wry>,
    /// Its arguments by their names.
    pub(crate) sent: Map<String, Value>,
}

impl Drop for Call {
    /// Passphrases and keys are among what the window sends: they stay nowhere in memory.
    fn drop(&mut self) {
        self.sent.values_mut().for_each(wipe);
    }
}

/// Wipes every text of a value.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Call {
    /// Tells the window that called how far long work is; gives back whether it is to stop.
    fn teller(&self) -> impl FnMut(Progress) -> ControlFlow<()> + use<'_> {
        teller(&self.desk, channel(self.sent.get(STEPS), &self.webview))
    }
}

/// The arguments of a function, taken one after another.
pub(crate) struct Arguments<'a> {
    names: std::slice::Iter<'a, &'static str>,
    sent: &'a Map<String, Value>,
}

impl Arguments<'_> {
    /// The next argument; what was not sent is `null`.
    fn next<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        let name = self.names.next().copied().unwrap_or_default();
        let value = self.sent.get(name).unwrap_or(&Value::Null);
        T::deserialize(value)
            .map_err(|error| ApiError::System(LibraryWords::of(format!("{name}: {error}"))).into())
    }
}

/// What the shell gives a function before the arguments that the window sends.
pub(crate) trait Given {
    /// What is given.
    type Of<'a>;
    /// Whether the window is told of progress.
    #[cfg(test)]
    const WATCHED: bool = false;
}

/// A function that is called at once.
pub(crate) enum Once {}
/// A function that is called with a path. Told apart by its type from one that is called at once, since a
/// path could be taken for an argument that the window sends.
pub(crate) enum WithPath {}

/// A function that can be called: `P` is [`Once`] or [`WithPath`], `G` what it is given, `A` what the
/// window sends.
pub(crate) trait Function<P, G: Given, A>: Send + Sync + 'static {
    /// Its answer.
    type Answer;
    /// How many arguments the window sends.
    const COUNT: usize;
    /// Calls it.
    fn call(
        &self,
        given: G::Of<'_>,
        arguments: &mut Arguments<'_>,
    ) -> Result<Self::Answer, Failure>;
    /// What TypeScript calls the types of its arguments.
    #[cfg(test)]
    fn arguments(types: &mut crate::bindings::Types) -> Vec<String>;
}

/// Makes what a function can be given, and the functions of up to five arguments that are given it.
macro_rules! given {
    ($(#[$doc:meta])* $kind:ident, $when:ident: $($place:ident: $of:ty),*; $(watched: $watched:literal)?) => {
        $(#[$doc])*
        pub(crate) enum $kind {}
        impl Given for $kind {
            type Of<'a> = ($($of,)*);
            $(#[cfg(test)] const WATCHED: bool = $watched;)?
        }
        given!(@upto $kind $when [$($place: $of),*] [] (A a) (B b) (C c) (D d) (E e));
    };
    (@upto $kind:ident $when:ident $given:tt $arguments:tt) => {
        given!(@function $kind $when $given $arguments);
    };
    (@upto $kind:ident $when:ident $given:tt [$($argument:tt)*] $next:tt $($rest:tt)*) => {
        given!(@function $kind $when $given [$($argument)*]);
        given!(@upto $kind $when $given [$($argument)* $next] $($rest)*);
    };
    (@function $kind:ident $when:ident [$($place:ident: $of:ty),*] [$(($argument:ident $name:ident))*]) => {
        impl<F, T, $($argument),*> Function<$when, $kind, ($($argument,)*)> for F
        where
            F: for<'a> Fn($($of,)* $($argument),*) -> Result<T, Failure> + Send + Sync + 'static,
            $($argument: DeserializeOwned + TS + 'static,)*
        {
            type Answer = T;
            const COUNT: usize = <[&str]>::len(&[$(stringify!($name)),*]);
            fn call(
                &self,
                ($($place,)*): <$kind as Given>::Of<'_>,
                _arguments: &mut Arguments<'_>,
            ) -> Result<T, Failure> {
                $(let $name = _arguments.next()?;)*
                self($($place,)* $($name),*)
            }
            #[cfg(test)]
            fn arguments(_types: &mut crate::bindings::Types) -> Vec<String> {
                vec![$(_types.name::<$argument>()),*]
            }
        }
    };
}

given! {
    /// Nothing: it says the same in every office.
    Nothing, Once: ;
}
given! {
    /// The desk.
    AtDesk, Once: desk: &'a Desk;
}
given! {
    /// The desk, and where progress is told.
    AtDeskWatched, Once: desk: &'a Desk, watch: &'a mut Watch<'a>; watched: true
}
given! {
    /// The open office, to look at.
    Reading, Once: session: &'a Session;
}
given! {
    /// The open office.
    InOffice, Once: session: &'a mut Session;
}
given! {
    /// The open office, and where progress is told.
    InOfficeWatched, Once: session: &'a mut Session, watch: &'a mut Watch<'a>; watched: true
}
given! {
    /// The open office, to look at, and a path.
    ReadingAt, WithPath: session: &'a Session, path: &'a Path;
}
given! {
    /// The open office and a path.
    InOfficeAt, WithPath: session: &'a mut Session, path: &'a Path;
}
given! {
    /// The open office, a path, and where progress is told.
    InOfficeAtWatched, WithPath: session: &'a mut Session, path: &'a Path, watch: &'a mut Watch<'a>; watched: true
}

/// What can be given without asking the user for a path.
pub(crate) trait AtOnce: Given {
    /// Works with it.
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure>;
}

impl AtOnce for Nothing {
    fn within<T>(
        _: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        work(())
    }
}
impl AtOnce for AtDesk {
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        work((&call.desk,))
    }
}
impl AtOnce for AtDeskWatched {
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut tell = call.teller();
        let mut watch = Watch::new(&mut tell);
        work((&call.desk, &mut watch))
    }
}
impl AtOnce for Reading {
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| work((session,)))
    }
}
impl AtOnce for InOffice {
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| work((session,)))
    }
}
impl AtOnce for InOfficeWatched {
    fn within<T>(
        call: &Call,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| {
            let mut tell = call.teller();
            let mut watch = Watch::new(&mut tell);
            work((session, &mut watch))
        })
    }
}

/// What can be given once the user has chosen a path.
pub(crate) trait AtPath: Given {
    /// Works with it.
    fn within<T>(
        call: &Call,
        path: &Path,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure>;
}

impl AtPath for ReadingAt {
    fn within<T>(
        call: &Call,
        path: &Path,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| work((session, path)))
    }
}
impl AtPath for InOfficeAt {
    fn within<T>(
        call: &Call,
        path: &Path,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| work((session, path)))
    }
}
impl AtPath for InOfficeAtWatched {
    fn within<T>(
        call: &Call,
        path: &Path,
        work: impl FnOnce(Self::Of<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        call.desk.session(|session| {
            let mut tell = call.teller();
            let mut watch = Watch::new(&mut tell);
            work((session, path, &mut watch))
        })
    }
}

/// A function with its name and those of its arguments. See [`call!`].
pub(crate) struct Named<F, const N: usize> {
    /// The module it stands in.
    #[cfg(test)]
    pub(crate) module: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// The function.
    pub(crate) function: F,
    /// Names of its arguments.
    pub(crate) arguments: [&'static str; N],
}

/// `call!(totals::totals(period, codes))`: the function, with its name and those of the arguments that
/// the window sends.
macro_rules! call {
    ($module:ident::$name:ident($($argument:ident),* $(,)?)) => {
        $crate::call::Named {
            #[cfg(test)]
            module: stringify!($module),
            name: stringify!($name),
            function: $module::$name,
            arguments: [$(stringify!($argument)),*],
        }
    };
}
pub(crate) use call;

impl<F, const N: usize> Named<F, N> {
    fn run<P, G: Given, A>(&self, given: G::Of<'_>, call: &Call) -> Result<F::Answer, Failure>
    where
        F: Function<P, G, A>,
    {
        const { assert!(N == F::COUNT, "each argument has a name") };
        let mut arguments = Arguments {
            names: self.arguments.iter(),
            sent: &call.sent,
        };
        self.function.call(given, &mut arguments)
    }
}

/// How a command says what its types are called.
#[cfg(test)]
pub(crate) type Sign =
    Box<dyn Fn(&mut crate::bindings::Types) -> crate::bindings::Signature + Send + Sync>;
type Run = Box<dyn Fn(&Call) -> Result<String, Failure> + Send + Sync>;

/// Something the window can ask for.
pub(crate) struct Command {
    /// Its name.
    pub(crate) name: &'static str,
    run: Run,
    #[cfg(test)]
    pub(crate) signature: Sign,
}

fn json(answer: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(answer).map_err(|error| ApiError::System(LibraryWords::of(error)).into())
}

impl Command {
    fn new<P, G: Given, A, F, const N: usize>(
        named: Named<F, N>,
        run: impl Fn(&Named<F, N>, &Call) -> Result<F::Answer, Failure> + Send + Sync + 'static,
    ) -> Self
    where
        F: Function<P, G, A>,
        F::Answer: Serialize + TS + 'static,
    {
        Self {
            name: named.name,
            #[cfg(test)]
            signature: Box::new({
                let Named {
                    module,
                    name,
                    arguments,
                    ..
                } = named;
                move |types| {
                    let of = F::arguments(types).into_iter();
                    crate::bindings::Signature {
                        module,
                        name,
                        arguments: arguments.into_iter().zip(of).collect(),
                        is_watched: G::WATCHED,
                        answer: types.name::<F::Answer>(),
                    }
                }
            }),
            run: Box::new(move |call| json(&run(&named, call)?)),
        }
    }

    /// Answers a call, as JSON.
    pub(crate) fn answer(&self, call: &Call) -> Result<String, Failure> {
        (self.run)(call)
    }

    /// The same, after something else.
    pub(crate) fn first(self, act: impl Fn(&Desk) + Send + Sync + 'static) -> Self {
        let run = self.run;
        Self {
            run: Box::new(move |call| {
                act(&call.desk);
                run(call)
            }),
            ..self
        }
    }

    /// The same, with something else after it was done.
    pub(crate) fn then(self, act: impl Fn(&Desk) + Send + Sync + 'static) -> Self {
        let run = self.run;
        Self {
            run: Box::new(move |call| {
                let answer = run(call)?;
                act(&call.desk);
                Ok(answer)
            }),
            ..self
        }
    }
}

/// A function that is called at once.
pub(crate) fn at_once<G: AtOnce, A, F, const N: usize>(named: Named<F, N>) -> Command
where
    F: Function<Once, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    Command::new(named, |named, call| {
        G::within(call, |given| named.run(given, call))
    })
}

fn at_path<G: AtPath, A, F, const N: usize>(
    named: Named<F, N>,
    choose: impl Fn(&Call) -> Result<PathBuf, Failure> + Send + Sync + 'static,
) -> Command
where
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    Command::new(named, move |named, call| {
        let path = choose(call)?;
        G::within(call, &path, |given| named.run(given, call))
    })
}

/// A function that reads a file which the user chooses.
pub(crate) fn opening<G: AtPath, A, F, const N: usize>(
    kind: FileKind,
    named: Named<F, N>,
) -> Command
where
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    at_path(named, move |call| files::open(&call.desk, kind))
}

/// A function that works in a folder which the user chooses.
pub(crate) fn in_folder<G: AtPath, A, F, const N: usize>(named: Named<F, N>) -> Command
where
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    at_path(named, |call| files::folder(&call.desk))
}

fn saving_to<G: AtPath, A, F, const N: usize>(
    named: Named<F, N>,
    suggest: impl Fn(&Call) -> Result<Suggested, Failure> + Send + Sync + 'static,
) -> Command
where
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    // The place comes first: without one nothing is made, sealed or noted.
    Command::new(named, move |named, call| {
        let to = files::save_as(&call.desk, &suggest(call)?)?;
        let answer = G::within(call, &to, |given| named.run(given, call))?;
        call.desk.written(to);
        Ok(answer)
    })
}

/// A function that writes a file where the user wants it, under a name like this.
pub(crate) fn saving<G: AtPath, A, F, const N: usize>(
    kind: FileKind,
    name: &'static str,
    named: Named<F, N>,
) -> Command
where
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    saving_to(named, move |_| Ok(kind.named(name)))
}

/// A function that writes a file where the user wants it, under a name that another function suggests.
pub(crate) fn saving_as<SG: AtOnce, SA, S, const M: usize, G: AtPath, A, F, const N: usize>(
    suggest: Named<S, M>,
    named: Named<F, N>,
) -> Command
where
    S: Function<Once, SG, SA, Answer = Suggested>,
    F: Function<WithPath, G, A>,
    F::Answer: Serialize + TS + 'static,
{
    saving_to(named, move |call| {
        SG::within(call, |given| suggest.run(given, call))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_the_window_sent_are_wiped() {
        let mut sent =
            serde_json::json!({"passphrase": "bốn từ", "new": [{"key": "AGE"}, 1, null]});
        wipe(&mut sent);
        let wiped = serde_json::json!({"passphrase": "", "new": [{"key": ""}, 1, null]});
        assert_eq!(sent, wiped);
        // And so is what is left of a call, whichever way it ends.
        assert!(std::mem::needs_drop::<Call>());
    }
}
