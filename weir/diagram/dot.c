/* SPDX-License-Identifier: MIT */
/* Diagrams for Graphviz: an element is a box with its pads as ports on either side, so that links
 * begin and end where data does; a bin is a cluster whose ghost pads are nodes of their own. All
 * texts are HTML-like labels: there is one way to escape. */
#include <weir/diagram/emit.h>
#include <weir/diagram/text.h>

#include <string.h>

/* Light boxes on white; the line has the same colour, darker. */
typedef struct {
  const char *fill, *line;
} Colours;

#define INK "#111827"
#define FAINT "#6b7280"
#define LIVE "#0f766e"
#define WARNING "#b91c1c"
#define SINK_PORT "#c7d2fe"
#define SRC_PORT "#fed7aa"
#define EDGE "#4b5563"

/* Keeps a port from growing to the height of its box. */
#define SPACER "<TR><TD CELLPADDING=\"0\"></TD></TR>"
/* A column of lines. */
#define BODY_TABLE "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"
#define LEFT "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">"

typedef struct {
  GString *out;
  WeirDebugGraphDetails details;
  GHashTable *numbers; /* (owned): node to its number */
  guint indent;
} Dot;

static Colours
state_colours (WeirDiagramState state)
{
  static const Colours colours[] = {
    [WEIR_DIAGRAM_STATE_UNKNOWN] = { "#ffffff", "#9ca3af" },
    [WEIR_DIAGRAM_STATE_NULL] = { "#f3f4f6", "#9ca3af" },
    [WEIR_DIAGRAM_STATE_READY] = { "#e0edff", "#3b82f6" },
    [WEIR_DIAGRAM_STATE_PAUSED] = { "#fef3c7", "#d97706" },
    [WEIR_DIAGRAM_STATE_PLAYING] = { "#dcfce7", "#16a34a" },
  };

  return colours[state];
}

/* Bins are paler than what is in them. */
static Colours
bin_colours (WeirDiagramState state)
{
  static const char *const fills[] = { "#fcfcfd", "#fafafa", "#f5f9ff", "#fffbeb", "#f4fdf7" };

  return (Colours){ fills[state], state_colours (state).line };
}

static void line (Dot *dot, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
line (Dot *dot, const char *format, ...)
{
  va_list arguments;

  for (guint i = 0; i < dot->indent; i++)
    g_string_append (dot->out, "  ");
  va_start (arguments, format);
  g_string_append_vprintf (dot->out, format, arguments);
  va_end (arguments);
  g_string_append_c (dot->out, '\n');
}

/* A text as it stands in an HTML-like label, where a backslash must be doubled too, and a control
 * character (which XML doesn't have) is shown by its symbol. */
static void
append_html (GString *out, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    const gunichar character = g_utf8_get_char (c);
    switch (character) {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case ']':
      /* On its own Graphviz (2.42) takes it for a mistake. */
      g_string_append (out, "&#93;");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "<BR/>");
      break;
    case 0x7f:
      g_string_append_unichar (out, 0x2421);
      break;
    case 0xfffe:
    case 0xffff:
      g_string_append_unichar (out, 0xfffd);
      break;
    default:
      g_string_append_unichar (out, character < 0x20 ? 0x2400 + character : character);
    }
  }
}

/* The same inside an attribute in double quotes. */
static char *
quote (const char *text)
{
  GString *out = g_string_new ("\"");

  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (out, '\\');
    g_string_append_c (out, (guchar) *text < 0x20 || *text == 0x7f ? ' ' : *text);
  }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

static void
append_font (GString *out, guint points, const char *colour, gboolean bold, const char *text)
{
  g_string_append_printf (out, "<FONT POINT-SIZE=\"%u\" COLOR=\"%s\">%s", points, colour,
                          bold ? "<B>" : "");
  /* Graphviz takes an empty text for a mistake. */
  append_html (out, *text != '\0' ? text : " ");
  g_string_append (out, bold ? "</B></FONT>" : "</FONT>");
}

static guint
number_of (const Dot *dot, const WeirDiagramNode *node)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (dot->numbers, node));
}

/* What stands behind a pad's name: how it comes to be, and what holds it up. */
static char *
pad_text (const WeirDiagramPad *pad)
{
  g_autofree char *name = weir_diagram_shorten (pad->name, 32);

  return g_strconcat (name, pad->presence == WEIR_DIAGRAM_REQUEST ? " +" : "",
                      pad->presence == WEIR_DIAGRAM_SOMETIMES ? " ?" : "",
                      (pad->flags & WEIR_DIAGRAM_PAD_BLOCKED) != 0 ? " [blocked]" : "",
                      (pad->flags & WEIR_DIAGRAM_PAD_FLUSHING) != 0 ? " [flushing]" : "",
                      (pad->flags & WEIR_DIAGRAM_PAD_EOS) != 0 ? " [eos]" : "", NULL);
}

