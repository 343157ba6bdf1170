/* SPDX-License-Identifier: MIT */
/* A diagram for programs: the page, scripts, tests. docs/design/diagram-json.md says what each
 * member means; a member is added there before it is added here. */
#include <weir/diagram/emit.h>
#include <weir/diagram/json-writer.h>

static void
write_member (WeirJsonWriter *writer, const char *key, const char *text)
{
  weir_json_writer_key (writer, key);
  weir_json_writer_string (writer, text);
}

static void
write_flag (WeirJsonWriter *writer, const char *key, gboolean value)
{
  weir_json_writer_key (writer, key);
  weir_json_writer_boolean (writer, value);
}

static void
write_prop (WeirJsonWriter *writer, const WeirDiagramProp *prop)
{
  weir_json_writer_begin (writer, '{');
  write_member (writer, "name", prop->name);
  write_member (writer, "value", prop->value);
  write_flag (writer, "default", prop->is_default);
  weir_json_writer_end (writer, '}');
}

static void
write_pad (WeirJsonWriter *writer, const WeirDiagramPad *pad)
{
  static const char *const presences[] = { NULL, "always", "sometimes", "request" };
  static const char *const flags[] = { "blocked", "flushing", "eos" };

  weir_json_writer_begin (writer, '{');
  write_member (writer, "id", pad->id);
  write_member (writer, "name", pad->name);
  write_member (writer, "direction", pad->direction == WEIR_DIAGRAM_SRC ? "src" : "sink");
  write_member (writer, "presence", presences[pad->presence]);
  write_member (writer, "template", pad->template_name);
  write_member (writer, "template-caps", pad->template_caps);
  write_member (writer, "caps", pad->caps);
  write_flag (writer, "ghost", pad->is_ghost);
  write_member (writer, "target", pad->target != NULL ? pad->target->id : NULL);
  weir_json_writer_key (writer, "flags");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((pad->flags & (1u << i)) != 0)
      weir_json_writer_string (writer, flags[i]);
  weir_json_writer_end (writer, ']');
  weir_json_writer_end (writer, '}');
}

/* One node without its children, which follow it in the list. */
static void
write_node (WeirJsonWriter *writer, const WeirDiagramNode *node)
{
  weir_json_writer_begin (writer, '{');
  write_member (writer, "id", node->id);
  write_member (writer, "parent", node->parent != NULL ? node->parent->id : NULL);
  write_member (writer, "kind", node->children != NULL ? "bin" : "element");
  write_member (writer, "name", node->name);
  write_member (writer, "factory", node->factory);
  write_member (writer, "state", weir_diagram_state_name (node->state));
  write_member (writer, "pending", weir_diagram_state_name (node->pending));
  weir_json_writer_key (writer, "busy");
  if (node->busy >= 0)
    weir_json_writer_double (writer, node->busy);
  else
    weir_json_writer_string (writer, NULL);
  write_member (writer, "waits-for", node->waits_for);

  weir_json_writer_key (writer, "properties");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < node->props->len; i++)
    write_prop (writer, g_ptr_array_index (node->props, i));
  weir_json_writer_end (writer, ']');

  weir_json_writer_key (writer, "pads");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < node->pads->len; i++)
    write_pad (writer, g_ptr_array_index (node->pads, i));
  weir_json_writer_end (writer, ']');
  weir_json_writer_end (writer, '}');
}

static void
write_nodes (WeirJsonWriter *writer, const WeirDiagramNode *node)
{
  write_node (writer, node);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    write_nodes (writer, g_ptr_array_index (node->children, i));
}

static void
write_numbers (WeirJsonWriter *writer, const WeirDiagramLink *link)
{
  weir_json_writer_key (writer, "numbers");
  if (!link->has_numbers) {
    weir_json_writer_string (writer, NULL);
    return;
  }
  weir_json_writer_begin (writer, '{');
  weir_json_writer_key (writer, "buffers");
  weir_json_writer_uint (writer, link->n_buffers);
  weir_json_writer_key (writer, "bytes");
  weir_json_writer_uint (writer, link->n_bytes);
  weir_json_writer_key (writer, "drops");
  weir_json_writer_uint (writer, link->n_drops);
  weir_json_writer_key (writer, "fill");
  weir_json_writer_uint (writer, link->fill_items);
  weir_json_writer_key (writer, "limit");
  if (link->limit_items > 0)
    weir_json_writer_uint (writer, link->limit_items);
  else
    weir_json_writer_string (writer, NULL);
  weir_json_writer_key (writer, "buffers-per-second");
  weir_json_writer_double (writer, link->buffers_per_s);
  weir_json_writer_key (writer, "bytes-per-second");
  weir_json_writer_double (writer, link->bytes_per_s);
  weir_json_writer_end (writer, '}');
}

static void
write_link (WeirJsonWriter *writer, const WeirDiagramLink *link)
{
  weir_json_writer_begin (writer, '{');
  write_member (writer, "id", link->id);
  write_member (writer, "src", link->src->id);
  write_member (writer, "sink", link->sink->id);
  write_member (writer, "caps", link->caps);
  write_numbers (writer, link);
  weir_json_writer_end (writer, '}');
}

char *
weir_diagram_to_json (const WeirDiagram *diagram)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  weir_json_writer_begin (&writer, '{');
  weir_json_writer_key (&writer, "version");
  weir_json_writer_uint (&writer, 1);
  write_member (&writer, "title", diagram->title);
  write_member (&writer, "time", diagram->time);

  weir_json_writer_key (&writer, "nodes");
  weir_json_writer_begin (&writer, '[');
  write_nodes (&writer, diagram->root);
  weir_json_writer_end (&writer, ']');

  weir_json_writer_key (&writer, "links");
  weir_json_writer_begin (&writer, '[');
  for (guint i = 0; i < diagram->links->len; i++)
    write_link (&writer, g_ptr_array_index (diagram->links, i));
  weir_json_writer_end (&writer, ']');
  weir_json_writer_end (&writer, '}');
  return weir_json_writer_finish (&writer);
}
