/* SPDX-License-Identifier: MIT */
/* decodebin: takes any file or stream, and gives out what is in it as raw streams.
 *
 * typefind says what comes; an element that takes that apart or decodes it is chosen from the registry; the pads that it
 * makes are looked at in the same way, until they are raw: those become pads of the bin. All this happens in handlers of
 * the children's signals, where no element is at work, and whose data waits for what is being built. */
#include <pthread.h>
#include <string.h>
#include <weir/bases/byte-reader.h>
#include <weir/graph/bin-impl.h>
#include <weir/graph/ghost-pad.h>
#include <weir/graph/iterator.h>

#include "autoplug.h"
#include "decodebin-signals.h"
#include "playback.h"

#define RAW_CAPS                                                                                   \
  "video/x-raw(ANY); audio/x-raw(ANY); text/x-raw(ANY); subpicture/x-dvd; subpicture/x-pgs"

struct _WeirDecodebin {
  WeirBin parent_instance;

  WeirCaps *caps;      /* (owned) (nullable): where to stop; NULL: raw data */
  WeirCaps *sink_caps; /* (owned) (nullable): what comes, without looking */

  WeirElement *typefind; /* (owned by the bin) */

  pthread_mutex_t lock; /* guards what follows: handlers of several children may run at once */
  GPtrArray *children;  /* (element-type WeirElement) (owned): what was put in beside typefind */
  GPtrArray *pads;      /* (element-type WeirPad) (owned): what was exposed */
  GPtrArray *
    spare; /* (element-type WeirPad) (owned): of an earlier run, still linked; for streams of their kind */
  GPtrArray *waiting;  /* of Waiting (owned): what will be exposed when all of it has its format */
  GPtrArray *left_out; /* of char * (owned): streams that nobody takes on */
  guint n_pads_made;   /* for their names */
  guint n_pending;     /* elements that may still make pads, and the one that is being looked at */
  gboolean complete;   /* no-more-pads was told */
  GHashTable
    *undrained; /* set of WeirPad (owned): what lies behind the exposed pads, and has not ended */
};

G_DECLARE_FINAL_TYPE (WeirDecodebin, weir_decodebin, WEIR, DECODEBIN, WeirBin)
G_DEFINE_FINAL_TYPE (WeirDecodebin, weir_decodebin, WEIR_TYPE_BIN)

static const WeirProp props[] = {
  WEIR_PROP_BOXED (WeirDecodebin, caps, "caps", weir_caps_get_type, WEIR_PROP_LIVE,
                   "Formats that are given out as they are; unset: raw ones"),
  WEIR_PROP_BOXED (WeirDecodebin, sink_caps, "sink-caps", weir_caps_get_type, 0,
                   "The type of what comes; unset: found out"),
};

