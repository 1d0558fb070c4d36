-- Orders that are over and still say where they went, for taking that away when its time has come.
CREATE INDEX orders_over ON orders (since, id)
    WHERE address <> '' AND state IN ('settled', 'expired', 'cancelled', 'refused');
