-- The person's plan and what is done for them.

do $$
declare t text;
begin
    -- Whoever writes a plan has read the one before: sight of the section, not of the case alone.
    foreach t in array array['plans', 'plan_goals', 'case_conferences'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(''Plan'')) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Plan''
              and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
    foreach t in array array['plans', 'case_conferences'] loop
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and (select may(''plan.record''))
            and (select may_read_section(''Plan'')) and exists (select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Plan''
              and a.scope = any ((select app_scopes())::uuid[]))
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t, t);
    end loop;
end $$;
-- A goal belongs to a plan that was written just now.
create policy add on plan_goals for insert with check (exists (select 1 from plans p where p.id = plan_goals.plan_id and p.case_id = plan_goals.case_id
    and p.by_user_id = (select app_user()) and p.at > (select app_now()) - interval '5 minutes'));

do $$
declare s text[]; t text; section text; own text;
begin
    foreach s slice 1 in array array[array['services', 'Plan', 'true'], array['health_services', 'Health', '(select may_read_section(''Health''))']] loop
        t := s[1]; section := s[2]; own := s[3];
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
        -- The office that recorded it keeps its own, whatever was shared with it; health with the right to it.
        execute format('create policy see_own on %I for select using (%s and by_unit_id = any ((select app_scopes())::uuid[])
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.scope = any ((select app_scopes())::uuid[])))', t, own, t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and (select may(''service.record'')) and %s
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, own, t);
        execute format('create policy finish on %I for update using (ended_on is null and not refused and (select may(''service.record'')) and exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[]))) with check (ended_by_user_id = (select app_user()))', t, t);
        execute format('grant select, insert on %I to nrm_app', t);
        execute format('grant update (ended_on, outcome, outcome_note, ended_by_user_id, ended_at, cost, source) on %I to nrm_app', t);
        execute format('alter table %I add constraint %I check (
            (provider_unit_id is not null or provider_name is not null) and cost >= 0 and (coalesce(cost, 0) = 0 or source is not null)
            and (ended_on is null) = (outcome is null) and (ended_on is null) = (ended_by_user_id is null) and ended_on >= began_on
            and (not refused or (cost is null and ended_on is null)))', t, 'ck_' || t || '_is_whole');
    end loop;
end $$;

alter table plans add constraint ck_plan_is_whole check (version >= 1 and (version = 1 or why is not null)
    and (agreement not in ('InPart', 'NotAgreed') or agreement_note is not null));
alter table plan_goals add constraint ck_goal_is_whole check (need is not null and goal is not null and action is not null
    and (who not in ('OtherOffice', 'Outside') or who_name is not null));
alter table case_conferences add constraint ck_conference_is_whole check (attendance is not null and decisions is not null and (part <> 'NotPresent' or absent_why is not null));
