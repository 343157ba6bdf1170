/* SPDX-License-Identifier: MIT */
/* Writes into a file or a descriptor: gathers small pieces, goes to other places, waits for slow readers. */
#pragma once

#include <weir/data/buffer.h>
#include <weir/data/flow.h>
#include <weir/graph/element.h>

G_BEGIN_DECLS

/* For the owner of an element. */
typedef struct {
  const char *element; /* who writes, for messages */
  char *path;          /* (owned) (nullable) */
  int fd;              /* -1: closed */
  gboolean owns_fd;
  gboolean places;  /* bytes can be written at any place */
  guint64 begin;    /* where the stream's first byte goes */
  guint64 offset;   /* where the next byte goes, gathered ones first */
  guint8 *gathered; /* (owned) (nullable) */
  gsize n_gathered, gather_bytes;
  gsize done; /* bytes of a buffer that a pipe has taken already */
} WeirFileWriter;

#define WEIR_FILE_WRITER_INIT(element_) { .element = element_, .fd = -1 }

typedef struct {
  gboolean append;
  gboolean o_sync;
  gsize gather_bytes; /* 0: each buffer at once */
} WeirFileWriterParams;

gboolean weir_file_writer_open (WeirFileWriter *self, const char *path, const WeirFileWriterParams *params, GError **error);
void weir_file_writer_open_fd (WeirFileWriter *self, int fd);
/* WEIR_FLOW_AGAIN: the element has said that it waits, and calls again with the same buffer. */
WeirFlowReturn weir_file_writer_write (WeirFileWriter *self, WeirElement *element, WeirBuffer *buffer, GError **error);
gboolean weir_file_writer_flush (WeirFileWriter *self, GError **error);
/* The next byte goes to `position` of the stream. */
gboolean weir_file_writer_seek (WeirFileWriter *self, guint64 position, GError **error);
/* What was written is taken back, where that is possible. */
void weir_file_writer_restart (WeirFileWriter *self);
void weir_file_writer_close (WeirFileWriter *self);

G_END_DECLS
