//! What the register says of the law: where each statement stands, and which law is of a day.

use super::*;
use crate::model::{Day, MeasureKind, ProviderKind};

fn own() -> RegisterRules {
    parse(OWN_REGISTER.0, OWN_REGISTER.1).expect("the program's own")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// Everything in a register that says something of the law: where it is, and what it rests on.
fn statements(rules: &RegisterRules) -> Vec<(String, &Source)> {
    fn of<'a, E: Entry>(list: &str, entries: &'a [E]) -> Vec<(String, &'a Source)> {
        let entries = entries.iter();
        let named = entries.map(|entry| (format!("{list} {}", entry.code()), entry.source()));
        named.collect()
    }
    let mut all = of("acts", &rules.acts);
    all.extend(of("other_acts", &rules.other_acts));
    all.extend(of("services", &rules.services));
    all.extend(of("providers", &rules.providers));
    all.extend(of("measures", &rules.measures));
    all.extend(of("duties", &rules.duties));
    all.extend(of("hours", &rules.hours));
    all.extend(of("times", &rules.times));
    all.extend(of("supports", &rules.supports));
    all.extend(of("disabilities", &rules.disabilities));
    all.extend(of("returnees", &rules.returnees));
    all.extend(of("child_duties", &rules.child_duties));
    let contacts = rules.contacts.iter();
    all.extend(contacts.map(|contact| (contact.name.clone(), &contact.source)));
    all
}

/// Those that do not say where they stand, when that was looked up, and whether it was seen.
fn without_law(rules: &RegisterRules) -> Vec<String> {
    let today = Day::today().expect("a day");
    let is_sound = |source: &Source| match source {
        Source::Words(_) => false,
        Source::Law(_) => {
            let cited = cited(&rules.laws, source);
            let known = cited.iter().all(|cited| cited.citation.found <= today);
            !cited.is_empty() && known
        }
    };
    let wrong = statements(rules)
        .into_iter()
        .filter(|(_, source)| !is_sound(source));
    wrong.map(|(place, _)| place).collect()
}

#[test]
fn every_statement_that_is_shipped_says_its_law_its_article_its_day_and_its_standing() {
    let rules = own();
    assert_eq!(without_law(&rules), Vec::<String>::new());
    assert!(statements(&rules).len() > 60);
    // The same held against a file that says it in words finds them all.
    let before: RegisterRules = parse("register", OF_WORDS).expect("reads");
    assert_eq!(without_law(&before).len(), statements(&before).len());
    // What is only believed stands there as that.
    let mediation = version_on(&rules.measures, "mediation", day("1/6/2024")).expect("there");
    let cited = cited(&rules.laws, &mediation.source);
    assert_eq!(cited[0].citation.standing, Standing::Believed);
}

/// A province's own file, as earlier programs read it.
const OF_WORDS: &str = include_str!("../../../tests/golden/catalogues/register-of-words.toml");

/// The built-in catalogue with a province's own register.
fn with_register(text: &str) -> Result<Catalogue, CatalogueError> {
    let mut files = CatalogueFiles::built_in("bac-ninh-2024.1")?;
    let main = files.files.get_mut("bac-ninh-2024.toml").expect("main");
    *main = main.replace(
        "units = \"units",
        "register = \"so-rieng.toml\"\nunits = \"units",
    );
    files
        .files
        .insert("so-rieng.toml".to_owned(), text.to_owned());
    files.load()
}

#[test]
fn a_register_of_an_earlier_program_is_read_and_completed() {
    let catalogue = with_register(OF_WORDS).expect("loads");
    let rules = &catalogue.register;
    assert_eq!(
        rules.acts[0].source,
        Source::Words("Luật 13/2022/QH15, Điều 3 khoản 1 điểm a".to_owned())
    );
    // What it does not have is the program's own, with its laws.
    let later = version_on(&rules.services, "interpreting", day("1/6/2026"));
    assert_eq!(later.expect("there").wording, "Hỗ trợ phiên dịch");
    let chair = Some(crate::model::MeasureIssuer::Chair);
    let last = rules.last_day(MeasureKind::ContactBan, chair, day("1/6/2026"));
    assert_eq!(last, Some(day("4/6/2026")));
    assert!(!rules.relations.is_empty());
    assert!(
        rules
            .duties
            .iter()
            .any(|duty| duty.code.ends_with("at-once"))
    );
    assert!(
        rules
            .duties
            .iter()
            .all(|duty| !cited(&rules.laws, &duty.source).is_empty())
    );
}

