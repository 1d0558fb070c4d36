-- What payers' banks took back (F22). The gateway's own id of a chargeback makes it unique: told twice, it is booked
-- once.
CREATE TABLE payment_chargeback (
    gateway    TEXT   NOT NULL,
    chargeback TEXT   NOT NULL,
    payment    BYTEA  NOT NULL,
    attempt    BIGINT NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount > 0),
    at         BIGINT NOT NULL,
    PRIMARY KEY (gateway, chargeback)
);
CREATE INDEX payment_chargeback_payment ON payment_chargeback (payment);
CREATE INDEX payment_chargeback_at ON payment_chargeback (at);
-- What of that the waiters have to bear, and what nobody but the market can. Refunds and the waiters' part together
-- are never more than was captured.
ALTER TABLE payment ADD COLUMN charged BIGINT NOT NULL DEFAULT 0 CHECK (charged >= 0 AND refunds + charged <= captured);
ALTER TABLE payment ADD COLUMN lost BIGINT NOT NULL DEFAULT 0 CHECK (lost >= 0);
ALTER TABLE payment_waiter ADD COLUMN charged BIGINT NOT NULL DEFAULT 0 CHECK (charged >= 0 AND charged <= amount);
-- Whose money a refund gives back, and what of it goes to the bank instead of the payer: `withheld` because the bank
-- was there before it was promised, `cut` because the gateway would not send it any more.
ALTER TABLE refund ADD COLUMN waiter_kind TEXT;
ALTER TABLE refund ADD COLUMN waiter BYTEA;
ALTER TABLE refund ADD COLUMN withheld BIGINT NOT NULL DEFAULT 0 CHECK (withheld >= 0 AND withheld <= amount);
ALTER TABLE refund ADD COLUMN cut BIGINT NOT NULL DEFAULT 0 CHECK (cut >= 0 AND withheld + cut <= amount);
