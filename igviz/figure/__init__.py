"""The wire: what a picture is as plain data, and what is said of a result."""
