-- Roles and database for a PostgreSQL server of your own, version 15 or newer; the embedded server makes its own.
-- Safe to repeat. Run it as a superuser:
--
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v app_password=… -f postgres-roles.sql
--
-- `-v database=NAME` chooses another name than homeward.

\if :{?database}
\else
\set database homeward
\endif

-- A statement that fails would otherwise be written to the server's log, password and all.
SET log_min_error_statement = 'panic';
SET log_statement = 'none';

SELECT format('CREATE ROLE %I', wanted.name)
FROM (VALUES ('homeward_owner'), ('homeward_app'), ('homeward_reader')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name)
\gexec

ALTER ROLE homeward_owner LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  PASSWORD :'owner_password';
ALTER ROLE homeward_app LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  PASSWORD :'app_password';
ALTER ROLE homeward_reader NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- What a statement fails on may quote a child's data, and so may the statement: the service tells of faults by their
-- codes, and the server's log is told of none.
ALTER ROLE homeward_owner SET log_min_messages = 'log';
ALTER ROLE homeward_owner SET log_statement = 'none';
ALTER ROLE homeward_app SET log_min_messages = 'log';
ALTER ROLE homeward_app SET log_statement = 'none';

-- The app may change to the reader but never acts with its rights unasked. Before 16, NOINHERIT alone says so.
SELECT current_setting('server_version_num')::int >= 160000 AS is_per_grant
\gset
\if :is_per_grant
GRANT homeward_reader TO homeward_app WITH INHERIT FALSE, SET TRUE;
\else
GRANT homeward_reader TO homeward_app;
\endif

SELECT format('CREATE DATABASE %I OWNER homeward_owner', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec

ALTER DATABASE :"database" OWNER TO homeward_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO homeward_app;

\connect :"database"
ALTER SCHEMA public OWNER TO homeward_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO homeward_app, homeward_reader;
