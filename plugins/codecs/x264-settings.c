/* SPDX-License-Identifier: MIT */
/* What x264enc is told, in x264's own words. */
#include "x264-settings.h"

#include <string.h>

/* --- enums -------------------------------------------------------------------------------------------- */

#define DEFINE_ENUM(symbol, type_name, ...)                                                        \
  GType weir_x264_##symbol##_get_type (void)                                                       \
  {                                                                                                \
    static gsize type;                                                                             \
    static const GEnumValue values[] = { __VA_ARGS__, { 0, NULL, NULL } };                         \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, g_enum_register_static (type_name, values));                       \
    return type;                                                                                   \
  }
#define DEFINE_FLAGS(symbol, type_name, ...)                                                       \
  GType weir_x264_##symbol##_get_type (void)                                                       \
  {                                                                                                \
    static gsize type;                                                                             \
    static const GFlagsValue values[] = { __VA_ARGS__, { 0, NULL, NULL } };                        \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, g_flags_register_static (type_name, values));                      \
    return type;                                                                                   \
  }

enum { PASS_CBR = 0, PASS_QUANT = 4, PASS_QUAL = 5, PASS_1 = 17, PASS_2 = 18, PASS_3 = 19 };

DEFINE_ENUM (pass, "WeirX264EncPass", { PASS_CBR, "Constant bit rate", "cbr" },
             { PASS_QUANT, "Constant quantizer", "quant" },
             { PASS_QUAL, "Constant quality", "qual" },
             { PASS_1, "First of several passes", "pass1" }, { PASS_2, "Last pass", "pass2" },
             { PASS_3, "A pass between", "pass3" })

static const char *const presets[] = { NULL,     "ultrafast", "superfast", "veryfast",
                                       "faster", "fast",      "medium",    "slow",
                                       "slower", "veryslow",  "placebo" };

DEFINE_ENUM (preset, "WeirX264EncPreset", { 0, "No preset", "None" },
             { 1, "ultrafast", "ultrafast" }, { 2, "superfast", "superfast" },
             { 3, "veryfast", "veryfast" }, { 4, "faster", "faster" }, { 5, "fast", "fast" },
             { 6, "medium", "medium" }, { 7, "slow", "slow" }, { 8, "slower", "slower" },
             { 9, "veryslow", "veryslow" }, { 10, "placebo", "placebo" })

enum { TUNE_STILLIMAGE = 1, TUNE_FASTDECODE = 2, TUNE_ZEROLATENCY = 4 };

DEFINE_FLAGS (tune, "WeirX264EncTune", { TUNE_STILLIMAGE, "Still image", "stillimage" },
              { TUNE_FASTDECODE, "Fast decode", "fastdecode" },
              { TUNE_ZEROLATENCY, "Zero latency", "zerolatency" })

static const char *const psy_tunes[] = { NULL, "film", "animation", "grain", "psnr", "ssim" };

DEFINE_ENUM (psy_tune, "WeirX264EncPsyTune", { 0, "No tuning", "none" }, { 1, "Film", "film" },
             { 2, "Animation", "animation" }, { 3, "Grain is kept", "grain" },
             { 4, "For PSNR", "psnr" }, { 5, "For SSIM", "ssim" })

static const char *const searches[] = { "dia", "hex", "umh", "esa", "tesa" };

DEFINE_ENUM (me, "WeirX264EncMe", { 0, "dia", "dia" }, { 1, "hex", "hex" }, { 2, "umh", "umh" },
             { 3, "esa", "esa" }, { 4, "tesa", "tesa" })

static const struct {
  guint flag;
  const char *name;
} partitions[] = { { 1, "i4x4" }, { 2, "i8x8" }, { 16, "p8x8" }, { 32, "p4x4" }, { 256, "b8x8" } };

DEFINE_FLAGS (analyse, "WeirX264EncAnalyse", { 1, "i4x4", "i4x4" }, { 2, "i8x8", "i8x8" },
              { 16, "p8x8", "p8x8" }, { 32, "p4x4", "p4x4" }, { 256, "b8x8", "b8x8" })

