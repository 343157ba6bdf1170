/* SPDX-License-Identifier: MIT */
/* The calls that people know from years of looking at pipelines: a line in the program that costs
 * nothing until the environment names a folder. */
#include <weir/diagram/debug-bin.h>

#include <weir/base/log.h>
#include <weir/diagram/emit.h>
#include <weir/diagram/model-from-bin.h>
#include <weir/sched/sched.h>

WEIR_LOG_TOPIC ("diagram");

/* clang-format off */
G_DEFINE_FLAGS_TYPE (WeirDebugGraphDetails, weir_debug_graph_details,
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE, "media-type"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS, "caps-details"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS, "non-default-params"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_STATES, "states"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS, "full-params"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_ALL, "all"),
  G_DEFINE_ENUM_VALUE (WEIR_DEBUG_GRAPH_SHOW_VERBOSE, "verbose"))
/* clang-format on */

/* When the library was loaded: what the times in file names count from. */
static gint64 loaded_ns;

__attribute__ ((constructor)) static void
note_load (void)
{
  loaded_ns = g_get_monotonic_time () * 1000;
}

/**
 * weir_debug_bin_to_dot_data:
 * @bin: the bin to draw; usually the pipeline
 * @details: what to show
 *
 * Draws @bin, in any state, in the language of Graphviz: `dot -Tsvg` makes a picture of it. Passwords
 * are not in it. Thread: any that owns no element.
 *
 * Returns: (transfer full): the text
 */
char *
weir_debug_bin_to_dot_data (WeirBin *bin, WeirDebugGraphDetails details)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  g_autoptr (WeirDiagram) diagram = weir_diagram_new_from_bin (bin);
  return weir_diagram_to_dot (diagram, details, TRUE);
}

/**
 * weir_debug_bin_to_mermaid_data:
 * @bin: the bin to draw
 * @details: what to show
 *
 * Draws @bin as a Mermaid flowchart, which many programs show within Markdown. Thread: any that owns
 * no element.
 *
 * Returns: (transfer full): the text
 */
char *
weir_debug_bin_to_mermaid_data (WeirBin *bin, WeirDebugGraphDetails details)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  g_autoptr (WeirDiagram) diagram = weir_diagram_new_from_bin (bin);
  return weir_diagram_to_mermaid (diagram, details);
}

/**
 * weir_debug_bin_to_json_data:
 * @bin: the bin to describe
 *
 * Describes @bin as JSON: elements, properties, pads, links, caps and live numbers. Thread: any that
 * owns no element.
 *
 * Returns: (transfer full): the text
 */
char *
weir_debug_bin_to_json_data (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  g_autoptr (WeirDiagram) diagram = weir_diagram_new_from_bin (bin);
  return weir_diagram_to_json (diagram);
}

/* (nullable) */
static const char *
dump_folder (void)
{
  static const char *const names[] = { "WEIR_DEBUG_DUMP_DOT_DIR", "GST_DEBUG_DUMP_DOT_DIR" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *folder = g_getenv (names[i]);
    if (folder != NULL && *folder != '\0')
      return folder;
  }
  return NULL;
}

/* The file appears whole, under its own name, or not at all. */
static void
write_file (WeirBin *bin, WeirDebugGraphDetails details, const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = weir_debug_bin_to_dot_data (bin, details);
  g_autofree char *base = g_strconcat (name, ".dot", NULL);

  /* A name is no way out of the folder. */
  g_strdelimit (base, "/", '-');
  g_autofree char *path = g_build_filename (folder, base, NULL);
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error)) {
    g_autofree char *of = weir_object_get_path_string (WEIR_OBJECT_CAST (bin));
    WEIR_LOG_WARNING (of, "no diagram was written: %s", error->message);
  }
}

/**
 * weir_debug_bin_to_dot_file:
 * @bin: the bin to draw
 * @details: what to show
 * @file_name: (type filename): name of the file, without folder and without ending
 *
 * Writes what weir_debug_bin_to_dot_data () gives into the file `file_name.dot` in the folder that the
 * environment variable `WEIR_DEBUG_DUMP_DOT_DIR` (or `GST_DEBUG_DUMP_DOT_DIR`) names. Does nothing where
 * neither is set. A failure is logged. Thread: any that owns no element.
 */
void
weir_debug_bin_to_dot_file (WeirBin *bin, WeirDebugGraphDetails details, const char *file_name)
{
  const char *folder = dump_folder ();

  g_return_if_fail (WEIR_IS_BIN (bin));
  g_return_if_fail (file_name != NULL);
  if (folder != NULL)
    write_file (bin, details, folder, file_name);
}

/**
 * weir_debug_bin_to_dot_file_with_ts:
 * @bin: the bin to draw
 * @details: what to show
 * @file_name: (type filename) (nullable): name of the file, without folder and ending; %NULL: the
 *   program's name
 *
 * As weir_debug_bin_to_dot_file (), with the time since the library was loaded before the name, as in
 * `0.00.01.234567890-name.dot`. Thread: any that owns no element.
 */
void
weir_debug_bin_to_dot_file_with_ts (WeirBin *bin, WeirDebugGraphDetails details,
                                    const char *file_name)
{
  const char *folder = dump_folder ();

  g_return_if_fail (WEIR_IS_BIN (bin));
  if (folder == NULL)
    return;
  const guint64 elapsed = (guint64) MAX (weir_now_ns () - loaded_ns, 0);
  const char *name = file_name != NULL ? file_name : g_get_prgname ();
  g_autofree char *stamped = g_strdup_printf (
    "%u.%02u.%02u.%09u-%s", (guint) (elapsed / (3600 * WEIR_SECOND)),
    (guint) (elapsed / (60 * WEIR_SECOND) % 60), (guint) (elapsed / WEIR_SECOND % 60),
    (guint) (elapsed % WEIR_SECOND), name != NULL ? name : "unnamed");
  write_file (bin, details, folder, stamped);
}
