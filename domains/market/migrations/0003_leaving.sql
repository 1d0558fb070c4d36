-- All carts of an account, for the day on which its owner leaves the market.
CREATE INDEX cart_account ON cart (account) WHERE account IS NOT NULL;
