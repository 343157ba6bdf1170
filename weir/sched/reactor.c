/* SPDX-License-Identifier: MIT */
/* Deadlines and descriptors of parked tasks.
 *
 * A heap holds one deadline per task. An entry isn't moved when a task steps before its time:
 * when it comes up, it is dropped or put back by what the task waits for then. Firing rounds are
 * at least 250 us apart, so that what is due in about the same moment fires together; a lone
 * deadline is exact. No deadline fires early. */
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

#define ROUND_NS (250 * G_GINT64_CONSTANT (1000))
#define MAX_EVENTS 64

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GPtrArray *heap;      /* (locked) of WeirTask, (owned); earliest first */
static GHashTable *watched;  /* (locked) fd -> WeirTask, (owned) */
static int epoll_fd = -1;    /* set once under the lock */
static int kick_fd = -1;     /* set once under the lock */
static gint64 last_round_ns; /* (locked) */
static WEIR_ATOMIC (gint64) next_ns = G_MAXINT64;
static WEIR_ATOMIC (guint) n_watched;
static WEIR_ATOMIC (gboolean) by_poll; /* there is no epoll_pwait2 () */

/* --- the heap, from index 1 ------------------------------------------------------------------ */

static void
put (guint index, WeirTask *task)
{
  heap->pdata[index] = task;
  task->heap_index = index;
}

static void
sift_up (guint index, WeirTask *task)
{
  while (index > 1) {
    WeirTask *parent = heap->pdata[index / 2];
    if (parent->heap_key_ns <= task->heap_key_ns)
      break;
    put (index, parent);
    index /= 2;
  }
  put (index, task);
}

static void
sift_down (guint index, WeirTask *task)
{
  for (;;) {
    guint child = index * 2;
    if (child >= heap->len)
      break;
    if (child + 1 < heap->len
        && ((WeirTask *) heap->pdata[child + 1])->heap_key_ns
             < ((WeirTask *) heap->pdata[child])->heap_key_ns)
      child++;
    if (((WeirTask *) heap->pdata[child])->heap_key_ns >= task->heap_key_ns)
      break;
    put (index, heap->pdata[child]);
    index = child;
  }
  put (index, task);
}

static void
heap_add (WeirTask *task, gint64 key_ns)
{
  task->heap_key_ns = key_ns;
  g_ptr_array_add (heap, task);
  sift_up (heap->len - 1, task);
}

static void
heap_remove (WeirTask *task)
{
  guint index = task->heap_index;
  WeirTask *last = heap->pdata[heap->len - 1];
  g_ptr_array_set_size (heap, (gint) heap->len - 1);
  task->heap_index = 0;
  if (last == task)
    return;
  if (index > 1 && ((WeirTask *) heap->pdata[index / 2])->heap_key_ns > last->heap_key_ns)
    sift_up (index, last);
  else
    sift_down (index, last);
}

static void
update_next (void)
{
  gint64 next =
    heap != NULL && heap->len > 1 ? ((WeirTask *) heap->pdata[1])->heap_key_ns : G_MAXINT64;
  if (next != G_MAXINT64)
    next = MAX (next, last_round_ns + ROUND_NS);
  WEIR_ATOMIC_STORE (&next_ns, next, release);
}

/* --- deadlines ------------------------------------------------------------------------------- */

void
weir_reactor_add_deadline (WeirTask *task, gint64 deadline_ns)
{
  pthread_mutex_lock (&lock);
  WEIR_ATOMIC_STORE (&task->deadline_ns, deadline_ns, relaxed);
  if (heap == NULL) {
    heap = g_ptr_array_new ();
    g_ptr_array_add (heap, NULL);
  }
  if (task->heap_index == 0) {
    heap_add (weir_task_ref (task), deadline_ns);
  } else if (deadline_ns < task->heap_key_ns) {
    task->heap_key_ns = deadline_ns;
    sift_up (task->heap_index, task);
  }
  update_next ();
  pthread_mutex_unlock (&lock);
  weir_pool_mind_reactor (deadline_ns);
}

