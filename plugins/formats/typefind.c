/* SPDX-License-Identifier: MIT */
/* typefind: finds out what kind of stream comes, says so as caps, and passes it on.
 *
 * It looks into the file where upstream gives random access, else at what has come so far. Nothing goes on before the
 * type is known and its handlers have run, so that they can put there what the type needs. */
#include <string.h>
#include <weir/bases/byte-reader.h>

#include "playback.h"

/* Pushed bytes after which there is no hope, and before which it isn't worth a try. */
#define MAX_BYTES (512 * 1024)
#define MIN_BYTES 4096

struct _WeirTypefind {
  WeirElement parent_instance;

  WeirCaps *force_caps; /* (owned) (nullable) */
  WeirCaps *caps;       /* (owned) (nullable): field of the property */
  guint minimum;

  WeirPad *sinkpad, *srcpad;
  gboolean found, ended;
  GQueue held;            /* of WeirMini (owned): came before the type was known */
  GByteArray *head;       /* (owned): their bytes */
  gsize tried;            /* bytes at the last try */
  WeirByteReader *reader; /* (owned) (nullable) */
  guint8 *window;         /* (owned): what a finder looks at, from the reader */
};

static void byte_reader_init (WeirByteReaderInterface *iface);

G_DECLARE_FINAL_TYPE (WeirTypefind, weir_typefind, WEIR, TYPEFIND, WeirElement)
G_DEFINE_FINAL_TYPE_WITH_CODE (WeirTypefind, weir_typefind, WEIR_TYPE_ELEMENT,
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_BYTE_READER, byte_reader_init))

static guint have_type_signal;

static const WeirProp props[] = {
  WEIR_PROP_BOXED (WeirTypefind, caps, "caps", weir_caps_get_type, WEIR_PROP_READ_ONLY,
                   "The type that was found"),
  WEIR_PROP_UINT (WeirTypefind, minimum, "minimum", 1, 100, 1, 0,
                  "How sure it must be, in percent"),
  WEIR_PROP_BOXED (WeirTypefind, force_caps, "force-caps", weir_caps_get_type, 0,
                   "The type, without looking"),
};

static const WeirElementInfo info = {
  .name = "typefind",
  .long_name = "Type finder",
  .klass = "Generic",
  .description = "Finds out what kind of stream comes, and passes it on",
  .example = "filesrc location=film.mp4 ! typefind ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- pull access goes through ------------------------------------------------------------------------------ */

static WeirByteReader *
get_source (WeirByteReader *reader)
{
  return weir_byte_reader_find (WEIR_TYPEFIND (reader)->sinkpad);
}

static void
byte_reader_init (WeirByteReaderInterface *iface)
{
  iface->get_source = get_source;
}

/* --- looking --------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirTypefind *self;
  WeirCaps *best; /* (owned) (nullable) */
  guint probability;
  guint64 length; /* 0: not known */
} Search;

static const guint8 *
peek (gpointer data, gint64 offset, guint size)
{
  Search *search = data;
  WeirTypefind *self = search->self;

  if (offset < 0 && search->length > 0)
    offset += (gint64) search->length;
  if (offset < 0 || size == 0 || size > MAX_BYTES)
    return NULL;
  if (self->reader != NULL) {
    if (self->window == NULL)
      self->window = g_malloc (MAX_BYTES);
    if (weir_byte_reader_read_at (self->reader, (guint64) offset, self->window, size, NULL)
        == (gssize) size)
      return self->window;
    return NULL;
  }
  if ((guint64) offset + size > self->head->len)
    return NULL;
  return self->head->data + offset;
}

static void
suggest (gpointer data, guint probability, WeirCaps *caps)
{
  Search *search = data;

  if (probability <= search->probability || probability < search->self->minimum)
    return;
  search->probability = probability;
  weir_caps_replace (&search->best, caps);
}

static guint64
get_length (gpointer data)
{
  return ((Search *) data)->length;
}

static void
look (WeirTypefind *self, Search *search)
{
  WeirTypeFind find = { peek, suggest, search, get_length };
  GList *factories = weir_type_find_factory_get_list ();

  if (self->reader != NULL)
    search->length = (guint64) MAX (weir_byte_reader_get_size (self->reader), 0);
  else if (self->ended)
    search->length = self->head->len;
  /* the best of a rank are asked; who is ranked lower only where they don't know */
  for (GList *l = factories; l != NULL && search->probability < WEIR_TYPE_FIND_MAXIMUM;
       l = l->next) {
    guint rank = weir_plugin_feature_get_rank (l->data);
    guint before = l->prev != NULL ? weir_plugin_feature_get_rank (l->prev->data) : rank;

    if (rank < before && search->probability >= WEIR_TYPE_FIND_LIKELY)
      break;
    weir_type_find_factory_call_function (l->data, &find);
  }
  weir_plugin_feature_list_free (factories);
  self->tried = self->head->len;
}

