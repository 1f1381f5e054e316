-- From the panel to the person. In the place of functions and policies in 011, 018, 024 and 025.

-- 1. Convened anew ---------------------------------------------------------------------------------------------------------
alter table panel_replacements enable row level security;
create policy see on panel_replacements for select using ((select may_read_section('Identification')) and exists (
    select 1 from case_section_access a where a.case_id = panel_replacements.case_id and a.section = 'Identification' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on panel_replacements for insert with check (by_user_id = (select app_user()) and (select may('mdt.convene')) and exists (
    select 1 from case_access a where a.case_id = panel_replacements.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on panel_replacements to nrm_app;

-- No panel ends in silence: it has decided, another took its place for a reason, or its meeting was cancelled. At commit.
create or replace function check_panel_end() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from decisions d where d.panel_id = new.id) or exists (select 1 from panel_replacements r where r.id = new.id)
        or exists (select 1 from sittings s where s.id = new.sitting_id and s.cancelled_at is not null) then return null; end if;
    raise exception 'The panel ends without a decision and without a reason' using errcode = 'check_violation', constraint = 'ck_panels_end';
end $$;
revoke execute on function check_panel_end() from public;
create constraint trigger panels_end_for_a_reason after update of closed_at on panels deferrable initially deferred
    for each row when (old.closed_at is null and new.closed_at is not null) execute function check_panel_end();

-- Who was replaced is told although the seat gives no sight any more.
drop policy cancelled on notices;
create policy cancelled on notices for select using (code in ('MdtCancelled', 'MdtReplaced') and to_membership_id = (select app_membership()));

create or replace function notice_reaches(n notices, m memberships, moment timestamptz) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare kind text; works boolean; sees boolean;
begin
    select u.agency into kind from units u where u.id = m.unit_id;
    select c.sees_unit into works from casework_roles c where c.role = m.role;
    if works is null then return false; end if;
    sees := exists (select 1 from case_access a where a.case_id = n.case_id and (a.until is null or a.until > moment)
        and (a.scope = m.id or (works and (a.scope = m.unit_id or (kind = 'Datip' and a.scope = national_scope())))));
    if n.code = 'MdtConvened' and not sees then return false; end if;
    return (works and n.to_unit_id = m.unit_id and (n.to_role is null or n.to_role = m.role))
        or (n.to_agency = kind and n.to_role = m.role)
        or (n.to_membership_id = m.id and (sees or n.code in ('MdtCancelled', 'MdtReplaced')))
        or (sees and covers_for(m, n.to_membership_id, moment) and coalesce(n.parameters ->> 'task', '') not in ('GiveOpinion', 'Decide'));
end $$;

-- 2. Who decides, and on what ------------------------------------------------------------------------------------------------
grant update (decided_by) on cases to nrm_app;

-- The authority of an open panel reads, and answers, what was held on the panels before it that ended without a decision.
create or replace function opinion_is_open(wanted_panel uuid, wanted_seat uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from panels p where p.id = wanted_panel and (not p.opinions_hidden
        or (p.closed_at is not null and exists (select 1 from decisions d where d.case_id = p.case_id and d.at >= p.convened_at)))) then return true; end if;
    -- One's own: of the membership that holds the seat.
    if exists (select 1 from seats s where s.id = wanted_seat and s.membership_id = app_membership()) then return true; end if;
    if exists (select 1 from panels w join panels p on p.case_id = w.case_id and p.round > w.round and p.closed_at is null
        join seats s on s.panel_id = p.id and s.decides and s.membership_id = app_membership() and s.interest <> 'Conflict' where w.id = wanted_panel) then return true; end if;
    return exists (select 1 from seats s where s.panel_id = wanted_panel and s.user_id = app_user() and s.interest <> 'Conflict'
        and (s.decides or exists (select 1 from opinions o where o.seat_id = s.id)));
end $$;

-- Nobody reviews their own decision, under the rule by which the panel was convened.
create or replace function check_review_seat() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from panels p join decisions d on d.case_id = p.case_id where p.id = new.panel_id and p.review_by_another
        and d.by_user_id = new.user_id and d.outcome <> 'UndeterminedTimeLeft' and d.panel_id <> p.id)
    then raise exception 'The authority would review its own decision' using errcode = 'check_violation', constraint = 'ck_seats_another'; end if;
    return new;
end $$;
revoke execute on function check_review_seat() from public;
create or replace trigger a_review_is_anothers before insert or update of decides, user_id on seats for each row when (new.decides) execute function check_review_seat();

-- Opinion.DissentsFrom once more.
create or replace function dissents_from(o opinions, outcome text) returns boolean language sql immutable
as $$
    select case
        when outcome = 'VictimTraffickingS6' then o.trafficking <> 'Yes'
        when outcome = 'VictimForcedLabourS61' then o.forced_labour <> 'Yes' or o.trafficking = 'Yes'
        when outcome in ('NotVictim', 'NotVictimButVulnerable') then 'Yes' in (o.trafficking, o.forced_labour) or 'No' not in (o.trafficking, o.forced_labour)
        else o.trafficking = 'Yes' or o.forced_labour = 'Yes' or (o.trafficking = 'No' and o.forced_labour = 'No') end
$$;
revoke execute on function dissents_from(opinions, text) from public;

-- After the meeting or in writing for a reason; every dissent since the last decision answered, as it stands. At commit, when
-- the answers are there. What the authority cannot read is asked for all the same.
create or replace function check_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.in_writing is null and exists (select 1 from seats s where s.panel_id = new.panel_id and s.interest <> 'Conflict'
        and not exists (select 1 from attendances a where a.id = s.id))
    then raise exception 'Decided without a meeting and without a reason for that' using errcode = 'check_violation', constraint = 'ck_decisions_held'; end if;
    if exists (
        select 1 from opinions o join seats s on s.id = o.seat_id and s.interest <> 'Conflict' join panels p on p.id = o.panel_id
        where o.case_id = new.case_id and p.round <= (select n.round from panels n where n.id = new.panel_id)
            and p.round > coalesce((select max(q.round) from panels q join decisions d on d.panel_id = q.id where q.case_id = new.case_id and d.id <> new.id), 0)
            and dissents_from(o, new.outcome)
            and not exists (select 1 from dissent_answers a where a.decision_id = new.id and a.opinion_id = o.id and a.opinion_at = o.at))
    then raise exception 'A dissent has no answer as it stands' using errcode = 'check_violation', constraint = 'ck_decisions_answer'; end if;
    return null;
end $$;
revoke execute on function check_decision() from public;
create constraint trigger decisions_answer_as_it_stands after insert on decisions deferrable initially deferred for each row execute function check_decision();

-- 3. Told to the person ------------------------------------------------------------------------------------------------------
alter table decision_tellings enable row level security;
create policy see on decision_tellings for select using ((select may_read_section('Identification')) and exists (
    select 1 from case_section_access a where a.case_id = decision_tellings.case_id and a.section = 'Identification' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on decision_tellings for insert with check (by_user_id = (select app_user()) and (select may('mdt.review')) and exists (
    select 1 from case_access a where a.case_id = decision_tellings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
alter table decision_tellings add constraint ck_tellings_say_how check (
    (how = 'NotPossible') = (reason is not null) and (how = 'NotPossible' or (language is not null and interpreter is not null)));
grant select, insert on decision_tellings to nrm_app;

-- 4. Messages by number ------------------------------------------------------------------------------------------------------
-- Whoever writes learns nothing of the case, not even that there is one: the database finds it, and asks its province office.
alter table number_messages enable row level security;
-- By the province office, DATIP, and whom the office has handed the task to: it may be about those who care for the person.
create policy see on number_messages for select using ((select may_read_section('Messages'))
    and exists (select 1 from case_access a where a.case_id = number_messages.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and (national_scope() = any ((select app_scopes())::uuid[])
        or exists (select 1 from cases c where c.id = number_messages.case_id and c.province_office_id = (select app_unit()) and c.province_office_id = any ((select app_scopes())::uuid[]))
        or exists (select 1 from tasks t where t.about = number_messages.id::text and (t.to_unit_id = (select app_unit()) or t.to_membership_id = (select app_membership())))));
create policy add on number_messages for insert with check (by_user_id = (select app_user()) and from_unit_id = (select app_unit()) and (select may('message.bynumber')));
grant select, insert on number_messages to nrm_app;

create or replace function find_by_number() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin
    new.case_id := (select c.id from cases c where c.nrm_number = new.number or c.first_contact_number = new.number);
    return new;
end $$;
create or replace function ask_by_number() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform ask_by_portal(c.id, '/cases/' || coalesce(c.nrm_number, c.first_contact_number), 'AnswerNumberMessage', new.id::text, c.province_office_id, 'ProvinceCaseworker', null, new.at)
        from cases c where c.id = new.case_id;
    return null;
end $$;
revoke execute on function find_by_number(), ask_by_number() from public;
create or replace trigger a_number_finds_its_case before insert on number_messages for each row execute function find_by_number();
create or replace trigger messages_ask_the_office after insert on number_messages for each row when (new.case_id is not null) execute function ask_by_number();

-- 5. The rung of a seat ------------------------------------------------------------------------------------------------------
drop policy see on escalations;
create policy see on escalations for select using (heard and (
    (to_unit_id = (select app_unit()) and (role is null or role = (select app_role())))
    or (to_agency = (select app_agency()) and role = (select app_role())) or to_membership_id = (select app_membership())));

drop function reached_rungs(timestamptz, int);
create function reached_rungs(moment timestamptz, at_most int)
returns table (case_id uuid, referral_id uuid, task_id uuid, number text, clock text, started timestamptz, due timestamptz, owner_unit uuid, province_office uuid,
    sender_unit uuid, receiver_unit uuid, seat uuid, percent int, told text, role text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with reached as materialized (select * from running_clocks r where r.next_rung_at <= moment order by r.next_rung_at limit at_most)
    select k.case_id, k.referral_id, k.task_id, coalesce(r.number, c.nrm_number, c.first_contact_number)::text, k.clock, k.started, k.due, c.owner_unit_id, c.province_office_id,
        coalesce(r.from_unit_id, a.from_unit_id), coalesce(r.receiver_unit_id, t.to_unit_id, m.unit_id), t.to_membership_id, l.percent, l.told::text, l.role::text
    from reached k join cases c on c.id = k.case_id left join referrals r on r.id = k.referral_id left join tasks t on t.id = k.task_id left join memberships m on m.id = t.to_membership_id
        left join referrals a on a.case_id = k.case_id and a.number = t.about
        join clock_rungs l on l.code = k.clock and l.ended_at is null and rung_at(k.started, k.due, l.percent) <= moment
    where not exists (select 1 from escalations e where e.subject_id = k.subject_id and e.clock = l.code
        and e.started_at = k.started and e.percent = l.percent and e.told = l.told and e.role is not distinct from l.role)
    order by k.next_rung_at, k.subject_id, k.clock
$$;

drop function escalate(uuid, uuid, uuid, uuid, text, text, text, timestamptz, int, text, text, text, uuid, text, boolean, uuid, uuid, timestamptz);
create function escalate(wanted uuid, on_case uuid, on_referral uuid, on_task uuid, subject_number text, wanted_path text, wanted_clock text, began timestamptz,
    wanted_percent int, wanted_told text, wanted_role text, all_told text, unit uuid, kind text, seat uuid, is_heard boolean, notice uuid, event uuid, moment timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; first_here boolean; wanted_subject uuid := coalesce(on_task, on_referral, on_case);
begin
    select * into subject from cases where id = on_case for update skip locked;
    if not found then return false; end if;
    if on_task is not null then
        perform 1 from tasks where id = on_task and done_at is null for update skip locked;
        if not found then return false; end if;
    elsif on_referral is not null then
        perform 1 from referrals where id = on_referral for update skip locked;
        if not found then return false; end if;
    end if;
    -- Whoever moves the limit holds one of the rows above.
    perform 1 from running_clocks r where r.subject_id = wanted_subject and r.clock = wanted_clock and r.started = began;
    if not found then return false; end if;
    first_here := not exists (select 1 from escalations e where e.subject_id = wanted_subject and e.clock = wanted_clock
        and e.started_at = began and e.percent = wanted_percent and e.heard);
    insert into escalations (id, case_id, referral_id, subject_id, clock, started_at, percent, told, role, to_unit_id, to_agency, to_membership_id, heard, at)
        values (wanted, on_case, on_referral, wanted_subject, wanted_clock, began, wanted_percent, wanted_told, wanted_role, unit, kind, seat, is_heard, moment)
        on conflict do nothing;
    if not found then return false; end if;
    update running_clocks r set next_rung_at = next_rung(r.subject_id, r.clock, r.started, r.due), ladder = (select v.ladder from clock_version v)
        where r.subject_id = wanted_subject and r.clock = wanted_clock;
    if not is_heard then return true; end if;
    insert into notices (id, case_id, code, path, to_unit_id, to_agency, to_membership_id, to_role, at, parameters)
        values (notice, on_case, 'ClockEscalated', wanted_path, unit, kind, seat, wanted_role, moment,
            jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'number', subject_number));
    if first_here then
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (event, on_case, subject.event_count + 1, 'case.escalated', moment, subject.stage, subject.flow_version,
                jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent::text, 'told', all_told)
                    || case when on_referral is null then '{}' else jsonb_build_object('referral', subject_number) end);
        update cases set event_count = event_count + 1 where id = on_case;
    end if;
    perform audit_write('job:escalator', on_case, 'change', 'escalated',
        jsonb_build_object('clock', wanted_clock, 'percent', wanted_percent, 'told', wanted_told, 'role', wanted_role));
    return true;
end $$;

revoke execute on function reached_rungs(timestamptz, int), escalate(uuid, uuid, uuid, uuid, text, text, text, timestamptz, int, text, text, text, uuid, text, uuid, boolean, uuid, uuid, timestamptz) from public;
grant execute on function reached_rungs(timestamptz, int), escalate(uuid, uuid, uuid, uuid, text, text, text, timestamptz, int, text, text, text, uuid, text, uuid, boolean, uuid, uuid, timestamptz) to nrm_worker;
