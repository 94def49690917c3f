-- Acting in another's place: the platform's support, and the shared devices of a shop with a PIN for each person.

-- Who a session acts as, for how long and why. The session stays its own person's; while a row here is open, its rights
-- are the other's: in one shop, or (without a shop) as a customer.
CREATE TABLE impersonations (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  actor_id uuid NOT NULL REFERENCES accounts,
  account_id uuid NOT NULL REFERENCES accounts,
  only_shop_id uuid REFERENCES shops,
  reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at <= started_at + interval '30 minutes'),
  ended_at timestamptz,
  CHECK (actor_id <> account_id)
);
-- A session acts as one person at a time.
CREATE UNIQUE INDEX impersonations_open_key ON impersonations (session_id) WHERE ended_at IS NULL;
CREATE INDEX impersonations_by_session ON impersonations (session_id);

-- Whose place it was done in, where somebody acted for another: the actor is who really did it.
ALTER TABLE audit ADD COLUMN acting_for uuid;
ALTER TABLE events ADD COLUMN acting_for uuid;

-- A browser that belongs to a shop's counter or bay and not to a person. Only the hash of its cookie is kept.
CREATE TABLE shop_devices (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  place text NOT NULL DEFAULT '' CHECK (length(place) <= 60),
  cookie_hash bytea NOT NULL,
  lock_minutes smallint NOT NULL CHECK (lock_minutes BETWEEN 1 AND 60),
  registered_at timestamptz NOT NULL,
  registered_by uuid NOT NULL REFERENCES accounts,
  last_used_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX shop_devices_by_cookie ON shop_devices (cookie_hash);

-- The PIN of a person at one shop. Every try counts before it is looked at; a right one sets the count back.
CREATE TABLE device_pins (
  shop_id uuid NOT NULL REFERENCES shops,
  staff_id uuid NOT NULL,
  pin_hash text NOT NULL,
  set_at timestamptz NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  tried_at timestamptz,
  PRIMARY KEY (shop_id, staff_id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id)
);

-- A session that was opened by a PIN: rights in that shop alone, for as long as the device is one.
ALTER TABLE sessions ADD COLUMN only_shop_id uuid;
ALTER TABLE sessions ADD COLUMN device_id uuid;
ALTER TABLE sessions ADD CONSTRAINT sessions_device_fkey FOREIGN KEY (only_shop_id, device_id)
  REFERENCES shop_devices (shop_id, id);
CREATE INDEX sessions_by_device ON sessions (only_shop_id, device_id) WHERE device_id IS NOT NULL;
