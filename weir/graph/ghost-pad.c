/* SPDX-License-Identifier: MIT */
/* Ghost pads: names on a bin for pads of elements inside it. */
#include <weir/graph/element-private.h>
#include <weir/graph/ghost-pad.h>

struct _WeirGhostPad {
  WeirPad parent_instance;
};

struct _WeirGhostPadClass {
  WeirPadClass parent_class;
};

G_DEFINE_TYPE (WeirGhostPad, weir_ghost_pad, WEIR_TYPE_PAD)

static void
weir_ghost_pad_class_init (WeirGhostPadClass *klass)
{
}

static void
weir_ghost_pad_init (WeirGhostPad *self)
{
  WEIR_PAD_CAST (self)->is_ghost = TRUE;
}

/**
 * weir_ghost_pad_new_no_target:
 * @name: (nullable): its name
 * @dir: which way data goes
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the pad
 */
WeirPad *
weir_ghost_pad_new_no_target (const char *name, WeirPadDirection dir)
{
  return g_object_new (WEIR_TYPE_GHOST_PAD, "name", name, "direction", dir, NULL);
}

/**
 * weir_ghost_pad_new_no_target_from_template:
 * @name: (nullable): its name
 * @templ: a template
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the pad
 */
WeirPad *
weir_ghost_pad_new_no_target_from_template (const char *name, WeirPadTemplate *templ)
{
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), NULL);
  return g_object_new (WEIR_TYPE_GHOST_PAD, "name", name, "direction", weir_pad_template_get_direction (templ),
                       "template", templ, NULL);
}

/**
 * weir_ghost_pad_new:
 * @name: (nullable): its name
 * @target: the pad it stands for
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the pad; %NULL if @target has a ghost pad or peer already
 */
WeirPad *
weir_ghost_pad_new (const char *name, WeirPad *target)
{
  WeirPad *self;

  g_return_val_if_fail (WEIR_IS_PAD (target), NULL);

  self = weir_ghost_pad_new_no_target (name, target->direction);
  if (!weir_ghost_pad_set_target (WEIR_GHOST_PAD (self), target))
    g_clear_object (&self);
  return self;
}

/**
 * weir_ghost_pad_new_from_template:
 * @name: (nullable): its name
 * @target: the pad it stands for
 * @templ: a template
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the pad; %NULL if @target has a ghost pad or peer already
 */
WeirPad *
weir_ghost_pad_new_from_template (const char *name, WeirPad *target, WeirPadTemplate *templ)
{
  WeirPad *self = weir_ghost_pad_new_no_target_from_template (name, templ);

  if (!weir_ghost_pad_set_target (WEIR_GHOST_PAD (self), target))
    g_clear_object (&self);
  return self;
}

/**
 * weir_ghost_pad_get_target:
 * @gpad: a ghost pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the pad it stands for
 */
WeirPad *
weir_ghost_pad_get_target (WeirGhostPad *gpad)
{
  WeirPad *target;

  g_return_val_if_fail (WEIR_IS_GHOST_PAD (gpad), NULL);

  pthread_rwlock_rdlock (&weir_graph_lock);
  target = gpad->parent_instance.target != NULL ? g_object_ref (gpad->parent_instance.target) : NULL;
  pthread_rwlock_unlock (&weir_graph_lock);
  return target;
}

/**
 * weir_ghost_pad_set_target:
 * @gpad: a ghost pad
 * @newtarget: (nullable): the pad it stands for from now on
 *
 * The links that follow from it are made and cut at once, also while data flows.
 * Thread: any that owns no element.
 *
 * Returns: %FALSE if the directions differ, or @newtarget is linked or has a ghost pad already
 */
gboolean
weir_ghost_pad_set_target (WeirGhostPad *gpad, WeirPad *newtarget)
{
  WeirPad *self = WEIR_PAD_CAST (gpad), *old, *leaf;
  WeirElement *element;
  WeirStrand *strand = NULL;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_GHOST_PAD (gpad), FALSE);
  g_return_val_if_fail (newtarget != self, FALSE);

  element = self->element != NULL ? self->element : newtarget != NULL ? newtarget->element : NULL;
  if (element != NULL)
    strand = weir_element_enter_strand (element);

  old = self->target;
  ok = newtarget == NULL || newtarget == old
       || (newtarget->direction == self->direction && newtarget->peer == NULL && newtarget->ghost == NULL);
  if (ok && newtarget != old) {
    pthread_rwlock_wrlock (&weir_graph_lock);
    self->target = newtarget != NULL ? g_object_ref (newtarget) : NULL;
    if (newtarget != NULL)
      newtarget->ghost = self;
    if (old != NULL)
      old->ghost = NULL;
    pthread_rwlock_unlock (&weir_graph_lock);
    if ((leaf = weir_pad_leaf (old)) != NULL)
      weir_pad_reconnect (leaf);
    if ((leaf = weir_pad_leaf (newtarget)) != NULL)
      weir_pad_reconnect (leaf);
    g_clear_object (&old);
  }

  if (strand != NULL) {
    weir_strand_leave (strand);
    weir_strand_unref (strand);
  }
  return ok;
}
