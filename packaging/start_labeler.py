"""Entry of the frozen program."""

import multiprocessing
import sys

from labeler.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
