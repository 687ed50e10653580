# ouro: make run, make test; `make help` lists the rest.
CC ?= gcc
CONFIG ?= release
READLINE ?= 1
PREFIX ?= /usr/local

WARN := -std=c11 -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wmissing-prototypes \
        -Wstrict-prototypes -Wswitch-enum -Wpointer-arith -Wwrite-strings -Werror
COMMON := $(WARN) -D_GNU_SOURCE -ffp-contract=off -fno-strict-aliasing -fPIC -fvisibility=hidden
CFLAGS_release := -O2 -g -DNDEBUG -fno-plt -fno-semantic-interposition
CFLAGS_debug := -O1 -g3 -DOU_DEBUG
CFLAGS_stress := -O1 -g3 -DOU_DEBUG -DOU_STRESS
CFLAGS_asan := -O1 -g3 -DOU_DEBUG -DOU_SANITIZE -fsanitize=address,undefined -fno-sanitize-recover=all \
               -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined

BUILD := build/$(CONFIG)
GEN := build/gen
CFLAGS_ALL = $(COMMON) $(CFLAGS_$(CONFIG)) $(CFLAGS) -Isrc -Isrc/include -I$(GEN)
LDFLAGS_ALL = $(LDFLAGS_$(CONFIG)) $(LDFLAGS)

LIB_SRC := $(wildcard src/base/*.c src/syntax/*.c src/object/*.c src/types/*.c src/code/*.c \
             src/compile/*.c src/vm/*.c src/modules/*.c src/host/*.c)
GEN_SRC := $(GEN)/lexer.c $(GEN)/python.c $(GEN)/library.c
MAIN_SRC := $(wildcard src/main/*.c src/debug/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(GEN_SRC:$(GEN)/%.c=$(BUILD)/gen/%.o)
MAIN_OBJ := $(MAIN_SRC:%.c=$(BUILD)/%.o)
ifeq ($(READLINE),1)
READLINE_CFLAGS := -DOU_READLINE
READLINE_LIBS := -ldl
endif

.PHONY: all
all: $(BUILD)/ouro

# --- generated sources -------------------------------------------------------
$(GEN)/.dir:
	@mkdir -p $(GEN) && touch $@
$(GEN)/lexer.c: grammar/lexer.re $(GEN)/.dir
	re2c -W -Wno-nondeterministic-tags --no-generation-date -i -o $@ $<
$(GEN)/python.c: grammar/python.y $(GEN)/.dir
	cp grammar/python.y $(GEN)/python.y && cd $(GEN) && lemon -q python.y
$(GEN)/python.h: $(GEN)/python.c ;
$(GEN)/library.c: scripts/embed-lib $(shell find lib -name '*.py' 2>/dev/null) $(GEN)/.dir
	scripts/embed-lib lib > $@.tmp && mv $@.tmp $@

# --- objects -----------------------------------------------------------------
$(BUILD)/%.o: %.c $(GEN)/python.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(CFLAGS_ALL) $(if $(findstring src/main/,$<),$(READLINE_CFLAGS)) -MMD -MP -c $< -o $@
$(BUILD)/gen/%.o: $(GEN)/%.c $(GEN)/python.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(CFLAGS_ALL) -Wno-conversion -Wno-unused -Wno-shadow -Wno-switch-enum -MMD -MP -c $< -o $@
-include $(LIB_OBJ:.o=.d) $(MAIN_OBJ:.o=.d)

$(BUILD)/libouro.a: $(LIB_OBJ)
	@rm -f $@
	@ar rcs $@ $^
$(BUILD)/libouro.so: $(LIB_OBJ)
	@echo "  LINK $@"; $(CC) -shared -Wl,-soname,libouro.so.0 $(LDFLAGS_ALL) $^ -o $@ -lm
$(BUILD)/ouro: $(MAIN_OBJ) $(BUILD)/libouro.a
	@echo "  LINK $@"; $(CC) $(LDFLAGS_ALL) $^ -o $@ -lm $(READLINE_LIBS)
