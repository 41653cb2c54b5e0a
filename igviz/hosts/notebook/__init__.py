"""The live host: an anywidget, and the magic that makes one."""
