"""Identity: who somebody is, and the sessions that prove it.

Tables: users, sessions, refresh_tokens, login_throttles. Topics: none.
"""
