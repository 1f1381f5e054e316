-- The application and the worker may read which version the database has: without the owner's connection the portal
-- starts only on a database of its own version, and it has to be able to tell.
grant select on "__EFMigrationsHistory", sql_objects to nrm_app, nrm_worker;
