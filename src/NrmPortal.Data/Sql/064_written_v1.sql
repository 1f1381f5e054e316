-- What one person asks of another in their own words climbs too: the person it was given to or the office it was given to hears,
-- and after the day the office of whoever gave it, or whoever gave it where that office does not see the case. (Else as 057.)
drop function reached_rungs(timestamptz, int);
create function reached_rungs(moment timestamptz, at_most int)
returns table (case_id uuid, referral_id uuid, task_id uuid, number text, clock text, started timestamptz, due timestamptz, owner_unit uuid, province_office uuid,
    sender_unit uuid, receiver_unit uuid, seat uuid, giver uuid, percent int, told text, role text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with reached as materialized (select * from running_clocks r where r.next_rung_at <= moment order by r.next_rung_at limit at_most)
    select k.case_id, k.referral_id, k.task_id, coalesce(r.number, c.nrm_number, c.first_contact_number)::text, k.clock, k.started, k.due, c.owner_unit_id, c.province_office_id,
        coalesce(r.from_unit_id, a.from_unit_id, case when k.clock = 'WrittenTask' then (select g.unit_id from memberships g join case_access x on x.scope = g.unit_id where g.id = t.given_by_membership_id and x.case_id = k.case_id limit 1) end),
        coalesce(r.receiver_unit_id, t.to_unit_id, case when k.clock <> 'WrittenTask' then m.unit_id end,
            case when k.clock in ('Custody29', 'CourtExtension') then custody_holder(k.case_id, moment) end), t.to_membership_id, case when k.clock = 'WrittenTask' then t.given_by_membership_id end, l.percent, l.told::text, l.role::text
    from reached k join cases c on c.id = k.case_id left join referrals r on r.id = k.referral_id left join tasks t on t.id = k.task_id left join memberships m on m.id = t.to_membership_id
        left join referrals a on a.case_id = k.case_id and a.number = t.about
        join clock_rungs l on l.code = k.clock and l.ended_at is null and rung_at(k.started, k.due, l.percent) <= moment
    where not exists (select 1 from escalations e where e.subject_id = k.subject_id and e.clock = l.code
        and e.started_at = k.started and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)
    order by k.next_rung_at, k.subject_id, k.clock
$$;
revoke execute on function reached_rungs(timestamptz, int) from public;
grant execute on function reached_rungs(timestamptz, int) to nrm_worker;

-- How many running limits have passed a share of their time: a step added there tells of them at once. For whoever sets limits.
create or replace function limits_beyond(wanted text, share int) returns bigint language sql stable security definer set search_path = public, pg_temp
as $$ select count(*) from running_clocks r where (select may('settings.edit')) and r.clock = wanted and rung_at(r.started, r.due, share) <= app_now() $$;
revoke execute on function limits_beyond(text, int) from public;
grant execute on function limits_beyond(text, int) to nrm_app;
