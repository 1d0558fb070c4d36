-- What somebody looks for again and again. `seen` is when they last looked: what was published since is new to them.
CREATE TABLE saved_search (
    id       BYTEA  NOT NULL PRIMARY KEY,
    account  BYTEA  NOT NULL,
    words    TEXT   NOT NULL,
    category TEXT   NOT NULL,
    made     BIGINT NOT NULL,
    seen     BIGINT NOT NULL,
    UNIQUE (account, words, category)
);
