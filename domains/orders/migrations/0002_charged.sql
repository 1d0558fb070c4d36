-- What of a chargeback the order has borne out of its own money: its escrow, its shop's share, the commission (F22).
ALTER TABLE orders ADD COLUMN charged BIGINT NOT NULL DEFAULT 0 CHECK (charged >= 0 AND charged <= total);
