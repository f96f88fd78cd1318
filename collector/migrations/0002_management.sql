-- What members manage: the workspace and its members, environments, content, segments, goals, erasures, follow-ups.
-- Ids and keys are text, times UTC milliseconds, JSON is text. Every key starts with the workspace, except where a secret
-- is what finds the workspace: members by e-mail, sign-ins and tokens by hash, environments by write key.

create table workspaces (
    workspace text not null primary key,
    name text not null,
    created_at bigint not null
);

-- One-time links for the first member; only the SHA-256 of the secret is kept.
create table setup_links (
    hash text not null primary key,
    expires_at bigint not null
);

create table members (
    workspace text not null,
    member text not null,
    email text not null,
    password text not null,
    role text not null,
    created_at bigint not null,
    primary key (workspace, member)
);
create unique index members_email on members (email);

-- One-time links for further members; the owner passes them on.
create table invitations (
    hash text not null primary key,
    workspace text not null,
    email text not null,
    role text not null,
    expires_at bigint not null
);
create unique index invitations_email on invitations (workspace, email);

-- Cookie sign-ins of members; `hash` is the SHA-256 of the cookie's secret.
create table sign_ins (
    hash text not null primary key,
    workspace text not null,
    member text not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index sign_ins_member on sign_ins (workspace, member);

create table tokens (
    workspace text not null,
    token text not null,
    name text not null,
    role text not null,
    prefix text not null,
    hash text not null,
    created_at bigint not null,
    created_by text not null,
    used_at bigint,
    primary key (workspace, token)
);
create unique index tokens_hash on tokens (hash);

-- `version` counts up with every change that sessions must see: settings, publications, segments, goals.
create table environments (
    workspace text not null,
    environment text not null,
    name text not null,
    write_key text not null,
    identity_secret text not null,
    settings text not null,
    version bigint not null,
    created_at bigint not null,
    primary key (workspace, environment)
);
create unique index environments_write_key on environments (write_key);

-- `revision` counts up with every change of the draft; it is the ETag that a writer must know.
create table contents (
    workspace text not null,
    content text not null,
    name text not null,
    kind text not null,
    draft text not null,
    revision bigint not null,
    draft_differs boolean not null,
    newest_version bigint not null,
    created_at bigint not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (workspace, content)
);

create table versions (
    workspace text not null,
    content text not null,
    version bigint not null,
    body text not null,
    created_at bigint not null,
    created_by text not null,
    primary key (workspace, content, version)
);

create table publications (
    workspace text not null,
    environment text not null,
    content text not null,
    version bigint not null,
    paused boolean not null,
    published_at bigint not null,
    published_by text not null,
    primary key (workspace, environment, content)
);

create table segments (
    workspace text not null,
    segment text not null,
    body text not null,
    changed_at bigint not null,
    primary key (workspace, segment)
);

create table goals (
    workspace text not null,
    goal text not null,
    body text not null,
    changed_at bigint not null,
    primary key (workspace, goal)
);

-- All that is left of an erased person: a keyed hash of each of their ids. Events dated before `erased_at` are refused.
create table erasures (
    workspace text not null,
    environment text not null,
    id_hash text not null,
    erased_at bigint not null,
    primary key (workspace, environment, id_hash)
);

-- What members do about a response: owner, status (open, waiting, done) and note. `low` marks a low score: while its
-- status is open it is an open complaint, which holds back recommendation questions to `person`.
create table follow_ups (
    workspace text not null,
    environment text not null,
    run text not null,
    content text not null,
    person text,
    owner text not null,
    status text not null,
    note text not null,
    low boolean not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (workspace, environment, run)
);
create index follow_ups_person on follow_ups (workspace, environment, person, status);

-- When figures last changed and pages were last heard (content is empty, `note` says which), so that a collector hears what
-- another one wrote. Written at most once a second per row.
create table pulses (
    workspace text not null,
    environment text not null,
    content text not null,
    version bigint not null,
    note text not null,
    primary key (workspace, environment, content)
);
