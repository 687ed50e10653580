local size = 0
for i = 0, 119999 do
  size = size + #string.format("%08d|%.3f|%x", i, i / 7, i)
  size = size + #string.format("%05d %s", i, "end")
end
print(size)
