-- What a basis of stay follows and what follows it: limits that are changed, arrivals, consents, ends that are recorded late, and
-- the hours after custody.

-- 1. Custody under s.29 is given once --------------------------------------------------------------------------------------
-- As before, but the time that breaks a holding is a setting (Holding.Breaks), and a changed setting moves the limit of all rows of a holding together: what was in time when it was recorded stays.
create or replace function custody_is_once() returns trigger language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- At commit: the row as it stands then, with the corrections and ends of the same act.
    if exists (select 1 from bases_of_stay n join bases_of_stay f on f.case_id = n.case_id and f.id <> n.id and f.starts_at <= n.starts_at
        where n.id = new.id and n.basis = 'CustodyS29' and n.corrected_at is null and f.basis = 'CustodyS29' and f.corrected_at is null
          and ((n.starts_at >= f.limit_at and not (tg_op = 'UPDATE' and may('settings.edit'))) or n.limit_at > f.limit_at)
          and not exists (select 1 from bases_of_stay l where l.case_id = n.case_id and l.corrected_at is null
            and l.end_reason not in ('NextBasis', 'MovedPlace') and l.ended_at > f.starts_at and limit_ends('HoldingBreak', l.ended_at) <= n.starts_at))
    then
        raise exception 'Custody under s.29 goes on beyond the limit of the first: a court must permit it' using errcode = '23514', constraint = 'ck_stay_custody_once';
    end if;
    return null;
end $$;
