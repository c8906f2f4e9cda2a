"""Audit: who did what, listed, exported, verified.

Tables: audit_entries, person_audit_entries, system_audit_entries, audit_heads. They are written by db/auditing, for every
feature. Topics: none.
"""
