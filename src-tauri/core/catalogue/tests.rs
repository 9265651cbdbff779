use super::*;
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
    let cases: [(&str, &str, &str, &str); 6] = [
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
                reason,
            }) => {
                assert_eq!(named, file);
                assert!(at.starts_with(place), "{at} starts with {place}");
                assert!(!reason.is_empty());
            }
            other => panic!("{file} with {to}: {:?}", other.map(|c| c.regime.id)),
        }
    }
}

#[test]
fn the_registers_lists_are_checked_and_can_be_a_provinces_own() {
    let catalogue = Catalogue::built_in("bac-ninh-2024.1").unwrap();
    assert_eq!(catalogue.register.acts.len(), 16);
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
