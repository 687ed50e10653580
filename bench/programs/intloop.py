# integer arithmetic in a loop
def run(n):
    total = 0
    for i in range(n):
        total = (total * 3 + i) % 1000003
    return total


print(run(2000000))
