"""SQL of archives: the jobs, reading a workspace's tables, and filling them again."""
