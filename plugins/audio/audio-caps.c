/* SPDX-License-Identifier: MIT */
/* The choice of formats: channels are kept before depth, depth before the kind of numbers; in the order of the caps among
 * equals. */
#include "plugins/audio/audio-caps.h"

#include <weir/data/audio-info.h>
#include <weir/data/caps-features.h>

/* --- what is possible ------------------------------------------------------------------------------------------------- */

/* Samples in the memory of a device can't be reached. */
static gboolean
is_reachable (const WeirCaps *caps, guint i)
{
  const WeirCapsFeatures *features = weir_caps_get_features (caps, i);

  if (!weir_structure_has_name (weir_caps_get_structure (caps, i), "audio/x-raw"))
    return FALSE;
  return features == NULL || weir_caps_features_is_any (features)
         || weir_caps_features_is_equal (features, WEIR_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY);
}

static gboolean
is_unpositioned (const WeirStructure *s)
{
  guint64 mask;
  gint channels = 0;

  return weir_structure_get (s, "channel-mask", WEIR_TYPE_BITMASK, &mask, NULL) && mask == 0
         && !(weir_structure_get_int (s, "channels", &channels) && channels == 1);
}

static WeirStructure *
loosened (const WeirStructure *from, WeirAudioChanges changes)
{
  WeirStructure *s = weir_structure_copy (from);

  if ((changes & WEIR_AUDIO_CHANGES_FORMAT) != 0)
    weir_structure_remove_fields (s, "format", "layout", NULL);
  if ((changes & WEIR_AUDIO_CHANGES_RATE) != 0)
    weir_structure_set (s, "rate", WEIR_TYPE_INT_RANGE, 1, G_MAXINT, NULL);
  if ((changes & WEIR_AUDIO_CHANGES_CHANNELS) == 0
      || (is_unpositioned (s) && (changes & WEIR_AUDIO_CHANGES_ANY_CHANNELS) == 0))
    return s;
  weir_structure_remove_field (s, "channel-mask");
  weir_structure_set (s, "channels", WEIR_TYPE_INT_RANGE, 1, WEIR_AUDIO_MAX_CHANNELS, NULL);
  return s;
}

static WeirCaps *
merge (WeirCaps *all, WeirStructure *s, const WeirCapsFeatures *features)
{
  return weir_caps_merge_structure_full (
    all, s, features != NULL ? weir_caps_features_copy (features) : NULL);
}

WeirCaps *
weir_audio_changed_caps (const WeirCaps *caps, WeirAudioChanges changes)
{
  WeirCaps *all;

  if (weir_caps_is_any (caps))
    return weir_caps_new_any ();
  all = weir_caps_new_empty ();
  for (guint i = 0; i < weir_caps_get_size (caps); i++) {
    const WeirStructure *s = weir_caps_get_structure (caps, i);

    all = merge (all, weir_structure_copy (s), weir_caps_get_features (caps, i));
    if (is_reachable (caps, i))
      all = merge (all, loosened (s, changes), weir_caps_get_features (caps, i));
  }
  return all;
}

WeirCaps *
weir_audio_mixed_caps (const WeirCaps *caps, gint n_from, gint n_to)
{
  WeirCaps *all;

  if (weir_caps_is_any (caps))
    return weir_caps_new_any ();
  all = weir_caps_new_empty ();
  for (guint i = 0; i < weir_caps_get_size (caps); i++) {
    const WeirStructure *s = weir_caps_get_structure (caps, i);
    const GValue *channels = weir_structure_get_value (s, "channels");
    g_auto (GValue) wanted = G_VALUE_INIT;
    WeirStructure *mixed;

    g_value_init (&wanted, G_TYPE_INT);
    g_value_set_int (&wanted, n_from);
    if (!is_reachable (caps, i)
        || (channels != NULL && !weir_value_intersect (NULL, channels, &wanted)))
      continue;
    mixed = weir_structure_copy (s);
    weir_structure_remove_fields (mixed, "format", "layout", "channel-mask", NULL);
    weir_structure_set (mixed, "channels", G_TYPE_INT, n_to, NULL);
    all = merge (all, mixed, weir_caps_get_features (caps, i));
  }
  return all;
}

