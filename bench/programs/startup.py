# starting and ending
print("started")
