-- Who hears of somebody for a return, when they are visited after it, who ends a case, and who is announced from abroad.

-- 1. Nobody outside hears of the person without a basis (Case.BasisOfReach) ------------------------------------------------------
-- The person's own live yes to going home, for those who do what rests on it and read no consents: the consulate, DCY.
create or replace function return_consent(wanted uuid, day date) returns table (id uuid, given_at timestamptz) language plpgsql security definer set search_path = public, pg_temp
as $$
declare word consents;
begin
    if not may('return.record') or not exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes())) then return; end if;
    select * into word from consents n where n.case_id = wanted and n.purpose = 'Return' and n.outcome <> 'NotPossible' order by n.at desc, (n.outcome = 'Refused') desc limit 1;
    if word.outcome = 'Given' and word.given_by = 'Person' and word.withdrawn_at is null and word.expires_on >= day then
        id := word.id;
        given_at := word.at;
        return next;
    end if;
end $$;
revoke execute on function return_consent(uuid, date) from public;
grant execute on function return_consent(uuid, date) to nrm_app;

create or replace function check_return_reach(d disclosures) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; step return_steps; word consents; day date := (d.at at time zone 'Asia/Bangkok')::date;
begin
    select * into subject from cases c where c.id = d.case_id;
    select * into step from return_steps s where s.id = d.return_step_id and s.case_id = d.case_id and s.by_user_id = d.by_user_id;
    if step.id is null or cardinality(d.sections) = 0 or not d.sections <@ array['Identity', 'Family'] or d.to_outside is null or d.recipient_name is null
    then raise exception 'Not what is told for a return' using errcode = 'check_violation', constraint = 'ck_return_reach';
    end if;
    if subject.age_group <> 'Adult' then
        if d.consent_id is not null or d.legal_ground is distinct from 'childInterest'
            or not coalesce(subject.determined_outcome in ('ReturnHome', 'FamilyOrKin') and subject.determined_until >= day, false) and (d.ground_reason is null or subject.best_interests_on is null)
        then raise exception 'Neither determined to be best for the child nor a ground with its reason' using errcode = 'check_violation', constraint = 'ck_return_reach';
        end if;
        return;
    end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into word from consents n where n.case_id = d.case_id and n.purpose = 'Return' and n.outcome <> 'NotPossible' order by n.at desc, (n.outcome = 'Refused') desc limit 1 for share;
    if d.legal_ground is not null or word.id is null or d.consent_id is distinct from word.id or word.outcome <> 'Given' or word.given_by <> 'Person' or word.withdrawn_at is not null
        or word.expires_on < day or (word.at at time zone 'Asia/Bangkok')::date > step.happened_on
    then raise exception 'The person has not agreed to go home' using errcode = 'check_violation', constraint = 'ck_return_reach';
    end if;
end $$;
revoke execute on function check_return_reach(disclosures) from public;

-- As in 029; what is told for a return rests on what the return rests on.
create or replace function check_disclosure_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare agency text := coalesce((select u.agency from units u where u.id = new.to_unit_id), new.to_agency);
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if new.return_step_id is not null then
        perform check_return_reach(new);
        return new;
    end if;
    if new.consent_id is null and nullif(btrim(new.legal_ground), '') is not null then
        perform check_ground(new.case_id, new.legal_ground, 'Disclosure', new.sections, new.to_unit_id, agency, new.to_outside, new.ground_reason is not null);
        return new;
    end if;
    if new.consent_id is null or not consent_covers(new.consent_id, new.case_id, 'Disclosure', new.sections, new.to_unit_id, agency, new.to_outside, (new.at at time zone 'Asia/Bangkok')::date)
    then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
    end if;
    return new;
end $$;

-- A step that reaches somebody stands beside its disclosure, or puts another of its kind right.
create or replace function return_reach_is_disclosed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null or exists (select 1 from disclosures d where d.return_step_id = new.id and d.case_id = new.case_id)
        or exists (select 1 from return_steps w where w.id = new.corrects_id and w.case_id = new.case_id and w.kind = new.kind) then return null; end if;
    raise exception 'Somebody outside hears of the person without a basis' using errcode = 'check_violation', constraint = 'ck_return_reach';
