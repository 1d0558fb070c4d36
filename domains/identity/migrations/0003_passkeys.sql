-- Keys that sign somebody in instead of a password. An account without a password has the empty text in `password`,
-- which no hash is.
CREATE TABLE passkey (
    id         BYTEA  NOT NULL PRIMARY KEY,
    account    BYTEA  NOT NULL,
    credential BYTEA  NOT NULL UNIQUE, -- the authenticator's own name of it, up to 1,023 bytes
    public_key BYTEA  NOT NULL,        -- SubjectPublicKeyInfo in DER (RFC 5280)
    algorithm  BIGINT NOT NULL CHECK (algorithm IN (-7, -8, -257)), -- COSE: ES256, EdDSA, RS256
    signatures BIGINT NOT NULL,        -- the authenticator's counter, 0 for keys that people keep on several devices
    name       TEXT   NOT NULL,
    created    BIGINT NOT NULL,
    used       BIGINT                  -- when it last signed
);
CREATE INDEX passkey_account ON passkey (account, created, id);

-- What a passkey has been asked to sign and has not signed yet: good once, for five minutes, for one purpose, and for
-- the session that asked.
CREATE TABLE passkey_challenge (
    challenge BYTEA  NOT NULL PRIMARY KEY, -- SHA-256
    purpose   TEXT   NOT NULL CHECK (purpose IN ('sign_in', 'sign_up', 'add', 'prove')),
    holder    BYTEA  NOT NULL,             -- hash of the session's secret; of nothing where nobody is signed in
    owner     BYTEA  NOT NULL,             -- the account, or the id of the one that is to be made
    until     BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_until ON passkey_challenge (until);
