-- Events, audit, messages, files, idempotency: what every feature stands on.

-- Append only. Ids, keys and amounts; never names, free text, codes or tokens.
CREATE TABLE events (
  id uuid PRIMARY KEY,
  shop_id uuid REFERENCES shops,
  type text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('account', 'guest', 'system')),
  actor_id uuid,
  at timestamptz NOT NULL,
  data jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX events_by_subject ON events (subject_id, id);
CREATE INDEX events_by_shop ON events (shop_id, id) WHERE shop_id IS NOT NULL;

-- Append only.
CREATE TABLE audit (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  shop_id uuid REFERENCES shops,
  actor_id uuid,
  action text NOT NULL,
  subject_kind text,
  subject_id uuid,
  before jsonb,
  after jsonb,
  address text,
  user_agent text,
  request_id text
);
CREATE INDEX audit_by_shop ON audit (shop_id, id);
CREATE INDEX audit_by_actor ON audit (actor_id, id);

-- What was said to whom. Texts are not kept where they carry a code or a link: the template and its
-- harmless parameters are.
CREATE TABLE messages (
  id uuid PRIMARY KEY,
  shop_id uuid REFERENCES shops,
  account_id uuid REFERENCES accounts,
  customer_id uuid,
  -- The thread: one for each order.
  order_id uuid,
  event_id uuid,
  purpose text NOT NULL CHECK (purpose IN ('service', 'account', 'reminders', 'promotions')),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  template text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  recipient text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'suppressed')),
  provider_id text,
  parts smallint,
  cost_micros bigint,
  cost_currency text CHECK (cost_currency ~ '^[A-Z]{3}$'),
  error text,
  tries smallint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
);
CREATE INDEX messages_by_order ON messages (shop_id, order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX messages_by_account ON messages (account_id, id) WHERE account_id IS NOT NULL;
-- One message a cause, template, channel and recipient, however often its job runs.
CREATE UNIQUE INDEX messages_cause_key ON messages (event_id, template, channel, recipient) WHERE event_id IS NOT NULL;

-- A photo that was sent up and not yet attached to anything.
CREATE TABLE uploads (
  id uuid PRIMARY KEY,
  storage_key text NOT NULL,
  thumb_key text NOT NULL,
  type text NOT NULL,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  checksum bytea NOT NULL,
  uploaded_by uuid REFERENCES accounts,
  created_at timestamptz NOT NULL,
  attached_at timestamptz
);
CREATE INDEX uploads_unattached ON uploads (created_at) WHERE attached_at IS NULL;

CREATE TABLE files (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('order', 'job', 'asset', 'shop')),
  subject_id uuid NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('public', 'customer', 'internal')),
  storage_key text NOT NULL,
  thumb_key text NOT NULL,
  type text NOT NULL,
  bytes integer NOT NULL,
  width integer,
  height integer,
  checksum bytea NOT NULL,
  caption text NOT NULL DEFAULT '',
  added_by uuid,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX files_by_subject ON files (shop_id, subject_id, id);
CREATE INDEX files_by_id ON files (id);

CREATE TABLE idempotency_keys (
  scope_hash bytea PRIMARY KEY,
  request_hash bytea NOT NULL,
  status smallint,
  answer jsonb,
  created_at timestamptz NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
