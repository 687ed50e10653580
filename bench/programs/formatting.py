# formatting numbers and text
def run(n):
    size = 0
    for i in range(n):
        size += len(f"{i:08d}|{i / 7:.3f}|{i:x}")
        size += len("%05d %s" % (i, "end"))
    return size


print(run(120000))
