# The codec cp1252: every byte, every character of the plane 0 that it has, errors, aliases.
table = []
for byte in range(256):
    raw = bytes([byte])
    try:
        c = raw.decode("cp1252")
        table.append(ascii(c))
        assert c.encode("windows-1252") == raw
    except UnicodeDecodeError as error:
        table.append(str(error))
print(table)
print(sum(len(chr(c).encode("CP1252", "ignore")) for c in range(0x10000)))
for errors in "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace":
    for action in (lambda: "a\u20ac\u1234\x81\U0001f600b\ud800".encode("1252", errors),
                   lambda: b"a\x80\x81\x8d\xff".decode("cp1252", errors)):
        try:
            print(ascii(action()))
        except UnicodeError as error:
            print(error, error.encoding, error.start, error.end, error.reason)
        except TypeError:
            print("no handler for decoding")
print("plain".encode("cp1252"), "".encode("cp1252"), b"".decode("cp1252"))
data = bytearray(b"12")
try:
    data += data
except BufferError as error:
    print(error, data)
data.extend(data)
data += memoryview(b"34")
print(data)
try:
    data += memoryview(data)
except BufferError as error:
    print(error, data)
empty = bytearray()
empty += empty
print(empty)
