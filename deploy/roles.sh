#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the three roles and the database, as DatabaseRoles makes them
# for the private server. Passwords reach psql as variables and are quoted by it.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d postgres \
    -v owner="$NRM_OWNER_PASSWORD" -v app="$NRM_APP_PASSWORD" -v worker="$NRM_WORKER_PASSWORD" <<'SQL'
create role nrm_owner login nosuperuser nobypassrls nocreatedb nocreaterole password :'owner';
create role nrm_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'app';
create role nrm_worker login nosuperuser nobypassrls nocreatedb nocreaterole password :'worker';
create database nrm owner nrm_owner;
revoke all on database nrm from public;
grant connect on database nrm to nrm_app, nrm_worker;
\connect nrm
alter schema public owner to nrm_owner;
revoke create on schema public from public;
grant usage on schema public to nrm_app, nrm_worker;
SQL
