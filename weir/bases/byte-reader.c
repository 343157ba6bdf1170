/* SPDX-License-Identifier: MIT */
/* Finds the element behind a sink pad whose bytes can be read at any place, and what they are called. */
#include <weir/bases/byte-reader.h>
#include <weir/graph/element-private.h>

/**
 * WeirByteReader:
 *
 * An element whose bytes can be read at any place.
 */
G_DEFINE_INTERFACE (WeirByteReader, weir_byte_reader, WEIR_TYPE_ELEMENT)

static void
weir_byte_reader_default_init (WeirByteReaderInterface *iface)
{
}

/* (transfer full) (nullable) */
static WeirElement *
upstream_element (WeirPad *sinkpad)
{
  g_autoptr (WeirPad) far = weir_pad_get_far (sinkpad);
  return far != NULL ? weir_pad_get_parent_element (far) : NULL;
}

/**
 * weir_byte_reader_find:
 * @sinkpad: a sink pad
 *
 * Looks for pull access to what flows into @sinkpad. Thread: any.
 *
 * Returns: (transfer full) (nullable): who gives it; %NULL if upstream can only push
 */
WeirByteReader *
weir_byte_reader_find (WeirPad *sinkpad)
{
  g_autoptr (WeirElement) element = NULL;
  WeirByteReader *reader, *source;

  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), NULL);

  element = upstream_element (sinkpad);
  if (element == NULL || !WEIR_IS_BYTE_READER (element))
    return NULL;
  reader = WEIR_BYTE_READER (element);
  if (WEIR_BYTE_READER_GET_INTERFACE (reader)->get_source == NULL)
    source = g_object_ref (reader);
  else
    source = WEIR_BYTE_READER_GET_INTERFACE (reader)->get_source (reader);
  if (source != NULL && weir_byte_reader_get_size (source) < 0)
    g_clear_object (&source);
  return source;
}

/**
 * weir_byte_reader_get_size:
 * @self: what weir_byte_reader_find () gave
 *
 * Thread: any.
 *
 * Returns: how many bytes there are; -1 if that isn't known
 */
gint64
weir_byte_reader_get_size (WeirByteReader *self)
{
  g_return_val_if_fail (WEIR_IS_BYTE_READER (self), -1);
  return WEIR_BYTE_READER_GET_INTERFACE (self)->get_size (self);
}

/**
 * weir_byte_reader_read_at:
 * @self: what weir_byte_reader_find () gave
 * @offset: where to begin, in bytes
 * @bytes: (out caller-allocates) (array length=n): where they go
 * @n: how many are wanted
 * @error: why not
 *
 * Reads bytes. Thread: any.
 *
 * Returns: how many were there; 0 at or behind the end; -1 with an error
 */
gssize
weir_byte_reader_read_at (WeirByteReader *self, guint64 offset, gpointer bytes, gsize n,
                          GError **error)
{
  g_return_val_if_fail (WEIR_IS_BYTE_READER (self), -1);
  return WEIR_BYTE_READER_GET_INTERFACE (self)->read_at (self, offset, bytes, n, error);
}

/**
 * weir_byte_reader_dup_location:
 * @self: what weir_byte_reader_find () gave
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what to call it in messages
 */
char *
weir_byte_reader_dup_location (WeirByteReader *self)
{
  g_return_val_if_fail (WEIR_IS_BYTE_READER (self), NULL);
  if (WEIR_BYTE_READER_GET_INTERFACE (self)->dup_location == NULL)
    return NULL;
  return WEIR_BYTE_READER_GET_INTERFACE (self)->dup_location (self);
}

/* The first one upwards of an element that has such a property. */
static char *
location_of (WeirElement *element)
{
  static const char *const names[] = { "location", "uri" };
  char *location = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && location == NULL; i++) {
    GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (element), names[i]);
    if (pspec != NULL && pspec->value_type == G_TYPE_STRING
        && (pspec->flags & G_PARAM_READABLE) != 0)
      g_object_get (element, names[i], &location, NULL);
  }
  return location;
}

/**
 * weir_pad_dup_upstream_location:
 * @sinkpad: a sink pad
 *
 * Goes upstream as long as there is one way, to the file or address that the data comes from: a message about broken
 * data should name it. Thread: any.
 *
 * Returns: (transfer full) (nullable): a path or a URI
 */
char *
weir_pad_dup_upstream_location (WeirPad *sinkpad)
{
  g_autoptr (WeirElement) at = upstream_element (sinkpad);

  for (guint steps = 0; at != NULL && steps < 100; steps++) {
    char *location = location_of (at);
    WeirElement *next = NULL;

    if (location != NULL)
      return location;
    pthread_mutex_lock (&at->priv->lock);
    g_autoptr (WeirPad) sink =
      at->priv->sinks->len == 1 ? g_object_ref (at->priv->sinks->pdata[0]) : NULL;
    pthread_mutex_unlock (&at->priv->lock);
    if (sink != NULL)
      next = upstream_element (sink);
    g_object_unref (at);
    at = next;
  }
  return NULL;
}
