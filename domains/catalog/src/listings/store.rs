//! The listings' statements.

use db::sql;

sql! {
    pub(super) INSERT = "INSERT INTO listing
            (id, shop, place, handle, title, description, source_html, vendor, kind, tags, category, category_path,
             options, images, source, extra, folded, price_from, state, published_at, made, changed)
        VALUES ($1, $2, (SELECT COALESCE(MAX(l.place), 0) + 1 FROM listing l WHERE l.shop = $2),
             $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20)
        ON CONFLICT (shop, handle) DO NOTHING";
    pub(super) UPDATE = "UPDATE listing
        SET title = $4, description = $5, source_html = $6, vendor = $7, kind = $8, tags = $9, category = $10,
            category_path = $11, options = $12, images = $13, source = $14, extra = $15, folded = $16,
            price_from = $17, state = $18, published_at = $19, changed = $20
        WHERE id = $1 AND shop = $2 AND handle = $3";
    pub(super) BY_HANDLE = "SELECT id, place, handle, title, source_html, vendor, kind, tags, category, options,
            images, source, extra, state, published_at
        FROM listing WHERE shop = $1 AND handle = $2";
    pub(super) BY_ID = "SELECT id, place, handle, title, source_html, vendor, kind, tags, category, options,
            images, source, extra, state, published_at
        FROM listing WHERE id = $1";
    /// In the order they came; archived ones go into no file.
    pub(super) IN_ORDER = "SELECT id, place, handle, title, source_html, vendor, kind, tags, category, options,
            images, source, extra, state, published_at
        FROM listing
        WHERE shop = $1 AND place > $2 AND state <> 'archived'
        ORDER BY place
        LIMIT $3";
    /// The scope is here, not in an `if`: another shop's listing is not there.
    pub(super) KEPT = "SELECT s.id, s.currency,
            COALESCE((SELECT m.role FROM shop_member m WHERE m.shop = s.id AND m.account = $3), 'owner')
        FROM listing l JOIN shop s ON s.id = l.shop
        WHERE l.id = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = l.shop AND m.account = $3))";
    pub(super) VARIANTS = "SELECT v.id, v.place, v.sku, v.choice, v.price, v.compare_at, v.grams, v.barcode, v.tax_code,
            v.requires_shipping, v.image, v.extra, v.version, v.gone,
            s.tracked, s.counted, s.received, s.held, s.sold
        FROM variant v JOIN stock s ON s.variant = v.id
        WHERE v.listing = $1
        ORDER BY v.place, v.id";
    pub(super) INSERT_VARIANT = "INSERT INTO variant
            (id, listing, shop, place, sku, choice, price, compare_at, grams, barcode, tax_code, requires_shipping,
             image, extra, version, gone)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, FALSE)";
    pub(super) UPDATE_VARIANT = "UPDATE variant
        SET place = $3, sku = $4, price = $5, compare_at = $6, grams = $7, barcode = $8, tax_code = $9,
            requires_shipping = $10, image = $11, extra = $12, version = version + 1, gone = FALSE
        WHERE id = $1 AND listing = $2";
    pub(super) DROP_VARIANT = "UPDATE variant SET gone = TRUE, version = version + 1
        WHERE id = $1 AND listing = $2 AND NOT gone";
    pub(super) LOG_PRICE = "INSERT INTO price_change (variant, version, at, price, compare_at)
        SELECT id, version, $2, price, compare_at FROM variant WHERE id = $1";
    pub(super) PRICES = "SELECT version, at, price, compare_at FROM price_change
        WHERE variant = $1 ORDER BY version DESC LIMIT $2";
    /// For the map of the market.
    pub(super) SEEN_LATELY = "SELECT id, changed FROM listing
        WHERE state = 'published'
        ORDER BY published_at DESC, id DESC
        LIMIT $1";
    /// The newest of the prices in force at any instant from `$2` on.
    pub(super) PRICES_SINCE = "SELECT version, at, price, compare_at FROM price_change
        WHERE variant = $1 AND (at >= $2 OR version =
            (SELECT MAX(b.version) FROM price_change b WHERE b.variant = $1 AND b.at < $2))
        ORDER BY version DESC LIMIT $3";
    /// The lowest price in force at any instant from `$2` on: those set since, and the one it began with.
    pub(super) LOWEST = "SELECT MIN(price) FROM price_change
        WHERE variant = $1 AND (at >= $2 OR version =
            (SELECT MAX(b.version) FROM price_change b WHERE b.variant = $1 AND b.at < $2))";
    pub(super) SHOWN = "SELECT l.id, l.shop, s.handle, s.name, s.face, s.currency, s.tax_rate, s.ship_days,
            s.cash_on_delivery, l.handle, l.title, l.description, l.vendor, l.kind, l.tags, l.category_path, l.options, l.images,
            l.state, l.published_at, l.made, l.changed
        FROM listing l JOIN shop s ON s.id = l.shop
        WHERE l.id = $1 AND l.state = 'published'";
    pub(super) SHOWN_TO_SHOP = "SELECT l.id, l.shop, s.handle, s.name, s.face, s.currency, s.tax_rate, s.ship_days,
            s.cash_on_delivery, l.handle, l.title, l.description, l.vendor, l.kind, l.tags, l.category_path,
            l.options, l.images, l.state, l.published_at, l.made, l.changed
        FROM listing l JOIN shop s ON s.id = l.shop
        WHERE l.id = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = l.shop AND m.account = $3))";
    /// Of one shop, the newest first; `$5` is the state wanted, or `any`.
    pub(super) OF_SHOP = "SELECT l.id, l.place, l.handle, l.title, l.state, l.price_from, l.changed,
            (SELECT COUNT(*) FROM variant v WHERE v.listing = l.id AND NOT v.gone)
        FROM listing l
        WHERE l.shop = $1 AND l.place < $2 AND (l.state = $3 OR $3 = 'any')
        ORDER BY l.place DESC
        LIMIT $4";
}
