# Flags: inversion, aliases of several bits, unknown bits.
import enum
class F(enum.Flag):
    A=1; C=6
class G(enum.IntFlag):
    A=1; C=6
class S(enum.Flag, boundary=enum.STRICT):
    A=1; B=4
class E(enum.Flag, boundary=enum.EJECT):
    A=1; B=4
for c in (F,G,S,E):
    for m in c:
        print(c.__name__, m, repr(~m), repr(~~m) if isinstance(~m,c) else 0)
    print(repr(~c(0)))
print(repr(~F.C), repr(F.A|F.C), repr(~G.C), repr(~G(8)), repr(G(9)))
print(enum.auto.__init__.__defaults__)
class G(enum.IntFlag):
    A=1; C=6
print(G._flag_mask_, G._all_bits_, G._member_names_, G._member_map_, G._value2member_map_)
x=~G.A; print(x, repr(x), x._name_, x is G.C)
print(G._value2member_map_)
print(repr(G(6)), repr(G(-2)), repr(G(7)), repr(G(2)),repr(G(3)), repr(G(-1)), repr(G(-7)),repr(G(14)))
class F(enum.Flag):
    A=1; C=6
print(F._flag_mask_, F._all_bits_, repr(~F.A), repr(F(7)), repr(F(6)), F._value2member_map_)
try: print(repr(F(2)))
except Exception as e: print(type(e),e)
try: print(repr(F(3)))
except Exception as e: print(type(e),e)
print(list(F(7)), list(G(7)), len(F(7)))
