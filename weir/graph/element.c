/* SPDX-License-Identifier: MIT */
/* Elements as objects: class, instance, and what is asked of them. Pads are in element-pads.c, properties in
 * element-props.c, steps in element-step.c, states in element-state.c, events and queries in element-event.c and
 * element-query.c, linking by name in element-link.c. */
#include <string.h>

#include <weir/base/reaper.h>
#include <weir/graph/bin-private.h>
#include <weir/graph/element-class.h>
#include <weir/graph/pipeline.h>
#include <weir/sched/task-private.h>

guint weir_element_signals[WEIR_ELEMENT_N_SIGNALS];

static void weir_element_class_init (WeirElementClass *klass);
static void weir_element_init (WeirElement *self, WeirElementClass *klass);
static gpointer weir_element_parent_class;
static int weir_element_private_offset;

/* By hand: the instance init needs the class it is made for, to know its table. */
static void
weir_element_class_intern_init (gpointer klass, gpointer data)
{
  weir_element_parent_class = g_type_class_peek_parent (klass);
  g_type_class_adjust_private_offset (klass, &weir_element_private_offset);
  weir_element_class_init (klass);
}

/* A class begins with what its parent has: rows are shared until it adds its own. */
static void
weir_element_base_init (gpointer g_class)
{
  WeirElementClass *klass = g_class;
  GPtrArray *parents = klass->templates;
  WeirPropRow *rows = klass->props;

  klass->templates = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; parents != NULL && i < parents->len; i++)
    g_ptr_array_add (klass->templates, g_object_ref (g_ptr_array_index (parents, i)));
  klass->props = g_memdup2 (rows, klass->n_props * sizeof *rows);
  klass->factory = NULL;
  klass->described = NULL;
}

static void
weir_element_base_finalize (gpointer g_class)
{
  WeirElementClass *klass = g_class;

  g_ptr_array_unref (klass->templates);
  g_free (klass->props);
}

GType
weir_element_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type)) {
    const GTypeInfo info = {
      .class_size = sizeof (WeirElementClass),
      .base_init = weir_element_base_init,
      .base_finalize = weir_element_base_finalize,
      .class_init = weir_element_class_intern_init,
      .instance_size = sizeof (WeirElement),
      .instance_init = (GInstanceInitFunc) weir_element_init,
    };
    GType made = g_type_register_static (WEIR_TYPE_OBJECT, "WeirElement", &info, G_TYPE_FLAG_ABSTRACT);

    weir_element_private_offset = g_type_add_instance_private (made, sizeof (WeirElementPrivate));
    g_once_init_leave (&type, made);
  }
  return type;
}

/* --- instances ------------------------------------------------------------------------------------------------------ */

static void
weir_element_init (WeirElement *self, WeirElementClass *klass)
{
  WeirElementPrivate *p;

  self->priv = p = G_STRUCT_MEMBER_P (self, weir_element_private_offset);
  pthread_mutex_init (&p->lock, NULL);
  p->strand = weir_strand_new ();
  p->sinks = g_ptr_array_new ();
  p->srcs = g_ptr_array_new ();
  g_queue_init (&p->mailbox);
  g_queue_init (&p->outbox);
  p->current = p->level = p->target = WEIR_STATE_NULL;
  p->last_return = WEIR_STATE_CHANGE_SUCCESS;
  p->position_time = p->position_bytes = p->duration_time = p->duration_bytes = -1;
  p->seekable = p->is_live = -1;
  p->is_bin = g_type_is_a (G_TYPE_FROM_CLASS (klass), WEIR_TYPE_BIN);
  if (!p->is_bin || klass->process != NULL)
    p->task = weir_task_new (&weir_element_task_funcs, self, NULL);
  if (klass->described != NULL && p->task != NULL)
    weir_task_set_lane (p->task, WEIR_LANE_BLOCKING, NULL);
  weir_element_init_props (self, klass);
  weir_element_make_always_pads (self, klass);
}

static void
weir_element_constructed (GObject *object)
{
  WeirElement *self = WEIR_ELEMENT_CAST (object);
  const WeirElementInfo *info = WEIR_ELEMENT_GET_CLASS (self)->info;

  /* Called after its factory: fakesink0. */
  if (info != NULL && WEIR_OBJECT_NAME (self) == NULL) {
    g_autofree char *name = weir_object_make_name (info->name);
    weir_object_set_name (WEIR_OBJECT_CAST (self), name);
  }
  G_OBJECT_CLASS (weir_element_parent_class)->constructed (object);
}

