-- Keys of a shop's own for other programs: scoped by permission, kept as hashes only.

CREATE TABLE api_keys (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- As they are given; a key has nothing of its own, so each counts for the whole shop.
  rights text[] NOT NULL CHECK (cardinality(rights) BETWEEN 1 AND 200 AND array_position(rights, NULL) IS NULL),
  created_at timestamptz NOT NULL,
  -- Who made it: it stays the shop's when they leave.
  created_by uuid REFERENCES accounts,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX api_keys_name_key ON api_keys (shop_id, lower(name)) WHERE revoked_at IS NULL;

-- What is sent, by its public part. A key that was rotated has two of them for a while.
CREATE TABLE api_key_secrets (
  shop_id uuid NOT NULL,
  public_id text NOT NULL CHECK (length(public_id) = 12),
  key_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  -- When it is over, where another has taken its place.
  ends_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (shop_id, public_id),
  FOREIGN KEY (shop_id, key_id) REFERENCES api_keys (shop_id, id)
);
CREATE INDEX api_key_secrets_by_public_id ON api_key_secrets (public_id);
CREATE INDEX api_key_secrets_by_key ON api_key_secrets (shop_id, key_id);

-- What was done by a key names the key and no account.
ALTER TABLE audit ADD COLUMN key_id uuid;
ALTER TABLE events DROP CONSTRAINT events_actor_kind_check;
ALTER TABLE events ADD CONSTRAINT events_actor_kind_check
  CHECK (actor_kind IN ('account', 'guest', 'system', 'key')) NOT VALID;
ALTER TABLE events VALIDATE CONSTRAINT events_actor_kind_check;
