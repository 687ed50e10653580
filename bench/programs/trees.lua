local function build(depth)
  if depth == 0 then return {false, false} end
  return {build(depth - 1), build(depth - 1)}
end
local function check(tree)
  if not tree[1] then return 1 end
  return 1 + check(tree[1]) + check(tree[2])
end
local total = 0
for i = 1, 10 do total = total + check(build(13)) end
print(total)
