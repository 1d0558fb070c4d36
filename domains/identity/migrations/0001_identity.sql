-- Who has an account. `epoch` grows when everything handed out before must end at once (F40): password change,
-- recovery, another role, a ban.
CREATE TABLE account (
    id         BYTEA  NOT NULL PRIMARY KEY,
    handle     TEXT   NOT NULL UNIQUE, -- public, and the sign-in name; small letters only, so it folds to itself
    name       TEXT   NOT NULL,
    language   TEXT   NOT NULL CHECK (language IN ('en', 'zh-Hans', 'fil')),
    password   TEXT   NOT NULL,        -- PHC string of argon2id
    role       TEXT   NOT NULL CHECK (role IN ('member', 'staff', 'admin')),
    epoch      BIGINT NOT NULL,
    created    BIGINT NOT NULL,
    banned     BIGINT,
    ban_reason TEXT,
    CHECK ((banned IS NULL) = (ban_reason IS NULL))
);

-- Sessions of people and tokens of programs: whoever brings the secret is the account, until `until`.
-- One table, so that finding out who asks is one reading by one index.
CREATE TABLE credential (
    id      BYTEA  NOT NULL PRIMARY KEY,
    account BYTEA  NOT NULL,
    kind    TEXT   NOT NULL CHECK (kind IN ('session', 'token')),
    secret  BYTEA  NOT NULL UNIQUE, -- SHA-256; the secret itself is shown once and kept nowhere
    epoch   BIGINT NOT NULL,        -- the account's when this was made; an older one is worth nothing
    scopes  TEXT,                   -- a token's, in words; a session may do all that its account may
    name    TEXT,                   -- what its owner calls a token
    parent  BYTEA,                  -- the token that made this token, and that takes it along when it goes
    created BIGINT NOT NULL,
    seen    BIGINT NOT NULL,        -- to the minute
    idle    BIGINT,                 -- how long a session may rest
    until   BIGINT NOT NULL,        -- `seen + idle`, and never after `ends`
    ends    BIGINT NOT NULL,
    CHECK ((kind = 'token') = (scopes IS NOT NULL)),
    CHECK ((kind = 'token') = (name IS NOT NULL)),
    CHECK ((kind = 'session') = (idle IS NOT NULL)),
    CHECK (until <= ends)
);
CREATE INDEX credential_account ON credential (account, kind, created, id);
CREATE INDEX credential_until ON credential (until);
CREATE INDEX credential_parent ON credential (parent) WHERE parent IS NOT NULL;

CREATE TABLE recovery_code (
    account BYTEA  NOT NULL,
    code    BYTEA  NOT NULL, -- SHA-256 of account and code
    used    BIGINT,
    PRIMARY KEY (account, code)
);

-- How many guesses at passwords are left, as the instant at which the bucket would be full again.
CREATE TABLE guess (
    bucket  BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the handle, or of handle and network address
    full_at BIGINT NOT NULL
);
CREATE INDEX guess_full ON guess (full_at);

CREATE TABLE address (
    id      BYTEA  NOT NULL PRIMARY KEY,
    account BYTEA  NOT NULL,
    content TEXT   NOT NULL, -- JSON, the same snapshot that an order keeps
    created BIGINT NOT NULL
);
CREATE INDEX address_account ON address (account, created, id);

-- What staff and the operator did, and to what. Rows are never changed.
CREATE TABLE audit (
    id         BYTEA  NOT NULL PRIMARY KEY,
    at         BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    what       TEXT   NOT NULL,
    about_kind TEXT   NOT NULL,
    about      BYTEA  NOT NULL,
    note       TEXT   NOT NULL
);
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_about ON audit (about, at);
