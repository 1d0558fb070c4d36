-- Carts that nobody has touched for long, and quotes of long ago, for taking them away.
CREATE INDEX cart_at ON cart (at, id);
CREATE INDEX checkout_at ON checkout (at, id);
