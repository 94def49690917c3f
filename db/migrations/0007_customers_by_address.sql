-- Guests of all shops by their address: they join an account when the address is verified.
CREATE INDEX customers_guests_by_email ON customers (email) WHERE account_id IS NULL AND email IS NOT NULL;