end $$;
revoke execute on function return_reach_is_disclosed() from public;
create constraint trigger return_reach_is_disclosed after insert on return_steps deferrable initially deferred for each row
    when (new.kind in ('NationalityAsked', 'FamilyTraced', 'FamilyAssessed', 'TravelPaperApplied')) execute function return_reach_is_disclosed();

-- Whoever reached somebody for a return tells them to stop.
create policy see_own on disclosures for select using (return_step_id is not null and (select may('disclosure.tell')) and by_unit_id = any ((select app_scopes())::uuid[])
    and exists (select 1 from case_access a where a.case_id = disclosures.case_id and a.scope = any ((select app_scopes())::uuid[])));

-- As in 029; whoever reached somebody for a return is asked beside the owner, a consulate that was asked is told, and a consent to
-- go home that runs out after the person has gone ends nothing.
create or replace function end_shares_to(wanted uuid, said consents, told text, who uuid, who_unit uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare r referrals; d disclosures; subject cases; is_open boolean; unit uuid; place text; ended int := 0; aim text;
begin
    select c.* into subject from cases c join consents n on n.case_id = c.id where n.id = wanted;
    select n.purpose into aim from consents n where n.id = wanted;
    if aim = 'Return' and told = 'ConsentExpired' and subject.returned_on is not null then return; end if;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    for r in select x.* from referrals x left join units u on u.id = coalesce(x.receiver_unit_id, x.requested_unit_id)
            where x.consent_id = wanted and x.share_ended_at is null and x.state not in ('Draft', 'Completed', 'Withdrawn', 'Lapsed')
              and (said.id is null or refusal_reaches(said, u.id, coalesce(u.agency, x.shelter_kind), null)) loop
        is_open := r.state not in ('Accepted', 'Arrived');
        update referrals x set share_ended_at = moment, state = case when is_open then 'Returned' else x.state end,
            receiver_unit_id = case when is_open then null else x.receiver_unit_id end, claimed_by_user_id = case when is_open then null else x.claimed_by_user_id end,
            seen_by_receiver_at = case when is_open then null else x.seen_by_receiver_at end, due_clock = case when is_open then null else x.due_clock end,
            due_from = case when is_open then null else x.due_from end, due_at = case when is_open then null else x.due_at end where x.id = r.id;
        insert into referral_steps (id, referral_id, case_id, action, "from", "to", by_user_id, by_unit_id, at)
            values (gen_random_uuid(), r.id, r.case_id, 'EndShare', r.state, case when is_open then 'Returned' else r.state end, who, who_unit, moment);
        for unit in select distinct u from unnest(array[r.receiver_unit_id, r.from_unit_id]) u where u is not null loop
            insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
                values (gen_random_uuid(), r.case_id, told, place, unit, moment, who, jsonb_build_object('referral', r.number));
        end loop;
        ended := ended + 1;
    end loop;
    for d in select x.* from disclosures x left join units u on u.id = x.to_unit_id where x.consent_id = wanted and x.ended_at is null
            and (said.id is null or refusal_reaches(said, u.id, coalesce(u.agency, x.to_agency), x.to_outside)) loop
        update disclosures set ended_at = moment, ended_by_user_id = who where id = d.id;
        if d.to_unit_id is not null then
            insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters) values (gen_random_uuid(), d.case_id, told, place, d.to_unit_id, moment, who, '{}');
        else
            perform ask_by_portal(d.case_id, place, 'TellRecipientToStop', d.id::text, subject.owner_unit_id, role_of_owner(subject), null, moment);
            if d.return_step_id is not null and d.by_unit_id <> subject.owner_unit_id then
                perform ask_by_portal(d.case_id, place, 'TellRecipientToStop', d.id::text, d.by_unit_id, null, null, moment);
            end if;
        end if;
        ended := ended + 1;
    end loop;
    if said.id is not null then
        update bases_of_stay b set lapsed_at = moment from units u where u.id = b.by_unit_id and b.consent_id = wanted
            and (b.lapsed_at is null or b.lapsed_at > moment) and refusal_reaches(said, u.id, u.agency, null);
        perform tell_holders(n, said, moment) from consents n where n.id = wanted;
        if ended = 0 then return; end if;
    end if;
    if aim = 'Return' then
        insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
            select gen_random_uuid(), subject.id, told, place || '/return', o.unit, moment, who, '{}'
            from (select distinct x.receiver_unit_id as unit from referrals x where x.case_id = subject.id and x.kind = 'Embassy' and x.receiver_unit_id is not null
                and x.state not in ('Draft', 'Declined', 'Withdrawn', 'Lapsed', 'Completed')) o;
    end if;
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), subject.id, told, place || '/consent', o.unit, o.role, moment, who, '{}'
        from (values (subject.owner_unit_id, null), (subject.province_office_id, 'ProvinceCaseworker')) o (unit, role);
