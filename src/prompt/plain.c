/* plain.c - see plain.h. */
#include "prompt/plain.h"
#include "base/strbuf.h"
#include "host/host.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *plain_prompt_text(OuVM *vm, OuStr *name, const char *otherwise)
{
    OuObj *value = ou_sys_peek(vm, name);
    OuObj *text = value ? ou_str(vm, value) : NULL;
    ou_error_clear(vm);
    char *result = strdup(text ? ou_str_text(OU_STR(text)) : otherwise);
    ou_unref(vm, text);
    return result;
}

bool plain_take_interrupt(OuVM *vm)
{
    if (!(__atomic_fetch_and(&vm->interrupt_requested, (uint8_t)~1u, __ATOMIC_ACQ_REL) & 1))
        return false;
    static const char message[] = "\nKeyboardInterrupt\n";
    ou_host_write(vm, 2, message, sizeof message - 1);
    return true;
}

/* Wait until there is something to read, or Ctrl-C is pressed: SIGINT comes only here, so that none gets lost between
 * a look at it and the wait. False: it was. */
static bool wait_for_line(OuVM *vm)
{
    sigset_t interrupt, usual;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &usual);
    struct pollfd input = {.fd = 0, .events = POLLIN};
    bool pressed = false;
    while (!pressed && ppoll(&input, 1, NULL, &usual) < 0 && errno == EINTR)
        pressed = __atomic_load_n(&vm->interrupt_requested, __ATOMIC_ACQUIRE) & 1;
    sigprocmask(SIG_SETMASK, &usual, NULL);
    return !pressed;
}

/* A line of stdin, appended to the entry; false: there is none, or no memory. */
static bool append_line(OuVM *vm, bool terminal, OuBuf *entry)
{
    char *prompt = plain_prompt_text(vm, entry->len ? OU_NAME(ps2) : OU_NAME(ps1), entry->len ? "... " : ">>> ");
    fputs(prompt ? prompt : "", stdout);
    fflush(stdout);
    free(prompt);
    if (terminal && !wait_for_line(vm))
        return false;
    char *line = NULL;
    size_t room = 0;
    ssize_t len = getline(&line, &room, stdin);
    if (len > 0)
        ou_buf_put(entry, line, (size_t)len);
    if (len > 0 && line[len - 1] != '\n')
        ou_buf_putc(entry, '\n');
    free(line);
    return len > 0 && !entry->failed;
}

char *plain_read(OuVM *vm, bool terminal, PlainNeedsMore needs_more, bool *at_end)
{
    OuBuf entry;
    ou_buf_init(&entry, &vm->mem);
    while (append_line(vm, terminal, &entry)) {
        const char *text = ou_buf_text(&entry);
        if (!text || !needs_more(vm, text, entry.len))
            break;
    }
    bool interrupted = plain_take_interrupt(vm);
    *at_end = feof(stdin) || (ferror(stdin) && !interrupted);
    char *text = NULL;
    if (interrupted) {
        clearerr(stdin);
        text = strdup("");
    } else if (entry.len > 0 && ou_buf_text(&entry)) {
        text = strndup(entry.data, entry.len - 1);
    }
    ou_buf_drop(&entry);
    return text;
}

