-- What each office answered to a flag of s.41 is kept for itself, and settles it once both say the same.
grant update (inquiry_asked_at, prosecutor_asked_at) on non_punishments to nrm_app;

-- Read with the flag; written by the office that was asked, of a flag that is open or that this answer settles; changed by nobody.
alter table non_punishment_answers enable row level security;
create policy see on non_punishment_answers for select using (exists (select 1 from non_punishments n where n.id = non_punishment_id));
create policy add on non_punishment_answers for insert with check (by_user_id = (select app_user()) and by_unit_id = (select app_unit()) and office = (select app_role()) and outcome <> 'Withdrawn'
    and exists (select 1 from non_punishments n where n.id = non_punishment_id and n.case_id = non_punishment_answers.case_id
        and non_punishment_answers.by_unit_id = case office when 'InquiryOfficer' then n.inquiry_unit_id when 'Prosecutor' then n.prosecutor_unit_id end
        and (n.outcome is null or n.outcome = 'ProsecutedWithoutPermission' or n.outcome_at = non_punishment_answers.at)));
grant select, insert on non_punishment_answers to nrm_app;

-- Second lock of NonPunishment.IsSettledBy, beside that of who answers for whom.
create or replace function check_non_punishment() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare is_inquiry boolean := app_unit() is not distinct from new.inquiry_unit_id and app_role() is not distinct from 'InquiryOfficer';
    is_prosecutor boolean := app_unit() is not distinct from new.prosecutor_unit_id and app_role() is not distinct from 'Prosecutor';
begin
    if app_user() is null then return new; end if;
    if new.outcome = 'Withdrawn' and old.outcome is distinct from 'Withdrawn' then
        if new.reason is null or not (app_unit() = new.by_unit_id or exists (select 1 from cases c where c.id = new.case_id and c.province_office_id = app_unit()))
        then raise exception 'The flag is not yours to withdraw' using errcode = 'insufficient_privilege';
        end if;
    elsif not (is_inquiry or is_prosecutor)
        or (not is_inquiry and new.inquiry_outcome is not null and new.inquiry_outcome is distinct from old.inquiry_outcome)
        or (not is_prosecutor and new.prosecutor_outcome is not null and new.prosecutor_outcome is distinct from old.prosecutor_outcome)
    then raise exception 'Each office that was asked answers for itself' using errcode = 'insufficient_privilege';
    elsif new.outcome in ('NotProsecuted', 'MinisterPermitted') and (new.inquiry_outcome is distinct from new.outcome or new.prosecutor_outcome is distinct from new.outcome)
    then raise exception 'The two offices do not say the same' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function check_non_punishment() from public;
