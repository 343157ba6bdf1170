/* SPDX-License-Identifier: MIT */
/* From the tree of a launch line to elements, in three passes: make them, link them, set what needs children. */
#pragma once

#include <weir/graph/bin.h>
#include <weir/launch/ast.h>

G_BEGIN_DECLS

typedef struct {
  WeirBin *bin;           /* outermost; holds what was made */
  GHashTable *made;       /* WeirLaunchNode -> WeirElement (not owned) */
  GHashTable *bin_of;     /* WeirLaunchNode -> WeirBin: in which it stands */
  WeirLaunchSpan where;   /* of the error */
  WeirLaunchAst *ast;     /* the whole; a mended line is written from it */
  char *mended;           /* (nullable) (owned): a line that would work, where the error has a cure */
} WeirLaunchBuild;

/* Makes everything below `root`; FALSE: error and build->where are set. */
gboolean weir_launch_make (WeirLaunchBuild *build, const WeirLaunchNode *root, GError **error);
/* Links what the chains say. */
gboolean weir_launch_link (WeirLaunchBuild *build, const WeirLaunchNode *root, GError **error);
/* The element that a node means: what was made for it, or what its reference names. (nullable) */
WeirElement *weir_launch_element_of (WeirLaunchBuild *build, const WeirLaunchNode *node, GError **error);

/* Puts `cure` ("videoconvert ! videoscale") into the tree behind `from`, before or after the caps of its link, and writes
 * the line. (transfer full) */
char *weir_launch_mend (WeirLaunchAst *ast, WeirLaunchNode *from, const char *cure, gboolean after_caps);

/* Links src to sink as soon as src has a pad that fits: its pads come later. Ownership of nothing. */
void weir_launch_delay_link (WeirElement *src, const char *src_pad, WeirElement *sink, const char *sink_pad,
                             WeirCaps *filter, gboolean all_pads);

G_END_DECLS
