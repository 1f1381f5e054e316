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
