-- A service that was taken on comes to an end also without its receiver; and what comes back reaches whoever may act on it.

-- 1. Who ends what a service took on -----------------------------------------------------------------------------------------------
-- Second lock of Referral.Finish and Case.StopReferral: the receiver, or whoever answers for the case, or DATIP; and in no other way.
create or replace function check_referral_stop() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null or old.state <> 'Accepted' or new.state = old.state or new.kind = 'ShelterPlacement' then return new; end if;
    if new.state <> 'Completed' or not ((old.receiver_unit_id = app_unit() and role_may('referral.serve'))
        or (role_may('referral.stop') and (role_may('referral.review')
            or exists (select 1 from cases c where c.id = new.case_id and app_unit() in (c.owner_unit_id, c.province_office_id)))))
    then raise exception 'Ended by its receiver, by whoever answers for the case, or by DATIP' using errcode = 'check_violation', constraint = 'ck_referral_stop';
    end if;
    return new;
end $$;
revoke execute on function check_referral_stop() from public;
create or replace trigger referrals_end_by_who_may before update of state on referrals for each row execute function check_referral_stop();

-- The receiver reads why.
alter table referral_steps add constraint ck_referral_step_reason check (action <> 'Stop' or reason is not null);

-- 2. Whose what comes back is -----------------------------------------------------------------------------------------------------
-- The sender's while it answers for the case, else the owner's (Case.SenderNow).
create or replace function sender_now(sender uuid, subject cases) returns uuid language sql immutable
as $$ select case when sender in (subject.owner_unit_id, subject.province_office_id) then sender else subject.owner_unit_id end $$;

revoke execute on function sender_now(uuid, cases) from public;

create index if not exists referrals_running on referrals (case_id) where state not in ('Draft', 'Completed', 'Withdrawn', 'Lapsed');

-- As in 051; and whoever may send it again is told that it came back.
create or replace function on_referral_step() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; r referrals; act text := case
    when new.action in ('Decline', 'TurnDown') then 'case.answerReferral' when new.action = 'UndoReview' then 'case.undoReview' else 'case.reviewReferral' end;
begin
    if app_user() is null then return null; end if;
    select * into r from referrals where id = new.referral_id;
    select * into subject from cases where id = new.case_id for update;
    insert into case_events (id, case_id, sequence, code, at, by_user_id, by_unit_id, to_stage, flow_version, parameters)
        values (gen_random_uuid(), subject.id, subject.event_count + 1, act, new.at, new.by_user_id, new.by_unit_id, subject.stage, subject.flow_version,
            jsonb_build_object('referral', r.number) || case when new.action in ('Decline', 'TurnDown') then jsonb_build_object('answer', case new.action when 'Decline' then 'declined' else 'turnedDown' end)
                when new.action = 'UndoReview' then '{}' else jsonb_build_object('referralStep', new.action) end);
    update cases set event_count = event_count + 1 where id = subject.id;
    if new.action in ('Decline', 'TurnDown', 'Return') then
        insert into notices (id, case_id, code, path, to_unit_id, by_user_id, at, parameters)
            values (gen_random_uuid(), subject.id, 'ReferralReturned', '/referrals/' || r.number, sender_now(r.from_unit_id, subject), new.by_user_id, new.at, jsonb_build_object('referral', r.number));
    end if;
    return null;
end $$;

-- As in 045; the task goes to whoever may refer again, who is told as well as the sender.
create or replace function lapse_referrals(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare due record; subject cases; r referrals; place text; lapsed int := 0;
begin
    for due in select x.id, x.case_id from referrals x
            cross join lateral (select max(s.at) as since from referral_steps s where s.referral_id = x.id and s."to" = x.state and s."from" <> s."to") s
            where x.state in ('Approved', 'Redirected', 'Returned') and s.since < moment and limit_ends('ReferralLapse', s.since) <= moment order by s.since limit at_most loop
        select * into subject from cases where id = due.case_id for update skip locked;
        continue when not found;
        select * into r from referrals x where x.id = due.id and x.state in ('Approved', 'Redirected', 'Returned') for update skip locked;
        continue when not found;
        place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
        update referrals set state = 'Lapsed', receiver_unit_id = null, claimed_by_user_id = null, seen_by_receiver_at = null, due_clock = null, due_from = null, due_at = null where id = r.id;
        insert into referral_steps (id, referral_id, case_id, action, "from", "to", at) values (gen_random_uuid(), r.id, r.case_id, 'Lapse', r.state, 'Lapsed', moment);
        insert into case_events (id, case_id, sequence, code, at, to_stage, flow_version, parameters)
            values (gen_random_uuid(), subject.id, subject.event_count + 1, 'case.referralLapsed', moment, subject.stage, subject.flow_version, jsonb_build_object('referral', r.number));
        update cases set event_count = event_count + 1 where id = subject.id;
        insert into notices (id, case_id, code, path, to_unit_id, to_agency, to_role, at, parameters)
            select gen_random_uuid(), subject.id, 'ReferralLapsed', '/referrals/' || r.number, o.unit, o.agency, o.role, moment, jsonb_build_object('referral', r.number)
            from (select r.from_unit_id, null, null union select sender_now(r.from_unit_id, subject), null, null union all select null, 'Datip', 'DatipReviewer') o (unit, agency, role);
        perform ask_by_portal(subject.id, place, 'ReferAgain', r.number::text, sender_now(r.from_unit_id, subject), null, null, moment);
        perform audit_write('job:referrals', subject.id, 'change', 'referral lapsed', jsonb_build_object('referral', r.number));
        lapsed := lapsed + 1;
    end loop;
    return lapsed;
end $$;
