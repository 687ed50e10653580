# many short-lived objects
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def run(n):
    total = 0
    for i in range(n):
        head = None
        for j in range(10):
            head = Node(j, head)
        while head is not None:
            total += head.value
            head = head.next
    return total


print(run(40000))
