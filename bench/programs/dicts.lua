local n, counts = 500000, {}
local words = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"}
for i = 0, n - 1 do
  local word = words[(i * 7 + i // 3) % 8 + 1]
  counts[word] = (counts[word] or 0) + 1
end
local table_, size = {}, 0
for i = 0, n - 1 do
  local key = i * 17 % 10007
  if table_[key] == nil then size = size + 1 end
  table_[key] = i
end
local total = 0
for _, c in pairs(counts) do total = total + c end
print(total + size + table_[17])
