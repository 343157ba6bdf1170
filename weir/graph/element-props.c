/* SPDX-License-Identifier: MIT */
/* Properties of elements: the one setter and the one getter.
 *
 * Setting stores a checked value as the shadow, which readers see at once, and marks it dirty. The owner stores dirty
 * shadows in their fields at the next item boundary: at once, when the element is not at work. */
#include <weir/base/log.h>
#include <weir/graph/element-private.h>

WEIR_LOG_TOPIC ("property");

static const WeirPropRow *
row_of (WeirElement *self, guint id)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  return id < klass->n_props && klass->props[id].prop != NULL ? &klass->props[id] : NULL;
}

static gpointer
field_of (WeirElement *self, const WeirPropRow *row)
{
  return G_STRUCT_MEMBER_P (self, row->base_offset + (gssize) row->prop->offset);
}

static gboolean
has_field (const WeirPropRow *row)
{
  return row->prop != NULL && row->prop->get == NULL && (row->prop->flags & WEIR_PROP_READ_ONLY) == 0;
}

/* Most elements keep their defaults: shadows are made on first use. Under the lock. */
static void
ensure_shadows (WeirElement *self)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  if (self->priv->shadows != NULL || klass->n_props == 0)
    return;
  self->priv->shadows = g_new0 (GValue, klass->n_props);
  self->priv->dirty = g_new0 (guint64, klass->n_props / 64 + 1);
}

void
weir_element_init_props (WeirElement *self, WeirElementClass *klass)
{
  for (guint id = 1; id < klass->n_props; id++) {
    if (has_field (&klass->props[id]))
      weir_prop_store_default (klass->props[id].prop, field_of (self, &klass->props[id]));
  }
}

void
weir_element_finalize_props (WeirElement *self)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  for (guint id = 1; id < klass->n_props; id++) {
    if (self->priv->shadows != NULL && G_IS_VALUE (&self->priv->shadows[id]))
      g_value_unset (&self->priv->shadows[id]);
    if (has_field (&klass->props[id]))
      weir_prop_clear (klass->props[id].prop, field_of (self, &klass->props[id]));
  }
  g_free (self->priv->shadows);
  g_free (self->priv->dirty);
}

/* --- applying ------------------------------------------------------------------------------------------------------- */

/* Owner. */
void
weir_element_apply_props (WeirElement *self)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  __atomic_store_n (&self->priv->any_dirty, 0, __ATOMIC_RELAXED); /* under the lock below it may be set again */
  for (guint id = 1; id < klass->n_props; id++) {
    GValue value = G_VALUE_INIT;

    pthread_mutex_lock (&self->priv->lock);
    if (self->priv->dirty != NULL && (self->priv->dirty[id / 64] & (1ull << (id % 64))) != 0) {
      self->priv->dirty[id / 64] &= ~(1ull << (id % 64));
      g_value_init (&value, G_VALUE_TYPE (&self->priv->shadows[id]));
      g_value_copy (&self->priv->shadows[id], &value);
    }
    pthread_mutex_unlock (&self->priv->lock);
    if (!G_IS_VALUE (&value))
      continue;
    weir_prop_store (klass->props[id].prop, field_of (self, &klass->props[id]), &value);
    g_value_unset (&value);
    if (klass->property_applied != NULL)
      klass->property_applied (self, klass->props[id].prop);
  }
}

/* Applies at once if nobody is at work on the element, else its owner does at the next item boundary. */
static void
apply_soon (WeirElement *self)
{
  WeirTask *task = self->priv->task;

  if (task == NULL) {
    weir_element_apply_props (self);
    return;
  }
  if (weir_task_is_owner (task)) {
    weir_element_apply_props (self);
  } else if (weir_task_get_lane (task) != WEIR_LANE_AFFINE && weir_task_try_acquire (task)) {
    weir_element_apply_props (self);
    weir_task_release (task);
  } else {
    weir_task_wake (task);
  }
}

