-- Published statistics. SC NRM and the public read these tables and nothing behind them. A published period is never
-- changed: corrections stand in later publications.
create table published_periods (
    id uuid primary key default gen_random_uuid(), kind text not null check (kind in ('month', 'quarter', 'year')),
    starts date not null, ends date not null, published_at timestamptz not null default now(), unique (kind, starts));
-- value null: suppressed, printed as <11.
create table published_cells (
    period_id uuid not null references published_periods (id), breakdown text not null check (breakdown in ('national', 'province', 'agency')),
    key text not null, measure text not null, value bigint, primary key (period_id, breakdown, key, measure));
-- True figures: no role but the owner reads them.
create table rollup_cells (like published_cells including all);

create or replace trigger published_cells_append_only before update or delete or truncate on published_cells execute function refuse_change();

-- One fact a person and measure: the day it became true.
create view case_facts as
    select c.id, c.province_code, u.agency, m.measure, m.day from cases c join units u on u.id = c.opened_by_unit_id
    cross join lateral (values ('screened', c.screened_on), ('presumed', c.presumed_on), ('identified', c.identified_on),
        ('police', c.police_case_on), ('services', c.services_from), ('shelter', c.sheltered_from)) m (measure, day)
    where m.day is not null;

-- Counts of a period, national and by each breakdown; every key is there, so that an absent row tells nothing.
create or replace function roll_up(period published_periods) returns void language sql security definer set search_path = public, pg_temp
as $$
    insert into rollup_cells
    select period.id, k.breakdown, k.key, m.measure, coalesce(n.value, 0)
    from (select 'national' as breakdown, 'TH' as key union all select 'province', code from provinces
          union all select 'agency', agency from units group by agency) k
    cross join unnest(array['screened', 'presumed', 'identified', 'police', 'services', 'shelter']) m (measure)
    left join (
        select case when f.province_code is not null then 'province' when f.agency is not null then 'agency' else 'national' end as breakdown,
            coalesce(f.province_code, f.agency, 'TH') as key, f.measure, count(*) as value
        from case_facts f where f.day >= period.starts and f.day < period.ends
        group by grouping sets ((f.measure), (f.measure, f.province_code), (f.measure, f.agency))) n
        on (n.breakdown, n.key, n.measure) = (k.breakdown, k.key, m.measure);

    -- Where cases stood when the period closed, from the history; overdue by the clock that runs now and was over then.
    insert into rollup_cells
    select period.id, 'national', s.stage, m.measure,
        count(l.case_id) filter (where m.measure = 'open' or c.due_at < period.ends::timestamp at time zone 'Asia/Bangkok')
    from (select distinct from_stage as stage from flow_rows) s
    cross join unnest(array['open', 'overdue']) m (measure)
    left join (select distinct on (case_id) case_id, to_stage from case_events
        where at < period.ends::timestamp at time zone 'Asia/Bangkok' order by case_id, sequence desc) l on l.to_stage = s.stage
    left join cases c on c.id = l.case_id
    group by s.stage, m.measure
$$;

