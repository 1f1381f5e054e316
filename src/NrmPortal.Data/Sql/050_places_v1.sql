-- A person lives in one place at a time; whoever houses them writes for their own stay.

-- 1. A placement is recorded and ended by the office that houses the person, and by the one responsible for the case ---------
drop policy change on placements;
create policy change on placements for update using (
    exists (select 1 from case_access a where a.case_id = placements.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and (unit_id = (select app_unit()) or exists (select 1 from cases c where c.id = placements.case_id and c.province_office_id = (select app_unit()))));

-- As before, and for a stay of their own that has begun (Case.RequireHoused). The note of departure has its days after a move.
do $$
declare t text; lasts text;
begin
    foreach t in array array['shelter_leaves', 'shelter_incidents', 'movement_restrictions', 'shelter_rooms', 'rules_explained', 'belongings', 'exit_notes'] loop
        lasts := case when t = 'exit_notes' then '(p.ended_at is null or p.handover_until > (select app_now()))' else 'p.ended_at is null' end;
        execute format('drop policy add on %I', t);
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may(''placement.record''))
            and exists (select 1 from placements p where p.id = %I.placement_id and p.case_id = %I.case_id and p.arrived_at is not null and %s
              and (p.unit_id = (select app_unit()) or exists (select 1 from cases c where c.id = p.case_id and c.province_office_id = (select app_unit()))))
            and exists (select 1 from case_access a where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t, t, lasts, t);
    end loop;
end $$;

-- 2. A move between shelters: Placement.GivesWayTo, for the one who arrives does not write another's rows --------------------
create or replace function placements_give_way() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare gone record; place text; number text;
begin
    select '/cases/' || coalesce(c.nrm_number, c.first_contact_number) into place from cases c where c.id = new.case_id;
    for gone in update placements p set ended_at = new.arrived_at, handover_until = limit_ends('ExitHandover', new.arrived_at)
        where p.case_id = new.case_id and p.id <> new.id and p.ended_at is null and p.arrived_at <= new.arrived_at returning p.id, p.unit_id, p.referral_id loop
        update referrals r set state = 'Completed', due_clock = null, due_from = null, due_at = null where r.id = gone.referral_id and r.state = 'Arrived' returning r.number into number;
        if found then
            insert into referral_steps (id, referral_id, case_id, action, "from", "to", by_user_id, by_unit_id, at)
                values (gen_random_uuid(), gone.referral_id, new.case_id, 'Complete', 'Arrived', 'Completed', app_user(), app_unit(), new.arrived_at);
        end if;
        -- Of whoever lives there no longer it is not asked any more.
        update tasks t set done_at = new.arrived_at, done_by_user_id = app_user(), answered_by = 'case.recordArrival'
            where t.case_id = new.case_id and t.to_unit_id = gone.unit_id and t.code in ('AskStayConsent', 'BackFromLeave') and t.done_at is null and gone.unit_id <> new.unit_id;
        perform audit_write('case:' || new.case_id, new.case_id, 'change', 'moved to another shelter', jsonb_build_array(
            jsonb_build_object('table', 'placements', 'row', gone.id, 'state', 'Modified', 'columns', array['ended_at', 'handover_until']),
            jsonb_build_object('table', 'referrals', 'row', gone.referral_id, 'state', 'Modified', 'columns', array['state'])));
        continue when gone.unit_id = new.unit_id;
        insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
            values (gen_random_uuid(), new.case_id, 'MovedElsewhere', place || '/daily', gone.unit_id, new.arrived_at, app_user(), '{}');
        if not exists (select 1 from exit_notes n where n.placement_id = gone.id) or exists (select 1 from belongings b where b.placement_id = gone.id and b.returned_at is null)
        then perform ask_by_portal(new.case_id, place, 'HandOverAfterStay', gone.id::text, gone.unit_id, null, null, new.arrived_at);
        end if;
    end loop;
    return null;
end $$;
revoke execute on function placements_give_way() from public;
create or replace trigger placements_give_way after update of arrived_at on placements for each row
    when (old.arrived_at is null and new.arrived_at is not null) execute function placements_give_way();

