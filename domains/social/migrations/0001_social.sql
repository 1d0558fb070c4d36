-- Who follows whom. `whom` is an account or a shop; their ids never meet, so one column names both.
CREATE TABLE follow (
    follower  BYTEA  NOT NULL,
    whom_kind TEXT   NOT NULL CHECK (whom_kind IN ('acc', 'shp')),
    whom      BYTEA  NOT NULL,
    since     BIGINT NOT NULL,
    PRIMARY KEY (follower, whom)
);
CREATE INDEX follow_latest ON follow (follower, since, whom);
CREATE INDEX follow_whom ON follow (whom, since, follower);

-- Two who do not see each other, whoever of them wanted it.
CREATE TABLE block (
    blocker   BYTEA  NOT NULL,
    whom_kind TEXT   NOT NULL CHECK (whom_kind IN ('acc', 'shp')),
    whom      BYTEA  NOT NULL,
    since     BIGINT NOT NULL,
    PRIMARY KEY (blocker, whom)
);
CREATE INDEX block_whom ON block (whom, blocker);

-- Whom somebody wants to see no more of in feeds; the other is not told and sees everything as before.
CREATE TABLE mute (
    muter     BYTEA  NOT NULL,
    whom_kind TEXT   NOT NULL CHECK (whom_kind IN ('acc', 'shp')),
    whom      BYTEA  NOT NULL,
    since     BIGINT NOT NULL,
    PRIMARY KEY (muter, whom)
);

CREATE TABLE circle (
    id    BYTEA  NOT NULL PRIMARY KEY,
    owner BYTEA  NOT NULL,
    name  TEXT   NOT NULL,
    made  BIGINT NOT NULL
);
CREATE INDEX circle_owner ON circle (owner, id);

CREATE TABLE circle_member (
    circle BYTEA  NOT NULL,
    member BYTEA  NOT NULL,
    since  BIGINT NOT NULL,
    PRIMARY KEY (circle, member)
);
CREATE INDEX circle_member_member ON circle_member (member, circle);

-- A post speaks for a person or for a shop (`voice`); `writer` is the account that wrote it. Its id is of the instant
-- it was published, so the order of ids is the order of time. A removed one keeps its row and nothing that it said.
CREATE TABLE post (
    id         BYTEA  NOT NULL PRIMARY KEY,
    voice_kind TEXT   NOT NULL CHECK (voice_kind IN ('acc', 'shp')),
    voice      BYTEA  NOT NULL,
    writer     BYTEA  NOT NULL,
    audience   TEXT   NOT NULL CHECK (audience IN ('everyone', 'followers', 'circle', 'me')),
    circle     BYTEA,
    language   TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    pictures   TEXT   NOT NULL,        -- JSON: what media knows of each, copied, and its alternative text
    order_id   BYTEA,                  -- of which order it shows something; told to nobody
    bought     BYTEA,                  -- the listing that its author was sent
    published  BIGINT NOT NULL,
    edited     BIGINT,
    removed    BIGINT,
    CHECK ((audience = 'circle') = (circle IS NOT NULL)),
    CHECK ((order_id IS NULL) = (bought IS NULL))
);
CREATE INDEX post_voice ON post (voice, id);
CREATE INDEX post_writer ON post (writer, id);
CREATE INDEX post_bought ON post (bought, id) WHERE bought IS NOT NULL;

-- What a post shows of what is for sale, and where on which picture, in hundredths of its width and height.
CREATE TABLE post_tag (
    post    BYTEA  NOT NULL,
    place   BIGINT NOT NULL,
    listing BYTEA  NOT NULL,
    variant BYTEA,
    picture BIGINT,
    x       BIGINT,
    y       BIGINT,
    PRIMARY KEY (post, place),
    CHECK ((x IS NULL) = (picture IS NULL) AND (y IS NULL) = (picture IS NULL)),
    CHECK (x IS NULL OR x BETWEEN 0 AND 100),
    CHECK (y IS NULL OR y BETWEEN 0 AND 100)
);
CREATE INDEX post_tag_listing ON post_tag (listing, post);
