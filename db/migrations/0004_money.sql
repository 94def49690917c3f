-- Invoices, payments and what the gateways said.

CREATE TABLE invoices (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  series text NOT NULL DEFAULT 'invoice' CHECK (series IN ('invoice', 'credit')),
  fiscal_year integer,
  number bigint,
  number_text text,
  currency text NOT NULL,
  tax_mode text NOT NULL CHECK (tax_mode IN ('added', 'included')),
  rounding text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  net_amount bigint NOT NULL,
  tax_amount bigint NOT NULL,
  total_amount bigint NOT NULL,
  -- The parties and the asset as they were at issue: {shop, customer, asset, order}.
  parties jsonb,
  drawn_at timestamptz NOT NULL,
  issued_at timestamptz,
  issued_by uuid,
  due_on date,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  CHECK (net_amount + tax_amount = total_amount),
  CHECK ((issued_at IS NULL) = (number IS NULL) AND (number IS NULL) = (fiscal_year IS NULL)
    AND (number IS NULL) = (number_text IS NULL) AND (issued_at IS NULL OR parties IS NOT NULL))
);
CREATE UNIQUE INDEX invoices_number_key ON invoices (shop_id, series, fiscal_year, number) WHERE number IS NOT NULL;
-- One draft an order at a time.
CREATE UNIQUE INDEX invoices_draft_key ON invoices (shop_id, order_id) WHERE issued_at IS NULL;
CREATE INDEX invoices_by_order ON invoices (shop_id, order_id);
CREATE INDEX invoices_by_id ON invoices (id);
CREATE INDEX invoices_by_issue ON invoices (shop_id, issued_at DESC) WHERE issued_at IS NOT NULL;

CREATE TABLE invoice_lines (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  position integer NOT NULL,
  job_title text NOT NULL DEFAULT '',
  line_id uuid,
  kind text NOT NULL CHECK (kind IN ('labour', 'part', 'fee', 'sublet', 'discount')),
  text text NOT NULL,
  quantity_milli integer NOT NULL,
  unit_amount bigint NOT NULL,
  total_amount bigint NOT NULL,
  tax_name text NOT NULL,
  tax_rate_ppm integer NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, invoice_id) REFERENCES invoices (shop_id, id),
  UNIQUE (shop_id, invoice_id, position)
);
CREATE INDEX invoice_lines_by_line ON invoice_lines (shop_id, line_id) WHERE line_id IS NOT NULL;

CREATE TABLE invoice_taxes (
  shop_id uuid NOT NULL REFERENCES shops,
  invoice_id uuid NOT NULL,
  rate_ppm integer NOT NULL,
  name text NOT NULL,
  net_amount bigint NOT NULL,
  tax_amount bigint NOT NULL,
  PRIMARY KEY (shop_id, invoice_id, rate_ppm, name),
  FOREIGN KEY (shop_id, invoice_id) REFERENCES invoices (shop_id, id)
);

-- An issued invoice is locked: neither it nor its lines change or go.
CREATE FUNCTION invoice_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'an issued invoice is locked' USING ERRCODE = '23514', CONSTRAINT = 'invoices_locked';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoices_locked BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION invoice_is_locked();

CREATE FUNCTION invoice_part_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  IF TG_OP = 'INSERT' THEN touched := NEW; ELSE touched := OLD; END IF;
  IF EXISTS (SELECT FROM invoices i WHERE i.shop_id = touched.shop_id AND i.id = touched.invoice_id AND i.issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the lines of an issued invoice are locked' USING ERRCODE = '23514', CONSTRAINT = 'invoices_locked';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoice_lines_locked BEFORE INSERT OR UPDATE OR DELETE ON invoice_lines FOR EACH ROW EXECUTE FUNCTION invoice_part_is_locked();
CREATE TRIGGER invoice_taxes_locked BEFORE INSERT OR UPDATE OR DELETE ON invoice_taxes FOR EACH ROW EXECUTE FUNCTION invoice_part_is_locked();

-- A try to pay by card: the customer goes to the gateway and perhaps comes back.
CREATE TABLE payment_attempts (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  gateway text NOT NULL,
  provider_ref text,
  status text NOT NULL CHECK (status IN ('started', 'redirected', 'paid', 'failed', 'abandoned', 'expired')),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, invoice_id) REFERENCES invoices (shop_id, id)
);
CREATE INDEX payment_attempts_by_token ON payment_attempts (token_hash);
CREATE INDEX payment_attempts_by_ref ON payment_attempts (gateway, provider_ref) WHERE provider_ref IS NOT NULL;
CREATE INDEX payment_attempts_open ON payment_attempts (shop_id, created_at) WHERE status IN ('started', 'redirected');

-- Append only. A refund is a negative entry.
CREATE TABLE payments (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  attempt_id uuid,
  refund_of uuid,
  receipt_number bigint NOT NULL,
  method text NOT NULL CHECK (method IN ('cash', 'transfer', 'card')),
  amount bigint NOT NULL CHECK (amount <> 0),
  currency text NOT NULL,
  reference text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  actor_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
  FOREIGN KEY (shop_id, invoice_id) REFERENCES invoices (shop_id, id),
  FOREIGN KEY (shop_id, attempt_id) REFERENCES payment_attempts (shop_id, id),
  FOREIGN KEY (shop_id, refund_of) REFERENCES payments (shop_id, id),
  UNIQUE (shop_id, receipt_number),
  CHECK ((amount < 0) = (refund_of IS NOT NULL))
);
CREATE UNIQUE INDEX payments_attempt_key ON payments (shop_id, attempt_id) WHERE attempt_id IS NOT NULL AND amount > 0;
CREATE INDEX payments_by_order ON payments (shop_id, order_id, id);
CREATE INDEX payments_by_invoice ON payments (shop_id, invoice_id);

CREATE TABLE gateway_events (
  gateway text NOT NULL,
  event_id text NOT NULL,
  received_at timestamptz NOT NULL,
  kind text NOT NULL,
  provider_ref text,
  PRIMARY KEY (gateway, event_id)
);
