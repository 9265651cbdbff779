### All that is said of communication_products.

kind-communication-products = Communication products

column-quantity = Quantity
column-quantity-unit = Unit
column-distributed = Distributed

choice-product-form-poster = Poster
choice-product-form-banner = Banner
choice-product-form-leaflet = Leaflet
choice-product-form-article = Article
choice-product-form-broadcast = Broadcast
choice-product-form-video = Video
choice-product-form-social-post = Social post
choice-product-form-other = Other

ui-empty-communication-products = Posters, leaflets, articles, broadcasts and so on (section I.4).

figure-products = Communication products

report-products = Communication products: { $products }.
