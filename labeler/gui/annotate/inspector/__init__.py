"""The right panel: what is selected and what is said of it, problems, suggestions. `panel` puts the parts together."""
