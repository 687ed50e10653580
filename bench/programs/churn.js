class Node { constructor(value, next) { this.value = value; this.next = next; } }
let total = 0;
for (let i = 0; i < 40000; i++) {
  let head = null;
  for (let j = 0; j < 10; j++) head = new Node(j, head);
  while (head !== null) { total += head.value; head = head.next; }
}
console.log(total);
