/* SPDX-License-Identifier: MIT */
/* Events: types and their names, and events of any type. What those of one type hold is in
 * event-types.c. */
#include <weir/data/cells-private.h>
#include <weir/data/event-private.h>

G_DEFINE_BOXED_TYPE (WeirEvent, weir_event, weir_event_ref, weir_event_unref)

G_DEFINE_FLAGS_TYPE (WeirEventTypeFlags, weir_event_type_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_EVENT_TYPE_UPSTREAM, "upstream"),
                     G_DEFINE_ENUM_VALUE (WEIR_EVENT_TYPE_DOWNSTREAM, "downstream"),
                     G_DEFINE_ENUM_VALUE (WEIR_EVENT_TYPE_SERIALIZED, "serialized"),
                     G_DEFINE_ENUM_VALUE (WEIR_EVENT_TYPE_STICKY, "sticky"),
                     G_DEFINE_ENUM_VALUE (WEIR_EVENT_TYPE_STICKY_MULTI, "sticky-multi"))

G_DEFINE_FLAGS_TYPE (WeirStreamFlags, weir_stream_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_STREAM_FLAG_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (WEIR_STREAM_FLAG_SPARSE, "sparse"),
                     G_DEFINE_ENUM_VALUE (WEIR_STREAM_FLAG_SELECT, "select"),
                     G_DEFINE_ENUM_VALUE (WEIR_STREAM_FLAG_UNSELECT, "unselect"))

G_DEFINE_FLAGS_TYPE (WeirGapFlags, weir_gap_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_GAP_FLAG_MISSING_DATA, "data"))

G_DEFINE_ENUM_TYPE (WeirQOSType, weir_qos_type,
                    G_DEFINE_ENUM_VALUE (WEIR_QOS_TYPE_OVERFLOW, "overflow"),
                    G_DEFINE_ENUM_VALUE (WEIR_QOS_TYPE_UNDERFLOW, "underflow"),
                    G_DEFINE_ENUM_VALUE (WEIR_QOS_TYPE_THROTTLE, "throttle"))

/* One row is both the value of the enumeration type and the name. */
static const GEnumValue type_values[] = {
#define ROW(name, nick)                                                                            \
  {                                                                                                \
    WEIR_EVENT_##name, "WEIR_EVENT_" #name, nick                                                   \
  }
  ROW (UNKNOWN, "unknown"),
  ROW (FLUSH_START, "flush-start"),
  ROW (FLUSH_STOP, "flush-stop"),
  ROW (STREAM_START, "stream-start"),
  ROW (CAPS, "caps"),
  ROW (SEGMENT, "segment"),
  ROW (STREAM_COLLECTION, "stream-collection"),
  ROW (TAG, "tag"),
  ROW (BUFFERSIZE, "buffersize"),
  ROW (SINK_MESSAGE, "sink-message"),
  ROW (STREAM_GROUP_DONE, "stream-group-done"),
  ROW (EOS, "eos"),
  ROW (TOC, "toc"),
  ROW (PROTECTION, "protection"),
  ROW (SEGMENT_DONE, "segment-done"),
  ROW (GAP, "gap"),
  ROW (INSTANT_RATE_CHANGE, "instant-rate-change"),
  ROW (QOS, "qos"),
  ROW (SEEK, "seek"),
  ROW (NAVIGATION, "navigation"),
  ROW (LATENCY, "latency"),
  ROW (STEP, "step"),
  ROW (RECONFIGURE, "reconfigure"),
  ROW (TOC_SELECT, "toc-select"),
  ROW (SELECT_STREAMS, "select-streams"),
  ROW (INSTANT_RATE_SYNC_TIME, "instant-rate-sync-time"),
  ROW (CUSTOM_UPSTREAM, "custom-upstream"),
  ROW (CUSTOM_DOWNSTREAM, "custom-downstream"),
  ROW (CUSTOM_DOWNSTREAM_OOB, "custom-downstream-oob"),
  ROW (CUSTOM_DOWNSTREAM_STICKY, "custom-downstream-sticky"),
  ROW (CUSTOM_BOTH, "custom-both"),
  ROW (CUSTOM_BOTH_OOB, "custom-both-oob"),
#undef ROW
  { 0, NULL, NULL },
};

GType
weir_event_type_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirEventType", type_values));
  return type;
}

/**
 * weir_util_seqnum_next:
 *
 * Thread: any.
 *
 * Returns: a sequence number that wasn't used before, never %WEIR_SEQNUM_INVALID
 */
guint32
weir_util_seqnum_next (void)
{
  static guint32 last; /* atomic; only its uniqueness counts */
  guint32 next;
  do
    next = __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
  while (next == WEIR_SEQNUM_INVALID);
  return next;
}

/**
 * weir_util_seqnum_compare:
 * @s1: a sequence number
 * @s2: another one
 *
 * Thread: any.
 *
 * Returns: below 0 if @s1 was made first, above 0 if @s2 was, 0 if they are the same
 */
