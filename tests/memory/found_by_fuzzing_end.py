# Collections that finalizers ask for at the end call gc.callbacks.
import gc


class AtEnd:
    def __del__(self, print=print, collect=gc.collect):
        print('del')
        collect()


gc.disable()
gc.callbacks.append(print)
at_end = AtEnd()
