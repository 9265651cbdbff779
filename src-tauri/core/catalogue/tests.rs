use super::*;
use crate::message::Language;
use crate::model::{Part, Period, ReportKind, UnitCode, Year};

fn load_2024(change: impl Fn(&str, String) -> String) -> Result<Catalogue, CatalogueError> {
    let mut files = CatalogueFiles::built_in("bac-ninh-2024.1")?;
    for (name, text) in &mut files.files {
        *text = change(name, text.clone());
    }
    files.load()
}

#[test]
fn the_built_in_catalogues_hold_what_the_source_says() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").expect("loads");
    assert_eq!(catalogue.annex01.len(), 56);
    let goals = catalogue.annex01.iter().filter(|row| row.parent.is_none());
    assert_eq!(goals.count(), 6);
    let province = UnitCode::new("27").expect("a code");
    let districts: Vec<_> = catalogue
        .units
        .below(&province)
        .filter(|u| u.level == "district")
        .collect();
    assert_eq!(districts.len(), 8);
    assert_eq!(
        catalogue
            .units
            .iter()
            .filter(|u| u.level == "commune")
            .count(),
        121
    );
    let due = |report, part| {
        let year = Year::new(2024).expect("a year");
        catalogue
            .due_before(Period { report, year, part })
            .map(|day| day.to_string())
    };
    assert_eq!(
        due(ReportKind::Annex02, Part::SixMonths).as_deref(),
        Some("05/06/2024")
    );
    assert_eq!(
        due(ReportKind::Annex02, Part::Annual).as_deref(),
        Some("05/12/2024")
    );
    assert_eq!(
        due(ReportKind::Annex01, Part::Annual).as_deref(),
        Some("25/12/2024")
    );
    assert_eq!(
        due(ReportKind::SelfInspection, Part::Annual).as_deref(),
        Some("05/12/2024")
    );
    let row = catalogue
        .annex01
        .iter()
        .find(|row| row.code == "V.3")
        .expect("row V.3");
    assert_eq!(row.printed_no, "4");
    let row = catalogue
        .annex01
        .iter()
        .find(|row| row.code == "III.2.1")
        .expect("row III.2.1");
    assert_eq!(row.targets[0].value, "90");
    assert_eq!(row.targets[0].printed.as_deref(), Some("80"));
    assert_eq!(row.targets[0].is_reached_by(900_000), Some(true));
    assert_eq!(row.targets[0].is_reached_by(899_999), Some(false));
}

#[test]
fn a_year_without_districts_needs_no_code() {
    let catalogue = Catalogue::built_in("bac-ninh-2025.1").expect("loads");
    assert!(catalogue.units.iter().all(|unit| unit.level != "district"));
    assert_eq!(
        catalogue
            .units
            .iter()
            .filter(|u| u.level == "commune")
            .count(),
        99
    );
    assert_ne!(catalogue.regime.legal_basis.symbol, "373/QĐ-UBND");
}

#[test]
fn a_broken_catalogue_is_refused_with_file_place_and_reason() {
    let cases: [(&str, &str, &str, &str); 7] = [
        (
            "bac-ninh-2024.toml",
            "year = 2024",
            "year = \"x\"",
            "dòng 4",
        ),
        (
            "bac-ninh-2024.toml",
            "due_before = \"06-05\"",
            "due_before = \"06-31\"",
            "dòng",
        ),
        (
            "annex01-2024.toml",
            "parent = \"I.1.2\"",
            "parent = \"nowhere\"",
            "dòng I.1.2.a",
        ),
        (
            "annex01-2024.toml",
            "\"III.4.2\"",
            "\"III.9\"",
            "dòng III.4",
        ),
        (
            "outline-2024.toml",
            "parent = \"I.5\"",
            "parent = \"I.9\"",
            "mục I.5.1",
        ),
        (
            "outline-2024.toml",
            "\"TT\", \"Ký hiệu văn bản\"",
            "\"TT\", \"Loại\", \"Ký hiệu văn bản\"",
            "mục I.1",
        ),
        (
            "units-bac-ninh-2024.tsv",
            "09166\tPhường Đáp Cầu",
            "09163\tPhường Đáp Cầu",
            "dòng",
        ),
    ];
    for (file, from, to, place) in cases {
        let result = load_2024(|name, text| {
            if name == file {
                assert!(text.contains(from), "{file} has {from}");
                text.replacen(from, to, 1)
            } else {
                text
            }
        });
        match result {
            Err(CatalogueError::Broken {
                file: named,
                place: at,
                ..
            }) => {
                assert_eq!(named, file);
                let at = at.sentence(Language::OFFICIAL);
                assert!(at.starts_with(place), "{at} starts with {place}");
            }
            other => panic!("{file} with {to}: {:?}", other.map(|c| c.regime.id)),
        }
    }
}

