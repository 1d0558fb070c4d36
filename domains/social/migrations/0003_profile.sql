-- What a person says of themselves, a row a line, each to whom they choose. A line that says nothing has no row.
CREATE TABLE profile_line (
    account  BYTEA  NOT NULL,
    line     TEXT   NOT NULL CHECK (line IN ('about', 'city', 'speaks')),
    text     TEXT   NOT NULL,
    language TEXT   NOT NULL,
    audience TEXT   NOT NULL CHECK (audience IN ('everyone', 'friends', 'me')),
    changed  BIGINT NOT NULL,
    PRIMARY KEY (account, line)
);