gint64
weir_reactor_get_next_ns (void)
{
  return WEIR_ATOMIC_LOAD (&next_ns, acquire);
}

/* Under the lock: the next task whose deadline has come, with the heap's reference. */
static WeirTask *
pop_due (gint64 now_ns, GPtrArray *dropped)
{
  while (heap->len > 1) {
    WeirTask *task = heap->pdata[1];
    if (task->heap_key_ns > now_ns)
      return NULL;
    gint64 deadline_ns = WEIR_ATOMIC_LOAD (&task->deadline_ns, relaxed);
    heap_remove (task);
    if (deadline_ns <= now_ns) {
      WEIR_ATOMIC_STORE (&task->deadline_ns, G_MAXINT64, relaxed);
      return task;
    }
    if (deadline_ns == G_MAXINT64)
      g_ptr_array_add (dropped, task);
    else
      heap_add (task, deadline_ns);
  }
  return NULL;
}

void
weir_reactor_fire (gint64 now_ns)
{
  if (now_ns < weir_reactor_get_next_ns ())
    return;
  g_autoptr (GPtrArray) due = g_ptr_array_new ();
  g_autoptr (GPtrArray) dropped = g_ptr_array_new ();
  WeirTask *task;
  pthread_mutex_lock (&lock);
  while ((task = pop_due (now_ns, dropped)) != NULL)
    g_ptr_array_add (due, task);
  last_round_ns = now_ns;
  update_next ();
  pthread_mutex_unlock (&lock);
  WEIR_ATOMIC_FENCE (); /* for weir_phase_wake () */
  for (guint i = 0; i < due->len; i++) {
    task = due->pdata[i];
    if (weir_phase_wake (&task->word))
      weir_pool_submit (task, TRUE);
    weir_task_unref (task);
  }
  for (guint i = 0; i < dropped->len; i++)
    weir_task_unref (dropped->pdata[i]);
}

/* --- descriptors ----------------------------------------------------------------------------- */

static void
open_descriptors (void)
{
  if (epoll_fd >= 0)
    return;
  epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  kick_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (epoll_fd < 0 || kick_fd < 0)
    g_error ("can't make a descriptor to wait with: %s", g_strerror (errno));
  struct epoll_event event = { .events = EPOLLIN, .data.fd = kick_fd };
  epoll_ctl (epoll_fd, EPOLL_CTL_ADD, kick_fd, &event);
  watched = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) weir_task_unref);
}

