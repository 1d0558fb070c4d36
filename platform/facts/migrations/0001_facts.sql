-- What happened. Immutable but for three things: `pos`, which the sequencer gives once; `salt`, whose
-- destruction erases what only the salt makes readable in a proof; and nothing else.
CREATE TABLE fact (
    root      BYTEA  NOT NULL,
    seq       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    actor     TEXT   NOT NULL,
    process   TEXT   NOT NULL,
    id        BYTEA  NOT NULL,
    event     TEXT   NOT NULL,
    was       TEXT,
    now       TEXT,
    note      TEXT   NOT NULL, -- JSON object
    transfers TEXT   NOT NULL, -- JSON array of ids and digests
    salt      BYTEA,
    leaf      BYTEA  NOT NULL,
    pos       BIGINT,
    PRIMARY KEY (root, seq)
);
CREATE UNIQUE INDEX fact_pos ON fact (pos) WHERE pos IS NOT NULL;
CREATE INDEX fact_unplaced ON fact (at, root, seq) WHERE pos IS NULL;
CREATE INDEX fact_of ON fact (id, seq);

-- One row: who may place facts, and how far the log goes.
CREATE TABLE log_head (
    name  TEXT   NOT NULL PRIMARY KEY,
    pos   BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    until BIGINT NOT NULL
);
INSERT INTO log_head (name, pos, fence, until) VALUES ('log', 0, 0, 0);

-- Each seal covers the positions after the one before it and is chained to it.
CREATE TABLE seal (
    no       BIGINT NOT NULL PRIMARY KEY,
    first    BIGINT NOT NULL,
    last     BIGINT NOT NULL,
    tree     BYTEA  NOT NULL,
    previous BYTEA  NOT NULL,
    digest   BYTEA  NOT NULL,
    at       BIGINT NOT NULL
);

-- How far each listener has read; moved in the transaction of its effect.
CREATE TABLE listener (
    name TEXT   NOT NULL PRIMARY KEY,
    pos  BIGINT NOT NULL
);
-- Facts that a listener could not take. They block their family for that listener, not the log.
CREATE TABLE parked (
    listener TEXT   NOT NULL,
    pos      BIGINT NOT NULL,
    root     BYTEA  NOT NULL,
    why      TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (listener, pos)
);
CREATE INDEX parked_family ON parked (listener, root);
