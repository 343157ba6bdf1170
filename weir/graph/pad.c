/* SPDX-License-Identifier: MIT */
/* Pads and pad templates as objects: how they are made, what they are asked. What flows through them is in pad-data.c,
 * how they are linked in pad-link.c, what they admit in pad-caps.c, who watches them in pad-probe.c. */
#include <string.h>

#include <weir/graph/element-private.h>

enum { PROP_DIRECTION = 1, PROP_TEMPLATE, PROP_CAPS, PROP_OFFSET };
enum { SIGNAL_LINKED, SIGNAL_UNLINKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_TYPE (WeirPad, weir_pad, WEIR_TYPE_OBJECT)
G_DEFINE_TYPE (WeirPadTemplate, weir_pad_template, WEIR_TYPE_OBJECT)

static void
weir_pad_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirPad *self = WEIR_PAD_CAST (object);

  switch (id) {
  case PROP_DIRECTION:
    self->direction = (WeirPadDirection) g_value_get_enum (value);
    break;
  case PROP_TEMPLATE:
    g_set_object (&self->templ, g_value_get_object (value));
    break;
  case PROP_OFFSET:
    weir_pad_set_offset (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pad_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirPad *self = WEIR_PAD_CAST (object);

  switch (id) {
  case PROP_DIRECTION:
    g_value_set_enum (value, self->direction);
    break;
  case PROP_TEMPLATE:
    g_value_set_object (value, self->templ);
    break;
  case PROP_CAPS:
    g_value_take_boxed (value, weir_pad_get_current_caps (self));
    break;
  case PROP_OFFSET:
    g_value_set_int64 (value, weir_pad_get_offset (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pad_dispose (GObject *object)
{
  WeirPad *self = WEIR_PAD_CAST (object);

  weir_pad_clear_probes (self);
  if (self->target != NULL) {
    self->target->ghost = NULL;
    g_clear_object (&self->target);
  }
  G_OBJECT_CLASS (weir_pad_parent_class)->dispose (object);
}

static void
weir_pad_finalize (GObject *object)
{
  WeirPad *self = WEIR_PAD_CAST (object);

  g_clear_object (&self->templ);
  g_clear_pointer (&self->link, weir_link_unref);
  g_queue_clear_full (&self->next_links, (GDestroyNotify) weir_link_unref);
  g_clear_pointer (&self->held, weir_mini_unref);
  g_queue_clear_full (&self->staged, (GDestroyNotify) weir_mini_unref);
  g_queue_clear_full (&self->passed, (GDestroyNotify) weir_mini_unref);
  g_ptr_array_unref (self->stickies);
  g_clear_pointer (&self->allowed, weir_caps_unref);
  pthread_mutex_destroy (&self->lock);
  G_OBJECT_CLASS (weir_pad_parent_class)->finalize (object);
}

static void
weir_pad_class_init (WeirPadClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);
  GParamFlags made = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  gobject_class->set_property = weir_pad_set_property;
  gobject_class->get_property = weir_pad_get_property;
  gobject_class->dispose = weir_pad_dispose;
  gobject_class->finalize = weir_pad_finalize;
  WEIR_OBJECT_CLASS (klass)->path_separator = ".";

  g_object_class_install_property (
    gobject_class, PROP_DIRECTION,
    g_param_spec_enum ("direction", "Direction", "Which way data goes through the pad", WEIR_TYPE_PAD_DIRECTION,
                       WEIR_PAD_UNKNOWN, made));
  g_object_class_install_property (gobject_class, PROP_TEMPLATE,
                                   g_param_spec_object ("template", "Template", "What the pad was made from",
                                                        WEIR_TYPE_PAD_TEMPLATE, made));
  g_object_class_install_property (gobject_class, PROP_CAPS,
                                   g_param_spec_boxed ("caps", "Caps", "The caps that flow through the pad now",
                                                       WEIR_TYPE_CAPS, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_OFFSET,
    g_param_spec_int64 ("offset", "Offset", "Added to the running time of what passes, in ns", G_MININT64, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  /**
   * WeirPad::linked:
   * @pad: the pad
   * @peer: the pad it was linked with
   *
   * A link was made.
   */
  signals[SIGNAL_LINKED] = g_signal_new ("linked", WEIR_TYPE_PAD, G_SIGNAL_RUN_LAST,
                                         G_STRUCT_OFFSET (WeirPadClass, linked), NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         WEIR_TYPE_PAD);
  /**
   * WeirPad::unlinked:
   * @pad: the pad
   * @peer: the pad it was linked with
   *
   * A link was cut.
   */
  signals[SIGNAL_UNLINKED] = g_signal_new ("unlinked", WEIR_TYPE_PAD, G_SIGNAL_RUN_LAST,
                                           G_STRUCT_OFFSET (WeirPadClass, unlinked), NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           WEIR_TYPE_PAD);
}

static void
weir_pad_init (WeirPad *self)
{
  pthread_mutex_init (&self->lock, NULL);
  self->stickies = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_event_unref);
  g_queue_init (&self->next_links);
  g_queue_init (&self->staged);
  g_queue_init (&self->passed);
  self->slow = WEIR_PAD_SLOW_INACTIVE | WEIR_PAD_SLOW_UNLINKED;
}

/**
 * weir_pad_new:
 * @name: (nullable): its name, or %NULL for one made by the engine
 * @direction: which way data goes through it
 *
 * A pad without a template admits any caps. Thread: any.
 *
 * Returns: (transfer floating): the pad
 */
WeirPad *
weir_pad_new (const char *name, WeirPadDirection direction)
{
  return g_object_new (WEIR_TYPE_PAD, "name", name, "direction", direction, NULL);
}

/**
 * weir_pad_new_from_template:
 * @templ: a template
 * @name: (nullable): its name, or %NULL for one made by the engine
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the pad
 */
WeirPad *
weir_pad_new_from_template (WeirPadTemplate *templ, const char *name)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), NULL);
  return g_object_new (WEIR_TYPE_PAD, "name", name, "direction", templ->direction, "template", templ, NULL);
}

/**
 * weir_pad_get_direction:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: which way data goes through it
 */
WeirPadDirection
weir_pad_get_direction (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), WEIR_PAD_UNKNOWN);
  return pad->direction;
}

/**
 * weir_pad_get_parent_element:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the element that holds it
 */
WeirElement *
weir_pad_get_parent_element (WeirPad *pad)
{
  WeirObject *parent;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);
  parent = weir_object_get_parent (WEIR_OBJECT_CAST (pad));
  if (parent == NULL || WEIR_IS_ELEMENT (parent))
    return (WeirElement *) parent;
  g_object_unref (parent);
  return NULL;
}

/**
 * weir_pad_get_pad_template:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what it was made from
 */
WeirPadTemplate *
weir_pad_get_pad_template (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);
  return pad->templ != NULL ? g_object_ref (pad->templ) : NULL;
}

