# closures and functions as values
def counter(step):
    value = 0

    def next_value():
        nonlocal value
        value += step
        return value

    return next_value


def run(n):
    counters = [counter(i) for i in range(10)]
    total = 0
    for i in range(n):
        for c in counters:
            total += c()
    return total


print(run(100000))
