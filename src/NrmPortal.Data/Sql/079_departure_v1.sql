-- Whoever leaves a shelter, wherever to, is handed over: as after a move (062), where the note of departure is not written yet or
-- something of theirs is still kept, the shelter sees the core of the case for the days of its task, and no longer.
create or replace function departure_hands_over() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare place text;
begin
    if exists (select 1 from exit_notes n where n.placement_id = new.id) and not exists (select 1 from belongings b where b.placement_id = new.id and b.returned_at is null)
        -- With a second stay in the same office's house nothing is handed over.
        or exists (select 1 from placements p where p.case_id = new.case_id and p.unit_id = new.unit_id and p.id <> new.id and p.ended_at is null)
    then return null;
    end if;
    select '/cases/' || coalesce(c.nrm_number, c.first_contact_number) into place from cases c where c.id = new.case_id;
    -- From when it is written down: a departure of last week was told today.
    update placements p set handover_until = limit_ends('ExitHandover', app_now()) where p.id = new.id;
    perform audit_write('case:' || new.case_id, new.case_id, 'change', 'left the shelter, which hands over', jsonb_build_array(
        jsonb_build_object('table', 'placements', 'row', new.id, 'state', 'Modified', 'columns', array['handover_until'])));
    perform ask_by_portal(new.case_id, place, 'HandOverAfterStay', new.id::text, new.unit_id, null, null, app_now());
    return null;
end $$;
revoke execute on function departure_hands_over() from public;
create or replace trigger what_a_departure_leaves after update of ended_at on placements for each row
    when (old.ended_at is null and new.ended_at is not null and new.arrived_at is not null and new.handover_until is null) execute function departure_hands_over();
