-- Rates of the Fund: read by all, set by whoever may change settings, from the day of the act on. What was set is never
-- rewritten, by nobody: a claim of an earlier day keeps the rate that held then.
alter table fund_rates enable row level security;
create policy see on fund_rates for select using (true);
create policy add on fund_rates for insert with check ((select may('settings.edit')) and by_user_id = (select app_user())
    and set_at between (select app_now()) - interval '5 minutes' and (select app_now()) + interval '5 minutes'
    and number = 1 + (select coalesce(max(r.number), 0) from fund_rates r where r.benefit = fund_rates.benefit));
grant select, insert on fund_rates to nrm_app;
create or replace trigger fund_rates_append_only before update or delete or truncate on fund_rates execute function refuse_change();
alter table fund_rates add constraint ck_fund_rates_amount check ((amount is null) = (per is null) and (amount is null or amount > 0));
-- U, not known yet, is said of shipped rates alone.
alter table fund_rates add constraint ck_fund_rates_confidence check (confidence in ('C', 'K', 'D') or (confidence = 'U' and by_user_id is null));
alter table fund_rates add constraint ck_fund_rates_set check ((by_user_id is null and set_at is null)
    or (by_user_id is not null and set_at is not null and valid_from >= (set_at at time zone 'Asia/Bangkok')::date and length(legal_basis) > 0 and length(reason) > 0));