/**
 * weir_pad_get_pad_template_caps:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full): the caps of its template, ANY without one
 */
WeirCaps *
weir_pad_get_pad_template_caps (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);
  return pad->templ != NULL ? weir_caps_ref (pad->templ->caps) : weir_caps_new_any ();
}

/**
 * weir_pad_get_offset:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: what is added to the running time of what passes, in ns
 */
gint64
weir_pad_get_offset (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), 0);
  return __atomic_load_n (&pad->offset_ns, __ATOMIC_RELAXED);
}

/**
 * weir_pad_set_offset:
 * @pad: a pad
 * @offset: nanoseconds, may be negative
 *
 * Adds @offset to the running time of what passes from now on. Thread: any.
 */
void
weir_pad_set_offset (WeirPad *pad, gint64 offset)
{
  g_return_if_fail (WEIR_IS_PAD (pad));
  __atomic_store_n (&pad->offset_ns, offset, __ATOMIC_RELAXED);
}

/**
 * weir_pad_is_active:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: whether its element is PAUSED or PLAYING, so that data may pass
 */
gboolean
weir_pad_is_active (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  return (weir_pad_slow (pad) & WEIR_PAD_SLOW_INACTIVE) == 0;
}

/**
 * weir_pad_set_active:
 * @pad: a pad
 * @active: whether data may pass
 *
 * Pads follow the state of their element; programs call this on pads that they add to a running bin. Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_pad_set_active (WeirPad *pad, gboolean active)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_INACTIVE, !active);
  return TRUE;
}

/* --- templates ------------------------------------------------------------------------------------------------------ */

enum { TEMPLATE_PROP_NAME_TEMPLATE = 1, TEMPLATE_PROP_DIRECTION, TEMPLATE_PROP_PRESENCE, TEMPLATE_PROP_CAPS };

