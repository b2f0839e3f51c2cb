-- What people say of themselves, their devices, what businesses offer, and the codes sent to people.

ALTER TABLE identity.person ADD COLUMN profile_pic_id uuid;

CREATE TABLE identity.device (
    key        uuid         PRIMARY KEY,
    person_id  uuid         NOT NULL REFERENCES identity.person,
    id         varchar(255) NOT NULL,
    label      varchar(255),
    created_at timestamptz  NOT NULL,
    updated_at timestamptz  NOT NULL,
    UNIQUE (person_id, id)
);
COMMENT ON COLUMN identity.device.id IS 'Chosen by the device; two people may choose the same.';

CREATE TABLE identity.service_category (
    id         uuid         PRIMARY KEY,
    name       varchar(255) NOT NULL,
    created_at timestamptz  NOT NULL
);
CREATE UNIQUE INDEX service_category_name ON identity.service_category (lower(name));

CREATE TABLE identity.service (
    id           uuid         PRIMARY KEY,
    business_id  uuid         NOT NULL REFERENCES identity.business,
    name         varchar(255) NOT NULL,
    service_type varchar(16)  NOT NULL CHECK (service_type IN ('basic', 'premium')),
    is_active    boolean      NOT NULL,
    image        uuid,
    created_at   timestamptz  NOT NULL,
    updated_at   timestamptz  NOT NULL
);
CREATE INDEX service_business_id ON identity.service (business_id, id);

CREATE TABLE identity.service_in_category (
    service_id  uuid NOT NULL REFERENCES identity.service ON DELETE CASCADE,
    category_id uuid NOT NULL REFERENCES identity.service_category,
    PRIMARY KEY (service_id, category_id)
);
CREATE INDEX service_in_category_category_id ON identity.service_in_category (category_id);

CREATE TABLE identity.one_time_code (
    purpose    varchar(24)  NOT NULL
               CHECK (purpose IN ('password-reset', 'phone-verification', 'email-verification')),
    subject    text         NOT NULL,
    address    varchar(254) NOT NULL,
    code_hash  text         NOT NULL,
    tries      integer      NOT NULL DEFAULT 0,
    expires_at timestamptz  NOT NULL,
    PRIMARY KEY (purpose, subject)
);
COMMENT ON TABLE identity.one_time_code IS
    'The code last sent for a purpose; one asked for by a phone that nobody has stands here too, so that nobody can tell.';
COMMENT ON COLUMN identity.one_time_code.code_hash IS
    'Argon2id: a plain hash of six digits is undone in a second.';
CREATE INDEX one_time_code_expires_at ON identity.one_time_code (expires_at);

CREATE TABLE identity.code_request (
    subject      text        NOT NULL,
    requested_at timestamptz NOT NULL
);
COMMENT ON TABLE identity.code_request IS
    'When codes were asked for, kept for a day: only so many are sent.';
CREATE INDEX code_request_subject ON identity.code_request (subject, requested_at);
CREATE INDEX code_request_requested_at ON identity.code_request (requested_at);
