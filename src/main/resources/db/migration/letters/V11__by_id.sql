-- All letters in an order that does not change, for the search index to be made again.
CREATE INDEX incoming_by_id ON letters.incoming (id);
CREATE INDEX outgoing_by_id ON letters.outgoing (id);
