-- Who may answer for another, and what a consent carries: asked of the whole file here, where whoever acts sees a part of it.

-- 1. Whoever may be the suspect answers for nobody, under whatever spelling -------------------------------------------------
-- Tokens of the name are kept beside each guardian and each giver (GiverNames), so that the two can be compared unread.
alter table guardians add constraint ck_guardians_name_tokens check (name is null or name_tokens is not null);
alter table consents add constraint ck_consents_name_tokens check (giver_name is null or name_tokens is not null);
-- Neither for a child nor for an adult does somebody without a name answer, or somebody nobody looked into.
alter table consents add constraint ck_consents_somebody check (outcome <> 'Given' or given_by in ('Person', 'CompetentOfficial')
    or (giver_name is not null and giver_check is not distinct from 'Cleared'));

-- The words of the refusal say no more than that: whoever reads no family is told nothing of it.
create or replace function check_giver() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.outcome = 'Given' and exists (select 1 from guardians g where g.case_id = new.case_id and g."check" = 'PossibleSuspect'
        and (g.id = new.guardian_id or g.name_tokens && new.name_tokens))
    then raise exception 'This person may not consent here' using errcode = 'check_violation', constraint = 'ck_consent_giver';
    end if;
    return new;
end $$;
create or replace trigger consents_are_given_by_whoever_may before insert on consents for each row execute function check_giver();

-- Child protection is asked once: the domain's rule (Case.OpenChildProtection) for what it could not see.
create or replace function protect_child(wanted uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; place text;
begin
    select * into subject from cases where id = wanted;
    if subject.age_group = 'Adult' or exists (select 1 from tasks t where t.case_id = wanted and t.code = 'ProtectChild' and t.done_at is null) then return; end if;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    perform ask_by_portal(wanted, place, 'ProtectChild', null, subject.province_office_id, 'ProvinceCaseworker', null, moment);
    if subject.dcy_unit_id is not null then perform ask_by_portal(wanted, place, 'ProtectChild', null, subject.dcy_unit_id, 'DcyOfficer', null, moment); end if;
end $$;
revoke execute on function protect_child(uuid, timestamptz) from public;

-- A guardian found to be a possible suspect: what they gave falls, also what they gave by the name alone.
create or replace function guardians_fall() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents; fell boolean := false;
begin
    if new."check" <> 'PossibleSuspect' then return null; end if;
    for n in select * from consents x where x.case_id = new.case_id and (x.guardian_id = new.id or x.name_tokens && new.name_tokens)
            and x.outcome = 'Given' and x.withdrawn_at is null loop
        update consents set withdrawn_at = app_now(), withdrawn_by_user_id = coalesce(app_user(), new.by_user_id) where id = n.id;
        perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
        fell := true;
    end loop;
    if fell then perform protect_child(new.case_id, app_now()); end if;
    return null;
end $$;

-- 2. Nobody is asked to renew what has fallen: it is asked anew, of somebody else. What is taken back or answered anew the event answers.
create or replace function on_consent_fallen() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare answered jsonb;
begin
    if exists (select 1 from consents o where o.case_id = new.case_id and o.purpose = new.purpose and o.id <> new.id
        and o.outcome = 'Given' and o.withdrawn_at is null and o.renewal_asked_at is not null) then return null; end if;
    with closed as (
        update tasks t set done_at = new.withdrawn_at, done_by_user_id = new.withdrawn_by_user_id, answered_by = 'consent.fallen'
        where t.case_id = new.case_id and t.code = 'RenewConsent' and t.about = new.purpose and t.done_at is null returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || new.case_id, new.case_id, 'change', 'task answered', answered); end if;
    return null;
end $$;
create or replace trigger renewals_fall_with_consents after update of withdrawn_at on consents for each row
    when (new.withdrawn_at is not null and old.withdrawn_at is null and new.withdrawn_how is null and new.renewal_asked_at is not null) execute function on_consent_fallen();

-- 3. A stay that rests on a consent ends with its last day, written when it begins: no schedule has to run for that ---------
create or replace function check_stay_consent() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents;
begin
    if new.consent_id is null then return new; end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into n from consents x where x.id = new.consent_id for share;
    new.lapsed_at := consent_ends(n);
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if n.case_id is distinct from new.case_id or n.outcome <> 'Given' or n.withdrawn_at is not null or consent_ends(n) <= new.recorded_at
    then raise exception 'No live consent for this stay' using errcode = 'check_violation', constraint = 'ck_stay_consent';
    end if;
    perform check_consent_giver(n);
    return new;
end $$;
create or replace trigger stays_rest_on_a_live_consent before insert on bases_of_stay for each row execute function check_stay_consent();

create or replace function on_consent_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update bases_of_stay set lapsed_at = new.withdrawn_at where consent_id = new.id and (lapsed_at is null or lapsed_at > new.withdrawn_at);
    return null;
end $$;

-- 4. Found to be a child after answering alone, or spoken for by somebody nobody looked into: nothing new rests on it (Consent.WhyNotRestOn)
create or replace function check_consent_giver(n consents) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if n.given_by = 'CompetentOfficial' or n.giver_check is not distinct from 'Cleared' then return; end if;
    if n.given_by = 'Person' and exists (select 1 from cases c where c.id = n.case_id and c.age_group = 'Adult') then return; end if;
    raise exception 'It was not theirs to give' using errcode = 'check_violation', constraint = 'ck_share_giver';
end $$;
revoke execute on function check_consent_giver(consents) from public;

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
        and case when c.to_unit_id is not null then c.to_unit_id is not distinct from unit
            when c.to_agency is not null then c.to_agency is not distinct from agency
            when c.to_outside is not null then c.to_outside is not distinct from outside
            when outside is not null then outside in ('Ngo', 'Hospital', 'InternationalOrganisation')
            when unit is null and agency is null then true
            else coalesce(agency in ('Datip', 'ProvincialMsdhs', 'MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy', 'Hotline1300', 'Ngo'), false) end;
end $$;

-- 5. A recipient outside is told by the office that owns the case today (Case.OwnerToday) -----------------------------------
create or replace function end_shares(wanted uuid, told text, who uuid, who_unit uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare r referrals; d disclosures; subject cases; is_open boolean; unit uuid; place text;
begin
    select c.* into subject from cases c join consents n on n.case_id = c.id where n.id = wanted;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    for r in select * from referrals x where x.consent_id = wanted and x.share_ended_at is null and x.state not in ('Draft', 'Completed', 'Withdrawn', 'Lapsed') loop
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
    end loop;
    for d in select * from disclosures x where x.consent_id = wanted and x.ended_at is null loop
        update disclosures set ended_at = moment, ended_by_user_id = who where id = d.id;
        if d.to_unit_id is not null then
            insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters) values (gen_random_uuid(), d.case_id, told, place, d.to_unit_id, moment, who, '{}');
        else
            perform ask_by_portal(d.case_id, place, 'TellRecipientToStop', d.id::text, subject.owner_unit_id, role_of_owner(subject), null, moment);
        end if;
    end loop;
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), subject.id, told, place || '/consent', o.unit, o.role, moment, who, '{}'
        from (values (subject.owner_unit_id, null), (subject.province_office_id, 'ProvinceCaseworker')) o (unit, role);