end $$;

-- 2. Visits from the day of arrival -------------------------------------------------------------------------------------------
-- As in 020; nobody asks a person to renew the wish to go home who is home already.
create or replace function consent_due(n consents, moment timestamptz, days_before int) returns text language sql stable security definer set search_path = public, pg_temp
as $$
    select case
        when n.outcome <> 'Given' or n.withdrawn_at is not null or n.expired_at is not null or n.expires_on is null then null
        when consent_ends(n) <= moment then 'expired'
        when n.renewal_asked_at is null and n.purpose <> 'Screening' and n.expires_on - (n.at at time zone 'Asia/Bangkok')::date > days_before
            and consent_ends(n) - make_interval(days => days_before) <= moment
            and exists (select 1 from cases c where c.id = n.case_id and c.stage <> 'FollowUp' and (n.purpose <> 'Return' or c.returned_on is null))
            and not exists (select 1 from consents l where l.case_id = n.case_id and l.purpose = n.purpose and l.outcome = 'Given' and l.at > n.at
                and l.withdrawn_at is null and l.expires_on > n.expires_on and l.sections @> n.sections) then 'expiring'
    end
$$;

-- The day of an open visit after a return is that of the case's clock: with a changed interval, or a corrected day of arrival, it moves.
create or replace function visits_follow_the_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update tasks set due_at = new.due_at where case_id = new.id and code = 'FollowUpVisit' and done_at is null and due_at is distinct from new.due_at;
    return null;
end $$;
revoke execute on function visits_follow_the_clock() from public;
create or replace trigger visits_follow_the_clock after update of due_at on cases for each row
    when (new.due_clock like 'ReturnVisit%' and new.due_at is distinct from old.due_at) execute function visits_follow_the_clock();

-- 3. What is open when a case is to end -----------------------------------------------------------------------------------------
-- Kinds alone, for those who propose or agree to an end: they need not read money, court or health to know that something is open.
create or replace function closing_items(wanted uuid, moment timestamptz) returns table (item text, about text) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare today date := (moment at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and the story have no actor.
    if app_user() is not null and not ((may('case.close') or may('case.approveClosure'))
        and exists (select 1 from case_access a where a.case_id = wanted and a.via <> 'glass' and a.scope = any (app_scopes()))) then return; end if;
    return query
        select distinct 'TaskCode', t.code::text from tasks t where t.case_id = wanted and t.done_at is null
        union all select 'OpenReferral', null where exists (select 1 from referrals r where r.case_id = wanted
            and r.state in ('Sent', 'Claimed', 'UnderReview', 'Approved', 'Redirected', 'Accepted', 'Arrived'))
        union all select 'LivePlacement', null where exists (select 1 from placements p where p.case_id = wanted and p.ended_at is null)
        union all select 'Custody', null where exists (select 1 from bases_of_stay b where b.case_id = wanted and b.corrected_at is null and b.awaits_placement_id is null
            and b.ended_at is null and b.basis in ('CustodyS29', 'CourtExtension'))
        union all select 'Service', null where exists (select 1 from services s where s.case_id = wanted and s.ended_on is null and not s.refused)
        union all select 'Belongings', null where exists (select 1 from belongings k where k.case_id = wanted and k.returned_at is null)
        union all select 'CourtDate', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at >= moment)
        union all select 'CourtResult', null where exists (select 1 from court_dates d where d.case_id = wanted and d.state = 'Planned' and d.starts_at < moment)
        -- What embassy and family were told for a return is ended by the withdrawal alone.
        union all select 'Consent', null where exists (select 1 from consents n where n.case_id = wanted and n.purpose <> 'Return' and n.outcome = 'Given'
            and n.withdrawn_at is null and n.expires_on >= today)
        union all select 'Money', null where exists (select 1 from money_entries e where e.case_id = wanted group by e.claim_id
            having sum(case e.fact when 'Ordered' then e.amount when 'Claimed' then 0 else -e.amount end) > 0);
