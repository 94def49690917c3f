-- Second factors, passkeys, codes by text message, and what a sign-in has passed so far. Codes, tokens and challenges
-- are kept as hashes; a TOTP secret must be read again, so it is kept encrypted.

-- One family may share a phone: whoever shows its code chooses among the accounts that have it.
DROP INDEX accounts_verified_phone_key;
CREATE INDEX accounts_by_verified_phone ON accounts (phone) WHERE phone_verified_at IS NOT NULL;

-- When the session's person last showed a second factor; null: a first factor only.
ALTER TABLE sessions ADD COLUMN second_factor_at timestamptz;

CREATE TABLE account_totp (
  account_id uuid PRIMARY KEY REFERENCES accounts,
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- Until a first code has shown that the app has the secret, nothing asks for one.
  confirmed_at timestamptz,
  -- The step of the last code that was taken: a code works once.
  last_step bigint
);

CREATE TABLE recovery_codes (
  account_id uuid NOT NULL REFERENCES accounts,
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE UNIQUE INDEX passkeys_credential_key ON passkeys (credential_id);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- A challenge is answered once, by the account that asked for it where there was one.
CREATE TABLE passkey_challenges (
  challenge_hash bytea PRIMARY KEY,
  account_id uuid REFERENCES accounts,
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in')),
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- Codes by text message. The request's token stays with whoever asked, so that nobody else can guess at their code.
CREATE TABLE phone_codes (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign_in', 'verify')),
  phone text NOT NULL,
  account_id uuid REFERENCES accounts,
  code_hash bytea NOT NULL,
  address text NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX phone_codes_by_phone ON phone_codes (phone, created_at);
CREATE INDEX phone_codes_by_address ON phone_codes (address, created_at);
CREATE INDEX phone_codes_by_time ON phone_codes (created_at);

-- A browser that has passed the first factor and still owes the second.
CREATE TABLE sign_in_steps (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX sign_in_steps_by_end ON sign_in_steps (expires_at);

-- The roles for which a shop asks for a second factor, and from when on they hold no rights without one.
CREATE TABLE second_factor_rules (
  shop_id uuid PRIMARY KEY REFERENCES shops,
  roles text[] NOT NULL,
  required_from timestamptz NOT NULL,
  set_at timestamptz NOT NULL
);
