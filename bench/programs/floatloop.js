const n = 180;
let inside = 0;
for (let row = 0; row < n; row++) {
  const ci = 2.0 * row / n - 1.0;
  for (let column = 0; column < n; column++) {
    const cr = 3.0 * column / n - 2.0;
    let zr = 0, zi = 0, k = 0;
    while (k < 30 && zr * zr + zi * zi < 4.0) {
      const t = zr * zr - zi * zi + cr;
      zi = 2.0 * zr * zi + ci;
      zr = t;
      k++;
    }
    if (k === 30) inside++;
  }
}
console.log(inside);
