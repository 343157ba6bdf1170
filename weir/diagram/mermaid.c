/* SPDX-License-Identifier: MIT */
/* Diagrams for Markdown: a Mermaid flowchart. It has no ports, so the names of pads stand on the
 * links where they aren't just src and sink. */
#include <weir/diagram/emit.h>
#include <weir/diagram/text.h>

#include <string.h>

typedef struct {
  GString *out;
  WeirDebugGraphDetails details;
  GHashTable *numbers; /* (owned): node to its number */
} Mermaid;

/* Text inside the quotes of a label. Mermaid's own escapes are #name; and #number; and it renders
 * what looks like HTML or Markdown. */
static void
append_text (GString *out, const char *text)
{
  /* An empty label is a syntax error. */
  if (*text == '\0')
    g_string_append (out, "#160;");
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    const gunichar character = g_utf8_get_char (c);
    if (character == '\n')
      g_string_append (out, "<br/>");
    else if (character < 0x20 || character == 0x7f)
      g_string_append_unichar (out, character < 0x20 ? 0x2400 + character : 0x2421);
    else if (character < 0x80 && strchr ("\"#&<>`\\%$", (int) character) != NULL)
      g_string_append_printf (out, "#%u;", character);
    else
      g_string_append_unichar (out, character);
  }
}

static void
indent (Mermaid *mermaid, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append (mermaid->out, "  ");
}

static guint
number_of (const Mermaid *mermaid, const WeirDiagramNode *node)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (mermaid->numbers, node));
}

static void
append_body (Mermaid *mermaid, const WeirDiagramNode *node)
{
  GString *out = mermaid->out;

  g_string_append (out, "<b>");
  append_text (out, node->factory != NULL ? node->factory : "(no factory)");
  g_string_append (out, "</b><br/>");
  append_text (out, node->name);
  if (node->waits_for != NULL) {
    g_string_append (out, "<br/>waits for ");
    append_text (out, node->waits_for);
  }
  for (guint i = 0; i < node->props->len; i++) {
    const WeirDiagramProp *prop = g_ptr_array_index (node->props, i);
    if (!weir_diagram_shows_prop (prop, mermaid->details))
      continue;
    g_autofree char *text = weir_diagram_prop_text (prop, mermaid->details);
    g_string_append (out, "<br/>");
    append_text (out, text);
  }
}

static void
append_class (Mermaid *mermaid, const WeirDiagramNode *node)
{
  const char *state = weir_diagram_state_name (node->state);

  if (state == NULL || (mermaid->details & WEIR_DEBUG_GRAPH_SHOW_STATES) == 0)
    return;
  g_autofree char *lower = g_ascii_strdown (state, -1);
  g_string_append_printf (mermaid->out, ":::s_%s", lower);
}

static void
write_pads (Mermaid *mermaid, const WeirDiagramNode *bin, guint depth)
{
  for (guint i = 0; i < bin->pads->len; i++) {
    const WeirDiagramPad *pad = g_ptr_array_index (bin->pads, i);
    indent (mermaid, depth);
    g_string_append_printf (mermaid->out, "n%u_p%u([\"", number_of (mermaid, bin), i);
    append_text (mermaid->out, pad->name);
    g_string_append (mermaid->out, "\"])\n");
  }
}

static void
write_children (Mermaid *mermaid, const WeirDiagramNode *bin, guint depth)
{
  GString *out = mermaid->out;

  for (guint i = 0; i < bin->children->len; i++) {
    const WeirDiagramNode *child = g_ptr_array_index (bin->children, i);
    const guint number = number_of (mermaid, child);
    indent (mermaid, depth);
    if (child->children == NULL) {
      g_string_append_printf (out, "n%u[\"", number);
      append_body (mermaid, child);
      g_string_append (out, "\"]");
      append_class (mermaid, child);
      g_string_append_c (out, '\n');
      continue;
    }
    g_string_append_printf (out, "subgraph n%u[\"", number);
    append_body (mermaid, child);
    g_string_append (out, "\"]\n");
    write_pads (mermaid, child, depth + 1);
    if (child->children->len == 0 && child->pads->len == 0) {
      indent (mermaid, depth + 1);
      g_string_append_printf (out, "n%u_empty[\"empty\"]\n", number);
    }
    write_children (mermaid, child, depth + 1);
    indent (mermaid, depth);
    g_string_append (out, "end\n");
  }
}

