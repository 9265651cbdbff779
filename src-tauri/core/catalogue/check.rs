//! What must hold between the parts of a catalogue.

use super::{Catalogue, CatalogueError, Rule};
use std::collections::BTreeSet;

pub(super) fn check(catalogue: &Catalogue, main: &str) -> Result<(), CatalogueError> {
    let regime = &catalogue.regime;
    let broken = |file: &str, place: String, reason: String| {
        Err(CatalogueError::Broken {
            file: file.to_owned(),
            place,
            reason,
        })
    };

    let page = regime.page;
    let decree = [
        ("top", page.top, 20..=25),
        ("bottom", page.bottom, 20..=25),
        ("left", page.left, 30..=35),
        ("right", page.right, 15..=20),
    ];
    for (side, given, allowed) in decree {
        if !allowed.contains(&given) {
            let reason =
                format!("lề {given} mm nằm ngoài {allowed:?} mm của Nghị định 30/2020/NĐ-CP");
            return broken(main, format!("page.{side}"), reason);
        }
    }

    let mut levels = BTreeSet::new();
    for level in &regime.levels {
        if !levels.insert(level.code.as_str()) {
            return broken(
                main,
                format!("levels {:?}", level.code),
                "cấp này đã có".to_owned(),
            );
        }
    }
    for unit in catalogue.units.iter() {
        if !levels.contains(unit.level.as_str()) {
            let reason = format!("không có cấp {:?} trong {main}", unit.level);
            return broken(&regime.units, format!("đơn vị {}", unit.code), reason);
        }
    }
    if catalogue.units.get(&regime.receiving_unit).is_none() {
        let reason = format!("không có đơn vị {}", regime.receiving_unit);
        return broken(main, "receiving_unit".to_owned(), reason);
    }
    for rule in &regime.reports {
        if rule.from > rule.to {
            let reason = "ngày cuối kỳ đứng trước ngày đầu kỳ".to_owned();
            return broken(main, format!("reports {:?}", rule.name), reason);
        }
    }
    if regime.reports.is_empty() {
        return broken(
            main,
            "reports".to_owned(),
            "không có báo cáo nào".to_owned(),
        );
    }

    let mut places = BTreeSet::new();
    for section in &catalogue.outline {
        if let Some(parent) = &section.parent
            && !places.contains(parent.as_str())
        {
            let reason = format!("không có mục cấp trên {parent:?} ở trên");
            return broken(&regime.outline, format!("mục {}", section.code), reason);
        }
        for code in std::iter::once(&section.code).chain(section.dashes.iter().map(|d| &d.code)) {
            if !places.insert(code.as_str()) {
                return broken(
                    &regime.outline,
                    format!("mục {code}"),
                    "mã này đã có".to_owned(),
                );
            }
        }
    }

    let rows = &catalogue.annex01;
    let mut codes = BTreeSet::new();
    for row in rows {
        if let Some(parent) = &row.parent
            && !codes.contains(parent.as_str())
        {
            let reason = format!("không có dòng cấp trên {parent:?} ở trên");
            return broken(&regime.annex01, format!("dòng {}", row.code), reason);
        }
        if !codes.insert(row.code.as_str()) {
            return broken(
                &regime.annex01,
                format!("dòng {}", row.code),
                "mã này đã có".to_owned(),
            );
        }
    }
    for row in rows {
        let place = format!("dòng {}", row.code);
        if let Rule::Ratio {
            numerator,
            denominator,
            ..
        } = &row.rule
        {
            for part in numerator.iter().chain(denominator) {
                let known = match part.strip_prefix("register:") {
                    Some(count) => super::RegisterCount::from_code(count).is_some(),
                    None => rows.iter().any(|other| {
                        other.code == *part
                            && matches!(other.rule, Rule::Entered | Rule::Register { .. })
                    }),
                };
                if !known {
                    let reason =
                        format!("tỷ lệ cần {part:?}, không có dòng nhập số hay số đếm này");
                    return broken(&regime.annex01, place, reason);
                }
            }
        }
        if let Rule::Ratio { scale, .. } | Rule::EnteredRatio { scale } = row.rule
            && scale < 1
        {
            return broken(&regime.annex01, place, "scale phải lớn hơn 0".to_owned());
        }
        for target in &row.targets {
            if let Some(measured) = &target.row
                && !codes.contains(measured.as_str())
            {
                let reason = format!("không có dòng {measured:?} để đo");
                return broken(&regime.annex01, place, reason);
            }
            if target.value.parse::<f64>().is_err() {
                let reason = format!("mức {:?} không phải là số", target.value);
                return broken(&regime.annex01, place, reason);
            }
        }
    }
    Ok(())
}
