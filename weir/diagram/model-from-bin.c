/* SPDX-License-Identifier: MIT */
/* Reads a graph, which may be running and changing, into plain data. Each list is copied under its
 * own lock, so what appears or goes meanwhile is in the picture or not; a link is drawn if both its
 * pads are. */
#include <weir/diagram/model-from-bin.h>

#include <weir/data/value.h>
#include <weir/graph/bin-private.h>
#include <weir/graph/ghost-pad.h>
#include <weir/graph/pipeline.h>
#include <weir/graph/stats.h>

/* An element that has been parked for longer says for what. */
#define STUCK_NS G_GINT64_CONSTANT (1000000000)

typedef struct {
  WeirDiagram *diagram;
  GHashTable *drawn;   /* WeirPad (owned) to its WeirDiagramPad */
  GPtrArray *src_pads; /* (element-type WeirPad): those of them that are sources, in order */
  double played_s;     /* running time; 0: doesn't play */
} Reader;

/* --- properties ------------------------------------------------------------------------------- */

/* (transfer full) (nullable): as a launch line would have it, without quotes. */
static char *
value_text (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_dup_string (value);
  if (G_VALUE_HOLDS_ENUM (value)) {
    g_autoptr (GTypeClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
    const GEnumValue *found = g_enum_get_value ((GEnumClass *) klass, g_value_get_enum (value));
    if (found != NULL)
      return g_strdup (found->value_nick);
  }
  if (G_VALUE_HOLDS_OBJECT (value)) {
    gpointer object = g_value_get_object (value);
    if (object == NULL)
      return NULL;
    return WEIR_IS_OBJECT (object) ? weir_object_get_name (object)
                                   : g_strdup (G_OBJECT_TYPE_NAME (object));
  }
  if (G_VALUE_HOLDS_BOXED (value) && g_value_get_boxed (value) == NULL)
    return NULL;
  return weir_value_serialize (value);
}

static gboolean
is_secret (WeirElement *element, const GParamSpec *pspec)
{
  const WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (element);

  for (guint i = 0; i < klass->n_props; i++)
    if (klass->props[i].pspec == pspec)
      return (klass->props[i].prop->flags & WEIR_PROP_SECRET) != 0;
  return FALSE;
}

static void
read_props (WeirElement *element, WeirDiagramNode *node)
{
  guint n;
  g_autofree GParamSpec **pspecs =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (element), &n);

  for (guint i = 0; i < n; i++) {
    GParamSpec *pspec = pspecs[i];
    g_auto (GValue) value = G_VALUE_INIT;

    /* Its name and parent are in the picture already. */
    if ((pspec->flags & G_PARAM_READABLE) == 0 || pspec->owner_type == WEIR_TYPE_OBJECT)
      continue;
    g_value_init (&value, pspec->value_type);
    g_object_get_property (G_OBJECT (element), pspec->name, &value);
    /* What nobody could have set is no news. */
    const gboolean is_default =
      (pspec->flags & G_PARAM_WRITABLE) == 0 || g_param_value_defaults (pspec, &value);
    g_autofree char *text = value_text (&value);
    const gboolean hides = !is_default && text != NULL && is_secret (element, pspec);
    weir_diagram_node_add_prop (node, pspec->name, hides ? "***" : text, is_default);
  }
}

/* --- pads --------------------------------------------------------------------------------------- */

static char *
caps_text (WeirCaps *caps /* (transfer full) (nullable) */)
{
  if (caps == NULL)
    return NULL;
  char *text = weir_caps_to_string (caps);
  weir_caps_unref (caps);
  return text;
}

static WeirDiagramPadFlags
read_flags (WeirPad *pad, const WeirDiagramNode *node)
{
  WeirDiagramPadFlags flags = 0;
  g_autoptr (WeirEvent) eos = weir_pad_get_sticky_event (pad, WEIR_EVENT_EOS, 0);

  if (weir_pad_is_blocked (pad))
    flags |= WEIR_DIAGRAM_PAD_BLOCKED;
  if (node->state >= WEIR_DIAGRAM_STATE_PAUSED && !weir_pad_is_active (pad))
    flags |= WEIR_DIAGRAM_PAD_FLUSHING;
  if (eos != NULL)
    flags |= WEIR_DIAGRAM_PAD_EOS;
  return flags;
}

static void
read_pad (Reader *reader, WeirPad *pad, WeirDiagramNode *node)
{
  static const WeirDiagramPresence presences[] = {
    [WEIR_PAD_ALWAYS] = WEIR_DIAGRAM_ALWAYS,
    [WEIR_PAD_SOMETIMES] = WEIR_DIAGRAM_SOMETIMES,
    [WEIR_PAD_REQUEST] = WEIR_DIAGRAM_REQUEST,
  };
  const gboolean is_src = weir_pad_get_direction (pad) == WEIR_PAD_SRC;
  g_autoptr (WeirPadTemplate) templ = weir_pad_get_pad_template (pad);
  g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (pad));
  g_autofree char *caps = caps_text (weir_pad_get_current_caps (pad));
  WeirDiagramPad *drawn = weir_diagram_node_add_pad (
    node, name, is_src ? WEIR_DIAGRAM_SRC : WEIR_DIAGRAM_SINK,
    templ != NULL ? presences[weir_pad_template_get_presence (templ)] : WEIR_DIAGRAM_ALWAYS);

  if (templ != NULL) {
    g_autofree char *admits = caps_text (weir_pad_template_get_caps (templ));
    weir_diagram_pad_set_template (drawn, weir_pad_template_get_name_template (templ), admits);
  }
  weir_diagram_pad_set_caps (drawn, caps);
  drawn->flags = read_flags (pad, node);
  if (WEIR_IS_GHOST_PAD (pad)) {
    g_autoptr (WeirPad) target = weir_ghost_pad_get_target ((WeirGhostPad *) pad);
    weir_diagram_pad_set_ghost (drawn, target != NULL ? g_hash_table_lookup (reader->drawn, target)
                                                      : NULL);
  }
  g_hash_table_insert (reader->drawn, g_object_ref (pad), drawn);
  if (is_src)
    g_ptr_array_add (reader->src_pads, pad);
}

