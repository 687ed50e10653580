let size = 0;
for (let i = 0; i < 120000; i++) {
  size += `${String(i).padStart(8, "0")}|${(i / 7).toFixed(3)}|${i.toString(16)}`.length;
  size += `${String(i).padStart(5, "0")} end`.length;
}
console.log(size);
