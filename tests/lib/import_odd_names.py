"""Names of modules that hold a NUL, or dots in odd places."""
import warnings

warnings.simplefilter('ignore')


def tried(*arguments):
    try:
        print(__import__(*arguments).__name__)
    except Exception as error:
        print(type(error).__name__, ascii(str(error)), ascii(getattr(error, 'name', None)))


for name in ('\0', 'zzz\0', '\0.path', 'zzz.\0', 'a\0.b', '.\0', 'json.\0', 'json.zzz\0', 'json.\0.x', '\0\x7f\x80', 'json..', '.', 'json.'):
    tried(name)
    tried(name, {}, {}, ['x'])
    tried('json', {}, {}, [name])
    tried(name, {'__package__': 'json'}, {}, [], 1)
    tried('x', {'__package__': name}, {}, [], 1)
    tried('x', {'__name__': name}, {}, [], 1)
