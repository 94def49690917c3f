-- What a shop has: texts, hours, taxes, people, customers, assets, services and its calendar.

CREATE TABLE shop_texts (
  shop_id uuid NOT NULL REFERENCES shops,
  key text NOT NULL CHECK (key IN ('about', 'terms', 'privacy', 'imprint', 'late_policy')),
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  body text NOT NULL CHECK (length(body) <= 20000),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, key, locale)
);

-- closes <= opens means: over midnight into the next day.
CREATE TABLE opening_hours (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens time NOT NULL,
  closes time NOT NULL,
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE closures (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  reason text NOT NULL DEFAULT '',
  -- Returns every year on the same date of that calendar.
  yearly text CHECK (yearly IN ('gregorian', 'jalali')),
  PRIMARY KEY (shop_id, id),
  CHECK (ends_on >= starts_on)
);

CREATE TABLE tax_rates (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  name text NOT NULL,
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  is_default boolean NOT NULL DEFAULT false,
  archived_at timestamptz,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX tax_rates_default_key ON tax_rates (shop_id) WHERE is_default AND archived_at IS NULL;

-- The people of a shop, with an account or (before they join) without.
CREATE TABLE staff (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  account_id uuid REFERENCES accounts,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  roles text[] NOT NULL CHECK (roles <@ ARRAY['owner', 'manager', 'advisor', 'technician', 'finance', 'marketing', 'editor', 'analyst', 'compliance']),
  created_at timestamptz NOT NULL,
  left_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX staff_account_key ON staff (shop_id, account_id) WHERE left_at IS NULL;
CREATE INDEX staff_by_account ON staff (account_id) WHERE left_at IS NULL;

-- A person asked by mail to join: only the link's hash is kept. Accepting it ties their account to the staff row.
CREATE TABLE staff_invitations (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id)
);
CREATE UNIQUE INDEX staff_invitations_token_key ON staff_invitations (shop_id, token_hash);
CREATE INDEX staff_invitations_by_staff ON staff_invitations (shop_id, staff_id) WHERE ended_at IS NULL;

CREATE TABLE customers (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  account_id uuid REFERENCES accounts,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text CHECK (email = lower(email)),
  phone text,
  address text,
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  notes text NOT NULL DEFAULT '',
  search text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  deactivated_at timestamptz,
  erased_at timestamptz,
  merged_into uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, merged_into) REFERENCES customers (shop_id, id)
);
CREATE INDEX customers_by_account ON customers (account_id, shop_id) WHERE account_id IS NOT NULL;
CREATE INDEX customers_by_phone ON customers (shop_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX customers_by_email ON customers (shop_id, email) WHERE email IS NOT NULL;
CREATE INDEX customers_search ON customers USING gin (search gin_trgm_ops);

CREATE TABLE consents (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('terms', 'service', 'reminders', 'promotions', 'reviews')),
  channel text NOT NULL CHECK (channel IN ('any', 'email', 'sms')),
  granted boolean NOT NULL,
  source text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id)
);
CREATE INDEX consents_by_customer ON consents (shop_id, customer_id, at);

CREATE TABLE assets (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  garage_account_id uuid,
  garage_asset_id uuid,
  kind text NOT NULL CHECK (kind IN ('vehicle', 'device')),
  make text NOT NULL,
  model text NOT NULL,
  year smallint CHECK (year BETWEEN 1880 AND 2200),
  vin text,
  plate text,
  odometer integer CHECK (odometer BETWEEN 0 AND 9999999),
  imei text,
  serial text,
  notes text NOT NULL DEFAULT '',
  search text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  FOREIGN KEY (garage_account_id, garage_asset_id) REFERENCES garage_assets (account_id, id)
);
CREATE INDEX assets_by_customer ON assets (shop_id, customer_id);
CREATE INDEX assets_by_garage ON assets (garage_account_id, garage_asset_id) WHERE garage_asset_id IS NOT NULL;
CREATE INDEX assets_search ON assets USING gin (search gin_trgm_ops);

