# dictionaries: counting words, int keys
def run(n):
    counts = {}
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    for i in range(n):
        word = words[(i * 7 + i // 3) % 8]
        counts[word] = counts.get(word, 0) + 1
    table = {}
    for i in range(n):
        table[i * 17 % 10007] = i
    return sum(counts.values()) + len(table) + table[17]


print(run(500000))
