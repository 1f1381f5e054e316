-- A code of the second factor counts once. Kept for as long as any clock could still accept it; shared by all nodes.
-- The application may spend a code and read none.
create table if not exists spent_codes (
    user_id uuid not null references users (id) on delete cascade, code text not null, until timestamptz not null, primary key (user_id, code));

-- True for the first who spends it. Of two at once the second waits for the first one's transaction. By the server's clock, as
-- the codes are; five windows of half a minute are accepted.
create or replace function spend_code(wanted uuid, given text) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare spent int;
begin
    delete from spent_codes where user_id = wanted and until < clock_timestamp();
    insert into spent_codes values (wanted, given, clock_timestamp() + interval '3 minutes') on conflict do nothing;
    get diagnostics spent = row_count;
    return spent > 0;
end $$;
revoke execute on function spend_code(uuid, text) from public;
grant execute on function spend_code(uuid, text) to nrm_app;
