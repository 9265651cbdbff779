### All that is said of communication_products.

kind-communication-products = Sản phẩm truyền thông

column-quantity = Số lượng
column-quantity-unit = Đơn vị tính
column-distributed = Nơi phát hành

choice-product-form-poster = Pano, áp phích
choice-product-form-banner = Băng rôn, khẩu hiệu
choice-product-form-leaflet = Tờ rơi, tờ gấp
choice-product-form-article = Tin, bài
choice-product-form-broadcast = Chương trình phát thanh
choice-product-form-video = Video, phóng sự
choice-product-form-social-post = Bài đăng mạng xã hội
choice-product-form-other = Sản phẩm khác

ui-empty-communication-products = Pano, tờ rơi, tin bài, chương trình phát thanh… (mục I.4).

figure-products = Sản phẩm truyền thông

report-products = Sản phẩm truyền thông: { $products }.
