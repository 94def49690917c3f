-- What people may ask about what is held of them: a copy of it, an end to it, and how they want to be written to.

-- For how many years after the year of issue a shop keeps its books, issued invoices with a customer's name among them.
ALTER TABLE shops ADD COLUMN books_years smallint NOT NULL DEFAULT 10
  CONSTRAINT shops_books_years CHECK (books_years BETWEEN 1 AND 30);

-- What a person wants to be written, by which way. No row: yes. Account and security messages always go.
CREATE TABLE notification_choices (
  account_id uuid NOT NULL REFERENCES accounts,
  purpose text NOT NULL CHECK (purpose IN ('service', 'reminders', 'promotions')),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  wanted boolean NOT NULL,
  chosen_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, purpose, channel)
);

-- Copies that were asked for: of an account, everywhere; or of one customer, at one shop. The file goes when it expires.
CREATE TABLE data_exports (
  id uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts,
  shop_id uuid REFERENCES shops,
  customer_id uuid,
  asked_by uuid NOT NULL REFERENCES accounts,
  locale text NOT NULL CHECK (locale IN ('en', 'fa')),
  asked_at timestamptz NOT NULL,
  ready_at timestamptz,
  expires_at timestamptz,
  storage_key text,
  bytes bigint,
  fetched_at timestamptz,
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  CHECK ((account_id IS NULL) = (shop_id IS NOT NULL AND customer_id IS NOT NULL))
);
CREATE INDEX data_exports_by_account ON data_exports (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX data_exports_by_customer ON data_exports (shop_id, customer_id, id) WHERE shop_id IS NOT NULL;
CREATE INDEX data_exports_by_end ON data_exports (expires_at) WHERE expires_at IS NOT NULL;

-- Erasures: asked for by the person (a whole account) or begun by a shop (one customer). Carried out by a job once due.
CREATE TABLE erasures (
  id uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts,
  shop_id uuid REFERENCES shops,
  customer_id uuid,
  asked_by uuid REFERENCES accounts,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  refused_at timestamptz,
  refused_reason text,
  done_at timestamptz,
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id),
  CHECK ((account_id IS NULL) = (shop_id IS NOT NULL AND customer_id IS NOT NULL)),
  CHECK ((refused_at IS NULL) = (refused_reason IS NULL))
);
CREATE UNIQUE INDEX erasures_open_key ON erasures (account_id)
  WHERE account_id IS NOT NULL AND withdrawn_at IS NULL AND refused_at IS NULL AND done_at IS NULL;
CREATE INDEX erasures_by_shop ON erasures (shop_id, id) WHERE shop_id IS NOT NULL;
CREATE INDEX erasures_due ON erasures (due_at) WHERE withdrawn_at IS NULL AND refused_at IS NULL AND done_at IS NULL;

-- What a shop keeps of an erasure: what went, what stays, why and until when. Counts and numbers, no names.
CREATE TABLE erasure_certificates (
  shop_id uuid NOT NULL REFERENCES shops,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  certificate jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id)
);

