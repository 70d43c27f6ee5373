-- Services that take no passwords: where an access token comes from (OAuth 2.0), for reading and sending alike.

ALTER TABLE mail.outside_mailbox
    -- where a person signs in; empty where the client gets a token by itself
    ADD token_authorize text,
    ADD token_endpoint  text,
    ADD token_client    text,
    ADD token_secret    bytea,
    ADD token_scope     text,
    -- what a person's sign-in came to; empty before it
    ADD token_refresh   bytea,
    ADD CHECK (num_nulls(token_authorize, token_endpoint, token_client, token_secret, token_scope, token_refresh) IN (0, 6));
COMMENT ON COLUMN mail.outside_mailbox.token_secret IS 'closed by a key of the vault, as token_refresh';
