"""Stands for asyncio: tests that use it are skipped."""
import _absent

__getattr__ = _absent.names_of("asyncio")


def set_event_loop_policy(policy):
    pass
