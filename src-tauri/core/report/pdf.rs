//! PDF by Typst: tagged, PDF/A-2a, Tinos embedded and subset. The look is `assets/report/report.typ`.

use super::Document;
use std::sync::LazyLock;
use typst::foundations::{Dict, IntoValue, Smart};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why a report could not be typeset: always a fault of the program, never of what was typed.
#[derive(Debug, thiserror::Error)]
#[error("typesetting: {0}")]
pub struct PdfError(String);

/// A finished PDF.
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

static ENGINE: LazyLock<TypstEngine<TypstTemplateMainFile>> = LazyLock::new(|| {
    TypstEngine::builder()
        .main_file(include_str!("../../../assets/report/report.typ"))
        .fonts([
            include_bytes!("../../../assets/fonts/Tinos_400Regular.ttf").as_slice(),
            include_bytes!("../../../assets/fonts/Tinos_400Regular_Italic.ttf").as_slice(),
            include_bytes!("../../../assets/fonts/Tinos_700Bold.ttf").as_slice(),
            include_bytes!("../../../assets/fonts/Tinos_700Bold_Italic.ttf").as_slice(),
        ])
        .build()
});

/// Typesets a report.
///
/// # Errors
/// [`PdfError`].
pub fn pdf(document: &Document) -> Result<Pdf, PdfError> {
    let failed = |error: &dyn std::fmt::Debug| PdfError(format!("{error:?}"));
    let json = serde_json::to_string(document).map_err(|error| failed(&error))?;
    let mut inputs = Dict::new();
    inputs.insert("report".into(), json.into_value());
    let paged: PagedDocument = ENGINE
        .compile_with_input(inputs)
        .output
        .map_err(|error| failed(&error))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a]).map_err(|error| failed(&error))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.title.clone()),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|error| failed(&error))?;
    Ok(Pdf {
        bytes,
        pages: paged.pages().len(),
    })
}
