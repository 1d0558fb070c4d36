-- Net sales by day and currency, summed from the transfers that facts tell of, as of the listener's place in the log.
CREATE TABLE sales_day (
    day      BIGINT NOT NULL,
    currency TEXT   NOT NULL,
    net      BIGINT NOT NULL,
    PRIMARY KEY (day, currency)
);
-- Orders by day, and who bought on which day: several orders of a day are one day of buying.
CREATE TABLE orders_day (
    day    BIGINT NOT NULL PRIMARY KEY,
    orders BIGINT NOT NULL
);
CREATE TABLE buyer_day (
    buyer BYTEA  NOT NULL,
    day   BIGINT NOT NULL,
    PRIMARY KEY (buyer, day)
);
CREATE INDEX buyer_day_day ON buyer_day (day);
