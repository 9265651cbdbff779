//! `tienbo demo`: two communes, a district and the province in a fresh folder, the whole way from
//! records to the province's printed report. Its result is fixed: outside scripts check it.

mod canaries;
pub mod samples;

use crate::exit::{self, Failure};
use crate::output::{json, tell};
use age::secrecy::{ExposeSecret, SecretString};
use canaries::canaries;
use samples::{OFFICES, Sample};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::intake::{Comparison, Outcome};
use tienbo_core::message::{Language, text};
use tienbo_core::model::{
    AgeBand, Day, Part, Period, RecordKind, ReportKind, Survivor, UnitCode, Year, at,
};
use tienbo_core::package::{Envelope, label_of};
use tienbo_core::package::{Reason, ReceiptState};
use tienbo_core::period::Scope;
use tienbo_core::progress::Watch;
use tienbo_core::receiving::ReceivingError;
use tienbo_core::store::{self, Way};
use tienbo_core::vault::{LessMasking, NewOffice, Office, UserName, write_atomically};

/// The demo's offices are invented; so is their passphrase.
const PASSPHRASE: &str = "mật khẩu trình diễn";

struct Demo<'a> {
    dir: &'a Path,
    offices: Vec<Value>,
    packages: Vec<Value>,
    reports: Vec<Value>,
}

/// Runs the demo in a folder that is new or empty.
pub fn run(dir: &Path, as_json: bool, language: Language) -> Result<u8, Failure> {
    if dir.exists() && std::fs::read_dir(dir)?.next().is_some() {
        return Err(Failure::usage("cli-not-empty", dir.display().to_string()));
    }
    for folder in ["packages", "reports", "offices", "keys"] {
        std::fs::create_dir_all(dir.join(folder))?;
    }
    let mut demo = Demo {
        dir,
        offices: Vec::new(),
        packages: Vec::new(),
        reports: Vec::new(),
    };
    let summary = demo.run()?;
    let path = dir.join("summary.json");
    write_atomically(&path, &serde_json::to_vec_pretty(&summary)?)?;
    tell(path.display().to_string());
    if as_json {
        json(&summary)?;
    } else {
        tell(text(
            language,
            "cli-demo-done",
            &[("detail", dir.display().to_string())],
        ));
    }
    Ok(exit::FINE)
}

fn day(text: &str) -> Result<Day, Failure> {
    Ok(Day::parse(text).map_err(at("date"))?)
}

fn period(part: Part) -> Result<Period, Failure> {
    let year = Year::new(2024).map_err(at("year"))?;
    Ok(Period {
        report: ReportKind::Annex02,
        year,
        part,
    })
}