static void
weir_element_dispose (GObject *object)
{
  WeirElement *self = WEIR_ELEMENT_CAST (object);
  WeirElementPrivate *p = self->priv;

  if (p->level != WEIR_STATE_NULL || p->current != WEIR_STATE_NULL)
    weir_element_set_state (self, WEIR_STATE_NULL);
  if (p->task != NULL && !p->retired) {
    p->retired = TRUE;
    if (weir_task_acquire (p->task))
      weir_task_retire (p->task);
  }
  weir_element_drop_pads (self);
  weir_element_outbox_clear (self);
  weir_element_clear_mail (self);
  g_clear_object (&p->bus);
  g_clear_object (&p->clock);
  G_OBJECT_CLASS (weir_element_parent_class)->dispose (object);
}

static void
weir_element_finalize (GObject *object)
{
  WeirElement *self = WEIR_ELEMENT_CAST (object);
  WeirElementPrivate *p = self->priv;

  weir_element_finalize_props (self);
  g_ptr_array_unref (p->sinks);
  g_ptr_array_unref (p->srcs);
  g_clear_pointer (&p->task, weir_task_unref);
  g_clear_pointer (&p->strand, weir_strand_unref);
  pthread_mutex_destroy (&p->lock);
  G_OBJECT_CLASS (weir_element_parent_class)->finalize (object);
}

static void
weir_element_class_init (WeirElementClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);

  gobject_class->constructed = weir_element_constructed;
  gobject_class->dispose = weir_element_dispose;
  gobject_class->finalize = weir_element_finalize;
  klass->change_state = weir_element_leaf_transition;
  klass->src_event = weir_element_default_src_event;
  klass->query = weir_element_default_query;

  /**
   * WeirElement::pad-added:
   * @element: the element
   * @pad: the new pad
   *
   * The element has a new pad. What flows out of it waits until the handlers have run and, where nobody linked it, until
   * WeirElement::no-more-pads.
   */
  weir_element_signals[WEIR_ELEMENT_SIGNAL_PAD_ADDED] =
    g_signal_new ("pad-added", WEIR_TYPE_ELEMENT, G_SIGNAL_RUN_LAST, G_STRUCT_OFFSET (WeirElementClass, pad_added), NULL,
                  NULL, NULL, G_TYPE_NONE, 1, WEIR_TYPE_PAD);
  /**
   * WeirElement::pad-removed:
   * @element: the element
   * @pad: the pad that was there
   *
   * A pad is gone.
   */
  weir_element_signals[WEIR_ELEMENT_SIGNAL_PAD_REMOVED] =
    g_signal_new ("pad-removed", WEIR_TYPE_ELEMENT, G_SIGNAL_RUN_LAST, G_STRUCT_OFFSET (WeirElementClass, pad_removed),
                  NULL, NULL, NULL, G_TYPE_NONE, 1, WEIR_TYPE_PAD);
  /**
   * WeirElement::no-more-pads:
   * @element: the element
   *
   * All pads that there will be are there.
   */
  weir_element_signals[WEIR_ELEMENT_SIGNAL_NO_MORE_PADS] =
    g_signal_new ("no-more-pads", WEIR_TYPE_ELEMENT, G_SIGNAL_RUN_LAST, G_STRUCT_OFFSET (WeirElementClass, no_more_pads),
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* --- classes -------------------------------------------------------------------------------------------------------- */

static void
add_template (WeirElementClass *klass, const WeirPadInfo *pad)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string (pad->caps);
  WeirPadTemplate *templ;

  if (caps == NULL) {
    g_critical ("%s: the caps of pad %s don't parse: %s", klass->info->name, pad->name, pad->caps);
    return;
  }
  templ = weir_pad_template_new (pad->name, pad->direction, pad->presence, caps);
  g_ptr_array_add (klass->templates, g_object_ref_sink (templ));
}

/**
 * weir_element_class_set_info: (skip)
 * @klass: a class, in its class_init
 * @info: (transfer none): what the element is; static, it is read as long as the process lives
 *
 * Makes the pad templates and the properties of a class from its table, and keeps the table for the
 * registry. Thread: any.
 */
void
weir_element_class_set_info (WeirElementClass *klass, const WeirElementInfo *info)
{
  klass->info = info;
  for (const WeirPadInfo *pad = info->pads; pad != NULL && pad->name != NULL; pad++)
    add_template (klass, pad);
  if (info->n_props > 0)
    weir_element_class_add_props (klass, info->props, info->n_props, 0);
}

/* --- where it stands ------------------------------------------------------------------------------------------------ */