static const WeirElementInfo info = {
  .name = "decodebin",
  .long_name = "Decoder Bin",
  .klass = "Generic/Bin/Decoder",
  .description = "Finds out what comes, and decodes it to raw streams",
  .example = "filesrc location=film.mp4 ! decodebin ! videoconvert ! autovideosink",
  .pads =
    (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC_SOMETIMES ("src_%u", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* A pad whose element knows its format when the first data comes. Until then it is held by a probe. */
typedef struct {
  WeirPad *pad; /* (owned) */
  gulong probe;
  gboolean ready; /* its format, a gap or the end is there */
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->pad);
  g_free (waiting);
}

static void take_on (WeirDecodebin *self, WeirElement *element, WeirPad *pad, WeirCaps *caps);
static WeirCaps *caps_of (WeirPad *pad);
static void expose (WeirDecodebin *self, WeirPad *pad, WeirCaps *caps);
static void drop_spare (WeirDecodebin *self);

/* --- messages ----------------------------------------------------------------------------------------------- */

static char *
where (WeirDecodebin *self)
{
  g_autoptr (WeirPad) sink = weir_element_get_static_pad (self->typefind, "sink");
  char *location = weir_pad_dup_upstream_location (sink);

  return location != NULL ? location : g_strdup ("the stream");
}

/* (transfer full) */
static char *
list_left_out (WeirDecodebin *self)
{
  char *text;

  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->left_out, NULL);
  text = g_strjoinv (", ", (char **) self->left_out->pdata);
  g_ptr_array_remove_index (self->left_out, self->left_out->len - 1);
  pthread_mutex_unlock (&self->lock);
  return text;
}

static void
say_nothing_found (WeirDecodebin *self)
{
  g_autofree char *file = where (self);
  g_autofree char *streams = list_left_out (self);
  GError *error = NULL;

  if (strcmp (streams, "text/plain") == 0)
    g_set_error (&error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_WRONG_TYPE,
                 "%s is a text file (text/plain): there is nothing in it to decode", file);
  else if (streams[0] != '\0')
    g_set_error (
      &error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
      "%s can't be decoded: there is no decoder for %s. `weir inspect` lists what there is; "
      "a plugin for it may have to be installed",
      file, streams);
  else
    g_set_error (&error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "%s holds no stream", file);
  weir_element_post_error (WEIR_ELEMENT_CAST (self), error, NULL);
  g_error_free (error);
}

static void
say_left_out (WeirDecodebin *self)
{
  g_autofree char *file = where (self);
  g_autofree char *streams = list_left_out (self);
  GError *warning = NULL;

  if (streams[0] == '\0')
    return;
  g_set_error (&warning, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
               "%s: streams are left out, because there is no decoder for them: %s", file, streams);
  weir_element_post_warning (WEIR_ELEMENT_CAST (self), warning, NULL);
  g_error_free (warning);
}

/* Called with the lock. */
static gboolean
is_complete (WeirDecodebin *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    if (!((Waiting *) self->waiting->pdata[i])->ready)
      return FALSE;
  return self->n_pending == 0 && !self->complete;
}

/* When nothing more is to be expected, what waited becomes known, all of it before any of its data flows: who links the
 * pads has his sinks in place when the first of them has something. */
static void
finish_if_complete (WeirDecodebin *self)
{
  g_autoptr (GPtrArray) waiting = NULL;
  gboolean any;

  pthread_mutex_lock (&self->lock);
  if (!is_complete (self)) {
    pthread_mutex_unlock (&self->lock);
    return;
  }
  self->complete = TRUE;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  any = self->pads->len > 0 || waiting->len > 0;
  pthread_mutex_unlock (&self->lock);

  for (guint i = 0; i < waiting->len; i++) {
    Waiting *one = waiting->pdata[i];
    g_autoptr (WeirCaps) caps = caps_of (one->pad);

    expose (self, one->pad, caps);
  }
  for (guint i = 0; i < waiting->len; i++) {
    Waiting *one = waiting->pdata[i];

    weir_pad_remove_probe (one->pad, one->probe);
  }
  drop_spare (self);
  if (!any) {
    say_nothing_found (self);
    return;
  }
  say_left_out (self);
  weir_element_no_more_pads (WEIR_ELEMENT_CAST (self));
}

/* Something that might have made pads is through. */
static void
pending_done (WeirDecodebin *self)
{
  pthread_mutex_lock (&self->lock);
  self->n_pending--;
  pthread_mutex_unlock (&self->lock);
  finish_if_complete (self);
}

/* --- exposing ------------------------------------------------------------------------------------------------- */

/* Called with the lock: streams that nobody has linked don't come to an end. */
static gboolean
all_drained (WeirDecodebin *self)
{
  GHashTableIter iter;
  gpointer pad;

  g_hash_table_iter_init (&iter, self->undrained);
  while (g_hash_table_iter_next (&iter, &pad, NULL))
    if (weir_pad_is_linked (pad))
      return FALSE;
  return TRUE;
}

static WeirPadProbeReturn
eos_probe_cb (WeirPad *pad, WeirPadProbeInfo *probe, gpointer user_data)
{
  WeirDecodebin *self = user_data;
  gboolean last;

  if (WEIR_PAD_PROBE_INFO_EVENT (probe)->type != WEIR_EVENT_EOS)
    return WEIR_PAD_PROBE_OK;
  pthread_mutex_lock (&self->lock);
  last = g_hash_table_remove (self->undrained, g_object_get_data (G_OBJECT (pad), "weir-ghost"))
         && all_drained (self);
  pthread_mutex_unlock (&self->lock);
  if (last)
    weir_decodebin_signal_drained (WEIR_ELEMENT_CAST (self));
  return WEIR_PAD_PROBE_REMOVE;
}

/* When a pipeline plays again, a stream of the same kind goes where the earlier one went. (transfer full) (nullable) */
static WeirPad *
take_spare (WeirDecodebin *self, WeirPad *pad, const char *kind)
{
  WeirPad *found = NULL;

  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->spare->len && found == NULL; i++) {
    if (g_strcmp0 (g_object_get_data (self->spare->pdata[i], "weir-kind"), kind) == 0)
      found = g_ptr_array_steal_index (self->spare, i);
  }
  pthread_mutex_unlock (&self->lock);
  if (found != NULL)
    weir_ghost_pad_set_target (WEIR_GHOST_PAD (found), pad);
  return found;
}

