let total = 0;
for (let i = 0; i < 2000000; i++) total = (total * 3 + i) % 1000003;
console.log(total);
