-- An offer that nobody answers ends by itself: the receiver's silence, and the sender's after it came back. The silence of DATIP
-- ends nothing: that goes up the ladder.
create index if not exists referrals_offered on referrals (id) where state in ('Approved', 'Redirected', 'Returned');

-- Each referral once: whoever works on the case at this moment is not waited for, and the next round asks again.
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
            from (values (r.from_unit_id, null, null), (null::uuid, 'Datip', 'DatipReviewer')) o (unit, agency, role);
        perform ask_by_portal(subject.id, place, 'ReferAgain', r.number::text, r.from_unit_id, null, null, moment);
        perform audit_write('job:referrals', subject.id, 'change', 'referral lapsed', jsonb_build_object('referral', r.number));
        lapsed := lapsed + 1;
    end loop;
    return lapsed;
end $$;
revoke execute on function lapse_referrals(timestamptz, int) from public;
grant execute on function lapse_referrals(timestamptz, int) to nrm_worker;

-- A draft is its office's own until it is sent.
create policy own_drafts on referrals as restrictive for all using (state <> 'Draft' or from_unit_id = (select app_unit())) with check (true);
