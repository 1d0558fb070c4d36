-- A product file on its way in. `items` counts what of the file has been decided, so that another attempt goes
-- on where the last one stopped.
CREATE TABLE import (
    id       BYTEA  NOT NULL PRIMARY KEY,
    shop     BYTEA  NOT NULL REFERENCES shop (id),
    format   TEXT   NOT NULL,
    state    TEXT   NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    bytes    BIGINT NOT NULL,
    read     BIGINT NOT NULL,
    items    BIGINT NOT NULL,
    listings BIGINT NOT NULL,
    variants BIGINT NOT NULL,
    refused  BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    ended    BIGINT
);
CREATE UNIQUE INDEX import_one_a_shop ON import (shop) WHERE ended IS NULL;
-- The file itself while it is needed: any node may carry the import on.
CREATE TABLE import_piece (
    import BYTEA  NOT NULL,
    number BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    bytes  BYTEA  NOT NULL,
    PRIMARY KEY (import, number)
);
CREATE INDEX import_piece_at ON import_piece (at);
CREATE TABLE import_refusal (
    import BYTEA  NOT NULL REFERENCES import (id),
    number BIGINT NOT NULL,
    line   BIGINT NOT NULL,
    field  TEXT,
    code   TEXT   NOT NULL,
    detail TEXT   NOT NULL,
    PRIMARY KEY (import, number)
);
