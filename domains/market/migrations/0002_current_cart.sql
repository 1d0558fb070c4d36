-- Which of its carts an account puts things into: at most one at a time, whoever of several requests was first.
CREATE TABLE current_cart (
    account BYTEA NOT NULL PRIMARY KEY,
    cart    BYTEA NOT NULL
);
CREATE INDEX current_cart_cart ON current_cart (cart);
-- What one cost when it was put in, so that a price that has changed since is said.
ALTER TABLE cart_line ADD COLUMN seen BIGINT;
