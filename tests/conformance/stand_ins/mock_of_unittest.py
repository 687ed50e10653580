"""Stands for unittest.mock: Mock notes its calls, patch puts one in the place of an attribute. Tests that use more are
skipped."""
import functools
import sys
import unittest

DEFAULT = object()


class _Call(tuple):
    """(positional arguments, keyword arguments)."""

    def __new__(cls, args=(), kwargs=None):
        return super().__new__(cls, (tuple(args), dict(kwargs or {})))

    args, kwargs = property(lambda self: self[0]), property(lambda self: self[1])

    def __repr__(self):
        shown = [*map(repr, self[0]), *(f"{k}={v!r}" for k, v in self[1].items())]
        return f"call({', '.join(shown)})"


def call(*args, **kwargs):
    return _Call(args, kwargs)


class Mock:
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, **attributes):
        self.side_effect = side_effect
        self.__dict__.update(attributes, _result=return_value, _wraps=wraps)
        self.reset_mock()

    def reset_mock(self):
        self.called, self.call_count, self.call_args, self.call_args_list, self.mock_calls = False, 0, None, [], []

    @property
    def return_value(self):
        if self._result is DEFAULT:
            self._result = Mock()
        return self._result

    @return_value.setter
    def return_value(self, value):
        self._result = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.__dict__[name] = child = Mock()
        return child

    def __setattr__(self, name, value):
        if name.startswith("__") and name != "__class__":  # a method for operators belongs to a class of its own
            self.__class__ = type("Mock", (type(self),), {name: property(lambda self: value)})
        else:
            if name == "side_effect" and isinstance(value, (list, tuple)):
                value = iter(value)
            super().__setattr__(name, value)

    def __call__(self, *args, **kwargs):
        self.called, self.call_count, self.call_args = True, self.call_count + 1, _Call(args, kwargs)
        self.call_args_list.append(self.call_args)
        self.mock_calls.append(self.call_args)
        effect = self.side_effect
        if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
            raise effect
        if effect is not None:
            return effect(*args, **kwargs) if callable(effect) else next(effect)
        return self.return_value if self._wraps is None else self._wraps(*args, **kwargs)

    def assert_called_with(self, *args, **kwargs):
        if self.call_args != (args, kwargs):
            raise AssertionError(f"expected {call(*args, **kwargs)}, not {self.call_args}")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"called {self.call_count} times")

    def assert_called_once_with(self, *args, **kwargs):
        self.assert_called_once()
        self.assert_called_with(*args, **kwargs)

    def assert_called(self):
        if not self.called:
            raise AssertionError("not called")

    def assert_not_called(self):
        if self.called:
            raise AssertionError(f"called {self.call_count} times")


class MagicMock(Mock):
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


class _Patch:
    """Context manager and decorator: an attribute of `holder()` has another value."""

    def __init__(self, holder, name, new=DEFAULT, **options):
        self.holder, self.name, self.new, self.options = holder, name, new, options

    def __enter__(self):
        self.owner = self.holder()
        self.local = self.name in vars(self.owner)
        self.before = getattr(self.owner, self.name)
        value = MagicMock(**self.options) if self.new is DEFAULT else self.new
        setattr(self.owner, self.name, value)
        return value

    def __exit__(self, *exc_info):
        if self.local:
            setattr(self.owner, self.name, self.before)
        else:
            delattr(self.owner, self.name)

    start, stop = __enter__, __exit__

    def __call__(self, function):
        if isinstance(function, type):
            return unittest.skip("needs unittest.mock")(function)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with self as value:
                return function(*args, *([value] if self.new is DEFAULT else []), **kwargs)

        return wrapper


def _holder(path):
    def find():
        first, *names = path.split(".")
        try:
            holder = __import__(first)
        except ImportError as e:
            raise unittest.SkipTest(str(e))
        for name in names:
            holder = getattr(holder, name)
        return holder

    return find


def patch(target, new=DEFAULT, **options):
    module, _, name = target.rpartition(".")
    return _Patch(_holder(module), name, new, **options)


patch.object = lambda owner, name, new=DEFAULT, **options: _Patch(lambda: owner, name, new, **options)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise unittest.SkipTest("needs unittest.mock")
