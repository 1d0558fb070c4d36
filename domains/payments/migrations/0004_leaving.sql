-- All payments of an account, for the day on which its owner leaves the market.
CREATE INDEX payment_account ON payment (account) WHERE account IS NOT NULL;
