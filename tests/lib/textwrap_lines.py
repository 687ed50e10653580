# Module textwrap: breaking into lines with all options; dedent, indent, shorten.
import textwrap
from textwrap import TextWrapper, dedent, fill, indent, shorten, wrap

TEXTS = ["", " ", "a", "Hello there, how are you this fine day?  I'm glad to hear it!",
         "\tTest\tcustom\t\ttabsize. \n\n new  paragraph\x0b x\x0cy", "This is a sentence. Another one!  'Quoted.' And \"this.\" e.g. Mr. X",
         "this-is-a-useful-feature-for-reformatting posts from tim d'oh -- em-dashes--like this---and--that --option -x a-b",
         "Did you say \"supercalifragilisticexpialidocious?\" How *do* you spell that odd word, anyways?", "--foo-bar--- and-so--on 1-2 x2-y",
         "é\u00a0è\u2003à naïve-café über--alles", "----------- a-very-very-long-hyphenated-word-that-is-long", "aaaa\n\nbbbb cccc"]
OPTIONS = [{}, {"break_on_hyphens": False}, {"break_long_words": False}, {"drop_whitespace": False}, {"fix_sentence_endings": True},
           {"initial_indent": "* ", "subsequent_indent": "   "}, {"expand_tabs": False}, {"replace_whitespace": False}, {"tabsize": 3},
           {"max_lines": 1}, {"max_lines": 2, "placeholder": "..."}, {"max_lines": 3, "drop_whitespace": False},
           {"max_lines": 1, "placeholder": ""}, {"break_long_words": False, "break_on_hyphens": False, "max_lines": 2},
           {"max_lines": 2, "subsequent_indent": "      "}, {"break_on_hyphens": 1}]
for text in TEXTS:
    for options in OPTIONS:
        for width in 8, 12, 20, 70:
            try:
                print(width, wrap(text, width, **options))
            except Exception as e:
                print(type(e).__name__, e)
for text in TEXTS[3:]:
    print(wrap(text, 1), wrap(text, 2, break_long_words=False))
for width in 0, -1:
    try:
        wrap("a", width)
    except ValueError as e:
        print(e)
print(repr(fill("one two three", 8)), repr(fill("", 5)))
for width in 1, 5, 11, 12, 13, 30:
    for placeholder in " [...]", "...", "":
        try:
            print(width, repr(shorten("  Hello   world, and \n more  ", width, placeholder=placeholder)))
        except ValueError as e:
            print(width, e)
for text in ("", "a", "  a\n  b", "  a\n   b\n c", "\ta\n\tb\n", "\ta\n  b", " \ta\n \tb\n \t  c\n  \t \n", "  a\n\n \n  b\n", "  a\r\n  b\r\n", "\n\n",
             "  \n  a", "\t\ta\n\t b\n\tc", "    a\n  \tb", "   \x0bx\n   y"):
    print(repr(dedent(text)), repr(indent(text, "> ")), repr(indent(text, "> ", lambda line: True)), repr(indent(text, "-", str.isspace)))
wrapper = TextWrapper(width=10)
print(wrapper.wrap("some words to wrap here"), wrapper.fill("some words to wrap here"), wrapper._split("a-b foo-bar--baz"))
wrapper.width = 7
print(wrapper.wrap("some words to wrap here"), sorted(vars(wrapper)), textwrap.__all__)
class Mine(TextWrapper):
    def _split(self, text):
        return text.split("|")
print(Mine(5).wrap("ab|cd|efg|h"), Mine.wordsep_simple_re.split("a b"))
