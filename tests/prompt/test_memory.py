"""The commands that show memory."""


def test_mem_after_an_entry(start):
    t = start("-q")
    t.enter("a = [[], [], ()]")
    t.enter("%mem")
    t.shows("last entry  3 created, 0 freed, 0 collected")
    t.shows("created     3 list")
    t.enter("del a")
    t.enter("%mem")
    t.shows("last entry  0 created, 3 freed, 0 collected")
    t.shows("alive now ")


def test_mem_on_shows_a_line_after_each_entry(start):
    t = start("-q", columns=120)
    t.enter("import gc")
    t.enter("%mem on")
    t.enter("a = []; a.append(a); del a")
    t.shows("[1 created, 0 freed, ")
    t.enter("n = gc.collect()")
    t.shows("[0 created, 1 freed (1 collected), ")
    t.enter("%mem off")
    t.enter("a = 1")
    assert t.lines()[-2:] == [">>> a = 1", ">>>"]
    t.enter("%mem of")
    t.shows("usage: %mem")


def test_mem_with_very_many_objects(start):
    t = start("-q")
    t.enter("lists = [[] for i in range(110000)]")
    t.enter("x = []")
    t.enter("%mem")
    t.shows("last entry  was not measured: too many objects; %mem on measures each")
    t.enter("%mem on")
    t.enter("x = [[]]")
    t.shows("[2 created, 1 freed, ")


def test_help_lists_the_commands_that_tab_offers(start):
    t = start("-q", columns=100, rows=40)
    t.enter("%help")
    listed = {line.split()[0] for line in t.lines() if line.startswith("  %")}
    t.type("%\t\t")
    t.wait(lambda: "%who" in t.lines()[-1], "the table")
    assert set(t.lines()[-1].split()) == listed, t.text()


def test_what_is_said_fits_a_narrow_terminal(start):
    t = start("-q", columns=40, rows=50)
    for command in "a_long_name = 'text' * 20", "%help", "%who", "%mem", "%mem?", "%gc":
        t.enter(command)
    t.shows("objects alive, made and")
    words = "|".join(t.lines())
    for cut in "last en|try", "obj|ects", "collect|ed":
        assert cut not in words, t.text()


def test_trace(start):
    t = start("-q")
    t.enter("box = []")
    t.enter("%trace box.append(box)")
    t.expect(">>> %trace box.append(box)", "line 1: box.append(box)",
             "    list #1  +1   1 -> 2    element [0] of list #1, by append()", ">>>")
    t.enter("%trace other = [box]")
    t.shows("+1   0 -> 1    name 'other'")
    t.enter("%trace 1/0")
    t.shows("ZeroDivisionError")
    t.enter("box = None")  # nothing is traced any more
    assert t.lines()[-2:] == [">>> box = None", ">>>"]
    t.enter("%trace")
    t.shows("usage: %trace")


def test_who_lists_names_types_counts_bytes(start):
    t = start("-q")
    t.enter("%who")
    t.shows("There are no variables yet.")
    t.enter("numbers = [1, 2]")
    t.enter("again = numbers")
    t.enter("%who")
    t.shows("name     type  refs  bytes  value")
    t.shows("numbers  list     2")


def test_refs_tells_who_holds_it(start):
    t = start("-q")
    t.enter("a = []")
    t.enter("b = {'key': a}")
    t.enter("%refs a")
    t.shows("2 references:")
    t.shows("value of key 'key'")
    t.enter("%refs")
    t.shows("usage: %refs")


def test_gc_shows_generations(start):
    t = start("-q")
    t.enter("%gc")
    t.shows("of 700")
    t.shows("Automatic collections are on.")


def test_dis_time_reset_help(start):
    t = start("-q", rows=40)
    t.enter("%dis x = 1")
    t.shows("RET")
    t.enter("%time y = 1")
    t.shows("CPU ")
    t.enter("%reset")
    t.shows("1 variable deleted.")
    t.enter("%help")
    t.shows("Commands of the prompt")
    t.enter("%hlp")
    t.shows("There is no command %hlp.")
    t.enter("%rese")
    t.shows("Did you mean %reset?")


def test_commands_with_wrong_arguments(start):
    t = start("-q", rows=30)
    t.enter("kept = 1")
    t.enter("%reset kept")  # does not mean all
    t.shows("usage: %reset")
    t.enter("kept")
    t.expect("1", ">>>")
    t.enter("%who kept")
    t.shows("usage: %who")
    t.enter("%help time")
    t.shows("usage: %time code")
    t.enter("%MEM")
    t.shows("There is no command %MEM. Did you mean %mem?")
    t.enter("%nothing?")
    t.shows("There is no command %nothing. %help lists them.")
    t.enter("%")
    t.shows("Commands of the prompt")
    t.enter("%refs 1 +")
    t.expect("SyntaxError: invalid syntax", ">>>")
    t.enter("%refs nothing")
    t.expect("NameError: name 'nothing' is not defined", ">>>")


def test_time_shows_the_typed_source_of_errors(start):
    t = start("-q", rows=40)
    t.enter("%time 1 / 0")
    t.expect('  File "<input-1>", line 1, in <module>', "    1 / 0", "    ~~^~~", "ZeroDivisionError: division by zero",
             ">>>")
    t.enter("%timeit 1 / 0")
    t.expect('  File "<input-2>", line 3, in _run', "    1 / 0", "    ~~^~~", "ZeroDivisionError: division by zero", ">>>")
    t.enter("%timeit return")
    t.expect('  File "<input-3>", line 1', "    return", "    ^^^^^^", "SyntaxError: 'return' outside function", ">>>")
    t.enter("%timeit -n 5 pass")
    t.expect("    -n 5 pass", "       ^", "SyntaxError: invalid syntax", ">>>")
    t.enter("%time 'shown'; x = 2")
    t.shows("\n'shown'\nCPU ")


def test_dis_calls_nothing(start):
    t = start("-q", rows=40)
    t.enter("f = lambda: print('RUN')")
    t.enter("%dis f()")
    t.shows("CALL")
    t.ready()
    assert "RUN\n" not in t.text()
    t.enter("%dis len")
    t.expect("(no instructions: it is written in C)", ">>>")
    t.enter("%dis 1 +")
    t.expect(">>> %dis 1 +", '  File "<dis>", line 1', "    1 +", "       ^", "SyntaxError: invalid syntax", ">>>")


def test_reset_forgets_the_last_value(start):
    t = start("-q")
    t.enter("[1]")
    t.enter("%reset")
    t.enter("_")
    t.shows("NameError: name '_' is not defined")


def test_tab_completes_commands(start):
    t = start("-q")
    t.ready()
    t.type("%tra\t")
    t.shows(">>> %trace")
    t.type("\x15%\t")
    t.shows("%timeit")
    t.shows("%who")


def test_time_of_a_block(start):
    t = start("-q")
    t.ready()
    t.type("%time for i in range(2):\r")
    t.wait(lambda: t.screen.cursor.x == 8, "an indented line")
    t.type("print(i)\r\r")
    t.shows("CPU ")
    assert "0" in t.lines() and "1" in t.lines()
