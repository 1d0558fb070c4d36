-- A plate is what a picture was developed into: its files, alike for everybody who brought the same bytes. `making`
-- until its files lie ready; `going` while they are taken away, and then nobody may begin to use it again.
CREATE TABLE plate (
    id      BYTEA  NOT NULL PRIMARY KEY,
    state   TEXT   NOT NULL CHECK (state IN ('making', 'ready', 'going')),
    width   BIGINT NOT NULL,
    height  BIGINT NOT NULL,
    widths  TEXT   NOT NULL,
    colour  TEXT   NOT NULL,
    blur    TEXT   NOT NULL,
    bytes   BIGINT NOT NULL,
    touched BIGINT NOT NULL
);
CREATE INDEX plate_touched ON plate (touched, id);
-- What an account brought. `owner` is null for what the market itself fetched. `unused_since` is null while
-- something shows it.
CREATE TABLE picture (
    id           BYTEA  NOT NULL PRIMARY KEY,
    owner        BYTEA,
    plate        BYTEA  NOT NULL REFERENCES plate (id),
    alt          TEXT   NOT NULL,
    made         BIGINT NOT NULL,
    unused_since BIGINT
);
CREATE INDEX picture_owner ON picture (owner, id);
CREATE INDEX picture_plate ON picture (plate);
CREATE INDEX picture_unused ON picture (unused_since, id) WHERE unused_since IS NOT NULL;
-- Who shows it: a listing, later a post or a profile, by kind and id.
CREATE TABLE picture_use (
    user_kind TEXT  NOT NULL,
    user_id   BYTEA NOT NULL,
    picture   BYTEA NOT NULL REFERENCES picture (id),
    PRIMARY KEY (user_kind, user_id, picture)
);
CREATE INDEX picture_use_picture ON picture_use (picture);
