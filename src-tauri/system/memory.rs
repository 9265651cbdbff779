//! What the system would write down of this program's memory, which holds keys and names.

use std::panic::PanicHookInfo;

/// What is said of a crash: where in the program it was, and nothing of what it worked on, which may name somebody.
/// Systems keep what a window prints.
fn where_it_was(crash: &PanicHookInfo<'_>) -> String {
    let place = crash.location();
    let place = place.map_or_else(|| "?".to_owned(), ToString::to_string);
    format!("panicked at {place}")
}

/// Forbids dumps of this program's memory, and, on Linux, that other programs of the same user look
/// into it; and lets a crash say no more than where it was. Where a system does not allow it, or has no such rule,
/// everything works as without.
pub fn keep_memory_private() {
    std::panic::set_hook(Box::new(|crash| eprintln!("{}", where_it_was(crash))));
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let _ = setrlimit(Resource::Core, none);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
    #[cfg(windows)]
    {
        use windows_sys::Win32::System::Diagnostics::Debug::{
            SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
        };
        use windows_sys::Win32::System::ErrorReporting::{
            WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH, WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG,
            WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags,
        };
        // A crash is not handed to Windows Error Reporting; where it is all the same, without the heap.
        // SAFETY: both take flags alone, and may be called at any time.
        unsafe {
            SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
            WerSetFlags(
                WER_FAULT_REPORTING_FLAG_NOHEAP
                    | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH
                    | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG,
            );
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{keep_memory_private, where_it_was};
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

    /// What happens at a crash is the same for the whole process: one test at a time.
    fn alone() -> MutexGuard<'static, ()> {
        static ONE: Mutex<()> = Mutex::new(());
        ONE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[test]
    fn a_crash_writes_no_memory_down() {
        let _alone = alone();
        let before = std::panic::take_hook();
        keep_memory_private();
        std::panic::set_hook(before);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }

    #[test]
    fn a_crash_says_where_it_was_and_not_whom_it_was_about() {
        let _alone = alone();
        let said = Arc::new(Mutex::new(String::new()));
        let hears = Arc::clone(&said);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |crash| {
            *hears.lock().unwrap() = where_it_was(crash);
        }));
        let cut = |name: &str, at: usize| name[..at].to_owned();
        let crashed = std::panic::catch_unwind(|| cut("Nguyễn Thị Bịa", 5));
        std::panic::set_hook(before);
        assert!(crashed.is_err());
        let said = said.lock().unwrap().clone();
        assert!(
            said.contains("memory.rs") && !said.contains("Thị"),
            "{said}"
        );
    }
}
