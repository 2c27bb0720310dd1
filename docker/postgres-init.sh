#!/bin/sh
# Run once, by the database container, when its volume is empty: makes the roles and the database of the service.
# The passwords come from the environment and never stand on a command line.
set -eu

psql --set ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password HOMEWARD_OWNER_PASSWORD
\getenv app_password HOMEWARD_APP_PASSWORD
\ir /opt/homeward/postgres-roles.sql
SQL
