big = 3 ** 200
print(big, big // 7 ** 30, big % 10 ** 20, -big >> 70, big & (big >> 3), divmod(-big, 12345678901234567890))
print(int(str(big)) == big, hex(big), pow(3, 1000, 10 ** 25), big.bit_length(), (2 ** 70).to_bytes(12, "big"))
print(1.5 + 2, 2 ** 0.5, 7 // 2.0, 7.5 % 2, float(big), round(2.675, 2), round(1234.5678, -2), (0.1).as_integer_ratio())
print((1 + 2j) * 3, abs(3 + 4j), complex("1+2j"), 1e300 * 1e10, -0.0, float.fromhex("0x1p4"), (255).to_bytes(2, "little"))
total = 0
for i in range(1000, 1040):
    total += i * i - (i << 3) | 5
    total = total ^ i
print(total, sum(range(500)), sum([0.1] * 10), max(3, 7.5, 2), min([4, 2]), abs(-total))
import math
print(math.gcd(12, 18, big), math.factorial(25), math.isqrt(big), math.comb(30, 12), math.prod([2.5, 3]), math.fsum([0.1] * 10))
x = 10 ** 18
x += 10 ** 19
x -= 1
print(x, x.__add__(1), int.from_bytes(b"\x01" * 9, "big"), bool(x), -x, ~x, +x, x == x + 0)
