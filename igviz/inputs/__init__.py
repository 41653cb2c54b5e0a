"""What a person hands over, turned into tensors and what is needed to show them.

Import from the module of the kind (``igviz.inputs.image``): those modules need torch, and
importing this package must not.
"""
