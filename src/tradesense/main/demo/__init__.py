"""The demo workspace: filled at the first start by running sample exports through the import pipeline."""

from tradesense.main.demo.seed import DemoSeed

__all__ = ["DemoSeed"]
