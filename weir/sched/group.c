/* SPDX-License-Identifier: MIT */
/* Groups: the tasks of one pipeline, as the liveness scan sees them. */
#include <weir/sched/group-private.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

#define DEFAULT_MAX_BYTES (256 * G_GUINT64_CONSTANT (1048576))

WeirTaskGroup *
weir_task_group_new (const WeirTaskGroupFuncs *funcs)
{
  WeirTaskGroup *group = g_new0 (WeirTaskGroup, 1);
  group->refs = 1;
  group->max_bytes = DEFAULT_MAX_BYTES;
  group->backoff_ns = G_GINT64_CONSTANT (5000000);
  group->tasks = g_ptr_array_new ();
  if (funcs != NULL)
    group->funcs = *funcs;
  weir_monitor_init (&group->monitor);
  return group;
}

WeirTaskGroup *
weir_task_group_ref (WeirTaskGroup *group)
{
  WEIR_ATOMIC_ADD (&group->refs, 1, relaxed); /* the caller's own reference keeps it alive */
  return group;
}

void
weir_task_group_unref (WeirTaskGroup *group)
{
  /* pairs with itself: what others did with the group comes before its end */
  if (WEIR_ATOMIC_ADD (&group->refs, -1, acq_rel) != 1)
    return;
  weir_monitor_clear (&group->monitor);
  g_ptr_array_unref (group->tasks);
  g_free (group);
}

void
weir_task_set_group (WeirTask *task, WeirTaskGroup *group)
{
  if (group != NULL)
    weir_task_group_ref (group);
  weir_topology_lock ();
  WeirTaskGroup *old = WEIR_ATOMIC_LOAD (&task->group, relaxed);
  if (old != NULL) {
    g_ptr_array_remove_index_fast (old->tasks, task->group_index);
    if (task->group_index < old->tasks->len)
      ((WeirTask *) old->tasks->pdata[task->group_index])->group_index = task->group_index;
  }
  if (group != NULL) {
    task->group_index = group->tasks->len;
    g_ptr_array_add (group->tasks, task);
  }
  WEIR_ATOMIC_STORE (&task->group, group, release);
  weir_topology_unlock ();
  if (old != NULL)
    weir_task_group_unref (old);
}

void
weir_task_group_set_max_bytes (WeirTaskGroup *group, guint64 bytes)
{
  WEIR_ATOMIC_STORE (&group->max_bytes, bytes, relaxed);
}

void
weir_task_group_detach (WeirTaskGroup *group)
{
  weir_monitor_enter (&group->monitor);
  group->detached = TRUE;
  while (group->reporter != NULL
         && group->reporter != &weir_thread) /* who reports may stop its pipeline */
    weir_monitor_wait (&group->monitor, WEIR_FOREVER);
  weir_monitor_leave (&group->monitor);
}