DEFINE_ENUM (frame_packing, "WeirX264EncFramePacking", { -1, "As the input says", "auto" },
             { 0, "checkerboard", "checkerboard" },
             { 1, "column-interleaved", "column-interleaved" },
             { 2, "row-interleaved", "row-interleaved" }, { 3, "side-by-side", "side-by-side" },
             { 4, "top-bottom", "top-bottom" }, { 5, "frame-interleaved", "frame-interleaved" })

/* --- what goes to x264 by its own name ------------------------------------------------------------------- */

typedef enum { INT, FLOAT } Kind;

#define FIELD(name) G_STRUCT_OFFSET (WeirX264Settings, name)

/* Properties that are a number there; what isn't set is left to the preset. */
static const struct {
  const char *property, *option;
  Kind kind;
  gsize offset;
} numbers[] = {
  { "threads", "threads", INT, FIELD (threads) },
  { "sliced-threads", "sliced-threads", INT, FIELD (sliced_threads) },
  { "sync-lookahead", "sync-lookahead", INT, FIELD (sync_lookahead) },
  { "intra-refresh", "intra-refresh", INT, FIELD (intra_refresh) },
  { "subme", "subme", INT, FIELD (subme) },
  { "dct8x8", "8x8dct", INT, FIELD (dct8x8) },
  { "ref", "ref", INT, FIELD (ref) },
  { "bframes", "bframes", INT, FIELD (bframes) },
  { "b-adapt", "b-adapt", INT, FIELD (b_adapt) },
  { "weightb", "weightb", INT, FIELD (weightb) },
  { "sps-id", "sps-id", INT, FIELD (sps_id) },
  { "trellis", "trellis", INT, FIELD (trellis) },
  { "cabac", "cabac", INT, FIELD (cabac) },
  { "qp-min", "qpmin", INT, FIELD (qp_min) },
  { "qp-max", "qpmax", INT, FIELD (qp_max) },
  { "qp-step", "qpstep", INT, FIELD (qp_step) },
  { "ip-factor", "ipratio", FLOAT, FIELD (ip_factor) },
  { "pb-factor", "pbratio", FLOAT, FIELD (pb_factor) },
  { "mb-tree", "mbtree", INT, FIELD (mb_tree) },
  { "rc-lookahead", "rc-lookahead", INT, FIELD (rc_lookahead) },
  { "noise-reduction", "nr", INT, FIELD (noise_reduction) },
  { "interlaced", "interlaced", INT, FIELD (interlaced) },
};

/* Others whose being set matters. */
static const char *const others[] = { "me", "analyse", "b-pyramid" };
enum { SET_ME = G_N_ELEMENTS (numbers), SET_ANALYSE, SET_B_PYRAMID };

void
weir_x264_settings_note (WeirX264Settings *self, const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (numbers[i].property, property) == 0)
      self->set |= G_GUINT64_CONSTANT (1) << i;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i], property) == 0)
      self->set |= G_GUINT64_CONSTANT (1) << (G_N_ELEMENTS (numbers) + i);
}

static gboolean
is_set (const WeirX264Settings *self, guint i)
{
  return (self->set >> i & 1) != 0;
}

static void
append (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, "%s%s=%s", text->len > 0 ? ":" : "", name, value);
}

static void
append_int (GString *text, const char *name, int value)
{
  g_string_append_printf (text, "%s%s=%d", text->len > 0 ? ":" : "", name, value);
}

static void
append_numbers (const WeirX264Settings *self, GString *text)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gconstpointer field = (const char *) self + numbers[i].offset;

    if (!is_set (self, i))
      continue;
    if (numbers[i].kind == INT)
      append_int (text, numbers[i].option, *(const int *) field);
    else
      append (text, numbers[i].option,
              g_ascii_dtostr (number, sizeof number, *(const float *) field));
  }
}

static void
append_words (const WeirX264Settings *self, GString *text)
{
  if (is_set (self, SET_ME))
    append (text, "me", searches[CLAMP (self->me, 0, (int) G_N_ELEMENTS (searches) - 1)]);
  if (is_set (self, SET_B_PYRAMID))
    append (text, "b-pyramid", self->b_pyramid ? "normal" : "none");
  if (is_set (self, SET_ANALYSE)) {
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (partitions); i++)
      if ((self->analyse & partitions[i].flag) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", partitions[i].name);
    append (text, "partitions", names->len > 0 ? names->str : "none");
  }
  if (self->frame_packing >= 0)
    append_int (text, "frame-packing", self->frame_packing);
}

