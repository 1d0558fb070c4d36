-- A family is everything one root locks: an order with its parcels, a group with its seats (architecture, idea 1).
-- `seq` numbers its facts; `at` is the instant of its last command and never goes back.
CREATE TABLE family (
    root BYTEA  NOT NULL PRIMARY KEY,
    kind TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    at   BIGINT NOT NULL
);
