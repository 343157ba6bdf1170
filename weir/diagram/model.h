/* SPDX-License-Identifier: MIT */
/* A moment of a pipeline as plain data, for all that draw it: taken from the running graph in one
 * go, then written as dot, Mermaid or JSON without looking at the graph again.
 *
 * Strings are cleaned on their way in, so that nobody who writes them out has to remember: they
 * become valid UTF-8, and passwords become "***". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirDiagram WeirDiagram;
typedef struct _WeirDiagramNode WeirDiagramNode;
typedef struct _WeirDiagramPad WeirDiagramPad;
typedef struct _WeirDiagramProp WeirDiagramProp;
typedef struct _WeirDiagramLink WeirDiagramLink;

/* In the order and with the numbers of WeirState. */
typedef enum {
  WEIR_DIAGRAM_STATE_UNKNOWN = 0,
  WEIR_DIAGRAM_STATE_NULL,
  WEIR_DIAGRAM_STATE_READY,
  WEIR_DIAGRAM_STATE_PAUSED,
  WEIR_DIAGRAM_STATE_PLAYING,
} WeirDiagramState;

typedef enum {
  WEIR_DIAGRAM_SRC = 1,
  WEIR_DIAGRAM_SINK,
} WeirDiagramDirection;

typedef enum {
  WEIR_DIAGRAM_ALWAYS = 1,
  WEIR_DIAGRAM_SOMETIMES,
  WEIR_DIAGRAM_REQUEST,
} WeirDiagramPresence;

typedef enum {
  WEIR_DIAGRAM_PAD_BLOCKED = 1 << 0,
  WEIR_DIAGRAM_PAD_FLUSHING = 1 << 1,
  WEIR_DIAGRAM_PAD_EOS = 1 << 2,
} WeirDiagramPadFlags;

struct _WeirDiagramProp {
  char *name;
  char *value;
  gboolean is_default;
};

struct _WeirDiagramPad {
  WeirDiagramNode *node; /* (not owned) */
  char *name;
  char *id; /* id of the node, a dot, name */
  WeirDiagramDirection direction;
  WeirDiagramPresence presence;
  WeirDiagramPadFlags flags;
  char *template_name; /* (nullable) */
  char *template_caps; /* (nullable): what it could ever carry */
  char *caps;          /* (nullable): what it carries now */
  gboolean is_ghost;
  WeirDiagramPad *target; /* (not owned) (nullable): of a ghost pad, the pad inside */
};

/* An element; a bin if children is set. */
struct _WeirDiagramNode {
  WeirDiagramNode *parent; /* (not owned) (nullable) */
  char *id;                /* names from below the root on, with slashes; the root's is empty */
  char *name;
  char *factory; /* (nullable) */
  WeirDiagramState state;
  WeirDiagramState pending; /* UNKNOWN: none */
  GPtrArray *props;         /* (owned) (element-type WeirDiagramProp) */
  GPtrArray *pads;          /* (owned) (element-type WeirDiagramPad) */
  GPtrArray *children;      /* (owned) (nullable) (element-type WeirDiagramNode) */
  double busy;              /* part of the time that it works, 0 to 1; below 0: unknown */
  char *waits_for;          /* (nullable): why it doesn't go on, in words */
};

struct _WeirDiagramLink {
  WeirDiagramPad *src;  /* (not owned) */
  WeirDiagramPad *sink; /* (not owned) */
  char *id;             /* "src.src~sink.sink" */
  char *caps;           /* (nullable): agreed on */

  /* Live numbers; they mean nothing unless has_numbers. */
  gboolean has_numbers;
  guint64 n_buffers;
  guint64 n_bytes;
  guint64 n_drops;
  guint fill_items;
  guint limit_items; /* 0: unknown */
  double buffers_per_s;
  double bytes_per_s;
};

struct _WeirDiagram {
  WeirDiagramNode *root; /* (owned): a bin; a single element is drawn as a bin around nothing */
  GPtrArray *links;      /* (owned) (element-type WeirDiagramLink) */
  char *title;           /* (nullable): shown above all */
  char *time;            /* (nullable): when it was taken, as text */
};

WeirDiagram *weir_diagram_new (const char *name, const char *factory);
void weir_diagram_free (WeirDiagram *diagram);
void weir_diagram_set_title (WeirDiagram *diagram, const char *title, const char *time);

WeirDiagramNode *weir_diagram_node_add_element (WeirDiagramNode *bin, const char *name,
                                                const char *factory);
WeirDiagramNode *weir_diagram_node_add_bin (WeirDiagramNode *bin, const char *name,
                                            const char *factory);
void weir_diagram_node_add_prop (WeirDiagramNode *node, const char *name, const char *value,
                                 gboolean is_default);
void weir_diagram_node_set_waits_for (WeirDiagramNode *node, const char *waits_for);
WeirDiagramPad *weir_diagram_node_add_pad (WeirDiagramNode *node, const char *name,
                                           WeirDiagramDirection direction,
                                           WeirDiagramPresence presence);
void weir_diagram_pad_set_template (WeirDiagramPad *pad, const char *name, const char *caps);
void weir_diagram_pad_set_caps (WeirDiagramPad *pad, const char *caps);
/* target (nullable): a pad of a child, or of the bin behind it. */
void weir_diagram_pad_set_ghost (WeirDiagramPad *pad, WeirDiagramPad *target);

WeirDiagramLink *weir_diagram_link (WeirDiagram *diagram, WeirDiagramPad *src, WeirDiagramPad *sink,
                                    const char *caps);

/* (nullable) Both by the ids that JSON gives. */
WeirDiagramNode *weir_diagram_find_node (const WeirDiagram *diagram, const char *id);
WeirDiagramLink *weir_diagram_find_link (const WeirDiagram *diagram, const char *id);

/* "PLAYING"; NULL for unknown. */
const char *weir_diagram_state_name (WeirDiagramState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDiagram, weir_diagram_free)

G_END_DECLS
