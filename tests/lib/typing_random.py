import collections.abc
import random
from typing import *

T = TypeVar("T")
S = TypeVar("S", bound=int)
K = TypeVar("K", covariant=True)
P = ParamSpec("P")
Q = ParamSpec("Q")
Ts = TypeVarTuple("Ts")
Us = TypeVarTuple("Us")


class G(Generic[T]): pass
class G2(Generic[T, S]): pass
class GP(Generic[P]): pass
class GTP(Generic[T, P]): pass
class GTs(Generic[*Ts]): pass
class GTTs(Generic[T, *Ts, S]): pass
class Pr(Protocol[T]): pass


U = NewType("U", int)
rnd = random.Random(11)
atoms = """int;str;None;T;S;K;P;Ts;Any;"fwd";float;...;U;NoReturn;Self;3;Union;Optional;List;Dict;Tuple;Callable;G;G2;GP;GTP;GTs;GTTs
Pr;Generic;Protocol;ClassVar;Final;P.args;P.kwargs;Literal;[int];[];[T,int];();(int,str);*Ts;*tuple[int,...];*tuple[int,T];Unpack[Ts]
Concatenate[int,P];Concatenate[T,...];list;dict;tuple;type;int|str;T|None;Annotated[T,1];Literal[1];Type;Us""".replace("\n", ";").split(";")
heads = """List Dict Tuple Union Optional Callable G G2 GP GTP GTs GTTs Pr list dict tuple type Type Annotated Literal ClassVar Final
Concatenate Unpack collections.abc.Callable Iterable Mapping Generator Generic Protocol Required NotRequired TypeGuard Deque ContextManager
collections.abc.Iterable frozenset AbstractSet Coroutine""".split()


def generate(depth):
    if depth <= 0 or rnd.random() < 0.3:
        return rnd.choice(atoms)
    count = rnd.choice([1, 1, 2, 2, 3])
    r = rnd.random()
    if r < 0.12:
        return f"{generate(depth - 1)} | {generate(depth - 1)}"
    head = rnd.choice(heads)
    if r >= 0.75:
        head += f"[{', '.join(generate(depth - 1) for _ in range(rnd.choice([1, 2, 3])))}]"
    if "Callable" in head and rnd.random() < 0.8 and not head.endswith("]"):
        args = rnd.choice(["[int, T]", "P", "...", "[*Ts]", "Concatenate[int,P]", "[]"])
        return f"{head}[{args}, {generate(depth - 1)}]"
    return f"{head}[{', '.join(generate(depth - 1) for _ in range(count))}]"


for _ in range(700):
    text = generate(3)
    try:
        x = eval(text)
        out = f"{x!r} | {getattr(x, '__parameters__', None)} {get_origin(x)} {get_args(x)} {x == eval(text)}"
        try:
            hash(x)
        except TypeError as e:
            out += f" {e}"
    except Exception as e:
        out = f"{type(e).__name__}: {e}"
    print(text, "=>", out)
