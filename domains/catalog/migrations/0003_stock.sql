-- received = available + held + sold, always: available has no column of its own. An untracked variant sells
-- without limit. `counted` says whether anybody ever said a number.
CREATE TABLE stock (
    variant  BYTEA   NOT NULL PRIMARY KEY REFERENCES variant (id),
    shop     BYTEA   NOT NULL,
    tracked  BOOLEAN NOT NULL,
    counted  BOOLEAN NOT NULL,
    received BIGINT  NOT NULL CHECK (received >= 0),
    held     BIGINT  NOT NULL CHECK (held >= 0),
    sold     BIGINT  NOT NULL CHECK (sold >= 0),
    CHECK (NOT tracked OR received >= held + sold)
);
CREATE INDEX stock_shop ON stock (shop, variant);
CREATE TABLE stock_movement (
    id      BYTEA  NOT NULL PRIMARY KEY,
    variant BYTEA  NOT NULL REFERENCES stock (variant),
    delta   BIGINT NOT NULL CHECK (delta <> 0),
    reason  TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL
);
CREATE INDEX stock_movement_variant ON stock_movement (variant, at, id);
-- A hold ends once: it is `ended` from nothing to one of three words and never again.
CREATE TABLE hold (
    id       BYTEA  NOT NULL PRIMARY KEY,
    variant  BYTEA  NOT NULL REFERENCES stock (variant),
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    for_kind TEXT   NOT NULL,
    for_id   BYTEA  NOT NULL,
    until    BIGINT NOT NULL,
    taken    BIGINT NOT NULL,
    ended    TEXT   CHECK (ended IN ('consumed', 'released', 'expired')),
    ended_at BIGINT
);
CREATE INDEX hold_variant ON hold (variant) WHERE ended IS NULL;
CREATE INDEX hold_for ON hold (for_id);
CREATE INDEX hold_open ON hold (until) WHERE ended IS NULL;
