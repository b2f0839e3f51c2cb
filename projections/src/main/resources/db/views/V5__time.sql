-- What accounts held at an instant, by either time, and at the ends of days.

CREATE INDEX posting_backdated ON views.posting (account, effective_at, position)
    WHERE effective_at < as_of;
CREATE INDEX posting_backdated_recording ON views.posting (account, as_of)
    WHERE effective_at < as_of;

-- What back-dated postings changed, by the days (UTC) on which they count and on which they were
-- recorded: a balance by effective time adds up days, and looks at single postings of one day only.
CREATE TABLE views.backdated_day (
    account          text    NOT NULL,
    day              date    NOT NULL,
    effective_change numeric NOT NULL,
    recorded_change  numeric NOT NULL,
    position         bigint  NOT NULL,
    PRIMARY KEY (account, day)
);

INSERT INTO views.backdated_day
SELECT account, day, sum(effective_change), sum(recorded_change), max(position)
  FROM (SELECT p.account, (v.at AT TIME ZONE 'UTC')::date AS day,
               CASE p.side WHEN 'CREDIT' THEN 1 ELSE -1 END * p.amount_minor_units * v.effective
                   AS effective_change,
               CASE p.side WHEN 'CREDIT' THEN 1 ELSE -1 END * p.amount_minor_units
                   * (1 - v.effective) AS recorded_change,
               p.position
          FROM views.posting p
         CROSS JOIN LATERAL (VALUES (p.effective_at, 1), (p.as_of, 0)) AS v (at, effective)
         WHERE p.effective_at < p.as_of) AS change
 GROUP BY account, day;

-- Days that are over. last_position is that of the last posting before the day's end, 0 for none.
CREATE TABLE views.closed_day (
    day           date        PRIMARY KEY,
    ended_at      timestamptz NOT NULL,
    zone          text        NOT NULL,
    last_position bigint      NOT NULL,
    position      bigint      NOT NULL
);

CREATE INDEX closed_day_end ON views.closed_day (ended_at);

-- What an account held at the end of a day on which it was posted to. On other days it held what
-- it held before; position is that of its last posting.
CREATE TABLE views.balance_snapshot (
    account  text    NOT NULL,
    day      date    NOT NULL,
    currency text    NOT NULL,
    balance  numeric NOT NULL,
    position bigint  NOT NULL,
    PRIMARY KEY (account, day)
);
