"""What annotation *is*: spans, labels, sets, scheme, registry, journal entries.

Standard library only; frozen values and functions; no input or output. Begin with `spans`, then `labels`
and `sets`; `offsets` is the only place where positions are anything but code points.
"""
