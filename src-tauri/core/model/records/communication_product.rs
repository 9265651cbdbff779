//! Sản phẩm truyền thông, section I.4.

use crate::model::{Count, Day, Line, Long, Short, choice, record};

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
