-- What the platform's people decide about shops, who is asked to join them, and what they search by.

-- Append only: each approval, suspension and return of a shop, with when, by whom and why.
CREATE TABLE shop_decisions (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('approved', 'suspended')),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  decided_at timestamptz NOT NULL,
  decided_by uuid,
  PRIMARY KEY (shop_id, id)
);

-- What waits or is shut is a small part of all shops.
CREATE INDEX shops_not_approved ON shops (status, id) WHERE status <> 'approved';

-- A person asked by mail to work for the platform: only the link's hash is kept, it works once.
CREATE TABLE platform_invitations (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  role text NOT NULL CHECK (role IN ('super_admin', 'admin', 'support')),
  token_hash bytea NOT NULL,
  invited_by uuid REFERENCES accounts,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX platform_invitations_token_key ON platform_invitations (token_hash);
CREATE INDEX platform_invitations_open ON platform_invitations (id) WHERE ended_at IS NULL;

-- Name, address and phone of an account in one folded text. The same expression stands in accounts/store-search.ts.
CREATE INDEX accounts_search ON accounts USING gin (
  lower(translate(regexp_replace(normalize(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, ''), NFKD),
    '[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f]', '', 'g'), 'يىكةەھہ', 'ییکهههه')) gin_trgm_ops);

-- What is not sent yet, or could not be: a glance at it must not read all messages.
CREATE INDEX messages_unsent ON messages (status, id) WHERE status IN ('queued', 'failed');
