-- A payment: one charge to one buyer, at one gateway. The gateway knows it by `id`, and by `id.2`, `id.3` … for
-- each further attempt after a declined one. `captured` is the sum of its captures, `refunds` of all its refunds
-- whatever became of them: nothing can be promised back twice.
CREATE TABLE payment (
    id         BYTEA  NOT NULL PRIMARY KEY,
    checkout   BYTEA  NOT NULL,
    account    BYTEA,
    guest      BYTEA,
    gateway    TEXT   NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    return_url TEXT   NOT NULL,
    begun_at   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempt    BIGINT NOT NULL,
    hosted_url TEXT,
    captured   BIGINT NOT NULL CHECK (captured >= 0),
    refunds    BIGINT NOT NULL CHECK (refunds >= 0),
    state      TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    CHECK (refunds <= captured)
);
-- Who is told when the money is there.
CREATE TABLE payment_waiter (
    payment BYTEA  NOT NULL,
    kind    TEXT   NOT NULL,
    id      BYTEA  NOT NULL,
    amount  BIGINT NOT NULL CHECK (amount > 0),
    state   TEXT   NOT NULL,
    PRIMARY KEY (payment, kind, id)
);
CREATE INDEX payment_waiter_thing ON payment_waiter (id, kind);
-- Money that a gateway took. Its own id of the capture makes it unique: told twice, it is booked once.
CREATE TABLE payment_capture (
    gateway TEXT   NOT NULL,
    capture TEXT   NOT NULL,
    payment BYTEA  NOT NULL,
    attempt BIGINT NOT NULL,
    amount  BIGINT NOT NULL CHECK (amount > 0),
    at      BIGINT NOT NULL,
    PRIMARY KEY (gateway, capture)
);
CREATE INDEX payment_capture_payment ON payment_capture (payment);
-- The gateway knows a refund by `id`, and by `id.2` … once it has said that the one before failed.
CREATE TABLE refund (
    id       BYTEA  NOT NULL PRIMARY KEY,
    payment  BYTEA  NOT NULL,
    attempt  BIGINT NOT NULL,
    amount   BIGINT NOT NULL CHECK (amount > 0),
    why      TEXT   NOT NULL,
    failures BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    since    BIGINT NOT NULL
);
CREATE INDEX refund_payment ON refund (payment);
-- What a shop asked to be sent. The destination is frozen when it is asked.
CREATE TABLE payout (
    id          BYTEA  NOT NULL PRIMARY KEY,
    shop        BYTEA  NOT NULL,
    gateway     TEXT   NOT NULL,
    destination TEXT   NOT NULL,
    amount      BIGINT NOT NULL CHECK (amount > 0),
    currency    TEXT   NOT NULL,
    asked_at    BIGINT NOT NULL,
    state       TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    since       BIGINT NOT NULL
);
CREATE INDEX payout_shop ON payout (shop, asked_at);
-- Where a shop's money goes. `root` is the family that orders the shop's payouts and changes of destination.
CREATE TABLE payout_destination (
    shop        BYTEA  NOT NULL PRIMARY KEY,
    root        BYTEA  NOT NULL,
    gateway     TEXT   NOT NULL,
    destination TEXT   NOT NULL,
    set_at      BIGINT NOT NULL,
    set_by      BYTEA  NOT NULL,
    usable_from BIGINT NOT NULL
);
-- Webhooks, each once. Only the name of the thing is kept of what they say.
CREATE TABLE webhook (
    gateway   TEXT   NOT NULL,
    event     TEXT   NOT NULL,
    thing     TEXT   NOT NULL,
    reference TEXT   NOT NULL,
    state     TEXT   NOT NULL,
    why       TEXT,
    at        BIGINT NOT NULL,
    PRIMARY KEY (gateway, event)
);
CREATE INDEX webhook_parked ON webhook (at) WHERE state = 'parked'