#[test]
fn what_was_done_stands_under_the_law_of_its_day() {
    let rules = own();
    let fine = |on: &str| -> Vec<String> {
        let code = MeasureKind::AdministrativeFine.code();
        let rule = version_on(&rules.measures, code, day(on)).expect("there");
        let cited = cited_on(&rules.laws, &rule.source, day(on)).into_iter();
        cited.map(|cited| cited.law.id.clone()).collect()
    };
    assert_eq!(fine("14/12/2025"), ["144/2021/NĐ-CP"]);
    assert_eq!(fine("15/12/2025"), ["282/2025/NĐ-CP"]);
    // Before any of them, all are told with their days.
    assert_eq!(fine("1/6/2021").len(), 2);
    let police = |on: &str| {
        let rule = version_on(&rules.providers, ProviderKind::Police.code(), day(on));
        rule.expect("there").wording.clone()
    };
    assert!(police("30/6/2025").contains("thị trấn"));
    assert!(!police("1/7/2025").contains("thị trấn"));
    let duty = |on: &str| -> Vec<String> {
        let duty = version_on(&rules.duties, "data-requests", day(on)).expect("there");
        let cited = cited(&rules.laws, &duty.source).into_iter();
        cited.map(|cited| cited.law.id.clone()).collect()
    };
    assert_eq!(duty("31/12/2025"), ["13/2023/NĐ-CP"]);
    assert_eq!(duty("1/1/2026"), ["356/2025/NĐ-CP"]);
}

#[test]
fn a_version_holds_from_its_first_day_to_its_last() {
    let rule = |from: Option<&str>, until: Option<&str>| ProviderRule {
        never_basic: false,
        code: "a".to_owned(),
        wording: format!("{from:?}–{until:?}"),
        note: None,
        from: from.map(day),
        until: until.map(day),
        source: Source::default(),
    };
    let list = [
        rule(Some("1/7/2025"), None),
        rule(Some("1/1/2023"), Some("31/12/2023")),
    ];
    let law_on = |on: &str| version_on(&list, "a", day(on)).expect("there").from;
    assert_eq!(law_on("1/1/2023"), Some(day("1/1/2023")));
    assert_eq!(law_on("31/12/2023"), Some(day("1/1/2023")));
    // Between two versions the one before goes on; before all of them the first is told.
    assert_eq!(law_on("1/1/2024"), Some(day("1/1/2023")));
    assert_eq!(law_on("30/6/2025"), Some(day("1/1/2023")));
    assert_eq!(law_on("1/7/2025"), Some(day("1/7/2025")));
    assert_eq!(law_on("1/1/2020"), Some(day("1/1/2023")));
    assert!(version_on(&list, "b", day("1/1/2024")).is_none());
    let of = |from: Option<&str>, until: Option<&str>| rule(from, until).validity();
    assert!(of(None, Some("1/1/2024")).meets(of(Some("1/1/2024"), None)));
    assert!(!of(None, Some("31/12/2023")).meets(of(Some("1/1/2024"), None)));
    assert!(of(Some("2/1/2024"), Some("1/1/2024")).is_backwards());
}

#[test]
fn what_a_register_says_of_the_law_is_checked() {
    let own = OWN_REGISTER.1;
    let cited = "{ law = \"102/2016/QH13\", article = \"Điều 4\"";
    let wrong = [
        (cited, "{ law = \"999/2030/QH\", article = \"Điều 4\""),
        (cited, "{ law = \"102/2016/QH13\""),
        (cited, "{ law = \"102/2016/QH13\", article = \" \""),
        ("until = \"2025-12-14\"", "until = \"2015-12-14\""),
        (
            "wording = \"Công an xã, phường, thị trấn\"\nuntil = \"2025-06-30\"",
            "wording = \"x\"\nuntil = \"2025-07-01\"",
        ),
        ("id = \"53/2024/QH15\"", "id = \"66/2011/QH12\""),
        ("number = \"113\"", "number = \"113\"\nphone = \"113\""),
    ];
    assert!(with_register(own).is_ok());
    for (from, to) in wrong {
        assert!(own.contains(from), "{from}");
        let refused = with_register(&own.replacen(from, to, 1));
        assert!(
            matches!(&refused, Err(CatalogueError::Broken { file, .. }) if file == "so-rieng.toml"),
            "{to}: {:?}",
            refused.map(|catalogue| catalogue.regime.id)
        );
    }
    // One line without a number may stand there, a list without any may not.
    let numbers = own.lines().filter(|line| !line.starts_with("number = "));
    let none: Vec<&str> = numbers.collect();
    let refused = with_register(&none.join("\n"));
    assert!(
        matches!(
            refused,
            Err(CatalogueError::Broken {
                fault: Fault::NoContact,
                ..
            })
        ),
        "whom to call"
    );
}
