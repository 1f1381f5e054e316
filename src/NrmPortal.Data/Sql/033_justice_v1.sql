-- The legal track and the money: what each of their tables shows and to whom. In the place of two functions of 002.

create or replace function case_sight(wanted uuid) returns table (scope uuid, via text, rank int) language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query
    select owner_unit_id, 'owner', 1 from cases where id = wanted
    union all select national_scope(), 'national', 1 from cases where id = wanted
    union all select province_office_id, 'province', 2 from cases where id = wanted
    union all select opened_by_unit_id, 'opener', 3 from cases where id = wanted
    union all select r.receiver_unit_id, 'receiver', 4 from referrals r left join consents n on n.id = r.consent_id
        where r.case_id = wanted and r.state in ('Accepted', 'Arrived') and r.receiver_unit_id is not null and r.share_ended_at is null and n.withdrawn_at is null
    union all select unit_id, 'receiver', 4 from placements where case_id = wanted and ended_at is null
    union all select s.membership_id, 'seat', 5 from seats s join panels p on p.id = s.panel_id
        where s.case_id = wanted and p.closed_at is null and s.interest <> 'Conflict'
    union all select unit_id, 'dcy', 4 from dcy_involvements where case_id = wanted and ended_at is null
    union all select u, 'legal', 5 from non_punishments n cross join unnest(array[n.inquiry_unit_id, n.prosecutor_unit_id]) u
        where n.case_id = wanted and (n.outcome is null or n.outcome = 'ProsecutedWithoutPermission')
    -- The offices of a police case follow its track.
    union all select u, 'track', 4 from police_cases p cross join unnest(array[p.inquiry_unit_id, p.prosecutor_unit_id]) u where p.case_id = wanted and u is not null
    -- An officer asked by name to pursue a claim: this person alone, not the office.
    union all select membership_id, 'claim', 5 from claim_officers where case_id = wanted and ended_at is null
    union all select membership_id, 'glass', 6 from break_glass where case_id = wanted;
end $$;

