# What a full device does not take stays in the buffer and is tried again.
f = open('/dev/full', 'wb')
f.write(b'x')
for i in range(3):
    try: f.flush(); print("ok")
    except OSError as e: print(e)
f2 = open('/dev/full', 'w', buffering=1)
for i in range(3):
    try: f2.write("a\n"); print("ok")
    except OSError as e: print(e)
    try: f2.flush(); print("ok")
    except OSError as e: print(e)
try: f.close()
except OSError as e: print(e, f.closed)
try: f2.close()
except OSError as e: print(e, f.closed)