static void
drop_spare (WeirDecodebin *self)
{
  g_autoptr (GPtrArray) spare = NULL;

  pthread_mutex_lock (&self->lock);
  spare = g_steal_pointer (&self->spare);
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  pthread_mutex_unlock (&self->lock);
  for (guint i = 0; i < spare->len; i++)
    weir_element_remove_pad (WEIR_ELEMENT_CAST (self), spare->pdata[i]);
}

/* (transfer full) (nullable) */
static WeirPad *
make_ghost (WeirDecodebin *self, WeirPad *pad, const char *kind)
{
  WeirPadTemplate *templ = weir_element_get_pad_template (WEIR_ELEMENT_CAST (self), "src_%u");
  g_autofree char *name = NULL;
  WeirPad *ghost;

  pthread_mutex_lock (&self->lock);
  name = g_strdup_printf ("src_%u", self->n_pads_made++);
  pthread_mutex_unlock (&self->lock);
  ghost = weir_ghost_pad_new_from_template (name, pad, templ);
  if (ghost == NULL)
    return NULL;
  g_object_set_data_full (G_OBJECT (ghost), "weir-kind", g_strdup (kind), g_free);
  return g_object_ref_sink (ghost);
}

static void
expose (WeirDecodebin *self, WeirPad *pad, WeirCaps *caps)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  const char *kind = weir_structure_get_name (weir_caps_get_structure (caps, 0));
  WeirPad *ghost = take_spare (self, pad, kind);
  gboolean is_new = ghost == NULL;

  if (is_new)
    ghost = make_ghost (self, pad, kind);
  if (ghost == NULL)
    return;

  /* a probe costs something for each buffer: only for who listens */
  if (weir_decodebin_wants_drained (element)) {
    g_object_set_data (G_OBJECT (pad), "weir-ghost", ghost); /* only compared */
    pthread_mutex_lock (&self->lock);
    g_hash_table_add (self->undrained, g_object_ref (ghost));
    pthread_mutex_unlock (&self->lock);
    weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, eos_probe_cb,
                        g_object_ref (self), g_object_unref);
  }
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->pads, g_object_ref (ghost));
  pthread_mutex_unlock (&self->lock);
  if (is_new) {
    weir_pad_set_active (ghost, TRUE);
    weir_element_add_pad (element, ghost);
  }
  g_object_unref (ghost);
}

static WeirPadProbeReturn
format_probe_cb (WeirPad *pad, WeirPadProbeInfo *probe, gpointer user_data)
{
  WeirDecodebin *self = user_data;
  WeirEventType type = WEIR_PAD_PROBE_INFO_EVENT (probe)->type;
  gboolean waits = FALSE;

  if (type != WEIR_EVENT_CAPS && type != WEIR_EVENT_GAP && type != WEIR_EVENT_EOS)
    return WEIR_PAD_PROBE_PASS;
  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->waiting->len; i++) {
    Waiting *one = self->waiting->pdata[i];

    if (one->pad == pad)
      one->ready = waits = TRUE;
  }
  pthread_mutex_unlock (&self->lock);
  if (!waits)
    return WEIR_PAD_PROBE_PASS;
  finish_if_complete (self);
  return WEIR_PAD_PROBE_OK; /* held until the probe is removed */
}

/* Handlers of pad-added want to know the format: a decoder tells it with its first data. */
static void
expose_with_format (WeirDecodebin *self, WeirPad *pad, WeirCaps *caps)
{
  Waiting *waiting;

  if (weir_pad_has_current_caps (pad)) {
    expose (self, pad, caps);
    return;
  }
  waiting = g_new0 (Waiting, 1);
  waiting->pad = g_object_ref (pad);
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->waiting, waiting);
  self->complete = FALSE;
  waiting->probe =
    weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_BLOCK | WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                        format_probe_cb, g_object_ref (self), g_object_unref);
  pthread_mutex_unlock (&self->lock);
}

/* Nobody takes it on: it stays unlinked, and its data is dropped. */
static void
leave_out (WeirDecodebin *self, WeirPad *pad, WeirCaps *caps)
{
  weir_decodebin_signal_unknown_type (WEIR_ELEMENT_CAST (self), pad, caps);
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->left_out, weir_autoplug_describe (caps));
  pthread_mutex_unlock (&self->lock);
}

/* --- growing ---------------------------------------------------------------------------------------------------- */

static WeirCaps *
caps_of (WeirPad *pad)
{
  WeirCaps *caps = weir_pad_get_current_caps (pad);
  return caps != NULL ? caps : weir_pad_get_pad_template_caps (pad);
}

