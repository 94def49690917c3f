-- The most that a person takes on in a day; none: as much as the shifts hold.
ALTER TABLE resources ADD COLUMN daily_minutes smallint CHECK (daily_minutes BETWEEN 1 AND 1440);

-- Breaks within a shift: [{"starts": "12:00", "ends": "13:00"}], by the shop's wall clock.
ALTER TABLE shifts ADD COLUMN breaks jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(breaks) = 'array');

-- Dates, both included, on which a person or a place has other hours than the week says. `hours` holds stretches with
-- their breaks, each as {"opens": "09:00", "closes": "17:00", "breaks": []}; none at all: not there.
CREATE TABLE shift_exceptions (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  hours jsonb NOT NULL CHECK (jsonb_typeof(hours) = 'array'),
  reason text NOT NULL DEFAULT '',
  created_by uuid REFERENCES accounts,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, resource_id) REFERENCES resources (shop_id, id),
  CHECK (ends_on >= starts_on)
);
CREATE INDEX shift_exceptions_by_resource ON shift_exceptions (shop_id, resource_id, ends_on);

-- Whoever has no place in the calendar asks for time off too: then it names the person alone.
ALTER TABLE time_off ALTER COLUMN resource_id DROP NOT NULL;
ALTER TABLE time_off ADD COLUMN staff_id uuid;
ALTER TABLE time_off ADD CONSTRAINT time_off_staff_fkey FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id);
ALTER TABLE time_off ADD CONSTRAINT time_off_somebody CHECK (resource_id IS NOT NULL OR staff_id IS NOT NULL);
ALTER TABLE time_off ADD COLUMN decided_at timestamptz;
-- What the decision was told with.
ALTER TABLE time_off ADD COLUMN answer text NOT NULL DEFAULT '';
CREATE INDEX time_off_by_staff ON time_off (shop_id, staff_id, starts_at) WHERE staff_id IS NOT NULL;
CREATE INDEX time_off_asked ON time_off (shop_id, starts_at) WHERE status = 'asked';

-- What an appointment held when it came to nothing: whose calendar it is to be struck from.
ALTER TABLE appointments ADD COLUMN released uuid[];

-- A secret link to a calendar: what an account has booked, or its work at all shops. The link itself is not kept.
CREATE TABLE calendar_feeds (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  kind text NOT NULL CHECK (kind IN ('customer', 'work')),
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX calendar_feeds_key ON calendar_feeds (account_id, kind) WHERE revoked_at IS NULL;
