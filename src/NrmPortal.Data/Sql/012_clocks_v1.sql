-- What each role may do, a copy of the domain's grants rewritten at every start: the second lock of settings.
create table if not exists role_permissions (role text, permission text, primary key (role, permission));
create or replace function may(wanted text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from role_permissions p where p.role = app_role() and p.permission = wanted); end $$;

-- One number for all three tables of the clock book: every node reads it with the first statement of a transaction and reads
-- the book again when it has moved. A row, no sequence: it moves when the change is committed, not before.
create table if not exists clock_version (only_row boolean primary key default true check (only_row), version bigint not null);
-- Moves with the ladder alone: the running limits remember by which ladder their next rung was computed.
alter table clock_version add column if not exists ladder bigint not null default 1;
insert into clock_version (version) values (1) on conflict do nothing;
create or replace function clock_book_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin update clock_version set version = version + 1, ladder = ladder + (tg_table_name = 'clock_rungs')::int; return null; end $$;

do $$
declare t text;
begin
    foreach t in array array['clock_settings', 'clock_rungs', 'holidays'] loop
        execute format('create or replace trigger clock_book_moves after insert or update or delete on %I for each statement execute function clock_book_changed()', t);
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using (true)', t);
        execute format('create policy add on %I for insert with check ((select may(''settings.edit'')) and by_user_id = (select app_user()))', t);
        execute format('create policy change on %I for update using ((select may(''settings.edit'')))', t);
    end loop;
end $$;

-- A value, a rung, a holiday is ended or taken back, never deleted; what a value said is never rewritten.
grant select, insert on clock_settings, clock_rungs, holidays to nrm_app;
grant select on clock_settings, clock_rungs, holidays, clock_version to nrm_app, nrm_worker;
grant update (valid_until) on clock_settings to nrm_app;
grant update (ended_at, ended_by_user_id) on clock_rungs to nrm_app;
grant update (name_th, name_en, kind, confidence, by_user_id, set_at, removed_at, removed_by_user_id) on holidays to nrm_app;

-- Pauses and extensions: read by all who see the case, written by those who act on it.
do $$
declare t text;
begin
    foreach t in array array['clock_pauses', 'clock_extensions'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;
create policy change on clock_pauses for update using (exists (select 1 from case_access a
    where a.case_id = clock_pauses.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
-- Custody under s.29 is never paused, whatever a rule file says; a pause is closed once.
alter table clock_pauses add constraint ck_clock_pauses_never_custody check (clock not in ('Custody29', 'CourtExtension'));
alter table clock_pauses add constraint ck_clock_pauses_forward check (paused_until >= paused_from);
-- What a court permits is a basis of stay, and extends no clock beside it.
alter table clock_extensions add constraint ck_clock_extensions_never_custody check (clock not in ('Custody29', 'CourtExtension') and authority <> 'Court');
create unique index if not exists one_open_pause on clock_pauses (case_id, clock, run_from) where paused_until is null;
alter table clock_extensions add constraint ck_clock_extensions_days check (days > 0 and length(document) > 0);
grant select, insert on clock_pauses, clock_extensions to nrm_app;
grant update (paused_until, resumed_by_user_id) on clock_pauses to nrm_app;
grant update (reflection_due_at, custody_from, custody_clock, custody_due_at, paused_clocks, clock_change_count) on cases to nrm_app;
grant update (due_from) on referrals to nrm_app;
