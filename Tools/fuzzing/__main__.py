"""``python -m fuzzing``."""

import sys

from fuzzing.cli import main

sys.exit(main())
