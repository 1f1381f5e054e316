-- A request frees what is over by now, and nothing that is over only later; the job says its own moment.
create or replace function end_expired_holds(wanted uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from shelters where id = wanted for update;
    -- A promise whose time is over blocks nobody.
    update place_holds h set ended_at = moment, ended_by = 'Expired' from place_pools p
        where p.id = h.pool_id and p.shelter_id = wanted and h.ended_at is null and h.until <= moment;
end $$;
revoke execute on function end_expired_holds(uuid, timestamptz) from public;

create or replace function lock_shelter(wanted uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$ begin perform end_expired_holds(wanted, least(moment, app_now())); end $$;

create or replace function release_expired_holds(moment timestamptz) returns bigint language plpgsql security definer set search_path = public, pg_temp
as $$
declare freed bigint := 0; one uuid;
begin
    for one in select distinct p.shelter_id from place_holds h join place_pools p on p.id = h.pool_id where h.ended_at is null and h.until <= moment order by 1 loop
        perform end_expired_holds(one, moment);
        freed := freed + 1;
    end loop;
    return freed;
end $$;