static const char *
port_colour (const WeirDiagramPad *pad)
{
  return pad->direction == WEIR_DIAGRAM_SINK ? SINK_PORT : SRC_PORT;
}

/* The column of one side's pads; nothing if there are none. */
static void
append_ports (GString *out, const WeirDiagramNode *node, WeirDiagramDirection direction)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < node->pads->len; i++) {
    const WeirDiagramPad *pad = g_ptr_array_index (node->pads, i);
    if (pad->direction != direction)
      continue;
    if (!is_open)
      g_string_append (out, "<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" "
                            "CELLPADDING=\"3\">" SPACER);
    is_open = TRUE;
    g_autofree char *text = pad_text (pad);
    g_string_append_printf (out, "<TR><TD PORT=\"p%u\" BGCOLOR=\"%s\" STYLE=\"ROUNDED\">", i,
                            port_colour (pad));
    append_font (out, 9, INK, FALSE, text);
    g_string_append (out, "</TD></TR>");
  }
  if (is_open)
    g_string_append (out, SPACER "</TABLE></TD>");
}

static void
append_state (GString *out, const WeirDiagramNode *node)
{
  const char *state = weir_diagram_state_name (node->state);
  const char *pending = weir_diagram_state_name (node->pending);

  if (state == NULL)
    return;
  g_autofree char *text =
    pending != NULL ? g_strconcat (state, " \xe2\x86\x92 ", pending, NULL) : g_strdup (state);
  g_string_append (out, "<TR>" LEFT);
  append_font (out, 8, state_colours (node->state).line, TRUE, text);
  g_string_append (out, "</TD></TR>");
}

/* Rows of factory, name, state, live words and properties. */
static void
append_body (const Dot *dot, GString *out, const WeirDiagramNode *node)
{
  const char *factory = node->factory != NULL ? node->factory : "(no factory)";
  g_autofree char *name = weir_diagram_shorten (node->name, 60);

  g_string_append (out, "<TR>" LEFT);
  append_font (out, 12, INK, TRUE, factory);
  g_string_append (out, "</TD></TR><TR>" LEFT);
  append_font (out, 10, FAINT, FALSE, name);
  g_string_append (out, "</TD></TR>");
  if ((dot->details & WEIR_DEBUG_GRAPH_SHOW_STATES) != 0)
    append_state (out, node);
  if (node->busy >= 0) {
    g_autofree char *busy = g_strdup_printf ("busy %d %%", (int) (node->busy * 100 + 0.5));
    g_string_append (out, "<TR>" LEFT);
    append_font (out, 9, LIVE, FALSE, busy);
    g_string_append (out, "</TD></TR>");
  }
  if (node->waits_for != NULL) {
    g_autofree char *waits = g_strconcat ("waits for ", node->waits_for, NULL);
    g_string_append (out, "<TR>" LEFT);
    append_font (out, 9, WARNING, FALSE, waits);
    g_string_append (out, "</TD></TR>");
  }
  for (guint i = 0; i < node->props->len; i++) {
    const WeirDiagramProp *prop = g_ptr_array_index (node->props, i);
    if (!weir_diagram_shows_prop (prop, dot->details))
      continue;
    g_autofree char *text = weir_diagram_prop_text (prop, dot->details);
    g_string_append (out, "<TR>" LEFT);
    append_font (out, 9, prop->is_default ? FAINT : INK, FALSE, text);
    g_string_append (out, "</TD></TR>");
  }
}

static void
write_element (Dot *dot, const WeirDiagramNode *node)
{
  const WeirDiagramState state =
    (dot->details & WEIR_DEBUG_GRAPH_SHOW_STATES) != 0 ? node->state : WEIR_DIAGRAM_STATE_UNKNOWN;
  const Colours colours = state_colours (state);
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *tooltip = quote (node->id);

  g_string_append (label, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                          "CELLPADDING=\"0\"><TR>");
  append_ports (label, node, WEIR_DIAGRAM_SINK);
  g_string_append (label, "<TD CELLPADDING=\"7\">" BODY_TABLE);
  append_body (dot, label, node);
  g_string_append (label, "</TABLE></TD>");
  append_ports (label, node, WEIR_DIAGRAM_SRC);
  g_string_append (label, "</TR></TABLE>");
  line (dot, "n%u [fillcolor=\"%s\", color=\"%s\", tooltip=%s, label=<%s>];", number_of (dot, node),
        colours.fill, node->waits_for != NULL ? WARNING : colours.line, tooltip, label->str);
}

