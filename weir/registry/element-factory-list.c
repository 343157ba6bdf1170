/* SPDX-License-Identifier: MIT */
/* Choosing among factories: by what their klass says they are, and by what their pads admit. */
#include <weir/registry/registry-private.h>

#include <string.h>

/* A bit, and the word in the klass that stands for it. */
static const struct {
  WeirElementFactoryListType bit;
  const char *word;
} kinds[] = {
  { WEIR_ELEMENT_FACTORY_TYPE_DECODER, "Decoder" },
  { WEIR_ELEMENT_FACTORY_TYPE_ENCODER, "Encoder" },
  { WEIR_ELEMENT_FACTORY_TYPE_SINK, "Sink" },
  { WEIR_ELEMENT_FACTORY_TYPE_SRC, "Source" },
  { WEIR_ELEMENT_FACTORY_TYPE_MUXER, "Muxer" },
  { WEIR_ELEMENT_FACTORY_TYPE_DEMUXER, "Demuxer" },
  { WEIR_ELEMENT_FACTORY_TYPE_PARSER, "Parser" },
  { WEIR_ELEMENT_FACTORY_TYPE_PAYLOADER, "Payloader" },
  { WEIR_ELEMENT_FACTORY_TYPE_DEPAYLOADER, "Depayloader" },
  { WEIR_ELEMENT_FACTORY_TYPE_FORMATTER, "Formatter" },
  { WEIR_ELEMENT_FACTORY_TYPE_DECRYPTOR, "Decryptor" },
  { WEIR_ELEMENT_FACTORY_TYPE_ENCRYPTOR, "Encryptor" },
  { WEIR_ELEMENT_FACTORY_TYPE_HARDWARE, "Hardware" },
}, media[] = {
  { WEIR_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO, "Video" },
  { WEIR_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO, "Audio" },
  { WEIR_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE, "Image" },
  { WEIR_ELEMENT_FACTORY_TYPE_MEDIA_SUBTITLE, "Subtitle" },
  { WEIR_ELEMENT_FACTORY_TYPE_MEDIA_METADATA, "Metadata" },
};

/**
 * weir_element_factory_list_is_type:
 * @factory: a factory
 * @type: kinds and media, as bits
 *
 * Asks whether a factory is of one of these kinds and, if media are among the bits, is for one of these media.
 *
 * Thread: any
 *
 * Returns: whether it is
 */
gboolean
weir_element_factory_list_is_type (WeirElementFactory *factory, WeirElementFactoryListType type)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);

  const char *klass = weir_element_factory_get_details (factory)->klass;
  const WeirElementFactoryListType any_kind = WEIR_ELEMENT_FACTORY_TYPE_MAX_ELEMENTS - 1;
  const WeirElementFactoryListType any_medium =
    WEIR_ELEMENT_FACTORY_TYPE_MEDIA_ANY & ~WEIR_ELEMENT_FACTORY_TYPE_ANY;
  gboolean fits = (type & any_kind) == 0 && (type & any_medium) != 0; /* only the medium counts */

  for (guint i = 0; !fits && i < G_N_ELEMENTS (kinds); i++)
    fits = (type & kinds[i].bit) != 0 && strstr (klass, kinds[i].word) != NULL;
  if (!fits || (type & any_medium) == 0)
    return fits;
  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    if ((type & media[i].bit) != 0 && strstr (klass, media[i].word) != NULL)
      return TRUE;
  return FALSE;
}

typedef struct {
  WeirElementFactoryListType type;
  guint min_rank;
} Choice;

static gboolean
is_chosen (WeirPluginFeature *feature, gpointer data)
{
  const Choice *choice = data;

  return WEIR_IS_ELEMENT_FACTORY (feature)
         && weir_plugin_feature_get_rank (feature) >= choice->min_rank
         && weir_element_factory_list_is_type (WEIR_ELEMENT_FACTORY_CAST (feature), choice->type);
}

