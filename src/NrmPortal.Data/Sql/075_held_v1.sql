-- 1. Who passes a task on ---------------------------------------------------------------------------------------------------------
-- Second lock of CaseTask.IsTakenBackBy: those it is for, and of a task in somebody's own words whoever wrote them. What the flow asks
-- after an act (to protect a child, to look into an incident) is not for whoever did the act.
drop policy change on tasks;
create policy change on tasks for update using (to_membership_id = (select app_membership())
    or (to_unit_id = (select app_unit()) and (to_role = (select app_role()) or (to_role is null and to_unit_id = any ((select app_scopes())::uuid[]))))
    or (to_agency = (select app_agency()) and to_role = (select app_role()))
    or (to_membership_id = any ((select app_covers())::uuid[]) and code not in ('GiveOpinion', 'Decide'))
    or (given_by_user_id = (select app_user()) and code = 'Written') or done_by_user_id = (select app_user()))
    with check (exists (select 1 from case_access a where a.case_id = tasks.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

-- 2. Who takes a warning back -----------------------------------------------------------------------------------------------------
-- Second lock of Case.WhyNotEnd: the office that gave it, as long as it has more than the core, or whoever has the case. Of whom it
-- warns may be an official who only takes part.
drop policy change on case_warnings;
create policy change on case_warnings for update using (exists (select 1 from case_access a
        where a.case_id = case_warnings.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[]))
    and (standing_in(case_id) = 'Full' or (by_unit_id = (select app_unit()) and standing_in(case_id) = 'Part')));
