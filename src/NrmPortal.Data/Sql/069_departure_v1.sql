-- Second lock of Case.Depart (else as 042): what stood on the day of the departure counts. An assessment or a yes of later does not
-- make safe, or wanted, what had happened.
create or replace function check_departure() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases; risk return_steps; word consents; day date := (new.received_at at time zone 'Asia/Bangkok')::date;
begin
    -- Maintenance and generated data have no actor; the application has one or sees nothing.
    if app_user() is null then return new; end if;
    select * into subject from cases c where c.id = new.case_id;
    select * into risk from return_steps s where s.case_id = new.case_id and s.kind = 'RiskAssessed' and s.happened_on <= day
        and not exists (select 1 from return_steps c where c.corrects_id = s.id)
        order by s.happened_on desc, s.at desc, (s.finding = 'Unsafe') desc limit 1;
    if risk.id is null or risk.finding = 'Unsafe' or day::timestamp at time zone 'Asia/Bangkok' >= limit_ends('ReturnRiskLife', risk.happened_on::timestamp at time zone 'Asia/Bangkok')
    then raise exception 'The return was not assessed by that day, or not safe' using errcode = '23514', constraint = 'ck_return_is_safe';
    end if;
    if subject.age_group <> 'Adult' then
        if subject.determined_outcome is null or subject.determined_outcome not in ('ReturnHome', 'FamilyOrKin') or subject.determined_until < day or subject.determined_on > day
        then raise exception 'The return was not determined to be best for the child' using errcode = '23514', constraint = 'ck_return_is_determined';
        end if;
        return new;
    end if;
    -- Shared lock: a withdrawal that runs now is waited for.
    select * into word from consents n where n.case_id = new.case_id and n.purpose = 'Return' and n.outcome <> 'NotPossible' and (n.at at time zone 'Asia/Bangkok')::date <= day
        order by n.at desc, (n.outcome = 'Refused') desc limit 1 for share;
    if word.id is null or word.outcome <> 'Given' or word.given_by <> 'Person' or (word.withdrawn_at at time zone 'Asia/Bangkok')::date <= day or word.expires_on < day
    then raise exception 'The person had not agreed to the return by that day' using errcode = '23514', constraint = 'ck_return_is_agreed';
    end if;
    return new;
end $$;
