-- Every clock of every row of every process (architecture, idea 1). `at` is empty while the clock is held, while
-- its due cannot be known, and once it has rung; `verify` recomputes each from its row.
CREATE TABLE clock (
    process    TEXT   NOT NULL,
    id         BYTEA  NOT NULL,
    name       TEXT   NOT NULL,
    root       BYTEA  NOT NULL,
    kind       TEXT   NOT NULL,
    at         BIGINT,
    held       BIGINT NOT NULL,
    held_since BIGINT,
    rung       BIGINT,
    PRIMARY KEY (process, id, name)
);
CREATE INDEX clock_due ON clock (at) WHERE at IS NOT NULL;
CREATE INDEX clock_family ON clock (root);
