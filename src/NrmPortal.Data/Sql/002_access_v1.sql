-- Sight of a case, recomputed whole for one case: the difference is written, nothing else. Only triggers call it. plpgsql,
-- because every change of a case asks it: a session keeps its plan.
create or replace function case_sight(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select owner_unit_id, 'owner', 1 from cases where id = wanted
    union all select national_scope(), 'national', 1 from cases where id = wanted
    union all select province_office_id, 'province', 2 from cases where id = wanted
    union all select opened_by_unit_id, 'opener', 3 from cases where id = wanted
    union all select r.receiver_unit_id, 'receiver', 4 from referrals r left join consents n on n.id = r.consent_id
        where r.case_id = wanted and r.state in ('Accepted', 'Arrived') and r.receiver_unit_id is not null and r.share_ended_at is null and n.withdrawn_at is null
    union all select unit_id, 'receiver', 4 from placements where case_id = wanted and ended_at is null
    union all select s.membership_id, 'seat', 5 from seats s join panels p on p.id = s.panel_id
        where s.case_id = wanted and p.closed_at is null and s.interest <> 'Conflict'
    union all select unit_id, 'dcy', 4 from dcy_involvements where case_id = wanted and ended_at is null
    union all select u, 'legal', 5 from non_punishments n cross join unnest(array[n.inquiry_unit_id, n.prosecutor_unit_id]) u
        where n.case_id = wanted and (n.outcome is null or n.outcome = 'ProsecutedWithoutPermission')
    union all select membership_id, 'glass', 6 from break_glass where case_id = wanted;
end $$;

create or replace function rebuild_case_access(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare scopes uuid[]; vias text[]; ranks int[];
begin
    select array_agg(s.scope), array_agg(s.via), array_agg(s.rank) into scopes, vias, ranks from case_sight(wanted) s;
    delete from case_access a where a.case_id = wanted and a.scope <> all (scopes);
    insert into case_access (scope, case_id, via, number, stage, opened_at, due_at, due_clock, province_code, category, until)
        select distinct on (s.scope) s.scope, c.id, s.via, coalesce(c.nrm_number, c.first_contact_number), c.stage, c.opened_at, c.due_at, c.due_clock, c.province_code, c.category,
            case when s.via = 'glass' then (select max(g.until) from break_glass g where g.case_id = wanted and g.membership_id = s.scope)
                -- Without a placement a receiver's sight rests on the share alone, and ends at the same instant.
                when s.via = 'receiver' and not exists (select 1 from placements p where p.case_id = wanted and p.unit_id = s.scope and p.ended_at is null)
                then (select case when bool_or(n.id is null) then null else max((n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok') end
                    from referrals r left join consents n on n.id = r.consent_id where r.case_id = wanted and r.receiver_unit_id = s.scope
                        and r.state in ('Accepted', 'Arrived') and r.share_ended_at is null and n.withdrawn_at is null) end
        from unnest(scopes, vias, ranks) s (scope, via, rank) cross join cases c where c.id = wanted order by s.scope, s.rank
    on conflict (scope, case_id) do update set via = excluded.via, number = excluded.number, stage = excluded.stage, opened_at = excluded.opened_at,
        due_at = excluded.due_at, due_clock = excluded.due_clock, province_code = excluded.province_code, category = excluded.category,
        until = excluded.until;

    -- Sections: owner, province and DATIP may open all (their role's grants still stand before it); a seat reads what a
    -- member needs to judge; a receiver reads what the accepted referral shared; the opener keeps the core only.
    with every as (
        select s.scope, x.section, null::timestamptz as until from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','ShelterLocation','Money','Family','Identification','Plan','Consent','Documents','Messages']) x (section)
            where s.via in ('owner', 'province', 'national')
        -- An emergency opening: what the person's role may read, until it ends.
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','ShelterLocation','Money','Family','Identification','Plan','Consent','Documents','Messages']) x (section) where s.via = 'glass'
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','Identification','Consent']) x (section) where s.via = 'seat'
        -- DCY takes part in a child's care; whoever has to act on a s.41 flag reads the legal track alone.
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Family','Identification','Plan','Consent','Messages']) x (section) where s.via = 'dcy'
        union all select s.scope, 'Legal', null from unnest(scopes, vias) s (scope, via) where s.via = 'legal'
        -- Offices that have the case in common write to each other about it, whatever else was shared.
        union all select s.scope, 'Messages', null from unnest(scopes, vias) s (scope, via) where s.via = 'receiver'
        -- A share lives while its consent does: not withdrawn, and until the end of its last day in Thailand.
        union all select r.receiver_unit_id, x.section, (n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok'
            from referrals r left join consents n on n.id = r.consent_id cross join unnest(r.sections) x (section)
            where r.case_id = wanted and r.state in ('Accepted', 'Arrived') and r.receiver_unit_id is not null and r.share_ended_at is null and n.withdrawn_at is null),
    opened as (select e.scope, e.section, case when bool_or(e.until is null) then null else max(e.until) end as until from every e group by e.scope, e.section),
    shut as (delete from case_section_access a where a.case_id = wanted
        and not exists (select 1 from opened o where o.scope = a.scope and o.section = a.section))
    insert into case_section_access (case_id, scope, section, until)
        select wanted, o.scope, o.section, coalesce(o.until, a.until) from opened o join case_access a on a.case_id = wanted and a.scope = o.scope
        on conflict (case_id, scope, section) do update set until = excluded.until where case_section_access.until is distinct from excluded.until;
end $$;

create or replace function on_case_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform rebuild_case_access(new.id); return null; end $$;

create or replace function on_case_part_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform rebuild_case_access(new.case_id); return null; end $$;

create or replace trigger case_access_of_case after insert or update of owner_unit_id, province_office_id, nrm_number, stage, due_at, due_clock, category on cases
    for each row execute function on_case_changed();
create or replace trigger case_access_of_referral after insert or update of state, receiver_unit_id on referrals
    for each row execute function on_case_part_changed();
create or replace trigger case_access_of_placement after insert on placements
    for each row execute function on_case_part_changed();
create or replace trigger case_access_of_glass after insert on break_glass
    for each row execute function on_case_part_changed();
create or replace trigger case_access_of_seat after insert on seats
    for each row execute function on_case_part_changed();
-- Sight is given at once and taken at commit: whoever closes a panel, declares a conflict or ends a placement still writes the record of it.
create constraint trigger case_access_of_panel after update of closed_at on panels
    deferrable initially deferred for each row execute function on_case_part_changed();
create constraint trigger case_access_of_seat_conflict after update of interest on seats
    deferrable initially deferred for each row execute function on_case_part_changed();
create constraint trigger case_access_of_placement_end after update of ended_at on placements
    deferrable initially deferred for each row execute function on_case_part_changed();

-- A referral stays visible to the transaction that changed it: a shelter that declines must still pass the check on its own act.
alter table referrals add column if not exists changed_in xid8;
create or replace function stamp_transaction() returns trigger language plpgsql as $$ begin new.changed_in := pg_current_xact_id(); return new; end $$;
create or replace trigger referrals_stamped before update on referrals for each row execute function stamp_transaction();

-- Second lock on the flow chart: the stage moves only along a row of the table that the application shipped.
create or replace function check_stage_move() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.stage <> old.stage and not exists (
        select 1 from flow_rows f where f.version = new.flow_version and f.from_stage = old.stage and f.to_stage = new.stage)
    then raise exception 'The flow chart has no step from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    if new.first_contact_number <> old.first_contact_number or (old.nrm_number is not null and new.nrm_number is distinct from old.nrm_number)
    then raise exception 'Case numbers never change' using errcode = 'check_violation';
    end if;
    -- A case goes to its province office by the decision, or from its owner or the office to whom they hand it; nobody takes it.
    if new.owner_unit_id <> old.owner_unit_id and new.owner_unit_id <> old.province_office_id and app_user() is not null
        and app_unit() not in (old.owner_unit_id, old.province_office_id) and not national_scope() = any (app_scopes())
    then raise exception 'The case is not yours to hand over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger stage_moves_along_the_flow before update on cases for each row execute function check_stage_move();
