-- A cart belongs to whoever holds its secret, and to an account if one made it.
CREATE TABLE cart (
    id      BYTEA  NOT NULL PRIMARY KEY,
    account BYTEA,
    guest   BYTEA  NOT NULL,
    at      BIGINT NOT NULL
);
CREATE TABLE cart_line (
    cart     BYTEA  NOT NULL REFERENCES cart (id),
    variant  BYTEA  NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    at       BIGINT NOT NULL,
    PRIMARY KEY (cart, variant)
);
-- A quote, and what became of it. It holds no personal data: where the goods go is a country and a region.
CREATE TABLE checkout (
    id         BYTEA  NOT NULL PRIMARY KEY,
    cart       BYTEA  NOT NULL,
    account    BYTEA,
    guest      BYTEA  NOT NULL,
    quote      TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    confirmed  TEXT,
    at         BIGINT NOT NULL
);
CREATE INDEX checkout_cart ON checkout (cart);
