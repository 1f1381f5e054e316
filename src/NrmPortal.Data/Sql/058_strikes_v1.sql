-- An entry of the legal track that was a mistake is struck out; what is put right is followed through its corrections.

-- The act that may record an entry of this kind may strike it out.
alter table legal_strikes enable row level security;
create policy see on legal_strikes for select using (exists (select 1 from case_section_access a where a.case_id = legal_strikes.case_id and a.scope = any ((select app_scopes())::uuid[])
    and a.section = case entry when 'Suspect' then 'Suspects' else 'Legal' end)
    and case entry when 'Suspect' then (select may_read_section('Suspects')) else (select may_read_section('Legal')) end);
-- As the tellings themselves.
create policy see_of_tellings on legal_strikes for select using (entry = 'Telling' and exists (select 1 from case_access a
    where a.case_id = legal_strikes.case_id and a.scope = any ((select app_scopes())::uuid[])));
create policy add on legal_strikes for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit())
    and case entry when 'Suspect' then (select may('legal.suspect')) when 'Charge' then (select may('legal.record')) when 'Verdict' then (select may('legal.prosecute')) when 'Telling' then (select may('claim.tell'))
        else (select may('legal.record')) or (select may('legal.prosecute')) end
    and exists (select 1 from case_access a where a.case_id = legal_strikes.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on legal_strikes to nrm_app;
alter table suspects add constraint ck_suspect_correction check ((corrects_id is null) = (why is null));
alter table compensation_tellings add constraint ck_telling_correction check ((corrects_id is null) = (why is null));

create or replace function legal_entry_stands(kind text, wanted uuid, of_case uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select case kind
            when 'Charge' then exists (select 1 from charges c where c.id = wanted and c.case_id = of_case) and not exists (select 1 from charges r where r.corrects_id = wanted)
            when 'Step' then exists (select 1 from legal_steps s where s.id = wanted and s.case_id = of_case) and not exists (select 1 from legal_steps r where r.corrects_id = wanted)
            when 'Verdict' then exists (select 1 from verdicts v where v.id = wanted and v.case_id = of_case) and not exists (select 1 from verdicts r where r.corrects_id = wanted)
            when 'Suspect' then exists (select 1 from suspects s where s.id = wanted and s.case_id = of_case) and not exists (select 1 from suspects r where r.corrects_id = wanted)
            when 'Telling' then exists (select 1 from compensation_tellings t where t.id = wanted and t.case_id = of_case) and not exists (select 1 from compensation_tellings r where r.corrects_id = wanted)
            else false end
        and not exists (select 1 from legal_strikes x where x.entry_id = wanted)
$$;

-- The charge as it was first written: all that was said of it in its corrections is said of one charge.
create or replace function first_charge(wanted uuid) returns uuid language sql stable security definer set search_path = public, pg_temp
as $$
    with recursive chain (id, corrects_id) as (
        select c.id, c.corrects_id from charges c where c.id = wanted
        union all select c.id, c.corrects_id from charges c join chain on c.id = chain.corrects_id)
    select id from chain where corrects_id is null
$$;

create or replace function first_suspect(wanted uuid) returns uuid language sql stable security definer set search_path = public, pg_temp
as $$
    with recursive chain (id, corrects_id) as (
        select s.id, s.corrects_id from suspects s where s.id = wanted
        union all select s.id, s.corrects_id from suspects s join chain on s.id = chain.corrects_id)
    select id from chain where corrects_id is null
$$;
revoke execute on function legal_entry_stands(text, uuid, uuid), first_charge(uuid), first_suspect(uuid) from public;

-- Second lock of Case.StrikeLegalEntry. Waits for whoever writes on the same case.
create or replace function check_strike() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from cases where id = new.case_id for update;
    if not legal_entry_stands(new.entry, new.entry_id, new.case_id)
        or (app_user() is not null and new.entry = 'Step' and not may(case when (select kind from legal_steps where id = new.entry_id)
            in ('ProsecutionOrdered', 'NotProsecuted', 'Indicted', 'AppealFiled', 'AppealWithdrawn') then 'legal.prosecute' else 'legal.record' end))
    then raise exception 'This entry does not stand, or is another office''s to strike out' using errcode = 'check_violation', constraint = 'ck_strike_stands'; end if;
    if (new.entry = 'Charge' and exists (select 1 from verdicts v join charges c on c.id = new.entry_id join police_cases p on p.id = c.police_case_id and p.ended is distinct from 'WronglyRecorded'
            where first_charge(v.charge_id) = first_charge(new.entry_id) and legal_entry_stands('Verdict', v.id, new.case_id)))
        or (new.entry = 'Suspect' and exists (select 1 from charges c join police_cases p on p.id = c.police_case_id and p.ended is distinct from 'WronglyRecorded' where c.case_id = new.case_id and first_suspect(c.suspect_id) = first_suspect(new.entry_id) and legal_entry_stands('Charge', c.id, new.case_id)))
        or (new.entry = 'Verdict' and exists (select 1 from verdicts v join verdicts w on w.id = new.entry_id where first_charge(v.charge_id) = first_charge(w.charge_id)
            and (v.court = 'Supreme' and w.court <> 'Supreme' or v.court = 'Appeal' and w.court = 'FirstInstance') and legal_entry_stands('Verdict', v.id, new.case_id)))
    then raise exception 'Something that stands rests on it' using errcode = 'check_violation', constraint = 'ck_strike_rests'; end if;
    return new;
end $$;
revoke execute on function check_strike() from public;
create or replace trigger strikes_are_checked before insert on legal_strikes for each row execute function check_strike();

-- In the place of the functions of 055: what is put right or built upon stands.
create or replace function check_charge() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- What stands in a police case that has ended is put right in it; nothing is put into one, nor into one that never was.
    if not exists (select 1 from police_cases p where p.id = new.police_case_id and p.case_id = new.case_id and (app_user() is null or p.ended_at is null
            or (p.ended <> 'WronglyRecorded' and p.id = (select c.police_case_id from charges c where c.id = new.corrects_id))))
        or (new.suspect_id is not null and not exists (select 1 from suspects s where s.id = new.suspect_id and s.case_id = new.case_id))
        or (new.corrects_id is not null and not legal_entry_stands('Charge', new.corrects_id, new.case_id))
    then raise exception 'The charge is of another case, of a police case that has ended, or in the place of one that does not stand' using errcode = 'check_violation'; end if;
    return new;
end $$;

create or replace function check_legal_step() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.corrects_id is not null and not legal_entry_stands('Step', new.corrects_id, new.case_id)
    then raise exception 'The step is of another case, or does not stand' using errcode = 'check_violation'; end if;
    return new;
end $$;

create or replace function check_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not legal_entry_stands(tg_argv[0], new.corrects_id, new.case_id)
    then raise exception 'What is put right is of another case, or does not stand' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function check_correction() from public;
create or replace trigger suspect_is_checked before insert on suspects for each row when (new.corrects_id is not null) execute function check_correction('Suspect');
create or replace trigger telling_is_checked before insert on compensation_tellings for each row when (new.corrects_id is not null) execute function check_correction('Telling');

create or replace function check_verdict() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare first uuid := first_charge(new.charge_id);
begin
    perform 1 from charges c where c.id = first for update;
    if not legal_entry_stands('Charge', new.charge_id, new.case_id) or (new.corrects_id is not null and not legal_entry_stands('Verdict', new.corrects_id, new.case_id))
        or (new.corrects_id is null and app_user() is not null and exists (select 1 from charges c join police_cases p on p.id = c.police_case_id where c.id = new.charge_id and p.ended_at is not null))
    then raise exception 'The verdict is of another case, of a charge that does not stand, or of a police case that has ended' using errcode = 'check_violation'; end if;
    if exists (select 1 from verdicts v join charges c on c.id = v.charge_id where c.case_id = new.case_id and first_charge(v.charge_id) = first and v.court = new.court
        and v.id is distinct from new.corrects_id and legal_entry_stands('Verdict', v.id, new.case_id))
    then raise exception 'This court has judged the charge' using errcode = 'check_violation', constraint = 'ck_verdict_stands'; end if;
    return new;
end $$;
