"""What dataclasses ask of defaults, and what stays alive in the frames of an exception."""
import dataclasses


class Told:
    def __getattribute__(self, name):
        print("asked for", name)
        return super().__getattribute__(name)


for keywords in ({}, {"order": True, "frozen": True}, {"unsafe_hash": True}, {"kw_only": True}, {"match_args": False}):
    print(keywords)

    @dataclasses.dataclass(**keywords)
    class B:
        p: int = Told()
        q: int = dataclasses.field(default=Told())
    b = B()
    print(b == B(), dataclasses.is_dataclass(b))
    dataclasses.replace(b)
    dataclasses.astuple(b)
    dataclasses.asdict(b)


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies:", self.name)


@dataclasses.dataclass
class Pair:
    first: object
    second: object = memoryview(b"not copied")


def attempt(function):
    pair = Pair(Mortal(function.__name__))
    try:
        function(pair)
    except TypeError as error:
        print(error)
    print("caught")


attempt(dataclasses.astuple)
attempt(dataclasses.asdict)
