-- What of a line of the audit log goes after a time, or with the erasure of whom it is about: the network address, the
-- browser, and what somebody typed (why they acted for another, the address of somebody invited). The seal holds a keyed
-- hash of these instead of them, so that a line from which they went still fits. Lines from before hold them in the seal
-- itself, and stay as they are.
ALTER TABLE audit
  ADD COLUMN words jsonb,
  ADD COLUMN passing_hash bytea;

-- Takes them out of lines that are older than 400 days, the oldest first. Gives how many.
CREATE FUNCTION forget_old_audit(at_time timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
  UPDATE audit SET address = NULL, user_agent = NULL, words = NULL WHERE id IN (
    SELECT a.id FROM audit a
      WHERE a.passing_hash IS NOT NULL AND (a.address IS NOT NULL OR a.user_agent IS NOT NULL OR a.words IS NOT NULL)
        AND a.at < at_time - interval '400 days'
      ORDER BY a.at LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- Takes them out of the lines of somebody who is erased: where they were, and what was typed about them.
CREATE FUNCTION forget_audit_of(of_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM accounts WHERE id = of_account AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the account is not erased' USING ERRCODE = '23514', CONSTRAINT = 'forget_audit_erased';
  END IF;
  UPDATE audit SET address = NULL, user_agent = NULL, words = NULL
    WHERE actor_id = of_account AND passing_hash IS NOT NULL
      AND (address IS NOT NULL OR user_agent IS NOT NULL OR words IS NOT NULL);
  UPDATE audit SET words = NULL WHERE subject_id = of_account AND passing_hash IS NOT NULL AND words IS NOT NULL;
END $$;
