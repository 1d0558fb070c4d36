-- A visit: what one visitor did without a pause of half an hour, how they came to the goods, and how far they got.
CREATE TABLE visit (
    who      BYTEA   NOT NULL,
    began    BIGINT  NOT NULL,
    last     BIGINT  NOT NULL,
    day      BIGINT  NOT NULL,
    entry    TEXT    NOT NULL,
    frozen   BOOLEAN NOT NULL,
    listing  BOOLEAN NOT NULL,
    cart     BOOLEAN NOT NULL,
    checkout BOOLEAN NOT NULL,
    ordered  BOOLEAN NOT NULL,
    PRIMARY KEY (who, began)
);
CREATE INDEX visit_day ON visit (day, entry);
