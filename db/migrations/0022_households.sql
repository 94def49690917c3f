-- Households: people who may use what another has in the garage, each up to a limit. A household is its head's account.

CREATE TABLE household_members (
  head_id uuid NOT NULL REFERENCES accounts,
  member_id uuid NOT NULL REFERENCES accounts,
  joined_at timestamptz NOT NULL,
  -- Up to what one order may go without asking; null for no limit, zero for always asking.
  limit_amount bigint CHECK (limit_amount >= 0),
  limit_currency text,
  PRIMARY KEY (head_id, member_id),
  -- A person is a member of one household of somebody else's at most.
  CONSTRAINT household_members_member_key UNIQUE (member_id),
  CHECK (head_id <> member_id),
  CHECK ((limit_amount IS NULL) = (limit_currency IS NULL))
);

-- Links into a household. Only the hash is kept; the limit holds from the first day on.
CREATE TABLE household_invitations (
  id uuid PRIMARY KEY,
  head_id uuid NOT NULL REFERENCES accounts,
  email text,
  phone text,
  token_hash bytea NOT NULL UNIQUE,
  limit_amount bigint CHECK (limit_amount >= 0),
  limit_currency text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((email IS NULL) <> (phone IS NULL)),
  CHECK ((limit_amount IS NULL) = (limit_currency IS NULL))
);
CREATE INDEX household_invitations_by_head ON household_invitations (head_id, created_at);

-- What of the garage of the head a member sees and may book for.
CREATE TABLE household_shares (
  head_id uuid NOT NULL,
  member_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  shared_at timestamptz NOT NULL,
  PRIMARY KEY (head_id, member_id, asset_id),
  FOREIGN KEY (head_id, member_id) REFERENCES household_members ON DELETE CASCADE,
  FOREIGN KEY (head_id, asset_id) REFERENCES garage_assets (account_id, id) ON DELETE CASCADE
);
CREATE INDEX household_shares_by_asset ON household_shares (head_id, asset_id);

-- What was refused above a limit: kept until the member asks, then until the head answers. A yes holds for its order, or
-- for one booking of that thing at that shop, which it is then tied to.
CREATE TABLE household_questions (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  head_id uuid NOT NULL,
  member_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  order_id uuid,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  created_at timestamptz NOT NULL,
  asked_at timestamptz,
  answered_at timestamptz,
  answer text CHECK (answer IN ('yes', 'no')),
  valid_until timestamptz,
  PRIMARY KEY (shop_id, id),
  CONSTRAINT household_questions_member_fkey FOREIGN KEY (head_id, member_id) REFERENCES household_members ON DELETE CASCADE,
  CONSTRAINT household_questions_asset_fkey FOREIGN KEY (head_id, asset_id) REFERENCES garage_assets (account_id, id)
    ON DELETE CASCADE,
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((answer IS NOT DISTINCT FROM 'yes') = (valid_until IS NOT NULL)),
  CHECK (answered_at IS NULL OR asked_at IS NOT NULL)
);
-- One open question about one thing.
CREATE UNIQUE INDEX household_questions_open_key ON household_questions (shop_id, head_id, member_id, asset_id, order_id)
  NULLS NOT DISTINCT WHERE answered_at IS NULL;
CREATE INDEX household_questions_by_member ON household_questions (head_id, member_id, id);
CREATE INDEX household_questions_by_order ON household_questions (shop_id, order_id) WHERE order_id IS NOT NULL;
