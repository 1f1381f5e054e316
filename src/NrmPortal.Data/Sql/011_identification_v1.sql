-- Sittings, opinions and decisions of the MDT. What the domain refuses in words, the policies refuse again.
create or replace function app_province() returns text language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select province_code from memberships where id = app_membership()); end $$;

-- Definer functions: a policy that asks other tables would ask their policies too, and opinions would ask for themselves.
create or replace function sits_at(wanted uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from panels p join seats s on s.panel_id = p.id where p.sitting_id = wanted and s.membership_id = app_membership()); end $$;

-- Another's opinion is open to a seat that still gives its own only after that; to the deciding seat, to those who see the
-- case by their office, and to all once the panel is closed, always.
create or replace function opinion_is_open(wanted_panel uuid, wanted_seat uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare mine seats;
begin
    if exists (select 1 from panels p where p.id = wanted_panel and (p.closed_at is not null or not p.opinions_hidden)) then return true; end if;
    select * into mine from seats s where s.panel_id = wanted_panel and s.membership_id = app_membership();
    return mine.id is null or mine.decides or mine.id = wanted_seat or exists (select 1 from opinions o where o.seat_id = mine.id);
end $$;

-- Whether the seat is the actor's own, its panel is open and no conflict stands against it.
create or replace function may_speak(wanted_seat uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from seats s join panels p on p.id = s.panel_id
    where s.id = wanted_seat and s.membership_id = app_membership() and not s.decides and s.interest = 'NoConflict' and p.closed_at is null); end $$;

create or replace function may_decide(wanted_panel uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from seats s where s.panel_id = wanted_panel and s.membership_id = app_membership() and s.decides and s.interest = 'NoConflict'); end $$;

-- A province office with the section reads its province's meetings, DATIP all, a member those they were convened to.
alter table sittings enable row level security;
create policy see on sittings for select using (national_scope() = any ((select app_scopes())::uuid[])
    or ((select app_agency()) = 'ProvincialMsdhs' and (select app_unit()) = any ((select app_scopes())::uuid[]) and (select may_read_section('Identification'))
        and province_code = (select app_province()))
    or sits_at(id));
create policy add on sittings for insert with check (convened_by_user_id = (select app_user())
    and (select app_agency()) = 'ProvincialMsdhs' and province_code = (select app_province()));
create policy change on sittings for update using (
    (select app_agency()) = 'ProvincialMsdhs' and (select app_unit()) = any ((select app_scopes())::uuid[]) and province_code = (select app_province()));

-- Its moves and its cancellation are read with it, and written by its province alone.
alter table sitting_changes enable row level security;
create policy see on sitting_changes for select using (exists (select 1 from sittings s where s.id = sitting_id));
create policy add on sitting_changes for insert with check (by_user_id = (select app_user()) and (select app_agency()) = 'ProvincialMsdhs'
    and exists (select 1 from sittings s where s.id = sitting_id and s.province_code = (select app_province())));

-- One declares for oneself.
create policy declare on seats for update using (membership_id = (select app_membership()));

create policy hidden on opinions as restrictive for select using (opinion_is_open(panel_id, seat_id));
create policy own on opinions as restrictive for insert with check (may_speak(seat_id));
create policy own_change on opinions as restrictive for update using (may_speak(seat_id));
create policy deciding on decisions as restrictive for insert with check (may_decide(panel_id));

do $$
declare t text;
begin
    foreach t in array array['indicator_marks', 'dissent_answers', 'decision_letters', 'panel_minutes', 'conflicts_of_interest', 'review_requests', 'attendances'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(''Identification'')) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = ''Identification'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
        execute format('create policy add on %I for insert with check (exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, t);
    end loop;
end $$;
-- The remarks on indicators are hidden, and written, with their opinion.
create policy hidden on indicator_marks as restrictive for select using (exists (select 1 from opinions o where o.id = indicator_marks.opinion_id));
create policy own on indicator_marks as restrictive for insert with check (exists (select 1 from opinions o where o.id = indicator_marks.opinion_id and may_speak(o.seat_id)));
create policy change on indicator_marks for update using (exists (select 1 from opinions o where o.id = indicator_marks.opinion_id and may_speak(o.seat_id)));
create policy change on panel_minutes for update using (exists (select 1 from case_access a
    where a.case_id = panel_minutes.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));

create policy change on attendances for update using (exists (select 1 from case_access a
    where a.case_id = attendances.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
-- The list is the secretary's, not the members' own.
create policy secretary on attendances as restrictive for insert with check ((select app_agency()) = 'ProvincialMsdhs');
create policy secretary_change on attendances as restrictive for update using ((select app_agency()) = 'ProvincialMsdhs');

-- That a meeting is cancelled is told although the seat gives no sight any more.
create policy cancelled on notices for select using (code = 'MdtCancelled' and to_membership_id = (select app_membership()));

-- That one has a seat is told as long as the seat gives sight.
create policy seated on notices as restrictive for select using (code <> 'MdtConvened' or exists (
    select 1 from case_access a where a.case_id = notices.case_id and a.scope = any ((select app_scopes())::uuid[])));

-- Decisions, letters, answers, requests and conflicts are written once; the first stands beside the second.
grant select, insert on sittings, indicator_marks, dissent_answers, decision_letters, panel_minutes, conflicts_of_interest, review_requests,
    sitting_changes, attendances to nrm_app;
grant update (minutes, minutes_at, starts_at, place, link, cancelled_at, attendance_at) on sittings to nrm_app;
grant update (presence, deputy, reason, by_user_id, at) on attendances to nrm_app;
grant update (interest, declared_at, spoken_at) on seats to nrm_app;
grant update (at, act, means, purpose, trafficking, compulsion, labour, forced_labour, methods, reasons) on opinions to nrm_app;
grant update (view, reason) on indicator_marks to nrm_app;
grant update (text, by_user_id, at) on panel_minutes to nrm_app;
