local total = 0
for i = 1, 40000 do
  local head = nil
  for j = 0, 9 do head = {value = j, next = head} end
  while head do total = total + head.value; head = head.next end
end
print(total)
