-- Whose a record is to change: of a stay, of an announcement, of a determination, of an office that is shut; and who reads where a home is.

-- 1. What is published of reopenings ---------------------------------------------------------------------------------------------
-- As in 053. Visits that found somebody trafficked again are no reopening: a measure of their own, beside and not among the reasons,
-- for a cell that is no part of the whole would stand in for a hidden one.
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
    from unnest(array[null, 'AsksForHelp', 'InDanger', 'TraffickedAgain', 'ReturnFailed', 'NewFacts']) k (reason)
    left join (select reason, (at at time zone 'Asia/Bangkok')::date as day from reopenings) r
        on r.day >= period.starts and r.day < period.ends and (k.reason is null or r.reason = k.reason)
    group by k.reason;

    insert into rollup_cells
    select period.id, 'national', 'TH', 'foundAgain', count(*) from follow_up_visits v
    where v.danger = 'TraffickedAgain' and v.visited_on >= period.starts and v.visited_on < period.ends
$$;

-- 2. What a shelter keeps, whom it awaits back, what it restricts: ended by the office of that stay, and by the one responsible ---
-- As in 038 and 044, and Case.RequireKeptBy.
do $$
declare p text[];
begin
    foreach p slice 1 in array array[array['give_back', 'belongings', 'returned_at', 'returned_by_user_id'], array['back', 'shelter_leaves', 'back_at', 'back_by_user_id'],
        array['lift', 'movement_restrictions', 'lifted_at', 'lifted_by_user_id']] loop
        execute format('drop policy %1$I on %2$I', p[1], p[2]);
        execute format('create policy %1$I on %2$I for update using (%3$I is null and (select may(''placement.record''))
            and exists (select 1 from placements p where p.id = %2$I.placement_id and p.case_id = %2$I.case_id
              and (p.unit_id = (select app_unit()) or exists (select 1 from cases c where c.id = p.case_id and c.province_office_id = (select app_unit()))))
            and exists (select 1 from case_access a where a.case_id = %2$I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))
            with check (%4$I = (select app_user()))', p[1], p[2], p[3], p[4]);
    end loop;
end $$;

-- 3. A determination against a return ends what embassy and family were told on the child's best interests ------------------------
-- As a withdrawal does for an adult (end_shares_to): both who has the case and who told them are asked to tell them to stop.
create or replace function determination_ends_reach() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare d disclosures; place text := '/cases/' || coalesce(new.nrm_number, new.first_contact_number);
begin
    for d in update disclosures x set ended_at = app_now(), ended_by_user_id = app_user()
        where x.case_id = new.id and x.return_step_id is not null and x.legal_ground = 'childInterest' and x.ended_at is null returning x.* loop
        perform ask_by_portal(new.id, place, 'TellRecipientToStop', d.id::text, new.owner_unit_id, role_of_owner(new), null, app_now());
        if d.by_unit_id <> new.owner_unit_id then perform ask_by_portal(new.id, place, 'TellRecipientToStop', d.id::text, d.by_unit_id, null, null, app_now()); end if;
    end loop;
    return null;
end $$;
revoke execute on function determination_ends_reach() from public;
create or replace trigger determination_ends_reach after update of determined_outcome on cases for each row
    when (new.determined_outcome not in ('ReturnHome', 'FamilyOrKin') and (old.determined_outcome is null or old.determined_outcome in ('ReturnHome', 'FamilyOrKin')))
    execute function determination_ends_reach();

-- 4. Whoever announced somebody from abroad sees the case until they are home ----------------------------------------------------
-- Over: they came home, or somebody is beyond looking whether they are a victim, which needs them here; or nobody came and it is closed.
create or replace function announcement_over(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from cases c join units u on u.id = c.opened_by_unit_id where c.id = wanted and u.agency = 'ForeignAffairs'
        and exists (select 1 from arrival_notices n where n.case_id = wanted and n.by_unit_id = c.opened_by_unit_id)
        and (c.stage not in ('Notified', 'Screening') or exists (select 1 from return_journeys j where j.case_id = wanted and j.direction = 'ToThailand')))
$$;
revoke execute on function announcement_over(uuid) from public;
grant execute on function announcement_over(uuid) to nrm_app;

-- As in 050, but for the one condition that is marked.
create or replace function case_sight(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select s.scope, s.via, s.rank from case_sight_by_part(wanted) s
        where s.via <> 'opener' or not announcement_over(wanted) -- the announcing ministry's sight ends (056)
    union all select u, 'opener', 3 from case_transfers t cross join unnest(array[t.from_unit_id, t.to_unit_id, case when t.moves_office then t.from_office_id end]) u
        where t.case_id = wanted and t.answer = 'Accepted' and u is not null
    union all select p.unit_id, 'receiver', 4 from placements p where p.case_id = wanted and p.handover_until > app_now();
end $$;
create constraint trigger case_access_of_homecoming after insert on return_journeys deferrable initially deferred for each row
    when (new.direction = 'ToThailand') execute function on_case_part_changed();

-- As in 053, for the moment before the access trigger has run: of a case that was announced and no more.
drop policy see_announced on cases;
create policy see_announced on cases for select using ((select may('arrival.announce')) and opened_by_unit_id = (select app_unit())
    and opened_by_unit_id = any ((select app_scopes())::uuid[]) and stage = 'Notified' and not announcement_over(id));

-- 5. Where a home is: for those who work there, who place, and who bring somebody there ------------------------------------------
-- Whoever referred the person brings them: from the acceptance until the arrival.
create or replace function brought_to() returns uuid[] language sql stable security definer set search_path = public, pg_temp
as $$
    select case when role_may('referral.send') then array(select p.shelter_id from placements p join referrals r on r.id = p.referral_id
        where p.arrived_at is null and p.ended_at is null and r.state = 'Accepted' and r.from_unit_id = app_unit() and r.from_unit_id = any (app_scopes())) else '{}' end
$$;
revoke execute on function brought_to() from public;
grant execute on function brought_to() to nrm_app;
-- Asked once for all addresses, not of each.
create policy see_bringing on shelter_addresses for select using (id = any ((select brought_to())::uuid[]));

-- 6. An office that is paused or closed takes nobody on ---------------------------------------------------------------------------
-- As in 050 (Case.RequireOpen), and for a service that accepts (Referral.TakeOn). A shelter that is shut is refused its placement (open_house).
create or replace function check_referral_open() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id);
begin
    if app_user() is not null
        and ((new.state in ('Sent', 'Approved', 'Redirected') and (tg_op = 'INSERT' or old.state not in ('Sent', 'Claimed', 'UnderReview') or new.state <> 'Sent'))
            or (new.state = 'Accepted' and new.kind <> 'ShelterPlacement' and (tg_op = 'INSERT' or old.state <> 'Accepted')))
        and exists (select 1 from directory_entries e where e.id = unit and e.status <> 'Active')
    then raise exception 'The directory says that this office takes nobody' using errcode = 'check_violation', constraint = 'ck_referral_open';
    end if;
    return new;
end $$;
