const n = 500000, counts = new Map();
const words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
for (let i = 0; i < n; i++) {
  const word = words[(i * 7 + Math.floor(i / 3)) % 8];
  counts.set(word, (counts.get(word) || 0) + 1);
}
const table = new Map();
for (let i = 0; i < n; i++) table.set(i * 17 % 10007, i);
let total = 0;
for (const c of counts.values()) total += c;
console.log(total + table.size + table.get(17));
