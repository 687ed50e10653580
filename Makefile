# ouro: make run, make test; `make help` lists the rest.
CC ?= gcc
CONFIG ?= release
READLINE ?= 1
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
PKGCONFIGDIR ?= $(LIBDIR)/pkgconfig
CMAKEDIR ?= $(LIBDIR)/cmake/ouro
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
STRIP ?= strip
VERSION := $(shell sed -n 's/^.define OU_VERSION "\(.*\)"/\1/p' src/base/config.h)
SOVERSION := 0

WARN := -std=c11 -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wmissing-prototypes \
        -Wstrict-prototypes -Wswitch-enum -Wpointer-arith -Wwrite-strings -Werror
COMMON := $(WARN) -D_GNU_SOURCE -ffp-contract=off -fno-strict-aliasing -fPIC -fvisibility=hidden
CFLAGS_release = $(if $(filter $(FAST),$<),-O2 $(DENSE),-Os) -g -DNDEBUG -fno-plt -fno-semantic-interposition \
                 -fno-asynchronous-unwind-tables -fno-unwind-tables -ffunction-sections -fdata-sections
# What runs in the loops of programs is compiled for speed, all else for size: a third smaller.
# Padding before functions and jumps is 27 KB that no benchmark feels; that before loops stays.
DENSE := -fno-align-functions -fno-align-jumps -fno-align-labels
FAST := $(addprefix src/base/,arena.c hash.c mem.c numtext.c search.c strbuf.c utf8.c inflate.c) \
        $(filter-out %/access.c %/heapwalk.c %/names.c %/slot_wrap.c %/errors.c \
          %/shape.c %/slots.c,$(wildcard src/object/*.c)) \
        $(addprefix src/types/,bytes.c bytes_iter.c dict.c digits.c digits_div.c digits_mul.c \
          digits_text.c dictviews.c exception.c float.c format.c format_fields.c format_percent.c function.c int.c int_math.c \
          int_text.c iters.c iters_builtin.c list.c method.c \
          range_slice.c set.c set_ops.c set_table.c sort.c str_edit.c str_iter.c str_split.c strmethods.c traceback.c tuple.c \
          type_type.c) \
        $(filter-out %/accounting.c %/edges.c %/edges_text.c %/exec.c %/slow_match.c %/trace.c,$(wildcard src/vm/*.c)) \
        $(addprefix src/host/,api_call.c api_function.c api_handle.c api_value.c) \
        $(addprefix src/modules/,builtins.c collections.c collections_dict.c functools_cache.c heapq.c itertools.c json_read.c \
          json_write.c math.c random.c re.c re_match.c re_search.c re_sub.c re_template.c struct.c) \
        src/code/function_code.c src/compile/regs.c src/regex/match.c
# Relative relocations packed (the linker and libc of Debian 12 can): a quarter MB less, a faster start.
PACK := $(shell echo 'int main(void){return 0;}' | $(CC) -x c - -o /dev/null -Wl,-z,pack-relative-relocs 2>/dev/null \
          && echo -Wl,-z,pack-relative-relocs)
LDFLAGS_release := -Wl,--gc-sections,-z,noseparate-code $(PACK)
CFLAGS_debug := -O1 -g3 -DOU_DEBUG
# The stress build has the portable form of dispatch too, so that it stays tried.
CFLAGS_stress := -O1 -g3 -DOU_DEBUG -DOU_STRESS -DOU_SWITCH_DISPATCH
CFLAGS_asan := -O1 -g3 -DOU_DEBUG -DOU_SANITIZE -fsanitize=address,undefined -fno-sanitize-recover=all \
               -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
CFLAGS_coverage := -O0 -g -DNDEBUG --coverage
LDFLAGS_coverage := --coverage
CFLAGS_tsan := -O1 -g -DNDEBUG -fsanitize=thread
LDFLAGS_tsan := -fsanitize=thread

comma := ,
BUILD := build/$(CONFIG)
OUT := $(if $(filter release,$(CONFIG)),build,$(BUILD))
GEN := build/gen
CFLAGS_ALL = $(COMMON) $(CFLAGS_$(CONFIG)) $(CFLAGS) -Isrc -Isrc/include -I$(GEN)
LDFLAGS_ALL = $(LDFLAGS_$(CONFIG)) $(LDFLAGS)

LIB_SRC := $(wildcard src/base/*.c src/syntax/*.c src/object/*.c src/types/*.c src/regex/*.c src/code/*.c \
             src/compile/*.c src/vm/*.c src/modules/*.c src/host/*.c)
GEN_SRC := $(GEN)/lexer.c $(GEN)/python.c $(GEN)/library.c
# READLINE=0: the prompt reads lines plainly.
EDITOR_SRC := $(filter-out src/prompt/editor_none.c,$(wildcard src/prompt/editor*.c)) \
              $(addprefix src/prompt/,readline_link.c history.c indent.c)
MAIN_SRC := $(filter-out $(if $(filter 1,$(READLINE)),src/prompt/editor_none.c,$(EDITOR_SRC)), \
              $(wildcard src/main/*.c src/prompt/*.c src/debug/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(GEN_SRC:$(GEN)/%.c=$(BUILD)/gen/%.o)
MAIN_OBJ := $(MAIN_SRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/prompt_library.o
ifeq ($(READLINE),1)
READLINE_LIBS := -ldl
endif

.PHONY: all
all: $(OUT)/ouro $(OUT)/libouro.a $(OUT)/libouro.so

# --- generated sources -------------------------------------------------------
$(GEN)/.dir:
	@mkdir -p $(GEN) && touch $@
$(GEN)/lexer.c: grammar/lexer.re $(GEN)/.dir
	re2c -W -Wno-nondeterministic-tags --no-generation-date -i -o $@ $<
$(GEN)/python.c: grammar/python.y $(GEN)/.dir
	cp grammar/python.y $(GEN)/python.y && cd $(GEN) && lemon -q python.y
$(GEN)/python.h: $(GEN)/python.c ;
$(GEN)/library.c: scripts/embed-lib $(shell find lib -name '*.py' 2>/dev/null) $(GEN)/.dir
	scripts/embed-lib lib ou_library > $@.tmp && mv $@.tmp $@
$(GEN)/prompt_library.c: scripts/embed-lib $(wildcard src/prompt/*.py) $(GEN)/.dir
	scripts/embed-lib src/prompt ou_prompt_library > $@.tmp && mv $@.tmp $@

# --- objects -----------------------------------------------------------------
$(BUILD)/%.o: %.c | $(GEN)/python.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@
$(BUILD)/gen/%.o: $(GEN)/%.c | $(GEN)/python.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(CFLAGS_ALL) -Wno-conversion -Wno-unused -Wno-shadow -Wno-switch-enum -MMD -MP -c $< -o $@
-include $(LIB_OBJ:.o=.d) $(MAIN_OBJ:.o=.d)

# Release products lie in build/ itself, those of other configurations in build/<config>/.
$(OUT)/libouro.a: $(LIB_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^
$(OUT)/libouro.so: $(LIB_OBJ)
	@mkdir -p $(@D)
	@echo "  LINK $@"; $(CC) -shared -Wl,-soname,libouro.so.$(SOVERSION) $(LDFLAGS_ALL) $^ -o $@ -lm
	@ln -sf libouro.so $@.$(SOVERSION)
$(OUT)/ouro: $(MAIN_OBJ) $(OUT)/libouro.a
	@echo "  LINK $@"; $(CC) $(LDFLAGS_ALL) $^ -o $@ -lm $(READLINE_LIBS)
$(OUT)/%: tests/unit/%.c $(OUT)/libouro.a $(wildcard tests/unit/*.h)
	@echo "  TEST $@"; $(CC) $(CFLAGS_ALL) $< $(OUT)/libouro.a -o $@ $(LINK_$*) -lcmocka -lm
LINK_api_malloc := $(addprefix -Wl$(comma)--wrap=,malloc calloc realloc strdup free)
$(OUT)/hello: examples/embed/hello.c $(OUT)/libouro.a
	@echo "  LINK $@"; $(CC) $(CFLAGS_ALL) $< $(OUT)/libouro.a -o $@ -lm

$(OUT)/bench_latency: bench/latency/latency.c $(OUT)/libouro.a
	@echo "  LINK $@"; $(CC) -O2 -D_GNU_SOURCE -Wall -Isrc/include $< $(OUT)/libouro.a -o $@ -lm -lpthread
BENCH_EMBED := bench/embed/bench.c bench/embed/ouro.c bench/embed/lua.c bench/embed/python.c bench/embed/more.c
$(OUT)/bench_embed: $(BENCH_EMBED) bench/embed/peers.h $(OUT)/libouro.a
	@echo "  LINK $@"; $(CC) -O2 -D_GNU_SOURCE -Isrc/include -I/usr/include/lua5.4 -I/usr/include/python3.11 \
	  $(BENCH_EMBED) $(OUT)/libouro.a -o $@ -llua5.4 -lpython3.11 -lm

# --- what to call ------------------------------------------------------------
.PHONY: help deps run test test-api test-unit test-scripts test-all debug stress asan bench bench-memory bench-embed bench-latency install uninstall amalgamation test-packaging coverage clean
help:
	@echo 'make run [FILE=x.py] [ARGS="..."]  build, then the guided tour (or a script)'
	@echo 'make test       build and run the tests (release, quick part of debug)'
	@echo 'make test-all   the tests under ASan+UBSan, debug and GC stress too'
	@echo 'make conformance    all of what CPython tests itself with; writes the table of docs/language.md'
	@echo 'make hostile-valgrind  [ARGS=part of a name] [HOSTILE_EVERY=n]  the hostile scripts under valgrind'
	@echo 'make fuzz-memory  [COUNT=n] [SEED=n]  random programs about the life of objects, compared with CPython'
	@echo 'make fuzz-diff    [COUNT=n] [SEED=n]  random programs about all of the language, compared with CPython'
	@echo 'make coverage     [COUNT=n] [SEED=n]  which lines those programs reach'
	@echo 'make bench      compare speed and memory with the interpreters installed here'
	@echo 'make bench-embed    what embedding costs, beside Lua and CPython'
	@echo 'make bench-latency  how soon after a request or a deadline the host has control again'
	@echo 'make bench-memory   what objects and collections cost, beside CPython'
	@echo 'make debug | stress | asan   build build/<config>/ouro'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR= LIBDIR=... (program, manual page, completions, libraries, headers, pkg-config, CMake); uninstall'
	@echo 'make amalgamation   build/amalgamation/ouro.c and ouro.h: cc host.c ouro.c -lm'
deps:
	@scripts/install-deps
run: deps
	@$(MAKE) --no-print-directory -s all
ifdef FILE
	@build/ouro $(FILE) $(ARGS)
else
	@build/ouro examples/tour.py
	@[ ! -t 0 ] || exec build/ouro
endif

UNIT := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
CALLS := int,float,complex,bool,str,bytes,bytearray,memoryview,list,tuple,dict,set,range,slice,module:math,module:operator
test:
	@scripts/install-deps test
	@scripts/check-layers && echo "1 passed, 0 failed"
	@$(MAKE) --no-print-directory all test-unit
	@scripts/check-globals build/libouro.a
	@scripts/run-tests build/ouro
	@scripts/test-cli build/ouro
	@scripts/test-prompt build/ouro
	@scripts/run-conformance build/ouro
	@scripts/check-docs build/ouro docs/memory.md docs/trace-memory.md docs/memory.zh.md docs/trace-memory.zh.md
	@scripts/check-embedding build/libouro.a docs/embedding.md
	@MAKE="$(MAKE)" scripts/check-packaging
	@$(MAKE) --no-print-directory CONFIG=debug all
	@SKIP=tests/reuse-of-memory.txt scripts/run-tests build/debug/ouro acceptance
	@$(MAKE) --no-print-directory CONFIG=debug build/debug/test_faults build/debug/test_limits
	@build/debug/test_faults
	@$(MAKE) --no-print-directory CONFIG=debug test-api
	@build/debug/test_limits >build/debug/test_limits.log 2>&1 && echo "1 passed, 0 failed" || { cat build/debug/test_limits.log; exit 1; }
	@scripts/fuzz-syntax --level message --seed 1 --count 50000 && echo "1 passed, 0 failed"
	@scripts/compare-calls --types $(CALLS) --count 6000 --tries 20 --minimum 99.7 --show 0 && echo "1 passed, 0 failed"
	@scripts/fuzz-syntax --mutants /usr/lib/python3.11 --count 500 && echo "1 passed, 0 failed"
	@scripts/fuzz-memory --seed 20001 --count 240
	@scripts/fuzz-diff --seed 20001 --count 400 --known tests/fuzz-diff-known.txt
	@for fuzzer in fuzz-memory fuzz-diff; do scripts/seed-faults --with $$fuzzer --check >build/seed-faults.log && \
		tail -n 1 build/seed-faults.log || { cat build/seed-faults.log; exit 1; }; done
test-unit: $(UNIT:%=$(OUT)/%)
	@for t in $(UNIT); do $(OUT)/$$t 2>/dev/null >$(OUT)/$$t.log || { cat $(OUT)/$$t.log; exit 1; }; done
	@echo "$(words $(UNIT)) passed, 0 failed"
API := $(filter api%,$(UNIT))
test-api: $(API:%=$(OUT)/%)
	@for t in $(API); do $(OUT)/$$t >$(OUT)/$$t.log 2>&1 || { cat $(OUT)/$$t.log; exit 1; }; done
	@echo "$(words $(API)) passed, 0 failed"
# TESTED=1: `make test` has just been run.
test-all: $(if $(TESTED),,test)
	@scripts/check-threads
	@$(MAKE) --no-print-directory CONFIG=debug all && scripts/check-embedding build/debug/libouro.a docs/embedding.md
	@for config in asan debug stress; do \
		FAULTS=$$([ $$config = asan ] && echo all) $(MAKE) --no-print-directory CONFIG=$$config all test-unit && \
		SKIP=tests/reuse-of-memory.txt TEST_TIMEOUT=300 scripts/run-tests build/$$config/ouro || exit 1; done
	@MAKE="$(MAKE)" scripts/check-packaging amalgamation
	@scripts/audit-counts build/debug/ouro
	@scripts/fuzz-memory --seed 50018 --count 2000
	@scripts/fuzz-diff --seed 50601 --count 600 --known tests/fuzz-diff-known.txt
	@for mode in asan:5:1 stress:1:2 stress:30:3; do \
		OURO_FLAGS="-X collect=$${mode#*:}" SKIP="tests/reuse-of-memory.txt tests/forced-collections.txt" \
		TEST_TIMEOUT=300 scripts/run-tests build/$${mode%%:*}/ouro || exit 1; done
# The hostile scripts under valgrind: all take about 15 minutes; ARGS: part of a name, HOSTILE_EVERY=n: every n-th.
.PHONY: hostile-valgrind
hostile-valgrind: $(OUT)/hostile
	@scripts/install-deps valgrind
	@HOSTILE_SLOW=20 HOSTILE_EVERY=$(or $(HOSTILE_EVERY),1) HOSTILE_ALARM=900 \
	  valgrind -q --error-exitcode=9 --leak-check=no $(OUT)/hostile $(ARGS)
COUNT ?= 5000
SEED ?= 1
.PHONY: fuzz-memory fuzz-diff seed-faults conformance
conformance: all
	@scripts/install-deps test
	@scripts/run-conformance --table build/ouro
fuzz-memory: all
	@scripts/fuzz-memory --count $(COUNT) --seed $(SEED) --minimize
coverage:
	@$(MAKE) --no-print-directory CONFIG=coverage all
	@scripts/measure-coverage --count $(COUNT) --seed $(SEED) src/vm src/object src/types
fuzz-diff: all
	@scripts/fuzz-diff --count $(COUNT) --seed $(SEED) --minimize
seed-faults: all
	@scripts/seed-faults
	@scripts/seed-faults --with fuzz-diff
debug stress asan:
	@$(MAKE) --no-print-directory CONFIG=$@ all
bench: all
	@scripts/bench build/ouro
	@scripts/bench-regex build/ouro
bench-embed: all
	@scripts/install-deps bench
	@$(MAKE) --no-print-directory $(OUT)/bench_embed
	@$(OUT)/bench_embed
bench-latency: all
	@$(MAKE) --no-print-directory $(OUT)/bench_latency
	@$(OUT)/bench_latency $(ARGS)
bench-memory: all
	@scripts/bench-memory build/ouro
# Installed files are stripped of what is only for debuggers; STRIP=: leaves them as they are.
FILL = sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@SOVERSION@|$(SOVERSION)|' \
  -e 's|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|; s|@INCLUDEDIR@|$(INCLUDEDIR:$(PREFIX)/%=$${prefix}/%)|' \
  -e "s|@LIB@|$$(realpath -m -s --relative-to=$(CMAKEDIR) $(LIBDIR))|; s|@COMPATIBLE@|$(basename $(VERSION))|" \
  -e "s|@INCLUDE@|$$(realpath -m -s --relative-to=$(CMAKEDIR) $(INCLUDEDIR))|"
install: all
	install -d $(addprefix $(DESTDIR),$(BINDIR) $(LIBDIR) $(INCLUDEDIR) $(PKGCONFIGDIR) $(CMAKEDIR))
	install $(OUT)/ouro $(DESTDIR)$(BINDIR)/ouro
	$(STRIP) $(DESTDIR)$(BINDIR)/ouro
	install $(OUT)/libouro.so $(DESTDIR)$(LIBDIR)/libouro.so.$(VERSION)
	$(STRIP) --strip-unneeded $(DESTDIR)$(LIBDIR)/libouro.so.$(VERSION)
	ln -sf libouro.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libouro.so.$(SOVERSION)
	ln -sf libouro.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libouro.so
	install -m 644 $(OUT)/libouro.a $(DESTDIR)$(LIBDIR)/libouro.a
	$(STRIP) --strip-debug $(DESTDIR)$(LIBDIR)/libouro.a
	install -m 644 $(wildcard src/include/ouro.h*) $(DESTDIR)$(INCLUDEDIR)/
	$(FILL) packaging/ouro.pc.in >$(DESTDIR)$(PKGCONFIGDIR)/ouro.pc
	$(FILL) packaging/ouro-config.cmake.in >$(DESTDIR)$(CMAKEDIR)/ouro-config.cmake
	$(FILL) packaging/ouro-config-version.cmake.in >$(DESTDIR)$(CMAKEDIR)/ouro-config-version.cmake
	install -d $(addprefix $(DESTDIR),$(MANDIR)/man1 $(BASHDIR) $(ZSHDIR))
	install -m 644 docs/man/ouro.1 $(DESTDIR)$(MANDIR)/man1/
	install -m 644 packaging/ouro.bash $(DESTDIR)$(BASHDIR)/ouro
	install -m 644 packaging/_ouro $(DESTDIR)$(ZSHDIR)/_ouro
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/ouro $(addprefix $(DESTDIR)$(LIBDIR)/libouro.,a so so.$(SOVERSION) so.$(VERSION)) \
	  $(addprefix $(DESTDIR)$(INCLUDEDIR)/ouro.,h hpp) $(DESTDIR)$(PKGCONFIGDIR)/ouro.pc \
	  $(addprefix $(DESTDIR)$(CMAKEDIR)/ouro-config,.cmake -version.cmake) \
	  $(addprefix $(DESTDIR),$(MANDIR)/man1/ouro.1 $(BASHDIR)/ouro $(ZSHDIR)/_ouro)
	-rmdir $(DESTDIR)$(CMAKEDIR) 2>/dev/null || true
test-packaging: all
	@scripts/install-deps test
	@MAKE="$(MAKE)" scripts/check-packaging
	@MAKE="$(MAKE)" scripts/check-packaging amalgamation
# The library as one file: cc host.c ouro.c -lm
amalgamation: $(GEN_SRC)
	@scripts/amalgamate $(GEN) build/amalgamation
clean:
	rm -rf build
