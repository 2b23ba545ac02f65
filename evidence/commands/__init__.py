"""One module a command: HELP, add_arguments(parser), run(arguments) that gives the exit code."""
