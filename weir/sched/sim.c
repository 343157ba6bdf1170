/* SPDX-License-Identifier: MIT */
/* The simulated world: actors are real threads that pass a baton, so that only one runs; who goes
 * on is drawn from the seed wherever order is open; time passes only when nobody can run.
 *
 * An actor that waits gives the baton to one that can run. When none can, time jumps to the
 * earliest deadline, of an actor or of a task; when there is none, the world has come to its end
 * or is stuck. */
#include <semaphore.h>
#include <string.h>
#include <weir/sched/group-private.h>
#include <weir/sched/link-private.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

#define START_NS G_GINT64_CONSTANT (1000000000)
#define MAX_POLLS 1000
#define WALL_OFFSET_NS G_GINT64_CONSTANT (1700000000000000000)

typedef enum {
  ACTOR_READY = 1,
  ACTOR_WAITING,
} ActorState;

/* A thread that plays actors, one after the other. */
typedef struct _Player Player;
struct _Player {
  sem_t baton;
  Player *next_idle;
  /* the actor that it plays */
  const char *name;
  void (*func) (gpointer data);
  gpointer data;
  gboolean is_daemon;
  ActorState state;
  WeirMonitor *waits_for; /* (unowned) (nullable): NULL: only for the deadline */
  gint64 deadline_ns;
  gboolean timed_out;
  guint held; /* monitors that it is in: no choices there */
  guint number;
};

typedef struct {
  WeirSimParams params;
  guint64 random;
  guint switch_one_in;
  gint64 now_ns;
  guint64 choices;
  guint64 trace; /* what was chosen and when, for the test that a seed replays */
  GPtrArray *actors; /* of Player */
  GPtrArray *tasks;  /* of WeirTask, unowned */
  guint n_applications, n_spawned;
  WeirMonitor ends;
  sem_t over;
  char *why; /* (owned) (nullable) */
} Sim;

gboolean weir_sim_on;
static Sim *sim;
static Player *idle_players; /* only touched with the baton, or while no world exists */
static WeirPhaseLog phase_log;
static guint64 last_trace;

/* --- chance ---------------------------------------------------------------------------------- */

