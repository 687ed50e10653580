a = 1000
list1 = [a, a]
list1[0] = 211
list1.append([a])
list1.pop()
del list1[0]
table = {"colour": list1}
del list1
table["colour"] = 212
pair = (a, [a])
del pair
