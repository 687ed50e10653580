import circle.parent

again = 1
circle.parent
