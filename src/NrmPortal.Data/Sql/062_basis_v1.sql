-- What rests on a consent that is gone, on a decision that fell meanwhile, or on a stay that is another office's.

-- 1. Whoever left a shelter is missed by it no longer, and asked there for nothing --------------------------------------------------
-- Another office's end of its own part closes nothing here: a leave is that of its stay, the question is the shelter's that has it.
create or replace function end_of_stay_answers() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare answered jsonb;
begin
    with closed as (
        update tasks t set done_at = greatest(new.ended_at, t.given_at), done_by_user_id = app_user(),
            answered_by = case when new.handover_until is null then 'case.endPlacement' else 'case.recordArrival' end
        where t.case_id = new.case_id and t.done_at is null
            and ((t.code = 'BackFromLeave' and exists (select 1 from shelter_leaves l where l.id::text = t.about and l.placement_id = new.id))
                or (t.code = 'AskStayConsent' and new.unit_id = coalesce(t.to_unit_id, (select m.unit_id from memberships m where m.id = t.to_membership_id))
                    -- With a second stay in the same shelter the person is still to be asked.
                    and not exists (select 1 from placements p where p.case_id = new.case_id and p.unit_id = new.unit_id and p.id <> new.id and p.ended_at is null)))
        returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || new.case_id, new.case_id, 'change', 'task answered', answered); end if;
    return null;
end $$;
revoke execute on function end_of_stay_answers() from public;
create or replace trigger the_end_of_a_stay_answers after update of ended_at on placements for each row
    when (old.ended_at is null and new.ended_at is not null) execute function end_of_stay_answers();

-- As in 050, but for the tasks: they are answered by the end of the stay.
create or replace function placements_give_way() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare gone record; place text; number text;
begin
    select '/cases/' || coalesce(c.nrm_number, c.first_contact_number) into place from cases c where c.id = new.case_id;
    for gone in update placements p set ended_at = new.arrived_at, handover_until = limit_ends('ExitHandover', app_now())
        where p.case_id = new.case_id and p.id <> new.id and p.ended_at is null and p.arrived_at <= new.arrived_at returning p.id, p.unit_id, p.referral_id loop
        update referrals r set state = 'Completed', due_clock = null, due_from = null, due_at = null where r.id = gone.referral_id and r.state = 'Arrived' returning r.number into number;
        if found then
            insert into referral_steps (id, referral_id, case_id, action, "from", "to", by_user_id, by_unit_id, at)
                values (gen_random_uuid(), gone.referral_id, new.case_id, 'Complete', 'Arrived', 'Completed', app_user(), app_unit(), new.arrived_at);
        end if;
        perform audit_write('case:' || new.case_id, new.case_id, 'change', 'moved to another shelter', jsonb_build_array(
            jsonb_build_object('table', 'placements', 'row', gone.id, 'state', 'Modified', 'columns', array['ended_at', 'handover_until']),
            jsonb_build_object('table', 'referrals', 'row', gone.referral_id, 'state', 'Modified', 'columns', array['state'])));
        continue when gone.unit_id = new.unit_id;
        insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
            values (gen_random_uuid(), new.case_id, 'MovedElsewhere', place || '/daily', gone.unit_id, new.arrived_at, app_user(), '{}');
        if not exists (select 1 from exit_notes n where n.placement_id = gone.id) or exists (select 1 from belongings b where b.placement_id = gone.id and b.returned_at is null)
        then perform ask_by_portal(new.case_id, place, 'HandOverAfterStay', gone.id::text, gone.unit_id, null, null, app_now()); -- from when it is written down
        end if;
    end loop;
    return null;
end $$;

