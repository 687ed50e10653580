"""SHA-512, for random.seed() of text."""

_MASK = 2**64 - 1


def _roots(count, power):
    """Bits behind the point of the square or cube roots of the first primes."""
    prime, found = 1, []
    while len(found) < count:
        prime += 1
        if all(prime % known[0] for known in found):
            wanted, low, high = prime << 64 * power, 0, 2**72
            while high - low > 1:
                middle = (low + high) // 2
                if middle**power <= wanted:
                    low = middle
                else:
                    high = middle
            found.append((prime, low & _MASK))
    return [root for _, root in found]


_START = _ROUND = None


def _mix(state, block):
    words = [int.from_bytes(block[i:i + 8]) for i in range(0, 128, 8)]
    turn = lambda x, n: (x >> n | x << 64 - n) & _MASK
    for i in range(16, 80):
        x, y = words[i - 15], words[i - 2]
        words.append((words[i - 16] + words[i - 7] + (turn(x, 1) ^ turn(x, 8) ^ x >> 7)
                      + (turn(y, 19) ^ turn(y, 61) ^ y >> 6)) & _MASK)
    a, b, c, d, e, f, g, h = state
    for constant, word in zip(_ROUND, words):
        one = h + (turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)) + (e & f ^ ~e & g) + constant + word
        two = (turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (one + two) & _MASK, a, b, c, (d + one) & _MASK, e, f, g
    return [(x + y) & _MASK for x, y in zip(state, (a, b, c, d, e, f, g, h))]


class sha512:
    name, digest_size, block_size = 'sha512', 64, 128

    def __init__(self, data=b''):
        global _START, _ROUND
        if _START is None:
            _START, _ROUND = _roots(8, 2), _roots(80, 3)
        self._state, self._rest, self._size = _START, b'', 0
        self.update(data)

    def update(self, data):
        data = self._rest + memoryview(data).tobytes()
        self._size += len(data) - len(self._rest)
        whole = len(data) - len(data) % 128
        for i in range(0, whole, 128):
            self._state = _mix(self._state, data[i:i + 128])
        self._rest = data[whole:]

    def digest(self):
        end = self._rest + b'\x80' + bytes((111 - len(self._rest)) % 128) + (8 * self._size).to_bytes(16)
        state = self._state
        for i in range(0, len(end), 128):
            state = _mix(state, end[i:i + 128])
        return b''.join([word.to_bytes(8) for word in state])

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = sha512()
        other._state, other._rest, other._size = self._state, self._rest, self._size
        return other
