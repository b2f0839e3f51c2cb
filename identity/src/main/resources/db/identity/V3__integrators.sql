-- Those who pay bills for their own customers through the gateway, and what their customers saved.

CREATE TABLE identity.integrator (
    id            uuid         PRIMARY KEY,
    enterprise_id uuid         NOT NULL UNIQUE REFERENCES identity.enterprise,
    username      varchar(150) NOT NULL,
    password_hash text         NOT NULL,
    created_at    timestamptz  NOT NULL
);
COMMENT ON COLUMN identity.integrator.password_hash IS 'Argon2id.';
CREATE UNIQUE INDEX integrator_username ON identity.integrator (lower(username));

CREATE TABLE identity.integrator_token (
    token_sha256  bytea       PRIMARY KEY CHECK (length(token_sha256) = 32),
    integrator_id uuid        NOT NULL REFERENCES identity.integrator ON DELETE CASCADE,
    issued_at     timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL
);
COMMENT ON COLUMN identity.integrator_token.token_sha256 IS
    'Plain SHA-256: a token is 256 random bits.';
COMMENT ON COLUMN identity.integrator_token.expires_at IS
    'Moved on while the token is used, so that only one that nobody uses ends.';
CREATE INDEX integrator_token_integrator_id ON identity.integrator_token (integrator_id, issued_at);

CREATE TABLE identity.saved_reference (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    integrator_id uuid        NOT NULL REFERENCES identity.integrator ON DELETE CASCADE,
    kind          varchar(16) NOT NULL CHECK (kind IN ('senelec', 'sde', 'woyofal')),
    phone_number  varchar(16) NOT NULL,
    alias         varchar(64) NOT NULL,
    reference     varchar(64) NOT NULL,
    created_at    timestamptz NOT NULL,
    UNIQUE (integrator_id, kind, phone_number, reference)
);
COMMENT ON TABLE identity.saved_reference IS
    'Policies, customer references and meters that an integrator keeps under a phone, whoever has the phone.';
COMMENT ON COLUMN identity.saved_reference.phone_number IS 'E.164.';