-- 2. An office has a case on a consent that is gone -----------------------------------------------------------------------------------
-- Nobody is left without an owner: it keeps the case until the responsible province office has taken it over, or has written down the
-- ground on which it stays. Whoever takes the consent back, or notes that it ran out, need not see that the case was handed over on it.
create or replace function unsettle_owner(wanted uuid, said consents, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; place text; kind text;
begin
    select c.* into subject from cases c join consents n on n.case_id = c.id where n.id = wanted;
    kind := (select u.agency from units u where u.id = subject.owner_unit_id);
    if subject.owner_unit_id = subject.province_office_id
        or not exists (select 1 from (select x.* from case_transfers x where x.case_id = subject.id and x.answer = 'Accepted' order by x.answered_at desc limit 1) t
            where t.consent_id = wanted and t.to_unit_id = subject.owner_unit_id)
        or (said.id is not null and not refusal_reaches(said, subject.owner_unit_id, kind, null))
        -- Given again in time, it goes on.
        or (said.id is null and exists (select 1 from consents g join case_transfers t on t.case_id = g.case_id and t.consent_id = wanted and t.answer = 'Accepted'
            -- Whoever could not give it now did not give it again; asked first, for consent_covers refuses what was not theirs to give.
            where g.case_id = subject.id and g.id <> wanted and g.purpose = 'Referral' and g.outcome = 'Given'
                and case when consent_rests(g) then consent_covers(g.id, subject.id, 'Referral', t.sections, t.to_unit_id, kind, null, (moment at time zone 'Asia/Bangkok')::date) end))
        or exists (select 1 from tasks k where k.case_id = subject.id and k.code = 'SettleOwner' and k.done_at is null) then return;
    end if;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    perform ask_by_portal(subject.id, place, 'SettleOwner', null, subject.province_office_id, 'ProvinceCaseworker', null, moment);
    insert into notices (id, case_id, code, path, to_unit_id, at, by_user_id, parameters)
        values (gen_random_uuid(), subject.id, 'OwnerConsentEnded', place || '/transfer', subject.owner_unit_id, moment, app_user(), '{}');
end $$;
revoke execute on function unsettle_owner(uuid, consents, timestamptz) from public;

create or replace function on_owner_consent_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform unsettle_owner(new.id, null::consents, coalesce(new.withdrawn_at, new.expired_at)); return null; end $$;
revoke execute on function on_owner_consent_ended() from public;
create or replace trigger the_owner_is_unsettled after update of withdrawn_at, expired_at on consents for each row
    when (new.purpose = 'Referral' and coalesce(new.withdrawn_at, new.expired_at) is not null and coalesce(old.withdrawn_at, old.expired_at) is null) execute function on_owner_consent_ended();

-- A no to this office leaves the wider consent to the others (on_refusal).
create or replace function on_owner_refused() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform unsettle_owner(n.id, new, app_now()) from consents n where n.case_id = new.case_id and n.purpose = 'Referral' and n.outcome = 'Given' and n.withdrawn_at is null and n.expired_at is null;
    return null;
end $$;
revoke execute on function on_owner_refused() from public;
create or replace trigger the_owner_is_unsettled_by_a_no after insert on consents for each row
    when (new.outcome = 'Refused' and new.purpose = 'Referral') execute function on_owner_refused();

-- With another owner, or as the responsible office itself, it has the case on something else.
create or replace function owner_is_settled() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare answered jsonb;
begin
    if new.owner_unit_id = old.owner_unit_id and new.owner_unit_id <> new.province_office_id then return null; end if;
    with closed as (update tasks t set done_at = app_now(), done_by_user_id = app_user(), answered_by = 'case.takeOver' where t.case_id = new.id and t.code = 'SettleOwner' and t.done_at is null returning t.id)
    select jsonb_agg(jsonb_build_object('table', 'tasks', 'row', id, 'state', 'Modified', 'columns', array['done_at'])) into answered from closed;
    if answered is not null then perform audit_write('case:' || new.id, new.id, 'change', 'task answered', answered); end if;
    return null;
end $$;
revoke execute on function owner_is_settled() from public;
create or replace trigger the_owner_is_settled after update of owner_unit_id, province_office_id on cases for each row
    when ((new.owner_unit_id, new.province_office_id) is distinct from (old.owner_unit_id, old.province_office_id)) execute function owner_is_settled();

-- 3. Proposed before the decision, answered after it -----------------------------------------------------------------------------------
-- As in 055, and asked of the proposal and of its answer alike: Case.RequireOfficeAfterDecision, and who can be the responsible office.
create or replace function check_transfer_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare kind text := (select u.agency from units u where u.id = new.to_unit_id);
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if new.moves_office and kind <> 'ProvincialMsdhs' then raise exception 'No office that answers for a province' using errcode = 'check_violation', constraint = 'ck_transfer_office'; end if;
    if not new.moves_office and exists (select 1 from cases c where c.id = new.case_id and c.identified_outcome is not null and c.province_office_id <> new.to_unit_id)
    then raise exception 'After the decision a case belongs to the office that answers for it' using errcode = 'check_violation', constraint = 'ck_transfer_decided';
    end if;
    if not (new.sections @> shared_with_owner(kind)) then raise exception 'The new owner reads more than is shared' using errcode = 'check_violation', constraint = 'ck_share_basis'; end if;
    if new.consent_id is not null then
        if new.legal_ground is not null or not consent_covers(new.consent_id, new.case_id, 'Referral', new.sections, new.to_unit_id, kind, null, (app_now() at time zone 'Asia/Bangkok')::date)
        then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
        end if;
        return new;
    end if;
    if new.legal_ground is null then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis'; end if;
    if not exists (select 1 from legal_grounds g where g.ground = new.legal_ground and g.owner = kind and g.sections @> new.sections)
        or (new.legal_ground = 'childInterest' and exists (select 1 from cases c where c.id = new.case_id and c.age_group = 'Adult'))
    then raise exception 'This ground does not carry a case to this office' using errcode = 'check_violation', constraint = 'ck_share_ground';
    end if;
    if tg_op = 'INSERT' and new.ground_reason is null and last_word_is_no(new.case_id, 'Referral', new.to_unit_id, kind, null)
    then raise exception 'The person said no: a ground needs a written reason' using errcode = 'check_violation', constraint = 'ck_share_over_no';
    end if;
    return new;
end $$;

-- 4. A place is taken by the shelter that was asked, and nobody writes themselves a referral that is answered already ---------------------
-- Case.Accept and Referral.Accept: with a placement come the sight of the case and, for whoever brings the person, where the home is.
create policy taken_by_the_shelter on placements as restrictive for insert with check (unit_id = (select app_unit()) and (select may('referral.reply'))
    and exists (select 1 from shelters s where s.id = shelter_id and s.unit_id = (select app_unit()))
    and exists (select 1 from referrals r where r.id = referral_id and r.case_id = placements.case_id and r.receiver_unit_id = (select app_unit())));
create policy sent_by_its_office on referrals as restrictive for insert with check (from_unit_id = (select app_unit()) and (select may('referral.send')));

-- ReferralFlow: written, sent, or offered where DATIP reviews nothing; and accepted by whoever was asked.
create or replace function check_referral_begins() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    if tg_op = 'INSERT' and new.state not in ('Draft', 'Sent') and not (new.state = 'Approved' and exists (select 1 from referral_kinds k where k.kind = new.kind and not k.reviewed))
    then raise exception 'A referral begins with its sender' using errcode = 'check_violation', constraint = 'ck_referral_begins';
    end if;
    if tg_op = 'UPDATE' and new.state = 'Accepted' and old.state <> 'Accepted' and new.receiver_unit_id is distinct from app_unit()
    then raise exception 'Accepted by whoever was asked' using errcode = 'check_violation', constraint = 'ck_referral_begins';
    end if;
    return new;
end $$;
revoke execute on function check_referral_begins() from public;
create or replace trigger referrals_begin_with_their_sender before insert or update of state on referrals for each row execute function check_referral_begins();

-- 5. A grown person's no ends what was told while they counted as a child ------------------------------------------------------------------
-- Both who has the case and who told them are asked to tell them to stop (end_shares_to).
create or replace function end_reach_of_child(wanted uuid, said consents) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare d disclosures; subject cases; place text;
begin
    select * into subject from cases c where c.id = wanted;
    place := '/cases/' || coalesce(subject.nrm_number, subject.first_contact_number);
    for d in update disclosures x set ended_at = app_now(), ended_by_user_id = app_user()
        where x.case_id = wanted and x.return_step_id is not null and x.legal_ground = 'childInterest' and x.ended_at is null
            and (said.id is null or refusal_reaches(said, x.to_unit_id, coalesce((select u.agency from units u where u.id = x.to_unit_id), x.to_agency), x.to_outside)) returning x.* loop
        perform ask_by_portal(wanted, place, 'TellRecipientToStop', d.id::text, subject.owner_unit_id, role_of_owner(subject), null, app_now());
        if d.by_unit_id <> subject.owner_unit_id then perform ask_by_portal(wanted, place, 'TellRecipientToStop', d.id::text, d.by_unit_id, null, null, app_now()); end if;
    end loop;
end $$;
revoke execute on function end_reach_of_child(uuid, consents) from public;

-- As in 056.
create or replace function determination_ends_reach() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform end_reach_of_child(new.id, null::consents); return null; end $$;

-- Of a child it is the determination that counts; what it found best is not undone by a no.
create or replace function no_ends_reach() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select 1 from cases c where c.id = new.case_id and c.age_group = 'Adult') then perform end_reach_of_child(new.case_id, new); end if;
    return null;
