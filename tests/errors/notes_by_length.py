"""What __notes__ holds is asked for its length and for its items."""
import io
import sys


class Items:
    def __init__(self, *answers):
        self.answers = answers

    def __getitem__(self, place):
        print('item', place)
        return self.answers[place]


class Sized(Items):
    def __len__(self):
        print('len')
        return 2


class Broken(Items):
    def __len__(self):
        1 / 0


for notes in (Items('a'), Sized('a', 'b', 'c'), Broken('a'), ('x', 1), 'text', b'ab', {1: 2}, {1}, 5, range(2), [1, 'line\nline']):
    error = ValueError(type(notes).__name__)
    error.__notes__ = notes
    saved, sys.stderr = sys.stderr, io.StringIO()
    sys.excepthook(ValueError, error, None)
    text, sys.stderr = sys.stderr.getvalue(), saved
    print(text.split('\n'))
