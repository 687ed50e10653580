class Vector {
  constructor(x, y) { this.x = x; this.y = y; }
  add(other) { this.x += other.x; this.y += other.y; return this; }
  length2() { return this.x * this.x + this.y * this.y; }
}
const v = new Vector(0, 0), step = new Vector(1, 2);
for (let i = 0; i < 600000; i++) {
  v.add(step);
  if (v.length2() > 1000000) { v.x = 0; v.y = 0; }
}
console.log(v.x + " " + v.y);
