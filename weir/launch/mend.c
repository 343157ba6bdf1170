/* SPDX-License-Identifier: MIT */
/* A launch line with what was missing in it, to paste. */
#include <string.h>

#include <weir/launch/build-private.h>
#include <weir/launch/writer.h>

char *
weir_launch_mend (WeirLaunchAst *ast, WeirLaunchNode *from, const char *cure, gboolean after_caps)
{
  g_auto (GStrv) names = g_strsplit (cure, " ! ", -1);
  WeirLaunchLink *first = from->link, *last;
  WeirLaunchNode *to = from->next, *at = from;
  const char *caps = first->caps;

  from->link = weir_launch_ast_new_link (ast, FALSE, after_caps ? caps : NULL);
  last = weir_launch_ast_new_link (ast, FALSE, after_caps ? NULL : caps);
  for (guint i = 0; names[i] != NULL; i++) {
    WeirLaunchNode *node = weir_launch_ast_new_node (ast, WEIR_LAUNCH_ELEMENT, names[i], -1);

    at->next = node;
    node->link = names[i + 1] != NULL ? weir_launch_ast_new_link (ast, FALSE, NULL) : last;
    at = node;
  }
  at->next = to;
  return weir_launch_write (ast);
}
