-- The audit log is sealed in batches: each seal is a keyed hash over the rows that it covers and over the seal before
-- it, so that a row which is changed, taken out or put in later no longer fits (`npm run audit:verify`).
CREATE TABLE audit_seals (
  -- 1, 2, 3 …, without a gap.
  number integer PRIMARY KEY CHECK (number > 0),
  sealed_at timestamptz NOT NULL,
  row_count integer NOT NULL CHECK (row_count > 0),
  hash bytea NOT NULL
);

-- Which seal covers a row. Not by time: what a long transaction wrote arrives after younger rows were sealed, and
-- goes into the next seal.
CREATE TABLE audit_sealed (
  audit_id uuid PRIMARY KEY,
  seal integer NOT NULL REFERENCES audit_seals
);
CREATE INDEX audit_sealed_by_seal ON audit_sealed (seal, audit_id);

-- What is asked of the log: by what was done, and about whom.
CREATE INDEX audit_by_subject ON audit (subject_id, id);