-- Some records are append only for the application, and people write words in them. Of an erased customer these words
-- go, by the owner's hand and for nobody else.
CREATE FUNCTION forget_words(of_shop uuid, of_customer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM customers c WHERE c.shop_id = of_shop AND c.id = of_customer AND c.erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the customer is not erased' USING ERRCODE = '23514', CONSTRAINT = 'forget_words_erased';
  END IF;
  UPDATE stage_entries e SET note = NULL FROM orders o
    WHERE e.shop_id = of_shop AND e.note IS NOT NULL AND o.shop_id = of_shop AND o.id = e.order_id
      AND o.customer_id = of_customer;
  UPDATE authorisations a SET note = '' FROM orders o
    WHERE a.shop_id = of_shop AND a.note <> '' AND o.shop_id = of_shop AND o.id = a.order_id
      AND o.customer_id = of_customer;
END $$;

-- The customer and the plates on an issued invoice, taken off it.
CREATE FUNCTION without_customer(parties jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT parties
    || jsonb_build_object('customer', jsonb_build_object('name', '—', 'address', NULL, 'email', NULL, 'phone', NULL))
    || jsonb_build_object('asset', coalesce(parties -> 'asset', '{}')
      || '{"vin": null, "plate": null, "odometer": null, "imei": null, "serial": null}')
$$;

-- An issued invoice is locked, with one exception: once its years are over, an erased customer is taken off it.
CREATE OR REPLACE FUNCTION invoice_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL AND TG_OP = 'UPDATE' AND current_setting('fixbay.forgetting', true) = OLD.id::text
    AND to_jsonb(NEW) - 'parties' = to_jsonb(OLD) - 'parties' AND NEW.parties = without_customer(OLD.parties) THEN
    RETURN NEW;
  END IF;
  IF OLD.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'an issued invoice is locked' USING ERRCODE = '23514', CONSTRAINT = 'invoices_locked';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- The same for the words of its lines: the amounts stay as they are.
CREATE OR REPLACE FUNCTION invoice_part_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  IF TG_OP = 'INSERT' THEN touched := NEW; ELSE touched := OLD; END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'invoice_lines'
    AND current_setting('fixbay.forgetting', true) = touched.invoice_id::text
    AND to_jsonb(NEW) - 'text' - 'job_title' = to_jsonb(OLD) - 'text' - 'job_title' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM invoices i WHERE i.shop_id = touched.shop_id AND i.id = touched.invoice_id AND i.issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the lines of an issued invoice are locked' USING ERRCODE = '23514', CONSTRAINT = 'invoices_locked';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Takes an erased customer off an issued invoice whose years are over, with what stood beside its payments.
CREATE FUNCTION forget_invoice(of_shop uuid, of_invoice uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mark text;
BEGIN
  IF NOT EXISTS (
    SELECT FROM invoices i
      JOIN orders o ON o.shop_id = i.shop_id AND o.id = i.order_id
      JOIN customers c ON c.shop_id = o.shop_id AND c.id = o.customer_id
      JOIN shops s ON s.id = i.shop_id
    WHERE i.shop_id = of_shop AND i.id = of_invoice AND c.erased_at IS NOT NULL
      AND extract(year FROM i.issued_at AT TIME ZONE s.timezone) + s.books_years < extract(year FROM at AT TIME ZONE s.timezone)
  ) THEN
    RAISE EXCEPTION 'the invoice must still be kept' USING ERRCODE = '23514', CONSTRAINT = 'forget_invoice_kept';
  END IF;
  PERFORM set_config('fixbay.forgetting', of_invoice::text, true);
  FOR mark IN
    SELECT named.value FROM invoices i,
      LATERAL (SELECT value FROM jsonb_each_text(i.parties -> 'customer')
        UNION ALL SELECT value FROM jsonb_each_text(i.parties -> 'asset') WHERE key IN ('plate', 'vin', 'imei', 'serial')) named
    WHERE i.shop_id = of_shop AND i.id = of_invoice AND length(named.value) >= 4
  LOOP
    UPDATE invoice_lines SET text = coalesce(nullif(replace(text, mark, '…'), ''), '…'), job_title = replace(job_title, mark, '…')
      WHERE shop_id = of_shop AND invoice_id = of_invoice AND (strpos(text, mark) > 0 OR strpos(job_title, mark) > 0);
  END LOOP;
  UPDATE invoices SET parties = without_customer(parties) WHERE shop_id = of_shop AND id = of_invoice;
  PERFORM set_config('fixbay.forgetting', '', true);
  UPDATE payments SET reference = '', reason = ''
    WHERE shop_id = of_shop AND invoice_id = of_invoice AND (reference <> '' OR reason <> '');
END $$;

-- Which messages still name whom they went to, the oldest first.
CREATE INDEX messages_addressed ON messages (id) WHERE recipient <> '';
-- Whose books are waited for.
CREATE INDEX customers_erased ON customers (shop_id, id) WHERE erased_at IS NOT NULL;
CREATE INDEX messages_by_customer ON messages (shop_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX erasure_certificates_by_id ON erasure_certificates (id);
