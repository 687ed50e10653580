function counter(step) { let value = 0; return () => { value += step; return value; }; }
const counters = [];
for (let i = 0; i < 10; i++) counters.push(counter(i));
let total = 0;
for (let i = 0; i < 100000; i++) for (const c of counters) total += c();
console.log(total);
