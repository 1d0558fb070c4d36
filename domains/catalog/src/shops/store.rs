//! The shops' statements.

use db::sql;

sql! {
    pub(super) OPEN = "INSERT INTO shop
            (id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened, story)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (handle) DO NOTHING";
    pub(super) CHANGE = "UPDATE shop
        SET name = $2, country = $3, tax_rate = $4, ship_days = $5, cash_on_delivery = $6, story = $7
        WHERE id = $1";
    pub(super) BY_IDS = "SELECT id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened,
            story, face
        FROM shop WHERE id = ANY($1)";
    pub(super) BY_HANDLE = "SELECT id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened,
            story, face
        FROM shop WHERE handle = $1";
    pub(super) ALL = "SELECT id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened,
            story, face
        FROM shop
        WHERE (opened, id) > ($1, $2)
        ORDER BY opened, id
        LIMIT $3";
    pub(super) COUNT = "SELECT COUNT(*) FROM shop";
    /// The newest of those that have something to show.
    pub(super) NEWEST = "SELECT s.id, s.handle, s.name, s.currency, s.country, s.tax_rate, s.ship_days,
            s.cash_on_delivery, s.opened, s.story, s.face
        FROM shop s
        WHERE EXISTS (SELECT 1 FROM listing l WHERE l.shop = s.id AND l.state = 'published')
        ORDER BY s.opened DESC, s.id DESC
        LIMIT $1";
    /// Those that an account keeps, the first it opened first.
    pub(super) OF_ACCOUNT = "SELECT s.id, s.handle, s.name, s.currency, s.country, s.tax_rate, s.ship_days,
            s.cash_on_delivery, s.opened, s.story, s.face
        FROM shop s
        JOIN shop_member m ON m.shop = s.id
        WHERE m.account = $1
        ORDER BY s.opened, s.id";
    pub(super) OWNED = "SELECT shop FROM shop_member WHERE account = $1 AND role = 'owner' ORDER BY shop";
    pub(super) KEEPS_ONE = "SELECT 1 FROM shop_member WHERE account = $1 LIMIT 1";
    pub(super) JOIN = "INSERT INTO shop_member (shop, account, role, since) VALUES ($1, $2, $3, $4)";
    pub(super) HIRE = "INSERT INTO shop_member (shop, account, role, since) VALUES ($1, $2, 'staff', $3)
        ON CONFLICT (shop, account) DO NOTHING";
    pub(super) DISMISS = "DELETE FROM shop_member WHERE shop = $1 AND account = $2 AND role = 'staff'";
    /// The owner before goes on as staff of nothing: the shop is another's now.
    pub(super) VACATE = "DELETE FROM shop_member WHERE shop = $1 AND role = 'owner'";
    pub(super) CROWN = "INSERT INTO shop_member (shop, account, role, since) VALUES ($1, $2, 'owner', $3)
        ON CONFLICT (shop, account) DO UPDATE SET role = 'owner', since = $3";
    pub(super) KEEPERS = "SELECT account FROM shop_member WHERE shop = $1 ORDER BY account";
    pub(super) ROLE = "SELECT role FROM shop_member WHERE shop = $1 AND account = $2";
    /// A shop that the actor keeps: `$2` is true for the engine and the command line, who are no members.
    pub(super) KEPT_BY_ID = "SELECT s.id, s.currency,
            COALESCE((SELECT m.role FROM shop_member m WHERE m.shop = s.id AND m.account = $3), 'owner')
        FROM shop s
        WHERE s.id = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = s.id AND m.account = $3))";
    pub(super) KEPT_BY_HANDLE = "SELECT s.id, s.currency,
            COALESCE((SELECT m.role FROM shop_member m WHERE m.shop = s.id AND m.account = $3), 'owner')
        FROM shop s
        WHERE s.handle = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = s.id AND m.account = $3))";
}
