# sorting: with and without a key
def run(n):
    seed = 42
    data = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        data.append(seed)
    ordered = sorted(data)
    by_key = sorted(data, key=lambda x: x % 1000)
    return ordered[n // 2] % 1000 + by_key[0] % 1000 + by_key[-1] % 1000


print(run(200000))
