# textwrap: lines of a width, hyphens and dashes, long words, placeholders, indentation.
import random
import textwrap

rng = random.Random(5)
pieces = ["word", "a", "long-hyphenated-word", "--", "em--dash", "x-y", "Sentence.", "end?\"", " ", "  ", "\t", "\n", "e-mail", "--option",
          "1-2", "extraordinarily", "(see", "it)", "don't", "a-", "-b", "\xa0"]
total = []
for _ in range(150):
    text = "".join(rng.choice(pieces) + rng.choice(("", " ", " ")) for _ in range(rng.randint(0, 14)))
    options = dict(width=rng.choice((3, 5, 12, 30)), initial_indent=rng.choice(("", "* ")), subsequent_indent=rng.choice(("", "  ")))
    for name in ("expand_tabs", "replace_whitespace", "fix_sentence_endings", "break_long_words", "drop_whitespace", "break_on_hyphens"):
        if rng.random() < 0.3:
            options[name] = rng.random() < 0.5
    if rng.random() < 0.3:
        options.update(max_lines=rng.choice((1, 2)), placeholder=rng.choice(("...", " [...]")))
    try:
        total.append(textwrap.wrap(text, **options))
    except ValueError as error:
        total.append(str(error))
    total.append(textwrap.dedent(textwrap.indent(text, "  ") + "\n \t\n   x\n"))
print(len(repr(total)), hash(repr(total)) == hash(repr(total)))
for item in total[:60]:
    print(repr(item))
print(textwrap.shorten("Hello  world, this is  long", 18), textwrap.shorten("Hello", 3, placeholder=""))
print(repr(textwrap.indent("a\n\n b\r\nc", "> ")), repr(textwrap.indent("a\n\n", "-", lambda line: True)))
try:
    textwrap.wrap("a", 0)
except ValueError as error:
    print(error)
