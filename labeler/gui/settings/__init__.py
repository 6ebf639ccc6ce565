"""Settings: what can be chosen, put in force at once. Begin with `preferences`; `dialog` shows it."""
