-- Each police case has its own chain of testimony, prosecution and appeal; protection as a witness is of the person.
alter table legal_steps add constraint ck_legal_step_of check ((police_case_id is null) = (kind in ('ProtectionRequested', 'ProtectionGranted', 'ProtectionRefused', 'ProtectionEnded')));

-- Second lock of Case.RecordLegalStep (else as 058): the police case is of this case and runs. What stands in one that has ended is put
-- right in it; what was of one that never was, in the one that took its place.
create or replace function check_legal_step() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.corrects_id is not null and not legal_entry_stands('Step', new.corrects_id, new.case_id)
    then raise exception 'The step is of another case, or does not stand' using errcode = 'check_violation'; end if;
    if new.police_case_id is not null and not exists (select 1 from police_cases p where p.id = new.police_case_id and p.case_id = new.case_id and (app_user() is null or p.ended_at is null
            or (p.ended <> 'WronglyRecorded' and exists (select 1 from legal_steps s join police_cases w on w.id = s.police_case_id
                where s.id = new.corrects_id and (w.id = p.id or w.ended = 'WronglyRecorded')))))
    then raise exception 'The police case is of another case, or has ended' using errcode = 'check_violation', constraint = 'ck_legal_step_police_case'; end if;
    return new;
end $$;