/* --- what was found ------------------------------------------------------------------------------------------------ */

static void
set_type (WeirTypefind *self, guint probability, WeirCaps *caps)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  GValue value = G_VALUE_INIT;

  self->found = TRUE;
  g_value_init (&value, WEIR_TYPE_CAPS);
  g_value_set_boxed (&value, caps);
  weir_element_update_property (element, "caps", &value);
  g_value_unset (&value);
  weir_pad_push_event (self->srcpad, weir_event_new_caps (caps));
  weir_element_emit (element, have_type_signal, 0, probability, caps);
}

static WeirProcess
fail (WeirTypefind *self, GError **error)
{
  g_autofree char *location = weir_pad_dup_upstream_location (self->sinkpad);
  const char *what = location != NULL ? location : "the stream";
  gint64 size =
    self->reader != NULL ? weir_byte_reader_get_size (self->reader) : (gint64) self->head->len;

  if (size == 0)
    return WEIR_ELEMENT_FAIL (error, STREAM, TYPE_NOT_FOUND,
                              "%s is empty: it has 0 bytes. Fetch or record it again", what);
  return WEIR_ELEMENT_FAIL (
    error, STREAM, TYPE_NOT_FOUND,
    "the type of %s is not known: its beginning is that of no format that has a reader here. "
    "If it should be a film, song or picture, it is damaged; what has no beginning of its own "
    "needs its type in sink-caps or force-caps",
    what);
}

/* Takes what has come. TRUE: it is worth looking (again). */
static gboolean
collect (WeirTypefind *self)
{
  WeirMini *item;

  while (!self->ended && (item = weir_pad_peek (self->sinkpad)) != NULL) {
    if (WEIR_ITEM_IS_EVENT (item) && ((WeirEvent *) item)->type == WEIR_EVENT_EOS)
      self->ended = TRUE;
    else if (self->reader == NULL && self->head->len >= MAX_BYTES)
      break;
    item = weir_pad_take (self->sinkpad);
    g_queue_push_tail (&self->held, item);
    if (WEIR_ITEM_IS_BUFFER (item) && self->reader == NULL) {
      WeirMapInfo map;

      if (weir_buffer_map ((WeirBuffer *) item, &map, WEIR_MAP_READ)) {
        g_byte_array_append (self->head, map.data, (guint) MIN (map.size, MAX_BYTES));
        weir_buffer_unmap ((WeirBuffer *) item, &map);
      }
    }
    if (self->reader != NULL && WEIR_ITEM_IS_BUFFER (item))
      break;
  }
  if (self->reader != NULL)
    return !g_queue_is_empty (&self->held);
  return self->ended || self->head->len >= MAX (MIN_BYTES, self->tried * 2)
         || self->head->len >= MAX_BYTES;
}

/* The caps that upstream has sent, if they say anything. (transfer full) (nullable) */
static WeirCaps *
caps_of_upstream (WeirTypefind *self)
{
  for (GList *l = self->held.head; l != NULL; l = l->next) {
    WeirEvent *event = l->data;
    WeirCaps *caps;

    if (!WEIR_ITEM_IS_EVENT ((WeirMini *) event) || event->type != WEIR_EVENT_CAPS)
      continue;
    weir_event_parse_caps (event, &caps);
    if (caps != NULL && !weir_caps_is_any (caps) && !weir_caps_is_empty (caps))
      return weir_caps_ref (caps);
  }
  return NULL;
}

static void
pass_event (WeirTypefind *self, WeirEvent *event)
{
  if (event->type == WEIR_EVENT_CAPS)
    weir_event_unref (event); /* what was found has been said */
  else
    weir_element_default_event (WEIR_ELEMENT_CAST (self), self->sinkpad, event);
}

/* STREAM_START comes before caps, also before those that were found. */
static void
pass_start (WeirTypefind *self)
{
  for (GList *l = self->held.head; l != NULL; l = l->next) {
    WeirEvent *event = l->data;

    if (WEIR_ITEM_IS_EVENT ((WeirMini *) event) && event->type == WEIR_EVENT_STREAM_START) {
      g_queue_delete_link (&self->held, l);
      pass_event (self, event);
      return;
    }
  }
}

