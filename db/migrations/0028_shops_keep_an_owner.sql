-- A shop keeps an owner who can sign in, as one of its people or through its organisation, whatever the program does.
-- Looked at when the transaction ends, so that within it one owner may follow another.

CREATE FUNCTION shop_keeps_an_owner(of_shop uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Of two who take an owner away at once the second waits here, and sees what the first has done.
  PERFORM FROM organisations o JOIN shops s ON s.organisation_id = o.id WHERE s.id = of_shop FOR NO KEY UPDATE OF o;
  IF EXISTS (SELECT FROM staff p JOIN accounts a ON a.id = p.account_id
      WHERE p.shop_id = of_shop AND p.left_at IS NULL AND 'owner' = ANY (p.roles) AND a.deactivated_at IS NULL)
    OR EXISTS (SELECT FROM shops s
      JOIN organisation_members m ON m.organisation_id = s.organisation_id
      JOIN accounts a ON a.id = m.account_id
      WHERE s.id = of_shop AND 'owner' = ANY (m.roles) AND a.deactivated_at IS NULL) THEN
    RETURN;
  END IF;
  RAISE EXCEPTION 'a shop keeps an owner who can sign in' USING ERRCODE = '23514', CONSTRAINT = 'shops_keep_an_owner';
END $$;

CREATE FUNCTION owner_left_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shop_keeps_an_owner(OLD.shop_id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER staff_keep_an_owner AFTER UPDATE ON staff DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND OLD.account_id IS NOT NULL AND 'owner' = ANY (OLD.roles)
    AND (NEW.left_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id OR NOT 'owner' = ANY (NEW.roles)))
  EXECUTE FUNCTION owner_left_staff();
CREATE CONSTRAINT TRIGGER staff_gone_keep_an_owner AFTER DELETE ON staff DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND OLD.account_id IS NOT NULL AND 'owner' = ANY (OLD.roles))
  EXECUTE FUNCTION owner_left_staff();

CREATE FUNCTION owner_left_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shop_keeps_an_owner(s.id) FROM shops s WHERE s.organisation_id = OLD.organisation_id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER organisation_members_keep_an_owner AFTER UPDATE ON organisation_members
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ('owner' = ANY (OLD.roles) AND (NOT 'owner' = ANY (NEW.roles) OR NEW.account_id <> OLD.account_id))
  EXECUTE FUNCTION owner_left_organisation();
CREATE CONSTRAINT TRIGGER organisation_members_gone_keep_an_owner AFTER DELETE ON organisation_members
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ('owner' = ANY (OLD.roles))
  EXECUTE FUNCTION owner_left_organisation();

CREATE FUNCTION owner_was_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM shop_keeps_an_owner(owned.id) FROM (
    SELECT p.shop_id AS id FROM staff p WHERE p.account_id = OLD.id AND p.left_at IS NULL AND 'owner' = ANY (p.roles)
    UNION
    SELECT s.id FROM organisation_members m JOIN shops s ON s.organisation_id = m.organisation_id
      WHERE m.account_id = OLD.id AND 'owner' = ANY (m.roles)) owned;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accounts_keep_an_owner AFTER UPDATE OF deactivated_at ON accounts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL)
  EXECUTE FUNCTION owner_was_closed();