end $$;
revoke execute on function no_ends_reach() from public;
create or replace trigger a_no_ends_reach after insert on consents for each row when (new.purpose = 'Return' and new.outcome = 'Refused') execute function no_ends_reach();
create or replace trigger taking_back_ends_reach after update of withdrawn_at on consents for each row
    when (new.purpose = 'Return' and old.withdrawn_at is null and new.withdrawn_at is not null and new.withdrawn_how is not null) execute function no_ends_reach();

-- 6. Over is over: somebody was found here, whatever stage the case has since ---------------------------------------------------------------
-- As in 056, and not undone by a second screening.
create or replace function announcement_over(wanted uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (
    select exists (select 1 from cases c join units u on u.id = c.opened_by_unit_id where c.id = wanted and u.agency = 'ForeignAffairs'
        and exists (select 1 from arrival_notices n where n.case_id = wanted and n.by_unit_id = c.opened_by_unit_id)
        and (c.stage not in ('Notified', 'Screening') or exists (select 1 from return_journeys j where j.case_id = wanted and j.direction = 'ToThailand')
            or exists (select 1 from case_events e where e.case_id = wanted and e.to_stage not in ('Notified', 'Screening'))))); end $$;

-- 7. An office that is paused or closed takes nobody on --------------------------------------------------------------------------------------
-- As in 056; whoever is asked hears what they can do, and not what the sender could.
create or replace function check_referral_open() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare unit uuid := coalesce(new.receiver_unit_id, new.requested_unit_id); takes_on boolean := new.state = 'Accepted' and new.kind <> 'ShelterPlacement' and (tg_op = 'INSERT' or old.state <> 'Accepted');
begin
    if app_user() is not null
        and (takes_on or (new.state in ('Sent', 'Approved', 'Redirected') and (tg_op = 'INSERT' or old.state not in ('Sent', 'Claimed', 'UnderReview') or new.state <> 'Sent')))
        and exists (select 1 from directory_entries e where e.id = unit and e.status <> 'Active')
    then
        if takes_on then raise exception 'The directory says that this office takes nobody on' using errcode = 'check_violation', constraint = 'ck_referral_takes_on'; end if;
        raise exception 'The directory says that this office takes nobody' using errcode = 'check_violation', constraint = 'ck_referral_open';
    end if;
    return new;
end $$;
