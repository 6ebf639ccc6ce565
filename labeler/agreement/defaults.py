"""How intervals are made where nothing else is asked for. What shows figures need not import what makes them."""

DRAWS = 1000
"""How many times articles are drawn."""
SEED = 20260801
"""With what."""
ENOUGH = 10
"""Articles below which no bootstrap interval is given: there is too little to draw from."""
TOO_FEW = "too_few_articles"
"""Why a value that is defined has no interval."""
