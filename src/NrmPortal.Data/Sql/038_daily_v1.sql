-- Daily care in a shelter: leaves, incidents, restrictions of movement. For those who read the plan, and the shelter itself.

do $$
declare t text;
begin
    foreach t in array array['shelter_leaves', 'shelter_incidents', 'movement_restrictions'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(''Plan'')) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Plan''
              and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy see_own on %I for select using (by_unit_id = any ((select app_scopes())::uuid[])
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and (select may(''placement.record''))
            and exists (select 1 from placements p where p.id = %I.placement_id and p.case_id = %I.case_id and p.ended_at is null)
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t, t, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
end $$;
create policy back on shelter_leaves for update using (back_at is null and (select may('placement.record')) and exists (select 1 from case_access a
    where a.case_id = shelter_leaves.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))) with check (back_by_user_id = (select app_user()));
create policy lift on movement_restrictions for update using (lifted_at is null and (select may('placement.record')) and exists (select 1 from case_access a
    where a.case_id = movement_restrictions.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))) with check (lifted_by_user_id = (select app_user()));
grant update (back_at, back_by_user_id) on shelter_leaves to nrm_app;
grant update (lifted_at, lifted_by_user_id) on movement_restrictions to nrm_app;

alter table shelter_leaves add constraint ck_leave_ends check (back_by > out_at and back_at >= out_at);
alter table shelter_incidents add constraint ck_incident_is_told check (account is not null and (not is_serious or reported_to is not null)
    and (is_serious or (harm in ('None', 'Slight') and kind not in ('SelfHarm', 'SexualViolence', 'ContactByTrafficker'))));
-- No restriction without its reason and its end.
alter table movement_restrictions add constraint ck_restriction_ends check (reason is not null and ends_at > starts_at);
