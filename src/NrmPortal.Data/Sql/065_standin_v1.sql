-- A role that was given for a time ends by itself: nobody acts under it from the day after, also before the round that closes it.
create or replace function app_membership() returns uuid language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return (select m.id from memberships m join users u on u.id = m.user_id
      where m.id = nullif(current_setting('app.membership_id', true), '')::uuid
        and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
        and m.ended_at is null and (m.last_day is null or m.last_day >= (app_now() at time zone 'Asia/Bangkok')::date) and u.disabled_at is null); end $$;

grant update (last_day) on memberships to nrm_app;

create or replace function end_passed_roles(moment timestamptz, at_most int) returns int language plpgsql security definer set search_path = public, pg_temp
as $$
declare done int;
begin
    with passed as (select m.id from memberships m where m.ended_at is null and m.last_day < (moment at time zone 'Asia/Bangkok')::date limit at_most for update skip locked)
    update memberships m set ended_at = moment from passed p where p.id = m.id;
    get diagnostics done = row_count;
    return done;
end $$;
revoke execute on function end_passed_roles(timestamptz, int) from public;
grant execute on function end_passed_roles(timestamptz, int) to nrm_worker;
