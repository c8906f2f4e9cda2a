"""SQL of workspaces, memberships and invitations."""
