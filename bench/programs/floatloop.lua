local n, inside = 180, 0
for row = 0, n - 1 do
  local ci = 2.0 * row / n - 1.0
  for column = 0, n - 1 do
    local cr, zr, zi, k = 3.0 * column / n - 2.0, 0.0, 0.0, 0
    while k < 30 and zr * zr + zi * zi < 4.0 do
      zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
      k = k + 1
    end
    if k == 30 then inside = inside + 1 end
  end
end
print(inside)