static void
read_pads (Reader *reader, WeirElement *element, WeirDiagramNode *node)
{
  WeirElementPrivate *p = element->priv;
  g_autoptr (GPtrArray) pads = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_mutex_lock (&p->lock);
  for (guint i = 0; i < p->sinks->len; i++)
    g_ptr_array_add (pads, g_object_ref (p->sinks->pdata[i]));
  for (guint i = 0; i < p->srcs->len; i++)
    g_ptr_array_add (pads, g_object_ref (p->srcs->pdata[i]));
  pthread_mutex_unlock (&p->lock);
  for (guint i = 0; i < pads->len; i++)
    read_pad (reader, pads->pdata[i], node);
}

/* --- elements ----------------------------------------------------------------------------------- */

static void
read_activity (const Reader *reader, WeirElement *element, WeirDiagramNode *node)
{
  g_autoptr (WeirElementStats) stats = weir_element_get_stats (element);

  if (stats->steps == 0 || reader->played_s <= 0)
    return;
  node->busy = MIN ((double) stats->busy_time / WEIR_SECOND / reader->played_s, 1.0);
  if (stats->waits_for != NULL && weir_now_ns () - (gint64) stats->last_activity > STUCK_NS)
    weir_diagram_node_set_waits_for (node, stats->waits_for);
}

static void
read_state (WeirElement *element, WeirDiagramNode *node)
{
  WeirState state, pending;

  weir_element_get_state (element, &state, &pending, 0);
  node->state = (WeirDiagramState) state;
  node->pending = (WeirDiagramState) pending;
}

static void
read_children (Reader *reader, WeirBin *bin, WeirDiagramNode *node)
{
  g_autoptr (GPtrArray) children = weir_bin_snapshot (bin);

  for (guint i = 0; i < children->len; i++) {
    WeirElement *child = children->pdata[i];
    g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (child));
    const WeirElementInfo *info = WEIR_ELEMENT_GET_CLASS (child)->info;
    const char *factory = info != NULL ? info->name : NULL;
    WeirDiagramNode *drawn;

    if (WEIR_IS_BIN (child))
      drawn = weir_diagram_node_add_bin (node, name, factory != NULL ? factory : "bin");
    else
      drawn = weir_diagram_node_add_element (node, name, factory);
    read_state (child, drawn);
    read_props (child, drawn);
    read_activity (reader, child, drawn);
    /* Ghost pads look for the pads that they stand for. */
    if (WEIR_IS_BIN (child))
      read_children (reader, WEIR_BIN_CAST (child), drawn);
    read_pads (reader, child, drawn);
  }
}

/* --- links -------------------------------------------------------------------------------------- */

static void
read_numbers (const Reader *reader, WeirPad *src, WeirDiagramLink *link)
{
  g_autoptr (WeirLinkStats) stats = weir_pad_get_link_stats (src);

  if (stats == NULL || stats->buffers_in == 0 || reader->played_s <= 0)
    return;
  link->has_numbers = TRUE;
  link->n_buffers = stats->buffers_in;
  link->n_bytes = stats->bytes_in;
  link->n_drops = stats->drops;
  link->fill_items = (guint) MIN (stats->level_items, G_MAXUINT);
  link->limit_items = stats->opening;
  link->buffers_per_s = stats->buffers_in / reader->played_s;
  link->bytes_per_s = stats->bytes_in / reader->played_s;
}

static void
read_links (Reader *reader)
{
  for (guint i = 0; i < reader->src_pads->len; i++) {
    WeirPad *src = reader->src_pads->pdata[i];
    g_autoptr (WeirPad) peer = weir_pad_get_peer (src);
    WeirDiagramPad *from = g_hash_table_lookup (reader->drawn, src);
    WeirDiagramPad *to = peer != NULL ? g_hash_table_lookup (reader->drawn, peer) : NULL;

    if (to != NULL)
      read_numbers (reader, src, weir_diagram_link (reader->diagram, from, to, from->caps));
  }
}

WeirDiagram *
weir_diagram_new_from_bin (WeirBin *bin)
{
  WeirElement *element = WEIR_ELEMENT_CAST (bin);
  g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (bin));
  const char *factory = WEIR_IS_PIPELINE (bin) ? "pipeline" : "bin";
  const WeirElementInfo *info = WEIR_ELEMENT_GET_CLASS (bin)->info;
  const WeirClockTime played = weir_element_get_current_running_time (element);
  Reader reader = {
    .diagram = weir_diagram_new (name, info != NULL ? info->name : factory),
    .drawn = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL),
    .src_pads = g_ptr_array_new (),
  };
  WeirDiagramNode *root = reader.diagram->root;

  read_state (element, root);
  if (root->state == WEIR_DIAGRAM_STATE_PLAYING && WEIR_CLOCK_TIME_IS_VALID (played))
    reader.played_s = (double) played / WEIR_SECOND;
  read_props (element, root);
  read_children (&reader, bin, root);
  read_pads (&reader, element, root);
  read_links (&reader);

  g_ptr_array_unref (reader.src_pads);
  g_hash_table_unref (reader.drawn);
  return reader.diagram;
}
