import dataclasses
import enum


class Color(enum.Enum):
    RED = 1
    GREEN = "g"


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = dataclasses.field(default_factory=list)


print(Color.RED, Color("g"), list(Color), Item("a"), Item("a", 2) > Item("a"), dataclasses.asdict(Item("b", tags=[1])))
