-- Custody under s.29 is given once in a holding that nothing breaks. The same rule as the domain's Holding, by all rows:
-- an office that records its own sees no other's.
grant update (held_since) on cases to nrm_app;
-- The first custody was corrected: the further ones count from it.
grant update (limit_at) on bases_of_stay to nrm_app;

create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- At commit: the row as it stands then, with the corrections and ends of the same act.
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and f.basis = 'CustodyS29' and f.corrected_at is null
          and (n.starts_at >= f.limit_at or n.limit_at > f.limit_at)
          and not exists (select 1 from bases_of_stay l where l.case_id = n.case_id and l.corrected_at is null
            and l.end_reason not in ('NextBasis', 'MovedPlace') and l.ended_at > f.starts_at and l.ended_at <= n.starts_at - interval '1 hour'))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;
revoke execute on function custody_is_once() from public;
create constraint trigger custody_is_once after insert or update of limit_at on bases_of_stay
    deferrable initially deferred for each row when (new.basis = 'CustodyS29') execute function custody_is_once();

-- What an act on a referral answers may be about that referral alone.
create or replace function on_step_answering() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    perform answer_tasks(new.case_id, 'referral.' || new.action, new.at, new.by_user_id, (select jsonb_build_object('referral', r.number) from referrals r where r.id = new.referral_id));
    return null;
end $$;

-- An event may answer only with one of its values: a member declares something at stake, or nothing.
alter table task_answers add column if not exists only_with text;
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
            and (a.only_with is null or exists (select 1 from jsonb_each_text(named) v where v.value = a.only_with))
        returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || wanted_case, wanted_case, 'change', 'task answered', answered); end if;
end $$;

-- A changed limit or calendar moves the day of every open task that was computed by it, whoever it is for.
grant update (due_at) on tasks to nrm_app;
create policy follow_limit on tasks for update using ((select may('settings.edit')) and due_by is not null and done_at is null);

-- A pause or an extension of the case's own clock moves the task that waits for the same limit.
create or replace function on_case_limit_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    update tasks set due_at = new.due_at where case_id = new.id and done_at is null and clock is null and due_by = new.due_clock and given_at = new.due_from and due_at <> new.due_at;
    return null;
end $$;
revoke execute on function on_case_limit_moved() from public;
create or replace trigger tasks_follow_limit after update of due_at on cases
    for each row when (new.due_at is not null and new.due_at is distinct from old.due_at and new.due_clock is not distinct from old.due_clock) execute function on_case_limit_moved();

-- Visits after help has ended: the plan's readers, and the office that made them. What was recorded is never rewritten.
alter table follow_up_visits enable row level security;
create policy see on follow_up_visits for select using ((select may_read_section('Plan')) and exists (
    select 1 from case_section_access a where a.case_id = follow_up_visits.case_id and a.section = 'Plan' and a.scope = any ((select app_scopes())::uuid[])));
create policy see_own on follow_up_visits for select using (by_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from case_access a where a.case_id = follow_up_visits.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on follow_up_visits for insert with check (by_user_id = (select app_user()) and exists (
    select 1 from case_access a where a.case_id = follow_up_visits.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on follow_up_visits to nrm_app;
