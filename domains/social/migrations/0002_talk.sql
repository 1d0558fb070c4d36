-- One short link a thing that has a page; `about` names listings, shops, posts and accounts, whose ids never meet.
CREATE TABLE share_link (
    code       TEXT   NOT NULL PRIMARY KEY,
    about_kind TEXT   NOT NULL CHECK (about_kind IN ('lst', 'shp', 'pst', 'acc')),
    about      BYTEA  NOT NULL UNIQUE,
    made       BIGINT NOT NULL
);

-- What is said under a thing. A thread begins with a comment without a parent; whatever answers within it has that one as
-- its parent, and in `answers` the very one it answers. A removed one keeps its row and nothing that it said.
CREATE TABLE comment (
    id         BYTEA  NOT NULL PRIMARY KEY,
    about_kind TEXT   NOT NULL CHECK (about_kind IN ('lst', 'pst')),
    about      BYTEA  NOT NULL,
    parent     BYTEA,
    answers    BYTEA,
    writer     BYTEA  NOT NULL,
    language   TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    written    BIGINT NOT NULL,
    removed    BIGINT,
    removed_by TEXT CHECK (removed_by IN ('writer', 'author', 'staff')),
    word       TEXT,
    CHECK ((parent IS NULL) = (answers IS NULL)),
    CHECK ((removed IS NULL) = (removed_by IS NULL))
);
CREATE INDEX comment_about ON comment (about, parent, id);
CREATE INDEX comment_thread ON comment (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX comment_writer ON comment (writer, id);

-- One a person and kind; counts are counted.
CREATE TABLE reaction (
    about_kind TEXT   NOT NULL CHECK (about_kind IN ('lst', 'pst')),
    about      BYTEA  NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('like', 'love', 'laugh', 'helpful')),
    who        BYTEA  NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (about, kind, who)
);
CREATE INDEX reaction_who ON reaction (who, about);

-- What somebody keeps for themselves, once each; without a collection it lies in their first, which has no row. The price
-- is the least that it cost on that day.
CREATE TABLE collection (
    id    BYTEA  NOT NULL PRIMARY KEY,
    owner BYTEA  NOT NULL,
    name  TEXT   NOT NULL,
    made  BIGINT NOT NULL,
    UNIQUE (owner, name)
);
CREATE TABLE saved (
    owner      BYTEA  NOT NULL,
    thing_kind TEXT   NOT NULL CHECK (thing_kind IN ('lst', 'shp', 'pst')),
    thing      BYTEA  NOT NULL,
    collection BYTEA,
    since      BIGINT NOT NULL,
    price      BIGINT,
    currency   TEXT,
    PRIMARY KEY (owner, thing),
    CHECK ((price IS NULL) = (currency IS NULL))
);
CREATE INDEX saved_latest ON saved (owner, collection, since, thing);
