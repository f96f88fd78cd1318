-- Webhooks: where the vendor is told at once that somebody was handed over, and the notices that wait to be sent.

-- One per environment. The secret signs, so it is kept as it is; the address may be a secret too. `console` is where the member
-- who saved it reached the console, for links where the operator has not said the address. `stopped_at`: the receiver answered
-- 410. `last_…`: how the last delivery went since it was saved.
create table webhooks (
    workspace text not null,
    environment text not null,
    url text not null,
    secret text not null,
    console text not null,
    stopped_at bigint,
    last_at bigint,
    last_status bigint,
    last_fault text,
    primary key (workspace, environment)
) /*sqlite: without rowid */;

-- At most one per follow-up, gone once it has arrived. It names nobody: what it says is read when it is sent. `notice` is what
-- its receiver knows it by. `due_at`: when it may be sent, put off by whoever is sending it; null once it was given up.
create table notices (
    workspace text not null,
    environment text not null,
    run text not null,
    notice text not null,
    due_at bigint,
    attempts bigint not null,
    tried_at bigint,
    primary key (workspace, environment, run)
) /*sqlite: without rowid */;
create index notices_by_time on notices (due_at);
