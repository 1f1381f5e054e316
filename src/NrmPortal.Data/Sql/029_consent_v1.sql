-- A consent that holds. In the place of functions in 014, 022 and 026.

-- 1. A later no takes its recipient out of what was agreed to before (Consent.TakesFrom) -------------------------------------
-- Naming nobody says no to all.
create or replace function refusal_reaches(n consents, unit uuid, agency text, outside text) returns boolean language sql immutable set search_path = public, pg_temp
as $$
    select case when n.to_unit_id is not null then n.to_unit_id is not distinct from unit
        when n.to_agency is not null then n.to_agency is not distinct from agency
        when n.to_outside is not null then n.to_outside is not distinct from outside
        else true end
$$;

create or replace function refused_since(of_case uuid, wanted_purpose text, since timestamptz, unit uuid, agency text, outside text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from consents n where n.case_id = of_case and n.outcome = 'Refused' and n.purpose = wanted_purpose
        and n.at >= since and refusal_reaches(n, unit, agency, outside))
$$;

create or replace function consent_covers(wanted uuid, of_case uuid, wanted_purpose text, wanted_sections text[], unit uuid, agency text, outside text, day date)
    returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare c consents;
begin
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into c from consents n where n.id = wanted for share;
    if not found or c.case_id <> of_case then return false; end if;
    perform check_consent_giver(c);
    return c.outcome = 'Given' and c.purpose = wanted_purpose
        and c.withdrawn_at is null and c.expires_on >= day and c.sections @> wanted_sections and cardinality(c.points) >= 7
        and not refused_since(of_case, wanted_purpose, c.at, unit, agency, outside)
        and case when c.to_unit_id is not null then c.to_unit_id is not distinct from unit
            when c.to_agency is not null then c.to_agency is not distinct from agency
            when c.to_outside is not null then c.to_outside is not distinct from outside
            when outside is not null then outside in ('Ngo', 'Hospital', 'InternationalOrganisation')
            when unit is null and agency is null then true
            else coalesce(agency in ('Datip', 'ProvincialMsdhs', 'MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy', 'Hotline1300', 'Ngo'), false) end;
end $$;

-- What rests on a consent ends: all of it, or what goes to the recipients to whom the person said no.
create or replace function end_shares_to(wanted uuid, said consents, told text, who uuid, who_unit uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare r referrals; d disclosures; subject cases; is_open boolean; unit uuid; place text; ended int := 0;
begin
    select c.* into subject from cases c join consents n on n.case_id = c.id where n.id = wanted;
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
        end if;
        ended := ended + 1;
    end loop;
    if said.id is not null then
        update bases_of_stay b set lapsed_at = moment from units u where u.id = b.by_unit_id and b.consent_id = wanted
            and (b.lapsed_at is null or b.lapsed_at > moment) and refusal_reaches(said, u.id, u.agency, null);
        if ended = 0 then return; end if;
    end if;
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), subject.id, told, place || '/consent', o.unit, o.role, moment, who, '{}'
        from (values (subject.owner_unit_id, null), (subject.province_office_id, 'ProvinceCaseworker')) o (unit, role);
end $$;

create or replace function end_shares(wanted uuid, told text, who uuid, who_unit uuid, moment timestamptz) returns void
language sql security definer set search_path = public, pg_temp
as $$ select end_shares_to(wanted, null::consents, told, who, who_unit, moment) $$;

-- For the same purpose: what was agreed to with the same recipients, or with some of them, is over; of a wider consent the
-- recipients to whom the person said no. The interview that was agreed to is over: nothing rests on it.
create or replace function on_refusal() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents;
begin
    for n in select * from consents x where x.case_id = new.case_id and x.purpose = new.purpose and x.id <> new.id and x.outcome = 'Given' and x.withdrawn_at is null loop
        if num_nonnulls(new.to_unit_id, new.to_agency, new.to_outside) = 0
            or (n.to_unit_id, n.to_agency, n.to_outside) is not distinct from (new.to_unit_id, new.to_agency, new.to_outside)
            or (new.to_agency is not null and exists (select 1 from units u where u.id = n.to_unit_id and u.agency = new.to_agency)) then
            update consents set withdrawn_at = app_now(), withdrawn_by_user_id = new.by_user_id, withdrawn_how = coalesce(new.how, 'Oral') where id = n.id;
            perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        else
            perform end_shares_to(n.id, new, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        end if;
    end loop;
    return null;
end $$;

-- The functions here answer for triggers and for each other; nobody calls them.
do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
            and p.proname in ('refusal_reaches', 'refused_since', 'end_shares_to') loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end $$;