#[test]
fn the_registers_lists_are_checked_and_can_be_a_provinces_own() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    let acts = catalogue.register.acts.iter().map(|act| act.code.as_str());
    assert_eq!(acts.collect::<std::collections::BTreeSet<_>>().len(), 16);
    assert!(
        catalogue
            .register
            .contacts
            .iter()
            .any(|c| c.number == "111")
    );
    // A province adds its own number in a file of its own.
    let mut files = CatalogueFiles::built_in("bac-ninh-2024.1").unwrap();
    let main = files.files.get_mut("bac-ninh-2024.toml").unwrap();
    *main = main.replace(
        "units = \"units",
        "register = \"so-rieng.toml\"\nunits = \"units",
    );
    let own = format!(
        "{}\n[[contacts]]\nnumber = \"0222 000 000\"\nname = \"Đường dây nóng của tỉnh\"\n",
        super::OWN_REGISTER.1
    );
    files.files.insert("so-rieng.toml".to_owned(), own.clone());
    let loaded = files.load().unwrap();
    assert!(
        loaded
            .register
            .contacts
            .iter()
            .any(|c| c.number == "0222 000 000")
    );
    // An act that is missing, or that the program does not know, is named.
    for (from, to) in [
        ("code = \"q\"", "code = \"p\""),
        ("code = \"q\"", "code = \"zz\""),
    ] {
        files
            .files
            .insert("so-rieng.toml".to_owned(), own.replace(from, to));
        let refused = files.load();
        assert!(
            matches!(&refused, Err(CatalogueError::Broken { file, .. }) if file == "so-rieng.toml"),
            "{refused:?}"
        );
    }
}

fn code(text: &str) -> UnitCode {
    UnitCode::new(text).expect("a code")
}

fn unit(at: &str, name: &str, parent: &str) -> Unit {
    Unit {
        code: code(at),
        name: name.to_owned(),
        level: "commune".to_owned(),
        parent: Some(code(parent)),
    }
}

fn on(day: &str, act: UnitAct) -> UnitChange {
    UnitChange {
        on: crate::model::Day::parse(day).expect("a day"),
        basis: "Nghị quyết mẫu".to_owned(),
        act,
    }
}

fn changed(changes: &[UnitChange]) -> Result<Catalogue, CatalogueError> {
    let files = CatalogueFiles::built_in("bac-ninh-2024.1")?;
    files.with_changes(changes)?.load()
}

