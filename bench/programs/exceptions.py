# raising and catching
def check(i):
    if i % 3 == 0:
        raise ValueError(i)
    return 1


def run(n):
    good = bad = 0
    for i in range(n):
        try:
            good += check(i)
        except ValueError:
            bad += 1
    return good, bad


print(*run(300000))
