"""How it is stored: tables, sessions, the workspace's scope, the outbox."""
