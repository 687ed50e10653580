function* numbers(n) { for (let i = 0; i < n; i++) yield i; }
function* even(source) { for (const x of source) if (x % 2 === 0) yield x; }
function* squares(source) { for (const x of source) yield x * x % 1000; }
let total = 0;
for (const x of squares(even(numbers(600000)))) total += x;
console.log(total);
