-- What a person decided about a conflict, how long a visit takes where staff say so, and which work is under way.

-- The checks are not validated: every row that there is has null in the new columns, and nobody waits for a scan.
ALTER TABLE appointments
  -- Minutes of work; null: as long as its services take.
  ADD COLUMN work_minutes integer,
  -- What the work holds: people and places (running), places alone (waiting), nothing any more (done). Null: not begun.
  ADD COLUMN work text,
  -- Until when the work will hold them as staff have promised it, while it is not done.
  ADD COLUMN work_until timestamptz;
ALTER TABLE appointments
  ADD CONSTRAINT appointments_work_minutes_check CHECK (work_minutes BETWEEN 5 AND 1440) NOT VALID,
  ADD CONSTRAINT appointments_work_check CHECK (work IN ('running', 'waiting', 'done')) NOT VALID;

UPDATE appointments SET
  work = CASE WHEN orders.stage IN ('in_progress', 'quality_check') THEN 'running' ELSE 'waiting' END,
  work_until = orders.promised_at
FROM orders
WHERE appointments.shop_id = orders.shop_id AND appointments.order_id = orders.id AND appointments.status = 'arrived'
  AND orders.stage IN ('in_progress', 'quality_check', 'awaiting_parts', 'on_hold');
CREATE INDEX appointments_in_work ON appointments (shop_id, id) WHERE work IN ('running', 'waiting');

ALTER TABLE conflicts
  -- Why somebody keeps the visit as it is, and its time then: at another time it is a conflict anew.
  ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 500),
  ADD COLUMN kept_from timestamptz,
  ADD COLUMN kept_until timestamptz,
  -- When the customer was asked for another time, and by whom.
  ADD COLUMN asked_at timestamptz,
  ADD COLUMN asked_by uuid;
CREATE INDEX conflicts_by_appointment ON conflicts (shop_id, appointment_id);
