# generators feeding each other
def numbers(n):
    for i in range(n):
        yield i


def even(source):
    for x in source:
        if x % 2 == 0:
            yield x


def squares(source):
    for x in source:
        yield x * x % 1000


print(sum(squares(even(numbers(600000)))))
