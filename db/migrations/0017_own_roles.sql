-- Roles that a shop makes itself, who holds them, and invitations by text message.

CREATE TABLE shop_roles (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- As they are given: `orders.read` in the whole shop, `orders.read:own` on one's own.
  rights text[] NOT NULL CHECK (cardinality(rights) BETWEEN 1 AND 200 AND array_position(rights, NULL) IS NULL),
  -- Whoever holds it needs a second factor; second_factor_rules says from when on.
  needs_second_factor boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX shop_roles_name_key ON shop_roles (shop_id, lower(name)) WHERE retired_at IS NULL;

-- Beside the roles that every shop has, which stand in staff.roles.
CREATE TABLE staff_shop_roles (
  shop_id uuid NOT NULL REFERENCES shops,
  staff_id uuid NOT NULL,
  role_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, staff_id, role_id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, id),
  FOREIGN KEY (shop_id, role_id) REFERENCES shop_roles (shop_id, id)
);
CREATE INDEX staff_shop_roles_by_role ON staff_shop_roles (shop_id, role_id);

ALTER TABLE staff_invitations ALTER COLUMN email DROP NOT NULL;
ALTER TABLE staff_invitations ADD COLUMN phone text;
ALTER TABLE staff_invitations
  ADD CONSTRAINT staff_invitations_one_way CHECK ((email IS NULL) <> (phone IS NULL)) NOT VALID;
ALTER TABLE staff_invitations VALIDATE CONSTRAINT staff_invitations_one_way;
