-- What somebody wants of their feed: four weights of 0 to 100, or order of time.
CREATE TABLE feed_taste (
    account  BYTEA   NOT NULL PRIMARY KEY,
    followed BIGINT  NOT NULL CHECK (followed BETWEEN 0 AND 100),
    popular  BIGINT  NOT NULL CHECK (popular BETWEEN 0 AND 100),
    fresh    BIGINT  NOT NULL CHECK (fresh BETWEEN 0 AND 100),
    newcomer BIGINT  NOT NULL CHECK (newcomer BETWEEN 0 AND 100),
    by_time  BOOLEAN NOT NULL,
    changed  BIGINT  NOT NULL
);

-- How warm a post is: the logarithm, in millionths, of what its answers add up to (feed/heat.rs). Made from the log, and
-- made again from it.
CREATE TABLE feed_heat (
    post  BYTEA  NOT NULL PRIMARY KEY,
    level BIGINT NOT NULL
);
CREATE INDEX feed_heat_level ON feed_heat (level, post);
