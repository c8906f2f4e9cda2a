"""How large the counts are: one setting, `TRADESENSE_TEST_SCALE=soak`, multiplies them."""

import os

IS_SOAK = os.environ.get("TRADESENSE_TEST_SCALE") == "soak"


def count(usual: int, soak: int) -> int:
    return soak if IS_SOAK else usual
