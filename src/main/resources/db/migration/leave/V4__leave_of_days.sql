-- Who is away on some days, of many people at once.
CREATE INDEX request_of_days ON leave.request (agency_id, official, last_day)
    WHERE cancels IS NULL AND state IN ('WAITING', 'APPROVED');
