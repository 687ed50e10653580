"""What ouro holds to, in a few lines; printed by `import this`."""

text = """\
The snake that eats its tail

A name is not a box; it points.
Whoever points is counted, and the count is true.
The last one who lets go puts out the light, there and then.
Two that hold only each other are held by nobody:
the collector will come for them, the young ones first.
Who lived long is asked seldom.
A weak hand may wave, but must not hold.
A farewell may be spoken once; it may even be taken back, once.
Do not trust a memory that you cannot look into.
What can be seen can be understood; so let nothing be hidden.
Do as the elder does, in the same order and with the same words,
or say plainly that you do not.
No guest takes more than was laid out for it.
Small enough to be read, fast enough to be forgotten.
All that was taken is given back at the end: count, and find zero."""

print(text)
