-- The office that declines does not see the case: that it declined stands in the history all the same, and nobody waits any longer.
create or replace function on_transfer_declined() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare subject cases;
begin
    select * into subject from cases where id = new.case_id for update;
    insert into case_events (id, case_id, sequence, code, at, by_user_id, by_unit_id, to_stage, flow_version, parameters)
        values (gen_random_uuid(), subject.id, subject.event_count + 1, 'case.transferDeclined', new.answered_at, new.answered_by_user_id, new.to_unit_id, subject.stage, subject.flow_version, '{}');
    update cases set event_count = event_count + 1 where id = subject.id;
    return null;
end $$;
revoke execute on function on_transfer_declined() from public;
create or replace trigger declines_are_told after update of answer on case_transfers for each row
    when (old.answer is null and new.answer = 'Declined') execute function on_transfer_declined();
