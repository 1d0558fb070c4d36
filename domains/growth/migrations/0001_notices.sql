-- What somebody was told. Its words are a locale key with what is filled in; `why` is the reason, stored when it was
-- written. Of facts that are grouped, an unread notice takes in the next one and moves up.
CREATE TABLE notice (
    id      BYTEA  NOT NULL PRIMARY KEY,
    person  BYTEA  NOT NULL,
    topic   TEXT   NOT NULL,
    key     TEXT   NOT NULL,
    filled  TEXT   NOT NULL,
    link    TEXT   NOT NULL,
    about   BYTEA  NOT NULL,
    why     TEXT   NOT NULL,
    pos     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (person, key, about, pos)
);
CREATE INDEX notice_person ON notice (person, pos, id);
CREATE INDEX notice_unread ON notice (person, key, about) WHERE read_at IS NULL;
-- By whom a grouped notice is, each once. A name is read when it is shown: who is gone is not named.
CREATE TABLE notice_by (
    notice BYTEA  NOT NULL,
    who    BYTEA  NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (notice, who)
);
-- How often somebody's inbox has changed: whoever watches it looks again when this moves.
CREATE TABLE inbox (
    person BYTEA  NOT NULL PRIMARY KEY,
    seq    BIGINT NOT NULL
);
-- Topics that somebody wants to hear nothing of. A topic without a row is on.
CREATE TABLE notice_off (
    person BYTEA  NOT NULL,
    topic  TEXT   NOT NULL,
    since  BIGINT NOT NULL,
    PRIMARY KEY (person, topic)
);
