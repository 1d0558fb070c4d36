-- Somebody who signs in brings along what they paid as a guest: it is looked for by the secret's hash.
CREATE INDEX payment_guest ON payment (guest);
