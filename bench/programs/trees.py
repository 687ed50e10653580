# binary trees: building and walking
def build(depth):
    if depth == 0:
        return (None, None)
    return (build(depth - 1), build(depth - 1))


def check(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + check(left) + check(right)


def run(depth):
    total = 0
    for i in range(10):
        total += check(build(depth))
    return total


print(run(13))
