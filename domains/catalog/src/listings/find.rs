//! The statements of a search: one text in three orders, through the market and within a shop, so that each order
//! has an index to walk and a page goes on where the last one ended.

use db::sql;

/// The columns of a [`Card`](super::Card). `CROSS JOIN`, because SQLite takes it at its word: the listings come first, in
/// the order of an index, and each brings its shop. Left to itself, in a market of few shops, it would go through the
/// shops and sort all that they have for every page.
macro_rules! card {
    () => {
        "SELECT l.id, l.shop, s.handle, s.name, s.face, l.handle, l.title, l.images, l.category_path,
            l.price_from, s.currency,
            EXISTS (SELECT 1 FROM variant d WHERE d.listing = l.id AND NOT d.gone AND d.price > l.price_from),
            l.published_at,
            NOT EXISTS (
                SELECT 1 FROM variant v JOIN stock k ON k.variant = v.id
                WHERE v.listing = l.id AND NOT v.gone AND (NOT k.tracked OR k.received > k.held + k.sold))
        FROM listing l CROSS JOIN shop s
        WHERE s.id = l.shop AND l.state = 'published'"
    };
}

/// What is asked besides where the page begins. Patterns are escaped with `!` by whoever binds them; `%` finds
/// everything without a look at the text, and so does a currency of no letters.
macro_rules! asked {
    ($price:literal) => {
        concat!(
            "   AND ($3 = '%' OR l.category_path LIKE $3 ESCAPE '!')
            AND ($4 = '%' OR l.folded LIKE $4 ESCAPE '!') AND ($5 = '%' OR l.folded LIKE $5 ESCAPE '!')
            AND ($6 = '%' OR l.folded LIKE $6 ESCAPE '!') AND ($7 = '%' OR l.folded LIKE $7 ESCAPE '!')
            AND ($9 = '' OR s.currency = $9) AND ",
            $price,
            " BETWEEN $10 AND $11
            AND (NOT $12 OR EXISTS (
                SELECT 1 FROM variant w JOIN stock n ON n.variant = w.id
                WHERE w.listing = l.id AND NOT w.gone AND (NOT n.tracked OR n.received > n.held + n.sold)))"
        )
    };
}

/// The sign before the price keeps its index out of an order by age.
macro_rules! newest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.published_at, l.id) < ($1, $2) ", asked!("+l.price_from"),
            " ORDER BY l.published_at DESC, l.id DESC LIMIT $8")
    };
}

macro_rules! cheapest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.price_from, l.id) > ($1, $2) ", asked!("l.price_from"),
            " ORDER BY l.price_from, l.id LIMIT $8")
    };
}

