//! The real window: what an officer does in it, and what she sees.

mod away;
mod days;
mod journey;
mod network;
mod pictures;
mod province;
mod register;
mod screens;
mod soak;
mod start;
mod told;
mod typing;
mod users;
mod waits;
mod work;

/// A window that does not answer must not hold the tests up: for so many seconds at most.
fn limit() -> std::time::Duration {
    std::time::Duration::from_secs(tienbo_support::short_or_campaign(300, 7200))
}

/// Runs a scenario within its time.
fn act(scenario: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let done = runtime.block_on(async { tokio::time::timeout(limit(), scenario).await });
    assert!(done.is_ok(), "the window gave no answer");
}
