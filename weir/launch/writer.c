/* SPDX-License-Identifier: MIT */
/* Writes launch lines: what is saved, shown to be pasted, and exported from a running pipeline has
 * to come out as a line that means the same. */
#include <weir/launch/writer.h>

#include <string.h>

/* Bytes that mean nothing to the syntax nor to a shell. */
static gboolean
is_plain (const char *value)
{
  if (*value == '\0')
    return FALSE;
  for (; *value != '\0'; value++)
    if (!g_ascii_isalnum (*value) && strchr ("_-+./:%,@=", *value) == NULL)
      return FALSE;
  return TRUE;
}

void
weir_launch_write_value (GString *out, const char *value)
{
  if (is_plain (value)) {
    g_string_append (out, value);
    return;
  }
  g_string_append_c (out, '"');
  for (; *value != '\0'; value++) {
    if (*value == '"' || *value == '\\')
      g_string_append_c (out, '\\');
    g_string_append_c (out, *value);
  }
  g_string_append_c (out, '"');
}

static void
write_uri (GString *out, const char *uri)
{
  for (; *uri != '\0'; uri++) {
    if (g_ascii_isspace (*uri) || *uri == '\\')
      g_string_append_c (out, '\\');
    g_string_append_c (out, *uri);
  }
}

static void
write_pads (GString *out, const WeirLaunchPads *pads)
{
  for (gsize i = 0; i < pads->n; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    g_string_append (out, pads->names[i]);
  }
}

static void
write_props (GString *out, const WeirLaunchProp *prop)
{
  for (; prop != NULL; prop = prop->next) {
    g_string_append_c (out, ' ');
    g_string_append (out, prop->name);
    g_string_append_c (out, '=');
    weir_launch_write_value (out, prop->value);
  }
}

static void
write_link (GString *out, const WeirLaunchLink *link)
{
  const char sign = link->all_pads ? ':' : '!';

  g_string_append_printf (out, " %c ", sign);
  if (link->caps != NULL) {
    g_string_append (out, link->caps);
    g_string_append_printf (out, " %c ", sign);
  }
}

static gboolean
ends_with_reference (const GString *out)
{
  return out->len >= 3 && strcmp (out->str + out->len - 3, ".  ") == 0;
}

static void write_chains (GString *out, const WeirLaunchChain *chain);

/* Recurses as deep as bins nest. */
static void
write_node (GString *out, const WeirLaunchNode *node)
{
  if (node->kind != WEIR_LAUNCH_REFERENCE && node->sink_pads.n > 0) {
    g_string_append_c (out, '.');
    write_pads (out, &node->sink_pads);
    g_string_append_c (out, ' ');
  }

  switch (node->kind) {
  case WEIR_LAUNCH_URI:
    write_uri (out, node->name);
    break;
  case WEIR_LAUNCH_REFERENCE:
    g_string_append_printf (out, "%s.", node->name);
    write_pads (out, node->sink_pads.n > 0 ? &node->sink_pads : &node->src_pads);
    return;
  case WEIR_LAUNCH_ELEMENT:
    g_string_append (out, node->name);
    write_props (out, node->props);
    break;
  case WEIR_LAUNCH_BIN:
    /* "t. (" would be read as a bin of type t. */
    if (strcmp (node->name, "bin") != 0 || ends_with_reference (out))
      g_string_append_printf (out, "%s.", node->name);
    g_string_append_c (out, '(');
    write_props (out, node->props);
    g_string_append_c (out, ' ');
    write_chains (out, node->chains);
    g_string_append (out, " )");
    break;
  }

  if (node->src_pads.n > 0) {
    g_string_append (out, " .");
    write_pads (out, &node->src_pads);
  }
}

static void
write_chains (GString *out, const WeirLaunchChain *chain)
{
  for (; chain != NULL; chain = chain->next) {
    for (const WeirLaunchNode *node = chain->first; node != NULL; node = node->next) {
      write_node (out, node);
      if (node->next != NULL)
        write_link (out, node->link);
    }
    if (chain->next != NULL)
      g_string_append (out, "  ");
  }
}

char *
weir_launch_write (const WeirLaunchAst *ast)
{
  GString *out = g_string_new (NULL);

  write_chains (out, ast->root->chains);
  return g_string_free (out, FALSE);
}
