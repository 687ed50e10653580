# The message names the operator that was written, also when the method for it has given NotImplemented.
class Neither:
    def __iadd__(self, other):
        return NotImplemented

    def __imul__(self, other):
        return NotImplemented

    def __ipow__(self, other):
        return NotImplemented

    def __radd__(self, other):
        return 'right'


class Sequence(list):
    __iadd__ = Neither.__iadd__


for left in Neither(), Sequence():
    for right in Neither(), Sequence([1]), 2, 'text':
        for operator in '+=', '*=', '**=':
            names = {'left': left, 'right': right}
            try:
                exec('left %s right' % operator, names)
            except TypeError as error:
                print(error)
            else:
                print(names['left'])
