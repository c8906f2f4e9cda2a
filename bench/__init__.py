"""The benchmarks: each figure beside its target and a baseline measured in the same run."""
