# integers of many digits
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


f = factorial(1500)
a = 3**4000
b = 7**3000
print(f % 1000007, (a * b) % 1000003, a // b % 1000, (a * a - b) % 997)
