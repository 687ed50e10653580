# f-strings: conversions, nested specs, =, quotes, joined parts
name, width, value = "Ada", 10, 3.14159
print(f"{name}|{name!r}|{name!s:>8}|{name!a}|{'é'!a}")
print(f"{value:.2f}|{value:{width}.3f}|{value:<{width}}|{value:^{width}.1e}|")
print(f"{value=}|{value = :.1f}|{name=!s}|{1 + 1 = }")
print(f"{{}} {{{value:.0f}}} {'nested ' + f'{name}'} {'a' 'b'}")
print(f"{[x for x in range(3)]} { {'k': 1}['k'] } {(lambda q: q * 2)(4)}")
print(rf"\n{name}\t", f"""multi
{name}
line""")
print("plain " f"{1}" " and " "more")
print(f"{1_000_000:,} {255:#x} {255:08b} {-5:+d} {5: d} {1e10:g} {0.00001:g} {12345.678:_.1f}")
print(f"{True} {None} {...} {1j} {b'x'!r}")
print(f"{'x':*^5}|{'abc':.2}|{3:>4}|{3:<4}|{3:=+4}")
