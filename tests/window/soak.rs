//! A long day's work: every screen, again and again. What it holds in memory and how quick it is stay as they were.

use crate::province::taken_in;
use crate::start::unlock;
use crate::{KINDS, act};
use serde_json::{Value, json};
use std::time::Duration;
use tienbo_support::{Held, Place, Stage, fill, open, short_or_campaign};

/// So many actions are done before anything is held against anything.
fn warm_up() -> usize {
    short_or_campaign(100, 1_000)
}

fn actions() -> usize {
    short_or_campaign(260, 10_000)
}

/// The places of the navigation, and what each has once it is there.
const SCREENS: [(&str, &str); 12] = [
    ("home", ".tasks"),
    ("inbox", "#take-folder"),
    ("standing", "#matrix"),
    ("totals", "#totals-whole"),
    ("units", "#keys-summary"),
    ("narrative", "[id^=text-]"),
    ("committee", "#serving"),
    ("inspections", "#open-findings"),
    ("report", ".sheet img"),
    ("submit", "#step-check"),
    ("cases", "#cases"),
    ("admin", "#fingerprint-own"),
];

/// Those of which there are so many that they are searched.
const SEARCHED: [&str; 2] = ["issued_documents", "communication_events"];

/// Does some things one after another, each once the one before stands still, and gives how long each took: until
/// the last that it changed in the document.
const DO: &str = "const [steps, done] = [arguments[0], arguments[arguments.length - 1]];
    const pause = time => new Promise(over => setTimeout(over, time));
    const still = async (there, began) => {
        let last = began;
        const changes = new MutationObserver(() => { last = performance.now(); });
        changes.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
        for (;;) {
            await pause(4);
            const now = performance.now();
            if (document.querySelector(there) && now - last > 24) break;
            if (now - began > 20000) { changes.disconnect(); throw new Error(there + ' is not there'); }
        }
        changes.disconnect();
        return last - began;
    };
    const act = ({click, key, into, text}) => {
        if (click) document.querySelector(click).click();
        if (key) (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        if (into) {
            const field = document.querySelector(into);
            field.value = text;
            field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        }
    };
    (async () => {
        const times = [];
        for (const step of steps) {
            const began = performance.now();
            act(step);
            times.push(await still(step.there, began));
        }
        return times;
    })().then(times => done({times}), error => done({error: String(error)}))";

/// Has all garbage of the page collected, twice, for what the first time sets free may have held something back. A
/// page can only ask for that by making garbage: what of it is told of as gone was not there any more. What a page's
/// collector has not come to yet is no leak, and is hundreds of MiB on a busy machine.
const COLLECT: &str = "const done = arguments[arguments.length - 1];
    const pause = time => new Promise(over => setTimeout(over, time));
    const collect = async () => {
        const began = performance.now();
        let gone = false;
        const registry = new FinalizationRegistry(() => { gone = true; });
        (() => registry.register({}))();
        while (!gone) {
            for (let some = 0; some < 4; some++) new ArrayBuffer(1 << 24);
            await pause(10);
            if (performance.now() - began > 20000) throw new Error('nothing was collected');
        }
    };
    collect().then(collect).then(() => done(null), error => done(String(error)))";

/// How long the web view is given to hand back to the system what was collected; it does so a few times a second.
const HANDS_BACK: Duration = Duration::from_secs(2);

/// What is done at a round over all screens, place by place.
fn round() -> Vec<Vec<Value>> {
    let screen = |(name, there): &(&str, &str)| {
        let here = format!("#go-{name}[aria-current=page]");
        let there = format!("body:has({here}) :is({there})");
        vec![json!({"click": format!("#go-{name}"), "there": there})]
    };
    let kind = |name: &&str| {
        let table = format!("body:has(#nav-{name}[aria-current=page]) :is(tr.line, .empty)");
        let (form, field) = ("#save", "[data-form] :is(input, textarea)[id^=f-]");
        let mut steps = vec![
            json!({"click": format!("#nav-{name}"), "there": table}),
            json!({"key": "F5", "there": field}),
            json!({"into": field, "text": "Nội dung đang gõ", "there": form}),
            json!({"key": "Escape", "there": format!("body:not(:has({form})) :is(tr.line, .empty)")}),
        ];
        if SEARCHED.contains(name) {
            steps.push(json!({"into": "#search", "text": "hoạt động", "there": "#found"}));
            steps.push(json!({"into": "#search", "text": "", "there": table}));
        }
        steps
    };
    SCREENS
        .iter()
        .map(screen)
        .chain(KINDS.iter().map(kind))
        .collect()
}

/// What was found at the end of a round.
struct Found {
    done: usize,
    held: Held,
    times: Vec<f64>,
}

/// Unlocks the office, with the kinds of records in the navigation.
async fn begin(stage: &Stage) {
    unlock(stage).await;
    stage.choose("#period", "phu-luc-02/2024/annual").await;
    if !stage.has("#nav-issued_documents").await {
        stage.click("nav [aria-expanded=false]").await;
    }
}

async fn collect(stage: &Stage) {
    let collected = stage.client.execute_async(COLLECT, Vec::new()).await;
    assert_eq!(collected.unwrap(), Value::Null);
}

/// What is held on the first screen, with no garbage in it.
async fn held(stage: &Stage) -> Held {
    // The pictures of a report that was left are let go of with the next screen after they were collected.
    for (name, there) in [SCREENS[1], SCREENS[2], SCREENS[0]] {
        collect(stage).await;
        stage.click(&format!("#go-{name}")).await;
        stage.find(there).await;
    }
    collect(stage).await;
    tokio::time::sleep(HANDS_BACK).await;
    stage.held()
}

async fn go_round(stage: &Stage, times: &mut Vec<f64>) {
    for steps in round() {
        let sent = vec![json!(steps)];
        let answer = stage.client.execute_async(DO, sent).await.unwrap();
        let took = answer["times"]
            .as_array()
            .unwrap_or_else(|| panic!("{steps:?}: {answer}"));
        times.extend(took.iter().filter_map(Value::as_f64));
    }
}

fn median<T: Copy + PartialOrd>(of: impl Iterator<Item = T>) -> T {
    let mut of: Vec<T> = of.collect();
    of.sort_by(|a, b| a.partial_cmp(b).unwrap());
    of[of.len() / 2]
}

/// What some rounds held at least, for some of the rest is only waiting to be given back, and how long an action took
/// in them, in the middle.
fn told_by(rounds: &[Found]) -> (Held, Duration) {
    let least = |of: fn(&Held) -> u64| rounds.iter().map(|round| of(&round.held)).min().unwrap();
    let held = Held {
        program: least(|held| held.program),
        web: least(|held| held.web),
    };
    let time = rounds
        .iter()
        .map(|round| round.times.iter().sum::<f64>() / round.times.len() as f64);
    (held, Duration::from_secs_f64(median(time) / 1_000.0))
}

#[test]
fn a_long_days_work_takes_no_more_memory_and_no_more_time() {
    act(async {
        let place = Place::new();
        taken_in(&place);
        fill(&mut open(&place.office()));
        let stage = Stage::open(&place.office()).await;
        begin(&stage).await;
        let mut rounds: Vec<Found> = Vec::new();
        let mut done = 0;
        while done < actions() {
            let mut times = Vec::new();
            go_round(&stage, &mut times).await;
            done += times.len();
            if rounds.len() % 10 == 9 {
                stage.click("#lock").await;
                begin(&stage).await;
                done += 3;
            }
            let held = held(&stage).await;
            println!("{done} actions: {held}");
            rounds.push(Found { done, held, times });
        }
        stage.close().await;

        let first = rounds
            .iter()
            .position(|round| round.done >= warm_up())
            .unwrap();
        let worked = &rounds[first..];
        let part = worked.len() / short_or_campaign(2, 4);
        let (before, time_before) = told_by(&worked[..part]);
        let (after, time_after) = told_by(&worked[worked.len() - part..]);
        println!("at first {before}, {time_before:?} an action; at last {after}, {time_after:?}");
        let (more, spare) = short_or_campaign((16, 24 << 10), (8, 24 << 10));
        for (before, after) in [(before.program, after.program), (before.web, after.web)] {
            assert!(
                after <= before + before / more + spare,
                "{before} KiB, then {after} KiB"
            );
        }
        // The machine has other work too.
        let most = time_before * short_or_campaign(3, 2) + Duration::from_millis(20);
        assert!(time_after <= most, "{time_before:?}, then {time_after:?}");
    });
}
