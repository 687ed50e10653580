"""The random numbers of the random_*.py scripts, and sums of what they printed: the same in every interpreter."""
state = 3037000493


def rnd():
    """64 random bits."""
    global state
    state = state * 6364136223846793005 + 1442695040888963407 & 2 ** 64 - 1
    x = state
    x ^= x >> 33
    x = x * 18397679294719823053 & 2 ** 64 - 1
    x ^= x >> 33
    return x


def checksum(texts):
    return int.from_bytes('\n'.join(texts).encode('utf-8', 'surrogatepass'), 'big') % (2 ** 61 - 1)
