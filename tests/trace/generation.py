# options: --trace-memory=type:list
# What a collection leaves moves to an older generation.
import gc
gc.freeze()
gc.disable()
a = [[]]
gc.collect(0)
gc.collect(1)
gc.unfreeze()
