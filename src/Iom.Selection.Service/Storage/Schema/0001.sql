-- {bytes}, {sequence}: as each database calls them. Times are UTC, yyyy-MM-ddTHH:mm:ss.fffZ; dates yyyy-MM-dd.
CREATE TABLE partnerships (
    id TEXT NOT NULL PRIMARY KEY,
    secret {bytes} NOT NULL,                -- for hashes that nobody outside can try out
    created_at TEXT NOT NULL
);

CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    partnership TEXT NOT NULL REFERENCES partnerships (id),
    agency TEXT NOT NULL,
    roles TEXT NOT NULL,                    -- words, separated by spaces
    sha256 {bytes} NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT
);

CREATE TABLE policies (
    partnership TEXT NOT NULL REFERENCES partnerships (id),
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file {bytes} NOT NULL,
    stored_at TEXT NOT NULL,
    PRIMARY KEY (partnership, id, version)
);

CREATE TABLE policy_signatures (
    partnership TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    agency TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_role TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    api_key TEXT NOT NULL,
    PRIMARY KEY (partnership, policy_id, policy_version, agency),
    FOREIGN KEY (partnership, policy_id, policy_version) REFERENCES policies (partnership, id, version)
);

-- The log of decisions: a line of decisions.jsonl each, without its line feed.
CREATE TABLE decision_entries (
    partnership TEXT NOT NULL REFERENCES partnerships (id),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    person_day {bytes},                     -- a keyed hash of person and day, by which to find what stands; none once purged
    decided_on TEXT,
    line {bytes} NOT NULL,
    PRIMARY KEY (partnership, sequence)
);
CREATE INDEX decision_entries_person_day ON decision_entries (partnership, person_day);

CREATE TABLE runs (
    partnership TEXT NOT NULL REFERENCES partnerships (id),
    id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    manifest {bytes} NOT NULL,              -- names nobody, and stays
    made_at TEXT NOT NULL,
    purged_at TEXT,
    PRIMARY KEY (partnership, id)
);

CREATE TABLE run_parts (
    partnership TEXT NOT NULL,
    run TEXT NOT NULL,
    part INTEGER NOT NULL,
    lines {bytes} NOT NULL,
    PRIMARY KEY (partnership, run, part),
    FOREIGN KEY (partnership, run) REFERENCES runs (partnership, id)
);

CREATE TABLE claims (
    partnership TEXT NOT NULL,
    api_key TEXT NOT NULL,
    method TEXT NOT NULL,
    route TEXT NOT NULL,
    idempotency_key {bytes} NOT NULL,       -- a keyed hash of it
    body_hash {bytes} NOT NULL,             -- a keyed hash too
    token TEXT NOT NULL,                    -- of whoever works on it
    lease_until TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    status INTEGER,                         -- none while it is worked on
    headers TEXT,
    body {bytes},
    run TEXT,
    PRIMARY KEY (partnership, api_key, method, route, idempotency_key)
);
CREATE INDEX claims_claimed_at ON claims (claimed_at);

-- Who called, when, for what, about how many. No id of anybody, no value.
CREATE TABLE audit (
    sequence {sequence},
    at TEXT NOT NULL,
    partnership TEXT,
    api_key TEXT,
    agency TEXT,
    on_behalf_of TEXT,
    purpose TEXT,
    kind TEXT NOT NULL,
    status INTEGER NOT NULL,
    people INTEGER,
    hashes TEXT,                            -- of policies, heads of the log, runs
    link_month TEXT,
    link {bytes}                            -- who it was about, by a key of that month which a purge destroys
);

CREATE TABLE link_keys (
    partnership TEXT NOT NULL REFERENCES partnerships (id),
    month TEXT NOT NULL,
    secret {bytes} NOT NULL,
    PRIMARY KEY (partnership, month)
);

-- Holds a row while a purge is under way, in the purge's own transaction: nobody else ever sees it.
CREATE TABLE purge_under_way (started_at TEXT NOT NULL);
