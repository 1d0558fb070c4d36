-- One order: a promise between a buyer and a shop. `promise` and `splits` are what was told and agreed at
-- confirmation, frozen; `address` is blanked when a buyer is erased.
CREATE TABLE orders (
    id          BYTEA   NOT NULL PRIMARY KEY,
    state       TEXT    NOT NULL,
    version     BIGINT  NOT NULL,
    since       BIGINT  NOT NULL,
    number      TEXT    NOT NULL UNIQUE,
    checkout    BYTEA   NOT NULL,
    payment     BYTEA,
    refund      BYTEA   NOT NULL,
    shop        BYTEA   NOT NULL,
    buyer       BYTEA,
    guest       BYTEA,
    method      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    total       BIGINT  NOT NULL CHECK (total >= 0),
    shipping    BIGINT  NOT NULL CHECK (shipping >= 0),
    tax         BIGINT  NOT NULL,
    splits      TEXT    NOT NULL,
    promise     TEXT    NOT NULL,
    address     TEXT    NOT NULL,
    delivery    TEXT    NOT NULL,
    trace       TEXT    NOT NULL,
    placed_at   BIGINT  NOT NULL,
    asked_time  BIGINT  NOT NULL,
    stock_again BOOLEAN NOT NULL,
    parcels     BIGINT  NOT NULL,
    asked_look  BIGINT  NOT NULL
);
CREATE INDEX orders_buyer ON orders (buyer, placed_at, id);
CREATE INDEX orders_guest ON orders (guest, placed_at, id);
CREATE INDEX orders_shop ON orders (shop, placed_at, id);

CREATE TABLE order_line (
    order_id BYTEA  NOT NULL REFERENCES orders (id),
    place    BIGINT NOT NULL,
    variant  BYTEA  NOT NULL,
    listing  BYTEA  NOT NULL,
    title    TEXT   NOT NULL,
    options  TEXT   NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    unit     BIGINT NOT NULL CHECK (unit >= 0),
    total    BIGINT NOT NULL CHECK (total >= 0),
    tax      BIGINT NOT NULL,
    hold     BYTEA  NOT NULL,
    PRIMARY KEY (order_id, place)
);