gint32
weir_util_seqnum_compare (guint32 s1, guint32 s2)
{
  return (gint32) (s1 - s2);
}

/**
 * weir_util_group_id_next:
 *
 * Thread: any.
 *
 * Returns: a group id that wasn't used before, never %WEIR_GROUP_ID_INVALID
 */
guint
weir_util_group_id_next (void)
{
  static guint last; /* atomic; only its uniqueness counts */
  guint next;
  do
    next = __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
  while (next == WEIR_GROUP_ID_INVALID);
  return next;
}

/**
 * weir_event_type_get_name:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: its name, or `unknown`
 */
const char *
weir_event_type_get_name (WeirEventType type)
{
  for (guint i = 0; type_values[i].value_nick != NULL; i++)
    if (type_values[i].value == (gint) type)
      return type_values[i].value_nick;
  return "unknown";
}

/**
 * weir_event_type_to_quark:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: the quark of its name
 */
GQuark
weir_event_type_to_quark (WeirEventType type)
{
  return g_quark_from_static_string (weir_event_type_get_name (type));
}

/**
 * weir_event_type_get_flags:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: how events of that type travel
 */
WeirEventTypeFlags
weir_event_type_get_flags (WeirEventType type)
{
  return (WeirEventTypeFlags) (type & ((1 << WEIR_EVENT_NUM_SHIFT) - 1));
}

/**
 * weir_event_type_to_sticky_ordering:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: a number that is lower for sticky events that must come first, 0 for those that aren't
 *   sticky
 */
guint
weir_event_type_to_sticky_ordering (WeirEventType type)
{
  if (!(type & WEIR_EVENT_TYPE_STICKY))
    return 0;
  /* A changed speed belongs before the segment it changes: its number says otherwise. */
  if (type == WEIR_EVENT_INSTANT_RATE_CHANGE)
    return (guint) WEIR_EVENT_SEGMENT + 1;
  return (guint) type;
}

/* Holding */

static WeirEvent *
event_new (WeirEventType type)
{
  WeirEvent *event = weir_cell_alloc (sizeof *event);
  weir_mini_init (&event->mini, WEIR_MINI_EVENT);
  event->type = type;
  event->timestamp = WEIR_CLOCK_TIME_NONE;
  event->seqnum = 0;
  event->running_time_offset = 0;
  event->structure = NULL;
  event->mark = 0;
  return event;
}

void
weir_event_end (WeirMini *mini)
{
  WeirEvent *event = (WeirEvent *) mini;
  if (event->structure != NULL) {
    weir_structure_set_parent_refcount (event->structure, NULL);
    weir_structure_free (event->structure);
  }
  weir_cell_free (event, sizeof *event);
}

WeirEvent *
weir_event_new_flush_mark (guint32 epoch)
{
  WeirEvent *event = event_new (WEIR_EVENT_FLUSH_MARK);
  event->mark = epoch;
  return event;
}

WeirEvent *
weir_event_new_seam (guint64 seam)
{
  WeirEvent *event = event_new (WEIR_EVENT_SEAM);
  event->mark = seam;
  return event;
}

WeirEvent *
weir_event_new_unwanted (void)
{
  return event_new (WEIR_EVENT_UNWANTED);
}

/**
 * weir_event_new_custom:
 * @type: what it says
 * @structure: (transfer full) (nullable): its content
 *
 * Makes an event of any type, with a sequence number of its own. Thread: any.
 *
 * Returns: (transfer full): an event
 */
WeirEvent *
weir_event_new_custom (WeirEventType type, WeirStructure *structure)
{
  WeirEvent *event = event_new (type);
  event->seqnum = weir_util_seqnum_next ();
  if (structure != NULL) {
    weir_structure_set_parent_refcount (structure, &event->mini.refs);
    event->structure = structure;
  }
  return event;
}

/**
 * weir_event_ref: (skip)
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: (transfer full): @event with one more reference
 */
WeirEvent *
weir_event_ref (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  weir_mini_retain (&event->mini);
  return event;
}

/**
 * weir_event_unref: (skip)
 * @event: (transfer full): an event
 *
 * Drops a reference. Thread: any.
 */
void
weir_event_unref (WeirEvent *event)
{
  g_return_if_fail (event != NULL);
  if (weir_mini_release (&event->mini))
    weir_event_end (&event->mini);
}

/**
 * weir_clear_event: (skip)
 * @event_ptr: (inout): a place that holds an event or %NULL
 *
 * Drops the reference that is held there and sets the place to %NULL. Thread: owner of the place.
 */
void
weir_clear_event (WeirEvent **event_ptr)
{
  g_clear_pointer (event_ptr, weir_event_unref);
}

/**
 * weir_event_copy:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy, with the same sequence number
 */
