"""What users can do: one folder per noun, the same files in each."""
