function check(i) { if (i % 3 === 0) throw {i}; return 1; }
let good = 0, bad = 0;
for (let i = 0; i < 300000; i++) { try { good += check(i); } catch (e) { bad++; } }
console.log(good + " " + bad);