end $$;

-- In the province office the caseworkers; in any other whoever works there.
create or replace function role_of_owner(c cases) returns text language sql immutable
as $$ select case when c.owner_unit_id = c.province_office_id then 'ProvinceCaseworker' end $$;

-- What was asked of the owner of before goes over with the case, unless it lies with the province office already.
create or replace function on_owner_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare t tasks; place text := '/cases/' || coalesce(new.nrm_number, new.first_contact_number);
begin
    for t in select * from tasks x where x.case_id = new.id and x.code in ('TellRecipientToStop', 'RenewConsent') and x.done_at is null
            and (x.to_unit_id is null or x.to_unit_id not in (new.owner_unit_id, new.province_office_id)) loop
        update tasks set to_unit_id = new.owner_unit_id, to_role = role_of_owner(new), to_membership_id = null, to_agency = null,
            taken_by_user_id = null, taken_at = null, handed_over_at = app_now() where id = t.id;
        insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
            values (gen_random_uuid(), new.id, 'TaskHandedOver', place || '/tasks/' || t.id, new.owner_unit_id, role_of_owner(new), app_now(), app_user(), jsonb_build_object('task', t.code));
        perform audit_write('case:' || new.id, new.id, 'change', 'task moved', jsonb_build_array(jsonb_build_object('table', 'tasks', 'row', t.id, 'state', 'Modified', 'columns', array['to_unit_id'])));
    end loop;
    return null;
end $$;
create or replace trigger tasks_follow_the_owner after update of owner_unit_id on cases
    for each row when (new.owner_unit_id is distinct from old.owner_unit_id) execute function on_owner_changed();
