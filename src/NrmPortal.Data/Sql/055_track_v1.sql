-- A transfer rests on the person's yes or on a ground, as every share does; the legal track is put right and comes to an end.

-- 1. What a transfer rests on ----------------------------------------------------------------------------------------------------
alter table legal_grounds add column if not exists owner text;
alter table legal_grounds drop constraint legal_grounds_check;
alter table legal_grounds add constraint legal_grounds_check check (num_nonnulls(agency, outside, owner) = 1);
alter table case_transfers add constraint ck_transfers_ground_reason check (ground_reason is null or legal_ground is not null);

-- SectionGrants.SharedWithOwner: what somebody there reads once the office has the case.
create or replace function shared_with_owner(kind text) returns text[] language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(distinct g.section), '{}') from assignable_roles r join section_grants g on g.role = r.role
    where r.agency = kind and g.section in ('Identity', 'Account', 'Health', 'Family', 'Plan', 'Legal', 'Money', 'Consent', 'Documents')
$$;

-- Second lock of Case.ProposeTransfer and CaseTransfer.Accept (RequireBasis). A no after a ground was named is for whoever named it to weigh.
create or replace function check_transfer_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare kind text := (select u.agency from units u where u.id = new.to_unit_id);
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
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
revoke execute on function shared_with_owner(text), check_transfer_basis() from public;
create or replace trigger transfers_rest_on_a_basis before insert on case_transfers for each row execute function check_transfer_basis();
create or replace trigger transfers_still_rest before update of answer on case_transfers for each row
    when (old.answer is null and new.answer = 'Accepted') execute function check_transfer_basis();

-- For the office that is asked, which does not see the consent, and for those who see the case.
create or replace function transfer_basis_lives(wanted uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare t case_transfers;
begin
    select * into t from case_transfers x where x.id = wanted and (x.to_unit_id = app_unit()
        or exists (select 1 from case_access a where a.case_id = x.case_id and a.scope = any (app_scopes())));
    if not found then return false; end if;
    -- The age may have turned since: whoever gave it could not give it now.
    return t.consent_id is null or exists (select 1 from consents n where n.id = t.consent_id and consent_rests(n)) and consent_covers(t.consent_id, t.case_id, 'Referral', t.sections, t.to_unit_id,
        (select u.agency from units u where u.id = t.to_unit_id), null, (app_now() at time zone 'Asia/Bangkok')::date);
end $$;
revoke execute on function transfer_basis_lives(uuid) from public;
grant execute on function transfer_basis_lives(uuid) to nrm_app;

-- 2. Whose hands a police case is in ---------------------------------------------------------------------------------------------
-- Second lock of PoliceCaseTerms.RequireOffices: the track is opened to police and prosecution alone.
create policy offices_of_the_track on police_cases as restrictive for insert with check (
    (inquiry_unit_id is null or exists (select 1 from units u where u.id = inquiry_unit_id and u.agency = 'Police'))
    and (prosecutor_unit_id is null or exists (select 1 from units u where u.id = prosecutor_unit_id and u.agency = 'Prosecution'))
    and ended_at is null);

-- 3. A police case ends, and with it the sight of its offices ------------------------------------------------------------------
-- As in 033 (renamed by 040), without what has ended.
create or replace function case_sight_by_part(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select owner_unit_id, 'owner', 1 from cases where id = wanted
    union all select national_scope(), 'national', 1 from cases where id = wanted
    union all select province_office_id, 'province', 2 from cases where id = wanted
    union all select opened_by_unit_id, 'opener', 3 from cases where id = wanted
    union all select r.receiver_unit_id, 'receiver', 4 from referrals r left join consents n on n.id = r.consent_id
        where r.case_id = wanted and r.state in ('Accepted', 'Arrived') and r.receiver_unit_id is not null and r.share_ended_at is null and n.withdrawn_at is null
    union all select unit_id, 'receiver', 4 from placements where case_id = wanted and ended_at is null
    union all select s.membership_id, 'seat', 5 from seats s join panels p on p.id = s.panel_id
        where s.case_id = wanted and p.closed_at is null and s.interest <> 'Conflict'
    union all select unit_id, 'dcy', 4 from dcy_involvements where case_id = wanted and ended_at is null
    union all select u, 'legal', 5 from non_punishments n cross join unnest(array[n.inquiry_unit_id, n.prosecutor_unit_id]) u
        where n.case_id = wanted and (n.outcome is null or n.outcome = 'ProsecutedWithoutPermission')
    -- The offices of a police case follow its track, while it is one.
    union all select u, 'track', 4 from police_cases p cross join unnest(array[p.inquiry_unit_id, p.prosecutor_unit_id]) u where p.case_id = wanted and u is not null and p.ended_at is null
    -- An officer asked by name to pursue a claim: this person alone, not the office.
    union all select membership_id, 'claim', 5 from claim_officers where case_id = wanted and ended_at is null
    union all select membership_id, 'glass', 6 from break_glass where case_id = wanted;
end $$;

alter table police_cases add constraint ck_police_case_end check ((ended_at is null) = (ended is null) and (ended_at is null) = (end_reason is null) and (ended_at is null) = (ended_by_user_id is null));
create policy finish on police_cases for update using (ended_at is null and (select may('legal.record')) and (select may_read_section('Legal'))
        and ((select app_unit()) in (inquiry_unit_id, prosecutor_unit_id, by_unit_id) or exists (select 1 from cases c where c.id = police_cases.case_id and c.province_office_id = (select app_unit())))
        and exists (select 1 from case_access a where a.case_id = police_cases.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])))
    with check (ended_by_user_id = (select app_user()));
