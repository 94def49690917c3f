-- An erasure that fails is tried again after growing pauses, and says so.
ALTER TABLE erasures
  ADD COLUMN failures smallint NOT NULL DEFAULT 0,
  ADD COLUMN retry_at timestamptz;

-- Whether a customer's erasure waits already.
CREATE INDEX erasures_open_customers ON erasures (shop_id, customer_id)
  WHERE customer_id IS NOT NULL AND withdrawn_at IS NULL AND refused_at IS NULL AND done_at IS NULL;
