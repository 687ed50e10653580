/* trace.c - see trace.h: what the VM tells the tracer, step by step, from its first line to its end. */
#include "debug/trace_parts.h"
#include "object/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- a step ---- */

/* Remember what the instruction that comes can change: the objects it names. */
static void note_operands(Tracer *t, OuFrame *frame)
{
    const OuInsn *insn = frame->pc;
    t->base_op = ou_base_op(insn->op);
    t->pure = (t->base_op >= OU_MOVE_OP && t->base_op <= OU_CHECK_OP)
              || (t->base_op >= OU_ADD_OP && t->base_op <= OU_JNOTIN_OP && !(insn->op & OU_INPLACE))
              || t->base_op == OU_LOADGLOBAL_OP;
    const char *letters = ou_op_info[t->base_op].operands;
    uint32_t numbers[3] = {insn->a, insn->b, insn->c};
    OuObj **registers = ou_frame_registers(frame);
    t->by = NULL;
    for (int i = 0; i < 3 && letters[i]; i++) {
        OuObj *cell = NULL;
        if ((letters[i] == 'r' || letters[i] == 'm') && numbers[i] < frame->code->proto->register_count
            && (numbers[i] < frame->code->proto->local_count || t->frames.len > 0))
            cell = numbers[i] < frame->code->proto->local_count ? registers[numbers[i]] : NULL;
        else if (letters[i] == 'f')
            cell = OU_TUPLE(frame->function->closure)->items[numbers[i]];
        Node *node = cell ? ou_trace_find(t, cell) : NULL;
        if (node != NULL && !ou_vec_push(&t->mem, &t->touched, node))
            ou_trace_fail(t);
    }
    const Node *top = t->frames.items[t->frames.len - 1];
    for (uint32_t i = 0; i < top->edge_count; i++) {
        const Edge *edge = &top->edges[i];
        if (!ou_trace_is_temporary(edge))
            continue;
        if (edge->kind == OU_EDGE_CALLABLE && (ou_is_exact(edge->target->o, OU_T_BUILTIN)
                                               || ou_is_exact(edge->target->o, OU_T_METHOD_DESCR)))
            t->by = ((OuBuiltin *)edge->target->o)->def->name;
        if (!ou_vec_push(&t->mem, &t->touched, edge->target))
            ou_trace_fail(t);
    }
}

static void put_header(Tracer *t, const OuFrame *frame, int line)
{
    const OuCode *code = frame->code;
    const char *file = strrchr(code->proto->filename, '/');
    const Node *main = t->namespaces.len > 0 ? t->namespaces.items[0] : NULL;
    bool other = main != NULL && frame->function != NULL && OU_OBJ(frame->function->globals) != main->o;
    OuBuf source;
    ou_buf_init(&source, &t->mem);
    const char *text = "";
    if (ou_upcall_source_line(t->vm, OU_OBJ(code->filename), line, &source) && ou_buf_text(&source))
        text = ou_buf_text(&source);
    text += strspn(text, " \t");
    t->text.len = 0;
    ou_buf_printf(&t->text, "line %d", line);
    if (other)
        ou_buf_printf(&t->text, " of %s", file ? file + 1 : code->proto->filename);
    if (code->proto->flags & OU_CODE_NEWLOCALS)
        ou_buf_printf(&t->text, " in %s()", ou_str_text(code->qualname));
    else if (ou_trace_is_class_body(code))
        ou_buf_printf(&t->text, " in class %s", ou_str_text(code->qualname));
    ou_buf_printf(&t->text, ": %s\n", text);
    ou_buf_drop(&source);
    t->at_frame = frame;
    t->at_code = code;
    t->at_line = line;
}

static void step(Tracer *t, OuFrame *frame)
{
    ou_trace_sync(t, true);
    if (t->failed)
        return;
    int line = ou_code_line(frame->code->proto, ou_frame_index(frame));
    if (frame != t->at_frame || frame->code != t->at_code || (line != t->at_line && line > 0)) {
        if (t->options->in_between && t->at_code == NULL)
            t->lines.len = 0;
        ou_trace_flush(t);
        ou_trace_free_retired(t);
        put_header(t, frame, line);
    }
    note_operands(t, frame);
}

/* ---- what the VM tells ---- */