static void
keep_shadow (WeirElement *self, guint id, const GValue *value)
{
  pthread_mutex_lock (&self->priv->lock);
  ensure_shadows (self);
  if (G_IS_VALUE (&self->priv->shadows[id])) {
    GValue old = self->priv->shadows[id];

    self->priv->shadows[id] = (GValue) G_VALUE_INIT;
    g_value_init (&self->priv->shadows[id], G_VALUE_TYPE (&old));
    g_value_copy (value, &self->priv->shadows[id]);
    pthread_mutex_unlock (&self->priv->lock);
    g_value_unset (&old); /* may be the last reference of an object: not under the lock */
    return;
  }
  g_value_init (&self->priv->shadows[id], G_VALUE_TYPE (value));
  g_value_copy (value, &self->priv->shadows[id]);
  pthread_mutex_unlock (&self->priv->lock);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirElement *self = WEIR_ELEMENT_CAST (object);
  const WeirPropRow *row = row_of (self, id);
  int state = __atomic_load_n (&self->priv->current, __ATOMIC_RELAXED);

  if (row == NULL) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  if ((row->prop->flags & WEIR_PROP_LIVE) == 0 && state >= WEIR_STATE_PAUSED) {
    g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (self));

    WEIR_LOG_WARNING (path, "property %s can't change in state %s; set it in NULL or READY", pspec->name,
                  weir_element_state_get_name ((WeirState) state));
    return;
  }
  keep_shadow (self, id, value);
  pthread_mutex_lock (&self->priv->lock);
  self->priv->dirty[id / 64] |= 1ull << (id % 64);
  __atomic_store_n (&self->priv->any_dirty, 1, __ATOMIC_RELEASE);
  pthread_mutex_unlock (&self->priv->lock);
  apply_soon (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirElement *self = WEIR_ELEMENT_CAST (object);
  const WeirPropRow *row = row_of (self, id);
  gboolean found = FALSE;

  if (row == NULL) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  if (row->prop->get != NULL) {
    row->prop->get (self, value);
    return;
  }
  pthread_mutex_lock (&self->priv->lock);
  if (self->priv->shadows != NULL && G_IS_VALUE (&self->priv->shadows[id])) {
    g_value_copy (&self->priv->shadows[id], value);
    found = TRUE;
  }
  pthread_mutex_unlock (&self->priv->lock);
  if (!found)
    g_param_value_set_default (pspec, value);
}

/**
 * weir_element_class_add_props: (skip)
 * @klass: a class, in its class_init
 * @props: (transfer none): rows; static
 * @n_props: how many
 * @base_offset: bytes from the instance to the struct that the rows' offsets count in; 0: the instance itself
 *
 * Adds properties to a class, for a base whose elements all have them. Thread: any.
 */
void
weir_element_class_add_props (WeirElementClass *klass, const WeirProp *props, guint n_props, gssize base_offset)
{
  guint first = MAX (klass->n_props, 1);

  /* GObject doesn't let classes inherit them: each class that declares properties answers for its own */
  G_OBJECT_CLASS (klass)->set_property = set_property;
  G_OBJECT_CLASS (klass)->get_property = get_property;
  klass->props = g_renew (WeirPropRow, klass->props, first + n_props);
  if (first == 1 && klass->n_props == 0)
    klass->props[0] = (WeirPropRow){ 0 };
  for (guint i = 0; i < n_props; i++) {
    GParamSpec *pspec = weir_prop_make_pspec (&props[i]);

    klass->props[first + i] = (WeirPropRow){ &props[i], base_offset, pspec };
    g_object_class_install_property (G_OBJECT_CLASS (klass), first + i, pspec);
  }
  klass->n_props = first + n_props;
}

/**
 * weir_element_update_property:
 * @self: an element
 * @name: one of its properties
 * @value: (transfer none): its new value, of the property's type
 *
 * Stores a value that the element itself has changed; `notify` is told after the step. Thread: owner.
 */
void
weir_element_update_property (WeirElement *self, const char *name, const GValue *value)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), name);
  const WeirPropRow *row;
  WeirOut *out;

  g_return_if_fail (pspec != NULL);
  row = row_of (self, pspec->param_id);
  g_return_if_fail (row != NULL);

  keep_shadow (self, pspec->param_id, value);
  if (has_field (row))
    weir_prop_store (row->prop, field_of (self, row), value);
  out = g_new0 (WeirOut, 1);
  out->kind = WEIR_OUT_NOTIFY;
  out->pspec = g_param_spec_ref (pspec);
  weir_element_outbox_push (self, out);
}