void
weir_reactor_add_fds (WeirTask *task)
{
  pthread_mutex_lock (&lock);
  open_descriptors ();
  task->has_fds = TRUE;
  for (guint i = 0; i < task->n_want_fds; i++) {
    int fd = task->want_fds[i].fd;
    struct epoll_event event = { .events = task->want_fds[i].events | EPOLLONESHOT, .data.fd = fd };
    g_hash_table_replace (watched, GINT_TO_POINTER (fd), weir_task_ref (task));
    /* a number that was closed and opened again has left the set */
    if (epoll_ctl (epoll_fd, EPOLL_CTL_MOD, fd, &event) != 0
        && epoll_ctl (epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
      weir_task_wake (task); /* what can't be waited for (a file) is always ready */
  }
  WEIR_ATOMIC_STORE (&n_watched, g_hash_table_size (watched), relaxed);
  pthread_mutex_unlock (&lock);
  weir_pool_mind_reactor (G_MAXINT64);
}

gboolean
weir_reactor_has_fds (void)
{
  return WEIR_ATOMIC_LOAD (&n_watched, relaxed) > 0;
}

static gboolean
is_of_task (gpointer key, gpointer value, gpointer task)
{
  if (value != task)
    return FALSE;
  epoll_ctl (epoll_fd, EPOLL_CTL_DEL, GPOINTER_TO_INT (key), NULL);
  return TRUE;
}

void
weir_reactor_forget (WeirTask *task)
{
  gboolean was_in_heap = FALSE;
  pthread_mutex_lock (&lock);
  WEIR_ATOMIC_STORE (&task->deadline_ns, G_MAXINT64, relaxed);
  if (task->heap_index != 0) {
    heap_remove (task);
    update_next ();
    was_in_heap = TRUE;
  }
  if (task->has_fds) {
    g_hash_table_foreach_remove (watched, is_of_task,
                                 task); /* the caller has a reference of its own */
    WEIR_ATOMIC_STORE (&n_watched, g_hash_table_size (watched), relaxed);
  }
  task->has_fds = FALSE;
  pthread_mutex_unlock (&lock);
  if (was_in_heap)
    weir_task_unref (task);
}

/* --- waiting --------------------------------------------------------------------------------- */

/* TRUE: a task was told. */
static gboolean
handle_event (int fd)
{
  if (fd == kick_fd) {
    eventfd_t value;
    eventfd_read (kick_fd, &value);
    return FALSE;
  }
  pthread_mutex_lock (&lock);
  WeirTask *task = g_hash_table_lookup (watched, GINT_TO_POINTER (fd));
  if (task != NULL)
    weir_task_ref (task);
  pthread_mutex_unlock (&lock);
  if (task == NULL)
    return FALSE;
  weir_task_wake (task);
  weir_task_unref (task);
  return TRUE;
}

/* Where the kernel, or what stands in front of it, doesn't know epoll_pwait2 (). */
static int
wait_by_poll (struct epoll_event *events, const struct timespec *timeout)
{
  struct pollfd poll_fd = { .fd = epoll_fd, .events = POLLIN };
  return ppoll (&poll_fd, 1, timeout, NULL) > 0 ? epoll_wait (epoll_fd, events, MAX_EVENTS, 0) : 0;
}

static gboolean
wait_for_events (gint64 timeout_ns)
{
  struct epoll_event events[MAX_EVENTS];
  struct timespec timeout = { .tv_sec = timeout_ns / 1000000000,
                              .tv_nsec = timeout_ns % 1000000000 };
  pthread_mutex_lock (&lock);
  open_descriptors ();
  pthread_mutex_unlock (&lock);
  const struct timespec *until = timeout_ns == G_MAXINT64 ? NULL : &timeout;
  int n = WEIR_ATOMIC_LOAD (&by_poll, relaxed)
            ? wait_by_poll (events, until)
            : epoll_pwait2 (epoll_fd, events, MAX_EVENTS, until, NULL);
  if (n < 0 && (errno == ENOSYS || errno == EPERM))
    WEIR_ATOMIC_STORE (&by_poll, TRUE, relaxed);
  gboolean any = FALSE;
  for (int i = 0; i < n; i++)
    any |= handle_event (events[i].data.fd);
  return any;
}

void
weir_reactor_wait (gint64 until_ns)
{
  gint64 next = MIN (until_ns, weir_reactor_get_next_ns ());
  wait_for_events (next == G_MAXINT64 ? G_MAXINT64 : MAX (0, next - weir_now_ns ()));
  weir_reactor_fire (weir_now_ns ());
}

gboolean
weir_reactor_poll (void)
{
  return wait_for_events (0);
}

void
weir_reactor_kick (void)
{
  pthread_mutex_lock (&lock);
  open_descriptors ();
  pthread_mutex_unlock (&lock);
  eventfd_write (kick_fd, 1);
}

void
weir_reactor_shutdown (void)
{
  pthread_mutex_lock (&lock);
  g_autoptr (GPtrArray) old = g_steal_pointer (&heap);
  g_clear_pointer (&watched, g_hash_table_unref);
  if (epoll_fd >= 0) {
    close (epoll_fd);
    close (kick_fd);
  }
  epoll_fd = kick_fd = -1;
  WEIR_ATOMIC_STORE (&next_ns, G_MAXINT64, relaxed);
  WEIR_ATOMIC_STORE (&n_watched, 0, relaxed);
  last_round_ns = 0; /* the next world's time may begin before this one's */
  pthread_mutex_unlock (&lock);
  for (guint i = 1; old != NULL && i < old->len; i++)
    weir_task_unref (old->pdata[i]);
}