end $$;
revoke execute on function closing_items(uuid, timestamptz) from public;
grant execute on function closing_items(uuid, timestamptz) to nrm_app;

-- Second lock of ClosureFacts: what a shelter keeps is kept, whatever is ticked.
create or replace function check_closure() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and new.belongings <> 'StillKept' and exists (select 1 from belongings k where k.case_id = new.case_id and k.returned_at is null)
    then raise exception 'A shelter still keeps something' using errcode = '23514', constraint = 'ck_closure_belongings';
    end if;
    return new;
end $$;
revoke execute on function check_closure() from public;
create or replace trigger closures_know_the_belongings before insert on closures for each row execute function check_closure();

-- 4. Two people end a case, the second of a role that looks at the work of others ------------------------------------------------
drop policy answer on closures;
create policy answer on closures for update using (answer is null and ((select may('case.approveClosure')) or (by_user_id = (select app_user()) and (select may('case.close')))) and exists (
    select 1 from case_access a where a.case_id = closures.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])))
    with check (answered_by_user_id = (select app_user()) and (answer in ('Agreed', 'SentBack')) <= (by_user_id <> (select app_user()) and (select may('case.approveClosure')))
        and (answer = 'Withdrawn') <= (by_user_id = (select app_user())));

-- As in 036; and nobody lets go of a child or a life in danger.
create or replace function case_ends_by_two() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return null; end if;
    -- Whoever agreed did it in their own name and by their right (policy "answer"); who may not hold it never did.
    if not exists (select 1 from closures c join memberships m on m.user_id = c.answered_by_user_id
        join role_permissions p on p.role = m.role and p.permission = 'case.approveClosure'
        where c.case_id = new.id and c.answer = 'Agreed' and c.answered_at = new.stage_since and c.answered_by_user_id <> c.by_user_id)
    then raise exception 'Two people end a case' using errcode = '23514', constraint = 'ck_case_ends_by_two';
    end if;
    if exists (select 1 from placements p where p.case_id = new.id and p.ended_at is null)
    then raise exception 'The person still has a place' using errcode = '23514', constraint = 'ck_case_ends_without_place';
    end if;
    if exists (select 1 from bases_of_stay b where b.case_id = new.id and b.ended_at is null and b.corrected_at is null and b.awaits_placement_id is null
        and b.basis in ('CustodyS29', 'CourtExtension'))
    then raise exception 'The person is still held' using errcode = '23514', constraint = 'ck_case_ends_without_custody';
    end if;
    -- What the end itself asks for is asked with it.
    if exists (select 1 from tasks t where t.case_id = new.id and t.done_at is null and t.given_at < new.stage_since and t.code in ('ProtectChild', 'ActOnDanger', 'LookIntoIncident'))
    then raise exception 'A danger is not answered' using errcode = '23514', constraint = 'ck_case_ends_without_danger';
    end if;
    return null;
end $$;

-- 5. Cases that began again, by the reason: trafficked again is counted -----------------------------------------------------------
alter table published_cells drop constraint published_cells_breakdown_check;
alter table rollup_cells drop constraint published_cells_breakdown_check;
alter table published_cells add constraint published_cells_breakdown_check check (breakdown in ('national', 'province', 'agency', 'reason'));
alter table rollup_cells add constraint published_cells_breakdown_check check (breakdown in ('national', 'province', 'agency', 'reason'));

