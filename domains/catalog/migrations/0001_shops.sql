-- A shop sells in one currency; its prices include tax at one rate (basis points: 1200 is 12%).
CREATE TABLE shop (
    id               BYTEA   NOT NULL PRIMARY KEY,
    handle           TEXT    NOT NULL UNIQUE,
    name             TEXT    NOT NULL,
    currency         TEXT    NOT NULL,
    country          TEXT    NOT NULL,
    tax_rate         BIGINT  NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    ship_days        BIGINT  NOT NULL CHECK (ship_days BETWEEN 1 AND 30),
    cash_on_delivery BOOLEAN NOT NULL,
    opened           BIGINT  NOT NULL
);
CREATE INDEX shop_opened ON shop (opened, id);
-- Who keeps a shop. A shop that the command line opened has nobody until the operator says whose it is.
CREATE TABLE shop_member (
    shop    BYTEA  NOT NULL REFERENCES shop (id),
    account BYTEA  NOT NULL,
    role    TEXT   NOT NULL CHECK (role IN ('owner', 'staff')),
    since   BIGINT NOT NULL,
    PRIMARY KEY (shop, account)
);
CREATE UNIQUE INDEX shop_owner ON shop_member (shop) WHERE role = 'owner';
CREATE INDEX shop_member_account ON shop_member (account);
