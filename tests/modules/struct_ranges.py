# Module struct: every code with numbers at the limits.
import struct


def t(function, *args, **keywords):
    try:
        result = repr(function(*args, **keywords))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result if " at 0x" not in result else result[:result.index(" at 0x")])


    return r
vals=[-2**200,-2**70,-2**64,-2**63-1,-2**63,-2**32,-2**31-1,-2**31,-2**16,-32769,-32768,-129,-128,-1,0,127,128,255,256,32767,32768,65535,65536,2**31-1,2**31,2**32-1,2**32,2**63-1,2**63,2**64-1,2**64,2**70,2**200,1.5,'a',b'a',None,True]
for o in '@=<':
    for c in 'bBhHiIlLqQnNPefd?csp':
        last=None
        for v in vals:
            r=t(struct.pack,o+c,v)
            if isinstance(r,tuple):
                if r!=last: print(o,c,repr(v)[:30],r)
                last=r
