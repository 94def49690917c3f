-- Reads that looked at every row of a shop, or of all shops, get an index of what they ask for.

CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The primary key read backwards is the same list.
DROP INDEX orders_by_age;
-- What stands on the board: a few hundred orders, however old the shop is.
CREATE INDEX orders_open ON orders (shop_id, stage, id) WHERE stage IN ('pending', 'scheduled', 'in_progress',
  'awaiting_parts', 'on_hold', 'quality_check', 'ready_for_pickup', 'dispatched', 'completed');
CREATE INDEX appointments_by_order ON appointments (shop_id, order_id, id);
CREATE INDEX authorisations_by_order ON authorisations (shop_id, order_id, id);
CREATE INDEX jobs_waiting_for_yes ON jobs (shop_id, order_id) WHERE authorisation = 'pending';

-- Only what lasts longer than a day can reach into a range from further back than a day.
CREATE INDEX claims_long ON claims (shop_id, starts_at) INCLUDE (ends_at, resource_id, lane, kind, expires_at, appointment_id)
  WHERE ends_at - starts_at > interval '24 hours';
CREATE INDEX claims_holds ON claims (shop_id, expires_at) WHERE expires_at IS NOT NULL;

-- A search is one shop's: the words of all others must not be looked through.
DROP INDEX customers_search;
CREATE INDEX customers_search ON customers USING gin (shop_id, search gin_trgm_ops);
DROP INDEX assets_search;
CREATE INDEX assets_search ON assets USING gin (shop_id, search gin_trgm_ops);
