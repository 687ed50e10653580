__all__ = [b"x"]
