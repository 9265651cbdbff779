//! Invented identity strings in the sample's cases: what must never be found outside the register.

/// One identity: survivor's name, date of birth, address, telephone, identity number,
/// perpetrator's name and address, account, notes.
pub type Identity = [&'static str; 9];

/// The identities of the six cases of a sample commune. Every string is invented and distinctive.
pub const IDENTITIES: [Identity; 6] = [
    [
        "Zíp Thị Bịa Đặt Một",
        "1987-03-09",
        "Ngõ Không Có Thật 7X1, thôn Tưởng Tượng",
        "0000 717 171",
        "000087000001",
        "Quắc Văn Hư Cấu Một",
        "Xóm Mây Bay 41Q",
        "Chuyện kể bịa số một: chiếc ô màu xanh quạ-gáy-7",
        "Ghi chú bịa: gọi lại sau lễ hội trăng-vuông",
    ],
    [
        "Zíp Thị Bịa Đặt Hai",
        "1991-11-02",
        "Phố Giấc Mơ 93K, tổ dân phố Kẹo Bông",
        "0000 727 272",
        "000091000002",
        "Quắc Văn Hư Cấu Hai",
        "Hẻm Sương Mù 8W",
        "Chuyện kể bịa số hai: bình hoa sứt quai-ngựa-vằn",
        "Ghi chú bịa: hẹn gặp ở cổng cầu-vồng-đôi",
    ],
    [
        "Zíp Thị Bịa Đặt Ba",
        "2009-06-21",
        "Khu Đảo Nổi 12F, thôn Chim Cánh Cụt",
        "0000 737 373",
        "000109000003",
        "Quắc Văn Hư Cấu Ba",
        "Bến Thuyền Giấy 5Z",
        "Chuyện kể bịa số ba: đôi dép lệch sao-băng-chậm",
        "Ghi chú bịa: thích vẽ cá-voi-tím",
    ],
    [
        "Zíp Thị Bịa Đặt Bốn",
        "1979-01-30",
        "Đường Ốc Sên 66B, thôn Mặt Trăng",
        "0000 747 474",
        "000079000004",
        "Quắc Văn Hư Cấu Bốn",
        "Gò Hạt Dẻ 27N",
        "Chuyện kể bịa số bốn: cánh cửa kẹt khế-chua-giòn",
        "Ghi chú bịa: mang theo áo-mưa-sọc",
    ],
    [
        "Zíp Thị Bịa Đặt Năm",
        "1960-08-15",
        "Dốc Gió Xoáy 3T, tổ dân phố Kèn Lá",
        "0000 757 575",
        "000060000005",
        "Quắc Văn Hư Cấu Năm",
        "Suối Đá Cuội 19H",
        "Chuyện kể bịa số năm: nồi cơm khê bướm-đêm-bạc",
        "Ghi chú bịa: nghe kém tai chong-chóng",
    ],
    [
        "Zíp Thị Bịa Đặt Sáu",
        "1999-12-12",
        "Vườn Diều Sáo 58P, thôn Lá Phong",
        "0000 767 676",
        "000099000006",
        "Quắc Văn Hư Cấu Sáu",
        "Đồi Bồ Công Anh 74C",
        "Chuyện kể bịa số sáu: xe đạp tuột xích tằm-kén-vàng",
        "Ghi chú bịa: cần người phiên dịch đom-đóm",
    ],
];

/// All strings that are distinctive enough to be searched for.
pub fn canaries() -> Vec<&'static str> {
    IDENTITIES
        .iter()
        .flatten()
        .copied()
        .filter(|text| text.chars().count() > 10)
        .collect()
}
