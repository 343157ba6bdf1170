/* SPDX-License-Identifier: MIT */
/* Builds and frees the plain picture of a pipeline. */
#include <weir/diagram/model.h>

#include <weir/base/redact.h>

#include <string.h>

static char *
clean (const char *text)
{
  if (text == NULL)
    return NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  return weir_redact (valid, NULL, 0);
}

/* A name as a part of an id: what separates parts is escaped as in a URI. */
static char *
escape_name (const char *name)
{
  GString *out = g_string_new (NULL);

  for (; *name != '\0'; name++) {
    if (strchr ("%/.~", *name) != NULL || g_ascii_iscntrl (*name))
      g_string_append_printf (out, "%%%02X", (guint) (guchar) *name);
    else
      g_string_append_c (out, *name);
  }
  return g_string_free (out, FALSE);
}

static void
free_prop (gpointer data)
{
  WeirDiagramProp *prop = data;

  g_free (prop->name);
  g_free (prop->value);
  g_free (prop);
}

static void
free_pad (gpointer data)
{
  WeirDiagramPad *pad = data;

  g_free (pad->name);
  g_free (pad->id);
  g_free (pad->template_name);
  g_free (pad->template_caps);
  g_free (pad->caps);
  g_free (pad);
}

static void
free_node (gpointer data)
{
  WeirDiagramNode *node = data;

  g_free (node->id);
  g_free (node->name);
  g_free (node->factory);
  g_free (node->waits_for);
  g_ptr_array_unref (node->props);
  g_ptr_array_unref (node->pads);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static void
free_link (gpointer data)
{
  WeirDiagramLink *link = data;

  g_free (link->id);
  g_free (link->caps);
  g_free (link);
}

static WeirDiagramNode *
make_node (WeirDiagramNode *parent, const char *name, const char *factory)
{
  WeirDiagramNode *node = g_new0 (WeirDiagramNode, 1);

  node->parent = parent;
  node->name = clean (name);
  node->factory = clean (factory);
  node->props = g_ptr_array_new_with_free_func (free_prop);
  node->pads = g_ptr_array_new_with_free_func (free_pad);
  node->busy = -1;
  if (parent == NULL) {
    node->id = g_strdup ("");
  } else {
    g_autofree char *part = escape_name (node->name);
    node->id = *parent->id == '\0' ? g_strdup (part) : g_strconcat (parent->id, "/", part, NULL);
    g_ptr_array_add (parent->children, node);
  }
  return node;
}

WeirDiagram *
weir_diagram_new (const char *name, const char *factory)
{
  WeirDiagram *diagram = g_new0 (WeirDiagram, 1);

  diagram->root = make_node (NULL, name, factory);
  diagram->root->children = g_ptr_array_new_with_free_func (free_node);
  diagram->links = g_ptr_array_new_with_free_func (free_link);
  return diagram;
}

void
weir_diagram_free (WeirDiagram *diagram)
{
  if (diagram == NULL)
    return;
  g_ptr_array_unref (diagram->links);
  free_node (diagram->root);
  g_free (diagram->title);
  g_free (diagram->time);
  g_free (diagram);
}

void
weir_diagram_set_title (WeirDiagram *diagram, const char *title, const char *time)
{
  g_free (diagram->title);
  g_free (diagram->time);
  diagram->title = clean (title);
  diagram->time = clean (time);
}

WeirDiagramNode *
weir_diagram_node_add_element (WeirDiagramNode *bin, const char *name, const char *factory)
{
  return make_node (bin, name, factory);
}

WeirDiagramNode *
weir_diagram_node_add_bin (WeirDiagramNode *bin, const char *name, const char *factory)
{
  WeirDiagramNode *node = make_node (bin, name, factory);

  node->children = g_ptr_array_new_with_free_func (free_node);
  return node;
}

void
weir_diagram_node_add_prop (WeirDiagramNode *node, const char *name, const char *value,
                            gboolean is_default)
{
  WeirDiagramProp *prop = g_new0 (WeirDiagramProp, 1);
  const gboolean is_secret = !is_default && weir_redact_is_secret (name);

  prop->name = clean (name);
  prop->value = is_secret ? g_strdup ("***") : clean (value);
  prop->is_default = is_default;
  g_ptr_array_add (node->props, prop);
}

void
weir_diagram_node_set_waits_for (WeirDiagramNode *node, const char *waits_for)
{
  g_free (node->waits_for);
  node->waits_for = clean (waits_for);
}

WeirDiagramPad *
weir_diagram_node_add_pad (WeirDiagramNode *node, const char *name, WeirDiagramDirection direction,
                           WeirDiagramPresence presence)
{
  WeirDiagramPad *pad = g_new0 (WeirDiagramPad, 1);

  pad->node = node;
  pad->name = clean (name);
  g_autofree char *part = escape_name (pad->name);
  pad->id = g_strconcat (node->id, ".", part, NULL);
  pad->direction = direction;
  pad->presence = presence;
  g_ptr_array_add (node->pads, pad);
  return pad;
}

void
weir_diagram_pad_set_template (WeirDiagramPad *pad, const char *name, const char *caps)
{
  g_free (pad->template_name);
  g_free (pad->template_caps);
  pad->template_name = clean (name);
  pad->template_caps = clean (caps);
}

void
weir_diagram_pad_set_caps (WeirDiagramPad *pad, const char *caps)
{
  g_free (pad->caps);
  pad->caps = clean (caps);
}

void
weir_diagram_pad_set_ghost (WeirDiagramPad *pad, WeirDiagramPad *target)
{
  pad->is_ghost = TRUE;
  pad->target = target;
}

WeirDiagramLink *
weir_diagram_link (WeirDiagram *diagram, WeirDiagramPad *src, WeirDiagramPad *sink,
                   const char *caps)
{
  WeirDiagramLink *link = g_new0 (WeirDiagramLink, 1);

  link->src = src;
  link->sink = sink;
  link->id = g_strconcat (src->id, "~", sink->id, NULL);
  link->caps = clean (caps);
  g_ptr_array_add (diagram->links, link);
  return link;
}

WeirDiagramNode *
weir_diagram_find_node (const WeirDiagram *diagram, const char *id)
{
  WeirDiagramNode *node = diagram->root;

  while (*id != '\0') {
    WeirDiagramNode *found = NULL;
    for (guint i = 0; node->children != NULL && i < node->children->len && found == NULL; i++) {
      WeirDiagramNode *child = g_ptr_array_index (node->children, i);
      const gsize length = strlen (child->id);
      if (strcmp (child->id, id) == 0)
        return child;
      if (strncmp (child->id, id, length) == 0 && id[length] == '/')
        found = child;
    }
    if (found == NULL)
      return NULL;
    node = found;
  }
  return node;
}

WeirDiagramLink *
weir_diagram_find_link (const WeirDiagram *diagram, const char *id)
{
  for (guint i = 0; i < diagram->links->len; i++) {
    WeirDiagramLink *link = g_ptr_array_index (diagram->links, i);
    if (strcmp (link->id, id) == 0)
      return link;
  }
  return NULL;
}

const char *
weir_diagram_state_name (WeirDiagramState state)
{
  switch (state) {
  case WEIR_DIAGRAM_STATE_NULL:
    return "NULL";
  case WEIR_DIAGRAM_STATE_READY:
    return "READY";
  case WEIR_DIAGRAM_STATE_PAUSED:
    return "PAUSED";
  case WEIR_DIAGRAM_STATE_PLAYING:
    return "PLAYING";
  case WEIR_DIAGRAM_STATE_UNKNOWN:
    break;
  }
  return NULL;
}
