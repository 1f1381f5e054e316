-- Notices and tasks: read by those they are for, and by nobody else's forgotten filter. A task of a case is also read by
-- whoever sees the case. What is for a whole office is for those who work on its cases, not for its administrator. The
-- audience is asked at reading: a newcomer of an office finds the office's work.
create or replace function app_agency() returns text language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select u.agency from memberships m join units u on u.id = m.unit_id where m.id = app_membership()); end $$;

alter table notices enable row level security;
create policy see on notices for select using (to_membership_id = (select app_membership())
    or (to_unit_id = (select app_unit()) and (to_role = (select app_role()) or (to_role is null and to_unit_id = any ((select app_scopes())::uuid[]))))
    or (to_agency = (select app_agency()) and to_role = (select app_role())));
create policy add on notices for insert with check (by_user_id = (select app_user()));

alter table tasks enable row level security;
create policy see on tasks for select using (to_membership_id = (select app_membership())
    or (to_unit_id = (select app_unit()) and (to_role = (select app_role()) or (to_role is null and to_unit_id = any ((select app_scopes())::uuid[]))))
    or (to_agency = (select app_agency()) and to_role = (select app_role()))
    or exists (select 1 from case_access a where a.case_id = tasks.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on tasks for insert with check (given_by_user_id = (select app_user()) and exists (
    select 1 from case_access a where a.case_id = tasks.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy change on tasks for update using (to_membership_id = (select app_membership())
    or (to_unit_id = (select app_unit()) and (to_role = (select app_role()) or (to_role is null and to_unit_id = any ((select app_scopes())::uuid[]))))
    or (to_agency = (select app_agency()) and to_role = (select app_role()))
    or exists (select 1 from case_access a where a.case_id = tasks.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

grant select, insert on notices, tasks to nrm_app;
grant update (done_at, done_by_user_id) on tasks to nrm_app;
