-- What a consent carries ends with it, also where nobody who acts may see all of it: run out, or fallen with a guardian who may
-- be the suspect. The domain's rule once more (Case.EndSharesOn), for whoever cannot call it.

-- Whoever may be the suspect answers for nobody: not in a form that got past the domain either.
alter table consents add constraint ck_consents_no_suspect check (outcome <> 'Given' or giver_check is distinct from 'PossibleSuspect');

-- Everybody that is told once: the offices of the case, each receiver and sender; a recipient outside by a task of the office that gave.
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
            perform ask_by_portal(d.case_id, place, 'TellRecipientToStop', d.id::text, d.by_unit_id, null, null, moment);
        end if;
    end loop;
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, by_user_id, parameters)
        select gen_random_uuid(), subject.id, told, place || '/consent', o.unit, o.role, moment, who, '{}'
        from (values (subject.owner_unit_id, null), (subject.province_office_id, 'ProvinceCaseworker')) o (unit, role);
end $$;
revoke execute on function end_shares(uuid, text, uuid, uuid, timestamptz) from public;

-- A task and its notice, asked by the portal itself.
create or replace function ask_by_portal(wanted uuid, place text, task_code text, subject text, unit uuid, wanted_role text, due timestamptz, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare task uuid := gen_random_uuid();
begin
    insert into tasks (id, case_id, code, about, to_unit_id, to_role, due_at, given_at) values (task, wanted, task_code, subject, unit, wanted_role, due, moment);
    insert into notices (id, case_id, code, path, to_unit_id, to_role, at, parameters)
        values (gen_random_uuid(), wanted, 'TaskGiven', place || '/tasks/' || task, unit, wanted_role, moment, jsonb_build_object('task', task_code));
end $$;
revoke execute on function ask_by_portal(uuid, text, text, text, uuid, text, timestamptz, timestamptz) from public;

-- 1. A guardian found to be a possible suspect -----------------------------------------------------------------------------
-- At commit: what the act itself could see has fallen by then, and only the rest is left to the database.
create or replace function guardians_fall() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents;
begin
    if new."check" <> 'PossibleSuspect' then return null; end if;
    for n in select * from consents x where x.guardian_id = new.id and x.outcome = 'Given' and x.withdrawn_at is null loop
        update consents set withdrawn_at = app_now(), withdrawn_by_user_id = coalesce(app_user(), new.by_user_id) where id = n.id;
        perform end_shares(n.id, 'ConsentWithdrawn', app_user(), app_unit(), app_now());
    end loop;
    return null;
end $$;
create constraint trigger guardians_fall_with_their_consents after insert or update of "check" on guardians
    deferrable initially deferred for each row execute function guardians_fall();

-- 2. Consents that run out ---------------------------------------------------------------------------------------------------
-- The sight ends by itself at the end of the last day in Thailand (case_access, case_section_access, referrals). What follows is
-- the record of it and the telling. Some days before, the people of the case are asked to ask the person again: not for an
-- interview, nor for a consent that was given for less than these days, nor where a later one carries the same.
create or replace function consent_ends(n consents) returns timestamptz language sql immutable set search_path = public, pg_temp
as $$ select (n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok' $$;

create or replace function consent_due(n consents, moment timestamptz, days_before int) returns text language sql stable security definer set search_path = public, pg_temp
as $$
    select case
        when n.outcome <> 'Given' or n.withdrawn_at is not null or n.expired_at is not null or n.expires_on is null then null
        when consent_ends(n) <= moment then 'expired'
        when n.renewal_asked_at is null and n.purpose <> 'Screening' and n.expires_on - (n.at at time zone 'Asia/Bangkok')::date > days_before
            and consent_ends(n) - make_interval(days => days_before) <= moment
            and exists (select 1 from cases c where c.id = n.case_id and c.stage <> 'FollowUp')
            and not exists (select 1 from consents l where l.case_id = n.case_id and l.purpose = n.purpose and l.outcome = 'Given' and l.at > n.at
                and l.withdrawn_at is null and l.expires_on > n.expires_on and l.sections @> n.sections) then 'expiring'
    end
$$;
revoke execute on function consent_due(consents, timestamptz, int) from public;
create index if not exists consents_running on consents (expires_on) where outcome = 'Given' and withdrawn_at is null and expired_at is null;

create or replace function consents_due(moment timestamptz, days_before int, at_most int) returns setof uuid language sql stable security definer set search_path = public, pg_temp
as $$
    select n.id from consents n where n.outcome = 'Given' and n.withdrawn_at is null and n.expired_at is null
        and n.expires_on <= (moment at time zone 'Asia/Bangkok')::date + days_before and consent_due(n, moment, days_before) is not null
    order by n.expires_on, n.id limit at_most
$$;

-- One consent, once: what is due is asked again under the lock of the case. False where another node was first, or somebody
-- works on the case at this moment: the next round asks again, and nothing here waits for a request.
create or replace function consent_runs_out(wanted uuid, moment timestamptz, days_before int) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare n consents; subject cases; due text; place text;
begin
    select c.* into subject from cases c join consents x on x.case_id = c.id where x.id = wanted for update of c skip locked;
    if not found then return false; end if;
    select * into n from consents where id = wanted for update skip locked;
    if not found then return false; end if;
    due := consent_due(n, moment, days_before);
    if due is null then return false; end if;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    if due = 'expired' then
        update consents set expired_at = moment where id = n.id;
        -- An interview that was agreed to is over: nothing rests on it.
        if n.purpose <> 'Screening' then perform end_shares(n.id, 'ConsentExpired', null, null, moment); end if;
    else
        update consents set renewal_asked_at = moment where id = n.id;
        insert into notices (id, case_id, code, path, to_unit_id, to_role, at, parameters)
            select gen_random_uuid(), subject.id, 'ConsentExpiring', place || '/consent', o.unit, o.role, moment, jsonb_build_object('on', n.expires_on::text)
            from (values (subject.owner_unit_id, null), (subject.province_office_id, 'ProvinceCaseworker')) o (unit, role) where o.role is not null or o.unit <> subject.province_office_id;
        perform ask_by_portal(subject.id, place, 'RenewConsent', n.purpose, subject.owner_unit_id,
            case when subject.owner_unit_id = subject.province_office_id then 'ProvinceCaseworker' end, consent_ends(n), moment);
    end if;
    if n.purpose <> 'Screening' then
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (gen_random_uuid(), subject.id, subject.event_count + 1, 'case.consent' || initcap(due), moment, subject.stage, subject.flow_version, jsonb_build_object('purpose', n.purpose));
        update cases set event_count = event_count + 1 where id = subject.id;
    end if;
    perform audit_write('job:consents', subject.id, 'change', 'consent ' || due, jsonb_build_object('consent', n.id));
    return true;
end $$;
revoke execute on function consents_due(timestamptz, int, int), consent_runs_out(uuid, timestamptz, int) from public;
grant execute on function consents_due(timestamptz, int, int), consent_runs_out(uuid, timestamptz, int) to nrm_worker;
