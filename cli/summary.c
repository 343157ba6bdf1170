/* SPDX-License-Identifier: MIT */
/* Counts frames where they still are frames: a file sink behind a muxer gets bytes, so what went into
 * the muxer is counted for it. */
#include <cli/summary.h>

#include <cli/progress.h>
#include <weir/data/structure.h>
#include <weir/graph/iterator.h>
#include <weir/graph/stats.h>
#include <weir/registry/element-factory.h>

#include <string.h>

/* A muxer is looked for behind so many elements. */
#define MAX_BEHIND 8

static void
clear_stream (gpointer data)
{
  g_free (((CliStreamCount *) data)->kind);
}

CliSinkSummary *
cli_sink_summary_new (const char *name)
{
  CliSinkSummary *sink = g_new0 (CliSinkSummary, 1);

  sink->name = g_strdup (name);
  sink->streams = g_array_new (FALSE, FALSE, sizeof (CliStreamCount));
  g_array_set_clear_func (sink->streams, clear_stream);
  sink->position_ns = -1;
  return sink;
}

void
cli_sink_summary_free (CliSinkSummary *sink)
{
  g_free (sink->name);
  g_array_unref (sink->streams);
  g_free (sink);
}

void
cli_sink_summary_add (CliSinkSummary *sink, const char *kind, guint64 n)
{
  if (n == 0)
    return;
  for (guint i = 0; i < sink->streams->len; i++) {
    CliStreamCount *stream = &g_array_index (sink->streams, CliStreamCount, i);
    if (g_str_equal (stream->kind, kind)) {
      stream->n += n;
      return;
    }
  }
  CliStreamCount stream = { g_strdup (kind), n };
  g_array_append_val (sink->streams, stream);
}

/* --- looking at the graph ----------------------------------------------------------------------- */

/* Containers have names of video too, but only of frames it is known how large they are. */
static gboolean
has_frames (const WeirStructure *caps)
{
  return weir_structure_has_field (caps, "width") || weir_structure_has_field (caps, "framerate");
}

/* What a buffer of these caps is. */
static const char *
kind_of (WeirPad *pad)
{
  g_autoptr (WeirCaps) caps = weir_pad_get_current_caps (pad);

  if (caps == NULL || weir_caps_is_any (caps) || weir_caps_get_size (caps) == 0)
    return "buffers";
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  const char *media = weir_structure_get_name (structure);
  if (g_str_has_prefix (media, "video/") && has_frames (structure))
    return "video frames";
  if (g_str_has_prefix (media, "image/"))
    return "pictures";
  if (g_str_has_prefix (media, "audio/"))
    return "audio buffers";
  if (g_str_has_prefix (media, "text/") || g_str_has_prefix (media, "subpicture/"))
    return "subtitles";
  return "buffers";
}

static gboolean
is_muxer (WeirElement *element)
{
  const char *klass = weir_element_get_metadata (element, WEIR_ELEMENT_METADATA_KLASS);

  return klass != NULL && strstr (klass, "Muxer") != NULL;
}

static GPtrArray *
list_sink_pads (WeirElement *element)
{
  GPtrArray *pads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WeirIterator) it = weir_element_iterate_sink_pads (element);
  GValue value = G_VALUE_INIT;

  while (weir_iterator_next (it, &value) == WEIR_ITERATOR_OK) {
    g_ptr_array_add (pads, g_value_dup_object (&value));
    g_value_reset (&value);
  }
  if (G_IS_VALUE (&value))
    g_value_unset (&value);
  return pads;
}

/* The muxer that feeds the sink, or NULL. (transfer full) */
static WeirElement *
find_muxer (WeirElement *sink)
{
  g_autoptr (WeirElement) at = g_object_ref (sink);

  for (guint i = 0; i < MAX_BEHIND && at != NULL; i++) {
    if (is_muxer (at))
      return g_steal_pointer (&at);
    g_autoptr (GPtrArray) pads = list_sink_pads (at);
    g_autoptr (WeirPad) peer = pads->len == 1 ? weir_pad_get_peer (pads->pdata[0]) : NULL;
    g_clear_object (&at);
    at = peer != NULL ? weir_pad_get_parent_element (peer) : NULL;
  }
  return NULL;
}

static void
count_pads (CliSinkSummary *sink, WeirElement *element)
{
  g_autoptr (GPtrArray) pads = list_sink_pads (element);

  for (guint i = 0; i < pads->len; i++) {
    g_autoptr (WeirLinkStats) link = weir_pad_get_link_stats (pads->pdata[i]);
    if (link == NULL)
      continue;
    cli_sink_summary_add (sink, kind_of (pads->pdata[i]), link->buffers_out);
    if (WEIR_CLOCK_TIME_IS_VALID (link->last_pts_out))
      sink->position_ns = MAX (sink->position_ns, (gint64) link->last_pts_out);
  }
}

static char *
path_below (WeirBin *pipeline, WeirElement *element)
{
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT (element));
  g_autofree char *top = weir_object_get_path_string (WEIR_OBJECT (pipeline));
  const gsize length = strlen (top);

  if (g_str_has_prefix (path, top) && path[length] == '/')
    return g_strdup (path + length + 1);
  return g_steal_pointer (&path);
}