WeirEvent *
weir_event_copy (const WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  WeirEvent *copy = event_new (event->type);
  copy->timestamp = event->timestamp;
  copy->seqnum = event->seqnum;
  copy->running_time_offset = event->running_time_offset;
  copy->mark = event->mark;
  if (event->structure != NULL) {
    copy->structure = weir_structure_copy (event->structure);
    weir_structure_set_parent_refcount (copy->structure, &copy->mini.refs);
  }
  return copy;
}

/**
 * weir_event_is_writable:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_event_is_writable (const WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, FALSE);
  return weir_mini_is_alone (&event->mini);
}

/**
 * weir_event_make_writable:
 * @event: (transfer full): an event
 *
 * Thread: any.
 *
 * Returns: (transfer full): @event, or a copy of it where others hold it
 */
WeirEvent *
weir_event_make_writable (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  if (weir_mini_is_alone (&event->mini))
    return event;
  WeirEvent *copy = weir_event_copy (event);
  weir_event_unref (event);
  return copy;
}

/**
 * weir_event_replace: (skip)
 * @old_event: (inout) (transfer full) (nullable): a place that holds an event or %NULL
 * @new_event: (transfer none) (nullable): what it is to hold
 *
 * Drops what the place held and puts a reference of @new_event there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_event_replace (WeirEvent **old_event, WeirEvent *new_event)
{
  WEIR_MINI_REPLACE (old_event, new_event, weir_event_ref, weir_event_unref);
}

/**
 * weir_event_steal: (skip)
 * @old_event: (inout) (transfer full) (nullable): a place that holds an event or %NULL
 *
 * Takes what the place holds out of it. Thread: owner of the place.
 *
 * Returns: (transfer full) (nullable): what the place held; it holds %NULL now
 */
WeirEvent *
weir_event_steal (WeirEvent **old_event)
{
  g_return_val_if_fail (old_event != NULL, NULL);
  return g_steal_pointer (old_event);
}

/**
 * weir_event_take: (skip)
 * @old_event: (inout) (transfer full) (nullable): a place that holds an event or %NULL
 * @new_event: (transfer full) (nullable): what it is to hold
 *
 * Drops what the place held and moves @new_event there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_event_take (WeirEvent **old_event, WeirEvent *new_event)
{
  WEIR_MINI_TAKE (old_event, new_event, weir_event_unref);
}

/**
 * weir_event_get_structure:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its content, valid as long as @event is
 */
const WeirStructure *
weir_event_get_structure (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->structure;
}

/**
 * weir_event_writable_structure:
 * @event: an event that may be changed
 *
 * Thread: owner.
 *
 * Returns: (transfer none): its content, made if there was none
 */
WeirStructure *
weir_event_writable_structure (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL && weir_event_is_writable (event), NULL);
  if (event->structure == NULL) {
    event->structure = weir_structure_new_empty (weir_event_type_get_name (event->type));
    weir_structure_set_parent_refcount (event->structure, &event->mini.refs);
  }
  return event->structure;
}

/**
 * weir_event_has_name:
 * @event: an event
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: %TRUE if its structure has that name
 */
gboolean
weir_event_has_name (WeirEvent *event, const char *name)
{
  g_return_val_if_fail (event != NULL && name != NULL, FALSE);
  return event->structure != NULL && weir_structure_has_name (event->structure, name);
}

/**
 * weir_event_has_name_id:
 * @event: an event
 * @name: quark of a name
 *
 * Thread: any.
 *
 * Returns: %TRUE if its structure has that name
 */
gboolean
weir_event_has_name_id (WeirEvent *event, GQuark name)
{
  g_return_val_if_fail (name != 0, FALSE);
  return weir_event_has_name (event, g_quark_to_string (name));
}

/**
 * weir_event_get_seqnum:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: its sequence number: the same for all events and messages that come from one cause
 */
guint32
weir_event_get_seqnum (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, WEIR_SEQNUM_INVALID);
  return event->seqnum;
}

/**
 * weir_event_set_seqnum:
 * @event: an event that may be changed
 * @seqnum: that of the event it comes from
 *
 * Says which other event this one answers or passes on. Thread: owner.
 */
void
weir_event_set_seqnum (WeirEvent *event, guint32 seqnum)
{
  g_return_if_fail (event != NULL);
  g_return_if_fail (seqnum != WEIR_SEQNUM_INVALID);
  event->seqnum = seqnum;
}

/**
 * weir_event_get_running_time_offset:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: what is to be added to running times in it, in ns: the sum of the offsets of the pads it
 *   passed
 */
gint64
weir_event_get_running_time_offset (WeirEvent *event)
{
  g_return_val_if_fail (event != NULL, 0);
  return event->running_time_offset;
}

/**
 * weir_event_set_running_time_offset:
 * @event: an event that may be changed
 * @offset: what is to be added to running times in it, in ns
 *
 * Shifts the running times that the event tells, as it passes a pad with an offset. Thread: owner.
 */
void
weir_event_set_running_time_offset (WeirEvent *event, gint64 offset)
{
  g_return_if_fail (event != NULL);
  event->running_time_offset = offset;
}
