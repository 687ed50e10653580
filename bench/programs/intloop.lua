local total = 0
for i = 0, 1999999 do total = (total * 3 + i) % 1000003 end
print(total)
