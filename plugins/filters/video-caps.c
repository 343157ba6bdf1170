/* SPDX-License-Identifier: MIT */
/* The choice of formats: which one loses least (colours before their resolution, before alpha, before depth, before
 * another colour space), in the order of the caps among equals. Sizes are in video-size.c. */
#include "plugins/filters/video-caps.h"

#include "plugins/filters/video-size.h"

#include <weir/data/caps-features.h>
#include <weir/data/video-info.h>

/* --- what is possible ------------------------------------------------------------------------------------------------- */

/* Pictures in the memory of a device can't be reached. */
static gboolean
is_reachable (const WeirCaps *caps, guint i)
{
  const WeirCapsFeatures *features = weir_caps_get_features (caps, i);

  if (!weir_structure_has_name (weir_caps_get_structure (caps, i), "video/x-raw"))
    return FALSE;
  return features == NULL || weir_caps_features_is_any (features)
         || weir_caps_features_is_equal (features, WEIR_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY);
}

static WeirStructure *
loosened (const WeirStructure *from, WeirVideoChanges changes)
{
  WeirStructure *s = weir_structure_copy (from);

  if ((changes & WEIR_VIDEO_CHANGES_FORMAT) != 0)
    weir_structure_remove_fields (s, "format", "colorimetry", "chroma-site", NULL);
  if ((changes & WEIR_VIDEO_CHANGES_SIZE) == 0)
    return s;
  weir_structure_set (s, "width", WEIR_TYPE_INT_RANGE, 1, 32767, "height", WEIR_TYPE_INT_RANGE, 1, 32767, NULL);
  weir_structure_remove_field (s, "pixel-aspect-ratio"); /* any; who doesn't say one has square pixels */
  return s;
}

WeirCaps *
weir_video_changed_caps (const WeirCaps *caps, WeirVideoChanges changes)
{
  WeirCaps *all;

  if (weir_caps_is_any (caps))
    return weir_caps_new_any ();
  all = weir_caps_new_empty ();
  for (guint i = 0; i < weir_caps_get_size (caps); i++) {
    const WeirStructure *s = weir_caps_get_structure (caps, i);
    const WeirCapsFeatures *features = weir_caps_get_features (caps, i);

    all = weir_caps_merge_structure_full (all, weir_structure_copy (s),
                                          features != NULL ? weir_caps_features_copy (features) : NULL);
    if (is_reachable (caps, i))
      all = weir_caps_merge_structure_full (all, loosened (s, changes),
                                            features != NULL ? weir_caps_features_copy (features) : NULL);
  }
  return all;
}

/* --- which format ------------------------------------------------------------------------------------------------------ */

/* What another format costs: losses, the worst ones highest, and changes without loss. */
enum {
  CHANGE = 1,
  LOSS_COLOR_SPACE = 16,
  LOSS_DEPTH = 32,
  LOSS_ALPHA = 64,
  LOSS_CHROMA_ACROSS = 128,
  LOSS_CHROMA_DOWN = 256,
  LOSS_COLORS = 512,
};

static gboolean
is_colored (const WeirVideoFormatInfo *f)
{
  return !WEIR_VIDEO_FORMAT_INFO_IS_GRAY (f);
}

static gboolean
same_color_space (const WeirVideoFormatInfo *a, const WeirVideoFormatInfo *b)
{
  return WEIR_VIDEO_FORMAT_INFO_IS_RGB (a) == WEIR_VIDEO_FORMAT_INFO_IS_RGB (b);
}

static guint
deepest (const WeirVideoFormatInfo *f)
{
  guint depth = 0;

  for (guint c = 0; c < MIN (f->n_components, 3); c++)
    depth = MAX (depth, f->depth[c]);
  return depth;
}

static guint
cost_of (const WeirVideoFormatInfo *in, const WeirVideoFormatInfo *out)
{
  gboolean in_alpha = WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA (in), out_alpha = WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA (out);
  guint cost = in->format != out->format ? CHANGE : 0;

  if (is_colored (in) && !is_colored (out))
    cost += LOSS_COLORS;
  if (is_colored (in) && is_colored (out)) {
    cost += out->w_sub[1] > in->w_sub[1] ? LOSS_CHROMA_ACROSS : out->w_sub[1] < in->w_sub[1] ? CHANGE : 0;
    cost += out->h_sub[1] > in->h_sub[1] ? LOSS_CHROMA_DOWN : out->h_sub[1] < in->h_sub[1] ? CHANGE : 0;
  }
  if (in_alpha != out_alpha)
    cost += in_alpha ? LOSS_ALPHA : CHANGE;
  if (deepest (out) != deepest (in))
    cost += deepest (out) < deepest (in) ? LOSS_DEPTH : CHANGE;
  if (is_colored (out) && !same_color_space (in, out))
    cost += LOSS_COLOR_SPACE;
  return cost;
}

typedef struct {
  guint cost;
  guint structure;
  WeirVideoFormat format;
} Best;

