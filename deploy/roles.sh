#!/bin/sh
# Run once by the database's image: the roles that serve requests, do jobs and read own nothing and cannot bypass row-level
# security. What each may do, TradeSense gives them at its start (docs/runbooks/database-roles.md).
set -eu
psql -v ON_ERROR_STOP=1 -v runtime="$RUNTIME_PASSWORD" -v worker="$WORKER_PASSWORD" -v reader="$READER_PASSWORD" \
    -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE tradesense_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'runtime';
CREATE ROLE tradesense_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'worker';
CREATE ROLE tradesense_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'reader';
ALTER ROLE tradesense_reader SET default_transaction_read_only = on;
GRANT CONNECT ON DATABASE tradesense TO tradesense_app, tradesense_worker, tradesense_reader;
SQL
