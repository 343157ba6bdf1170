/* SPDX-License-Identifier: MIT */
/* What `weir play` and `weir discover` have in common: the streams of a file are known only when it is
 * read, so what takes them is put there then. */
#include <cli/decode.h>

#include <weir/base/error.h>
#include <weir/data/structure.h>
#include <weir/launch/parse.h>
#include <weir/registry/element-factory.h>
#include <weir/registry/uri.h>

static void
fail (CliDecode *decode, GError *error /* (transfer full) */)
{
  WeirElement *pipeline = WEIR_ELEMENT (decode->pipeline);

  weir_element_post_message (pipeline, weir_message_new_error (WEIR_OBJECT_CAST (pipeline), error, NULL));
  g_error_free (error);
}

/* (transfer full) "video/x-raw", or what it could become. */
static char *
media_of (WeirPad *pad)
{
  g_autoptr (WeirCaps) caps = weir_pad_get_current_caps (pad);

  if (caps == NULL)
    caps = weir_pad_query_caps (pad, NULL);
  if (caps == NULL || weir_caps_is_any (caps) || weir_caps_get_size (caps) == 0)
    return g_strdup ("");
  return g_strdup (weir_structure_get_name (weir_caps_get_structure (caps, 0)));
}

static gboolean
link_to (CliDecode *decode, WeirPad *pad, const char *line, GError **error)
{
  WeirElement *bin = weir_parse_bin_from_description (line, TRUE, error);

  if (bin == NULL)
    return FALSE;
  weir_bin_add (WEIR_BIN (decode->pipeline), bin);
  g_autoptr (WeirPad) sink = weir_element_get_static_pad (bin, "sink");
  if (!weir_pad_link_checked (pad, sink, error))
    return FALSE;
  if (!weir_element_sync_state_with_parent (bin)) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE, "\"%s\" can't be started",
                 line);
    return FALSE;
  }
  return TRUE;
}

static void
pad_added_cb (WeirElement *element, WeirPad *pad, gpointer data)
{
  CliDecode *decode = data;
  g_autofree char *media = media_of (pad);
  GError *error = NULL;

  g_mutex_lock (&decode->lock);
  g_ptr_array_add (decode->pads, g_object_ref (pad));
  g_autofree char *line = decode->choose (decode, pad, media);
  if (line != NULL)
    decode->n_linked++;
  g_mutex_unlock (&decode->lock);
  if (line != NULL && !link_to (decode, pad, line, &error))
    fail (decode, error);
}

static void
no_more_pads_cb (WeirElement *element, gpointer data)
{
  CliDecode *decode = data;

  g_mutex_lock (&decode->lock);
  const gboolean is_nothing = decode->n_linked == 0;
  g_mutex_unlock (&decode->lock);
  if (is_nothing)
    fail (decode, g_error_new (WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_WRONG_TYPE,
                               "There is no stream in it that could be used"));
}

static gboolean
is_uri (const char *place)
{
  const char *scheme = g_uri_peek_scheme (place);

  return scheme != NULL && scheme[1] != '\0';
}

static WeirElement *
make_source (const char *place, GError **error)
{
  if (is_uri (place))
    return weir_element_make_from_uri (WEIR_URI_SRC, place, NULL, error);
  WeirElement *source = weir_element_factory_make_checked ("filesrc", NULL, error);
  if (source != NULL)
    g_object_set (source, "location", place, NULL);
  return source;
}

gboolean
cli_decode_init (CliDecode *decode, const char *place, CliDecodeChoose choose, gpointer data,
                 GError **error)
{
  WeirElement *source = make_source (place, error);
  WeirElement *decoder =
    source != NULL ? weir_element_factory_make_checked ("decodebin", NULL, error) : NULL;

  if (decoder == NULL) {
    if (source != NULL)
      g_object_unref (g_object_ref_sink (source));
    return FALSE;
  }
  *decode = (CliDecode){
    .choose = choose,
    .data = data,
    .pipeline = WEIR_PIPELINE (g_object_ref_sink (weir_pipeline_new (NULL))),
    .pads = g_ptr_array_new_with_free_func (g_object_unref),
  };
  g_mutex_init (&decode->lock);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (pad_added_cb), decode);
  g_signal_connect (decoder, "no-more-pads", G_CALLBACK (no_more_pads_cb), decode);
  weir_bin_add_many (WEIR_BIN (decode->pipeline), source, decoder, NULL);
  if (!weir_element_link_checked (source, NULL, decoder, NULL, NULL, error)) {
    cli_decode_clear (decode);
    return FALSE;
  }
  return TRUE;
}

void
cli_decode_clear (CliDecode *decode)
{
  g_ptr_array_unref (decode->pads);
  g_object_unref (decode->pipeline);
  g_mutex_clear (&decode->lock);
}