WeirElement *
weir_element_root (WeirElement *self)
{
  WeirObject *at = WEIR_OBJECT_CAST (self), *parent;

  while ((parent = weir_object_peek_parent (at)) != NULL && WEIR_IS_ELEMENT (parent))
    at = parent;
  return WEIR_ELEMENT_CAST (at);
}

WeirStrand *
weir_element_ref_strand (WeirElement *self)
{
  WeirObject *at = g_object_ref (WEIR_OBJECT_CAST (self)), *parent;
  WeirStrand *strand;

  /* What stands above may be on its way out in another thread. */
  while ((parent = weir_object_get_parent (at)) != NULL) {
    g_object_unref (at);
    at = parent;
  }
  strand = weir_strand_ref (WEIR_ELEMENT_CAST (at)->priv->strand);
  g_object_unref (at);
  return strand;
}

WeirStrand *
weir_element_enter_strand (WeirElement *self)
{
  for (;;) {
    WeirStrand *strand = weir_element_ref_strand (self), *now;
    gboolean same;

    weir_strand_enter (strand);
    now = weir_element_ref_strand (self);
    same = now == strand;
    weir_strand_unref (now);
    if (same)
      return strand;
    /* It joined or left a bin while we waited. */
    weir_strand_leave (strand);
    weir_strand_unref (strand);
  }
}

WeirTaskGroup *
weir_element_task_group (WeirElement *self)
{
  WeirElement *root = weir_element_root (self);

  return WEIR_IS_PIPELINE (root) ? weir_pipeline_task_group (WEIR_PIPELINE_CAST (root)) : NULL;
}

static void
collect_leaves (WeirElement *self, GPtrArray *found)
{
  g_autoptr (GPtrArray) children = NULL;

  if (!self->priv->is_bin) {
    g_ptr_array_add (found, g_object_ref (self));
    return;
  }
  children = weir_bin_snapshot (WEIR_BIN_CAST (self));
  for (guint i = 0; i < children->len; i++)
    collect_leaves (g_ptr_array_index (children, i), found);
}

GPtrArray *
weir_element_leaves (WeirElement *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  collect_leaves (self, found);
  return found;
}

/* --- bus, clock, time ----------------------------------------------------------------------------------------------- */

/**
 * weir_element_set_bus:
 * @element: an element
 * @bus: (nullable) (transfer none): where its messages go
 *
 * Says where the element's messages go. Thread: any.
 */
void
weir_element_set_bus (WeirElement *element, WeirBus *bus)
{
  WeirBus *old;

  g_return_if_fail (WEIR_IS_ELEMENT (element));

  pthread_mutex_lock (&element->priv->lock);
  old = element->priv->bus;
  element->priv->bus = bus != NULL ? g_object_ref (bus) : NULL;
  pthread_mutex_unlock (&element->priv->lock);
  g_clear_object (&old);
}

/**
 * weir_element_get_bus:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the bus of the element, or of the outermost bin that holds it
 */
WeirBus *
weir_element_get_bus (WeirElement *element)
{
  WeirElement *root;
  WeirBus *bus;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  root = weir_element_root (element);
  pthread_mutex_lock (&root->priv->lock);
  bus = root->priv->bus != NULL ? g_object_ref (root->priv->bus) : NULL;
  pthread_mutex_unlock (&root->priv->lock);
  return bus;
}

/**
 * weir_element_get_clock:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the clock that was given to it
 */
WeirClock *
weir_element_get_clock (WeirElement *element)
{
  WeirClock *clock;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  pthread_mutex_lock (&element->priv->lock);
  clock = element->priv->clock != NULL ? g_object_ref (element->priv->clock) : NULL;
  pthread_mutex_unlock (&element->priv->lock);
  return clock;
}

/**
 * weir_element_set_clock:
 * @element: an element
 * @clock: (nullable) (transfer none): the clock it goes by
 *
 * Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_element_set_clock (WeirElement *element, WeirClock *clock)
{
  WeirClock *old;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  pthread_mutex_lock (&element->priv->lock);
  old = element->priv->clock;
  element->priv->clock = clock != NULL ? g_object_ref (clock) : NULL;
  pthread_mutex_unlock (&element->priv->lock);
  g_clear_object (&old);
  return TRUE;
}

/**
 * weir_element_provide_clock:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the clock that it can provide
 */
WeirClock *
weir_element_provide_clock (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  if (WEIR_ELEMENT_GET_CLASS (element)->provide_clock == NULL)
    return NULL;
  return WEIR_ELEMENT_GET_CLASS (element)->provide_clock (element);
}

