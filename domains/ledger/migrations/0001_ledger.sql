-- A guarded purse: what is in it, never below nothing. Open accounts have no row: the log is their balance.
CREATE TABLE purse (
    kind     TEXT   NOT NULL,
    owner    BYTEA  NOT NULL,
    currency TEXT   NOT NULL,
    balance  BIGINT NOT NULL CHECK (balance >= 0),
    PRIMARY KEY (kind, owner, currency)
);
-- Immutable. A mistake is mended by another transfer.
CREATE TABLE transfer (
    id           BYTEA  NOT NULL PRIMARY KEY,
    debit_kind   TEXT   NOT NULL,
    debit_owner  BYTEA  NOT NULL,
    credit_kind  TEXT   NOT NULL,
    credit_owner BYTEA  NOT NULL,
    amount       BIGINT NOT NULL CHECK (amount > 0),
    currency     TEXT   NOT NULL,
    code         TEXT   NOT NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX transfer_debit ON transfer (debit_owner, debit_kind, at);
CREATE INDEX transfer_credit ON transfer (credit_owner, credit_kind, at);
CREATE INDEX transfer_time ON transfer (at);
