"""Workspaces: the rooms in which everything is kept, and who belongs to them.

Tables: workspaces, memberships. Topics: none.
"""
