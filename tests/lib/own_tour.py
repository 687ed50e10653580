# The guided tour: what it promises is what it shows.
with open("../../examples/tour.py") as file:
    exec(compile(file.read(), "tour.py", "exec"))
