local function numbers(n) return coroutine.wrap(function() for i = 0, n - 1 do coroutine.yield(i) end end) end
local function even(source) return coroutine.wrap(function() for x in source do if x % 2 == 0 then coroutine.yield(x) end end end) end
local function squares(source) return coroutine.wrap(function() for x in source do coroutine.yield(x * x % 1000) end end) end
local total = 0
for x in squares(even(numbers(600000))) do total = total + x end
print(total)
