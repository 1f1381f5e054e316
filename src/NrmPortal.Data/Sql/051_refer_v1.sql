-- A referral is put right before it is sent, or sent again; every act on it stands in the history.

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
