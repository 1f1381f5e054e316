-- Tables that only the database keeps: no entity writes them.
create table if not exists casework_roles (role text primary key, sees_unit boolean not null, breaks_glass boolean not null, reviews_glass boolean not null);
create table if not exists assignable_roles (agency text, role text, primary key (agency, role));
create table if not exists section_grants (role text, section text, primary key (role, section));
create table if not exists flow_rows (version text, from_stage text, to_stage text, action text, primary key (version, from_stage, action));
create table if not exists case_section_access (
    case_id uuid not null references cases (id), scope uuid not null, section text not null, until timestamptz,
    primary key (case_id, scope, section));
create table if not exists audit_heads (chain text primary key, sequence bigint not null, hash bytea not null, sealed bigint not null default 0);
create table if not exists audit_seals (
    id bigint generated always as identity primary key, at_micros bigint not null, heads bigint not null,
    previous_hash bytea not null, hash bytea not null);
-- The heads a seal covers: those that moved since the seal before.
create table if not exists audit_seal_heads (
    seal bigint not null, chain text not null, sequence bigint not null, hash bytea not null, primary key (seal, chain));
create table if not exists number_counters (kind text, year int, last bigint not null, primary key (kind, year));
create table if not exists idempotency (
    user_id uuid not null, key uuid not null, body_hash bytea not null, location text not null, at timestamptz not null default now(),
    primary key (user_id, key));
-- Answers whose sign-in was lost on the way, sealed for the person who typed them.
create table if not exists drafts (
    id uuid primary key, user_id uuid not null references users (id) on delete cascade, body bytea not null, at timestamptz not null);
create index if not exists drafts_by_user on drafts (user_id);
create index if not exists drafts_by_time on drafts (at);
