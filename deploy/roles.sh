#!/bin/sh
# Run once by the database's image: the role that serves requests owns nothing and cannot bypass row-level security.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$RUNTIME_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE tradesense_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'password';
GRANT CONNECT ON DATABASE tradesense TO tradesense_app;
SQL
