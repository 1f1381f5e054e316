-- What was written down wrongly or late: a permit that never was is struck out, and of a stay that has ended it can still be told what happened in it.

alter table stay_permits alter column struck set default false;
alter table stay_permits add constraint ck_permit_struck check (not struck or corrects_id is not null);

-- Second lock of Case.RecordPermit and Case.StrikePermit: in the place of an entry of the same case and kind that stands. Waits for whoever writes on the same case.
create or replace function check_permit_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from cases where id = new.case_id for update;
    if not exists (select 1 from stay_permits p where p.id = new.corrects_id and p.case_id = new.case_id and p.kind = new.kind and not p.struck
        and not exists (select 1 from stay_permits c where c.corrects_id = p.id))
    then raise exception 'What is put right is another, or does not stand' using errcode = '23514', constraint = 'ck_permit_stands'; end if;
    return new;
end $$;
revoke execute on function check_permit_correction() from public;
create or replace trigger correction_is_checked before insert on stay_permits for each row when (new.corrects_id is not null) execute function check_permit_correction();

-- As in 050, and afterwards of what happened in the stay: Case.MayTellOf.
drop policy add on shelter_incidents;
create policy add on shelter_incidents for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and (select may('placement.record'))
    and exists (select 1 from placements p where p.id = shelter_incidents.placement_id and p.case_id = shelter_incidents.case_id and p.arrived_at <= happened_at
        and (p.ended_at is null or (happened_at <= p.ended_at and (p.handover_until > (select app_now())
            or exists (select 1 from cases c where c.id = p.case_id and c.province_office_id = (select app_unit())))))
        and (p.unit_id = (select app_unit()) or exists (select 1 from cases c where c.id = p.case_id and c.province_office_id = (select app_unit()))))
    and exists (select 1 from case_access a where a.case_id = shelter_incidents.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
