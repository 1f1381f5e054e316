-- Daily care, the rest: room, house rules, belongings, exit note. For those who read the plan, and the shelter itself.

do $$
declare t text;
begin
    foreach t in array array['shelter_rooms', 'rules_explained', 'belongings', 'exit_notes'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(''Plan'')) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Plan''
              and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy see_own on %I for select using (by_unit_id = any ((select app_scopes())::uuid[])
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may(''placement.record''))
            and exists (select 1 from placements p where p.id = %I.placement_id and p.case_id = %I.case_id and p.ended_at is null)
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t, t, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
end $$;
create policy give_back on belongings for update using (returned_at is null and (select may('placement.record')) and exists (select 1 from case_access a
    where a.case_id = belongings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))) with check (returned_by_user_id = (select app_user()));
grant update (returned_at, returned_by_user_id) on belongings to nrm_app;

alter table shelter_rooms add constraint ck_room_is_named check (room is not null);
alter table rules_explained add constraint ck_rules_are_understood check (language <> '' and interpreter <> 'None' and explained_at <= at);
alter table belongings add constraint ck_belonging_is_whole check (what is not null and (returned_at is null) = (returned_by_user_id is null));
alter table exit_notes add constraint ck_exit_is_whole check (text is not null and still_kept >= 0);

-- How long people stayed, as numbers alone: the shelter does not see a case any longer when its person has left. For its own people and those who place.
create or replace function stays_of_shelter(wanted uuid, moment timestamptz) returns table (ended bigint, ended_days double precision, here bigint, here_days double precision)
language sql stable security definer set search_path = public, pg_temp
as $$
    select count(*) filter (where p.ended_at is not null), (avg(extract(epoch from p.ended_at - p.arrived_at) / 86400.0) filter (where p.ended_at is not null))::double precision,
        count(*) filter (where p.ended_at is null), (avg(extract(epoch from moment - p.arrived_at) / 86400.0) filter (where p.ended_at is null))::double precision
    from placements p where p.shelter_id = wanted and p.arrived_at is not null and (p.ended_at is null or p.ended_at > moment - interval '1 year')
        and (exists (select 1 from shelters s where s.id = wanted and s.unit_id = app_unit() and s.unit_id = any (app_scopes())) or role_may('referral.review'))
$$;
revoke execute on function stays_of_shelter(uuid, timestamptz) from public;
grant execute on function stays_of_shelter(uuid, timestamptz) to nrm_app;

-- A shelter's own people say how many places of each kind it has; what is taken, held or out of use stays counted by the database.
create policy add on place_pools for insert with check ((select role_may('places.keep')) and stated_by_user_id = (select app_user())
    and exists (select 1 from shelters s where s.id = shelter_id and s.unit_id = (select app_unit())));
create policy change on place_pools for update using ((select role_may('places.keep'))
    and exists (select 1 from shelters s where s.id = shelter_id and s.unit_id = (select app_unit()))) with check (stated_by_user_id = (select app_user()));
grant insert (id, shelter_id, kind, places, stated_at, stated_by_user_id) on place_pools to nrm_app;
grant update (places, stated_at, stated_by_user_id) on place_pools to nrm_app;
