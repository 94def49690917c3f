-- Beside writers.
-- Which lines of the audit log still hold what passes, the oldest first.
DROP INDEX CONCURRENTLY IF EXISTS audit_passing;
CREATE INDEX CONCURRENTLY audit_passing ON audit (at)
  WHERE passing_hash IS NOT NULL AND (address IS NOT NULL OR user_agent IS NOT NULL OR words IS NOT NULL);
