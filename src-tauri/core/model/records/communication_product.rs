//! Sản phẩm truyền thông, section I.4.

use crate::model::{
    CodePart, Count, Counted, Day, Division, FigureCode, Line, Long, Short, choice, record,
};

choice! {
    /// Form of a communication product.
    ProductForm in "product-form" {
        /// Pano, áp phích.
        Poster = "poster",
        /// Băng rôn, khẩu hiệu.
        Banner = "banner",
        /// Tờ rơi, tờ gấp.
        Leaflet = "leaflet",
        /// Tin, bài.
        Article = "article",
        /// Chương trình phát thanh.
        Broadcast = "broadcast",
        /// Video, phóng sự.
        Video = "video",
        /// Bài đăng mạng xã hội.
        SocialPost = "social-post",
        /// Other.
        Other = "other",
    }
}

record! {
    /// Sản phẩm truyền thông, section I.4.
    CommunicationProduct {
        /// Form.
        form: ProductForm,
        /// Content.
        content: Long,
        /// How many.
        quantity: Count,
        /// Unit of quantity, as `tờ` or `bài`.
        quantity_unit: Option<Line<40>>,
        /// When made.
        date: Day,
        /// Where distributed.
        distributed: Option<Short>,
    }
    dated: |r| r.date;
    layout {
        table: date form content quantity quantity_unit distributed;
        form: form content quantity quantity_unit date distributed;
        repeat: form quantity_unit distributed;
    }
}

/// What is counted of communication products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProductFigure {
    /// Kinds of product that were made.
    Kinds,
    /// How many were made of a form.
    Made(ProductForm),
}

impl Counted for ProductFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        let made = ProductForm::ALL.iter().copied().map(Self::Made);
        std::iter::once(Self::Kinds).chain(made).collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Mute};
        match self {
            Self::Kinds => [End; 3],
            Self::Made(form) => [Mute("form"), CodePart::choice(*form), End],
        }
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::Kinds | Self::Made(_) => None,
        }
    }
}

impl FigureCode {
    /// Kinds of communication product that were made.
    pub const PRODUCTS: Self = Self::Products(ProductFigure::Kinds);

    /// How many were made of a form of product.
    pub const fn products_made(form: ProductForm) -> Self {
        Self::Products(ProductFigure::Made(form))
    }
}
