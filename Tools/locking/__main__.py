"""``python -m locking``."""

import sys

from locking.cli import main

sys.exit(main())
