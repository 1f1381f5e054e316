-- Disclosures: read by whoever may read the consent section of a case they see, written by whoever sees the case.
alter table disclosures enable row level security;
create policy see on disclosures for select using ((select may_read_section('Consent')) and exists (
    select 1 from case_section_access a where a.case_id = disclosures.case_id and a.section = 'Consent' and a.scope = any ((select app_scopes())::uuid[])));
create policy add on disclosures for insert with check (by_user_id = (select app_user()) and exists (
    select 1 from case_access a where a.case_id = disclosures.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy change on disclosures for update using (exists (
    select 1 from case_access a where a.case_id = disclosures.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on disclosures to nrm_app;
grant update (ended_at, ended_by_user_id, told_at, told_by_user_id, told_who, told_on, told_how, told_answer, told_note) on disclosures to nrm_app;
grant update (withdrawn_at, withdrawn_by_user_id, withdrawn_how) on consents to nrm_app;
grant update (consent_id, legal_ground, share_until, share_ended_at) on referrals to nrm_app;

-- The matching rule of the domain once more (Consent.Covers): second lock of every share that rests on consent.
create or replace function consent_covers(wanted uuid, of_case uuid, wanted_purpose text, wanted_sections text[], unit uuid, agency text, outside text, day date)
    returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Shared lock: a withdrawal that runs now is waited for.
    perform 1 from consents n where n.id = wanted for share;
    return exists (select 1 from consents n where n.id = wanted and n.case_id = of_case and n.outcome = 'Given' and n.purpose = wanted_purpose
        and n.withdrawn_at is null and n.expires_on >= day and n.sections @> wanted_sections and cardinality(n.points) >= 7
        and case when n.to_unit_id is not null then n.to_unit_id is not distinct from unit
            when n.to_agency is not null then n.to_agency is not distinct from agency
            when n.to_outside is not null then n.to_outside is not distinct from outside
            when outside is not null then outside in ('Ngo', 'Hospital', 'InternationalOrganisation')
            when unit is null and agency is null then true
            else coalesce(agency in ('Datip', 'ProvincialMsdhs', 'MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy', 'Hotline1300', 'Ngo'), false) end);
end $$;
revoke execute on function consent_covers(uuid, uuid, text, text[], uuid, text, text, date) from public;

-- A referral is written, offered, accepted and restored only on a live consent that covers it or a named legal ground; what
-- it rests on changes only by the office that answers for the case, and only when the former share has ended.
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
    if new.consent_id is null and nullif(btrim(new.legal_ground), '') is not null then return new; end if;
    if new.consent_id is null or new.share_ended_at is not null
        or not consent_covers(new.consent_id, new.case_id, 'Referral', new.sections, unit, agency, null, day)
    then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
    end if;
    return new;
end $$;
create or replace trigger referrals_rest_on_a_basis before insert or update on referrals for each row execute function check_referral_basis();

create or replace function check_disclosure_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is null or (new.consent_id is null and nullif(btrim(new.legal_ground), '') is not null) then return new; end if;
    if new.consent_id is null or not consent_covers(new.consent_id, new.case_id, 'Disclosure', new.sections, new.to_unit_id,
        coalesce((select u.agency from units u where u.id = new.to_unit_id), new.to_agency), new.to_outside, (new.at at time zone 'Asia/Bangkok')::date)
    then raise exception 'Neither a live consent that covers it nor a legal ground' using errcode = 'check_violation', constraint = 'ck_share_basis';
    end if;
    return new;
end $$;
create or replace trigger disclosures_rest_on_a_basis before insert on disclosures for each row execute function check_disclosure_basis();

-- What was withdrawn stays withdrawn; a new answer is a new row.
create or replace function check_withdrawal() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null then raise exception 'A withdrawn consent never lives again' using errcode = 'check_violation'; end if;
    return new;
end $$;
create or replace trigger consents_stay_withdrawn before update on consents for each row execute function check_withdrawal();

-- Taken at commit: whoever records the withdrawal still writes the record of it, also a shelter that reads by the share it ends.
create constraint trigger case_access_of_share after update of share_ended_at, consent_id, legal_ground on referrals
    deferrable initially deferred for each row execute function on_case_part_changed();
create constraint trigger case_access_of_consent after update of withdrawn_at on consents
    deferrable initially deferred for each row execute function on_case_part_changed();

-- Every change of a case or of its referrals takes the case's lock first, also by a receiver that does not see the case yet:
-- one order, so that a withdrawal and an acceptance at once wait for each other.
create or replace function lock_case(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform 1 from cases where id = wanted for update; end $$;