static guint64
draw (void)
{
  /* splitmix64 (Steele, Lea, Flood 2014) */
  guint64 z = (sim->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint32
weir_sim_random (void)
{
  return (guint32) (draw () >> 32);
}

guint
weir_sim_choose (guint n)
{
  g_return_val_if_fail (n > 0, 0);
  return weir_sim_on ? (guint) (draw () % n) : (guint) (g_random_int () % n);
}

gint64
weir_sim_now_ns (void)
{
  return sim->now_ns;
}

gboolean
weir_sim_active (void)
{
  return weir_sim_on;
}

guint64
weir_sim_get_trace (void)
{
  return last_trace;
}

const WeirPhaseLog *
weir_sim_get_phase_log (void)
{
  return &phase_log;
}

/* --- what is stuck --------------------------------------------------------------------------- */

static void
append_links (GString *text, const char *title, const WeirLinkSet *set)
{
  for (guint i = 0; i < set->n; i++)
    g_string_append_printf (text, " %s[%" G_GUINT64_FORMAT "/%u]", title,
                            weir_link_level_items (set->links[i]),
                            WEIR_ATOMIC_LOAD (&set->links[i]->opening, relaxed));
}

static char *
describe_world (const char *title)
{
  GString *text = g_string_new (title);
  g_string_append_printf (text, " at %.6f s, seed %" G_GUINT64_FORMAT,
                          (double) (sim->now_ns - START_NS) / 1e9, sim->params.seed);
  for (guint i = 0; i < sim->actors->len; i++) {
    Player *actor = sim->actors->pdata[i];
    g_string_append_printf (text, "\n  %s: %s", actor->name,
                            actor->state == ACTOR_READY ? "can run"
                            : actor->waits_for != NULL  ? "waits in a monitor"
                                                        : "sleeps");
    if (actor->state == ACTOR_WAITING && actor->deadline_ns != WEIR_FOREVER)
      g_string_append_printf (text, " until %.6f s",
                              (double) (actor->deadline_ns - START_NS) / 1e9);
  }
  for (guint i = 0; i < sim->tasks->len; i++) {
    WeirTask *task = sim->tasks->pdata[i];
    guint64 word = WEIR_ATOMIC_LOAD (&task->word, relaxed);
    if (weir_word_phase (word) == WEIR_PHASE_RETIRED)
      continue;
    g_autofree char *name = weir_task_describe (task);
    g_string_append_printf (text, "\n  %s: %s, word %" G_GINT64_MODIFIER "x, waits for %x", name,
                            weir_phase_get_name (weir_word_phase (word)), word,
                            WEIR_ATOMIC_LOAD (&task->parked_for, relaxed));
    append_links (text, "in", &task->inputs);
    append_links (text, "out", &task->outputs);
  }
  return g_string_free (text, FALSE);
}

/* --- the baton ------------------------------------------------------------------------------- */

static void
take_baton (Player *player)
{
  while (sem_wait (&player->baton) != 0)
    ;
}

/* The world ends here and now; who calls it never goes on. */
static G_GNUC_NORETURN void
give_up (char *why)
{
  sim->why = why;
  sem_post (&sim->over);
  for (;;) {
    sem_t never;
    sem_init (&never, 0, 0);
    sem_wait (&never);
  }
}

static void
make_ready (Player *actor, gboolean timed_out)
{
  actor->state = ACTOR_READY;
  actor->waits_for = NULL;
  actor->deadline_ns = WEIR_FOREVER;
  actor->timed_out = timed_out;
}

static gboolean
somebody_is_ready (void)
{
  for (guint i = 0; i < sim->actors->len; i++)
    if (((Player *) sim->actors->pdata[i])->state == ACTOR_READY)
      return TRUE;
  return FALSE;
}

/* Nobody can run: lets time pass. FALSE: nothing will ever happen again. */
static gboolean
advance (void)
{
  weir_liveness_look (sim->now_ns, TRUE);
  if (somebody_is_ready ())
    return TRUE;
  gint64 next_ns = MIN (weir_reactor_get_next_ns (), weir_liveness_get_next_ns ());
  for (guint i = 0; i < sim->actors->len; i++)
    next_ns = MIN (next_ns, ((Player *) sim->actors->pdata[i])->deadline_ns);
  if (next_ns == G_MAXINT64)
    return FALSE;
  sim->now_ns = MAX (sim->now_ns, next_ns);
  if (sim->now_ns - START_NS > sim->params.max_virtual_ns)
    give_up (describe_world ("it takes too long"));
  for (guint i = 0; i < sim->actors->len; i++) {
    Player *actor = sim->actors->pdata[i];
    if (actor->state == ACTOR_WAITING && actor->deadline_ns <= sim->now_ns)
      make_ready (actor, TRUE);
  }
  weir_reactor_fire (sim->now_ns);
  weir_liveness_look (sim->now_ns, FALSE);
  return TRUE;
}

static Player *
pick (void)
{
  for (guint polls = 0; polls < MAX_POLLS;) {
    guint n = 0;
    for (guint i = 0; i < sim->actors->len; i++)
      n += ((Player *) sim->actors->pdata[i])->state == ACTOR_READY;
    if (n > 0) {
      guint k = (guint) (draw () % n);
      for (guint i = 0;; i++)
        if (((Player *) sim->actors->pdata[i])->state == ACTOR_READY && k-- == 0)
          return sim->actors->pdata[i];
    }
    if (weir_reactor_has_fds () && weir_reactor_poll ())
      continue;
    if (advance ())
      continue;
    if (!weir_reactor_has_fds ())
      return NULL;
    /* another process may be at the other end of a descriptor */
    polls++;
    g_usleep (1000);
  }
  return NULL;
}

static void
pass_on (Player *self, gboolean comes_back)
{
  Player *next = pick ();
  if (next == NULL)
    give_up (describe_world ("stuck: nobody can ever run again"));
  sim->trace = (sim->trace ^ next->number ^ (guint64) sim->now_ns ^ sim->choices) * G_GUINT64_CONSTANT (0x100000001b3);
  if (next == self && comes_back)
    return;
  sem_post (&next->baton);
  if (comes_back)
    take_baton (self);
}

void
weir_sim_choice_point (void)
{
  Player *self = weir_thread.actor;
  if (self == NULL || self->held > 0)
    return;
  if (++sim->choices > sim->params.max_choices)
    give_up (describe_world ("too many choices"));
  if (draw () % sim->switch_one_in == 0)
    pass_on (self, TRUE);
}

/* --- waiting --------------------------------------------------------------------------------- */

static gboolean
wait_here (WeirMonitor *monitor, gint64 deadline_ns)
{
  Player *self = weir_thread.actor;
  self->state = ACTOR_WAITING;
  self->waits_for = monitor;
  self->deadline_ns = deadline_ns;
  self->timed_out = FALSE;
  pass_on (self, TRUE);
  return !self->timed_out;
}

void
weir_sim_monitor_enter (WeirMonitor *monitor)
{
  Player *self = weir_thread.actor;
  weir_sim_choice_point ();
  pthread_mutex_lock (&monitor->mutex);
  if (self != NULL)
    self->held++;
}

void
weir_sim_monitor_leave (WeirMonitor *monitor)
{
  Player *self = weir_thread.actor;
  if (self != NULL)
    self->held--;
  pthread_mutex_unlock (&monitor->mutex);
}

gboolean
weir_sim_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns)
{
  Player *self = weir_thread.actor;
  g_assert (self != NULL && self->held == 1); /* no other monitor is held while one waits */
  monitor->sim_waiters++;
  self->held--;
  pthread_mutex_unlock (&monitor->mutex);
  gboolean in_time = wait_here (monitor, deadline_ns);
  pthread_mutex_lock (&monitor->mutex);
  self->held++;
  monitor->sim_waiters--;
  return in_time;
}

void
weir_sim_monitor_notify_all (WeirMonitor *monitor)
{
  if (monitor->sim_waiters == 0)
    return;
  for (guint i = 0; i < sim->actors->len; i++) {
    Player *actor = sim->actors->pdata[i];
    if (actor->state == ACTOR_WAITING && actor->waits_for == monitor)
      make_ready (actor, FALSE);
  }
}

void
weir_sim_sleep_ns (gint64 ns)
{
  if (weir_sim_on)
    wait_here (NULL, sim->now_ns + MAX (0, ns));
  else
    g_usleep ((gulong) MAX (0, ns) / 1000);
}

void
weir_sim_busy_ns (gint64 ns)
{
  if (weir_sim_on) {
    wait_here (NULL, sim->now_ns + MAX (0, ns));
    return;
  }
  gint64 until_ns = weir_now_ns () + ns;
  while (weir_now_ns () < until_ns)
    ;
}

/* --- actors ---------------------------------------------------------------------------------- */

static void
actor_ended (Player *self)
{
  g_ptr_array_remove_fast (sim->actors, self);
  if (!self->is_daemon) {
    sim->n_applications--;
    weir_monitor_notify_all (&sim->ends);
  }
  weir_thread.actor = NULL;
  weir_thread.now_ns = 0;
  self->next_idle = idle_players;
  idle_players = self;
  if (sim->actors->len > 0)
    pass_on (self, FALSE);
  else
    sem_post (&sim->over);
}

static void *
player_main (void *data)
{
  Player *self = data;
  for (;;) {
    take_baton (self);
    if (self->func == NULL)
      break;
    weir_thread.actor = self;
    self->func (self->data);
    actor_ended (self);
  }
  sem_destroy (&self->baton);
  g_free (self);
  return NULL;
}

static void
spawn (const char *name, gboolean is_daemon, void (*func) (gpointer data), gpointer data)
{
  Player *player = idle_players;
  if (player != NULL) {
    idle_players = player->next_idle;
  } else {
    pthread_t id;
    player = g_new0 (Player, 1);
    sem_init (&player->baton, 0, 0);
    if (pthread_create (&id, NULL, player_main, player) != 0)
      g_error ("can't start a thread for the actor '%s'", name);
    pthread_detach (id);
  }
  player->name = name;
  player->func = func;
  player->data = data;
  player->is_daemon = is_daemon;
  player->held = 0;
  player->number = ++sim->n_spawned;
  make_ready (player, FALSE);
  if (!is_daemon)
    sim->n_applications++;
  g_ptr_array_add (sim->actors, player);
}

void
weir_sim_spawn (const char *name, void (*func) (gpointer data), gpointer data)
{
  g_return_if_fail (weir_sim_on);
  spawn (name, FALSE, func, data);
}

void
weir_sim_spawn_daemon (const char *name, void (*func) (gpointer data), gpointer data)
{
  spawn (name, TRUE, func, data);
}

void
weir_sim_add_task (WeirTask *task)
{
  g_ptr_array_add (sim->tasks, task);
}

void
weir_sim_remove_task (WeirTask *task)
{
  g_ptr_array_remove_fast (sim->tasks, task);
}

/* --- a run ----------------------------------------------------------------------------------- */

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} First;

