-- A referral is put right before it is sent, or sent again; every act on it stands in the history.

-- 1. What a referral asks for, says and shares: changed by its sender's side alone, and only while nobody holds it ---------------
grant update (urgent, emergency, shelter_kind, requested_unit_id, sections) on referrals to nrm_app;

-- Second lock of Case.Revise. In the place of the function of 029.
create or replace function check_referral_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    rewrites boolean := tg_op = 'UPDATE' and (new.urgent, new.emergency, new.shelter_kind, new.requested_unit_id, new.sections) is distinct from (old.urgent, old.emergency, old.shelter_kind, old.requested_unit_id, old.sections);
    changes boolean := rewrites or tg_op = 'INSERT' or (new.consent_id, new.legal_ground) is distinct from (old.consent_id, old.legal_ground)
        or (old.share_ended_at is not null and new.share_ended_at is null);
    unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id);
    agency text := coalesce((select u.agency from units u where u.id = unit), new.shelter_kind);
    -- The instant of the act: a share that a forged one would open is still shut by the sight, which asks the portal's clock.
    day date := (coalesce(case when tg_op = 'INSERT' then new.created_at when new.state = old.state then null when new.state = 'Accepted' then new.accepted_at
        when new.state in ('Approved', 'Redirected') then new.decided_at when new.state = 'Sent' then new.sent_at end, app_now()) at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if rewrites and (old.state not in ('Draft', 'Returned', 'Declined') or new.state <> old.state or not role_may('referral.send'))
    then raise exception 'What a referral asks for and shares is changed while it lies with its sender' using errcode = 'check_violation', constraint = 'ck_referral_terms';
    end if;
    if tg_op = 'UPDATE' and changes then
        if old.state not in ('Draft', 'Returned', 'Declined') and old.share_ended_at is null and (old.consent_id is null
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

-- The same of the words that a receiver reads before it answers.
create or replace function check_needs_change() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null then return new; end if;
    if (new.id, new.case_id) is distinct from (old.id, old.case_id) or not role_may('referral.send')
        or not exists (select 1 from referrals r join cases c on c.id = r.case_id where r.id = new.id and r.state in ('Draft', 'Returned', 'Declined') and app_unit() in (c.owner_unit_id, c.province_office_id))
    then raise exception 'What a referral says is changed while it lies with its sender' using errcode = 'check_violation', constraint = 'ck_referral_terms';
    end if;
    return new;
end $$;
revoke execute on function check_needs_change() from public;
create or replace trigger needs_change_with_their_sender before update on needs_profiles for each row execute function check_needs_change();
create policy change on needs_profiles for update using (exists (select 1 from case_access a
    where a.case_id = needs_profiles.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant update on needs_profiles to nrm_app;

-- What was before others stays as it was.
alter table referral_versions enable row level security;
create policy see on referral_versions for select using (exists (select 1 from referrals r where r.id = referral_versions.referral_id
    and ((select may('referral.review')) or stands_as_sender(r.from_unit_id, r.case_id))));
create policy add on referral_versions for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may('referral.send'))
    and exists (select 1 from referrals r where r.id = referral_id and r.case_id = referral_versions.case_id and r.state in ('Returned', 'Declined') and stands_as_sender(r.from_unit_id, r.case_id)));
grant select, insert on referral_versions to nrm_app;

-- Whom it asks for keeps to the kind as well when it is changed.
create or replace trigger referrals_keep_to_their_kind before insert or update of state, receiver_unit_id, requested_unit_id, sections on referrals for each row execute function check_referral_kind();

-- 2. Every act on a referral stands in the case's history ------------------------------------------------------------------------
-- Who reviews or answers need not see the case: the database writes what the domain, which writes the acts of those who see it
-- (sent, taken on, arrived, finished, taken back), cannot. That DATIP has called for a place stays out of it.
create or replace function on_referral_step() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; place text; act text := case
    when new.action in ('Decline', 'TurnDown') then 'case.answerReferral' when new.action = 'UndoReview' then 'case.undoReview' else 'case.reviewReferral' end;
begin
    if app_user() is null then return null; end if;
    select number into place from referrals where id = new.referral_id;
    select * into subject from cases where id = new.case_id for update;
    insert into case_events (id, case_id, sequence, code, at, by_user_id, by_unit_id, to_stage, flow_version, parameters)
        values (gen_random_uuid(), subject.id, subject.event_count + 1, act, new.at, new.by_user_id, new.by_unit_id, subject.stage, subject.flow_version,
            jsonb_build_object('referral', place) || case when new.action in ('Decline', 'TurnDown') then jsonb_build_object('answer', case new.action when 'Decline' then 'declined' else 'turnedDown' end)
                when new.action = 'UndoReview' then '{}' else jsonb_build_object('referralStep', new.action) end);
    update cases set event_count = event_count + 1 where id = subject.id;
    return null;
end $$;
revoke execute on function on_referral_step() from public;
create or replace trigger steps_stand_in_the_history after insert on referral_steps for each row
    when (new.action in ('Claim', 'Release', 'StartReview', 'Approve', 'Redirect', 'Return', 'UndoReview', 'Decline', 'TurnDown', 'ReviewAfter')) execute function on_referral_step();

-- Before it accepts a receiver reads what passed between the sender, DATIP and itself, not which other office said no, nor why.
drop policy see on referral_steps;
create policy see on referral_steps for select using (exists (select 1 from referrals r where r.id = referral_steps.referral_id)
    and (action not in ('Decline', 'TurnDown') or by_unit_id = (select app_unit())
        or exists (select 1 from case_access a where a.case_id = referral_steps.case_id and a.scope = any ((select app_scopes())::uuid[]))));

-- 3. What can be shared with each receiver of a kind: parts that somebody there reads ---------------------------------------------
-- The copy of ReceiverRule, rewritten at every start.
create table if not exists referral_receivers (kind text not null, agency text not null, sections text[] not null, primary key (kind, agency));

-- In the place of the function of 037.
create or replace function check_referral_kind() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare rule referral_kinds; unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id);
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    select * into rule from referral_kinds k where k.kind = new.kind;
    if not found or (unit is not null and (unit = new.from_unit_id or not exists (select 1 from units u where u.id = unit and u.agency = any (rule.agencies))))
    then raise exception 'This office does not receive this kind of referral' using errcode = 'check_violation', constraint = 'ck_referral_receiver';
    end if;
    if new.state in ('Approved', 'Redirected') and (tg_op = 'INSERT' or old.state <> new.state) and rule.reviewed and not role_may('referral.review')
    then raise exception 'DATIP reviews this kind of referral first' using errcode = 'check_violation', constraint = 'ck_referral_review';
    end if;
    -- What was shared before the list said otherwise goes on.
    if (tg_op = 'INSERT' or (new.sections, new.requested_unit_id) is distinct from (old.sections, old.requested_unit_id) or (new.receiver_unit_id is not null and new.receiver_unit_id is distinct from old.receiver_unit_id))
        and not exists (select 1 from referral_receivers o where o.kind = new.kind and o.sections @> new.sections and (unit is null or o.agency = (select u.agency from units u where u.id = unit)))
    then raise exception 'Nobody there reads all of these parts' using errcode = 'check_violation', constraint = 'ck_referral_sections';
    end if;
    return new;
end $$;