static void on_death(Tracer *t, OuObj *o)
{
    Node *node = ou_trace_find(t, o);
    const OuType *type = ou_type(t->vm, o);
    if (node != NULL && !(type->finalize != NULL && !(o->type & OU_F_FINALIZED)))
        ou_trace_bury(t, node);
}

static void on_finalize(Tracer *t, OuObj *o)
{
    Node *node = ou_trace_find(t, o);
    if (node == NULL || node->finalizing)
        return;
    node->finalizing = true;
    if (ou_type(t->vm, o)->flags & OU_TF_USER) {
        ou_trace_sync(t, false);
        ou_trace_say(t, node, "%sits __del__ is called", t->generation >= 0 ? "" : "no reference is left: ");
    }
}

static void on_finalized(Tracer *t, OuObj *o, bool alive)
{
    Node *node = ou_trace_find(t, o);
    if (node == NULL || !node->finalizing)
        return;
    node->finalizing = false;
    if (o->type & OU_F_WATCHED) /* the collector's doing: its fate comes later */
        return;
    if (!alive) {
        ou_trace_bury(t, node);
        return;
    }
    o->type |= OU_F_WATCHED;
    ou_trace_say(t, node, "is alive again: its __del__ stored it somewhere");
}

static void on_event(OuVM *vm, OuWatchEvent event, void *subject, size_t number)
{
    Tracer *t = vm->watcher;
    if (t->failed)
        return;
    switch (event) {
    case OU_WATCH_STEP:
        step(t, subject);
        break;
    case OU_WATCH_DEATH:
        on_death(t, subject);
        break;
    case OU_WATCH_FINALIZE:
        on_finalize(t, subject);
        break;
    case OU_WATCH_FINALIZED:
        on_finalized(t, subject, number != 0);
        break;
    case OU_WATCH_GC_BEGIN:
    case OU_WATCH_GC_COUNTED:
    case OU_WATCH_GC_DEDUCED:
    case OU_WATCH_GC_END:
        ou_trace_gc(t, event, subject, number);
        break;
    }
}

/* ---- life ---- */

static void mark_existing(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    o->type |= OU_F_WATCHED;
}

bool ou_trace_begin(OuVM *vm, const OuTraceOptions *options)
{
    FILE *out = options->file ? fopen(options->file, "w") : stderr;
    Tracer *t = out ? malloc(sizeof *t) : NULL;
    if (t == NULL)
        return false;
    memset(t, 0, sizeof *t);
    ou_mem_init(&t->mem, NULL, NULL, 0);
    ou_buf_init(&t->text, &t->mem);
    ou_buf_puts(&t->text, "before the first line\n");
    t->vm = vm;
    t->out = out;
    t->options = options;
    t->generation = -1;
    vm->watcher = t;
    bool marked = options->in_between || ou_edges_each(vm, mark_existing, NULL, NULL);
    if (!marked || !ou_trace_nodes_begin(t)) {
        errno = ENOMEM;
        return false;
    }
    vm->watch = on_event;
    return true;
}

void ou_trace_exit(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL || t->failed)
        return;
    ou_trace_flush(t);
    t->at_frame = NULL;
    t->at_line = 0;
    t->ended = true;
    t->text.len = 0;
    ou_buf_puts(&t->text, "the program ends\n");
    ou_trace_sync(t, false);
}

/* Watched code that runs later still has its STEPs. */
static void on_nothing(OuVM *vm, OuWatchEvent event, void *subject, size_t number)
{
    (void)vm, (void)event, (void)subject, (void)number;
}

static bool free_tracer(Tracer *t)
{
    bool good = !ferror(t->out);
    if (t->out != stderr)
        good = fclose(t->out) == 0 && good;
    ou_mem_drop(&t->mem);
    free(t);
    return good;
}

static void forget_existing(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    o->type &= ~OU_F_WATCHED;
}

bool ou_trace_stop(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL)
        return true;
    if (!t->failed && t->at_code != NULL) {
        t->at_frame = NULL;
        ou_trace_sync(t, false);
        ou_trace_flush(t);
    }
    vm->watch = on_nothing;
    vm->watcher = NULL;
    bool walked = ou_edges_each(vm, forget_existing, NULL, NULL); /* else they go on to be slow */
    return free_tracer(t) && walked;
}

bool ou_trace_end(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL)
        return true;
    vm->watch = on_nothing;
    vm->watcher = NULL;
    ou_trace_sync_end(t);
    if (!t->failed)
        ou_trace_flush(t);
    return free_tracer(t);
}
