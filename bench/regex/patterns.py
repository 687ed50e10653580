"""Twenty usual patterns on made-up texts. Prints, for each, its name and the CPU seconds that a round of it took."""
import random
import re
import sys
import time

rng = random.Random(7)
WORDS = "time person year way day thing man world life hand part child eye woman place work week case point company".split()
PROSE = " ".join(rng.choice(WORDS).capitalize() if rng.random() < 0.1 else rng.choice(WORDS) + rng.choice(("", "", ",", "."))
                 for _ in range(6000))
LOG = "\n".join(f"2023-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}:07 "
                f"{rng.choice(('INFO', 'WARNING', 'ERROR'))} 10.0.{rng.randint(0, 255)}.{rng.randint(0, 255)} "
                f"user{rng.randint(1, 99)}@example.com \"GET /index/{rng.randint(1, 999)}.html?x=1&y=2\" {rng.random():.4f}"
                for _ in range(700))
HTML = "".join(f'<div class="c{i}"><a href="http://example.org/{i}">link {i}</a> text &amp; more</div>\n' for i in range(700))
CODE = "\n".join(f"    def method_{i}(self, value={i}, *args):  # comment {i}\n        return 'text {i}' + \"other\" if x{i} >= 0x{i:x} else {i}.5e3"
                 for i in range(400))
CSV = "\n".join(f'{i},"name, {i}",{i * 3.5},"",last' for i in range(1200))
GREEK = " ".join("αβγδε λόγος Ἀθῆναι mixed ascii ÄÖÜ straße naïve".split() * 300)
LINES = LOG.split("\n")

TOKEN = r"(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<string>'[^']*'|\"[^\"]*\")|(?P<op>[-+*/=<>(),.:]+)|(?P<comment>#.*)|(?P<space>\s+)"


def find(pattern, text, flags=0):
    compiled = re.compile(pattern, flags)
    return lambda: len(compiled.findall(text))


def iterate(pattern, text):
    compiled = re.compile(pattern)
    return lambda: sum(m.end() for m in compiled.finditer(text))


def each(pattern, texts, method="match"):
    compiled = re.compile(pattern)
    return lambda: sum(1 for text in texts if getattr(compiled, method)(text))


def replace(pattern, by, text):
    compiled = re.compile(pattern)
    return lambda: len(compiled.sub(by, text))


def cut(pattern, text):
    compiled = re.compile(pattern)
    return lambda: len(compiled.split(text))


CASES = [
    ("literal", find("company", PROSE), 60),
    ("words", find(r"\w+", PROSE), 6),
    ("capitalized", find(r"\b[A-Z]\w*", PROSE), 10),
    ("alternatives", find("person|world|child|place", PROSE), 10),
    ("ignore case", find("company|point", PROSE, re.IGNORECASE), 6),
    ("numbers", find(r"\d+", LOG), 10),
    ("date groups", find(r"(\d{4})-(\d\d)-(\d\d)", LOG), 30),
    ("ip address", find(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", LOG), 12),
    ("e-mail", find(r"[\w.+-]+@[\w-]+\.[\w.]+", LOG), 3),
    ("log line", each(r"(\S+) (\S+) (?P<level>[A-Z]+) ([\d.]+) (\S+) \"([^\"]*)\" (.*)$", LINES), 12),
    ("line ends", find(r"^.*ERROR.*$", LOG, re.MULTILINE), 20),
    ("tags lazily", find(r"<a href=\"(.*?)\">(.*?)</a>", HTML), 15),
    ("tags", find(r"<[^>]+>", HTML), 20),
    ("tokens", iterate(TOKEN, CODE), 3),
    ("quoted csv", find(r'"([^"]*)"|([^,\n]+)', CSV), 8),
    ("replace text", replace("time", "space", PROSE), 30),
    ("replace groups", replace(r"(\w+) (\w+)", r"\2 \1", PROSE), 6),
    ("replace call", replace(r"\b\w", lambda m: m[0].upper(), PROSE), 4),
    ("split", cut(r"[\s,.]+", PROSE), 12),
    ("wide text", find(r"\w+", GREEK), 20),
]

if __name__ == "__main__":
    wanted = sys.argv[1:]
    for name, function, times in CASES:
        if wanted and name not in wanted:
            continue
        result = function()
        start = time.process_time()
        for _ in range(times):
            function()
        print(name, result, time.process_time() - start, sep="\t")
