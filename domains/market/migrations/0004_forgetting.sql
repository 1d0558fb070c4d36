-- Carts that nobody has touched for long, and quotes of long ago, for taking them away.
-- `at` said when a cart was begun; from now on it says when it was last touched.
UPDATE cart SET at = (SELECT MAX(l.at) FROM cart_line l WHERE l.cart = cart.id)
    WHERE EXISTS (SELECT 1 FROM cart_line l WHERE l.cart = cart.id AND l.at > cart.at);
CREATE INDEX cart_at ON cart (at, id);
CREATE INDEX checkout_at ON checkout (at, id);
