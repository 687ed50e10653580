const n = 200000, data = [];
let seed = 42n;
for (let i = 0; i < n; i++) { seed = (seed * 1103515245n + 12345n) % 2147483648n; data.push(Number(seed)); }
const ordered = [...data].sort((a, b) => a - b);
const byKey = [...data].sort((a, b) => a % 1000 - b % 1000);
console.log(ordered[n / 2] % 1000 + byKey[0] % 1000 + byKey[n - 1] % 1000);
