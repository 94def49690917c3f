-- How a service is booked: beside other work, left for the day, certain at once or after a yes.

ALTER TABLE services
  -- Somebody else can do it while other work on the same car or device goes on.
  ADD COLUMN runs_beside boolean NOT NULL DEFAULT false,
  -- The customer leaves it in the morning; a day has so many hours of such work.
  ADD COLUMN drop_off boolean NOT NULL DEFAULT false,
  -- NULL: as the shop does it.
  ADD COLUMN confirm_bookings text CHECK (confirm_bookings IN ('instant', 'by_staff'));

ALTER TABLE shops
  -- Minutes of dropped-off work that a day takes; NULL: no limit.
  ADD COLUMN drop_off_minutes integer CHECK (drop_off_minutes BETWEEN 30 AND 100000),
  -- When it is brought; NULL: at opening.
  ADD COLUMN drop_off_at time;

-- Minutes of dropped-off work in a visit, as booked; NULL: none. No check, so that no row is read.
ALTER TABLE appointments ADD COLUMN drop_off_minutes integer;