static void
write_ghost_pads (Dot *dot, const WeirDiagramNode *bin)
{
  for (guint i = 0; i < bin->pads->len; i++) {
    const WeirDiagramPad *pad = g_ptr_array_index (bin->pads, i);
    g_autoptr (GString) label = g_string_new (NULL);
    g_autofree char *text = pad_text (pad);
    g_autofree char *tooltip = quote (pad->id);
    append_font (label, 9, INK, FALSE, text);
    line (dot,
          "n%u_p%u [margin=\"0.06,0.02\", height=0.2, width=0.3, fillcolor=\"%s\", "
          "color=\"%s\", tooltip=%s, label=<%s>];",
          number_of (dot, bin), i, port_colour (pad), EDGE, tooltip, label->str);
  }
}

static void write_children (Dot *dot, const WeirDiagramNode *bin);

static void
write_bin (Dot *dot, const WeirDiagramNode *bin)
{
  const WeirDiagramState state =
    (dot->details & WEIR_DEBUG_GRAPH_SHOW_STATES) != 0 ? bin->state : WEIR_DIAGRAM_STATE_UNKNOWN;
  const Colours colours = bin_colours (state);
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *tooltip = quote (bin->id);

  g_string_append (label, BODY_TABLE);
  append_body (dot, label, bin);
  g_string_append (label, "</TABLE>");
  line (dot, "subgraph cluster_%u {", number_of (dot, bin));
  dot->indent++;
  line (dot, "style=\"rounded,filled\"; fillcolor=\"%s\"; color=\"%s\"; penwidth=1.2; margin=14;",
        colours.fill, colours.line);
  line (dot, "labeljust=l; tooltip=%s;", tooltip);
  line (dot, "label=<%s>;", label->str);
  write_ghost_pads (dot, bin);
  if (bin->children->len == 0)
    line (dot, "n%u_empty [shape=plaintext, style=\"\", fontcolor=\"%s\", label=\"empty\"];",
          number_of (dot, bin), FAINT);
  write_children (dot, bin);
  dot->indent--;
  line (dot, "}");
}

static void
write_children (Dot *dot, const WeirDiagramNode *bin)
{
  for (guint i = 0; i < bin->children->len; i++) {
    const WeirDiagramNode *child = g_ptr_array_index (bin->children, i);
    if (child->children != NULL)
      write_bin (dot, child);
    else
      write_element (dot, child);
  }
}

/* Where a link touches the pad. */
static char *
endpoint (const Dot *dot, const WeirDiagramPad *pad)
{
  const guint number = number_of (dot, pad->node);
  guint i = 0;

  while (i < pad->node->pads->len && g_ptr_array_index (pad->node->pads, i) != pad)
    i++;
  if (pad->node->children != NULL)
    return g_strdup_printf ("n%u_p%u", number, i);
  return g_strdup_printf ("n%u:p%u:%s", number, i, pad->direction == WEIR_DIAGRAM_SRC ? "e" : "w");
}

static char *
link_label (const Dot *dot, const WeirDiagramLink *link)
{
  const WeirDiagramLabel label = weir_diagram_link_label (link, dot->details);
  g_autoptr (GPtrArray) lines = label.lines;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const char *text = g_ptr_array_index (lines, i);
    const gboolean is_number = i >= lines->len - label.n_numbers;
    const gboolean is_head = !is_number && strchr (text, '/') != NULL && strchr (text, '=') == NULL;
    const char *colour = is_number ? LIVE : is_head && !label.is_guess ? INK : FAINT;
    append_font (out, 9, colour, FALSE, text);
    g_string_append (out, "<BR ALIGN=\"LEFT\"/>");
  }
  return g_strdup (out->str);
}

static void
write_links (Dot *dot, const WeirDiagram *diagram)
{
  for (guint i = 0; i < diagram->links->len; i++) {
    const WeirDiagramLink *link = g_ptr_array_index (diagram->links, i);
    g_autofree char *from = endpoint (dot, link->src);
    g_autofree char *to = endpoint (dot, link->sink);
    g_autofree char *label = link_label (dot, link);
    g_autofree char *tooltip = quote (link->id);
    const gboolean drops = link->has_numbers && link->n_drops > 0;
    line (dot, "%s -> %s [tooltip=%s%s%s%s%s%s];", from, to, tooltip,
          drops ? ", color=\"" WARNING "\"" : "", *label != '\0' ? ", label=<" : "", label,
          *label != '\0' ? ">" : "",
          link->caps == NULL && link->src->caps == NULL ? ", style=dashed" : "");
  }
}

