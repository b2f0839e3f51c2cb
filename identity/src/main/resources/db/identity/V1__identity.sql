-- People, businesses, enterprises and what proves who they are. Flyway creates the schema.

CREATE TABLE identity.person (
    id                 uuid         PRIMARY KEY,
    first_name         varchar(150) NOT NULL DEFAULT '',
    last_name          varchar(150),
    phone_number       varchar(16)  NOT NULL UNIQUE,
    email              varchar(254),
    is_phone_verified  boolean      NOT NULL DEFAULT false,
    is_email_verified  boolean      NOT NULL DEFAULT false,
    is_active          boolean      NOT NULL DEFAULT true,
    date_joined        timestamptz  NOT NULL,
    last_login         timestamptz,
    password_hash      text         NOT NULL,
    credential_version integer      NOT NULL DEFAULT 1
);
COMMENT ON COLUMN identity.person.phone_number IS 'E.164.';
COMMENT ON COLUMN identity.person.password_hash IS 'Argon2id.';
COMMENT ON COLUMN identity.person.credential_version IS
    'Rises with each new password; tokens of an older version are refused.';

CREATE TABLE identity.staff_role (
    person_id uuid        NOT NULL REFERENCES identity.person,
    role      varchar(16) NOT NULL CHECK (role IN ('admin', 'auditor', 'recon')),
    PRIMARY KEY (person_id, role)
);

CREATE TABLE identity.first_admin (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    phone_number varchar(16) NOT NULL,
    setting_hash text        NOT NULL,
    applied_at   timestamptz NOT NULL
);
COMMENT ON COLUMN identity.first_admin.setting_hash IS
    'Argon2id of the setting''s password as last applied, so that a restart does not undo a password its owner chose.';

CREATE TABLE identity.payment_pin (
    person_id uuid        PRIMARY KEY REFERENCES identity.person,
    pin_hash  text        NOT NULL,
    set_at    timestamptz NOT NULL
);
COMMENT ON COLUMN identity.payment_pin.pin_hash IS
    'Argon2id; a PIN is so short that the lock after failed attempts is what protects it.';

CREATE TABLE identity.failed_attempt (
    subject         text        PRIMARY KEY,
    failures        integer     NOT NULL,
    last_attempt_at timestamptz NOT NULL,
    locked_until    timestamptz
);
COMMENT ON TABLE identity.failed_attempt IS
    'Attempts at a phone''s password or a person''s PIN since the last that succeeded; an attempt under way counts.';
CREATE INDEX failed_attempt_last_attempt_at ON identity.failed_attempt (last_attempt_at);

CREATE TABLE identity.business (
    id            uuid         PRIMARY KEY,
    legacy_no     bigserial    NOT NULL UNIQUE,
    owner_id      uuid         NOT NULL REFERENCES identity.person,
    name          varchar(255) NOT NULL,
    contact_phone varchar(16),
    contact_email varchar(254) NOT NULL,
    logo          uuid,
    license       uuid,
    is_active     boolean      NOT NULL DEFAULT true,
    is_verified   boolean      NOT NULL DEFAULT false,
    created_at    timestamptz  NOT NULL
);
CREATE INDEX business_owner_id ON identity.business (owner_id);

CREATE TABLE identity.enterprise (
    id         uuid         PRIMARY KEY,
    name       varchar(255) NOT NULL,
    is_active  boolean      NOT NULL DEFAULT true,
    created_at timestamptz  NOT NULL
);

CREATE TABLE identity.access_key (
    id            uuid        PRIMARY KEY,
    enterprise_id uuid        NOT NULL REFERENCES identity.enterprise,
    access_id     varchar(64) NOT NULL UNIQUE,
    secret_sha256 bytea       NOT NULL CHECK (length(secret_sha256) = 32),
    is_active     boolean     NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
COMMENT ON COLUMN identity.access_key.secret_sha256 IS
    'Plain SHA-256: the secret is 256 random bits, so there is nothing for a slow hash to slow down.';
CREATE INDEX access_key_enterprise_id ON identity.access_key (enterprise_id);

CREATE TABLE identity.owned_wallet (
    wallet_id  uuid        PRIMARY KEY,
    owner_kind varchar(16) NOT NULL CHECK (owner_kind IN ('user', 'business', 'enterprise')),
    owner_id   uuid        NOT NULL,
    currency   char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    ordinal    integer     NOT NULL CHECK (ordinal >= 1),
    created_at timestamptz NOT NULL,
    UNIQUE (owner_kind, owner_id, currency),
    UNIQUE (owner_kind, owner_id, ordinal)
);
COMMENT ON TABLE identity.owned_wallet IS
    'Which wallets of the ledger belong to whom; ordinal 1 is the first wallet.';

CREATE TABLE identity.signing_key (
    key_id      uuid        PRIMARY KEY,
    public_key  bytea       NOT NULL,
    private_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL
);
COMMENT ON TABLE identity.signing_key IS
    'ES256 keys of the access tokens, shared by all nodes. Protect this table and its backups: who reads it can sign in as anyone.';
COMMENT ON COLUMN identity.signing_key.public_key IS 'X.509 SubjectPublicKeyInfo, DER.';
COMMENT ON COLUMN identity.signing_key.private_key IS
    'PKCS#8, DER, not encrypted: no key store exists that could hold the wrapping key. The table must be protected.';

CREATE TABLE identity.refresh_family (
    id                 uuid        PRIMARY KEY,
    person_id          uuid        NOT NULL REFERENCES identity.person,
    credential_version integer     NOT NULL,
    expires_at         timestamptz NOT NULL,
    revoked_at         timestamptz
);
COMMENT ON TABLE identity.refresh_family IS
    'One login and all the refresh tokens descended from it; revoked as a whole.';
CREATE INDEX refresh_family_person_id ON identity.refresh_family (person_id);

CREATE TABLE identity.refresh_token (
    token_sha256 bytea       PRIMARY KEY CHECK (length(token_sha256) = 32),
    family_id    uuid        NOT NULL REFERENCES identity.refresh_family ON DELETE CASCADE,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz
);
CREATE INDEX refresh_token_family_id ON identity.refresh_token (family_id);
