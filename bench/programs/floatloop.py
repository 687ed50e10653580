# floating point: a point on the Mandelbrot set's edge, again and again
def run(n):
    inside = 0
    for row in range(n):
        ci = 2.0 * row / n - 1.0
        for column in range(n):
            cr = 3.0 * column / n - 2.0
            zr = zi = 0.0
            k = 0
            while k < 30 and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                k += 1
            if k == 30:
                inside += 1
    return inside


print(run(180))
