-- What a shop has on offer just now, told like its other texts.
ALTER TABLE shop_texts DROP CONSTRAINT shop_texts_key_check;
ALTER TABLE shop_texts ADD CONSTRAINT shop_texts_key_check
  CHECK (key IN ('about', 'terms', 'privacy', 'imprint', 'late_policy', 'promotion'));
