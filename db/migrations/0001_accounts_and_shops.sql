-- Accounts, their sessions and garage; organisations and the list of shops.
-- These tables are the ones that do not belong to a shop.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text CHECK (email = lower(email)),
  email_verified_at timestamptz,
  phone text,
  phone_verified_at timestamptz,
  password_hash text,
  address text,
  locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'fa')),
  calendar text NOT NULL DEFAULT 'gregorian' CHECK (calendar IN ('gregorian', 'jalali')),
  region text CHECK (region ~ '^[A-Z]{2}$'),
  created_at timestamptz NOT NULL,
  deactivated_at timestamptz,
  erased_at timestamptz,
  -- Raised by every change of rights: a cached caller with an older one is read again.
  access_version integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX accounts_email_key ON accounts (email);
CREATE UNIQUE INDEX accounts_verified_phone_key ON accounts (phone) WHERE phone_verified_at IS NOT NULL;

CREATE TABLE platform_roles (
  account_id uuid NOT NULL REFERENCES accounts,
  role text NOT NULL CHECK (role IN ('super_admin', 'admin', 'support')),
  granted_at timestamptz NOT NULL,
  granted_by uuid REFERENCES accounts,
  PRIMARY KEY (account_id, role)
);

-- One row a sign-in: a browser's cookie session, or a family of rotating refresh tokens.
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  kind text NOT NULL CHECK (kind IN ('browser', 'token')),
  cookie_hash bytea,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  user_agent text,
  address text
);
CREATE UNIQUE INDEX sessions_cookie_key ON sessions (cookie_hash) WHERE cookie_hash IS NOT NULL;
CREATE INDEX sessions_by_account ON sessions (account_id, last_used_at DESC) WHERE ended_at IS NULL;

CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

-- Single-use links that are mailed: only the hash is kept.
CREATE TABLE account_tokens (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  purpose text NOT NULL CHECK (purpose IN ('verify_email', 'change_email', 'reset_password')),
  email text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX account_tokens_by_account ON account_tokens (account_id);

-- Failed sign-ins, by a keyed hash of the address typed (known or not) and the caller's address.
CREATE TABLE sign_in_failures (
  id uuid PRIMARY KEY,
  account_key bytea NOT NULL,
  address text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures (account_key, at);

CREATE TABLE garage_assets (
  account_id uuid NOT NULL REFERENCES accounts,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('vehicle', 'device')),
  make text NOT NULL,
  model text NOT NULL,
  year smallint CHECK (year BETWEEN 1880 AND 2200),
  vin text,
  plate text,
  odometer integer CHECK (odometer BETWEEN 0 AND 9999999),
  imei text,
  serial text,
  created_at timestamptz NOT NULL,
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX garage_assets_by_id ON garage_assets (id);

CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE organisation_members (
  organisation_id uuid NOT NULL REFERENCES organisations,
  account_id uuid NOT NULL REFERENCES accounts,
  roles text[] NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, account_id)
);
CREATE INDEX organisation_members_by_account ON organisation_members (account_id);

CREATE TABLE shops (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kinds text[] NOT NULL CHECK (kinds <@ ARRAY['workshop', 'inspection', 'device'] AND cardinality(kinds) > 0),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'suspended')),
  city text NOT NULL,
  address text NOT NULL,
  region text NOT NULL CHECK (region ~ '^[A-Z]{2}$'),
  lat double precision CHECK (lat BETWEEN -90 AND 90),
  lon double precision CHECK (lon BETWEEN -180 AND 180),
  timezone text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  calendar text NOT NULL DEFAULT 'gregorian' CHECK (calendar IN ('gregorian', 'jalali')),
  phone text,
  email text,
  website text,
  accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
  legal_name text,
  tax_number text,
  tax_mode text NOT NULL CHECK (tax_mode IN ('added', 'included')),
  rounding text NOT NULL DEFAULT 'half_away_per_rate',
  invoice_prefix text NOT NULL DEFAULT '' CHECK (length(invoice_prefix) <= 12),
  -- First month of the fiscal year, counted in the shop's calendar.
  fiscal_year_starts smallint NOT NULL DEFAULT 1 CHECK (fiscal_year_starts BETWEEN 1 AND 12),
  quality_check boolean NOT NULL DEFAULT true,
  confirm_bookings text NOT NULL DEFAULT 'instant' CHECK (confirm_bookings IN ('instant', 'by_staff')),
  slot_step_minutes smallint NOT NULL DEFAULT 30 CHECK (slot_step_minutes BETWEEN 5 AND 240),
  lead_minutes integer NOT NULL DEFAULT 120 CHECK (lead_minutes >= 0),
  horizon_days smallint NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 366),
  cancel_until_minutes integer NOT NULL DEFAULT 120 CHECK (cancel_until_minutes >= 0),
  reschedule_until_minutes integer NOT NULL DEFAULT 120 CHECK (reschedule_until_minutes >= 0),
  rating_sum integer NOT NULL DEFAULT 0,
  rating_count integer NOT NULL DEFAULT 0,
  -- Folded text that a search reads: name and place; and the names of the live services.
  search text NOT NULL DEFAULT '',
  offers text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX shops_slug_key ON shops (slug);
CREATE INDEX shops_by_organisation ON shops (organisation_id);
CREATE INDEX shops_by_place ON shops (lat, lon) WHERE status = 'approved';
CREATE INDEX shops_by_name ON shops (name, id) WHERE status = 'approved';
CREATE INDEX shops_search ON shops USING gin (search gin_trgm_ops);
CREATE INDEX shops_offers ON shops USING gin (offers gin_trgm_ops);

-- Facts of the installation itself: the first start's one-time code, the data's origin.
CREATE TABLE platform_settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
