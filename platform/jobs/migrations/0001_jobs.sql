-- Work that a command leaves for after its commit.
-- `due`: ready, not before this instant; leased, the lease ends at this instant; done or dead, nothing.
-- `fence` grows with each lease: what an earlier holder still tries to save names an old one and is refused.
CREATE TABLE job (
    id           BYTEA  NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    subject_kind TEXT   NOT NULL,
    subject      BYTEA  NOT NULL,
    payload      TEXT   NOT NULL,
    once         TEXT,
    state        TEXT   NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead')),
    due          BIGINT,
    fence        BIGINT NOT NULL,
    attempts     BIGINT NOT NULL,
    created      BIGINT NOT NULL,
    ended        BIGINT,
    last_error   TEXT,
    CHECK ((due IS NULL) = (state IN ('done', 'dead'))),
    CHECK ((ended IS NULL) = (due IS NOT NULL)),
    UNIQUE (kind, once)
);
CREATE INDEX job_due ON job (kind, due, id) WHERE due IS NOT NULL;
CREATE INDEX job_ended ON job (state, ended, id) WHERE ended IS NOT NULL;