-- 3. Sight of whoever hands over after a move ends with their time for it ------------------------------------------------------
-- As before (040), and for the days of a handover.
create or replace function case_sight(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select s.scope, s.via, s.rank from case_sight_by_part(wanted) s
    union all select u, 'opener', 3 from case_transfers t cross join unnest(array[t.from_unit_id, t.to_unit_id, case when t.moves_office then t.from_office_id end]) u
        where t.case_id = wanted and t.answer = 'Accepted' and u is not null
    union all select p.unit_id, 'receiver', 4 from placements p where p.case_id = wanted and p.handover_until > app_now();
end $$;

create or replace function rebuild_case_access(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan -- by key alone: no value would make another plan better
as $$
declare scopes uuid[]; vias text[]; ranks int[];
begin
    select array_agg(s.scope), array_agg(s.via), array_agg(s.rank) into scopes, vias, ranks from case_sight(wanted) s;
    delete from case_access a where a.case_id = wanted and a.scope <> all (scopes);
    insert into case_access (scope, case_id, via, number, stage, opened_at, due_at, due_clock, province_code, office_province, category, until)
        select distinct on (s.scope) s.scope, c.id, s.via, coalesce(c.nrm_number, c.first_contact_number), c.stage, c.opened_at, c.due_at, c.due_clock, c.province_code, (select nullif(u.province_code, c.province_code) from units u where u.id = c.province_office_id), c.category,
            case when s.via = 'glass' then (select max(g.until) from break_glass g where g.case_id = wanted and g.membership_id = s.scope)
                -- Without a placement a receiver's sight rests on the share, or on what it hands over after a move, and ends with the later of them.
                when s.via = 'receiver' and not exists (select 1 from placements p where p.case_id = wanted and p.unit_id = s.scope and p.ended_at is null)
                then (select case when bool_or(x.share and x.until is null) then null else max(x.until) end from (
                    select true as share, (n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok' as until
                        from referrals r left join consents n on n.id = r.consent_id where r.case_id = wanted and r.receiver_unit_id = s.scope
                            and r.state in ('Accepted', 'Arrived') and r.share_ended_at is null and n.withdrawn_at is null
                    union all select false, p.handover_until from placements p where p.case_id = wanted and p.unit_id = s.scope) x) end
        from unnest(scopes, vias, ranks) s (scope, via, rank) cross join cases c where c.id = wanted order by s.scope, s.rank
    on conflict (scope, case_id) do update set via = excluded.via, number = excluded.number, stage = excluded.stage, opened_at = excluded.opened_at,
        due_at = excluded.due_at, due_clock = excluded.due_clock, province_code = excluded.province_code, office_province = excluded.office_province, category = excluded.category,
        until = excluded.until
    where (case_access.via, case_access.number, case_access.stage, case_access.opened_at, case_access.due_at, case_access.due_clock, case_access.province_code, case_access.office_province, case_access.category, case_access.until)
        is distinct from (excluded.via, excluded.number, excluded.stage, excluded.opened_at, excluded.due_at, excluded.due_clock, excluded.province_code, excluded.office_province, excluded.category, excluded.until);

    -- Sections: owner, province and DATIP may open all (their role's grants still stand before it); a seat reads what a
    -- member needs to judge; a receiver reads what the accepted referral shared; the opener keeps the core only.
    with every as (
        select s.scope, x.section, null::timestamptz as until from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','ShelterLocation','Money','Family','Identification','Plan','Consent','Documents','Messages','Suspects','ProsecutorNotes']) x (section)
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
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Legal','Suspects','ProsecutorNotes','Money','Messages']) x (section) where s.via = 'track'
        union all select s.scope, 'Money', null from unnest(scopes, vias) s (scope, via) where s.via = 'claim'
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
            -- What stands already is not even locked: most changes of a case move nobody's sight.
            where not exists (select 1 from case_section_access k where k.case_id = wanted and k.scope = o.scope and k.section = o.section
                and k.until is not distinct from coalesce(o.until, a.until))
        on conflict (case_id, scope, section) do update set until = excluded.until where case_section_access.until is distinct from excluded.until;
end $$;

-- 4. The directory says which office changed an entry last ---------------------------------------------------------------------
grant update (changed_by_unit_id) on directory_entries to nrm_app;

-- 5. Who keeps the directory ----------------------------------------------------------------------------------------------------
-- As before, and whoever keeps the whole of it: DirectoryEntry.IsKeptBy, Shelter.IsStatedBy.
create or replace function may_keep_entry(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select role_may('directory.add') or (role_may('directory.keep')
        and (wanted = app_unit() or (app_role() = 'AgencyAdministrator' and exists (
            select 1 from units mine join units theirs on theirs.agency = mine.agency where mine.id = app_unit() and theirs.id = wanted))))
$$;
drop policy add on place_pools;
create policy add on place_pools for insert with check (stated_by_user_id = (select app_user()) and ((select role_may('directory.add'))
    or ((select role_may('places.keep')) and exists (select 1 from shelters s where s.id = shelter_id and s.unit_id = (select app_unit())))));
drop policy change on place_pools;
create policy change on place_pools for update using ((select role_may('directory.add'))
    or ((select role_may('places.keep')) and exists (select 1 from shelters s where s.id = shelter_id and s.unit_id = (select app_unit())))) with check (stated_by_user_id = (select app_user()));

-- An office is added by whoever keeps the directory, of a kind of which there can be more than one (Partners.Addable): where the
-- portal finds an office by its province or its agency, nobody sets a second beside it.
alter table units enable row level security;
create policy see on units for select using (true);
create policy add on units for insert with check ((select role_may('directory.add'))
    and agency in ('MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Ngo', 'Police', 'Immigration', 'Labour', 'Prosecution', 'Justice', 'ForeignAffairs'));
grant insert (id, code, agency, province_code, district_code, name_th, name_en, is_active) on units to nrm_app;
create policy add on directory_entries for insert with check ((select role_may('directory.add')) and assured_at is null and changed_by_user_id = (select app_user()));
grant insert on directory_entries to nrm_app;
create policy add on shelters for insert with check ((select role_may('directory.add')));
grant insert on shelters to nrm_app;
grant update (accepts_thai, accepts_foreign) on shelters to nrm_app;
-- The district of a public office is written by its keeper; that of a home stands with its hidden address alone (DirectoryEntry.Locate).
grant update (district_code) on units to nrm_app;
create policy keep on units for update using (may_keep_entry(id)) with check (true);
alter table units add constraint ck_units_district check (district_code is null or (left(district_code, 2) = province_code and agency not in ('MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy')));

-- 6. Who fits, and who is asked ------------------------------------------------------------------------------------------------
-- Second lock of Case.RequireOpen: an office that is paused or closed in the directory is asked for nobody.
create or replace function check_referral_open() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id);
begin
    if app_user() is not null and new.state in ('Sent', 'Approved', 'Redirected') and (tg_op = 'INSERT' or old.state not in ('Sent', 'Claimed', 'UnderReview') or new.state <> 'Sent')
        and exists (select 1 from directory_entries e where e.id = unit and e.status <> 'Active')
    then raise exception 'The directory says that this office takes nobody' using errcode = 'check_violation', constraint = 'ck_referral_open';
    end if;
    return new;
end $$;
revoke execute on function check_referral_open() from public;
create or replace trigger referrals_ask_who_is_open before insert or update of state, receiver_unit_id on referrals for each row execute function check_referral_open();

-- And takes nobody in (Case.Accept).
create policy open_house on placements as restrictive for insert with check (exists (select 1 from shelters s where s.id = shelter_id and s.is_open));

-- 7. How many slept there, and how many more were awaited, at the end of each day -------------------------------------------------
drop function places_by_day(uuid, date, int);
create function places_by_day(wanted uuid, last_day date, days int) returns table (day date, sleeping bigint, expected bigint) language sql stable security definer set search_path = public, pg_temp
as $$
    select d::date, count(*) filter (where p.arrived_at < e.night), count(*) filter (where p.id is not null and (p.arrived_at is null or p.arrived_at >= e.night))
    from generate_series(last_day - days + 1, last_day, interval '1 day') d
        cross join lateral (select (d::date + 1)::timestamp at time zone 'Asia/Bangkok' as night) e
        left join placements p on p.shelter_id = wanted and p.accepted_at < e.night and (p.ended_at is null or p.ended_at >= e.night)
    where exists (select 1 from shelters s where s.id = wanted and s.unit_id = app_unit()) or role_may('referral.review') or role_may('directory.add')
    group by d order by 1
$$;
revoke execute on function places_by_day(uuid, date, int) from public;
grant execute on function places_by_day(uuid, date, int) to nrm_app;