static void
pad_added_cb (WeirElement *element, WeirPad *pad, gpointer user_data)
{
  g_autoptr (WeirCaps) caps = NULL;

  if (weir_pad_get_direction (pad) != WEIR_PAD_SRC)
    return;
  caps = caps_of (pad);
  take_on (user_data, element, pad, caps);
}

static void
no_more_pads_cb (WeirElement *element, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (element, no_more_pads_cb, user_data);
  pending_done (user_data);
}

static void
drop_child (WeirDecodebin *self, WeirElement *child)
{
  g_signal_handlers_disconnect_by_data (child, self);
  weir_element_set_state (child, WEIR_STATE_NULL);
  weir_bin_remove (WEIR_BIN_CAST (self), child);
}

/* The pads that are there from the start. */
static void
take_on_static_pads (WeirDecodebin *self, WeirElement *element)
{
  g_autoptr (GPtrArray) srcs = g_ptr_array_new_with_free_func (g_object_unref);
  WeirIterator *pads = weir_element_iterate_src_pads (element);
  GValue item = G_VALUE_INIT;

  while (weir_iterator_next (pads, &item) == WEIR_ITERATOR_OK) {
    g_ptr_array_add (srcs, g_value_dup_object (&item));
    g_value_unset (&item);
  }
  weir_iterator_free (pads);
  for (guint i = 0; i < srcs->len; i++) {
    g_autoptr (WeirCaps) caps = caps_of (srcs->pdata[i]);
    take_on (self, element, srcs->pdata[i], caps);
  }
}

static WeirPad *
free_sink_pad (WeirElement *element)
{
  WeirIterator *pads = weir_element_iterate_sink_pads (element);
  GValue item = G_VALUE_INIT;
  WeirPad *found = NULL;

  if (weir_iterator_next (pads, &item) == WEIR_ITERATOR_OK) {
    found = g_value_dup_object (&item);
    g_value_unset (&item);
  }
  weir_iterator_free (pads);
  return found;
}

/* Puts an element behind `pad`. FALSE: it doesn't go, the next candidate may. */
static gboolean
try_factory (WeirDecodebin *self, WeirPad *pad, WeirElementFactory *factory)
{
  gboolean makes_pads = weir_autoplug_makes_pads (factory);
  WeirElement *element = weir_element_factory_create (factory, NULL);
  g_autoptr (WeirPad) sink = NULL;

  if (element == NULL)
    return FALSE;
  g_object_ref_sink (element);
  weir_bin_add (WEIR_BIN_CAST (self), element);
  sink = free_sink_pad (element);
  if (sink == NULL || weir_pad_link (pad, sink) != WEIR_PAD_LINK_OK) {
    drop_child (self, element);
    g_object_unref (element);
    return FALSE;
  }
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->children, element);
  self->n_pending += makes_pads;
  self->complete &= !makes_pads;
  pthread_mutex_unlock (&self->lock);
  if (makes_pads) {
    g_signal_connect_object (element, "pad-added", G_CALLBACK (pad_added_cb), self, 0);
    g_signal_connect_object (element, "no-more-pads", G_CALLBACK (no_more_pads_cb), self, 0);
  }
  /* what is behind it is built first: data flows as soon as its state allows */
  take_on_static_pads (self, element);
  weir_element_sync_state_with_parent (element);
  return TRUE;
}

static gboolean
is_final (WeirDecodebin *self, WeirCaps *caps)
{
  g_autoptr (WeirCaps) final =
    self->caps != NULL ? weir_caps_ref (self->caps) : weir_caps_from_string (RAW_CAPS);
  return weir_caps_can_intersect (caps, final);
}

/* A pad with something: given out, or taken on. */
static void
take_on (WeirDecodebin *self, WeirElement *element, WeirPad *pad, WeirCaps *caps)
{
  WeirElement *me = WEIR_ELEMENT_CAST (self);
  WeirElementFactory *from = weir_element_get_factory (element);
  g_autoptr (GPtrArray) factories = NULL;

  if (weir_caps_is_any (caps) || weir_caps_is_empty (caps)) {
    leave_out (self, pad, caps);
    return;
  }
  if (is_final (self, caps) || !weir_decodebin_signal_continue (me, pad, caps)) {
    expose_with_format (self, pad, caps);
    return;
  }
  factories = weir_decodebin_signal_factories (me, pad, caps, from);
  for (guint i = 0; i < factories->len; i++) {
    switch (weir_decodebin_signal_select (me, pad, caps, factories->pdata[i])) {
    case WEIR_AUTOPLUG_SELECT_EXPOSE:
      expose_with_format (self, pad, caps);
      return;
    case WEIR_AUTOPLUG_SELECT_SKIP:
      continue;
    case WEIR_AUTOPLUG_SELECT_TRY:
      break;
    }
    if (try_factory (self, pad, factories->pdata[i]))
      return;
  }
  leave_out (self, pad, caps);
}