#[test]
fn a_version_with_changes_keeps_every_day_and_every_comment() {
    let merge = on(
        "1/7/2024",
        UnitAct::Merge {
            units: vec![code("09163"), code("09166")],
            into: unit("09163", "Phường Vũ Ninh", "256"),
        },
    );
    let rename = on(
        "1/3/2024",
        UnitAct::Rename {
            unit: code("09163"),
            name: "Phường Vũ Ninh cũ".to_owned(),
        },
    );
    let catalogue = changed(&[merge.clone(), rename.clone()]).expect("loads");
    assert_eq!(catalogue.regime.id, "bac-ninh-2024.2");
    // In the order of their days, whatever order they were given in.
    assert_eq!(catalogue.changes, [rename.clone(), merge.clone()]);
    let name = |day: &str, unit: &str| {
        let day = crate::model::Day::parse(day).expect("a day");
        let unit = catalogue.units_on(day).get(&code(unit));
        unit.map(|unit| unit.name.clone())
    };
    assert_eq!(
        name("28/2/2024", "09163").as_deref(),
        Some("Phường Vũ Ninh")
    );
    assert_eq!(
        name("1/3/2024", "09163").as_deref(),
        Some("Phường Vũ Ninh cũ")
    );
    assert_eq!(name("1/7/2024", "09163").as_deref(), Some("Phường Vũ Ninh"));
    assert_eq!(
        name("30/6/2024", "09166").as_deref(),
        Some("Phường Đáp Cầu")
    );
    assert_eq!(name("1/7/2024", "09166"), None);
    // Who is no more is still known by name.
    assert!(catalogue.units.get(&code("09166")).is_some());
    let day = |text: &str| crate::model::Day::parse(text).expect("a day");
    let in_force = Catalogues::new(catalogue.clone());
    let was = |then: &str| in_force.ancestors(&code("09163"), day("31/12/2024"), day(then));
    assert_eq!(was("30/6/2024"), [code("09163"), code("09166")].into());
    assert_eq!(was("31/12/2023"), [code("09163"), code("09166")].into());
    assert_eq!(was("1/7/2024"), [code("09163")].into());
    // A second version builds on the first; comments of the file stay.
    let files = CatalogueFiles::built_in("bac-ninh-2024.1").expect("built in");
    let second = files
        .with_changes(std::slice::from_ref(&rename))
        .expect("made");
    let third = second.with_changes(&[rename, merge]).expect("made");
    let comments = |files: &CatalogueFiles| {
        let main = files.files["bac-ninh-2024.toml"].lines();
        main.filter(|line| line.starts_with('#')).count()
    };
    assert_eq!(comments(&third), comments(&files));
    let third = third.load().expect("loads");
    assert_eq!(third.regime.id, "bac-ninh-2024.3");
    assert_eq!(third.changes.len(), 2);
    assert!(third.regime.can_read("bac-ninh-2024.1") && !third.regime.can_read("bac-ninh-2024.4"));
    assert!(!third.regime.can_read("ha-noi-2024.1"));
}

#[test]
fn a_change_that_cannot_be_is_told_with_its_reason() {
    let abolish = |unit: &str| on("1/7/2024", UnitAct::Abolish { unit: code(unit) });
    let moved = |unit: &str, parent: &str| {
        let (unit, parent) = (code(unit), code(parent));
        on("1/7/2024", UnitAct::Move { unit, parent })
    };
    let split = |into: Vec<Unit>| {
        let unit = code("09163");
        on("1/7/2024", UnitAct::Split { unit, into })
    };
    let merge = |units: &[&str], into: Unit| {
        let units = units.iter().map(|unit| code(unit)).collect();
        on("1/7/2024", UnitAct::Merge { units, into })
    };
    let found = |unit: Unit| on("1/7/2024", UnitAct::Found { unit });
    let wrong: [(&[UnitChange], &str); 11] = [
        (&[abolish("256")], "trực thuộc"),
        (&[abolish("00000")], "không có đơn vị 00000"),
        (&[abolish("09163"), abolish("09163")], "không có đơn vị"),
        (&[moved("256", "09163")], "nằm trong"),
        (&[moved("09163", "00000")], "không có đơn vị 00000"),
        (&[split(vec![unit("09998", "Xã A", "256")])], "ít nhất hai"),
        (
            &[split(vec![
                unit("09166", "Xã A", "256"),
                unit("09998", "Xã B", "256"),
            ])],
            "đang là của",
        ),
        (
            &[merge(&["09163"], unit("09998", "Xã A", "256"))],
            "ít nhất hai",
        ),
        (
            &[merge(&["09163", "09166"], unit("09998", "Xã A", "09163"))],
            "không thể thuộc",
        ),
        (&[found(unit("09998", " ", "256"))], "thiếu tên"),
        (
            &[UnitChange {
                on: crate::model::Day::parse("1/7/2023").expect("a day"),
                ..abolish("09163")
            }],
            "không thuộc năm",
        ),
    ];
    for (changes, reason) in wrong {
        let error = changed(changes)
            .expect_err(reason)
            .sentence(Language::OFFICIAL);
        assert!(error.contains(reason), "{error} has no {reason:?}");
    }
    assert!(changed(&[moved("09163", "27")]).is_ok());
    let catalogue = changed(&[split(vec![
        unit("09163", "Phường Vũ Ninh", "256"),
        unit("09998", "Phường Vũ Ninh Đông", "256"),
    ])])
    .expect("loads");
    let last = crate::model::Day::parse("31/12/2024").expect("a day");
    assert!(catalogue.units_on(last).get(&code("09998")).is_some());
    let year_ago = crate::model::Day::parse("31/12/2023").expect("a day");
    let in_force = Catalogues::new(catalogue);
    assert!(
        in_force
            .ancestors(&code("09998"), last, year_ago)
            .is_empty()
    );
}
