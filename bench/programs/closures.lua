local function counter(step)
  local value = 0
  return function() value = value + step; return value end
end
local counters, total = {}, 0
for i = 0, 9 do counters[#counters + 1] = counter(i) end
for i = 1, 100000 do for j = 1, 10 do total = total + counters[j]() end end
print(total)
