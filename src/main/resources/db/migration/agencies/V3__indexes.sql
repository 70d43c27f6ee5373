-- The exclusion constraints' own indexes find overlaps; these find a thing's facts, a hundred times sooner.
CREATE INDEX holding_official ON agencies.holding (agency_id, official_id);
CREATE INDEX position_fact_of ON agencies.position_fact (agency_id, position_id);
CREATE INDEX unit_fact_of ON agencies.unit_fact (agency_id, unit_id);
CREATE INDEX official_fact_of ON agencies.official_fact (agency_id, official_id);
CREATE INDEX official_fact_anywhere ON agencies.official_fact (official_id);
CREATE INDEX agency_fact_of ON agencies.agency_fact (agency_id);
CREATE INDEX authority_of ON agencies.authority (agency_id, official_id);
