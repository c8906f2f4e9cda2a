"""API keys: how programs act in one workspace, with what they were given and no more.

Tables: api_keys. Topics: none.
"""
