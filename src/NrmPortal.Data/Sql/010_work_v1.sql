-- Notices are read by those they are for, and by nobody else's forgotten filter; a task by whoever sees its case. What is for a
-- whole office is for those who work on its cases, not for its administrator. The
-- audience is asked at reading: a newcomer of an office finds the office's work.
create or replace function app_agency() returns text language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select u.agency from memberships m join units u on u.id = m.unit_id where m.id = app_membership()); end $$;

-- Whose absence this membership covers today, in Thailand: of the same office and role, as both are now.
create or replace function app_covers() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return coalesce((
        select array_agg(a.membership_id) from absences a
            join memberships m on m.id = a.membership_id and m.ended_at is null join memberships c on c.id = a.cover_membership_id
        where a.cover_membership_id = app_membership() and a.ended_at is null and m.unit_id = c.unit_id and m.role = c.role
            and (app_now() at time zone 'Asia/Bangkok')::date between a."from" and a.until), '{}'::uuid[]); end $$;

alter table notices enable row level security;
-- What concerns a seat on a panel is never covered for.
-- A personal notice ends with the sight of the case, as a seat's does; an office's is read by those who work for the office.
create policy see on notices for select using (
    (to_unit_id = (select app_unit()) and to_unit_id = any ((select app_scopes())::uuid[]) and (to_role is null or to_role = (select app_role())))
    or (to_agency = (select app_agency()) and to_role = (select app_role()))
    or ((to_membership_id = (select app_membership())
            or (to_membership_id = any ((select app_covers())::uuid[]) and coalesce(parameters ->> 'task', '') not in ('GiveOpinion', 'Decide')))
        and exists (select 1 from case_access a where a.case_id = notices.case_id and a.scope = any ((select app_scopes())::uuid[]))));
create policy add on notices for insert with check (by_user_id = (select app_user()));

alter table tasks enable row level security;
create policy see on tasks for select using (exists (select 1 from case_access a where a.case_id = tasks.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on tasks for insert with check (given_by_user_id = (select app_user()) and exists (
    select 1 from case_access a where a.case_id = tasks.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
-- Those it is for, and whoever gave it; done by nobody else, whatever they see of the case. A task may be handed to others.
create policy change on tasks for update using (to_membership_id = (select app_membership())
    or (to_unit_id = (select app_unit()) and (to_role = (select app_role()) or (to_role is null and to_unit_id = any ((select app_scopes())::uuid[]))))
    or (to_agency = (select app_agency()) and to_role = (select app_role()))
    or (to_membership_id = any ((select app_covers())::uuid[]) and code not in ('GiveOpinion', 'Decide'))
    or given_by_user_id = (select app_user()) or done_by_user_id = (select app_user()))
    with check (exists (select 1 from case_access a where a.case_id = tasks.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

grant select, insert on notices, tasks to nrm_app;
grant update (to_unit_id, to_membership_id, to_agency, to_role, taken_by_user_id, taken_at, handed_over_at, done_at, done_by_user_id) on tasks to nrm_app;

-- Which event answers which task: the copy of the domain's TaskRules, rewritten at every start.
create table if not exists task_answers (event text, code text, own_only boolean not null, same_only boolean not null, primary key (event, code));

-- An act that answers a task closes it in its own transaction. What the same act asks anew is not answered by it.
create or replace function answer_tasks(wanted_case uuid, happened text, moment timestamptz, who uuid, named jsonb) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare answered jsonb;
begin
    if not exists (select 1 from task_answers a where a.event = happened) then return; end if;
    with closed as (
        update tasks t set done_at = moment, done_by_user_id = who, answered_by = happened from task_answers a
        where a.event = happened and t.code = a.code and t.case_id = wanted_case and t.done_at is null and t.given_at < moment
            and (not a.own_only or t.to_membership_id = app_membership())
            and (not a.same_only or t.about is null or exists (select 1 from jsonb_each_text(named) v where v.value = t.about))
        returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || wanted_case, wanted_case, 'change', 'task answered', answered); end if;
end $$;
create or replace function on_event_answering() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform answer_tasks(new.case_id, new.code, new.at, new.by_user_id, new.parameters); return null; end $$;
create or replace trigger events_answer_tasks after insert on case_events for each row execute function on_event_answering();
create or replace function on_step_answering() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform answer_tasks(new.case_id, 'referral.' || new.action, new.at, new.by_user_id, '{}'); return null; end $$;
create or replace trigger steps_answer_tasks after insert on referral_steps for each row execute function on_step_answering();
revoke execute on function answer_tasks(uuid, text, timestamptz, uuid, jsonb) from public;
