-- A chosen time is held while a form is filled; who waits for a time is offered freed ones in order; a visit that its
-- customer does not confirm in time is released.

-- Per shop. Null: off.
ALTER TABLE shops
  ADD COLUMN confirm_ask_minutes integer CHECK (confirm_ask_minutes BETWEEN 60 AND 43200),
  ADD COLUMN confirm_release_minutes integer CHECK (confirm_release_minutes BETWEEN 0 AND 43200),
  ADD COLUMN offer_minutes integer NOT NULL DEFAULT 60 CHECK (offer_minutes BETWEEN 15 AND 1440),
  ADD COLUMN no_show_limit smallint CHECK (no_show_limit BETWEEN 1 AND 20),
  -- Released is only what was asked about before.
  ADD CONSTRAINT shops_confirming CHECK (confirm_release_minutes IS NULL OR confirm_release_minutes < coalesce(confirm_ask_minutes, 0));
CREATE INDEX shops_asking ON shops (id) WHERE confirm_ask_minutes IS NOT NULL;

ALTER TABLE appointments
  ADD COLUMN asked_to_confirm_at timestamptz,
  -- The customer's own word that they come; the status "confirmed" is the shop's.
  ADD COLUMN customer_confirmed_at timestamptz,
  -- Canceled because nobody confirmed it.
  ADD COLUMN released_at timestamptz,
  -- Canceled by the customer when it was too late to give the time to somebody else.
  ADD COLUMN late boolean NOT NULL DEFAULT false;

CREATE TABLE holds (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  -- SHA-256 of the token that the holder was given; an offer to the waitlist has none, its order opens it.
  secret_hash bytea,
  -- Keyed hash of the account or the network address: how many one caller holds.
  caller_hash bytea,
  service_ids uuid[] NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  CHECK (ends_at > starts_at AND expires_at > created_at)
);
CREATE UNIQUE INDEX holds_secret_key ON holds (shop_id, secret_hash) WHERE secret_hash IS NOT NULL;
CREATE INDEX holds_by_caller ON holds (caller_hash, expires_at) WHERE caller_hash IS NOT NULL;
CREATE INDEX holds_by_expiry ON holds (shop_id, expires_at);

-- A hold that goes takes what it occupied with it.
ALTER TABLE claims ADD COLUMN hold_id uuid;
ALTER TABLE claims ADD CONSTRAINT claims_hold FOREIGN KEY (shop_id, hold_id) REFERENCES holds (shop_id, id) ON DELETE CASCADE NOT VALID;
ALTER TABLE claims VALIDATE CONSTRAINT claims_hold;
CREATE INDEX claims_by_hold ON claims (shop_id, hold_id) WHERE hold_id IS NOT NULL;

CREATE TABLE waitlist_entries (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  service_ids uuid[] NOT NULL CHECK (cardinality(service_ids) > 0),
  -- Local dates of the shop, both included.
  first_date date NOT NULL,
  last_date date NOT NULL,
  part text NOT NULL CHECK (part IN ('any', 'morning', 'afternoon', 'evening')),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'offered', 'booked', 'left', 'expired')),
  created_at timestamptz NOT NULL,
  created_by uuid,
  ended_at timestamptz,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  CHECK (last_date >= first_date)
);
-- An order waits at most once; the order of ids is the order of the list.
CREATE UNIQUE INDEX waitlist_entries_live_key ON waitlist_entries (shop_id, order_id) WHERE status IN ('waiting', 'offered');
CREATE INDEX waitlist_entries_living ON waitlist_entries (shop_id, id) WHERE status IN ('waiting', 'offered');
CREATE INDEX waitlist_entries_by_order ON waitlist_entries (shop_id, order_id, id);

CREATE TABLE waitlist_offers (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  offered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('taken', 'declined', 'unanswered')),
  answered_at timestamptz,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, entry_id) REFERENCES waitlist_entries (shop_id, id),
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
-- One offer at a time, and no time twice.
CREATE UNIQUE INDEX waitlist_offers_open_key ON waitlist_offers (shop_id, entry_id) WHERE answer IS NULL;
CREATE UNIQUE INDEX waitlist_offers_once_key ON waitlist_offers (shop_id, entry_id, starts_at);
