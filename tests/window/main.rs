//! The real window: what an officer does in it, and what she sees.

mod away;
mod days;
mod journey;
mod meanwhile;
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

/// The kinds of records that have a table and a form of their own.
const KINDS: [&str; 10] = [
    "issued_documents",
    "coordination_activities",
    "communication_events",
    "communication_products",
    "training_courses",
    "inspections",
    "inspection_findings",
    "committee_members",
    "funding_lines",
    "indicator_values",
];

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
