# The collections at the end of a program: callbacks, gc.garbage, what dies when.
import gc


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies:", self.name, Dies is None, gc is None or gc.isenabled())


def callback(phase, info):
    print(phase, info["generation"])


gc.collect()
gc.callbacks.append(callback)
o = Dies("cycle")
o.o = o
del o
kept = Dies("kept cycle")
kept.kept = kept
plain = Dies("plain")
gc.attribute = Dies("of the module gc")
gc.attribute.me = gc.attribute
gc.garbage.append(Dies("garbage"))
gc.callbacks.append(Dies("callback"))
del gc.callbacks[1]
print("end")
