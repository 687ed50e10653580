function factorial(n) { let r = 1n; for (let i = 2n; i <= n; i++) r *= i; return r; }
const f = factorial(1500n), a = 3n ** 4000n, b = 7n ** 3000n;
const mod = (x, m) => ((x % m) + m) % m;
console.log(`${f % 1000007n} ${(a * b) % 1000003n} ${a / b % 1000n} ${mod(a * a - b, 997n)}`);