static void
consider (Best *best, const WeirVideoFormatInfo *in, const GValue *value, guint structure)
{
  WeirVideoFormat format;
  guint cost;

  if (!G_VALUE_HOLDS_STRING (value))
    return;
  format = weir_video_format_from_string (g_value_get_string (value));
  if (format == WEIR_VIDEO_FORMAT_UNKNOWN)
    return;
  cost = cost_of (in, weir_video_format_get_info (format));
  if (cost < best->cost)
    *best = (Best){ .cost = cost, .structure = structure, .format = format };
}

static Best
best_format (const WeirVideoFormatInfo *in, const WeirCaps *possible)
{
  Best best = { .cost = G_MAXUINT };

  for (guint i = 0; i < weir_caps_get_size (possible); i++) {
    const GValue *formats = weir_structure_get_value (weir_caps_get_structure (possible, i), "format");

    if (formats == NULL)
      continue;
    if (!G_VALUE_HOLDS (formats, WEIR_TYPE_LIST)) {
      consider (&best, in, formats, i);
      continue;
    }
    for (guint k = 0; k < weir_value_list_get_size (formats); k++)
      consider (&best, in, weir_value_list_get_value (formats, k), i);
  }
  return best;
}

/* --- what the numbers mean ----------------------------------------------------------------------------------------------- */

/* Says of the output what is true of the input, where the caps leave it open. */
static void
keep_field (WeirStructure *out, const WeirStructure *in, const char *field)
{
  const GValue *value = weir_structure_get_value (in, field), *possible = weir_structure_get_value (out, field);

  if (value == NULL || (possible != NULL && !weir_value_intersect (NULL, value, possible)))
    return;
  weir_structure_set_value (out, field, value);
}

static void
keep_meaning (WeirStructure *out, const WeirStructure *in, const WeirVideoFormatInfo *in_format,
              const WeirVideoFormatInfo *out_format)
{
  if (same_color_space (in_format, out_format))
    keep_field (out, in, "colorimetry");
  if (WEIR_VIDEO_FORMAT_INFO_IS_YUV (in_format) && in_format->w_sub[1] == out_format->w_sub[1]
      && in_format->h_sub[1] == out_format->h_sub[1])
    keep_field (out, in, "chroma-site");
}

/* What caps don't say follows from the height of the picture. It mustn't change its meaning by being scaled: that would be
 * a conversion which nobody asked for. */
static WeirCaps *
keep_defaults (const WeirCaps *in, WeirCaps *out /* (transfer full) */)
{
  WeirStructure *s = weir_caps_get_structure (out, 0);
  WeirVideoInfo from, to;

  if (!weir_video_info_from_caps (&from, in) || !weir_video_info_from_caps (&to, out)
      || WEIR_VIDEO_INFO_IS_YUV (&from) != WEIR_VIDEO_INFO_IS_YUV (&to))
    return out;
  if (!weir_structure_has_field (s, "colorimetry") && !weir_video_colorimetry_is_equal (&from.colorimetry, &to.colorimetry)) {
    g_autofree char *text = weir_video_colorimetry_to_string (&from.colorimetry);

    if (text != NULL)
      weir_structure_set (s, "colorimetry", G_TYPE_STRING, text, NULL);
  }
  if (!weir_structure_has_field (s, "chroma-site") && from.chroma_site != to.chroma_site
      && from.finfo->w_sub[1] == to.finfo->w_sub[1] && from.finfo->h_sub[1] == to.finfo->h_sub[1]) {
    g_autofree char *text = weir_video_chroma_site_to_string (from.chroma_site);

    if (text != NULL)
      weir_structure_set (s, "chroma-site", G_TYPE_STRING, text, NULL);
  }
  return out;
}

/* --- the choice ---------------------------------------------------------------------------------------------------------- */

WeirCaps *
weir_video_choose_caps (const WeirCaps *in, WeirCaps *possible, WeirVideoChanges changes)
{
  const WeirStructure *in_s = weir_caps_get_structure (in, 0);
  const char *in_name = weir_structure_get_string (in_s, "format");
  const WeirVideoFormatInfo *in_format, *out_format;
  WeirStructure *out_s;
  Best best;

  if (weir_caps_is_any (possible) || weir_caps_is_empty (possible) || in_name == NULL)
    return weir_caps_fixate (possible);
  in_format = weir_video_format_get_info (weir_video_format_from_string (in_name));
  best = best_format (in_format, possible);
  if (best.cost != G_MAXUINT) {
    WeirCaps *chosen = weir_caps_copy_nth (possible, best.structure);

    weir_caps_unref (possible);
    possible = chosen;
  }
  possible = weir_caps_make_writable (weir_caps_truncate (possible));
  out_s = weir_caps_get_structure (possible, 0);
  if (best.cost != G_MAXUINT) {
    out_format = weir_video_format_get_info (best.format);
    weir_structure_set (out_s, "format", G_TYPE_STRING, weir_video_format_to_string (best.format), NULL);
    keep_meaning (out_s, in_s, in_format, out_format);
  }
  if ((changes & WEIR_VIDEO_CHANGES_SIZE) != 0)
    weir_video_choose_size (in_s, out_s);
  keep_field (out_s, in_s, "framerate");
  return keep_defaults (in, weir_caps_fixate (possible));
}