create or replace function rebuild_case_access(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare scopes uuid[]; vias text[]; ranks int[];
begin
    select array_agg(s.scope), array_agg(s.via), array_agg(s.rank) into scopes, vias, ranks from case_sight(wanted) s;
    delete from case_access a where a.case_id = wanted and a.scope <> all (scopes);
    insert into case_access (scope, case_id, via, number, stage, opened_at, due_at, due_clock, province_code, category, until)
        select distinct on (s.scope) s.scope, c.id, s.via, coalesce(c.nrm_number, c.first_contact_number), c.stage, c.opened_at, c.due_at, c.due_clock, c.province_code, c.category,
            case when s.via = 'glass' then (select max(g.until) from break_glass g where g.case_id = wanted and g.membership_id = s.scope)
                -- Without a placement a receiver's sight rests on the share alone, and ends at the same instant.
                when s.via = 'receiver' and not exists (select 1 from placements p where p.case_id = wanted and p.unit_id = s.scope and p.ended_at is null)
                then (select case when bool_or(n.id is null) then null else max((n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok') end
                    from referrals r left join consents n on n.id = r.consent_id where r.case_id = wanted and r.receiver_unit_id = s.scope
                        and r.state in ('Accepted', 'Arrived') and r.share_ended_at is null and n.withdrawn_at is null) end
        from unnest(scopes, vias, ranks) s (scope, via, rank) cross join cases c where c.id = wanted order by s.scope, s.rank
    on conflict (scope, case_id) do update set via = excluded.via, number = excluded.number, stage = excluded.stage, opened_at = excluded.opened_at,
        due_at = excluded.due_at, due_clock = excluded.due_clock, province_code = excluded.province_code, category = excluded.category,
        until = excluded.until;

    -- Sections: owner, province and DATIP may open all (their role's grants still stand before it); a seat reads what a
    -- member needs to judge; a receiver reads what the accepted referral shared; the opener keeps the core only.
    with every as (
        select s.scope, x.section, null::timestamptz as until from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','ShelterLocation','Money','Family','Identification','Plan','Consent','Documents','Messages','Suspects','ProsecutorNotes']) x (section)
            where s.via in ('owner', 'province', 'national')
        -- An emergency opening: what the person's role may read, until it ends.
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','ShelterLocation','Money','Family','Identification','Plan','Consent','Documents','Messages']) x (section) where s.via = 'glass'
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Legal','Identification','Consent']) x (section) where s.via = 'seat'
        -- DCY takes part in a child's care; whoever has to act on a s.41 flag reads the legal track alone.
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Identity','Account','Health','Family','Identification','Plan','Consent','Messages']) x (section) where s.via = 'dcy'
        union all select s.scope, 'Legal', null from unnest(scopes, vias) s (scope, via) where s.via = 'legal'
        union all select s.scope, x.section, null from unnest(scopes, vias) s (scope, via)
            cross join unnest(array['Legal','Suspects','ProsecutorNotes','Money','Messages']) x (section) where s.via = 'track'
        union all select s.scope, 'Money', null from unnest(scopes, vias) s (scope, via) where s.via = 'claim'
        -- Offices that have the case in common write to each other about it, whatever else was shared.
        union all select s.scope, 'Messages', null from unnest(scopes, vias) s (scope, via) where s.via = 'receiver'
        -- A share lives while its consent does: not withdrawn, and until the end of its last day in Thailand.
        union all select r.receiver_unit_id, x.section, (n.expires_on + 1)::timestamp at time zone 'Asia/Bangkok'
            from referrals r left join consents n on n.id = r.consent_id cross join unnest(r.sections) x (section)
            where r.case_id = wanted and r.state in ('Accepted', 'Arrived') and r.receiver_unit_id is not null and r.share_ended_at is null and n.withdrawn_at is null),
    opened as (select e.scope, e.section, case when bool_or(e.until is null) then null else max(e.until) end as until from every e group by e.scope, e.section),
    shut as (delete from case_section_access a where a.case_id = wanted
        and not exists (select 1 from opened o where o.scope = a.scope and o.section = a.section))
    insert into case_section_access (case_id, scope, section, until)
        select wanted, o.scope, o.section, coalesce(o.until, a.until) from opened o join case_access a on a.case_id = wanted and a.scope = o.scope
        on conflict (case_id, scope, section) do update set until = excluded.until where case_section_access.until is distinct from excluded.until;
end $$;


do $$
declare s text[]; t text; section text; permitted text;
begin
    foreach s slice 1 in array array[
        array['police_cases', 'Legal', 'legal.record'], array['charges', 'Legal', 'legal.record'], array['legal_steps', 'Legal', 'legal.record'],
        array['court_dates', 'Legal', 'legal.record'], array['verdicts', 'Legal', 'legal.prosecute'], array['suspects', 'Suspects', 'legal.suspect'],
        array['prosecutor_notes', 'ProsecutorNotes', 'legal.note'], array['claims', 'Money', 'claim.civil claim.fund claim.wages'],
        array['money_entries', 'Money', 'claim.civil claim.enforce claim.fund claim.wages']] loop
        t := s[1]; section := s[2];
        select string_agg(format('may(%L)', p), ' or ') into permitted from regexp_split_to_table(s[3], ' ') p;
        execute format('alter table %I enable row level security', t);
        execute format('create policy see on %I for select using ((select may_read_section(%L)) and exists (
            select 1 from case_section_access a where a.case_id = %I.case_id and a.section = %L
              and a.scope = any ((select app_scopes())::uuid[])))', t, section, t, section);
        -- Written in one's own name, by whoever sees the case and may: a police case opens the track to the offices it names.
        execute format('create policy add on %I for insert with check (by_user_id = (select app_user()) and (select %s) and exists (select 1 from case_access a
            where a.case_id = %I.case_id and a.via <> ''glass'' and a.scope = any ((select app_scopes())::uuid[])))', t, permitted, t);
        execute format('grant select, insert on %I to nrm_app', t);
    end loop;
end $$;

-- Of all this one thing changes: what became of a day in court. Everything else is another row.
create policy change on court_dates for update using ((select may_read_section('Legal')) and exists (select 1 from case_section_access a
    where a.case_id = court_dates.case_id and a.section = 'Legal' and a.scope = any ((select app_scopes())::uuid[]))
    and exists (select 1 from case_access a where a.case_id = court_dates.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant update (state, reason, ended_by_user_id, ended_at) on court_dates to nrm_app;

-- Who pursues a claim is part of the core, as who takes part for a child is.
alter table claim_officers enable row level security;
create policy see on claim_officers for select using (exists (select 1 from case_access a
    where a.case_id = claim_officers.case_id and a.scope = any ((select app_scopes())::uuid[])));
-- Sight is given here: by whoever may ask, to an officer of labour or justice.
create policy add on claim_officers for insert with check (asked_by_user_id = (select app_user()) and (select may('claim.ask'))
    and exists (select 1 from memberships m where m.id = membership_id and m.ended_at is null and m.role in ('LabourOfficer', 'JusticeOfficer'))
    and exists (select 1 from case_access a where a.case_id = claim_officers.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
create policy change on claim_officers for update using ((select may('claim.ask')) and exists (select 1 from case_access a
    where a.case_id = claim_officers.case_id and a.via <> 'glass' and a.scope = any ((select app_scopes())::uuid[])));
grant select, insert on claim_officers to nrm_app;
grant update (ended_at) on claim_officers to nrm_app;

-- Sight is given at once and taken at commit: whoever ends a part still writes the record of it.
create or replace trigger case_access_of_police_case after insert on police_cases for each row
    when (new.inquiry_unit_id is not null or new.prosecutor_unit_id is not null) execute function on_case_part_changed();
create or replace trigger case_access_of_claim_officer after insert on claim_officers for each row execute function on_case_part_changed();
create constraint trigger case_access_of_claim_officer_end after update of ended_at on claim_officers
    deferrable initially deferred for each row execute function on_case_part_changed();

-- Second lock on the book: an amount stands above nothing and a reversal is its entry below nothing, on the same claim; nothing is
-- paid beyond what was ordered, nor ordered beyond what was claimed, without a reason. The case is locked by whoever writes.
alter table money_entries add constraint ck_money_sign check ((reverses_id is null and amount > 0) or (reverses_id is not null and amount < 0));
alter table money_entries add constraint ck_money_reversal_reason check (reverses_id is null or has_reason);
create or replace function check_money() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
declare claimed numeric; ordered numeric; paid numeric;
begin
    if not exists (select 1 from claims c where c.id = new.claim_id and c.case_id = new.case_id)
    then raise exception 'The claim is of another case' using errcode = 'check_violation'; end if;
    if new.reverses_id is not null then
        if not exists (select 1 from money_entries e where e.id = new.reverses_id and e.claim_id = new.claim_id and e.fact = new.fact and e.amount = -new.amount and e.reverses_id is null)
        then raise exception 'A reversal sets its own entry to nothing' using errcode = 'check_violation'; end if;
        return new;
    end if;
    if new.has_reason then return new; end if;
    select coalesce(sum(e.amount) filter (where e.fact = 'Claimed'), 0), coalesce(sum(e.amount) filter (where e.fact = 'Ordered'), 0), coalesce(sum(e.amount) filter (where e.fact = 'Paid'), 0)
        into claimed, ordered, paid from money_entries e where e.claim_id = new.claim_id;
    if (new.fact = 'Paid' and paid + new.amount > ordered) or (new.fact = 'Ordered' and ordered + new.amount > claimed
        -- What a court orders of its own motion nobody claims (Ledger.IsUnclaimed).
        and not (exists (select 1 from claims c where c.id = new.claim_id and c.kind = 'WithJudgmentS35') and not exists (select 1 from money_entries e where e.claim_id = new.claim_id and e.fact = 'Claimed')))
    then raise exception 'More than was ordered or claimed, without a reason' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function check_money() from public;
create or replace trigger money_is_checked before insert on money_entries for each row execute function check_money();

-- What belongs together belongs to one case.
create or replace function check_charge() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not exists (select 1 from police_cases p where p.id = new.police_case_id and p.case_id = new.case_id)
        or (new.suspect_id is not null and not exists (select 1 from suspects s where s.id = new.suspect_id and s.case_id = new.case_id))
    then raise exception 'The charge is of another case' using errcode = 'check_violation'; end if;
    return new;
end $$;
revoke execute on function check_charge() from public;
create or replace trigger charge_is_checked before insert on charges for each row execute function check_charge();
