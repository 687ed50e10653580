"""Changes of the language: since when each can be asked for, since when it is the rule."""
all_feature_names = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]
__all__ = ["all_feature_names"] + all_feature_names

# The flags of compile() and co_flags.
CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000


class _Feature:
    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The version from which it can be imported."""
        return self.optional

    def getMandatoryRelease(self):
        """The version from which it is always on; None if that is not decided."""
        return self.mandatory

    def __repr__(self):
        return f"_Feature({self.optional!r}, {self.mandatory!r}, {self.compiler_flag!r})"


def _since(text):
    """"3.7b1" as (3, 7, 0, 'beta', 1)."""
    if text is None:
        return None
    for letter, level in ("a", "alpha"), ("b", "beta"), ("f", "final"):
        if letter in text:
            version, serial = text.split(letter)
            major, minor = version.split(".")
            return int(major), int(minor), 0, level, int(serial)


for _name, _optional, _mandatory, _flag in (
    ("nested_scopes", "2.1b1", "2.2a0", CO_NESTED),
    ("generators", "2.2a1", "2.3f0", CO_GENERATOR_ALLOWED),
    ("division", "2.2a2", "3.0a0", CO_FUTURE_DIVISION),
    ("absolute_import", "2.5a1", "3.0a0", CO_FUTURE_ABSOLUTE_IMPORT),
    ("with_statement", "2.5a1", "2.6a0", CO_FUTURE_WITH_STATEMENT),
    ("print_function", "2.6a2", "3.0a0", CO_FUTURE_PRINT_FUNCTION),
    ("unicode_literals", "2.6a2", "3.0a0", CO_FUTURE_UNICODE_LITERALS),
    ("barry_as_FLUFL", "3.1a2", "4.0a0", CO_FUTURE_BARRY_AS_BDFL),
    ("generator_stop", "3.5b1", "3.7a0", CO_FUTURE_GENERATOR_STOP),
    ("annotations", "3.7b1", None, CO_FUTURE_ANNOTATIONS),
):
    globals()[_name] = _Feature(_since(_optional), _since(_mandatory), _flag)
del _name, _optional, _mandatory, _flag, _since
