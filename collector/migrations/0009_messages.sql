-- Messages of members to one person. What became of each is told by its mark, like that of everything displayed.

-- `message` is its key in events and marks; `subject` whom it is for (`u:`, `a:`); `body` what was written (JSON).
create table messages (
    workspace text not null,
    environment text not null,
    message text not null,
    subject text not null,
    body text not null,
    sent_at bigint not null,
    sent_by text not null,
    primary key (workspace, environment, message)
) /*sqlite: without rowid */;
create index messages_of_subject on messages (workspace, environment, subject);
