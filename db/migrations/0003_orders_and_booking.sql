-- The repair order with its jobs and lines, its appointments, and the claims they hold.

CREATE TABLE orders (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  number bigint NOT NULL,
  customer_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('pending', 'scheduled', 'in_progress', 'awaiting_parts', 'on_hold',
    'quality_check', 'ready_for_pickup', 'dispatched', 'completed', 'closed', 'canceled')),
  stage_since timestamptz NOT NULL,
  description text NOT NULL CHECK (length(description) <= 10000),
  preferred_at timestamptz,
  promised_at timestamptz,
  delayed_at timestamptz,
  delayed_reason text,
  finished_at timestamptz,
  source text NOT NULL CHECK (source IN ('web', 'walk_in', 'phone')),
  visit_id uuid,
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  currency text NOT NULL,
  tax_mode text NOT NULL CHECK (tax_mode IN ('added', 'included')),
  rounding text NOT NULL,
  bay_id uuid,
  -- The tracking code: found by its hash, kept encrypted for the links of later messages.
  tracking_hash bytea NOT NULL,
  tracking_cipher bytea NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES accounts,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  UNIQUE (shop_id, number),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  FOREIGN KEY (shop_id, asset_id) REFERENCES assets (shop_id, id),
  FOREIGN KEY (shop_id, bay_id) REFERENCES resources (shop_id, id),
  CHECK (delayed_at IS NULL OR delayed_reason IS NOT NULL)
);
CREATE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_by_tracking ON orders (tracking_hash);
CREATE INDEX orders_by_age ON orders (shop_id, id DESC);
CREATE INDEX orders_by_stage ON orders (shop_id, stage, id DESC);
CREATE INDEX orders_by_customer ON orders (shop_id, customer_id, id DESC);
CREATE INDEX orders_by_asset ON orders (shop_id, asset_id, id DESC);

CREATE TABLE stage_entries (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('pending', 'scheduled', 'in_progress', 'awaiting_parts', 'on_hold',
    'quality_check', 'ready_for_pickup', 'dispatched', 'completed', 'closed', 'canceled', 'delayed')),
  at timestamptz NOT NULL,
  actor_id uuid,
  note text,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
);
CREATE INDEX stage_entries_by_order ON stage_entries (shop_id, order_id, id);

CREATE TABLE assignments (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  assigned_by uuid,
  ended_at timestamptz,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id)
);
CREATE UNIQUE INDEX assignments_live_key ON assignments (shop_id, order_id, staff_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_by_staff ON assignments (shop_id, staff_id) WHERE ended_at IS NULL;

-- A job groups the lines that solve one concern. Its authorisation is the last record in authorisations.
CREATE TABLE jobs (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  service_id uuid,
  complaint text NOT NULL DEFAULT '',
  cause text NOT NULL DEFAULT '',
  correction text NOT NULL DEFAULT '',
  authorisation text NOT NULL DEFAULT 'not_asked' CHECK (authorisation IN ('not_asked', 'pending', 'authorised', 'declined')),
  created_at timestamptz NOT NULL,
  created_by uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, service_id) REFERENCES services (shop_id, id)
);
CREATE INDEX jobs_by_order ON jobs (shop_id, order_id, position);

-- Append only: who said yes or no to a job, how, and to what amount.
CREATE TABLE authorisations (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  job_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('asked', 'authorised', 'declined', 'revived')),
  given_by text NOT NULL CHECK (given_by IN ('customer', 'staff')),
  how text NOT NULL CHECK (how IN ('online', 'phone', 'in_person', 'booking')),
  actor_id uuid,
  amount bigint NOT NULL,
  currency text NOT NULL,
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, job_id) REFERENCES jobs (shop_id, id)
);
CREATE INDEX authorisations_by_job ON authorisations (shop_id, job_id, id);

-- A line is a snapshot: text, price, tax and cost stay as they were when it was written.
CREATE TABLE lines (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  job_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('labour', 'part', 'fee', 'sublet', 'discount')),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
  -- Thousandths: 1.5 hours are 1500.
  quantity_milli integer NOT NULL CHECK (quantity_milli > 0 AND quantity_milli <= 1000000000),
  -- Null for work that still has to be priced (a quote).
  unit_amount bigint,
  cost_amount bigint,
  tax_name text NOT NULL DEFAULT '',
  tax_rate_ppm integer NOT NULL DEFAULT 0 CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
  available_from date,
  created_at timestamptz NOT NULL,
  created_by uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, job_id) REFERENCES jobs (shop_id, id),
  CHECK (CASE WHEN kind = 'discount' THEN unit_amount <= 0 ELSE unit_amount IS NULL OR unit_amount >= 0 END)
);
CREATE INDEX lines_by_order ON lines (shop_id, order_id, position);
CREATE INDEX lines_by_job ON lines (shop_id, job_id);

CREATE TABLE order_notes (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('internal', 'customer')),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  author_id uuid,
  author_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
);
CREATE INDEX order_notes_by_order ON order_notes (shop_id, order_id, id);

CREATE TABLE appointments (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('requested', 'confirmed', 'declined', 'arrived', 'no_show', 'canceled')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  service_ids uuid[] NOT NULL,
  source text NOT NULL CHECK (source IN ('web', 'walk_in', 'phone')),
  visit_id uuid,
  -- iCalendar: the UID is the id; a change raises the sequence.
  sequence integer NOT NULL DEFAULT 0,
  reason text,
  created_at timestamptz NOT NULL,
  created_by uuid,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX appointments_by_id ON appointments (id);
CREATE INDEX appointments_by_day ON appointments (shop_id, starts_at);
CREATE INDEX appointments_by_customer ON appointments (shop_id, customer_id, starts_at);
-- An order has at most one living appointment.
CREATE UNIQUE INDEX appointments_live_key ON appointments (shop_id, order_id) WHERE status IN ('requested', 'confirmed', 'arrived');

CREATE TABLE claims (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  lane smallint NOT NULL CHECK (lane >= 0),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
  kind text NOT NULL CHECK (kind IN ('hold', 'booking', 'work')),
  appointment_id uuid,
  order_id uuid,
  expires_at timestamptz,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, resource_id) REFERENCES resources (shop_id, id),
  FOREIGN KEY (shop_id, appointment_id) REFERENCES appointments (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  -- 62 days bound the look-back of a range read over starts_at.
  CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '62 days'),
  CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
  CHECK ((kind = 'booking') = (appointment_id IS NOT NULL)),
  CONSTRAINT claims_no_overlap EXCLUDE USING gist (shop_id WITH =, resource_id WITH =, lane WITH =, during WITH &&)
);
CREATE INDEX claims_by_time ON claims (shop_id, starts_at) INCLUDE (ends_at, resource_id, lane, kind, expires_at, appointment_id);
CREATE INDEX claims_by_appointment ON claims (shop_id, appointment_id) WHERE appointment_id IS NOT NULL;

-- What a sick note, a closure or an overrun did to a booking, until a person has resolved it.
CREATE TABLE conflicts (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  resource_id uuid,
  cause text NOT NULL CHECK (cause IN ('time_off', 'shift', 'closure', 'hours', 'overrun', 'resource')),
  found_at timestamptz NOT NULL,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, appointment_id) REFERENCES appointments (shop_id, id),
  FOREIGN KEY (shop_id, resource_id) REFERENCES resources (shop_id, id)
);
CREATE UNIQUE INDEX conflicts_open_key ON conflicts (shop_id, appointment_id, resource_id, cause) NULLS NOT DISTINCT WHERE resolved_at IS NULL;
