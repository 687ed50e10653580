# gc.garbage with something in it at the end: a warning, and with DEBUG_UNCOLLECTABLE its text.
import gc
import warnings

warnings.simplefilter("error")
gc.garbage.append([5, "text"])
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
