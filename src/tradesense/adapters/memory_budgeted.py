"""Values kept in the process under a byte budget; the least recently used go first."""

from collections import OrderedDict
from threading import Lock


class BudgetedMemory:
    def __init__(self, bytes_max: int) -> None:
        self._bytes_max = bytes_max
        self._bytes = 0
        self._kept: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> object | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: object, value: object, size_bytes: int) -> None:
        """Keeps `value`, unless it alone is over the budget."""
        with self._lock:
            _, before = self._kept.pop(key, (None, 0))
            self._bytes -= before
            if size_bytes > self._bytes_max:
                return
            self._kept[key] = (value, size_bytes)
            self._bytes += size_bytes
            while self._bytes > self._bytes_max:
                _, (_, size) = self._kept.popitem(last=False)
                self._bytes -= size
