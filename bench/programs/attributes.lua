local Vector = {}
Vector.__index = Vector
local function new(x, y) return setmetatable({x = x, y = y}, Vector) end
function Vector:add(other) self.x = self.x + other.x; self.y = self.y + other.y; return self end
function Vector:length2() return self.x * self.x + self.y * self.y end
local v, step = new(0, 0), new(1, 2)
for i = 1, 600000 do
  v:add(step)
  if v:length2() > 1000000 then v.x = 0; v.y = 0 end
end
print(v.x .. " " .. v.y)