/* --- a new stream ----------------------------------------------------------------------------------------------- */

/* What an earlier run has left. Its pads stay, without anything behind them, until it is known what comes. */
static void
clear (WeirDecodebin *self)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GPtrArray) pads = NULL;

  pthread_mutex_lock (&self->lock);
  children = g_steal_pointer (&self->children);
  pads = g_steal_pointer (&self->pads);
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->pads = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_size (self->left_out, 0);
  if (pads->len == 0 && self->spare->len == 0)
    self->n_pads_made = 0;
  for (guint i = 0; i < pads->len; i++)
    g_ptr_array_add (self->spare, g_object_ref (pads->pdata[i]));
  self->n_pending = 0;
  self->complete = FALSE;
  g_ptr_array_set_size (self->waiting, 0);
  g_hash_table_remove_all (self->undrained);
  pthread_mutex_unlock (&self->lock);
  for (guint i = 0; i < pads->len; i++)
    weir_ghost_pad_set_target (WEIR_GHOST_PAD (pads->pdata[i]), NULL);
  for (guint i = 0; i < children->len; i++)
    drop_child (self, children->pdata[i]);
}

static void
have_type_cb (WeirElement *typefind, guint probability, WeirCaps *caps, gpointer user_data)
{
  WeirDecodebin *self = user_data;
  g_autoptr (WeirPad) src = weir_element_get_static_pad (typefind, "src");

  clear (self);
  pthread_mutex_lock (&self->lock);
  self->n_pending++;
  self->complete = FALSE;
  pthread_mutex_unlock (&self->lock);
  take_on (self, typefind, src, caps);
  pending_done (self);
}

static WeirStateChangeReturn
weir_decodebin_change_state (WeirElement *element, WeirStateChange transition)
{
  WeirDecodebin *self = WEIR_DECODEBIN (element);

  if (transition == WEIR_STATE_CHANGE_NULL_TO_READY)
    g_object_set (self->typefind, "force-caps", self->sink_caps, NULL);
  return WEIR_ELEMENT_CLASS (weir_decodebin_parent_class)->change_state (element, transition);
}

static void
weir_decodebin_finalize (GObject *object)
{
  WeirDecodebin *self = WEIR_DECODEBIN (object);

  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->pads);
  g_ptr_array_unref (self->spare);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->left_out);
  g_hash_table_unref (self->undrained);
  pthread_mutex_destroy (&self->lock);
  G_OBJECT_CLASS (weir_decodebin_parent_class)->finalize (object);
}

static void
weir_decodebin_dispose (GObject *object)
{
  WeirDecodebin *self = WEIR_DECODEBIN (object);

  g_ptr_array_set_size (self->pads, 0);
  g_ptr_array_set_size (self->spare, 0);
  g_ptr_array_set_size (self->children, 0);
  g_ptr_array_set_size (self->waiting, 0);
  g_hash_table_remove_all (self->undrained);
  G_OBJECT_CLASS (weir_decodebin_parent_class)->dispose (object);
}

static void
weir_decodebin_class_init (WeirDecodebinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_decodebin_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_decodebin_finalize;
  WEIR_ELEMENT_CLASS (klass)->change_state = weir_decodebin_change_state;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  weir_decodebin_install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
weir_decodebin_init (WeirDecodebin *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  g_autoptr (WeirPad) sink = NULL;
  WeirPad *ghost;

  pthread_mutex_init (&self->lock, NULL);
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->pads = g_ptr_array_new_with_free_func (g_object_unref);
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->undrained = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->typefind = weir_element_factory_make ("typefind", "typefind");
  g_return_if_fail (self->typefind != NULL); /* it is in this module */
  weir_bin_add (WEIR_BIN_CAST (self), self->typefind);
  g_signal_connect_object (self->typefind, "have-type", G_CALLBACK (have_type_cb), self, 0);
  sink = weir_element_get_static_pad (self->typefind, "sink");
  ghost = weir_ghost_pad_new_from_template ("sink", sink,
                                            weir_element_get_pad_template (element, "sink"));
  weir_pad_set_active (ghost, TRUE);
  weir_element_add_pad (element, ghost);
}
