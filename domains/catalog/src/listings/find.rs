//! The statements of a search: one text in three orders, through the market and within a shop, so that each order
//! has an index to walk and a page goes on where the last one ended.

use db::sql;

/// The columns of a [`Card`](super::Card).
macro_rules! card {
    () => {
        "SELECT l.id, l.shop, s.handle, s.name, l.handle, l.title, l.images, l.category_path,
            l.price_from, s.currency,
            EXISTS (SELECT 1 FROM variant d WHERE d.listing = l.id AND NOT d.gone AND d.price > l.price_from),
            l.published_at,
            NOT EXISTS (
                SELECT 1 FROM variant v JOIN stock k ON k.variant = v.id
                WHERE v.listing = l.id AND NOT v.gone AND (NOT k.tracked OR k.received > k.held + k.sold))
        FROM listing l JOIN shop s ON s.id = l.shop
        WHERE l.state = 'published'"
    };
}

/// What is asked besides where the page begins. Patterns are escaped with `!` by whoever binds them; `%` finds
/// everything, and so does a currency of no letters.
macro_rules! asked {
    () => {
        "   AND l.category_path LIKE $3 ESCAPE '!'
            AND l.folded LIKE $4 ESCAPE '!' AND l.folded LIKE $5 ESCAPE '!'
            AND l.folded LIKE $6 ESCAPE '!' AND l.folded LIKE $7 ESCAPE '!'
            AND ($9 = '' OR s.currency = $9) AND l.price_from BETWEEN $10 AND $11
            AND (NOT $12 OR EXISTS (
                SELECT 1 FROM variant w JOIN stock n ON n.variant = w.id
                WHERE w.listing = l.id AND NOT w.gone AND (NOT n.tracked OR n.received > n.held + n.sold)))"
    };
}

macro_rules! newest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.published_at, l.id) < ($1, $2) ", asked!(),
            " ORDER BY l.published_at DESC, l.id DESC LIMIT $8")
    };
}

macro_rules! cheapest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.price_from, l.id) > ($1, $2) ", asked!(),
            " ORDER BY l.price_from, l.id LIMIT $8")
    };
}

macro_rules! dearest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.price_from, l.id) < ($1, $2) ", asked!(),
            " ORDER BY l.price_from DESC, l.id DESC LIMIT $8")
    };
}

sql! {
    pub(super) NEWEST = newest!();
    pub(super) CHEAPEST = cheapest!();
    pub(super) DEAREST = dearest!();
    pub(super) NEWEST_OF_SHOP = newest!(" AND l.shop = $13");
    pub(super) CHEAPEST_OF_SHOP = cheapest!(" AND l.shop = $13");
    pub(super) DEAREST_OF_SHOP = dearest!(" AND l.shop = $13");
    /// The categories in which anything is to be seen, by leaps: one look at the index a category.
    pub(super) FILLED = "WITH RECURSIVE known(path) AS (
            SELECT MIN(l.category_path) FROM listing l WHERE l.state = 'published'
            UNION ALL
            SELECT (SELECT MIN(n.category_path) FROM listing n
                WHERE n.state = 'published' AND n.category_path > known.path)
            FROM known WHERE known.path IS NOT NULL)
        SELECT path FROM known WHERE path IS NOT NULL AND path <> ''";
    /// In which the shops sell, the most usual one first.
    pub(super) CURRENCIES = "SELECT currency FROM shop GROUP BY currency ORDER BY COUNT(*) DESC, currency";
}
