-- A person and the records that a shop has of them: a link by which they take theirs into an account, and two records of
-- one person made one, with a way back.

-- Links that a shop sends to a customer without an account. Only the hash is kept; a newer one ends the one before.
CREATE TABLE customer_invitations (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  email text,
  phone text,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  taken_by uuid,
  PRIMARY KEY (shop_id, id),
  UNIQUE (shop_id, token_hash),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  CHECK ((email IS NULL) <> (phone IS NULL)),
  CHECK (taken_by IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX customer_invitations_by_customer ON customer_invitations (shop_id, customer_id, created_at);

-- Two records made one: which is kept, what the kept one said before and after, and which rows were moved. `before`,
-- `after` and `moved` go when the way back is closed (30 days), or when the person is erased.
CREATE TABLE customer_merges (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by uuid,
  before jsonb,
  after jsonb,
  moved jsonb,
  undone_at timestamptz,
  undone_by uuid,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, kept_id) REFERENCES customers (shop_id, id),
  FOREIGN KEY (shop_id, merged_id) REFERENCES customers (shop_id, id),
  CHECK (kept_id <> merged_id)
);
-- A record goes into another once at a time.
CREATE UNIQUE INDEX customer_merges_open_key ON customer_merges (shop_id, merged_id) WHERE undone_at IS NULL;
CREATE INDEX customer_merges_by_kept ON customer_merges (shop_id, kept_id, id);
CREATE INDEX customer_merges_closing ON customer_merges (merged_at) WHERE moved IS NOT NULL;

-- Two that look alike and are two people: not suggested again. The smaller id stands first.
CREATE TABLE customers_apart (
  shop_id uuid NOT NULL REFERENCES shops,
  one_id uuid NOT NULL,
  other_id uuid NOT NULL,
  said_by uuid,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, one_id, other_id),
  FOREIGN KEY (shop_id, one_id) REFERENCES customers (shop_id, id),
  FOREIGN KEY (shop_id, other_id) REFERENCES customers (shop_id, id),
  CHECK (one_id < other_id)
);
CREATE INDEX customers_apart_by_other ON customers_apart (shop_id, other_id);

CREATE INDEX customers_merged ON customers (shop_id, merged_into) WHERE merged_into IS NOT NULL;
-- Two customers with one plate, however it is written.
CREATE INDEX assets_by_plate ON assets (shop_id, upper(regexp_replace(plate, '[^[:alnum:]]', '', 'g')))
  WHERE plate IS NOT NULL AND archived_at IS NULL;

-- What is written for a record while it goes into another goes with it. The lock waits for the other's commit; the look
-- after it sees what was decided.
CREATE FUNCTION follow_merged_customer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept uuid;
BEGIN
  IF NEW.customer_id IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT c.merged_into INTO kept FROM customers c
    WHERE c.shop_id = NEW.shop_id AND c.id = NEW.customer_id FOR KEY SHARE;
  IF kept IS NOT NULL THEN
    NEW.customer_id := kept;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_merged BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();
CREATE TRIGGER follow_merged BEFORE INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();
CREATE TRIGGER follow_merged BEFORE INSERT ON assets FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();
CREATE TRIGGER follow_merged BEFORE INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();
CREATE TRIGGER follow_merged BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();
CREATE TRIGGER follow_merged BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION follow_merged_customer();

-- What was agreed to is append only for the application; with its record it moves by the owner's hand, and only between
-- the two of a merge that stands. A word that the merge itself wrote (the stricter one) goes with it.
CREATE FUNCTION move_consents(of_shop uuid, of_merge uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m customer_merges;
  ids uuid[];
BEGIN
  SELECT * INTO m FROM customer_merges WHERE shop_id = of_shop AND id = of_merge AND undone_at IS NULL;
  IF m.id IS NULL THEN
    RAISE EXCEPTION 'no merge stands' USING ERRCODE = '23514', CONSTRAINT = 'move_consents_merge';
  END IF;
  WITH moved AS (
    UPDATE consents SET customer_id = m.kept_id WHERE shop_id = of_shop AND customer_id = m.merged_id RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO ids FROM moved;
  RETURN ids;
END $$;

CREATE FUNCTION return_consents(of_shop uuid, of_merge uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m customer_merges;
BEGIN
  SELECT * INTO m FROM customer_merges WHERE shop_id = of_shop AND id = of_merge AND undone_at IS NULL;
  IF m.moved IS NULL THEN
    RAISE EXCEPTION 'no merge stands' USING ERRCODE = '23514', CONSTRAINT = 'move_consents_merge';
  END IF;
  DELETE FROM consents WHERE shop_id = of_shop AND customer_id = m.kept_id AND source = 'merge'
    AND id IN (SELECT jsonb_array_elements_text(m.moved -> 'stricter')::uuid);
  UPDATE consents SET customer_id = m.merged_id WHERE shop_id = of_shop AND customer_id = m.kept_id
    AND id IN (SELECT jsonb_array_elements_text(m.moved -> 'consents')::uuid);
END $$;