static void
append_endpoint (Mermaid *mermaid, const WeirDiagramPad *pad)
{
  guint i = 0;

  g_string_append_printf (mermaid->out, "n%u", number_of (mermaid, pad->node));
  if (pad->node->children == NULL)
    return;
  while (i < pad->node->pads->len && g_ptr_array_index (pad->node->pads, i) != pad)
    i++;
  g_string_append_printf (mermaid->out, "_p%u", i);
}

static void
write_link (Mermaid *mermaid, const WeirDiagramLink *link)
{
  const WeirDiagramLabel label = weir_diagram_link_label (link, mermaid->details);
  g_autoptr (GPtrArray) lines = label.lines;
  const gboolean names_src = link->src->node->children == NULL && strcmp (link->src->name, "src");
  const gboolean names_sink =
    link->sink->node->children == NULL && strcmp (link->sink->name, "sink");
  GString *out = mermaid->out;

  g_string_append (out, "  ");
  append_endpoint (mermaid, link->src);
  g_string_append (out, link->caps != NULL || link->src->caps != NULL ? " -->" : " -.->");
  if (lines->len > 0 || names_src || names_sink) {
    g_string_append (out, "|\"");
    if (names_src || names_sink) {
      append_text (out, link->src->name);
      g_string_append (out, " \xe2\x86\x92 ");
      append_text (out, link->sink->name);
    }
    for (guint i = 0; i < lines->len; i++) {
      if (i > 0 || names_src || names_sink)
        g_string_append (out, "<br/>");
      append_text (out, g_ptr_array_index (lines, i));
    }
    g_string_append (out, "\"|");
  }
  g_string_append_c (out, ' ');
  append_endpoint (mermaid, link->sink);
  g_string_append_c (out, '\n');
}

static void
write_targets (Mermaid *mermaid, const WeirDiagramNode *node)
{
  for (guint i = 0; i < node->pads->len; i++) {
    const WeirDiagramPad *pad = g_ptr_array_index (node->pads, i);
    if (pad->target == NULL)
      continue;
    const gboolean inwards = pad->direction == WEIR_DIAGRAM_SINK;
    g_string_append (mermaid->out, "  ");
    append_endpoint (mermaid, inwards ? pad : pad->target);
    g_string_append (mermaid->out, " -.- ");
    append_endpoint (mermaid, inwards ? pad->target : pad);
    g_string_append_c (mermaid->out, '\n');
  }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    write_targets (mermaid, g_ptr_array_index (node->children, i));
}

static void
number_nodes (Mermaid *mermaid, const WeirDiagramNode *node)
{
  const guint number = g_hash_table_size (mermaid->numbers);

  g_hash_table_insert (mermaid->numbers, (gpointer) node, GUINT_TO_POINTER (number));
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    number_nodes (mermaid, g_ptr_array_index (node->children, i));
}

char *
weir_diagram_to_mermaid (const WeirDiagram *diagram, WeirDebugGraphDetails details)
{
  g_return_val_if_fail (diagram != NULL, NULL);

  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Mermaid mermaid = { .out = g_string_new ("flowchart LR\n"),
                      .details = details,
                      .numbers = numbers };

  number_nodes (&mermaid, diagram->root);
  write_pads (&mermaid, diagram->root, 1);
  write_children (&mermaid, diagram->root, 1);
  for (guint i = 0; i < diagram->links->len; i++)
    write_link (&mermaid, g_ptr_array_index (diagram->links, i));
  write_targets (&mermaid, diagram->root);
  if ((details & WEIR_DEBUG_GRAPH_SHOW_STATES) != 0)
    g_string_append (mermaid.out,
                     "  classDef s_null fill:#f3f4f6,stroke:#9ca3af,color:#111827\n"
                     "  classDef s_ready fill:#e0edff,stroke:#3b82f6,color:#111827\n"
                     "  classDef s_paused fill:#fef3c7,stroke:#d97706,color:#111827\n"
                     "  classDef s_playing fill:#dcfce7,stroke:#16a34a,color:#111827\n");
  return g_string_free (mermaid.out, FALSE);
}
