"""Workspaces: the rooms in which everything is kept, who belongs to them, and who is invited.

Tables: workspaces, memberships, invitations. Topics: none.
"""