CREATE TABLE services (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 4000),
  -- {"fa": {"name": "...", "description": "..."}}: the words in the shop's other language.
  translations jsonb NOT NULL DEFAULT '{}',
  category text NOT NULL DEFAULT '',
  duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 10080),
  setup_minutes integer NOT NULL DEFAULT 0 CHECK (setup_minutes BETWEEN 0 AND 1440),
  cleanup_minutes integer NOT NULL DEFAULT 0 CHECK (cleanup_minutes BETWEEN 0 AND 1440),
  price_kind text NOT NULL CHECK (price_kind IN ('fixed', 'from', 'quote')),
  price_amount bigint CHECK (price_amount >= 0),
  cost_amount bigint CHECK (cost_amount >= 0),
  tax_rate_id uuid,
  lead_minutes integer CHECK (lead_minutes >= 0),
  daily_limit smallint CHECK (daily_limit > 0),
  position integer NOT NULL DEFAULT 0,
  archived_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, tax_rate_id) REFERENCES tax_rates (shop_id, id),
  CHECK ((price_kind = 'quote') = (price_amount IS NULL))
);
CREATE UNIQUE INDEX services_live_name_key ON services (shop_id, name) WHERE archived_at IS NULL;
CREATE INDEX services_by_id ON services (id);

CREATE TABLE resources (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('bay', 'technician', 'bench', 'loaner', 'equipment')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  staff_id uuid,
  lanes smallint NOT NULL DEFAULT 1 CHECK (lanes BETWEEN 1 AND 32),
  skills text[] NOT NULL DEFAULT '{}',
  position integer NOT NULL DEFAULT 0,
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id),
  CHECK ((kind = 'technician') = (staff_id IS NOT NULL))
);
CREATE UNIQUE INDEX resources_staff_key ON resources (shop_id, staff_id) WHERE staff_id IS NOT NULL AND archived_at IS NULL;

-- What one visit for this service holds: so many resources of a kind (and, for a person, of a skill).
CREATE TABLE service_needs (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('bay', 'technician', 'bench', 'loaner', 'equipment')),
  skill text,
  count smallint NOT NULL DEFAULT 1 CHECK (count BETWEEN 1 AND 10),
  -- Whether set-up and clean-up time hold this resource too (a bay is cleaned without the technician).
  holds_setup boolean NOT NULL DEFAULT true,
  holds_cleanup boolean NOT NULL DEFAULT true,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, service_id) REFERENCES services (shop_id, id)
);
CREATE INDEX service_needs_by_service ON service_needs (shop_id, service_id);

-- Weekly working time of a person. A resource without any shift is there whenever the shop is open.
CREATE TABLE shifts (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts time NOT NULL,
  ends time NOT NULL,
  from_date date NOT NULL,
  until_date date,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, resource_id) REFERENCES resources (shop_id, id)
);
CREATE INDEX shifts_by_resource ON shifts (shop_id, resource_id);

CREATE TABLE time_off (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('asked', 'granted', 'declined')),
  decided_by uuid REFERENCES accounts,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, resource_id) REFERENCES resources (shop_id, id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX time_off_by_resource ON time_off (shop_id, resource_id, starts_at);

-- version: raised by everything that can change a free time. rules_version: by hours, shifts,
-- services and policies only, so that what is expanded from them can be kept in memory.
CREATE TABLE calendars (
  shop_id uuid PRIMARY KEY REFERENCES shops,
  version bigint NOT NULL DEFAULT 1,
  rules_version bigint NOT NULL DEFAULT 1
);

-- One row a shop and name: order numbers, invoice numbers by series and fiscal year, receipts.
CREATE TABLE counters (
  shop_id uuid NOT NULL REFERENCES shops,
  series text NOT NULL,
  fiscal_year integer NOT NULL DEFAULT 0,
  last bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (shop_id, series, fiscal_year)
);
