function build(depth) { return depth === 0 ? [null, null] : [build(depth - 1), build(depth - 1)]; }
function check(tree) { return tree[0] === null ? 1 : 1 + check(tree[0]) + check(tree[1]); }
let total = 0;
for (let i = 0; i < 10; i++) total += check(build(13));
console.log(total);
