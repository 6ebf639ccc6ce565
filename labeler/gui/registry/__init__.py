"""The registry dialog: everyone who is known to the project, and what the reader said of them. Begin with dialog.py."""