/**
 * weir_element_get_base_time:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: the clock's time when running time was 0, in ns
 */
WeirClockTime
weir_element_get_base_time (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), WEIR_CLOCK_TIME_NONE);
  return (WeirClockTime) __atomic_load_n (&element->priv->base_time, __ATOMIC_RELAXED);
}

/**
 * weir_element_set_base_time:
 * @element: an element
 * @time: the clock's time when running time was 0, in ns
 *
 * Sets what the clock showed when running time was 0. Thread: any.
 */
void
weir_element_set_base_time (WeirElement *element, WeirClockTime time)
{
  g_return_if_fail (WEIR_IS_ELEMENT (element));
  __atomic_store_n (&element->priv->base_time, (gint64) time, __ATOMIC_RELAXED);
}

/**
 * weir_element_get_start_time:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: the running time at which it was paused last, in ns
 */
WeirClockTime
weir_element_get_start_time (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), WEIR_CLOCK_TIME_NONE);
  return (WeirClockTime) __atomic_load_n (&element->priv->start_time, __ATOMIC_RELAXED);
}

/**
 * weir_element_set_start_time:
 * @element: an element
 * @time: running time in ns; %WEIR_CLOCK_TIME_NONE: the base time is the program's business
 *
 * Sets the running time at which the element begins to play. Thread: any.
 */
void
weir_element_set_start_time (WeirElement *element, WeirClockTime time)
{
  g_return_if_fail (WEIR_IS_ELEMENT (element));
  __atomic_store_n (&element->priv->start_time, (gint64) time, __ATOMIC_RELAXED);
}

/**
 * weir_element_get_current_clock_time:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: its clock's time now in ns, or %WEIR_CLOCK_TIME_NONE without a clock
 */
WeirClockTime
weir_element_get_current_clock_time (WeirElement *element)
{
  g_autoptr (WeirClock) clock = weir_element_get_clock (element);

  return clock != NULL ? weir_clock_get_time (clock) : WEIR_CLOCK_TIME_NONE;
}

/**
 * weir_element_get_current_running_time:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: the running time now in ns, or %WEIR_CLOCK_TIME_NONE without a clock
 */
WeirClockTime
weir_element_get_current_running_time (WeirElement *element)
{
  WeirClockTime now = weir_element_get_current_clock_time (element);
  WeirClockTime base = weir_element_get_base_time (element);

  if (now == WEIR_CLOCK_TIME_NONE || base == WEIR_CLOCK_TIME_NONE || now < base)
    return WEIR_CLOCK_TIME_NONE;
  return now - base;
}

/**
 * weir_element_running_time:
 * @self: an element
 *
 * Reads the running time by the pipeline's clock. Thread: any.
 *
 * Returns: ns, or %WEIR_CLOCK_TIME_NONE without a clock or before the base time
 */
WeirClockTime
weir_element_running_time (WeirElement *self)
{
  return weir_element_get_current_running_time (self);
}

/**
 * weir_element_running_time_to_monotonic:
 * @self: an element
 * @t: a running time in ns
 *
 * Tells when a running time comes, the pipeline's latency added, for weir_element_want_deadline (). Thread:
 * any.
 *
 * Returns: ns as of weir_element_now_ns (); the present time without a clock
 */
gint64
weir_element_running_time_to_monotonic (WeirElement *self, WeirClockTime t)
{
  g_autoptr (WeirClock) clock = weir_element_get_clock (self);
  WeirClockTime at = weir_element_get_base_time (self) + t + __atomic_load_n (&self->priv->latency, __ATOMIC_RELAXED);

  return clock != NULL ? weir_clock_time_to_monotonic (clock, at) : weir_now_ns ();
}

/**
 * weir_element_now_ns:
 * @self: an element
 *
 * Reads the monotonic clock; virtual in the simulation. Thread: any.
 *
 * Returns: ns since an unknown time
 */
gint64
weir_element_now_ns (WeirElement *self)
{
  return weir_now_ns ();
}

/**
 * weir_element_step_ns:
 * @self: an element
 *
 * Tells when this step began, by the clock of weir_element_now_ns (). Costs nothing. Thread: owner, in a
 * step.
 *
 * Returns: ns since an unknown time
 */
gint64
weir_element_step_ns (WeirElement *self)
{
  return self->priv->task->step_start_ns;
}

/**
 * weir_element_wall_time_ns:
 * @self: an element
 *
 * Reads the wall clock, which may jump; in the simulation it is virtual. Thread: any.
 *
 * Returns: ns since 1970
 */
