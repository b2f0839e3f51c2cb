-- Permissions of enterprises to pull money.

INSERT INTO views.position (view, position, updated_at) VALUES ('grants', 0, now());

-- One row per grant. updated_at is when it was last answered or changed, which a pull does not;
-- meta_data is JSON as it was sent, and nobody looks into it; position is that of its request.
CREATE TABLE views.enterprise_grant (
    grant_id           uuid        PRIMARY KEY,
    enterprise         text        NOT NULL,
    person             text        NOT NULL,
    payer              text        NOT NULL,
    beneficiary        text        NOT NULL,
    max_minor_units    bigint      NOT NULL,
    pulled_minor_units bigint      NOT NULL,
    currency           text        NOT NULL,
    expires_at         timestamptz,
    active             boolean     NOT NULL,
    meta_data          text,
    status             text        NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    position           bigint      NOT NULL
);

CREATE INDEX enterprise_grant_enterprise ON views.enterprise_grant (enterprise, position);
CREATE INDEX enterprise_grant_person ON views.enterprise_grant (person, position);
CREATE INDEX enterprise_grant_listing ON views.enterprise_grant (position);
