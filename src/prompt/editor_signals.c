/* editor_signals.c - signals while an entry is typed (editor_parts.h): they are blocked but for the time we wait for a
 * key, so their handlers only take note. */
#include "prompt/editor_parts.h"
#include "prompt/screen.h"

EditorSignals editor_signals;

static void on_signal(int number)
{
    switch (number) {
    case SIGINT: editor_signals.interrupted = 1; break;
    case SIGWINCH: editor_signals.resized = 1; break;
    case SIGTSTP: editor_signals.stopped = 1; break;
    default: editor_signals.ended = number; break;
    }
}

static const int caught[] = {SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT};
enum { CAUGHT = sizeof caught / sizeof caught[0] };
static struct sigaction earlier[CAUGHT];
static sigset_t waiting_mask, usual_mask;

const sigset_t *editor_catch_signals(void)
{
    editor_signals = (EditorSignals){0};
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t block;
    sigemptyset(&block);
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CAUGHT; i++) {
        sigaddset(&block, caught[i]);
        sigaction(caught[i], NULL, &earlier[i]);
        if (earlier[i].sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    }
    sigprocmask(SIG_BLOCK, &block, &usual_mask);
    waiting_mask = usual_mask;
    for (int i = 0; i < CAUGHT; i++)
        sigdelset(&waiting_mask, caught[i]);
    return &waiting_mask;
}

void editor_release_signals(void)
{
    for (int i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &earlier[i], NULL);
    sigprocmask(SIG_SETMASK, &usual_mask, NULL);
}

void editor_leave_for(int number)
{
    screen_end();
    RL.rl_deprep_terminal();
    struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t only, mask;
    sigemptyset(&usual.sa_mask);
    sigaction(number, &usual, &ours);
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &only, &mask); /* here it happens */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(number, &ours, NULL);
    RL.rl_prep_terminal(1);
    editor_measure();
    screen_begin();
    editor_redisplay();
}
