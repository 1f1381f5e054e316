-- Referrals of every kind.

-- The copy of ReferralKinds, rewritten at every start: who may receive which kind, and whether DATIP reviews it.
create table if not exists referral_kinds (kind text primary key, agencies text[] not null, reviewed boolean not null);

-- Second lock of ReferralKindRule. Of a referral's kind nothing changes after it is written: the role has no right to.
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
    return new;
end $$;
revoke execute on function check_referral_kind() from public;
create or replace trigger referrals_keep_to_their_kind before insert or update of state, receiver_unit_id on referrals for each row execute function check_referral_kind();

-- Sight is given at once and taken at commit: a service that has finished still writes the record of it.
drop trigger case_access_of_referral on referrals;
create or replace trigger case_access_of_new_referral after insert on referrals for each row execute function on_case_part_changed();
create or replace trigger case_access_of_referral after update of state, receiver_unit_id on referrals for each row
    when (new.state <> 'Completed') execute function on_case_part_changed();
create constraint trigger case_access_of_finished_referral after update of state on referrals deferrable initially deferred for each row
    when (new.state = 'Completed') execute function on_case_part_changed();