static WeirProcess
search (WeirTypefind *self, GError **error)
{
  Search found = { .self = self };

  if (self->reader == NULL && g_queue_is_empty (&self->held))
    self->reader = weir_byte_reader_find (self->sinkpad);
  if (!collect (self)) {
    weir_element_want_input (WEIR_ELEMENT_CAST (self), self->sinkpad);
    return WEIR_PROCESS_PARK;
  }
  if (self->force_caps != NULL)
    found.best = weir_caps_ref (self->force_caps);
  else
    found.best = caps_of_upstream (self);
  if (found.best != NULL)
    found.probability = WEIR_TYPE_FIND_MAXIMUM;
  else
    look (self, &found);

  /* a doubtful guess waits for more, as long as more may come */
  if (found.best == NULL || (found.probability < WEIR_TYPE_FIND_LIKELY && self->reader == NULL)) {
    if (!self->ended && self->reader == NULL && self->head->len < MAX_BYTES) {
      g_clear_pointer (&found.best, weir_caps_unref);
      weir_element_want_input (WEIR_ELEMENT_CAST (self), self->sinkpad);
      return WEIR_PROCESS_PARK;
    }
    if (found.best == NULL)
      return fail (self, error);
  }
  pass_start (self);
  set_type (self, found.probability, found.best);
  weir_caps_unref (found.best);
  g_byte_array_set_size (self->head, 0);
  g_clear_pointer (&self->window, g_free);
  return WEIR_PROCESS_AGAIN; /* the handlers run now */
}

/* --- passing on ------------------------------------------------------------------------------------------------------ */

static WeirMini *
next_item (WeirTypefind *self)
{
  WeirMini *item = g_queue_pop_head (&self->held);
  return item != NULL ? item : weir_pad_take (self->sinkpad);
}

static WeirProcess
weir_typefind_process (WeirElement *element, GError **error)
{
  WeirTypefind *self = (WeirTypefind *) element;
  WeirMini *item;

  if (!self->found)
    return search (self, error);
  for (;;) {
    if (!weir_pad_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    item = next_item (self);
    if (item == NULL) {
      weir_element_want_input (element, self->sinkpad);
      return WEIR_PROCESS_PARK;
    }
    if (WEIR_ITEM_IS_EVENT (item)) {
      gboolean eos = ((WeirEvent *) item)->type == WEIR_EVENT_EOS;

      pass_event (self, (WeirEvent *) item);
      if (eos)
        return WEIR_PROCESS_EOS;
    } else {
      switch (weir_pad_push (self->srcpad, (WeirBuffer *) item)) {
      case WEIR_FLOW_EOS:
      case WEIR_FLOW_NOT_LINKED: /* nobody wants it, or it is read past the links */
        weir_pad_set_unwanted (self->sinkpad);
        return WEIR_PROCESS_EOS;
      default:
        break;
      }
    }
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- states ------------------------------------------------------------------------------------------------------------ */

static void
unref_item (gpointer item)
{
  weir_mini_unref (item);
}

static void
forget (WeirTypefind *self)
{
  g_queue_clear_full (&self->held, unref_item);
  g_byte_array_set_size (self->head, 0);
  self->tried = 0;
  self->ended = FALSE;
}

static void
weir_typefind_stop (WeirElement *element)
{
  WeirTypefind *self = (WeirTypefind *) element;

  forget (self);
  self->found = FALSE;
  g_clear_object (&self->reader);
  g_clear_pointer (&self->window, g_free);
}

/* After a flush the type is the same. */
static void
weir_typefind_flush (WeirElement *element, WeirPad *pad)
{
  forget ((WeirTypefind *) element);
}

static void
weir_typefind_finalize (GObject *object)
{
  WeirTypefind *self = (WeirTypefind *) object;

  g_queue_clear_full (&self->held, unref_item);
  g_byte_array_unref (self->head);
  g_clear_object (&self->reader);
  g_free (self->window);
  G_OBJECT_CLASS (weir_typefind_parent_class)->finalize (object);
}

static void
weir_typefind_class_init (WeirTypefindClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_typefind_finalize;
  weir_element_class_set_info (element_class, &info);
  element_class->process = weir_typefind_process;
  element_class->stop = weir_typefind_stop;
  element_class->flush = weir_typefind_flush;

  /**
   * WeirTypefind::have-type:
   * @typefind: the element
   * @probability: how sure it is, in percent
   * @caps: the type
   *
   * The type was found. Nothing goes on before the handlers have run.
   */
  have_type_signal = g_signal_new ("have-type", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, WEIR_TYPE_CAPS);
}

static void
weir_typefind_init (WeirTypefind *self)
{
  self->head = g_byte_array_new ();
  self->sinkpad = weir_element_get_always_pad (WEIR_ELEMENT_CAST (self), "sink");
  self->srcpad = weir_element_get_always_pad (WEIR_ELEMENT_CAST (self), "src");
}
