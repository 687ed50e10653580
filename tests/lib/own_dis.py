import dis
import io
import sys


def f(a, b=1):
    "doc"
    for i in range(a):
        try:
            print(i, x.y)
        except ValueError as e:
            return [j for j in b]


class C:
    def m(self):
        return self.x + 1

    @staticmethod
    def s():
        return None

    data = 3


def text(*args, function=dis.dis, **kwargs):
    out = io.StringIO()
    function(*args, file=out, **kwargs)
    return out.getvalue()


# The structure, not the instructions: those may change.
whole = text(f)
print(whole.startswith("f ("), whole.count("\n\n"), "f.<locals>.<listcomp>" in whole.split("\n\n")[1])
print(text(f, depth=0).count("listcomp> ("), text(f, depth=1) == whole, text(f.__code__) == whole)
print(text(C).count("Disassembly of"), text(C().m) == text(C.m), text("a+b") != "", text("a = 1").startswith("<module>"))
print(text(f.__code__, function=dis.disassemble) == whole.split("\n\n")[0] + "\n", dis.disco is dis.disassemble)
found = list(dis.get_instructions(f))
print(len(found) == text(f, depth=0).count("\n") - 1 - text(f, depth=0).count("  handler"))
print({type(i).__name__ for i in found}, found[0]._fields, found[0].offset, found[0].starts_line, found[0].positions.lineno)
print([i.argval for i in found if i.opcode in dis.hasname], all(dis.opmap[i.opname] == i.opcode for i in found))
print(all(i.opname == dis.opname[i.opcode] for i in found), {i.argval for i in found if i.opname == "JUMP"} <= {i.offset for i in found})
print([i.starts_line for i in found if i.starts_line] == [line for offset, line in dis.findlinestarts(f.__code__)])
print(dis.findlabels(f) == [i.offset for i in found if i.is_jump_target], len(list(dis.get_instructions("1 + x"))) > 1)
print([i.starts_line for i in dis.get_instructions(f, first_line=100)][:1], found[0]._disassemble())
code = dis.Bytecode(f)
print(list(code) == found, code.dis() + "\n" == text(f, depth=0) + "\n", repr(code).startswith("Bytecode(<function f"))
print(code.info() == dis.code_info(f), code.codeobj is f.__code__, code.first_line, code.current_offset)
print("\n".join(line for line in dis.code_info(f).split("\n") if "Registers" not in line and "file" not in line.lower()))
print(text(C.s, function=dis.show_code).split("\n")[0], dis.pretty_flags(3), dis.pretty_flags(0), dis.COMPILER_FLAG_NAMES[4])
try:
    C().m()
except AttributeError as e:
    shown = text(e.__traceback__, function=dis.distb)
    at = [line for line in shown.split("\n") if "-->" in line]
    print(len(at), "GETATTR" in at[0], dis.Bytecode.from_traceback(e.__traceback__).dis() == shown)
    sys.last_traceback = e.__traceback__
    print(text() == shown)
    del sys.last_traceback
for wrong in (3, b"12", None):
    try:
        dis.dis(wrong)
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
try:
    dis.stack_effect(1)
except ValueError as e:
    print(e)
print(dis.cmp_op, sorted(set(dis.__all__) - set(dir(dis))), set(dis.hasconst) & set(dis.hasname))


def gen():
    yield 1


print(text(gen()) == text(gen))
