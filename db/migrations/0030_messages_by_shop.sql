-- Beside writers.
-- A shop's messages are read page by page.
DROP INDEX CONCURRENTLY IF EXISTS messages_by_shop;
CREATE INDEX CONCURRENTLY messages_by_shop ON messages (shop_id, id) WHERE shop_id IS NOT NULL;