grant update (ended_at, ended, end_reason, ended_by_user_id) on police_cases to nrm_app;
-- Sight is taken at commit: whoever ends it still writes the record of it.
create constraint trigger case_access_of_police_case_end after update of ended_at on police_cases
    deferrable initially deferred for each row execute function on_case_part_changed();

-- 4. Charges, steps and verdicts are put right by another row ---------------------------------------------------------------------
alter table charges add constraint ck_charge_correction check ((corrects_id is null) = (why is null));
alter table legal_steps add constraint ck_legal_step_correction check ((corrects_id is null) = (why is null));
alter table verdicts add constraint ck_verdict_correction check ((corrects_id is null) = (why is null));

-- In the place of the function of 033: also of a police case that runs, or in the place of a charge of this case.
create or replace function check_charge() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from police_cases p where p.id = new.police_case_id and p.case_id = new.case_id and (p.ended_at is null or new.corrects_id is not null or app_user() is null))
        or (new.suspect_id is not null and not exists (select 1 from suspects s where s.id = new.suspect_id and s.case_id = new.case_id))
        or (new.corrects_id is not null and not exists (select 1 from charges c where c.id = new.corrects_id and c.case_id = new.case_id))
    then raise exception 'The charge is of another case, or of a police case that has ended' using errcode = 'check_violation'; end if;
    return new;
end $$;

create or replace function check_legal_step() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.corrects_id is not null and not exists (select 1 from legal_steps s where s.id = new.corrects_id and s.case_id = new.case_id)
    then raise exception 'The step is of another case' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function check_legal_step() from public;
create or replace trigger legal_step_is_checked before insert on legal_steps for each row execute function check_legal_step();

-- Second lock of Case.RecordVerdict: on a charge one verdict of a court stands. Waits for whoever writes on the same charge.
create or replace function check_verdict() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from charges c where c.id = new.charge_id for update;
    if not exists (select 1 from charges c where c.id = new.charge_id and c.case_id = new.case_id)
        or (new.corrects_id is not null and not exists (select 1 from verdicts v where v.id = new.corrects_id and v.case_id = new.case_id))
        or (new.corrects_id is null and app_user() is not null and exists (select 1 from charges c join police_cases p on p.id = c.police_case_id where c.id = new.charge_id and p.ended_at is not null))
    then raise exception 'The verdict is of another case, or of a police case that has ended' using errcode = 'check_violation'; end if;
    if exists (select 1 from verdicts v where v.charge_id = new.charge_id and v.court = new.court and v.id is distinct from new.corrects_id
        and not exists (select 1 from verdicts r where r.corrects_id = v.id))
    then raise exception 'This court has judged the charge' using errcode = 'check_violation', constraint = 'ck_verdict_stands'; end if;
    return new;
end $$;
revoke execute on function check_verdict() from public;
create or replace trigger verdicts_stand_once before insert on verdicts for each row execute function check_verdict();

-- 5. That the person was told of compensation is part of the core ----------------------------------------------------------------
alter table compensation_tellings enable row level security;
create policy see on compensation_tellings for select using (exists (select 1 from case_access a
    where a.case_id = compensation_tellings.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on compensation_tellings for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may('claim.tell'))
    and exists (select 1 from case_access a where a.case_id = compensation_tellings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on compensation_tellings to nrm_app;
grant update (compensation_told_on) on cases to nrm_app;

-- 6. Another shelter, or another kind of it, than was asked for is a redirection (Referral.Approve) --------------------------------
create or replace function check_redirection() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if app_user() is not null and (new.receiver_unit_id is distinct from coalesce(new.requested_unit_id, new.receiver_unit_id)
        or (new.requested_unit_id is null and new.shelter_kind is not null and not exists (select 1 from units u where u.id = new.receiver_unit_id and u.agency = new.shelter_kind)))
    then raise exception 'What was not asked for is a redirection' using errcode = 'check_violation', constraint = 'ck_referral_redirected';
    end if;
    return new;
end $$;
revoke execute on function check_redirection() from public;
create or replace trigger referrals_say_that_they_redirect before update of state on referrals for each row
    when (new.state = 'Approved' and old.state <> 'Approved') execute function check_redirection();