/* Between a ghost pad and the pad behind it there is no link, but data goes that way. */
static void
write_targets (Dot *dot, const WeirDiagramNode *node)
{
  for (guint i = 0; i < node->pads->len; i++) {
    const WeirDiagramPad *pad = g_ptr_array_index (node->pads, i);
    if (pad->target == NULL)
      continue;
    const gboolean inwards = pad->direction == WEIR_DIAGRAM_SINK;
    g_autofree char *from = endpoint (dot, inwards ? pad : pad->target);
    g_autofree char *to = endpoint (dot, inwards ? pad->target : pad);
    line (dot, "%s -> %s [style=dotted, arrowhead=none];", from, to);
  }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    write_targets (dot, g_ptr_array_index (node->children, i));
}

static void
number_nodes (Dot *dot, const WeirDiagramNode *node)
{
  const guint number = g_hash_table_size (dot->numbers);

  g_hash_table_insert (dot->numbers, (gpointer) node, GUINT_TO_POINTER (number));
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    number_nodes (dot, g_ptr_array_index (node->children, i));
}

static void
append_legend (const Dot *dot, GString *out)
{
  if ((dot->details & WEIR_DEBUG_GRAPH_SHOW_STATES) != 0)
    for (WeirDiagramState state = WEIR_DIAGRAM_STATE_NULL; state <= WEIR_DIAGRAM_STATE_PLAYING;
         state++) {
      const Colours colours = state_colours (state);
      g_string_append_printf (out,
                              "<TD BGCOLOR=\"%s\" BORDER=\"1\" COLOR=\"%s\" STYLE=\"ROUNDED\">",
                              colours.fill, colours.line);
      append_font (out, 8, colours.line, TRUE, weir_diagram_state_name (state));
      g_string_append (out, "</TD>");
    }
  g_string_append (out, "<TD BGCOLOR=\"" SINK_PORT "\" STYLE=\"ROUNDED\">");
  append_font (out, 8, INK, FALSE, "sink pad");
  g_string_append (out, "</TD><TD BGCOLOR=\"" SRC_PORT "\" STYLE=\"ROUNDED\">");
  append_font (out, 8, INK, FALSE, "source pad");
  g_string_append (out, "</TD><TD>");
  append_font (out, 8, FAINT, FALSE, "+ on request   ? comes and goes   dashed: no caps yet");
  g_string_append (out, "</TD>");
}

static void
write_head (Dot *dot, const WeirDiagram *diagram, gboolean with_legend)
{
  const WeirDiagramNode *root = diagram->root;
  g_autoptr (GString) label = g_string_new (NULL);

  g_string_append (label, BODY_TABLE);
  append_body (dot, label, root);
  if (diagram->title != NULL) {
    g_autofree char *title = weir_diagram_shorten (diagram->title, 200);
    g_string_append (label, "<TR>" LEFT);
    append_font (label, 9, FAINT, FALSE, title);
    g_string_append (label, "</TD></TR>");
  }
  if (diagram->time != NULL) {
    g_string_append (label, "<TR>" LEFT);
    append_font (label, 9, FAINT, FALSE, diagram->time);
    g_string_append (label, "</TD></TR>");
  }
  if (with_legend) {
    g_string_append (label, "<TR>" LEFT "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\" "
                            "CELLPADDING=\"3\"><TR>");
    append_legend (dot, label);
    g_string_append (label, "</TR></TABLE></TD></TR>");
  }
  g_string_append (label, "</TABLE>");

  line (dot, "rankdir=LR; ranksep=0.6; nodesep=0.35; pad=0.3; bgcolor=\"#ffffff\";");
  line (dot, "fontname=\"DejaVu Sans,Verdana,sans-serif\"; labelloc=t; labeljust=l;");
  line (dot, "label=<%s>;", label->str);
  line (dot, "node [shape=box, style=\"rounded,filled\", margin=0, penwidth=1.2, "
             "fontname=\"DejaVu Sans,Verdana,sans-serif\"];");
  line (dot,
        "edge [color=\"%s\", arrowsize=0.7, penwidth=1.1, "
        "fontname=\"DejaVu Sans,Verdana,sans-serif\"];",
        EDGE);
}

char *
weir_diagram_to_dot (const WeirDiagram *diagram, WeirDebugGraphDetails details,
                     gboolean with_legend)
{
  g_return_val_if_fail (diagram != NULL, NULL);

  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Dot dot = { .out = g_string_new (NULL), .details = details, .numbers = numbers };
  g_autofree char *name = quote (diagram->root->name);

  number_nodes (&dot, diagram->root);
  line (&dot, "digraph %s {", name);
  dot.indent++;
  write_head (&dot, diagram, with_legend);
  write_ghost_pads (&dot, diagram->root);
  write_children (&dot, diagram->root);
  write_links (&dot, diagram);
  write_targets (&dot, diagram->root);
  dot.indent--;
  line (&dot, "}");
  return g_string_free (dot.out, FALSE);
}
