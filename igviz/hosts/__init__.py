"""Where explanations are shown: notebook, report, command line."""
