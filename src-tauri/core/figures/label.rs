//! What a figure is called.

use crate::message::{self, Language, find};

/// The lists whose choices stand in the codes of a family of figures.
fn lists(family: &str) -> &'static [&'static str] {
    match family {
        "coordination" => &["outline-dash"],
        "events" => &["organiser", "event-form"],
        "action-month" => &["action-month"],
        "products" => &["product-form"],
        "courses" => &["training-purpose"],
        "findings" => &["finding"],
        "funding" => &["funding-source"],
        "cases" => &["case-category"],
        _ => &[],
    }
}

/// A figure's name: that of its family, and of each part of its code.
pub fn figure_label(language: Language, code: &str) -> String {
    let (family, rest) = code.split_once('.').unwrap_or((code, ""));
    let mut names = vec![message::text(language, &format!("figure-{family}"), &[])];
    let choice = |part: &str| {
        lists(family).iter().find_map(|list| {
            let id = format!(
                "choice-{list}-{}",
                part.replace('.', "-").replace('+', "plus")
            );
            find(language, &id, &[])
        })
    };
    // A dash of the outline has dots of its own.
    if let Some(name) = choice(rest) {
        names.push(name);
    } else {
        for part in rest
            .split('.')
            .filter(|part| !part.is_empty() && *part != "form")
        {
            let name = choice(part)
                .unwrap_or_else(|| message::text(language, &format!("figure-part-{part}"), &[]));
            names.push(name);
        }
    }
    names.join(" – ")
}
