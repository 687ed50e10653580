local function check(i) if i % 3 == 0 then error({i}) end return 1 end
local good, bad = 0, 0
for i = 0, 299999 do
  local ok, value = pcall(check, i)
  if ok then good = good + value else bad = bad + 1 end
end
print(good .. " " .. bad)
