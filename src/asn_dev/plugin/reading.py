"""What a plugin adds to reading: the names its offices use."""

from asn_dev.register.aliases import Aliases

__all__ = ["Aliases"]