/* --- bit rate --------------------------------------------------------------------------------------------- */

static void
apply_rate (const WeirX264Settings *self, AVCodecContext *context, AVDictionary **options,
            GString *text)
{
  gint64 bits = (gint64) self->bitrate_kbit * 1000;

  switch (self->pass) {
  case PASS_QUANT:
    append_int (text, "qp", (int) self->quantizer);
    return;
  case PASS_QUAL:
    append_int (text, "crf", (int) self->quantizer);
    break;
  default:
    context->bit_rate = bits;
    break;
  }
  if (self->pass >= PASS_1) {
    append_int (text, "pass", self->pass - PASS_1 + 1);
    if (self->multipass_cache_file != NULL)
      av_dict_set (options, "stats", self->multipass_cache_file, 0);
  } else if (self->vbv_buf_capacity_ms > 0) {
    context->rc_max_rate = bits;
    context->rc_buffer_size = (int) MIN (bits * self->vbv_buf_capacity_ms / 1000, G_MAXINT);
  }
}

static void
apply_tune (const WeirX264Settings *self, AVDictionary **options)
{
  g_autoptr (GString) tune = g_string_new (NULL);
  static const struct {
    guint flag;
    const char *name;
  } names[] = { { TUNE_STILLIMAGE, "stillimage" },
                { TUNE_FASTDECODE, "fastdecode" },
                { TUNE_ZEROLATENCY, "zerolatency" } };

  if (self->psy_tune > 0 && self->psy_tune < (int) G_N_ELEMENTS (psy_tunes))
    g_string_append (tune, psy_tunes[self->psy_tune]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((self->tune & names[i].flag) != 0 && !(names[i].flag == TUNE_STILLIMAGE && tune->len > 0))
      g_string_append_printf (tune, "%s%s", tune->len > 0 ? "," : "", names[i].name);
  if (tune->len > 0)
    av_dict_set (options, "tune", tune->str, 0);
}

void
weir_x264_settings_apply (const WeirX264Settings *self, AVCodecContext *context,
                          AVDictionary **options, gboolean avc, const char *profile)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->speed_preset > 0 && self->speed_preset < (int) G_N_ELEMENTS (presets))
    av_dict_set (options, "preset", presets[self->speed_preset], 0);
  apply_tune (self, options);
  if (profile != NULL)
    av_dict_set (options, "profile", profile, 0);
  av_dict_set (options, "forced-idr", "1", 0);
  apply_rate (self, context, options, text);
  if (self->key_int_max > 0)
    append_int (text, "keyint", (int) self->key_int_max);
  append_int (text, "annexb", !avc);
  if (!avc)
    append_int (text, "aud", self->aud);
  append_numbers (self, text);
  append_words (self, text);
  if (self->option_string != NULL && self->option_string[0] != '\0')
    g_string_append_printf (text, ":%s", self->option_string);
  av_dict_set (options, "x264-params", text->str, 0);
}

guint
weir_x264_settings_delay_frames (const WeirX264Settings *self)
{
  static const guint lookahead[] = { 40, 0, 0, 10, 20, 30, 40, 50, 60, 60, 60 };
  static const guint bframes[] = { 3, 0, 3, 3, 3, 3, 3, 3, 3, 8, 16 };
  guint preset = (guint) CLAMP (self->speed_preset, 0, 10);
  guint ahead = lookahead[preset], b = bframes[preset], threads;

  if ((self->tune & TUNE_ZEROLATENCY) != 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (!is_set (self, i))
      continue;
    if (numbers[i].offset == FIELD (rc_lookahead))
      ahead = self->rc_lookahead;
    else if (numbers[i].offset == FIELD (bframes))
      b = self->bframes;
  }
  threads = self->threads > 0 ? self->threads : g_get_num_processors () * 3 / 2;
  return MAX (ahead, b) + b + 1 + (self->sliced_threads || threads == 0 ? 0 : threads - 1);
}