gint64
weir_element_wall_time_ns (WeirElement *self)
{
  return weir_wall_now_ns ();
}

/**
 * weir_element_random_u32:
 * @self: an element
 *
 * Draws a number; in the simulation the seed decides it. Thread: any.
 *
 * Returns: any 32 bits, not fit for secrets
 */
guint32
weir_element_random_u32 (WeirElement *self)
{
  return weir_random_u32 ();
}

/**
 * weir_element_is_playing:
 * @self: an element
 *
 * Tells whether play () was called, and pause () not since. Thread: owner.
 *
 * Returns: %TRUE while the element is PLAYING
 */
gboolean
weir_element_is_playing (WeirElement *self)
{
  return self->priv->playing;
}

/* --- where it comes from -------------------------------------------------------------------------------------------- */

/**
 * weir_element_get_factory:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the factory that makes elements like it
 */
WeirElementFactory *
weir_element_get_factory (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  return WEIR_ELEMENT_GET_CLASS (element)->factory;
}

/**
 * weir_element_get_metadata:
 * @element: an element
 * @key: `long-name`, `klass`, `description` or `author`
 *
 * Thread: any.
 *
 * Returns: (nullable): what its table says
 */
const char *
weir_element_get_metadata (WeirElement *element, const char *key)
{
  const WeirElementInfo *info;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  info = WEIR_ELEMENT_GET_CLASS (element)->info;
  if (info == NULL)
    return NULL;
  if (g_str_equal (key, "long-name"))
    return info->long_name != NULL ? info->long_name : info->description;
  if (g_str_equal (key, "klass"))
    return info->klass;
  if (g_str_equal (key, "description"))
    return info->description;
  if (g_str_equal (key, "author"))
    return info->author != NULL ? info->author : "The Weir authors";
  return NULL;
}

/**
 * weir_element_get_element_flags:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: what kind of element it is
 */
WeirElementFlags
weir_element_get_element_flags (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), 0);
  return (WeirElementFlags) element->priv->flags;
}

void
weir_element_set_flags (WeirElement *self, guint flags, gboolean on)
{
  if (on)
    self->priv->flags |= flags;
  else
    self->priv->flags &= ~flags;
}

/* --- lanes ---------------------------------------------------------------------------------------------------------- */

/**
 * weir_element_set_blocking:
 * @self: an element, in its init
 *
 * Has steps and changes of state run on a thread of the blocking lane, where they may wait between
 * weir_element_block_begin () and weir_element_block_end (). Thread: owner.
 */
void
weir_element_set_blocking (WeirElement *self)
{
  weir_task_set_lane (self->priv->task, WEIR_LANE_BLOCKING, NULL);
}

/**
 * weir_element_set_affine:
 * @self: an element, in its init
 * @thread_name: name of a thread, shared by all elements that give it
 *
 * Has all code of the element run in one and the same thread, as libraries for windows ask for. Thread:
 * owner.
 */
void
weir_element_set_affine (WeirElement *self, const char *thread_name)
{
  weir_task_set_lane (self->priv->task, WEIR_LANE_AFFINE, g_intern_string (thread_name));
}

/**
 * weir_element_block_begin:
 * @self: an element of the blocking or affine lane
 *
 * Begins a call that may wait. Until weir_element_block_end () others may own the element: its state must
 * not be touched.
 * Thread: owner, in a step.
 */
void
weir_element_block_begin (WeirElement *self)
{
  weir_task_block_begin (self->priv->task);
}

/**
 * weir_element_block_end:
 * @self: an element
 *
 * Ends a call that may wait, and owns the element again. Thread: owner, the one that called
 * weir_element_block_begin ().
 *
 * Returns: %FALSE if it was cancelled (stop, flush, removal): give up what was begun
 */
gboolean
weir_element_block_end (WeirElement *self)
{
  return weir_task_block_end (self->priv->task);
}

/**
 * weir_element_is_cancelled:
 * @self: an element
 *
 * Tells whether blocking calls shall return. Thread: any.
 *
 * Returns: %TRUE from the cancel on until who cancelled lets go
 */
gboolean
weir_element_is_cancelled (WeirElement *self)
{
  return weir_task_is_cancelled (self->priv->task);
}

/**
 * weir_element_cancel_fd:
 * @self: an element
 *
 * Gives a descriptor to wait for beside one's own, in poll (). Thread: any.
 *
 * Returns: a descriptor that is readable while the element is cancelled; it belongs to the element
 */
int
weir_element_cancel_fd (WeirElement *self)
{
  return weir_task_cancel_fd (self->priv->task);
}
