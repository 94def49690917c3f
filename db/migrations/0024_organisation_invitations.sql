-- People asked to hold roles in all shops of an organisation. Only the link's hash is kept; it works once.
CREATE TABLE organisation_invitations (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  email text CHECK (email = lower(email)),
  phone text,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT organisation_invitations_one_way CHECK ((email IS NULL) <> (phone IS NULL))
);
CREATE UNIQUE INDEX organisation_invitations_token_key ON organisation_invitations (token_hash);
CREATE INDEX organisation_invitations_by_organisation ON organisation_invitations (organisation_id, created_at);
