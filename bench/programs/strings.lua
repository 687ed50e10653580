local n, pieces = 150000, {}
for i = 0, n - 1 do pieces[#pieces + 1] = tostring(i) .. "," end
local text = table.concat(pieces)
local parts = {}
for part in (text):gmatch("([^,]*),") do parts[#parts + 1] = part end
parts[#parts + 1] = ""
local joined = table.concat(parts, "-")
local replaced, count = joined:gsub("9", "nine")
print(#text + #parts + #replaced + count + replaced:find("77777", 1, true) - 1)