-- As in 007, and the reopenings of the period: all of them, and by reason. A visit that found it is a reason of its own.
create or replace function roll_up(period published_periods) returns void language sql security definer set search_path = public, pg_temp
as $$
    insert into rollup_cells
    select period.id, k.breakdown, k.key, m.measure, coalesce(n.value, 0)
    from (select 'national' as breakdown, 'TH' as key union all select 'province', code from provinces
          union all select 'agency', agency from units group by agency) k
    cross join unnest(array['screened', 'presumed', 'identified', 'police', 'services', 'shelter']) m (measure)
    left join (
        select case when f.province_code is not null then 'province' when f.agency is not null then 'agency' else 'national' end as breakdown,
            coalesce(f.province_code, f.agency, 'TH') as key, f.measure, count(*) as value
        from case_facts f where f.day >= period.starts and f.day < period.ends
        group by grouping sets ((f.measure), (f.measure, f.province_code), (f.measure, f.agency))) n
        on (n.breakdown, n.key, n.measure) = (k.breakdown, k.key, m.measure);

    insert into rollup_cells
    select period.id, 'national', s.stage, m.measure,
        count(l.case_id) filter (where m.measure = 'open' or c.due_at < period.ends::timestamp at time zone 'Asia/Bangkok')
    from (select distinct from_stage as stage from flow_rows) s
    cross join unnest(array['open', 'overdue']) m (measure)
    left join (select distinct on (case_id) case_id, to_stage from case_events
        where at < period.ends::timestamp at time zone 'Asia/Bangkok' order by case_id, sequence desc) l on l.to_stage = s.stage
    left join cases c on c.id = l.case_id
    group by s.stage, m.measure;

    insert into rollup_cells
    select period.id, case when k.reason is null then 'national' else 'reason' end, coalesce(k.reason, 'TH'), 'reopened', count(r.reason)
    from unnest(array[null, 'AsksForHelp', 'InDanger', 'TraffickedAgain', 'ReturnFailed', 'NewFacts', 'VisitTraffickedAgain']) k (reason)
    left join (
        select reason, (at at time zone 'Asia/Bangkok')::date as day from reopenings
        union all select 'VisitTraffickedAgain', visited_on from follow_up_visits where danger = 'TraffickedAgain') r
        on r.day >= period.starts and r.day < period.ends and case when k.reason is null then r.reason <> 'VisitTraffickedAgain' else r.reason = k.reason end
    group by k.reason
$$;

-- 6. Announced from abroad -----------------------------------------------------------------------------------------------------
alter table arrival_notices enable row level security;
alter table arrival_notices add constraint ck_arrival_is_whole check (post is not null and airport is not null and person is not null and country <> 'TH');
create policy see on arrival_notices for select using ((select may_read_section('Family')) and exists (
    select 1 from case_section_access a where a.case_id = arrival_notices.case_id and a.section = 'Family' and a.scope = any ((select app_scopes())::uuid[])));
create policy see_own on arrival_notices for select using ((select may('arrival.announce')) and by_unit_id = any ((select app_scopes())::uuid[]));
create policy add on arrival_notices for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may('arrival.announce')) and exists (
    select 1 from case_access a where a.case_id = arrival_notices.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on arrival_notices to nrm_app;

-- Whoever announces opens the case in the receiving office's name, and owns none of it.
create policy announce on cases for insert with check ((select may('arrival.announce')) and opened_by_unit_id = (select app_unit()) and opened_by_user_id = (select app_user())
    and opened_by_unit_id = any ((select app_scopes())::uuid[]) and stage = 'Notified' and owner_unit_id = province_office_id and case_manager_id is null
    and exists (select 1 from units u where u.id = province_office_id and u.agency = 'ProvincialMsdhs' and u.is_active));
-- Before the access trigger has run, as for an owner in 005: whoever announces reads the row back.
create policy see_announced on cases for select using ((select may('arrival.announce')) and opened_by_unit_id = (select app_unit()) and opened_by_unit_id = any ((select app_scopes())::uuid[]));
