-- Places are counted here alone, from placements, holds and outages. Every change of a number locks the shelter first, then the
-- places of the kind, so that two people never wait for each other crosswise; the check on place_pools refuses the one too many.

create or replace function lock_shelter(wanted uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from shelters where id = wanted for update;
    -- A promise whose time is over blocks nobody.
    update place_holds h set ended_at = moment, ended_by = 'Expired' from place_pools p
        where p.id = h.pool_id and p.shelter_id = wanted and h.ended_at is null and h.until <= moment;
end $$;

create or replace function move_places(pool uuid, more_occupied int, more_held int, more_out int) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from shelters s where s.id = (select p.shelter_id from place_pools p where p.id = pool) for update;
    update place_pools p set occupied = p.occupied + more_occupied, held = p.held + more_held, out_of_use = p.out_of_use + more_out where p.id = pool;
end $$;
revoke execute on function lock_shelter(uuid, timestamptz), move_places(uuid, int, int, int) from public;
grant execute on function lock_shelter(uuid, timestamptz) to nrm_app;

create or replace function count_placement() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        if new.ended_at is null then perform move_places(new.pool_id, 1, 0, 0); end if;
    elsif (old.ended_at is null) <> (new.ended_at is null) then
        perform move_places(new.pool_id, case when new.ended_at is null then 1 else -1 end, 0, 0);
    end if;
    return null;
end $$;
create or replace trigger placements_are_counted after insert or update of ended_at on placements for each row execute function count_placement();

create or replace function count_hold() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then perform move_places(new.pool_id, 0, 1, 0);
    elsif old.ended_at is null and new.ended_at is not null then perform move_places(new.pool_id, 0, -1, 0);
    end if;
    return null;
end $$;
create or replace trigger holds_are_counted after insert or update of ended_at on place_holds for each row execute function count_hold();

create or replace function count_outage() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then perform move_places(new.pool_id, 0, 0, new.places);
    elsif old.ended_at is null and new.ended_at is not null then perform move_places(new.pool_id, 0, 0, -new.places);
    end if;
    return null;
end $$;
create or replace trigger outages_are_counted after insert or update of ended_at on place_outages for each row execute function count_outage();

-- The sums of a shelter follow its places.
create or replace function sum_places() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update shelters s set places = x.places, occupied = x.occupied, held = x.held, out_of_use = x.out_of_use
        from (select sum(p.places) places, sum(p.occupied) occupied, sum(p.held) held, sum(p.out_of_use) out_of_use from place_pools p where p.shelter_id = new.shelter_id) x
        where s.id = new.shelter_id;
    return null;
end $$;
create or replace trigger shelters_sum_their_places after insert or update on place_pools for each row execute function sum_places();

-- Whatever ends the offer ends the promise: also a consent that ran out, of which only the database knows.
create or replace function release_hold() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.state in ('Approved', 'Redirected') and new.receiver_unit_id is not distinct from old.receiver_unit_id then return null; end if;
    if old.state not in ('Approved', 'Redirected') then return null; end if;
    -- Fulfilled when the placement is written: until then the place stays promised to it.
    if new.state = 'Accepted' then return null; end if;
    update place_holds set ended_at = app_now(), ended_by = case new.state when 'Declined' then 'Declined' when 'Withdrawn' then 'Withdrawn' when 'Returned' then 'Returned'
        when 'Lapsed' then 'Lapsed' else 'Undone' end where referral_id = new.id and ended_at is null;
    return null;
end $$;
create or replace trigger referrals_release_their_hold after update of state, receiver_unit_id on referrals for each row execute function release_hold();

-- Before the placement is counted, what was promised to its referral becomes free, under the same lock.
create or replace function fulfil_hold() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform 1 from shelters where id = new.shelter_id for update;
    update place_holds set ended_at = app_now(), ended_by = 'Accepted' where referral_id = new.referral_id and ended_at is null;
    return new;
end $$;
create or replace trigger a_placement_fulfils_its_hold before insert on placements for each row execute function fulfil_hold();

-- For the job: promises whose time is over, and that nobody has asked about since.
create or replace function release_expired_holds(moment timestamptz) returns bigint language plpgsql security definer set search_path = public, pg_temp
as $$
declare freed bigint := 0; one uuid;
begin
    for one in select distinct p.shelter_id from place_holds h join place_pools p on p.id = h.pool_id where h.ended_at is null and h.until <= moment order by 1 loop
        perform lock_shelter(one, moment);
        freed := freed + 1;
    end loop;
    return freed;
end $$;
revoke execute on function release_expired_holds(timestamptz) from public;
grant execute on function release_expired_holds(timestamptz) to nrm_worker;

create or replace function role_may(wanted text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return exists (select 1 from role_permissions p where p.role = app_role() and p.permission = wanted); end $$;

-- How many slept there, day by day, at the end of each day in Thailand: numbers alone, for the shelter itself and those who place.
create or replace function places_by_day(wanted uuid, last_day date, days int) returns table (day date, occupied bigint) language sql stable security definer set search_path = public, pg_temp
as $$
    select d::date, (select count(*) from placements p where p.shelter_id = wanted
        and p.accepted_at < (d::date + 1)::timestamp at time zone 'Asia/Bangkok' and (p.ended_at is null or p.ended_at >= (d::date + 1)::timestamp at time zone 'Asia/Bangkok'))
    from generate_series(last_day - days + 1, last_day, interval '1 day') d
    where exists (select 1 from shelters s where s.id = wanted and s.unit_id = app_unit()) or role_may('referral.review')
    order by 1
$$;
revoke execute on function places_by_day(uuid, date, int) from public;
grant execute on function places_by_day(uuid, date, int) to nrm_app;

-- Numbers of places are read by all who work in the mechanism; a hold by whoever reads its referral.
create or replace function runs_places(pool uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (select 1 from place_pools p join shelters s on s.id = p.shelter_id where p.id = pool and s.unit_id = app_unit())
        and role_may('places.keep')
$$;
alter table place_pools enable row level security;
create policy see on place_pools for select using ((select app_user()) is not null);
alter table place_outages enable row level security;
create policy see on place_outages for select using ((select app_user()) is not null);
create policy add on place_outages for insert with check (runs_places(pool_id) and by_user_id = (select app_user()));
create policy change on place_outages for update using (runs_places(pool_id));
alter table place_holds enable row level security;
create policy see on place_holds for select using (exists (select 1 from referrals r where r.id = place_holds.referral_id));
create policy add on place_holds for insert with check (by_user_id = (select app_user()) and exists (select 1 from referrals r where r.id = place_holds.referral_id)
    and (select role_may('referral.review')));
grant select on place_pools to nrm_app;
grant select, insert on place_outages, place_holds to nrm_app;
grant update (ended_at, ended_by_user_id) on place_outages to nrm_app;

-- Nobody writes the numbers themselves any longer.
revoke update (occupied) on shelters from nrm_app;
