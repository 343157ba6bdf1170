/* SPDX-License-Identifier: MIT */
/* What the drawings write: caps in lines, numbers for people, properties worth showing. */
#pragma once

#include <weir/diagram/details.h>
#include <weir/diagram/model.h>

G_BEGIN_DECLS

/* One structure of caps. */
typedef struct {
  char *media;       /* "video/x-raw" */
  char *features;    /* (nullable): "memory:DMABuf" */
  GPtrArray *fields; /* (owned) (element-type utf8): "width=640", without types */
} WeirDiagramCaps;

/* The structures of a caps string (transfer full) (element-type WeirDiagramCaps). A string that
 * isn't caps gives one without fields. */
GPtrArray *weir_diagram_split_caps (const char *caps);

/* The lines that a link is labelled with, (transfer full) (element-type utf8); the first n_heads
 * are media types, the last n_numbers live numbers. */
typedef struct {
  GPtrArray *lines;
  guint n_heads;
  guint n_numbers;
  gboolean is_guess; /* nothing is agreed on: what the source pad could send */
} WeirDiagramLabel;

WeirDiagramLabel weir_diagram_link_label (const WeirDiagramLink *link,
                                          WeirDebugGraphDetails details);

/* Whether the details ask for the property. */
gboolean weir_diagram_shows_prop (const WeirDiagramProp *prop, WeirDebugGraphDetails details);

/* "name=value", shortened unless full values are asked for. */
char *weir_diagram_prop_text (const WeirDiagramProp *prop, WeirDebugGraphDetails details);

/* The text, or its beginning and an ellipsis if it has more than that many characters. */
char *weir_diagram_shorten (const char *text, glong n_characters);

/* 1234567 as "1.2 M", with a point in every locale. */
char *weir_diagram_format_number (double number);

G_END_DECLS
