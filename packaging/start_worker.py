"""Entry of the frozen suggestion worker."""

import multiprocessing

from labeler.nlp.worker import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