/**
 * weir_element_factory_list_get_elements:
 * @type: kinds and media, as bits
 * @minrank: the least rank
 *
 * Lists the factories of some kinds, those with the highest ranks first.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.ElementFactory): the factories; free them by
 *   weir_plugin_feature_list_free()
 */
GList *
weir_element_factory_list_get_elements (WeirElementFactoryListType type, WeirRank minrank)
{
  Choice choice = { type, minrank };

  return g_list_sort (
    weir_registry_feature_filter (weir_registry_get (), is_chosen, FALSE, &choice),
    weir_plugin_feature_rank_compare_func);
}

/* Does a template of this direction admit caps: all of them, or some? */
static gboolean
admits (WeirElementFactory *factory, WeirPadDirection direction, const WeirCaps *caps, gboolean all)
{
  for (GList *l = weir_element_factory_get_details (factory)->templates; l != NULL; l = l->next) {
    WeirStaticPadTemplate *templ = l->data;

    if (templ->direction != direction)
      continue;
    g_autoptr (WeirCaps) admitted = weir_static_pad_template_get_caps (templ);
    if (admitted != NULL
        && (all ? weir_caps_is_subset (caps, admitted) : weir_caps_can_intersect (caps, admitted)))
      return TRUE;
  }
  return FALSE;
}

/**
 * weir_element_factory_list_filter:
 * @list: (element-type Weir.ElementFactory) (transfer none): factories
 * @caps: caps
 * @direction: of which pads
 * @subsetonly: %TRUE if a pad must admit all of @caps, %FALSE if some will do
 *
 * Lists those factories that have a pad which admits caps.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.ElementFactory): the factories, in the same order
 */
GList *
weir_element_factory_list_filter (GList *list, const WeirCaps *caps, WeirPadDirection direction,
                                  gboolean subsetonly)
{
  GQueue fitting = G_QUEUE_INIT;

  g_return_val_if_fail (caps != NULL, NULL);
  for (; list != NULL; list = list->next)
    if (admits (list->data, direction, caps, subsetonly))
      g_queue_push_tail (&fitting, g_object_ref (list->data));
  return fitting.head;
}

/**
 * weir_element_factory_can_sink_all_caps:
 * @factory: a factory
 * @caps: caps
 *
 * Asks whether a sink pad of its elements admits all of @caps.
 *
 * Thread: any
 *
 * Returns: whether one does
 */
gboolean
weir_element_factory_can_sink_all_caps (WeirElementFactory *factory, const WeirCaps *caps)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);
  return admits (factory, WEIR_PAD_SINK, caps, TRUE);
}

/**
 * weir_element_factory_can_sink_any_caps:
 * @factory: a factory
 * @caps: caps
 *
 * Asks whether a sink pad of its elements admits some of @caps.
 *
 * Thread: any
 *
 * Returns: whether one does
 */
gboolean
weir_element_factory_can_sink_any_caps (WeirElementFactory *factory, const WeirCaps *caps)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);
  return admits (factory, WEIR_PAD_SINK, caps, FALSE);
}

/**
 * weir_element_factory_can_src_all_caps:
 * @factory: a factory
 * @caps: caps
 *
 * Asks whether a source pad of its elements admits all of @caps.
 *
 * Thread: any
 *
 * Returns: whether one does
 */
gboolean
weir_element_factory_can_src_all_caps (WeirElementFactory *factory, const WeirCaps *caps)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);
  return admits (factory, WEIR_PAD_SRC, caps, TRUE);
}

/**
 * weir_element_factory_can_src_any_caps:
 * @factory: a factory
 * @caps: caps
 *
 * Asks whether a source pad of its elements admits some of @caps.
 *
 * Thread: any
 *
 * Returns: whether one does
 */
gboolean
weir_element_factory_can_src_any_caps (WeirElementFactory *factory, const WeirCaps *caps)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);
  return admits (factory, WEIR_PAD_SRC, caps, FALSE);
}
