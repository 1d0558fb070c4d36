//! What the catalogue keeps, why and how long. Shops and what they sell are public; a person appears only as the
//! account that keeps a shop or moved its stock.

use domain::{Column, Erase, Keep};

const fn shop(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::WithRow, erase: Erase::NotPersonal }
}

/// Every column.
pub const DATA_MAP: &[Column] = &[
    shop("shop", "id, handle, name, story", "names the shop to buyers and in addresses, and tells of it"),
    shop("shop", "face", "which picture buyers see beside its name"),
    shop("shop", "currency, country, tax_rate", "prices and the tax line of every quote"),
    shop("shop", "ship_days, cash_on_delivery, opened", "what the shop promises, and since when it is here"),
    Column {
        table: "shop_member",
        columns: "shop, account, role, since",
        purpose: "who keeps the shop: the scope of every seller's command",
        keep: Keep::WithRow,
        erase: Erase::Deleted,
    },
    shop("listing", "id, shop, place, handle, made, changed", "names the listing, in the order it came"),
    shop("listing", "title, description, vendor, kind, tags, images, options", "what the shop says it sells"),
    shop("listing", "category, category_path, folded, price_from", "finds it"),
    shop("listing", "source_html, source, extra", "gives another shop's file back as it came"),
    shop("listing", "state, published_at", "whether and since when it is seen"),
    shop("variant", "id, listing, shop, place, sku, choice, gone", "names what is bought"),
    shop("variant", "price, compare_at, version", "what it costs; a quote of another version is stale"),
    shop(
        "variant",
        "grams, requires_shipping, barcode, tax_code, image, extra",
        "how it is sent and written out",
    ),
    shop("price_change", "variant, version, at, price, compare_at", "what a reduction is measured against"),
    shop("stock", "variant, shop, tracked, counted, received, held, sold", "sells no unit twice"),
    shop("stock_movement", "id, variant, delta, reason, at", "why stock is what it is"),
    Column {
        table: "stock_movement",
        columns: "actor",
        purpose: "who moved it",
        keep: Keep::WithRow,
        erase: Erase::Pseudonym,
    },
    shop(
        "hold",
        "id, variant, quantity, until, taken, ended, ended_at",
        "promises units to one buyer at a time",
    ),
    Column {
        table: "hold",
        columns: "for_kind, for_id",
        purpose: "whose promise it is: an order, never a person",
        keep: Keep::WithRow,
        erase: Erase::Pseudonym,
    },
    shop(
        "import",
        "id, shop, format, state, bytes, read, items, listings, variants, refused, at, ended",
        "carries a product file on and tells what came of it",
    ),
    shop(
        "import_refusal",
        "import, number, line, field, code, detail",
        "tells the shop which lines were not taken, and why",
    ),
    Column {
        table: "import_piece",
        columns: "import, number, at, bytes",
        purpose: "the product file until its import has ended",
        keep: Keep::Days(1),
        erase: Erase::NotPersonal,
    },
];