static void
weir_pad_template_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirPadTemplate *self = WEIR_PAD_TEMPLATE (object);

  switch (id) {
  case TEMPLATE_PROP_NAME_TEMPLATE:
    self->name_template = g_value_dup_string (value);
    break;
  case TEMPLATE_PROP_DIRECTION:
    self->direction = (WeirPadDirection) g_value_get_enum (value);
    break;
  case TEMPLATE_PROP_PRESENCE:
    self->presence = (WeirPadPresence) g_value_get_enum (value);
    break;
  case TEMPLATE_PROP_CAPS:
    self->caps = g_value_dup_boxed (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pad_template_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirPadTemplate *self = WEIR_PAD_TEMPLATE (object);

  switch (id) {
  case TEMPLATE_PROP_NAME_TEMPLATE:
    g_value_set_string (value, self->name_template);
    break;
  case TEMPLATE_PROP_DIRECTION:
    g_value_set_enum (value, self->direction);
    break;
  case TEMPLATE_PROP_PRESENCE:
    g_value_set_enum (value, self->presence);
    break;
  case TEMPLATE_PROP_CAPS:
    g_value_set_boxed (value, self->caps);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pad_template_finalize (GObject *object)
{
  WeirPadTemplate *self = WEIR_PAD_TEMPLATE (object);

  g_free (self->name_template);
  g_clear_pointer (&self->caps, weir_caps_unref);
  G_OBJECT_CLASS (weir_pad_template_parent_class)->finalize (object);
}

static void
weir_pad_template_class_init (WeirPadTemplateClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);
  GParamFlags made = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  gobject_class->set_property = weir_pad_template_set_property;
  gobject_class->get_property = weir_pad_template_get_property;
  gobject_class->finalize = weir_pad_template_finalize;
  g_object_class_install_property (
    gobject_class, TEMPLATE_PROP_NAME_TEMPLATE,
    g_param_spec_string ("name-template", "Name template", "What pads made from it are called", NULL, made));
  g_object_class_install_property (gobject_class, TEMPLATE_PROP_DIRECTION,
                                   g_param_spec_enum ("direction", "Direction", "Which way data goes",
                                                      WEIR_TYPE_PAD_DIRECTION, WEIR_PAD_UNKNOWN, made));
  g_object_class_install_property (gobject_class, TEMPLATE_PROP_PRESENCE,
                                   g_param_spec_enum ("presence", "Presence", "When its pads are there",
                                                      WEIR_TYPE_PAD_PRESENCE, WEIR_PAD_ALWAYS, made));
  g_object_class_install_property (
    gobject_class, TEMPLATE_PROP_CAPS,
    g_param_spec_boxed ("caps", "Caps", "What its pads admit at the most", WEIR_TYPE_CAPS, made));
}

static void
weir_pad_template_init (WeirPadTemplate *self)
{
}

/**
 * weir_pad_template_new:
 * @name_template: what its pads are called: `sink`, or with a number as in `src_%u`
 * @direction: which way data goes
 * @presence: when its pads are there
 * @caps: (transfer none): what they admit at the most
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the template
 */
WeirPadTemplate *
weir_pad_template_new (const char *name_template, WeirPadDirection direction, WeirPadPresence presence, WeirCaps *caps)
{
  g_return_val_if_fail (name_template != NULL, NULL);
  g_return_val_if_fail (caps != NULL, NULL);
  return g_object_new (WEIR_TYPE_PAD_TEMPLATE, "name", name_template, "name-template", name_template, "direction",
                       direction, "presence", presence, "caps", caps, NULL);
}

/**
 * weir_pad_template_get_caps:
 * @templ: a template
 *
 * Thread: any.
 *
 * Returns: (transfer full): its caps
 */
WeirCaps *
weir_pad_template_get_caps (WeirPadTemplate *templ)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), NULL);
  return weir_caps_ref (templ->caps);
}

/**
 * weir_pad_template_get_name_template:
 * @templ: a template
 *
 * Thread: any.
 *
 * Returns: what its pads are called
 */
const char *
weir_pad_template_get_name_template (WeirPadTemplate *templ)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), NULL);
  return templ->name_template;
}

/**
 * weir_pad_template_get_direction:
 * @templ: a template
 *
 * Thread: any.
 *
 * Returns: which way data goes
 */
WeirPadDirection
weir_pad_template_get_direction (WeirPadTemplate *templ)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), WEIR_PAD_UNKNOWN);
  return templ->direction;
}

/**
 * weir_pad_template_get_presence:
 * @templ: a template
 *
 * Thread: any.
 *
 * Returns: when its pads are there
 */
WeirPadPresence
weir_pad_template_get_presence (WeirPadTemplate *templ)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), WEIR_PAD_ALWAYS);
  return templ->presence;
}
