-- Somebody who asked to be erased: seven days in which they may take it back, then what is open is waited for, then it
-- is done. `due` is when what comes next comes by itself.
CREATE TABLE leaving (
    id      BYTEA  NOT NULL PRIMARY KEY,
    account BYTEA  NOT NULL,
    state   TEXT   NOT NULL,
    version BIGINT NOT NULL,
    since   BIGINT NOT NULL,
    asked   BIGINT NOT NULL,
    due     BIGINT NOT NULL
);
CREATE INDEX leaving_account ON leaving (account, asked, id);
-- Since when an account is nobody's: its row stays as what orders, books and facts name, and says nothing of a person.
ALTER TABLE account ADD COLUMN erased BIGINT;
CREATE INDEX passkey_challenge_owner ON passkey_challenge (owner);