static CliSinkSummary *
summarize (WeirBin *pipeline, WeirElement *element, GHashTable *late)
{
  g_autofree char *name = path_below (pipeline, element);
  g_autoptr (WeirElementStats) stats = weir_element_get_stats (element);
  g_autoptr (WeirElement) muxer = find_muxer (element);
  CliSinkSummary *sink = cli_sink_summary_new (name);

  sink->n_bytes = stats->bytes_in;
  sink->n_drops = stats->drops;
  if (late != NULL)
    sink->n_drops += GPOINTER_TO_SIZE (g_hash_table_lookup (late, WEIR_OBJECT_NAME (element)));
  count_pads (sink, muxer != NULL ? muxer : element);
  return sink;
}

static gboolean
is_end (WeirElement *element)
{
  return !WEIR_IS_BIN (element)
         && (weir_element_get_element_flags (element) & WEIR_ELEMENT_FLAG_SINK) != 0;
}

GPtrArray *
cli_summary_collect (WeirBin *pipeline, GHashTable *late)
{
  GPtrArray *sinks = g_ptr_array_new_with_free_func ((GDestroyNotify) cli_sink_summary_free);
  g_autoptr (WeirIterator) it = weir_bin_iterate_recurse (pipeline);
  GValue value = G_VALUE_INIT;

  while (weir_iterator_next (it, &value) == WEIR_ITERATOR_OK) {
    WeirElement *element = g_value_get_object (&value);
    if (is_end (element))
      g_ptr_array_add (sinks, summarize (pipeline, element, late));
    g_value_reset (&value);
  }
  if (G_IS_VALUE (&value))
    g_value_unset (&value);
  return sinks;
}

/* --- numbers over all sinks --------------------------------------------------------------------- */

static gint64
count_frames_of (const CliSinkSummary *sink)
{
  for (guint i = 0; i < sink->streams->len; i++) {
    const CliStreamCount *stream = &g_array_index (sink->streams, CliStreamCount, i);
    if (g_str_equal (stream->kind, "video frames") || g_str_equal (stream->kind, "pictures"))
      return (gint64) stream->n;
  }
  return -1;
}

gint64
cli_summary_count_frames (const GPtrArray *sinks)
{
  for (guint i = 0; i < sinks->len; i++) {
    const gint64 n = count_frames_of (sinks->pdata[i]);
    if (n >= 0)
      return n;
  }
  return -1;
}

gint64
cli_summary_find_position (const GPtrArray *sinks)
{
  gint64 position_ns = -1;

  for (guint i = 0; i < sinks->len; i++)
    position_ns = MAX (position_ns, ((const CliSinkSummary *) sinks->pdata[i])->position_ns);
  return position_ns;
}

guint64
cli_summary_count_drops (const GPtrArray *sinks)
{
  guint64 n_drops = 0;

  for (guint i = 0; i < sinks->len; i++)
    n_drops += ((const CliSinkSummary *) sinks->pdata[i])->n_drops;
  return n_drops;
}

/* --- text --------------------------------------------------------------------------------------- */

static void
append_fixed (GString *out, const char *before, double number, const char *format,
              const char *after)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, format, number);
  g_string_append_printf (out, "%s%s%s", before, digits, after);
}

/* "buffers" or "buffer" */
static void
append_count (GString *out, guint64 n, const char *kind)
{
  const gsize length = strlen (kind) - (n == 1 ? 1 : 0);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT " %.*s", n, (int) length, kind);
}

static void
append_sink (GString *out, const CliSinkSummary *sink, int width, double elapsed_s)
{
  const gint64 n_frames = count_frames_of (sink);
  g_autofree char *bytes = cli_format_bytes (sink->n_bytes);

  g_string_append_printf (out, "  %-*s  ", width, sink->name);
  if (sink->streams->len == 0)
    g_string_append (out, "nothing arrived");
  for (guint i = 0; i < sink->streams->len; i++) {
    const CliStreamCount *stream = &g_array_index (sink->streams, CliStreamCount, i);
    if (i > 0)
      g_string_append (out, ", ");
    append_count (out, stream->n, stream->kind);
  }
  if (sink->n_bytes > 0)
    g_string_append_printf (out, ", %s", bytes);
  if (sink->position_ns > 0)
    append_fixed (out, ", up to ", sink->position_ns / 1e9, "%.2f", " s");
  if (n_frames > 0 && elapsed_s > 0)
    append_fixed (out, ", ", n_frames / elapsed_s, n_frames / elapsed_s < 99.95 ? "%.1f" : "%.0f",
                  " frames/s");
  if (sink->position_ns > 0 && elapsed_s > 0)
    append_fixed (out, ", ", sink->position_ns / 1e9 / elapsed_s, "%.2f", "x");
  if (sink->n_drops > 0)
    g_string_append_printf (out, ", %" G_GUINT64_FORMAT " dropped", sink->n_drops);
  g_string_append_c (out, '\n');
}

char *
cli_summary_format (const GPtrArray *sinks, const char *what, gint64 elapsed_ns)
{
  const double elapsed_s = elapsed_ns / 1e9;
  GString *out = g_string_new (what);
  glong width = 0;

  append_fixed (out, " after ", elapsed_s,
                elapsed_s < 0.0995  ? "%.3f"
                : elapsed_s < 9.995 ? "%.2f"
                                    : "%.1f",
                " s\n");
  for (guint i = 0; i < sinks->len; i++)
    width = MAX (width, g_utf8_strlen (((const CliSinkSummary *) sinks->pdata[i])->name, -1));
  for (guint i = 0; i < sinks->len; i++)
    append_sink (out, sinks->pdata[i], (int) width, elapsed_s);
  return g_string_free (out, FALSE);
}
