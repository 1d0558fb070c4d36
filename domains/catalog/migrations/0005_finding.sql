-- A list by price walks one of these as the newest walks its own; the last lets a page ask which categories and
-- which currencies there are without reading every listing and every shop.
CREATE INDEX listing_price ON listing (price_from, id) WHERE state = 'published';
CREATE INDEX listing_shop_price ON listing (shop, price_from, id) WHERE state = 'published';
CREATE INDEX listing_category ON listing (category_path) WHERE state = 'published';
CREATE INDEX shop_currency ON shop (currency);
