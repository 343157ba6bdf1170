/* SPDX-License-Identifier: MIT */
/* weir_parse_launch () and its like. */
#include <weir/base/error.h>
#include <weir/graph/ghost-pad.h>
#include <weir/graph/pipeline.h>
#include <weir/launch/argv.h>
#include <weir/launch/build-private.h>
#include <weir/launch/excerpt.h>
#include <weir/launch/parse.h>
#include <weir/launch/parser.h>

G_DEFINE_FLAGS_TYPE (WeirParseFlags, weir_parse_flags, G_DEFINE_ENUM_VALUE (WEIR_PARSE_FLAG_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (WEIR_PARSE_FLAG_FATAL_ERRORS, "fatal-errors"),
                     G_DEFINE_ENUM_VALUE (WEIR_PARSE_FLAG_NO_SINGLE_ELEMENT_BINS, "no-single-element-bins"),
                     G_DEFINE_ENUM_VALUE (WEIR_PARSE_FLAG_PLACE_IN_BIN, "place-in-bin"))

/* Shows the place under the sentence. */
static void
point_at (GError *error, const char *line, WeirLaunchSpan where, const char *mended)
{
  g_autofree char *text = weir_launch_error_render (line, where.start, where.end - where.start, error->message);

  g_free (error->message);
  if (mended != NULL) {
    g_autofree char *quoted = g_shell_quote (mended);
    error->message = g_strdup_printf ("%s\nThis would work:\n  weir launch %s", text, quoted);
  } else {
    error->message = g_steal_pointer (&text);
  }
}

/* A line of one element gives that element; its bin is only scaffolding. */
static WeirElement *
unwrap_single (WeirBin *bin, const WeirLaunchNode *root, WeirLaunchBuild *build)
{
  const WeirLaunchChain *chain = root->chains;
  WeirElement *single;

  if (chain == NULL || chain->next != NULL || chain->first->next != NULL)
    return NULL;
  single = g_object_ref (g_hash_table_lookup (build->made, chain->first));
  weir_bin_remove (bin, single);
  g_object_force_floating (G_OBJECT (single));
  return single;
}

static WeirElement *
build_from (WeirLaunchAst *ast, WeirElement *outer, gboolean single, WeirLaunchSpan *where, char **mended, GError **error)
{
  WeirLaunchBuild build = { .bin = WEIR_BIN (outer), .ast = ast };
  WeirElement *result = NULL;
  gboolean ok;

  build.made = g_hash_table_new (NULL, NULL);
  build.bin_of = g_hash_table_new (NULL, NULL);
  g_object_ref_sink (outer);
  ok = weir_launch_make (&build, ast->root, error) && weir_launch_link (&build, ast->root, error);
  *where = build.where;
  *mended = build.mended;
  if (ok && single)
    result = unwrap_single (build.bin, ast->root, &build);
  if (ok && result == NULL) {
    result = g_object_ref (outer);
    g_object_force_floating (G_OBJECT (result));
  }
  g_hash_table_unref (build.made);
  g_hash_table_unref (build.bin_of);
  g_object_unref (outer);
  return result;
}

/**
 * weir_parse_launch_full: (skip)
 * @pipeline_description: a launch line
 * @context: (nullable): %NULL
 * @flags: how it is to be understood
 * @error: what is wrong with the line, with the place under it
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the element, or the pipeline that holds them
 */
WeirElement *
weir_parse_launch_full (const char *pipeline_description, gpointer context, WeirParseFlags flags, GError **error)
{
  g_autoptr (WeirLaunchAst) ast = NULL;
  g_autoptr (GError) cause = NULL;
  WeirLaunchSpan where = { 0, 0 };
  WeirElement *result = NULL, *outer;
  g_autofree char *mended = NULL;

  g_return_val_if_fail (pipeline_description != NULL, NULL);

  ast = weir_launch_parse (pipeline_description, -1, &where, &cause);
  if (ast != NULL) {
    outer = (flags & WEIR_PARSE_FLAG_PLACE_IN_BIN) != 0 ? weir_bin_new (NULL) : weir_pipeline_new (NULL);
    result = build_from (ast, outer,
                         (flags & WEIR_PARSE_FLAG_PLACE_IN_BIN) == 0
                           || (flags & WEIR_PARSE_FLAG_NO_SINGLE_ELEMENT_BINS) != 0,
                         &where, &mended, &cause);
  }
  if (result == NULL) {
    point_at (cause, pipeline_description, where, mended);
    g_propagate_error (error, g_steal_pointer (&cause));
  }
  return result;
}

/**
 * weir_parse_launch:
 * @pipeline_description: a launch line: `videotestsrc ! autovideosink`
 * @error: what is wrong with the line, with the place under it
 *
 * Makes what the line describes. Of one element it gives that element, else a pipeline. Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the element or pipeline
 */
WeirElement *
weir_parse_launch (const char *pipeline_description, GError **error)
{
  return weir_parse_launch_full (pipeline_description, NULL, WEIR_PARSE_FLAG_NONE, error);
}

/**
 * weir_parse_launchv:
 * @argv: (array zero-terminated=1): the words of a launch line
 * @error: what is wrong with the line, with the place under it
 *
 * As weir_parse_launch (), of the arguments of a program. Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the element or pipeline
 */
WeirElement *
weir_parse_launchv (const char **argv, GError **error)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (argv != NULL, NULL);
  line = weir_launch_join_argv (argv);
  return weir_parse_launch (line, error);
}

static void
ghost_free_pad (WeirBin *bin, WeirPadDirection direction)
{
  g_autoptr (WeirPad) pad = weir_bin_find_unlinked_pad (bin, direction);

  if (pad != NULL)
    weir_element_add_pad (WEIR_ELEMENT_CAST (bin),
                          weir_ghost_pad_new (direction == WEIR_PAD_SRC ? "src" : "sink", pad));
}

/**
 * weir_parse_bin_from_description:
 * @bin_description: a launch line
 * @ghost_unlinked_pads: whether free pads of what is in the bin become its own (`sink`, `src`)
 * @error: what is wrong with the line, with the place under it
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer floating) (nullable): the bin
 */
WeirElement *
weir_parse_bin_from_description (const char *bin_description, gboolean ghost_unlinked_pads, GError **error)
{
  WeirElement *bin = weir_parse_launch_full (bin_description, NULL, WEIR_PARSE_FLAG_PLACE_IN_BIN, error);

  if (bin != NULL && ghost_unlinked_pads) {
    ghost_free_pad (WEIR_BIN (bin), WEIR_PAD_SINK);
    ghost_free_pad (WEIR_BIN (bin), WEIR_PAD_SRC);
  }
  return bin;
}
