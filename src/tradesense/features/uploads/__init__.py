"""Uploads: files that arrive in pieces and can be resumed (tus 1.0), until something takes them over.

Tables: uploads. Topics: none.
"""
