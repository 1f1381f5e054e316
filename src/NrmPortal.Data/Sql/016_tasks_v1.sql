-- What each person chose about notices is theirs; the job that sends them reads all.
alter table notice_preferences enable row level security;
create policy own on notice_preferences using (user_id = (select app_user())) with check (user_id = (select app_user()));
create policy post on notice_preferences for select to nrm_worker using (true);
grant select, insert on notice_preferences to nrm_app;
grant update (channel, digest_hour) on notice_preferences to nrm_app;
grant select on notice_preferences to nrm_worker;
