"""Tools that know nothing of trading."""
