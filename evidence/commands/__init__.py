"""One module a command of ``python -m evidence``: HELP, add_arguments(parser), run(arguments) -> exit code."""
