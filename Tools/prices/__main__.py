"""``python -m prices``."""

import sys

from prices.cli import main

sys.exit(main())