impl Demo<'_> {
    fn run(&mut self) -> Result<Value, Failure> {
        let [first, second, middle] = &OFFICES;
        let mut province = self.office("27", "province")?;
        let mut corrected = self.office(first.unit, "commune")?;
        let mut other = self.office(second.unit, "commune")?;
        let mut district = self.office(middle.unit, "district")?;

        self.exchange_keys(&mut province, [&mut corrected, &mut other, &mut district])?;
        self.records(&mut corrected, first)?;
        self.records(&mut other, second)?;
        self.records(&mut district, middle)?;
        province.add_records(RecordKind::CommitteeMember, samples::provincial_committee())?;

        // Six months: the communes report past the district.
        let half = period(Part::SixMonths)?;
        for commune in [&mut corrected, &mut other] {
            let package = self.submit(commune, half, "03/06/2024")?;
            self.import(&mut province, &package, true)?;
        }

        // The year: each commune to the district, the district to the province.
        let annual = period(Part::Annual)?;
        for commune in [&mut corrected, &mut other] {
            let package = self.submit(commune, annual, "02/12/2024")?;
            self.import(&mut district, &package, true)?;
            self.own_report(commune, annual, "02/12/2024", false)?;
        }
        let package = self.submit(&mut district, annual, "03/12/2024")?;
        self.own_report(&mut district, annual, "03/12/2024", true)?;
        self.import(&mut province, &package, true)?;

        // The province returns one report; the unit corrects it and submits its second revision.
        let unit = corrected.unit().clone();
        self.receipt(
            &mut province,
            &mut corrected,
            &unit,
            annual,
            Some("I.1: cần bổ sung văn bản cuối năm"),
        )?;
        corrected.reopen(annual)?;
        self.correct(&mut corrected)?;
        let package = self.submit(&mut corrected, annual, "04/12/2024")?;
        self.import(&mut province, &package, true)?;
        self.own_report(&mut corrected, annual, "04/12/2024", false)?;
        for office in [&mut corrected, &mut other, &mut district] {
            let unit = office.unit().clone();
            self.receipt(&mut province, office, &unit, annual, None)?;
        }

        self.own_report(&mut province, half, "10/06/2024", true)?;
        self.own_report(&mut province, annual, "20/12/2024", true)?;

        // What the province holds: of every unit the latest revision of every submission.
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for submission in store::submissions(province.store())?
            .iter()
            .filter(|s| !s.replaced)
        {
            for kind in RecordKind::ALL.into_iter().filter(|kind| kind.may_leave()) {
                let records = store::flat_records(province.store(), kind, submission.origin)?;
                *counts.entry(kind.table()).or_insert(0) += records.len();
            }
        }
        Ok(value!({
            "offices": self.offices,
            "packages": self.packages,
            "reports": self.reports,
            "province_counts": counts,
            "canaries": canaries(),
        }))
    }

    fn relative(&self, path: &Path) -> String {
        path.strip_prefix(self.dir)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    fn office(&mut self, unit: &str, role: &str) -> Result<Office, Failure> {
        let dir = self.dir.join("offices").join(unit);
        let new = NewOffice {
            unit: UnitCode::new(unit).map_err(at("commune"))?,
            name: None,
            catalogue: CatalogueFiles::built_in("bac-ninh-2024.1")?,
            user: UserName::new("can-bo")?,
            passphrase: SecretString::from(PASSPHRASE.to_owned()),
        };
        let (office, _sheet) = Office::create(&dir, new)?;
        // Only the demo ever writes an office's reading key outside its encrypted store.
        let key = self.dir.join("keys").join(format!("{unit}.age"));
        write_atomically(
            &key,
            format!("{}\n", office.reading_identity()?.expose_secret()).as_bytes(),
        )?;
        tell(key.display().to_string());
        self.offices.push(value!({
            "unit": office.unit(), "name": office.name(), "role": role, "dir": self.relative(&dir),
            "signing_public_key": office.signing_public_key(),
        }));
        Ok(office)
    }

    /// Where a package of the demo lies.
    fn place(&self, name: &str) -> PathBuf {
        self.dir.join("packages").join(format!("{name}.tienbo"))
    }

    /// Lists a package that lies in its place; its verdict is filled in once it is imported.
    fn list(&mut self, path: &Path, label: &Envelope) {
        tell(path.display().to_string());
        let recipients: Vec<&UnitCode> = label.recipients.iter().map(|r| &r.unit).collect();
        self.packages.push(value!({
            "file": self.relative(path),
            "package_id": label.package_id,
            "kind": label.kind,
            "sender": label.sender.unit,
            "recipients": recipients,
            "period": label.period,
            "revision": label.revision,
            "verdict": Value::Null,
            "counts": Value::Null,
        }));
    }

    fn import(&mut self, office: &mut Office, path: &Path, must: bool) -> Result<Outcome, Failure> {
        self.import_with(office, path, None, must)
    }

    fn import_with(
        &mut self,
        office: &mut Office,
        path: &Path,
        compared: Option<&str>,
        must: bool,
    ) -> Result<Outcome, Failure> {
        let outcome = office.import(path, compared)?;
        if must && outcome.is_refused() {
            return Err(Failure::program(format!(
                "{}: {}",
                outcome.file,
                outcome.sentence(Language::OFFICIAL)
            )));
        }
        let file = self.relative(path);
        if let Some(listed) = self
            .packages
            .iter_mut()
            .find(|listed| listed["file"] == file.as_str())
        {
            listed["verdict"] = Value::from(outcome.verdict.code());
            listed["counts"] = serde_json::to_value(&outcome.counts)?;
        }
        Ok(outcome)
    }

    /// Cards up, fingerprints compared, roster down.
    fn exchange_keys(
        &mut self,
        province: &mut Office,
        mut units: [&mut Office; 3],
    ) -> Result<(), Failure> {
        let provincial_card = self.place("the-27");
        let written = province.write_card(&provincial_card)?;
        self.list(&provincial_card, &written.envelope);
        for office in &mut units {
            self.import(office, &provincial_card, true)?;
            let path = self.place(&format!("the-{}", office.unit()));
            let written = office.write_card(&path)?;
            self.list(&path, &written.envelope);
            self.import(province, &path, true)?;
            // By telephone: both sides read out the same fingerprint.
            let told = office.fingerprint();
            let compared = Comparison {
                fingerprint: told,
                way: Way::Telephone,
                spoke_with: "Cán bộ trình diễn".to_owned(),
            };
            province.trust_key(office.unit(), &compared)?;
        }
        let path = self.place("danh-ba-27");
        let written = province.write_roster(&path)?;
        self.list(&path, &written.envelope);
        let told = province.fingerprint();
        for office in &mut units {
            let outcome = self.import_with(office, &path, Some(&told), true)?;
            // The head looks at what else it brings than the province's own key, and says yes.
            if let Some(package) = &outcome.package_id {
                office.accept_roster(package, LessMasking::Refused)?;
            }
        }
        Ok(())
    }

    fn records(&mut self, office: &mut Office, sample: &Sample) -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(sample.file);
        std::fs::write(&path, sample.workbook()?)?;
        office.import_workbook(
            &path,
            &tienbo_core::exchange::Answers::default(),
            &mut Watch::none(),
        )?;
        self.children_by_law(office)
    }

    /// A yes in a workbook is none of a child's: what is kept of her is kept since the law asks for it.
    fn children_by_law(&self, office: &mut Office) -> Result<(), Failure> {
        let survivors = store::records::<Survivor>(office.store(), store::OWN)?.into_iter();
        for child in survivors.filter(|of| of.record.age == AgeBand::Upto15) {
            for purpose in ["name", "account"] {
                let said = [
                    ("survivor", child.id.to_string()),
                    ("consent_purpose", purpose.to_owned()),
                    ("consent_answer", "given".to_owned()),
                    ("consent_by", "law".to_owned()),
                    ("law_ground", "child".to_owned()),
                    ("asked_on", "30/04/2024".to_owned()),
                ];
                let said = said.map(|(name, value)| (name.to_owned(), value));
                office.save_typed(RecordKind::ConsentAct, &said.into(), None)?;
            }
        }
        Ok(())
    }

    fn submit(
        &mut self,
        office: &mut Office,
        period: Period,
        date: &str,
    ) -> Result<PathBuf, Failure> {
        let closed = office.close(period, Some("Số liệu trình diễn"))?;
        let part = match period.part {
            Part::SixMonths => "6-thang",
            Part::Annual => "nam",
        };
        let name = format!(
            "bao-cao-{}-{}-{part}-lan-{}",
            office.unit(),
            period.year,
            closed.revision
        );
        let path = self.place(&name);
        let written = office.write_submission(period, day(date)?, &path)?;
        self.list(&path, &written.envelope);
        Ok(path)
    }

    fn own_report(
        &mut self,
        office: &mut Office,
        period: Period,
        date: &str,
        over_many: bool,
    ) -> Result<(), Failure> {
        let scope = if over_many { Scope::All } else { Scope::Own };
        let part = match period.part {
            Part::SixMonths => "6-thang",
            Part::Annual => "nam",
        };
        let folder = self.dir.join("reports").join(office.unit().as_str());
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("phu-luc-02-{}-{part}.pdf", period.year));
        let pages = office.write_report(period, day(date)?, None, &scope, &path)?;
        tell(path.display().to_string());
        let file = self.relative(&path);
        self.reports
            .retain(|listed| listed["file"] != file.as_str());
        self.reports.push(value!({
            "file": file, "unit": office.unit(), "kind": "phu-luc-02", "period": period,
            "pages": pages,
        }));
        Ok(())
    }

    fn receipt(
        &mut self,
        province: &mut Office,
        office: &mut Office,
        unit: &UnitCode,
        period: Period,
        returned: Option<&str>,
    ) -> Result<(), Failure> {
        let current = store::current_submissions(province.store(), period)?;
        let submission = current
            .into_iter()
            .find(|submission| submission.unit == *unit)
            .ok_or_else(|| ReceivingError::NotSent(unit.clone(), period))?;
        let reasons = returned.iter().map(|text| Reason {
            section: Some("I.1".to_owned()),
            record: None,
            text: (*text).to_owned(),
        });
        let remarks: Vec<Reason> = reasons.collect();
        province.put_remarks(&submission.package_id, &remarks)?;
        let state = if returned.is_some() {
            ReceiptState::Returned
        } else {
            ReceiptState::Accepted
        };
        province.decide(&submission.package_id, Some(state))?;
        let name = format!("phieu-{unit}-lan-{}", submission.revision);
        let path = self.place(&name);
        province.write_receipt(unit, &path)?;
        self.list(&path, &label_of(&path)?);
        self.import(office, &path, true)?;
        Ok(())
    }

    /// The unit adds the document that the province missed.
    fn correct(&mut self, office: &mut Office) -> Result<(), Failure> {
        let kind = RecordKind::IssuedDocument;
        let cells = kind
            .columns()
            .iter()
            .map(|column| {
                let text = match column.name.as_str() {
                    "symbol" => "99/BC-BVSTBPN",
                    "date" => "2024-12-01",
                    "issuer" => "Ban VSTBPN phường Vũ Ninh",
                    "summary" => "Báo cáo tổng kết hoạt động năm 2024 (văn bản mẫu bổ sung)",
                    _ => return tienbo_core::model::Cell::Empty,
                };
                tienbo_core::model::Cell::Text(text.to_owned())
            })
            .collect();
        let added = office.add_records(kind, vec![cells])?;
        let text = "Toàn văn báo cáo tổng kết (tệp mẫu, không có thật).\n";
        for id in added {
            office.attach(kind, id, "toan-van-99-BC.txt", text.as_bytes(), true)?;
        }
        Ok(())
    }
}
