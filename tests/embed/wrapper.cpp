// wrapper.cpp - ouro.hpp: values, objects, errors, machines, results. Silent if all holds.
#include <iostream>
#include <ouro.hpp>

static int failures;
#define CHECK(condition) \
    ((condition) ? void() : (failures++, void(std::cerr << "line " << __LINE__ << ": " #condition "\n")))
template <class E, class F> static bool throws(F &&f)
{
    try {
        f();
    } catch (const E &) {
        return true;
    }
    return false;
}

struct Point {
    double x, y;
};
template <> struct ouro::Convert<Point> {
    static ouro::Object to(ouro::Machine machine, const Point &p) { return machine.tuple(p.x, p.y); }
    static Point from(const ouro::Object &o) { return {o[0].as<double>(), o[1].as<double>()}; }
};

static void test_run()
{
    ouro::Result r = ouro::run("print('hi', who)\n[n, x, flag, none, order['a'], big]", ouro::Options().capture_output().filename("a.py"),
                               {{"n", 10}, {"x", 0.5}, {"flag", true}, {"none", nullptr}, {"who", "you"}, {"order", ouro::Json{"{\"a\": [1]}"}}, {"big", UINT64_MAX}});
    CHECK(r.ok() && r.output() == "hi you\n" && r.error_output().empty());
    CHECK(r.value() == "[10, 0.5, True, None, [1], 18446744073709551615]");
    CHECK(r.check().usage().instructions > 0);
    r = ouro::run("def f(): 1 / 0\nf()");
    CHECK(!r && r.exception() == "ZeroDivisionError" && r.frames().size() == 2 && r.frames()[1].function == "f");
    CHECK(throws<ouro::Error>([&] { r.check(); }));
    CHECK(ouro::run("while True: pass", ouro::Options().instructions(10000)).end() == OURO_END_INSTRUCTIONS);
    CHECK(ouro::run("sys.argv", ouro::Options().argv({"x", "y"})).value() == "['x', 'y']");
    std::string seen;
    ouro::run("print('a')", ouro::Options().on_write([&](int stream, std::string_view text) { seen += std::to_string(stream) + std::string(text); }));
    CHECK(seen == "1a\n");
}

template <class T> static bool same(ouro::VM &vm, const T &value, const char *repr)
{
    ouro::Object object = vm.make(value);
    return object.repr() == repr && object.as<T>() == value;
}

static void test_values()
{
    ouro::VM vm;
    CHECK(same(vm, 5, "5") && same(vm, -7L, "-7") && same(vm, UINT64_MAX, "18446744073709551615"));
    CHECK(same(vm, 0.5, "0.5") && same(vm, 0.25f, "0.25") && same(vm, true, "True"));
    CHECK(same(vm, std::string("h\xc3\xa9"), "'h\xc3\xa9'") && same(vm, std::complex<double>(1, -2), "(1-2j)"));
    CHECK(same(vm, std::vector<int>{1, 2}, "[1, 2]") && same(vm, std::set<int>{3}, "{3}"));
    CHECK(same(vm, std::map<std::string, std::vector<double>>{{"a", {1.5}}, {"b", {}}}, "{'a': [1.5], 'b': []}"));
    CHECK(same(vm, std::unordered_map<int, bool>{{1, true}}, "{1: True}"));
    CHECK(same(vm, std::tuple<int, std::string>(1, "x"), "(1, 'x')") && same(vm, std::pair(1, 2.5), "(1, 2.5)"));
    CHECK(same(vm, std::array<int, 3>{1, 2, 3}, "[1, 2, 3]"));
    CHECK(same(vm, std::optional<int>(), "None") && same(vm, std::optional<int>(3), "3"));
    CHECK(same(vm, std::vector<std::byte>{std::byte{0}, std::byte{255}}, "b'\\x00\\xff'"));
    CHECK(vm.make(Point{1, 2}).as<Point>().y == 2 && vm.make("text").text() == "text" && vm.make(nullptr).is_none());
    CHECK(vm.make(ouro::Json{"[1, null]"}).json() == "[1, null]");
    CHECK(vm.eval("300").as<int>() == 300 && throws<ouro::Error>([&] { vm.eval("300").as<signed char>(); }));
    CHECK(throws<ouro::Error>([&] { vm.eval("-1").as<unsigned>(); }) && throws<ouro::Error>([&] { vm.eval("'x'").as<double>(); }));
    CHECK(throws<ouro::Error>([&] { vm.eval("[1, 2, 3]").as<std::pair<int, int>>(); }));
    CHECK(vm.list(1, "a", nullptr).repr() == "[1, 'a', None]" && vm.tuple().repr() == "()");
}

static void test_objects()
{
    ouro::VM vm;
    vm.exec("class Account:\n"
            "    def __init__(self, owner, *, cents=0): self.owner, self.cents = owner, cents\n"
            "    def pay(self, cents, twice=False):\n"
            "        self.cents += cents * (1 + twice)\n"
            "        return self\n"
            "    def __str__(self): return f'{self.owner}: {self.cents / 100:.2f}'\n");
    ouro::Object account = vm.global("Account")("Ada", ouro::kw("cents", 250));
    CHECK(account.method("pay", 50).is(account) && account.attr("cents") == 300);
    CHECK(account.method("pay", 50, ouro::kw("twice", true)).str() == "Ada: 4.00");
    account.set_attr("owner", "Bob");
    CHECK(account.has_attr("owner") && !account.has_attr("name") && account.attr("owner") == "Bob");
    CHECK(account.is_instance(vm.global("Account")) && account.type_name() == "Account");
    account.del_attr("owner");
    CHECK(throws<ouro::Error>([&] { account.attr("owner"); }));

    ouro::Object list = vm.make(std::vector<int>{1, 2, 3}), copy = list;
    list.append(4);
    list.set(0, "one");
    CHECK(copy.is(list) && list.size() == 4 && list[-1] == 4 && list.contains("one") && !list.contains(99));
    int sum = 0;
    for (const ouro::Object &item : vm.eval("(n * n for n in range(4))"))
        sum += item.as<int>();
    CHECK(sum == 14);
    CHECK(throws<ouro::Error>([&] { for (const ouro::Object &item : vm.eval("(1 // n for n in (1, 0))")) sum += item.as<int>(); }));
    ouro::Object dict = vm.dict();
    dict.set("k", 1.5);
    dict.set(std::pair(1, 2), "tuple");
    CHECK(dict["k"] == 1.5 && dict[std::pair(1, 2)].text() == "tuple");
    dict.erase("k");
    CHECK(throws<ouro::Error>([&] { dict["k"]; }) && dict.size() == 1);

    ouro::Object six = vm.make(6);
    CHECK(six + 1 == 7 && 1 - six == -5 && six * six == 36 && six / 4 == 1.5 && (six % 4) == 2 && (six & 2) == 2);
    CHECK(-six == -6 && ~six == -7 && six < 7 && 7 > six && six >= 6 && six != 5 && (six | 1) == 7 && (six ^ six) == 0);
    CHECK(vm.import("math").method("sqrt", 16) == 4.0 && six.hash() == 6 && vm.builtin("len")(list) == 4);
    ouro::Object bytes = vm.eval("bytearray(b'abc')");
    {
        ouro::Buffer view = bytes.bytes();
        CHECK(view.text() == "abc" && throws<ouro::Error>([&] { bytes.append(1); }) && throws<ouro::Error>([&] { bytes.method("clear"); }));
    }
    bytes.method("clear");
    CHECK(bytes.size() == 0);
    ouro::Weak weak(account);
    CHECK(weak.lock().is(account));
    account = ouro::Object();
    CHECK(weak.lock().is_none() && account.empty() && throws<std::logic_error>([&] { account.str(); }));
    ouro::Object raw = ouro::Object::take(vm, ouro_int(vm.get(), 9)), lent = ouro::Object::lent(vm, raw.get());
    ouro_release(vm.get(), raw.detach());
    CHECK(raw.empty() && lent == 9);
    ouro::Object moved = std::move(lent);
    CHECK(lent.empty() && moved == 9); // NOLINT: moved from is empty
}

static void test_errors()
{
    std::optional<ouro::Error> kept;
    const OuroRoot no_folder = {"/dev/null", 0};
    ouro::Options rooted;
    rooted.raw().roots = &no_folder;
    rooted.raw().root_count = 1;
    try {
        ouro::VM vm(rooted);
        CHECK(false);
    } catch (const ouro::Error &e) {
        CHECK(e.type() == "ValueError" && e.message() == "one of OuroOptions.roots is not a folder");
    }
    {
        ouro::VM vm;
        vm.exec("def f(n):\n    raise LookupError('no', n)\n", "mod.py");
        try {
            vm.global("f")(1);
            CHECK(false);
        } catch (const ouro::Error &e) {
            CHECK(e.type() == "LookupError" && e.message() == "('no', 1)" && e.what() == std::string("LookupError: ('no', 1)"));
            CHECK(e.traceback().find("File \"mod.py\", line 2, in f") != std::string::npos && e.end() == OURO_END_EXCEPTION);
            CHECK(e.exception().attr("args")[1] == 1);
            kept = e;
        }
        CHECK(throws<ouro::Error>([&] { vm.compile("1 +"); }) && throws<ouro::Error>([&] { vm.global("nothing"); }));
        CHECK(vm.eval("1 + 1") == 2);
    }
    CHECK(kept->exception().empty() && kept->message() == "('no', 1)");
    kept.reset();
    ouro::Object left;
    {
        ouro::VM vm(ouro::Options().instructions(20000));
        try {
            vm.exec("while True: pass");
        } catch (const ouro::Error &e) {
            CHECK(e.end() == OURO_END_INSTRUCTIONS);
        }
        CHECK(vm.eval("2 + 2") == 4);
        ouro::VM other = std::move(vm);
        CHECK(other.eval("3") == 3 && throws<std::logic_error>([&] { vm.get(); })); // NOLINT
        vm = std::move(other);
        vm.reset();
        CHECK(vm.eval("4") == 4);
    }
}

static void test_machines()
{
    ouro::Code code;
    std::vector<ouro::VM> machines(3);
    code = machines[0].compile("n * 2");
    ouro::Code again = code;
    for (std::size_t i = 0; i < machines.size(); i++)
        CHECK(machines[i].run(again, {{"n", i}}).value() == std::to_string(2 * i));
    ouro::VM &vm = machines[1];
    vm.set_global("x", std::vector<int>{5});
    CHECK(vm.eval("x[0]") == 5 && vm.globals()["x"].size() == 1);
    ouro::Object names = vm.dict();
    names.set("n", 21);
    CHECK(vm.exec(code, names) == 42 && vm.eval("n", names) == 21);
    vm.interrupt();
    CHECK(vm.run("while True: pass").end() == OURO_END_INTERRUPT);
    OuroBudget budget = {};
    budget.instruction_limit = 5000;
    vm.set_budget(budget);
    CHECK(vm.run("while True: pass").end() == OURO_END_INSTRUCTIONS && vm.usage().bytes > 0);
}

static int doubled(int n)
{
    return n * 2;
}

static void test_functions()
{
    int calls = 0;
    std::shared_ptr<int> alive = std::make_shared<int>(1);
    {
        ouro::VM vm(ouro::Options().instructions(200000));
        vm.def("clamp(x: float, lo: float = 0.0, hi: float = 1.0) -> float: Limit x.",
               [&calls](double x, double lo, double hi) { calls++; return x < lo ? lo : x > hi ? hi : x; });
        CHECK(vm.eval("[clamp(5), clamp(-1, -2), clamp(7, hi=9), clamp.__doc__]").repr() == "[1.0, -1.0, 7.0, 'Limit x.']" && calls == 3);
        CHECK(throws<ouro::Error>([&] { vm.eval("clamp('x')"); }) && throws<ouro::Error>([&] { vm.eval("clamp()"); }));
        vm.def("doubled(n: int)", doubled);
        vm.def("join(*words, sep='-')", [](std::string_view sep, std::vector<std::string> words) { // *words come last
            std::string text;
            for (const std::string &word : words)
                text += (text.empty() ? "" : std::string(sep)) + word;
            return text;
        });
        vm.def("nothing()", [alive] {});
        CHECK(vm.eval("doubled(21), join('a', 'b', sep='+'), nothing()").repr() == "(42, 'a+b', None)");
        vm.def("kind(e: str)", [](const std::string &e) -> int {
            if (e == "range")
                throw std::out_of_range("far");
            if (e == "value")
                throw std::invalid_argument("bad");
            if (e == "key")
                throw ouro::Error("KeyError", "k");
            if (e == "odd")
                throw 5;
            throw std::runtime_error("run");
        });
        vm.exec("def caught(e):\n    try: kind(e)\n    except Exception as x: return type(x).__name__ + str(x)\n");
        for (const char *pair : {"range IndexErrorfar", "value ValueErrorbad", "key KeyError'k'", "odd RuntimeErrora C++ exception of unknown type", "run RuntimeErrorrun"}) {
            std::string text = pair, name = text.substr(0, text.find(' '));
            CHECK(vm.global("caught")(name).str() == text.substr(name.size() + 1));
        }
        // Through C++ and back: the exception stays the same object, and a limit cannot be caught on the way.
        ouro::Object module = vm.module("host", "of the test");
        vm.def(module, "apply(f: callable, x)", [](const ouro::Object &f, const ouro::Object &x) { return f(x); });
        vm.def(module, "shield(f: callable)", [](const ouro::Object &f) {
            try {
                f();
            } catch (const ouro::Error &) {
            }
        });
        CHECK(vm.run("import host\n"
                     "class Own(Exception): pass\n"
                     "own = Own()\n"
                     "def bad(x): raise own\n"
                     "try: host.apply(bad, 1)\n"
                     "except Own as e: same = e is own\n"
                     "def forever():\n"
                     "    while True: pass\n"
                     "host.shield(lambda: 1 / 0)\n"
                     "same, host.apply(len, 'abc')").value() == "(True, 3)");
        CHECK(vm.run("host.shield(forever)\nprint('not reached')").end() == OURO_END_INSTRUCTIONS);
        CHECK(vm.eval("1 + 1") == 2 && throws<ouro::Error>([&] { vm.def("bad syntax", doubled); }));
        vm.def("one(a, b)", doubled);
        CHECK(throws<ouro::Error>([&] { vm.eval("one(1, 2)"); }));
        // A run that waits.
        vm.def("ask(question)", [&vm](const ouro::Object &question) { return vm.suspend(question); });
        ouro::Result r = vm.run("name = ask('who?')\n'hello ' + name");
        CHECK(r.end() == OURO_END_SUSPENDED && vm.suspended() == "who?");
        CHECK(vm.resume("Ada").value() == "'hello Ada'");
        vm.run("try: ask(1)\nexcept KeyError: answer = 'none'");
        CHECK(vm.throw_in(vm.builtin("KeyError")("x")).ok() && vm.global("answer") == "none");
        CHECK(vm.call(vm.global("doubled"), 4).value() == "8" && alive.use_count() == 2);
    }
    CHECK(alive.use_count() == 1);
}

struct Counter {
    int step = 1;
    ouro::Object held;
    explicit Counter(int start) : value_(start) { alive++; }
    Counter(const Counter &other) : step(other.step), held(other.held), value_(other.value_) { alive++; }
    Counter &operator=(const Counter &) = default;
    ~Counter() { alive--; }
    int next() { return value_ += step; }
    int value() const noexcept { return value_; }
    void take(Counter &other, const std::string &note)
    {
        value_ += std::exchange(other.value_, 0);
        note_ = note;
    }
    const std::string &note() const { return note_; }
    static int alive;

  private:
    int value_;
    std::string note_;
};
int Counter::alive;

static void define(ouro::VM &vm)
{
    ouro::Class<Counter>(vm, "Counter", "Counts.")
        .constructor<int>("__init__(self, start: int = 0)")
        .method("next(self)", &Counter::next, "The next number.")
        .method("take(self, other, note: str = '')", &Counter::take)
        .method("same(self)", [](const ouro::Object &self) { return self; })
        .method("__add__(self, other)", [](const Counter &a, Counter b) { return Counter(a.value() + b.value()); })
        .method("@staticmethod make(n: int)", [](int n) { return Counter(n); })
        .property("value", &Counter::value)
        .property("note", &Counter::note)
        .property("double: int", [](const Counter &c) { return 2 * c.value(); }, [](Counter &c, int n) { c = Counter(n / 2); }, "Twice.")
        .field("step: int", &Counter::step)
        .field("held", &Counter::held)
        .holds(&Counter::held)
        .add();
}

static void test_classes()
{
    {
        ouro::VM vm;
        define(vm);
        vm.exec("def error(text):\n    try: eval(text, globals())\n    except Exception as e: return type(e).__name__ + ': ' + str(e)\n");
        auto error = [&](const char *text) { return vm.global("error")(text).str(); };
        CHECK(vm.eval("[Counter().value, Counter(4).value, Counter(start=5).next(), Counter.next.__doc__, Counter.__doc__, Counter.__name__]").repr()
              == "[0, 4, 6, 'The next number.', 'Counts.', 'Counter']");
        vm.exec("a, b = Counter(3), Counter(4)\nb.step = 10\nb.next()\na.take(b, note='n')");
        CHECK(vm.eval("a.value, a.note, b.value, (a + a).value, a.same() is a, Counter.make(9).value").repr() == "(17, 'n', 0, 34, True, 9)");
        vm.exec("a.double = 12");
        CHECK(vm.eval("a.double, Counter.double.__doc__").repr() == "(12, 'Twice.')");
        CHECK(error("a.__init__(1)") == "RuntimeError: __init__ was called before");
        CHECK(error("Counter.__new__(Counter).value") == "RuntimeError: __init__ of the instance has not been called");
        CHECK(error("Counter('x')").find("TypeError") == 0 && error("a.take(3)").find("TypeError") == 0);
        CHECK(error("setattr(a, 'value', 1)").find("AttributeError") == 0 && error("setattr(a, 'step', 'x')").find("TypeError") == 0);
        // Back in C++; scripts derive from it.
        CHECK(vm.global("a").data<Counter>().value() == 6 && throws<ouro::Error>([&] { vm.make(3).data<Counter>(); }));
        CHECK(throws<ouro::Error>([&] { vm.make(3).data<std::ostream>(); }) && throws<std::logic_error>([&] { define(vm); }));
        vm.set_global("c", vm.instance(Counter(7)));
        vm.exec("class Own(Counter):\n    def __init__(self): super().__init__(40)\n    def next(self): return -super().next()\n"
                "class Lazy(Counter):\n    def __init__(self): pass");
        CHECK(vm.eval("c.next(), Own().next(), isinstance(c, Counter)").repr() == "(8, -41, True)");
        CHECK(error("Lazy().value").find("RuntimeError") == 0 && vm.class_of<Counter>().is(vm.global("Counter")));
        vm.def("sum(a, b)", [](const Counter &a, Counter &b) { return a.value() + b.value(); });
        CHECK(vm.eval("sum(a, c)") == 14 && error("sum(a, 1)").find("TypeError") == 0);
        // Cycles through what it holds are found.
        vm.exec("import gc\ngc.disable()\ndel a, b, c\na = Counter(1)\na.held = [a]\ndel a");
        CHECK(Counter::alive == 1);
        vm.exec("gc.collect()");
        CHECK(Counter::alive == 0);
        vm.exec("left = Counter(2)");
        vm.reset();
        CHECK(Counter::alive == 0 && throws<ouro::Error>([&] { vm.instance(Counter(1)); }));
        define(vm);
        vm.exec("left = Counter(2)\nleft.held = left");
    }
    CHECK(Counter::alive == 0);
}

int main()
{
    test_classes();
    test_functions();
    test_run();
    test_values();
    test_objects();
    test_errors();
    test_machines();
    return failures != 0;
}