/* Nobody but loopers and threads of affine lanes is left. */
static void
first_cb (gpointer data)
{
  First *first = data;
  first->func (first->data);
  weir_monitor_enter (&sim->ends);
  while (sim->n_applications > 1)
    weir_monitor_wait (&sim->ends, WEIR_FOREVER);
  weir_monitor_leave (&sim->ends);
  weir_lanes_shutdown ();
  weir_sim_pool_end ();
}

static void
sim_clear (gboolean ended_well)
{
  weir_sim_on = FALSE;
  weir_phase_log = NULL;
  weir_reactor_shutdown ();
  weir_liveness_forget ();
  if (!ended_well) {
    /* its threads wait for ever, with what they hold */
    weir_lanes_forget ();
    weir_jobs_forget ();
    return;
  }
  weir_sim_pool_clear ();
  weir_monitor_clear (&sim->ends);
  g_ptr_array_unref (sim->actors);
  g_ptr_array_unref (sim->tasks);
  sem_destroy (&sim->over);
  g_free (sim);
}

gboolean
weir_sim_run (const WeirSimParams *params, void (*func) (gpointer data), gpointer data, char **why)
{
  First first = { func, data };
  g_return_val_if_fail (!weir_sim_on, FALSE);
  weir_sched_shutdown ();
  sim = g_new0 (Sim, 1);
  sim->params = *params;
  if (params->max_virtual_ns == 0)
    sim->params.max_virtual_ns = 3600 * G_GINT64_CONSTANT (1000000000);
  if (params->max_choices == 0)
    sim->params.max_choices = 50000000;
  sim->random = params->seed;
  sim->switch_one_in = 1u << (draw () % 5);
  sim->now_ns = START_NS;
  sim->actors = g_ptr_array_new ();
  sim->tasks = g_ptr_array_new ();
  weir_monitor_init (&sim->ends);
  sem_init (&sim->over, 0, 0);
  weir_sim_on = TRUE;
  weir_phase_log = params->log_transitions ? &phase_log : NULL;
  weir_sim_pool_start (params->workers != 0 ? params->workers : 2);
  spawn ("first", FALSE, first_cb, &first);
  sem_post (&((Player *) sim->actors->pdata[0])->baton);
  while (sem_wait (&sim->over) != 0)
    ;
  gboolean ended_well = sim->why == NULL;
  last_trace = sim->trace;
  if (why != NULL)
    *why = sim->why;
  else
    g_free (sim->why);
  sim_clear (ended_well);
  sim = NULL;
  return ended_well;
}

/* In the report of a run the wall clock starts at a fixed date. */
gint64
weir_sim_wall_now_ns (void)
{
  return sim->now_ns + WALL_OFFSET_NS;
}
