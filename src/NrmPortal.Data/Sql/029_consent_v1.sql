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

-- Recipient.Includes.
create or replace function consent_reaches(n consents, unit uuid, agency text, outside text) returns boolean language sql immutable set search_path = public, pg_temp
as $$
    select case when n.to_unit_id is not null then n.to_unit_id is not distinct from unit
        when n.to_agency is not null then n.to_agency is not distinct from agency
        when n.to_outside is not null then n.to_outside is not distinct from outside
        when outside is not null then outside in ('Ngo', 'Hospital', 'InternationalOrganisation')
        when unit is null and agency is null then true
        else coalesce(agency in ('Datip', 'ProvincialMsdhs', 'MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy', 'Hotline1300', 'Ngo'), false) end
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
        and consent_reaches(c, unit, agency, outside);
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
        perform tell_holders(n, said, moment) from consents n where n.id = wanted;
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
            update consents set withdrawn_at = app_now(), withdrawn_by_user_id = new.by_user_id, withdrawn_how = coalesce(new.how, 'Oral'), taken_back_by = new.given_by,
                taken_back_relation = new.giver_relation, taken_back_check = new.giver_check, taken_back_guardian_id = new.guardian_id where id = n.id;
            perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        else
            perform end_shares_to(n.id, new, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        end if;
    end loop;
    return null;
end $$;

-- 2. What a legal ground carries, and to whom (LegalGrounds.Carries) -----------------------------------------------------------
-- Written by the portal at every start; nobody else reads or writes it.
create table if not exists legal_grounds (ground text not null, agency text, outside text, sections text[] not null, check (num_nonnulls(agency, outside) = 1));
alter table referrals add constraint ck_referrals_ground_reason check (ground_reason is null or legal_ground is not null);
alter table disclosures add constraint ck_disclosures_ground_reason check (ground_reason is null or legal_ground is not null);
grant update (ground_reason) on referrals to nrm_app;

-- Consent.LastWordIsNo: what only ran out or fell is no no.
create or replace function last_word_is_no(of_case uuid, wanted_purpose text, unit uuid, agency text, outside text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce((select w.is_no from consents n cross join lateral (values (n.at, n.outcome = 'Refused'), (case when n.withdrawn_how is not null then n.withdrawn_at end, true)) w (said, is_no)
        where n.case_id = of_case and n.purpose = wanted_purpose and w.said is not null
          and ((n.outcome = 'Refused' and refusal_reaches(n, unit, agency, outside)) or (n.outcome = 'Given' and consent_reaches(n, unit, agency, outside)))
        order by w.said desc, w.is_no desc limit 1), false)
$$;

create or replace function check_ground(of_case uuid, named text, wanted_purpose text, parts text[], unit uuid, kind text, beyond text, has_reason boolean) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if cardinality(parts) = 0 or not exists (select 1 from legal_grounds g where g.ground = named and g.sections @> parts
            and case when beyond is not null then g.outside = beyond when kind is not null then g.agency = kind
                else unit is null and g.agency in ('MsdhsShelter', 'PoliceShelter', 'NgoShelter') end)
        or (named = 'childInterest' and exists (select 1 from cases c where c.id = of_case and c.age_group = 'Adult'))
    then raise exception 'This ground does not carry these parts to this recipient' using errcode = 'check_violation', constraint = 'ck_share_ground';
    end if;
    if not has_reason and last_word_is_no(of_case, wanted_purpose, unit, kind, beyond)
    then raise exception 'The person said no: a ground needs a written reason' using errcode = 'check_violation', constraint = 'ck_share_over_no';
    end if;
end $$;

create or replace function check_referral_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    changes boolean := tg_op = 'INSERT' or (new.consent_id, new.legal_ground) is distinct from (old.consent_id, old.legal_ground)
        or (old.share_ended_at is not null and new.share_ended_at is null);
    unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id);
    agency text := coalesce((select u.agency from units u where u.id = unit), new.shelter_kind);
    -- The instant of the act: a share that a forged one would open is still shut by the sight, which asks the portal's clock.
    day date := (coalesce(case when tg_op = 'INSERT' then new.created_at when new.state = old.state then null when new.state = 'Accepted' then new.accepted_at
        when new.state in ('Approved', 'Redirected') then new.decided_at when new.state = 'Sent' then new.sent_at end, app_now()) at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if tg_op = 'UPDATE' and changes then
        if old.state <> 'Returned' and old.share_ended_at is null and (old.consent_id is null
            or exists (select 1 from consents n where n.id = old.consent_id and n.withdrawn_at is null and n.expires_on >= day))
        then raise exception 'The share lives: what it rests on stays' using errcode = 'check_violation', constraint = 'ck_share_basis';
        end if;
        if not exists (select 1 from cases c where c.id = new.case_id and app_unit() in (c.owner_unit_id, c.province_office_id))
        then raise exception 'Not the office that answers for the case' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if tg_op = 'UPDATE' and not changes and (new.state = old.state or new.state not in ('Sent', 'Approved', 'Redirected', 'Accepted')) then return new; end if;
    -- A colleague gives the claim back: nothing new is shared.
    if tg_op = 'UPDATE' and old.state in ('Claimed', 'UnderReview') and new.state = 'Sent' then return new; end if;
    if new.consent_id is null and nullif(btrim(new.legal_ground), '') is not null then
        -- Whoever takes the person in was chosen before: a no that came in between is the sender's to weigh.
        perform check_ground(new.case_id, new.legal_ground, 'Referral', new.sections, unit, agency, null, new.ground_reason is not null or (not changes and new.state = 'Accepted'));
        return new;
    end if;
    if new.consent_id is null or new.share_ended_at is not null
        or not consent_covers(new.consent_id, new.case_id, 'Referral', new.sections, unit, agency, null, day)
    then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
    end if;
    return new;
end $$;

create or replace function check_disclosure_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare agency text := coalesce((select u.agency from units u where u.id = new.to_unit_id), new.to_agency);
begin
    if app_user() is null then return new; end if;
    if new.consent_id is null and nullif(btrim(new.legal_ground), '') is not null then
        perform check_ground(new.case_id, new.legal_ground, 'Disclosure', new.sections, new.to_unit_id, agency, new.to_outside, new.ground_reason is not null);
        return new;
    end if;
    if new.consent_id is null or not consent_covers(new.consent_id, new.case_id, 'Disclosure', new.sections, new.to_unit_id, agency, new.to_outside, (new.at at time zone 'Asia/Bangkok')::date)
    then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
    end if;
    return new;
end $$;

-- 3. Whoever holds or houses the person on a consent hears that it is gone: the office that recorded the stay, and the shelter --
create or replace function tell_holders(n consents, said consents, moment timestamptz) returns void language sql security definer set search_path = public, pg_temp
as $$
    insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
    select gen_random_uuid(), c.id, 'StayGroundEnded', '/cases/' || coalesce(c.nrm_number, c.first_contact_number) || '/placements', u.id, moment, app_user(), '{}'
    from cases c join units u on u.id in (select b.by_unit_id from bases_of_stay b where b.consent_id = n.id and b.corrected_at is null and b.ended_at is null
        union select p.unit_id from placements p where p.case_id = n.case_id and p.ended_at is null)
    where c.id = n.case_id and (said.id is null or refusal_reaches(said, u.id, u.agency, null))
        and exists (select 1 from bases_of_stay b join units r on r.id = b.by_unit_id where b.consent_id = n.id and b.corrected_at is null and b.ended_at is null
            and (said.id is null or refusal_reaches(said, r.id, r.agency, null)))
$$;

create or replace function on_stay_ground_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform tell_holders(new, null::consents, coalesce(new.withdrawn_at, new.expired_at)); return null; end $$;
create or replace trigger tell_whoever_holds after update of withdrawn_at, expired_at on consents for each row
    when (coalesce(new.withdrawn_at, new.expired_at) is not null and coalesce(old.withdrawn_at, old.expired_at) is null) execute function on_stay_ground_ended();

-- 4. Who may answer for another: as for a yes, so for a no and for taking back ---------------------------------------------------
alter table consents drop constraint ck_consents_no_suspect;
alter table consents add constraint ck_consents_no_suspect check (outcome = 'NotPossible' or giver_check is distinct from 'PossibleSuspect');
alter table consents drop constraint ck_consents_somebody;
alter table consents add constraint ck_consents_somebody check (outcome = 'NotPossible' or given_by = 'Person' or (given_by = 'CompetentOfficial' and purpose = 'Screening')
    or (giver_name is not null and giver_check is not distinct from 'Cleared'));
alter table consents add constraint ck_consents_taken_back check (withdrawn_how is null or taken_back_by is not null);
alter table consents add constraint ck_consents_taker check (taken_back_by is null or taken_back_by = 'Person' or taken_back_check is not distinct from 'Cleared');
alter table consents add constraint ck_consents_taker_tokens check (taken_back_name is null or taken_back_tokens is not null);
grant update (taken_back_by, taken_back_name, taken_back_relation, taken_back_check, taken_back_guardian_id, taken_back_tokens) on consents to nrm_app;

-- Of whom the case names, what it knows counts, whatever a form says: no suspect, and nobody whom nobody looked into.
create or replace function may_answer(of_case uuid, guardian uuid, tokens bigint[]) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select not coalesce(bool_or(g."check" = 'PossibleSuspect'), false)
        and (count(*) filter (where g.ended_at is null) = 0 or coalesce(bool_or(g."check" = 'Cleared') filter (where g.ended_at is null), false))
    from guardians g where g.case_id = of_case and (g.id = guardian or g.name_tokens && tokens)
$$;

create or replace function check_giver() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.outcome = 'NotPossible' then return new; end if;
    if not may_answer(new.case_id, new.guardian_id, new.name_tokens)
    then raise exception 'This person may not consent here' using errcode = 'check_violation', constraint = 'ck_consent_giver';
    end if;
    if new.given_by = 'Representative' and exists (select 1 from cases c where c.id = new.case_id and c.age_group = 'Adult')
        and (new.mandate is null or (new.mandate_document is null and (new.mandate <> 'SaidBeforeWitness' or new.witness is null)))
    then raise exception 'An adult is represented on a mandate' using errcode = 'check_violation', constraint = 'ck_consent_mandate';
    end if;
    return new;
end $$;

create or replace function check_taker() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not may_answer(new.case_id, new.taken_back_guardian_id, new.taken_back_tokens)
    then raise exception 'This person may not take it back' using errcode = 'check_violation', constraint = 'ck_consent_giver';
    end if;
    return new;
end $$;
create or replace trigger consents_are_taken_back_by_whoever_may before update of withdrawn_at on consents
    for each row when (new.taken_back_by is not null and new.taken_back_by <> 'Person') execute function check_taker();

-- 5. A possible suspect is cleared by two people, and not by being named again ----------------------------------------------------
grant update (clearing_reason, clearing_asked_by_user_id, clearing_asked_at, cleared_by_user_id) on guardians to nrm_app;
create or replace function check_clearing() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance has no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if new."check" <> 'PossibleSuspect' and (tg_op = 'INSERT' or new."check" = 'Cleared') and exists (select 1 from guardians g
        where g.case_id = new.case_id and g.id <> new.id and g."check" = 'PossibleSuspect' and g.name_tokens && new.name_tokens)
    then raise exception 'Named on the case already' using errcode = 'check_violation', constraint = 'ck_guardian_named_again';
    end if;
    if tg_op = 'INSERT' then return new; end if;
    if new.clearing_asked_by_user_id is distinct from old.clearing_asked_by_user_id and new.clearing_asked_by_user_id <> app_user()
        or (old."check" = 'PossibleSuspect' and new."check" <> 'PossibleSuspect' and (new."check" <> 'Cleared' or old.clearing_reason is null
            or old.clearing_asked_by_user_id is null or old.clearing_asked_by_user_id = app_user() or new.cleared_by_user_id is distinct from app_user()))
    then raise exception 'Cleared by a second person, on a written reason' using errcode = 'check_violation', constraint = 'ck_guardian_clearing';
    end if;
    return new;
end $$;
create or replace trigger suspects_are_cleared_by_two before insert or update on guardians for each row execute function check_clearing();

-- The functions here answer for triggers and for each other; nobody calls them.
do $$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
            and p.proname in ('refusal_reaches', 'refused_since', 'end_shares_to', 'consent_reaches', 'last_word_is_no', 'check_ground', 'tell_holders', 'on_stay_ground_ended', 'may_answer', 'check_taker', 'check_clearing') loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end $$;