/* --- which format ------------------------------------------------------------------------------------------------------ */

/* What a choice costs: losses, the worst ones highest, and changes without loss. */
enum {
  CHANGE = 1,
  CHANGE_ORDER = 2,          /* bytes or samples are turned round */
  CHANGE_KIND = 4,           /* between integers and floating point, signed and unsigned */
  CHANGE_WIDTH = 8,          /* for each byte more than needed */
  LOSS_HEADROOM = 128,       /* floating point may be louder than full scale */
  LOSS_BIT = 256,            /* for each bit of depth */
  CHANGE_CHANNELS = 1 << 15, /* for each one more */
  LOSS_CHANNEL = 1 << 21,
};

/* Bits that tell samples apart. */
static guint
precision (const WeirAudioFormatInfo *f)
{
  if (WEIR_AUDIO_FORMAT_INFO_IS_FLOAT (f))
    return f->width == 32 ? 24 : 53;
  return (guint) f->depth;
}

static guint
format_cost (const WeirAudioFormatInfo *in, const WeirAudioFormatInfo *out)
{
  gboolean in_float = WEIR_AUDIO_FORMAT_INFO_IS_FLOAT (in),
           out_float = WEIR_AUDIO_FORMAT_INFO_IS_FLOAT (out);
  guint cost = CHANGE, had = precision (in), has = precision (out);

  if (in->format == out->format)
    return 0;
  if (out->endianness != 0 && out->endianness != G_BYTE_ORDER)
    cost += CHANGE_ORDER;
  if (in_float != out_float
      || WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (in) != WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (out))
    cost += CHANGE_KIND;
  if (in_float && !out_float)
    cost += LOSS_HEADROOM;
  if (has < had)
    cost += (had - has) * LOSS_BIT;
  else if (out->width > in->width)
    cost += (guint) (out->width - in->width) / 8 * CHANGE_WIDTH;
  return cost;
}

typedef struct {
  guint cost;
  guint structure;
  const char *format, *layout; /* (nullable), they live forever */
  gint channels;
} Choice;

/* The text that is there, or the nth of those that are; NULL behind the last one. */
static const char *
nth_text (const WeirStructure *s, const char *field, guint n)
{
  const GValue *value = weir_structure_get_value (s, field);

  if (value != NULL && G_VALUE_HOLDS (value, WEIR_TYPE_LIST)) {
    if (n >= weir_value_list_get_size (value))
      return NULL;
    value = weir_value_list_get_value (value, n);
    return G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;
  }
  return n == 0 && value != NULL && G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value)
                                                                 : NULL;
}

/* The nearest number of channels that the structure allows, not less if possible. */
static gint
best_channels (const WeirStructure *s, gint wanted)
{
  const gint first[] = { wanted, wanted + 1, wanted };
  const gint last[] = { wanted, WEIR_AUDIO_MAX_CHANNELS, 1 };
  const GValue *value = weir_structure_get_value (s, "channels");

  for (guint round = 0; value != NULL && round < G_N_ELEMENTS (first); round++) {
    g_auto (GValue) range = G_VALUE_INIT;
    g_autoptr (WeirStructure) one = weir_structure_new_empty ("audio/x-raw");
    gint from = MIN (first[round], last[round]), to = MAX (first[round], last[round]), found;

    if (from == to) {
      g_value_init (&range, G_TYPE_INT);
      g_value_set_int (&range, from);
    } else {
      g_value_init (&range, WEIR_TYPE_INT_RANGE);
      weir_value_set_int_range (&range, from, to);
    }
    {
      g_auto (GValue) common = G_VALUE_INIT;

      if (!weir_value_intersect (&common, value, &range))
        continue;
      weir_structure_set_value (one, "channels", &common);
    }
    weir_structure_fixate_field_nearest_int (one, "channels", wanted);
    if (weir_structure_get_int (one, "channels", &found))
      return found;
  }
  return wanted;
}

