-- How far the demonstration story has been told, so that an interrupted load goes on where it stopped. Empty without it.
create table if not exists stories (
    name text primary key, seed int not null, anchor timestamptz not null, stands_at timestamptz);
-- One row a case: its number, and how many acts of its tale are committed. Written in the transaction of the act.
create table if not exists story_tales (tale text primary key, acts int not null, number text not null);
grant select, insert, update on stories, story_tales to nrm_app;
