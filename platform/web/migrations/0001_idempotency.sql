-- What was already done for whom, so that the same request again is answered and not done again (F45).
-- The row is written in the command's own transaction. `answer` is sealed under the client's key (src/seal.rs).
CREATE TABLE idempotency (
    id      BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of principal, route and key
    request BYTEA  NOT NULL,             -- SHA-256 of key, path, query and body: another request is refused
    salt    BYTEA  NOT NULL,             -- the seal's nonce; also tells one attempt from another
    answer  BYTEA  NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX idempotency_at ON idempotency (at);
