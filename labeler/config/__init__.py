"""What surrounds the program: where its files are, the user's settings, the log.

Begin with `paths` (resources, samples, the user's folders); `settings` is one table; `logs` opens the log file;
`locations` shows a project's place without its password.
"""
