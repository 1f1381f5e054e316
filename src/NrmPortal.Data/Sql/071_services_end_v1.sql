-- A service that was taken on comes to an end also without its receiver; what comes back reaches whoever may act on it; and a police
-- case comes into other hands.

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

-- 3. A police case comes into other hands -------------------------------------------------------------------------------------------
alter table police_case_moves enable row level security;
create policy see on police_case_moves for select using ((select may_read_section('Legal')) and exists (select 1 from case_section_access a
    where a.case_id = police_case_moves.case_id and a.section = 'Legal' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on police_case_moves for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may('legal.record'))
    and exists (select 1 from case_access a where a.case_id = police_case_moves.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on police_case_moves to nrm_app;
alter table police_case_moves add constraint ck_police_case_move_reason check (why is not null);

-- By those who may end it (055), while it runs.
create policy move on police_cases for update using (ended_at is null and (select may('legal.record')) and (select may_read_section('Legal'))
        and ((select app_unit()) in (inquiry_unit_id, prosecutor_unit_id, by_unit_id) or exists (select 1 from cases c where c.id = police_cases.case_id and c.province_office_id = (select app_unit())))
        and exists (select 1 from case_access a where a.case_id = police_cases.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])))
    with check (ended_at is null);
grant update (inquiry_unit_id, prosecutor_unit_id) on police_cases to nrm_app;

-- Second lock of PoliceCase.Move: to an office of the right kind that works, of a police case that runs.
create or replace function check_police_case_hands() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null or (new.inquiry_unit_id, new.prosecutor_unit_id) is not distinct from (old.inquiry_unit_id, old.prosecutor_unit_id) then return new; end if;
    if old.ended_at is not null or new.ended_at is not null
        or (new.inquiry_unit_id is not null and not exists (select 1 from units u where u.id = new.inquiry_unit_id and u.agency = 'Police'))
        or (new.prosecutor_unit_id is not null and not exists (select 1 from units u where u.id = new.prosecutor_unit_id and u.agency = 'Prosecution'))
    then raise exception 'A police case that runs, in the hands of police and prosecution' using errcode = 'check_violation', constraint = 'ck_police_case_hands';
    end if;
    if exists (select 1 from units u left join directory_entries e on e.id = u.id
        where (not u.is_active or e.status <> 'Active') and ((u.id = new.inquiry_unit_id and u.id is distinct from old.inquiry_unit_id) or (u.id = new.prosecutor_unit_id and u.id is distinct from old.prosecutor_unit_id)))
    then raise exception 'This office takes nobody on' using errcode = 'check_violation', constraint = 'ck_police_case_office_shut';
    end if;
    return new;
end $$;
revoke execute on function check_police_case_hands() from public;
create or replace trigger police_cases_keep_to_their_hands before update of inquiry_unit_id, prosecutor_unit_id on police_cases for each row execute function check_police_case_hands();

-- Whose it was, and why it moved, is written with it; sight is given and taken at commit, and what was asked of an office that has it no
-- longer is asked of it no longer: a day in court of the next one (Case.MovePoliceCase), written tasks go on there, or with the responsible office.
create or replace function on_police_case_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare gone record; place text; office uuid;
begin
    if (new.inquiry_unit_id, new.prosecutor_unit_id) is not distinct from (old.inquiry_unit_id, old.prosecutor_unit_id) then return null; end if;
    if app_user() is not null and not exists (select 1 from police_case_moves m where m.police_case_id = new.id and m.case_id = new.case_id and m.by_user_id = app_user()
        and (m.inquiry_unit_id, m.prosecutor_unit_id) is not distinct from (new.inquiry_unit_id, new.prosecutor_unit_id)
        and (m.from_inquiry_unit_id, m.from_prosecutor_unit_id) is not distinct from (old.inquiry_unit_id, old.prosecutor_unit_id))
    then raise exception 'Whose it was and why it moved is written with it' using errcode = 'check_violation', constraint = 'ck_police_case_move';
    end if;
    perform rebuild_case_access(new.case_id);
    select '/cases/' || coalesce(c.nrm_number, c.first_contact_number), c.province_office_id into place, office from cases c where c.id = new.case_id;
    for gone in select o.was, o.becomes from (values (old.inquiry_unit_id, new.inquiry_unit_id), (old.prosecutor_unit_id, new.prosecutor_unit_id)) o (was, becomes)
            where o.was is not null and o.was is distinct from o.becomes
            and not exists (select 1 from case_access a where a.case_id = new.case_id and a.scope = o.was) loop
        update tasks t set done_at = app_now(), done_by_user_id = app_user(), answered_by = 'case.movePoliceCase'
            where t.case_id = new.case_id and t.done_at is null and t.to_unit_id = gone.was and t.code = 'AttendCourt';
        with moved as (update tasks t set to_unit_id = coalesce(gone.becomes, office), to_role = case when gone.becomes is null then null else t.to_role end, taken_by_user_id = null, taken_at = null, handed_over_at = app_now()
                where t.case_id = new.case_id and t.done_at is null and t.to_unit_id = gone.was returning t.id, t.code, t.to_unit_id, t.to_role)
            insert into notices (id, case_id, code, path, to_unit_id, to_role, by_user_id, at, parameters)
                select gen_random_uuid(), new.case_id, 'TaskHandedOver', place || '/tasks/' || m.id, m.to_unit_id, m.to_role, app_user(), app_now(), jsonb_build_object('task', m.code) from moved m;
    end loop;
    return null;
end $$;
revoke execute on function on_police_case_moved() from public;
create constraint trigger case_access_of_police_case_move after update of inquiry_unit_id, prosecutor_unit_id on police_cases
    deferrable initially deferred for each row execute function on_police_case_moved();
