-- A shop's way to deliver: where to, how much by weight, how long. `places` and `brackets` are JSON lists.
CREATE TABLE shipping_rate (
    id        BYTEA   NOT NULL PRIMARY KEY,
    shop      BYTEA   NOT NULL,
    name      TEXT    NOT NULL,
    places    TEXT    NOT NULL,
    brackets  TEXT    NOT NULL,
    currency  TEXT    NOT NULL,
    free_from BIGINT,
    days_min  BIGINT  NOT NULL CHECK (days_min >= 0),
    days_max  BIGINT  NOT NULL CHECK (days_max >= days_min),
    active    BOOLEAN NOT NULL,
    at        BIGINT  NOT NULL
);
CREATE INDEX shipping_rate_shop ON shipping_rate (shop, at, id);

CREATE TABLE parcel (
    id       BYTEA  NOT NULL PRIMARY KEY,
    order_id BYTEA  NOT NULL,
    shop     BYTEA  NOT NULL,
    carrier  TEXT   NOT NULL,
    tracking TEXT   NOT NULL,
    status   TEXT   NOT NULL,
    sent_at  BIGINT NOT NULL
);
CREATE INDEX parcel_order ON parcel (order_id, sent_at, id);

-- Where it was seen, by whose word. The source's own number makes a repeated scan one scan.
CREATE TABLE parcel_scan (
    parcel BYTEA  NOT NULL REFERENCES parcel (id),
    source TEXT   NOT NULL,
    event  TEXT   NOT NULL,
    status TEXT   NOT NULL,
    at     BIGINT NOT NULL,
    place  TEXT   NOT NULL,
    PRIMARY KEY (parcel, source, event)
);
