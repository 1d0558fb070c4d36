-- `place` is the order in which a shop's listings came; files are written in it. `source` and `extra` keep what
-- another shop's file said and we do not interpret. `folded` is what a search looks at, `category_path` is
-- "/home/kitchen/", `price_from` the lowest price of its variants: all three are made from the rest.
CREATE TABLE listing (
    id            BYTEA  NOT NULL PRIMARY KEY,
    shop          BYTEA  NOT NULL REFERENCES shop (id),
    place         BIGINT NOT NULL,
    handle        TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    description   TEXT   NOT NULL,
    source_html   TEXT   NOT NULL,
    vendor        TEXT,
    kind          TEXT,
    tags          TEXT   NOT NULL,
    category      TEXT,
    category_path TEXT   NOT NULL,
    options       TEXT   NOT NULL,
    images        TEXT   NOT NULL,
    source        TEXT,
    extra         TEXT   NOT NULL,
    folded        TEXT   NOT NULL,
    price_from    BIGINT NOT NULL,
    state         TEXT   NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
    published_at  BIGINT,
    made          BIGINT NOT NULL,
    changed       BIGINT NOT NULL,
    UNIQUE (shop, handle),
    UNIQUE (shop, place)
);
CREATE INDEX listing_published ON listing (published_at, id) WHERE state = 'published';
CREATE INDEX listing_shop_published ON listing (shop, published_at, id) WHERE state = 'published';
-- `version` grows with every change that a quote must notice. What a listing no longer has is `gone`, not
-- deleted: orders and stock go on naming it, and the same options bring it back.
CREATE TABLE variant (
    id                BYTEA   NOT NULL PRIMARY KEY,
    listing           BYTEA   NOT NULL REFERENCES listing (id),
    shop              BYTEA   NOT NULL,
    place             BIGINT  NOT NULL,
    sku               TEXT,
    choice            TEXT    NOT NULL,
    price             BIGINT  NOT NULL CHECK (price >= 0),
    compare_at        BIGINT  CHECK (compare_at > price),
    grams             BIGINT  CHECK (grams >= 0),
    barcode           TEXT,
    tax_code          TEXT,
    requires_shipping BOOLEAN NOT NULL,
    image             TEXT,
    extra             TEXT    NOT NULL,
    version           BIGINT  NOT NULL,
    gone              BOOLEAN NOT NULL,
    UNIQUE (listing, choice)
);
CREATE INDEX variant_shop ON variant (shop, id);
-- Every price a variant ever had: what a reduction is measured against.
CREATE TABLE price_change (
    variant    BYTEA  NOT NULL REFERENCES variant (id),
    version    BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    price      BIGINT NOT NULL,
    compare_at BIGINT,
    PRIMARY KEY (variant, version)
);
