# What zip was given when it ended early stays where it cannot be found, until the process ends.
import gc


class Loud:
    def __del__(self):
        print('del')


pairs = zip([Loud()], [])
gc.collect()
print(next(pairs, 'nothing'))
