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

-- For the office that is asked: it does not see the consent.
create or replace function transfer_basis_lives(wanted uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare t case_transfers;
begin
    select * into t from case_transfers x where x.id = wanted and x.to_unit_id = app_unit();
    if not found then return false; end if;
    return t.consent_id is null or consent_covers(t.consent_id, t.case_id, 'Referral', t.sections, t.to_unit_id,
        (select u.agency from units u where u.id = t.to_unit_id), null, (app_now() at time zone 'Asia/Bangkok')::date);
end $$;
revoke execute on function transfer_basis_lives(uuid) from public;
grant execute on function transfer_basis_lives(uuid) to nrm_app;
