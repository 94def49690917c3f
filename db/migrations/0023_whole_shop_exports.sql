-- A copy of a whole shop: it names the shop and no customer. The new check allows more than the old one.
ALTER TABLE data_exports DROP CONSTRAINT data_exports_check;
ALTER TABLE data_exports
  ADD CONSTRAINT data_exports_check
  CHECK ((account_id IS NULL) = (shop_id IS NOT NULL) AND (customer_id IS NULL OR shop_id IS NOT NULL)) NOT VALID;
