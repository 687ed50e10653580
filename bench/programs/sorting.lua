local n, seed, data, keyed = 200000, 42, {}, {}
for i = 1, n do
  seed = (seed * 1103515245 + 12345) % 2147483648
  data[i] = seed
  keyed[i] = seed
end
table.sort(data)
table.sort(keyed, function(a, b) return a % 1000 < b % 1000 end)
print(data[n // 2 + 1] % 1000 + keyed[1] % 1000 + keyed[n] % 1000)
