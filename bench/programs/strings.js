const n = 150000;
let text = "";
for (let i = 0; i < n; i++) text += String(i) + ",";
const parts = text.split(",");
const replaced = parts.join("-").split("9").join("nine");
console.log(text.length + parts.length + replaced.length + (replaced.split("nine").length - 1) + replaced.indexOf("77777"));
