-- Days held or housed, and the safety of the person.

-- Second lock: what s.29 forbids, and what a ground cannot do without, is refused here too.
alter table bases_of_stay drop constraint if exists ck_stay_never_in_a_cell;
alter table bases_of_stay add constraint ck_stay_never_in_a_cell check (place not in ('PoliceCell', 'DetentionRoom', 'Prison'));
alter table bases_of_stay drop constraint if exists ck_stay_has_its_ground;
alter table bases_of_stay add constraint ck_stay_has_its_ground check (
    (basis <> 'CustodyS29' or limit_at is not null)
    and (basis <> 'CourtExtension' or (limit_at is not null and ends_at <= limit_at and authority is not null and court is not null and document_number is not null))
    and (basis <> 'VoluntaryReflection' or consent_id is not null));
alter table bases_of_stay drop constraint if exists ck_stay_ends_after_it_starts;
alter table bases_of_stay add constraint ck_stay_ends_after_it_starts check (ends_at > starts_at and ended_at >= starts_at);

-- Of what was recorded only the end is written later, and that a correction stands in its place.
grant update (ended_at, end_reason, destination, ended_by_user_id, corrected_at) on bases_of_stay to nrm_app;
grant select, insert on risk_assessments, case_warnings, warning_notes to nrm_app;
grant update (ended_at, ended_by_user_id) on case_warnings to nrm_app;

-- The office that recorded a basis or an assessment keeps its own, whatever was shared with it.
create policy see_own on bases_of_stay for select using (by_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from case_access a where a.case_id = bases_of_stay.case_id and a.scope = any ((select app_scopes())::uuid[])));

do $$
declare s text[]; t text; section text;
begin
    foreach s slice 1 in array array[array['risk_assessments', 'Plan'], array['warning_notes', 'Identity']] loop
        t := s[1]; section := s[2];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
        execute format('create policy see_own on %I for select using (by_unit_id = any ((select app_scopes())::uuid[])
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;

-- A warning is a code for the safety of whoever meets the person: all who see the case see it.
alter table case_warnings enable row level security;
create policy see on case_warnings for select using (exists (select 1 from case_access a
    where a.case_id = case_warnings.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on case_warnings for insert with check (by_user_id = (select app_user()) and exists (select 1 from case_access a
    where a.case_id = case_warnings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy change on case_warnings for update using (exists (select 1 from case_access a
    where a.case_id = case_warnings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

-- From when nothing covers a person who is held or housed. Kept by the database, which alone sees every basis: an office
-- that records its own sees no other's. Null: a basis without end, or nobody stays.
create or replace function stay_uncovered_from(wanted uuid) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare gone timestamptz; covered timestamptz; housed timestamptz;
begin
    select max(ended_at) into gone from bases_of_stay
        where case_id = wanted and corrected_at is null and end_reason not in ('NextBasis', 'MovedPlace');
    select min(arrived_at) into housed from placements where case_id = wanted and arrived_at is not null and ended_at is null;
    select max(coalesce(least(ended_at, ends_at, limit_at, lapsed_at), 'infinity')) into covered from bases_of_stay
        where case_id = wanted and corrected_at is null and (gone is null or starts_at >= gone)
          and coalesce(end_reason, 'NextBasis') in ('NextBasis', 'MovedPlace');
    if covered is null then return housed; end if;
    return nullif(covered, 'infinity');
end $$;

create or replace function on_stay_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare until timestamptz := stay_uncovered_from(new.case_id);
begin
    update cases set uncovered_from = until where id = new.case_id and uncovered_from is distinct from until;
    return null;
end $$;
create or replace trigger stay_covers after insert or update on bases_of_stay for each row execute function on_stay_changed();
create or replace trigger stay_covers after insert or update of arrived_at, ended_at on placements for each row execute function on_stay_changed();

-- A basis that rests on consent falls with it, at once and whoever takes it back.
create or replace function on_consent_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin update bases_of_stay set lapsed_at = new.withdrawn_at where consent_id = new.id and lapsed_at is null; return null; end $$;
create or replace trigger stay_falls_with_consent after update of withdrawn_at on consents
    for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function on_consent_withdrawn();

create index if not exists cases_uncovered on cases (uncovered_from) where uncovered_from is not null;
revoke execute on function stay_uncovered_from(uuid) from public;

-- The reflection period was paused, resumed or extended: what is housed on it is covered as long as it runs.
create or replace function on_reflection_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin update bases_of_stay set limit_at = new.reflection_due_at
    where case_id = new.id and basis = 'VoluntaryReflection' and ended_at is null and corrected_at is null and limit_at is not null; return null; end $$;
create or replace trigger stay_follows_reflection after update of reflection_due_at on cases
    for each row when (new.reflection_due_at is not null and new.reflection_due_at is distinct from old.reflection_due_at) execute function on_reflection_moved();