static void
consider (Choice *best, const WeirAudioInfo *in, const WeirStructure *s, guint structure)
{
  gint channels = best_channels (s, in->channels);
  guint base = channels > in->channels ? (guint) (channels - in->channels) * CHANGE_CHANNELS
                                       : (guint) (in->channels - channels) * LOSS_CHANNEL;
  const char *wanted =
    in->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED ? "interleaved" : "non-interleaved";
  const char *format, *layout = nth_text (s, "layout", 0);

  for (guint i = 1;
       layout != NULL && !g_str_equal (layout, wanted) && nth_text (s, "layout", i) != NULL; i++)
    if (g_str_equal (nth_text (s, "layout", i), wanted))
      layout = wanted;
  if (g_strcmp0 (layout, wanted) != 0)
    base += CHANGE_ORDER;
  for (guint i = 0; (format = nth_text (s, "format", i)) != NULL; i++) {
    WeirAudioFormat number = weir_audio_format_from_string (format);
    guint cost;

    if (number == WEIR_AUDIO_FORMAT_UNKNOWN || number == WEIR_AUDIO_FORMAT_ENCODED)
      continue;
    cost = base + format_cost (in->finfo, weir_audio_format_get_info (number));
    if (cost < best->cost)
      *best = (Choice){ cost, structure, weir_audio_format_to_string (number),
                        g_intern_string (layout), channels };
  }
}

/* --- the choice ---------------------------------------------------------------------------------------------------------- */

/* Where the caps don't say what the channels are: those that came, else the usual ones. */
static void
choose_mask (WeirStructure *out, const WeirStructure *in, gint in_channels)
{
  const GValue *possible = weir_structure_get_value (out, "channel-mask"), *mask;
  gint channels;

  if (!weir_structure_get_int (out, "channels", &channels))
    return;
  mask = weir_structure_get_value (in, "channel-mask");
  if (channels == in_channels && mask != NULL
      && (possible == NULL || weir_value_intersect (NULL, mask, possible)))
    weir_structure_set_value (out, "channel-mask", mask);
  else if (channels > 2 && possible == NULL)
    weir_structure_set (out, "channel-mask", WEIR_TYPE_BITMASK,
                        weir_audio_channel_get_fallback_mask (channels), NULL);
}

WeirCaps *
weir_audio_choose_caps (const WeirCaps *in, WeirCaps *possible)
{
  Choice best = { .cost = G_MAXUINT };
  WeirAudioInfo info;
  WeirStructure *s;

  if (weir_caps_is_any (possible) || weir_caps_is_empty (possible)
      || !weir_audio_info_from_caps (&info, in))
    return weir_caps_fixate (possible);
  for (guint i = 0; i < weir_caps_get_size (possible); i++)
    consider (&best, &info, weir_caps_get_structure (possible, i), i);
  if (best.cost != G_MAXUINT) {
    WeirCaps *chosen = weir_caps_copy_nth (possible, best.structure);

    weir_caps_unref (possible);
    possible = chosen;
  }
  possible = weir_caps_make_writable (weir_caps_truncate (possible));
  s = weir_caps_get_structure (possible, 0);
  if (best.cost != G_MAXUINT) {
    weir_structure_set (s, "format", G_TYPE_STRING, best.format, "channels", G_TYPE_INT,
                        best.channels, NULL);
    if (best.layout != NULL)
      weir_structure_set (s, "layout", G_TYPE_STRING, best.layout, NULL);
    choose_mask (s, weir_caps_get_structure (in, 0), info.channels);
  }
  weir_structure_fixate_field_nearest_int (s, "rate", info.rate);
  return weir_caps_fixate (possible);
}
