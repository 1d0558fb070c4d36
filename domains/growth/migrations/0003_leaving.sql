-- Notices of others that name somebody, for the day on which that one leaves the market.
CREATE INDEX notice_by_who ON notice_by (who, notice);