-- 1. Cells of 0 to 10 are suppressed. 2. A longer period's cell is suppressed where subtracting its published parts would
-- give away a suppressed part. 3. The last part of a longer period is suppressed with an earlier one that would stand alone,
-- so that the longer figure, which people read first, can be shown. 4. In each breakdown the smallest further cells are suppressed until what subtraction from
-- the national figure could give is at least two cells and at least 11 people.
create or replace function suppress(period published_periods) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare part record; hidden_cells bigint; hidden_sum bigint;
begin
    create temp table safe on commit drop as
        select r.*, r.value > 10 as shown from rollup_cells r where r.period_id = period.id;
    update safe s set shown = false from (
        select p.breakdown, p.key, p.measure, q.kind, count(*) filter (where p.value is null) as cells, coalesce(sum(p.value), 0) as visible
        from published_cells p join published_periods q on q.id = p.period_id
        where q.starts >= period.starts and q.ends <= period.ends and q.kind <> period.kind
        group by p.breakdown, p.key, p.measure, q.kind) parts
    where s.shown and s.measure not in ('open', 'overdue') and (parts.breakdown, parts.key, parts.measure) = (s.breakdown, s.key, s.measure)
        and (parts.cells = 1 or (parts.cells > 1 and s.value - parts.visible < 11));
    update safe s set shown = false from (
        select p.breakdown, p.key, p.measure, k.kind, count(*) as cells, sum(r.value) as people
        from (values ('quarter', interval '3 months'), ('year', interval '1 year')) k (kind, length)
        join published_periods q on q.kind = period.kind and q.starts >= date_trunc(k.kind, period.starts::timestamp)::date and q.ends < period.ends
        join published_cells p on p.period_id = q.id and p.value is null
        join rollup_cells r on (r.period_id, r.breakdown, r.key, r.measure) = (p.period_id, p.breakdown, p.key, p.measure)
        where period.kind not in (k.kind, 'year') and (date_trunc(k.kind, period.starts::timestamp) + k.length)::date = period.ends
        group by p.breakdown, p.key, p.measure, k.kind) earlier
    where s.shown and s.measure not in ('open', 'overdue') and (earlier.breakdown, earlier.key, earlier.measure) = (s.breakdown, s.key, s.measure)
        and (earlier.cells = 1 or earlier.people < 11);
    for part in select distinct breakdown, measure from safe where breakdown <> 'national' loop
        loop
            select count(*), coalesce(sum(value), 0) into hidden_cells, hidden_sum from safe
                where breakdown = part.breakdown and measure = part.measure and not shown;
            exit when hidden_cells = 0 or (hidden_cells >= 2 and hidden_sum >= 11);
            update safe set shown = false where (breakdown, measure, key) in (
                select breakdown, measure, key from safe where breakdown = part.breakdown and measure = part.measure and shown order by value, key limit 1);
            exit when not found;
        end loop;
    end loop;
    insert into published_cells select period_id, breakdown, key, measure, case when shown then value end from safe;
    drop table safe;
end $$;

-- Publishes one closed period once. Nodes that start together wait here for each other.
create or replace function publish_period(wanted_kind text, wanted_start date) returns boolean language plpgsql security definer set search_path = public, pg_temp
as $$
declare period published_periods;
begin
    perform pg_advisory_xact_lock(2569001);
    if date_trunc(wanted_kind, wanted_start::timestamp)::date <> wanted_start then raise exception '% is not the start of a %', wanted_start, wanted_kind; end if;
    if exists (select 1 from published_periods p where p.kind = wanted_kind and p.starts = wanted_start) then return false; end if;
    insert into published_periods (kind, starts, ends) values (wanted_kind, wanted_start,
        (wanted_start + case wanted_kind when 'month' then interval '1 month' when 'quarter' then interval '3 months' else interval '1 year' end)::date)
        returning * into period;
    perform roll_up(period);
    perform suppress(period);
    return true;
end $$;

-- All periods closed before a day, from the first case on: parts before wholes.
create or replace function publish_closed(today date) returns integer language plpgsql security definer set search_path = public, pg_temp
as $$
declare first_day date; step record; n integer := 0;
begin
    select min(day) into first_day from case_facts;
    if first_day is null then return 0; end if;
    for step in
        select k.kind, d::date as starts from (values ('month', interval '1 month', 1), ('quarter', interval '3 months', 2), ('year', interval '1 year', 3)) k (kind, length, rank)
        cross join lateral generate_series(date_trunc(k.kind, first_day::timestamp), today::timestamp - k.length, k.length) d
        order by k.rank, d
    loop
        if publish_period(step.kind, step.starts) then n := n + 1; end if;
    end loop;
    return n;
end $$;

revoke execute on function roll_up(published_periods), suppress(published_periods), publish_period(text, date), publish_closed(date) from public;
grant execute on function publish_closed(date) to nrm_worker;
grant select on published_periods, published_cells to nrm_app;