macro_rules! dearest {
    ($($within:literal)?) => {
        concat!(card!(), $($within,)? " AND (l.price_from, l.id) < ($1, $2) ", asked!("l.price_from"),
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
    /// Cards of listings that a finder named, as far as they fit still. What is not asked for is bound by what fits
    /// every listing.
    pub(super) NAMED = concat!(card!(),
        " AND l.id = ANY($1)
            AND ($2 = '%' OR l.category_path LIKE $2 ESCAPE '!')
            AND ($3 = '' OR s.currency = $3) AND l.price_from BETWEEN $4 AND $5
            AND (NOT $6 OR EXISTS (
                SELECT 1 FROM variant w JOIN stock n ON n.variant = w.id
                WHERE w.listing = l.id AND NOT w.gone AND (NOT n.tracked OR n.received > n.held + n.sold)))
            AND ($7 OR l.shop = $8)");
    /// The categories in which anything is to be seen, by leaps: one look at the index a category.
    pub(super) FILLED = "WITH RECURSIVE known(path) AS (
            SELECT MIN(l.category_path) FROM listing l WHERE l.state = 'published'
            UNION ALL
            SELECT (SELECT MIN(n.category_path) FROM listing n
                WHERE n.state = 'published' AND n.category_path > known.path)
            FROM known WHERE known.path IS NOT NULL)
        SELECT path FROM known WHERE path IS NOT NULL AND path <> ''";
    /// Some of them.
    pub(super) THESE = concat!(card!(), " AND l.id = ANY($1)");
    /// The last one of each shop: one look at an index a shop.
    pub(super) LATEST_OF = concat!(card!(), " AND l.id IN (
            SELECT (SELECT n.id FROM listing n WHERE n.shop = o.id AND n.state = 'published'
                ORDER BY n.published_at DESC, n.id DESC LIMIT 1)
            FROM shop o WHERE o.id = ANY($1))");
    /// In which the shops sell, the most usual one first.
    pub(super) CURRENCIES = "SELECT currency FROM shop GROUP BY currency ORDER BY COUNT(*) DESC, currency";
}

#[cfg(test)]
mod tests {
    use db::{No, Rx, Tx, params, sql};
    use kernel::{Actor, Cx, Uid, Wiring};

    sql! {
        COUNT = "ANALYZE";
        /// As it would have counted one shop with five hundred listings.
        COUNTED = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
            ('shop', 'sqlite_autoindex_shop_1', '1 1'), ('shop', 'shop_currency', '1 1'),
            ('listing', 'listing_shop_price', '500 500 2 1'), ('listing', 'listing_price', '500 2 1'),
            ('listing', 'listing_shop_published', '500 500 100 1'), ('listing', 'listing_published', '500 100 1'),
            ('listing', 'sqlite_autoindex_listing_2', '500 500 1'), ('listing', 'listing_category', '500 500')";
        BELIEVE_IT = "ANALYZE sqlite_schema";
        NEWEST = concat!("EXPLAIN QUERY PLAN ", newest!());
        NEWEST_OF_SHOP = concat!("EXPLAIN QUERY PLAN ", newest!(" AND l.shop = $13"));
        CHEAPEST = concat!("EXPLAIN QUERY PLAN ", cheapest!());
        DEAREST = concat!("EXPLAIN QUERY PLAN ", dearest!());
    }

    /// How SQLite would go through the tables, step by step.
    fn plans(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Vec<String>>, No> {
        let text = || "%".to_owned();
        let asked = params![
            0_i64,
            Uid::default(),
            text(),
            text(),
            text(),
            text(),
            text(),
            25_i64,
            "",
            0_i64,
            1_i64,
            false
        ];
        let of_shop = [&asked[..], &params![Uid::default()]].concat();
        let mut plans = Vec::new();
        for (statement, row) in STATEMENTS[3..].iter().zip([&asked[..], &of_shop, &asked, &asked]) {
            let steps = rx.all::<(i64, i64, i64, String)>(statement, row)?;
            plans.push(steps.into_iter().map(|(.., words)| words).collect());
        }
        Ok(plans)
    }

    fn count(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
        for statement in &STATEMENTS[..3] {
            tx.run(statement, &[])?;
        }
        Ok(())
    }

    #[tokio::test]
    async fn every_order_walks_its_index_and_sorts_nothing_also_in_a_market_of_one_shop() {
        let migrations = [
            facts::MIGRATIONS,
            jobs::MIGRATIONS,
            web::MIGRATIONS,
            runner::MIGRATIONS,
            media::MIGRATIONS,
            crate::MIGRATIONS,
        ];
        let bench = testkit::sqlite(&migrations.concat(), Wiring::default());
        bench.db.write(&Actor::Engine, (), count).await.unwrap();
        let plans = bench.db.read(&Actor::Engine, (), plans).await.unwrap();
        let first: Vec<&str> =
            plans.iter().map(|steps| steps[0].split(" (").next().unwrap_or_default()).collect();
        let by = |index: &str| format!("SEARCH l USING INDEX {index}");
        let expected =
            ["listing_published", "listing_shop_published", "listing_price", "listing_price"].map(by);
        assert_eq!(first, expected);
        let sorted = plans.iter().flatten().filter(|step| step.contains("TEMP B-TREE")).count();
        assert_eq!(sorted, 0, "{plans:?}");
    }
}
